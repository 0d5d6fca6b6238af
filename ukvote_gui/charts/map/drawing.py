"""Paints the map in lines that are sharp at any size: the layers of the window's map, and whole pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from ukvote_gui.charts.map.colouring import Colouring
from ukvote_gui.charts.map.shapes import Inset, Shapes
from ukvote_gui.core.elections import Bools, Floats
from ukvote_gui.theme.chart import translucent
from ukvote_gui.theme.colours import text_on
from ukvote_gui.theme.tokens import Tokens

# Round ends and joins take several times as long to draw.
_CAP = Qt.PenCapStyle.SquareCap
_JOIN = Qt.PenJoinStyle.MiterJoin
_NO_BRUSH = Qt.BrushStyle.NoBrush
_ANTIALIASING = QPainter.RenderHint.Antialiasing

MARGIN = 12.0
"""Pixels between the map and the edge of the picture, at the least."""


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the map is seen: pixels a unit of the map, and where the map's origin is in pixels."""

    scale: float
    x: float
    y: float

    @property
    def transform(self) -> QTransform:
        """From the map's units to pixels."""
        return QTransform(self.scale, 0, 0, self.scale, self.x, self.y)

    def to_pixels(self, points: Floats) -> Floats:
        """Return points of the map in pixels, shape (points, 2)."""
        return points * self.scale + (self.x, self.y)

    def zoomed(self, factor: float, about: QPointF) -> View:
        """Return the view with everything so many times as large, and one pixel where it was."""
        return View(
            self.scale * factor,
            about.x() + (self.x - about.x()) * factor,
            about.y() + (self.y - about.y()) * factor,
        )

    def moved(self, by: QPointF) -> View:
        """Return the view with everything moved by so many pixels."""
        return View(self.scale, self.x + by.x(), self.y + by.y())


def fitted(shapes: Shapes, area: QRectF, legend: QSizeF) -> View:
    """Return the view that shows the whole map, as large as may be, clear of a legend at the top right.

    In the middle if the legend leaves that free, else to the left, else smaller; where that would cost over
    two fifths of the size, the legend may hide something.
    """
    bounds = shapes.bounds
    across, down = (max(1.0, length - 2 * MARGIN) for length in (area.width(), area.height()))
    corner = area.right() - legend.width() - MARGIN, area.top() + legend.height() + MARGIN

    def view(part: float, right: float, low: float) -> View:
        scale = part * min(across / bounds.width, down / bounds.height)
        x = area.left() + MARGIN + right * (across - scale * bounds.width) - scale * bounds.left
        y = area.top() + MARGIN + low * (down - scale * bounds.height) - scale * bounds.top
        return View(scale, x, y)

    frames = [i.frame for i in shapes.insets]
    filled = np.array([*shapes.places, *((f.left + f.width, f.top) for f in frames)])

    def is_clear(view: View) -> bool:
        inside = view.to_pixels(filled)
        return not ((inside[:, 0] > corner[0] - MARGIN) & (inside[:, 1] < corner[1] + MARGIN)).any()

    for part in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6):
        for right, low in ((0.5, 0.5), (0.25, 0.5), (0.0, 0.5), (0.0, 1.0)):
            candidate = view(part, right, low)
            if is_clear(candidate):
                return candidate
    return view(1.0, 0.5, 0.5)


class MapDrawing:
    """A map's outlines, ready to be painted at any scale.

    Attributes:
        shapes: what the outlines are of.
        paths: the area of each constituency, in the map's units.
    """

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.paths = [_path(rings) for rings in shapes.rings]
        rings = [(seat, ring) for seat, own in enumerate(shapes.rings) for ring in own]
        self._ring_seat = np.array([seat for seat, _ in rings])
        self._boxes = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for _, ring in rings])
        self._edges = [[line for ring in rings for line in _lines(ring)] for rings in shapes.rings]
        self._inner, self._coast, self._regional = (
            [QLineF(*line) for line in lines.tolist()]
            for lines in (shapes.inner, shapes.coast, shapes.regional)
        )

    def boxes(self, view: View, seats: Bools) -> Floats:
        """Return what the rings of the constituencies marked in ``seats`` fit in, shape (rings, 4).

        Left, top, right and bottom in pixels.
        """
        boxes = self._boxes[seats.take(self._ring_seat)]
        return boxes * view.scale + (view.x, view.y, view.x, view.y)

    def touching(self, view: View, areas: Floats) -> Bools:
        """Return whether each constituency may lie in any of the areas of pixels, shape (constituencies,).

        Areas are rows of left, top, right and bottom.
        """
        left, top, right, bottom = areas.T[:, :, np.newaxis]
        boxes = self.boxes(view, np.ones(len(self.paths), dtype=np.bool_)).T
        overlap = (boxes[2] >= left) & (boxes[0] <= right) & (boxes[3] >= top) & (boxes[1] <= bottom)
        touching = np.zeros(len(self.paths), dtype=np.bool_)
        touching[self._ring_seat[overlap.any(axis=0)]] = True
        return touching

    def paint_areas(
        self, painter: QPainter, view: View, seats: Iterable[int], brushes: Sequence[QBrush]
    ) -> None:
        """Fill the constituencies at these positions, each with its brush, without edges."""
        painter.save()
        painter.setTransform(view.transform, True)
        painter.setPen(Qt.PenStyle.NoPen)
        for seat in seats:
            painter.setBrush(brushes[seat])
            painter.drawPath(self.paths[seat])
        painter.restore()

    def paint_lines(self, painter: QPainter, view: View, tokens: Tokens) -> None:
        """Draw the lines between constituencies, coasts, borders of regions, and frames."""
        scale = view.scale
        painter.save()
        painter.setRenderHint(_ANTIALIASING)
        painter.setTransform(view.transform, True)
        ground, text = QColor(tokens.base), QColor(tokens.text)
        if self.shapes.gap:
            gap = max(self.shapes.gap, 1.2 / scale)
            layers = [
                (ground, gap, self._inner),
                (ground, gap, self._coast),
                (ground, 2.4 * gap, self._regional),
            ]
        else:
            fine = min(1.2, 0.3 + 0.35 * scale) / scale
            layers = [
                (translucent(ground, 0.65), fine, self._inner),
                (translucent(QColor(tokens.muted), 0.6), fine, self._coast),
                (translucent(text, 0.6), 1.5 * fine, self._regional),
            ]
        for colour, width, lines in layers:
            painter.setPen(_pen(colour, width))
            painter.drawLines(lines)
        painter.restore()

    def paint_frames(self, painter: QPainter, view: View, tokens: Tokens, font: QFont) -> None:
        """Draw the frames about what is drawn elsewhere, with their labels."""
        painter.save()
        painter.setRenderHint(_ANTIALIASING)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for inset in self.shapes.insets:
            frame = self._pixels(inset, view)
            painter.setPen(QPen(QColor(tokens.border), 1.0))
            painter.setBrush(_NO_BRUSH)
            painter.drawRoundedRect(frame, 3, 3)
            painter.setPen(QColor(tokens.muted))
            at_top = inset.frame.top <= self.shapes.bounds.top
            baseline = (
                frame.bottom() + metrics.ascent() + 2 if at_top else frame.top() - metrics.descent() - 2
            )
            painter.drawText(QPointF(frame.left(), baseline), inset.label)
        painter.restore()

    def _pixels(self, inset: Inset, view: View) -> QRectF:
        frame = inset.frame
        rect = QRectF(frame.left, frame.top, frame.width, frame.height)
        return view.transform.mapRect(rect)

    def paint_hatching(self, painter: QPainter, view: View, seats: Iterable[int], tokens: Tokens) -> None:
        """Hatch the constituencies at these positions: there is nothing to colour them by."""
        painter.save()
        painter.setRenderHint(_ANTIALIASING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hatching(tokens))
        for seat in seats:
            painter.drawPath(view.transform.map(self.paths[seat]))
        painter.restore()

    def paint_outlines(
        self, painter: QPainter, view: View, seats: Iterable[int], colour: str, pixels: float
    ) -> None:
        """Draw a line of so many pixels about the constituencies at these positions."""
        painter.save()
        painter.setRenderHint(_ANTIALIASING)
        painter.setTransform(view.transform, True)
        painter.setPen(_pen(QColor(colour), pixels / view.scale))
        # Lines of their own take a third of the time that a path takes.
        painter.drawLines([line for seat in seats for line in self._edges[seat]])
        painter.restore()

    def paint_marks(
        self, painter: QPainter, view: View, area: QRectF, colouring: Colouring, font: QFont
    ) -> None:
        """Write each constituency's letters or figures into it, wherever there is room for them."""
        painter.save()
        size = round(0.9 * font.pixelSize())
        if self.shapes.gap:  # hexagons: all alike, so that letters may be as large as they have room
            size = round(min(1.4 * size, 0.38 * view.scale))
        if size >= SMALLEST_MARK:
            marks = QFont(font)
            marks.setPixelSize(size)
            painter.setFont(marks)
            self._write_marks(painter, view, area, colouring, QFontMetricsF(marks))
        painter.restore()

    def _write_marks(
        self, painter: QPainter, view: View, area: QRectF, colouring: Colouring, metrics: QFontMetricsF
    ) -> None:
        shapes = self.shapes
        inks = [text_on(QColor(colour)) for colour in colouring.palette]
        classes = colouring.classes.tolist()
        height = metrics.capHeight()
        widths: dict[str, float] = {}
        seats = shapes.place_seat.tolist()
        points, rooms = view.to_pixels(shapes.places).tolist(), (shapes.place_room * view.scale).tolist()
        for seat, (x, y), (across, down) in zip(seats, points, rooms, strict=True):
            if down < height + 4 or not area.contains(x, y):
                continue
            text = colouring.mark(seat)
            width = widths.get(text)
            if width is None:
                width = widths[text] = metrics.horizontalAdvance(text)
            if text and width + 2 <= across:
                painter.setPen(inks[classes[seat]])
                painter.drawText(QPointF(x - width / 2, y + height / 2), text)


SMALLEST_MARK = 6
"""Pixels below which letters are no use."""


def hatching(tokens: Tokens) -> QBrush:
    """Return what an area is filled with that has nothing to colour it by."""
    return QBrush(translucent(QColor(tokens.disabled), 0.6), Qt.BrushStyle.BDiagPattern)


def _path(rings: Sequence[Floats]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        points = ring.tolist()
        path.moveTo(*points[0])
        for point in points[1:-1]:
            path.lineTo(*point)
        path.closeSubpath()
    return path


def _lines(ring: Floats) -> list[QLineF]:
    return [QLineF(*ends) for ends in np.hstack([ring[:-1], ring[1:]]).tolist()]


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, _CAP, _JOIN)
