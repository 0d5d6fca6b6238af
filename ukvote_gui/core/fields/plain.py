"""Kinds of entry that name nothing of the election: text, names of new things, flags and choices."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields.declared import Names
from ukvote_gui.core.fields.reading import Json, describe, want_name, want_text

NOT_BLANK = {"type": "string", "pattern": r"\S"}
"""JSON Schema of a name."""


class TextKind:
    """Any text."""

    def parse(self, raw: Json, place: str, _names: Names) -> str:
        return want_text(raw, place)

    def dump(self, value: str) -> Json:
        return value

    def schema(self) -> Json:
        return {"type": "string"}


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


TEXT = TextKind()
NAME = NameKind()
FLAG = FlagKind()
