"""The editor of a withdrawal."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ukvote_gui.core.moves import Withdraw
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.amounts_editor import PairsChange
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.rates import RestField, first_rate, left_over
from ukvote_gui.views.moves.units import RATE


class WithdrawEditor(MoveEditor[Withdraw]):
    """Who withdraws, where their votes go, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "withdraw_editor", parent)
        self._who = self.add_picker("withdraw_who", "&Who withdraws", "Add a party or candidate…")
        self._who.changed.connect(self._on_who_wanted)
        self._to = self.add_amounts(
            RATE, "withdraw_to", "Their votes go t&o", "Add who takes them…", self.find_targets, first_rate
        )
        self._to.edited.connect(self._on_rates_edited)
        self._rest = RestField("withdraw_rest", self)
        self._rest.chosen.connect(self._on_rest_chosen)
        self.add_field(self._rest)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._who.setFocus()

    def show_fields(self, move: Withdraw) -> None:
        self._who.show_values(move.who)
        self._to.show_pairs(move.to, 1.0)
        self._rest.show_rest(move.rest, left_over(move.to))

    def _on_who_wanted(self, who: tuple[str, ...]) -> None:
        def make(move: Withdraw) -> Withdraw:
            return replace(move, who=who)

        self.change(make)

    def _on_rates_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("to", key, change, goes_on)

    def _on_rest_chosen(self, rest: str) -> None:
        def make(move: Withdraw) -> Withdraw:
            return replace(move, rest=rest)

        self.change(make)
