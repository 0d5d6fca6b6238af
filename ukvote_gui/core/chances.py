"""Chances: what many draws of an uncertain scenario came to, by seat and by party."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Bools, Candidate, Election, Floats, Ints
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario

LEVELS = (0.5, 0.8, 0.95)
"""Parts of the draws that intervals are given for."""
SURE = 0.95
"""A seat is in doubt where its winner wins fewer than so many of the draws."""

Counts = npt.NDArray[np.int32]


def draw_alike(one: Scenario, other: Scenario) -> bool:
    """Return whether two scenarios have the same chances, for they make the same moves."""
    return (one.base, one.blocs, one.moves) == (other.base, other.blocs, other.moves)


@dataclass(frozen=True, eq=False)
class Chances:
    """What many draws of a scenario came to.

    Attributes:
        scenario: the scenario drawn.
        outcome: its plain evaluation, in which every amount has its value; its election is the one that all
            rows and positions here refer to.
        draws: number of draws.
        seed: what they were made with.
        certain: whether nothing was uncertain, so that every draw is the plain evaluation.
        wins: draws in which each candidate won, shape (candidates,).
        party_seats: seats by party in each draw, shape (draws, parties).
    """

    scenario: Scenario
    outcome: Outcome
    draws: int
    seed: int
    certain: bool
    wins: Ints
    party_seats: Counts

    @property
    def election(self) -> Election:
        """The election, with the candidates whom the scenario adds."""
        return self.outcome.election

    def answers(self, scenario: Scenario) -> bool:
        """Return whether these are the chances of another scenario as well."""
        return draw_alike(self.scenario, scenario)

    @cached_property
    def candidate_chance(self) -> Floats:
        """Chance of each candidate to win, a fraction, shape (candidates,)."""
        return self.wins / self.draws

    @cached_property
    def winner_chance(self) -> Floats:
        """Chance that each seat goes as in the plain evaluation, a fraction, shape (constituencies,)."""
        return self.candidate_chance.take(self.outcome.winner)

    @cached_property
    def party_chance(self) -> Floats:
        """Chance of each party to win each seat, a fraction, shape (constituencies, parties)."""
        election = self.election
        shape = len(election.constituencies), len(election.parties)
        cells = election.seat_of * shape[1] + election.party_of
        chance = np.bincount(cells, self.candidate_chance, shape[0] * shape[1])
        return np.asarray(chance, dtype=np.float64).reshape(shape)

    @cached_property
    def mean_seats(self) -> Floats:
        """Expected seats of each party, shape (parties,)."""
        mean: Floats = self.party_seats.mean(axis=0)
        return mean

    @cached_property
    def median_seats(self) -> Ints:
        """Seats that each party falls short of in half of the draws at the most, shape (parties,)."""
        return self._quantile(0.5)

    def interval(self, level: float) -> tuple[Ints, Ints]:
        """Return the central interval of each party's seats that holds a fraction of the draws.

        Both ends belong to it and were drawn; as seats are whole, it may hold more. Shapes (parties,).
        """
        return self._quantile((1 - level) / 2), self._quantile((1 + level) / 2)

    def _quantile(self, fraction: float) -> Ints:
        quantile = np.quantile(self.party_seats, fraction, axis=0, method="inverted_cdf")
        return np.asarray(quantile, dtype=np.intp)

    @cached_property
    def majority_chance(self) -> Floats:
        """Chance of each party to have an overall majority, a fraction, shape (parties,).

        NaN for independents, who are no party.
        """
        return self._of_parties(self._has_majority)

    @cached_property
    def most_seats_chance(self) -> Floats:
        """Chance of each party to have more seats than any other, a fraction; NaN for independents."""
        seats = self.party_seats * self._is_party
        most = seats.max(axis=1, keepdims=True)
        alone = np.count_nonzero(seats == most, axis=1, keepdims=True) == 1
        return self._of_parties((seats == most) & alone)

    @property
    def hung_chance(self) -> float:
        """Chance that no party has an overall majority, a fraction."""
        return float(1.0 - np.mean(self._has_majority.any(axis=1)))

    @property
    def sampling_error(self) -> float:
        """What a chance may be off, at the most, for the draws being so few: a fraction, 95 times of 100."""
        return 0.0 if self.certain else NormalDist().inv_cdf(0.975) * 0.5 / math.sqrt(self.draws)

    @cached_property
    def _has_majority(self) -> Bools:
        majority: Bools = (2 * self.party_seats > len(self.election.constituencies)) & self._is_party
        return majority

    @cached_property
    def _is_party(self) -> Bools:
        return np.array([party != INDEPENDENT for party in self.election.parties])

    def _of_parties(self, holds: Bools) -> Floats:
        return np.where(self._is_party, holds.mean(axis=0), np.nan)


@dataclass(frozen=True, slots=True)
class PartyChances:
    """What the draws say of one party.

    Attributes:
        party: its abbreviation.
        plain_seats: its seats in the plain evaluation.
        expected_seats: the mean of its seats.
        intervals: least and most seats, for each of :data:`LEVELS`.
        most_seats: chance to have more seats than any other party; NaN for independents.
        majority: chance of an overall majority; NaN for independents.
        same: whether it has the same seats in every draw.
    """

    party: str
    plain_seats: int
    expected_seats: float
    intervals: tuple[tuple[int, int], ...]
    most_seats: float
    majority: float
    same: bool


def party_chances(chances: Chances) -> tuple[PartyChances, ...]:
    """Return what the draws say of each party that has a seat in any of them, most expected seats first."""
    election = chances.election
    intervals = [chances.interval(level) for level in LEVELS]
    same = np.ptp(chances.party_seats, axis=0) == 0
    order = np.argsort(-chances.mean_seats, kind="stable").tolist()
    return tuple(
        PartyChances(
            election.parties[party],
            int(chances.outcome.party_seats[party]),
            float(chances.mean_seats[party]),
            tuple((int(low[party]), int(high[party])) for low, high in intervals),
            float(chances.most_seats_chance[party]),
            float(chances.majority_chance[party]),
            bool(same[party]),
        )
        for party in order
        if chances.mean_seats[party] > 0
    )


def seat_chances(chances: Chances, seat: str) -> tuple[tuple[Candidate, float], ...]:
    """Return who wins any draw of the constituency with this ONS id, and the chance, the likeliest first."""
    election = chances.election
    rows = election.rows[election.seat_index[seat]]
    found = [
        (election.candidates[row], float(chances.candidate_chance[row])) for row in rows if chances.wins[row]
    ]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


@dataclass(frozen=True, slots=True)
class DoubtfulSeat:
    """A seat whose winner in the plain evaluation wins fewer than :data:`SURE` of the draws.

    Attributes:
        seat: ONS id of the constituency, whose ``name`` is the next.
        plain_winner: who wins the plain evaluation.
        likeliest: who wins the most draws, and the chance, a fraction.
        second: who wins the most after that, or None where the likeliest wins them all.
    """

    seat: str
    name: str
    plain_winner: Candidate
    likeliest: tuple[Candidate, float]
    second: tuple[Candidate, float] | None


def doubtful_seats(chances: Chances) -> tuple[DoubtfulSeat, ...]:
    """Return the seats in doubt, those first whose likeliest winner is the least likely."""
    election, found = chances.election, []
    for position in np.flatnonzero(_in_doubt(chances)).tolist():
        constituency = election.constituencies[position]
        plain_winner = election.candidates[int(chances.outcome.winner[position])]
        likeliest, *others = seat_chances(chances, constituency.id)
        second = others[0] if others else None
        found.append(DoubtfulSeat(constituency.id, constituency.name, plain_winner, likeliest, second))
    return tuple(sorted(found, key=lambda seat: (seat.likeliest[1], seat.name)))


def _in_doubt(chances: Chances) -> Bools:
    doubt: Bools = chances.winner_chance < SURE
    return doubt


def same_in_words(chances: Chances, names: Mapping[str, str]) -> str:
    """Return in a sentence which parties have the same seats in every draw; nothing where there are none.

    ``names`` are the names of the parties by abbreviation.
    """
    same = [f"{names[of.party]} {of.plain_seats}" for of in party_chances(chances) if of.same]
    return f"The same in every draw: {', '.join(same)}." if same else ""


def others_in_seat(chances: Chances, seat: str) -> int:
    """Return how many candidates of the constituency stand in the plain evaluation, and win no draw."""
    rows = list(chances.election.rows[chances.election.seat_index[seat]])
    return int(np.count_nonzero(chances.outcome.standing[rows] & (chances.wins[rows] == 0)))


def majority_in_words(chances: Chances, names: Mapping[str, str]) -> str:
    """Return in a sentence who has an overall majority in how many of the draws.

    ``names`` are the names of the parties by abbreviation.
    """
    likeliest = sorted(party_chances(chances), key=lambda of: -np.nan_to_num(of.majority))
    having = [f"{names[of.party]} in {formatting.chance(of.majority)}" for of in likeliest if of.majority > 0]
    if not having:
        return "No party has an overall majority in any draw."
    hung = formatting.chance(chances.hung_chance)
    without = f"; no party has one in {hung}" if chances.hung_chance > 0 else ""
    return f"Overall majority: {', '.join(having)} of the draws{without}."


def doubt_in_words(chances: Chances) -> str:
    """Return in a sentence how many seats are in doubt."""
    doubtful = int(np.count_nonzero(_in_doubt(chances)))
    every = len(chances.election.constituencies)
    sure = formatting.percent(SURE, 0)
    return f"In {doubtful} of {every} seats the winner of the plain result wins fewer than {sure} of draws."
