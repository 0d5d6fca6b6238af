"""The constituencies of a pact, against figures of the official files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ukvote_gui.core.dataset import load_election
from ukvote_gui.core.moves import Pact, Stand, Withdraw
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.core.pact_seats import PactSeat, pact_seats
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

ILFORD_NORTH, COLLINSON = "E14001300", "6926"
ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))


def at(seats: tuple[PactSeat, ...], seat: str = ILFORD_NORTH) -> PactSeat:
    position = load_election().seat_index[seat]
    return next(found for found in seats if found.seat == position)


def name(row: int) -> str:
    return load_election().candidates[row].name


def test_ilford_north() -> None:
    seats = pact_seats(load_election(), Scenario(moves=(ALLIANCE,)), 0)
    assert len(seats) == 259
    found = at(seats)
    assert name(found.nominee) == "Leanne Mohamad"
    assert [name(row) for row in found.members] == ["Leanne Mohamad", "Rachel Collinson"]
    assert name(found.rival) == "Wes Streeting"
    assert found.behind_votes == 528
    assert found.together_votes == 15_119 + 1_794
    assert not found.by_name


def test_a_named_nominee_counts_from_its_own_votes_whether_the_pact_is_on_or_off() -> None:
    election = load_election()
    pact = replace(ALLIANCE, nominees=((ILFORD_NORTH, COLLINSON),), enabled=False)
    found = at(pact_seats(election, Scenario(moves=(pact,)), 0))
    assert name(found.nominee) == "Rachel Collinson"
    assert found.by_name
    assert found.behind_votes == 15_647 - 1_794


def test_it_sees_what_the_moves_before_it_left() -> None:
    election = load_election()
    without_greens = Withdraw(who=("Green",), to=(("Ind", 1.0),))
    seats = pact_seats(election, Scenario(moves=(without_greens, ALLIANCE)), 1)
    # In Ilford North only one of the members is left.
    assert election.seat_index[ILFORD_NORTH] not in [seat.seat for seat in seats]
    assert 0 < len(seats) < 259


def test_where_nobody_else_stands_nobody_is_to_be_beaten() -> None:
    election = load_election()
    parties = tuple({c.party for c in election.candidates if c.seat == ILFORD_NORTH})
    pact = Pact(members=parties, scope=Scope(seats=(ILFORD_NORTH,)))
    found = at(pact_seats(election, Scenario(moves=(pact,)), 0))
    assert found.rival == NOBODY
    assert found.behind_votes == pytest.approx(-15_647)


def test_rows_are_those_of_the_outcome_where_someone_new_stands_later() -> None:
    election = load_election()
    doe = Stand(name="Jane Doe", party="Green", seats=(election.constituencies[0].id,))
    found = pact_seats(election, Scenario(moves=(ALLIANCE, doe)), 0)
    plain = pact_seats(election, Scenario(moves=(ALLIANCE,)), 0)
    assert found[0].nominee == plain[0].nominee + 1
