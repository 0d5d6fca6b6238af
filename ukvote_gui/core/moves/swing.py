"""``swing``: parties rise and fall by points of share, in every constituency of a scope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State, divide, reduce_groups
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import Blocs, Selectors

UNIFORM = "uniform"
PROPORTIONAL = "proportional"
STRONG_TRANSITION = "strong_transition"
WEAK_SHARE = 0.2
"""The part of a party's share in a constituency that is weak support (Baxter, Electoral Calculus, 2007)."""

NOTHING = np.finfo(np.float64).tiny
"""Stands for 0 where it divides 0."""
NO_SHARE = 1e-12
"""A fraction of the scope's votes below this is what rounding leaves of 0."""


@dataclass(frozen=True, kw_only=True)
class Swing(Move):
    """Shares change by points, or so that a party's share of the scope's votes becomes the target.

    Uniform adds the same points everywhere; proportional multiplies (Butler and Kavanagh's appendices
    compare the two); strong transition makes weak support leave first (Baxter, Electoral Calculus, 2007).
    """

    kind: ClassVar[str] = "swing"

    changes: fields.Pairs = fields.entry(fields.PARTY_CHANGES, default=())
    targets: fields.Pairs = fields.entry(fields.PARTY_SHARES, default=())
    method: str = fields.entry(fields.ChoiceKind((UNIFORM, PROPORTIONAL, STRONG_TRANSITION)), default=UNIFORM)

    @property
    def depends_on_totals(self) -> bool:
        return bool(self.targets) or self.method != UNIFORM

    def check(self, election: Election, blocs: Blocs) -> None:
        both = {party for party, _ in self.changes} & {party for party, _ in self.targets}
        if both:
            raise ScenarioError(
                f"targets.{min(both)}", "the party has a change as well: it may have only one"
            )

    @cached_property
    def reach(self) -> Reach:
        # Who is not named may count in the shares of the scope.
        return Reach(self.scope, None if self.depends_on_totals else self._parties)

    @property
    def _parties(self) -> Selectors:
        return tuple(party for party, _ in (*self.changes, *self.targets))

    def apply(self, state: State) -> None:
        named = _named(state.election, self._parties)
        points = [state.amount(amount) for _, amount in (*self.changes, *self.targets)]
        # The axis of parties comes first, before those of draws and constituencies where there are any.
        several = state.votes.ndim > 1
        shifts: Floats = np.array(np.broadcast_arrays(np.zeros((1, 1)), *points)[1:] if several else points)
        shifts = shifts / 100
        if self.targets:
            aimed_at = np.arange(len(points)) >= len(self.changes)
            held = named.national(state.votes, state.totals)
            shifts = shifts - held * aimed_at.reshape(-1, *[1] * (held.ndim - 1))
        make = {UNIFORM: _uniform, PROPORTIONAL: _proportional, STRONG_TRANSITION: _strong_transition}
        _rescale(state, make[self.method](state, named, shifts))


def _uniform(state: State, named: _Named, shifts: Floats) -> Floats:
    """Return each candidate's votes when every party has got its points, fractions of X.

    ``shifts`` has the shape (parties, ...): numbers, or one a draw and constituency, here and below.
    """
    votes, parts = named.together(state)
    change = named.spread(shifts, votes.shape)
    change *= state.per_candidate(state.totals)
    change += votes
    return _own(np.maximum(change, 0.0, out=change), parts)


def _proportional(state: State, named: _Named, shifts: Floats) -> Floats:
    """Return each candidate's votes when every party's are multiplied."""
    held = named.national(state.votes, state.totals)
    # A party without votes has no share to multiply.
    factors = np.maximum(1.0 + shifts / np.where(held > 0, held, np.inf), 0.0)
    return state.votes * named.spread(factors, state.votes.shape, otherwise=1.0)


def _strong_transition(state: State, named: _Named, shifts: Floats) -> Floats:
    """Return each candidate's votes where falling parties lose weak support first (Baxter 2007).

    Who rises keeps everything, by the formulas of who falls.
    """
    votes, parts = named.together(state)
    totals = state.totals
    weak = np.minimum(votes, state.per_candidate(WEAK_SHARE * totals))
    national, of_weak = (named.national(_own(support, parts), totals) for support in (votes, weak))
    of_strong = national - of_weak
    after = national + shifts
    # A target of nothing is nothing, not the rest of a subtraction: somebody could be scaled up from it.
    after *= after > NO_SHARE
    weak_kept = np.minimum(np.maximum(after - of_strong, 0.0) / np.maximum(of_weak, NOTHING), 1.0)
    strong_kept = np.minimum(after / np.maximum(of_strong, NOTHING), 1.0)
    kept = votes * named.spread(strong_kept, votes.shape, otherwise=1.0)
    weak *= named.spread(weak_kept - strong_kept, votes.shape)
    kept += weak
    lost = state.seat_sum(_own(votes - kept, parts))
    rises = np.maximum(shifts, 0.0)
    falling = (rises - shifts).sum(axis=0)
    # Where no party falls the rising rise as in uniform swing, by their own points.
    found = np.where(falling > 0, lost / np.maximum(falling, NOTHING), totals)
    gains = named.spread(rises, votes.shape)
    gains *= state.per_candidate(found)
    kept += gains
    return _own(kept, parts)


def _own(votes: Floats, parts: Floats | Bools | None) -> Floats:
    """Return each candidate's own part of its party's votes; see :meth:`_Named.together`."""
    return votes if parts is None else np.asarray(votes * parts)


def _rescale(state: State, votes: Floats) -> None:
    """Give the candidates of each constituency votes in these proportions, X being what it was."""
    sums = state.seat_sum(votes)
    totals = state.totals
    if sums.all():
        votes *= state.per_candidate(totals / sums)
        state.set_votes(votes, totals)
        return
    # Where every share has become 0 there is nothing to scale, and the votes stay as they were.
    scalable = sums > 0
    factor = state.per_candidate(totals / np.where(scalable, sums, 1.0))
    state.set_votes(np.where(state.per_candidate(scalable), votes * factor, state.votes), totals)


@dataclass(frozen=True, eq=False)
class _Named:
    """The candidates of the parties that a swing names.

    Attributes:
        parties: how many parties are named.
        seats: how many constituencies there are; ``seat_of`` is that of each candidate, shape (candidates,).
        party: the position of each candidate's party among those named, or their number for all others,
            shape (candidates,).
        order: rows of the named candidates, party by party; ``present`` are the parties that have any, and
            ``starts`` is where each of these begins in ``order``.
        shared: rows of the candidates whose party has several in their constituency; ``first`` is where each
            such group begins in ``shared``, ``group`` the group of each.
    """

    parties: int
    seats: int
    seat_of: Ints
    party: Ints
    order: Ints
    present: Ints
    starts: Ints
    shared: Ints
    first: Ints
    group: Ints

    def national(self, votes: Floats, totals: Floats) -> Floats:
        """Return the parties' fractions of all votes, shape (parties,) or (parties, draws, 1)."""
        sums: Floats = np.zeros((*votes.shape[:-1], self.parties))
        if self.order.size:
            named = votes.take(self.order, axis=-1, mode="clip")
            sums[..., self.present] = reduce_groups(np.add, named, self.starts)
        sums /= np.maximum(totals.sum(axis=-1, keepdims=True), NOTHING)
        return sums if votes.ndim == 1 else sums.T[..., np.newaxis]

    def together(self, state: State) -> tuple[Floats, Floats | Bools | None]:
        """Return the votes of each candidate's party in the constituency, and the candidate's part of them.

        Parties that a swing does not name, and independents among them, count candidate by candidate.
        Both have the shape (..., candidates); the part of who does not stand is 0. It is None where
        everyone has all of their party's.
        """
        votes, standing = state.votes, state.standing
        if not self.shared.size:
            return votes, None if state.everyone_stands else standing
        parts = np.broadcast_to(standing, votes.shape).astype(np.float64)
        own = votes.take(self.shared, axis=-1)
        votes = votes.copy()
        votes[..., self.shared] = reduce_groups(np.add, own, self.first).take(self.group, axis=-1)
        parts[..., self.shared], _ = divide(own, standing.take(self.shared, axis=-1), self.first, self.group)
        return votes, parts

    def spread(self, by_party: Floats, shape: tuple[int, ...], otherwise: float = 0.0) -> Floats:
        """Return the value of each candidate's party, ``otherwise`` for who is not named.

        ``by_party`` has the shape (parties,), (parties, draws, 1) or (parties, draws, constituencies).
        """
        if by_party.ndim == 1 == len(shape):
            return np.concatenate((by_party, (otherwise,))).take(self.party, mode="clip")
        values = np.full(shape, otherwise)
        ends = np.append(self.starts, len(self.order))[1:]
        for party, start, end in zip(self.present, self.starts, ends, strict=True):
            rows, value = self.order[start:end], by_party[party]
            if value.ndim and value.shape[-1] == self.seats:
                value = value.take(self.seat_of[rows], axis=-1)
            values[..., rows] = value
        return values


@lru_cache(maxsize=128)
def _named(election: Election, parties: tuple[str, ...]) -> _Named:
    number = np.full(len(election.parties), len(parties))
    for position, name in enumerate(parties):
        if name in election.party_index:
            number[election.party_index[name]] = position
    party = number.take(election.party_of)
    named = np.flatnonzero(party < len(parties))
    order = named[np.argsort(party[named], kind="stable")]
    present, starts = np.unique(party[order], return_index=True)
    key = election.seat_of[named] * len(parties) + party[named]
    _, group, count = np.unique(key, return_inverse=True, return_counts=True)
    several = count[group] > 1
    shared, group = named[several], group[several]
    by_group = np.argsort(group, kind="stable")
    _, first, group = np.unique(group[by_group], return_index=True, return_inverse=True)
    return _Named(
        len(parties),
        len(election.constituencies),
        election.seat_of,
        party,
        order,
        present,
        starts,
        shared[by_group],
        first,
        group,
    )
