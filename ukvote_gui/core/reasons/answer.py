"""Why a constituency elects whom it elects, in a few sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from ukvote_gui.core import describe
from ukvote_gui.core.elections import TIE_VOTES
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.reasons.case import SeatCase
from ukvote_gui.core.reasons.words import called, majority_in_votes

MOST_IN_PAIRS = 12
"""Of so many moves at the most it is tried which two together make the difference: 66 evaluations."""


def answer(case: SeatCase) -> str:
    """Return why the seat has its winner, in a few sentences."""
    if not case.touching and not case.why.due_to:
        return _untouched_answer(case)
    if case.why.flipped:
        return _headline(case, f"instead of {called(case.elected(case.base))}") + _causes(case)
    if case.why.due_to:
        return _headline(case, "as in the base") + _causes(case)
    result = _result(case, case.outcome)
    was = majority_in_votes(float(case.base.majority_votes[case.position]))
    if case.outcome.tie[case.position]:
        return f"{result}. In the base it was theirs by {was}."
    one = len(case.touching) == 1
    moves = f"{_quoted(case, [case.touching[0][0].index])} changes" if one else "The moves change"
    return f"{result}, as in the base, where it was by {was}. {moves} votes here, but not who wins."


def _headline(case: SeatCase, compared: str) -> str:
    if case.outcome.tie[case.position]:
        return f"{_result(case, case.outcome)}, {compared}"
    return f"{called(case.winner)} wins {case.constituency.name} {compared}"


def _untouched_answer(case: SeatCase) -> str:
    moves, name = case.scenario.moves, case.constituency.name
    result = _result(case, case.outcome)
    if not moves:
        return (
            f"{result}. Nothing is changed yet: set a share of a candidate here, or add a move to the "
            f"scenario, and here stands what each move does to {name}."
        )
    if not any(move.enabled for move in moves):
        return f"{result}, as in the base. All moves of the scenario are switched off."
    return f"No move touches this seat. {result}, as in the base."


def _causes(case: SeatCase) -> str:
    """Return due to which moves the seat has its winner, to go behind who that is."""
    due = case.why.due_to
    if len(due) == 1:
        return f" because of {_quoted(case, due)}; without it {_result_without(case, due)}."
    if due:
        together = f" because of {_quoted(case, due)} together"
        others = {case.elected(case.off({index})).person for index in due}
        if len(others) == 1:
            without = "either of them" if len(due) == 2 else "any one of them"
            other = called(case.elected(case.off({due[0]})))
            return f"{together}; without {without} {other} would win."
        return f"{together}; without any one of them somebody else would win."
    return f".{_redundant(case)}"


def _redundant(case: SeatCase) -> str:
    """Return why leaving out one move alone makes no difference where all of them together do."""
    others = {move for move, made in enumerate(case.scenario.moves) if made.enabled}
    enough = [i for i in case.relevant if case.elected(case.off(others - {i})) == case.winner]
    text = " No single move decides it: leaving out any one of them leaves the seat as it is."
    if len(enough) > 1:
        each = "either" if len(enough) == 2 else "any one"
        text = f" {_quoted(case, enough, 'or')} alone would be enough, so {each} can be left out."
    if 1 < len(case.relevant) <= MOST_IN_PAIRS:
        for pair in combinations(case.relevant, 2):
            if case.elected(case.off(set(pair))) != case.winner:
                return f"{text} Without {_quoted(case, pair)} together {_result_without(case, pair)}."
    return text


def _result(case: SeatCase, outcome: Outcome, conditional: bool = False) -> str:
    """Return who wins and by how many votes: ``Wes Streeting (Lab) wins by 528 votes``."""
    winner = called(case.elected(outcome))
    if float(outcome.valid_votes[case.position]) < TIE_VOTES:
        return f"Nobody {'would vote' if conditional else 'votes'} here, and the seat stays with {winner}"
    if outcome.tie[case.position]:
        rival = called(outcome.election.candidates[int(outcome.runner_up[case.position])])
        tied, goes = ("would be tied", "would go") if conditional else ("are tied", "goes")
        return f"{winner} and {rival} {tied} and the seat {goes} to the first, who is ahead in the base"
    majority = float(outcome.majority_votes[case.position])
    return f"{winner} {'would win' if conditional else 'wins'} by {majority_in_votes(majority)}"


def _result_without(case: SeatCase, indices: Iterable[int]) -> str:
    return _result(case, case.off(set(indices)), conditional=True)


def _quoted(case: SeatCase, indices: Sequence[int], last: str = "and") -> str:
    """Return the names of moves, with their numbers where two have the same."""
    names = []
    for index in indices:
        name = f"‘{case.names[index]}’"
        names.append(name if case.names.count(case.names[index]) == 1 else f"{name} (move {index + 1})")
    return describe.listed(names, last)
