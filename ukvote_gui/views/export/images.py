"""Pictures as files: each with what it is of, its sources and its date in a frame about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QImageWriter, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from ukvote_gui.charts.picture import Picture
from ukvote_gui.core.report.picture_notes import picture_notes
from ukvote_gui.core.report.text import one_line
from ukvote_gui.state.session import Session
from ukvote_gui.theme.colours import LIGHT_COLOURS, Colours

SVG_DPI = 96
"""Pixels an inch, as browsers take them."""

MOST_LINES = 4
"""Of a heading."""

_OTHER_FONTS = "Helvetica, Arial, sans-serif"
"""For where a drawing is looked at on a machine without the font that it was made with."""

_FONT_FAMILY = re.compile('font-family="([^"]*)"')
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML cannot hold: names in a picture come from files too."""


@dataclass(frozen=True)
class Framed:
    """A picture with words about it, to be drawn at any size.

    Attributes:
        picture: what is shown.
        heading: what it shows, in words.
        subject: which election or scenario it is of.
        notes: sources, and when and from what it was made.
        colours: the scheme it is drawn in.
    """

    picture: Picture
    heading: str
    subject: str
    notes: tuple[str, ...]
    colours: Colours = LIGHT_COLOURS

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw everything into a rectangle; letters are in proportion to it."""
        tokens = self.colours.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tokens.base))
        em = min(rect.width() / 64, rect.height() / 44)
        inside = rect.adjusted(1.4 * em, 1.2 * em, -1.4 * em, -em)
        top = inside.top()
        for text, size, weight, colour, most in (
            (self.heading, 1.75, QFont.Weight.DemiBold, tokens.text, MOST_LINES),
            (self.subject, 1.05, QFont.Weight.Normal, tokens.muted, 2),
        ):
            font = _font(size * em, weight)
            top = write(painter, inside, top, wrapped(text, font, inside.width(), most), font, colour)
        small = _font(0.72 * em)
        lines = [line for note in self.notes for line in wrapped(note, small, inside.width(), 3)]
        bottom = inside.bottom() - len(lines) * QFontMetricsF(small).lineSpacing()
        write(painter, inside, bottom, lines, small, tokens.muted)
        painter.setPen(QPen(QColor(tokens.border), max(1.0, 0.06 * em)))
        rule = bottom - 0.4 * em
        painter.drawLine(QPointF(inside.left(), rule), QPointF(inside.right(), rule))
        painter.restore()
        painter.save()
        room = QRectF(QPointF(inside.left(), top + 0.5 * em), QPointF(inside.right(), rule - 0.4 * em))
        self.picture.draw(painter, room, self.colours)
        painter.restore()


def framed(picture: Picture, session: Session, colours: Colours = LIGHT_COLOURS) -> Framed:
    """Return a picture of the session as it is now, with the words that belong to it."""
    subject, *notes = picture_notes(session.scenario, session.name, today())
    return Framed(picture, one_line(picture.picture_title()), subject, tuple(notes), colours)


def today() -> date:
    """Return the day it is here."""
    return datetime.now().astimezone().date()


def image_of(framed: Framed, size: QSize) -> QImage:
    """Return a framed picture of so many pixels."""
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    framed.draw(painter, QRectF(QPointF(0, 0), size))
    painter.end()
    image.setText("Title", f"{framed.heading}. {framed.subject}")
    image.setText("Source", " ".join(framed.notes))
    return image


def png(framed: Framed, size: QSize) -> bytes:
    """Return a framed picture of so many pixels as a PNG file.

    Raises:
        OSError: there is no room for it.
    """
    buffer = _buffer()
    if not QImageWriter(buffer, QByteArray(b"png")).write(image_of(framed, size)):
        raise OSError("There was no room in memory for a picture of that size.")
    return bytes(buffer.data().data())


def svg(framed: Framed, size: QSize) -> bytes:
    """Return a framed picture as an SVG file, its text as text."""
    return svg_text(framed.draw, size, f"{framed.heading}. {framed.subject}").encode()


def svg_text(draw: Callable[[QPainter, QRectF], None], size: QSize, title: str) -> str:
    """Return what ``draw`` draws as SVG, of so many pixels."""
    buffer = _buffer()
    # Tiny SVG, the other kind, cannot clip.
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(SVG_DPI)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setTitle(title)
    painter = QPainter(generator)
    draw(painter, QRectF(QPointF(0, 0), size))
    painter.end()
    text = _NOT_XML.sub("", bytes(buffer.data().data()).decode("utf-8", "replace"))
    return _FONT_FAMILY.sub(rf'font-family="\1, {_OTHER_FONTS}"', text)


def wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Return text in lines of that width, elided where it takes more than ``most`` lines."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    left = text.split()
    while left and len(lines) < most - 1:
        taken = 1
        while taken < len(left) and metrics.horizontalAdvance(" ".join(left[: taken + 1])) <= width:
            taken += 1
        lines.append(" ".join(left[:taken]))
        left = left[taken:]
    if left:
        lines.append(" ".join(left))
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def write(
    painter: QPainter, inside: QRectF, top: float, lines: Sequence[str], font: QFont, colour: str
) -> float:
    """Write lines from ``top`` downwards, and return where they end."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    for line in lines:
        painter.drawText(QPointF(inside.left(), top + metrics.ascent()), line)
        top += metrics.lineSpacing()
    return top


def _font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(weight)
    return font


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
