"""What a picture of the map shows, whatever its size, and how to draw all of it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter

from ukvote_gui.charts.map.colouring import Colouring, Row, Section
from ukvote_gui.charts.map.drawing import MARGIN, MapDrawing, Marks, View, fitted, whole
from ukvote_gui.charts.map.legend import Legend
from ukvote_gui.core.elections import Bools
from ukvote_gui.theme.tokens import Tokens

Numbers = npt.NDArray[np.uint32]
"""Colours as 0xffrrggbb."""

WIDEST_OUTLINE = 4.0
"""Pixels of the line about a constituency that the scenario changed, at the most."""

FADED = 0.18
"""What is left of the colour of a constituency that a search has not found."""


FIRST_COLUMNS = (0.0, 0.5, 0.4, 0.35, 0.3, 0.25)
"""What a first column of the legend may have of all its rows, from what is read most easily."""

LEAST_FOR_ROOM = 0.85
"""The least part of its size that the map may have so that the legend can grow."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Which part of the map is seen, and how much of the legend is in a first column of two."""

    view: View
    first: float


@dataclass(frozen=True, eq=False)
class Scene:
    """Outlines, colours, and what stands out among them.

    Attributes:
        tokens: the colours of the ground, lines and text.
        changed: whether each constituency has another winner than in the base, shape (constituencies,).
        found: whether a search has found each constituency, or None where nothing is searched for.
        with_marks: whether letters, figures and signs are shown.
        lasting: whether it is painted anew as the scenario changes. Its legend then has room for what that
            may well bring, so that neither it nor the map has to move.
    """

    drawing: MapDrawing
    colouring: Colouring
    tokens: Tokens
    changed: Bools
    found: Bools | None
    with_marks: bool
    lasting: bool = False

    def numbers(self) -> Numbers:
        """Return the colours of the sea and of each constituency, shape (1 + constituencies,)."""
        now = self.colouring
        numbers = np.empty(1 + len(now.classes), np.uint32)
        numbers[:1] = _numbers((self.tokens.base,))
        numbers[1:] = _numbers(now.palette).take(now.classes)
        if self.found is not None:
            lost = np.flatnonzero(~self.found) + 1
            channels = numbers.view(np.uint8).reshape(-1, 4)
            ground = channels[0].astype(np.float64)
            channels[lost] = ground + FADED * (channels[lost] - ground)
        return numbers

    def sections(self) -> tuple[Section, ...]:
        """Return the legend of the colours, and of what stands out."""
        rows = []
        changed = int(self.changed.sum())
        if changed or self.lasting:
            rows.append(Row(self.tokens.base, "Winner changed", changed, short="Changed", outlined=True))
        if self.found is not None:
            rows.append(Row(self.tokens.base, "Found, others faded", int(self.found.sum()), short="Found"))
        return (*self.colouring.legend, Section("", tuple(rows)))

    def legend(self, font: QFont, room: float, placing: Placing) -> Legend:
        """Return the legend for a picture of this width."""
        return self._legend_of(self.sections(), font, room, placing)

    def _legend_of(self, sections: Sequence[Section], font: QFont, room: float, placing: Placing) -> Legend:
        marks = self.drawing.marks(placing.view, font) if self.with_marks else Marks()
        return Legend(sections, font, room=room, first=placing.first, marks=marks, steady=self.lasting)

    def legend_boxes(self, rect: QRectF, font: QFont, placing: Placing) -> list[QRectF]:
        """Return what the legend covers of a picture, in pixels."""
        return legend_boxes(rect, self.legend(font, rect.width(), placing))

    def placed(self, rect: QRectF, font: QFont) -> Placing:
        """Return how the whole map goes into a rectangle: as large as the legend leaves room for."""
        sections = self.sections()
        simple = Placing(whole(self.drawing.shapes, rect), 0.0)
        grown = tuple(map(_grown, sections)) if self.lasting else sections
        roomy = self._placed(rect, font, {sections, grown})
        if roomy is not None and roomy.view.scale >= LEAST_FOR_ROOM * simple.view.scale:
            return roomy  # without a look at what else there is, which takes as long again
        placing = self._placed(rect, font, {sections}) or simple
        if roomy is not None and roomy.view.scale >= LEAST_FOR_ROOM * placing.view.scale:
            return roomy
        return placing

    def _placed(self, rect: QRectF, font: QFont, legends: Set[tuple[Section, ...]]) -> Placing | None:
        """Return how the whole map goes into a rectangle, clear of each of some legends."""
        shapes = self.drawing.shapes
        simple = whole(shapes, rect)
        best: Placing | None = None
        for first in FIRST_COLUMNS:
            placing = Placing(simple, first)
            boxes = [
                box
                for sections in legends
                for box in legend_boxes(rect, self._legend_of(sections, font, rect.width(), placing))
            ]
            view = fitted(shapes, rect, boxes)
            if view is not None and (best is None or view.scale > best.view.scale):
                best = Placing(view, first)
        return best

    def draw(self, painter: QPainter, rect: QRectF, font: QFont) -> None:
        """Draw everything into a rectangle, in lines and text that stay sharp."""
        placing = self.placed(rect, font)
        view, legend = placing.view, self.legend(font, rect.width(), placing)
        brushes = [QBrush(QColor.fromRgb(number)) for number in self.numbers()[1:].tolist()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(self.tokens.base))
        self.drawing.paint_areas(painter, view, range(len(brushes)), brushes)
        self.paint_lines(painter, view, font)
        self.paint_outlines(painter, view)
        self.paint_marks(painter, view, rect, font)
        legend.paint(painter, legend_corner(rect, legend), self.tokens)
        painter.restore()

    def paint_lines(self, painter: QPainter, view: View, font: QFont) -> None:
        """Hatch what there is nothing to colour by, and draw lines and frames."""
        missing = np.flatnonzero(self.colouring.missing).tolist()
        if missing:
            self.drawing.paint_hatching(painter, view, missing, self.tokens)
        self.drawing.paint_lines(painter, view, self.tokens)
        self.drawing.paint_frames(painter, view, self.tokens, font)

    def paint_outlines(self, painter: QPainter, view: View, within: Bools | None = None) -> None:
        """Outline what the scenario changed, of all constituencies or ``within`` some."""
        changed = self.changed if within is None else self.changed & within
        scale = view.scale
        # Thinner on a small map, lest the outlines hide what they are about.
        hexes = self.drawing.shapes.gap > 0
        pixels = min(max(1.5, 0.09 * scale), WIDEST_OUTLINE) if hexes else min(max(0.9, 2.2 * scale), 2.2)
        self.drawing.paint_outlines(painter, view, np.flatnonzero(changed).tolist(), self.tokens.text, pixels)

    def paint_marks(self, painter: QPainter, view: View, rect: QRectF, font: QFont) -> None:
        """Write the marks, where they are wanted."""
        if self.with_marks:
            self.drawing.paint_marks(painter, view, rect, self.colouring, font)


def legend_corner(rect: QRectF, legend: Legend) -> QPointF:
    """Return where the legend's top left corner goes: so that it is at the top right."""
    return QPointF(rect.right() - legend.size.width() - MARGIN, rect.top() + MARGIN)


def legend_boxes(rect: QRectF, legend: Legend) -> list[QRectF]:
    """Return what the legend's columns cover of the picture."""
    corner = legend_corner(rect, legend)
    return [box.translated(corner) for box in legend.boxes]


def _grown(section: Section) -> Section:
    """Return a section of the legend with its spare rows."""
    return replace(section, rows=section.rows + section.spare_rows * (Row("", "", 0),))


@lru_cache(maxsize=32)
def _numbers(palette: tuple[str, ...]) -> Numbers:
    numbers = np.array([0xFF000000 | int(colour[1:], 16) for colour in palette], np.uint32)
    numbers.flags.writeable = False
    return numbers
