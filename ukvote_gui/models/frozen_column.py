"""The first column of a table, which stays in sight while the others scroll away under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

_NO_SCROLL_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class FrozenColumn(QTableView):
    """A view over the first column of another view, that shows the same model and the same selection.

    The other view keeps the focus and the keys, and is what a screen reader reads; :meth:`follow` puts this
    one over it.
    """

    def __init__(self, view: QTableView) -> None:
        """Make it over a view, which has its model already."""
        super().__init__(view)
        self._view = view
        self.setObjectName(f"{view.objectName()}_frozen")
        self.setAccessibleName(f"{view.accessibleName()}: first column")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(view)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_NO_SCROLL_BAR)
        self.setVerticalScrollBarPolicy(_NO_SCROLL_BAR)
        self.setVerticalScrollMode(view.verticalScrollMode())
        self.setSelectionBehavior(view.selectionBehavior())
        self.setSelectionMode(view.selectionMode())
        self.setEditTriggers(view.editTriggers())
        self.setShowGrid(view.showGrid())
        self.setAlternatingRowColors(view.alternatingRowColors())
        self.setWordWrap(view.wordWrap())
        self.setIconSize(view.iconSize())
        self.verticalHeader().hide()
        for own, other in (
            (self.verticalHeader(), view.verticalHeader()),
            (self.horizontalHeader(), view.horizontalHeader()),
        ):
            own.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            own.setMinimumSectionSize(other.minimumSectionSize())
            own.setSectionsClickable(other.sectionsClickable())
            own.setHighlightSections(other.highlightSections())
        self.setModel(view.model())
        unused = self.selectionModel()
        self.setSelectionModel(view.selectionModel())
        unused.deleteLater()
        ours, theirs = self.verticalScrollBar(), view.verticalScrollBar()
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(theirs.setValue)

    def follow(self) -> None:
        """Lie over the first column, as wide and as high as that; hidden where all columns are in sight."""
        view, header = self._view, self._view.horizontalHeader()
        self.setVisible(header.length() > view.viewport().width())
        if self.isHidden():
            return
        for column in range(1, header.count()):
            self.setColumnHidden(column, True)
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(header.height())
        self.setColumnWidth(0, view.columnWidth(0))
        frame = view.frameWidth()
        height = header.height() + view.viewport().height()
        self.setGeometry(frame, frame, view.columnWidth(0), height)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().mid().color())
        edge = self.viewport().rect()
        painter.drawLine(edge.topRight(), edge.bottomRight())
