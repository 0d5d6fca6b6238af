"""The majority in words, on one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class MajorityLine(QWidget):
    """A headline, what it rests on, and at the right what is left out where there is no room for it.

    Placed by hand: in a layout, new text at each step of a drag would lay out the window.
    """

    SPACING = 10

    def __init__(self, headline: QLabel, figures: QLabel, last: QLabel) -> None:
        super().__init__()
        self._labels = (headline, figures, last)
        for label in self._labels:
            label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, max(label.sizeHint().height() for label in self._labels))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._arrange()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)

    def _arrange(self) -> None:
        headline, figures, last = self._labels
        widths = [label.sizeHint().width() for label in self._labels]
        last.setVisible(sum(widths) + self.SPACING * len(widths) <= self.width())
        height, left = self.height(), widths[0] + self.SPACING
        right = self.width() - widths[2] - self.SPACING if last.isVisibleTo(self) else self.width()
        headline.setGeometry(0, 0, widths[0], height)
        figures.setGeometry(left, 0, max(1, right - left), height)
        last.setGeometry(right + self.SPACING, 0, widths[2], height)
