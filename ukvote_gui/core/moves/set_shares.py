"""``set_shares``: candidates of one constituency get the shares that someone gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import Election, Floats, Ints
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State, divide
from ukvote_gui.core.selection import EVERYWHERE, Blocs


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

    def apply(self, state: State) -> None:
        apply_together(state, (self,))


def apply_together(state: State, moves: Sequence[SetShares]) -> None:
    """Apply moves about as many different constituencies at once, at hardly more than the cost of one."""
    election = state.election
    moves = [move for move in moves if _covers(state, move)]
    if not moves:
        return
    ranges = [election.rows[election.seat_index[move.seat]] for move in moves]
    sizes = [len(rows) for rows in ranges]
    rows = np.array(list(chain.from_iterable(ranges)))
    first: Ints = np.cumsum([0, *sizes[:-1]])
    seat_of = np.repeat(np.arange(len(moves)), sizes)

    votes = state.votes.take(rows, axis=-1)
    standing = state.standing.take(rows, axis=-1)
    at: list[int] = []
    given: list[float | Floats] = []
    for move, of_seat, start in zip(moves, ranges, first.tolist(), strict=True):
        for person, points in move.shares:
            at.append(start + election.row_of[move.seat, person] - of_seat.start)
            share = state.amount(points)
            given.append(
                share[..., election.seat_index[move.seat]] if isinstance(share, np.ndarray) else share
            )
    shares = np.full(votes.shape, np.nan)
    if at:
        shares[..., at] = given if votes.ndim == 1 else np.stack(np.broadcast_arrays(*given), axis=-1)
    named = ~np.isnan(shares) & standing
    shares = np.where(named, shares / 100, 0.0)
    named_total = np.add.reduceat(shares, first, axis=-1)
    shares /= np.maximum(named_total, 1.0).take(seat_of, axis=-1)
    others = standing & ~named
    has_others = np.logical_or.reduceat(others, first, axis=-1).take(seat_of, axis=-1)
    # Where no other stands, the remainder goes to the named in proportion: they are scaled to the whole.
    remainder = np.maximum(1.0 - named_total, 0.0).take(seat_of, axis=-1)
    parts, _ = divide(
        np.where(has_others, votes, shares), np.where(has_others, others, named), first, seat_of
    )
    totals = np.add.reduceat(votes, first, axis=-1).take(seat_of, axis=-1)
    state.votes[..., rows] = (shares + remainder * parts) * totals


def _covers(state: State, move: SetShares) -> bool:
    if move.scope is EVERYWHERE:
        return True
    return bool(state.covered(move.scope)[state.election.seat_index[move.seat]])
