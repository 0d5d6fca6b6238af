"""The selected constituency: its result, before and after the scenario, and who lives there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import census, dataset, formatting, measures
from ukvote_gui.models.candidate_table import (
    AFTER,
    BEFORE,
    CANDIDATE,
    CHANGE,
    ON_2019,
    CandidateDelegate,
    CandidateTable,
)
from ukvote_gui.models.census_table import CensusTable
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

MARGIN = 12

_MUTED = QPalette.ColorRole.PlaceholderText


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

        self._name = _label("detail_name")
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._name.setFont(font)
        self._place = _label("detail_place", muted=True)
        self._card = _Card(theme)
        self._electorate = _label("detail_electorate")
        self._turnout = _label("detail_turnout")
        self._notional_label = _label("detail_notional")
        self._byelection = _label("detail_byelection")
        self._flip = _label("detail_flip")
        self._facts = _Lines(QMargins())
        for title, value in (
            ("Electorate", self._electorate),
            ("Turnout", self._turnout),
            ("To flip it", self._flip),
            ("2019, notional", self._notional_label),
            ("By-election", self._byelection),
        ):
            self._facts.add(value, title)

        self._candidates = CandidateTable(session, self)
        self._table = _table("candidate_table", "Candidates, their votes and shares")
        self._table.setModel(self._candidates)
        self._delegate = CandidateDelegate(theme, self)
        self._table.setItemDelegate(self._delegate)
        self._key = _label("detail_key", muted=True)

        self._census = CensusTable(self)
        self._census_table = _table("census_table", "Census figures of the constituency and of its nation")
        self._census_table.setModel(self._census)
        self._census_source = _label("census_source", muted=True)
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
        self._notional_label.setText(self._notional_in_words())
        byelection = self._byelection_in_words()
        self._byelection.setText(byelection)
        self._facts.set_visible(self._byelection, bool(byelection))
        profile = census.profile(constituency)
        self._census.show(profile)
        self._census_source.setText(profile.source)
        self._census_table.clearSpans()
        for row in self._census.topic_rows():
            self._census_table.setSpan(row, 0, 1, self._census.columnCount())
        _fit_height(self._census_table)
        self._on_outcome_changed()

    def _on_candidates_reset(self) -> None:
        _fit_height(self._table)

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
            majority=self._majority_in_words(),
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

    def _majority_in_words(self) -> str:
        outcome, seat = self._session.outcome, self._session.seat_position
        if outcome.tie[seat]:
            return "A tie: it goes to whoever had more votes before the scenario"
        votes = formatting.votes(float(outcome.majority_votes[seat]))
        points = formatting.points(float(outcome.majority_share[seat]) * 100, 2)
        return f"Majority {votes} votes, {points} points of valid votes"

    def _notional_in_words(self) -> str:
        seat = self._session.seat
        party = self._parties[self._notional.winner[seat]].name
        votes = formatting.votes(self._notional.majority_votes[seat])
        points = formatting.points(self._notional.majority_share(seat) * 100)
        return f"{party} by {votes} votes, {points} points (an estimate by Rallings and Thrasher)"

    def _byelection_in_words(self) -> str:
        seat = self._session.seat
        byelection = dataset.load_byelections().get(seat)
        if byelection is None:
            return ""
        held = f"{formatting.day_in_words(date.fromisoformat(byelection.date))}: {byelection.result}."
        general = dataset.load_election()
        if self._session.election.key == general.key:
            return f"{held} The figures here are those of the general election before it."
        at = general.seat_index[seat]
        winner = general.candidates[int(general.winner[at])]
        points = formatting.points(float(general.majority_share[at]) * 100)
        return (
            f"{held} The figures here are those of the by-election; at the general election of 2024 "
            f"{winner.name} ({winner.party}) won by {points} points."
        )

    def _fit_tables(self) -> None:
        metrics = self._table.fontMetrics()
        self._table.verticalHeader().setDefaultSectionSize(self._delegate.row_height(metrics))
        self._census_table.verticalHeader().setDefaultSectionSize(metrics.height() + 3)
        self._column_widths = _fit_columns(self._table, ("88,888", "Scenario", "−88,888", "On 2019"))
        _fit_columns(self._census_table, ("888,888", "England and Wales"))
        _fit_height(self._table)
        _fit_height(self._census_table)


class _Lines(QWidget):
    """Labels under each other, some with a title at their left.

    A layout would measure the whole panel again at each step of a drag, as a label's text is another; here
    nothing moves unless a label needs more or fewer lines than it had.
    """

    SPACING = 3

    def __init__(self, margins: QMargins) -> None:
        super().__init__()
        self._margins = margins
        self._lines: list[tuple[QLabel | None, QLabel]] = []
        self._heights: dict[QLabel, tuple[tuple[str, int], int]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, value: QLabel, title: str = "") -> None:
        """Add a label, below the others."""
        caption = None
        if title:
            caption = _muted(QLabel(title, self))
            caption.setBuddy(value)
        value.setParent(self)
        self._lines.append((caption, value))

    def set_visible(self, value: QLabel, visible: bool) -> None:
        """Show or hide a label with its title."""
        for caption, label in self._lines:
            if label is value and visible == label.isHidden():
                label.setVisible(visible)
                if caption is not None:
                    caption.setVisible(visible)
                self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.FontChange):
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        captions = [caption.sizeHint().width() for caption, _ in self._lines if caption is not None]
        indent = max(captions, default=-8) + 8
        left, top = self._margins.left(), self._margins.top()
        width = self.width() - left - self._margins.right() - indent
        for caption, label in self._lines:
            if label.isHidden():
                continue
            height = self._height(label, width)
            label.setGeometry(left + indent, top, width, height)
            if caption is not None:
                caption.setGeometry(left, top, indent, caption.sizeHint().height())
            top += height + self.SPACING
        height = top - self.SPACING + self._margins.bottom()
        if height != self.height():
            self.setFixedHeight(height)

    def _height(self, label: QLabel, width: int) -> int:
        """Return how high a label is, asked anew where its text is another: to be asked, it paints itself."""
        known, height = self._heights.get(label, (None, 0))
        if known != (label.text(), width):
            height = label.heightForWidth(width)
            self._heights[label] = (label.text(), width), height
        return height


class _Card(_Lines):
    """The result in a few lines, with a stripe in the winner's colour."""

    STRIPE = 6

    def __init__(self, theme: Theme) -> None:
        super().__init__(QMargins(self.STRIPE + 10, 8, 10, 8))
        self._theme = theme
        self._party = ""
        self._winner = _label("detail_winner")
        font = self._winner.font()
        font.setBold(True)
        self._winner.setFont(font)
        self._majority = _label("detail_majority")
        self._hold_or_gain = _label("detail_hold_or_gain", muted=True)
        self._changed = _label("detail_changed")
        for label in (self._winner, self._majority, self._hold_or_gain, self._changed):
            self.add(label)

    def show_result(self, party: str, winner: str, majority: str, hold_or_gain: str, changed: str) -> None:
        self._winner.setText(winner)
        self._majority.setText(majority)
        self._hold_or_gain.setText(hold_or_gain)
        self._changed.setText(changed)
        self.set_visible(self._changed, bool(changed))
        if party != self._party:
            self._party = party
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.base))
        if not self._changed.isHidden():
            painter.fillRect(self._changed.geometry().adjusted(-4, -1, 4, 1), QColor(tokens.changed))
        painter.fillRect(QRect(0, 0, self.STRIPE, self.height()), self._theme.colour(self._party))
        painter.setPen(QColor(tokens.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _label(name: str, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return _muted(label) if muted else label


def _muted(label: QLabel) -> QLabel:
    label.setForegroundRole(_MUTED)
    return label


def _table(name: str, accessible_name: str) -> QTableView:
    """Return a table that is as high as its rows: the panel scrolls, not the table."""
    table = QTableView()
    table.setObjectName(name)
    table.setAccessibleName(accessible_name)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setMinimumSectionSize(1)
    table.horizontalHeader().setSectionsClickable(False)
    table.horizontalHeader().setHighlightSections(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return table


def _fit_columns(table: QTableView, widest: tuple[str, ...]) -> list[int]:
    """Make each column of figures as wide as its widest text, and give the first column what is left.

    Returns the widths of the columns of figures.
    """
    header, metrics = table.horizontalHeader(), table.fontMetrics()
    widths = [metrics.horizontalAdvance(text) + 2 * CandidateDelegate.PADDING for text in widest]
    header.setMinimumSectionSize(1)
    header.setSectionResizeMode(CANDIDATE, QHeaderView.ResizeMode.Stretch)
    for column, width in enumerate(widths, CANDIDATE + 1):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(column, width)
    return widths


def _fit_height(table: QTableView) -> None:
    rows = table.verticalHeader().defaultSectionSize() * table.model().rowCount()
    table.setFixedHeight(rows + table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth())
