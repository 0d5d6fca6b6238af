"""Reach: a move reads and changes the votes of nobody beyond it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.core.small import some_of
from ukvote_gui.core import dataset, engine
from ukvote_gui.core.elections import Election
from ukvote_gui.core.moves import Pact, SetShares, Swing, Transfer
from ukvote_gui.core.moves.base import State
from ukvote_gui.core.reach import Reach, cut, part_of, reached
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

COUNTRY = dataset.load_election()
WALES = Scope(countries=("Wales",))


@pytest.mark.parametrize("seed", range(80))
def test_votes_beyond_reach_are_neither_read_nor_changed(seed: int) -> None:
    _, election, scenario = some_of(seed)
    contested = engine.contested_by(election, scenario)
    draw = np.random.default_rng(seed)
    for move in scenario.moves:
        inside = reached(contested, scenario.blocs, move.reach)
        before = engine.initial_state(contested, scenario)
        shuffled = np.where(inside, before.votes, draw.uniform(0, 9999, len(inside)))
        other = State(contested, scenario.blocs, shuffled.copy(), before.standing.copy())
        engine.apply(before, (move,))
        engine.apply(other, (move,))
        assert (other.votes[~inside] == shuffled[~inside]).all()
        assert (other.standing == before.standing).all()
        assert other.votes[inside] == pytest.approx(before.votes[inside], abs=1e-6)


def test_a_pact_reaches_its_members_where_two_or_more_stand() -> None:
    pact = Pact(members=("Green", "PC"), scope=WALES)
    part = part_of(COUNTRY, (), pact.reach).election
    assert {candidate.party for candidate in part.candidates} == {"Green", "PC"}
    assert all(len(part.rows[seat]) >= 2 for seat in range(len(part.constituencies)))
    assert {c.country for c in part.constituencies} == {"Wales"}


def test_who_takes_what_is_left_in_proportion_is_within_reach() -> None:
    pact = Pact(members=("Green", "PC"), scope=WALES, rest="proportional")
    parties = {candidate.party for candidate in part_of(COUNTRY, (), pact.reach).election.candidates}
    assert {"Lab", "Con", "RUK"} < parties


def test_a_transfer_reaches_givers_and_takers() -> None:
    transfer = Transfer(givers=("LD",), to=(("Lab", 0.5), ("abstain", 0.1)), scope=WALES)
    part = part_of(COUNTRY, (), transfer.reach).election
    assert {candidate.party for candidate in part.candidates} == {"LD", "Lab"}
    assert len(part.constituencies) == 32


def test_a_swing_of_points_reaches_where_its_parties_stand_and_a_target_all_of_its_scope() -> None:
    change, target = Swing(changes=(("SNP", 1.0),)), Swing(targets=(("SNP", 3.0),))
    assert len(part_of(COUNTRY, (), change.reach).election.constituencies) == 57
    assert part_of(COUNTRY, (), target.reach).whole


def test_an_edit_reaches_its_constituency_unless_its_scope_leaves_that_out() -> None:
    seat = COUNTRY.constituencies[5]
    other = COUNTRY.constituencies[6].id
    edit = SetShares(seat=seat.id, shares=(), scope=Scope(seats=(seat.id, other)))
    assert part_of(COUNTRY, (), edit.reach).election.constituencies == (seat,)
    elsewhere = SetShares(seat=seat.id, shares=(), scope=Scope(seats=(other,)))
    assert not part_of(COUNTRY, (), elsewhere.reach).rows.size


def test_a_part_knows_its_candidates_as_the_whole_does() -> None:
    rng = random.Random(1)
    flags = np.array([rng.random() < 0.3 for _ in COUNTRY.candidates])
    part = cut(COUNTRY, flags.tobytes())
    again = Election("", "", "", part.election.constituencies, part.election.candidates)
    assert (part.election.seat_of == again.seat_of).all()
    assert (part.election.votes == again.votes).all()
    names = [part.election.parties[party] for party in part.election.party_of]
    assert names == [candidate.party for candidate in part.election.candidates]
    assert [COUNTRY.candidates[row] for row in part.rows] == list(part.election.candidates)
    assert [COUNTRY.constituencies[seat] for seat in part.seats] == list(part.election.constituencies)
    assert not part.entire


def test_reach_without_conditions_is_everyone() -> None:
    assert part_of(COUNTRY, (), Reach(Scope())).whole
    assert engine.evaluate(COUNTRY, Scenario()).election is COUNTRY
