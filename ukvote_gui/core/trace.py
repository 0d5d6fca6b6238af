"""How a seat, or the country, came to its votes: what each move took from whom and gave to whom.

Flows are matched from net changes: what each loser loses in a move is divided among the gainers in proportion
to what each gains there, those who do not vote being one of either. For ``transfer``, ``withdraw``, ``pact``
and ``stand`` that is what the move says, vote for vote: all givers in a constituency give the same fractions
to the same takers, and no giver takes. For ``swing``, ``set_shares`` and ``turnout``, which say how many
votes there are and not whose they were, it is the least movement that accounts for the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from ukvote_gui.core.elections import TIE_VOTES, Bools, Election, Floats
from ukvote_gui.core.engine import apply, initial_state, steps, with_added
from ukvote_gui.core.moves import Move, SetShares, State
from ukvote_gui.core.scenario import Scenario

NON_VOTERS = -1
"""Stands for the row of a candidate, or the position of a party, where electors do not vote."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Votes that go from one to another, each a row or position, or :data:`NON_VOTERS`."""

    giver: int
    taker: int
    votes: float


@dataclass(frozen=True, eq=False)
class Step:
    """One enabled move in one constituency.

    Attributes:
        index: the move's position in the scenario.
        move: the move.
        votes: votes of the constituency's candidates after it, shape (candidates here,).
        standing: whether each stands after it, same shape.
        losses: votes that each of the candidates here and, last, the non-voters lose in it, shape
            (candidates here + 1,).
        parts: the fraction of each one's loss that each of them gets, same shape.
    """

    index: int
    move: Move
    votes: Floats
    standing: Bools
    losses: Floats
    parts: Floats

    @property
    def moved_votes(self) -> float:
        """Votes that changed hands, joined or left."""
        return float(self.losses.sum())


@dataclass(frozen=True, eq=False)
class Trace:
    """The audit trail of one constituency.

    Attributes:
        election: the base, with the candidates whom the scenario adds.
        seat: position of the constituency.
        start: votes of its candidates in the base, shape (candidates here,).
        standing: whether each stands before the first move, same shape.
        steps: the enabled moves in order.
    """

    election: Election
    seat: int
    start: Floats
    standing: Bools
    steps: tuple[Step, ...]

    @property
    def rows(self) -> range:
        """Rows of the candidates in the election, in the order of all arrays here."""
        return self.election.rows[self.seat]

    @property
    def end(self) -> Floats:
        """Votes after the last move, shape (candidates here,)."""
        return self.steps[-1].votes if self.steps else self.start

    def flows(self, step: Step) -> list[Flow]:
        """Return what a step moved, most votes first, by row in the election."""
        return _flows(np.outer(step.losses, step.parts), self._row)

    @cached_property
    def journeys(self) -> Floats:
        """Where the electors of the base ended: from each to each, shape (candidates here + 1,) twice.

        The diagonal holds those who stayed; rows add up to the base's votes and non-voters, columns to
        the scenario's. Whoever votes for a candidate at a step is as likely as any other of its voters to
        go where that step takes them.
        """
        electorate = self.election.electorate[self.seat]
        current = _with_non_voters(self.start, electorate)
        journeys = np.diag(current)
        for step in self.steps:
            journeys = _carried(journeys, current, step.losses, step.parts)
            current = _with_non_voters(step.votes, electorate)
        return journeys

    def _row(self, position: int) -> int:
        return NON_VOTERS if position == len(self.rows) else self.rows.start + position


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the constituency comes to if one move alone were off.

    Attributes:
        index: the move's position in the scenario.
        winner: row of the winner then.
        decisive: whether that is another than with all moves.
    """

    index: int
    winner: int
    decisive: bool


@dataclass(frozen=True, eq=False)
class Why:
    """Why a constituency elects whom it elects.

    Attributes:
        trace: the audit trail.
        base_winner: row of the winner in the base.
        winner: row of the winner after all moves.
        without: for each enabled move in order, what if it alone were off.
    """

    trace: Trace
    base_winner: int
    winner: int
    without: tuple[LeftOut, ...]

    @property
    def flipped(self) -> bool:
        """Whether the scenario elects another than the base did."""
        return self.winner != self.base_winner

    @property
    def due_to(self) -> tuple[int, ...]:
        """Positions of the moves without any one of which another would win.

        It may be empty where the seat flipped all the same: two moves may each be enough.
        """
        return tuple(left.index for left in self.without if left.decisive)


def trace(election: Election, scenario: Scenario, seat: str) -> Trace:
    """Return the audit trail of the constituency with this ONS id.

    Raises:
        KeyError: there is no such constituency.
    """
    return _History(election, scenario).trace(election.seat_index[seat])


def why(election: Election, scenario: Scenario, seat: str) -> Why:
    """Return why the constituency with this ONS id elects whom it elects.

    Raises:
        KeyError: there is no such constituency.
    """
    history = _History(election, scenario)
    position = election.seat_index[seat]
    return Why(
        history.trace(position),
        int(history.election.winner[position]),
        history.winner(position),
        tuple(history.without(position)),
    )


@dataclass(frozen=True, eq=False)
class PartyFlow:
    """Where the electors of the base ended, country-wide.

    Attributes:
        parties: abbreviations, in the order of the election's; independents are together in one.
        votes: from each (first axis) to each (second axis) of the parties and, last, the non-voters, shape
            (parties + 1,) twice; the diagonal holds those who stayed with a party, or with not voting.
        within: of those on the diagonal, who went from one candidate of the party to another, shape
            (parties + 1,); from one independent to another, too.
    """

    parties: tuple[str, ...]
    votes: Floats
    within: Floats

    def flows(self) -> list[Flow]:
        """Return what moved between parties, most votes first, by position in ``parties``."""
        last = len(self.parties)
        moved = self.votes - np.diag(np.diag(self.votes))
        return _flows(moved, lambda position: NON_VOTERS if position == last else position)


def party_flow(election: Election, scenario: Scenario) -> PartyFlow:
    """Return where the electors of each party, and the non-voters, went from the base to the scenario.

    As in :attr:`Trace.journeys`, constituency by constituency, then added up by party.
    """
    history = _History(election, scenario)
    contested = history.election
    last = len(contested.parties)
    slot = np.arange(len(contested.candidates)) - contested.first.take(contested.seat_of)
    width = int(slot.max()) + 2
    place = (contested.seat_of, slot)

    def dense(votes: Floats) -> Floats:
        table = np.zeros((len(contested.constituencies), width))
        table[place] = votes
        table[:, -1] = np.maximum(contested.electorate - table.sum(axis=1), 0.0)
        return table

    current = dense(history.states[0].votes)
    journeys = current[:, :, np.newaxis] * np.eye(width)
    for state in history.states[1:]:
        after = dense(state.votes)
        touched = np.flatnonzero((after != current).any(axis=1))
        losses, parts = _matched(after[touched] - current[touched])
        journeys[touched] = _carried(journeys[touched], current[touched], losses, parts)
        current = after
    party = np.full((len(contested.constituencies), width), last)
    party[place] = contested.party_of
    pair = party[:, :, np.newaxis] * (last + 1) + party[:, np.newaxis, :]
    votes = np.bincount(pair.ravel(), journeys.ravel(), (last + 1) ** 2).reshape(last + 1, last + 1)
    stayed = np.bincount(party.ravel(), np.diagonal(journeys, axis1=1, axis2=2).ravel(), last + 1)
    within = np.maximum(np.diag(votes) - stayed, 0.0)
    return PartyFlow(contested.parties, np.asarray(votes, dtype=np.float64), within)


class _History:
    """A scenario's evaluation with what it was before and after each step, to read and to branch from.

    Attributes:
        election: the base, with the candidates whom the scenario adds.
        steps: positions in the scenario of the moves that are made in each step.
        states: the state before the first step, and after each.
    """

    def __init__(self, election: Election, scenario: Scenario) -> None:
        self.moves = scenario.moves
        enabled = [index for index, move in enumerate(scenario.moves) if move.enabled]
        self.election = with_added(election, [scenario.moves[index] for index in enabled], scenario.blocs)
        left = iter(enabled)
        self.steps = [tuple(islice(left, len(step))) for step in steps(scenario)]
        self.states = [initial_state(self.election, scenario)]
        for step in self.steps:
            self.states.append(self._after(self.states[-1], step))

    def _after(self, state: State, step: tuple[int, ...]) -> State:
        """Return the state after the moves at positions ``step``; ``state`` stays as it is."""
        after = State(state.election, state.blocs, state.votes.copy(), state.standing.copy())
        apply(after, tuple(self.moves[index] for index in step))
        return after

    def _here(self, seat: int) -> slice:
        return slice(self.election.rows[seat].start, self.election.rows[seat].stop)

    def _elsewhere(self, index: int, seat: int) -> bool:
        """Return whether a move is an edit of another constituency than the one at position ``seat``."""
        move = self.moves[index]
        return isinstance(move, SetShares) and self.election.seat_index[move.seat] != seat

    def trace(self, seat: int) -> Trace:
        """Return the audit trail of the constituency at a position."""
        here, made = self._here(seat), []
        before = self.states[0]
        for step, state in zip(self.steps, self.states[1:], strict=True):
            for index in step:
                after = before if self._elsewhere(index, seat) else state
                change = after.votes[here] - before.votes[here]
                losses, parts = _matched(np.append(change, -change.sum()))
                votes, standing = after.votes[here], after.standing[here]
                made.append(Step(index, self.moves[index], votes, standing, losses, parts))
                before = after
        start = self.states[0]
        return Trace(self.election, seat, start.votes[here], start.standing[here], tuple(made))

    def winner(self, seat: int, state: State | None = None) -> int:
        """Return the row of the winner in the constituency at a position, after all moves by default."""
        state, here = state or self.states[-1], self._here(seat)
        votes = np.where(state.standing[here], state.votes[here], -1.0)
        # Rows are in order of seniority, so the first of equals wins.
        return int(here.start) + int(np.argmax(votes >= votes.max() - TIE_VOTES))

    def without(self, seat: int) -> Iterator[LeftOut]:
        """Yield what the constituency at a position comes to if each move alone were off."""
        winner = self.winner(seat)
        for number, step in enumerate(self.steps):
            for index in step:
                other = winner
                if self._matters(number, index, seat):
                    kept = tuple(other for other in step if other != index)
                    state = self.states[number]
                    for left in filter(None, (kept, *self.steps[number + 1 :])):
                        state = self._after(state, left)
                    other = self.winner(seat, state)
                yield LeftOut(index, other, other != winner)

    def _matters(self, number: int, index: int, seat: int) -> bool:
        """Return whether a move can have changed the votes in the constituency at a position."""
        here, before, after = self._here(seat), *self.states[number : number + 2]
        idle = self._elsewhere(index, seat) or (
            np.array_equal(before.votes[here], after.votes[here])
            and np.array_equal(before.standing[here], after.standing[here])
        )
        later = (self.moves[i] for step in self.steps[number + 1 :] for i in step)
        return not idle or any(move.depends_on_totals for move in later)


def _with_non_voters(votes: Floats, electorate: float) -> Floats:
    return np.append(votes, max(0.0, electorate - float(votes.sum())))


def _matched(change: Floats) -> tuple[Floats, Floats]:
    """Return what each loses, and the part of it all that each gains, from net changes that add up to 0.

    Both have the shape of ``change``, (..., n); the votes that go from one to another are their product.
    """
    change = np.where(np.abs(change) < TIE_VOTES, 0.0, change)
    gains = np.maximum(change, 0.0)
    total = gains.sum(axis=-1, keepdims=True)
    moved = total > 0
    return np.where(moved, np.maximum(-change, 0.0), 0.0), gains / np.where(moved, total, 1.0)


def _carried(journeys: Floats, current: Floats, losses: Floats, parts: Floats) -> Floats:
    """Return where electors are after a step, given where they were before it.

    Args:
        journeys: from each origin to each, shape (..., n, n).
        current: what each has before the step, the sums over origins, shape (..., n).
        losses: see :func:`_matched`.
        parts: see :func:`_matched`.
    """
    given = np.minimum(losses / np.where(current > 0, current, 1.0), 1.0)
    released = journeys @ given[..., np.newaxis]
    return journeys * (1.0 - given)[..., np.newaxis, :] + released * parts[..., np.newaxis, :]


def _flows(matrix: Floats, name: Callable[[int], int]) -> list[Flow]:
    pairs = np.argwhere(matrix > TIE_VOTES).tolist()
    flows = [Flow(name(giver), name(taker), float(matrix[giver, taker])) for giver, taker in pairs]
    return sorted(flows, key=lambda flow: -flow.votes)
