"""What a scatter chart shows, worked out of the session, without anything that draws it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import cycle

import numpy as np

from ukvote_gui.core import correlation, dataset, formatting, variables
from ukvote_gui.core.correlation import Line
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.tables import Table
from ukvote_gui.core.variables import Variable

DIAMETER = 8.0
"""Pixels of a point of middle size."""
LEAST_DIAMETER, MOST_DIAMETER = 3.0, 24.0
MARGIN = 0.04
"""What is left free at each side, of the range of the figures."""

CIRCLE = "circle"
_TURN = 2 * math.pi


def _star(points: int, inner: float, outer: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """Return the corners of a star, whose inner and outer ones are so far from the middle."""
    corners = []
    for number in range(2 * points):
        angle, radius = _TURN * (number / (2 * points) + turn), inner if number % 2 else outer
        corners.append((radius * math.sin(angle), -radius * math.cos(angle)))
    return corners


def _polygon(corners: int, turn: float = 0.0) -> list[tuple[float, float]]:
    return _star(corners, 1.2 * math.cos(math.pi / corners), 1.2, turn)


SHAPES: dict[str, list[tuple[float, float]]] = {
    CIRCLE: [],
    "square": _polygon(4, 1 / 8),
    "triangle down": _polygon(3, 1 / 2),
    "triangle": _polygon(3),
    "diamond": _polygon(4),
    "star": _star(5, 0.75, 1.45),
    "plus": _star(4, 0.7, 1.45),
    "cross": _star(4, 0.7, 1.45, 1 / 8),
    "triangle right": _polygon(3, 1 / 4),
    "triangle left": _polygon(3, 3 / 4),
    "pentagon": _polygon(5),
    "hexagon": _polygon(6),
}
"""Corners of shapes by name, about as large as a circle of radius 1; those easily told apart come first."""


Range = tuple[float, float]


class Size(StrEnum):
    """What the area of a point stands for."""

    SAME = "same"
    ELECTORATE = "electorate"
    POPULATION = "population"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see."""

    x: Variable
    y: Variable
    size: Size = Size.SAME
    shapes: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a party that won some of the seats shown, or without one those that changed."""

    party: str
    name: str
    seats: int
    shape: str


@dataclass(frozen=True, eq=False)
class Spots:
    """One point a constituency that has both figures.

    Attributes:
        x, y: the figures, in points, persons or households; NaN where there is none.
        seats: positions of the constituencies that are shown, the larger points first.
        diameter: pixels of each constituency's point. These three and ``changed`` have the shape
            (constituencies,).
        changed: whether the scenario changes who wins.
        parties: the winner's party of each constituency.
        line: the least-squares line, None where there is none.
        sentence: what the line says, in words.
        left_out: which constituencies are not shown and why, or nothing.
    """

    choice: Choice
    x: Floats
    y: Floats
    seats: Ints
    diameter: Floats
    changed: Bools
    parties: list[str]
    line: Line | None
    sentence: str = field(repr=False)
    left_out: str = field(repr=False)

    @property
    def title(self) -> str:
        """What is set against what."""
        return f"{self.choice.y.label}, against {self.choice.x.label}"

    @property
    def notes(self) -> list[str]:
        """What is to be known besides: who is left out, and what the area of a point stands for."""
        size = self.choice.size
        notes = [self.left_out] if self.left_out else []
        if size is not Size.SAME:
            notes.append(f"The area of a point is proportional to the {size}.")
        return notes

    def ranges(self) -> tuple[Range, Range]:
        """Return the least and the most x and y, 0 to 1 where there is no point."""
        if not len(self.seats):
            return (0.0, 1.0), (0.0, 1.0)
        x, y = self.x[self.seats], self.y[self.seats]
        return (float(x.min()), float(x.max())), (float(y.min()), float(y.max()))

    def shape(self, party: str) -> str:
        """Return the name of the shape of a party's points."""
        return party_shapes().get(party, CIRCLE) if self.choice.shapes else CIRCLE

    def shows(self, seat: int) -> bool:
        """Return whether the constituency at a position has both figures."""
        return not (np.isnan(self.x[seat]) or np.isnan(self.y[seat]))

    def legend(self) -> list[Entry]:
        """Return the parties that won seats that are shown, most seats first, and how many seats changed."""
        counts: dict[str, int] = {}
        for seat in self.seats.tolist():
            counts[self.parties[seat]] = counts.get(self.parties[seat], 0) + 1
        entries = [
            Entry(party, variables.party_name(party), count, self.shape(party))
            for party, count in sorted(counts.items(), key=lambda item: -item[1])
        ]
        if changed := int(self.changed[self.seats].sum()):
            entries.append(Entry("", "changed winner", changed, CIRCLE))
        return entries

    def within(self, x: tuple[float, float], y: tuple[float, float]) -> Ints:
        """Return the positions of the constituencies shown whose figures are in two ranges."""
        inside = (self.x >= x[0]) & (self.x <= x[1]) & (self.y >= y[0]) & (self.y <= y[1])
        shown: Ints = np.sort(self.seats[inside[self.seats]])
        return shown

    def table(self, seats: list[int], election: Election) -> Table:
        """Return constituencies with both figures as a table to copy; figures as exact as they are shown."""
        x, y = self.choice.x, self.choice.y
        rows = tuple(
            (
                election.constituencies[seat].name,
                election.constituencies[seat].id,
                self.parties[seat],
                *("" if np.isnan(v) else round(float(v), 2) for v in (self.x[seat], self.y[seat])),
            )
            for seat in seats
        )
        return Table(("Constituency", "ONS id", "Winner", x.label, y.label), rows)

    def words(self, seat: int) -> str:
        """Return the two figures of a constituency in words."""
        x, y = self.choice.x, self.choice.y
        return f"{x.name}: {x.in_words(float(self.x[seat]))}\n{y.name}: {y.in_words(float(self.y[seat]))}"


def spots(choice: Choice, outcome: Outcome, base: Outcome) -> Spots:
    """Return what the choice shows of an outcome."""
    x, y = choice.x.values(outcome, base), choice.y.values(outcome, base)
    line = correlation.fitted_line(x, y)
    diameter = _diameters(choice.size, outcome)
    seats = np.flatnonzero(~(np.isnan(x) | np.isnan(y)))
    if choice.size is not Size.SAME:
        seats = seats[np.argsort(-diameter[seats], kind="stable")]
    parties = outcome.election.parties
    return Spots(
        choice,
        x,
        y,
        seats,
        diameter,
        outcome.changed,
        [parties[party] for party in outcome.winner_party.tolist()],
        line,
        correlation.in_words(line, choice.x, choice.y),
        variables.left_out(choice.x, choice.y, outcome, base),
    )


def roomy(kept: Range | None, needed: Range) -> Range:
    """Return the range that was kept, where it holds the one needed; else that with some room about it."""
    if kept is not None and kept[0] <= needed[0] and needed[1] <= kept[1]:
        return kept
    low, high = needed if kept is None else (min(kept[0], needed[0]), max(kept[1], needed[1]))
    room = MARGIN * (high - low) or 1.0
    return low - room, high + room


def _diameters(size: Size, outcome: Outcome) -> Floats:
    election = outcome.election
    if size is Size.SAME:
        return np.full(len(election.constituencies), DIAMETER)
    counts = election.electorate if size is Size.ELECTORATE else variables.population(election)
    return np.clip(DIAMETER * np.sqrt(counts / np.median(counts)), LEAST_DIAMETER, MOST_DIAMETER)


@lru_cache(maxsize=1)
def party_shapes() -> dict[str, str]:
    """Return the shape of each party: those that won most seats in 2024 come first."""
    election = dataset.load_election()
    won = Counter(election.candidates[row].party for row in election.winner.tolist())
    return dict(
        zip(sorted(dataset.load_parties(), key=lambda party: -won[party]), cycle(SHAPES), strict=False)
    )


def named(names: list[str], most: int = 6) -> str:
    """Return names in a list, and how many more there are."""
    shown = ", ".join(names[:most])
    return f"{shown} and {formatting.votes(len(names) - most)} more" if len(names) > most else shown
