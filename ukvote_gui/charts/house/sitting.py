"""What a picture of the House shows, wherever and however large it is painted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ukvote_gui.core import dataset, formatting, house
from ukvote_gui.core.elections import Ints
from ukvote_gui.core.outcome import Outcome


@dataclass(frozen=True, eq=False)
class Sitting:
    """The House after an outcome, with what it was in the base.

    Attributes:
        ticked: parties that are brought out, all others being faded; none, and nobody is.
    """

    base: Outcome
    outcome: Outcome
    ticked: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of all parties by their abbreviations, in the order of the legend."""
        return {party.abbreviation: party.name for party in dataset.load_parties().values()}

    @cached_property
    def seats(self) -> dict[str, int]:
        """Seats of each party that has any, from left to right."""
        return house.seats_from_left(self.outcome)

    @cached_property
    def seats_before(self) -> dict[str, int]:
        """Seats of each party that had any in the base, from left to right."""
        return house.seats_from_left(self.base)

    @cached_property
    def seating(self) -> Ints:
        """Position of the constituency of each seat, from left to right, shape (seats,)."""
        return house.seating(self.base, self.outcome)

    @cached_property
    def dots(self) -> Ints:
        """Positions of who has each seat and of who had it, and whether it is faded, shape (seats, 3)."""
        after, before = (o.winner_party.take(self.seating) for o in (self.outcome, self.base))
        is_faded = np.array([self.is_faded(party) for party in self.outcome.election.parties])
        return np.column_stack([after, before, is_faded.take(after).astype(np.intp)])

    def with_ticked(self, ticked: frozenset[str]) -> Sitting:
        """Return the same House with other parties brought out."""
        return replace(self, ticked=ticked)

    def is_faded(self, party: str) -> bool:
        """Return whether a party is faded."""
        return bool(self.ticked) and party not in self.ticked

    def headline(self) -> tuple[str, str]:
        """Return who has a majority, and the figures."""
        return formatting.majority_in_words(self.seats, self.names)

    def together(self) -> tuple[str, str]:
        """Return the overall and the working majority of the ticked parties, in words."""
        return house.coalition_in_words(self.seats, self.ticked)

    @property
    def changed(self) -> int:
        """How many seats another person has than in the base."""
        return int(self.outcome.changed.sum())

    def caption(self) -> str:
        """Return what stands for the base, or nothing if no seat changes."""
        if not self.changed:
            return ""
        return f"Thin bar, and inside a dot: before ({formatting.counted(self.changed, 'seat')} changed)"

    def legend(self) -> list[tuple[str, str]]:
        """Return parties that have or had a seat, each with its name and seats."""
        return [
            (party, f"{name} {self.seats.get(party, 0)}")
            for party, name in self.names.items()
            if self.seats.get(party, 0) or self.seats_before.get(party, 0)
        ]
