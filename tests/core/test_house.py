"""The House: seats from left to right, and majorities of several parties."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.small import after, hold
from ukvote_gui.core import dataset, house
from ukvote_gui.core.measures import seats_by_party
from ukvote_gui.core.moves import SetShares, Swing
from ukvote_gui.core.outcome import base_outcome


def coalition(*parties: str) -> tuple[str, str]:
    seats = seats_by_party(base_outcome(dataset.load_election()))
    return house.coalition_in_words(seats, set(parties))


@given(st.integers(1, 900))
def test_every_seat_has_a_place_of_its_own_in_the_half_circle(seats: int) -> None:
    positions, apart = house.hemicycle(seats)
    assert positions.shape == (seats, 2)
    assert (positions[:, 1] > -1e-9).all()
    radius = np.hypot(*positions.T)
    assert (radius < 1 + 1e-9).all()
    assert (radius > house.INNER - 1e-9).all()
    away = np.hypot(*(positions[:, np.newaxis] - positions).transpose(2, 0, 1))
    np.fill_diagonal(away, math.inf)
    # The chord between neighbours is a little shorter than the arc.
    assert away.min() > 0.88 * apart or seats < 20


def test_seats_go_from_left_to_right() -> None:
    positions, _ = house.hemicycle(650)
    angles = np.arctan2(positions[:, 1], positions[:, 0])
    assert (np.diff(angles) < 1e-9).all()
    assert positions[:, 0].min() == pytest.approx(-1)
    assert positions[:, 0].max() == pytest.approx(1)


def test_each_member_has_one_seat_and_parties_sit_together() -> None:
    election = dataset.load_election()
    base = base_outcome(election)
    order = house.seating(base, base)
    assert sorted(order.tolist()) == list(range(650))
    parties = [election.parties[party] for party in base.winner_party[order].tolist()]
    blocks = list(dict.fromkeys(parties))
    assert blocks == list(house.seats_from_left(base))
    assert [parties.count(party) for party in blocks] == list(house.seats_from_left(base).values())
    assert sum(now != then for now, then in pairwise(parties)) == len(blocks) - 1


def test_the_usual_order_is_from_left_to_right() -> None:
    order = list(house.seats_from_left(base_outcome(dataset.load_election())))
    main = [party for party in order if party in ("Green", "Lab", "LD", "Con", "RUK")]
    assert main == ["Green", "Lab", "LD", "Con", "RUK"]


def test_seats_gained_from_one_party_are_together() -> None:
    election = dataset.load_election()
    base = base_outcome(election)
    outcome = after(election, Swing(changes=(("Lab", -6.0), ("Con", 6.0))))
    order = house.seating(base, outcome)
    pairs = list(zip(outcome.winner_party[order].tolist(), base.winner_party[order].tolist(), strict=True))
    runs = sum(now != then for now, then in pairwise(pairs)) + 1
    assert runs == len(set(pairs)) > len(house.seats_from_left(outcome))


def test_members_of_one_party_and_origin_sit_in_the_order_of_constituencies() -> None:
    election = hold({seat: {"Lab": 5, "Con": 3} for seat in "ABC"})
    base = base_outcome(election)
    second = election.row_of["B", "4"]
    outcome = after(election, SetShares(seat="B", shares=(("4", 90.0),)))
    assert election.candidates[second].party == "Con"
    assert house.seating(base, base).tolist() == [0, 1, 2]
    assert house.seating(base, outcome).tolist() == [0, 2, 1]


def test_parties_short_of_a_majority() -> None:
    assert coalition("Con", "RUK", "DUP") == (
        "Con + RUK + DUP: 131 seats, 195 short of 326",
        "No working majority: 131 of the 642 members who vote, 191 short of 322",
    )


def test_parties_with_a_majority() -> None:
    assert coalition("Lab") == (
        "Lab: 411 seats, an overall majority of 172",
        "Working majority of 180: 411 of the 642 members who vote",
    )


def test_members_who_do_not_sit_count_for_the_overall_majority_only() -> None:
    overall, working = house.coalition_in_words({"Lab": 322, "SF": 7, "Con": 320, "Spk": 1}, {"Lab", "SF"})
    assert overall == "Lab + SF: 329 seats, an overall majority of 8"
    assert working == "Working majority of 2: 322 of the 642 members who vote"


def test_half_of_the_house_is_no_majority() -> None:
    overall, working = house.coalition_in_words({"Lab": 321, "SF": 7, "Con": 321, "Spk": 1}, {"Lab"})
    assert overall == "Lab: 321 seats, 5 short of 326"
    assert working == "No working majority: 321 of the 642 members who vote, 1 short of 322"


def test_one_seat_is_a_seat() -> None:
    assert coalition("APNI")[0] == "APNI: 1 seat, 325 short of 326"
