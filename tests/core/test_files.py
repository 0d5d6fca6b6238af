import json
import os
import random
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.mutation import mutated
from tests.reference.elections import read_election
from tests.reference.scenarios import random_scenario
from ukvote_gui.core import dataset, files
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves import KINDS, Stand
from ukvote_gui.core.scenario import Scenario

ILFORD_NORTH, MOHAMAD, STREETING = "E14001300", "116038", "4360"
MINIMAL = '{"format": "ukvote-scenario", "version": 1, "moves": []}'


def file_of(*moves: Any, **entries: Any) -> str:
    return json.dumps({"format": "ukvote-scenario", "version": 1, "moves": list(moves), **entries})


def error_of(content: str | bytes) -> str:
    with pytest.raises(ScenarioError) as caught:
        files.parse(content)
    message = str(caught.value)
    assert message.isprintable(), "one line, whatever is in the file"
    return message


def move_error(**move: Any) -> str:
    return error_of(file_of(move))


def swing(**entries: Any) -> str:
    return move_error(kind="swing", **entries)


def transfer(to: Any, givers: Any = ("Green",)) -> str:
    return move_error(**{"kind": "transfer", "from": givers, "to": to})


# What is read


def test_the_least_file_is_the_result_as_it_was() -> None:
    read = files.parse(MINIMAL)
    assert read.scenario == Scenario()
    assert read.dataset == ""
    assert read.warning == ""


def test_a_byte_order_mark_is_passed_over() -> None:
    assert files.parse(b"\xef\xbb\xbf" + MINIMAL.encode()).scenario == Scenario()


def test_all_entries_of_the_file_are_read() -> None:
    read = files.parse(
        file_of(
            {
                "kind": "turnout",
                "set": 60,
                "title": "More",
                "enabled": False,
                "scope": {"regions": ["London"]},
            },
            base="ge2024+byelections",
            dataset="abc",
            title="Môn",
            notes="why",
            blocs={"a": ["Green", "bloc:b"], "b": [f"person:{MOHAMAD}"]},
        )
    )
    scenario = read.scenario
    assert (scenario.base, scenario.title, scenario.notes) == ("ge2024+byelections", "Môn", "why")
    assert scenario.blocs == (("a", ("Green", "bloc:b")), ("b", (f"person:{MOHAMAD}",)))
    (move,) = scenario.moves
    assert (move.title, move.enabled, move.scope.regions) == ("More", False, ("London",))


def test_another_edition_of_the_data_is_a_warning() -> None:
    read = files.parse(file_of(dataset="0123"))
    assert "another edition" in read.warning
    assert "0123" in read.warning
    assert files.parse(file_of(dataset=dataset.fingerprint())).warning == ""


def test_rates_of_decimal_fractions_may_add_up_to_one() -> None:
    # 0.7 + 0.2 + 0.1 is 1.0000000000000002 or less than 1 by the order of adding.
    to = {"Lab": 0.7, "LD": 0.2, "abstain": 0.1}
    assert files.parse(file_of({"kind": "transfer", "from": ["Green"], "to": to})).scenario.moves


def test_new_candidates_may_be_named_wherever_they_stand() -> None:
    moves = (
        {"kind": "transfer", "from": ["Lab"], "to": {"person:new:2": 0.1}},
        {"kind": "stand", "party": "Ind", "name": "Yan", "seats": [], "enabled": False},
        {"kind": "stand", "party": "Ind", "name": "Zoe", "seats": [ILFORD_NORTH]},
        {"kind": "set_shares", "seat": ILFORD_NORTH, "shares": {"new:2": 20}},
    )
    stands = [move for move in files.parse(file_of(*moves)).scenario.moves if isinstance(move, Stand)]
    assert [move.person for move in stands] == ["new:1", "new:2"]


# What is written


def test_what_is_written_holds_the_fingerprint_and_leaves_defaults_out() -> None:
    scenario = files.parse(
        file_of({"kind": "turnout", "change": 1, "enabled": True, "scope": "all"})
    ).scenario
    assert json.loads(files.dump(scenario)) == {
        "format": "ukvote-scenario",
        "version": 1,
        "base": "ge2024",
        "dataset": dataset.fingerprint(),
        "moves": [{"kind": "turnout", "change": 1}],
    }


def test_what_is_written_is_text_that_people_can_read() -> None:
    content = files.dump(Scenario(title="Ynys Môn")).decode()
    assert '"title": "Ynys Môn"' in content
    assert content.endswith("}\n")


@pytest.mark.parametrize("seed", range(60))
def test_random_scenarios_come_back_as_they_were_written(seed: int, country: list[dict[str, Any]]) -> None:
    rng = random.Random(seed)
    scenario = files.parse(json.dumps(random_scenario(rng, country, moves=rng.randint(0, 8)))).scenario
    again = files.parse(files.dump(scenario)).scenario
    assert again == scenario
    assert files.dump(again) == files.dump(scenario)


@pytest.fixture(scope="module")
def country() -> list[dict[str, Any]]:
    return read_election()


def test_an_uncertain_amount_comes_back() -> None:
    spread = {"value": 0.6, "low": 0.4, "high": 0.8}
    scenario = files.parse(
        file_of({"kind": "pact", "members": ["Green", "Ind"], "transfer": spread})
    ).scenario
    assert json.loads(files.dump(scenario))["moves"][0]["transfer"] == spread


# What is no JSON


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf", ""])
def test_an_empty_file(content: str | bytes) -> None:
    assert error_of(content) == "file: is empty"


def test_a_truncated_file_says_where_it_breaks_off() -> None:
    assert error_of(MINIMAL[:-1]).startswith(f"line 1, column {len(MINIMAL)}: no JSON")
    assert error_of(MINIMAL.replace(", ", ",\n")[:30]).startswith("line 2, column 1: no JSON")


@pytest.mark.parametrize("end", range(len(MINIMAL)))
def test_a_file_truncated_anywhere_is_an_error(end: int) -> None:
    error_of(MINIMAL[:end])


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe{\0}\0", bytes(range(128, 256))])
def test_a_binary_file(content: bytes) -> None:
    assert error_of(content) == "byte 0: is not UTF-8 text, so this is no scenario file"


def test_binary_zeros() -> None:
    assert error_of(bytes(100)).startswith("line 1, column 1: no JSON")


@pytest.mark.parametrize("content", ["[" * 100_000, '{"moves":' * 100_000, '[{"a":' * 500_000])
def test_a_deeply_nested_file(content: str) -> None:
    assert error_of(content) == "file: is nested too deeply for a scenario"


def test_valid_json_nested_as_deep_as_python_reads_it() -> None:
    deep = "[" * 900 + "]" * 900
    assert error_of(f'{{"format": "ukvote-scenario", "version": 1, "moves": [{deep}]}}').startswith(
        "moves[0]: "
    )


def test_text_after_the_end() -> None:
    assert error_of(MINIMAL + "\n{}").startswith("line 2, column 1: no JSON")


def test_a_number_of_too_many_digits() -> None:
    digits = "9" * 5000
    content = file_of({"kind": "turnout", "set": 1}).replace('"set": 1', f'"set": {digits}')
    assert error_of(content) == "file: holds a number that is too long"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" + "0" * 400])
def test_numbers_that_are_not_finite(number: str) -> None:
    content = file_of({"kind": "turnout", "change": 7}).replace("7", number)
    assert error_of(content) == "moves[0].change: must be a finite number"
    content = file_of({"kind": "transfer", "from": ["Green"], "to": {"Lab": 7}}).replace("7", number)
    assert error_of(content) == "moves[0].to.Lab: must be a finite number"


@pytest.mark.parametrize("place", ["version", "dataset", "title", "moves", "base", "format", "blocs"])
@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999"])
def test_numbers_that_are_not_finite_where_none_belongs(place: str, value: str) -> None:
    raw = json.loads(MINIMAL) | {place: "HERE"}
    assert error_of(json.dumps(raw).replace('"HERE"', value)).startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (MINIMAL.replace('"version"', '"format": "ukvote-scenario", "version"'), "format"),
        (
            MINIMAL.replace("[]", '[{"kind": "swing", "changes": {"Lab": 1, "Lab": 2}}]'),
            "moves[0].changes.Lab",
        ),
        (MINIMAL.replace("[]", '[{"kind": "turnout"}, {"kind": "swing", "kind": "pact"}]'), "moves[1].kind"),
    ],
)
def test_a_key_that_is_there_twice(content: str, place: str) -> None:
    assert error_of(content) == f"{place}: is there twice in one object"


@pytest.mark.parametrize(
    ("move", "message"),
    [
        (
            '{"kind": "turnout", "change": 1000001}',
            "moves[0].change: must lie between -1000000 and 1000000, and is 1000001",
        ),
        (
            '{"kind": "transfer", "from": ["Lab"], "to": {"Con": 1.0000001}}',
            "moves[0].to.Con: must lie between 0 and 1, and is 1.0000001",
        ),
        (
            '{"kind": "transfer", "from": ["Lab"], "to": {"Con": 0.6, "LD": 0.4000001}}',
            "moves[0].to: add up to 1.0000001, and may be at most 1",
        ),
    ],
)
def test_what_is_out_of_its_limits_is_said_to_its_last_digit(move: str, message: str) -> None:
    assert error_of(MINIMAL.replace("[]", f"[{move}]")) == message


# What is no scenario


@pytest.mark.parametrize("content", ["[]", "3", '"text"', "null", "true", "NaN"])
def test_a_file_that_is_no_object(content: str) -> None:
    assert error_of(content).startswith("file: must be an object, and is ")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": None}, 'format: must be "ukvote-scenario", and is nothing (null)'),
        ({"format": "ukvote"}, "format: must be \"ukvote-scenario\", and is 'ukvote'"),
        ({"version": 2}, "version: must be 1, the version this program reads, and is 2"),
        ({"version": True}, "version: must be 1, the version this program reads, and is true"),
        ({"version": "1"}, "version: must be 1, the version this program reads, and is '1'"),
        ({"result": {}}, "result: unknown key"),
        ({"moves": {}}, "moves: must be a list, and is an object"),
        ({"moves": None}, "moves: must be a list, and is nothing (null)"),
        ({"base": "ge2019"}, "base: must be one of ge2024, ge2024+byelections"),
        ({"base": ["ge2024"]}, "base: must be one of ge2024, ge2024+byelections"),
        ({"dataset": 7}, "dataset: must be text, and is 7"),
        ({"title": ["a"]}, "title: must be text, and is a list"),
        ({"notes": False}, "notes: must be text, and is false"),
        ({"notes": "\ud800"}, "notes: holds half of a character (a lone surrogate)"),
        ({"blocs": []}, "blocs: must be an object, and is a list"),
        ({"blocs": {" ": ["Green"]}}, "blocs: must be a name, and is blank"),
        ({"blocs": {"left": "Green"}}, "blocs.left: must be a list, and is 'Green'"),
        ({"blocs": {"left": [3]}}, "blocs.left[0]: must be text, and is 3"),
        ({"blocs": {"left": ["Greens"]}}, "blocs.left[0]: there is no party 'Greens'"),
        ({"blocs": {"left": ["bloc:right"]}}, "blocs.left[0]: there is no bloc 'right'"),
        ({"blocs": {"a": ["bloc:a"]}}, "blocs.a: the bloc is part of itself, in a circle"),
        (
            {"blocs": {"a": ["bloc:b"], "b": ["Ind", "bloc:a"]}},
            "blocs.a: the bloc is part of itself, in a circle",
        ),
        ({"moves": [7]}, "moves[0]: must be an object, and is 7"),
        ({"moves": [{}]}, "moves[0].kind: is missing"),
        ({"moves": [{"kind": 7}]}, "moves[0].kind: must be text, and is 7"),
        ({"moves": [{"kind": []}]}, "moves[0].kind: must be text, and is a list"),
    ],
)
def test_errors_of_the_file_name_their_place(changes: dict[str, Any], message: str) -> None:
    assert error_of(json.dumps(json.loads(MINIMAL) | changes)) == message


@pytest.mark.parametrize("missing", ["format", "version", "moves"])
def test_what_must_be_there(missing: str) -> None:
    raw = json.loads(MINIMAL)
    del raw[missing]
    message = error_of(json.dumps(raw))
    assert message.startswith(f"{missing}: ")
    assert message.endswith("missing")


def test_an_unknown_kind_is_told_the_kinds_there_are() -> None:
    message = move_error(kind="landslide")
    assert message == f"moves[0].kind: must be one of {', '.join(KINDS)}, and is 'landslide'"


def test_the_place_counts_moves() -> None:
    good = {"kind": "swing"}
    bad = {"kind": "transfer", "from": ["Lab"], "to": {"Green": 1.5}}
    assert error_of(file_of(good, good, bad)) == "moves[2].to.Green: must lie between 0 and 1, and is 1.5"


def test_long_and_strange_names_are_cut_and_shown_in_one_line() -> None:
    message = error_of(json.dumps(json.loads(MINIMAL) | {"a\nb" + "x" * 1000: 1}))
    assert message.startswith("a?bxxx")
    assert len(message) < 100
    assert len(swing(method="m" * 10_000)) < 200
    assert "\n" not in transfer({}, ["Gre\nen"])


# Moves


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"change": {}}, "change: unknown key"),
        ({"title": 1}, "title: must be text, and is 1"),
        ({"enabled": 1}, "enabled: must be true or false, and is 1"),
        ({"enabled": None}, "enabled: must be true or false, and is nothing (null)"),
        (
            {"method": "quadratic"},
            "method: must be one of uniform, proportional, strong_transition, and is 'quadratic'",
        ),
        ({"method": []}, "method: must be one of uniform, proportional, strong_transition, and is a list"),
        ({"changes": [1]}, "changes: must be an object, and is a list"),
        ({"changes": {"Labour": 1}}, "changes.Labour: there is no party 'Labour'"),
        ({"changes": {"bloc:a": 1}}, "changes.bloc:a: there is no party 'bloc:a'"),
        ({"changes": {"Lab": "1"}}, "changes.Lab: must be a number, and is '1'"),
        ({"changes": {"Lab": -1e300}}, "changes.Lab: must lie between -1000000 and 1000000, and is -1e+300"),
        ({"changes": {"Lab": True}}, "changes.Lab: must be a number, and is true"),
        ({"changes": {"Lab": None}}, "changes.Lab: must be a number, and is nothing (null)"),
        ({"targets": {"Lab": 100.5}}, "targets.Lab: must lie between 0 and 100, and is 100.5"),
        ({"targets": {"Lab": -1}}, "targets.Lab: must lie between 0 and 100, and is -1"),
        (
            {"changes": {"Con": 1, "Lab": 1}, "targets": {"Lab": 30}},
            "targets.Lab: the party has a change as well: it may have only one",
        ),
        ({"scope": "England"}, "scope: must be \"all\" or an object, and is 'England'"),
        ({"scope": []}, 'scope: must be "all" or an object, and is a list'),
        ({"scope": {"country": []}}, "scope.country: unknown key"),
        ({"scope": {"countries": "Wales"}}, "scope.countries: must be a list, and is 'Wales'"),
        ({"scope": {"countries": ["France"]}}, "scope.countries[0]: there is no country 'France'"),
        ({"scope": {"regions": ["London", "Narnia"]}}, "scope.regions[1]: there is no region 'Narnia'"),
        ({"scope": {"seats": ["E14000001"]}}, "scope.seats[0]: no constituency has the id 'E14000001'"),
        ({"scope": {"seats": [None]}}, "scope.seats[0]: must be text, and is nothing (null)"),
        ({"scope": {"won_by": ["Tory"]}}, "scope.won_by[0]: there is no party 'Tory'"),
        ({"scope": {"majority_below": "5"}}, "scope.majority_below: must be a number, and is '5'"),
        (
            {"scope": {"majority_below": {"value": 5, "low": 4, "high": 6}}},
            "scope.majority_below: must be a number, and is an object",
        ),
    ],
)
def test_errors_of_a_swing_and_of_what_all_moves_share(entries: dict[str, Any], message: str) -> None:
    assert swing(**entries) == f"moves[0].{message}"


@pytest.mark.parametrize(
    ("spread", "message"),
    [
        ({"value": 0.5, "low": 0.4}, ".high: is missing"),
        ({"value": 0.5, "low": 0.4, "high": 0.6, "sd": 1}, ".sd: unknown key"),
        ({"value": 0.5, "low": 0.6, "high": 0.7}, ": the value 0.5 must lie between low 0.6 and high 0.7"),
        ({"value": 0.5, "low": 0.4, "high": 1.2}, ".high: must lie between 0 and 1, and is 1.2"),
        ({"value": "a", "low": 0.4, "high": 0.5}, ".value: must be a number, and is 'a'"),
        ({}, ".value: is missing"),
    ],
)
def test_errors_of_uncertain_amounts(spread: dict[str, Any], message: str) -> None:
    assert transfer({"Lab": spread}) == f"moves[0].to.Lab{message}"


def test_errors_of_a_transfer() -> None:
    assert move_error(kind="transfer", to={}) == "moves[0].from: is missing"
    assert move_error(**{"kind": "transfer", "from": ["Lab"]}) == "moves[0].to: is missing"
    assert transfer({}, "Lab") == "moves[0].from: must be a list, and is 'Lab'"
    assert transfer({}, ["abstain"]) == "moves[0].from[0]: there is no party 'abstain'"
    assert transfer({}, ["person:0"]) == "moves[0].from[0]: no candidate has the person id '0'"
    assert transfer({}, ["person:new:1"]) == "moves[0].from[0]: no candidate has the person id 'new:1'"
    assert transfer({}, ["bloc:left"]) == "moves[0].from[0]: there is no bloc 'left'"
    assert transfer({"Lab": 0.6, "abstain": 0.5}) == "moves[0].to: add up to 1.1, and may be at most 1"
    assert transfer({"Lab": -0.1}) == "moves[0].to.Lab: must lie between 0 and 1, and is -0.1"
    spread = {"value": 0.6, "low": 0.1, "high": 0.7}
    assert transfer({"Lab": spread, "LD": 0.5}) == "moves[0].to: add up to 1.1, and may be at most 1"


def test_errors_of_a_withdrawal() -> None:
    assert move_error(kind="withdraw") == "moves[0].who: is missing"
    message = move_error(kind="withdraw", who=["Lab"], rest="all")
    assert message == "moves[0].rest: must be one of abstain, proportional, and is 'all'"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"transfer": 1.1}, "transfer: must lie between 0 and 1, and is 1.1"),
        ({"leak": {"Lab": 0.1}}, "leak: with the transfer adds up to 1.1, and may be at most 1"),
        ({"choose": "best"}, "choose: must be one of most_votes, first_listed, and is 'best'"),
        (
            {"nominees": {"Ilford North": MOHAMAD}},
            "nominees.Ilford North: no constituency has the id 'Ilford North'",
        ),
        ({"nominees": {ILFORD_NORTH: 116038}}, f"nominees.{ILFORD_NORTH}: must be text, and is 116038"),
        ({"nominees": {ILFORD_NORTH: "0"}}, f"nominees.{ILFORD_NORTH}: no candidate has the person id '0'"),
        (
            {"nominees": {"E14001170": MOHAMAD}},
            f"nominees.E14001170: person {MOHAMAD} does not stand in Chorley",
        ),
        (
            {"nominees": {ILFORD_NORTH: STREETING}},
            f"nominees.{ILFORD_NORTH}: Wes Streeting (Ilford North) is no candidate of a member",
        ),
    ],
)
def test_errors_of_a_pact(entries: dict[str, Any], message: str) -> None:
    assert move_error(kind="pact", members=["Green", "Ind"], **entries) == f"moves[0].{message}"


def test_errors_of_a_constituency_s_shares() -> None:
    def shares(value: Any, seat: Any = ILFORD_NORTH) -> str:
        return move_error(kind="set_shares", seat=seat, shares=value)

    assert shares({}, "E1") == "moves[0].seat: no constituency has the id 'E1'"
    assert shares({"Lab": 30}) == "moves[0].shares.Lab: no candidate has the person id 'Lab'"
    assert shares({"1": 30}, "E14001170").startswith("moves[0].shares.1: ")
    message = shares({MOHAMAD: 30}, "E14001170")
    assert message == f"moves[0].shares.{MOHAMAD}: person {MOHAMAD} does not stand in Chorley"
    assert shares({MOHAMAD: 101}) == f"moves[0].shares.{MOHAMAD}: must lie between 0 and 100, and is 101"
    message = shares({MOHAMAD: 60, STREETING: 41})
    assert message == "moves[0].shares: add up to 101, and may be at most 100"


def test_errors_of_turnout() -> None:
    both = 'moves[0]: a turnout move has either "change" or "set"'
    assert move_error(kind="turnout") == both
    assert move_error(kind="turnout", set=60, change=1) == both
    assert move_error(kind="turnout", set=101) == "moves[0].set: must lie between 0 and 100, and is 101"
    assert (
        move_error(kind="turnout", change=None) == "moves[0].change: must be a number, and is nothing (null)"
    )


def test_errors_of_a_new_candidate() -> None:
    assert move_error(kind="stand", party="Ind") == "moves[0].name: is missing"
    for blank in ("", "   ", "\t\n"):
        message = move_error(kind="stand", party="Ind", name=blank)
        assert message == "moves[0].name: must be a name, and is blank"
    assert (
        move_error(kind="stand", party="Green Party", name="Z")
        == "moves[0].party: there is no party 'Green Party'"
    )
    assert move_error(kind="stand", party=["Ind"], name="Z") == "moves[0].party: must be text, and is a list"
    message = move_error(kind="stand", party="Ind", name="Z", seats=["E14000001"])
    assert message == "moves[0].seats[0]: no constituency has the id 'E14000001'"
    message = move_error(kind="stand", party="Ind", name="Z", seats=[], scope={"seats": []})
    assert message == 'moves[0].seats: a stand move has either "seats" or "scope"'
    message = move_error(**{"kind": "stand", "party": "Ind", "name": "Z", "from": {"Lab": 2}})
    assert message == "moves[0].from.Lab: must lie between 0 and 1, and is 2"


# The file itself


def read_error(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        files.read(path)
    return str(caught.value)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ukvote"
    path.write_bytes(files.dump(Scenario(title="T")))
    assert files.read(path).scenario == Scenario(title="T")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read_error(tmp_path / "gone.ukvote") == "gone.ukvote: cannot be read (No such file or directory)"


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios.ukvote"
    folder.mkdir()
    assert read_error(folder) == "scenarios.ukvote: is a folder, and no scenario file"
    assert read_error(Path()).endswith("is a folder, and no scenario file")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.ukvote"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert read_error(path) == "huge.ukvote: is too large for a scenario (100 MB)"


def test_content_that_is_too_large() -> None:
    assert error_of(" " * (files.LARGEST_BYTES + 1)) == "file: is too large for a scenario"


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.ukvote"
    path.write_text(MINIMAL, encoding="utf-8")
    path.chmod(0)
    try:
        if os.access(path, os.R_OK):
            pytest.skip("this user may read everything")
        assert read_error(path) == "closed.ukvote: cannot be read (Permission denied)"
    finally:
        path.chmod(stat.S_IRWXU)


@pytest.mark.skipif(sys.platform == "win32", reason="has no device files")
@pytest.mark.parametrize(
    ("device", "message"),
    [("/dev/null", "file: is empty"), ("/dev/zero", "file: is too large for a scenario")],
)
def test_a_device(device: str, message: str) -> None:
    assert read_error(Path(device)) == message


@pytest.mark.skipif(sys.platform == "win32", reason="has no symbolic links for all")
def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "loop.ukvote"
    path.symlink_to(path)
    assert read_error(path).startswith("loop.ukvote: cannot be read (")


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    assert "cannot be read" in read_error(tmp_path / ("x" * 5000))
    assert "no file name" in read_error(Path("a\0b.ukvote"))


# Anything at all

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["Lab", "bloc:a", "person:4360", "person:new:1", "abstain", "all", ILFORD_NORTH, *KINDS]
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text()
            | st.sampled_from(
                ["value", "low", "high", "Lab", "seats", "kind", ILFORD_NORTH, MOHAMAD, "bloc:a"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def reads_or_says_why(content: str | bytes) -> None:
    """Fail where anything but a ScenarioError comes of it, or where what was read is not written again."""
    scenario, message = None, ""
    try:
        scenario = files.parse(content).scenario
    except ScenarioError as error:
        message = str(error)
    assert message.isprintable()
    if scenario is not None:
        assert files.parse(files.dump(scenario)).scenario == scenario


@settings(max_examples=400)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reads_or_says_why(content)


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(content: str) -> None:
    reads_or_says_why(content)


@settings(max_examples=300)
@given(json_values)
def test_any_json_is_read_or_refused(raw: Any) -> None:
    reads_or_says_why(json.dumps(raw))


@pytest.mark.parametrize("seed", range(100))
def test_scenarios_with_values_changed_are_read_or_refused(seed: int, country: list[dict[str, Any]]) -> None:
    rng = random.Random(seed)
    raw = random_scenario(rng, country, moves=rng.randint(1, 5))
    for _ in range(20):
        changed = raw
        for _ in range(rng.randint(1, 3)):
            if not changed:
                break
            changed = mutated(rng, changed)
        reads_or_says_why(json.dumps(changed))


@pytest.mark.parametrize("seed", range(25))
def test_files_with_bytes_changed_are_read_or_refused(seed: int, country: list[dict[str, Any]]) -> None:
    rng = random.Random(seed)
    content = json.dumps(random_scenario(rng, country, moves=4)).encode()
    for broken in damaged(rng, content):
        reads_or_says_why(broken)


def damaged(rng: random.Random, content: bytes) -> Iterator[bytes]:
    for _ in range(40):
        broken = bytearray(content)
        for _ in range(rng.randint(1, 3)):
            start = rng.randrange(len(broken))
            stop = start + rng.randint(0, 4)
            broken[start:stop] = rng.choice(
                [b"", b'"', b"{}", b"[]", b"9", b"-", b"\xff", b"null", broken[stop : stop + 9]]
            )
        yield bytes(broken)
