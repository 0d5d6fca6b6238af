"""Dataclasses whose fields are entries of a scenario file: declared, read, written and described."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from ukvote_gui.core.elections import Election
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields.reading import Json, inside, want_object


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
