"""Evaluating a scenario: a national swing and twenty edits, and ten moves, beside careful pandas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.bench.timing import time_calls
from ukvote_gui.core import dataset, files
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario

CHANGES = {"Lab": -3.0, "Con": 2.0, "LD": 1.0, "RUK": 1.5, "Green": 0.5, "SNP": -1.0, "PC": 0.2}
SWING = {
    "kind": "swing",
    "changes": CHANGES,
    "scope": {"countries": ["England", "Scotland", "Wales"]},
}
EDITED_SHARE = 34.0
LEFT = ["Green", "Ind", "WPB"]
TEN_MOVES: list[dict[str, Any]] = [
    SWING,
    {"kind": "turnout", "change": -2.0},
    {"kind": "pact", "members": LEFT, "transfer": 0.6, "scope": {"won_by": ["Lab"]}},
    {"kind": "transfer", "from": ["LD"], "to": {"Lab": 0.2, "abstain": 0.1}},
    {"kind": "withdraw", "who": ["SDP"], "to": {"RUK": 0.5}, "rest": "proportional"},
    {"kind": "pact", "members": ["Con", "RUK"], "transfer": 0.7, "scope": {"majority_below": 5.0}},
    {"kind": "transfer", "from": ["Con"], "to": {"RUK": 0.1}, "scope": {"regions": ["North East"]}},
    {"kind": "swing", "targets": {"SNP": 35.0}, "scope": {"countries": ["Scotland"]}},
    {"kind": "swing", "changes": {"Lab": -1.0}, "method": "strong_transition"},
    {"kind": "turnout", "set": 60.0, "scope": {"countries": ["Wales"]}},
]

PAIRS = [
    ["Con", "RUK"],
    ["Lab", "LD"],
    ["Green", "Ind"],
    ["SNP", "PC"],
    ["Lab", "Green"],
    ["Con", "LD"],
    ["RUK", "SDP"],
    ["Ind", "WPB"],
    ["Lab", "RUK"],
    ["LD", "Green"],
]


def scenario_of(moves: list[dict[str, Any]]) -> Scenario:
    content = {"format": files.FORMAT, "version": files.VERSION, "moves": moves}
    return files.from_json(content).scenario


def looked_at(outcome: Outcome) -> tuple[object, ...]:
    """Work out what the window shows at every step: winners, majorities, totals."""
    return outcome.winner, outcome.majority_votes, outcome.party_seats, outcome.party_votes


def test_a_swing_and_twenty_edits() -> None:
    election = dataset.load_election()
    edited = {
        election.constituencies[seat].id: election.candidates[election.rows[seat][1]].person
        for seat in range(0, 400, 20)
    }
    edits = [
        {"kind": "set_shares", "seat": seat, "shares": {person: EDITED_SHARE}}
        for seat, person in edited.items()
    ]
    scenario = scenario_of([SWING, *edits])
    ours = time_calls(lambda: looked_at(evaluate(election, scenario)), 1000)

    table = pd.DataFrame(
        {
            "seat": pd.Categorical([c.seat for c in election.candidates]),
            "party": pd.Categorical([c.party for c in election.candidates]),
            "votes": election.votes,
            "change": [
                0.0 if c.seat.startswith("N") else CHANGES.get(c.party, 0.0) / 100
                for c in election.candidates
            ],
            "edited": [
                EDITED_SHARE / 100 if edited.get(c.seat) == c.person else np.nan for c in election.candidates
            ],
            "in_edited": [c.seat in edited for c in election.candidates],
        }
    )
    by_seat = table["seat"]

    def with_pandas() -> tuple[Any, Any, Any]:
        cast = table["votes"].groupby(by_seat, observed=True).transform("sum")
        share = (table["votes"] / cast + table["change"]).clip(lower=0.0)
        votes = share / share.groupby(by_seat, observed=True).transform("sum") * cast
        others = votes.where(table["edited"].isna() & table["in_edited"], 0.0)
        left = others.groupby(by_seat, observed=True).transform("sum")
        given = table["edited"].fillna(0.0).groupby(by_seat, observed=True).transform("sum")
        spread = votes.where(~table["in_edited"], others / left.where(left > 0, 1.0) * (1 - given) * cast)
        votes = spread.where(table["edited"].isna(), table["edited"] * cast)
        winners = votes.groupby(by_seat, observed=True).idxmax()
        top = votes[winners.to_numpy()].to_numpy()
        second = votes.drop(winners.to_numpy()).groupby(by_seat, observed=True).max()
        seats = table["party"].iloc[winners.to_numpy()].value_counts()
        return winners, top - second, seats

    theirs = time_calls(with_pandas, 50)

    def with_idxmax() -> Any:
        return table["votes"].groupby(by_seat, observed=True).idxmax()

    idxmax = time_calls(with_idxmax, 50)
    outcome = evaluate(election, scenario)
    assert (outcome.winner == with_pandas()[0].to_numpy()).all()
    print(f"\nswing and 20 edits: {ours.in_words()}")
    print(f"the same in pandas: {theirs.in_words()}; {theirs.median / ours.median:.0f} times as long")
    print(f"pandas idxmax alone: {idxmax.in_words()}; {idxmax.median / ours.median:.0f} times as long")


@pytest.mark.parametrize(
    ("what", "moves"),
    [
        ("of all kinds", TEN_MOVES),
        ("that are swings of seven parties", [SWING] * 10),
        ("that are strong transitions", [{**SWING, "method": "strong_transition"}] * 10),
        ("that are transfers everywhere", [{"kind": "transfer", "from": ["LD"], "to": {"Lab": 0.1}}] * 10),
        ("that are pacts everywhere", [{"kind": "pact", "members": pair} for pair in PAIRS]),
    ],
)
def test_ten_moves(what: str, moves: list[dict[str, Any]]) -> None:
    election = dataset.load_election()
    scenario = scenario_of(moves)
    timing = time_calls(lambda: looked_at(evaluate(election, scenario)), 300)
    print(f"\nten moves {what}: {timing.in_words()}")
