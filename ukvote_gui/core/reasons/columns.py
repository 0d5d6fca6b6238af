"""Votes of a constituency in columns: the base, and each move that touches it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ukvote_gui.core.elections import TIE_VOTES, Bools, Candidate, Floats
from ukvote_gui.core.reasons.case import SeatCase


@dataclass(frozen=True)
class Column:
    """Votes of a constituency in the base, or after a move that touches it.

    Attributes:
        index: the move's position in the scenario, None for the base.
        kind: the move's kind, empty for the base.
        name: what to call it.
        votes: votes of each candidate of the account.
        standing: whether each stands.
        leader: which of them has the seat, by position.
    """

    index: int | None
    kind: str
    name: str
    votes: tuple[float, ...]
    standing: tuple[bool, ...]
    leader: int

    @property
    def total(self) -> float:
        """Votes of all candidates."""
        return math.fsum(self.votes)


def columns_of(case: SeatCase) -> tuple[tuple[Candidate, ...], tuple[Column, ...]]:
    """Return who stands in the base or after any of the moves, and their votes in each column."""
    trace = case.trace
    stood = trace.standing.copy()
    for step in trace.steps:
        stood |= step.standing
    shown = np.flatnonzero(stood).tolist()
    columns = [_column(None, "", "Base", trace.start, trace.standing, shown)]
    for step, _ in case.touching:
        name = case.names[step.index]
        columns.append(_column(step.index, step.move.kind, name, step.votes, step.standing, shown))
    return tuple(trace.election.candidates[trace.rows.start + at] for at in shown), tuple(columns)


def _column(
    index: int | None, kind: str, name: str, votes: Floats, standing: Bools, shown: list[int]
) -> Column:
    counted = np.where(standing, votes, -1.0)
    # Rows are in order of seniority, so the first of equals has the seat.
    leader = int(np.argmax(counted >= counted.max() - TIE_VOTES))
    return Column(
        index,
        kind,
        name,
        tuple(votes[shown].tolist()),
        tuple(standing[shown].tolist()),
        shown.index(leader),
    )
