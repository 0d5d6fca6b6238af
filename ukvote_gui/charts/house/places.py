"""Where things are in a picture of the House."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ukvote_gui.core import house
from ukvote_gui.core.elections import Floats

DOT = 0.4
"""Radius of a dot, of the distance between seats."""
FADED = 0.22
"""How much is left of the colour of a party that is not ticked while others are."""


class Places:
    """Where things are in a picture of the House of some size.

    Attributes:
        dots: the middle of each seat's dot, shape (seats, 2); ``radius`` is a dot's.
        spacing: pixels from a seat to its neighbours.
        middle: what the seats leave free for text.
        bar, bar_before, caption: the bar of seats, the thin one under it, and the text below that.
    """

    def __init__(self, area: QRectF, font: QFont, seats: int) -> None:
        self.font = font
        em = QFontMetricsF(font).height()
        bar, thin = 1.3 * em, max(3.0, 0.35 * em)
        below = em + 6 + bar + 2 + thin + 2 + em
        positions, apart = house.hemicycle(max(1, seats))
        height = max(20.0, area.height() - below - 0.5 * em)
        scale = min(area.width() / 2 / (1 + DOT * apart), height / (1 + 2 * DOT * apart))
        self.spacing = apart * scale
        self.radius = DOT * self.spacing
        used = scale + 2 * self.radius
        centre = QPointF(area.center().x(), area.top() + (height - used) / 2 + used - self.radius)
        self.dots: Floats = positions[:seats] * (scale, -scale) + (centre.x(), centre.y())
        reach = (house.INNER - 0.6 * apart) * scale
        self.middle = QRectF(centre.x() - 0.86 * reach, centre.y() - reach, 1.72 * reach, reach + self.radius)
        self.bar = QRectF(area.left(), area.bottom() - em - 2 - thin - 2 - bar, area.width(), bar)
        self.bar_before = QRectF(area.left(), self.bar.bottom() + 2, area.width(), thin)
        self.caption = QRectF(area.left(), self.bar_before.bottom() + 2, area.width(), em)
        self.bottom = area.bottom()
        self._points = self.dots.tolist()

    def point(self, seat: int) -> QPointF:
        return QPointF(*self._points[seat])
