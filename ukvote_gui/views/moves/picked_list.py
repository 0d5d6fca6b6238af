"""A list that opens with all that was picked, where that is too many for chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ukvote_gui.core.picking import Choice
from ukvote_gui.models.roles import USER
from ukvote_gui.theme import Theme

MOST_ROWS = 14
SPACING = 2
"""Pixels above and below each row, so that the boxes to tick keep apart."""
SWATCH = 11
_CHECKED = Qt.CheckState.Checked
_UNCHECKED = Qt.CheckState.Unchecked


def choice_item(choice: Choice, theme: Theme) -> QStandardItem:
    """Return a choice as an entry of a list, with its value as ``USER``."""
    item = QStandardItem(f"{choice.text}  –  {choice.detail}" if choice.detail else choice.text)
    item.setData(choice.value, USER)
    item.setEditable(False)
    if choice.party:
        swatch = QPixmap(SWATCH, SWATCH)
        swatch.fill(theme.colour(choice.party))
        item.setIcon(QIcon(swatch))
    return item


class PickedList(QListView):
    """All that was picked, with a tick each; to take the tick away takes it out, until it is ticked again.

    Space ticks, Delete and Backspace take the tick away, letters go to what begins with them, Escape closes.

    Signals:
        wanted: the values that are ticked, in their order, are wanted.
    """

    wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName(name)
        self.setAccessibleName("All of them; without its tick one is taken out")
        self.setUniformItemSizes(True)
        self.setSpacing(SPACING)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._model.itemChanged.connect(self._on_item_changed)

    def open_below(self, opener: QWidget, width: int, items: Sequence[QStandardItem], at: int) -> None:
        """Open under a widget, so wide, with the item at a place to begin with."""
        self._model.clear()
        for item in items:
            item.setCheckable(True)
            item.setCheckState(_CHECKED)
            self._model.appendRow(item)
        row_height = self.sizeHintForRow(0) + 2 * SPACING
        height = min(len(items), MOST_ROWS) * row_height + 2 * self.frameWidth()
        screen = opener.screen().availableGeometry()
        corner = opener.mapToGlobal(QPoint(-opener.x(), opener.height() + 2))
        if corner.y() + height > screen.bottom():
            corner.setY(max(screen.top(), opener.mapToGlobal(QPoint(0, -2)).y() - height))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.show()
        current = self._model.index(at, 0)
        self.setCurrentIndex(current)
        self.scrollTo(current, QAbstractItemView.ScrollHint.PositionAtTop)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            item = self._model.itemFromIndex(self.currentIndex())
            if item is not None:
                item.setCheckState(_UNCHECKED)
        else:
            super().keyPressEvent(event)

    def _on_item_changed(self) -> None:
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        self.wanted.emit(tuple(str(item.data(USER)) for item in items if item.checkState() == _CHECKED))
