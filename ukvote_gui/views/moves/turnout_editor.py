"""The editor of a change of turnout."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from ukvote_gui.core import move_edits
from ukvote_gui.core.moves import Turnout
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.amount_row import AmountChange, AmountRow
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.units import CHANGE, SHARE


class TurnoutEditor(MoveEditor[Turnout]):
    """By how much turnout changes, or what it becomes, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "turnout_editor", parent)
        self._by = QRadioButton("Change &by points", self)
        self._by.setObjectName("turnout_by")
        self._to = QRadioButton("Se&t to", self)
        self._to.setObjectName("turnout_to")
        group = QButtonGroup(self)
        group.addButton(self._by)
        group.addButton(self._to)
        group.buttonClicked.connect(self._on_sort_chosen)
        self._change = AmountRow(CHANGE, QLabel("Points of the electorate", self), self)
        self._change.set_names("change", "turnout_change", "Change of turnout")
        self._set = AmountRow(SHARE, QLabel("Of the electorate", self), self)
        self._set.set_names("set", "turnout_set", "Turnout")
        self.add_title("Turnout (valid votes)")
        self.add_row(self._by, self._to)
        for row in (self._change, self._set):
            row.edited.connect(self._on_edited)
            self.add_amount(row)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        (self._set if self.move_shown.set is not None else self._change).spin.setFocus()

    def show_fields(self, move: Turnout) -> None:
        sets = move.set is not None
        (self._to if sets else self._by).setChecked(True)
        self._set.setVisible(sets)
        self._change.setVisible(not sets)
        if move.set is not None:
            self._set.show_amount(move.set)
        if move.change is not None:
            self._change.show_amount(move.change)

    def _on_sort_chosen(self) -> None:
        session = self.session
        sets = self._to.isChecked()
        now = move_edits.present_turnout(session.outcome, session.scenario.blocs, self.move_shown.scope)

        def make(move: Turnout) -> Turnout:
            if sets == (move.set is not None):
                return move
            return replace(move, change=None if sets else 0.0, set=now if sets else None)

        self.change(make)

    def _on_edited(self, entry: str, change: AmountChange, goes_on: bool) -> None:
        def make(move: Turnout) -> Turnout:
            if entry == "set":
                return move if move.set is None else replace(move, set=change(move.set))
            return move if move.change is None else replace(move, change=change(move.change))

        self.change(make, key=entry, goes_on=goes_on)
