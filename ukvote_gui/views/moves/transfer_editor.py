"""The editor of a transfer."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ukvote_gui.core import describe
from ukvote_gui.core.moves import Transfer
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.amounts_editor import PairsChange
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.rates import first_rate, left_over
from ukvote_gui.views.moves.units import RATE


class TransferEditor(MoveEditor[Transfer]):
    """Who gives, who takes at which rates, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "transfer_editor", parent)
        self._givers = self.add_picker("transfer_from", "F&rom", "Add a party or candidate…")
        self._givers.changed.connect(self._on_givers_wanted)
        self._to = self.add_amounts(
            RATE, "transfer_to", "T&o", "Add who takes…", self.find_targets, first_rate
        )
        self._to.edited.connect(self._on_rates_edited)
        self._left = quiet_label(self, wraps=True)
        self._left.setObjectName("transfer_left")
        self.body.addWidget(self._left)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._givers.setFocus()

    def show_fields(self, move: Transfer) -> None:
        self._givers.show_values(move.givers)
        self._to.show_pairs(move.to, 1.0)
        self._left.setText(f"{describe.rate(left_over(move.to))} stays, and so does what finds no taker.")

    def _on_givers_wanted(self, givers: tuple[str, ...]) -> None:
        def make(move: Transfer) -> Transfer:
            return replace(move, givers=givers)

        self.change(make)

    def _on_rates_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("to", key, change, goes_on)
