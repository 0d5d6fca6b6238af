"""Where seats fall on the way: what is said to be enough is, in the engine, as it is said."""

from __future__ import annotations

import pytest

from ukvote_gui.core import dataset
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Pact, SetShares, Swing
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.questions import country
from ukvote_gui.core.questions.country import CountryAnswer, by_rate
from ukvote_gui.core.questions.rates import tried
from ukvote_gui.core.questions.values import figure
from ukvote_gui.core.scenario import Scenario

PARTIES = ("Lab", "Con", "LD", "RUK", "Green", "SNP")


def outcome_of(scenario: Scenario) -> Outcome:
    return evaluate(dataset.load_election(scenario.base), scenario)


def by_swing(scenario: Scenario, loser: str | None, gainer: str, wanted: int) -> CountryAnswer:
    return country.by_swing(outcome_of(scenario), loser, gainer, wanted)


def holds(scenario: Scenario, seat: str) -> str:
    """Return the person who has a seat."""
    outcome = outcome_of(scenario)
    election = outcome.election
    return election.candidates[int(outcome.winner[election.seat_index[seat]])].person


@pytest.mark.parametrize("loser", [*PARTIES, None])
def test_a_seat_has_fallen_at_the_swing_that_is_said(loser: str | None) -> None:
    gainer = "Con" if loser == "RUK" else "RUK"
    answer = by_swing(Scenario(), loser, gainer, 650)
    assert answer.falls
    for fall in answer.falls[:: 1 + len(answer.falls) // 20]:
        by = float(figure(fall.enough, in_points=True))
        changes = ((gainer, by),) if loser is None else ((loser, -by), (gainer, by))
        assert holds(Scenario(moves=(Swing(changes=changes),)), fall.seat) == fall.winner.person


@pytest.mark.parametrize(
    "members", [("Lab", "RUK"), ("Con", "RUK", "Green"), ("Lab", "SNP", "Ind"), ("LD", "Con")]
)
def test_a_seat_has_fallen_at_the_rate_that_is_said(members: tuple[str, ...]) -> None:
    rate = tried(Scenario(), Pact(members=members))
    answer = by_rate(rate, members[0], 650)
    assert answer.falls
    for fall in answer.falls:
        said = float(figure(fall.enough, in_points=False).rstrip("%")) / 100
        assert holds(rate.dial.turned(rate.scenario, said), fall.seat) == fall.winner.person


def test_level_is_not_enough_where_the_tie_goes_to_who_has_the_seat() -> None:
    rate = tried(Scenario(), Pact(members=("Lab", "RUK")))
    said = {fall.name: fall.enough for fall in by_rate(rate, "Lab", 650).falls}
    assert said["Kenilworth and Southam"] == 0.9501


def test_a_seat_held_for_less_than_a_hundredth_is_said_in_more_decimals() -> None:
    # Labour loses Ilford North to the independent, and the independent loses it to the Conservative.
    election = dataset.load_election()
    position = next(at for at, c in enumerate(election.constituencies) if c.name == "Ilford North")
    seat = election.constituencies[position].id
    persons = {c.party: c.person for c in (election.candidates[row] for row in election.rows[position])}
    shares = ((persons["Lab"], 30.0), (persons["Ind"], 29.997), (persons["Con"], 29.99))
    scenario = Scenario(moves=(SetShares(seat=seat, shares=shares),))
    answer = by_swing(scenario, "Lab", "Con", 326)
    falls = [(fall.enough, fall.winner.party) for fall in answer.falls if fall.seat == seat]
    assert falls == [(0.004, "Ind"), (0.01, "Con")]
    assert [fall.enough for fall in answer.falls] == sorted(fall.enough for fall in answer.falls)
