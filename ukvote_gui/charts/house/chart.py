"""The House in the window: its controls, and the picture that seats are pointed at in."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ukvote_gui.charts.house.bar import paint_bar
from ukvote_gui.charts.house.hemicycle import paint_dots, paint_middle
from ukvote_gui.charts.house.picture import HousePicture
from ukvote_gui.charts.house.places import Places
from ukvote_gui.charts.house.sitting import Sitting
from ukvote_gui.charts.house.ticks import PartyTicks
from ukvote_gui.core import formatting, house
from ukvote_gui.core.elections import Ints
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, canvas_font, enlargement
from ukvote_gui.theme.chart_controls import lay_out, words_below
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.controls import StillCombo

NAMES_WIDTH, NAMES_HEIGHT = 640, 520
"""Pixels from which on parties are called by their names rather than by abbreviations."""

AFTER, BEFORE = "After the scenario", "Before the scenario"
TICK_HINT = "Tick parties to see whether they have a majority together."


class HouseChart(Chart):
    """The hemicycle, a bar of the seats with the line of a majority, and the parties to tick.

    A seat that the scenario changes has the colour of who held it before inside of its dot. Handles:
    ``house_view``, ``house_when`` (before or after), ``house_clear``, ``house_party_<party>`` to tick,
    ``house_overall`` and ``house_working`` (what the ticked come to), ``house_view_canvas``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("house_view", "The House", session, theme, parent)
        self._sitting = Sitting(session.base, session.base)
        self._painted: tuple[QPixmap, Ints] | None = None
        self._placed: tuple[tuple[QRectF, QFont, int], Places] | None = None

        self._when = StillCombo()
        self._when.setObjectName("house_when")
        self._when.setAccessibleName("Which House")
        self._when.addItems([AFTER, BEFORE])
        self._clear = QPushButton("Untick all")
        self._clear.setObjectName("house_clear")
        self._clear.setEnabled(False)
        self._overall = words_below("house_overall", "Overall majority of the ticked parties")
        self._working = words_below("house_working", "Working majority of the ticked parties")
        for words in (self._overall, self._working):
            words.setToolTip(f"<qt>{house.MAJORITY_EXPLAINED}</qt>")
        strong = QFont(self._overall.font())
        strong.setBold(True)
        self._overall.setFont(strong)
        self._ticks = PartyTicks(theme)
        top = QHBoxLayout()
        top.addWidget(self._when)
        top.addStretch(1)
        top.addWidget(self._clear)
        lay_out(self, top, self._overall, self._working, self._ticks, spacing=4)
        self._when.currentIndexChanged.connect(self._on_when_chosen)
        self._ticks.changed.connect(self._on_ticked)
        self._clear.clicked.connect(self._ticks.untick)

    # What is shown

    @property
    def ticked(self) -> frozenset[str]:
        """The parties that are ticked."""
        return self._ticks.ticked

    def work_out(self) -> None:
        self._sitting = self._sitting_of(self._when.currentText())
        self._ticks.show_parties(self._sitting, by_name=self._is_roomy(), width=self.width() - 16)
        self._show_ticked()

    def _sitting_of(self, when: str) -> Sitting:
        base = self.session.base
        return Sitting(base, base if when == BEFORE else self.session.outcome, self.ticked)

    def _is_roomy(self) -> bool:
        larger = enlargement(self)
        return self.width() >= larger * NAMES_WIDTH and self.height() >= larger * NAMES_HEIGHT

    def _show_ticked(self) -> None:
        """Show what the ticked parties come to together, and their seats in the picture."""
        sitting = self._sitting
        headline, figures = sitting.headline()
        overall, working = sitting.together() if sitting.ticked else (TICK_HINT, figures)
        self._overall.setText(overall)
        self._working.setText(working)
        self._clear.setEnabled(bool(sitting.ticked))
        seats = ", ".join(f"{sitting.names[party]} {count}" for party, count in sitting.seats.items())
        self.setAccessibleDescription(
            f"{self._when.currentText()}, from left to right: {seats}. {headline}: {figures}. "
            f"{formatting.counted(sitting.changed, 'seat')} changed by the scenario."
            + (f" {overall}. {working}." if sitting.ticked else "")
            + " In the picture, arrow keys go from seat to seat, Enter selects."
        )

    # The picture

    def picture_title(self) -> str:
        return self._picture_of(self._when.currentText()).picture_title()

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        self._picture_of(self._when.currentText()).draw(painter, rect, colours)

    def report_pictures(self) -> tuple[HousePicture, ...]:
        """Return the House after the scenario, and before it where that is another."""
        after = self._picture_of(AFTER)
        is_other = after.sitting.seats != after.sitting.seats_before or after.sitting.changed
        return (after, self._picture_of(BEFORE)) if is_other else (after,)

    def _picture_of(self, when: str) -> HousePicture:
        return HousePicture(self._sitting_of(when), when, self.font())

    def painted_from(self) -> object:
        # The card of a seat has figures that are others at each step.
        if self.canvas.current is not None:
            return None
        now = self._sitting
        picture = now.dots.tobytes(), now.seats, now.seats_before, now.caption()
        return picture, self._selected_seat(), now.ticked

    def _selected_seat(self) -> int:
        """Return the number of the selected constituency's seat."""
        return int(np.flatnonzero(self._sitting.seating == self.session.seat_position)[0])

    def paint(self, painter: QPainter, current: int | None) -> None:
        colours = self.theme.colours
        places = self._places()
        painter.drawPixmap(0, 0, self._pixmap(places))
        paint_middle(painter, self._sitting, places, colours)
        paint_bar(painter, self._sitting, places, colours)
        selected = self._selected_seat()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for seat, width in ((selected, 2.0), (current, 2.5)):
            if seat is not None and seat < len(places.dots):
                accent = colours.tokens.accent if seat == current else colours.tokens.text
                painter.setPen(QPen(QColor(accent), width))
                reach = places.radius + 1.2
                painter.drawEllipse(places.point(seat), reach, reach)

    def _places(self) -> Places:
        area, font = QRectF(self.canvas.rect()).adjusted(6, 6, -6, -6), canvas_font(self.canvas)
        seats = len(self._sitting.dots)
        if self._placed is None or self._placed[0] != (area, font, seats):
            self._placed = (area, font, seats), Places(area, font, seats)
        return self._placed[1]

    def _pixmap(self, places: Places) -> QPixmap:
        """Return the dots as they are now, having painted those that are others than before."""
        ratio = self.canvas.devicePixelRatioF()
        size = self.canvas.size() * ratio
        dots = self._sitting.dots
        if (
            self._painted is None
            or self._painted[0].size() != size
            or len(self._painted[1]) != len(dots)
            or places.spacing < 5
        ):
            pixmap = QPixmap(size)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(self.theme.tokens.base))
            others = list(range(len(dots)))
            self._painted = pixmap, dots
        else:
            pixmap, before = self._painted
            others = np.flatnonzero((before != dots).any(axis=1)).tolist()
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dots(painter, self._sitting, places, self.theme.colours, others)
        painter.end()
        self._painted = pixmap, dots
        return pixmap

    # Targets: the seats

    def target_at(self, at: QPointF) -> int | None:
        places = self._places()
        if not len(places.dots):
            return None
        away = np.hypot(places.dots[:, 0] - at.x(), places.dots[:, 1] - at.y())
        nearest = int(np.argmin(away))
        return nearest if away[nearest] <= 0.6 * places.spacing else None

    def target_point(self, target: int) -> QPointF:
        return self._places().point(target)

    def target_words(self, target: int) -> str:
        seat, names = int(self._sitting.seating[target]), self._sitting.names
        election, outcome, base = self.session.election, self._sitting.outcome, self.session.base
        winner = election.candidates[int(outcome.winner[seat])]
        words = f"{election.constituencies[seat].name}: {winner.name} ({names[winner.party]})"
        if int(outcome.runner_up[seat]) != NOBODY:
            words += f", majority {formatting.counted(float(outcome.majority_votes[seat]), 'vote')}"
        if outcome.changed[seat]:
            before = election.candidates[int(base.winner[seat])]
            words += f". Before: {before.name} ({names[before.party]})"
        return words + "."

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        """Return the next seat from left to right, or the nearest one above or below."""
        if target is None or target >= len(self._sitting.seating):
            return self._selected_seat()
        if across:
            return min(max(0, target + across), len(self._sitting.seating) - 1)
        dots = self._places().dots
        apart = dots - dots[target]
        ahead = apart[:, 1] * down
        distance = np.hypot(apart[:, 0], apart[:, 1])
        distance[ahead <= 0.6 * distance] = np.inf
        distance[target] = np.inf
        nearest = int(np.argmin(distance))
        return nearest if np.isfinite(distance[nearest]) else target

    def choose(self, target: int) -> None:
        self.session.select(self.session.election.constituencies[int(self._sitting.seating[target])].id)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ticks.arrange(by_name=self._is_roomy(), width=self.width() - 16)

    def on_theme_changed(self) -> None:
        self._painted = None
        self._ticks.show_colours()
        super().on_theme_changed()

    def _on_when_chosen(self) -> None:
        self.canvas.point_at(None)
        self.follow_now()

    def _on_ticked(self) -> None:
        self._sitting = self._sitting.with_ticked(self.ticked)
        self._show_ticked()
        self.canvas.update()
