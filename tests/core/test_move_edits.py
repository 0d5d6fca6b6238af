"""Edits of the list of moves keep what they do not touch, and give scenarios that a file may hold."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.elections import read_election
from tests.reference.scenarios import random_scenario
from ukvote_gui.core import describe, files, move_edits
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.dataset import load_election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import KINDS, Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

ILFORD_NORTH, STREETING, MOHAMAD = "E14001300", "1400", "116038"
FIRST = Stand(name="First", party="Green", seats=(ILFORD_NORTH,))
SECOND = Stand(name="Second", party="WPB", seats=(ILFORD_NORTH,))


def reread(scenario: Scenario) -> Scenario:
    """The scenario as a file gives it back, if a file may hold it at all."""
    return files.from_json(files.to_json(scenario)).scenario


@pytest.fixture
def scenario() -> Scenario:
    """Two newcomers, and moves that name them in every kind of entry."""
    return Scenario(
        blocs=(("new", ("person:new:1", "person:new:2")),),
        moves=(
            FIRST,
            SECOND,
            Transfer(givers=("Lab", "person:new:2"), to=(("person:new:1", 0.5), ("abstain", 0.1))),
            Withdraw(who=("person:new:1",), scope=Scope(won_by=("person:new:2", "Lab"))),
            Pact(members=("bloc:new",), nominees=((ILFORD_NORTH, "new:2"),), leak=(("person:new:2", 0.0),)),
            SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 30.0), ("new:2", 4.0))),
            SetShares(seat=ILFORD_NORTH, shares=(("new:1", 4.0),)),
        ),
    )


def test_moving_a_newcomer_takes_the_references_along(scenario: Scenario) -> None:
    edited = move_edits.moved(scenario, 0, 1)
    second, first, transfer, withdraw, pact, shares, more = edited.moves
    assert (first, second) == (replace(FIRST, number=2), replace(SECOND, number=1))
    assert edited.blocs == (("new", ("person:new:2", "person:new:1")),)
    assert isinstance(transfer, Transfer)
    assert transfer.givers == ("Lab", "person:new:1")
    assert transfer.to == (("person:new:2", 0.5), ("abstain", 0.1))
    assert isinstance(withdraw, Withdraw)
    assert withdraw.who == ("person:new:2",)
    assert withdraw.scope.won_by == ("person:new:1", "Lab")
    assert isinstance(pact, Pact)
    assert pact.nominees == ((ILFORD_NORTH, "new:1"),)
    assert pact.leak == (("person:new:1", 0.0),)
    assert isinstance(shares, SetShares)
    assert shares.shares == ((MOHAMAD, 30.0), ("new:1", 4.0))
    assert isinstance(more, SetShares)
    assert more.shares == (("new:2", 4.0),)
    assert move_edits.moved(edited, 0, 1) == scenario
    assert reread(edited) == edited


def test_deleting_a_newcomer_drops_what_named_it_and_renumbers_the_other(scenario: Scenario) -> None:
    edited = move_edits.deleted(scenario, 0)
    second, transfer, withdraw, pact, shares = edited.moves
    assert second == replace(SECOND, number=1)
    assert edited.blocs == (("new", ("person:new:1",)),)
    assert isinstance(transfer, Transfer)
    assert (transfer.givers, transfer.to) == (("Lab", "person:new:1"), (("abstain", 0.1),))
    assert isinstance(withdraw, Withdraw)
    assert withdraw.who == ()
    assert isinstance(pact, Pact)
    assert pact.nominees == ((ILFORD_NORTH, "new:1"),)
    assert isinstance(shares, SetShares)
    assert shares.shares == ((MOHAMAD, 30.0), ("new:1", 4.0))
    assert reread(edited) == edited


def test_a_second_copy_of_a_newcomer_is_somebody_else(scenario: Scenario) -> None:
    edited = move_edits.duplicated(scenario, 0)
    assert [move.name for move in edited.moves if isinstance(move, Stand)] == ["First", "First", "Second"]
    assert edited.blocs == (("new", ("person:new:1", "person:new:3")),)
    assert reread(edited) == edited
    # The copies of what names nobody new are plain copies.
    assert move_edits.duplicated(scenario, 2).moves[3] == scenario.moves[2]


def test_who_does_not_stand_there_any_more_is_no_nominee_and_has_no_share(scenario: Scenario) -> None:
    elsewhere = replace(SECOND, seats=("E14001301",), number=2)
    edited = move_edits.replaced(scenario, 1, elsewhere)
    pact, shares = edited.moves[4], edited.moves[5]
    assert isinstance(pact, Pact)
    assert isinstance(shares, SetShares)
    assert pact.nominees == ()
    assert shares.shares == ((MOHAMAD, 30.0),)
    assert reread(edited) == edited


def test_a_nominee_goes_with_the_member(scenario: Scenario) -> None:
    pact = Pact(members=("Green", "Ind"), nominees=((ILFORD_NORTH, MOHAMAD),))
    edited = move_edits.replaced(Scenario(moves=(pact,)), 0, replace(pact, members=("Green", "WPB")))
    assert edited.moves == (Pact(members=("Green", "WPB")),)
    in_bloc = Scenario(blocs=(("b", ("Ind",)),), moves=(replace(pact, members=("Green", "bloc:b")),))
    assert reread(in_bloc) == in_bloc
    edited = move_edits.with_bloc(in_bloc, "b", ("WPB",))
    assert edited.moves == (Pact(members=("Green", "bloc:b")),)
    assert reread(edited) == edited


def test_a_nominee_is_named_and_left_to_the_rule_again() -> None:
    pact = move_edits.with_nominee(Pact(members=("Ind",)), ILFORD_NORTH, MOHAMAD)
    assert pact.nominees == ((ILFORD_NORTH, MOHAMAD),)
    assert move_edits.with_nominee(pact, ILFORD_NORTH, None).nominees == ()


def test_where_a_candidate_stands_is_a_list_of_seats_or_a_scope() -> None:
    wales = Scope(countries=("Wales",))
    somewhere = move_edits.stand_where(FIRST, wales)
    assert (somewhere.seats, somewhere.scope, somewhere.where) == (None, wales, wales)
    listed = move_edits.stand_where(somewhere, Scope(seats=(ILFORD_NORTH,)))
    assert (listed.seats, listed.scope) == ((ILFORD_NORTH,), Scope())
    narrower = move_edits.stand_where(listed, Scope(seats=(ILFORD_NORTH,), won_by=("Lab",)))
    assert (narrower.seats, narrower.where) == (None, Scope(seats=(ILFORD_NORTH,), won_by=("Lab",)))


def test_switching_and_renaming_change_nothing_else(scenario: Scenario) -> None:
    off = move_edits.switched(scenario, 2, enabled=False)
    assert not off.moves[2].enabled
    assert move_edits.switched(off, 2, enabled=True) == scenario
    named = move_edits.renamed(scenario, 2, "  A word  ")
    assert named.moves[2].title == "A word"
    assert move_edits.renamed(named, 2, "") == scenario


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != SetShares.kind])
def test_a_blank_move_of_each_kind_is_valid_and_changes_no_votes(kind: str) -> None:
    edited = move_edits.inserted(Scenario(), 0, move_edits.blank(kind, ILFORD_NORTH))
    assert edited.moves[0].kind == kind
    assert reread(edited) == edited
    outcome = evaluate(load_election(), edited)
    assert not outcome.changed.any()
    assert outcome.votes.sum() == load_election().votes.sum()


def test_the_what_if_editor_makes_the_moves_that_set_shares() -> None:
    with pytest.raises(KeyError):
        move_edits.blank(SetShares.kind, ILFORD_NORTH)


# Blocs


def test_renaming_a_bloc_takes_the_references_along() -> None:
    scenario = Scenario(
        blocs=(("left", ("Green",)), ("wide", ("bloc:left", "Lab"))),
        moves=(
            Pact(members=("bloc:left",), leak=(("bloc:wide", 0.0),)),
            Swing(scope=Scope(won_by=("bloc:left",))),
        ),
    )
    edited = move_edits.bloc_renamed(scenario, "left", "green & co")
    assert edited.blocs == (("green & co", ("Green",)), ("wide", ("bloc:green & co", "Lab")))
    assert edited.moves == (
        Pact(members=("bloc:green & co",), leak=(("bloc:wide", 0.0),)),
        Swing(scope=Scope(won_by=("bloc:green & co",))),
    )
    assert reread(edited) == edited
    assert move_edits.bloc_renamed(edited, "green & co", "left") == scenario
    with pytest.raises(ValueError, match="wide"):
        move_edits.bloc_renamed(scenario, "left", "wide")


def test_a_bloc_is_deleted_only_where_nothing_uses_it() -> None:
    scenario = Scenario(
        blocs=(("a", ("Green",)), ("b", ("bloc:a",)), ("c", ())), moves=(Pact(members=("bloc:b",)),)
    )
    assert move_edits.use_of_bloc(scenario, "a") == move_edits.BlocUse((), ("b",))
    assert move_edits.use_of_bloc(scenario, "b") == move_edits.BlocUse((0,), ())
    assert not move_edits.use_of_bloc(scenario, "c")
    assert [name for name, _ in move_edits.without_bloc(scenario, "c").blocs] == ["a", "b"]
    with pytest.raises(ValueError, match="in use"):
        move_edits.without_bloc(scenario, "a")


def test_no_bloc_becomes_part_of_itself() -> None:
    blocs = (("a", ("Green",)), ("b", ("bloc:a",)), ("c", ("bloc:b",)))
    assert not move_edits.may_hold(blocs, "a", "bloc:a")
    assert not move_edits.may_hold(blocs, "a", "bloc:c")
    assert move_edits.may_hold(blocs, "c", "bloc:a")
    assert move_edits.may_hold(blocs, "a", "Lab")
    with pytest.raises(ValueError, match="part of itself"):
        move_edits.with_bloc(Scenario(blocs=blocs), "a", ("Green", "bloc:b"))


def test_a_free_name_is_the_wanted_one_or_numbered() -> None:
    blocs = (("Bloc", ()), ("Bloc 2", ()))
    assert move_edits.free_name(blocs, "Left") == "Left"
    assert move_edits.free_name(blocs, "Bloc") == "Bloc 3"


# Amounts


def test_a_value_moves_its_spread_along_and_stays_within_limits() -> None:
    assert move_edits.with_value(0.5, 1.2, 0, 1) == 1.0
    assert move_edits.with_value(-0.0, -0.0, -100, 100) == 0.0
    assert str(move_edits.with_value(0.5, -0.0, 0, 1)) == "0.0"
    spread = Spread(0.6, 0.4, 0.8)
    assert move_edits.with_value(spread, 0.7, 0, 1) == Spread(0.7, 0.5, 0.9)
    assert move_edits.with_value(spread, 0.9, 0, 1) == Spread(0.9, 0.7, 1.0)
    assert move_edits.with_value(spread, 0.0, 0, 1) == Spread(0.0, 0.0, 0.2)


def test_a_spread_holds_its_value() -> None:
    assert move_edits.with_spread(0.6, 0.7, 0.9, 0, 1) == Spread(0.6, 0.6, 0.9)
    assert move_edits.with_spread(Spread(0.6, 0.5, 0.7), 0.2, 1.4, 0, 1) == Spread(0.6, 0.2, 1.0)


def test_rates_leave_room_for_each_other() -> None:
    pairs = (("Lab", 0.7), ("Con", Spread(0.2, 0.1, 0.3)))
    assert move_edits.room_for(pairs, "LD") == 0.1
    assert move_edits.room_for(pairs, "Con") == 0.3
    assert move_edits.room_for(pairs, "LD", most=0.5) == 0.0
    assert move_edits.with_amount(pairs, "Lab", 0.1) == (("Lab", 0.1), pairs[1])
    assert move_edits.with_amount(pairs, "LD", 0.1) == (*pairs, ("LD", 0.1))
    assert move_edits.without_amount(pairs, "Lab") == pairs[1:]


# Everything together


@cache
def constituencies() -> list[dict[str, Any]]:
    return read_election()


def described(scenario: Scenario) -> list[str]:
    """What the moves say, with all people by name, so that their numbers do not matter."""
    election = describe.naming_election(scenario)
    return [describe.in_words(move, election) for move in scenario.moves]


def random_edit(scenario: Scenario, rng: random.Random) -> Scenario:
    """A scenario after something that a person may do in the window."""
    seat = rng.choice(constituencies())["id"]
    kind = rng.choice(sorted(set(KINDS) - {SetShares.kind}))
    at = rng.randint(0, len(scenario.moves))
    acts = [move_edits.inserted(scenario, at, move_edits.blank(kind, seat))]
    if scenario.moves:
        at = rng.randrange(len(scenario.moves))
        move = scenario.moves[at]
        acts += [
            move_edits.deleted(scenario, at),
            move_edits.duplicated(scenario, at),
            move_edits.moved(scenario, at, rng.randrange(len(scenario.moves))),
            move_edits.switched(scenario, at, not move.enabled),
            move_edits.renamed(scenario, at, "Called so"),
            move_edits.replaced(scenario, at, random_change(move, rng)),
        ]
    if scenario.blocs:
        name, selectors = rng.choice(scenario.blocs)
        other, _ = rng.choice(scenario.blocs)
        acts.append(move_edits.bloc_renamed(scenario, name, move_edits.free_name(scenario.blocs, "renamed")))
        acts.append(move_edits.with_bloc(scenario, name, selectors[1:]))
        if move_edits.may_hold(scenario.blocs, name, f"bloc:{other}"):
            acts.append(move_edits.with_bloc(scenario, name, (*selectors, f"bloc:{other}")))
        if not move_edits.use_of_bloc(scenario, name):
            acts.append(move_edits.without_bloc(scenario, name))
    return rng.choice(acts)


def random_change(move: Move, rng: random.Random) -> Move:
    """The move after a change in its editor."""
    value = rng.choice([0.0, 1.0, rng.random(), -0.5, 1.5])
    seats = tuple(seat["id"] for seat in rng.sample(constituencies(), 3))
    match move:
        case Pact():
            most = move_edits.room_for(move.leak, "")
            rate = move_edits.with_value(move.transfer, value, 0.0, most)
            return rng.choice(
                [
                    replace(move, transfer=move_edits.with_spread(rate, 0.0, 1.0, 0.0, 1.0)),
                    replace(move, members=move.members[1:]),
                    replace(move, members=(*move.members, "Lab")),
                    move_edits.with_nominee(move, rng.choice(constituencies())["id"], None),
                ]
            )
        case Transfer():
            most = move_edits.room_for(move.to, "SDP")
            return replace(move, to=move_edits.with_amount(move.to, "SDP", min(max(value, 0.0), most)))
        case Stand():
            return rng.choice(
                [
                    move_edits.stand_where(move, Scope(seats=seats)),
                    move_edits.stand_where(move, Scope(countries=("Wales",), seats=seats)),
                    replace(move, party="SDP"),
                ]
            )
        case Turnout():
            return rng.choice([Turnout(change=value), Turnout(set=move_edits.with_value(5.0, value, 0, 100))])
    return replace(move, scope=Scope(seats=seats))


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.integers(0, 5))
def test_whatever_is_done_a_file_may_hold_it(seed: int, moves: int) -> None:
    rng = random.Random(seed)
    scenario = files.from_json(random_scenario(rng, constituencies(), moves)).scenario
    for _ in range(6):
        scenario = random_edit(scenario, rng)
        assert reread(scenario) == scenario


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_moves_say_the_same_of_the_same_people_wherever_they_are(seed: int) -> None:
    rng = random.Random(seed)
    kinds = ("stand", "stand", "pact", "transfer", "set_shares", "withdraw")
    scenario = files.from_json(random_scenario(rng, constituencies(), 6, kinds)).scenario
    position, to = rng.randrange(6), rng.randrange(6)
    edited = move_edits.moved(scenario, position, to)
    words = described(scenario)
    words.insert(to, words.pop(position))
    assert described(edited) == words
    assert move_edits.moved(edited, to, position) == scenario
    copied = move_edits.duplicated(scenario, position)
    assert described(move_edits.deleted(copied, position + 1)) == described(scenario)
    assert move_edits.deleted(copied, position + 1) == scenario
