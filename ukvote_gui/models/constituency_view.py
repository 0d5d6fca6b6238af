"""The table of constituencies as it is shown: how wide its columns are, and what stays in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ukvote_gui.models.constituency_table import HEADERS, Column, ConstituencyModel
from ukvote_gui.models.roles import Index
from ukvote_gui.models.row_view import SORT_INDICATOR, RowView
from ukvote_gui.theme import Theme

ROOM = {
    Column.NAME: (0, 28),
    Column.REGION: (0, 17),
    Column.WINNER: (0, 18),
    Column.RUNNER_UP: (0, 25),
    Column.RESULT: (0, 19),
    Column.CHANGED: (13, 13),
}
"""Characters, least and most, that a column has room for at first; longer names end in dots."""

ONE_IN = 4
"""One in so many rows is measured."""

SWATCHES = (Column.PARTY, Column.RUNNER_UP)


class ConstituencyTable(RowView):
    """The table of constituencies; the selected one stays in sight."""

    def __init__(self, model: ConstituencyModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._model = model
        self.setObjectName("constituency_table")
        self.setAccessibleName("Constituencies")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setStretchLastSection(True)
        header.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._fit_to_font()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_to_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        current, sideways = self.currentIndex(), self.horizontalScrollBar().value()
        was_in_sight = 0 <= self.rowViewportPosition(current.row()) < event.oldSize().height()
        super().resizeEvent(event)
        if was_in_sight:
            self.scrollTo(current)
            self.horizontalScrollBar().setValue(sideways)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802
        # Of rows that reach beyond what is in sight, Qt would paint all columns.
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if 0 <= top <= last.row() and (bottom < 0 or first.row() <= bottom):
            end = last.row() if bottom < 0 else min(last.row(), bottom)
            start, model = max(first.row(), top), self._model
            super().dataChanged(model.index(start, first.column()), model.index(end, last.column()), roles)

    def _fit_to_font(self) -> None:
        """Give rows and columns room for what is in them.

        Once, and not whenever something changes, which takes longer than all the rest of a step of a drag.
        """
        self.take_font()
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(metrics.height() + self.padding)
        if not self._model.rowCount():
            return
        sample = range(0, self._model.rowCount(), ONE_IN)
        columns = zip(*(self._model.row(row).texts for row in sample), strict=True)
        for column, texts in zip(Column, columns, strict=True):
            width = max(metrics.horizontalAdvance(text) for text in set(texts))
            if column in SWATCHES:
                width += self.swatch_room + 2
            if column in ROOM:
                least, most = (characters * metrics.averageCharWidth() for characters in ROOM[column])
                width = min(max(width, least), most)
            title = metrics.horizontalAdvance(HEADERS[column][0]) + SORT_INDICATOR
            self.horizontalHeader().resizeSection(column, max(width, title) + 2 * self.padding + 2)
