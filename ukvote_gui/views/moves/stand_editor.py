"""The editor of a candidate who stands."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from ukvote_gui.core import move_edits, picking
from ukvote_gui.core.moves import Stand
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.views.moves.amounts_editor import PairsChange
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.units import RATE


class StandEditor(MoveEditor[Stand]):
    """Who stands, for which party, with whose votes, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "stand_editor", parent)
        self._name = QLineEdit(self)
        self._name.setObjectName("stand_name")
        self._name.setAccessibleName("Name of the candidate")
        self._name.setMaxLength(100)
        self._name.textEdited.connect(self._on_name_edited)
        self._name.editingFinished.connect(self._on_name_finished)
        self._party = StillCombo(self)
        self._party.setObjectName("stand_party")
        self._party.setAccessibleName("Party of the candidate")
        self._party.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._party.setMinimumContentsLength(8)
        for choice in picking.parties():
            self._party.addItem(f"{choice.text} – {choice.detail}", choice.value)
        self._party.activated.connect(self._on_party_chosen)
        self.add_title("&Name", self._name)
        self.add_field(self._name)
        self._shown = (-1, "")
        self._nameless = quiet_label(self, "A candidate needs a name.", wraps=True)
        self._nameless.setObjectName("stand_nameless")
        self._nameless.hide()
        self.body.addWidget(self._nameless)
        self.add_title("&Party", self._party)
        self.add_field(self._party)
        self._from = self.add_amounts(
            RATE, "stand_from", "Ta&kes votes from", "Add from whom…", self.find_selectors, _first_part
        )
        self._from.edited.connect(self._on_rates_edited)
        self.add_scope()
        self.body.addStretch(1)
        theme.changed.connect(self._colour_parties)
        self._colour_parties()

    def start_editing(self) -> None:
        self._name.setFocus()
        self._name.selectAll()

    def scope_of(self, move: Stand) -> Scope:
        return move.where

    def with_scope(self, move: Stand, scope: Scope) -> Stand:
        return move_edits.stand_where(move, scope)

    def show_fields(self, move: Stand) -> None:
        shown = self.position, move.name
        if shown != self._shown:
            self._shown = shown
            self._nameless.hide()
            if self._name.text().strip() != move.name:
                self._name.setText(move.name)
        self._party.setCurrentIndex(self._party.findData(move.party))
        self._from.show_pairs(move.givers)

    def _on_name_edited(self, text: str) -> None:
        name = " ".join(text.splitlines()).strip()  # what is pasted may be of several lines
        self._nameless.setVisible(not name)

        def make(move: Stand) -> Stand:
            return replace(move, name=name)

        if name:
            self.change(make, key="name", goes_on=True)

    def _on_name_finished(self) -> None:
        self.gesture.end()
        self._nameless.hide()
        self._name.setText(self._shown[1])

    def _on_party_chosen(self, at: int) -> None:
        party = self._party.itemData(at)

        def make(move: Stand) -> Stand:
            return replace(move, party=party)

        self.change(make)

    def _on_rates_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("givers", key, change, goes_on)

    def _colour_parties(self) -> None:
        for item in range(self._party.count()):
            swatch = QPixmap(11, 11)
            swatch.fill(self.theme.colour(self._party.itemData(item)))
            self._party.setItemIcon(item, QIcon(swatch))


def _first_part(_name: str) -> float:
    return 0.1
