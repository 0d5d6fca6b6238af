"""What one move did to a constituency: what it took from whom and gave to whom, in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Bools, Floats
from ukvote_gui.core.moves import Pact, Stand, Transfer, Withdraw
from ukvote_gui.core.reasons.words import called
from ukvote_gui.core.trace import NON_VOTERS, Flow, Step, Trace

VOTE_FOR_VOTE = (Transfer, Withdraw, Pact, Stand)
"""Kinds of move that say whose votes go to whom; the others say how many there are."""


@dataclass(frozen=True)
class Change:
    """What one move did to a constituency, in words.

    Attributes:
        index: the move's position in the scenario.
        name: what to call it.
        lines: what it took from whom and gave to whom, a sentence each.
        note: how the lines are to be read, or nothing.
    """

    index: int
    name: str
    lines: tuple[str, ...]
    note: str = ""


def change_of(trace: Trace, step: Step, before: Floats, name: str) -> Change:
    """Return what a move did, which is called ``name``; ``before`` are the votes that it changed."""
    flows = trace.flows(step)
    if isinstance(step.move, VOTE_FOR_VOTE):
        lines = [*_gifts(trace, flows, before), *_silent_changes(trace, step, flows)]
        return Change(step.index, name, tuple(lines))
    return Change(
        step.index,
        name,
        (f"Takes {_sums(trace, flows, givers=True)}.", f"Gives {_sums(trace, flows, givers=False)}."),
        "It says how many votes there are, and not whose they were.",
    )


def whole(values: Sequence[float]) -> list[int]:
    """Return whole numbers that add up to the rounded sum of ``values`` (largest remainders, Hamilton)."""
    floors = [math.floor(value) for value in values]
    missing = round(math.fsum(values)) - sum(floors)
    by_remainder = sorted(range(len(values)), key=lambda at: floors[at] - values[at])
    for at in by_remainder[:missing]:
        floors[at] += 1
    return floors


def _gifts(trace: Trace, flows: list[Flow], before: Floats) -> list[str]:
    """Return what each giver gave to whom, a sentence each, in whole votes that add up."""
    lines = []
    for giver in dict.fromkeys(flow.giver for flow in flows):
        given = [flow for flow in flows if flow.giver == giver]
        had = _held_by(trace, giver, before)
        kept = had - math.fsum(flow.votes for flow in given)
        *gave, stay = whole([*(flow.votes for flow in given), max(kept, 0.0)])
        parts = [
            f"{formatting.votes(votes)} {_to(trace, flow.taker)}"
            for votes, flow in zip(gave, given, strict=True)
        ]
        if stay:
            parts.append(f"{formatting.votes(stay)} stay")
        elif len(given) == 1:
            parts = [f"all {_to(trace, given[0].taker)}"]
        lines.append(f"{_from(trace, giver)} had {formatting.votes(had)}: {', '.join(parts)}.")
    return lines


def _silent_changes(trace: Trace, step: Step, flows: list[Flow]) -> list[str]:
    """Return who withdraws or joins without a vote changing hands, a sentence each."""
    involved = {row for flow in flows for row in (flow.giver, flow.taker)}
    before = _standing_before(trace, step)
    lines = []
    for at in np.flatnonzero(before != step.standing).tolist():
        row = trace.rows.start + at
        if row not in involved:
            verb = "stands" if step.standing[at] else "withdraws"
            lines.append(f"{_from(trace, row)} {verb}; no vote changes hands.")
    return lines


def _sums(trace: Trace, flows: list[Flow], givers: bool) -> str:
    """Return what each of the givers, or takers, gave or took: ``120 from Wes Streeting (Lab)``."""
    sums: dict[int, float] = {}
    for flow in flows:
        row = flow.giver if givers else flow.taker
        sums[row] = sums.get(row, 0.0) + flow.votes
    rows = sorted(sums, key=lambda row: -sums[row])
    counts = whole([sums[row] for row in rows])
    if givers:
        whom = ["people who did not vote" if row == NON_VOTERS else _from(trace, row) for row in rows]
        return ", ".join(
            f"{formatting.votes(count)} from {who}" for who, count in zip(whom, counts, strict=True)
        )
    whom = ["to abstention" if row == NON_VOTERS else _to(trace, row) for row in rows]
    return ", ".join(f"{formatting.votes(count)} {who}" for who, count in zip(whom, counts, strict=True))


def _standing_before(trace: Trace, step: Step) -> Bools:
    at = trace.steps.index(step)
    return trace.steps[at - 1].standing if at else trace.standing


def _held_by(trace: Trace, row: int, before: Floats) -> float:
    if row == NON_VOTERS:
        return max(0.0, trace.election.constituencies[trace.seat].electorate - float(before.sum()))
    return float(before[row - trace.rows.start])


def _from(trace: Trace, row: int) -> str:
    return "Those who did not vote" if row == NON_VOTERS else called(trace.election.candidates[row])


def _to(trace: Trace, row: int) -> str:
    if row == NON_VOTERS:
        return "abstain"
    return f"to {called(trace.election.candidates[row])}"
