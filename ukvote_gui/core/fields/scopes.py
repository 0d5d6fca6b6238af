"""The kind of entry that says where a move applies."""

from __future__ import annotations

from collections.abc import Callable

from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.elections import Election
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields.amounts import POINTS
from ukvote_gui.core.fields.declared import Kind, Names, definition
from ukvote_gui.core.fields.named import SEATS, SELECTORS, ListKind
from ukvote_gui.core.fields.reading import Json, describe, inside, want_text
from ukvote_gui.core.selection import EVERYWHERE, Scope


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
        properties["majority_below"] = POINTS.number_schema()
        conditions = {"type": "object", "properties": properties, "additionalProperties": False}
        return {"anyOf": [{"const": "all"}, conditions]}


SCOPE = ScopeKind()
