"""Swing: changes of share, shares before and after, and a two-party swingometer."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.core import dataset, formatting, measures, share_changes, swingometer, swings
from ukvote_gui.core.share_changes import ShareChange
from ukvote_gui.core.swingometer import Reading, Swingometer
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, bold, canvas_font, picture_font, translucent
from ukvote_gui.theme.colours import Colours


class Kind(IntEnum):
    """What the picture shows, in the order of the list to choose from."""

    CHANGES = 0
    SHARES = 1
    SWINGOMETER = 2


KINDS = ("Change of share", "Shares before and after", "Swingometer")

DIAL_DEGREES = 80.0
"""From upright to either end of the swingometer."""
DIAL_POINTS = (10, 20, 50, 100)
"""Points of swing at either end: the first of these that holds the scenario's swing; ten marks a side."""
MARKS = 10
INNER = 0.84
"""Inner radius of the dial's band, the outer being 1."""
BOTH_SHARES_EM = 18
"""Heights of a line from which on a panel has room for the figures of both shares."""
CONTENDER_PERCENT = 5.0
"""Share of an area's votes from which on a party that was chosen stays so there."""
ROW_EM = 3.0
"""Height of a row at the most."""
LEAST_RANGE_PP = 5.0

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_ELIDE = Qt.TextElideMode.ElideRight
_NO_PEN = Qt.PenStyle.NoPen


class SwingChart(Chart):
    """How shares change in an area and in the selected constituency, and what a swing does to seats.

    Handles: ``swing_view``, ``swing_view_kind`` (what is shown), ``swing_view_area``,
    ``swing_view_first`` and ``swing_view_second`` (the swingometer's parties), ``swing_view_words``,
    ``swing_view_canvas``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("swing_view", "Swing", session, theme, parent)
        self._names = {party.abbreviation: party.name for party in dataset.load_parties().values()}
        self._panels: list[_Panel] = []
        self._dial: _Dial | None = None
        self._swing_pp = 0.0
        self._face: tuple[tuple[object, ...], QPixmap] | None = None
        self._said = ""
        self._kind_box = _box("swing_view_kind", "What is shown")
        self._kind_box.addItems(KINDS)
        self._area_box = _box("swing_view_area", "Area")
        self._area_box.setToolTip("Shares are of all valid votes in this area")
        self._first = _box("swing_view_first", "Swing from")
        self._second = _box("swing_view_second", "Swing to")
        self._words = QLabel()
        self._words.setObjectName("swing_view_words")
        self._words.setAccessibleName("Swing in words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        controls = QGridLayout()
        controls.setSpacing(6)
        controls.addWidget(self._kind_box, 0, 0)
        controls.addWidget(self._area_box, 0, 1)
        controls.addWidget(self._first, 1, 0)
        controls.addWidget(self._second, 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(controls)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._words)
        for area in swings.areas(session.election):
            self._area_box.addItem(area.name)
        self._fill_parties()
        for box in (self._kind_box, self._first, self._second):
            box.currentIndexChanged.connect(self._on_chosen)
        self._area_box.currentIndexChanged.connect(self._on_area_chosen)

    # What is shown

    @property
    def kind(self) -> Kind:
        return Kind(self._kind_box.currentIndex())

    @property
    def area(self) -> swings.Area:
        return swings.areas(self.session.election)[self._area_box.currentIndex()]

    def _fill_parties(self) -> None:
        """Offer the main parties of the area; its two largest are chosen unless both chosen matter there."""
        parties = swings.parties_of(self.session.election, self.area, None)
        shares = swings.shares_of(self.session.base, self.area)
        chosen = [self._first.currentData(), self._second.currentData()]
        if not all(shares.get(party, 0.0) >= CONTENDER_PERCENT for party in chosen):
            chosen = sorted(parties, key=lambda party: -shares[party])[:2]
        for box, party, label in ((self._first, chosen[0], "From"), (self._second, chosen[1], "To")):
            box.blockSignals(True)
            box.clear()
            for offered in parties:
                box.addItem(f"{label} {self._names[offered]}", offered)
            box.setCurrentIndex(box.findData(party))
            box.blockSignals(False)

    def work_out(self) -> None:
        session, kind = self.session, self.kind
        self._first.setVisible(kind == Kind.SWINGOMETER)
        self._second.setVisible(kind == Kind.SWINGOMETER)
        self._panels = []
        if kind != Kind.SWINGOMETER:
            self._dial = None
        if kind == Kind.SWINGOMETER:
            self._work_out_dial()
        else:
            base, outcome = session.base, session.outcome
            in_area = share_changes.in_area(base, outcome, self.area)
            in_seat = share_changes.in_seat(base, outcome, session.seat_position)
            slots = max(len(in_area), len(in_seat))
            self._panels = [
                _Panel(self.area.name, in_area, slots),
                _Panel(session.constituency.name, in_seat, slots),
            ]
            self._said = "Points of share: of the valid votes in the area, and in the constituency."
        count = self._target_count()
        if self.canvas.current is not None and self.canvas.current >= count:
            self.canvas.point_at(None)
        self._words.setText(self._said)
        self.setAccessibleDescription(f"{self.picture_title()}. {self._in_words()}")

    def _work_out_dial(self) -> None:
        session, area = self.session, self.area
        first, second = self._first.currentData(), self._second.currentData()
        names = self._names[first], self._names[second]
        if first == second:
            self._dial = None
            self._said = "Choose two parties between which votes swing."
            return
        meter = swingometer.swingometer(session.base, first, second, area)
        swing_pp = swingometer.swing_between(session.base, session.outcome, area, first, second)
        ends = next((points for points in DIAL_POINTS if abs(swing_pp) <= points), DIAL_POINTS[-1])
        if self._dial is None or not self._dial.shows(meter, ends):
            self._dial = _Dial(meter, ends, names)
        self._swing_pp = swing_pp
        seats = measures.seats_by_party(session.outcome)
        alone = meter.at(swing_pp)
        scenario = Reading(swing_pp, seats, int(session.outcome.changed.sum()))
        turns = "; ".join(
            f"{swingometer.swing_in_words(point.swing_pp, *names)}: {point.words}"
            for point in meter.turning_points
            if abs(point.swing_pp) <= ends
        )
        self._said = (
            f"{area.name}: {swingometer.swing_in_words(swing_pp, *names)}. "
            f"Uniform, this alone: {self._dial.seats_in_words(alone)}. "
            f"The scenario: {self._dial.seats_in_words(scenario)}."
            + (f"\n◆ Turning points of uniform swing: {turns}." if turns else "")
            + "\nOn the dial: points of swing outside, seats that change hands inside."
        )

    def _in_words(self) -> str:
        if self._dial is not None:
            return f"{self._said} {self._dial.marks_in_words}"
        return self._said + " ".join(
            f" {panel.title}: " + "; ".join(change.in_words() for change in panel.changes) + "."
            for panel in self._panels
        )

    def _target_count(self) -> int:
        if self._dial is not None:
            return len(self._dial.readings)
        return sum(len(panel.changes) for panel in self._panels)

    # The picture

    def picture_title(self) -> str:
        if self.kind == Kind.SWINGOMETER:
            first, second = (self._names[box.currentData()] for box in (self._first, self._second))
            return f"Swingometer, {self.area.name}: {first} and {second}"
        return f"{KINDS[self.kind]}: {self.area.name} and {self.session.constituency.name}"

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        self.catch_up()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.tokens.base))
        font = picture_font(self.font(), rect)
        em = QFontMetricsF(font).height()
        inside = rect.adjusted(em, 0.5 * em, -em, -0.5 * em)
        words = QFontMetricsF(font).boundingRect(inside, _WRAPPED, self._said)
        self._paint(painter, inside.adjusted(0, 0, 0, -words.height() - 0.6 * em), font, colours, None)
        painter.setFont(font)
        painter.setPen(QColor(colours.tokens.text))
        below = QRectF(inside.left(), inside.bottom() - words.height(), inside.width(), words.height())
        painter.drawText(below, _WRAPPED, self._said)
        painter.restore()

    def paint(self, painter: QPainter, current: int | None) -> None:
        area, font, colours = self._area_of_canvas(), canvas_font(self.canvas), self.theme.colours
        if self._dial is None:
            painter.fillRect(self.canvas.rect(), QColor(colours.tokens.base))
            self._paint(painter, area, font, colours, current)
        else:
            painter.drawPixmap(0, 0, self._face_of(self._dial, area, font, colours))
            self._dial.paint_needle(painter, area, font, colours, self._swing_pp, current)

    def _face_of(self, dial: _Dial, area: QRectF, font: QFont, colours: Colours) -> QPixmap:
        """Return what is below the needle, painted only when it is another: it has a line for each seat."""
        ratio = self.canvas.devicePixelRatioF()
        key = (dial, self.canvas.size() * ratio, font.toString(), colours)
        if self._face is None or self._face[0] != key:
            face = QPixmap(self.canvas.size() * ratio)
            face.setDevicePixelRatio(ratio)
            face.fill(QColor(colours.tokens.base))
            painter = QPainter(face)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            dial.paint(painter, area, font, colours)
            painter.end()
            self._face = key, face
        return self._face[1]

    def _paint(
        self, painter: QPainter, area: QRectF, font: QFont, colours: Colours, current: int | None
    ) -> None:
        if self._dial is not None:
            self._dial.paint(painter, area, font, colours)
            self._dial.paint_needle(painter, area, font, colours, self._swing_pp, current)
            return
        spread = _spread(change for panel in self._panels for change in panel.changes)
        for panel, place, first in zip(
            self._panels, _halves(area, font), self._first_targets(), strict=False
        ):
            pointed = None if current is None else current - first
            panel.paint(painter, place, font, colours, self.kind, spread, pointed)

    def _first_targets(self) -> list[int]:
        """Return the number of each panel's first target."""
        return [0, len(self._panels[0].changes)] if self._panels else []

    def _area_of_canvas(self) -> QRectF:
        return QRectF(self.canvas.rect()).adjusted(8, 6, -8, -6)

    # Targets: the rows of both panels, or the marks of the dial

    def target_at(self, at: QPointF) -> int | None:
        area, font = self._area_of_canvas(), canvas_font(self.canvas)
        if self._dial is not None:
            return self._dial.mark_at(at, area, font)
        for panel, place, first in zip(
            self._panels, _halves(area, font), self._first_targets(), strict=False
        ):
            for number, row in enumerate(panel.rows(place, font)):
                if row.contains(at):
                    return first + number
        return None

    def target_point(self, target: int) -> QPointF:
        area, font = self._area_of_canvas(), canvas_font(self.canvas)
        if self._dial is not None:
            return self._dial.mark_point(target, area, font)
        for panel, place, first in zip(
            self._panels, _halves(area, font), self._first_targets(), strict=False
        ):
            if target - first < len(panel.changes):
                return panel.rows(place, font)[target - first].center()
        return area.center()

    def target_words(self, target: int) -> str:
        if self._dial is not None:
            return self._dial.mark_in_words(target)
        changes = [change for panel in self._panels for change in panel.changes]
        return f"{changes[target].in_words()}."

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        count = self._target_count()
        if not count:
            return None
        if self._dial is not None:
            start = self._dial.nearest_mark(self._swing_pp)
            return start if target is None else min(max(0, target + across - down), count - 1)
        if target is None:
            return 0
        split = self._first_targets()[1]
        if across:
            row = target if target < split else target - split
            return min(row, split - 1) if across < 0 else min(split + row, count - 1)
        return min(max(0, target + down), count - 1)

    # Events

    def _on_chosen(self) -> None:
        self.canvas.point_at(None)
        self.follow_now()

    def _on_area_chosen(self) -> None:
        self._fill_parties()
        self._on_chosen()


@dataclass(frozen=True)
class _Panel:
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
        spread: _Spread,
        current: int | None,
    ) -> None:
        """Paint the rows as bars of change, or as arrows from shares before to shares after."""
        tokens, metrics = colours.tokens, QFontMetricsF(font)
        em = metrics.height()
        painter.setFont(bold(font))
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            QRectF(area.left(), area.top(), area.width(), 1.3 * em),
            _LEFT,
            QFontMetricsF(bold(font)).elidedText(self.title, _ELIDE, area.width()),
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
            painter.drawText(label, _LEFT, metrics.elidedText(name, _ELIDE, names_width))
            colour = colours.party(change.party) if change.party else QColor(tokens.muted)
            if kind == Kind.CHANGES:
                _paint_bar(painter, change, row, axis, colour, text, text_width, colours)
            else:
                _paint_arrow(painter, change, row, axis, colour, colours)
                painter.setPen(QColor(tokens.text))
                painter.drawText(row, _RIGHT, text)

    @staticmethod
    def _paint_axis(
        painter: QPainter, axis: _Axis, rows: list[QRectF], font: QFont, colours: Colours, kind: Kind
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
            painter.drawText(QRectF(x - wide / 2, bottom + 1, wide, metrics.height()), _CENTRE, text)


@dataclass(frozen=True)
class _Axis:
    """Where values are across a picture."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) * (self.right - self.left) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return round values, 0 among them, at most one in 34 pixels."""
        most = max(1.0, (self.right - self.left) / 34)
        step = next(
            (step for step in (1, 2, 5, 10, 20, 50, 100) if (self.high - self.low) / step <= most), 100
        )
        first = math.ceil(self.low / step)
        return [float(step * number) for number in range(first, math.floor(self.high / step) + 1)]


@dataclass(frozen=True)
class _Spread:
    """The least and the greatest change, and the greatest share, in points, of all panels together."""

    low: float
    high: float
    most: float

    def changes_axis(self, plot: QRectF, text: float) -> _Axis:
        """Return the axis of changes, with room for the texts beyond the ends of bars."""
        return _Axis(self.low, self.high, plot.left() + (text if self.low < 0 else 0), plot.right() - text)

    def shares_axis(self, plot: QRectF, text: float) -> _Axis:
        return _Axis(0.0, self.most, plot.left() + 4, plot.right() - text - 8)


def _spread(changes: Iterable[ShareChange]) -> _Spread:
    every = list(changes)
    gains = [change.change_pp for change in every]
    low, high = min(gains, default=0.0), max(gains, default=0.0)
    if high - low < LEAST_RANGE_PP:
        low, high = min(low, -LEAST_RANGE_PP / 2), max(high, LEAST_RANGE_PP / 2)
    most = max((max(change.before_pp or 0.0, change.after_pp or 0.0) for change in every), default=1.0)
    return _Spread(min(low, 0.0), max(high, 0.0), max(LEAST_RANGE_PP, most))


def _text_of(change: ShareChange, kind: Kind, with_both: bool) -> str:
    if kind == Kind.CHANGES:
        return formatting.change_pp(change.change_pp)
    before, after = (
        formatting.NONE if share is None else formatting.points(share)
        for share in (change.before_pp, change.after_pp)
    )
    return f"{before} → {after}" if with_both and before != after else after


def _paint_bar(
    painter: QPainter,
    change: ShareChange,
    row: QRectF,
    axis: _Axis,
    colour: QColor,
    text: str,
    text_width: float,
    colours: Colours,
) -> None:
    """Paint a change as a bar with its figure at the end, dashed where someone did not stand or withdrew."""
    zero, end = axis.x(0.0), axis.x(change.change_pp)
    thick = 0.56 * row.height()
    bar = QRectF(min(zero, end), row.center().y() - thick / 2, abs(end - zero), thick)
    if change.after_pp is None or change.before_pp is None:
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(translucent(colour, 0.25))
        painter.drawRect(bar)
    else:
        painter.fillRect(bar, colour)
    painter.setPen(QColor(colours.tokens.text))
    if text.startswith(formatting.MINUS):
        painter.drawText(QRectF(end - text_width - 2, row.top(), text_width, row.height()), _RIGHT, text)
    else:
        painter.drawText(QRectF(end + 4, row.top(), text_width, row.height()), _LEFT, text)


def _paint_arrow(
    painter: QPainter, change: ShareChange, row: QRectF, axis: _Axis, colour: QColor, colours: Colours
) -> None:
    """Paint an open circle at the share before, and an arrow from it to the share after."""
    y, reach = row.center().y(), min(5.0, 0.26 * row.height())
    before, after = axis.x(change.before_pp or 0.0), axis.x(change.after_pp or 0.0)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(QColor(colours.tokens.base))
    if abs(after - before) > reach:
        side = math.copysign(1.0, after - before)
        painter.drawLine(QLineF(before, y, after, y))
        painter.drawEllipse(QPointF(before, y), 0.7 * reach, 0.7 * reach)
        painter.setPen(_NO_PEN)
        painter.setBrush(colour)
        back = after - side * min(1.9 * reach, abs(after - before))
        painter.drawPolygon(
            QPolygonF([QPointF(after, y), QPointF(back, y - reach), QPointF(back, y + reach)])
        )
    else:
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(after, y), 0.7 * reach, 0.7 * reach)


def _halves(area: QRectF, font: QFont) -> list[QRectF]:
    """Return the two places for panels beside each other."""
    gap = 1.2 * QFontMetricsF(font).height()
    width = (area.width() - gap) / 2
    return [
        QRectF(area.left(), area.top(), width, area.height()),
        QRectF(area.left() + width + gap, area.top(), width, area.height()),
    ]


class _Dial:
    """The swingometer's picture.

    Attributes:
        readings: the House at each mark, from the first party's end to the second's.
    """

    def __init__(self, meter: Swingometer, ends: int, names: tuple[str, str]) -> None:
        self._meter, self._ends, self._names = meter, ends, names
        step = ends / MARKS
        self.readings = [meter.at(step * mark) for mark in range(-MARKS, MARKS + 1)]
        self._base = self.readings[MARKS].seats

    def shows(self, meter: Swingometer, ends: int) -> bool:
        """Return whether this is the dial of a swingometer, up to so many points."""
        return (self._meter, self._ends) == (meter, ends)

    def nearest_mark(self, swing_pp: float) -> int:
        """Return the mark next to a swing."""
        return min(max(0, round(swing_pp * MARKS / self._ends) + MARKS), 2 * MARKS)

    def seats_in_words(self, reading: Reading) -> str:
        """Return the seats of both parties, with their change, and how many change hands."""
        parts = []
        for party in (self._meter.first, self._meter.second):
            seats = reading.seats.get(party, 0)
            change = seats - self._base.get(party, 0)
            parts.append(f"{party} {seats}" + (f" ({formatting.change(change)})" if change else ""))
        return f"{', '.join(parts)}, {formatting.counted(reading.changed, 'seat')} changed"

    def mark_in_words(self, mark: int) -> str:
        reading = self.readings[mark]
        swing = swingometer.swing_in_words(reading.swing_pp, *self._names)
        return f"{swing}: {self.seats_in_words(reading)}."

    @cached_property
    def marks_in_words(self) -> str:
        """All marks from one end to the other."""
        return " ".join(self.mark_in_words(mark) for mark in range(len(self.readings)))

    def _geometry(self, area: QRectF, font: QFont) -> tuple[QPointF, float]:
        """Return the hub, and the radius of the band."""
        em = QFontMetricsF(font).height()
        radius = min((area.width() - 4 * em) / 2, area.height() - 3.6 * em)
        radius = max(radius, 3 * em)
        spare = area.height() - 3.6 * em - radius
        return QPointF(area.center().x(), area.bottom() - 1.4 * em - max(0.0, spare) / 2), radius

    def _at(self, swing_pp: float, radius: float, hub: QPointF) -> QPointF:
        held = min(max(swing_pp, -self._ends), self._ends)
        angle = math.radians(held / self._ends * DIAL_DEGREES)
        return hub + QPointF(radius * math.sin(angle), -radius * math.cos(angle))

    def mark_point(self, mark: int, area: QRectF, font: QFont) -> QPointF:
        hub, radius = self._geometry(area, font)
        return self._at(self.readings[mark].swing_pp, 0.9 * radius, hub)

    def mark_at(self, at: QPointF, area: QRectF, font: QFont) -> int | None:
        hub, radius = self._geometry(area, font)
        away = at - hub
        distance = math.hypot(away.x(), away.y())
        if not 0.55 * radius <= distance <= radius + 1.6 * QFontMetricsF(font).height():
            return None
        degrees = math.degrees(math.atan2(away.x(), -away.y()))
        mark = round(degrees / DIAL_DEGREES * MARKS) + MARKS
        return mark if 0 <= mark <= 2 * MARKS else None

    def paint(self, painter: QPainter, area: QRectF, font: QFont, colours: Colours) -> None:
        """Paint the band with a line for each seat that falls, the marks, and the parties' names."""
        tokens, metrics = colours.tokens, QFontMetricsF(font)
        em = metrics.height()
        hub, radius = self._geometry(area, font)
        inner = INNER * radius
        meter = self._meter
        self._paint_band(painter, hub, radius, inner, colours)
        lines: dict[str, list[QLineF]] = defaultdict(list)
        for fall in meter.falls:
            if abs(fall.swing_pp) <= self._ends:
                lines[fall.party].append(
                    QLineF(self._at(fall.swing_pp, inner, hub), self._at(fall.swing_pp, radius, hub))
                )
        for party, found in lines.items():
            painter.setPen(QPen(translucent(colours.party(party), 0.75), 1.0))
            painter.drawLines(found)
        for point in meter.turning_points:
            if abs(point.swing_pp) <= self._ends:
                self._paint_turn(painter, self._at(point.swing_pp, inner, hub), 0.32 * em, tokens.text)
        painter.setFont(font)
        for reading in self.readings:
            points = formatting.points(abs(reading.swing_pp), 0)
            painter.setPen(QColor(tokens.muted))
            _centred(painter, self._at(reading.swing_pp, radius + 0.75 * em, hub), points, metrics)
            painter.setPen(QColor(tokens.text))
            _centred(
                painter, self._at(reading.swing_pp, inner - 1.1 * em, hub), str(reading.changed), metrics
            )
        self._paint_names(painter, area, hub, font, colours)

    def paint_needle(
        self,
        painter: QPainter,
        area: QRectF,
        font: QFont,
        colours: Colours,
        swing_pp: float,
        current: int | None,
    ) -> None:
        """Paint the needle at a swing, and bring out the mark that is pointed at."""
        em = QFontMetricsF(font).height()
        hub, radius = self._geometry(area, font)
        inner = INNER * radius
        if current is not None:
            reading = self.readings[current]
            painter.setPen(QPen(QColor(colours.tokens.accent), max(2.0, 0.16 * em)))
            painter.drawLine(
                QLineF(self._at(reading.swing_pp, inner, hub), self._at(reading.swing_pp, radius, hub))
            )
        painter.setPen(QPen(QColor(colours.tokens.text), max(2.0, 0.16 * em)))
        # The needle leaves out the ring of figures, so that it hides none.
        for start, end in ((0.0, inner - 2.0 * em), (inner, radius)):
            if end > start:
                painter.drawLine(QLineF(self._at(swing_pp, start, hub), self._at(swing_pp, end, hub)))
        painter.setPen(_NO_PEN)
        painter.setBrush(QColor(colours.tokens.text))
        painter.drawEllipse(hub, 0.4 * em, 0.4 * em)

    def _paint_band(
        self, painter: QPainter, hub: QPointF, radius: float, inner: float, colours: Colours
    ) -> None:
        """Paint each party's half of the band in its colour, faintly."""
        steps = [self._ends * step / 40 for step in range(41)]
        for party, sign in ((self._meter.first, -1.0), (self._meter.second, 1.0)):
            outline = [self._at(sign * step, radius, hub) for step in steps]
            outline += [self._at(sign * step, inner, hub) for step in reversed(steps)]
            painter.setPen(_NO_PEN)
            painter.setBrush(translucent(colours.party(party), 0.16))
            painter.drawPolygon(QPolygonF(outline))

    @staticmethod
    def _paint_turn(painter: QPainter, at: QPointF, reach: float, colour: str) -> None:
        painter.setPen(_NO_PEN)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(
            QPolygonF(
                [
                    at + QPointF(0, -reach),
                    at + QPointF(reach, 0),
                    at + QPointF(0, reach),
                    at + QPointF(-reach, 0),
                ]
            )
        )

    def _paint_names(
        self, painter: QPainter, area: QRectF, hub: QPointF, font: QFont, colours: Colours
    ) -> None:
        """Name the parties under the ends of the band."""
        em = QFontMetricsF(font).height()
        below = QRectF(area.left(), hub.y() + 0.2 * em, area.width(), 1.2 * em)
        painter.setFont(bold(font))
        metrics = QFontMetricsF(bold(font))
        swatch = 0.7 * em
        for party, name, aligned in (
            (self._meter.first, f"To {self._names[0]}", _LEFT),
            (self._meter.second, f"To {self._names[1]}", _RIGHT),
        ):
            text = metrics.elidedText(name, _ELIDE, 0.4 * area.width())
            left = area.left() if aligned == _LEFT else area.right() - swatch
            painter.fillRect(
                QRectF(left, below.center().y() - swatch / 2, swatch, swatch), colours.party(party)
            )
            painter.setPen(QColor(colours.tokens.text))
            beside = swatch + 0.4 * em
            painter.drawText(
                below.adjusted(beside if aligned == _LEFT else 0, 0, 0 if aligned == _LEFT else -beside, 0),
                aligned,
                text,
            )


def _centred(painter: QPainter, at: QPointF, text: str, metrics: QFontMetricsF) -> None:
    width, height = metrics.horizontalAdvance(text) + 2, metrics.height()
    painter.drawText(QRectF(at.x() - width / 2, at.y() - height / 2, width, height), _CENTRE, text)


def _box(name: str, label: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box
