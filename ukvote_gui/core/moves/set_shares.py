"""``set_shares``: candidates of one constituency get the shares that someone gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import Bools, Election, Ints
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State, divide
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import EVERYWHERE, Blocs, covering


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
    def reach(self) -> Reach:
        within = self.scope.seats is None or self.seat in self.scope.seats
        return Reach(replace(self.scope, seats=(self.seat,) if within else ()))

    def apply(self, state: State) -> None:
        apply_together(state, (self,))


def apply_together(state: State, moves: Sequence[SetShares]) -> None:
    """Apply moves about as many different constituencies at once, at hardly more than the cost of one."""
    moves = [move for move in moves if _covers(state, move)]
    if not moves:
        return
    # Who is missing would have been added by a move that is off.
    row_of = state.election.row_of
    edits = [(move.seat, [pair for pair in move.shares if (move.seat, pair[0]) in row_of]) for move in moves]
    edited = _edited(state.election, tuple((seat, tuple(p for p, _ in shares)) for seat, shares in edits))
    first, seat_of = edited.first, edited.seat_of
    votes = state.votes.take(edited.rows, axis=-1)
    standing = state.standing.take(edited.rows, axis=-1)
    shares = np.zeros(votes.shape)
    points = [state.amount(amount) for _, shares in edits for _, amount in shares]
    if votes.ndim == 1:
        shares[edited.named_at] = points
    else:
        for at, seat, drawn in zip(edited.named_at, edited.named_seat, points, strict=True):
            shares[..., at] = drawn[..., seat] if isinstance(drawn, np.ndarray) else drawn
    named = edited.named & standing
    shares = np.where(named, shares / 100, 0.0)
    named_total = np.add.reduceat(shares, first, axis=-1)
    shares /= np.maximum(named_total, 1.0).take(seat_of, axis=-1)
    others = standing & ~named
    has_others = np.bitwise_or.reduceat(others, first, axis=-1).take(seat_of, axis=-1)
    # Where no other stands, the remainder goes to the named in proportion: they are scaled to the whole.
    remainder = np.maximum(1.0 - named_total, 0.0).take(seat_of, axis=-1)
    parts, _ = divide(
        np.where(has_others, votes, shares), np.where(has_others, others, named), first, seat_of
    )
    totals = state.totals
    new = state.votes.copy()
    new[..., edited.rows] = (shares + remainder * parts) * totals.take(edited.seats, axis=-1).take(
        seat_of, axis=-1
    )
    state.set_votes(new, totals)


@dataclass(frozen=True, eq=False)
class _Edited:
    """The candidates of edited constituencies, and which of them are named.

    Attributes:
        seats: position of each edited constituency, shape (edits,).
        rows: rows of their candidates, shape (rows,); ``first`` is where each constituency begins in them,
            ``seat_of`` the edit of each.
        named: whether each is named, shape (rows,).
        named_at: where in ``rows`` each named share belongs; ``named_seat`` is its constituency's position.
    """

    seats: Ints
    rows: Ints
    first: Ints
    seat_of: Ints
    named: Bools
    named_at: Ints
    named_seat: Ints


@lru_cache(maxsize=64)
def _edited(election: Election, edits: tuple[tuple[str, tuple[str, ...]], ...]) -> _Edited:
    seats = [election.seat_index[seat] for seat, _ in edits]
    sizes = [len(election.rows[seat]) for seat in seats]
    rows = np.array(list(chain.from_iterable(election.rows[seat] for seat in seats)), dtype=np.intp)
    first: Ints = np.cumsum([0, *sizes[:-1]])
    position = {row: at for at, row in enumerate(rows.tolist())}
    named_rows = [election.row_of[seat, person] for seat, persons in edits for person in persons]
    named_at = np.array([position[row] for row in named_rows], dtype=np.intp)
    named = np.zeros(len(rows), dtype=np.bool_)
    named[named_at] = True
    return _Edited(
        np.array(seats, dtype=np.intp),
        rows,
        first,
        np.repeat(np.arange(len(seats)), sizes),
        named,
        named_at,
        election.seat_of[np.array(named_rows, dtype=np.intp)],
    )


def _covers(state: State, move: SetShares) -> bool:
    if move.scope is EVERYWHERE:
        return True
    covered = covering(state.election, state.blocs, move.scope)
    return bool(covered[state.election.seat_index[move.seat]])
