"""Figures of constituencies that can be set against each other: what each is, its unit, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from ukvote_gui.core import dataset, formatting, seat_figures
from ukvote_gui.core.dataset import Measure
from ukvote_gui.core.elections import Bools, Election, Floats
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.outcome import Outcome


class Kind(StrEnum):
    """What a figure is of."""

    SHARE = "share"
    SINCE_NOTIONAL = "since_notional"
    BY_SCENARIO = "by_scenario"
    MAJORITY = "majority"
    TURNOUT = "turnout"
    CENSUS = "census"


OF_PARTY = frozenset({Kind.SHARE, Kind.SINCE_NOTIONAL, Kind.BY_SCENARIO})
"""Kinds that are about a party."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A figure that each constituency has, or has not.

    Attributes:
        party: abbreviation, of the kinds :data:`OF_PARTY`.
        nation, figure: whose census, and the key of its measure, of a census figure.
    """

    kind: Kind
    party: str = ""
    nation: str = ""
    figure: str = ""

    @property
    def measure(self) -> Measure:
        """The census measure.

        Raises:
            KeyError: it is no census figure, or that census has none of this key.
        """
        return {m.key: m for m in dataset.load_census(self.nation).measures}[self.figure]

    @property
    def counts(self) -> bool:
        """Whether it counts persons or households; else it is in points."""
        return self.kind is Kind.CENSUS and not self.measure.unit.startswith("%")

    @property
    def signed(self) -> bool:
        """Whether it is a change."""
        return self.kind in (Kind.SINCE_NOTIONAL, Kind.BY_SCENARIO)

    @property
    def step(self) -> str:
        """One of its unit: point, person or household."""
        return self.measure.unit.removesuffix("s") if self.counts else "point"

    @property
    def steps(self) -> str:
        """More of its unit."""
        return f"{self.step}s"

    @property
    def label(self) -> str:
        """Its name, and of a census figure whose census it is from."""
        if self.kind is not Kind.CENSUS:
            return self.name
        return f"{self.name} ({self.nation}, census of {dataset.census_day(self.nation).year})"

    @property
    def name(self) -> str:
        """What it is, with its unit and what that is of: ``Labour, % of valid votes``."""
        if self.kind is Kind.CENSUS:
            measure = self.measure
            return f"{measure.label}, {measure.unit}"
        if self.kind in OF_PARTY:
            return f"{party_name(self.party)}{_OF_PARTY_LABELS[self.kind]}"
        return _LABELS[self.kind]

    def values(self, outcome: Outcome, base: Outcome) -> Floats:
        """Return the figure in points, persons or households, shape (constituencies,); NaN where none is."""
        if self.kind is Kind.CENSUS:
            return _census(outcome.election, self.nation, self.figure)
        if self.kind is Kind.MAJORITY:
            return 100 * outcome.majority_share
        if self.kind is Kind.TURNOUT:
            return 100 * outcome.turnout
        share = seat_figures.party_share(outcome, self.party)
        if self.kind is Kind.SINCE_NOTIONAL:
            share = share - seat_figures.notional_party_share(
                outcome.election, dataset.load_notional(), self.party
            )
        elif self.kind is Kind.BY_SCENARIO:
            share = share - seat_figures.party_share(base, self.party)
        return 100 * share

    def in_words(self, value: float) -> str:
        """Return one value of it as it is printed: 33.4%, +1.2 points, or 104,200."""
        if np.isnan(value):
            return "no figure"
        if self.counts:
            return formatting.votes(value)
        if self.signed:
            return f"{formatting.change_pp(value)} points"
        return f"{formatting.points(value)}%"

    def reasons_missing(self, election: Election, missing: Bools) -> list[tuple[int, str]]:
        """Say why some constituencies have no figure: how many for each reason.

        ``missing`` flags them, shape (constituencies,).
        """
        if self.kind is not Kind.CENSUS:
            name = party_name(self.party)
            why = f"where {name} does not stand"
            if self.kind is not Kind.SHARE:
                why = f"where {name} did not stand both times"
            if self.kind is Kind.SINCE_NOTIONAL and self.party == INDEPENDENT:
                why = "where independents are no party to compare with 2019"
            counted = [(int(missing.sum()), why)]
        else:
            here = np.array([dataset.CENSUS_OF[c.country] == self.nation for c in election.constituencies])
            counted = [
                (
                    int((missing & ~here).sum()),
                    f"outside {self.nation}, where censuses have other categories",
                ),
                (int((missing & here).sum()), f"without a figure on “{self.measure.label}”"),
            ]
        return [(count, why) for count, why in counted if count]


_OF_PARTY_LABELS = {
    Kind.SHARE: ", % of valid votes",
    Kind.SINCE_NOTIONAL: ", change of share since 2019 (notional), points",
    Kind.BY_SCENARIO: ", change of share by the scenario, points",
}
_LABELS = {
    Kind.MAJORITY: "Majority, % of valid votes",
    Kind.TURNOUT: "Turnout, valid votes as % of the electorate",
}


def party_name(party: str) -> str:
    """Return a party's name, or its abbreviation where it is not listed."""
    listed = dataset.load_parties().get(party)
    return party if listed is None else listed.name


@lru_cache(maxsize=8)
def _census(election: Election, nation: str, figure: str) -> Floats:
    values = seat_figures.census_figure(election, nation, figure)
    values.flags.writeable = False
    return values


def left_out(first: Variable, second: Variable, outcome: Outcome, base: Outcome) -> str:
    """Say which constituencies have not both figures, and why, in a sentence; nothing where all have."""
    # That the census is another one is said before that a party does not stand there.
    variables = sorted((first, second), key=lambda variable: variable.kind is not Kind.CENSUS)
    gone: Bools = np.zeros(len(outcome.election.constituencies), dtype=np.bool_)
    reasons: dict[str, int] = {}
    for variable in variables:
        missing = np.isnan(variable.values(outcome, base)) & ~gone
        gone |= missing
        for count, why in variable.reasons_missing(outcome.election, missing):
            reasons[why] = reasons.get(why, 0) + count
    if not reasons:
        return ""
    in_words = "; ".join(f"{count} {why}" for why, count in reasons.items())
    return f"{formatting.counted(int(gone.sum()), 'seat')} left out: {in_words}."


def population(election: Election) -> Floats:
    """Return the population of each constituency in its census (2021 or 2022), shape (constituencies,)."""
    figures = [
        _census(election, nation, "population") for nation in dict.fromkeys(dataset.CENSUS_OF.values())
    ]
    people: Floats = np.nansum(figures, axis=0)
    return people
