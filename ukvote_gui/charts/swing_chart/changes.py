"""Panels of rows, a party or candidate each, with how their shares change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ukvote_gui.charts.swing_chart.arrows import paint_arrow, paint_bar
from ukvote_gui.charts.swing_chart.axis import Axis, Spread
from ukvote_gui.core import formatting
from ukvote_gui.core.share_changes import ShareChange
from ukvote_gui.theme.chart import bold
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import CENTRE, ELIDE, LEFT, RIGHT

BOTH_SHARES_EM = 18
"""Heights of a line from which on a panel has room for the figures of both shares."""
ROW_EM = 3.0
"""Height of a row at the most."""


class Kind(IntEnum):
    """What the picture shows, in the order of the list to choose from."""

    CHANGES = 0
    SHARES = 1
    SWINGOMETER = 2


KINDS = ("Change of share", "Shares before and after", "Swingometer")


@dataclass(frozen=True)
class Panel:
    """Rows of parties or candidates under a title.

    Attributes:
        slots: for how many rows there is to be room, so that panels beside each other are alike.
    """

    title: str
    changes: tuple[ShareChange, ...]
    slots: int

    def rows(self, area: QRectF, font: QFont) -> list[QRectF]:
        """Return where each row is."""
        em = QFontMetricsF(font).height()
        top = area.top() + 1.5 * em
        room = area.bottom() - 1.3 * em - top
        height = min(ROW_EM * em, room / max(1, self.slots))
        return [
            QRectF(area.left(), top + number * height, area.width(), height)
            for number in range(len(self.changes))
        ]

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        font: QFont,
        colours: Colours,
        kind: Kind,
        spread: Spread,
        current: int | None,
    ) -> None:
        """Paint the rows as bars of change, or as arrows from shares before to shares after."""
        tokens, metrics = colours.tokens, QFontMetricsF(font)
        em = metrics.height()
        painter.setFont(bold(font))
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            QRectF(area.left(), area.top(), area.width(), 1.3 * em),
            LEFT,
            QFontMetricsF(bold(font)).elidedText(self.title, ELIDE, area.width()),
        )
        rows = self.rows(area, font)
        texts = [_text_of(change, kind, area.width() > BOTH_SHARES_EM * em) for change in self.changes]
        text_width = max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + 4
        names = [change.name for change in self.changes]
        most = 0.45 * area.width()
        if max((metrics.horizontalAdvance(name) for name in names), default=0.0) > most:
            names, most = [change.short for change in self.changes], 0.34 * area.width()
        names_width = min(most, max((metrics.horizontalAdvance(name) for name in names), default=0.0))
        left = area.left() + names_width + 8
        plot = QRectF(left, area.top(), max(10.0, area.right() - left), area.height())
        axis = (
            spread.changes_axis(plot, text_width)
            if kind == Kind.CHANGES
            else spread.shares_axis(plot, text_width)
        )
        if rows:
            self._paint_axis(painter, axis, rows, font, colours, kind)
        for number, (change, row, name, text) in enumerate(
            zip(self.changes, rows, names, texts, strict=True)
        ):
            if number == current:
                painter.fillRect(row, QColor(tokens.track))
            painter.setFont(font)
            painter.setPen(QColor(tokens.text))
            label = QRectF(area.left(), row.top(), names_width, row.height())
            painter.drawText(label, LEFT, metrics.elidedText(name, ELIDE, names_width))
            colour = colours.party(change.party) if change.party else QColor(tokens.muted)
            if kind == Kind.CHANGES:
                paint_bar(painter, change, row, axis, colour, text, text_width, colours)
            else:
                paint_arrow(painter, change, row, axis, colour, colours)
                painter.setPen(QColor(tokens.text))
                painter.drawText(row, RIGHT, text)

    @staticmethod
    def _paint_axis(
        painter: QPainter, axis: Axis, rows: list[QRectF], font: QFont, colours: Colours, kind: Kind
    ) -> None:
        """Paint lines across the rows, with the points that they stand for below."""
        metrics = QFontMetricsF(font)
        top, bottom = rows[0].top(), rows[-1].bottom()
        painter.setFont(font)
        for value in axis.ticks():
            x = axis.x(value)
            strong = value == 0
            painter.setPen(QPen(QColor(colours.tokens.muted if strong else colours.tokens.border), 1))
            painter.drawLine(QLineF(x, top, x, bottom))
            text = formatting.change_pp(value, 0) if kind == Kind.CHANGES else formatting.points(value, 0)
            painter.setPen(QColor(colours.tokens.muted))
            wide = metrics.horizontalAdvance(text) + 2
            painter.drawText(QRectF(x - wide / 2, bottom + 1, wide, metrics.height()), CENTRE, text)


def _text_of(change: ShareChange, kind: Kind, with_both: bool) -> str:
    if kind == Kind.CHANGES:
        return formatting.change_pp(change.change_pp)
    before, after = (
        formatting.NONE if share is None else formatting.points(share)
        for share in (change.before_pp, change.after_pp)
    )
    return f"{before} → {after}" if with_both and before != after else after


def halves(area: QRectF, font: QFont) -> list[QRectF]:
    """Return the two places for panels beside each other."""
    gap = 1.2 * QFontMetricsF(font).height()
    width = (area.width() - gap) / 2
    return [
        QRectF(area.left(), area.top(), width, area.height()),
        QRectF(area.left() + width + gap, area.top(), width, area.height()),
    ]
