"""The project's dataset, read from ``resources/data`` a part at a time, when it is first asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from ukvote_gui import resources
from ukvote_gui.core.elections import Candidate, Constituency, Election, Floats

BASES = ("ge2024", "ge2024+byelections")
"""Keys of the elections that a scenario can start from; the first is the default."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as it is listed, coloured and seated."""

    abbreviation: str
    name: str
    light: str
    dark: str
    main: bool
    order: int
    seating: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One census figure: whose categories it uses, what it counts, and the nation's own value."""

    nation: str
    key: str
    topic: str
    label: str
    unit: str
    nation_value: float


@dataclass(frozen=True, eq=False)
class Census:
    """The figures of one census: its measures, and their values by ONS id."""

    measures: tuple[Measure, ...]
    rows: dict[str, list[str]]

    def values(self, key: str) -> dict[str, float]:
        """Return a measure's value by ONS id, in the measure's unit, where there is one.

        Raises:
            KeyError: this census has no such measure.
        """
        if not self.has(key):
            raise KeyError(key)
        column = [measure.key for measure in self.measures].index(key)
        return {seat: float(row[column]) for seat, row in self.rows.items() if row[column]}

    def has(self, key: str) -> bool:
        """Return whether this census has the measure."""
        return any(measure.key == key for measure in self.measures)

    def figures(self, seat: str) -> list[tuple[Measure, float]]:
        """Return a constituency's figures, each in its measure's unit."""
        pairs = zip(self.measures, self.rows[seat], strict=True)
        return [(measure, float(value)) for measure, value in pairs if value]


@dataclass(frozen=True, slots=True)
class ByElection:
    """A by-election held since the general election."""

    seat: str
    date: str
    result: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the data and the licence it is used under."""

    title: str
    publisher: str
    licence: str
    url: str
    what: str


@dataclass(frozen=True, eq=False)
class NotionalResult:
    """The 2019 result as estimated on the boundaries of 2024 (Rallings and Thrasher).

    ``votes`` holds each constituency's votes by party, most first; ``winner`` and
    ``majority_votes`` follow from single candidates, not from sums of independents.
    """

    votes: dict[str, dict[str, int]]
    valid_votes: dict[str, int]
    winner: dict[str, str]
    majority_votes: dict[str, int]

    def share(self, seat: str, party: str) -> float | None:
        """Return the party's share in the constituency as a fraction, or None where it did not stand."""
        votes = self.votes[seat].get(party)
        return None if votes is None else votes / self.valid_votes[seat]

    def majority_share(self, seat: str) -> float:
        """Return the majority of 2019 as a fraction of valid votes."""
        return self.majority_votes[seat] / self.valid_votes[seat]


def _rows(name: str) -> Iterator[list[str]]:
    """Return the rows of a dataset table after its header."""
    reader = csv.reader(resources.text("data", name).splitlines())
    next(reader)
    return reader


@cache
def _manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(resources.text("data", "dataset.json"))
    return manifest


def fingerprint() -> str:
    """Return the identity of the dataset: it changes when any figure in it does."""
    value: str = _manifest()["fingerprint"]
    return value


def sources() -> tuple[Source, ...]:
    """Return the sources with their licences, as About, exports and the notice file show them."""
    return tuple(Source(**source) for source in _manifest()["sources"])


@cache
def load_election(base: str = BASES[0]) -> Election:
    """Return the election that a scenario with this ``base`` starts from.

    Raises:
        KeyError: there is no such base.
    """
    title = _manifest()["elections"][base]["title"]
    if base != BASES[0]:
        return _with_byelections(base, title)
    constituencies = tuple(
        Constituency(id_, name, country, region, type_, int(electorate), int(valid), int(invalid), result)
        for id_, name, country, region, type_, electorate, valid, invalid, result, _, _ in _rows(
            "constituencies.csv"
        )
    )
    return Election(base, title, fingerprint(), constituencies, tuple(_candidates("candidates.csv")))


def _candidates(name: str) -> list[Candidate]:
    return [
        Candidate(seat, person, candidate, party, int(votes), sitting == "1", former == "1")
        for seat, person, candidate, party, votes, sitting, former in _rows(name)
    ]


def _with_byelections(base: str, title: str) -> Election:
    """Replace the ballot and the electorate of each constituency that has had a by-election since."""
    general = load_election()
    rows = {row[0]: row for row in _rows("byelections.csv")}
    constituencies = []
    for constituency in general.constituencies:
        if constituency.id in rows:
            _, _, electorate, valid, invalid, result = rows[constituency.id]
            constituency = replace(
                constituency,
                electorate=int(electorate),
                valid_votes=int(valid),
                invalid_votes=int(invalid),
                result=result,
            )
        constituencies.append(constituency)
    kept = [candidate for candidate in general.candidates if candidate.seat not in rows]
    held = Election(base, title, fingerprint(), tuple(constituencies), tuple(kept))
    return held.with_candidates(_candidates("byelection-candidates.csv"))


@cache
def load_byelections() -> dict[str, ByElection]:
    """Return the by-elections held since the general election, by ONS id."""
    return {seat: ByElection(seat, date, result) for seat, date, _, _, _, result in _rows("byelections.csv")}


@cache
def load_parties() -> dict[str, Party]:
    """Return every party of the dataset by its abbreviation, in the order of lists."""
    parties = [
        Party(abbreviation, name, light, dark, main == "1", int(order), int(seating))
        for abbreviation, name, light, dark, main, order, seating in _rows("parties.csv")
    ]
    return {party.abbreviation: party for party in sorted(parties, key=lambda party: party.order)}


def main_first(standing: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the main parties of those that stand, in the order of lists, and the others in their own."""
    listed = load_parties().values()
    main = [party.abbreviation for party in listed if party.main and party.abbreviation in standing]
    return main, [party for party in standing if party not in main]


@cache
def contesting_parties() -> frozenset[str]:
    """Return the abbreviations of the parties that stood in the general election or a by-election since."""
    return frozenset(party for base in BASES for party in load_election(base).parties)


@cache
def load_notional() -> NotionalResult:
    """Return the notional result of 2019."""
    votes: dict[str, dict[str, int]] = {}
    valid: dict[str, int] = {}
    single: dict[str, list[tuple[int, str]]] = {}
    for seat, party, cast in _rows("notional-2019.csv"):
        count = int(cast)
        of_seat = votes.setdefault(seat, {})
        of_seat[party] = of_seat.get(party, 0) + count
        valid[seat] = valid.get(seat, 0) + count
        single.setdefault(seat, []).append((count, party))
    winner: dict[str, str] = {}
    majority: dict[str, int] = {}
    for seat, counts in single.items():
        counts.sort(key=lambda count: -count[0])
        winner[seat] = counts[0][1]
        majority[seat] = counts[0][0] - (counts[1][0] if len(counts) > 1 else 0)
    return NotionalResult(votes, valid, winner, majority)


CENSUS_OF = {
    "England": "England and Wales",
    "Wales": "England and Wales",
    "Scotland": "Scotland",
    "Northern Ireland": "Northern Ireland",
}
"""The census whose categories a country's figures use; those of different censuses are not comparable."""


@cache
def load_census(nation: str) -> Census:
    """Return the census of ``nation``, one of the values of :data:`CENSUS_OF`."""
    by_key = {
        key: Measure(of, key, topic, label, unit, float(value))
        for of, key, topic, label, unit, value in _rows("census-measures.csv")
        if of == nation
    }
    table = f"census-{nation.lower().replace(' ', '-')}.csv"
    with resources.path("data", table).open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        measures = tuple(by_key[key] for key in next(reader)[1:])
        return Census(measures, {row[0]: row[1:] for row in reader})


def census_day(nation: str) -> date:
    """Return the day of the census of ``nation``, one of the values of :data:`CENSUS_OF`."""
    return date.fromisoformat(_manifest()["census"][nation])


@cache
def load_hexes() -> dict[str, tuple[int, int]]:
    """Return each constituency's place in the hex cartogram as (column q, row r), odd-r, r upwards."""
    return {seat: (int(q), int(r)) for seat, q, r in _rows("hexes.csv")}


@cache
def load_boundaries() -> dict[str, list[list[Floats]]]:
    """Return each constituency's boundary by ONS id.

    A list of polygons, each a list of rings of points, shape (points, 2): longitude and latitude, WGS84.
    """
    read = json.loads(resources.text("data", "boundaries.json"))
    polygons: dict[str, list[list[list[float]]]] = read["constituencies"]
    return {
        seat: [[np.array(ring).reshape(-1, 2) for ring in polygon] for polygon in shape]
        for seat, shape in polygons.items()
    }
