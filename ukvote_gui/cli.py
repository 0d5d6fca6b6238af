"""The commands that need no window: they print what a scenario comes to, and import no Qt."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from ukvote_gui.core import dataset, files
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.outcome import NOBODY, Outcome

COMMANDS = ("evaluate",)
INVALID = 2
"""Exit status for a file that cannot be evaluated."""


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        read = files.read(options.file)
        outcome = evaluate(dataset.load_election(read.scenario.base), read.scenario)
    except ScenarioError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return INVALID
    if read.warning:
        print(f"{options.file}: {read.warning}", file=sys.stderr)
    if options.format == "csv":
        write_csv(outcome, sys.stdout)
    else:
        json.dump(to_json(outcome, options.candidates), sys.stdout, ensure_ascii=False, indent=1)
        print()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ukvote", description="What if? of a British general election.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("evaluate", help="print what a scenario comes to")
    command.add_argument("file", type=Path, metavar="FILE", help="a scenario (.ukvote)")
    command.add_argument("--format", choices=("json", "csv"), default="json", help="default: json")
    command.add_argument("--candidates", action="store_true", help="with every candidate's votes (JSON)")
    return parser


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
        writer.writerow([entry["id"], entry["name"], *people, *figures])
