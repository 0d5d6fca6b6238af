"""Values of a swing or a rate, tried in the engine, and the least of few decimals that is enough."""

from __future__ import annotations

import math
from collections.abc import Callable

from ukvote_gui.core import dataset
from ukvote_gui.core.engine import apply, evaluate
from ukvote_gui.core.moves import State, Swing
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.questions.rates import Rate
from ukvote_gui.core.questions.values import DECIMALS, ROUNDING


def with_rate(rate: Rate, value: float) -> Outcome:
    """Return what the scenario of a rate comes to with the rate at a value."""
    return evaluate(dataset.load_election(rate.scenario.base), rate.dial.turned(rate.scenario, value))


def with_swing(outcome: Outcome, loser: str | None, gainer: str, swing_pp: float) -> Outcome:
    """Return an outcome after a uniform swing to a party, from another or from all."""
    changes = ((gainer, swing_pp),) if loser is None else ((loser, -swing_pp), (gainer, swing_pp))
    state = State(outcome.election, (), outcome.votes.copy(), outcome.standing.copy())
    apply(state, (Swing(changes=changes),))
    return Outcome(outcome.election, state.votes, state.standing)


def has_it(outcome_at: Callable[[float], Outcome], position: int, winner: int, value: float) -> bool:
    """Return whether a candidate, by row, has the constituency at a position where a number is at a value."""
    return int(outcome_at(value).winner[position]) == winner


def least_enough(at: float, low: float, high: float, does: Callable[[float], bool], in_points: bool) -> float:
    """Return the least value of few decimals that does what a path promises beyond ``at``.

    Another change may follow within a hundredth, so more decimals are tried where no hundredth does.

    Args:
        at: where on the path it begins.
        low: the least that the value can be.
        high: the most.
        does: whether a value does it.
        in_points: whether values are points of a swing; else they are rates, and said in per cent.
    """
    if at <= low and does(low):
        return low
    for decimals in DECIMALS:
        steps_to_one = 10.0**decimals * (1 if in_points else 100)
        first = math.ceil(at * steps_to_one - ROUNDING)
        # At the very value the two are level, and only the tie may be the other's.
        for number in (first, first + 1):
            value = min(number / steps_to_one, high)
            if does(value):
                return value
    return at
