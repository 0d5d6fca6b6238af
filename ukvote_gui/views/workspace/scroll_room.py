"""The room that a panel has in its dock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LEAST_HEIGHT = 150
"""Pixels of height to which a panel can be made smaller; what it then has no room for is scrolled to."""


class _Page(QWidget):
    """Holds a panel at the size there is; a layout would have it as high as its wrapped text would like."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        panel.setParent(self)
        panel.show()

    def minimumSizeHint(self) -> QSize:
        return self._panel.minimumSizeHint()

    def sizeHint(self) -> QSize:
        return self._panel.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.resize(event.size())


class ScrollRoom(QScrollArea):
    """The room that a panel has in its dock; where that is less than it wants, it can be scrolled."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._page = _Page(panel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._page)

    def minimumSizeHint(self) -> QSize:
        least = self._page.minimumSizeHint()
        return QSize(least.width(), min(least.height(), LEAST_HEIGHT))

    def sizeHint(self) -> QSize:
        return self._page.sizeHint()
