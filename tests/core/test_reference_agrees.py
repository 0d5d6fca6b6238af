"""The engine gives what the reference evaluator gives, which was written from the contract without it."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest

from tests.reference.elections import read_election
from tests.reference.evaluator import evaluate as evaluate_by_reference
from tests.reference.scenarios import random_scenario
from ukvote_gui.cli import to_json
from ukvote_gui.core import engine, files
from ukvote_gui.core.dataset import load_election
from ukvote_gui.core.elections import Candidate, Constituency, Election, seniority

Json = Mapping[str, Any]

VOTES = 1e-6
# Gaps between candidates that sums in another order may push over the line (1e-9) between tied and not tied.
DOUBTFUL_GAP_VOTES = (1e-10, 1e-8)

BASES = ("ge2024", "ge2024+byelections")
SEEDS_OF_SMALL_ELECTIONS = range(480)
SEEDS_OF_THE_COUNTRY = range(20)


def small_election(rng: random.Random, seats: Sequence[Json]) -> list[dict[str, Any]]:
    """A few of the constituencies; in two of three elections with votes that make ties and zeros."""
    votes = rng.choice([None, range(4), range(0, 1000, 100)])
    return [
        {
            **seat,
            "candidates": [
                {**c, "votes": c["votes"] if votes is None else rng.choice(votes)} for c in seat["candidates"]
            ],
        }
        for seat in rng.sample(seats, rng.randint(1, 30))
    ]


def as_election(seats: Sequence[Json]) -> Election:
    constituencies = []
    candidates: list[Candidate] = []
    for seat in seats:
        votes = sum(c["votes"] for c in seat["candidates"])
        constituencies.append(
            Constituency(
                id=seat["id"],
                name=seat["name"],
                country=seat["country"],
                region=seat["region"],
                type="County",
                electorate=seat["electorate"],
                valid_votes=votes,
                invalid_votes=0,
                result="",
            )
        )
        here = (
            Candidate(seat["id"], c["person"], c["name"], c["party"], c["votes"]) for c in seat["candidates"]
        )
        candidates += sorted(here, key=seniority)
    return Election(
        key="ge2024",
        title="",
        fingerprint="",
        constituencies=tuple(constituencies),
        candidates=tuple(candidates),
    )


def evaluate_by_engine(election: Election, scenario: Json) -> dict[str, Any]:
    file = files.parse(json.dumps(scenario))
    return to_json(engine.evaluate(election, file.scenario), candidates=True)


def disagreements(engine_says: Json, reference_says: Json) -> list[str]:
    """Where two outcomes differ: by more than 1e-6 in votes or points, or at all in anything else."""
    found: list[str] = []
    doubtful = False
    for mine, theirs in zip(engine_says["constituencies"], reference_says["constituencies"], strict=True):
        one, other = with_order_apart(mine), with_order_apart(theirs)
        if is_order_doubtful(theirs):
            doubtful = True
            one, other = one["candidates"], other["candidates"]
        found += differences(theirs["name"], one, other)
    one, other = totals(engine_says), totals(reference_says)
    if doubtful:
        del one["seats"], other["seats"]
    return found + differences("totals", one, other)


def with_order_apart(row: Json) -> dict[str, Any]:
    """A constituency with its candidates by person, and the order of those who stand."""
    candidates = row["candidates"]
    return {
        **row,
        "candidates": {c["person"]: c for c in candidates},
        "order": [c["person"] for c in candidates if c["standing"]],
    }


def is_order_doubtful(row: Json) -> bool:
    votes = [c["votes"] for c in row["candidates"] if c["standing"]]
    least, most = DOUBTFUL_GAP_VOTES
    return any(least < abs(ahead - behind) < most for ahead, behind in pairwise(votes))


def totals(outcome: Json) -> dict[str, Any]:
    """What an outcome says of the country; whether a party without votes is listed is left open."""
    votes = {party: votes for party, votes in outcome["votes"].items() if votes > VOTES}
    return {
        "base": outcome["base"],
        "dataset": outcome["dataset"],
        "seats": dict(outcome["seats"]),
        "votes": votes,
    }


def differences(place: str, one: Any, other: Any) -> list[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        found = [f"{place}.{key}: only one has it" for key in one.keys() ^ other.keys()]
        for key in one.keys() & other.keys():
            found += differences(f"{place}.{key}", one[key], other[key])
        return found
    numbers = type(one) in (int, float) and type(other) in (int, float)
    agree = abs(one - other) <= VOTES if numbers else type(one) is type(other) and one == other
    return [] if agree else [f"{place}: {one!r} and {other!r}"]


@pytest.fixture(scope="module")
def country() -> list[dict[str, Any]]:
    return read_election()


@pytest.mark.parametrize("seed", SEEDS_OF_SMALL_ELECTIONS)
def test_engine_agrees_with_the_reference_on_small_elections(
    seed: int, country: list[dict[str, Any]]
) -> None:
    rng = random.Random(seed)
    seats = small_election(rng, country)
    scenario = random_scenario(rng, seats, moves=rng.randint(1, 8))
    outcome = evaluate_by_engine(as_election(seats), scenario)
    found = disagreements(outcome, evaluate_by_reference(seats, scenario))
    assert not found, json.dumps(scenario)


@pytest.mark.parametrize("seed", SEEDS_OF_THE_COUNTRY)
def test_engine_agrees_with_the_reference_on_the_country(seed: int) -> None:
    rng = random.Random(seed)
    base = BASES[seed % 2]
    election = load_election(base)
    seats = read_election(base)
    scenario = {**random_scenario(rng, seats, moves=rng.randint(3, 8)), "base": base}
    outcome = evaluate_by_engine(election, scenario)
    found = disagreements(outcome, evaluate_by_reference(seats, scenario, election.fingerprint))
    assert not found, json.dumps(scenario)


def test_a_move_that_is_off_equals_its_absence(country: list[dict[str, Any]]) -> None:
    seats = country[:1]
    stand = {"kind": "stand", "party": "Ind", "name": "Eve", "from": {"Lab": 0.1}, "enabled": False}
    scenario = {"format": "ukvote-scenario", "version": 1, "moves": [stand]}
    found = disagreements(
        evaluate_by_engine(as_election(seats), scenario), evaluate_by_reference(seats, scenario)
    )
    assert not found
