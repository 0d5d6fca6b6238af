"""The flow of votes from the base to the scenario, in a constituency or the country, as a Sankey diagram."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.core import dataset, flow_diagram, formatting, tables, trace
from ukvote_gui.core.flow_diagram import NON_VOTERS, SHOWN_VOTES, Camp, FlowDiagram
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, bold, canvas_font, enlargement, picture_font, translucent
from ukvote_gui.theme.colours import Colours

FOLDS = ((0.0, "Fold nothing"), (0.005, "Fold under 0.5%"), (0.01, "Fold under 1%"), (0.03, "Fold under 3%"))
FOLDED_AT_FIRST = 2
COUNTRY = "United Kingdom"

LABELS = 0.62
"""What labels may have of the width on both sides; where names in full have no room, they are shortened."""
WIDE = 640
"""Pixels from which on all controls are beside each other."""
BAR_EM = 0.8
GAP_PIXELS = 4.0
HAIR_PIXELS = 0.8
"""What a band has at the least, so that it is seen."""
NAMED_FLOWS = 12
"""So many flows are in the description."""

HOW_MATCHED = (
    "Where a move says who gives to whom, the flows are that. A swing, a turnout and shares set by hand say "
    "how many votes there are and not whose they were: for these it is the least movement that accounts for "
    "the change. In the country all independents are one: what goes from one of them to another stays."
)

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_ELIDE = Qt.TextElideMode.ElideRight


class FlowChart(Chart):
    """Who gave how many votes to whom, those who did not vote included.

    Handles: ``flow_view``, ``flow_where`` (country or constituency), ``flow_what`` (who moves, or all),
    ``flow_fold`` (what is too small to be shown apart), ``flow_copy``, ``flow_totals``, ``flow_view_canvas``.
    """

    delay_ms = 30

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("flow_view", "Flow of votes", session, theme, parent)
        self._flows = FlowDiagram((), (), 0.0, 0.0, with_stayers=False)
        self._picture: _Picture | None = None
        self._worked_out: tuple[object, ...] = ()
        self._national: trace.PartyFlow | None = None
        self._where = _box("flow_where", "Where")
        self._where.addItems([COUNTRY, ""])
        self._what = _box("flow_what", "Which electors")
        self._what.addItems(["Those who move", "All electors"])
        self._fold = _box("flow_fold", "What is folded into others")
        self._fold.addItems([label for _, label in FOLDS])
        self._fold.setCurrentIndex(FOLDED_AT_FIRST)
        self._fold.setToolTip("Who gives and gets less than this of all that is shown is among “Others”")
        self._copy = QPushButton("Copy as table")
        self._copy.setObjectName("flow_copy")
        self._totals = QLabel()
        self._totals.setObjectName("flow_totals")
        self._totals.setAccessibleName("Totals of the flow")
        self._totals.setTextFormat(Qt.TextFormat.PlainText)
        self._totals.setWordWrap(True)
        self._totals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._totals.setToolTip(f"<qt>{HOW_MATCHED}</qt>")
        self._controls = QGridLayout()
        self._controls.setSpacing(6)
        self._arrange()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(self._controls)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._totals)
        for box in (self._where, self._what, self._fold):
            box.currentIndexChanged.connect(self._on_chosen)
        self._copy.clicked.connect(self._on_copy)

    # What is shown

    @property
    def _of_country(self) -> bool:
        return self._where.currentIndex() == 0

    def work_out(self) -> None:
        session = self.session
        if self._where.itemText(1) != session.constituency.name:
            self._where.setItemText(1, session.constituency.name)
        self._flows = self._diagram(self._what.currentIndex() == 1)
        # Where nobody moves there is nothing to see but those who stay.
        if not self._flows.bands:
            self._flows = self._diagram(with_stayers=True)
        self.canvas.point_at(None)
        self._totals.setText(self._flows.totals_in_words())
        self._describe()

    def _diagram(self, with_stayers: bool) -> FlowDiagram:
        session, least = self.session, FOLDS[self._fold.currentIndex()][0]
        election = dataset.load_election(session.scenario.base)
        if self._of_country:
            key = session.scenario.base, session.scenario.blocs, session.scenario.moves
            if key != self._worked_out or self._national is None:
                self._worked_out = key
                self._national = trace.party_flow(election, session.scenario)
            return flow_diagram.of_country(self._national, least, with_stayers)
        return flow_diagram.of_seat(
            trace.trace(election, session.scenario, session.seat), least, with_stayers
        )

    def _describe(self) -> None:
        flows = self._flows
        named = "; ".join(flows.band_in_words(band) for band in flows.bands[:NAMED_FLOWS])
        more = len(flows.bands) - NAMED_FLOWS
        self.setAccessibleDescription(
            f"{self.picture_title()}. {flows.totals_in_words()} {named}"
            + (f"; and {formatting.counted(more, 'smaller flow')}." if more > 0 else ".")
            + " Arrow keys go from flow to flow in the picture."
        )

    def _place(self) -> str:
        return COUNTRY if self._of_country else self.session.constituency.name

    # The picture

    def picture_title(self) -> str:
        who = "all electors" if self._flows.with_stayers else "those who move"
        return f"Flow of votes, {self._place()}: {who}"

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        self.catch_up()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.tokens.base))
        font = picture_font(self.font(), rect)
        em = QFontMetricsF(font).height()
        inside = rect.adjusted(em, 0.5 * em, -em, -0.5 * em)
        wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        totals = self._flows.totals_in_words()
        words = QFontMetricsF(font).boundingRect(inside, wrapped, totals)
        _Picture(self._flows, inside.adjusted(0, 0, 0, -words.height() - 0.6 * em), font).paint(
            painter, colours, None
        )
        painter.setFont(font)
        painter.setPen(QColor(colours.tokens.text))
        painter.drawText(
            QRectF(inside.left(), inside.bottom() - words.height(), inside.width(), words.height()),
            wrapped,
            totals,
        )
        painter.restore()

    def paint(self, painter: QPainter, current: int | None) -> None:
        colours = self.theme.colours
        painter.fillRect(self.canvas.rect(), QColor(colours.tokens.base))
        self._on_canvas().paint(painter, colours, current)

    def _on_canvas(self) -> _Picture:
        area, font = QRectF(self.canvas.rect()).adjusted(8, 6, -8, -6), canvas_font(self.canvas)
        known = self._picture
        if known is None or (known.flows, known.area, known.font) != (self._flows, area, font):
            known = self._picture = _Picture(self._flows, area, font)
        return known

    # Targets: the bands, then the camps on the left, then those on the right

    def target_at(self, at: QPointF) -> int | None:
        picture = self._on_canvas()
        hit = [number for number, ribbon in enumerate(picture.ribbons) if ribbon.near(at)]
        if hit:
            # The thinnest: it would be hidden by others otherwise.
            return max(hit)
        for number, place in enumerate(picture.places):
            if place.rect.adjusted(-3, -1, 3, 1).contains(at):
                return len(picture.ribbons) + number
        return None

    def target_point(self, target: int) -> QPointF:
        picture = self._on_canvas()
        bands = len(picture.ribbons)
        return (
            picture.ribbons[target].middle if target < bands else picture.places[target - bands].rect.center()
        )

    def target_words(self, target: int) -> str:
        bands = self._flows.bands
        if target < len(bands):
            return self._flows.band_in_words(bands[target])
        place = self._on_canvas().places[target - len(bands)]
        return self._flows.camp_in_words(place.camp)

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        picture = self._on_canvas()
        count = len(picture.ribbons) + len(picture.places)
        if not count:
            return None
        return 0 if target is None else (target + across + down) % count

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 4 if self.width() >= WIDE * enlargement(self) else 2
        for number, widget in enumerate((self._where, self._what, self._fold, self._copy)):
            self._controls.addWidget(widget, number // columns, number % columns)

    def _on_chosen(self) -> None:
        self.follow_now()

    def _on_copy(self) -> None:
        self.catch_up()
        QGuiApplication.clipboard().setText(tables.as_text(self._flows.table()))
        self.session.message_posted.emit(
            f"Copied {formatting.counted(len(self._flows.bands), 'flow')} as a table."
        )


@dataclass(frozen=True)
class _Place:
    """Where a camp is in the picture: its bar, the slot that its label has, and which side it is on."""

    camp: Camp
    rect: QRectF
    slot: QRectF
    before: bool


@dataclass(frozen=True)
class _Ribbon:
    """Where a band is in the picture: from one point on the left to one on the right, and how thick."""

    start: QPointF
    end: QPointF
    thick: float

    @property
    def path(self) -> QPainterPath:
        thick = max(self.thick, HAIR_PIXELS)
        middle = (self.start.x() + self.end.x()) / 2
        path = QPainterPath(self.start)
        path.cubicTo(middle, self.start.y(), middle, self.end.y(), self.end.x(), self.end.y())
        path.lineTo(self.end.x(), self.end.y() + thick)
        path.cubicTo(
            middle,
            self.end.y() + thick,
            middle,
            self.start.y() + thick,
            self.start.x(),
            self.start.y() + thick,
        )
        path.closeSubpath()
        return path

    @property
    def middle(self) -> QPointF:
        return (self.start + self.end) / 2 + QPointF(0, self.thick / 2)

    def near(self, at: QPointF) -> bool:
        """Return whether a point is on the ribbon, or within two pixels of one that is a hair."""
        across = (at.x() - self.start.x()) / max(1.0, self.end.x() - self.start.x())
        if not 0 <= across <= 1:
            return False
        # The curve is x = 1.5 (t - t^2) + t^3 of the way across, and y = 3 t^2 - 2 t^3 of the way down.
        low, high = 0.0, 1.0
        for _ in range(12):
            t = (low + high) / 2
            low, high = (t, high) if 1.5 * t - 1.5 * t * t + t**3 < across else (low, t)
        down = 3 * low**2 - 2 * low**3
        top = self.start.y() + down * (self.end.y() - self.start.y())
        loose = 0.0 if self.thick > 4 else 2.0
        return top - loose <= at.y() <= top + self.thick + loose


class _Picture:
    """The diagram laid out in a rectangle.

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
        self.labels = _labels(keys, self._figure, LABELS * area.width(), metrics)
        widths = [
            max((metrics.horizontalAdvance(self.labels[key]) for key in keys if key[1] is is_left), default=0)
            for is_left in (True, False)
        ]
        bar = BAR_EM * em
        head = 1.3 * em
        room = area.height() - head
        slot = em * 1.05
        scale = min((_scale(side, room, slot) for side in (before, after) if side), default=0.0)
        self.places: list[_Place] = []
        for side, is_before in ((before, True), (after, False)):
            left = area.left() + widths[0] + 6 if is_before else area.right() - widths[1] - 6 - bar
            self.places += _stacked(side, QRectF(left, area.top() + head, bar, room), scale, slot, is_before)
        self.ribbons = self._connect(scale)

    def _connect(self, scale: float) -> list[_Ribbon]:
        flows = self.flows
        froms = {place.camp: place.rect.topRight() for place in self.places if place.before}
        tos = {place.camp: place.rect.topLeft() for place in self.places if not place.before}
        starts: dict[int, QPointF] = {}
        ends: dict[int, QPointF] = {}
        # At each camp bands leave and arrive in the order of those at their other ends.
        order = range(len(flows.bands))
        for number in sorted(order, key=lambda n: flows.bands[n].taker):
            giver = flows.camps[flows.bands[number].giver]
            starts[number] = QPointF(froms[giver])
            froms[giver] += QPointF(0, flows.bands[number].votes * scale)
        for number in sorted(order, key=lambda n: flows.bands[n].giver):
            taker = flows.camps[flows.bands[number].taker]
            ends[number] = QPointF(tos[taker])
            tos[taker] += QPointF(0, flows.bands[number].votes * scale)
        return [_Ribbon(starts[number], ends[number], flows.bands[number].votes * scale) for number in order]

    def _figure(self, camp: Camp, before: bool) -> str:
        if self.flows.with_stayers:
            return f" {formatting.votes(camp.gives if before else camp.gets)}"
        return f" {formatting.change(-camp.gives if before else camp.gets)}"

    def paint(self, painter: QPainter, colours: Colours, current: int | None) -> None:
        """Paint bands, bars, labels and headings, one target brought out."""
        flows, tokens = self.flows, colours.tokens
        metrics = QFontMetricsF(self.font)
        em = metrics.height()
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (band, ribbon) in enumerate(zip(flows.bands, self.ribbons, strict=True)):
            stays = band.giver == band.taker
            alpha = 0.85 if number == current else 0.25 if stays and flows.with_stayers else 0.5
            painter.setBrush(translucent(_colour(flows.camps[band.giver], colours), alpha))
            painter.drawPath(ribbon.path)
        for place in self.places:
            painter.fillRect(place.rect, _colour(place.camp, colours))
        self._outline(painter, colours, current)
        painter.setFont(self.font)
        painter.setPen(QColor(tokens.text))
        for place in self.places:
            label = QRectF(place.slot)
            if place.before:
                label.setLeft(self.area.left())
                label.setRight(place.rect.left() - 5)
            else:
                label.setLeft(place.rect.right() + 5)
                label.setRight(self.area.right())
            aligned = _RIGHT if place.before else _LEFT
            painter.drawText(label, aligned, self.labels[place.camp, place.before])
        painter.setFont(bold(self.font))
        painter.setPen(QColor(tokens.muted))
        heading = QRectF(self.area.left(), self.area.top(), self.area.width(), em)
        left, right = ("Before", "After") if flows.with_stayers else ("Leave", "Arrive")
        painter.drawText(heading, _LEFT, left)
        painter.drawText(heading, _RIGHT, right)
        if flows.bands and not flows.moved >= SHOWN_VOTES:
            painter.drawText(heading, _CENTRE, "Nobody moves")

    def _outline(self, painter: QPainter, colours: Colours, current: int | None) -> None:
        if current is None or current >= len(self.ribbons) + len(self.places):
            return
        painter.setPen(QPen(QColor(colours.tokens.text), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if current < len(self.ribbons):
            painter.drawPath(self.ribbons[current].path)
        else:
            painter.drawRect(self.places[current - len(self.ribbons)].rect)


_Key = tuple[Camp, bool]
"""A camp, and whether it is on the left."""


def _labels(
    keys: Sequence[_Key], figure: Callable[[Camp, bool], str], room: float, metrics: QFontMetricsF
) -> dict[_Key, str]:
    """Return labels that have room on both sides together: names in full, else short ones, else cut."""
    wide = metrics.horizontalAdvance

    def needed(names: Mapping[_Key, str]) -> list[float]:
        widths = (
            [wide(names[key] + figure(*key)) + 6 for key in keys if key[1] is left] for left in (True, False)
        )
        return [max(side, default=0.0) for side in widths]

    full, short = {key: key[0].name for key in keys}, {key: key[0].short for key in keys}
    names = full if sum(needed(full)) <= room else short
    left, right = needed(names)
    # One side may have what the other leaves; names are cut where both want more than half.
    most = {True: max(room / 2, room - right), False: max(room / 2, room - left)}
    return {
        key: metrics.elidedText(name, _ELIDE, most[key[1]] - wide(figure(*key)) - 6) + figure(*key)
        for key, name in names.items()
    }


def _scale(side: Sequence[tuple[Camp, float]], room: float, slot: float) -> float:
    """Return pixels a vote, such that each camp has at least a slot for its label and all fit the room."""
    free = room - GAP_PIXELS * (len(side) - 1)
    slot = min(slot, free / len(side))
    left, votes = free, sum(count for _, count in side)
    # The smallest take a slot each; what is left is for the others.
    for _, count in sorted(side, key=lambda entry: entry[1]):
        if votes <= 0 or count * left / votes >= slot:
            break
        left, votes = left - slot, votes - count
    return max(0.0, left / votes) if votes > 0 else 0.0


def _stacked(
    side: Sequence[tuple[Camp, float]], area: QRectF, scale: float, slot: float, before: bool
) -> list[_Place]:
    """Return where the camps of one side are, from top to bottom."""
    if not side:
        return []
    slot = min(slot, (area.height() - GAP_PIXELS * (len(side) - 1)) / len(side))
    slots = [max(slot, count * scale) for _, count in side]
    # What one side needs less of the room than the other is put between its camps.
    gap = (area.height() - sum(slots)) / max(1, len(side) - 1) if len(side) > 1 else 0.0
    gap = min(gap, 3 * slot)
    top = area.top() + (area.height() - sum(slots) - gap * (len(side) - 1)) / 2
    places = []
    for (camp, count), height in zip(side, slots, strict=True):
        thick = max(count * scale, HAIR_PIXELS)
        rect = QRectF(area.left(), top + (height - thick) / 2, area.width(), thick)
        places.append(_Place(camp, rect, QRectF(area.left(), top, area.width(), height), before))
        top += height + gap
    return places


def _colour(camp: Camp, colours: Colours) -> QColor:
    if camp.party:
        return colours.party(camp.party)
    return QColor(colours.tokens.muted if camp.name == NON_VOTERS else colours.tokens.disabled)


def _box(name: str, label: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box
