"""Chances: what is counted in a handful of draws that one can count by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.core.small import hold
from ukvote_gui.core import chances, engine, formatting
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.chances import Chances, party_chances, seat_chances
from ukvote_gui.core.moves import Turnout
from ukvote_gui.core.scenario import Scenario

MOVES = (Turnout(change=Spread(0.0, -5.0, 5.0)),)
NAMES = {"Lab": "Labour", "Con": "Conservative", "Ind": "Independent"}


@pytest.fixture
def five_draws() -> Chances:
    """Seats of Lab, Con and Ind in five draws of a House of three."""
    election = hold(
        {seat: {"Lab": 300, "Con": 200, "Ind Ann": 100} for seat in ("A", "B", "C")},
    )
    party_seats = np.array([[3, 0, 0], [2, 1, 0], [1, 1, 1], [1, 2, 0], [0, 1, 2]], dtype=np.int32)
    wins = np.array([3, 1, 1, 2, 2, 1, 2, 2, 1])
    scenario = Scenario(title="Five", moves=MOVES)
    return Chances(scenario, engine.evaluate(election, Scenario()), 5, 1, False, wins, party_seats)


def test_seats_by_party(five_draws: Chances) -> None:
    assert five_draws.election.parties == ("Lab", "Con", "Ind")
    assert five_draws.mean_seats == pytest.approx([7 / 5, 1.0, 3 / 5])
    assert five_draws.median_seats.tolist() == [1, 1, 0]
    low, high = five_draws.interval(0.95)
    assert low.tolist() == [0, 0, 0]
    assert high.tolist() == [3, 2, 2]
    low, high = five_draws.interval(0.2)
    assert low.tolist() == [1, 1, 0]
    assert high.tolist() == [1, 1, 0]


def test_majorities_are_of_parties(five_draws: Chances) -> None:
    # Two of three seats are more than half; independents are no party, so with two they have no majority.
    assert five_draws.majority_chance[:2] == pytest.approx([2 / 5, 1 / 5])
    assert np.isnan(five_draws.majority_chance[2])
    assert five_draws.hung_chance == pytest.approx(2 / 5)
    # In the third draw Lab and Con are level; in the last Con has the most of the parties.
    assert five_draws.most_seats_chance[:2] == pytest.approx([2 / 5, 2 / 5])
    assert np.isnan(five_draws.most_seats_chance[2])


def test_chances_of_a_seat(five_draws: Chances) -> None:
    assert five_draws.winner_chance == pytest.approx([3 / 5, 2 / 5, 2 / 5])
    assert five_draws.party_chance[1] == pytest.approx([2 / 5, 2 / 5, 1 / 5])


def test_another_title_has_the_same_answer(five_draws: Chances) -> None:
    assert five_draws.answers(replace(five_draws.scenario, title="Six", notes="!"))
    assert not five_draws.answers(replace(five_draws.scenario, moves=()))
    assert not five_draws.answers(replace(five_draws.scenario, base="ge2024+byelections"))


def test_ten_thousand_draws_are_right_to_a_point(five_draws: Chances) -> None:
    assert replace(five_draws, draws=10_000).sampling_error == pytest.approx(0.0098, abs=1e-4)


def test_parties_come_with_the_most_expected_seats_first(five_draws: Chances) -> None:
    labour, conservative, independents = party_chances(five_draws)
    assert [party.party for party in (labour, conservative, independents)] == ["Lab", "Con", "Ind"]
    assert labour.plain_seats == 3
    assert labour.expected_seats == pytest.approx(7 / 5)
    assert labour.intervals == ((1, 2), (0, 3), (0, 3))
    assert (labour.majority, conservative.majority) == pytest.approx((2 / 5, 1 / 5))
    assert np.isnan(independents.most_seats)


def test_a_party_without_a_seat_in_any_draw_is_left_out(five_draws: Chances) -> None:
    without = five_draws.party_seats.copy()
    without[:, 2] = 0
    assert [party.party for party in party_chances(replace(five_draws, party_seats=without))] == [
        "Lab",
        "Con",
    ]


def test_candidates_of_a_seat_come_with_the_likeliest_first(five_draws: Chances) -> None:
    found = [(candidate.name, chance) for candidate, chance in seat_chances(five_draws, "B")]
    assert found == [("Lab", 2 / 5), ("Con", 2 / 5), ("Ind Ann", 1 / 5)]
    certain = replace(five_draws, wins=np.array([0, 5, 0] * 3))
    assert [(candidate.name, chance) for candidate, chance in seat_chances(certain, "A")] == [("Con", 1.0)]


def test_majorities_in_words(five_draws: Chances) -> None:
    said = chances.majority_in_words(five_draws, NAMES)
    assert said == (
        "Overall majority: Labour in 40%, Conservative in 20% of the draws; no party has one in 40%."
    )
    always = replace(five_draws, party_seats=np.tile(np.array([2, 1, 0], dtype=np.int32), (5, 1)))
    assert chances.majority_in_words(always, NAMES) == "Overall majority: Labour in 100% of the draws."
    never = replace(five_draws, party_seats=np.tile(np.array([1, 0, 2], dtype=np.int32), (5, 1)))
    assert chances.majority_in_words(never, NAMES) == "No party has an overall majority in any draw."


def test_parties_with_the_same_seats_in_every_draw_in_words(five_draws: Chances) -> None:
    assert chances.same_in_words(five_draws, NAMES) == ""
    same = five_draws.party_seats.copy()
    same[:, 0] = 3
    always = replace(five_draws, party_seats=same)
    assert [party.same for party in party_chances(always)] == [True, False, False]
    assert chances.same_in_words(always, NAMES) == "The same in every draw: Labour 3."


def test_others_are_those_who_stand_and_win_no_draw(five_draws: Chances) -> None:
    assert chances.others_in_seat(five_draws, "A") == 0
    assert chances.others_in_seat(replace(five_draws, wins=np.array([0, 5, 0] * 3)), "A") == 2


def test_seats_in_doubt_come_with_the_most_open_first(five_draws: Chances) -> None:
    wins = np.array([3, 1, 1, 2, 2, 1, 0, 5, 0])
    first, second, third = chances.doubtful_seats(replace(five_draws, wins=wins))
    assert (first.seat, second.seat, third.seat) == ("B", "A", "C")
    assert (second.plain_winner.name, second.likeliest[0].name, second.likeliest[1]) == ("Lab", "Lab", 3 / 5)
    assert second.second is not None
    assert (second.second[0].name, second.second[1]) == ("Con", 1 / 5)
    assert (third.plain_winner.name, third.likeliest[0].name, third.second) == ("Lab", "Con", None)


def test_a_seat_that_is_sure_is_not_in_doubt(five_draws: Chances) -> None:
    sure = replace(five_draws, wins=np.array([5, 0, 0] * 3))
    assert chances.doubtful_seats(sure) == ()


def test_doubt_in_words(five_draws: Chances) -> None:
    said = "In 3 of 3 seats the winner of the plain result wins fewer than 95% of draws."
    assert chances.doubt_in_words(five_draws) == said


@pytest.mark.parametrize(
    ("fraction", "said"),
    [
        (0.0, "0%"),
        (0.0001, "<1%"),
        (0.01, "1%"),
        (0.624, "62%"),
        (0.99, "99%"),
        (0.9999, ">99%"),
        (1.0, "100%"),
    ],
)
def test_only_what_is_certain_is_said_to_be(fraction: float, said: str) -> None:
    assert formatting.chance(fraction) == said
