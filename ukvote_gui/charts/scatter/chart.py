"""The scatter explorer: two figures to choose, a point a seat, the line through them, and seats to mark."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.charts.scatter.axes import Axes
from ukvote_gui.charts.scatter.choice import Choice
from ukvote_gui.charts.scatter.choice_form import ChoiceForm
from ukvote_gui.charts.scatter.frame import Frame
from ukvote_gui.charts.scatter.gestures import Gestures
from ukvote_gui.charts.scatter.legend import Legend
from ukvote_gui.charts.scatter.marked_seats import MarkedSeats
from ukvote_gui.charts.scatter.picture import draw_picture
from ukvote_gui.charts.scatter.points import Marks, Stamps, draw_points
from ukvote_gui.charts.scatter.spots import Range, Spots, roomy, spots
from ukvote_gui.core import formatting, tables
from ukvote_gui.core.correlation import ECOLOGICAL_FALLACY
from ukvote_gui.core.elections import Ints
from ukvote_gui.core.variables import party_name
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, canvas_font
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.panel import quiet_label, words_label

OTHER_WAYS = (
    "All of it can be had without the mouse: arrow keys go from point to point, Enter selects the seat, "
    "Space marks it, plus and minus zoom, 0 shows everything; the table of constituencies has all the same."
)
LOW = 560
"""Pixels of height below which the plot gets the room of the legend's smaller parties."""
REACH = 5.0
"""Pixels from the edge of a point within which it is meant."""


class ScatterChart(Chart):
    """Any two figures of constituencies against each other; a point is a seat, coloured by its winner.

    A drag marks the seats in a rectangle (with Ctrl or Shift, these too), a click selects one, the wheel
    zooms. Handles: ``scatter_view``, ``scatter_view_canvas``, ``scatter_x``, ``scatter_y`` with
    ``scatter_x_detail`` and ``scatter_y_detail`` (party or census figure), ``scatter_nation``,
    ``scatter_size``, ``scatter_shapes``, ``scatter_preset``, ``scatter_fit``, ``scatter_sentence``,
    ``scatter_left_out``, ``scatter_marked``, ``scatter_add``, whose menu holds a QAction
    ``scatter_add_<kind>`` a kind of move, ``scatter_copy``, ``scatter_clear``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("scatter_view", "Scatter explorer", session, theme, parent)
        self._spots: Spots | None = None
        self._kept: tuple[Range, Range] | None = None
        self._zoomed = False

        self._form = ChoiceForm(session.election.parties, theme, self)
        self._x_label = _words("scatter_x_label", self)
        self._x_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._y_label = _words("scatter_y_label", self)
        self._y_label.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._sentence = _words("scatter_sentence", self)
        self._sentence.setAccessibleName("What the line says")
        self._left_out = quiet_label(self)
        self._left_out.setObjectName("scatter_left_out")
        self._legend = Legend(theme, self)
        self._marked = MarkedSeats(session, self)
        self._axes = Axes(self.canvas)
        self._gestures = Gestures(self.canvas, self._marked)
        self._lay_out()
        self._dress()

        self._form.chosen.connect(self.fit)
        self._form.fit_wanted.connect(self.fit)
        self._marked.changed.connect(self.canvas.update)
        self._marked.copy_wanted.connect(self._on_copy_wanted)
        self._gestures.clicked.connect(self._on_clicked)
        self._gestures.dragged.connect(self._on_dragged)
        self._gestures.zoomed.connect(self._on_zoomed)
        self._gestures.fit_wanted.connect(self.fit)
        session.election_changed.connect(self._on_election_changed)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self._form)
        layout.addWidget(self._y_label)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._x_label)
        layout.addWidget(self._legend)
        layout.addWidget(self._sentence)
        layout.addWidget(self._left_out)
        layout.addWidget(self._marked)

    # What it shows

    @property
    def choice(self) -> Choice:
        """What is set against what."""
        return self._form.choice

    @property
    def spots(self) -> Spots:
        """The points as they are now."""
        self.catch_up()
        assert self._spots is not None
        return self._spots

    @property
    def marked(self) -> list[str]:
        """ONS ids of the marked seats."""
        return self._marked.ids

    def plot_frame(self) -> Frame:
        """Return where values are on the canvas."""
        self.catch_up()
        return self._axes.frame

    def set_choice(self, choice: Choice) -> None:
        """Show something else."""
        self._form.show_choice(choice)
        self.fit()

    def fit(self) -> None:
        """Show all points."""
        self._kept = None
        self._zoomed = False
        self.follow_now()

    def mark(self, seats: Ints) -> None:
        """Mark the constituencies at these positions, and no others."""
        self._marked.mark(seats)

    # What is exported

    def picture_title(self) -> str:
        """Return what is set against what."""
        return self.spots.title

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        """Draw the plot as far as it is zoomed, with its legend and what the line says."""
        draw_picture(painter, rect, self._axes, self.spots, self._marks(), colours, self.font())

    # What the canvas asks

    def work_out(self) -> None:
        now = self._spots = spots(self.choice, self.session.outcome, self.session.base)
        if not self._zoomed:
            self._kept = self._ranges_with(now)
            self._axes.show(*self._kept)
        self._tell(now)

    def paint(self, painter: QPainter, current: int | None) -> None:
        self._axes.paint(painter)
        font, marks = canvas_font(self.canvas), self._marks()
        frame, colours = self._axes.frame, self.theme.colours
        draw_points(painter, frame, self.spots, marks, colours, font, stamps=self._stamps)

    def target_at(self, at: QPointF) -> int | None:
        frame, shown = self._axes.frame, self.spots
        if not len(shown.seats) or not frame.area.contains(at):
            return None
        x, y = frame.pixels(shown.x[shown.seats], shown.y[shown.seats])
        away = np.hypot(x - at.x(), y - at.y()) - shown.diameter[shown.seats] / 2
        nearest = int(np.argmin(away))
        return int(shown.seats[nearest]) if away[nearest] <= REACH else None

    def target_point(self, target: int) -> QPointF:
        return self._axes.frame.pixel(float(self.spots.x[target]), float(self.spots.y[target]))

    def target_words(self, target: int) -> str:
        outcome = self.session.outcome
        winner = outcome.election.candidates[int(outcome.winner[target])]
        lines = [
            outcome.election.constituencies[target].name,
            f"{winner.name}, {party_name(winner.party)}",
            self.spots.words(target),
        ]
        if outcome.changed[target]:
            lines.append(f"Changed by the scenario: {tables.changed_text(outcome, target)}")
        return "\n".join(lines)

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        seats = self.spots.seats
        if not len(seats):
            return None
        if target is None or not self.spots.shows(target):
            selected = self.session.seat_position
            return selected if self.spots.shows(selected) else int(seats[0])
        values = self.spots.x if across else self.spots.y
        ordered = seats[np.lexsort((seats, values[seats]))]
        at = int(np.flatnonzero(ordered == target)[0]) + (across or -down)
        return int(ordered[min(max(at, 0), len(ordered) - 1)])

    def choose(self, target: int) -> None:
        self.session.select(self.session.election.constituencies[target].id)

    def on_theme_changed(self) -> None:
        self._form.show_colours()
        self._dress()
        self.follow_now()

    def _dress(self) -> None:
        self._stamps = Stamps(self.canvas.devicePixelRatioF())
        self._axes.dress(self.theme.colours, self.font())

    def _ranges_with(self, now: Spots) -> tuple[Range, Range]:
        """Return what is to be seen: what was, if the points are in it, so that a drag leaves the axes."""
        kept = self._kept
        if kept is None:
            base = spots(self.choice, self.session.base, self.session.base)
            x, y = base.ranges()
            kept = (roomy(None, x), roomy(None, y)) if len(base.seats) else None
        if kept is not None and not len(now.seats):
            return kept
        x, y = now.ranges()
        kept_x, kept_y = kept or (None, None)
        return roomy(kept_x, x), roomy(kept_y, y)

    def _marks(self) -> Marks:
        return Marks(self._marked.seats, self.session.seat_position, self.session.constituency.name)

    def _tell(self, now: Spots) -> None:
        """Say in words what is shown."""
        self._x_label.setText(f"{now.choice.x.label} →")
        self._y_label.setText(f"↑ {now.choice.y.label}")
        self._sentence.setText(now.sentence)
        notes = (*now.notes, ECOLOGICAL_FALLACY)
        self._left_out.setText(" ".join(notes))
        self._legend.show_entries(now.legend())
        self.setAccessibleDescription(" ".join((f"{now.title}.", now.sentence, *notes, OTHER_WAYS)))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._legend.be_brief(event.size().height() < LOW)

    def _on_election_changed(self) -> None:
        self._form.offer_parties(self.session.election.parties)

    def _on_clicked(self, at: QPointF, adding: bool) -> None:
        target = self.target_at(at)
        self.canvas.point_at(target)
        if target is not None and adding:
            self._marked.toggle(target)
        elif target is not None:
            self.choose(target)

    def _on_dragged(self, start: QPointF, end: QPointF, adding: bool) -> None:
        one, other = (self._axes.frame.values(corner) for corner in (start, end))
        left, right = sorted((one.x(), other.x()))
        low, high = sorted((one.y(), other.y()))
        inside = self.spots.within((left, right), (low, high))
        if adding:
            self._marked.mark_also(inside)
        else:
            self._marked.mark(inside)

    def _on_zoomed(self, factor: float, about: QPointF | None) -> None:
        self._zoomed = True
        self._axes.zoom(factor, None if about is None else self._axes.frame.values(about))
        self.canvas.update()

    def _on_copy_wanted(self) -> None:
        table = self.spots.table(self._marked.seats.tolist(), self.session.election)
        clipboard.put(tables.as_text(table), tables.as_html(table))
        self.session.message_posted.emit(f"Copied {formatting.counted(len(table.rows), 'seat')}.")


def _words(name: str, parent: QWidget) -> QLabel:
    """Return a label of words that wrap, which leaves what room there is to the plot."""
    label = words_label(name, parent)
    policy = label.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    label.setSizePolicy(policy)
    return label
