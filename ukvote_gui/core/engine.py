"""From a scenario to its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import TypeGuard

import numpy as np

from ukvote_gui.core.elections import Election
from ukvote_gui.core.moves import Move, SetShares, State
from ukvote_gui.core.moves.set_shares import apply_together
from ukvote_gui.core.moves.stand import Stand, added_candidates
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.reach import Part, Reach, part_of
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE, Blocs, Scope


def evaluate(election: Election, scenario: Scenario) -> Outcome:
    """Return what follows when the scenario's enabled moves are made in order (SCENARIOS.md, State).

    The outcome's election is ``election`` with the candidates in it whom the scenario adds.
    """
    contested = contested_by(election, scenario)
    state = initial_state(contested, scenario)
    apply(state, *steps(scenario))
    return Outcome(contested, state.votes, state.standing)


def contested_by(election: Election, scenario: Scenario) -> Election:
    """Return the election with the candidates in it whom the scenario's enabled moves add."""
    return with_added(election, (move for move in scenario.moves if move.enabled), scenario.blocs)


def with_added(election: Election, moves: Iterable[Move], blocs: Blocs) -> Election:
    """Return the election with the candidates whom the numbered stand moves among ``moves`` add."""
    stands = tuple(move for move in moves if isinstance(move, Stand))
    return _with_added(election, blocs, stands) if stands else election


@lru_cache(maxsize=32)
def _with_added(election: Election, blocs: Blocs, stands: tuple[Stand, ...]) -> Election:
    return election.with_candidates(list(added_candidates(election, blocs, stands)))


def initial_state(election: Election, scenario: Scenario) -> State:
    """Return the state before the first move: those whom a scenario adds do not stand yet."""
    standing = np.ones(len(election.candidates), dtype=np.bool_)
    standing[list(election.added_rows)] = False
    state = State(election, scenario.blocs, election.votes.copy(), standing)
    state.set_votes(state.votes, election.valid_votes)
    return state


def steps(scenario: Scenario) -> Iterator[tuple[Move, ...]]:
    """Yield the enabled moves in order, edits of different constituencies that follow each other together.

    They do not touch each other's votes, so that making them at once changes nothing but the time it takes.
    """
    run: dict[str, SetShares] = {}
    for move in scenario.moves:
        if not move.enabled:
            continue
        together = isinstance(move, SetShares) and move.seat not in run
        if run and not together:
            yield tuple(run.values())
            run = {}
        if isinstance(move, SetShares):
            run[move.seat] = move
        else:
            yield (move,)
    if run:
        yield tuple(run.values())


def apply(state: State, *steps: tuple[Move, ...]) -> None:
    """Make the moves of steps, one step after the other."""
    changes = [change for step in steps for change in _changes(state, step)]
    # What has the same reach is made in one go: to cut the state and to put it back costs as much as a move.
    for part, together in groupby(changes, key=itemgetter(0)):
        if part.rows.size:
            state.change_part(part, partial(_make, [change for _, change in together]))


def _changes(state: State, step: tuple[Move, ...]) -> Iterator[tuple[Part, Callable[[State], None]]]:
    """Yield what the moves of a step do, each with the part of the election that it does it to."""
    if edits := [move for move in step if _is_plain_edit(move)]:
        together = Reach(Scope(seats=tuple(edit.seat for edit in edits)))
        yield part_of(state.election, state.blocs, together), partial(apply_together, moves=edits)
    for move in step:
        if not _is_plain_edit(move):
            yield part_of(state.election, state.blocs, move.reach), move.apply


def _is_plain_edit(move: Move) -> TypeGuard[SetShares]:
    return isinstance(move, SetShares) and move.scope is EVERYWHERE


def _make(changes: Iterable[Callable[[State], None]], state: State) -> None:
    for change in changes:
        change(state)
