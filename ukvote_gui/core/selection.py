"""Who and where a move is about: selectors of candidates, and scopes of constituencies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ukvote_gui.core.elections import Bools, Election

PERSON = "person:"
BLOC = "bloc:"

Selectors = tuple[str, ...]
Blocs = tuple[tuple[str, Selectors], ...]
"""Named lists of selectors, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The constituencies that a move is about: those that fulfil every condition given.

    ``won_by`` and ``majority_below`` (points of share) are about the base, not about what moves left.
    """

    countries: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    seats: tuple[str, ...] | None = None
    won_by: Selectors | None = None
    majority_below: float | None = None


EVERYWHERE = Scope()


@lru_cache(maxsize=512)
def matching(election: Election, blocs: Blocs, selectors: Selectors) -> Bools:
    """Return which candidates match any of the selectors, shape (candidates,)."""
    parties, persons = set[str](), set[str]()
    named = dict(blocs)
    pending = list(selectors)
    while pending:
        selector = pending.pop()
        if selector.startswith(BLOC):
            pending.extend(named[selector.removeprefix(BLOC)])
        elif selector.startswith(PERSON):
            persons.add(selector.removeprefix(PERSON))
        else:
            parties.add(selector)
    matches = np.isin(election.party_of, [election.party_index.get(party, -1) for party in parties])
    if persons:
        matches |= np.fromiter((c.person in persons for c in election.candidates), np.bool_)
    matches.flags.writeable = False
    return matches


@lru_cache(maxsize=512)
def alone(election: Election, blocs: Blocs, selectors: Selectors) -> bool:
    """Return whether no two of the candidates whom the selectors match stand in one constituency."""
    seats = election.seat_of[matching(election, blocs, selectors)]
    return len(np.unique(seats)) == len(seats)


@lru_cache(maxsize=512)
def covering(election: Election, blocs: Blocs, scope: Scope) -> Bools:
    """Return which constituencies the scope covers, shape (constituencies,)."""
    covered = np.ones(len(election.constituencies), dtype=np.bool_)
    for names, of in (
        (scope.countries, [c.country for c in election.constituencies]),
        (scope.regions, [c.region for c in election.constituencies]),
        (scope.seats, [c.id for c in election.constituencies]),
    ):
        if names is not None:
            wanted = set(names)
            covered &= np.fromiter((name in wanted for name in of), np.bool_)
    if scope.won_by is not None:
        covered &= matching(election, blocs, scope.won_by)[election.winner]
    if scope.majority_below is not None:
        covered &= election.majority_share * 100 < scope.majority_below
    covered.flags.writeable = False
    return covered


def depends_on(blocs: Blocs, name: str) -> set[str]:
    """Return the names of the blocs that bloc ``name`` reaches, itself only where it is part of a circle."""
    named = dict(blocs)
    reached = set[str]()
    pending = [name]
    while pending:
        for selector in named.get(pending.pop(), ()):
            inner = selector.removeprefix(BLOC)
            if selector.startswith(BLOC) and inner not in reached:
                reached.add(inner)
                pending.append(inner)
    return reached
