"""What holds for every scenario, tried on random ones."""

import json
import random
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_reference_agrees import as_election, small_election
from tests.reference.elections import read_election
from tests.reference.scenarios import KINDS, random_scenario
from ukvote_gui.core import files
from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.moves.swing import PROPORTIONAL, STRONG_TRANSITION
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE, Scope

VOTES = 1e-6
Case = tuple[Election, Scenario]


@cache
def seats_of_the_country() -> list[dict[str, Any]]:
    return read_election()


def case_of(rng: random.Random, moves: int, kinds: tuple[str, ...] = KINDS) -> Case:
    """Return an election of a few constituencies, and a scenario for it."""
    seats = small_election(rng, seats_of_the_country())
    raw = random_scenario(rng, seats, moves=moves, kinds=kinds)
    return as_election(seats), files.parse(json.dumps(raw)).scenario


seeds = st.randoms(use_true_random=False)
cases = st.builds(case_of, seeds, st.integers(0, 7))
few = settings(max_examples=60)


def same_votes(one: Outcome, other: Outcome) -> bool:
    return bool(
        np.allclose(one.votes, other.votes, rtol=0, atol=VOTES)
        and np.array_equal(one.standing, other.standing)
    )


@few
@given(cases)
def test_no_votes_are_negative_or_no_number(case: Case) -> None:
    outcome = evaluate(*case)
    assert np.isfinite(outcome.votes).all()
    assert (outcome.votes >= 0).all()


@few
@given(cases)
def test_who_has_withdrawn_has_no_votes_and_neither_wins_nor_comes_second(case: Case) -> None:
    outcome = evaluate(*case)
    assert (outcome.votes[~outcome.standing] == 0).all()
    assert outcome.standing[outcome.winner].all()
    assert outcome.standing[outcome.runner_up[outcome.runner_up != NOBODY]].all()
    assert (outcome.winner != outcome.runner_up).all()


@few
@given(st.builds(case_of, seeds, st.integers(1, 7), st.just(("swing", "set_shares", "stand", "pact"))))
def test_votes_are_conserved_where_nobody_abstains(case: Case) -> None:
    election, scenario = case
    moves = [without_abstention(move) for move in scenario.moves]
    outcome = evaluate(election, scenario.with_moves(moves))
    assert outcome.valid_votes == pytest.approx(election.valid_votes, rel=1e-12, abs=VOTES)


def without_abstention(move: Move) -> Move:
    """Return the move with everybody who is released voting for someone."""
    if isinstance(move, Pact):
        leak = tuple(pair for pair in move.leak if pair[0] != "abstain")
        return replace(move, rest=PROPORTIONAL, leak=leak)
    return move


@few
@given(cases)
def test_votes_grow_by_turnout_only_and_fall_by_abstention_or_turnout_only(case: Case) -> None:
    election, scenario = case
    before = evaluate(election, scenario.with_moves(())).valid_votes
    for count in range(1, len(scenario.moves) + 1):
        move = scenario.moves[count - 1]
        # All the scenario's stand moves are kept, so that each keeps its number and the seats their rows.
        kept = [m if i < count else off(m) for i, m in enumerate(scenario.moves)]
        after = evaluate(election, scenario.with_moves(kept)).valid_votes
        if not isinstance(move, Turnout):
            assert (after <= before + VOTES).all()
        if isinstance(move, Swing | SetShares | Stand):
            assert after == pytest.approx(before, rel=1e-12, abs=VOTES)
        before = after


def off(move: Move) -> Move:
    return replace(move, enabled=False)


@few
@given(cases)
def test_a_disabled_move_is_as_good_as_none(case: Case) -> None:
    election, scenario = case
    for index, move in enumerate(scenario.moves):
        if isinstance(move, Stand):
            continue  # its number would go to the next
        moves = [*scenario.moves[:index], off(move), *scenario.moves[index + 1 :]]
        without = [*scenario.moves[:index], *scenario.moves[index + 1 :]]
        one, other = (evaluate(election, scenario.with_moves(each)) for each in (moves, without))
        assert np.array_equal(one.votes, other.votes)
        assert np.array_equal(one.standing, other.standing)


@few
@given(st.builds(case_of, seeds, st.integers(0, 3)), seeds)
def test_splitting_a_scope_in_two_equals_the_whole(case: Case, rng: random.Random) -> None:
    """A move over a scope is what it is over a part of it and then over the rest."""
    election, scenario = case
    for move in random_moves(rng, election):
        if move.depends_on_totals or isinstance(move, SetShares | Stand):
            continue
        seats = [constituency.id for constituency in election.constituencies]
        part = set(rng.sample(seats, rng.randint(0, len(seats))))
        halves = [
            replace(
                move, scope=replace(move.scope, seats=tuple(seat for seat in seats if pick(seat, move, part)))
            )
            for pick in (within_part, within_rest)
        ]
        whole = evaluate(election, scenario.with_moves((*scenario.moves, move)))
        split = evaluate(election, scenario.with_moves((*scenario.moves, *halves)))
        assert same_votes(whole, split)


def within_part(seat: str, move: Move, part: set[str]) -> bool:
    return covers(seat, move) and seat in part


def within_rest(seat: str, move: Move, part: set[str]) -> bool:
    return covers(seat, move) and seat not in part


def covers(seat: str, move: Move) -> bool:
    return move.scope.seats is None or seat in move.scope.seats


def random_moves(rng: random.Random, election: Election) -> list[Move]:
    """Return moves for an election that name no bloc, since the scenario may have others of the same name."""
    seats = [
        {
            "id": constituency.id,
            "country": constituency.country,
            "region": constituency.region,
            "candidates": [
                {"person": election.candidates[row].person, "party": election.candidates[row].party}
                for row in election.rows[position]
            ],
        }
        for position, constituency in enumerate(election.constituencies)
    ]
    while True:
        raw = random_scenario(rng, seats, moves=2)
        if "bloc:" not in json.dumps(raw) and "new:" not in json.dumps(raw):
            return [move for move in files.parse(json.dumps(raw)).scenario.moves if move.enabled]


@few
@given(cases)
def test_a_scenario_comes_back_from_its_file_and_does_the_same(case: Case) -> None:
    election, scenario = case
    again = files.parse(files.dump(scenario)).scenario
    assert again == scenario
    assert np.array_equal(evaluate(election, again).votes, evaluate(election, scenario).votes)


@few
@given(cases, st.sampled_from(["uniform", PROPORTIONAL, STRONG_TRANSITION]))
def test_moves_of_nothing_change_nothing(case: Case, method: str) -> None:
    election, scenario = case
    parties = election.parties[:4]
    nothing: list[Move] = [
        Swing(changes=tuple((party, 0.0) for party in parties), method=method),
        Swing(method=method),
        Transfer(givers=parties, to=((parties[0], 0.0), ("abstain", 0.0))),
        Transfer(givers=(), to=((parties[0], 1.0),)),
        Withdraw(who=()),
        Pact(members=()),
        Turnout(change=0.0),
    ]
    before = evaluate(election, scenario)
    for move in nothing:
        assert same_votes(before, evaluate(election, scenario.with_moves((*scenario.moves, move))))


@few
@given(cases)
def test_setting_the_shares_that_there_are_changes_nothing(case: Case) -> None:
    election, scenario = case
    before = evaluate(election, scenario)
    person_shares = zip(before.election.candidates, before.share, before.standing, strict=True)
    seat = before.election.constituencies[0].id
    shares = tuple(
        (c.person, min(100.0, float(share) * 100))
        for c, share, stands in person_shares
        if c.seat == seat and stands
    )
    after = evaluate(election, scenario.with_moves((*scenario.moves, SetShares(seat=seat, shares=shares))))
    if before.valid_votes[0] > 0:
        assert same_votes(before, after)


@few
@given(st.builds(case_of, seeds, st.integers(0, 4)), seeds)
def test_the_order_of_moves_about_different_seats_does_not_matter(case: Case, rng: random.Random) -> None:
    election, scenario = case
    seats = [constituency.id for constituency in election.constituencies]
    rng.shuffle(seats)
    extra = [
        replace(move, scope=Scope(seats=(seat,)))
        for seat, move in zip(seats, random_moves(rng, election) + random_moves(rng, election), strict=False)
        if not isinstance(move, SetShares | Stand)
    ]
    shuffled = rng.sample(extra, len(extra))
    one = evaluate(election, scenario.with_moves((*scenario.moves, *extra)))
    other = evaluate(election, scenario.with_moves((*scenario.moves, *shuffled)))
    # Not to the last bit: totals are summed anew only after moves that may have changed them.
    assert same_votes(one, other)


@few
@given(st.builds(case_of, seeds, st.integers(0, 4)), seeds)
def test_edits_of_different_seats_do_not_depend_on_their_order(case: Case, rng: random.Random) -> None:
    election, scenario = case
    edits = []
    for rows in election.rows:
        first = election.candidates[rows[0]]
        edits.append(SetShares(seat=first.seat, shares=((first.person, rng.uniform(0, 100)),)))
    shuffled = rng.sample(edits, len(edits))
    one = evaluate(election, scenario.with_moves((*scenario.moves, *edits)))
    other = evaluate(election, scenario.with_moves((*scenario.moves, *shuffled)))
    assert same_votes(one, other)


@few
@given(cases)
def test_only_seats_in_scope_change(case: Case) -> None:
    election, scenario = case
    here = election.constituencies[0].id
    moves = [
        replace(move, scope=Scope(seats=(here,))) if not isinstance(move, SetShares | Stand) else off(move)
        for move in scenario.moves
    ]
    outcome = evaluate(election, scenario.with_moves(moves))
    elsewhere = election.seat_of != 0
    assert np.array_equal(outcome.votes[elsewhere], election.votes[elsewhere])
    assert outcome.standing[elsewhere].all()


@few
@given(cases)
def test_totals_are_the_sums_of_seats(case: Case) -> None:
    outcome = evaluate(*case)
    assert outcome.party_seats.sum() == len(outcome.election.constituencies)
    assert outcome.party_votes.sum() == pytest.approx(outcome.valid_votes.sum())
    for seat, rows in enumerate(outcome.election.rows):
        votes = {row: outcome.votes[row] for row in rows if outcome.standing[row]}
        assert outcome.votes[outcome.winner[seat]] >= max(votes.values()) - VOTES
        ranking = outcome.ranking(seat)
        assert ranking[0] == outcome.winner[seat]
        if outcome.runner_up[seat] != NOBODY:
            assert ranking[1] == outcome.runner_up[seat]


def test_moves_of_every_scope_are_among_the_random_ones() -> None:
    made = [
        m for seed in range(60) for m in random_moves(random.Random(seed), case_of(random.Random(seed), 0)[0])
    ]
    assert {type(move) for move in made} >= {Swing, Transfer, Withdraw, Pact, Turnout}
    assert any(move.scope == EVERYWHERE for move in made)
    assert any(move.scope.seats for move in made)
