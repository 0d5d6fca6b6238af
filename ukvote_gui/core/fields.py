"""What the entries of a scenario file may hold: each kind of entry reads, writes and describes itself.

A kind's ``parse`` takes raw JSON, the place it stands in, and the :class:`Names` it may use, and returns a
frozen value or raises :class:`ScenarioError`; ``dump`` is its inverse; ``schema`` is its JSON Schema, which
refers by name to the definitions in :mod:`ukvote_gui.core.schema`.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.elections import Election
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.selection import BLOC, EVERYWHERE, PERSON, Scope

ABSTAIN = "abstain"
TOLERANCE = 1e-9
"""Sums of decimal fractions may exceed their limit by this much: 0.7 + 0.2 + 0.1 is not 1 in binary."""

Json = Any
Pairs = tuple[tuple[str, Amount], ...]
"""A mapping of names to amounts, frozen, in the order of the file."""


@dataclass(frozen=True)
class Names:
    """What a file may name: the constituencies, candidates and parties there are, and its own blocs."""

    election: Election
    parties: frozenset[str]
    blocs: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()


class Kind(Protocol):
    """A kind of entry."""

    def parse(self, raw: Json, place: str, names: Names) -> Any: ...

    def dump(self, value: Any) -> Json: ...

    def schema(self) -> Json: ...


def entry(kind: Kind, *, key: str = "", default: Any = dataclasses.MISSING) -> Any:
    """Declare a dataclass field as an entry of the file, under ``key`` where that is not the field's name."""
    return dataclasses.field(default=default, metadata={"kind": kind, "key": key})


def entries(cls: type) -> Iterable[tuple[str, str, Kind, Any]]:
    """Yield (field name, key in the file, kind, default) of each entry that a dataclass declares."""
    for field in dataclasses.fields(cls):
        if "kind" in field.metadata:
            yield field.name, field.metadata["key"] or field.name, field.metadata["kind"], field.default


def parse_object(cls: type, raw: Json, place: str, names: Names, ignore: frozenset[str] = frozenset()) -> Any:
    """Return a ``cls`` made from a JSON object, each entry parsed by its kind.

    Raises:
        ScenarioError: a key is unknown or missing, or a value is wrong.
    """
    mapping = want_object(raw, place)
    known = list(entries(cls))
    unknown = mapping.keys() - {key for _, key, _, _ in known} - ignore
    if unknown:
        first = next(key for key in mapping if key in unknown)
        raise ScenarioError(inside(place, first), "unknown key")
    values = {}
    for name, key, kind, default in known:
        if key in mapping:
            values[name] = kind.parse(mapping[key], inside(place, key), names)
        elif default is dataclasses.MISSING:
            raise ScenarioError(inside(place, key), "is missing")
    return cls(**values)


def dump_object(value: Any) -> dict[str, Json]:
    """Return the JSON object of a dataclass of entries, without what is as it would be if left out."""
    return {
        key: kind.dump(getattr(value, name))
        for name, key, kind, default in entries(type(value))
        if default is dataclasses.MISSING or getattr(value, name) != default
    }


def object_schema(cls: type) -> Json:
    """Return the JSON Schema of the objects that ``parse_object`` accepts for ``cls``."""
    properties, required = {}, []
    for _, key, kind, default in entries(cls):
        properties[key] = kind.schema()
        if default is dataclasses.MISSING:
            required.append(key)
        elif default is not None:
            properties[key]["default"] = kind.dump(default)
    schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def definition(name: str) -> Json:
    """Return the JSON Schema of what has a definition of its own."""
    return {"$ref": f"#/$defs/{name}"}


def inside(place: str, key: str) -> str:
    """Return the place of ``key`` within ``place``."""
    shown = key if len(key) <= 60 else key[:57] + "..."
    shown = "".join(letter if letter.isprintable() else "?" for letter in shown)
    return f"{place}.{shown}" if place else shown


def describe(raw: Json) -> str:
    """Return a few words for a raw JSON value that is not what was wanted."""
    match raw:
        case None:
            return "nothing (null)"
        case bool():
            return "true" if raw else "false"
        case dict():
            return "an object"
        case list():
            return "a list"
    text = repr(raw)
    return text if len(text) <= 40 else text[:37] + "..."


def want_object(raw: Json, place: str) -> dict[str, Json]:
    """Return ``raw`` where it is an object."""
    if not isinstance(raw, dict):
        raise ScenarioError(place, f"must be an object, and is {describe(raw)}")
    return raw


def want_list(raw: Json, place: str) -> list[Json]:
    """Return ``raw`` where it is a list."""
    if not isinstance(raw, list):
        raise ScenarioError(place, f"must be a list, and is {describe(raw)}")
    return raw


def want_text(raw: Json, place: str) -> str:
    """Return ``raw`` where it is text that can be written out again."""
    if not isinstance(raw, str):
        raise ScenarioError(place, f"must be text, and is {describe(raw)}")
    try:
        raw.encode()
    except UnicodeEncodeError:
        raise ScenarioError(place, "holds half of a character (a lone surrogate)") from None
    return raw


def want_number(raw: Json, place: str, low: float, high: float) -> float:
    """Return ``raw`` where it is a finite number within ``low`` and ``high``."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ScenarioError(place, f"must be a number, and is {describe(raw)}")
    try:
        number = float(raw)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ScenarioError(place, "must be a finite number")
    if not low <= number <= high:
        raise ScenarioError(place, f"must lie between {low:.10g} and {high:.10g}, and is {number:g}")
    return number


class TextKind:
    """Any text."""

    def parse(self, raw: Json, place: str, _names: Names) -> str:
        return want_text(raw, place)

    def dump(self, value: str) -> Json:
        return value

    def schema(self) -> Json:
        return {"type": "string"}


NOT_BLANK = {"type": "string", "pattern": r"\S"}
"""JSON Schema of a name."""


def want_name(raw: Json, place: str) -> str:
    """Return ``raw`` where it is text that somebody or something can be called by."""
    name = want_text(raw, place)
    if not name.strip():
        raise ScenarioError(place, "must be a name, and is blank")
    return name


class NameKind:
    """What somebody is called: any text that is not blank."""

    def parse(self, raw: Json, place: str, _names: Names) -> str:
        return want_name(raw, place)

    def dump(self, value: str) -> Json:
        return value

    def schema(self) -> Json:
        return NOT_BLANK


class FlagKind:
    """True or false."""

    def parse(self, raw: Json, place: str, _names: Names) -> bool:
        if not isinstance(raw, bool):
            raise ScenarioError(place, f"must be true or false, and is {describe(raw)}")
        return raw

    def dump(self, value: bool) -> Json:
        return value

    def schema(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True)
class ChoiceKind:
    """One of a few words."""

    options: tuple[str, ...]

    def parse(self, raw: Json, place: str, _names: Names) -> str:
        if not isinstance(raw, str) or raw not in self.options:
            raise ScenarioError(place, f"must be one of {', '.join(self.options)}, and is {describe(raw)}")
        return raw

    def dump(self, value: str) -> Json:
        return value

    def schema(self) -> Json:
        return {"enum": list(self.options)}


@dataclass(frozen=True)
class AmountKind:
    """A number within limits, or an uncertain one ``{"value", "low", "high"}``, the value in between.

    ``name`` is its definition in the JSON Schema.
    """

    name: str
    low: float = -math.inf
    high: float = math.inf

    def parse(self, raw: Json, place: str, _names: Names) -> Amount:
        if not isinstance(raw, dict):
            return want_number(raw, place, self.low, self.high)
        parts = []
        for key in raw:
            if key not in ("value", "low", "high"):
                raise ScenarioError(inside(place, key), "unknown key")
        for key in ("value", "low", "high"):
            if key not in raw:
                raise ScenarioError(inside(place, key), "is missing")
            parts.append(want_number(raw[key], inside(place, key), self.low, self.high))
        value, low, high = parts
        if not low <= value <= high:
            raise ScenarioError(place, f"the value {value:g} must lie between low {low:g} and high {high:g}")
        return Spread(value, low, high)

    def dump(self, value: Amount) -> Json:
        return dataclasses.asdict(value) if isinstance(value, Spread) else value

    def schema(self) -> Json:
        return definition(self.name)

    def definition(self) -> Json:
        """Return the JSON Schema that ``schema`` refers to."""
        limits = {
            name: limit
            for name, limit in (("minimum", self.low), ("maximum", self.high))
            if math.isfinite(limit)
        }
        number = {"type": "number", **limits}
        parts = dict.fromkeys(("value", "low", "high"), number)
        spread = {
            "type": "object",
            "properties": parts,
            "required": list(parts),
            "additionalProperties": False,
        }
        return {"anyOf": [number, spread]}


RATE = AmountKind("rate", 0, 1)
SHARE = AmountKind("share", 0, 100)
POINTS = AmountKind("points", -1_000_000, 1_000_000)
"""Points of change have no limit that means anything; this one keeps sums of them finite."""


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


SELECTORS = ListKind(check_selector, "selector")
SEATS = ListKind(check_seat, "seat")


@dataclass(frozen=True)
class AmountsKind:
    """A mapping of names, each checked by ``check``, to amounts that may be limited in sum.

    ``of`` is the definition of a name.
    """

    check: Callable[[str, str, Names], str]
    of: str
    amount: AmountKind
    most: float = math.inf

    def parse(self, raw: Json, place: str, names: Names) -> Pairs:
        pairs = []
        for name, value in want_object(raw, place).items():
            at = inside(place, name)
            pairs.append((self.check(name, at, names), self.amount.parse(value, at, names)))
        total = math.fsum(central(amount) for _, amount in pairs)
        if total > self.most + TOLERANCE * max(1.0, self.most):
            raise ScenarioError(place, f"add up to {total:g}, and may be at most {self.most:g}")
        return tuple(pairs)

    def dump(self, value: Pairs) -> Json:
        return {name: self.amount.dump(amount) for name, amount in value}

    def schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": definition(self.of),
            "additionalProperties": self.amount.schema(),
        }


def _check_target(raw: str, place: str, names: Names) -> str:
    return raw if raw == ABSTAIN else check_selector(raw, place, names)


def _check_person(raw: str, place: str, names: Names) -> str:
    if raw not in names.election.persons and raw not in names.added:
        raise ScenarioError(place, f"no candidate has the person id {describe(raw)}")
    return raw


TARGETS = AmountsKind(_check_target, "target", RATE, most=1)
SELECTOR_RATES = AmountsKind(check_selector, "selector", RATE)
PARTY_CHANGES = AmountsKind(check_party, "party", POINTS)
PARTY_SHARES = AmountsKind(check_party, "party", SHARE)
PERSON_SHARES = AmountsKind(_check_person, "person", SHARE, most=100)


class NomineesKind:
    """A mapping of constituencies to the person who is to stand there."""

    def parse(self, raw: Json, place: str, names: Names) -> tuple[tuple[str, str], ...]:
        pairs = []
        for seat, person in want_object(raw, place).items():
            at = inside(place, seat)
            pairs.append((check_seat(seat, at, names), _check_person(want_text(person, at), at, names)))
        return tuple(pairs)

    def dump(self, value: tuple[tuple[str, str], ...]) -> Json:
        return dict(value)

    def schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": definition("seat"),
            "additionalProperties": definition("person"),
        }


def _one_of(what: str, options: Callable[[Election], tuple[str, ...]]) -> ListKind:
    def check(raw: Json, place: str, names: Names) -> str:
        name = want_text(raw, place)
        if name not in options(names.election):
            raise ScenarioError(place, f"there is no {what} {describe(name)}")
        return name

    return ListKind(check, what)


_SCOPE_KINDS: dict[str, Kind] = {
    "countries": _one_of("country", lambda election: election.countries),
    "regions": _one_of("region", lambda election: election.regions),
    "seats": SEATS,
    "won_by": SELECTORS,
    "majority_below": POINTS,
}


class ScopeKind:
    """The word ``all``, or an object of conditions that must all hold."""

    def parse(self, raw: Json, place: str, names: Names) -> Scope:
        if raw == "all":
            return EVERYWHERE
        if not isinstance(raw, dict):
            raise ScenarioError(place, f'must be "all" or an object, and is {describe(raw)}')
        values = {}
        for key, value in raw.items():
            if key not in _SCOPE_KINDS:
                raise ScenarioError(inside(place, key), "unknown key")
            values[key] = _SCOPE_KINDS[key].parse(value, inside(place, key), names)
        if isinstance(values.get("majority_below"), Spread):
            raise ScenarioError(inside(place, "majority_below"), "must be a number, and is an object")
        return Scope(**values)

    def dump(self, value: Scope) -> Json:
        given = {
            key: kind.dump(getattr(value, key))
            for key, kind in _SCOPE_KINDS.items()
            if getattr(value, key) is not None
        }
        return given or "all"

    def schema(self) -> Json:
        return definition("scope")

    def definition(self) -> Json:
        """Return the JSON Schema that ``schema`` refers to."""
        properties = {key: kind.schema() for key, kind in _SCOPE_KINDS.items()}
        properties["majority_below"] = {"type": "number"}
        conditions = {"type": "object", "properties": properties, "additionalProperties": False}
        return {"anyOf": [{"const": "all"}, conditions]}


TEXT = TextKind()
NAME = NameKind()
FLAG = FlagKind()
PARTY = PartyKind()
SEAT = SeatKind()
SCOPE = ScopeKind()
NOMINEES = NomineesKind()
