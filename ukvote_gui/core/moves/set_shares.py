"""``set_shares``: candidates of one constituency get the shares that someone gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import compress
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import Bools, Election, Ints
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State, divide
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import Blocs


@dataclass(frozen=True, kw_only=True)
class SetShares(Move):
    """Named candidates get shares of X, in points; the others divide the remainder as they divided X."""

    kind: ClassVar[str] = "set_shares"

    seat: str = fields.entry(fields.SEAT)
    shares: fields.Pairs = fields.entry(fields.PERSON_SHARES)

    def check(self, election: Election, blocs: Blocs) -> None:
        for person, _ in self.shares:
            if (self.seat, person) not in election.row_of:
                name = election.constituencies[election.seat_index[self.seat]].name
                raise ScenarioError(f"shares.{person}", f"person {person} does not stand in {name}")

    @cached_property
    def named(self) -> tuple[str, tuple[str, ...]]:
        """The constituency, and the ids of the persons whose shares are set."""
        return self.seat, tuple(person for person, _ in self.shares)

    @cached_property
    def reach(self) -> Reach:
        within = self.scope.seats is None or self.seat in self.scope.seats
        return Reach(replace(self.scope, seats=(self.seat,) if within else ()))

    def apply(self, state: State) -> None:
        apply_together(state, (self,))


def apply_together(state: State, moves: Sequence[SetShares]) -> None:
    """Apply moves about as many different constituencies at once, at hardly more than the cost of one.

    The state is that of these constituencies alone.
    """
    election, votes, totals = state.election, state.votes, state.totals
    named = _named(election, tuple(move.named for move in moves))
    points = [state.amount(amount) for move in moves for _, amount in move.shares]
    points = list(compress(points, named.there))
    shares = np.zeros(votes.shape)
    if votes.ndim == 1:
        shares[named.rows] = points
    else:
        for row, drawn in zip(named.rows, points, strict=True):
            shares[:, row] = drawn[..., election.seat_of[row]] if isinstance(drawn, np.ndarray) else drawn
    set_ = named.flags & state.standing
    shares *= set_ / 100
    set_total = state.seat_sum(shares)
    shares /= state.per_candidate(np.maximum(set_total, 1.0))
    others = state.standing & ~set_
    some = state.any_in_seat(others)
    if some.all():
        parts, _ = state.portions(others)
    else:
        # Where no other stands, the remainder goes to the named in proportion: they are scaled to the whole.
        some = state.per_candidate(some)
        weights, eligible = np.where(some, votes, shares), np.where(some, others, set_)
        parts, _ = divide(weights, eligible, election.first, election.seat_of)
    left = state.per_candidate(np.maximum(1.0 - set_total, 0.0))
    state.set_votes((shares + left * parts) * state.per_candidate(totals), totals)


@dataclass(frozen=True, eq=False)
class _Named:
    """The candidates whom edits name.

    Attributes:
        there: whether each of them is in the election: who is not would have been added by a move that is
            off.
        rows: rows of those who are.
        flags: whether each candidate is one of them, shape (candidates,).
    """

    there: tuple[bool, ...]
    rows: Ints
    flags: Bools


@lru_cache(maxsize=64)
def _named(election: Election, edits: tuple[tuple[str, tuple[str, ...]], ...]) -> _Named:
    found = [election.row_of.get((seat, person)) for seat, persons in edits for person in persons]
    rows = np.array([row for row in found if row is not None], dtype=np.intp)
    flags = np.zeros(len(election.candidates), dtype=np.bool_)
    flags[rows] = True
    return _Named(tuple(row is not None for row in found), rows, flags)
