"""The editor of a swing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ukvote_gui.core import formatting, move_edits, picking
from ukvote_gui.core.amounts import central
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.swings import METHODS
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.views.moves.amounts_editor import PairsChange
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.units import CHANGE, SHARE


class SwingEditor(MoveEditor[Swing]):
    """Parties with changes in points, parties with target shares, the method, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "swing_editor", parent)
        self._changes = self.add_amounts(
            CHANGE, "swing_changes", "&Changes in points", "Add a party…", self._find_parties, _no_change
        )
        self._targets = self.add_amounts(
            SHARE, "swing_targets", "Ta&rget shares", "Add a party…", self._find_parties, self._present_share
        )
        self._changes.edited.connect(self._on_changes_edited)
        self._targets.edited.connect(self._on_targets_edited)
        self._note = quiet_label(self, wraps=True)
        self._note.setObjectName("swing_editor_note")
        self._method = StillCombo(self)
        self._method.setObjectName("swing_editor_method")
        self._method.setAccessibleName("Method of the swing")
        for at, (label, method, explanation) in enumerate(METHODS):
            self._method.addItem(label, method)
            self._method.setItemData(at, explanation, Qt.ItemDataRole.ToolTipRole)
        self._method.activated.connect(self._on_method_chosen)
        caption = QLabel("&Method", self)
        caption.setBuddy(self._method)
        self.body.addWidget(self._note)
        self.add_row(caption, self._method)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._changes.picker.setFocus()

    def show_fields(self, move: Swing) -> None:
        self._changes.show_pairs(move.changes)
        self._targets.show_pairs(move.targets)
        at = self._method.findData(move.method)
        if self._method.currentIndex() != at:
            self._method.setCurrentIndex(at)
        self._method.setToolTip(METHODS[at][2])
        targets = sum(central(amount) for _, amount in move.targets)
        too_much = (
            f" The targets add up to {formatting.points(targets)}%, more than there is."
            if targets > 100
            else ""
        )
        self._note.setText(
            "Parties left alone keep their share; then all shares are brought back to 100%." + too_much
        )

    def _find_parties(self, text: str) -> Sequence[Choice]:
        move = self.move_shown
        named = {party for party, _ in (*move.changes, *move.targets)}
        return [choice for choice in picking.found(picking.parties(), text) if choice.value not in named]

    def _present_share(self, party: str) -> float:
        session = self.session
        return move_edits.present_share(session.outcome, session.scenario.blocs, self.move_shown.scope, party)

    def _on_changes_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("changes", key, change, goes_on)

    def _on_targets_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("targets", key, change, goes_on)

    def _on_method_chosen(self, at: int) -> None:
        def make(move: Swing) -> Swing:
            return replace(move, method=METHODS[at][1])

        self.change(make, METHODS[at][0].lower())


def _no_change(_party: str) -> float:
    return 0.0
