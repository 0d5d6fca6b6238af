"""How far a move reaches: the candidates whose votes it can read or change.

A move is made on these alone, as if there were no others: so it costs what it touches, and no kind of move
has to think of its scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ukvote_gui.core.elections import Bools, Election, Ints
from ukvote_gui.core.selection import Blocs, Scope, Selectors, covering, matching


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a move can concern, before one looks at votes.

    Attributes:
        scope: the constituencies that it is about,
        where: of these, only those in which candidates match; None for all,
        at_least: so many of them.
        only: the candidates concerned there; None for all.
    """

    scope: Scope
    where: Selectors | None = None
    at_least: int = 1
    only: Selectors | None = None


@dataclass(frozen=True, eq=False)
class Part:
    """The part of an election that is within reach.

    Attributes:
        election: these candidates and their constituencies.
        rows: their rows in the whole, shape (candidates of the part,); ``index`` is the same, or flags of
            all candidates where they are most of these, which numpy is quicker to write by.
        seats: positions of the constituencies in the whole, shape (constituencies of the part,).
        entire: whether all candidates of these constituencies are in it.
        whole: whether it is all of the election.
    """

    election: Election
    rows: Ints
    index: Ints | Bools
    seats: Ints
    entire: bool
    whole: bool


def reached(election: Election, blocs: Blocs, reach: Reach) -> Bools:
    """Return which candidates are within reach, shape (candidates,)."""
    seats = covering(election, blocs, reach.scope)
    if reach.where is not None:
        counts = np.bincount(
            election.seat_of[matching(election, blocs, reach.where)], minlength=len(election.constituencies)
        )
        seats = seats & (counts >= reach.at_least)
    rows: Bools = seats.take(election.seat_of)
    return rows if reach.only is None else rows & matching(election, blocs, reach.only)


@lru_cache(maxsize=64)
def part_of(election: Election, blocs: Blocs, reach: Reach) -> Part:
    """Return the part of the election that is within reach."""
    return cut(election, reached(election, blocs, reach).tobytes())


@lru_cache(maxsize=64)
def cut(election: Election, flags: bytes) -> Part:
    """Return the part of the election that the candidates flagged (bytes of bools) are."""
    chosen = np.frombuffer(flags, dtype=np.bool_)
    rows = np.flatnonzero(chosen)
    seats = np.unique(election.seat_of[rows])
    if len(rows) == len(chosen):
        return Part(election, rows, chosen, seats, entire=True, whole=True)
    entire = len(rows) == int((election.last - election.first)[seats].sum())
    index = chosen if 2 * len(rows) > len(chosen) else rows
    return Part(election.cut(rows), rows, index, seats, entire, whole=False)
