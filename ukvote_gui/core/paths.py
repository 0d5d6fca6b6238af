"""Paths: one number is turned from one end of its range to the other, and every change of winner is seen.

Where the votes of a constituency's candidates are linear in the number, up to a factor that all of them share
(so rates of ``transfer``, ``withdraw`` and ``pact``, and uniform swing), winners change at points where two
lines cross, which are exact. That they are is checked in every constituency, at points between the ends.
Where they are not (a later move has another nominee, or a target that depends on the country), winners are
compared on a grid and the changes between its points are found by bisection, to 0.01 points.

Where the two are level, the tie goes by SCENARIOS.md, so the winner changes at the value given or just
beyond it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.elections import TIE_VOTES, Bools, Election, Floats, Ints
from ukvote_gui.core.engine import apply, initial_state, steps, with_added
from ukvote_gui.core.moves import Move, Pact, State
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE, Scope, covering

BISECTIONS = 7
"""Halvings that bring a cell of the grid, one point wide, to under 0.01 points."""

PROBES = (0.0, 0.2871, 0.6180, 0.8317, 1.0)
"""Where on its range a number is looked at to see whether votes are linear in it; the inner ones are odd."""

AGREE_VOTES = 1e-6
CHUNK = 64
"""So many values are evaluated at once: more would not be quicker, and take more memory."""


@dataclass(frozen=True, slots=True)
class Dial:
    """A number of a scenario that can be turned.

    Attributes:
        move: position of the move in the scenario.
        entry: name of the move's field that holds the number, or a mapping that does.
        name: key in that mapping (a party, selector or person), where the field is one.
    """

    move: int
    entry: str
    name: str = ""

    def turned(self, scenario: Scenario, value: Amount) -> Scenario:
        """Return the scenario with the number at ``value`` and its move enabled."""
        move = scenario.moves[self.move]
        entry = getattr(move, self.entry)
        new: Any = tuple({**dict(entry), self.name: value}.items()) if self.name else value
        changes: dict[str, Any] = {"enabled": True, self.entry: new}
        moves = list(scenario.moves)
        moves[self.move] = replace(move, **changes)
        return scenario.with_moves(moves)

    def limits(self, scenario: Scenario) -> tuple[float, float]:
        """Return the least and the most that the number can be, given the others of its move."""
        move = scenario.moves[self.move]
        amount, most = self._kind(move)
        others = (
            [central(value) for name, value in getattr(move, self.entry) if name != self.name]
            if self.name
            else []
        )
        if isinstance(move, Pact):
            most = 1.0
            others += [central(move.transfer)] if self.name else [central(rate) for _, rate in move.leak]
        low, high = max(amount.low, -100.0), min(amount.high, 100.0)
        return low, max(low, min(high, most - math.fsum(others)))

    def is_points(self, scenario: Scenario) -> bool:
        """Return whether the number is in points; else it is a rate, a fraction."""
        return self._kind(scenario.moves[self.move])[0] != fields.RATE

    def _kind(self, move: Move) -> tuple[fields.AmountKind, float]:
        """Return the kind of the number, and the most that those in its mapping may add up to."""
        kind = next(kind for name, _, kind, _ in fields.entries(type(move)) if name == self.entry)
        if isinstance(kind, fields.AmountsKind):
            return kind.amount, kind.most
        assert isinstance(kind, fields.AmountKind)
        return kind, math.inf


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of winner in one constituency.

    Attributes:
        at: where on the path, in the unit of its number.
        seat: position of the constituency.
        loser: row of who wins before it.
        winner: row of who wins beyond it.
        exact: whether ``at`` is exact, or found to 0.01 points.
    """

    at: float
    seat: int
    loser: int
    winner: int
    exact: bool


@dataclass(frozen=True, eq=False)
class Path:
    """Who wins where while one number goes from ``low`` to ``high``.

    Attributes:
        election: the base, with the candidates whom the scenario adds.
        low: where the path begins; a rate is a fraction, a swing is in points.
        high: where it ends.
        before: rows of the winners without the move whose number it is, shape (constituencies,).
        flips: every change of winner on the way, in order; where the move at ``low`` already elects another
            than ``before``, that is a flip at ``low``.
        exact: whether flips are exact in each constituency, and none can be missing, shape (constituencies,).
    """

    election: Election
    low: float
    high: float
    before: Ints
    flips: tuple[Flip, ...]
    exact: Bools


def rate_path(election: Election, scenario: Scenario, dial: Dial) -> Path:
    """Return who wins while a number of one of the scenario's moves is turned, the others staying.

    The path goes from the least to the most that the number can be; before it is the scenario without the
    move.
    """
    return _Sweep(election, scenario, dial).path()


def swing_path(outcome: Outcome, loser: str | None, gainer: str, scope: Scope = EVERYWHERE) -> Path:
    """Return who wins while a uniform swing is added to an outcome, from 0 to 100 points.

    At ``s`` points the loser falls and the gainer rises by ``s`` points in every constituency of the scope
    where they stand; without a loser all others give way in proportion. It is what a ``swing`` move with
    these changes does at the end of the scenario. The scope may name no blocs.

    Raises:
        ValueError: both are the same party.
    """
    if loser == gainer:
        raise ValueError("a swing is from one party to another")
    election = outcome.election
    slopes = np.zeros(len(election.candidates))
    for party, sign in ((loser, -1.0), (gainer, 1.0)):
        slopes[election.party_of == election.party_index.get(party or "", -1)] = sign
    # Where nobody votes there is nothing to swing.
    swung = covering(election, (), scope) & (outcome.valid_votes >= TIE_VOTES)
    slopes *= party_parts(outcome) * swung.take(election.seat_of)
    # Neither the factor that brings shares to 1 again nor holding them at 0 matters to who is first.
    flips = [
        Flip(100.0 * at, seat, old, new, exact=True)
        for at, seat, old, new in _crossings(
            election, outcome.share, slopes, outcome.standing, outcome.winner
        )
        if at < 1.0
    ]
    exact = np.ones(len(election.constituencies), dtype=np.bool_)
    return Path(election, 0.0, 100.0, outcome.winner, _in_order(flips), exact)


def party_parts(outcome: Outcome) -> Floats:
    """Return each candidate's part of its party's votes in the constituency, shape (candidates,).

    Equal parts where the party has none.
    """
    election = outcome.election
    key = election.seat_of * len(election.parties) + election.party_of
    group = np.unique(key, return_inverse=True)[1]
    total = np.bincount(group, outcome.votes)[group]
    weights = np.where(total > 0, outcome.votes, outcome.standing)
    parts: Floats = weights / np.maximum(np.bincount(group, weights)[group], TIE_VOTES)
    return parts


def _crossings(
    election: Election, start: Floats, slopes: Floats, standing: Bools, winner: Ints
) -> Iterator[tuple[float, int, int, int]]:
    """Yield every change of winner where candidates' votes are lines: where, seat, old and new winner's rows.

    Args:
        election: whose candidates they are.
        start: votes of each candidate at 0, shape (candidates,).
        slopes: what each has more at 1, same shape.
        standing: who stands, same shape.
        winner: rows of the winners at 0, shape (constituencies,).
    """
    seat_of = election.seat_of
    at = np.zeros(len(winner))
    while True:
        closing = slopes - slopes.take(winner).take(seat_of)
        faster = standing & (closing > TIE_VOTES)
        gap = start.take(winner).take(seat_of) - start
        meets = np.where(faster, gap / np.where(faster, closing, 1.0), np.inf)
        meets = np.maximum(meets, at.take(seat_of))
        first = np.minimum.reduceat(meets, election.first)
        # Of several who draw level at once the fastest goes on, the senior one of equals.
        pace = np.where(meets <= first.take(seat_of) + TIE_VOTES, slopes, -np.inf)
        best = pace >= np.maximum.reduceat(pace, election.first).take(seat_of)
        rows = np.flatnonzero(best & faster)
        rows = rows[np.unique(seat_of[rows], return_index=True)[1]]
        rows = rows[first[seat_of[rows]] <= 1.0]
        if not rows.size:
            return
        seats = seat_of[rows]
        for row, seat in zip(rows.tolist(), seats.tolist(), strict=True):
            yield float(first[seat]), seat, int(winner[seat]), row
        winner, at = winner.copy(), at.copy()
        winner[seats], at[seats] = rows, first[seats]


def _in_order(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    """Return flips in order of their place on the path; sorting keeps those of one seat as they follow."""
    return tuple(sorted(flips, key=lambda flip: flip.at))


class _Sweep:
    """A scenario evaluated at several values of one of its numbers at once.

    Attributes:
        low: the least value that the number can have.
        high: the most.
    """

    def __init__(self, election: Election, scenario: Scenario, dial: Dial) -> None:
        self.low, self.high = dial.limits(scenario)
        self.points_per_unit = 1.0 if dial.is_points(scenario) else 100.0
        self._marker = Spread(self.low, self.low, self.high)
        self._scenario = dial.turned(scenario, self._marker)
        enabled = [move for move in self._scenario.moves if move.enabled]
        self.election = with_added(election, enabled, scenario.blocs)
        self._move = self._scenario.moves[dial.move]
        made = list(steps(self._scenario))
        turn = next(number for number, step in enumerate(made) if any(move is self._move for move in step))
        self._start = initial_state(self.election, scenario)
        for step in made[:turn]:
            apply(self._start, step)
        self._steps = made[turn:]

    def path(self) -> Path:
        """Return who wins while the number goes from ``low`` to ``high``."""
        before = self._winners_without()
        values = self.low + np.array(PROBES) * (self.high - self.low)
        state = self._state_at(values)
        winners = state.winners()
        exact, start, slopes = _lines(self.election, state.votes, state.standing)
        flips = [
            Flip(self.low, seat, int(before[seat]), int(winners[0, seat]), exact=True)
            for seat in np.flatnonzero(winners[0] != before).tolist()
        ]
        width = self.high - self.low
        slopes = np.where(exact.take(self.election.seat_of), slopes, 0.0)
        for at, seat, old, new in _crossings(self.election, start, slopes, state.standing[0], winners[0]):
            # Level only at the very end: the new one wins where the tie is theirs.
            if exact[seat] and (at < 1.0 or winners[-1, seat] == new):
                flips.append(Flip(self.low + at * width, seat, old, new, exact=True))
        if not exact.all() and width > 0:
            flips += self._bisected(np.flatnonzero(~exact))
        return Path(self.election, self.low, self.high, before, _in_order(flips), exact)

    def _bisected(self, seats: Ints) -> list[Flip]:
        """Return the changes of winner in some constituencies between points of a grid, found by halving."""
        cells = max(1, math.ceil((self.high - self.low) * self.points_per_unit))
        grid = np.linspace(self.low, self.high, cells + 1)
        winners = self._winners_at(grid)[:, seats]
        cell, place = np.nonzero(winners[1:] != winners[:-1])
        brackets = [
            _Bracket(
                int(seats[p]), float(grid[c]), float(grid[c + 1]), int(winners[c, p]), int(winners[c + 1, p])
            )
            for c, p in zip(cell.tolist(), place.tolist(), strict=True)
        ]
        for _ in range(BISECTIONS):
            middles = sorted({bracket.middle for bracket in brackets})
            found = dict(zip(middles, self._winners_at(np.array(middles)), strict=True))
            brackets = [half for b in brackets for half in b.halved(int(found[b.middle][b.seat]))]
        return [Flip(b.high, b.seat, b.loser, b.winner, exact=False) for b in brackets]

    def _winners_at(self, values: Floats) -> Ints:
        """Return rows of the winners at values, shape (values, constituencies)."""
        parts = [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]
        none = np.zeros((0, len(self.election.constituencies)), dtype=np.intp)
        return np.concatenate([none, *(self._state_at(part).winners() for part in parts)])

    def _state_at(self, values: Floats) -> State:
        """Return the state after all moves, with a leading axis of values of the number."""
        by_seat = np.repeat(values[:, np.newaxis], len(self.election.constituencies), axis=1)

        def sample(amount: Amount) -> float | Floats:
            return by_seat if amount is self._marker else central(amount)

        rows = (len(values), 1)
        votes, standing = np.tile(self._start.votes, rows), np.tile(self._start.standing, rows)
        state = State(self.election, self._start.blocs, votes, standing, sample)
        for step in self._steps:
            apply(state, step)
        return state

    def _winners_without(self) -> Ints:
        """Return rows of the winners without the move, shape (constituencies,)."""
        start = self._start
        state = State(self.election, start.blocs, start.votes.copy(), start.standing.copy())
        for step in self._steps:
            if others := tuple(move for move in step if move is not self._move):
                apply(state, others)
        return state.winners()


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A stretch of a path at whose ends different candidates win a constituency."""

    seat: int
    low: float
    high: float
    loser: int
    winner: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def halved(self, winner: int) -> list[_Bracket]:
        """Return the halves at whose ends the winners differ, given who wins in the middle."""
        halves = []
        if winner != self.loser:
            halves.append(replace(self, high=self.middle, winner=winner))
        if winner != self.winner:
            halves.append(replace(self, low=self.middle, loser=winner))
        return halves


def _lines(election: Election, votes: Floats, standing: Bools) -> tuple[Bools, Floats, Floats]:
    """Return where votes at :data:`PROBES` are on lines, but for a factor that all in a seat share.

    Args:
        election: whose candidates they are.
        votes: votes at the probes, shape (probes, candidates).
        standing: who stands at them, same shape.

    Returns:
        Whether they are in each constituency, shape (constituencies,); and each candidate's start and slope,
        shape (candidates,), of lines that have the order of the votes.
    """
    first, seat_of = election.first, election.seat_of
    totals = np.add.reduceat(votes, first, axis=-1)

    def near_line(values: Floats, factor: Floats) -> Bools:
        """Return where values lie on lines from the first probe to the last, scaled by ``factor`` there."""
        off = np.zeros(len(first))
        for at, seen in zip(PROBES[1:-1], values[1:-1], strict=True):
            scale = (1 - at) + at * factor
            on_line = ((1 - at) * values[0] + at * factor.take(seat_of) * values[-1]) / scale.take(seat_of)
            off = np.maximum(off, np.maximum.reduceat(np.abs(on_line - seen), first))
        near: Bools = off < AGREE_VOTES
        return near

    same = np.logical_and.reduceat((standing == standing[0]).all(axis=0), first)
    plain = near_line(votes, np.ones(len(first)))
    # Shares have no factor in common but that of their sum, which is a line too: the one, by least squares,
    # that puts the middle probe between the ends.
    cast = (totals > TIE_VOTES).all(axis=0)
    scaled = votes * (totals.max(axis=0) / np.where(cast, totals, 1.0)).take(seat_of, axis=-1)
    middle = len(PROBES) // 2
    share = (1 - PROBES[middle]) / PROBES[middle]
    ahead, behind = scaled[middle] - scaled[0], scaled[-1] - scaled[middle]
    spread = np.add.reduceat(behind * behind, first)
    factor = share * np.add.reduceat(ahead * behind, first) / np.where(spread > 0, spread, 1.0)
    factor = np.where(factor > 0, factor, 1.0)
    exact = same & (plain | (cast & near_line(scaled, factor)))
    start = np.where(plain.take(seat_of), votes[0], scaled[0])
    end = np.where(plain.take(seat_of), votes[-1], scaled[-1] * factor.take(seat_of))
    return exact, start, end - start
