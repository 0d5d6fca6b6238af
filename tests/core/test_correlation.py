"""The line through constituencies: against arithmetic by hand, against numpy, and in words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ukvote_gui.core import correlation, dataset
from ukvote_gui.core.correlation import Line, fitted_line, in_words
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.variables import Kind, Variable

MUSLIM = Variable(Kind.CENSUS, nation="England and Wales", figure="religion_muslim")
POPULATION = Variable(Kind.CENSUS, nation="England and Wales", figure="population")
LABOUR_CHANGE = Variable(Kind.SINCE_NOTIONAL, "Lab")
TURNOUT = Variable(Kind.TURNOUT)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return base_outcome(dataset.load_election())


def test_the_line_by_hand() -> None:
    # Deviations -1.5, -0.5, 0.5, 1.5 and -1, -2, 1, 2: Sxx 5, Syy 10, Sxy 6; r = 6 / sqrt(50), slope 6/5.
    line = fitted_line(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 4.0, 5.0]))
    assert line is not None
    assert line.n == 4
    assert [line.slope, line.intercept] == pytest.approx([1.2, 0.0])
    assert line.r == pytest.approx(6 / 50**0.5)
    assert line.at(2.0) == pytest.approx(2.4)


def test_points_on_a_line_are_that_line() -> None:
    line = fitted_line(np.array([0.0, 1.0, 5.0]), np.array([7.0, 5.0, -3.0]))
    assert line is not None
    assert [line.r, line.slope, line.intercept] == pytest.approx([-1.0, -2.0, 7.0])


def test_what_has_no_figure_is_left_out() -> None:
    x = np.array([1.0, 2.0, np.nan, 3.0, 4.0, 9.0])
    y = np.array([2.0, 1.0, 8.0, 4.0, 5.0, np.nan])
    assert fitted_line(x, y) == fitted_line(x[[0, 1, 3, 4]], y[[0, 1, 3, 4]])


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1.0, 2.0], [1.0, 2.0]),
        ([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]),
        ([1.0, 2.0, 3.0], [0.1 + 0.2, 0.3, 0.3]),
        ([1.0, 2.0, np.nan], [1.0, 2.0, 3.0]),
        ([], []),
    ],
)
def test_there_is_no_line_where_nothing_differs(x: list[float], y: list[float]) -> None:
    assert fitted_line(np.array(x), np.array(y)) is None


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=3, max_size=40))
def test_numpy_says_the_same(pairs: list[tuple[int, int]]) -> None:
    x, y = np.array(pairs, dtype=np.float64).T
    assume(np.ptp(x) > 0 and np.ptp(y) > 0)
    line = fitted_line(x, y)
    assert line is not None
    assert line.r == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)
    assert [line.slope, line.intercept] == pytest.approx(np.polyfit(x, y, 1).tolist(), abs=1e-6)


def test_the_claim_about_labour_where_more_muslims_live(outcome: Outcome) -> None:
    # SOURCES row 16. Chorley, where Labour did not stand against the Speaker, has no change.
    x, y = MUSLIM.values(outcome, outcome), LABOUR_CHANGE.values(outcome, outcome)
    line = fitted_line(x, y)
    assert line is not None
    both = ~np.isnan(x) & ~np.isnan(y)
    assert line.n == 574 == int(both.sum())
    assert line.r == pytest.approx(np.corrcoef(x[both], y[both])[0, 1])
    assert in_words(line, MUSLIM, LABOUR_CHANGE) == (
        "Where “Muslim, % of population” is 1 point higher, “Labour, change of share since 2019 (notional), "
        "points” is on average 0.82 points lower. r = −0.75, n = 574 seats, each counted once."
    )


@pytest.mark.parametrize(
    ("slope", "x", "y", "words"),
    [
        (0.0004, POPULATION, TURNOUT, "persons” is 1,000 persons higher, “Turnout, valid votes as % of"),
        (0.0004, POPULATION, TURNOUT, "is on average 0.40 points higher."),
        (0.0000123, POPULATION, TURNOUT, "is on average 0.012 points higher."),
        (-480.4, TURNOUT, POPULATION, "is on average 480 persons lower."),
        (0.0, TURNOUT, MUSLIM, "is the same on average."),
        (-12.345, TURNOUT, MUSLIM, "is on average 12.35 points lower."),
    ],
)
def test_a_slope_in_the_units_of_the_two(slope: float, x: Variable, y: Variable, words: str) -> None:
    assert words in in_words(Line(9, 0.5, slope, 0.0), x, y)


def test_no_line_is_said() -> None:
    assert in_words(None, TURNOUT, MUSLIM).startswith("No line")


def test_the_fallacy_is_named_with_its_source() -> None:
    assert "Robinson 1950" in correlation.ECOLOGICAL_FALLACY
