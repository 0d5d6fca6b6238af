"""The ribbons of the diagram: how each goes from a camp that gives to one that gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from ukvote_gui.charts.flow_chart.places import HAIR_PIXELS, Place
from ukvote_gui.core.flow_diagram import FlowDiagram


@dataclass(frozen=True)
class Ribbon:
    """Where a band is in the picture: from one point on the left to one on the right, and how thick."""

    start: QPointF
    end: QPointF
    thick: float

    @property
    def path(self) -> QPainterPath:
        """Its outline."""
        thick = max(self.thick, HAIR_PIXELS)
        middle = (self.start.x() + self.end.x()) / 2
        path = QPainterPath(self.start)
        path.cubicTo(middle, self.start.y(), middle, self.end.y(), self.end.x(), self.end.y())
        path.lineTo(self.end.x(), self.end.y() + thick)
        path.cubicTo(
            middle,
            self.end.y() + thick,
            middle,
            self.start.y() + thick,
            self.start.x(),
            self.start.y() + thick,
        )
        path.closeSubpath()
        return path

    @property
    def middle(self) -> QPointF:
        """The point half way along it."""
        return (self.start + self.end) / 2 + QPointF(0, self.thick / 2)

    def near(self, at: QPointF) -> bool:
        """Return whether a point is on the ribbon, or within two pixels of one that is a hair."""
        across = (at.x() - self.start.x()) / max(1.0, self.end.x() - self.start.x())
        if not 0 <= across <= 1:
            return False
        # The curve is x = 1.5 (t - t^2) + t^3 of the way across, and y = 3 t^2 - 2 t^3 of the way down.
        low, high = 0.0, 1.0
        for _ in range(12):
            t = (low + high) / 2
            low, high = (t, high) if 1.5 * t - 1.5 * t * t + t**3 < across else (low, t)
        down = 3 * low**2 - 2 * low**3
        top = self.start.y() + down * (self.end.y() - self.start.y())
        loose = 0.0 if self.thick > 4 else 2.0
        return top - loose <= at.y() <= top + self.thick + loose


def connected(flows: FlowDiagram, places: Iterable[Place], scale: float) -> list[Ribbon]:
    """Return a ribbon for each band, so many pixels thick a vote.

    At each camp they leave and arrive in the order of those at their other ends.
    """
    sides = list(places)
    froms = {place.camp: place.rect.topRight() for place in sides if place.before}
    tos = {place.camp: place.rect.topLeft() for place in sides if not place.before}
    starts: dict[int, QPointF] = {}
    ends: dict[int, QPointF] = {}
    order = range(len(flows.bands))
    for number in sorted(order, key=lambda n: flows.bands[n].taker):
        giver = flows.camps[flows.bands[number].giver]
        starts[number] = QPointF(froms[giver])
        froms[giver] += QPointF(0, flows.bands[number].votes * scale)
    for number in sorted(order, key=lambda n: flows.bands[n].giver):
        taker = flows.camps[flows.bands[number].taker]
        ends[number] = QPointF(tos[taker])
        tos[taker] += QPointF(0, flows.bands[number].votes * scale)
    return [Ribbon(starts[number], ends[number], flows.bands[number].votes * scale) for number in order]
