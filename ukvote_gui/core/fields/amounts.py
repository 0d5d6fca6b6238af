"""Kinds of entry that are amounts, certain or not: rates, shares, and points of change."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

from ukvote_gui.core.amounts import Amount, Spread
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields.declared import Names, definition
from ukvote_gui.core.fields.reading import Json, inside, want_number


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
            limits = f"low {low:.15g} and high {high:.15g}"
            raise ScenarioError(place, f"the value {value:.15g} must lie between {limits}")
        return Spread(value, low, high)

    def dump(self, value: Amount) -> Json:
        return dataclasses.asdict(value) if isinstance(value, Spread) else value

    def schema(self) -> Json:
        return definition(self.name)

    def number_schema(self) -> Json:
        """Return the JSON Schema of a certain amount."""
        limits = {"minimum": self.low, "maximum": self.high}
        return {"type": "number"} | {name: limit for name, limit in limits.items() if math.isfinite(limit)}

    def definition(self) -> Json:
        """Return the JSON Schema that ``schema`` refers to."""
        number = self.number_schema()
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
