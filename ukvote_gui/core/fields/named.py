"""Kinds of entry that name what is there: parties, constituencies, persons and selectors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields.declared import Names, definition
from ukvote_gui.core.fields.reading import Json, describe, want_list, want_text
from ukvote_gui.core.selection import BLOC, PERSON

ABSTAIN = "abstain"


def check_selector(raw: Json, place: str, names: Names) -> str:
    """Return ``raw`` where it is a selector whose name is known."""
    selector = want_text(raw, place)
    if selector.startswith(BLOC):
        if selector.removeprefix(BLOC) not in names.blocs:
            raise ScenarioError(place, f"there is no bloc {describe(selector.removeprefix(BLOC))}")
    elif selector.startswith(PERSON):
        person = selector.removeprefix(PERSON)
        if person not in names.election.persons and person not in names.added:
            raise ScenarioError(place, f"no candidate has the person id {describe(person)}")
    elif selector not in names.parties:
        raise ScenarioError(place, f"there is no party {describe(selector)}")
    return selector


def check_seat(raw: Json, place: str, names: Names) -> str:
    """Return ``raw`` where it is a constituency's ONS id."""
    seat = want_text(raw, place)
    if seat not in names.election.seat_index:
        raise ScenarioError(place, f"no constituency has the id {describe(seat)}")
    return seat


def check_party(raw: str, place: str, names: Names) -> str:
    """Return ``raw`` where it is a party's abbreviation."""
    if raw not in names.parties:
        raise ScenarioError(place, f"there is no party {describe(raw)}")
    return raw


def check_target(raw: str, place: str, names: Names) -> str:
    """Return ``raw`` where it is who may get votes: a selector, or nobody."""
    return raw if raw == ABSTAIN else check_selector(raw, place, names)


def check_person(raw: str, place: str, names: Names) -> str:
    """Return ``raw`` where it is a candidate's person id."""
    if raw not in names.election.persons and raw not in names.added:
        raise ScenarioError(place, f"no candidate has the person id {describe(raw)}")
    return raw


class PartyKind:
    """A party's abbreviation."""

    def parse(self, raw: Json, place: str, names: Names) -> str:
        return check_party(want_text(raw, place), place, names)

    def dump(self, value: str) -> Json:
        return value

    def schema(self) -> Json:
        return definition("party")


class SeatKind:
    """A constituency's ONS id."""

    def parse(self, raw: Json, place: str, names: Names) -> str:
        return check_seat(raw, place, names)

    def dump(self, value: str) -> Json:
        return value

    def schema(self) -> Json:
        return definition("seat")


@dataclass(frozen=True)
class ListKind:
    """A list of names, each checked by ``check``; ``of`` is the definition of one."""

    check: Callable[[Json, str, Names], str]
    of: str

    def parse(self, raw: Json, place: str, names: Names) -> tuple[str, ...]:
        return tuple(self.check(item, f"{place}[{i}]", names) for i, item in enumerate(want_list(raw, place)))

    def dump(self, value: tuple[str, ...]) -> Json:
        return list(value)

    def schema(self) -> Json:
        return {"type": "array", "items": definition(self.of)}


PARTY = PartyKind()
SEAT = SeatKind()
SELECTORS = ListKind(check_selector, "selector")
SEATS = ListKind(check_seat, "seat")
