"""Measures of an outcome, as psephology defines them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ukvote_gui.core.dataset import NotionalResult
from ukvote_gui.core.elections import Floats
from ukvote_gui.core.outcome import Outcome

NOT_SITTING = frozenset({"SF"})
"""Parties whose members do not take their seats."""

SPEAKER = "Spk"


def effective_number_of_parties(votes: Floats) -> float:
    """Return the effective number of parties, 1 / sum of squared shares (Laakso and Taagepera 1979).

    ``votes`` are the votes, or seats, of each party, shape (parties,); 0 where there are none at all.
    Independents count as one party each only where they are given apart.
    """
    total = float(votes.sum())
    return total**2 / float(np.square(votes).sum()) if total > 0 else 0.0


def gallagher_index(votes: Floats, seats: Floats) -> float:
    """Return the least-squares index of disproportionality in points (Gallagher 1991).

    The square root of half the sum of squared differences of the shares of votes and of seats in points;
    0 is proportional. Both have the shape (parties,).
    """
    if votes.sum() <= 0 or seats.sum() <= 0:
        return 0.0
    difference = 100 * (votes / votes.sum() - seats / seats.sum())
    return math.sqrt(float(np.square(difference).sum()) / 2)


def contender_votes(outcome: Outcome) -> tuple[Floats, Floats]:
    """Return votes and seats of each contender for measures: parties, and every independent apart.

    Shapes (contenders,), both in the same order.
    """
    election = outcome.election
    independent = election.party_index.get("Ind", -1)
    alone = election.party_of == independent
    won = np.zeros(len(election.candidates))
    won[outcome.winner] = 1.0
    together = np.arange(len(election.parties)) != independent
    votes = np.concatenate([outcome.party_votes[together], outcome.votes[alone]])
    seats = np.concatenate([outcome.party_seats[together].astype(np.float64), won[alone]])
    return votes, seats


def butler_swing_pp(before: tuple[float, float], after: tuple[float, float]) -> float:
    """Return the swing in points from the second party to the first (Butler 1951).

    Half of what the first gains and the second loses; each pair holds the shares of the two in points.
    """
    return ((after[0] - before[0]) - (after[1] - before[1])) / 2


@dataclass(frozen=True)
class Majority:
    """How far a party is over half of the House.

    Attributes:
        seats: seats of the party.
        overall: its seats less those of all others, the Speaker among them; negative short of a majority.
        working: the same without the Speaker and those members who do not take their seats.
        house: seats of the House.
        needed: the least number of seats that is an overall majority.
    """

    seats: int
    overall: int
    working: int
    house: int
    needed: int


def majority_of(seats: dict[str, int], parties: frozenset[str] | set[str]) -> Majority:
    """Return the majority that ``parties`` would have together, given all seats by party.

    The overall majority counts every member (the Speaker and those who do not sit with the others); the
    working one leaves out the Speaker and the members of parties that do not take their seats. (The three
    Deputy Speakers, who do not vote either, come from both sides and are counted with their parties.)
    """
    house = sum(seats.values())
    own = sum(count for party, count in seats.items() if party in parties)
    voting = {party: count for party, count in seats.items() if party not in NOT_SITTING and party != SPEAKER}
    own_voting = sum(count for party, count in voting.items() if party in parties)
    return Majority(own, 2 * own - house, 2 * own_voting - sum(voting.values()), house, house // 2 + 1)


def hold_or_gain(winner: str, before: str) -> str:
    """Return ``hold``, or ``gain from`` whom, for a seat won by one party and before by another.

    Parties are abbreviations. Independents are contenders of their own: which one it was, the party cannot
    tell, so an independent after an independent is said to hold only by the person (see the table's model).
    """
    return "hold" if winner == before else f"gain from {before}"


def notional_change(outcome: Outcome, notional: NotionalResult) -> Floats:
    """Return each candidate's change of share on the notional result of 2019 as a fraction.

    NaN where the party did not stand, and for independents, who are no party. Shape (candidates,).
    """
    election = outcome.election
    before = np.array(
        [
            np.nan if c.party == "Ind" or (share := notional.share(c.seat, c.party)) is None else share
            for c in election.candidates
        ]
    )
    change: Floats = outcome.share - before
    return change
