"""The diagram laid out in a rectangle, painted, and hit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ukvote_gui.charts.flow_chart.labels import labels
from ukvote_gui.charts.flow_chart.places import Place, pixels_a_vote, stacked
from ukvote_gui.charts.flow_chart.ribbons import connected
from ukvote_gui.core.flow_diagram import NON_VOTERS, SHOWN_VOTES, Camp, FlowDiagram
from ukvote_gui.theme.chart import bold, translucent
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import CENTRE, LEFT, RIGHT

LABELS = 0.62
"""What labels may have of the width on both sides; where names in full have no room, they are shortened."""
BAR_EM = 0.8


class FlowPicture:
    """Bars of camps with their labels, and the ribbons between them.

    Its targets are the ribbons, then the camps on the left, then those on the right.

    Attributes:
        flows: what is laid out, in ``area`` with text in ``font``.
        places: the camps on the left, then those on the right.
        ribbons: one a band, in their order.
        labels: of each camp on the left (True) and on the right (False).
    """

    def __init__(self, flows: FlowDiagram, area: QRectF, font: QFont) -> None:
        self.flows, self.area, self.font = flows, area, font
        metrics = QFontMetricsF(font)
        em = metrics.height()
        before = [(camp, camp.gives) for camp in flows.camps if camp.gives >= SHOWN_VOTES]
        after = [(camp, camp.gets) for camp in flows.camps if camp.gets >= SHOWN_VOTES]
        keys = [(camp, is_left) for side, is_left in ((before, True), (after, False)) for camp, _ in side]
        self.labels = labels(flows, keys, LABELS * area.width(), metrics)
        widths = [
            max((metrics.horizontalAdvance(self.labels[key]) for key in keys if key[1] is is_left), default=0)
            for is_left in (True, False)
        ]
        bar = BAR_EM * em
        head = 1.3 * em
        room = area.height() - head
        slot = em * 1.05
        scale = min((pixels_a_vote(side, room, slot) for side in (before, after) if side), default=0.0)
        self.places: list[Place] = []
        for side, is_before in ((before, True), (after, False)):
            left = area.left() + widths[0] + 6 if is_before else area.right() - widths[1] - 6 - bar
            self.places += stacked(side, QRectF(left, area.top() + head, bar, room), scale, slot, is_before)
        self.ribbons = connected(flows, self.places, scale)

    @property
    def target_count(self) -> int:
        """How many targets there are."""
        return len(self.ribbons) + len(self.places)

    def target_at(self, at: QPointF) -> int | None:
        """Return the target at a point, None where there is none."""
        hit = [number for number, ribbon in enumerate(self.ribbons) if ribbon.near(at)]
        if hit:
            # The thinnest: it would be hidden by others otherwise.
            return max(hit)
        for number, place in enumerate(self.places):
            if place.rect.adjusted(-3, -1, 3, 1).contains(at):
                return len(self.ribbons) + number
        return None

    def target_point(self, target: int) -> QPointF:
        """Return the middle of a target."""
        bands = len(self.ribbons)
        return self.ribbons[target].middle if target < bands else self.places[target - bands].rect.center()

    def target_words(self, target: int) -> str:
        """Return what a target stands for, in words."""
        bands = self.flows.bands
        if target < len(bands):
            return self.flows.band_in_words(bands[target])
        return self.flows.camp_in_words(self.places[target - len(bands)].camp)

    def paint(self, painter: QPainter, colours: Colours, current: int | None) -> None:
        """Paint bands, bars, labels and headings, one target brought out."""
        flows = self.flows
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (band, ribbon) in enumerate(zip(flows.bands, self.ribbons, strict=True)):
            stays = band.giver == band.taker
            alpha = 0.85 if number == current else 0.25 if stays and flows.with_stayers else 0.5
            painter.setBrush(translucent(_colour(flows.camps[band.giver], colours), alpha))
            painter.drawPath(ribbon.path)
        for place in self.places:
            painter.fillRect(place.rect, _colour(place.camp, colours))
        self._paint_outline(painter, colours, current)
        self._paint_labels(painter, colours)
        self._paint_headings(painter, colours)

    def _paint_outline(self, painter: QPainter, colours: Colours, current: int | None) -> None:
        if current is None or current >= self.target_count:
            return
        painter.setPen(QPen(QColor(colours.tokens.text), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if current < len(self.ribbons):
            painter.drawPath(self.ribbons[current].path)
        else:
            painter.drawRect(self.places[current - len(self.ribbons)].rect)

    def _paint_labels(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(self.font)
        painter.setPen(QColor(colours.tokens.text))
        for place in self.places:
            label = QRectF(place.slot)
            if place.before:
                label.setLeft(self.area.left())
                label.setRight(place.rect.left() - 5)
            else:
                label.setLeft(place.rect.right() + 5)
                label.setRight(self.area.right())
            painter.drawText(label, RIGHT if place.before else LEFT, self.labels[place.camp, place.before])

    def _paint_headings(self, painter: QPainter, colours: Colours) -> None:
        flows = self.flows
        painter.setFont(bold(self.font))
        painter.setPen(QColor(colours.tokens.muted))
        em = QFontMetricsF(self.font).height()
        heading = QRectF(self.area.left(), self.area.top(), self.area.width(), em)
        left, right = ("Before", "After") if flows.with_stayers else ("Leave", "Arrive")
        painter.drawText(heading, LEFT, left)
        painter.drawText(heading, RIGHT, right)
        if flows.bands and not flows.moved >= SHOWN_VOTES:
            painter.drawText(heading, CENTRE, "Nobody moves")


def _colour(camp: Camp, colours: Colours) -> QColor:
    if camp.party:
        return colours.party(camp.party)
    return QColor(colours.tokens.muted if camp.name == NON_VOTERS else colours.tokens.disabled)
