import json
import random
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft202012Validator

from tests.core.mutation import mutated
from tests.reference.elections import read_election
from tests.reference.scenarios import random_scenario
from ukvote_gui import resources
from ukvote_gui.core import dataset, files
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves import KINDS
from ukvote_gui.core.schema import scenario_schema

COMMITTED = Path(__file__).parents[2] / "docs" / "scenario.schema.json"
DOCUMENTED = COMMITTED.with_name("scenario-format.md")
SCHEMA = scenario_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = sorted(resources.path("examples").glob("*.ukvote"))
ILFORD_NORTH = "E14001300"


def file_of(*moves: dict[str, Any], **entries: Any) -> dict[str, Any]:
    return {"format": "ukvote-scenario", "version": 1, "moves": list(moves), **entries}


def is_read(raw: Any) -> bool:
    try:
        files.parse(json.dumps(raw))
    except ScenarioError:
        return False
    return True


def test_the_committed_schema_is_what_the_program_makes() -> None:
    made = json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n"
    assert COMMITTED.read_text(encoding="utf-8") == made, (
        "run: python main.py schema > docs/scenario.schema.json"
    )


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_valid(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


def test_the_documented_file_is_valid_and_every_entry_of_every_kind_is_documented() -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(\{.*?)```", text, re.DOTALL)
    VALIDATOR.validate(json.loads(block))
    assert is_read(json.loads(block))
    for kind in KINDS:
        (section,) = re.findall(rf"^### `{kind}`\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE)
        for entry in SCHEMA["$defs"][kind]["properties"].keys() - {"kind", "title", "enabled", "scope"}:
            assert f"`{entry}`" in section, f"{kind}.{entry}"


VALID = [
    file_of(),
    file_of(
        base="ge2024+byelections",
        dataset="abc",
        title="T",
        notes="N",
        blocs={"a": ["Ind", "bloc:b"], "b": []},
    ),
    file_of({"kind": "swing"}),
    file_of(
        {"kind": "swing", "changes": {"Lab": -1}, "targets": {"Con": 20.5}, "method": "strong_transition"}
    ),
    file_of({"kind": "swing", "changes": {"Lab": {"value": -1, "low": -3, "high": 0}}}),
    file_of({"kind": "transfer", "from": ["Green", "person:4360"], "to": {"abstain": 0.5, "Lab": 0.5}}),
    file_of({"kind": "withdraw", "who": ["RUK"], "rest": "proportional", "enabled": False, "title": "x"}),
    file_of({"kind": "pact", "members": ["Ind"], "nominees": {ILFORD_NORTH: "116038"}, "leak": {"LD": 0}}),
    file_of({"kind": "set_shares", "seat": ILFORD_NORTH, "shares": {"116038": 34}}),
    file_of({"kind": "turnout", "set": 70, "scope": {"countries": ["Wales"], "majority_below": 5}}),
    file_of(
        {"kind": "turnout", "change": -3, "scope": {"won_by": ["Lab"], "regions": ["London"], "seats": []}}
    ),
    file_of({"kind": "stand", "party": "Ind", "name": "Zoe", "seats": [ILFORD_NORTH], "from": {"Lab": 0.1}}),
    file_of({"kind": "stand", "party": "Ind", "name": "Zoe", "scope": "all", "seats": [ILFORD_NORTH]}),
]

INVALID = [
    [],
    "scenario",
    {},
    {**file_of(), "format": "other"},
    {**file_of(), "version": 2},
    file_of(base="ge2019"),
    file_of(results={}),
    file_of(title=3),
    file_of(blocs={"a": "Ind"}),
    file_of(blocs={"a": ["Nobody's Party"]}),
    {**file_of(), "moves": {}},
    file_of({}),
    file_of({"kind": "landslide"}),
    file_of({"kind": "swing", "change": {"Lab": 1}}),
    file_of({"kind": "swing", "changes": {"Labour": 1}}),
    file_of({"kind": "swing", "changes": {"Lab": "1"}}),
    file_of({"kind": "swing", "targets": {"Lab": 101}}),
    file_of({"kind": "swing", "targets": {"Lab": True}}),
    file_of({"kind": "swing", "method": "quadratic"}),
    file_of({"kind": "swing", "changes": {"Lab": {"value": -1, "low": -3}}}),
    file_of({"kind": "transfer", "from": ["Green"]}),
    file_of({"kind": "transfer", "from": "Green", "to": {}}),
    file_of({"kind": "transfer", "from": ["person:Ann"], "to": {}}),
    file_of({"kind": "transfer", "from": ["abstain"], "to": {}}),
    file_of({"kind": "transfer", "from": ["Green"], "to": {"Lab": 1.2}}),
    file_of({"kind": "withdraw", "who": ["Green"], "rest": "Lab"}),
    file_of({"kind": "pact", "members": ["Ind"], "transfer": -0.1}),
    file_of({"kind": "pact", "members": ["Ind"], "nominees": {"Ilford North": "116038"}}),
    file_of({"kind": "pact", "members": ["Ind"], "nominees": {ILFORD_NORTH: 116038}}),
    file_of({"kind": "set_shares", "seat": "Ilford North", "shares": {}}),
    file_of({"kind": "set_shares", "seat": ILFORD_NORTH, "shares": {"Lab": 50}}),
    file_of({"kind": "turnout"}),
    file_of({"kind": "turnout", "set": 60, "change": 3}),
    file_of({"kind": "turnout", "set": 60, "scope": "England"}),
    file_of({"kind": "turnout", "set": 60, "scope": {"countries": ["France"]}}),
    file_of({"kind": "turnout", "set": 60, "scope": {"region": ["London"]}}),
    file_of({"kind": "turnout", "set": 60, "enabled": 1}),
    file_of({"kind": "stand", "party": "Ind"}),
    file_of({"kind": "stand", "party": "Ind", "name": "Z", "seats": [], "scope": {"countries": ["Wales"]}}),
]


@pytest.mark.parametrize("raw", VALID, ids=json.dumps)
def test_valid_files_are_valid_to_both(raw: dict[str, Any]) -> None:
    VALIDATOR.validate(raw)
    assert is_read(raw)


@pytest.mark.parametrize("raw", INVALID, ids=json.dumps)
def test_invalid_files_are_invalid_to_both(raw: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(raw)
    assert not is_read(raw)


def test_every_kind_of_move_is_among_the_valid() -> None:
    assert {move["kind"] for raw in VALID for move in raw["moves"]} == set(KINDS)


@pytest.mark.parametrize("seed", range(60))
def test_what_the_program_reads_is_valid_however_it_is_changed(
    seed: int, country: list[dict[str, Any]]
) -> None:
    """Random files are valid; and of files with one value changed, none that the schema refuses is read."""
    rng = random.Random(seed)
    raw = random_scenario(rng, country, moves=rng.randint(1, 5))
    VALIDATOR.validate(raw)
    for _ in range(30):
        changed = mutated(rng, raw)
        if not VALIDATOR.is_valid(changed):
            assert not is_read(changed), json.dumps(changed)


@pytest.fixture(scope="module")
def country() -> list[dict[str, Any]]:
    return read_election()


def test_defaults_are_said() -> None:
    pact = SCHEMA["$defs"]["pact"]["properties"]
    assert pact["transfer"] == {"$ref": "#/$defs/rate", "default": 1.0}
    assert pact["choose"]["default"] == "most_votes"
    assert SCHEMA["$defs"]["party"]["enum"] == sorted(dataset.contesting_parties())
