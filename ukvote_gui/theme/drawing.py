"""What pictures have in common: how text lies in its place, and the page that they are drawn on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ukvote_gui.theme.chart import picture_font
from ukvote_gui.theme.colours import Colours

# Where text lies in its place; put together once, which takes Qt longer than to write it.
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
WRAPPED_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True)
class Page:
    """A page that is drawn on, with its ground painted.

    Attributes:
        font: of a size for the page.
        inside: what its margins leave.
    """

    painter: QPainter
    colours: Colours
    font: QFont
    inside: QRectF

    def write_at_foot(self, words: str) -> QRectF:
        """Write words along the foot, and return what is left above them."""
        metrics, inside = QFontMetricsF(self.font), self.inside
        height = metrics.boundingRect(inside, WRAPPED_CENTRE, words).height()
        self.painter.setFont(self.font)
        self.painter.setPen(QColor(self.colours.tokens.text))
        foot = QRectF(inside.left(), inside.bottom() - height, inside.width(), height)
        self.painter.drawText(foot, WRAPPED_CENTRE, words)
        return inside.adjusted(0, 0, 0, -height - 0.6 * metrics.height())


@contextmanager
def page(painter: QPainter, rect: QRectF, colours: Colours, font: QFont) -> Iterator[Page]:
    """Draw on a rectangle as a page, and leave the painter as it was.

    Args:
        painter: of a widget, an image or a file.
        rect: all of the page.
        colours: of the ground and the words.
        font: of the words, whatever its size.
    """
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.tokens.base))
        own = picture_font(font, rect)
        em = QFontMetricsF(own).height()
        yield Page(painter, colours, own, rect.adjusted(em, 0.5 * em, -em, -0.5 * em))
    finally:
        painter.restore()
