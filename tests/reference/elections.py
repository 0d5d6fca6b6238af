"""The real election for the reference evaluator, read from the dataset without the program."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "resources" / "data"


def read_election(base: str = "ge2024", folder: Path = DATA) -> list[dict[str, Any]]:
    """The constituencies of a base, each with its candidates."""
    seats: dict[str, dict[str, Any]] = {
        row["id"]: {
            "id": row["id"],
            "name": row["name"],
            "country": row["country"],
            "region": row["region"],
            "electorate": int(row["electorate"]),
            "candidates": [],
        }
        for row in _rows(folder / "constituencies.csv")
    }
    _add_candidates(seats, folder / "candidates.csv")
    if base == "ge2024+byelections":
        for row in _rows(folder / "byelections.csv"):
            seats[row["id"]] |= {"electorate": int(row["electorate"]), "candidates": []}
        _add_candidates(seats, folder / "byelection-candidates.csv")
    return list(seats.values())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _add_candidates(seats: dict[str, dict[str, Any]], path: Path) -> None:
    for row in _rows(path):
        candidate = {key: row[key] for key in ("person", "name", "party")}
        seats[row["seat"]]["candidates"].append({**candidate, "votes": int(row["votes"])})
