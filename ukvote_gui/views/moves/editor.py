"""What the editors of all kinds of move have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ukvote_gui.core import describe, move_edits, picking
from ukvote_gui.core.moves import Move
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.gesture import Gesture
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.amount_row import AmountRow
from ukvote_gui.views.moves.amounts_editor import AmountsEditor, PairsChange
from ukvote_gui.views.moves.labels import title_label
from ukvote_gui.views.moves.picker import Find, Picker
from ukvote_gui.views.moves.scope_editor import ScopeChange, ScopeEditor
from ukvote_gui.views.moves.tab_order import TabOrder
from ukvote_gui.views.moves.units import Unit

AnyMove = TypeVar("AnyMove", bound=Move)


class MoveEditor(QWidget, Generic[AnyMove]):
    """Edits the move at a position of the scenario; what a person does there is seen at once.

    Subclasses lay their fields out in ``body`` and show the move in :meth:`show_fields`. A change is made
    from the move that there was when the movement of the hand began, and is one undo step a movement.

    Attributes:
        body: the layout of the fields.
        parts: what can have the focus, in the order in which the Tab key goes through it.
        position: where the move is in the scenario.
    """

    def __init__(self, session: Session, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.session = session
        self.theme = theme
        self.gesture = Gesture(session)
        self.position = -1
        self._kind_edited: type[Move] | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(10, 8, 10, 8)
        self.body.setSpacing(6)
        self.parts: list[QWidget] = []
        self._tab_order = TabOrder(self)
        self._scope: ScopeEditor | None = None

    @property
    def move_shown(self) -> AnyMove:
        """The move that is edited."""
        return cast(AnyMove, self.session.scenario.moves[self.position])

    def show_move(self, position: int) -> None:
        """Show the move at a position, which is of the editor's kind."""
        fresh = position != self.position
        if fresh:
            self.gesture.end()
        self.position = position
        move = self.move_shown
        self._kind_edited = type(move)
        if self._scope is not None:
            self._scope.show_scope(self.scope_of(move), fresh=fresh)
        self.show_fields(move)
        self._keep_tab_order()

    def _keep_tab_order(self) -> None:
        self._tab_order.keep(self.parts)

    def show_fields(self, move: AnyMove) -> None:
        """Show the move in the fields; called at every step of a drag."""
        raise NotImplementedError

    def start_editing(self) -> None:
        """Give the first field the focus."""
        raise NotImplementedError

    def change(
        self, make: Callable[[AnyMove], AnyMove], what: str = "", key: Hashable = None, goes_on: bool = False
    ) -> None:
        """Make the move another one; nothing where it has gone, and a field is left that was typed in.

        Args:
            make: gives the new move, from the one that there was when the movement of the hand began.
            what: behind the move's name, what the undo step is called; by default what the move then does.
            key: what is moved.
            goes_on: whether the step may go on from the one before.
        """
        start = self.gesture.start_of(key, goes_on)
        if not self._is_still_there(start.scenario):
            return
        move = make(cast(AnyMove, start.scenario.moves[self.position]))
        scenario = move_edits.replaced(start.scenario, self.position, move)
        election = describe.naming_election(scenario)
        name, words = describe.name_of(move, election), describe.in_words(move, election)
        before = self.session.outcome
        self.gesture.change(scenario, f"{name}: {what or words}" if what or move.title else words)
        if self.session.outcome is before:
            # Nobody said that anything changed, and a field that asked for too much has to go back.
            self.show_move(self.position)

    def _is_still_there(self, scenario: Scenario) -> bool:
        moves = scenario.moves
        return self.position < len(moves) and type(moves[self.position]) is self._kind_edited

    # Parts

    def add_title(self, text: str, buddy: QWidget | None = None) -> None:
        """Add the title of a part."""
        self.body.addWidget(title_label(text, buddy, self))

    def add_picker(self, name: str, title: str, hint: str) -> Picker:
        """Add a titled field for selectors."""
        picker = Picker(self.theme, name, hint, self.find_selectors, self.call_selector, self)
        picker.line.setAccessibleName(f"{title.replace('&', '')}: {hint.rstrip('…')}")
        self.add_title(title, picker.line)
        self.add_field(picker)
        return picker

    def add_scope(self) -> ScopeEditor:
        """Add the field for where the move is made."""
        scope = self._scope = ScopeEditor(self.session, self.theme, self)
        scope.edited.connect(self._on_scope_edited)
        scope.released.connect(self.gesture.end)
        scope.fields_changed.connect(self._keep_tab_order)
        self.add_field(scope)
        return scope

    def add_amounts(
        self,
        unit: Unit,
        name: str,
        title: str,
        hint: str,
        find: Find,
        first: Callable[[str], float],
        call: Callable[[str], Choice] | None = None,
    ) -> AmountsEditor:
        """Add a field for amounts, by default of selectors, with a title; see :class:`AmountsEditor`."""
        call = call or self.call_selector
        editor = AmountsEditor(self.theme, unit, name, hint, find, call, self, first=first)
        editor.held.connect(self.gesture.hold)
        editor.released.connect(self.gesture.end)
        if title:
            self.add_title(title, editor.picker.line)
        self.add_field(editor)
        return editor

    def add_amount(self, row: AmountRow) -> AmountRow:
        """Add a field for one amount."""
        row.held.connect(self.gesture.hold)
        row.released.connect(self.gesture.end)
        self.add_field(row)
        return row

    def add_field(self, field: QWidget) -> None:
        """Add a field as wide as the editor."""
        self.body.addWidget(field)
        self.parts.append(field)

    def add_row(self, *widgets: QWidget) -> None:
        """Add widgets beside each other; those that are no labels are fields."""
        row = QHBoxLayout()
        for widget in widgets:
            row.addWidget(widget, isinstance(widget, QComboBox))
            if not isinstance(widget, QLabel):
                self.parts.append(widget)
        if not any(isinstance(widget, QComboBox) for widget in widgets):
            row.addStretch(1)
        self.body.addLayout(row)

    def scope_of(self, move: AnyMove) -> Scope:
        """Return where the move is made."""
        return move.scope

    def with_scope(self, move: AnyMove, scope: Scope) -> AnyMove:
        """Return the move made elsewhere."""
        return replace(move, scope=scope)

    def change_pairs(self, entry: str, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        """Make an entry of names with amounts another one."""

        def make(move: AnyMove) -> AnyMove:
            changes: dict[str, Any] = {entry: change(getattr(move, entry))}
            return replace(move, **changes)

        self.change(make, key=key, goes_on=goes_on)

    # What can be picked

    def find_selectors(self, text: str) -> Sequence[Choice]:
        """Return the selectors that a text finds."""
        return picking.selectors(self.session.scenario, text)

    def find_targets(self, text: str) -> Sequence[Choice]:
        """Return the targets that a text finds: selectors, or to stay at home."""
        return picking.selectors(self.session.scenario, text, may_abstain=True)

    def call_selector(self, value: str) -> Choice:
        """Return a selector as it is shown."""
        return picking.selector(self.session.scenario, value)

    def _on_scope_edited(self, change: ScopeChange, goes_on: bool) -> None:
        def make(move: AnyMove) -> AnyMove:
            return self.with_scope(move, change(self.scope_of(move)))

        self.change(make, key="scope", goes_on=goes_on)
