"""A table of rows that fits the room it has: columns as wide as their texts need, one takes what is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ukvote_gui.models.row_model import RowModel
from ukvote_gui.models.row_view import SORT_INDICATOR, RowView
from ukvote_gui.theme import Theme

_COPY = QKeySequence.StandardKey.Copy
_SHORTCUT_OVERRIDE = QEvent.Type.ShortcutOverride
_HORIZONTAL = Qt.Orientation.Horizontal
_FONT_CHANGE = QEvent.Type.FontChange


class FittedView(RowView):
    """A sorted table of which one row is chosen at a time.

    The widest text of each column is given as a sample, but for the column that takes what is left; of that
    it is the least that is to be read.
    """

    padding = 4

    def __init__(
        self,
        model: RowModel,
        theme: Theme,
        samples: Mapping[int, str],
        rest: int,
        swatched: Collection[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, theme, parent)
        self._samples = samples
        self._rest = rest
        self._swatched = swatched
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().sortIndicatorChanged.connect(self.fit)

    def sort_by(self, column: int) -> None:
        """Let the titles sort, at first by a column, ascending."""
        self.horizontalHeader().setSortIndicator(column, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def fit(self) -> None:
        """Give each column what its widest text takes, and one the rest."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 2 * self.padding)
        left = self.viewport().width()
        for column, sample in self._samples.items():
            if column == self._rest or self.isColumnHidden(column):
                continue
            title = str(self.model().headerData(column, _HORIZONTAL))
            over = self.title_width(title)
            over += SORT_INDICATOR if column == header.sortIndicatorSection() else 0
            swatch = self.swatch_room if column in self._swatched else 0
            widest = max(metrics.horizontalAdvance(sample) + swatch, over)
            header.resizeSection(column, widest + 2 * self.padding + 2)
            left -= header.sectionSize(column)
        header.resizeSection(self._rest, max(left, metrics.horizontalAdvance(self._samples[self._rest])))

    def title_width(self, title: str) -> int:
        """Return the width in pixels that a column's title needs."""
        return self.fontMetrics().horizontalAdvance(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _FONT_CHANGE:
            self.take_font()
            self.fit()

    def event(self, event: QEvent) -> bool:
        # Here the window's shortcut for copying means this table.
        if event.type() == _SHORTCUT_OVERRIDE and isinstance(event, QKeyEvent) and event.matches(_COPY):
            event.accept()
            return True
        return super().event(event)
