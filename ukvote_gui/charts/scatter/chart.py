"""The scatter explorer: two figures to choose, a point a seat, the line through them, and seats to mark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QRubberBand,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.charts.scatter.axes import Axes
from ukvote_gui.charts.scatter.drawing import Frame, Marks, Stamps, draw_legend, draw_picture, draw_points
from ukvote_gui.charts.scatter.spots import Choice, Entry, Range, Size, Spots, named, roomy, spots
from ukvote_gui.core import dataset, formatting, move_edits, tables
from ukvote_gui.core.correlation import ECOLOGICAL_FALLACY
from ukvote_gui.core.elections import Ints
from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.variables import OF_PARTY, Kind, Variable, party_name
from ukvote_gui.models.move_list import KINDS, LABELS
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, canvas_font
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.theme.panel import quiet_label, words_label

FIGURES = {
    Kind.SHARE: "Share of a party",
    Kind.SINCE_NOTIONAL: "Change since 2019",
    Kind.BY_SCENARIO: "Change by the scenario",
    Kind.MAJORITY: "Majority",
    Kind.TURNOUT: "Turnout",
    Kind.CENSUS: "Census figure",
}
ENGLAND_AND_WALES = "England and Wales"
FIRST = Choice(Variable(Kind.TURNOUT), Variable(Kind.MAJORITY))
PRESET = Choice(
    Variable(Kind.CENSUS, nation=ENGLAND_AND_WALES, figure="religion_muslim"),
    Variable(Kind.SINCE_NOTIONAL, party="Lab"),
)
PRESET_TIP = (
    "Share of Muslims in the population against Labour's change on the notional result of 2019: to check "
    "what was claimed in July 2024, “the higher the Muslim population, the more Labour suffered” (Islam21c)"
)
OTHER_WAYS = (
    "All of it can be had without the mouse: arrow keys go from point to point, Enter selects the seat, "
    "Space marks it, plus and minus zoom, 0 shows everything; the table of constituencies has all the same."
)
FIRST_PARTY = "Lab"
FIRST_FIGURE = "age_65_over"
ZOOM_STEP = 1.25
LOW = 560
"""Pixels of height below which the plot gets the room of the legend's smaller parties."""
REACH = 5.0
"""Pixels from the edge of a point within which it is meant."""
DRAG_PIXELS = 5
HOW_TO_MARK = "Drag to mark seats"

_Type = QEvent.Type
_Key = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


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
        self._choice = FIRST
        self._spots: Spots | None = None
        self._marked: Ints = np.zeros(0, dtype=np.intp)
        self._kept: tuple[Range, Range] | None = None
        self._zoomed = False
        self._pressed: QPointF | None = None
        self._filling = False

        self._axes = _Axis(self, "x", "Across"), _Axis(self, "y", "Up")
        self._nation = _box(self, "scatter_nation", "Census of")
        for nation in dict.fromkeys(dataset.CENSUS_OF.values()):
            self._nation.addItem(nation, nation)
        self._size = _box(self, "scatter_size", "Size of points")
        for label, size in (
            ("Points alike", Size.SAME),
            ("By electorate", Size.ELECTORATE),
            ("By population", Size.POPULATION),
        ):
            self._size.addItem(label, size)
        self._shapes = QCheckBox("Sha&pes", self)
        self._shapes.setObjectName("scatter_shapes")
        self._shapes.setToolTip("Give each party a shape of its own besides its colour")
        self._preset = _button(self, "scatter_preset", "Muslims and Labour's change", PRESET_TIP)
        self._fit = _button(self, "scatter_fit", "Fit", "Show all points")
        self._sentence = _words("scatter_sentence", self)
        self._sentence.setAccessibleName("What the line says")
        self._left_out = quiet_label(self)
        self._left_out.setObjectName("scatter_left_out")
        self._legend = _Legend(theme, self)
        self._marked_row = QWidget(self)
        self._marked_words = _OneLine(self._marked_row)
        self._marked_words.setObjectName("scatter_marked")
        self._marked_words.setAccessibleName("Marked seats")
        self._add = _button(
            self._marked_row, "scatter_add", "Add move", "Add a move in the marked seats to the list of moves"
        )
        self._add.setMenu(self._kinds_menu())
        self._copy = _button(
            self._marked_row, "scatter_copy", "Copy", "Copy the marked seats with both figures as a table"
        )
        self._clear = _button(self._marked_row, "scatter_clear", "Clear", "Mark no seat")
        self._plot = Axes(self.canvas)
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.canvas)
        self.canvas.installEventFilter(self)
        self._lay_out()
        self._fill_parties()
        self._show_choice()
        self._dress()

        for axis in self._axes:
            axis.kind.currentIndexChanged.connect(self._on_kind_chosen)
            axis.detail.currentIndexChanged.connect(self._on_chosen)
        self._nation.currentIndexChanged.connect(self._on_kind_chosen)
        self._size.currentIndexChanged.connect(self._on_chosen)
        self._shapes.toggled.connect(self._on_chosen)
        self._preset.clicked.connect(self._on_preset)
        self._fit.clicked.connect(self.fit)
        self._copy.clicked.connect(self._on_copy)
        self._clear.clicked.connect(self._on_clear)
        session.election_changed.connect(self._on_election_changed)
        session.document_changed.connect(self._on_clear)

    # What it shows

    @property
    def choice(self) -> Choice:
        """What is set against what."""
        return self._choice

    @property
    def spots(self) -> Spots:
        """The points as they are now."""
        self.catch_up()
        assert self._spots is not None
        return self._spots

    @property
    def marked(self) -> list[str]:
        """ONS ids of the marked seats."""
        return [self.session.election.constituencies[seat].id for seat in self._marked.tolist()]

    def plot_frame(self) -> Frame:
        """Return where values are on the canvas."""
        self.catch_up()
        return self._plot.frame

    def set_choice(self, choice: Choice) -> None:
        """Show something else."""
        self._choice = choice
        self._show_choice()
        self.fit()

    def fit(self) -> None:
        """Show all points."""
        self._kept = None
        self._zoomed = False
        self.follow_now()

    def mark(self, seats: Ints) -> None:
        """Mark the constituencies at these positions, and no others."""
        self._marked = np.unique(seats)
        self._tell_marked()
        self.canvas.update()

    def picture_title(self) -> str:
        """Return what is set against what."""
        return self.spots.title

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        """Draw the plot as far as it is zoomed, with its legend and what the line says."""
        draw_picture(painter, rect, self._plot, self.spots, self._marks(), colours, self.font())

    # What the canvas asks

    def work_out(self) -> None:
        now = self._spots = spots(self._choice, self.session.outcome, self.session.base)
        if not self._zoomed:
            self._kept = self._ranges_with(now)
            self._plot.show(*self._kept)
        self._tell(now)

    def paint(self, painter: QPainter, current: int | None) -> None:
        self._plot.paint(painter)
        font, marks = canvas_font(self.canvas), self._marks()
        frame, colours = self._plot.frame, self.theme.colours
        draw_points(painter, frame, self.spots, marks, colours, font, stamps=self._stamps)

    def target_at(self, at: QPointF) -> int | None:
        frame, shown = self._plot.frame, self.spots
        if not len(shown.seats) or not frame.area.contains(at):
            return None
        x, y = frame.pixels(shown.x[shown.seats], shown.y[shown.seats])
        away = np.hypot(x - at.x(), y - at.y()) - shown.diameter[shown.seats] / 2
        nearest = int(np.argmin(away))
        return int(shown.seats[nearest]) if away[nearest] <= REACH else None

    def target_point(self, target: int) -> QPointF:
        return self._plot.frame.pixel(float(self.spots.x[target]), float(self.spots.y[target]))

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
        self._dress()
        self.follow_now()

    def _dress(self) -> None:
        self._stamps = Stamps(self.canvas.devicePixelRatioF())
        self._plot.dress(self.theme.colours, self.font())
        for axis in self._axes:
            for row in range(axis.detail.count()):
                if (party := axis.detail.itemData(row)) in self.session.election.party_index:
                    swatch = QPixmap(12, 12)
                    swatch.fill(self.theme.colour(party))
                    axis.detail.setItemIcon(row, QIcon(swatch))

    def _ranges_with(self, now: Spots) -> tuple[Range, Range]:
        """Return what is to be seen: what was, if the points are in it, so that a drag leaves the axes."""
        kept = self._kept
        if kept is None:
            base = spots(self._choice, self.session.base, self.session.base)
            x, y = base.ranges()
            kept = (roomy(None, x), roomy(None, y)) if len(base.seats) else None
        if kept is not None and not len(now.seats):
            return kept
        x, y = now.ranges()
        kept_x, kept_y = kept or (None, None)
        return roomy(kept_x, x), roomy(kept_y, y)

    def _marks(self) -> Marks:
        return Marks(self._marked, self.session.seat_position, self.session.constituency.name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._legend.be_brief(event.size().height() < LOW)

    # Mouse and keys, before the canvas has them

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.canvas:
            return super().eventFilter(watched, event)
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind in (_Type.MouseButtonPress, _Type.MouseButtonDblClick):
            if event.button() == _LEFT:
                self._pressed = event.position()
                self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        if isinstance(event, QMouseEvent) and kind == _Type.MouseMove and self._pressed is not None:
            self._stretch_band(event.position())
            return True
        if isinstance(event, QMouseEvent) and kind == _Type.MouseButtonRelease and event.button() == _LEFT:
            self._let_go(event)
            return True
        if isinstance(event, QWheelEvent):
            self._zoom(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            return True
        if isinstance(event, QKeyEvent) and kind == _Type.KeyPress:
            return self._use_key(event)
        return False

    def _stretch_band(self, at: QPointF) -> None:
        assert self._pressed is not None
        if self._band.isVisible() or (at - self._pressed).manhattanLength() > DRAG_PIXELS:
            self.canvas.point_at(None)
            self._band.setGeometry(QRect(self._pressed.toPoint(), at.toPoint()).normalized())
            self._band.show()

    def _let_go(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        adding = bool(event.modifiers() & _ADDING)
        if self._band.isVisible():
            self._band.hide()
            corners = [self._plot.frame.values(at) for at in (pressed, event.position())]
            (left, right), (low, high) = (
                sorted(values)
                for values in ([corner.x() for corner in corners], [corner.y() for corner in corners])
            )
            inside = self.spots.within((left, right), (low, high))
            self.mark(np.concatenate([self._marked, inside]) if adding else inside)
            return
        target = self.target_at(event.position())
        self.canvas.point_at(target)
        if target is not None and adding:
            self._toggle(target)
        elif target is not None:
            self.choose(target)

    def _use_key(self, event: QKeyEvent) -> bool:
        key, current = event.key(), self.canvas.current
        if key == _Key.Key_Space and current is not None:
            self._toggle(current)
        elif key in (_Key.Key_Plus, _Key.Key_Equal):
            self._zoom(ZOOM_STEP, None)
        elif key == _Key.Key_Minus:
            self._zoom(1 / ZOOM_STEP, None)
        elif key == _Key.Key_0:
            self.fit()
        elif key == _Key.Key_Escape and len(self._marked):
            self._on_clear()
        else:
            return False
        return True

    def _toggle(self, seat: int) -> None:
        self.mark(np.setxor1d(self._marked, [seat]))

    def _zoom(self, factor: float, about: QPointF | None) -> None:
        self._zoomed = True
        self._plot.zoom(factor, None if about is None else self._plot.frame.values(about))
        self.canvas.update()

    # Words

    def _tell(self, now: Spots) -> None:
        for axis, variable in zip(self._axes, (now.choice.x, now.choice.y), strict=True):
            axis.label.setText(axis.arrow.format(variable.label))
        self._sentence.setText(now.sentence)
        notes = (*now.notes, ECOLOGICAL_FALLACY)
        self._left_out.setText(" ".join(notes))
        self._legend.show_entries(now.legend())
        self.setAccessibleDescription(" ".join((f"{now.title}.", now.sentence, *notes, OTHER_WAYS)))

    def _tell_marked(self) -> None:
        election = self.session.election
        names = [election.constituencies[seat].name for seat in self._marked.tolist()]
        words = f"{formatting.counted(len(names), 'seat')} marked: {named(names)}"
        self._marked_words.setText(words if names else HOW_TO_MARK)
        self._marked_words.setToolTip(words if names else "")
        for button in (self._add, self._copy, self._clear):
            button.setEnabled(bool(names))

    # Controls

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row, axis in enumerate(self._axes):
            grid.addWidget(axis.caption, row, 0)
            grid.addWidget(axis.kind, row, 1)
            grid.addWidget(axis.detail, row, 2)
        grid.addWidget(self._nation, 2, 2)
        grid.addWidget(self._preset, 2, 1)
        grid.addWidget(QLabel("Try", self), 2, 0)
        options = QHBoxLayout()
        options.addWidget(self._size)
        options.addWidget(self._shapes)
        options.addStretch(1)
        options.addWidget(self._fit)
        # It is there whether seats are marked or not, so that the plot stays as it is.
        marked = QHBoxLayout(self._marked_row)
        marked.setContentsMargins(0, 0, 0, 0)
        marked.setSpacing(4)
        marked.addWidget(self._marked_words, 1)
        for button in (self._add, self._copy, self._clear):
            marked.addWidget(button)
        self._tell_marked()
        across, up = self._axes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addLayout(options)
        layout.addWidget(up.label)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(across.label)
        layout.addWidget(self._legend)
        layout.addWidget(self._sentence)
        layout.addWidget(self._left_out)
        layout.addWidget(self._marked_row)

    def _kinds_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind, text, what in KINDS:
            if kind != SetShares.kind:  # which is about a single seat
                action = menu.addAction(f"{text}  –  {what}")
                action.setObjectName(f"scatter_add_{kind}")
                action.setData(kind)
                action.triggered.connect(self._on_add)
        return menu

    def _fill_parties(self) -> None:
        """Offer the parties that stand: the main ones, then the others by votes."""
        standing = self.session.election.parties
        listed = dataset.load_parties().values()
        main = [party.abbreviation for party in listed if party.main and party.abbreviation in standing]
        self._parties = (*main, *(party for party in standing if party not in main))

    def _show_choice(self) -> None:
        """Set the controls to the choice."""
        self._filling = True
        choice = self._choice
        censuses = [v.nation for v in (choice.x, choice.y) if v.kind is Kind.CENSUS]
        if censuses:
            self._nation.setCurrentIndex(self._nation.findData(censuses[0]))
        self._nation.setVisible(bool(censuses))
        for axis, variable in zip(self._axes, (choice.x, choice.y), strict=True):
            axis.show_variable(variable, self._parties)
        self._size.setCurrentIndex(self._size.findData(choice.size))
        self._shapes.setChecked(choice.shapes)
        self._filling = False
        self._dress()

    def _on_kind_chosen(self) -> None:
        if not self._filling:
            nation = str(self._nation.currentData())
            self.set_choice(
                replace(self._choice, x=self._axes[0].variable(nation), y=self._axes[1].variable(nation))
            )

    def _on_chosen(self) -> None:
        if not self._filling:
            nation = str(self._nation.currentData())
            self._choice = Choice(
                self._axes[0].variable(nation),
                self._axes[1].variable(nation),
                Size(self._size.currentData()),
                self._shapes.isChecked(),
            )
            self.fit()

    def _on_preset(self) -> None:
        self.set_choice(replace(PRESET, size=self._choice.size, shapes=self._choice.shapes))

    def _on_election_changed(self) -> None:
        self._fill_parties()
        self._show_choice()

    def _on_add(self) -> None:
        """Add a move in the marked seats, that changes nothing until it is edited."""
        action = self.sender()
        if not isinstance(action, QAction):
            return
        kind, session = str(action.data()), self.session
        move = move_edits.in_seats(move_edits.blank(kind, session.seat), tuple(self.marked))
        position = session.scenario.edits_start
        where = formatting.counted(len(self._marked), "marked seat")
        added = move_edits.inserted(session.scenario, position, move)
        session.change(added, f"Add a {LABELS[kind]} in {where}")
        session.message_posted.emit(
            f"Added a {LABELS[kind]} in {where}. It changes nothing until it is given content."
        )
        session.move_wanted.emit(position)

    def _on_copy(self) -> None:
        table = self.spots.table(self._marked.tolist(), self.session.election)
        clipboard.put(tables.as_text(table), tables.as_html(table))
        self.session.message_posted.emit(f"Copied {formatting.counted(len(table.rows), 'seat')}.")

    def _on_clear(self) -> None:
        self.mark(np.zeros(0, dtype=np.intp))


class _OneLine(QLabel):
    """Words on one line, elided where there is no room for all of them; the tool tip has them all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        fitting = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), fitting)


class _Axis:
    """The controls of one axis, and the label that stands beside it."""

    def __init__(self, chart: QWidget, name: str, caption: str) -> None:
        self.arrow = "{} →" if name == "x" else "↑ {}"
        self.kind = _box(chart, f"scatter_{name}", f"{caption}: what is shown")
        for kind, label in FIGURES.items():
            self.kind.addItem(label, kind)
        self.detail = _box(chart, f"scatter_{name}_detail", f"{caption}: party or census figure")
        self.caption = QLabel(caption, chart)
        self.caption.setBuddy(self.kind)
        self.label = _words(f"scatter_{name}_label", chart)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight if name == "x" else Qt.AlignmentFlag.AlignLeft)

    def show_variable(self, variable: Variable, parties: tuple[str, ...]) -> None:
        """Set the controls to a figure."""
        self.kind.setCurrentIndex(self.kind.findData(variable.kind))
        self.detail.clear()
        if variable.kind is Kind.CENSUS:
            for measure in dataset.load_census(variable.nation).measures:
                self.detail.addItem(f"{measure.topic}: {measure.label}", measure.key)
            self.detail.setCurrentIndex(self.detail.findData(variable.figure))
        elif variable.kind in OF_PARTY:
            for party in parties:
                self.detail.addItem(party_name(party), party)
            self.detail.setCurrentIndex(self.detail.findData(variable.party))
        self.detail.setVisible(self.detail.count() > 0)

    def variable(self, nation: str) -> Variable:
        """Return the figure that the controls name, of the census of a nation where it is one."""
        kind, detail = Kind(self.kind.currentData()), self.detail.currentData()
        if kind is Kind.CENSUS:
            measures = [measure.key for measure in dataset.load_census(nation).measures]
            figure = next((key for key in (detail, FIRST_FIGURE) if key in measures), measures[0])
            return Variable(kind, nation=nation, figure=figure)
        if kind in OF_PARTY:
            known = detail in dataset.load_parties()
            return Variable(kind, party=detail if known else FIRST_PARTY)
        return Variable(kind)


class _Legend(QWidget):
    """Which party has which colour and shape."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[Entry] = []
        self._brief = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Winners of the seats shown")

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other parties, or other numbers of seats."""
        if entries == self._entries:
            return
        self._entries = entries
        in_words = ", ".join(f"{entry.name} {entry.seats}" for entry in entries)
        self.setAccessibleDescription(in_words)
        self.setToolTip(in_words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rect = QRectF(0, 0, width, 0)
        entries = self._entries[:1] if self._brief else self._entries
        return round(draw_legend(None, rect, entries, self.font(), self._theme.colours))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_legend(painter, QRectF(self.rect()), self._entries, self.font(), self._theme.colours)

    def be_brief(self, brief: bool) -> None:
        """Show the first line alone, of those with the most seats, or all."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()


def _box(parent: QWidget, name: str, label: str) -> StillCombo:
    box = StillCombo(parent)
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setToolTip(label)
    box.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def _words(name: str, parent: QWidget) -> QLabel:
    """Return a label of words that wrap, which leaves what room there is to the plot."""
    label = words_label(name, parent)
    policy = label.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    label.setSizePolicy(policy)
    return label


def _button(parent: QWidget, name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setToolTip(tip)
    return button
