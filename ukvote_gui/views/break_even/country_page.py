"""The page about the country: what gives a party so many seats, and which seats fall on the way."""

from __future__ import annotations

from ukvote_gui.core.questions.country import CountryAnswer, Fall
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row, candidate_cell
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import AnswerPanel, quiet_label, title_label, words_label
from ukvote_gui.views.break_even.controls import copy_table, value_from
from ukvote_gui.views.break_even.country_question import CountryQuestion

ASSUMPTIONS = (
    "All else stays as the scenario has it. A uniform swing takes the same points of share from one "
    "party, and gives them to the other, in every seat where they stand; independents count as one party. "
    "A pact that is tried comes after all moves of the scenario, in all of the country. It is arithmetic, "
    "and no forecast."
)
FALL_HEADS = (
    Head("At", "Where on the way it changes hands, rounded up", figures=True),
    Head("Constituency"),
    Head("Gains it"),
    Head("Loses it"),
)


class CountryPage(AnswerPanel):
    """What gives a party so many seats."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("break_even_country")
        self.setAccessibleName("What gives a party so many seats")
        self._session = session
        self._question = CountryQuestion(session, theme)
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
        assumptions = quiet_label()
        assumptions.setText(ASSUMPTIONS)
        for widget in (
            self._question,
            self.status,
            self._answer,
            self._precision,
            self._falls_title,
            self._falls_view,
            assumptions,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._question.changed.connect(self.follow_now)
        self._falls_view.seat_chosen.connect(session.select)
        self._falls_view.copy_pressed.connect(self._on_copy_pressed)
        session.seat_changed.connect(self._on_seat_changed)
        session.outcome_changed.connect(self.follow)
        theme.changed.connect(self._on_theme_changed)

    def question(self) -> Work | None:
        asked = self._question.asked()
        if isinstance(asked, str):
            self._answer.setText(asked)
            self._precision.clear()
            self._show_falls((), in_points=False)
            return None
        return asked

    def show_answer(self, answer: object) -> None:
        assert isinstance(answer, CountryAnswer)
        self._answer.setText(answer.headline)
        self._precision.setText(answer.precision)
        self._show_falls(answer.falls, answer.in_points)
        self._on_seat_changed()

    def _show_falls(self, falls: tuple[Fall, ...], in_points: bool) -> None:
        number = len(falls)
        self._falls_title.setText(f"{number} {'change' if number == 1 else 'changes'} of winner on the way")
        self._falls.show([_fall_row(fall, in_points) for fall in falls])
        self._falls_title.setVisible(bool(falls))
        self._falls_view.setVisible(bool(falls))

    def _on_seat_changed(self) -> None:
        self._falls_view.show_seat(self._session.seat)

    def _on_theme_changed(self) -> None:
        self._falls_view.viewport().update()

    def _on_copy_pressed(self) -> None:
        copy_table(self._falls, self._session)


def _fall_row(fall: Fall, in_points: bool) -> Row:
    at = Cell(value_from(fall.enough, fall.exact, in_points))
    return Row((at, Cell(fall.name), candidate_cell(fall.winner), candidate_cell(fall.loser)), fall.seat)
