"""Scenario files: from bytes to a scenario and back (SCENARIOS.md, File)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ukvote_gui.core import dataset, fields
from ukvote_gui.core.elections import ADDED, Election
from ukvote_gui.core.engine import with_added
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields import reading
from ukvote_gui.core.moves import KINDS, Move, Stand
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Blocs, Selectors, depends_on

SUFFIX = ".ukvote"
FORMAT = "ukvote-scenario"
VERSION = 1
LARGEST_BYTES = 8_000_000
"""More than any scenario needs; what is larger is something else, and is not read."""


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario as it was read.

    ``dataset`` is the fingerprint of the dataset that it was made with, empty where the file has none.
    """

    scenario: Scenario
    dataset: str = ""

    @property
    def warning(self) -> str:
        """What a person should know before they trust the outcome, or nothing."""
        if self.dataset in ("", dataset.fingerprint()):
            return ""
        return (
            f"This scenario was made with another edition of the data ({self.dataset}; "
            f"this program has {dataset.fingerprint()}), so its outcome may differ."
        )


def read(path: Path) -> ScenarioFile:
    """Return the scenario in a file.

    Raises:
        ScenarioError: it cannot be read, or is no valid scenario.
    """
    try:
        is_folder, size = path.is_dir(), path.stat().st_size
        content = b""
        if not is_folder and size <= LARGEST_BYTES:
            with path.open("rb") as file:
                # A device or a pipe has no size: read no more than is allowed of it either.
                content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ScenarioError(_name(path), f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ScenarioError(_name(path), f"is no file name ({error})") from error
    if is_folder:
        raise ScenarioError(_name(path), "is a folder, and no scenario file")
    if size > LARGEST_BYTES:
        raise ScenarioError(_name(path), f"is too large for a scenario ({size / 1e6:,.0f} MB)")
    return parse(content)


def _name(path: Path) -> str:
    """Return the file's name, in one line whatever is in it."""
    name = path.name or str(path)
    return name if name.isprintable() else repr(name)


def problem_in(path: Path, error: ScenarioError) -> str:
    """Return what is wrong in a file, and where, for who has named the file already."""
    return error.problem if error.place == _name(path) else str(error)


def parse(content: bytes | str) -> ScenarioFile:
    """Return the scenario in the content of a file.

    Raises:
        ScenarioError: it is no valid scenario; the message names the place in the file.
    """
    return from_json(_load(content))


def _load(content: bytes | str) -> Any:
    """Return the JSON value in ``content``, or raise a ScenarioError that tells where it breaks off."""
    if len(content) > LARGEST_BYTES:
        raise ScenarioError("file", "is too large for a scenario")
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError(f"byte {error.start}", "is not UTF-8 text, so this is no scenario file") from None
    if not text.strip():
        raise ScenarioError("file", "is empty")
    try:
        value = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise ScenarioError(f"line {error.lineno}, column {error.colno}", f"no JSON: {error.msg}") from None
    except RecursionError:
        raise ScenarioError("file", "is nested too deeply for a scenario") from None
    except ScenarioError:
        raise
    except ValueError:
        # Python refuses whole numbers of over 4,300 digits.
        raise ScenarioError("file", "holds a number that is too long") from None
    if (place := _repeated(value)) is not None:
        raise ScenarioError(place, "is there twice in one object")
    return value


class _Repeating(dict[str, Any]):
    """An object in which a key is there twice."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) == len(pairs):
        return mapping
    repeating = _Repeating(mapping)
    repeating.key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return repeating


def _repeated(value: Any) -> str | None:
    """Return the place of the first key that is there twice in its object, if any is."""
    pending = [("", value)]
    while pending:
        place, value = pending.pop()
        if isinstance(value, _Repeating):
            return reading.inside(place, value.key)
        if isinstance(value, dict):
            pending += [(reading.inside(place, key), inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            pending += [(f"{place}[{i}]", inner) for i, inner in reversed(list(enumerate(value)))]
    return None


def from_json(raw: Any) -> ScenarioFile:
    """Return the scenario that a JSON value says.

    Raises:
        ScenarioError: it is no valid scenario; the message names the place.
    """
    mapping = reading.want_object(raw, "file")
    known = ("format", "version", "base", "dataset", "title", "notes", "blocs", "moves")
    if mapping.get("format") != FORMAT:
        found = reading.describe(mapping["format"]) if "format" in mapping else "missing"
        raise ScenarioError("format", f'must be "{FORMAT}", and is {found}')
    version = mapping.get("version")
    if isinstance(version, bool) or version != VERSION:
        found = reading.describe(version) if "version" in mapping else "missing"
        raise ScenarioError("version", f"must be {VERSION}, the version this program reads, and is {found}")
    for key in mapping:
        if key not in known:
            raise ScenarioError(reading.inside("", key), "unknown key")
    if "moves" not in mapping:
        raise ScenarioError("moves", "is missing")

    base = mapping.get("base", dataset.BASES[0])
    if not isinstance(base, str) or base not in dataset.BASES:
        raise ScenarioError("base", f"must be one of {', '.join(dataset.BASES)}")
    made_with = reading.want_text(mapping.get("dataset", ""), "dataset")
    title = reading.want_text(mapping.get("title", ""), "title")
    notes = reading.want_text(mapping.get("notes", ""), "notes")
    raw_moves = reading.want_list(mapping["moves"], "moves")
    raw_blocs = reading.want_object(mapping.get("blocs", {}), "blocs")
    names = _names(dataset.load_election(base), raw_blocs, raw_moves)
    blocs = _blocs(raw_blocs, names)
    moves = tuple(_move(item, f"moves[{i}]", names) for i, item in enumerate(raw_moves))
    scenario = Scenario(base, title, notes, blocs, moves)
    check(scenario)
    return ScenarioFile(scenario, made_with)


def _names(election: Election, raw_blocs: dict[str, Any], raw_moves: list[Any]) -> fields.Names:
    stands = sum(1 for move in raw_moves if isinstance(move, dict) and move.get("kind") == Stand.kind)
    return fields.Names(
        election,
        dataset.contesting_parties(),
        frozenset(raw_blocs),
        frozenset(f"{ADDED}{number}" for number in range(1, stands + 1)),
    )


def _blocs(raw: dict[str, Any], names: fields.Names) -> Blocs:
    blocs: list[tuple[str, Selectors]] = []
    for name, selectors in raw.items():
        place = reading.inside("blocs", reading.want_name(name, "blocs"))
        blocs.append((name, fields.SELECTORS.parse(selectors, place, names)))
    for name, _ in blocs:
        if name in depends_on(tuple(blocs), name):
            raise ScenarioError(reading.inside("blocs", name), "the bloc is part of itself, in a circle")
    return tuple(blocs)


def _move(raw: Any, place: str, names: fields.Names) -> Move:
    mapping = reading.want_object(raw, place)
    if "kind" not in mapping:
        raise ScenarioError(f"{place}.kind", "is missing")
    kind = reading.want_text(mapping["kind"], f"{place}.kind")
    if kind not in KINDS:
        raise ScenarioError(
            f"{place}.kind", f"must be one of {', '.join(KINDS)}, and is {reading.describe(kind)}"
        )
    move: Move = fields.parse_object(KINDS[kind], raw, place, names, ignore=frozenset({"kind"}))
    return move


def check(scenario: Scenario) -> None:
    """Check what entries of a scenario say of each other.

    Raises:
        ScenarioError: they contradict each other.
    """
    election = with_added(dataset.load_election(scenario.base), scenario.moves, scenario.blocs)
    for i, move in enumerate(scenario.moves):
        try:
            move.check(election, scenario.blocs)
        except ScenarioError as error:
            place = f"moves[{i}].{error.place}" if error.place else f"moves[{i}]"
            raise ScenarioError(place, error.problem) from None


def to_json(scenario: Scenario) -> dict[str, Any]:
    """Return the JSON object that says the scenario, without what can be left out."""
    optional = {
        "title": scenario.title,
        "notes": scenario.notes,
        "blocs": {name: list(selectors) for name, selectors in scenario.blocs},
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "base": scenario.base,
        "dataset": dataset.fingerprint(),
        **{key: value for key, value in optional.items() if value},
        "moves": [{"kind": move.kind, **fields.dump_object(move)} for move in scenario.moves],
    }


def dump(scenario: Scenario) -> bytes:
    """Return the content of the scenario's file."""
    text = json.dumps(to_json(scenario), ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode()
