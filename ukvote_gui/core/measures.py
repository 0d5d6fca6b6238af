"""Measures of an outcome, as psephology defines them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ukvote_gui.core.dataset import NotionalResult
from ukvote_gui.core.elections import Constituency, Election, Floats
from ukvote_gui.core.outcome import Outcome

INDEPENDENT = "Ind"
"""Stands for no party: each independent is a contender of their own."""

SPEAKER = "Spk"

NOT_SITTING = frozenset({"SF"})
"""Parties whose members do not take their seats."""


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

    What is lumped together as "others" is taken for one party, and moves the index: 2024 comes to 23.68 with
    every party and every independent apart (:func:`contender_votes`), to 23.70 with the independents as one,
    and to 23.72 with all that won no seat as one. Gallagher's own list has 23.67.
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
    independent = election.party_index.get(INDEPENDENT, -1)
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

    @property
    def short(self) -> int:
        """Seats that are missing to an overall majority; 0 where there is one."""
        return max(0, self.needed - self.seats)


def majority_of(seats: Mapping[str, int], parties: Set[str]) -> Majority:
    """Return the majority that ``parties`` would have together, given all seats by party.

    The overall majority counts every member (the Speaker and those who do not sit with the others); the
    working one leaves out the Speaker and the members of parties that do not take their seats. The three
    Deputy Speakers, who do not vote either, are chosen after an election and so counted with their parties:
    the House, which leaves out them too, gave 181 in July 2024 where this comes to 180.
    """
    house = sum(seats.values())
    own = sum(count for party, count in seats.items() if party in parties)
    voting = {party: count for party, count in seats.items() if party not in NOT_SITTING and party != SPEAKER}
    own_voting = sum(count for party, count in voting.items() if party in parties)
    return Majority(own, 2 * own - house, 2 * own_voting - sum(voting.values()), house, house // 2 + 1)


def seats_by_party(outcome: Outcome) -> dict[str, int]:
    """Return the seats of each party that has one, by abbreviation, in the order of the parties' votes."""
    seats = outcome.party_seats.tolist()
    return {party: count for party, count in zip(outcome.election.parties, seats, strict=True) if count}


def largest_parties(seats: Mapping[str, int]) -> list[str]:
    """Return the parties that have most seats, several where they are level.

    Independents and the Speaker are no party.
    """
    parties = {party: count for party, count in seats.items() if party not in (INDEPENDENT, SPEAKER)}
    most = max(parties.values(), default=0)
    return [party for party, count in parties.items() if count == most > 0]


def ballot_box_turnout(constituency: Constituency) -> float:
    """Return all votes cast, the invalid ones too, as a fraction of the electorate.

    Elsewhere turnout is valid votes / electorate, as the House of Commons Library gives it.
    """
    return (constituency.valid_votes + constituency.invalid_votes) / constituency.electorate


def hold_or_gain(winner: str, before: str, same_person: bool = True) -> str:
    """Return ``hold``, or ``gain from`` whom, for a seat won by one party and before by another.

    Parties are abbreviations. Independents are contenders of their own: one after another holds only where
    it is the same person.
    """
    held = winner == before and (same_person or winner != INDEPENDENT)
    return "hold" if held else f"gain from {before}"


@lru_cache(maxsize=8)
def notional_shares(election: Election, notional: NotionalResult) -> Floats:
    """Return the notional share of 2019 of each candidate's party there as a fraction, shape (candidates,).

    NaN where the party did not stand, and for independents, who are no party.
    """
    shares = [
        None if candidate.party == INDEPENDENT else notional.share(candidate.seat, candidate.party)
        for candidate in election.candidates
    ]
    array = np.array(shares, dtype=np.float64)
    array.flags.writeable = False
    return array


def notional_change(outcome: Outcome, notional: NotionalResult) -> Floats:
    """Return each candidate's change of share on the notional result of 2019 as a fraction.

    NaN where there is no notional share, and for those who have withdrawn. Shape (candidates,).
    """
    change: Floats = outcome.share - notional_shares(outcome.election, notional)
    return np.where(outcome.standing, change, np.nan)
