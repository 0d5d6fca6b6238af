"""The legend: drawn into a picture, and as a widget under the plot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ukvote_gui.charts.scatter.points import draw_shape, edges
from ukvote_gui.charts.scatter.spots import Entry
from ukvote_gui.theme import Theme
from ukvote_gui.theme.colours import Colours

LONGEST_NAME = 20
"""Letters of a party's name beyond which the legend gives the abbreviation."""

_NO_BRUSH = Qt.BrushStyle.NoBrush


class Legend(QWidget):
    """Which party has which colour and shape."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[Entry] = []
        self._brief = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Winners of the seats shown")

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other parties, or other numbers of seats."""
        if entries == self._entries:
            return
        self._entries = entries
        in_words = ", ".join(f"{entry.name} {entry.seats}" for entry in entries)
        self.setAccessibleDescription(in_words)
        self.setToolTip(in_words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rect = QRectF(0, 0, width, 0)
        entries = self._entries[:1] if self._brief else self._entries
        return round(draw_legend(None, rect, entries, self.font(), self._theme.colours))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_legend(painter, QRectF(self.rect()), self._entries, self.font(), self._theme.colours)

    def be_brief(self, brief: bool) -> None:
        """Show the first line alone, of those with the most seats, or all."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()


def draw_legend(
    painter: QPainter | None, rect: QRectF, entries: Sequence[Entry], font: QFont, colours: Colours
) -> float:
    """Draw which party has which colour and shape, with its seats, in lines; without a painter, only measure.

    Returns:
        The height that it takes.
    """
    metrics = QFontMetricsF(font)
    line, swatch = metrics.height() * 1.2, metrics.ascent() * 0.85
    x, y = rect.left(), rect.top()
    if painter is not None:
        painter.setFont(font)
    for entry in entries:
        name = entry.name if len(entry.name) <= LONGEST_NAME else entry.party
        text = f"{name} {entry.seats}"
        width = 1.5 * swatch + metrics.horizontalAdvance(text) + 1.2 * swatch
        if x + width > rect.right() and x > rect.left():
            x, y = rect.left(), y + line
        if painter is not None:
            plain, changed = edges(colours, 1.0)
            painter.setPen(plain if entry.party else changed)
            painter.setBrush(QBrush(colours.party(entry.party)) if entry.party else _NO_BRUSH)
            draw_shape(painter, entry.shape, QPointF(x + swatch / 2, y + line / 2), swatch)
            painter.setPen(QColor(colours.tokens.text))
            baseline = y + (line + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + 1.5 * swatch, baseline), text)
        x += width
    return y + line - rect.top() if entries else 0.0
