"""A picture of the House on its own, for a file or a page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ukvote_gui.charts.house import bar, hemicycle
from ukvote_gui.charts.house.places import Places
from ukvote_gui.charts.house.sitting import Sitting
from ukvote_gui.theme.chart import bold
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import CENTRE, page


@dataclass(frozen=True)
class HousePicture:
    """The House with its legend, and what the ticked parties come to.

    Attributes:
        when: which House it is, in words.
        font: of the text, whatever its size.
    """

    sitting: Sitting
    when: str
    font: QFont

    def picture_title(self) -> str:
        return f"The House of Commons, {self.when.lower()}"

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        sitting = self.sitting
        with page(painter, rect, colours, self.font) as drawn_on:
            font, inside = drawn_on.font, drawn_on.inside
            em = QFontMetricsF(font).height()
            legend = bar.legend_height(sitting, font, inside.width())
            words = sitting.together() if sitting.ticked else ()
            room = inside.adjusted(0, 0, 0, -legend - len(words) * 1.2 * em - 0.6 * em)
            places = Places(room, font, len(sitting.dots))
            hemicycle.paint_dots(painter, sitting, places, colours, range(len(sitting.dots)))
            hemicycle.paint_middle(painter, sitting, places, colours)
            bar.paint_bar(painter, sitting, places, colours)
            top = places.bottom + 0.5 * em
            for number, text in enumerate(words):
                painter.setFont(bold(font) if number == 0 else font)
                painter.setPen(QColor(colours.tokens.text))
                painter.drawText(QRectF(inside.left(), top, inside.width(), em), CENTRE, text)
                top += 1.2 * em
            bar.paint_legend(painter, sitting, QPointF(inside.left(), top), inside.width(), font, colours)
