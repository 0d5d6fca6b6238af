"""Where values are in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from ukvote_gui.charts.scatter.spots import Range
from ukvote_gui.core.elections import Floats

Ticks = list[tuple[float, str]]
"""Values on an axis, and what is written beside them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values are in pixels: the area of the plot, and the ranges that it shows."""

    area: QRectF
    x_range: Range
    y_range: Range

    def pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return the pixels of values, shape as given."""
        (left, right), (low, high), area = self.x_range, self.y_range, self.area
        return (
            area.left() + (x - left) / (right - left) * area.width(),
            area.bottom() - (y - low) / (high - low) * area.height(),
        )

    def pixel(self, x: float, y: float) -> QPointF:
        """Return the pixel of a pair of values."""
        (left, right), (low, high), area = self.x_range, self.y_range, self.area
        return QPointF(
            area.left() + (x - left) / (right - left) * area.width(),
            area.bottom() - (y - low) / (high - low) * area.height(),
        )

    def values(self, at: QPointF) -> QPointF:
        """Return the pair of values at a pixel."""
        (left, right), (low, high), area = self.x_range, self.y_range, self.area
        return QPointF(
            left + (at.x() - area.left()) / area.width() * (right - left),
            low + (area.bottom() - at.y()) / area.height() * (high - low),
        )
