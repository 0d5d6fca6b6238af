"""``swing``: parties rise and fall by points of share, in every constituency of a scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import Election, Floats, Ints
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State, divide
from ukvote_gui.core.selection import Blocs, Scope, covering

UNIFORM = "uniform"
PROPORTIONAL = "proportional"
STRONG_TRANSITION = "strong_transition"
WEAK_SHARE = 0.2
"""The part of a party's share in a constituency that is weak support (Baxter, Electoral Calculus, 2007)."""

NOTHING = np.finfo(np.float64).tiny
"""Stands for 0 where it divides 0."""


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

    def check(self, election: Election, blocs: Blocs) -> None:
        both = {party for party, _ in self.changes} & {party for party, _ in self.targets}
        if both:
            raise ScenarioError(
                f"targets.{min(both)}", "the party has a change as well: it may have only one"
            )

    def apply(self, state: State) -> None:
        parties = tuple(party for party, _ in (*self.changes, *self.targets))
        groups = _groups(state.election, state.blocs, self.scope, parties)
        if not groups.rows.size:
            return
        totals = state.seat_sum(state.votes)
        in_seat = np.maximum(totals, NOTHING).take(groups.seat, axis=-1)
        votes = state.votes.take(groups.rows, axis=-1)
        standing = state.standing.take(groups.rows, axis=-1)
        share = np.add.reduceat(votes, groups.first, axis=-1) / in_seat
        parts, _ = divide(votes, standing, groups.first, groups.of_row)

        weight = in_seat / np.maximum(totals @ state.covered(self.scope), NOTHING)[..., np.newaxis]
        current = groups.national(share * weight)
        shifts = [state.amount(points) / 100 for _, points in self.changes]
        for column, (_, points) in enumerate(self.targets, start=len(self.changes)):
            shifts.append(state.amount(points) / 100 - current[..., column, np.newaxis])
        if self.method == STRONG_TRANSITION:
            new_share = _strong_transition(share, weight, shifts, groups, totals.shape)
        else:
            change = groups.spread(shifts, share.shape)
            if self.method == PROPORTIONAL:
                national = groups.spread(
                    [current[..., k, np.newaxis] for k in range(len(parties))], share.shape
                )
                factor = 1.0 + change / np.where(national > 0, national, np.inf)
                new_share = share * np.maximum(factor, 0.0)
            else:
                new_share = np.maximum(share + change, 0.0)

        new = state.votes.copy()
        new[..., groups.rows] = parts * (new_share * in_seat).take(groups.of_row, axis=-1)
        sums = state.seat_sum(new)
        scale = totals / np.where(sums > 0, sums, 1.0)
        new *= state.per_candidate(scale)
        if np.any(lost := (sums <= 0) & (totals > 0)):
            new = np.where(state.per_candidate(lost), state.votes, new)
        state.votes = new


@dataclass(frozen=True, eq=False)
class _Groups:
    """The candidates of named parties in a scope, grouped by party and then constituency.

    Attributes:
        rows: the candidates' rows in the election, shape (rows,).
        first: where each group begins in ``rows``, shape (groups,).
        of_row: the group of each of ``rows``, shape (rows,).
        seat: the constituency of each group, shape (groups,).
        bounds: where each party's groups begin and end, shape (parties + 1,).
    """

    rows: Ints
    first: Ints
    of_row: Ints
    seat: Ints
    bounds: tuple[int, ...]

    def of_party(self) -> list[slice]:
        """Return each party's groups."""
        return [slice(start, end) for start, end in pairwise(self.bounds)]

    def national(self, values: Floats) -> Floats:
        """Return sums of values of groups by party, shape (..., parties)."""
        return np.stack([values[..., groups].sum(axis=-1) for groups in self.of_party()], axis=-1)

    def spread(self, by_party: Sequence[float | Floats], shape: tuple[int, ...]) -> Floats:
        """Return each party's value for its groups, shape (..., groups).

        A party's value is one for all, one a draw of shape (draws, 1), or (draws, constituencies).
        """
        values = np.empty(shape)
        for value, groups in zip(by_party, self.of_party(), strict=True):
            if isinstance(value, np.ndarray) and value.shape[-1] > 1:
                value = value.take(self.seat[groups], axis=-1)
            values[..., groups] = value
        return values


@lru_cache(maxsize=128)
def _groups(election: Election, blocs: Blocs, scope: Scope, parties: tuple[str, ...]) -> _Groups:
    covered = covering(election, blocs, scope).take(election.seat_of)
    rows_of = [
        np.flatnonzero(covered & (election.party_of == election.party_index.get(party, -1)))
        for party in parties
    ]
    rows = np.concatenate([np.zeros(0, dtype=np.intp), *rows_of])
    party_of = np.repeat(np.arange(len(parties)), [len(of_party) for of_party in rows_of])
    seat_of = election.seat_of[rows]
    begins = np.ones(len(rows), dtype=np.bool_)
    begins[1:] = (np.diff(seat_of) != 0) | (np.diff(party_of) != 0)
    first = np.flatnonzero(begins)
    bounds = np.searchsorted(party_of[first], np.arange(len(parties) + 1))
    return _Groups(rows, first, np.cumsum(begins) - 1, seat_of[first], tuple(bounds.tolist()))


def _strong_transition(
    share: Floats, weight: Floats, shifts: Sequence[float | Floats], groups: _Groups, seats: tuple[int, ...]
) -> Floats:
    """Return new shares of groups where falling parties lose weak support first (Baxter 2007).

    Args:
        share: share of each group in its constituency, shape (..., groups).
        weight: votes of the group's constituency as a fraction of those of the scope, shape (..., groups).
        shifts: change of each party, a fraction, as for :meth:`_Groups.spread`.
        groups: the groups.
        seats: shape (..., constituencies).
    """
    change = groups.spread(shifts, share.shape)
    weak_share = np.minimum(share, WEAK_SHARE)
    strong_share = share - weak_share

    def of_party(values: Floats) -> Floats:
        national = groups.national(values * weight)
        return groups.spread([national[..., k, np.newaxis] for k in range(len(shifts))], share.shape)

    weak, strong = of_party(weak_share), of_party(strong_share)
    after = np.maximum(weak + strong + change, 0.0)
    keeps_strong = strong_share + weak_share * (after - strong) / np.maximum(weak, NOTHING)
    loses_strong = strong_share * after / np.maximum(strong, NOTHING)
    fallen = np.where(after >= strong, keeps_strong, loses_strong)
    falls = change < 0
    lost = np.where(falls, share - fallen, 0.0)

    lost_in_seat, falling = np.zeros(seats), np.zeros(seats)
    for shift, of_groups in zip(shifts, groups.of_party(), strict=True):
        lost_in_seat[..., groups.seat[of_groups]] += lost[..., of_groups]
        falling = falling + np.maximum(-np.asarray(shift), 0.0)
    gained = np.where(falling > 0, lost_in_seat / np.maximum(falling, NOTHING), 1.0)
    return np.where(falls, fallen, share + change * gained.take(groups.seat, axis=-1))
