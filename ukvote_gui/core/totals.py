"""The country's totals by party, beside those of the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ukvote_gui.core import formatting, measures
from ukvote_gui.core.outcome import Outcome

OTHERS = "Others"

SHOWN_SHARE = 0.005
"""A party without a seat is listed by itself from this fraction of all valid votes on."""


@dataclass(frozen=True, slots=True)
class PartyTotal:
    """What a party, or all others together, comes to; shares are fractions of all valid votes."""

    party: str
    seats: int
    seats_before: int
    votes: float
    votes_before: float
    share: float
    share_before: float

    def in_words(self, name: str) -> str:
        """Return the total in words, the party called ``name``."""
        seats = "1 seat" if self.seats == 1 else f"{self.seats} seats"
        change = self.seats - self.seats_before
        changed = f" ({formatting.change(change)})" if change else ""
        votes, share = formatting.votes(self.votes), formatting.percent(self.share)
        return f"{name} {seats}{changed}, {votes} votes, {share}"


@dataclass(frozen=True, slots=True)
class Totals:
    """All parties, those worth a place of their own apart from the others.

    Attributes:
        shown: parties that have or had a seat, or at least :data:`SHOWN_SHARE` of the votes, before or after;
            most seats first, then most votes.
        folded: all others that have votes, before or after, most votes first.
        others: the sum of the folded, called :data:`OTHERS`.
    """

    shown: tuple[PartyTotal, ...]
    folded: tuple[PartyTotal, ...]
    others: PartyTotal

    def with_at_most(self, parties: int) -> Totals:
        """Return the totals with so many parties apart at most, the last of them folded where there are more.

        What is folded by this comes before what was.
        """
        if len(self.shown) <= parties:
            return self
        folded = (*self.shown[parties:], *self.folded)
        return Totals(self.shown[:parties], folded, _sum(folded))


def party_totals(base: Outcome, outcome: Outcome) -> Totals:
    """Return the totals by party of an outcome, and before it of the base with the same candidates."""
    valid, valid_before = float(outcome.party_votes.sum()), float(base.party_votes.sum())
    columns = (outcome.party_seats, base.party_seats, outcome.party_votes, base.party_votes)
    totals = [
        PartyTotal(party, seats, seats_before, votes, before, _share(votes, valid), before / valid_before)
        for party, seats, seats_before, votes, before in zip(
            outcome.election.parties, *(column.tolist() for column in columns), strict=True
        )
        if votes or before
    ]
    totals.sort(key=lambda total: (-total.seats, -total.votes, -total.votes_before))
    shown: list[PartyTotal] = []
    folded: list[PartyTotal] = []
    for total in totals:
        (shown if _is_shown(total) else folded).append(total)
    return Totals(tuple(shown), tuple(folded), _sum(folded))


def _sum(parties: Sequence[PartyTotal]) -> PartyTotal:
    return PartyTotal(
        OTHERS,
        sum(total.seats for total in parties),
        sum(total.seats_before for total in parties),
        sum(total.votes for total in parties),
        sum(total.votes_before for total in parties),
        sum(total.share for total in parties),
        sum(total.share_before for total in parties),
    )


def _share(votes: float, valid: float) -> float:
    return votes / valid if valid > 0 else 0.0


def _is_shown(total: PartyTotal) -> bool:
    won = total.seats > 0 or total.seats_before > 0
    return won or total.share >= SHOWN_SHARE or total.share_before >= SHOWN_SHARE


def proportionality_in_words(outcome: Outcome) -> str:
    """Return the Gallagher index and the effective numbers of parties of an outcome, in words.

    Every party and every independent is counted apart, see :mod:`ukvote_gui.core.measures`.
    """
    votes, seats = measures.contender_votes(outcome)
    index = formatting.points(measures.gallagher_index(votes, seats))
    by_votes = formatting.points(measures.effective_number_of_parties(votes))
    by_seats = formatting.points(measures.effective_number_of_parties(seats))
    return f"Gallagher index {index}; effective parties {by_votes} by votes, {by_seats} by seats"
