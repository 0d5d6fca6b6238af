"""``swing``: parties rise and fall by points of share, in every constituency of a scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State, divide, reduce_groups
from ukvote_gui.core.selection import EVERYWHERE, Blocs, Scope, covering

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

    def apply(self, state: State) -> None:
        parties = tuple(party for party, _ in (*self.changes, *self.targets))
        named = _named(state.election, state.blocs, self.scope, parties)
        totals = state.totals
        share = state.votes / state.per_candidate(np.maximum(totals, NOTHING))
        held: Floats = np.zeros(len(parties))
        if self.targets or self.method != UNIFORM:
            held = named.national(state.votes, totals)
        shifts: list[float | Floats] = [state.amount(points) / 100 for _, points in self.changes]
        for party, (_, points) in enumerate(self.targets, start=len(self.changes)):
            shifts.append(state.amount(points) / 100 - _of_party(held, party))

        if self.method == PROPORTIONAL:
            factors: list[float | Floats] = []
            for party, shift in enumerate(shifts):
                before = np.asarray(_of_party(held, party))
                # A party without votes has no share to multiply.
                factors.append(np.maximum(1.0 + shift / np.where(before > 0, before, np.inf), 0.0))
            new = share * named.spread(factors, share.shape, otherwise=1.0)
        else:
            together, parts = named.together(state, share)
            if self.method == UNIFORM:
                new = np.maximum(together + named.spread(shifts, share.shape), 0.0) * parts
            else:
                new = parts * _strong_transition(state, together, parts, shifts, named)
        self._rescale(state, named, new, totals)

    def _rescale(self, state: State, named: _Named, new: Floats, totals: Floats) -> None:
        """Bring the new shares to 1 in each constituency of the scope, and X to what it was."""
        sums = state.seat_sum(new)
        # Where every share has become 0 there is nothing to scale, and the votes stay as they were.
        scalable = sums > 0
        votes = new * state.per_candidate(totals / np.where(scalable, sums, 1.0))
        if self.scope != EVERYWHERE or not scalable.all():
            votes = np.where(state.per_candidate(scalable & named.covered), votes, state.votes)
        state.set_votes(votes, totals)


@dataclass(frozen=True, eq=False)
class _Named:
    """The candidates of the parties that a swing names, within its scope.

    Attributes:
        parties: how many parties are named.
        covered: whether the scope covers each constituency, shape (constituencies,).
        seat_of: the constituency of each candidate, shape (candidates,).
        party: the position of each candidate's party among those named, or their number for all others,
            shape (candidates,).
        order: rows of the named candidates, party by party; ``present`` are the parties that have any, and
            ``starts`` is where each of these begins in ``order``.
        shared: rows of the candidates whose party has several in their constituency; ``first`` is where each
            such group begins in ``shared``, ``group`` the group of each.
    """

    parties: int
    covered: Bools
    seat_of: Ints
    party: Ints
    order: Ints
    present: Ints
    starts: Ints
    shared: Ints
    first: Ints
    group: Ints

    def national(self, votes: Floats, totals: Floats) -> Floats:
        """Return the parties' fractions of all votes in the scope, shape (..., parties)."""
        sums = np.zeros((*votes.shape[:-1], self.parties))
        if self.order.size:
            sums[..., self.present] = reduce_groups(np.add, votes.take(self.order, axis=-1), self.starts)
        return sums / np.maximum(totals @ self.covered, NOTHING)[..., np.newaxis]

    def together(self, state: State, share: Floats) -> tuple[Floats, Floats]:
        """Return the share of each candidate's party in the constituency, and the candidate's part of that.

        Parties that a swing does not name, and independents among them, count candidate by candidate.
        Both have the shape (..., candidates); the part of who does not stand is 0.
        """
        parts = state.standing.astype(np.float64)
        if self.shared.size:
            own = share.take(self.shared, axis=-1)
            standing = state.standing.take(self.shared, axis=-1)
            share = share.copy()
            share[..., self.shared] = reduce_groups(np.add, own, self.first).take(self.group, axis=-1)
            if parts.ndim < share.ndim:
                parts = np.repeat(parts[np.newaxis], len(share), axis=0)
            parts[..., self.shared], _ = divide(own, standing, self.first, self.group)
        return share, parts

    def spread(
        self, by_party: Sequence[float | Floats], shape: tuple[int, ...], otherwise: float = 0.0
    ) -> Floats:
        """Return the value of each candidate's party, ``otherwise`` for who is not named.

        A party's value is a number, or one a draw, shape (draws, 1), or (draws, constituencies).
        """
        if len(shape) == 1:
            return np.array([*by_party, otherwise], dtype=np.float64).take(self.party)
        values = np.full(shape, otherwise)
        ends = np.append(self.starts, len(self.order))[1:]
        for party, start, end in zip(self.present, self.starts, ends, strict=True):
            rows, value = self.order[start:end], by_party[party]
            if isinstance(value, np.ndarray) and value.shape[-1] == len(self.covered):
                value = value.take(self.seat_of[rows], axis=-1)
            values[..., rows] = value
        return values


@lru_cache(maxsize=128)
def _named(election: Election, blocs: Blocs, scope: Scope, parties: tuple[str, ...]) -> _Named:
    covered = covering(election, blocs, scope)
    number = np.full(len(election.parties), len(parties))
    for position, name in enumerate(parties):
        if name in election.party_index:
            number[election.party_index[name]] = position
    party = np.where(covered.take(election.seat_of), number.take(election.party_of), len(parties))
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
        covered,
        election.seat_of,
        party,
        order,
        present,
        starts,
        shared[by_group],
        first,
        group,
    )


def _of_party(values: Floats, party: int) -> float | Floats:
    """Return a party's own value: a number, or one a draw, shape (draws, 1)."""
    return values[..., party, np.newaxis] if values.ndim > 1 else float(values[party])


def _strong_transition(
    state: State, share: Floats, parts: Floats, shifts: Sequence[float | Floats], named: _Named
) -> Floats:
    """Return new party shares where falling parties lose weak support first (Baxter 2007).

    Args:
        state: the state, whose totals weigh the constituencies.
        share: share of each candidate's party, shape (..., candidates); ``parts``: the candidate's of it.
        parts: see :meth:`_Named.together`.
        shifts: change of each party, a fraction, as for :meth:`_Named.spread`.
        named: the candidates of the parties that change.
    """
    change = named.spread(shifts, share.shape)
    weak_share = np.minimum(share, WEAK_SHARE)
    strong_share = share - weak_share
    cast = parts * state.per_candidate(state.totals)

    def of_party(values: Floats) -> Floats:
        national = named.national(values * cast, state.totals)
        return named.spread([_of_party(national, party) for party in range(len(shifts))], share.shape)

    weak, strong = of_party(weak_share), of_party(strong_share)
    after = weak + strong + change
    # A target of nothing is nothing, not the rest of a subtraction: somebody could be scaled up from it.
    after = np.where(after > NO_SHARE, after, 0.0)
    keeps_strong = strong_share + weak_share * (after - strong) / np.maximum(weak, NOTHING)
    loses_strong = strong_share * after / np.maximum(strong, NOTHING)
    falls = change < 0
    fallen = np.where(after >= strong, keeps_strong, loses_strong)
    lost = state.seat_sum(np.where(falls, share - fallen, 0.0) * parts)
    falling = sum((np.maximum(-np.asarray(shift), 0.0) for shift in shifts), np.zeros(()))
    # Where no party falls the rising rise as in uniform swing, by their own points.
    gained = np.where(falling > 0, lost / np.maximum(falling, NOTHING), 1.0)
    return np.where(falls, fallen, share + change * state.per_candidate(gained))
