"""An election as it was held: constituencies, their candidates, and each candidate's votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

TIE_VOTES = 1e-9
"""Votes nearer to each other than this are equal (SCENARIOS.md, State)."""

ADDED = "new:"
"""Begins the person id of a candidate whom a scenario adds."""


@dataclass(frozen=True, slots=True)
class Constituency:
    """A constituency: who could vote there, and how many did."""

    id: str
    name: str
    country: str
    region: str
    type: str
    electorate: int
    valid_votes: int
    invalid_votes: int
    result: str


class Candidate(NamedTuple):
    """A candidate in one constituency, with the votes of the election that was held.

    A named tuple, for there are 4,515: they are made in a third of the time that a dataclass takes.
    """

    seat: str
    person: str
    name: str
    party: str
    votes: int
    sitting_mp: bool = False
    former_mp: bool = False


def seniority(candidate: Candidate) -> tuple[int, int, int]:
    """Return the key that sorts a constituency's candidates as a tie would be broken.

    More votes in the base come first, then the lower person id; a candidate added by a scenario
    (``new:1``) comes after every person.
    """
    added, _, number = candidate.person.rpartition(":")
    return -candidate.votes, len(added), int(number)


@dataclass(frozen=True, eq=False)
class Election:
    """All constituencies and candidates of one election, in flat arrays of one row a candidate.

    ``candidates`` stand constituency by constituency, in the order of ``constituencies``, and within
    one by :func:`seniority`; so the first of several rows with equal votes is the one that wins the tie.
    Two elections are equal only when they are the same object, which makes them keys of a cache.
    """

    key: str
    title: str
    fingerprint: str
    constituencies: tuple[Constituency, ...]
    candidates: tuple[Candidate, ...]

    @cached_property
    def seat_index(self) -> dict[str, int]:
        """Position of each constituency by its ONS id."""
        return {constituency.id: i for i, constituency in enumerate(self.constituencies)}

    @cached_property
    def seat_of(self) -> Ints:
        """Constituency position of each candidate, shape (candidates,)."""
        index = self.seat_index
        return np.array([index[candidate.seat] for candidate in self.candidates], dtype=np.intp)

    @cached_property
    def first(self) -> Ints:
        """Row of each constituency's first candidate, shape (constituencies,)."""
        return np.searchsorted(self.seat_of, np.arange(len(self.constituencies)))

    @cached_property
    def last(self) -> Ints:
        """Row after each constituency's last candidate, shape (constituencies,)."""
        return np.append(self.first[1:], len(self.candidates))

    @cached_property
    def rows(self) -> tuple[range, ...]:
        """Rows of the candidates of each constituency."""
        return tuple(range(*bounds) for bounds in zip(self.first.tolist(), self.last.tolist(), strict=True))

    @cached_property
    def slots(self) -> Ints:
        """Rows of the candidates by their place in their constituency, shape (places, constituencies).

        Where a constituency has fewer, it is the row after the last one.
        """
        place = np.arange(len(self.candidates)) - self.first.take(self.seat_of)
        slots = np.full((place.max(initial=-1) + 1, len(self.constituencies)), len(self.candidates))
        slots[place, self.seat_of] = np.arange(len(self.candidates))
        return slots

    @cached_property
    def row_of(self) -> dict[tuple[str, str], int]:
        """Row of each candidate by (ONS id, person id): a person may stand in several by-elections."""
        return {(candidate.seat, candidate.person): i for i, candidate in enumerate(self.candidates)}

    @cached_property
    def added_rows(self) -> tuple[int, ...]:
        """Rows of the candidates whom a scenario added."""
        return tuple(row for row, c in enumerate(self.candidates) if c.person.startswith(ADDED))

    @cached_property
    def persons(self) -> frozenset[str]:
        """Ids of all who stand."""
        return frozenset(candidate.person for candidate in self.candidates)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Abbreviations of the parties that stand, by votes, most first."""
        votes: dict[str, int] = {}
        for candidate in self.candidates:
            votes[candidate.party] = votes.get(candidate.party, 0) + candidate.votes
        return tuple(sorted(votes, key=lambda party: (-votes[party], party)))

    @cached_property
    def party_index(self) -> dict[str, int]:
        """Position of each party in ``parties``."""
        return {party: i for i, party in enumerate(self.parties)}

    @cached_property
    def party_of(self) -> Ints:
        """Party position of each candidate, shape (candidates,)."""
        index = self.party_index
        return np.array([index[candidate.party] for candidate in self.candidates], dtype=np.intp)

    @cached_property
    def votes(self) -> Floats:
        """Votes cast for each candidate, shape (candidates,)."""
        return np.array([candidate.votes for candidate in self.candidates], dtype=np.float64)

    @cached_property
    def electorate(self) -> Floats:
        """Registered electors of each constituency, shape (constituencies,)."""
        return np.array([c.electorate for c in self.constituencies], dtype=np.float64)

    @cached_property
    def valid_votes(self) -> Floats:
        """Votes cast for all candidates of each constituency, shape (constituencies,)."""
        return np.add.reduceat(self.votes, self.first)

    @cached_property
    def winner(self) -> Ints:
        """Row of the candidate elected in each constituency: the senior one, shape (constituencies,)."""
        return self.first

    @cached_property
    def majority_share(self) -> Floats:
        """Majority of each constituency as a fraction of its valid votes, shape (constituencies,)."""
        contested = self.last - self.first > 1
        runner_up = np.where(contested, self.votes[np.where(contested, self.first + 1, 0)], 0.0)
        return (self.votes[self.first] - runner_up) / np.maximum(self.valid_votes, TIE_VOTES)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Names of the countries, in alphabetical order."""
        return tuple(sorted({c.country for c in self.constituencies}))

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Names of the regions of England, with Scotland, Wales and Northern Ireland as their own."""
        return tuple(sorted({c.region for c in self.constituencies}))

    def cut(self, rows: Ints) -> Election:
        """Return the election of some of the candidates, in the constituencies where any of them stands.

        ``rows`` are theirs, in order, shape (candidates,). ``parties`` stay those of the whole.
        """
        seats, seat_of = np.unique(self.seat_of[rows], return_inverse=True)
        constituencies = tuple(self.constituencies[seat] for seat in seats.tolist())
        candidates = tuple(self.candidates[row] for row in rows.tolist())
        part = Election(self.key, self.title, self.fingerprint, constituencies, candidates)
        # What the whole knows is not worked out again, candidate by candidate.
        vars(part).update(
            seat_of=seat_of,
            parties=self.parties,
            party_index=self.party_index,
            party_of=self.party_of[rows],
            votes=self.votes[rows],
        )
        return part

    def with_candidates(self, added: Sequence[Candidate]) -> Election:
        """Return this election with more candidates in it, each in the order of its constituency."""
        index = self.seat_index
        candidates = sorted((*self.candidates, *added), key=lambda c: (index[c.seat], *seniority(c)))
        return Election(self.key, self.title, self.fingerprint, self.constituencies, tuple(candidates))
