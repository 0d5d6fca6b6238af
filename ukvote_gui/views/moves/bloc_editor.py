"""The scenario's blocs: names for several parties, candidates and other blocs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from ukvote_gui.core import describe, move_edits, picking
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.selection import Selectors
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.labels import quiet_label, title_label
from ukvote_gui.views.moves.picker import Picker
from ukvote_gui.views.moves.tab_order import Fields, TabOrder

FIRST_NAME = "Bloc"
EXPLANATION = (
    "A bloc is a name for several parties and candidates. Moves that name it follow when it changes."
)


class BlocEditor(QWidget):
    """Makes, renames, fills and deletes blocs, each as one undo step.

    Handles: ``bloc_new`` (QPushButton), and for the bloc at place n from 0: ``bloc_<n>_name`` (QLineEdit),
    ``bloc_<n>_members`` with ``bloc_<n>_members_search``, ``bloc_<n>_delete``, ``bloc_<n>_note`` (QLabel).

    Signals:
        added: there is a new bloc, whose name has the focus.
    """

    added = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bloc_editor")
        self.setAccessibleName("Blocs")
        self._session = session
        self._theme = theme
        self._rows: list[_BlocRow] = []
        self._tab_order = TabOrder(self)
        self._new = QPushButton("&New bloc", self)
        self._new.setObjectName("bloc_new")
        self._new.clicked.connect(self._on_new)
        heading = QHBoxLayout()
        heading.addWidget(title_label("Blocs", None, self), 1)
        heading.addWidget(self._new)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(heading)
        layout.addWidget(quiet_label(self, EXPLANATION, wraps=True))
        layout.addLayout(self._list)
        layout.addStretch(1)

    def refresh(self) -> None:
        """Show the scenario's blocs."""
        blocs = self._session.scenario.blocs
        while len(self._rows) < len(blocs):
            row = _BlocRow(self._session, self._theme, len(self._rows), self)
            row.renamed.connect(self._on_renamed)
            row.filled.connect(self._on_filled)
            row.deleted.connect(self._on_deleted)
            self._list.addWidget(row)
            row.show()
            self._rows.append(row)
        while len(self._rows) > len(blocs):
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, (name, selectors) in zip(self._rows, blocs, strict=True):
            row.show_bloc(name, selectors)
        self._tab_order.keep([self._new, *self._rows])

    def start_editing(self) -> None:
        """Give the first field the focus."""
        (self._rows[0].members if self._rows else self._new).setFocus()

    def _on_new(self) -> None:
        scenario = self._session.scenario
        name = move_edits.free_name(scenario.blocs, FIRST_NAME)
        self._session.change(move_edits.with_bloc(scenario, name, ()), f"New bloc “{name}”")
        self.refresh()
        self._rows[-1].start_naming()
        self.added.emit()

    def _on_renamed(self, old: str, new: str) -> None:
        changed = move_edits.bloc_renamed(self._session.scenario, old, new)
        self._session.change(changed, f"Rename bloc “{old}” to “{new}”")

    def _on_filled(self, name: str, selectors: Selectors) -> None:
        changed = move_edits.with_bloc(self._session.scenario, name, selectors)
        words = describe.selectors_in_words(selectors, describe.naming_election(changed))
        self._session.change(changed, f"Bloc “{name}”: {words}")

    def _on_deleted(self, name: str) -> None:
        changed = move_edits.without_bloc(self._session.scenario, name)
        self._session.change(changed, f"Delete bloc “{name}”")


class _BlocRow(Fields):
    """One bloc: its name, what is in it, and where it is used.

    Signals:
        renamed: the old name and the new one, which no other bloc has.
        filled: name and selectors.
        deleted: name.
    """

    renamed = Signal(str, str)
    filled = Signal(str, object)
    deleted = Signal(str)

    def __init__(self, session: Session, theme: Theme, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = ""
        self._name = QLineEdit(self)
        self._name.setObjectName(f"bloc_{place}_name")
        self._name.setAccessibleName("Name of the bloc")
        self._name.setMaxLength(60)
        self._name.textEdited.connect(self._on_name_edited)
        self._name.editingFinished.connect(self._on_name_finished)
        self._delete = QToolButton(self)
        self._delete.setObjectName(f"bloc_{place}_delete")
        self._delete.setText("Delete")
        self._delete.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._delete.clicked.connect(self._on_delete)
        self.members = Picker(
            theme, f"bloc_{place}_members", "Add a party, candidate or bloc…", self._find, self._call, self
        )
        self.members.changed.connect(self._on_members_wanted)
        self._note = quiet_label(self, wraps=True)
        self._note.setObjectName(f"bloc_{place}_note")
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.members)
        layout.addWidget(self._note)

    @property
    def fields(self) -> Sequence[QWidget]:
        return [self._name, self._delete, *self.members.fields]

    def show_bloc(self, name: str, selectors: Selectors) -> None:
        """Show a bloc."""
        if name != self._shown:
            self._shown = name
            self._name.setText(name)
        self.members.show_values(selectors)
        self._delete.setAccessibleName(f"Delete the bloc {name}")
        use = move_edits.use_of_bloc(self._session.scenario, name)
        self._delete.setEnabled(not use)
        self._note.setText(self._used_by(use))

    def start_naming(self) -> None:
        """Select the name, to type another."""
        self._name.setFocus()
        self._name.selectAll()

    def _used_by(self, use: move_edits.BlocUse) -> str:
        if not use:
            return "Not in use yet."
        scenario = self._session.scenario
        election = describe.naming_election(scenario)
        users = [describe.name_of(scenario.moves[at], election) for at in use.moves]
        return f"Used by {describe.listed([*users, *(f'bloc “{name}”' for name in use.blocs)])}."

    def _problem(self, name: str) -> str:
        others = {other for other, _ in self._session.scenario.blocs if other != self._shown}
        if not name:
            return "A bloc needs a name."
        return "Another bloc is called so." if name in others else ""

    def _on_name_edited(self, text: str) -> None:
        use = move_edits.use_of_bloc(self._session.scenario, self._shown)
        self._note.setText(self._problem(text.strip()) or self._used_by(use))

    def _on_name_finished(self) -> None:
        name = self._name.text().strip()
        if name != self._shown and not self._problem(name):
            old, self._shown = self._shown, name
            self.renamed.emit(old, name)
        self._name.setText(self._shown)
        self._on_name_edited(self._shown)

    def _find(self, text: str) -> Sequence[Choice]:
        scenario = self._session.scenario
        return [
            choice
            for choice in picking.selectors(scenario, text)
            if move_edits.may_hold(scenario.blocs, self._shown, choice.value)
        ]

    def _call(self, value: str) -> Choice:
        return picking.selector(self._session.scenario, value)

    def _on_members_wanted(self, selectors: Selectors) -> None:
        self.filled.emit(self._shown, selectors)

    def _on_delete(self) -> None:
        self.deleted.emit(self._shown)
