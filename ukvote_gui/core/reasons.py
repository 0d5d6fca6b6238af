"""Why a constituency elects whom it elects, in words and in columns of votes, made from its audit trail."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from ukvote_gui.core import describe, formatting
from ukvote_gui.core.elections import TIE_VOTES, Bools, Candidate, Election, Floats
from ukvote_gui.core.engine import evaluate, with_added
from ukvote_gui.core.moves import Pact, Stand, Transfer, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.trace import NON_VOTERS, Flow, Step, Trace, why

VOTE_FOR_VOTE = (Transfer, Withdraw, Pact, Stand)
"""Kinds of move that say whose votes go to whom; the others say how many there are."""

MOST_IN_PAIRS = 12
"""Of so many moves at the most it is tried which two together make the difference: 66 evaluations."""


@dataclass(frozen=True)
class Column:
    """Votes of a constituency in the base, or after a move that touches it.

    Attributes:
        index: the move's position in the scenario, None for the base.
        kind: the move's kind, empty for the base.
        name: what to call it.
        votes: votes of each candidate of the account.
        standing: whether each stands.
        leader: which of them has the seat, by position.
    """

    index: int | None
    kind: str
    name: str
    votes: tuple[float, ...]
    standing: tuple[bool, ...]
    leader: int

    @property
    def total(self) -> float:
        """Votes of all candidates."""
        return math.fsum(self.votes)


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


@dataclass(frozen=True)
class LeftOut:
    """What a constituency comes to if one move alone were off.

    Attributes:
        index: the move's position in the scenario.
        name: what to call it.
        winner: who would have the seat.
        margin: by how much: ``528 votes``, or ``a tie``.
        decisive: whether that is another than with all moves.
    """

    index: int
    name: str
    winner: Candidate
    margin: str
    decisive: bool


@dataclass(frozen=True)
class Account:
    """Why a constituency elects whom it elects.

    Attributes:
        seat: ONS id.
        name: the constituency's name.
        winner: who is elected in the scenario.
        flipped: whether the base elects another.
        answer: why, in a few sentences.
        electorate: registered electors.
        candidates: who stands in the base or after any of the moves, in the order of the base.
        columns: their votes in the base, and after each move that touches the constituency.
        untouched: how many moves do not, in a sentence, or nothing.
        changes: what the moves that do took and gave.
        without: what if one alone were off of the moves that matter here.
    """

    seat: str
    name: str
    winner: Candidate
    flipped: bool
    answer: str
    electorate: int
    candidates: tuple[Candidate, ...]
    columns: tuple[Column, ...]
    untouched: str
    changes: tuple[Change, ...]
    without: tuple[LeftOut, ...]


def account(election: Election, scenario: Scenario, seat: str) -> Account:
    """Return why the constituency with this ONS id elects whom it elects.

    Args:
        election: the scenario's base.
        scenario: the scenario.
        seat: ONS id.

    Raises:
        KeyError: there is no such constituency.
    """
    return _Reasons(election, scenario, seat).account()


class _Reasons:
    """A constituency's audit trail, and what the scenario comes to there with some of its moves off."""

    def __init__(self, election: Election, scenario: Scenario, seat: str) -> None:
        self.election = election
        self.scenario = scenario
        self.seat = seat
        self.position = election.seat_index[seat]
        self.constituency = election.constituencies[self.position]
        self.why = why(election, scenario, seat)
        self.trace = self.why.trace
        self.outcome = evaluate(election, scenario)
        self.base = base_outcome(self.outcome.election)
        self.winner = self._elected(self.outcome)
        naming = with_added(election, scenario.moves, scenario.blocs)
        self.names = [describe.name_of(move, naming) for move in scenario.moves]
        self.touching = _touching(self.trace)
        touched = {step.index for step, _ in self.touching}
        # A move elsewhere can decide here, where a later one depends on the votes of the whole country.
        self.relevant = sorted(touched | set(self.why.due_to))

    def account(self) -> Account:
        rows = self.trace.rows
        stood = self.trace.standing.copy()
        for step in self.trace.steps:
            stood |= step.standing
        shown = np.flatnonzero(stood).tolist()
        columns = [self._column(None, "", "Base", self.trace.start, self.trace.standing, shown)]
        for step, _ in self.touching:
            name = self.names[step.index]
            columns.append(self._column(step.index, step.move.kind, name, step.votes, step.standing, shown))
        return Account(
            self.seat,
            self.constituency.name,
            self.winner,
            self.why.flipped,
            self.answer(),
            self.constituency.electorate,
            tuple(self.trace.election.candidates[rows.start + at] for at in shown),
            tuple(columns),
            self._untouched(),
            tuple(self._change(step, before) for step, before in self.touching),
            tuple(self._without(index) for index in self.relevant),
        )

    def answer(self) -> str:
        """Return why the seat has its winner, in a few sentences."""
        if not self.touching and not self.why.due_to:
            return self._untouched_answer()
        head = self._result(self.outcome)
        if self.why.flipped:
            head = self._headline(f"instead of {called(self._elected(self.base))}")
            return head + self._causes_of_flip()
        if self.why.due_to:
            return self._headline("as in the base") + self._causes_of_flip()
        was = majority_in_votes(float(self.base.majority_votes[self.position]))
        if self.outcome.tie[self.position]:
            return f"{head}. In the base it was theirs by {was}."
        one = len(self.touching) == 1
        moves = f"{self._quoted([self.touching[0][0].index])} changes" if one else "The moves change"
        return f"{head}, as in the base, where it was by {was}. {moves} votes here, but not who wins."

    def _headline(self, compared: str) -> str:
        tied = self.outcome.tie[self.position]
        first = called(self.winner)
        if tied:
            return f"{self._result(self.outcome)}, {compared}"
        return f"{first} wins {self.constituency.name} {compared}"

    def _untouched_answer(self) -> str:
        moves, name = self.scenario.moves, self.constituency.name
        result = self._result(self.outcome)
        if not moves:
            return (
                f"{result}. Nothing is changed yet: set a share of a candidate here, or add a move to the "
                f"scenario, and here stands what each move does to {name}."
            )
        if not any(move.enabled for move in moves):
            return f"{result}, as in the base. All moves of the scenario are switched off."
        return f"No move touches this seat. {result}, as in the base."

    def _causes_of_flip(self) -> str:
        """Return due to which moves the seat has its winner, to go behind who that is."""
        due = self.why.due_to
        if len(due) == 1:
            return f" because of {self._quoted(due)}; without it {self._result_without(due)}."
        if due:
            together = f" because of {self._quoted(due)} together"
            others = {self._elected(self._off({index})).person for index in due}
            if len(others) == 1:
                without = "either of them" if len(due) == 2 else "any one of them"
                other = called(self._elected(self._off({due[0]})))
                return f"{together}; without {without} {other} would win."
            return f"{together}; without any one of them somebody else would win."
        return f".{self._redundant()}"

    def _redundant(self) -> str:
        """Return why leaving out one move alone makes no difference where all of them together do."""
        others = {move for move, made in enumerate(self.scenario.moves) if made.enabled}
        enough = [i for i in self.relevant if self._elected(self._off(others - {i})) == self.winner]
        text = " No single move decides it: leaving out any one of them leaves the seat as it is."
        if len(enough) > 1:
            each = "either" if len(enough) == 2 else "any one"
            text = f" {self._quoted(enough, 'or')} alone would be enough, so {each} can be left out."
        if 1 < len(self.relevant) <= MOST_IN_PAIRS:
            for pair in combinations(self.relevant, 2):
                if self._elected(self._off(set(pair))) != self.winner:
                    return f"{text} Without {self._quoted(pair)} together {self._result_without(pair)}."
        return text

    def _without(self, index: int) -> LeftOut:
        outcome = self._off({index})
        tied = bool(outcome.tie[self.position])
        margin = majority_in_votes(float(outcome.majority_votes[self.position]))
        decisive = index in self.why.due_to
        return LeftOut(
            index, self.names[index], self._elected(outcome), "a tie" if tied else margin, decisive
        )

    def _result(self, outcome: Outcome, conditional: bool = False) -> str:
        """Return who wins and by how many votes: ``Wes Streeting (Lab) wins by 528 votes``."""
        winner = called(self._elected(outcome))
        if float(outcome.valid_votes[self.position]) < TIE_VOTES:
            return f"Nobody {'would vote' if conditional else 'votes'} here, and the seat stays with {winner}"
        if outcome.tie[self.position]:
            rival = called(outcome.election.candidates[int(outcome.runner_up[self.position])])
            tied, goes = ("would be tied", "would go") if conditional else ("are tied", "goes")
            return f"{winner} and {rival} {tied} and the seat {goes} to the first, who is ahead in the base"
        majority = float(outcome.majority_votes[self.position])
        return f"{winner} {'would win' if conditional else 'wins'} by {majority_in_votes(majority)}"

    def _result_without(self, indices: Iterable[int]) -> str:
        return self._result(self._off(set(indices)), conditional=True)

    def _off(self, indices: set[int]) -> Outcome:
        """Return what the scenario comes to with the moves at these positions switched off."""
        moves = self.scenario.moves
        left = (replace(move, enabled=move.enabled and at not in indices) for at, move in enumerate(moves))
        return evaluate(self.election, self.scenario.with_moves(left))

    def _elected(self, outcome: Outcome) -> Candidate:
        return outcome.election.candidates[int(outcome.winner[self.position])]

    def _quoted(self, indices: Sequence[int], last: str = "and") -> str:
        """Return the names of moves, with their numbers where two have the same."""
        names = []
        for index in indices:
            name = f"‘{self.names[index]}’"
            names.append(name if self.names.count(self.names[index]) == 1 else f"{name} (move {index + 1})")
        return describe.listed(names, last)

    def _untouched(self) -> str:
        others = sum(move.enabled for move in self.scenario.moves) - len(self.touching)
        if not others or not self.touching:
            return ""
        return (
            "1 other move does not touch this seat."
            if others == 1
            else f"{others} other moves do not touch this seat."
        )

    def _column(
        self, index: int | None, kind: str, name: str, votes: Floats, standing: Bools, shown: list[int]
    ) -> Column:
        counted = np.where(standing, votes, -1.0)
        # Rows are in order of seniority, so the first of equals has the seat.
        leader = int(np.argmax(counted >= counted.max() - TIE_VOTES))
        return Column(
            index,
            kind,
            name,
            tuple(votes[shown].tolist()),
            tuple(standing[shown].tolist()),
            shown.index(leader),
        )

    def _change(self, step: Step, before: Floats) -> Change:
        flows = self.trace.flows(step)
        name = self.names[step.index]
        if isinstance(step.move, VOTE_FOR_VOTE):
            lines = [*self._gifts(flows, before), *self._silent_changes(step, flows)]
            return Change(step.index, name, tuple(lines))
        return Change(
            step.index,
            name,
            (f"Takes {self._sums(flows, givers=True)}.", f"Gives {self._sums(flows, givers=False)}."),
            "It says how many votes there are, and not whose they were.",
        )

    def _gifts(self, flows: list[Flow], before: Floats) -> list[str]:
        """Return what each giver gave to whom, a sentence each, in whole votes that add up."""
        lines = []
        for giver in dict.fromkeys(flow.giver for flow in flows):
            given = [flow for flow in flows if flow.giver == giver]
            had = self._held_by(giver, before)
            kept = had - math.fsum(flow.votes for flow in given)
            *gave, stay = whole([*(flow.votes for flow in given), max(kept, 0.0)])
            parts = [
                f"{formatting.votes(votes)} {self._to(flow.taker)}"
                for votes, flow in zip(gave, given, strict=True)
            ]
            if stay:
                parts.append(f"{formatting.votes(stay)} stay")
            elif len(given) == 1:
                parts = [f"all {self._to(given[0].taker)}"]
            lines.append(f"{self._from(giver)} had {formatting.votes(had)}: {', '.join(parts)}.")
        return lines

    def _silent_changes(self, step: Step, flows: list[Flow]) -> list[str]:
        """Return who withdraws or joins without a vote changing hands, a sentence each."""
        involved = {row for flow in flows for row in (flow.giver, flow.taker)}
        before = self._standing_before(step)
        lines = []
        for at in np.flatnonzero(before != step.standing).tolist():
            row = self.trace.rows.start + at
            if row not in involved:
                verb = "stands" if step.standing[at] else "withdraws"
                lines.append(f"{self._from(row)} {verb}; no vote changes hands.")
        return lines

    def _standing_before(self, step: Step) -> Bools:
        at = self.trace.steps.index(step)
        return self.trace.steps[at - 1].standing if at else self.trace.standing

    def _sums(self, flows: list[Flow], givers: bool) -> str:
        """Return what each of the givers, or takers, gave or took: ``120 from Wes Streeting (Lab)``."""
        sums: dict[int, float] = {}
        for flow in flows:
            row = flow.giver if givers else flow.taker
            sums[row] = sums.get(row, 0.0) + flow.votes
        rows = sorted(sums, key=lambda row: -sums[row])
        counts = whole([sums[row] for row in rows])
        if givers:
            whom = ["people who did not vote" if row == NON_VOTERS else self._from(row) for row in rows]
            return ", ".join(
                f"{formatting.votes(count)} from {who}" for who, count in zip(whom, counts, strict=True)
            )
        whom = ["to abstention" if row == NON_VOTERS else self._to(row) for row in rows]
        return ", ".join(f"{formatting.votes(count)} {who}" for who, count in zip(whom, counts, strict=True))

    def _held_by(self, row: int, before: Floats) -> float:
        if row == NON_VOTERS:
            return max(0.0, self.constituency.electorate - float(before.sum()))
        return float(before[row - self.trace.rows.start])

    def _from(self, row: int) -> str:
        return "Those who did not vote" if row == NON_VOTERS else called(self.trace.election.candidates[row])

    def _to(self, row: int) -> str:
        if row == NON_VOTERS:
            return "abstain"
        return f"to {called(self.trace.election.candidates[row])}"


def _touching(trace: Trace) -> list[tuple[Step, Floats]]:
    """Return the steps that change a vote or who stands, each with the votes before it."""
    found = []
    votes, standing = trace.start, trace.standing
    for step in trace.steps:
        if step.moved_votes > TIE_VOTES or not np.array_equal(step.standing, standing):
            found.append((step, votes))
        votes, standing = step.votes, step.standing
    return found


def called(candidate: Candidate) -> str:
    """Return a candidate's name and party: ``Wes Streeting (Lab)``."""
    return f"{candidate.name} ({candidate.party})"


def majority_in_votes(votes: float) -> str:
    """Return a majority: ``528 votes``."""
    return formatting.counted(votes, "vote") if round(votes) else "less than a vote"


def whole(values: Sequence[float]) -> list[int]:
    """Return whole numbers that add up to the rounded sum of ``values`` (largest remainders, Hamilton)."""
    floors = [math.floor(value) for value in values]
    missing = round(math.fsum(values)) - sum(floors)
    by_remainder = sorted(range(len(values)), key=lambda at: floors[at] - values[at])
    for at in by_remainder[:missing]:
        floors[at] += 1
    return floors
