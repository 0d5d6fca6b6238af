"""Where a move happens: everywhere, or where all of some conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import describe, formatting, picking
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.selection import Scope, covering
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.amount_spin import AmountSpin
from ukvote_gui.views.moves.labels import quiet_label, title_label
from ukvote_gui.views.moves.picker import Find, Picker
from ukvote_gui.views.moves.tab_order import Fields
from ukvote_gui.views.moves.units import Unit

ScopeChange = Callable[[Scope], Scope]
"""What a person did to a scope, to be done to the one there was when the movement began."""

MAJORITY = "majority_below"
CONDITIONS = (
    ("won_by", "Where it was &won by…", "Won by", "Add a party or candidate…"),
    (MAJORITY, "Where the &majority was under…", "Majority under", ""),
    ("countries", "In &countries…", "Countries", "Add a country…"),
    ("regions", "In &regions…", "Regions", "Add a region…"),
    ("seats", "In single &seats…", "Seats", "Add a constituency…"),
)
"""Each condition of a scope: its entry, its name in the menu, its caption and the hint of its field."""

FIRST_MAJORITY_PP = 5.0
"""A majority under which a seat is usually called marginal, to begin with."""

_MAJORITY_UNIT = Unit(1.0, 0.0, 100.0, (0.0, 100.0), 0.5, False, " points", 0.0, "points")


class ScopeEditor(Fields):
    """The conditions of a scope, each with what fulfils it, and how many constituencies that makes.

    Handles: ``scope_count`` (QLabel), ``scope_add`` (QPushButton with a menu of QActions
    ``scope_add_<condition>``), and ``scope_<condition>``, a field for each of ``won_by``, ``countries``,
    ``regions``, ``seats`` and ``majority_below``.

    Signals:
        edited: what was done to the scope (a :data:`ScopeChange`), and whether it may go on.
        released: what goes on has ended.
        fields_changed: there are other fields, and the scope is as it was.
    """

    edited = Signal(object, bool)
    released = Signal()
    fields_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._scope = Scope()
        self._open: set[str] = set()
        self._rows: dict[str, _Condition] = {}
        self._count = quiet_label(self)
        self._count.setObjectName("scope_count")
        self._count.setAccessibleName("Constituencies in scope")
        self._add = QPushButton("Narrow", self)
        self._add.setObjectName("scope_add")
        self._add.setAccessibleName("Add a condition on where")
        self._add.setToolTip("Add a condition that a constituency must fulfil")
        menu = QMenu(self._add)
        self._actions: dict[str, QAction] = {}
        for key, text, _, _ in CONDITIONS:
            action = menu.addAction(text)
            action.setObjectName(f"scope_add_{key}")
            action.setData(key)
            action.triggered.connect(self._on_condition_wanted)
            self._actions[key] = action
        self._add.setMenu(menu)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(title_label("Where", self._add, self))
        heading.addWidget(self._count, 1)
        heading.addWidget(self._add)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(heading)
        layout.addLayout(self._list)

    @property
    def fields(self) -> Sequence[QWidget]:
        rows = [self._rows[key] for key, _, _, _ in CONDITIONS if key in self._rows]
        return [self._add, *(field for row in rows for field in row.fields)]

    def show_scope(self, scope: Scope, *, fresh: bool = False) -> None:
        """Show a scope; a ``fresh`` one is another move's, so that conditions without content go."""
        if fresh:
            self._open.clear()
        self._scope = scope
        for key, _, caption, hint in CONDITIONS:
            value = getattr(scope, key)
            wanted = value is not None or key in self._open
            if wanted and key not in self._rows:
                self._rows[key] = self._new_row(key, caption, hint)
            row = self._rows.get(key)
            if row is not None:
                row.show_value(value)
                if row.isHidden() == wanted:
                    row.setVisible(wanted)
            self._actions[key].setVisible(not wanted)
        self._add.setEnabled(any(action.isVisible() for action in self._actions.values()))
        session = self._session
        covered = int(np.count_nonzero(covering(session.election, session.scenario.blocs, scope)))
        seats = "1 seat" if covered == 1 else f"{covered} seats"
        text = f"everywhere, {seats}" if scope == Scope() else seats
        if text != self._count.text():
            self._count.setText(text)

    def _new_row(self, key: str, caption: str, hint: str) -> _Condition:
        row = _Condition(self._session, self._theme, key, caption, hint, self)
        row.wanted.connect(self._on_wanted)
        row.dropped.connect(self._on_dropped)
        row.released.connect(self.released)
        keys = [condition[0] for condition in CONDITIONS]
        earlier = [other for other in keys[: keys.index(key)] if other in self._rows]
        self._list.insertWidget(len(earlier), row)
        return row

    def _on_condition_wanted(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        key = str(action.data())
        self._open.add(key)
        if key == MAJORITY:
            self.edited.emit(partial(_with, key=key, value=FIRST_MAJORITY_PP), False)
        else:
            self.show_scope(self._scope)
            self.fields_changed.emit()
        self._rows[key].field.setFocus()

    def _on_wanted(self, key: str, value: object, goes_on: bool) -> None:
        self._open.add(key)
        # Without content a condition is not there yet: else it would hold nowhere.
        self.edited.emit(partial(_with, key=key, value=None if value == () else value), goes_on)

    def _on_dropped(self, key: str) -> None:
        self._open.discard(key)
        if getattr(self._scope, key) is None:
            self.show_scope(self._scope)
        else:
            self.edited.emit(partial(_with, key=key, value=None), False)
        self._add.setFocus()


def _with(scope: Scope, *, key: str, value: object) -> Scope:
    changes: dict[str, object] = {key: value}
    return replace(scope, **changes)  # type: ignore[arg-type]


class _Condition(Fields):
    """One condition: its caption, its field, and a button that drops it.

    Signals:
        wanted: key, other content, and whether the step may go on.
        dropped: key.
        released: what goes on has ended.
    """

    wanted = Signal(str, object, bool)
    dropped = Signal(str)
    released = Signal()

    def __init__(
        self, session: Session, theme: Theme, key: str, caption: str, hint: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        label = QLabel(caption, self)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance("Countries") + 4)
        self.field: Picker | AmountSpin
        if key == MAJORITY:
            spin = AmountSpin(_MAJORITY_UNIT, self)
            spin.setObjectName(f"scope_{key}")
            spin.setAccessibleName("Majority under, points")
            spin.valueChanged.connect(self._on_number_set)
            spin.left.connect(self.released)
            self.field = spin
        else:
            find: Find = {
                "won_by": self._find_winners,
                "countries": self._find_countries,
                "regions": self._find_regions,
                "seats": self._find_seats,
            }[key]
            call = {"won_by": self._call_selector, "seats": self._call_seat}.get(key, self._call_name)
            read = self._read_seats if key == "seats" else None
            self.field = Picker(theme, f"scope_{key}", hint, find, call, self, read=read)
            self.field.changed.connect(self._on_values_wanted)
        label.setBuddy(self.field)
        self._drop = drop = QToolButton(self)
        drop.setObjectName(f"scope_drop_{key}")
        drop.setText("×")
        drop.setAutoRaise(True)
        drop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        drop.setAccessibleName(f"Drop the condition “{caption}”")
        drop.setToolTip("Drop this condition")
        drop.clicked.connect(self._on_dropped)
        top = Qt.AlignmentFlag.AlignTop
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(4)
        layout.addWidget(label, 0, 0, top)
        layout.addWidget(self.field, 0, 1, top | Qt.AlignmentFlag.AlignLeft if key == MAJORITY else top)
        layout.addWidget(drop, 0, 2, top)
        layout.setColumnStretch(1, 1)
        label.setFixedHeight(drop.sizeHint().height())

    @property
    def fields(self) -> Sequence[QWidget]:
        return *(self.field.fields if isinstance(self.field, Picker) else (self.field,)), self._drop

    def show_value(self, value: Sequence[str] | float | None) -> None:
        """Show the condition's content, None where there is none yet."""
        if isinstance(self.field, AmountSpin):
            self.field.show_value(value if isinstance(value, float | int) else FIRST_MAJORITY_PP)
        else:
            self.field.show_values(value if isinstance(value, tuple) else ())

    def _find_winners(self, text: str) -> Sequence[Choice]:
        return picking.selectors(self._session.scenario, text)

    def _find_countries(self, text: str) -> Sequence[Choice]:
        return picking.found(picking.names(self._session.election.countries), text)

    def _find_regions(self, text: str) -> Sequence[Choice]:
        return picking.found(picking.names(self._session.election.regions), text)

    def _find_seats(self, text: str) -> Sequence[Choice]:
        session = self._session
        # The one that is selected is the likeliest to be meant.
        here = [c for c in picking.constituencies(session.election) if c.value == session.seat]
        others = [c for c in picking.constituencies(session.election) if c.value != session.seat]
        return picking.found([*here, *others], text)

    def _read_seats(self, text: str) -> Sequence[str]:
        seats, unknown = picking.seats_in(self._session.election, text)
        if seats:
            words = f"Pasted {formatting.counted(len(seats), 'seat')}."
            missing = describe.listed(f"“{name}”" for name in unknown)
            self._session.message_posted.emit(f"{words} Not found: {missing}." if unknown else words)
        return seats

    def _call_selector(self, value: str) -> Choice:
        return picking.selector(self._session.scenario, value)

    def _call_seat(self, value: str) -> Choice:
        return picking.constituency(self._session.election, value)

    def _call_name(self, value: str) -> Choice:
        return Choice(value, value)

    def _on_values_wanted(self, values: object) -> None:
        self.wanted.emit(self._key, values, False)

    def _on_number_set(self, value: float) -> None:
        assert isinstance(self.field, AmountSpin)
        low, high = _MAJORITY_UNIT.low, _MAJORITY_UNIT.high
        if not low <= value <= high:
            self._session.message_posted.emit(f"A majority is between {low:.0f} and {high:.0f} points.")
        self.wanted.emit(self._key, min(max(value, low), high), self.field.stepping)

    def _on_dropped(self) -> None:
        self.dropped.emit(self._key)
