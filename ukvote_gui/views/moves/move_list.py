"""The list of the scenario's moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ukvote_gui.models.move_list import MoveDelegate, MoveListModel
from ukvote_gui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex

WHILE_EMPTY = "No moves yet: this is the election as it was.\nAdd one, or set shares in the what-if editor."


class MoveList(QListView):
    """Moves in order, each with a check box; dragged into another order, renamed in place."""

    def __init__(self, model: MoveListModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("move_list")
        self.setAccessibleName("Moves of the scenario")
        self.setModel(model)
        self.setItemDelegate(MoveDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def row_height(self) -> int:
        """Pixels that a move takes, whether there is one or not."""
        return MoveDelegate.row_height(self.fontMetrics())

    def dataChanged(  # noqa: N802
        self, first: _Index, last: _Index, roles: Sequence[int] = ()
    ) -> None:
        # A QListView lays all its rows out again; ours are all of one height, whatever they say.
        QAbstractItemView.dataChanged(self, first, last, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            room = self.viewport().rect().adjusted(12, 8, -12, -8)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, WHILE_EMPTY)
