"""The editor of shares that are set in a constituency."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ukvote_gui.core import editing, picking
from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.selection import PERSON
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.amounts_editor import PairsChange
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.units import SHARE, SHOWN_DECIMALS


class SetSharesEditor(MoveEditor[SetShares]):
    """The shares that are set in a constituency, and the way to where all its shares are.

    Signals:
        seat_wanted: ONS id of a constituency whose shares a person wants to set.
    """

    seat_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "set_shares_editor", parent)
        self._shares = self.add_amounts(
            SHARE,
            "set_shares_list",
            "Sha&res that are set",
            "Add a candidate…",
            self._find_persons,
            self._present_share,
            self._call_person,
        )
        self._shares.edited.connect(self._on_shares_edited)
        self._note = quiet_label(self, wraps=True)
        self._open = QPushButton("E&dit the shares", self)
        self._open.setObjectName("set_shares_open")
        self._open.setToolTip("Select the constituency, and set its shares in the what-if editor")
        self._open.clicked.connect(self._on_open)
        self.body.addWidget(self._note)
        self.add_row(self._open)
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._open.setFocus()

    def show_fields(self, move: SetShares) -> None:
        self._shares.show_pairs(move.shares, 100.0)
        seat = picking.constituency(self.session.election, move.seat).text
        self._note.setText(f"Everyone else in {seat} divides what is left in proportion.")

    def _standing_shares(self) -> dict[str, float]:
        return editing.standing_shares(self.session.outcome, self.move_shown.seat)

    def _find_persons(self, text: str) -> Sequence[Choice]:
        standing = self._standing_shares()
        choices = picking.candidates(self.session.election)
        persons = [replace(choice, value=choice.value.removeprefix(PERSON)) for choice in choices]
        return picking.found([choice for choice in persons if choice.value in standing], text)

    def _present_share(self, person: str) -> float:
        return round(self._standing_shares()[person], SHOWN_DECIMALS)

    def _call_person(self, person: str) -> Choice:
        return replace(self.call_selector(PERSON + person), value=person)

    def _on_shares_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("shares", key, change, goes_on)

    def _on_open(self) -> None:
        seat = self.move_shown.seat
        self.session.select(seat)
        self.seat_wanted.emit(seat)
