"""What tables of some of the constituencies have in common: a row a seat, in the order of a column."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from PySide6.QtCore import QObject, Qt

from ukvote_gui.core.elections import Election, Floats, Ints
from ukvote_gui.models.row_model import Row, RowModel
from ukvote_gui.theme import Theme

_ASCENDING = Qt.SortOrder.AscendingOrder


class SeatsModel(RowModel):
    """Some seats of an election, sorted by a column; a row is made when it is first asked for.

    Subclasses say what they show, and call :meth:`place` when that is another. What they show has places from
    0 on, which do not change with the order.
    """

    def __init__(
        self, theme: Theme, columns: int, figures: Collection[int], sorted_by: int, parent: QObject | None
    ) -> None:
        super().__init__(theme, columns, figures, parent)
        self._sorted_by = (sorted_by, _ASCENDING)
        self._order: Ints = np.empty(0, dtype=np.intp)
        self._seats: Ints = self._order
        self._rows: list[Row | None] = []

    # What each gives

    @property
    def election(self) -> Election:
        """The election that the seats are of."""
        raise NotImplementedError

    @property
    def shown(self) -> Ints:
        """Positions in the election of the seats that are shown, by place."""
        raise NotImplementedError

    def keys(self, column: int) -> Floats:
        """Return what a column sorts by, by place; NaN sorts last either way."""
        raise NotImplementedError

    def made(self, place: int) -> Row:
        """Return the row of the seat at a place."""
        raise NotImplementedError

    # What all have

    def place(self) -> None:
        """Put the seats that are shown in their order."""
        column, order = self._sorted_by
        keys = self.keys(column)
        self._order = np.argsort(keys if order == _ASCENDING else -keys, kind="stable")
        self._seats = self.shown[self._order]
        self._rows = [None] * len(self._seats)

    def place_at(self, position: int) -> int:
        """Return the place of the seat in a row."""
        return int(self._order[position])

    def places(self) -> list[int]:
        """Return the places in the order of the rows."""
        places: list[int] = self._order.tolist()
        return places

    def seat_at(self, position: int) -> str:
        """Return the ONS id of the constituency in a row."""
        return self.election.constituencies[int(self._seats[position])].id

    def row_of(self, seat: str) -> int:
        """Return the row of a constituency by its ONS id, -1 where it is not shown."""
        rows = np.flatnonzero(self._seats == self.election.seat_index[seat])
        return int(rows[0]) if len(rows) else -1

    def row(self, position: int) -> Row:
        row = self._rows[position]
        if row is None:
            row = self._rows[position] = self.made(self.place_at(position))
        return row

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        if not 0 <= column < self.columnCount():
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        seats = [int(self._seats[index.row()]) for index in before]
        self._sorted_by = (column, order)
        self.place()
        row_of = {seat: row for row, seat in enumerate(self._seats.tolist())}
        after = [self.index(row_of[seat], i.column()) for seat, i in zip(seats, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
