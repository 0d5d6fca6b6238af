"""Several amounts: a row for each name, and a field to add others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ukvote_gui.core import move_edits
from ukvote_gui.core.fields import Pairs
from ukvote_gui.core.picking import Choice
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel
from ukvote_gui.views.moves.amount_row import AmountChange, AmountRow
from ukvote_gui.views.moves.picker import Find, Picker
from ukvote_gui.views.moves.tab_order import Fields
from ukvote_gui.views.moves.units import Unit

PairsChange = Callable[[Pairs], Pairs]
"""What a person did to names with amounts, to be done to those there were when the movement began."""


class AmountsEditor(Fields):
    """A row for each name with an amount, and a field to add others by typing, with the amount of ``first``.

    Signals:
        edited: key of what moves (a ``Hashable``), what was done to the pairs (a :data:`PairsChange`), and
            whether it is a step that may go on from the one before.
        held, released: as of :class:`AmountRow`.
    """

    edited = Signal(object, object, bool)
    held = Signal()
    released = Signal()

    def __init__(
        self,
        theme: Theme,
        unit: Unit,
        name: str,
        hint: str,
        find: Find,
        call: Callable[[str], Choice],
        parent: QWidget,
        *,
        first: Callable[[str], float],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unit = unit
        self._call = call
        self._first = first
        self._most: float | None = None
        self._pairs: Pairs = ()
        self._rows: dict[str, AmountRow] = {}
        self.setObjectName(name)
        self.picker = Picker(theme, f"{name}_add", hint, find, call, self, taken=self._names)
        self.picker.picked.connect(self._on_picked)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._list)
        layout.addWidget(self.picker)

    @property
    def fields(self) -> Sequence[QWidget]:
        return [*(field for row in self._rows.values() for field in row.fields), *self.picker.fields]

    def show_pairs(self, pairs: Pairs, most: float | None = None) -> None:
        """Show amounts, that may add up to ``most`` where that is limited."""
        self._most, self._pairs = most, pairs
        names = [name for name, _ in pairs]
        if names != list(self._rows):
            self._rebuild(names)
        for name, amount in pairs:
            row = self._rows[name]
            row.show_choice(self._call(name), f"{self.objectName()}_{name}")
            row.show_amount(amount, None if most is None else move_edits.room_for(pairs, name, most))

    def _rebuild(self, names: Sequence[str]) -> None:
        old, self._rows = self._rows, {}
        for name in names:
            row = old.pop(name, None) or self._new_row()
            self._list.removeWidget(row)
            self._list.addWidget(row)
            self._rows[name] = row
        for row in old.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _new_row(self) -> AmountRow:
        row = AmountRow(self._unit, PartyLabel(self._theme, self), self, removable=True)
        row.edited.connect(self._on_amount_edited)
        row.removed.connect(self._on_removed)
        row.held.connect(self.held)
        row.released.connect(self.released)
        row.show()
        return row

    def _names(self) -> Collection[str]:
        return self._rows

    def _on_amount_edited(self, name: str, change: AmountChange, goes_on: bool) -> None:
        key: Hashable = (self.objectName(), name)
        self.edited.emit(key, partial(_changed, name=name, change=change), goes_on)

    def _on_picked(self, name: str) -> None:
        amount = self._first(name)
        if self._most is not None:
            amount = min(amount, move_edits.room_for(self._pairs, name, self._most))
        self.edited.emit(name, partial(move_edits.with_amount, name=name, amount=amount), False)
        if name in self._rows:
            spin = self._rows[name].spin
            spin.setFocus()
            spin.selectAll()

    def _on_removed(self, name: str) -> None:
        self.edited.emit(name, partial(move_edits.without_amount, name=name), False)


def _changed(pairs: Pairs, *, name: str, change: AmountChange) -> Pairs:
    amounts = dict(pairs)
    return move_edits.with_amount(pairs, name, change(amounts[name])) if name in amounts else pairs
