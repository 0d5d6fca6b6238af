"""What gives a party so many seats, with values for each seat on the way that were tried as they are said."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from ukvote_gui.core import dataset, questions
from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.questions import CountryAnswer, Fall, Rate
from ukvote_gui.core.scenario import Scenario

MOST_SWING_PP = 100.0


def by_swing(
    scenario: Scenario, outcome: Outcome, loser: str | None, gainer: str, wanted: int
) -> CountryAnswer:
    """Return the least uniform swing to a party that gives it so many seats, and where each seat falls.

    Args:
        scenario: what the swing comes after.
        outcome: what the scenario comes to.
        loser: abbreviation of the party that the swing is from, None for all others in proportion.
        gainer: abbreviation of the party that it is to.
        wanted: how many seats it is to have.
    """
    answer = questions.by_swing(outcome, loser, gainer, wanted)
    return _with_falls_tried(answer, MOST_SWING_PP, partial(_swung, scenario, loser, gainer))


def by_rate(rate: Rate, party: str, wanted: int) -> CountryAnswer:
    """Return the least rate at which a party has so many seats, and where each seat falls."""
    answer = questions.by_rate(rate, party, wanted)
    _, most = rate.dial.limits(rate.scenario)
    return _with_falls_tried(answer, most, partial(_turned, rate))


def _swung(scenario: Scenario, loser: str | None, gainer: str, swing_pp: float) -> Outcome:
    gains = ((gainer, swing_pp),)
    swing = Swing(changes=gains if loser is None else ((loser, -swing_pp), *gains))
    return evaluate(dataset.load_election(scenario.base), scenario.with_moves((*scenario.moves, swing)))


def _turned(rate: Rate, value: float) -> Outcome:
    return evaluate(dataset.load_election(rate.scenario.base), rate.dial.turned(rate.scenario, value))


def _with_falls_tried(
    answer: CountryAnswer, most: float, evaluated: Callable[[float], Outcome]
) -> CountryAnswer:
    """Return an answer whose falls are at values of few decimals at which their winners have the seats."""
    # Many seats fall within one hundredth.
    kept = lru_cache(maxsize=None)(evaluated)

    def tried(fall: Fall) -> Fall:
        return replace(fall, at=_enough(fall, answer.in_points, most, kept))

    falls = sorted(map(tried, answer.falls), key=lambda fall: fall.at)
    return replace(answer, falls=tuple(falls))


def _enough(fall: Fall, in_points: bool, most: float, evaluated: Callable[[float], Outcome]) -> float:
    """Return the least value of few decimals, from where a seat falls on, at which its winner has it.

    At the very value the two are level, and only the tie may be the winner's; and another may overtake them
    within a hundredth, so more decimals are tried where no hundredth does.
    """
    for decimals in questions.DECIMALS:
        steps = 10.0**decimals * (1 if in_points else 100)
        first = math.ceil(fall.at * steps - questions.ROUNDING)
        for number in (first, first + 1):
            value = min(number / steps, most)
            if _winner_of(fall.seat, evaluated(value)) == fall.winner:
                return value
    return fall.at


def _winner_of(seat: str, outcome: Outcome) -> Candidate:
    election = outcome.election
    return election.candidates[int(outcome.winner[election.seat_index[seat]])]
