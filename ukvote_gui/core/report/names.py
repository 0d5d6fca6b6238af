"""Who and what a scenario names, by their full names, in lists that leave nobody out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ukvote_gui.core import dataset, describe
from ukvote_gui.core.elections import Election
from ukvote_gui.core.selection import BLOC, PERSON, Selectors


@dataclass(frozen=True, slots=True)
class FullNames:
    """Says names in full; ``election`` has everyone in it whom the scenario names."""

    election: Election

    def all_of(self, selectors: Selectors) -> str:
        """Return whom selectors select, or ``nobody``."""
        return listed(map(self.selector, selectors)) or "nobody"

    def selector(self, selector: str) -> str:
        """Return whom one selector selects: ``Labour``, ``“alliance”``, ``Wes Streeting (Lab)``."""
        if selector.startswith(PERSON):
            return self.person(selector.removeprefix(PERSON))
        if selector.startswith(BLOC):
            return describe.selector_name(selector, self.election)
        return party_name(selector)

    def person(self, person: str) -> str:
        """Return the name of the candidate with a person id, and their party."""
        found = describe.people(self.election).get(person)
        return f"{found.name} ({found.party})" if found else PERSON + person

    def constituency(self, seat: str) -> str:
        """Return the name of the constituency with an ONS id."""
        return self.election.constituencies[self.election.seat_index[seat]].name


def party_name(abbreviation: str) -> str:
    """Return the name of a party, or the abbreviation where the dataset has none."""
    known = dataset.load_parties().get(abbreviation)
    return abbreviation if known is None else known.name


def listed(parts: Iterable[str]) -> str:
    """Return all parts as a list in words, however many."""
    every = list(parts)
    return describe.listed(every, most=max(1, len(every)))
