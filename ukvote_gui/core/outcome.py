"""What an election came to, or would have come to: votes, winners, majorities, totals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ukvote_gui.core.elections import TIE_VOTES, Bools, Election, Floats, Ints

NOBODY = -1
"""Stands for the row of a runner-up where only one candidate stands."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """The votes of every candidate after a scenario, and what follows from them.

    Attributes:
        election: the base, with the candidates whom the scenario added.
        votes: votes of each candidate, real numbers, shape (candidates,).
        standing: whether each candidate stood, shape (candidates,).
    """

    election: Election
    votes: Floats
    standing: Bools

    def __post_init__(self) -> None:
        self.votes.flags.writeable = False
        self.standing.flags.writeable = False

    @cached_property
    def _ranked(self) -> tuple[Ints, Floats, Ints, Floats]:
        """Winner, its votes, runner-up and its votes in each constituency."""
        slots = self.election.slots
        # The votes place by place: the greatest of a column is found in a third of the time.
        padded = np.full(self.votes.size + 1, -1.0)
        np.copyto(padded[:-1], self.votes, where=self.standing)
        votes = padded.take(slots, mode="clip")
        leading, first = _leading(votes)
        votes.put(leading, -2.0)
        following, second = _leading(votes)
        winner, runner_up = slots.take(leading), slots.take(following)
        alone = second < 0
        if alone.any():
            runner_up = np.where(alone, NOBODY, runner_up)
            second = np.where(alone, 0.0, second)
        return winner, first, runner_up, second

    @property
    def winner(self) -> Ints:
        """Row of the winner of each constituency, shape (constituencies,)."""
        return self._ranked[0]

    @property
    def runner_up(self) -> Ints:
        """Row of the runner-up of each constituency, :data:`NOBODY` where there is none."""
        return self._ranked[2]

    @cached_property
    def valid_votes(self) -> Floats:
        """Votes of all candidates of each constituency (X), shape (constituencies,)."""
        return np.add.reduceat(self.votes, self.election.first)

    @cached_property
    def majority_votes(self) -> Floats:
        """Votes by which each winner is ahead of the runner-up, shape (constituencies,)."""
        return np.maximum(self._ranked[1] - self._ranked[3], 0.0)

    @cached_property
    def majority_share(self) -> Floats:
        """Majority as a fraction of valid votes, shape (constituencies,)."""
        return self.majority_votes / np.maximum(self.valid_votes, TIE_VOTES)

    @cached_property
    def turnout(self) -> Floats:
        """Valid votes as a fraction of the electorate, shape (constituencies,)."""
        return self.valid_votes / self.election.electorate

    @cached_property
    def share(self) -> Floats:
        """Votes of each candidate as a fraction of its constituency's, shape (candidates,)."""
        return self.votes / np.maximum(self.valid_votes, TIE_VOTES).take(self.election.seat_of)

    @cached_property
    def tie(self) -> Bools:
        """Whether winner and runner-up of each constituency have equal votes, shape (constituencies,)."""
        tied: Bools = (self.majority_votes < TIE_VOTES) & (self.runner_up != NOBODY)
        return tied

    @cached_property
    def changed(self) -> Bools:
        """Whether each constituency elects another person than in the base, shape (constituencies,)."""
        other: Bools = self.winner != self.election.winner
        return other

    @cached_property
    def winner_party(self) -> Ints:
        """Position in ``election.parties`` of each winner's party, shape (constituencies,)."""
        return self.election.party_of.take(self.winner)

    @cached_property
    def party_seats(self) -> Ints:
        """Seats of each of ``election.parties``, shape (parties,)."""
        return np.bincount(self.winner_party, minlength=len(self.election.parties))

    @cached_property
    def party_votes(self) -> Floats:
        """Votes of each of ``election.parties``, shape (parties,)."""
        votes = np.bincount(self.election.party_of, self.votes, len(self.election.parties))
        return np.asarray(votes, dtype=np.float64)

    def ranking(self, seat: int) -> list[int]:
        """Return the rows of a constituency's candidates in order: most votes first, the withdrawn last."""
        rows = self.election.rows[seat]
        left = sorted(rows, key=lambda row: (not self.standing[row], -self.votes[row]))
        # Equal votes (within the tolerance) follow the order of the base, which is that of the rows.
        ordered: list[int] = []
        while left:
            head = left[0]
            equal = [
                row
                for row in left
                if self.standing[row] == self.standing[head]
                and self.votes[head] - self.votes[row] < TIE_VOTES
            ]
            ordered.append(min(equal))
            left.remove(ordered[-1])
        return ordered


def _leading(votes: Floats) -> tuple[Ints, Floats]:
    """Return where in the table each column has most votes, the first place of equals, and how many.

    ``votes`` has the shape (places, constituencies); where is a position in it as one long row.
    """
    places, seats = votes.shape
    most = votes.max(axis=0)
    # As numbers that fall from place to place, for which numpy is quicker than with argmax.
    falling = np.arange(places, 0, -1, dtype=np.int16)[:, np.newaxis]
    place = places - ((votes >= most - TIE_VOTES) * falling).max(axis=0).astype(np.intp)
    return place * seats + np.arange(seats), most


def base_outcome(election: Election) -> Outcome:
    """Return the election's own outcome, that of a scenario without moves."""
    standing = np.ones(len(election.candidates), dtype=np.bool_)
    standing[list(election.added_rows)] = False
    return Outcome(election, election.votes.copy(), standing)
