"""The selected constituency: its result, before and after the scenario, and who lives there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ukvote_gui.core import census, dataset, formatting, measures, seat_in_words
from ukvote_gui.models.candidate_table import (
    AFTER,
    BEFORE,
    CHANGE,
    ON_2019,
    CandidateDelegate,
    CandidateTable,
)
from ukvote_gui.models.census_table import CensusTable
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.detail_panel.lines import Lines, plain_label
from ukvote_gui.views.detail_panel.long_table import LongTable
from ukvote_gui.views.detail_panel.result_card import ResultCard

MARGIN = 12


class DetailPanel(QScrollArea):
    """Shows the session's constituency, and follows the scenario.

    Inside it are the labels ``detail_name``, ``detail_place``, ``detail_winner``, ``detail_majority``,
    ``detail_hold_or_gain``, ``detail_changed``, ``detail_electorate``, ``detail_turnout``,
    ``detail_notional``, ``detail_byelection`` and ``detail_flip``, the tables ``candidate_table`` and
    ``census_table``, and the button ``census_toggle``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_panel")
        self.setAccessibleName("Selected constituency")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._theme = theme
        self._parties = dataset.load_parties()
        self._notional = dataset.load_notional()

        self._name = plain_label("detail_name")
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._name.setFont(font)
        self._place = plain_label("detail_place", muted=True)
        self._card = ResultCard(theme)
        self._electorate = plain_label("detail_electorate")
        self._turnout = plain_label("detail_turnout")
        self._notional_label = plain_label("detail_notional")
        self._byelection = plain_label("detail_byelection")
        self._flip = plain_label("detail_flip")
        self._facts = Lines(QMargins())
        for title, value in (
            ("Electorate", self._electorate),
            ("Turnout", self._turnout),
            ("To flip it", self._flip),
            ("2019, notional", self._notional_label),
            ("By-election", self._byelection),
        ):
            self._facts.add(value, title)

        self._candidates = CandidateTable(session, self)
        self._table = LongTable("candidate_table", "Candidates, their votes and shares", self._candidates)
        self._delegate = CandidateDelegate(theme, self)
        self._table.setItemDelegate(self._delegate)
        self._key = plain_label("detail_key", muted=True)

        self._census = CensusTable(self)
        self._census_table = LongTable(
            "census_table", "Census figures of the constituency and of its nation", self._census
        )
        self._census_source = plain_label("census_source", muted=True)
        self._census_toggle = QToolButton()
        self._census_toggle.setObjectName("census_toggle")
        self._census_toggle.setText("Census figures")
        self._census_toggle.setToolTip("Show or hide the census figures")
        self._census_toggle.setCheckable(True)
        self._census_toggle.setChecked(True)
        self._census_toggle.setAutoRaise(True)
        self._census_toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        layout.setSpacing(6)
        for widget in (
            *(self._name, self._place, self._card, self._facts, self._table, self._key),
            *(self._census_toggle, self._census_table, self._census_source),
        ):
            layout.addWidget(widget)
        layout.addStretch()
        self.setWidget(self._body)

        session.seat_changed.connect(self._on_seat_changed)
        session.election_changed.connect(self._on_seat_changed)
        session.outcome_changed.connect(self._on_outcome_changed)
        theme.changed.connect(self._on_theme_changed)
        self._census_toggle.toggled.connect(self._on_census_toggled)
        self._candidates.modelReset.connect(self._on_candidates_reset)
        self._table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._fit_tables()
        self._on_seat_changed()
        self._on_census_toggled(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_tables()

    def _on_theme_changed(self) -> None:
        self._table.viewport().update()
        self._card.update()

    def _on_census_toggled(self, shown: bool) -> None:
        self._census_toggle.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._census_table.setVisible(shown)
        self._census_source.setVisible(shown)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        origin = self._table.viewport().mapTo(self._body, QPoint(0, 0))
        at = self._table.visualRect(current).translated(origin)
        self.ensureVisible(at.center().x(), at.center().y(), 0, at.height())

    def _on_seat_changed(self) -> None:
        """Say what no scenario changes, then the rest."""
        constituency = self._session.constituency
        self._name.setText(constituency.name)
        where = list(dict.fromkeys((constituency.region, constituency.country)))
        self._place.setText(f"{', '.join(where)} · {constituency.type} constituency")
        self._electorate.setText(formatting.votes(constituency.electorate))
        self._notional_label.setText(seat_in_words.notional_result(constituency.id))
        byelection = seat_in_words.byelection(constituency.id, self._session.election)
        self._byelection.setText(byelection)
        self._facts.set_visible(self._byelection, bool(byelection))
        profile = census.profile(constituency)
        self._census.show(profile)
        self._census_source.setText(profile.source)
        self._census_table.clearSpans()
        for row in self._census.topic_rows():
            self._census_table.setSpan(row, 0, 1, self._census.columnCount())
        self._census_table.fit_height()
        self._on_outcome_changed()

    def _on_candidates_reset(self) -> None:
        self._table.fit_height()

    def _on_outcome_changed(self) -> None:
        session, seat = self._session, self._session.seat_position
        base, outcome, constituency = session.base, session.outcome, session.constituency
        winner, was = int(outcome.winner[seat]), int(base.winner[seat])
        candidate = session.election.candidates[winner]
        loser = session.election.candidates[was]
        notional = self._notional.winner[constituency.id]
        self._card.show_result(
            party=candidate.party,
            winner=f"{candidate.name}, {self._parties[candidate.party].name}",
            majority=seat_in_words.majority(outcome, seat),
            hold_or_gain=f"{candidate.party} {measures.hold_or_gain(candidate.party, notional)}"
            " on the notional result of 2019",
            changed=""
            if winner == was
            else f"Changed by the scenario. Before it: {loser.name} ({loser.party}),"
            f" by {formatting.votes(float(base.majority_votes[seat]))} votes",
        )
        now, before = (formatting.percent(float(of.turnout[seat])) for of in (outcome, base))
        turnout = now if now == before else f"{now}, before {before}"
        self._turnout.setText(f"{turnout} (valid votes / electorate)")
        at_the_box = formatting.percent(measures.ballot_box_turnout(constituency))
        self._turnout.setToolTip(
            f"At the ballot box, with {formatting.votes(constituency.invalid_votes)} invalid votes: "
            f"{at_the_box} (before the scenario)."
        )
        self._turnout.setAccessibleDescription(self._turnout.toolTip())
        self._flip.setText(formatting.flip_needs(outcome, seat))
        self._show_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _show_columns(self) -> None:
        """Show the columns of the scenario where it changes a vote here, and those that there is room for."""
        header, changed = self._table.horizontalHeader(), self._candidates.changed
        room = self.viewport().width() - 2 * MARGIN - self.fontMetrics().horizontalAdvance("Leanne Mohamad")
        for column in (BEFORE, AFTER, CHANGE, ON_2019):
            wanted = changed or column in (BEFORE, ON_2019)
            room -= self._column_widths[column - 1] if wanted else 0
            shown = wanted and (room >= 0 or column in (BEFORE, AFTER))
            if header.isSectionHidden(column) == shown:
                header.setSectionHidden(column, not shown)
        self._key.setText(
            "Bars: share of valid votes, of 100%; the mark is the share before the scenario."
            if changed
            else "Bars: share of valid votes, of 100%.",
        )

    def _fit_tables(self) -> None:
        metrics = self._table.fontMetrics()
        self._table.verticalHeader().setDefaultSectionSize(self._delegate.row_height(metrics))
        self._census_table.verticalHeader().setDefaultSectionSize(metrics.height() + 3)
        self._column_widths = self._table.fit_columns(("88,888", "Scenario", "−88,888", "On 2019"))
        self._census_table.fit_columns(("888,888", "England and Wales"))
        self._table.fit_height()
        self._census_table.fit_height()
