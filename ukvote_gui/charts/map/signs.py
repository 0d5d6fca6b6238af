"""Signs that tell colours apart for those who cannot: lines that are plain in a hexagon of 8 pixels."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

Stroke = tuple[float, float, float, float]
Sign = tuple[float, tuple[Stroke, ...]]
"""How thick its lines are and from where to where they go, where it reaches from -1 to 1, y downwards."""

_THIN = 0.45
LEAST_PIXELS = 1.1
"""How thick a line is at the least."""


def _dot(size: float) -> Sign:
    return 2 * size, ((-size, 0.0, size, 0.0),)


def _lines(*strokes: Stroke) -> Sign:
    return _THIN, strokes


_MINUS = (-1.0, 0.0, 1.0, 0.0)
_UPRIGHT = (0.0, -1.0, 0.0, 1.0)
_RISING = (-0.8, 0.8, 0.8, -0.8)
_FALLING = (-0.8, -0.8, 0.8, 0.8)

OF_PARTY: dict[str, Sign] = {
    "Lab": _dot(0.4),
    "Con": _lines(_MINUS),
    "RUK": _lines(_FALLING),
    "LD": _lines(_RISING),
    "Green": _lines(_MINUS, _UPRIGHT),
    "SNP": _lines(_UPRIGHT),
    "Ind": _lines(_RISING, _FALLING),
    "PC": _lines((-0.9, 0.6, 0.0, -0.7), (0.0, -0.7, 0.9, 0.6)),
    "WPB": _lines((0.6, -0.9, -0.7, 0.0), (-0.7, 0.0, 0.6, 0.9)),
    "SF": _dot(0.8),
    "DUP": _lines((-0.9, -0.6, 0.0, 0.7), (0.0, 0.7, 0.9, -0.6)),
    "SDLP": _lines((-0.9, -0.55, 0.9, -0.55), (-0.9, 0.55, 0.9, 0.55)),
    "APNI": _lines((-0.55, -0.9, -0.55, 0.9), (0.55, -0.9, 0.55, 0.9)),
    "UUP": _lines((-0.7, -0.9, -0.7, 0.7), (-0.7, 0.7, 0.9, 0.7)),
    "TUV": _lines((-0.9, -0.7, 0.9, -0.7), (0.0, -0.7, 0.0, 0.9)),
    "Spk": _lines((-0.9, 0.0, 0.0, -0.9), (0.0, -0.9, 0.9, 0.0), (0.9, 0.0, 0.0, 0.9), (0.0, 0.9, -0.9, 0.0)),
}
"""Signs of the parties that win seats; others have none, and are told by their names."""


def of_classes(count: int) -> tuple[Sign | None, ...]:
    """Return signs for so many classes: none for the lowest, then a dot that grows."""
    return None, *(_dot(0.15 + 0.65 * number / (count - 1)) for number in range(1, count))


def of_changes(count: int) -> tuple[Sign | None, ...]:
    """Return signs for classes about no change: minus or plus, the bolder the further from the middle."""
    half = count // 2
    bold = [0.3 + 0.6 * number / half for number in range(1, half + 1)]
    less: list[Sign] = [(thick, (_MINUS,)) for thick in reversed(bold)]
    more: list[Sign] = [(thick, (_MINUS, _UPRIGHT)) for thick in bold]
    return (*less, None, *more)


def paint(
    painter: QPainter, sign: Sign, colour: QColor, places: Iterable[tuple[float, float]], reach: float
) -> None:
    """Paint a sign about each of some places, ``reach`` pixels to all sides."""
    thick, strokes = sign
    painter.setPen(
        QPen(colour, max(LEAST_PIXELS, thick * reach), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    )
    painter.drawLines(
        [
            QLineF(x + reach * left, y + reach * top, x + reach * right, y + reach * bottom)
            for x, y in places
            for left, top, right, bottom in strokes
        ]
    )
