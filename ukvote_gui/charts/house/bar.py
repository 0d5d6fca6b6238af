"""Paints the bar of the House's seats with the line of a majority, and the legend of a picture."""

from __future__ import annotations

from collections.abc import Set
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ukvote_gui.charts.house.places import FADED, Places
from ukvote_gui.charts.house.sitting import Sitting
from ukvote_gui.core import measures
from ukvote_gui.theme.chart import translucent
from ukvote_gui.theme.colours import Colours, text_on
from ukvote_gui.theme.drawing import CENTRE, LEFT


def paint_bar(painter: QPainter, sitting: Sitting, places: Places, colours: Colours) -> None:
    """Paint the bar of seats, the ticked parties first, with the line of a majority; below it, before."""
    tokens, metrics = colours.tokens, QFontMetricsF(places.font)
    painter.setFont(places.font)
    bar = places.bar
    narrowest = metrics.horizontalAdvance("I") + 6
    for party, part in _parts(sitting.seats, sitting.ticked, bar):
        colour, faded = colours.party(party), sitting.is_faded(party)
        painter.fillRect(part, translucent(colour, FADED) if faded else colour)
        if part.width() < narrowest:
            continue
        for text in (f"{party} {sitting.seats[party]}", party):
            if metrics.horizontalAdvance(text) + 6 <= part.width():
                painter.setPen(QColor(tokens.muted) if faded else text_on(colour))
                painter.drawText(part, CENTRE, text)
                break
    if sitting.seats_before != sitting.seats:
        for party, part in _parts(sitting.seats_before, sitting.ticked, places.bar_before):
            colour = colours.party(party)
            painter.fillRect(part, translucent(colour, FADED) if sitting.is_faded(party) else colour)
        painter.setPen(QColor(tokens.muted))
        room = places.caption
        words = metrics.elidedText(sitting.caption(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, words)
    _paint_line(painter, sitting, places, colours)


def _paint_line(painter: QPainter, sitting: Sitting, places: Places, colours: Colours) -> None:
    """Paint the line that a majority reaches."""
    tokens, bar, metrics = colours.tokens, places.bar, QFontMetricsF(places.font)
    majority = measures.majority_of(sitting.seats, set())
    if not majority.house:
        return
    x = round(bar.left() + bar.width() * majority.needed / majority.house)
    line = QRectF(x - 1, bar.top() - 4, 2, bar.height() + 8)
    painter.fillRect(line.adjusted(-1, 0, 1, 0), QColor(tokens.base))
    painter.fillRect(line, QColor(tokens.text))
    painter.setPen(QColor(tokens.text))
    words = f"{majority.needed} for a majority"
    width, height = metrics.horizontalAdvance(words) + 4, metrics.height()
    painter.drawText(QRectF(x - width / 2, bar.top() - 4 - height, width, height), CENTRE, words)


def _parts(seats: dict[str, int], first: Set[str], bar: QRectF) -> list[tuple[str, QRectF]]:
    """Return the part of a bar of each party from left to right, those in ``first`` before all others."""
    order = sorted(seats, key=lambda party: party not in first)
    house_seats = max(1, sum(seats.values()))
    ends = [round(bar.width() * end / house_seats) for end in accumulate(seats[party] for party in order)]
    parts = []
    for party, left, right in zip(order, [0, *ends], ends, strict=False):
        gap = 1 if right - left > 2 else 0
        parts.append((party, QRectF(bar.left() + left, bar.top(), right - left - gap, bar.height())))
    return parts


def legend_height(sitting: Sitting, font: QFont, room: float) -> float:
    """Return how high the legend is in a picture that is so wide."""
    columns, _ = _legend_columns(sitting, font, room)
    return -(-len(sitting.legend()) // columns) * 1.25 * QFontMetricsF(font).height()


def paint_legend(
    painter: QPainter, sitting: Sitting, at: QPointF, room: float, font: QFont, colours: Colours
) -> None:
    """Paint the legend with its top left corner there."""
    columns, width = _legend_columns(sitting, font, room)
    em = QFontMetricsF(font).height()
    painter.setFont(font)
    for number, (party, text) in enumerate(sitting.legend()):
        left = at.x() + number % columns * width
        top = at.y() + number // columns * 1.25 * em
        painter.fillRect(QRectF(left, top + 0.18 * em, 0.64 * em, 0.64 * em), colours.party(party))
        painter.setPen(QColor(colours.tokens.text))
        painter.drawText(QRectF(left + em, top, width - em, em), LEFT, text)


def _legend_columns(sitting: Sitting, font: QFont, room: float) -> tuple[int, float]:
    """Return how many columns the legend has, and how wide one is."""
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(text) for _, text in sitting.legend()), default=0.0)
    widest += 2.2 * metrics.height()
    columns = max(1, int(room / widest))
    return columns, room / columns
