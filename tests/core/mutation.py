"""Scenario files with something in them changed, to see what is made of them."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Mapping
from typing import Any

Place = tuple[str | int, ...]

ODD_VALUES: list[Any] = [
    *(None, True, -1, 0.5, 1.5, 101, 10**400, float("inf"), float("nan")),
    *(
        "",
        "all",
        "abstain",
        "Lab",
        "person:4360",
        "person:new:1",
        "new:9",
        "bloc:bloc 0",
        "E14001300",
        "\ud800",
    ),
    *([], {}, ["Lab"], [[]], {"seats": []}, {"Lab": 0.4}, {"value": 0.5, "low": 0.4, "high": 0.6}),
]
ODD_KEYS = [
    "kind",
    "title",
    "scope",
    "Lab",
    "to",
    "extra",
    "set",
    "seats",
    "value",
    "bloc:bloc 0",
    "E14001300",
]


def mutated(rng: random.Random, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file with one value replaced or removed, or a key added."""
    changed: dict[str, Any] = copy.deepcopy(dict(raw))
    *path, last = rng.choice([path for path in places(changed) if path])
    holder: Any = changed
    for key in path:
        holder = holder[key]
    if rng.random() < 0.2:
        del holder[last]
    elif isinstance(holder, dict) and rng.random() < 0.3:
        holder[rng.choice(ODD_KEYS)] = copy.deepcopy(rng.choice(ODD_VALUES))
    else:
        holder[last] = copy.deepcopy(rng.choice(ODD_VALUES))
    return changed


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Yield the place of a JSON value, and those of all that is in it."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))
