"""The line to search in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class SearchBox(QLineEdit):
    """A line that finds: Escape empties it, and Down goes on to what was found.

    Signals:
        down_pressed: the person goes on to what was found.
    """

    down_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search_box")
        self.setAccessibleName("Search constituencies")
        self.setPlaceholderText("Find by constituency, candidate, party or region")
        self.setToolTip(
            "Finds constituencies that have every word: in their name or region, in the name of anyone who "
            "stands there, or in the party that comes first or second"
        )
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)
