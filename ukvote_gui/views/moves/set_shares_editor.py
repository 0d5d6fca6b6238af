"""The editor of shares that are set in a constituency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ukvote_gui.core import describe, picking
from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.selection import PERSON
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.picker import Picker


class SetSharesEditor(MoveEditor[SetShares]):
    """The shares that were set in a constituency, and the way to where they are set.

    Signals:
        seat_wanted: ONS id of a constituency whose shares a person wants to set.
    """

    seat_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "set_shares_editor", parent)
        self._shares = Picker(theme, "set_shares_list", "", _nothing, self.call_share, self)
        self._shares.line.hide()
        self._shares.changed.connect(self._on_shares_wanted)
        self._note = quiet_label(self, wraps=True)
        self._open = QPushButton("E&dit the shares", self)
        self._open.setObjectName("set_shares_open")
        self._open.setToolTip("Select the constituency, and set its shares in the what-if editor")
        self._open.clicked.connect(self._on_open)
        self.add_title("Shares that are set")
        self.add_field(self._shares)
        self.body.addWidget(self._note)
        self.add_row(self._open)
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._open.setFocus()

    def show_fields(self, move: SetShares) -> None:
        self._shares.show_values([person for person, _ in move.shares])
        seat = picking.constituency(self.session.election, move.seat).text
        self._note.setText(f"Everyone else in {seat} divides what is left in proportion.")

    def call_share(self, person: str) -> Choice:
        """Return a candidate with the share that is set."""
        choice = self.call_selector(PERSON + person)
        share = dict(self.move_shown.shares)[person]
        return replace(choice, value=person, text=f"{choice.text} {describe.share(share)}")

    def _on_shares_wanted(self, persons: tuple[str, ...]) -> None:
        def make(move: SetShares) -> SetShares:
            shares = dict(move.shares)
            return replace(move, shares=tuple((person, shares[person]) for person in persons))

        self.change(make)

    def _on_open(self) -> None:
        seat = self.move_shown.seat
        self.session.select(seat)
        self.seat_wanted.emit(seat)


def _nothing(_text: str) -> Sequence[Choice]:
    return ()
