"""The swingometer's dial: seats that fall on the way, the marks, and the needle."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ukvote_gui.core import formatting, swingometer
from ukvote_gui.core.swingometer import Reading, Swingometer
from ukvote_gui.theme.chart import bold, translucent
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import CENTRE, ELIDE, LEFT, RIGHT

DIAL_DEGREES = 80.0
"""From upright to either end of the swingometer."""
MARKS = 10
INNER = 0.84
"""Inner radius of the dial's band, the outer being 1."""

_NO_PEN = Qt.PenStyle.NoPen


class Dial:
    """The swingometer's picture.

    Attributes:
        readings: the House at each mark, from the first party's end to the second's.
    """

    def __init__(self, meter: Swingometer, ends: int, names: tuple[str, str]) -> None:
        self._meter, self._ends, self._names = meter, ends, names
        step = ends / MARKS
        self.readings = [meter.at(step * mark) for mark in range(-MARKS, MARKS + 1)]
        self._base = self.readings[MARKS].seats

    def shows(self, meter: Swingometer, ends: int) -> bool:
        """Return whether this is the dial of a swingometer, up to so many points."""
        return (self._meter, self._ends) == (meter, ends)

    def nearest_mark(self, swing_pp: float) -> int:
        """Return the mark next to a swing."""
        return min(max(0, round(swing_pp * MARKS / self._ends) + MARKS), 2 * MARKS)

    def seats_in_words(self, reading: Reading) -> str:
        """Return the seats of both parties, with their change, and how many change hands."""
        parts = []
        for party in (self._meter.first, self._meter.second):
            seats = reading.seats.get(party, 0)
            change = seats - self._base.get(party, 0)
            parts.append(f"{party} {seats}" + (f" ({formatting.change(change)})" if change else ""))
        return f"{', '.join(parts)}, {formatting.counted(reading.changed, 'seat')} changed"

    def mark_in_words(self, mark: int) -> str:
        reading = self.readings[mark]
        swing = swingometer.swing_in_words(reading.swing_pp, *self._names)
        return f"{swing}: {self.seats_in_words(reading)}."

    @cached_property
    def marks_in_words(self) -> str:
        """All marks from one end to the other."""
        return " ".join(self.mark_in_words(mark) for mark in range(len(self.readings)))

    def _geometry(self, area: QRectF, font: QFont) -> tuple[QPointF, float]:
        """Return the hub, and the radius of the band."""
        em = QFontMetricsF(font).height()
        radius = min((area.width() - 4 * em) / 2, area.height() - 3.6 * em)
        radius = max(radius, 3 * em)
        spare = area.height() - 3.6 * em - radius
        return QPointF(area.center().x(), area.bottom() - 1.4 * em - max(0.0, spare) / 2), radius

    def _at(self, swing_pp: float, radius: float, hub: QPointF) -> QPointF:
        held = min(max(swing_pp, -self._ends), self._ends)
        angle = math.radians(held / self._ends * DIAL_DEGREES)
        return hub + QPointF(radius * math.sin(angle), -radius * math.cos(angle))

    def mark_point(self, mark: int, area: QRectF, font: QFont) -> QPointF:
        hub, radius = self._geometry(area, font)
        return self._at(self.readings[mark].swing_pp, 0.9 * radius, hub)

    def mark_at(self, at: QPointF, area: QRectF, font: QFont) -> int | None:
        hub, radius = self._geometry(area, font)
        away = at - hub
        distance = math.hypot(away.x(), away.y())
        if not 0.55 * radius <= distance <= radius + 1.6 * QFontMetricsF(font).height():
            return None
        degrees = math.degrees(math.atan2(away.x(), -away.y()))
        mark = round(degrees / DIAL_DEGREES * MARKS) + MARKS
        return mark if 0 <= mark <= 2 * MARKS else None

    def paint(self, painter: QPainter, area: QRectF, font: QFont, colours: Colours) -> None:
        """Paint the band with a line for each seat that falls, the marks, and the parties' names."""
        tokens, metrics = colours.tokens, QFontMetricsF(font)
        em = metrics.height()
        hub, radius = self._geometry(area, font)
        inner = INNER * radius
        meter = self._meter
        self._paint_band(painter, hub, radius, inner, colours)
        lines: dict[str, list[QLineF]] = defaultdict(list)
        for fall in meter.falls:
            if abs(fall.swing_pp) <= self._ends:
                lines[fall.party].append(
                    QLineF(self._at(fall.swing_pp, inner, hub), self._at(fall.swing_pp, radius, hub))
                )
        for party, found in lines.items():
            painter.setPen(QPen(translucent(colours.party(party), 0.75), 1.0))
            painter.drawLines(found)
        for point in meter.turning_points:
            if abs(point.swing_pp) <= self._ends:
                self._paint_turn(painter, self._at(point.swing_pp, inner, hub), 0.32 * em, tokens.text)
        painter.setFont(font)
        for reading in self.readings:
            points = formatting.points(abs(reading.swing_pp), 0)
            painter.setPen(QColor(tokens.muted))
            _centred(painter, self._at(reading.swing_pp, radius + 0.75 * em, hub), points, metrics)
            painter.setPen(QColor(tokens.text))
            _centred(
                painter, self._at(reading.swing_pp, inner - 1.1 * em, hub), str(reading.changed), metrics
            )
        self._paint_names(painter, area, hub, font, colours)

    def paint_needle(
        self,
        painter: QPainter,
        area: QRectF,
        font: QFont,
        colours: Colours,
        swing_pp: float,
        current: int | None,
    ) -> None:
        """Paint the needle at a swing, and bring out the mark that is pointed at."""
        em = QFontMetricsF(font).height()
        hub, radius = self._geometry(area, font)
        inner = INNER * radius
        if current is not None:
            reading = self.readings[current]
            painter.setPen(QPen(QColor(colours.tokens.accent), max(2.0, 0.16 * em)))
            painter.drawLine(
                QLineF(self._at(reading.swing_pp, inner, hub), self._at(reading.swing_pp, radius, hub))
            )
        painter.setPen(QPen(QColor(colours.tokens.text), max(2.0, 0.16 * em)))
        # The needle leaves out the ring of figures, so that it hides none.
        for start, end in ((0.0, inner - 2.0 * em), (inner, radius)):
            if end > start:
                painter.drawLine(QLineF(self._at(swing_pp, start, hub), self._at(swing_pp, end, hub)))
        painter.setPen(_NO_PEN)
        painter.setBrush(QColor(colours.tokens.text))
        painter.drawEllipse(hub, 0.4 * em, 0.4 * em)

    def _paint_band(
        self, painter: QPainter, hub: QPointF, radius: float, inner: float, colours: Colours
    ) -> None:
        """Paint each party's half of the band in its colour, faintly."""
        steps = [self._ends * step / 40 for step in range(41)]
        for party, sign in ((self._meter.first, -1.0), (self._meter.second, 1.0)):
            outline = [self._at(sign * step, radius, hub) for step in steps]
            outline += [self._at(sign * step, inner, hub) for step in reversed(steps)]
            painter.setPen(_NO_PEN)
            painter.setBrush(translucent(colours.party(party), 0.16))
            painter.drawPolygon(QPolygonF(outline))

    @staticmethod
    def _paint_turn(painter: QPainter, at: QPointF, reach: float, colour: str) -> None:
        painter.setPen(_NO_PEN)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(
            QPolygonF(
                [
                    at + QPointF(0, -reach),
                    at + QPointF(reach, 0),
                    at + QPointF(0, reach),
                    at + QPointF(-reach, 0),
                ]
            )
        )

    def _paint_names(
        self, painter: QPainter, area: QRectF, hub: QPointF, font: QFont, colours: Colours
    ) -> None:
        """Name the parties under the ends of the band."""
        em = QFontMetricsF(font).height()
        below = QRectF(area.left(), hub.y() + 0.2 * em, area.width(), 1.2 * em)
        painter.setFont(bold(font))
        metrics = QFontMetricsF(bold(font))
        swatch = 0.7 * em
        for party, name, aligned in (
            (self._meter.first, f"To {self._names[0]}", LEFT),
            (self._meter.second, f"To {self._names[1]}", RIGHT),
        ):
            text = metrics.elidedText(name, ELIDE, 0.4 * area.width())
            left = area.left() if aligned == LEFT else area.right() - swatch
            painter.fillRect(
                QRectF(left, below.center().y() - swatch / 2, swatch, swatch), colours.party(party)
            )
            painter.setPen(QColor(colours.tokens.text))
            beside = swatch + 0.4 * em
            painter.drawText(
                below.adjusted(beside if aligned == LEFT else 0, 0, 0 if aligned == LEFT else -beside, 0),
                aligned,
                text,
            )


def _centred(painter: QPainter, at: QPointF, text: str, metrics: QFontMetricsF) -> None:
    width, height = metrics.horizontalAdvance(text) + 2, metrics.height()
    painter.drawText(QRectF(at.x() - width / 2, at.y() - height / 2, width, height), CENTRE, text)
