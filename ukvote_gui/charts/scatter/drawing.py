"""Draws points, line, marks and legend of a scatter chart: on the canvas, and as a picture of any size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

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

from ukvote_gui.charts.scatter.spots import CIRCLE, SHAPES, Entry, Range, Spots
from ukvote_gui.core.correlation import ECOLOGICAL_FALLACY
from ukvote_gui.core.elections import Floats, Ints
from ukvote_gui.theme.chart import bold, picture_font, translucent
from ukvote_gui.theme.colours import Colours

Ticks = list[tuple[float, str]]
"""Values on an axis, and what is written beside them."""

RING = 6.0
"""Pixels by which a ring about a point is wider than it."""
EDGE = 4.0
"""Pixels about a point for the line around it."""
BASIS = 560.0
"""A plot so many pixels wide has points of the diameters given; in a picture they grow with it."""
LONGEST_NAME = 20
"""Letters of a party's name beyond which the legend gives the abbreviation."""

_ANTIALIASING = QPainter.RenderHint.Antialiasing
_NO_BRUSH = Qt.BrushStyle.NoBrush
_TRANSPARENT = Qt.GlobalColor.transparent
_NO_PEN = Qt.PenStyle.NoPen
_DASHES = Qt.PenStyle.DashLine
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_UNDER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


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


class DrawnAxes(Protocol):
    """The axes of the plot on the canvas."""

    @property
    def frame(self) -> Frame:
        """Where values are on the canvas."""

    def ticks(self, pixels_across: float, pixels_up: float) -> tuple[Ticks, Ticks]:
        """Return the ticks of both axes, where they have so many pixels."""


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


def _draw_shape(painter: QPainter, shape: str, at: QPointF, diameter: float) -> None:
    if shape == CIRCLE:
        painter.drawEllipse(at, diameter / 2, diameter / 2)
    else:
        painter.translate(at)
        painter.drawPath(_shape(shape, diameter))
        painter.translate(-at)


def _edges(colours: Colours, scale: float) -> tuple[QPen, QPen]:
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
            _draw_shape(inner, look[0], QPointF(side / 2, side / 2), half_pixels / 2)
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
    plain, changed = _edges(colours, scale)
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
            _draw_shape(painter, shape, QPointF(x, y), diameter)
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
    painter.drawText(box, _CENTRE, name)


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
            plain, changed = _edges(colours, 1.0)
            painter.setPen(plain if entry.party else changed)
            painter.setBrush(QBrush(colours.party(entry.party)) if entry.party else _NO_BRUSH)
            _draw_shape(painter, entry.shape, QPointF(x + swatch / 2, y + line / 2), swatch)
            painter.setPen(QColor(colours.tokens.text))
            baseline = y + (line + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + 1.5 * swatch, baseline), text)
        x += width
    return y + line - rect.top() if entries else 0.0


def draw_picture(
    painter: QPainter,
    rect: QRectF,
    axes: DrawnAxes,
    spots: Spots,
    marks: Marks,
    colours: Colours,
    font: QFont,
) -> None:
    """Draw all of it into a rectangle, with the part of the axes that the chart shows."""
    own = picture_font(font, rect)
    metrics = QFontMetricsF(own)
    em = metrics.height()
    painter.save()
    painter.setRenderHint(_ANTIALIASING)
    painter.fillRect(rect, QColor(colours.tokens.base))
    inner = rect.adjusted(em, 0.7 * em, -em, -0.7 * em)
    note = " ".join((spots.sentence, *spots.notes, ECOLOGICAL_FALLACY))
    note_height = metrics.boundingRect(QRectF(inner), _WRAPPED, note).height()
    top_of_note = inner.bottom() - note_height
    painter.setFont(own)
    painter.setPen(QColor(colours.tokens.muted))
    painter.drawText(QRectF(inner.left(), top_of_note, inner.width(), note_height + em), _WRAPPED, note)
    entries = spots.legend()
    legend = QRectF(inner)
    legend.setTop(top_of_note - 0.5 * em - draw_legend(None, inner, entries, own, colours))
    draw_legend(painter, legend, entries, own, colours)
    plot = QRectF(inner)
    plot.setTop(inner.top() + 1.6 * em)
    plot.setBottom(legend.top() - 3.2 * em)
    frame = _draw_axes(painter, plot, axes, spots, colours, own)
    draw_points(painter, frame, spots, marks, colours, own, scale=frame.area.width() / BASIS)
    painter.restore()


def _draw_axes(
    painter: QPainter, rect: QRectF, axes: DrawnAxes, spots: Spots, colours: Colours, font: QFont
) -> Frame:
    """Draw axes with grid and labels about what is left of a rectangle for the points."""
    metrics, tokens = QFontMetricsF(font), colours.tokens
    em = metrics.height()
    across, up = axes.ticks(rect.width(), rect.height())
    widest = max((metrics.horizontalAdvance(text) for _, text in up), default=0.0)
    area = rect.adjusted(widest + 0.6 * em, 0, 0, 0)
    seen = axes.frame
    frame = Frame(area, seen.x_range, seen.y_range)
    (left, right), (low, high) = frame.x_range, frame.y_range
    painter.setFont(bold(font))
    painter.setPen(QColor(tokens.text))
    painter.drawText(QPointF(rect.left(), area.top() - 0.6 * em), f"↑ {spots.choice.y.label}")
    under = QRectF(rect.left(), area.bottom() + 1.5 * em, rect.width(), 1.3 * em)
    painter.drawText(under, _AT_RIGHT, f"{spots.choice.x.label} →")
    painter.setFont(font)
    grid = QPen(translucent(QColor(tokens.muted), 0.25), 0.06 * em)
    lines = [(text, frame.pixel(at, low), frame.pixel(at, high), True) for at, text in across]
    lines += [(text, frame.pixel(left, at), frame.pixel(right, at), False) for at, text in up]
    for text, start, end, is_x in lines:
        painter.setPen(grid)
        painter.drawLine(start, end)
        painter.setPen(QColor(tokens.text))
        if is_x:
            painter.drawText(QRectF(start.x() - 4 * em, start.y() + 0.25 * em, 8 * em, em), _UNDER, text)
        else:
            painter.drawText(QRectF(start.x() - 8.3 * em, start.y() - em / 2, 8 * em, em), _AT_RIGHT, text)
    painter.setPen(QPen(QColor(tokens.muted), 0.08 * em))
    painter.drawLine(frame.pixel(left, low), frame.pixel(right, low))
    painter.drawLine(frame.pixel(left, low), frame.pixel(left, high))
    return frame
