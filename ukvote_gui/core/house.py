"""The House of Commons: where its members sit, and which parties have a majority of it together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from functools import lru_cache

import numpy as np

from ukvote_gui.core import dataset, measures
from ukvote_gui.core.elections import Election, Floats, Ints
from ukvote_gui.core.outcome import Outcome

INNER = 0.42
"""Radius of the innermost row of seats, that of the outermost being 1."""

MAJORITY_EXPLAINED = (
    "The overall majority is the seats of the parties less those of all others, the Speaker's among them. "
    "The working majority leaves out the Speaker, and the members of Sinn Féin, who do not take their seats."
)


@lru_cache(maxsize=8)
def hemicycle(seats: int) -> tuple[Floats, float]:
    """Return where so many seats are in a half circle, from left to right, and how far apart they are.

    The first has the shape (seats, 2): across from -1 to 1, and up from 0 to 1. The rows are as many as make
    the distance between them most like that between neighbours in one.
    """
    fits = (_rows(seats, count) for count in range(1, max(2, math.isqrt(seats))))
    counts, radii, _ = min(fits, key=lambda rows: abs(math.log(rows[2])))
    places = []
    apart = math.inf if len(radii) == 1 else float(radii[1] - radii[0])
    for count, radius in zip(counts.tolist(), radii.tolist(), strict=True):
        angles = np.linspace(math.pi, 0.0, count) if count > 1 else np.array([math.pi / 2])
        places.append(np.column_stack([np.full(count, radius), angles]))
        apart = min(apart, math.pi * radius / max(1, count - 1))
    polar = np.concatenate(places)
    polar = polar[np.lexsort((-polar[:, 0], -polar[:, 1].round(9)))]
    positions = polar[:, :1] * np.column_stack([np.cos(polar[:, 1]), np.sin(polar[:, 1])])
    positions.flags.writeable = False
    return positions, apart


def _rows(seats: int, rows: int) -> tuple[Ints, Floats, float]:
    """Return seats and radius of each row, and the distance of rows over that of neighbours in one."""
    radii = np.linspace(INNER, 1.0, rows) if rows > 1 else np.ones(1)
    exact = seats * radii / radii.sum()
    counts = np.floor(exact).astype(np.intp)
    left = seats - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:left]] += 1
    between = math.pi * float(radii.sum()) / max(1, seats - rows)
    return counts, radii, ((1.0 - INNER) / (rows - 1) if rows > 1 else 1.0) / between


@lru_cache(maxsize=8)
def parties_from_left(election: Election) -> tuple[str, ...]:
    """Return the election's parties in the usual order from left to right; those not listed come last."""
    listed = {party.abbreviation: party.seating for party in dataset.load_parties().values()}
    return tuple(sorted(election.parties, key=lambda party: (listed.get(party, math.inf), party)))


@lru_cache(maxsize=8)
def _places_from_left(election: Election) -> Ints:
    places = {party: place for place, party in enumerate(parties_from_left(election))}
    return np.array([places[party] for party in election.parties], dtype=np.intp)


def seating(base: Outcome, outcome: Outcome) -> Ints:
    """Return the position of the constituency in each seat of the House, from left to right.

    Members sit by party; within one, by the party whose seat it was in the base, so that what a party has
    gained from another is together; shape (constituencies,).
    """
    places = _places_from_left(outcome.election)
    after, before = places.take(outcome.winner_party), places.take(base.winner_party)
    order: Ints = np.lexsort((np.arange(len(after)), before, after))
    return order


def seats_from_left(outcome: Outcome) -> dict[str, int]:
    """Return the seats of each party that has one, from left to right."""
    seats = measures.seats_by_party(outcome)
    return {party: seats[party] for party in parties_from_left(outcome.election) if party in seats}


def coalition_in_words(seats: Mapping[str, int], parties: Set[str]) -> tuple[str, str]:
    """Return whether parties have an overall majority together, and whether a working one, in two texts.

    ``Con + RUK + DUP: 131 seats, 195 short of 326`` and ``No working majority: 131 of the 642 members who
    vote, 191 short of 322``. Parties stand in the order of their seats, equal ones as they are listed.
    """
    majority = measures.majority_of(seats, parties)
    listed = [party for party in dataset.load_parties() if party in parties]
    named = " + ".join(sorted(listed, key=lambda party: -seats.get(party, 0)))
    count = "1 seat" if majority.seats == 1 else f"{majority.seats} seats"
    overall = (
        f"an overall majority of {majority.overall}"
        if majority.overall > 0
        else f"{majority.short} short of {majority.needed}"
    )
    voting = sum(
        seats[party] for party in seats if party not in measures.NOT_SITTING and party != measures.SPEAKER
    )
    own = (majority.working + voting) // 2
    of_whom = f"{own} of the {voting} members who vote"
    working = (
        f"Working majority of {majority.working}: {of_whom}"
        if majority.working > 0
        else f"No working majority: {of_whom}, {voting // 2 + 1 - own} short of {voting // 2 + 1}"
    )
    return f"{named}: {count}, {overall}", working
