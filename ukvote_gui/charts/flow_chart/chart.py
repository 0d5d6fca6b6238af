"""The flow of votes in the window: what is chosen, what is said, and what is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from ukvote_gui.charts.flow_chart.picture import FlowPicture
from ukvote_gui.core import dataset, flow_diagram, formatting, tables, trace
from ukvote_gui.core.flow_diagram import FlowDiagram
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart, canvas_font, enlargement
from ukvote_gui.theme.chart_controls import choice_box, lay_out, words_below
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import page

FOLDS = ((0.0, "Fold nothing"), (0.005, "Fold under 0.5%"), (0.01, "Fold under 1%"), (0.03, "Fold under 3%"))
FOLDED_AT_FIRST = 2
COUNTRY = "United Kingdom"
WIDE = 640
"""Pixels from which on all controls are beside each other."""
NAMED_FLOWS = 12
"""So many flows are in the description."""

HOW_MATCHED = (
    "Where a move says who gives to whom, the flows are that. A swing, a turnout and shares set by hand say "
    "how many votes there are and not whose they were: for these it is the least movement that accounts for "
    "the change. In the country all independents are one: what goes from one of them to another stays."
)


class FlowChart(Chart):
    """Who gave how many votes to whom, those who did not vote included.

    Handles: ``flow_view``, ``flow_where`` (country or constituency), ``flow_what`` (who moves, or all),
    ``flow_fold`` (what is too small to be shown apart), ``flow_copy``, ``flow_totals``, ``flow_view_canvas``.
    """

    delay_ms = 30

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("flow_view", "Flow of votes", session, theme, parent)
        self._flows = FlowDiagram((), (), 0.0, 0.0, with_stayers=False)
        self._picture: FlowPicture | None = None
        self._worked_out: tuple[object, ...] = ()
        self._national: trace.PartyFlow | None = None
        self._where = choice_box("flow_where", "Where")
        self._where.addItems([COUNTRY, ""])
        self._what = choice_box("flow_what", "Which electors")
        self._what.addItems(["Those who move", "All electors"])
        self._fold = choice_box("flow_fold", "What is folded into others")
        self._fold.addItems([label for _, label in FOLDS])
        self._fold.setCurrentIndex(FOLDED_AT_FIRST)
        self._fold.setToolTip("Who gives and gets less than this of all that is shown is among “Others”")
        self._copy = QPushButton("Copy as table")
        self._copy.setObjectName("flow_copy")
        self._totals = words_below("flow_totals", "Totals of the flow")
        self._totals.setToolTip(f"<qt>{HOW_MATCHED}</qt>")
        self._controls = QGridLayout()
        self._controls.setSpacing(6)
        self._arrange()
        lay_out(self, self._controls, self._totals)
        for box in (self._where, self._what, self._fold):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
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
        traced = trace.trace(election, session.scenario, session.seat)
        return flow_diagram.of_seat(traced, least, with_stayers)

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
        with page(painter, rect, colours, self.font()) as drawn_on:
            above = drawn_on.write_at_foot(self._flows.totals_in_words())
            FlowPicture(self._flows, above, drawn_on.font).paint(painter, colours, None)

    def paint(self, painter: QPainter, current: int | None) -> None:
        colours = self.theme.colours
        painter.fillRect(self.canvas.rect(), QColor(colours.tokens.base))
        self.on_canvas().paint(painter, colours, current)

    def on_canvas(self) -> FlowPicture:
        """Return the diagram as it lies on the canvas."""
        area, font = QRectF(self.canvas.rect()).adjusted(8, 6, -8, -6), canvas_font(self.canvas)
        known = self._picture
        if known is None or (known.flows, known.area, known.font) != (self._flows, area, font):
            known = self._picture = FlowPicture(self._flows, area, font)
        return known

    # Targets: those of the diagram

    def target_at(self, at: QPointF) -> int | None:
        return self.on_canvas().target_at(at)

    def target_point(self, target: int) -> QPointF:
        return self.on_canvas().target_point(target)

    def target_words(self, target: int) -> str:
        return self.on_canvas().target_words(target)

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        count = self.on_canvas().target_count
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
