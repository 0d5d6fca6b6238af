"""The whole account of why a constituency elects whom it elects."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.core.elections import Candidate, Election
from ukvote_gui.core.reasons.answer import answer
from ukvote_gui.core.reasons.case import SeatCase
from ukvote_gui.core.reasons.changes import Change, change_of
from ukvote_gui.core.reasons.columns import Column, columns_of
from ukvote_gui.core.reasons.words import majority_in_votes
from ukvote_gui.core.scenario import Scenario


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


def account_of(election: Election, scenario: Scenario, seat: str) -> Account:
    """Return why the constituency with this ONS id elects whom it elects.

    Args:
        election: the scenario's base.
        scenario: the scenario.
        seat: ONS id.

    Raises:
        KeyError: there is no such constituency.
    """
    case = SeatCase(election, scenario, seat)
    candidates, columns = columns_of(case)
    return Account(
        seat,
        case.constituency.name,
        case.winner,
        case.why.flipped,
        answer(case),
        case.constituency.electorate,
        candidates,
        columns,
        _untouched(case),
        tuple(change_of(case.trace, step, before, case.names[step.index]) for step, before in case.touching),
        tuple(_without(case, index) for index in case.relevant),
    )


def _untouched(case: SeatCase) -> str:
    others = sum(move.enabled for move in case.scenario.moves) - len(case.touching)
    if not others or not case.touching:
        return ""
    return (
        "1 other move does not touch this seat."
        if others == 1
        else f"{others} other moves do not touch this seat."
    )


def _without(case: SeatCase, index: int) -> LeftOut:
    outcome = case.off({index})
    tied = bool(outcome.tie[case.position])
    margin = majority_in_votes(float(outcome.majority_votes[case.position]))
    decisive = index in case.why.due_to
    return LeftOut(index, case.names[index], case.elected(outcome), "a tie" if tied else margin, decisive)
