"""Paints the map in lines that are sharp at any size: the layers of the window's map, and whole pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from ukvote_gui.charts.map import signs
from ukvote_gui.charts.map.colouring import Colouring
from ukvote_gui.charts.map.shapes import Inset, Shapes
from ukvote_gui.core.elections import Bools, Floats, Ints
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


def fitted(shapes: Shapes, area: QRectF, legend: Sequence[QRectF]) -> View | None:
    """Return the view that shows the whole map, as large as may be, clear of a legend in boxes.

    In the middle if the legend leaves that free, else to the left, else smaller; None where that would cost
    over two fifths of the size.
    """
    clear = [box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN) for box in legend]
    for part in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6):
        for right, low in ((0.5, 0.5), (0.25, 0.5), (0.0, 0.5), (0.0, 1.0)):
            candidate = whole(shapes, area, part, right, low)
            if not hides(shapes, candidate, clear):
                return candidate
    return None


def whole(shapes: Shapes, area: QRectF, part: float = 1.0, right: float = 0.5, low: float = 0.5) -> View:
    """Return the view of the whole map at a part of the largest size, so far to the right and so low."""
    bounds = shapes.bounds
    across, down = (max(1.0, length - 2 * MARGIN) for length in (area.width(), area.height()))
    scale = part * min(across / bounds.width, down / bounds.height)
    x = area.left() + MARGIN + right * (across - scale * bounds.width) - scale * bounds.left
    y = area.top() + MARGIN + low * (down - scale * bounds.height) - scale * bounds.top
    return View(scale, x, y)


def hides(shapes: Shapes, view: View, legend: Iterable[QRectF]) -> bool:
    """Return whether boxes of a legend hide some of the map."""
    x, y = view.to_pixels(shapes.filled).T
    return any(
        bool(((x > box.left()) & (x < box.right()) & (y > box.top()) & (y < box.bottom())).any())
        for box in legend
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """What the constituencies are marked with, to be told apart without their colours.

    Attributes:
        letters: whether with letters or figures, where they have room.
        signs: whether with signs, where letters have none.
    """

    letters: bool = False
    signs: bool = False


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

    def marks(self, view: View, font: QFont) -> Marks:
        """Return what there is room for: in hexagons, all alike, letters or else signs."""
        if self.shapes.gap:
            letters = self._letter_pixels(view, font) >= SMALLEST_MARK
            return Marks(letters, not letters)
        return Marks(letters=True, signs=True)

    def _letter_pixels(self, view: View, font: QFont) -> int:
        size = round(0.9 * font.pixelSize())
        # In hexagons as large as they have room.
        return round(min(1.4 * size, 0.38 * view.scale)) if self.shapes.gap else size

    def paint_marks(
        self, painter: QPainter, view: View, area: QRectF, colouring: Colouring, font: QFont
    ) -> None:
        """Mark each constituency in sight with its letters or figures, or its sign, where there is room."""
        marks = self.marks(view, font)
        points = view.to_pixels(self.shapes.places)
        x, y = points.T
        seen = (x > area.left()) & (x < area.right()) & (y > area.top()) & (y < area.bottom())
        left = np.flatnonzero(seen)
        painter.save()
        painter.setRenderHint(_ANTIALIASING)
        if marks.letters:
            own = QFont(font)
            own.setPixelSize(self._letter_pixels(view, font))
            painter.setFont(own)
            left = self._write_letters(painter, view, colouring, QFontMetricsF(own), left)
        if marks.signs:
            self._paint_signs(painter, view, colouring, left)
        painter.restore()

    def _write_letters(
        self, painter: QPainter, view: View, colouring: Colouring, metrics: QFontMetricsF, places: Ints
    ) -> Ints:
        """Write letters at places, and return those that had no room."""
        shapes = self.shapes
        inks = [text_on(QColor(colour)) for colour in colouring.palette]
        classes = colouring.classes.tolist()
        height = metrics.capHeight()
        widths: dict[str, float] = {}
        seats = shapes.place_seat.tolist()
        points, rooms = view.to_pixels(shapes.places).tolist(), (shapes.place_room * view.scale).tolist()
        left = []
        for place in places.tolist():
            seat, (x, y), (across, down) = seats[place], points[place], rooms[place]
            text = colouring.mark(seat) if down >= height + 4 else ""
            width = widths.get(text)
            if width is None:
                width = widths[text] = metrics.horizontalAdvance(text)
            if text and width + 2 <= across:
                painter.setPen(inks[classes[seat]])
                painter.drawText(QPointF(x - width / 2, y + height / 2), text)
            else:
                left.append(place)
        return np.array(left, dtype=np.intp)

    def _paint_signs(self, painter: QPainter, view: View, colouring: Colouring, places: Ints) -> None:
        shapes = self.shapes
        room = shapes.place_room[places].min(axis=1) * view.scale
        places = places[room >= SMALLEST_ROOM]
        reach = SIGN * (view.scale if shapes.gap else SMALLEST_ROOM)
        points, classes = view.to_pixels(shapes.places), colouring.classes[shapes.place_seat]
        for number in np.unique(classes[places]).tolist():
            sign = colouring.signs[number] if colouring.signs else None
            if sign is not None:
                ink = text_on(QColor(colouring.palette[number]))
                there = points[places[classes[places] == number]].tolist()
                signs.paint(painter, sign, ink, there, reach)


SMALLEST_MARK = 6
"""Pixels below which letters are no use."""

SMALLEST_ROOM = 7.0
"""Pixels that a constituency has at the least to be marked with a sign."""

SIGN = 0.31
"""How far a sign reaches to each side, of the room there is."""


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
