"""The JSON Schema (draft 2020-12) of scenario files, made from what the program itself reads.

What the program accepts is valid by it. It cannot say all: that persons and constituencies exist, that rates
add up to 1 at the most, that no bloc is part of itself, and the like, only the program checks.
"""

from __future__ import annotations

import inspect
from typing import Any

from ukvote_gui.core import dataset, fields, files
from ukvote_gui.core.moves import KINDS, Move, Stand, Turnout
from ukvote_gui.core.selection import BLOC, PERSON

PERSON_ID = "(new:)?[0-9]+"

_TOGETHER: dict[type[Move], dict[str, Any]] = {
    Turnout: {"oneOf": [{"required": ["change"]}, {"required": ["set"]}]},
    Stand: {
        "not": {
            "required": ["seats", "scope"],
            "properties": {"scope": {"type": "object", "minProperties": 1}},
        }
    },
}
"""What ``check`` of a kind of move says of its entries together."""


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{files.FORMAT}:{files.VERSION}",
        "title": "UK Vote What-If scenario",
        "description": "A base election and the moves that turn it into what might have been.",
        "type": "object",
        "properties": {
            "format": {"const": files.FORMAT},
            "version": {"const": files.VERSION},
            "base": {"enum": list(dataset.BASES), "default": dataset.BASES[0]},
            "dataset": {
                "description": "Fingerprint of the dataset that the file was made with.",
                "type": "string",
            },
            "title": {"type": "string"},
            "notes": {"type": "string"},
            "blocs": {
                "description": "Named unions of selectors.",
                "type": "object",
                "propertyNames": fields.NOT_BLANK,
                "additionalProperties": fields.SELECTORS.schema(),
            },
            "moves": {
                "description": "What is changed, each move in what the one before left.",
                "type": "array",
                "items": {"oneOf": [fields.definition(kind) for kind in KINDS]},
            },
        },
        "required": ["format", "version", "moves"],
        "additionalProperties": False,
        "$defs": {**_definitions(), **{kind: _move_schema(KINDS[kind]) for kind in KINDS}},
    }


def _definitions() -> dict[str, Any]:
    election = dataset.load_election()
    amounts = {kind.name: kind.definition() for kind in (fields.RATE, fields.SHARE, fields.POINTS)}
    return {
        "party": {"description": "A party's abbreviation.", "enum": sorted(dataset.contesting_parties())},
        "person": {"description": "A candidate's person id.", "type": "string", "pattern": f"^{PERSON_ID}$"},
        "seat": {
            "description": "A constituency's ONS id.",
            "type": "string",
            "pattern": "^[ENSW][0-9]{8}$",
        },
        "country": {"enum": list(election.countries)},
        "region": {"enum": list(election.regions)},
        "selector": {
            "description": "Whose candidates: a party's, one person, or those of a bloc of this file.",
            "anyOf": [
                fields.definition("party"),
                {"type": "string", "pattern": f"^{PERSON}{PERSON_ID}$"},
                {"type": "string", "pattern": f"^{BLOC}"},
            ],
        },
        "target": {
            "description": "Who gets votes; abstain is nobody.",
            "anyOf": [{"const": fields.ABSTAIN}, fields.definition("selector")],
        },
        "scope": {
            "description": "Where: constituencies for which all that is given holds.",
            **fields.SCOPE.definition(),
        },
        "rate": {"description": "A fraction, certain or not.", **amounts["rate"]},
        "share": {"description": "Points of share, certain or not.", **amounts["share"]},
        "points": {"description": "A change in points, certain or not.", **amounts["points"]},
    }


def _move_schema(kind: type[Move]) -> dict[str, Any]:
    """Return the JSON Schema of the moves of a kind."""
    schema: dict[str, Any] = fields.object_schema(kind)
    said = inspect.getdoc(kind) or ""
    return {
        "description": " ".join(said.split("\n\n")[0].split()),
        **schema,
        "properties": {"kind": {"const": kind.kind}, **schema["properties"]},
        "required": ["kind", *schema.get("required", [])],
        **_TOGETHER.get(kind, {}),
    }
