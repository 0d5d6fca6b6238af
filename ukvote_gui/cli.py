"""The commands that need no window: they print what a scenario comes to, and import no Qt."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from ukvote_gui.core import dataset, files
from ukvote_gui.core.compare import Comparison, Difference, compare
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.schema import scenario_schema
from ukvote_gui.core.tables import guarded

INVALID = 2
"""Exit status for a file that cannot be evaluated."""
CLOSED = 1
"""Exit status where what reads the output stops reading."""


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8, and so are files that hold it, whatever the terminal's own encoding is.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        run: Callable[[argparse.Namespace], None] = options.run
        run(options)
        sys.stdout.flush()
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return INVALID
    except BrokenPipeError:
        # Whoever read has read enough; Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ukvote", description="What if? of a British general election.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("evaluate", help="print what a scenario comes to")
    command.add_argument("file", type=Path, metavar="FILE", help="a scenario (.ukvote)")
    _add_format(command)
    command.add_argument("--candidates", action="store_true", help="with every candidate's votes (JSON)")
    command.set_defaults(run=_evaluate)

    command = commands.add_parser("compare", help="print where two scenarios differ, and which moves do it")
    command.add_argument("file", type=Path, metavar="FILE", help="a scenario (.ukvote)")
    command.add_argument(
        "against", type=Path, metavar="AGAINST", nargs="?", help="another; the base of the first if left out"
    )
    _add_format(command)
    command.set_defaults(run=_compare)

    command = commands.add_parser("schema", help="print the JSON Schema of scenario files")
    command.set_defaults(run=_schema)
    return parser


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("json", "csv"), default="json", help="default: json")


def _evaluate(options: argparse.Namespace) -> None:
    with _errors_in(options.file):
        scenario = _read(options.file)
        outcome = evaluate(dataset.load_election(scenario.base), scenario)
    if options.format == "csv":
        if options.candidates:
            print("--candidates adds nothing to CSV, which has one row a constituency", file=sys.stderr)
        write_csv(outcome, sys.stdout)
    else:
        _print_json(to_json(outcome, options.candidates))


def _compare(options: argparse.Namespace) -> None:
    with _errors_in(options.file):
        scenario = _read(options.file)
    against = None
    if options.against is not None:
        with _errors_in(options.against):
            against = _read(options.against)
    comparison = compare(scenario, against)
    if not comparison.same_base:
        bases = f"{comparison.scenario.base} and {comparison.against.base}"
        print(
            f"the two start from different elections ({bases}), so seats may differ for that", file=sys.stderr
        )
    if options.format == "csv":
        write_comparison_csv(comparison, sys.stdout)
    else:
        _print_json(comparison_to_json(comparison))


def _schema(_options: argparse.Namespace) -> None:
    _print_json(scenario_schema())


def _read(path: Path) -> Scenario:
    """Return the scenario in a file, having said on standard error what a person should know of it."""
    read = files.read(path)
    if read.warning:
        print(f"{_shown(path)}: {read.warning}", file=sys.stderr)
    return read.scenario


@contextmanager
def _errors_in(path: Path) -> Iterator[None]:
    """Put the file's name before an error's message."""
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError(_shown(path), files.problem_in(path, error)) from error


def _shown(path: Path) -> str:
    """Return the path in one line."""
    return str(path) if str(path).isprintable() else repr(str(path))


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _candidate(outcome: Outcome, row: int) -> dict[str, Any]:
    candidate = outcome.election.candidates[row]
    return {
        "person": candidate.person,
        "name": candidate.name,
        "party": candidate.party,
        "votes": float(outcome.votes[row]),
        "share": float(outcome.share[row]) * 100,
    }


def to_json(outcome: Outcome, candidates: bool = False) -> dict[str, Any]:
    """Return the outcome as SCENARIOS.md lays it out, unrounded: shares and turnout in points."""
    election = outcome.election
    parties = election.parties
    won = [(party, int(seats)) for party, seats in zip(parties, outcome.party_seats, strict=True) if seats]
    polled = [(party, float(votes)) for party, votes in zip(parties, outcome.party_votes, strict=True)]
    constituencies = []
    for seat, constituency in enumerate(election.constituencies):
        runner_up = int(outcome.runner_up[seat])
        entry: dict[str, Any] = {
            "id": constituency.id,
            "name": constituency.name,
            "winner": _candidate(outcome, int(outcome.winner[seat])),
            "runner_up": None if runner_up == NOBODY else _candidate(outcome, runner_up),
            "majority": float(outcome.majority_votes[seat]),
            "majority_share": float(outcome.majority_share[seat]) * 100,
            "turnout": float(outcome.turnout[seat]) * 100,
            "tie": bool(outcome.tie[seat]),
            "changed": bool(outcome.changed[seat]),
        }
        if candidates:
            entry["candidates"] = [
                {**_candidate(outcome, row), "standing": bool(outcome.standing[row])}
                for row in outcome.ranking(seat)
            ]
        constituencies.append(entry)
    return {
        "base": election.key,
        "dataset": election.fingerprint,
        "seats": dict(sorted(won, key=lambda party: -party[1])),
        "votes": dict(sorted(polled, key=lambda party: -party[1])),
        "constituencies": constituencies,
    }


CSV_COLUMNS = (
    "id",
    "name",
    "winner",
    "winner_party",
    "winner_votes",
    "winner_share",
    "runner_up",
    "runner_up_party",
    "runner_up_votes",
    "runner_up_share",
    "majority",
    "majority_share",
    "turnout",
    "tie",
    "changed",
)


def write_csv(outcome: Outcome, to: TextIO) -> None:
    """Write one row a constituency, with the figures of :func:`to_json`."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for entry in to_json(outcome)["constituencies"]:
        people = []
        for person in (entry["winner"], entry["runner_up"]):
            keys = ("name", "party", "votes", "share")
            people += [person[key] for key in keys] if person else [""] * len(keys)
        figures = [entry[key] for key in ("majority", "majority_share", "turnout", "tie", "changed")]
        writer.writerow(map(guarded, [entry["id"], entry["name"], *people, *figures]))


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Return where two scenarios differ, unrounded: shares in points, changes as first less second."""
    return {
        "dataset": comparison.outcome.election.fingerprint,
        "scenario": {"title": comparison.scenario.title, "base": comparison.scenario.base},
        "against": {"title": comparison.against.title, "base": comparison.against.base},
        "same_base": comparison.same_base,
        "seats": _side_by_side(comparison.seats()),
        "votes": _side_by_side(comparison.votes()),
        "constituencies": [_difference(comparison, difference) for difference in comparison.differences],
    }


def _side_by_side(totals: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """Return totals by party, most first."""
    ordered = sorted(totals.items(), key=lambda item: (-item[1][0], -item[1][1]))
    return {
        party: {"scenario": one, "against": other, "change": one - other} for party, (one, other) in ordered
    }


def _difference(comparison: Comparison, difference: Difference) -> dict[str, Any]:
    election = comparison.outcome.election
    causes = [
        {
            "of": "against" if cause.against else "scenario",
            "move": cause.index,
            "kind": comparison.move(cause).kind,
            "title": comparison.move(cause).title,
        }
        for cause in difference.causes
    ]
    return {
        "id": difference.seat,
        "name": election.constituencies[election.seat_index[difference.seat]].name,
        "scenario": _candidate(comparison.outcome, difference.winner),
        "against": _candidate(comparison.outcome_against, difference.against),
        "bases_differ": difference.bases_differ,
        "due_to": causes,
    }


COMPARISON_COLUMNS = (
    "id",
    "name",
    "winner",
    "winner_party",
    "winner_votes",
    "winner_share",
    "against",
    "against_party",
    "against_votes",
    "against_share",
    "bases_differ",
    "due_to",
)


def write_comparison_csv(comparison: Comparison, to: TextIO) -> None:
    """Write one row a constituency that differs, with the figures of :func:`comparison_to_json`.

    Moves are named by their places in the files, ``against`` before those of the second.
    """
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(COMPARISON_COLUMNS)
    for entry in comparison_to_json(comparison)["constituencies"]:
        people = [
            entry[side][key]
            for side in ("scenario", "against")
            for key in ("name", "party", "votes", "share")
        ]
        causes = [
            f"{'against ' if cause['of'] == 'against' else ''}moves[{cause['move']}] {cause['kind']}"
            for cause in entry["due_to"]
        ]
        cells = [entry["id"], entry["name"], *people, entry["bases_differ"], "; ".join(causes)]
        writer.writerow(map(guarded, cells))
