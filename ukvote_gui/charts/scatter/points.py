"""Draws points and what stands out among them: the line through them, rings, and a name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from ukvote_gui.charts.scatter.frame import Frame
from ukvote_gui.charts.scatter.shapes import CIRCLE, SHAPES
from ukvote_gui.charts.scatter.spots import Spots
from ukvote_gui.core.elections import Ints
from ukvote_gui.theme.chart import bold, translucent
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import CENTRE

RING = 6.0
"""Pixels by which a ring about a point is wider than it."""
EDGE = 4.0
"""Pixels about a point for the line around it."""

_ANTIALIASING = QPainter.RenderHint.Antialiasing
_NO_BRUSH = Qt.BrushStyle.NoBrush
_TRANSPARENT = Qt.GlobalColor.transparent
_NO_PEN = Qt.PenStyle.NoPen
_DASHES = Qt.PenStyle.DashLine


@dataclass(frozen=True, eq=False, slots=True)
class Marks:
    """What stands out: positions of marked constituencies, and the selected one with its name."""

    marked: Ints
    selected: int
    name: str


@lru_cache(maxsize=64)
def _shape(shape: str, diameter: float) -> QPainterPath:
    """Return a shape about the origin."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) * diameter / 2 for x, y in SHAPES[shape]]))
    path.closeSubpath()
    return path


def draw_shape(painter: QPainter, shape: str, at: QPointF, diameter: float) -> None:
    """Draw a shape about a point, with the pen and brush that the painter has."""
    if shape == CIRCLE:
        painter.drawEllipse(at, diameter / 2, diameter / 2)
    else:
        painter.translate(at)
        painter.drawPath(_shape(shape, diameter))
        painter.translate(-at)


def edges(colours: Colours, scale: float) -> tuple[QPen, QPen]:
    """Return the lines about points: about all, and about those where the scenario changes who wins."""
    tokens = colours.tokens
    return QPen(QColor(tokens.base), 0.7 * scale), QPen(QColor(tokens.on_changed), 1.5 * scale)


class Stamps:
    """Pictures of points, kept: stamping one is much quicker than drawing it.

    They hold for one set of colours, and for one ratio of the screen's pixels to the window's.
    """

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._kept: dict[tuple[tuple[str, str, bool], int], QPixmap] = {}

    def stamp(
        self,
        painter: QPainter,
        at: QPointF,
        look: tuple[str, str, bool],
        brush: QBrush,
        pen: QPen,
        size: float,
    ) -> None:
        """Stamp a point, to half a pixel as large as it should be.

        Its look is the shape, the party whose brush it has, and whether it has the pen of what is changed.
        """
        half_pixels = round(2 * size)
        side = half_pixels / 2 + 2 * EDGE
        picture = self._kept.get((look, half_pixels))
        if picture is None:
            picture = self._kept[look, half_pixels] = QPixmap(QSize(1, 1) * math.ceil(side * self._ratio))
            picture.setDevicePixelRatio(self._ratio)
            picture.fill(_TRANSPARENT)
            inner = QPainter(picture)
            inner.setRenderHint(_ANTIALIASING)
            inner.setPen(pen)
            inner.setBrush(brush)
            draw_shape(inner, look[0], QPointF(side / 2, side / 2), half_pixels / 2)
            inner.end()
        painter.drawPixmap(QPointF(at.x() - side / 2, at.y() - side / 2), picture)


def draw_points(
    painter: QPainter,
    frame: Frame,
    spots: Spots,
    marks: Marks,
    colours: Colours,
    font: QFont,
    *,
    scale: float = 1.0,
    stamps: Stamps | None = None,
) -> None:
    """Draw all points, the line through them, rings about those that are marked, and the selected one's name.

    Sizes in pixels are ``scale`` times as large as :class:`Spots` has them. With ``stamps``, points are
    stamped from pixels.
    """
    painter.save()
    painter.setRenderHint(_ANTIALIASING)
    painter.setClipRect(frame.area)
    plain, changed = edges(colours, scale)
    looks = {party: (spots.shape(party), QBrush(colours.party(party))) for party in set(spots.parties)}
    xs, ys = frame.pixels(spots.x[spots.seats], spots.y[spots.seats])
    diameters = (scale * spots.diameter[spots.seats]).tolist()
    is_changed = spots.changed[spots.seats].tolist()
    for seat, x, y, diameter, change in zip(
        spots.seats.tolist(), xs.tolist(), ys.tolist(), diameters, is_changed, strict=True
    ):
        party = spots.parties[seat]
        shape, brush = looks[party]
        pen = changed if change else plain
        if stamps is not None:
            stamps.stamp(painter, QPointF(x, y), (shape, party, change), brush, pen, diameter)
        else:
            painter.setPen(pen)
            painter.setBrush(brush)
            draw_shape(painter, shape, QPointF(x, y), diameter)
    if spots.line is not None:
        painter.setPen(QPen(QColor(colours.tokens.text), 1.4 * scale, _DASHES))
        left, right = frame.x_range
        painter.drawLine(frame.pixel(left, spots.line.at(left)), frame.pixel(right, spots.line.at(right)))
    _draw_marks(painter, frame, spots, marks, colours, font, scale)
    painter.restore()


def _draw_marks(
    painter: QPainter, frame: Frame, spots: Spots, marks: Marks, colours: Colours, font: QFont, scale: float
) -> None:
    tokens = colours.tokens
    painter.setBrush(_NO_BRUSH)
    selected = [marks.selected]
    for seats, colour, width in (
        (marks.marked.tolist(), tokens.accent, 2.0),
        (selected, tokens.text, 2.6),
    ):
        painter.setPen(QPen(QColor(colour), width * scale))
        for seat in seats:
            if spots.shows(seat):
                radius = scale * (float(spots.diameter[seat]) + RING) / 2
                painter.drawEllipse(_place(frame, spots, seat), radius, radius)
    if spots.shows(marks.selected):
        at = _place(frame, spots, marks.selected)
        if frame.area.contains(at):
            _draw_name(painter, at, frame.area, marks.name, bold(font), colours)


def _place(frame: Frame, spots: Spots, seat: int) -> QPointF:
    return frame.pixel(float(spots.x[seat]), float(spots.y[seat]))


def _draw_name(
    painter: QPainter, at: QPointF, area: QRectF, name: str, font: QFont, colours: Colours
) -> None:
    """Write a name beside a point, with some of the ground behind it, where an area has room for it."""
    metrics = QFontMetricsF(font)
    em = metrics.height()
    box = QRectF(0, 0, metrics.horizontalAdvance(name) + 0.5 * em, 1.1 * em)
    box.moveTopLeft(at + QPointF(0.7 * em, -1.5 * em))
    if box.right() > area.right():
        box.moveRight(at.x() - 0.7 * em)
    if box.top() < area.top():
        box.moveTop(at.y() + 0.4 * em)
    painter.setPen(_NO_PEN)
    painter.setBrush(translucent(QColor(colours.tokens.base), 0.8))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.setPen(QColor(colours.tokens.text))
    painter.drawText(box, CENTRE, name)
