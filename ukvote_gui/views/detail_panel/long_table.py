"""A table that is as high as its rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from ukvote_gui.models.candidate_table import CandidateDelegate


class LongTable(QTableView):
    """A table of names with figures that is as high as its rows: the panel scrolls, not the table."""

    def __init__(self, name: str, accessible_name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setModel(model)

    def fit_columns(self, widest: tuple[str, ...]) -> list[int]:
        """Make each column of figures as wide as its widest text, and give the first column what is left.

        Returns the widths of the columns of figures.
        """
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        widths = [metrics.horizontalAdvance(text) + 2 * CandidateDelegate.PADDING for text in widest]
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(widths, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        return widths

    def fit_height(self) -> None:
        """Be as high as the rows."""
        rows = self.verticalHeader().defaultSectionSize() * self.model().rowCount()
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())
