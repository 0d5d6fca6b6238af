"""A constituency's own edit: one share is set, the unlocked give way, and always to 100."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukvote_gui.core import dataset, editing, files
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import SetShares, Swing, Turnout, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario

ILFORD_NORTH = "E14001300"
MOHAMAD, STREETING = "116038", "4360"
NOBODY: frozenset[str] = frozenset()
ROUNDING_PP = 5e-5
"""Points are kept to six decimals; over a constituency's candidates that may come to this much."""

BASE = Scenario()
ELECTION = dataset.load_election()


def outcome_of(scenario: Scenario) -> Outcome:
    return evaluate(ELECTION, scenario)


def shares_after(scenario: Scenario, seat: str) -> dict[str, float]:
    return editing.standing_shares(outcome_of(scenario), seat)


def edited(scenario: Scenario, person: str, points: float, locked: Iterable[str] = ()) -> Scenario:
    return editing.with_share(scenario, outcome_of(scenario), ILFORD_NORTH, person, points, frozenset(locked))


def party_seats(outcome: Outcome) -> dict[str, int]:
    return dict(zip(outcome.election.parties, outcome.party_seats.tolist(), strict=True))


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[tuple[str, float, frozenset[str]]]]:
    """A constituency, and some edits of it one after the other, each with what is locked meanwhile."""
    seat = draw(st.sampled_from(ELECTION.constituencies)).id
    persons = [ELECTION.candidates[row].person for row in ELECTION.rows[ELECTION.seat_index[seat]]]
    points = st.one_of(st.sampled_from([0.0, 100.0, 33.33]), st.floats(0, 100).map(lambda p: round(p, 2)))
    step = st.tuples(st.sampled_from(persons), points, st.frozensets(st.sampled_from(persons)))
    return seat, draw(st.lists(step, min_size=1, max_size=4))


@given(edits())
def test_shares_stay_whole_the_locked_hold_and_the_others_keep_their_proportions(
    drawn: tuple[str, list[tuple[str, float, frozenset[str]]]],
) -> None:
    seat, steps = drawn
    scenario = BASE
    for person, points, locked in steps:
        before = outcome_of(scenario)
        was = editing.standing_shares(before, seat)
        low, high = editing.limits(before, seat, person, locked)
        changed = editing.with_share(scenario, before, seat, person, points, locked)
        now = shares_after(changed, seat)
        free = [other for other in was if other != person and other not in locked]
        if not free:
            assert changed is scenario
            continue
        assert math.fsum(now.values()) == pytest.approx(100, abs=1e-9)
        assert now[person] == pytest.approx(min(max(points, low), high), abs=ROUNDING_PP)
        for other in locked - {person}:
            assert now[other] == pytest.approx(was[other], abs=ROUNDING_PP)
        total = math.fsum(was[other] for other in free)
        left = math.fsum(now[other] for other in free)
        if total > 1:
            for other in free:
                assert now[other] == pytest.approx(left * was[other] / total, abs=ROUNDING_PP)
        assert all(share >= 0 for share in now.values())
        # It is a file that opens, and it says the same.
        assert files.from_json(files.to_json(changed)).scenario == changed
        scenario = changed


@given(edits())
def test_an_edit_changes_no_other_constituency_and_no_votes_in_all(
    drawn: tuple[str, list[tuple[str, float, frozenset[str]]]],
) -> None:
    seat, steps = drawn
    person, points, locked = steps[0]
    base = base_outcome(ELECTION)
    after = outcome_of(editing.with_share(BASE, base, seat, person, points, locked))
    elsewhere = ELECTION.seat_of != ELECTION.seat_index[seat]
    assert np.array_equal(after.votes[elsewhere], base.votes[elsewhere])
    assert after.valid_votes == pytest.approx(base.valid_votes)


@given(st.lists(st.floats(0, 100), max_size=5), st.floats(1, 99))
def test_a_drag_is_computed_from_its_beginning(on_the_way: list[float], last: float) -> None:
    start = edited(BASE, MOHAMAD, 40.0)
    outcome = outcome_of(start)
    dragged = [
        editing.with_share(start, outcome, ILFORD_NORTH, STREETING, points, NOBODY)
        for points in (*on_the_way, 100.0, 0.0, last)
    ]
    assert dragged[-1] == editing.with_share(start, outcome, ILFORD_NORTH, STREETING, last, NOBODY)


@pytest.mark.parametrize("set_before", [False, True])
def test_who_was_set_to_100_can_be_set_back_later(set_before: bool) -> None:
    start = edited(BASE, MOHAMAD, 30.0) if set_before else BASE
    there = edited(start, STREETING, 100.0)
    assert shares_after(there, ILFORD_NORTH)[STREETING] == pytest.approx(100)
    back = shares_after(edited(there, STREETING, 20.0), ILFORD_NORTH)
    base = shares_after(BASE, ILFORD_NORTH)
    for other in base.keys() - {STREETING}:
        assert back[other] == pytest.approx(base[other] * 80 / (100 - base[STREETING]))


def test_leanne_mohamad_at_34_wins_ilford_north() -> None:
    scenario = edited(BASE, MOHAMAD, 34.0)
    assert scenario.moves == (SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)),)
    seats = party_seats(outcome_of(scenario))
    assert (seats["Lab"], seats["Ind"]) == (410, 7)


def test_one_edit_a_constituency_names_those_who_were_set() -> None:
    scenario = edited(edited(BASE, MOHAMAD, 34.0), STREETING, 20.0)
    (edit,) = scenario.moves
    assert isinstance(edit, SetShares)
    assert [person for person, _ in edit.shares] == [STREETING, MOHAMAD]


def test_who_is_not_set_follows_the_moves_before() -> None:
    scenario = edited(BASE, MOHAMAD, 34.0).with_national_move(Swing(changes=(("Con", 5.0),)))
    now, without = (
        shares_after(scenario, ILFORD_NORTH),
        shares_after(edited(BASE, MOHAMAD, 34.0), ILFORD_NORTH),
    )
    assert now[MOHAMAD] == pytest.approx(34.0)
    assert now[STREETING] < without[STREETING]


def test_locked_shares_are_in_the_edit_and_hold_against_a_swing() -> None:
    was = shares_after(BASE, ILFORD_NORTH)[STREETING]
    scenario = edited(BASE, MOHAMAD, 40.0, [STREETING]).with_national_move(Swing(changes=(("Lab", -9.0),)))
    assert shares_after(scenario, ILFORD_NORTH)[STREETING] == pytest.approx(was, abs=1e-6)


def test_locks_leave_limits() -> None:
    base = outcome_of(BASE)
    shares = editing.standing_shares(base, ILFORD_NORTH)
    assert editing.limits(base, ILFORD_NORTH, MOHAMAD, NOBODY) == (0.0, 100.0)
    assert editing.limits(base, ILFORD_NORTH, MOHAMAD, {MOHAMAD}) == (0.0, 100.0)
    low, high = editing.limits(base, ILFORD_NORTH, MOHAMAD, {STREETING})
    assert low == 0
    assert high == pytest.approx(100 - shares[STREETING])
    assert shares_after(edited(BASE, MOHAMAD, 90.0, [STREETING]), ILFORD_NORTH)[MOHAMAD] == pytest.approx(
        high
    )
    all_others = shares.keys() - {MOHAMAD}
    assert editing.limits(base, ILFORD_NORTH, MOHAMAD, all_others) == (shares[MOHAMAD], shares[MOHAMAD])
    assert edited(BASE, MOHAMAD, 90.0, all_others) is BASE


def test_who_has_withdrawn_has_no_share_to_set() -> None:
    scenario = BASE.with_moves([Withdraw(who=(f"person:{MOHAMAD}",))])
    assert MOHAMAD not in shares_after(scenario, ILFORD_NORTH)
    with pytest.raises(KeyError):
        edited(scenario, MOHAMAD, 30.0)


def test_an_edit_keeps_its_title() -> None:
    titled = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 33.0),), title="As polled")
    edit = edited(BASE.with_moves([titled]), MOHAMAD, 34.0).edit_of(ILFORD_NORTH)
    assert edit is not None
    assert (edit.title, edit.shares) == ("As polled", ((MOHAMAD, 34.0),))


def test_what_is_uncertain_of_an_edit_stays_so() -> None:
    unsure = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, Spread(34.0, 31.0, 36.0)),))
    scenario = edited(Scenario(moves=(unsure,)), STREETING, 30.0, {MOHAMAD})
    assert scenario.moves == (replace(unsure, shares=((STREETING, 30.0), *unsure.shares)),)
    scenario = edited(scenario, MOHAMAD, 35.0, {STREETING})
    assert scenario.moves == (
        replace(unsure, shares=((STREETING, 30.0), (MOHAMAD, Spread(35.0, 32.0, 37.0)))),
    )


def test_edits_are_known_switched_on_or_off() -> None:
    scenario = edited(BASE, MOHAMAD, 34.0)
    off = BASE.with_moves([SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),), enabled=False)])
    assert not editing.has_edits(BASE, ILFORD_NORTH)
    assert editing.has_edits(scenario, ILFORD_NORTH)
    assert editing.has_edits(off, ILFORD_NORTH)
    assert not editing.has_edits(scenario, ELECTION.constituencies[0].id)


def said(election: Election, scenario: Scenario) -> tuple[str, str]:
    return editing.result_in_words(
        evaluate(election, scenario), base_outcome(election), election.seat_index[ILFORD_NORTH]
    )


def test_the_result_in_words() -> None:
    assert said(ELECTION, BASE) == ("Wes Streeting (Lab) wins by 528 votes.", "As in the base.")
    assert said(ELECTION, edited(BASE, MOHAMAD, 34.0)) == (
        "Leanne Mohamad (Ind) wins by 700 votes.",
        "It was Wes Streeting (Lab) by 528 votes, 1.13 points.",
    )
    assert said(ELECTION, edited(BASE, STREETING, 40.0))[1] == (
        "As in the base, where it was by 528 votes, 1.13 points."
    )


def test_a_tie_and_an_empty_poll_are_said_plainly() -> None:
    even = BASE.with_moves([SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 40.0), (STREETING, 40.0)))])
    assert said(ELECTION, even) == (
        "Wes Streeting (Lab) and Leanne Mohamad (Ind) are tied.",
        "The seat goes to Wes Streeting, who is first of the two in the base.",
    )
    assert said(ELECTION, BASE.with_moves([Turnout(set=0.0)]))[0] == "Nobody votes here."
