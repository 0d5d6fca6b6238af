"""Paints a change of share: as a bar, or as an arrow from the share before to the share after."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ukvote_gui.charts.swing_chart.axis import Axis
from ukvote_gui.core import formatting
from ukvote_gui.core.share_changes import ShareChange
from ukvote_gui.theme.chart import translucent
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import LEFT, RIGHT

_NO_PEN = Qt.PenStyle.NoPen


def paint_bar(
    painter: QPainter,
    change: ShareChange,
    row: QRectF,
    axis: Axis,
    colour: QColor,
    text: str,
    text_width: float,
    colours: Colours,
) -> None:
    """Paint a change as a bar with its figure at the end, dashed where someone did not stand or withdrew."""
    zero, end = axis.x(0.0), axis.x(change.change_pp)
    thick = 0.56 * row.height()
    bar = QRectF(min(zero, end), row.center().y() - thick / 2, abs(end - zero), thick)
    if change.after_pp is None or change.before_pp is None:
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(translucent(colour, 0.25))
        painter.drawRect(bar)
    else:
        painter.fillRect(bar, colour)
    painter.setPen(QColor(colours.tokens.text))
    if text.startswith(formatting.MINUS):
        painter.drawText(QRectF(end - text_width - 2, row.top(), text_width, row.height()), RIGHT, text)
    else:
        painter.drawText(QRectF(end + 4, row.top(), text_width, row.height()), LEFT, text)


def paint_arrow(
    painter: QPainter, change: ShareChange, row: QRectF, axis: Axis, colour: QColor, colours: Colours
) -> None:
    """Paint an open circle at the share before, and an arrow from it to the share after."""
    y, reach = row.center().y(), min(5.0, 0.26 * row.height())
    before, after = axis.x(change.before_pp or 0.0), axis.x(change.after_pp or 0.0)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(QColor(colours.tokens.base))
    if abs(after - before) > reach:
        side = math.copysign(1.0, after - before)
        painter.drawLine(QLineF(before, y, after, y))
        painter.drawEllipse(QPointF(before, y), 0.7 * reach, 0.7 * reach)
        painter.setPen(_NO_PEN)
        painter.setBrush(colour)
        back = after - side * min(1.9 * reach, abs(after - before))
        painter.drawPolygon(
            QPolygonF([QPointF(after, y), QPointF(back, y - reach), QPointF(back, y + reach)])
        )
    else:
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(after, y), 0.7 * reach, 0.7 * reach)
