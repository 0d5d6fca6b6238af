"""A constituency in a scenario, and what it comes to there with some of the moves off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ukvote_gui.core import describe
from ukvote_gui.core.elections import TIE_VOTES, Candidate, Election, Floats
from ukvote_gui.core.engine import evaluate, with_added
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.trace import Step, Trace, why


class SeatCase:
    """A constituency's audit trail, and what the scenario comes to there with some of its moves off.

    Attributes:
        scenario: the scenario.
        position: the constituency's position.
        constituency: the constituency.
        why: what decides it.
        trace: its audit trail.
        outcome: what the scenario comes to.
        base: what it starts from, with whom it adds.
        winner: who is elected.
        names: what to call each move of the scenario.
        touching: the steps that change a vote or who stands, each with the votes before it.
        relevant: positions of the moves that touch the constituency or decide it.
    """

    def __init__(self, election: Election, scenario: Scenario, seat: str) -> None:
        self._election = election
        self.scenario = scenario
        self.position = election.seat_index[seat]
        self.constituency = election.constituencies[self.position]
        self.why = why(election, scenario, seat)
        self.trace = self.why.trace
        self.outcome = evaluate(election, scenario)
        self.base = base_outcome(self.outcome.election)
        self.winner = self.elected(self.outcome)
        naming = with_added(election, scenario.moves, scenario.blocs)
        self.names = [describe.name_of(move, naming) for move in scenario.moves]
        self.touching = _touching(self.trace)
        touched = {step.index for step, _ in self.touching}
        # A move elsewhere can decide here, where a later one depends on the votes of the whole country.
        self.relevant = sorted(touched | set(self.why.due_to))

    def off(self, indices: set[int]) -> Outcome:
        """Return what the scenario comes to with the moves at these positions switched off."""
        moves = self.scenario.moves
        left = (replace(move, enabled=move.enabled and at not in indices) for at, move in enumerate(moves))
        return evaluate(self._election, self.scenario.with_moves(left))

    def elected(self, outcome: Outcome) -> Candidate:
        """Return who has the seat in an outcome."""
        return outcome.election.candidates[int(outcome.winner[self.position])]


def _touching(trace: Trace) -> list[tuple[Step, Floats]]:
    """Return the steps that change a vote or who stands, each with the votes before it."""
    found = []
    votes, standing = trace.start, trace.standing
    for step in trace.steps:
        if step.moved_votes > TIE_VOTES or not np.array_equal(step.standing, standing):
            found.append((step, votes))
        votes, standing = step.votes, step.standing
    return found
