"""Raw JSON that somebody wrote: taken for what it must be, or refused with its place and in words."""

from __future__ import annotations

import math
from typing import Any

from ukvote_gui.core.errors import ScenarioError

Json = Any


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
        raise ScenarioError(place, f"must lie between {low:.10g} and {high:.10g}, and is {number:.15g}")
    return number


def want_name(raw: Json, place: str) -> str:
    """Return ``raw`` where it is text that somebody or something can be called by."""
    name = want_text(raw, place)
    if not name.strip():
        raise ScenarioError(place, "must be a name, and is blank")
    return name
