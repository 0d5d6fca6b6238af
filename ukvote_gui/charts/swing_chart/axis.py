"""Where points of share are across a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ukvote_gui.core.share_changes import ShareChange

LEAST_RANGE_PP = 5.0


@dataclass(frozen=True)
class Axis:
    """Where values are across a picture."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) * (self.right - self.left) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return round values, 0 among them, at most one in 34 pixels."""
        most = max(1.0, (self.right - self.left) / 34)
        step = next(
            (step for step in (1, 2, 5, 10, 20, 50, 100) if (self.high - self.low) / step <= most), 100
        )
        first = math.ceil(self.low / step)
        return [float(step * number) for number in range(first, math.floor(self.high / step) + 1)]


@dataclass(frozen=True)
class Spread:
    """The least and the greatest change, and the greatest share, in points, of all panels together."""

    low: float
    high: float
    most: float

    def changes_axis(self, plot: QRectF, text: float) -> Axis:
        """Return the axis of changes, with room for the texts beyond the ends of bars."""
        return Axis(self.low, self.high, plot.left() + (text if self.low < 0 else 0), plot.right() - text)

    def shares_axis(self, plot: QRectF, text: float) -> Axis:
        return Axis(0.0, self.most, plot.left() + 4, plot.right() - text - 8)


def spread_of(changes: Iterable[ShareChange]) -> Spread:
    """Return what changes need, no less than a few points."""
    every = list(changes)
    gains = [change.change_pp for change in every]
    low, high = min(gains, default=0.0), max(gains, default=0.0)
    if high - low < LEAST_RANGE_PP:
        low, high = min(low, -LEAST_RANGE_PP / 2), max(high, LEAST_RANGE_PP / 2)
    most = max((max(change.before_pp or 0.0, change.after_pp or 0.0) for change in every), default=1.0)
    return Spread(min(low, 0.0), max(high, 0.0), max(LEAST_RANGE_PP, most))
