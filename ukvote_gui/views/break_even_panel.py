"""What it would take: the least rate, swing or number of voters that changes a seat, or makes a majority."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import dataset, fields, formatting, questions, tables
from ukvote_gui.core.moves import Pact
from ukvote_gui.core.moves.base import PROPORTIONAL
from ukvote_gui.core.moves.pact import FIRST_LISTED, MOST_VOTES
from ukvote_gui.core.questions import CountryAnswer, Fall, Rate, RateAnswer, SeatAnswers
from ukvote_gui.core.selection import EVERYWHERE, PERSON, Scope
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row, candidate_cell
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.state import clipboard
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StepSpin, StillCombo
from ukvote_gui.theme.panel import AnswerPanel, quiet_label, title_label, words_label

SEAT_ASSUMPTIONS = (
    "All else stays as the scenario has it. Rates and swings are the least hundredths that are enough, "
    "rounded up; those marked ≈ are found to 0.01 points. A swing "
    "takes so many points of share from one party and gives them to another; independents here rise and "
    "fall together."
)
COUNTRY_ASSUMPTIONS = (
    "All else stays as the scenario has it. A uniform swing takes the same points of share from one "
    "party, and gives them to the other, in every seat where they stand; independents count as one party. "
    "A pact that is tried comes after all moves of the scenario, in all of the country. It is arithmetic, "
    "and no forecast."
)
RATE_HEADS = (
    Head("Rate of"),
    Head("Now", "What the scenario has", figures=True),
    Head("From", "The least rate at which somebody else wins", figures=True),
    Head("Then wins"),
)
SWING_HEADS = (
    Head("From"),
    Head("To"),
    Head("By", "Points of share that the one loses and the other gains, so many at the least", figures=True),
    Head("Then wins"),
)
FALL_HEADS = (
    Head("At", "Where on the way it changes hands, rounded up", figures=True),
    Head("Constituency"),
    Head("Gains it"),
    Head("Loses it"),
)
_USER = int(Qt.ItemDataRole.UserRole)
_CHECKED = Qt.CheckState.Checked
_UNCHECKED = Qt.CheckState.Unchecked


class BreakEvenPanel(QTabWidget):
    """What changes the selected seat, and what gives a party so many seats, on a page each.

    Inside it: ``break_even_seat`` and ``break_even_country``, the pages; ``break_even_headline``,
    ``break_even_voters``, ``break_even_tried`` and ``break_even_answer`` (QLabel); ``break_even_rates``,
    ``break_even_swings`` and ``break_even_falls`` (QTableView); ``break_even_party``, ``break_even_way``
    and ``break_even_from`` (QComboBox); ``break_even_wanted`` (QDoubleSpinBox).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("break_even_panel")
        self.setAccessibleName("Break-even")
        self.setDocumentMode(True)
        self.addTab(_SeatPage(session, theme), "This seat")
        self.addTab(_CountryPage(session, theme), "The country")


class _SeatPage(AnswerPanel):
    """What changes the session's constituency."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("break_even_seat")
        self.setAccessibleName("What changes this seat")
        self._session = session
        self._headline = words_label("break_even_headline")
        self._voters = words_label("break_even_voters")
        self._rates = AnswerTable(theme, RATE_HEADS, self)
        self._rates_view = AnswerView(
            "break_even_rates", "Least rates that change this seat", self._rates, roomy={0: 14, 3: 12}
        )
        self._no_rates = quiet_label()
        self._no_rates.setText("No move of the scenario has a rate.")
        self._picker = _PactPicker(theme, rows=5)
        self._tried = words_label("break_even_tried")
        self._swings = AnswerTable(theme, SWING_HEADS, self)
        self._swings_view = AnswerView(
            "break_even_swings",
            "Least swings between two parties that change this seat",
            self._swings,
            roomy={3: 12},
            most_rows=8,
        )
        self._no_swings = quiet_label()
        self._no_swings.setText("No swing between two parties changes who wins.")
        assumptions = quiet_label()
        assumptions.setText(SEAT_ASSUMPTIONS)
        for widget in (
            self._headline,
            self.status,
            title_label("Fewest voters who change it"),
            self._voters,
            title_label("Least rate that changes it"),
            self._rates_view,
            self._no_rates,
            title_label("A pact to try"),
            self._picker,
            self._tried,
            title_label("Least swing between two parties that changes it"),
            self._swings_view,
            self._no_swings,
            assumptions,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        session.seat_changed.connect(self.follow_now)
        session.outcome_changed.connect(self.follow)
        self._picker.changed.connect(self.follow_now)
        theme.changed.connect(self._on_theme_changed)
        self._rates_view.copy_pressed.connect(self._on_copy_rates)
        self._swings_view.copy_pressed.connect(self._on_copy_swings)

    def question(self) -> Work:
        session = self._session
        outcome, seat = session.outcome, session.seat
        election = outcome.election
        here = (row for row in outcome.ranking(session.seat_position) if outcome.standing[row])
        candidates = [election.candidates[row] for row in here]
        self._picker.offer([(PERSON + c.person, f"{c.party} {c.name}", c.party) for c in candidates])
        pact = self._picker.pact(Scope(seats=(seat,)))
        return partial(questions.about_seat, session.scenario, outcome, seat, pact)

    def show_answer(self, answer: object) -> None:
        assert isinstance(answer, SeatAnswers)
        self._headline.setText(answer.headline)
        self._voters.setText("\n".join(answer.voters) or "Nobody else stands here.")
        self._rates.show([row for rate in answer.rates for row in _rate_rows(rate)])
        self._rates_view.setVisible(bool(answer.rates))
        self._no_rates.setVisible(not answer.rates)
        self._tried.setText(
            questions.turns_in_words(answer.tried)
            if answer.tried is not None
            else "Tick two or more who would agree on one candidate."
        )
        self._swings.show(
            [
                Row(
                    (
                        Cell(swing.loser, swing.loser),
                        Cell(swing.gainer, swing.gainer),
                        Cell(questions.figure(swing.enough_pp, in_points=True)),
                        candidate_cell(swing.winner),
                    )
                )
                for swing in answer.swings
            ]
        )
        self._swings_view.setVisible(bool(answer.swings))
        self._no_swings.setVisible(not answer.swings)

    def _on_theme_changed(self) -> None:
        for view in (self._rates_view, self._swings_view):
            view.viewport().update()

    def _on_copy_rates(self) -> None:
        _copy(self._rates, self._session)

    def _on_copy_swings(self) -> None:
        _copy(self._swings, self._session)


class _CountryPage(AnswerPanel):
    """What gives a party so many seats."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("break_even_country")
        self.setAccessibleName("What gives a party so many seats")
        self._session = session
        self._theme = theme
        self._rates: tuple[Rate, ...] = ()
        self._party = _combo("break_even_party", "Party that is to reach the seats")
        self._wanted = StepSpin()
        self._wanted.setObjectName("break_even_wanted")
        self._wanted.setAccessibleName("Number of seats to reach")
        self._wanted.setDecimals(0)
        every = len(session.election.constituencies)
        self._wanted.setRange(1, every)
        self._wanted.setValue(every // 2 + 1)
        self._way = _combo("break_even_way", "What is turned to reach them")
        self._from = _combo("break_even_from", "Party that the swing is from")
        self._from_label = QLabel("from")
        self._from_label.setBuddy(self._from)
        self._picker = _PactPicker(theme, rows=6)
        self._answer = words_label("break_even_answer")
        self._answer.setAccessibleName("Answer")
        self._precision = quiet_label()
        self._falls_title = title_label("")
        self._falls = AnswerTable(theme, FALL_HEADS, self)
        self._falls_view = AnswerView(
            "break_even_falls",
            "Seats that change hands on the way, in order",
            self._falls,
            roomy={1: 14, 2: 12, 3: 12},
            most_rows=14,
            chooses=True,
        )
        self._fill_parties()
        self._fill_ways()
        ask = QGridLayout()
        ask.setHorizontalSpacing(6)
        ask.setVerticalSpacing(4)
        ask.setColumnStretch(1, 1)
        ask.addWidget(_labelled("Party", self._party), 0, 0)
        ask.addWidget(self._party, 0, 1)
        ask.addWidget(_labelled("to reach", self._wanted), 0, 2)
        ask.addWidget(self._wanted, 0, 3)
        ask.addWidget(QLabel("seats"), 0, 4)
        ask.addWidget(_labelled("by", self._way), 1, 0)
        ask.addWidget(self._way, 1, 1, 1, 4)
        ask.addWidget(self._from_label, 2, 0)
        ask.addWidget(self._from, 2, 1, 1, 4)
        assumptions = quiet_label()
        assumptions.setText(COUNTRY_ASSUMPTIONS)
        self.body.addLayout(ask)
        for widget in (
            self._picker,
            self.status,
            self._answer,
            self._precision,
            self._falls_title,
            self._falls_view,
            assumptions,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for box in (self._party, self._way, self._from):
            box.currentIndexChanged.connect(self._on_asked)
        self._wanted.valueChanged.connect(self.follow_now)
        self._picker.changed.connect(self.follow_now)
        self._falls_view.seat_chosen.connect(session.select)
        self._falls_view.copy_pressed.connect(self._on_copy_pressed)
        session.seat_changed.connect(self._on_seat_changed)
        session.outcome_changed.connect(self.follow)
        theme.changed.connect(self._on_theme_changed)
        self._show_way()

    def question(self) -> Work | None:
        session = self._session
        self._fill_ways()
        self._show_way()
        party, wanted = str(self._party.currentData()), round(self._wanted.value())
        if self._by_swing:
            loser = self._from.currentData()
            if loser == party:
                self._say("A swing is from one party to another: choose two.")
                return None
            return partial(questions.by_swing, session.outcome, loser or None, party, wanted)
        rate = self._rate()
        if rate is None:
            self._say("Tick two or more parties that would agree on one candidate a seat.")
            return None
        return partial(questions.by_rate, rate, party, wanted)

    def show_answer(self, answer: object) -> None:
        assert isinstance(answer, CountryAnswer)
        self._answer.setText(answer.headline)
        self._precision.setText(answer.precision)
        self._falls.show(
            [
                Row(
                    (
                        Cell(
                            _at(questions.rounded_up(fall.at, answer.in_points), fall.exact, answer.in_points)
                        ),
                        Cell(fall.name),
                        candidate_cell(fall.winner),
                        candidate_cell(fall.loser),
                    ),
                    fall.seat,
                )
                for fall in answer.falls
            ]
        )
        self._show_falls(bool(answer.falls))
        number = len(answer.falls)
        self._falls_title.setText(f"{number} {'change' if number == 1 else 'changes'} of winner on the way")
        self._on_seat_changed()

    @property
    def _by_swing(self) -> bool:
        return self._way.currentIndex() == 0

    @property
    def _by_tried_pact(self) -> bool:
        return self._way.currentIndex() == self._way.count() - 1

    def _rate(self) -> Rate | None:
        if not self._by_tried_pact:
            return self._rates[self._way.currentIndex() - 1]
        pact = self._picker.pact(EVERYWHERE)
        return None if pact is None else questions.tried(self._session.scenario, pact)

    def _say(self, prompt: str) -> None:
        """Say what is missing for an answer."""
        self._answer.setText(prompt)
        self._precision.clear()
        self._falls.show(())
        self._show_falls(False)

    def _show_falls(self, shown: bool) -> None:
        self._falls_title.setVisible(shown)
        self._falls_view.setVisible(shown)

    def _show_way(self) -> None:
        """Show what belongs to the chosen way."""
        self._from.setVisible(self._by_swing)
        self._from_label.setVisible(self._by_swing)
        self._picker.setVisible(self._by_tried_pact)

    def _fill_parties(self) -> None:
        """Offer the parties, and ask at first what takes the majority from the largest to the second."""
        base = self._session.base
        names = {p: dataset.load_parties()[p].name for p in questions.parties_to_ask_about(base)}
        self._from.addItem("all other parties, in proportion", "")
        for party, name in names.items():
            for box in (self._party, self._from):
                box.addItem(name, party)
        self._picker.offer([(party, f"{party} {name}", party) for party, name in names.items()])
        first, second = questions.two_largest(base)
        self._party.setCurrentIndex(self._party.findData(second))
        self._from.setCurrentIndex(self._from.findData(first))
        self._colour_parties()

    def _fill_ways(self) -> None:
        """Offer the rates of the scenario's moves beside a swing and a pact to try."""
        self._rates = questions.rates_of(self._session.scenario)
        names = [f"the rate of {rate.name}" for rate in self._rates]
        wanted = ["a uniform swing", *names, "a pact to try"]
        if [self._way.itemText(at) for at in range(self._way.count())] == wanted:
            return
        chosen, was_last = self._way.currentText(), self._way.count() > 0 and self._by_tried_pact
        self._way.blockSignals(True)
        self._way.clear()
        self._way.addItems(wanted)
        self._way.setCurrentIndex(len(wanted) - 1 if was_last else max(0, self._way.findText(chosen)))
        self._way.blockSignals(False)

    def _colour_parties(self) -> None:
        for box in (self._party, self._from):
            for at in range(box.count()):
                if party := box.itemData(at):
                    box.setItemIcon(at, _swatch(self._theme, party))

    def _on_asked(self) -> None:
        self._show_way()
        self.follow_now()

    def _on_seat_changed(self) -> None:
        if self.isVisible():
            self._falls_view.show_seat(self._session.seat)

    def _on_theme_changed(self) -> None:
        self._colour_parties()
        self._falls_view.viewport().update()

    def _on_copy_pressed(self) -> None:
        _copy(self._falls, self._session)


class _PactPicker(QWidget):
    """Members of a pact to tick, and how they agree.

    Signals:
        changed: another pact is picked.
    """

    changed = Signal()

    def __init__(self, theme: Theme, rows: int) -> None:
        super().__init__()
        self._theme = theme
        self._offered: list[tuple[str, str, str]] = []
        self._ticked: list[str] = []
        self._list = QListWidget()
        self._list.setObjectName("break_even_members")
        self._list.setAccessibleName("Members of a pact to try")
        self._list.setTabKeyNavigation(False)
        self._most_rows = rows
        self._rule = _combo("break_even_rule", "Who is the joint candidate")
        self._rule.addItem("has most votes of them", MOST_VOTES)
        self._rule.addItem("was ticked first", FIRST_LISTED)
        self._rest = _combo("break_even_rest", "What the rest of the votes do")
        self._rest.addItem("stays at home", fields.ABSTAIN)
        self._rest.addItem("goes to all who stay, in proportion", PROPORTIONAL)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(4)
        for at, (name, box) in enumerate((("The one stands who", self._rule), ("What is left", self._rest))):
            grid.addWidget(_labelled(name, box), at, 0)
            grid.addWidget(box, at, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list)
        layout.addLayout(grid)
        self._list.itemChanged.connect(self._on_item_changed)
        self._rule.currentIndexChanged.connect(self._on_rule_chosen)
        self._rest.currentIndexChanged.connect(self._on_rule_chosen)
        theme.changed.connect(self._on_theme_changed)

    def offer(self, members: Sequence[tuple[str, str, str]]) -> None:
        """Offer members: the selector, the text and the party of each; ticks stay on those there were."""
        if list(members) == self._offered:
            return
        self._offered = list(members)
        selectors = {selector for selector, _, _ in members}
        self._ticked = [selector for selector in self._ticked if selector in selectors]
        self._list.blockSignals(True)
        self._list.clear()
        for selector, text, party in members:
            item = QListWidgetItem(_swatch(self._theme, party), text, self._list)
            item.setData(_USER, selector)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(_CHECKED if selector in self._ticked else _UNCHECKED)
        self._list.blockSignals(False)
        shown = min(len(members), self._most_rows)
        self._list.setFixedHeight(shown * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth())

    def pact(self, scope: Scope) -> Pact | None:
        """Return the pact of those who are ticked, None where they are fewer than two."""
        if len(self._ticked) < 2:
            return None
        rule, rest = str(self._rule.currentData()), str(self._rest.currentData())
        return Pact(members=tuple(self._ticked), choose=rule, rest=rest, scope=scope)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        selector = str(item.data(_USER))
        ticked = [other for other in self._ticked if other != selector]
        if item.checkState() == _CHECKED:
            ticked.append(selector)
        if set(ticked) != set(self._ticked):
            self._ticked = ticked
            self.changed.emit()

    def _on_rule_chosen(self) -> None:
        self.changed.emit()

    def _on_theme_changed(self) -> None:
        self._list.blockSignals(True)
        for at, (_, _, party) in enumerate(self._offered):
            self._list.item(at).setIcon(_swatch(self._theme, party))
        self._list.blockSignals(False)


def _rate_rows(answer: RateAnswer) -> list[Row]:
    """Return a row a change of winner, or one that says there is none."""
    now = "" if answer.rate.now is None else formatting.percent(answer.rate.now, 1)
    words = questions.turns_in_words(answer)
    name = Cell(answer.rate.name, tip=f"{answer.rate.name}: {words}")
    if not answer.turns:
        return [
            Row(
                (
                    name,
                    Cell(now),
                    Cell(formatting.NONE, tip=words),
                    Cell("nobody else", quiet=True, tip=words),
                )
            )
        ]
    rows = []
    for turn in answer.turns:
        at = Cell(_at(turn.enough, turn.exact, in_points=False), tip=questions.rate_in_words(turn.enough))
        rows.append(Row((name, Cell(now), at, candidate_cell(turn.winner))))
        name, now = Cell("", spoken="the same"), ""
    return rows


def _fall_cell(fall: Fall, in_points: bool) -> Cell:
    return Cell(_at(questions.rounded_up(fall.at, in_points), fall.exact, in_points))


def _at(value: float, exact: bool, in_points: bool) -> str:
    text = questions.figure(value, in_points)
    return text if exact else f"≈ {text}"


def _combo(name: str, accessible_name: str) -> StillCombo:
    box = StillCombo()
    box.setObjectName(name)
    box.setAccessibleName(accessible_name)
    box.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def _labelled(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label


def _swatch(theme: Theme, party: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(theme.colour(party))
    return QIcon(pixmap)


def _copy(table: AnswerTable, session: Session) -> None:
    shown = table.table()
    clipboard.put(tables.as_text(shown), tables.as_html(shown))
    session.message_posted.emit(f"Copied {formatting.counted(len(shown.rows), 'row')}.")
