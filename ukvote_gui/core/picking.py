"""What a person may pick by typing: parties, candidates and blocs, constituencies, parts of the country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ukvote_gui.core import dataset, describe
from ukvote_gui.core.elections import ADDED, Election
from ukvote_gui.core.fields import ABSTAIN
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.search import folded
from ukvote_gui.core.selection import BLOC, PERSON, Blocs

MOST_FOUND = 40
"""More than anybody reads through before typing another letter."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked.

    Attributes:
        value: what is picked: a selector, an ONS id, or a name.
        text: what it is called.
        detail: what tells it from others called alike, or nothing.
        party: the abbreviation of the party whose colour it has, or nothing.
        words: what it is found by, folded, with a space before each word.
    """

    value: str
    text: str
    detail: str = ""
    party: str = ""
    words: str = ""


def found(choices: Sequence[Choice], text: str, most: int = MOST_FOUND) -> list[Choice]:
    """Return the choices that have a word beginning with each word of ``text``, in their order.

    Those whose own name begins with all of the text come first.
    """
    wanted = folded(text)
    starts = [f" {word}" for word in wanted.split()]
    matches = [choice for choice in choices if all(start in choice.words for start in starts)]
    if wanted:
        matches.sort(key=lambda choice: not choice.words.startswith(f" {wanted}"))
    return matches[:most]


@lru_cache(maxsize=1)
def parties() -> tuple[Choice, ...]:
    """Return the parties that stood, in the order of lists."""
    contesting = dataset.contesting_parties()
    return tuple(
        Choice(
            party.abbreviation,
            party.abbreviation,
            party.name,
            party.abbreviation,
            _words(party.abbreviation, party.name),
        )
        for party in dataset.load_parties().values()
        if party.abbreviation in contesting
    )


@lru_cache(maxsize=4)
def candidates(election: Election) -> tuple[Choice, ...]:
    """Return the candidates as selectors, each person once: who is added, then those with most votes."""
    chosen: dict[str, Choice] = {}
    for candidate in sorted(election.candidates, key=lambda c: (not c.person.startswith(ADDED), -c.votes)):
        place = election.constituencies[election.seat_index[candidate.seat]].name
        chosen.setdefault(
            candidate.person,
            Choice(
                PERSON + candidate.person,
                candidate.name,
                f"{candidate.party}, {place}",
                candidate.party,
                _words(candidate.name, candidate.party, place),
            ),
        )
    return tuple(chosen.values())


def blocs(defined: Blocs) -> tuple[Choice, ...]:
    """Return blocs as selectors."""
    return tuple(Choice(BLOC + name, f"“{name}”", "bloc", "", _words(name, "bloc")) for name, _ in defined)


STAY_AT_HOME = Choice(ABSTAIN, "Stay at home", "", "", " stay at home abstain do not vote")
"""The target of votes that leave the count."""


@lru_cache(maxsize=4)
def constituencies(election: Election) -> tuple[Choice, ...]:
    """Return the constituencies by name."""
    return tuple(
        Choice(c.id, c.name, c.region, "", _words(c.name, c.region))
        for c in sorted(election.constituencies, key=lambda c: c.name)
    )


def names(options: Iterable[str]) -> tuple[Choice, ...]:
    """Return plain names, such as those of regions."""
    return tuple(Choice(name, name, "", "", _words(name)) for name in options)


def _words(*texts: str) -> str:
    return " " + folded(" ".join(texts))


def selectors(scenario: Scenario, text: str, *, may_abstain: bool = False) -> list[Choice]:
    """Return what a text finds of whom a move of the scenario can be about: blocs, parties, candidates."""
    choices = [*([STAY_AT_HOME] if may_abstain else []), *blocs(scenario.blocs), *parties()]
    if folded(text):
        choices += candidates(describe.naming_election(scenario))
    return found(choices, text)


def selector(scenario: Scenario, value: str) -> Choice:
    """Return a selector of the scenario, or ``abstain``, as a choice."""
    election = describe.naming_election(scenario)
    if value == ABSTAIN:
        return STAY_AT_HOME
    text = describe.selector_name(value, election)
    if value.startswith(BLOC):
        content = dict(scenario.blocs).get(value.removeprefix(BLOC), ())
        return Choice(value, text, f"Bloc of {describe.selectors_in_words(content, election)}")
    person = describe.people(election).get(value.removeprefix(PERSON))
    if value.startswith(PERSON) and person is not None:
        place = election.constituencies[election.seat_index[person.seat]].name
        return Choice(value, text, f"{person.party}, {place}", person.party)
    party = dataset.load_parties().get(value)
    return Choice(value, text, party.name if party else "", value)


def seats_in(election: Election, text: str) -> tuple[list[str], list[str]]:
    """Return the constituencies that a text lists by ONS id or name, and what else it lists.

    There is one a line, or several with tabs, semicolons or commas between them; a name may hold commas.
    """
    known = {folded(c.name): c.id for c in election.constituencies}
    known |= {folded(c.id): c.id for c in election.constituencies}
    most = 1 + max(c.name.count(",") for c in election.constituencies)
    seats: list[str] = []
    unknown: list[str] = []
    for entry in re.split(r"[\n\r\t;]+", text):
        parts = entry.split(",")
        while parts:
            sizes = range(min(most, len(parts)), 0, -1)
            size = next((size for size in sizes if folded(",".join(parts[:size])) in known), 0)
            if size:
                seats.append(known[folded(",".join(parts[:size]))])
            elif part := parts[0].strip():
                unknown.append(part)
            parts = parts[size or 1 :]
    return list(dict.fromkeys(seats)), unknown


def constituency(election: Election, seat: str) -> Choice:
    """Return the constituency with this ONS id as a choice."""
    found_there = election.constituencies[election.seat_index[seat]]
    return Choice(seat, found_there.name, found_there.region)
