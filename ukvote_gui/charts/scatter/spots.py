"""What a scatter chart shows, worked out of the session, without anything that draws it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ukvote_gui.charts.scatter.choice import Choice, Size
from ukvote_gui.charts.scatter.shapes import CIRCLE, party_shapes
from ukvote_gui.core import correlation, variables
from ukvote_gui.core.correlation import Line
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.tables import Table

DIAMETER = 8.0
"""Pixels of a point of middle size."""
LEAST_DIAMETER, MOST_DIAMETER = 3.0, 24.0
MARGIN = 0.04
"""What is left free at each side, of the range of the figures."""

Range = tuple[float, float]
"""The least and the most of an axis."""


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
