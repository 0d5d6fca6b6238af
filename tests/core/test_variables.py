"""Figures of constituencies: their values, their units, and why some have none."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.small import after, hold
from ukvote_gui.core import dataset
from ukvote_gui.core.moves import Swing, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.variables import Kind, Variable, left_out, population

ENGLAND, SCOTLAND = "England and Wales", "Scotland"
TURNOUT, MAJORITY = Variable(Kind.TURNOUT), Variable(Kind.MAJORITY)
ILFORD_NORTH = "E14001300"


@pytest.fixture(scope="module")
def real() -> Outcome:
    return base_outcome(dataset.load_election())


def census(nation: str, figure: str) -> Variable:
    return Variable(Kind.CENSUS, nation=nation, figure=figure)


def test_values_are_points() -> None:
    election = hold({"Here": {"A": 60, "B": 40}, "There": {"B": 50, "C": 50}}, electorate=200)
    base = base_outcome(election)
    assert TURNOUT.values(base, base) == pytest.approx([50.0, 50.0])
    assert MAJORITY.values(base, base) == pytest.approx([20.0, 0.0])
    share = Variable(Kind.SHARE, "A").values(base, base)
    assert share[0] == pytest.approx(60.0)
    assert np.isnan(share[1])


def test_a_change_by_the_scenario_is_after_less_before() -> None:
    election = hold({"Here": {"A": 60, "B": 40}})
    outcome = after(election, Swing(changes=(("A", -10.0), ("B", 10.0))))
    change = Variable(Kind.BY_SCENARIO, "B")
    assert change.values(outcome, base_outcome(election)) == pytest.approx([10.0])
    gone = after(election, Withdraw(who=("B",)))
    assert np.isnan(change.values(gone, base_outcome(election))).all()


def test_a_change_since_2019_is_on_the_notional_share(real: Outcome) -> None:
    seat = real.election.seat_index[ILFORD_NORTH]
    row = next(row for row in real.election.rows[seat] if real.election.candidates[row].party == "Lab")
    before = dataset.load_notional().share(ILFORD_NORTH, "Lab")
    assert before is not None
    change = Variable(Kind.SINCE_NOTIONAL, "Lab").values(real, real)[seat]
    assert change == pytest.approx(100 * (real.share[row] - before))


def test_a_census_figure_is_of_its_own_nations_alone(real: Outcome) -> None:
    there = np.array([c.country == "Scotland" for c in real.election.constituencies])
    assert (np.isnan(census(SCOTLAND, "population").values(real, real)) == ~there).all()


def test_a_seat_that_its_census_has_no_figure_of_is_told_apart(real: Outcome) -> None:
    muslim = census(SCOTLAND, "religion_muslim")
    assert left_out(muslim, TURNOUT, real, real) == (
        "594 seats left out: 593 outside Scotland, where censuses have other categories; "
        "1 without a figure on “Muslim”."
    )


def test_labels_have_the_unit_and_what_it_is_of() -> None:
    assert Variable(Kind.SHARE, "LD").label == "Liberal Democrats, % of valid votes"
    assert Variable(Kind.BY_SCENARIO, "LD").label.endswith("by the scenario, points")
    assert TURNOUT.label == "Turnout, valid votes as % of the electorate"
    assert census(SCOTLAND, "religion_muslim").label == "Muslim, % of population (Scotland, census of 2022)"


def test_values_in_words() -> None:
    assert TURNOUT.in_words(59.64) == "59.6%"
    assert Variable(Kind.SINCE_NOTIONAL, "Lab").in_words(-3.25) == "−3.2 points"
    assert census(ENGLAND, "population").in_words(104_200.0) == "104,200"
    assert MAJORITY.in_words(float("nan")) == "no figure"


def test_why_seats_are_left_out(real: Outcome) -> None:
    muslim, labour = census(ENGLAND, "religion_muslim"), Variable(Kind.SINCE_NOTIONAL, "Lab")
    why = (
        "76 seats left out: 75 outside England and Wales, where censuses have other categories; "
        "1 where Labour did not stand both times."
    )
    assert left_out(muslim, labour, real, real) == left_out(labour, muslim, real, real) == why
    assert left_out(TURNOUT, MAJORITY, real, real) == ""


def test_each_seat_is_left_out_once(real: Outcome) -> None:
    share = Variable(Kind.SHARE, "RUK")
    assert left_out(share, share, real, real) == "41 seats left out: 41 where Reform UK does not stand."
    independents = left_out(Variable(Kind.SINCE_NOTIONAL, "Ind"), TURNOUT, real, real)
    assert independents.startswith("650 seats left out: 650 where independents are no party")


def test_populations_of_all_censuses(real: Outcome) -> None:
    people = population(real.election)
    assert people.min() > 20_000
    nations = dict.fromkeys(dataset.CENSUS_OF.values())
    whole = sum(census(nation, "population").measure.nation_value for nation in nations)
    assert people.sum() == pytest.approx(whole, rel=1e-3)
