"""What is said of a constituency: its majority, its notional result, its by-election."""

from __future__ import annotations

from ukvote_gui.core import dataset, seat_in_words
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, SetShares
from ukvote_gui.core.scenario import Scenario


def seat_named(name: str) -> str:
    return next(c.id for c in dataset.load_election().constituencies if c.name == name)


def majority(name: str, *moves: Move) -> str:
    outcome = evaluate(dataset.load_election(), Scenario(moves=moves))
    return seat_in_words.majority(outcome, outcome.election.seat_index[seat_named(name)])


def test_a_majority_is_in_votes_and_points() -> None:
    assert majority("Ilford North") == "Majority 528 votes, 1.13 points of valid votes"


def test_a_tie_is_said_to_be_one() -> None:
    shares = (("116038", 40.0), ("4360", 40.0))
    tie = SetShares(seat=seat_named("Ilford North"), shares=shares)
    assert majority("Ilford North", tie).startswith("A tie: it goes to whoever had more votes")


def test_the_result_of_2019_is_an_estimate() -> None:
    assert seat_in_words.notional_result(seat_named("Ilford North")) == (
        "Labour by 9,030 votes, 17.4 points (an estimate by Rallings and Thrasher)"
    )


def test_a_byelection_is_told_as_the_base_has_it() -> None:
    seat = seat_named("Gorton and Denton")
    general, with_byelections = (dataset.load_election(base) for base in dataset.BASES)
    assert seat_in_words.byelection(seat, general) == (
        "26 February 2026: Green gain from Lab. The figures here are those of the general election before it."
    )
    told = seat_in_words.byelection(seat, with_byelections)
    assert told.endswith("of 2024 Andrew Gwynne (Lab) won by 36.7 points.")
    assert seat_in_words.byelection(seat_named("Ilford North"), general) == ""
