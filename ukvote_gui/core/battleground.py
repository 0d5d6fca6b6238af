"""Seats in the order in which a party would win or lose them: what it needs, and who else is close."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import TIE_VOTES, Bools, Election, Floats, Ints
from ukvote_gui.core.measures import INDEPENDENT, SPEAKER
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.variables import party_name

LEVEL_PP = 1e-9
"""Points of swing that differ by less are the same."""

METHOD = (
    "The swing is Butler's: half of the difference of share between two candidates, as if every point went "
    "from the one to the other. Where three or more are close it understates: a third may be ahead first; "
    "“past all” is what it takes from the winner until nobody else is ahead either."
)


class Aim(StrEnum):
    """Whether a party wants to win seats or to keep them."""

    TARGETS = "targets"
    DEFENCES = "defences"


@dataclass(frozen=True, eq=False)
class Battleground:
    """The seats that a party could win (targets) or lose (defences), by the swing that it takes, least first.

    Where the party has several candidates, or stands for independents, it is about the best placed of them.
    All arrays have the shape (seats,).

    Attributes:
        outcome: what it was worked out from.
        party: abbreviation.
        aim: targets or defences.
        seats: positions of the constituencies.
        own: row of the party's candidate.
        rival: row of the winner, of a defence of the runner-up; :data:`NOBODY` where none stands.
        third: row of who is third, or :data:`NOBODY`.
        place: place of the party's candidate, 1 for the winner.
        votes: votes by which the candidate is behind the winner, of a defence ahead of the runner-up.
        swing_pp: two-party swing in points that brings the two level: half of the difference of their shares
            (Butler 1951).
        past_all_pp: of a target, the swing from the winner at which nobody else is ahead either, which is
            more than ``swing_pp`` where the runner-up is so close that they would win first.
        third_gap_pp: points of share by which who is third is behind the winner; NaN where there is none.
    """

    outcome: Outcome
    party: str
    aim: Aim
    seats: Ints
    own: Ints
    rival: Ints
    third: Ints
    place: Ints
    votes: Floats
    swing_pp: Floats
    past_all_pp: Floats
    third_gap_pp: Floats


def battleground(outcome: Outcome, party: str, aim: Aim) -> Battleground:
    """Return a party's targets or defences in an outcome."""
    election = outcome.election
    votes = np.where(outcome.standing, outcome.votes, -1.0)
    ours = election.party_of == election.party_index.get(party, -1)
    winner, runner_up = outcome.winner, outcome.runner_up
    own = _best(election, np.where(ours, votes, -1.0))
    won = ours.take(winner)
    if aim is Aim.DEFENCES:
        own, rival, here = winner, runner_up, won
    else:
        rival, here = winner, (own != NOBODY) & ~won
    others = votes.copy()
    others[winner] = -1.0
    others[runner_up[runner_up != NOBODY]] = -1.0
    third = _best(election, others)

    cast = np.maximum(outcome.valid_votes, TIE_VOTES)
    first_votes, own_votes = votes.take(winner), _votes_of(votes, own)
    gap = np.abs(own_votes - _votes_of(votes, rival))
    swing = 50 * gap / cast
    # Somebody who is neither the winner nor ours, and keeps all votes while the winner loses them to us.
    between = np.where(own == runner_up, _votes_of(votes, third), _votes_of(votes, runner_up))
    past_all = np.maximum(swing, 100 * (between - own_votes) / cast)
    third_gap = np.where(third == NOBODY, np.nan, 100 * (first_votes - _votes_of(votes, third)) / cast)

    seats = np.flatnonzero(here)
    seats = seats[np.argsort(swing[seats], kind="stable")]
    return Battleground(
        outcome,
        party,
        aim,
        seats,
        own[seats],
        rival[seats],
        third[seats],
        _places(outcome, own)[seats],
        gap[seats],
        swing[seats],
        past_all[seats],
        third_gap[seats],
    )


def _best(election: Election, votes: Floats) -> Ints:
    """Return the row with most votes in each constituency, the senior one of equals, or NOBODY."""
    most = np.maximum.reduceat(votes, election.first)
    rows = np.flatnonzero((votes >= most.take(election.seat_of) - TIE_VOTES) & (votes >= 0))
    seats, first = np.unique(election.seat_of[rows], return_index=True)
    best = np.full(len(most), NOBODY)
    best[seats] = rows[first]
    return best


def _votes_of(votes: Floats, rows: Ints) -> Floats:
    """Return the votes of rows, 0 of nobody."""
    return np.where(rows == NOBODY, 0.0, votes.take(rows))


def _places(outcome: Outcome, rows: Ints) -> Ints:
    """Return the place of one candidate of each constituency, shape (constituencies,)."""
    election = outcome.election
    row = rows.take(election.seat_of)
    mine = outcome.votes.take(row)
    level: Bools = np.abs(outcome.votes - mine) < TIE_VOTES
    senior = level & (np.arange(len(level)) < row)
    ahead = outcome.standing & ((outcome.votes > mine) & ~level | senior)
    places: Ints = 1 + np.add.reduceat(ahead.astype(np.intp), election.first)
    return places


def summary(ground: Battleground) -> str:
    """Say how many seats there are, and which of them makes or ends an overall majority, in sentences."""
    election, count = ground.outcome.election, len(ground.seats)
    name = party_name(ground.party)
    targets = ground.aim is Aim.TARGETS
    if not count:
        return f"{name}: no seats to {'win' if targets else 'defend'}."
    sentences = [f"{name}: {formatting.counted(count, 'target' if targets else 'defence')}."]
    needed = len(election.constituencies) // 2 + 1
    won = int(ground.outcome.party_seats[election.party_index[ground.party]])
    turning = needed - won if targets else won - needed + 1
    if 0 < turning <= count and ground.party not in (INDEPENDENT, SPEAKER):
        swing = formatting.points(float(ground.swing_pp[turning - 1]), 2)
        what = "gain makes" if targets else "loss ends"
        sentences.append(
            f"The {formatting.ordinal(turning)} {what} an overall majority: a swing of {swing} points."
        )
    crowded = int((ground.past_all_pp > ground.swing_pp + LEVEL_PP).sum())
    if targets and crowded:
        where = "them" if count > 1 else "it"
        sentences.append(f"In {crowded} of {where} that swing would elect somebody else.")
    return " ".join(sentences)
