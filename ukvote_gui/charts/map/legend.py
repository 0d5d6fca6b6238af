"""The map's legend, painted into the picture, so that it goes wherever the picture goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ukvote_gui.charts.map.colouring import Row, Section
from ukvote_gui.charts.map.drawing import hatching
from ukvote_gui.core import formatting
from ukvote_gui.theme.chart import bold, translucent
from ukvote_gui.theme.colours import text_on
from ukvote_gui.theme.tokens import Tokens

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_NARROWEST_EM = 8
_SHORT_BELOW_EM = 38
"""Width of the picture below which labels are shortened."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in words, with the widths of those that stand to the right."""

    row: Row
    label: str
    count: str
    count_width: float
    change: str
    change_width: float


class Legend:
    """A legend to be painted: sections, each with a title and rows of colour, meaning, count and its change.

    ``room`` is the width of the picture that it goes into.

    Attributes:
        size: what it needs, in pixels.
    """

    def __init__(
        self, sections: Sequence[Section], font: QFont, *, room: float, with_marks: bool = False
    ) -> None:
        self._font = font
        self._bold = bold(font)
        self._with_marks = with_marks
        metrics = QFontMetricsF(font)
        self._row = round(1.3 * metrics.height())
        self._baseline = (self._row - metrics.height()) / 2 + metrics.ascent()
        self._advance = metrics.horizontalAdvance
        self._margin = 0.5 * self._row
        self._label_left = 1.75 * self._row
        short = room < _SHORT_BELOW_EM * metrics.height()
        self._sections = [
            (section, [self._line(row, short) for row in section.rows])
            for section in sections
            if section.rows
        ]
        lines = [line for _, own in self._sections for line in own]
        changes = max((line.change_width for line in lines), default=0.0)
        self._change_width = changes + self._margin if changes else 0.0
        labels = max((self._advance(line.label) for line in lines), default=0.0)
        counts = max((line.count_width for line in lines), default=0.0)
        wanted = self._label_left + labels + 1.5 * self._margin + counts + self._change_width
        self._width = max(wanted, _NARROWEST_EM * metrics.height())
        self._title_heights = [self._title_height(section.title) for section, _ in self._sections]
        height = sum(self._title_heights) + self._row * len(lines)
        between = self._margin * max(0, len(self._sections) - 1)
        self.size = QSizeF(self._width + 2 * self._margin, height + between + 2 * self._margin)

    def _line(self, row: Row, short: bool) -> _Line:
        count = formatting.votes(row.count)
        change = formatting.change(row.change) if row.change else ""
        label = (short and row.short) or row.label
        return _Line(row, label, count, self._advance(count), change, self._advance(change))

    def _title_height(self, title: str) -> float:
        if not title:
            return 0.0
        room = QRectF(0, 0, self._width, 10_000)
        height = QFontMetricsF(self._bold).boundingRect(room, _WRAPPED, title).height()
        return height + 0.25 * self._row

    @property
    def frame(self) -> tuple[object, ...]:
        """All that :meth:`paint_frame` paints."""
        parts = [
            (
                section.title,
                section.scale,
                [
                    (row.colour, line.label, row.mark, row.hatched, row.outlined, row.count > 0)
                    for line in lines
                    for row in (line.row,)
                ],
            )
            for section, lines in self._sections
        ]
        return self.size, self._with_marks, parts

    def paint(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Paint it with its top left corner there."""
        self.paint_frame(painter, at, tokens)
        self.paint_figures(painter, at, tokens)

    def paint_frame(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Paint all but the figures."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(at, self.size), translucent(QColor(tokens.base), 0.88))
        left = at.x() + self._margin
        for section, title, lines in self._placed(at.y()):
            if section.title:
                painter.setFont(self._bold)
                painter.setPen(QColor(tokens.text))
                painter.drawText(title.translated(left, 0), _WRAPPED, section.title)
            painter.setFont(self._font)
            for line, top in lines:
                self._paint_swatch(painter, line.row, QPointF(left, top), section.scale, tokens)
                painter.setPen(self._ink(line, tokens))
                painter.drawText(QPointF(left + self._label_left, top + self._baseline), line.label)
        painter.restore()

    def paint_figures(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Paint the counts and how they have changed."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        right = at.x() + self._margin + self._width
        for _, _, lines in self._placed(at.y()):
            for line, top in lines:
                y = top + self._baseline
                painter.setPen(self._ink(line, tokens))
                painter.drawText(QPointF(right - self._change_width - line.count_width, y), line.count)
                if line.change:
                    painter.setPen(QColor(tokens.muted))
                    painter.drawText(QPointF(right - line.change_width, y), line.change)
        painter.restore()

    def _placed(self, top: float) -> Iterator[tuple[Section, QRectF, list[tuple[_Line, float]]]]:
        """Give the sections, with the room of their titles and the tops of their lines below ``top``."""
        top += self._margin
        for (section, lines), height in zip(self._sections, self._title_heights, strict=True):
            title = QRectF(0, top, self._width, height)
            top += height
            yield section, title, [(line, top + self._row * number) for number, line in enumerate(lines)]
            top += self._row * len(lines) + self._margin

    def _paint_swatch(self, painter: QPainter, row: Row, at: QPointF, scale: bool, tokens: Tokens) -> None:
        spare = 0.0 if scale else 0.14 * self._row
        swatch = QRectF(at.x(), at.y() + spare, 1.25 * self._row, self._row - 2 * spare)
        if row.outlined:
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.setBrush(QColor(row.colour))
            painter.drawRect(swatch.adjusted(1, 0, -1, 0))
        else:
            painter.fillRect(swatch, QColor(row.colour))
        if row.hatched:
            painter.fillRect(swatch, hatching(tokens))
        if self._with_marks and row.mark:
            painter.setPen(text_on(QColor(row.colour)))
            x = swatch.center().x() - self._advance(row.mark) / 2
            painter.drawText(QPointF(x, at.y() + self._baseline), row.mark)

    def _ink(self, line: _Line, tokens: Tokens) -> QColor:
        return QColor(tokens.text if line.row.count else tokens.muted)
