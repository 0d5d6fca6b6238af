"""Labels under each other that do not have the panel laid out anew at each step of a drag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_MUTED = QPalette.ColorRole.PlaceholderText


class Lines(QWidget):
    """Labels under each other, some with a title at their left.

    A layout would measure the whole panel again at each step of a drag, as a label's text is another; here
    nothing moves unless a label needs more or fewer lines than it had.
    """

    SPACING = 3

    def __init__(self, margins: QMargins) -> None:
        super().__init__()
        self._margins = margins
        self._lines: list[tuple[QLabel | None, QLabel]] = []
        self._heights: dict[QLabel, tuple[tuple[str, int], int]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, value: QLabel, title: str = "") -> None:
        """Add a label, below the others."""
        caption = None
        if title:
            caption = _mute(QLabel(title, self))
            caption.setBuddy(value)
        value.setParent(self)
        self._lines.append((caption, value))

    def set_visible(self, value: QLabel, visible: bool) -> None:
        """Show or hide a label with its title."""
        for caption, label in self._lines:
            if label is value and visible == label.isHidden():
                label.setVisible(visible)
                if caption is not None:
                    caption.setVisible(visible)
                self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.FontChange):
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        captions = [caption.sizeHint().width() for caption, _ in self._lines if caption is not None]
        indent = max(captions, default=-8) + 8
        left, top = self._margins.left(), self._margins.top()
        width = self.width() - left - self._margins.right() - indent
        for caption, label in self._lines:
            if label.isHidden():
                continue
            height = self._height(label, width)
            label.setGeometry(left + indent, top, width, height)
            if caption is not None:
                caption.setGeometry(left, top, indent, caption.sizeHint().height())
            top += height + self.SPACING
        height = top - self.SPACING + self._margins.bottom()
        if height != self.height():
            self.setFixedHeight(height)

    def _height(self, label: QLabel, width: int) -> int:
        """Return how high a label is, asked anew where its text is another: to be asked, it paints itself."""
        known, height = self._heights.get(label, (None, 0))
        if known != (label.text(), width):
            height = label.heightForWidth(width)
            self._heights[label] = (label.text(), width), height
        return height


def plain_label(name: str, muted: bool = False) -> QLabel:
    """Return a label of plain words that wrap, and can be copied with the mouse."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return _mute(label) if muted else label


def _mute(label: QLabel) -> QLabel:
    label.setForegroundRole(_MUTED)
    return label
