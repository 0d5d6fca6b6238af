"""The map's legend, painted into the picture, so that it goes wherever the picture goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ukvote_gui.charts.map import signs
from ukvote_gui.charts.map.colouring import Row, Section
from ukvote_gui.charts.map.drawing import Marks, hatching
from ukvote_gui.core import formatting
from ukvote_gui.theme.chart import bold, translucent
from ukvote_gui.theme.colours import text_on
from ukvote_gui.theme.drawing import WRAPPED
from ukvote_gui.theme.tokens import Tokens

_NARROWEST_EM = 8
_SHORT_BELOW_EM = 38
"""Width of the picture below which labels are shortened."""

_USUAL_CHANGE = -88
"""Seats that a party loses, whose figure is as wide as most."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in words, with the widths of those that stand to the right; the first has its section's title."""

    row: Row
    section: Section
    title: str
    label: str
    count: str
    count_width: float
    change: str
    change_width: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line is, from the legend's top left corner."""

    line: _Line
    left: float
    title_top: float
    top: float
    right: float
    """Where changes end, and ``counts`` where counts do."""
    counts: float


class Legend:
    """A legend to be painted: sections, each with a title and rows of colour, meaning, count and its change.

    ``room`` is the width of the picture that it goes into; ``first`` is the part of its rows that are in a
    first column of two, or 0. Columns end each where it ends, as a coast that slants leaves room for that.
    A ``steady`` one has room for changes before there are any, so that nothing in it moves aside for them.

    Attributes:
        size: what it needs, in pixels.
        boxes: what its columns fill of that.
    """

    def __init__(
        self,
        sections: Sequence[Section],
        font: QFont,
        *,
        room: float,
        first: float = 0.0,
        marks: Marks | None = None,
        steady: bool = False,
    ) -> None:
        self._font = font
        self._bold = bold(font)
        self._marks = Marks() if marks is None else marks
        metrics = QFontMetricsF(font)
        self._row = round(1.2 * metrics.height())
        self._baseline = (self._row - metrics.height()) / 2 + metrics.ascent()
        self._advance = metrics.horizontalAdvance
        self._margin = 0.5 * self._row
        both = self._marks.letters and self._marks.signs
        self._swatch_width = (2.0 if both else 1.25) * self._row
        self._label_left = self._swatch_width + 0.5 * self._row
        self._narrowest = _NARROWEST_EM * metrics.height()
        self._least_change = self._advance(formatting.change(_USUAL_CHANGE)) if steady else 0.0
        short = room < _SHORT_BELOW_EM * metrics.height()
        lines = [
            self._line(row, section, number == 0, short)
            for section in sections
            for number, row in enumerate(section.rows)
        ]
        self._places: list[_Place] = []
        self.boxes: list[QRectF] = []
        left = 0.0
        split = round(first * len(lines))
        for column in filter(None, (lines[:split], lines[split:])):
            box = self._place(column, left)
            self.boxes.append(box)
            left = box.right()
        self.size = QSizeF(left, max((box.height() for box in self.boxes), default=0.0))

    def _line(self, row: Row, section: Section, is_first: bool, short: bool) -> _Line:
        count = formatting.votes(row.count)
        change = formatting.change(row.change) if row.change else ""
        label = (short and row.short) or row.label
        title = section.title if is_first else ""
        return _Line(row, section, title, label, count, self._advance(count), change, self._advance(change))

    def _place(self, lines: Sequence[_Line], left: float) -> QRectF:
        """Place the lines of a column, and return what it fills."""
        width, changes = self._width(lines), self._change_width(lines)
        left, top = left + self._margin, self._margin
        for number, line in enumerate(lines):
            title_top = top + (self._gap(line) if number else 0.0)
            top = title_top + self._height(line, width)
            right = left + width
            self._places.append(_Place(line, left, title_top, top - self._row, right, right - changes))
        return QRectF(left - self._margin, 0, width + 2 * self._margin, top + self._margin)

    def _gap(self, line: _Line) -> float:
        return self._margin if line.row is line.section.rows[0] else 0.0

    def _change_width(self, lines: Sequence[_Line]) -> float:
        kept = self._least_change if any(line.section.compared for line in lines) else 0.0
        changes = max((line.change_width for line in lines), default=0.0)
        changes = max(changes, kept)
        return changes + self._margin if changes else 0.0

    def _width(self, lines: Sequence[_Line]) -> float:
        labels = max((self._advance(line.label) for line in lines), default=0.0)
        counts = max((line.count_width for line in lines), default=0.0)
        wanted = self._label_left + labels + 1.5 * self._margin + counts + self._change_width(lines)
        titled = any(line.title for line in lines)
        return max(wanted, self._narrowest) if titled else wanted

    def _height(self, line: _Line, width: float) -> float:
        if not line.title:
            return self._row
        room = QRectF(0, 0, width, 10_000)
        height = QFontMetricsF(self._bold).boundingRect(room, WRAPPED, line.title).height()
        return height + 0.25 * self._row + self._row

    @property
    def frame(self) -> tuple[object, ...]:
        """All that :meth:`paint_frame` paints."""
        parts = [
            (
                (place.left, place.title_top, place.top, place.right, line.title, line.section.scale),
                (row.colour, line.label, row.mark, row.sign, row.hatched, row.outlined, row.count > 0),
            )
            for place in self._places
            for line in (place.line,)
            for row in (line.row,)
        ]
        return self.size, self._marks, parts

    def paint(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Paint it with its top left corner there."""
        self.paint_frame(painter, at, tokens)
        self.paint_figures(painter, at, tokens)

    def paint_frame(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Paint all but the figures."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self.boxes:
            painter.fillRect(box.translated(at), translucent(QColor(tokens.base), 0.88))
        for place in self._places:
            line, left, top = place.line, at.x() + place.left, at.y() + place.top
            if line.title:
                painter.setFont(self._bold)
                painter.setPen(QColor(tokens.text))
                height = place.top - place.title_top
                title = QRectF(left, at.y() + place.title_top, place.right - place.left, height)
                painter.drawText(title, WRAPPED, line.title)
            painter.setFont(self._font)
            self._paint_swatch(painter, line.row, QPointF(left, top), line.section.scale, tokens)
            painter.setPen(self._ink(line, tokens))
            painter.drawText(QPointF(left + self._label_left, top + self._baseline), line.label)
        painter.restore()

    def paint_figures(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Paint the counts and how they have changed."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for place in self._places:
            line, y = place.line, at.y() + place.top + self._baseline
            painter.setPen(self._ink(line, tokens))
            painter.drawText(QPointF(at.x() + place.counts - line.count_width, y), line.count)
            if line.change:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(QPointF(at.x() + place.right - line.change_width, y), line.change)
        painter.restore()

    def _paint_swatch(self, painter: QPainter, row: Row, at: QPointF, scale: bool, tokens: Tokens) -> None:
        spare = 0.0 if scale else 0.14 * self._row
        swatch = QRectF(at.x(), at.y() + spare, self._swatch_width, self._row - 2 * spare)
        if row.outlined:
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.setBrush(QColor(row.colour))
            painter.drawRect(swatch.adjusted(1, 0, -1, 0))
        else:
            painter.fillRect(swatch, QColor(row.colour))
        if row.hatched:
            painter.fillRect(swatch, hatching(tokens))
        letters = row.mark if self._marks.letters else ""
        sign = row.sign if self._marks.signs else None
        ink = text_on(QColor(row.colour))
        # Beside each other where there are both.
        aside = 0.25 * self._swatch_width if letters and sign is not None else 0.0
        middle = swatch.center()
        if letters:
            painter.setPen(ink)
            x = middle.x() - aside - self._advance(letters) / 2
            painter.drawText(QPointF(x, at.y() + self._baseline), letters)
        if sign is not None:
            signs.paint(painter, sign, ink, [(middle.x() + aside, middle.y())], 0.25 * self._row)

    def _ink(self, line: _Line, tokens: Tokens) -> QColor:
        return QColor(tokens.text if line.row.count else tokens.muted)
