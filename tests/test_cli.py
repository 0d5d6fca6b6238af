import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ukvote_gui import cli, resources
from ukvote_gui.core import dataset
from ukvote_gui.core.schema import scenario_schema

ROOT = Path(__file__).resolve().parents[1]
ALLIANCE = resources.path("examples", "alliance-where-labour-won.ukvote")
ILFORD_NORTH = "E14001300"


def file_in(folder: Path, *moves: dict[str, Any], name: str = "a.ukvote", **entries: Any) -> Path:
    path = folder / name
    raw = {"format": "ukvote-scenario", "version": 1, "moves": list(moves), **entries}
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    status = cli.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    status = cli.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert (status, out) == (cli.INVALID, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.removesuffix("\n")


# evaluate


def test_evaluate_prints_the_outcome_as_the_contract_lays_it_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outcome = json.loads(printed(capsys, "evaluate", file_in(tmp_path)))
    assert list(outcome) == ["base", "dataset", "seats", "votes", "constituencies"]
    assert outcome["base"] == "ge2024"
    assert outcome["dataset"] == dataset.fingerprint()
    assert outcome["seats"]["Lab"] == 411
    assert outcome["votes"]["Lab"] == 9708716.0
    assert sum(outcome["seats"].values()) == len(outcome["constituencies"]) == 650
    (ilford,) = [row for row in outcome["constituencies"] if row["id"] == ILFORD_NORTH]
    assert ilford == {
        "id": ILFORD_NORTH,
        "name": "Ilford North",
        "winner": {
            "person": "4360",
            "name": "Wes Streeting",
            "party": "Lab",
            "votes": 15647.0,
            "share": pytest.approx(33.371, abs=1e-3),
        },
        "runner_up": {
            "person": "116038",
            "name": "Leanne Mohamad",
            "party": "Ind",
            "votes": 15119.0,
            "share": pytest.approx(32.245, abs=1e-3),
        },
        "majority": 528.0,
        "majority_share": pytest.approx(1.126, abs=1e-3),
        "turnout": pytest.approx(59.6, abs=0.5),
        "tie": False,
        "changed": False,
    }


def test_evaluate_with_candidates_has_them_in_order_with_the_withdrawn_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    outcome = json.loads(printed(capsys, "evaluate", ALLIANCE, "--candidates"))
    (ilford,) = [row for row in outcome["constituencies"] if row["id"] == ILFORD_NORTH]
    names = [candidate["name"] for candidate in ilford["candidates"]]
    assert names[:2] == ["Leanne Mohamad", "Wes Streeting"]
    assert names[-1] == "Rachel Collinson"
    assert [candidate["standing"] for candidate in ilford["candidates"]] == [True] * 5 + [False]
    assert ilford["candidates"][-1]["votes"] == 0.0
    assert ilford["winner"]["votes"] == pytest.approx(15119 + 0.6 * 1794)
    assert ilford["changed"] is True
    assert sum(candidate["share"] for candidate in ilford["candidates"]) == pytest.approx(100)


def test_evaluate_as_csv_has_a_row_a_constituency(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "evaluate", ALLIANCE, "--format", "csv"))))
    assert len(rows) == 650
    assert tuple(rows[0]) == cli.CSV_COLUMNS
    (ilford,) = [row for row in rows if row["id"] == ILFORD_NORTH]
    assert (ilford["winner"], ilford["winner_party"], ilford["changed"]) == ("Leanne Mohamad", "Ind", "True")
    assert sum(row["changed"] == "True" for row in rows) == 5


def test_a_seat_with_one_candidate_left_has_no_runner_up(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    parties = [party for party in dataset.load_election().parties if party != "Lab"]
    scope = {"seats": [ILFORD_NORTH]}
    path = file_in(tmp_path, {"kind": "withdraw", "who": parties, "scope": scope})
    outcome = json.loads(printed(capsys, "evaluate", path))
    (ilford,) = [row for row in outcome["constituencies"] if row["id"] == ILFORD_NORTH]
    assert ilford["runner_up"] is None
    assert ilford["majority_share"] == pytest.approx(100)
    row = next(
        row
        for row in csv.DictReader(io.StringIO(printed(capsys, "evaluate", path, "--format", "csv")))
        if row["id"] == ILFORD_NORTH
    )
    assert (row["runner_up"], row["runner_up_votes"]) == ("", "")


# compare


def test_compare_with_the_base(capsys: pytest.CaptureFixture[str]) -> None:
    compared = json.loads(printed(capsys, "compare", ALLIANCE))
    assert compared["same_base"] is True
    assert compared["against"] == {"title": "", "base": "ge2024"}
    assert compared["seats"]["Lab"] == {"scenario": 406, "against": 411, "change": -5}
    assert compared["votes"]["Con"]["change"] == 0
    assert list(compared["seats"])[:2] == ["Lab", "Con"]
    assert [row["name"] for row in compared["constituencies"]] == [
        "Bethnal Green and Stepney",
        "Birmingham Hall Green and Moseley",
        "Birmingham Yardley",
        "Bradford West",
        "Ilford North",
    ]
    ilford = compared["constituencies"][-1]
    assert (ilford["scenario"]["name"], ilford["against"]["name"]) == ("Leanne Mohamad", "Wes Streeting")
    assert ilford["due_to"] == [
        {"of": "scenario", "move": 0, "kind": "pact", "title": "One candidate of the alliance"}
    ]


def test_compare_two_scenarios(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    swing = file_in(tmp_path, {"kind": "swing", "changes": {"Lab": -1, "Con": 1}})
    forth = json.loads(printed(capsys, "compare", ALLIANCE, swing))
    back = json.loads(printed(capsys, "compare", swing, ALLIANCE))
    assert len(forth["constituencies"]) == len(back["constituencies"]) > 5
    assert forth["seats"]["Lab"]["change"] == -back["seats"]["Lab"]["change"]
    sides = {cause["of"] for row in forth["constituencies"] for cause in row["due_to"]}
    assert sides == {"scenario", "against"}


def test_compare_as_csv(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    swing = file_in(tmp_path, {"kind": "swing", "changes": {"Lab": -1, "Con": 1}})
    out = printed(capsys, "compare", ALLIANCE, swing, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == cli.COMPARISON_COLUMNS
    (ilford,) = [row for row in rows if row["id"] == ILFORD_NORTH]
    assert (ilford["winner_party"], ilford["against_party"]) == ("Ind", "Lab")
    assert ilford["due_to"] == "moves[0] pact"
    assert "against moves[0] swing" in {row["due_to"] for row in rows}


def test_compare_says_when_the_two_start_from_different_elections(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    later = file_in(tmp_path, base="ge2024+byelections")
    assert cli.main(["compare", str(ALLIANCE), str(later)]) == 0
    out, err = capsys.readouterr()
    assert "ge2024 and ge2024+byelections" in err
    compared = json.loads(out)
    assert compared["same_base"] is False
    gorton = next(row for row in compared["constituencies"] if row["name"] == "Gorton and Denton")
    assert gorton["bases_differ"] is True


@pytest.mark.parametrize("place", [0, 1])
def test_compare_names_the_file_that_is_wrong(
    place: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = file_in(tmp_path, {"kind": "landslide"}, name="wrong.ukvote")
    pair = [ALLIANCE, ALLIANCE]
    pair[place] = wrong
    assert refused(capsys, "compare", *pair).startswith(f"{wrong}: moves[0].kind: ")


@pytest.mark.parametrize("command", ["evaluate", "compare"])
def test_a_name_in_a_file_is_no_formula_in_a_spreadsheet(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    everybody = dict.fromkeys(dataset.load_election().parties, 1)
    stand = {"kind": "stand", "party": "Ind", "name": "=1+1", "seats": [ILFORD_NORTH], "from": everybody}
    out = printed(capsys, command, file_in(tmp_path, stand), "--format", "csv")
    (ilford,) = [row for row in csv.DictReader(io.StringIO(out)) if row["id"] == ILFORD_NORTH]
    assert ilford["winner"] == "'=1+1"


# schema, and what commands share


def test_schema_prints_the_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(printed(capsys, "schema")) == scenario_schema()


@pytest.mark.parametrize("command", ["evaluate", "compare"])
def test_a_file_that_cannot_be_evaluated_is_one_line_and_status_2(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = file_in(tmp_path, {"kind": "transfer", "from": ["Lab"], "to": {"Green": 1.5}})
    assert (
        refused(capsys, command, path) == f"{path}: moves[0].to.Green: must lie between 0 and 1, and is 1.5"
    )
    gone = tmp_path / "gone.ukvote"
    assert refused(capsys, command, gone).startswith(f"{gone}: cannot be read (")
    assert refused(capsys, command, tmp_path) == f"{tmp_path}: is a folder, and no scenario file"
    assert "a\\nb" in refused(capsys, command, tmp_path / "a\nb.ukvote")


@pytest.mark.parametrize("command", ["evaluate", "compare"])
def test_another_edition_of_the_data_is_a_warning_and_no_error(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = file_in(tmp_path, dataset="0123")
    assert cli.main([command, str(path)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert err.startswith(f"{path}: This scenario was made with another edition of the data (0123")


@pytest.mark.parametrize("arguments", [[], ["landslide"], ["evaluate"], ["evaluate", "a", "--format", "xml"]])
def test_wrong_arguments_are_status_2_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ukvote")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_commands_run_without_a_display_and_print_utf_8_whatever_the_terminal_is() -> None:
    result = run("evaluate", ALLIANCE, PYTHONIOENCODING="ascii", QT_QPA_PLATFORM="none", DISPLAY="")
    assert (result.returncode, result.stderr) == (0, b"")
    assert "Ynys Môn" in {row["name"] for row in json.loads(result.stdout.decode())["constituencies"]}


def test_a_reader_that_stops_reading_ends_a_command_quietly() -> None:
    command = f'"{sys.executable}" main.py evaluate "{ALLIANCE}" --candidates | "{sys.executable}" -c ""'
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert result.stderr == b""


def test_candidates_in_csv_are_said_to_add_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = file_in(tmp_path, {"kind": "turnout", "change": 1.0})
    assert cli.main(["evaluate", str(path), "--format", "csv", "--candidates"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 651
    assert printed.err == "--candidates adds nothing to CSV, which has one row a constituency\n"
