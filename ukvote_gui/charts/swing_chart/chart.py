"""The swing in the window: what is chosen, what is said, and what is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from ukvote_gui.charts.swing_chart.axis import spread_of
from ukvote_gui.charts.swing_chart.changes import KINDS, Kind, Panel, halves
from ukvote_gui.charts.swing_chart.dial import Dial
from ukvote_gui.core import dataset, measures, share_changes, swingometer, swings
from ukvote_gui.core.swingometer import Reading
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, canvas_font
from ukvote_gui.theme.chart_controls import choice_box, lay_out, words_below
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import page

DIAL_POINTS = (10, 20, 50, 100)
"""Points of swing at either end: the first of these that holds the scenario's swing; ten marks a side."""
CONTENDER_PERCENT = 5.0
"""Share of an area's votes from which on a party that was chosen stays so there."""


class SwingChart(Chart):
    """How shares change in an area and in the selected constituency, and what a swing does to seats.

    Handles: ``swing_view``, ``swing_view_kind`` (what is shown), ``swing_view_area``,
    ``swing_view_first`` and ``swing_view_second`` (the swingometer's parties), ``swing_view_words``,
    ``swing_view_canvas``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("swing_view", "Swing", session, theme, parent)
        self._names = {party.abbreviation: party.name for party in dataset.load_parties().values()}
        self._panels: list[Panel] = []
        self._dial: Dial | None = None
        self._swing_pp = 0.0
        self._face: tuple[tuple[object, ...], QPixmap] | None = None
        self._said = ""
        self._kind_box = choice_box("swing_view_kind", "What is shown")
        self._kind_box.addItems(KINDS)
        self._area_box = choice_box("swing_view_area", "Area")
        self._area_box.setToolTip("Shares are of all valid votes in this area")
        self._first = choice_box("swing_view_first", "Swing from")
        self._second = choice_box("swing_view_second", "Swing to")
        self._words = words_below("swing_view_words", "Swing in words")
        controls = QGridLayout()
        controls.setSpacing(6)
        controls.addWidget(self._kind_box, 0, 0)
        controls.addWidget(self._area_box, 0, 1)
        controls.addWidget(self._first, 1, 0)
        controls.addWidget(self._second, 1, 1)
        lay_out(self, controls, self._words)
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
                Panel(self.area.name, in_area, slots),
                Panel(session.constituency.name, in_seat, slots),
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
            self._dial = Dial(meter, ends, names)
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
        with page(painter, rect, colours, self.font()) as drawn_on:
            above = drawn_on.write_at_foot(self._said)
            self._paint(painter, above, drawn_on.font, colours, None)

    def paint(self, painter: QPainter, current: int | None) -> None:
        area, font, colours = self._area_of_canvas(), canvas_font(self.canvas), self.theme.colours
        if self._dial is None:
            painter.fillRect(self.canvas.rect(), QColor(colours.tokens.base))
            self._paint(painter, area, font, colours, current)
        else:
            painter.drawPixmap(0, 0, self._face_of(self._dial, area, font, colours))
            self._dial.paint_needle(painter, area, font, colours, self._swing_pp, current)

    def _face_of(self, dial: Dial, area: QRectF, font: QFont, colours: Colours) -> QPixmap:
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
        spread = spread_of(change for panel in self._panels for change in panel.changes)
        for panel, place, first in zip(self._panels, halves(area, font), self._first_targets(), strict=False):
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
        for panel, place, first in zip(self._panels, halves(area, font), self._first_targets(), strict=False):
            for number, row in enumerate(panel.rows(place, font)):
                if row.contains(at):
                    return first + number
        return None

    def target_point(self, target: int) -> QPointF:
        area, font = self._area_of_canvas(), canvas_font(self.canvas)
        if self._dial is not None:
            return self._dial.mark_point(target, area, font)
        for panel, place, first in zip(self._panels, halves(area, font), self._first_targets(), strict=False):
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
