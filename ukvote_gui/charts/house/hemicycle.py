"""Paints the seats of the House in a half circle, and what is in the middle of it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ukvote_gui.charts.house.places import FADED, Places
from ukvote_gui.charts.house.sitting import Sitting
from ukvote_gui.core import measures
from ukvote_gui.theme.chart import bold
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import CENTRE

RINGED_PIXELS = 5
"""Radius from which on there is room for a ring between the colours of a seat that changes."""

_NO_PEN = Qt.PenStyle.NoPen


def paint_dots(
    painter: QPainter, sitting: Sitting, places: Places, colours: Colours, seats: Iterable[int]
) -> None:
    """Paint the seats of these numbers, over whatever they were before."""
    parties = sitting.outcome.election.parties
    ground = QColor(colours.tokens.base)
    radius = places.radius
    # Wide enough for the soft edge of an older dot, and clear of the neighbours'.
    cleared = places.spacing / 2
    painter.setPen(_NO_PEN)
    dots = sitting.dots.tolist()
    for seat in seats:
        after, before, faded = dots[seat]
        at = places.point(seat)
        painter.setOpacity(1.0)
        painter.setBrush(ground)
        painter.drawEllipse(at, cleared, cleared)
        if faded:
            painter.setOpacity(FADED)
        painter.setBrush(colours.party(parties[after]))
        painter.drawEllipse(at, radius, radius)
        if before != after:
            if radius >= RINGED_PIXELS:
                painter.setOpacity(1.0)
                painter.setBrush(ground)
                painter.drawEllipse(at, 0.6 * radius, 0.6 * radius)
                painter.setOpacity(FADED if faded else 1.0)
            painter.setBrush(colours.party(parties[before]))
            painter.drawEllipse(at, 0.42 * radius, 0.42 * radius)
    painter.setOpacity(1.0)


def paint_middle(painter: QPainter, sitting: Sitting, places: Places, colours: Colours) -> None:
    """Write into the middle how far the largest party, or the ticked ones together, are."""
    ticked, names = sitting.ticked, sitting.names
    parties = ticked or set(measures.largest_parties(sitting.seats))
    if not parties:
        return
    majority = measures.majority_of(sitting.seats, parties if ticked else {min(parties)})
    who = (
        " + ".join(name for party, name in names.items() if party in parties)
        if len(parties) == 1 or not ticked
        else f"{len(parties)} parties"
    )
    lines = (
        str(majority.seats),
        who,
        f"majority of {majority.overall}"
        if majority.overall > 0
        else f"{majority.short} short of {majority.needed}",
    )
    room, top = places.middle, 0.0
    fonts = [bold(places.font, 1.9), bold(places.font), QFont(places.font)]
    painter.setPen(QColor(colours.tokens.text))
    for line, font in zip(reversed(lines), reversed(fonts), strict=True):
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(line)
        if wide > room.width():
            font.setPixelSize(max(6, int(font.pixelSize() * room.width() / wide)))
            metrics = QFontMetricsF(font)
        painter.setFont(font)
        top += metrics.height()
        painter.drawText(
            QRectF(room.left(), room.bottom() - top, room.width(), metrics.height()),
            CENTRE,
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width()),
        )
