"""The House: every seat a dot from left to right, before and after, and who reaches a majority with whom."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import dataset, formatting, house, measures
from ukvote_gui.core.elections import Bools, Floats, Ints
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, bold, canvas_font, enlargement, picture_font, translucent
from ukvote_gui.theme.colours import Colours, text_on

DOT = 0.4
"""Radius of a dot, of the distance between seats."""
RINGED_PIXELS = 5
"""Radius from which on there is room for a ring between the colours of a seat that changes."""
FADED = 0.22
"""How much is left of the colour of a party that is not ticked while others are."""
NAMES_WIDTH, NAMES_HEIGHT = 640, 520
"""Pixels from which on parties are called by their names rather than by abbreviations."""

AFTER, BEFORE = "After the scenario", "Before the scenario"
TICK_HINT = "Tick parties to see whether they have a majority together."

_NO_PEN = Qt.PenStyle.NoPen
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class HouseChart(Chart):
    """The hemicycle, a bar of the seats with the line of a majority, and the parties to tick.

    A seat that the scenario changes has the colour of who held it before inside of its dot. Handles:
    ``house_view``, ``house_when`` (before or after), ``house_clear``, ``house_party_<party>`` to tick,
    ``house_overall`` and ``house_working`` (what the ticked come to), ``house_view_canvas``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("house_view", "The House", session, theme, parent)
        self._parties = dataset.load_parties()
        self._names = {party.abbreviation: party.name for party in self._parties.values()}
        self._seats: dict[str, int] = {}
        self._seats_before: dict[str, int] = {}
        self._seating: Ints = np.zeros(0, dtype=np.intp)
        self._dots: Ints = np.zeros((0, 3), dtype=np.intp)
        self._painted: tuple[QPixmap, Ints] | None = None
        self._placed: tuple[tuple[QRectF, QFont, int], _Places] | None = None
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: list[str] = []

        self._when = QComboBox()
        self._when.setObjectName("house_when")
        self._when.setAccessibleName("Which House")
        self._when.addItems([AFTER, BEFORE])
        self._clear = QPushButton("Untick all")
        self._clear.setObjectName("house_clear")
        self._clear.setEnabled(False)
        self._overall = _words("house_overall", "Overall majority of the ticked parties")
        self._working = _words("house_working", "Working majority of the ticked parties")
        self._overall.setFont(_strong(self._overall.font()))
        # Of no least width, so that the parties never hold the dock as wide as it is.
        parties = QWidget()
        parties.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._list = QGridLayout(parties)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setHorizontalSpacing(10)
        self._list.setVerticalSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self._when)
        top.addStretch(1)
        top.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._overall)
        layout.addWidget(self._working)
        layout.addWidget(parties)
        self._when.currentIndexChanged.connect(self._on_when_chosen)
        self._clear.clicked.connect(self._on_cleared)

    # What is shown

    @property
    def ticked(self) -> set[str]:
        """The parties that are ticked."""
        return {party for party, box in self._boxes.items() if box.isChecked()}

    @property
    def _outcome(self) -> Outcome:
        return self.session.base if self._when.currentText() == BEFORE else self.session.outcome

    def work_out(self) -> None:
        base, outcome = self.session.base, self._outcome
        self._seats, self._seats_before = house.seats_from_left(outcome), house.seats_from_left(base)
        self._seating = house.seating(base, outcome)
        self._show_parties()
        self._show_ticked()

    def _show_parties(self) -> None:
        """Show the parties that have or had a seat, and those that are ticked."""
        wanted = self._seats.keys() | self._seats_before.keys() | self.ticked
        shown = [party for party in self._parties if party in wanted]
        for party in shown:
            if party not in self._boxes:
                self._boxes[party] = self._make_box(party)
        if shown != self._shown:
            self._shown = shown
            for party, box in self._boxes.items():
                box.setVisible(party in shown)
            self._arrange()
        self._label_boxes()

    def _make_box(self, party: str) -> QCheckBox:
        box = QCheckBox(self)
        box.setObjectName(f"house_party_{party}")
        box.setIcon(_swatch(self.theme.colour(party)))
        box.setIconSize(QSize(11, 11))
        box.setToolTip(self._names[party])
        if party == measures.SPEAKER:
            box.setEnabled(False)
            box.setToolTip("The Speaker is of no party, and does not vote.")
        box.toggled.connect(self._on_ticked)
        return box

    def _label_boxes(self) -> None:
        larger = enlargement(self)
        by_name = self.width() >= larger * NAMES_WIDTH and self.height() >= larger * NAMES_HEIGHT
        for party in self._shown:
            box, seats = self._boxes[party], self._seats.get(party, 0)
            text = f"{self._names[party] if by_name else party} {seats}"
            if text != box.text():
                box.setText(text)
                box.setAccessibleName(f"{self._names[party]}, {formatting.counted(seats, 'seat')}")

    def _arrange(self) -> None:
        """Lay the parties out in as many columns as there is room for."""
        self._label_boxes()
        boxes = [self._boxes[party] for party in self._shown]
        if not boxes:
            return
        # Room for a digit more, so that figures that change do not move what is around them.
        widest = max(box.sizeHint().width() for box in boxes) + self.fontMetrics().horizontalAdvance("0")
        columns = max(1, (self.width() - 16) // (widest + self._list.horizontalSpacing()))
        for number, box in enumerate(boxes):
            self._list.addWidget(box, number // columns, number % columns)

    def _show_ticked(self) -> None:
        """Show what the ticked parties come to together, and their seats in the picture."""
        ticked = self.ticked
        overall, working = (
            house.coalition_in_words(self._seats, ticked) if ticked else (TICK_HINT, self._headline()[1])
        )
        self._overall.setText(overall)
        self._working.setText(working)
        self._clear.setEnabled(bool(ticked))
        outcome, base = self._outcome, self.session.base
        order = self._seating
        faded = self._is_faded().take(outcome.winner_party.take(order))
        self._dots = np.column_stack(
            [outcome.winner_party.take(order), base.winner_party.take(order), faded.astype(np.intp)]
        )
        seats = ", ".join(f"{self._names[party]} {count}" for party, count in self._seats.items())
        changed = int(outcome.changed.sum())
        headline, figures = self._headline()
        self.setAccessibleDescription(
            f"{self._when.currentText()}, from left to right: {seats}. {headline}: {figures}. "
            f"{formatting.counted(changed, 'seat')} changed by the scenario."
            + (f" {overall}. {working}." if ticked else "")
            + " In the picture, arrow keys go from seat to seat, Enter selects."
        )

    def _headline(self) -> tuple[str, str]:
        return formatting.majority_in_words(self._seats, self._names)

    def _is_faded(self) -> Bools:
        """Return whether each of the election's parties is faded, shape (parties,)."""
        ticked = self.ticked
        return np.array([bool(ticked) and party not in ticked for party in self.session.election.parties])

    # The picture

    def picture_title(self) -> str:
        return f"The House of Commons, {self._when.currentText().lower()}"

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        self.catch_up()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.tokens.base))
        font = picture_font(self.font(), rect)
        em = QFontMetricsF(font).height()
        inside = rect.adjusted(em, 0.5 * em, -em, -0.5 * em)
        legend = self._legend_height(font, inside.width())
        words = [self._overall.text(), self._working.text()] if self.ticked else []
        places = _Places(
            inside.adjusted(0, 0, 0, -legend - len(words) * 1.2 * em - 0.6 * em), font, len(self._dots)
        )
        self._paint_dots(painter, places, colours, range(len(self._dots)))
        self._paint_middle(painter, places, colours)
        self._paint_bar(painter, places, colours)
        top = places.bottom + 0.5 * em
        for number, text in enumerate(words):
            painter.setFont(bold(font) if number == 0 else font)
            painter.setPen(QColor(colours.tokens.text))
            painter.drawText(QRectF(inside.left(), top, inside.width(), em), _CENTRE, text)
            top += 1.2 * em
        self._paint_legend(painter, QPointF(inside.left(), top), inside.width(), font, colours)
        painter.restore()

    def painted_from(self) -> object:
        # The card of a seat has figures that are others at each step.
        if self.canvas.current is not None:
            return None
        picture = self._dots.tobytes(), self._seats, self._seats_before, self._caption()
        return picture, self._selected_seat(), self.ticked

    def _selected_seat(self) -> int:
        """Return the number of the selected constituency's seat, -1 before there are any."""
        return next(iter(np.flatnonzero(self._seating == self.session.seat_position).tolist()), -1)

    def paint(self, painter: QPainter, current: int | None) -> None:
        colours = self.theme.colours
        places = self._places()
        painter.drawPixmap(0, 0, self._pixmap(places))
        self._paint_middle(painter, places, colours)
        self._paint_bar(painter, places, colours)
        selected = self._selected_seat()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for seat, width in ((selected, 2.0), (current, 2.5)):
            if seat is not None and seat < len(places.dots):
                accent = colours.tokens.accent if seat == current else colours.tokens.text
                painter.setPen(QPen(QColor(accent), width))
                reach = places.radius + 1.2
                painter.drawEllipse(places.point(seat), reach, reach)

    def _places(self) -> _Places:
        area, font = QRectF(self.canvas.rect()).adjusted(6, 6, -6, -6), canvas_font(self.canvas)
        if self._placed is None or self._placed[0] != (area, font, len(self._dots)):
            self._placed = (area, font, len(self._dots)), _Places(area, font, len(self._dots))
        return self._placed[1]

    def _pixmap(self, places: _Places) -> QPixmap:
        """Return the dots as they are now, having painted those that are others than before."""
        ratio = self.canvas.devicePixelRatioF()
        size = self.canvas.size() * ratio
        dots = self._dots
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
        self._paint_dots(painter, places, self.theme.colours, others)
        painter.end()
        self._painted = pixmap, dots
        return pixmap

    def _paint_dots(
        self, painter: QPainter, places: _Places, colours: Colours, seats: range | list[int]
    ) -> None:
        """Paint the seats of these numbers, over whatever they were before."""
        parties = self.session.election.parties
        ground = QColor(colours.tokens.base)
        radius = places.radius
        # Wide enough for the soft edge of an older dot, and clear of the neighbours'.
        cleared = places.spacing / 2
        painter.setPen(_NO_PEN)
        dots = self._dots.tolist()
        for seat in seats:
            after, before, faded = dots[seat]
            at = places.point(seat)
            painter.setOpacity(1.0)
            painter.setBrush(ground)
            painter.drawEllipse(at, cleared, cleared)
            if faded:
                painter.setOpacity(FADED)
            painter.setBrush(colours.party(parties[after]))
            painter.drawEllipse(at, radius, radius)
            if before != after:
                if radius >= RINGED_PIXELS:
                    painter.setOpacity(1.0)
                    painter.setBrush(ground)
                    painter.drawEllipse(at, 0.6 * radius, 0.6 * radius)
                    painter.setOpacity(FADED if faded else 1.0)
                painter.setBrush(colours.party(parties[before]))
                painter.drawEllipse(at, 0.42 * radius, 0.42 * radius)
        painter.setOpacity(1.0)

    def _paint_middle(self, painter: QPainter, places: _Places, colours: Colours) -> None:
        """Write into the middle how far the largest party, or the ticked ones together, are."""
        ticked = self.ticked
        parties = ticked or set(measures.largest_parties(self._seats))
        if not parties:
            return
        majority = measures.majority_of(self._seats, parties if ticked else {min(parties)})
        who = (
            " + ".join(self._names[party] for party in self._parties if party in parties)
            if len(parties) == 1 or not ticked
            else f"{len(parties)} parties"
        )
        lines = (
            str(majority.seats),
            who,
            f"majority of {majority.overall}"
            if majority.overall > 0
            else f"{majority.short} short of {majority.needed}",
        )
        room, top = places.middle, 0.0
        fonts = [bold(places.font, 1.9), bold(places.font), QFont(places.font)]
        painter.setPen(QColor(colours.tokens.text))
        for line, font in zip(reversed(lines), reversed(fonts), strict=True):
            metrics = QFontMetricsF(font)
            wide = metrics.horizontalAdvance(line)
            if wide > room.width():
                font.setPixelSize(max(6, int(font.pixelSize() * room.width() / wide)))
                metrics = QFontMetricsF(font)
            painter.setFont(font)
            top += metrics.height()
            painter.drawText(
                QRectF(room.left(), room.bottom() - top, room.width(), metrics.height()),
                _CENTRE,
                metrics.elidedText(*_elided(line, room.width())),
            )

    def _paint_bar(self, painter: QPainter, places: _Places, colours: Colours) -> None:
        """Paint the bar of seats, the ticked parties first, with the line of a majority; below it, before."""
        tokens, ticked = colours.tokens, self.ticked
        metrics = QFontMetricsF(places.font)
        painter.setFont(places.font)
        bar = places.bar
        narrowest = metrics.horizontalAdvance("I") + 6
        for party, part in _parts(self._seats, ticked, bar):
            colour = colours.party(party)
            faded = bool(ticked) and party not in ticked
            painter.fillRect(part, translucent(colour, FADED) if faded else colour)
            if part.width() < narrowest:
                continue
            for text in (f"{party} {self._seats[party]}", party):
                if metrics.horizontalAdvance(text) + 6 <= part.width():
                    painter.setPen(QColor(tokens.muted) if faded else text_on(colour))
                    painter.drawText(part, _CENTRE, text)
                    break
        if self._seats_before != self._seats:
            for party, part in _parts(self._seats_before, ticked, places.bar_before):
                faded = bool(ticked) and party not in ticked
                colour = colours.party(party)
                painter.fillRect(part, translucent(colour, FADED) if faded else colour)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                places.caption, _LEFT, metrics.elidedText(*_elided(self._caption(), places.caption.width()))
            )
        majority = measures.majority_of(self._seats, set())
        if majority.house:
            x = round(bar.left() + bar.width() * majority.needed / majority.house)
            line = QRectF(x - 1, bar.top() - 4, 2, bar.height() + 8)
            painter.fillRect(line.adjusted(-1, 0, 1, 0), QColor(tokens.base))
            painter.fillRect(line, QColor(tokens.text))
            painter.setPen(QColor(tokens.text))
            words = f"{majority.needed} for a majority"
            width = metrics.horizontalAdvance(words) + 4
            painter.drawText(
                QRectF(x - width / 2, bar.top() - 4 - metrics.height(), width, metrics.height()),
                _CENTRE,
                words,
            )

    def _caption(self) -> str:
        changed = int(self._outcome.changed.sum())
        if not changed:
            return ""
        return f"Thin bar, and inside a dot: before ({formatting.counted(changed, 'seat')} changed)"

    def _legend(self) -> list[tuple[str, str]]:
        return [
            (party, f"{self._names[party]} {self._seats.get(party, 0)}")
            for party in self._parties
            if self._seats.get(party, 0) or self._seats_before.get(party, 0)
        ]

    def _legend_columns(self, font: QFont, room: float) -> tuple[int, float]:
        """Return how many columns the legend has, and how wide one is."""
        metrics = QFontMetricsF(font)
        widest = max((metrics.horizontalAdvance(text) for _, text in self._legend()), default=0.0)
        widest += 2.2 * metrics.height()
        columns = max(1, int(room / widest))
        return columns, room / columns

    def _legend_height(self, font: QFont, room: float) -> float:
        columns, _ = self._legend_columns(font, room)
        return -(-len(self._legend()) // columns) * 1.25 * QFontMetricsF(font).height()

    def _paint_legend(
        self, painter: QPainter, at: QPointF, room: float, font: QFont, colours: Colours
    ) -> None:
        columns, width = self._legend_columns(font, room)
        em = QFontMetricsF(font).height()
        painter.setFont(font)
        for number, (party, text) in enumerate(self._legend()):
            left = at.x() + number % columns * width
            top = at.y() + number // columns * 1.25 * em
            painter.fillRect(QRectF(left, top + 0.18 * em, 0.64 * em, 0.64 * em), colours.party(party))
            painter.setPen(QColor(colours.tokens.text))
            painter.drawText(QRectF(left + em, top, width - em, em), _LEFT, text)

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
        seat = int(self._seating[target])
        election, outcome, base = self.session.election, self._outcome, self.session.base
        winner = election.candidates[int(outcome.winner[seat])]
        words = f"{election.constituencies[seat].name}: {winner.name} ({self._names[winner.party]})"
        if int(outcome.runner_up[seat]) != NOBODY:
            words += f", majority {formatting.counted(float(outcome.majority_votes[seat]), 'vote')}"
        if outcome.changed[seat]:
            before = election.candidates[int(base.winner[seat])]
            words += f". Before: {before.name} ({self._names[before.party]})"
        return words + "."

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        """Return the next seat from left to right, or the nearest one above or below."""
        if target is None or target >= len(self._seating):
            return self._selected_seat()
        if across:
            return min(max(0, target + across), len(self._seating) - 1)
        dots = self._places().dots
        apart = dots - dots[target]
        ahead = apart[:, 1] * down
        distance = np.hypot(apart[:, 0], apart[:, 1])
        distance[ahead <= 0.6 * distance] = np.inf
        distance[target] = np.inf
        nearest = int(np.argmin(distance))
        return nearest if np.isfinite(distance[nearest]) else target

    def choose(self, target: int) -> None:
        self.session.select(self.session.election.constituencies[int(self._seating[target])].id)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def on_theme_changed(self) -> None:
        self._painted = None
        for party, box in self._boxes.items():
            box.setIcon(_swatch(self.theme.colour(party)))
        super().on_theme_changed()

    def _on_when_chosen(self) -> None:
        self.canvas.point_at(None)
        self.follow_now()

    def _on_ticked(self, _ticked: bool) -> None:
        self._show_ticked()
        self.canvas.update()

    def _on_cleared(self) -> None:
        for box in self._boxes.values():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self._show_ticked()
        self.canvas.update()


class _Places:
    """Where things are in a picture of the House of some size.

    Attributes:
        dots: the middle of each seat's dot, shape (seats, 2); ``radius`` is a dot's.
        spacing: pixels from a seat to its neighbours.
        middle: what the seats leave free for text.
        bar, bar_before, caption: the bar of seats, the thin one under it, and the text below that.
    """

    def __init__(self, area: QRectF, font: QFont, seats: int) -> None:
        self.font = font
        em = QFontMetricsF(font).height()
        bar, thin = 1.3 * em, max(3.0, 0.35 * em)
        below = em + 6 + bar + 2 + thin + 2 + em
        positions, apart = house.hemicycle(max(1, seats))
        height = max(20.0, area.height() - below - 0.5 * em)
        scale = min(area.width() / 2 / (1 + DOT * apart), height / (1 + 2 * DOT * apart))
        self.spacing = apart * scale
        self.radius = DOT * self.spacing
        used = scale + 2 * self.radius
        centre = QPointF(area.center().x(), area.top() + (height - used) / 2 + used - self.radius)
        self.dots: Floats = positions[:seats] * (scale, -scale) + (centre.x(), centre.y())
        reach = (house.INNER - 0.6 * apart) * scale
        self.middle = QRectF(centre.x() - 0.86 * reach, centre.y() - reach, 1.72 * reach, reach + self.radius)
        self.bar = QRectF(area.left(), area.bottom() - em - 2 - thin - 2 - bar, area.width(), bar)
        self.bar_before = QRectF(area.left(), self.bar.bottom() + 2, area.width(), thin)
        self.caption = QRectF(area.left(), self.bar_before.bottom() + 2, area.width(), em)
        self.bottom = area.bottom()
        self._points = self.dots.tolist()

    def point(self, seat: int) -> QPointF:
        return QPointF(*self._points[seat])


def _parts(seats: dict[str, int], first: set[str], bar: QRectF) -> list[tuple[str, QRectF]]:
    """Return the part of a bar of each party from left to right, those in ``first`` before all others."""
    order = sorted(seats, key=lambda party: party not in first)
    house_seats = max(1, sum(seats.values()))
    ends = [round(bar.width() * end / house_seats) for end in accumulate(seats[party] for party in order)]
    parts = []
    for party, left, right in zip(order, [0, *ends], ends, strict=False):
        gap = 1 if right - left > 2 else 0
        parts.append((party, QRectF(bar.left() + left, bar.top(), right - left - gap, bar.height())))
    return parts


def _elided(text: str, width: float) -> tuple[str, Qt.TextElideMode, float]:
    return text, Qt.TextElideMode.ElideRight, width


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(22, 22)
    pixmap.fill(colour)
    return QIcon(pixmap)


def _words(name: str, accessible: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleName(accessible)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setToolTip(f"<qt>{house.MAJORITY_EXPLAINED}</qt>")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _strong(font: QFont) -> QFont:
    own = QFont(font)
    own.setBold(True)
    return own
