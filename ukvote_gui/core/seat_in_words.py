"""What is to be said of a constituency beside its candidates' figures."""

from __future__ import annotations

from datetime import date

from ukvote_gui.core import dataset, formatting
from ukvote_gui.core.elections import Election
from ukvote_gui.core.outcome import Outcome


def majority(outcome: Outcome, position: int) -> str:
    """Return by how much the constituency at a position was won."""
    if outcome.tie[position]:
        return "A tie: it goes to whoever had more votes before the scenario"
    votes = formatting.votes(float(outcome.majority_votes[position]))
    points = formatting.points(float(outcome.majority_share[position]) * 100, 2)
    return f"Majority {votes} votes, {points} points of valid votes"


def notional_result(seat: str) -> str:
    """Return who would have won a constituency, by its ONS id, in 2019 in the boundaries of 2024."""
    notional = dataset.load_notional()
    party = dataset.load_parties()[notional.winner[seat]].name
    votes = formatting.votes(notional.majority_votes[seat])
    points = formatting.points(notional.majority_share(seat) * 100)
    return f"{party} by {votes} votes, {points} points (an estimate by Rallings and Thrasher)"


def byelection(seat: str, base: Election) -> str:
    """Return when a constituency, by its ONS id, had a by-election, and how that is in a base; or nothing."""
    held_since = dataset.load_byelections().get(seat)
    if held_since is None:
        return ""
    held = f"{formatting.day_in_words(date.fromisoformat(held_since.date))}: {held_since.result}."
    general = dataset.load_election()
    if base.key == general.key:
        return f"{held} The figures here are those of the general election before it."
    at = general.seat_index[seat]
    winner = general.candidates[int(general.winner[at])]
    points = formatting.points(float(general.majority_share[at]) * 100)
    return (
        f"{held} The figures here are those of the by-election; at the general election of 2024 "
        f"{winner.name} ({winner.party}) won by {points} points."
    )
