"""What it takes: the least rate or swing that changes a seat or makes a majority, the fewest voters.

Questions about a rate or a swing are asked of a path (:mod:`ukvote_gui.core.paths`), which holds every change
of winner in order, so that nothing about it is taken for monotone.
"""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from ukvote_gui.core.elections import TIE_VOTES
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.paths import Flip, Path, party_parts


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The least value that changes the winner of a constituency.

    Attributes:
        at: the value, None where none does.
        winner: row of who wins beyond it, or wins all the way.
        exact: whether the value is exact, or found to 0.01 points; of None, whether that is certain.
        stays: whether the seat keeps its new winner to the end of the path.
    """

    at: float | None
    winner: int
    exact: bool
    stays: bool


@dataclass(frozen=True)
class Threshold:
    """The least value at which parties reach a number of seats.

    Attributes:
        wanted: the number of seats.
        at: the value, None where none does.
        seats: their seats there; where none does, the most that they reach.
        most_at: the least value at which they have most seats.
        flips: every change of winner up to ``at``, or up to ``most_at`` where none does, in order.
        exact: whether the value is exact, or found to 0.01 points; of None, whether that is certain.
        stays: whether they keep that number to the end of the path.
    """

    wanted: int
    at: float | None
    seats: int
    most_at: float
    flips: tuple[Flip, ...]
    exact: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class PairSwing:
    """The least swing from one party to another that changes the winner of a constituency.

    Attributes:
        loser: abbreviation of the party that the swing is from.
        gainer: abbreviation of the party that it is to.
        swing_pp: points that the one loses and the other gains.
        winner: row of who wins beyond it.
    """

    loser: str
    gainer: str
    swing_pp: float
    winner: int


@dataclass(frozen=True, slots=True)
class FewestVoters:
    """The fewest voters who, doing one thing, would make the runner-up win; None where there are not so many.

    Attributes:
        switch: voters of the winner who would have to vote for the runner-up instead.
        stay_home: voters of the winner who would have to stay at home.
        turn_out: electors who did not vote who would have to vote for the runner-up.
    """

    switch: int | None
    stay_home: int | None
    turn_out: int | None


def break_even(path: Path, seat: str) -> BreakEven:
    """Return the least value on a path that changes the winner of the constituency with this ONS id."""
    position = path.election.seat_index[seat]
    before, exact = int(path.before[position]), bool(path.exact[position])
    flips = [flip for flip in path.flips if flip.seat == position]
    if not flips:
        return BreakEven(None, before, exact, stays=True)
    first = flips[0]
    return BreakEven(first.at, first.winner, first.exact, all(flip.winner != before for flip in flips))


def least_for_seats(path: Path, parties: Set[str], wanted: int | None = None) -> Threshold:
    """Return the least value on a path at which parties together have ``wanted`` seats.

    That is an overall majority by default: 326 of 650.
    """
    election = path.election
    wanted = len(election.constituencies) // 2 + 1 if wanted is None else wanted
    ours = [candidate.party in parties for candidate in election.candidates]
    # Flips at one value happen together; each entry is a value, the seats beyond it, and the flips so far.
    counts = [(path.low, sum(ours[row] for row in path.before.tolist()), 0)]
    for passed, flip in enumerate(path.flips, start=1):
        seats = counts[-1][1] + ours[flip.winner] - ours[flip.loser]
        if flip.at == counts[-1][0]:
            counts.pop()
        counts.append((flip.at, seats, passed))
    reached = next((count for count in counts if count[1] >= wanted), None)
    most_at, most, _ = best = max(counts, key=lambda count: count[1])
    at, seats, passed = reached or best
    return Threshold(
        wanted,
        at if reached else None,
        seats if reached else most,
        most_at,
        path.flips[:passed],
        bool(path.exact.all()),
        reached is not None and min(count[1] for count in counts if count[0] >= at) >= wanted,
    )


def least_swings(outcome: Outcome, seat: str) -> tuple[PairSwing, ...]:
    """Return the least uniform swing between any two parties that changes a constituency's winner.

    One entry for each two parties that stand there, from one to the other, where a swing of any size does;
    the least first. None where nobody votes, as there is nothing to swing. Several candidates of one party,
    independents too, rise and fall together, as in a ``swing`` move.
    """
    election = outcome.election
    position = election.seat_index[seat]
    if outcome.valid_votes[position] < TIE_VOTES:
        return ()
    here = slice(election.rows[position].start, election.rows[position].stop)
    standing, share = outcome.standing[here], outcome.share[here]
    parts = party_parts(outcome)[here]
    winner = int(outcome.winner[position]) - here.start
    party_of = np.array([candidate.party for candidate in election.candidates[here]])
    present = list(dict.fromkeys(party_of[standing].tolist()))
    found = []
    for loser, gainer in permutations(present, 2):
        slopes = parts * ((party_of == gainer).astype(np.float64) - (party_of == loser))
        closing = np.where(standing, slopes - slopes[winner], 0.0)
        gap = share[winner] - share
        at = np.where(closing > TIE_VOTES, gap / np.where(closing > TIE_VOTES, closing, 1.0), np.inf)
        # Of several who draw level at once the fastest goes on, the senior one of equals.
        first = int(np.argmax(np.where(at <= at.min() + TIE_VOTES, slopes, -np.inf)))
        if at[first] < 1.0:
            found.append(PairSwing(loser, gainer, float(at[first]) * 100, here.start + first))
    return tuple(sorted(found, key=lambda pair: pair.swing_pp))


def fewest_voters(outcome: Outcome, seat: str) -> FewestVoters:
    """Return the fewest voters who decide the constituency with this ONS id, whole persons.

    A tie is broken as the engine breaks it, so that drawing level is enough where the runner-up would win it.
    """
    position = outcome.election.seat_index[seat]
    winner, runner_up = int(outcome.winner[position]), int(outcome.runner_up[position])
    if runner_up == NOBODY:
        return FewestVoters(None, None, None)
    gap = float(outcome.votes[winner] - outcome.votes[runner_up])

    def closing(each: int) -> int:
        """Return how many persons turn the seat, where each brings the two so many votes nearer."""
        persons = max(0, math.floor((gap - TIE_VOTES) / each))
        while not _overtakes(gap - each * persons, winner, runner_up):
            persons += 1
        return persons

    supporters = float(outcome.votes[winner])
    at_home = float(outcome.election.electorate[position] - outcome.valid_votes[position])
    switch, one_by_one = closing(2), closing(1)
    return FewestVoters(
        switch if switch <= supporters else None,
        one_by_one if one_by_one <= supporters else None,
        one_by_one if one_by_one <= at_home else None,
    )


def _overtakes(gap: float, winner: int, runner_up: int) -> bool:
    """Return whether the runner-up wins when the winner is ``gap`` votes ahead; equal ones by seniority."""
    return gap < TIE_VOTES if runner_up < winner else gap <= -TIE_VOTES
