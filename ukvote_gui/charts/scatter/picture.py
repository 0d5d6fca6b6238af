"""Draws the chart as a picture of any size: axes, points, legend and what is to be known."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ukvote_gui.charts.scatter.frame import Frame, Ticks
from ukvote_gui.charts.scatter.legend import draw_legend
from ukvote_gui.charts.scatter.points import Marks, draw_points
from ukvote_gui.charts.scatter.spots import Spots
from ukvote_gui.core.correlation import ECOLOGICAL_FALLACY
from ukvote_gui.theme.chart import bold, translucent
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import RIGHT, WRAPPED, page

BASIS = 560.0
"""A plot so many pixels wide has points of the diameters given; in a picture they grow with it."""

_UNDER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


class DrawnAxes(Protocol):
    """The axes of the plot on the canvas."""

    @property
    def frame(self) -> Frame:
        """Where values are on the canvas."""

    def ticks(self, pixels_across: float, pixels_up: float) -> tuple[Ticks, Ticks]:
        """Return the ticks of both axes, where they have so many pixels."""


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
    with page(painter, rect, colours, font) as drawn_on:
        own = drawn_on.font
        metrics = QFontMetricsF(own)
        em = metrics.height()
        inner = rect.adjusted(em, 0.7 * em, -em, -0.7 * em)
        note = " ".join((spots.sentence, *spots.notes, ECOLOGICAL_FALLACY))
        note_height = metrics.boundingRect(QRectF(inner), WRAPPED, note).height()
        top_of_note = inner.bottom() - note_height
        painter.setFont(own)
        painter.setPen(QColor(colours.tokens.muted))
        painter.drawText(QRectF(inner.left(), top_of_note, inner.width(), note_height + em), WRAPPED, note)
        entries = spots.legend()
        legend = QRectF(inner)
        legend.setTop(top_of_note - 0.5 * em - draw_legend(None, inner, entries, own, colours))
        draw_legend(painter, legend, entries, own, colours)
        plot = QRectF(inner)
        plot.setTop(inner.top() + 1.6 * em)
        plot.setBottom(legend.top() - 3.2 * em)
        frame = _draw_axes(painter, plot, axes, spots, colours, own)
        draw_points(painter, frame, spots, marks, colours, own, scale=frame.area.width() / BASIS)


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
    painter.drawText(under, RIGHT, f"{spots.choice.x.label} →")
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
            painter.drawText(QRectF(start.x() - 8.3 * em, start.y() - em / 2, 8 * em, em), RIGHT, text)
    painter.setPen(QPen(QColor(tokens.muted), 0.08 * em))
    painter.drawLine(frame.pixel(left, low), frame.pixel(right, low))
    painter.drawLine(frame.pixel(left, low), frame.pixel(left, high))
    return frame
