"""The page about a seat: the fewest voters, the least rates and the least swings that change who wins it."""

from __future__ import annotations

from functools import partial

from ukvote_gui.core import formatting
from ukvote_gui.core.questions.seat import RateAnswer, SeatAnswers, SwingAnswer, about_seat, turns_in_words
from ukvote_gui.core.questions.values import figure, rate_in_words
from ukvote_gui.core.selection import PERSON, Scope
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row, candidate_cell
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import AnswerPanel, quiet_label, title_label, words_label
from ukvote_gui.views.break_even.controls import copy_table, value_from
from ukvote_gui.views.break_even.pact_picker import PactPicker

ASSUMPTIONS = (
    "All else stays as the scenario has it. Rates and swings are the least hundredths that are enough, "
    "rounded up; those marked ≈ are found to 0.01 points. A swing "
    "takes so many points of share from one party and gives them to another; independents here rise and "
    "fall together."
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


class SeatPage(AnswerPanel):
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
        self._picker = PactPicker(theme, "break_even", rows=5)
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
        assumptions.setText(ASSUMPTIONS)
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
        return partial(about_seat, session.scenario, outcome, seat, pact)

    def show_answer(self, answer: object) -> None:
        assert isinstance(answer, SeatAnswers)
        self._headline.setText(answer.headline)
        self._voters.setText("\n".join(answer.voters) or "Nobody else stands here.")
        self._rates.show([row for rate in answer.rates for row in _rate_rows(rate)])
        self._rates_view.setVisible(bool(answer.rates))
        self._no_rates.setVisible(not answer.rates)
        self._tried.setText(
            turns_in_words(answer.tried)
            if answer.tried is not None
            else "Tick two or more who would agree on one candidate."
        )
        self._swings.show([_swing_row(swing) for swing in answer.swings])
        self._swings_view.setVisible(bool(answer.swings))
        self._no_swings.setVisible(not answer.swings)

    def _on_theme_changed(self) -> None:
        for view in (self._rates_view, self._swings_view):
            view.viewport().update()

    def _on_copy_rates(self) -> None:
        copy_table(self._rates, self._session)

    def _on_copy_swings(self) -> None:
        copy_table(self._swings, self._session)


def _rate_rows(answer: RateAnswer) -> list[Row]:
    """Return a row a change of winner, or one that says there is none."""
    now = "" if answer.rate.now is None else formatting.percent(answer.rate.now, 1)
    words = turns_in_words(answer)
    name = Cell(answer.rate.name, tip=f"{answer.rate.name}: {words}")
    if not answer.turns:
        none, nobody = Cell(formatting.NONE, tip=words), Cell("nobody else", quiet=True, tip=words)
        return [Row((name, Cell(now), none, nobody))]
    rows = []
    for turn in answer.turns:
        value = value_from(turn.enough, turn.exact, in_points=False)
        at = Cell(value, tip=rate_in_words(turn.enough))
        rows.append(Row((name, Cell(now), at, candidate_cell(turn.winner))))
        name, now = Cell("", spoken="the same"), ""
    return rows


def _swing_row(swing: SwingAnswer) -> Row:
    return Row(
        (
            Cell(swing.loser, swing.loser),
            Cell(swing.gainer, swing.gainer),
            Cell(figure(swing.enough_pp, in_points=True)),
            candidate_cell(swing.winner),
        )
    )
