"""What changes one constituency: the fewest voters, the least rates, and the least swings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.moves import Pact
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.questions.rates import Rate, path_of, rates_of, tried
from ukvote_gui.core.questions.trials import has_it, least_enough, with_rate, with_swing
from ukvote_gui.core.questions.values import rate_in_words
from ukvote_gui.core.reasons.words import called, majority_in_votes
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.solvers import FewestVoters, PairSwing, fewest_voters, least_swings


@dataclass(frozen=True)
class Turn:
    """A rate from which on another has the seat.

    Attributes:
        at: where the lead changes, a fraction.
        winner: who has the seat beyond it.
        exact: whether ``at`` is exact, or found to 0.01 points.
        enough: the least rate of few decimals at which the winner has it.
    """

    at: float
    winner: Candidate
    exact: bool
    enough: float


@dataclass(frozen=True)
class RateAnswer:
    """What a rate can change in one constituency.

    Attributes:
        rate: what was asked about.
        before: who has the seat without the move.
        turns: each change of winner from the lowest rate to the highest.
        certain: whether there can be no others.
    """

    rate: Rate
    before: Candidate
    turns: tuple[Turn, ...]
    certain: bool


@dataclass(frozen=True)
class SwingAnswer:
    """A swing from one party to another that changes the winner of a constituency.

    The parties are abbreviations; ``enough_pp`` is the least swing of few decimals that does.
    """

    loser: str
    gainer: str
    enough_pp: float
    winner: Candidate


@dataclass(frozen=True)
class SeatAnswers:
    """What changes one constituency.

    Attributes:
        seat: ONS id.
        name: the constituency's name.
        winner: who has it now.
        headline: who has it now, and by how much.
        voters: the fewest voters who change it, a sentence each.
        rates: what the scenario's rates change.
        tried: what the rate of a pact that is only tried changes; None where none is, or where it finds no
            two members here.
        swings: the least swings between two parties, the least first.
    """

    seat: str
    name: str
    winner: Candidate
    headline: str
    voters: tuple[str, ...]
    rates: tuple[RateAnswer, ...]
    tried: RateAnswer | None
    swings: tuple[SwingAnswer, ...]


def about_seat(scenario: Scenario, outcome: Outcome, seat: str, pact: Pact | None = None) -> SeatAnswers:
    """Return what changes the constituency with this ONS id, all else staying as the scenario has it.

    Args:
        scenario: the scenario.
        outcome: what it comes to.
        seat: ONS id.
        pact: a pact to try after all moves of the scenario.

    Raises:
        KeyError: there is no such constituency.
    """
    election = outcome.election
    position = election.seat_index[seat]
    winner = election.candidates[int(outcome.winner[position])]
    return SeatAnswers(
        seat,
        election.constituencies[position].name,
        winner,
        _standing_of(outcome, position),
        tuple(_voters_in_words(fewest_voters(outcome, seat), outcome, position)),
        tuple(about_rate(rate, seat) for rate in rates_of(scenario)),
        None if pact is None else about_rate(tried(scenario, pact), seat),
        tuple(_swing_answer(pair, outcome, position) for pair in least_swings(outcome, seat)),
    )


def about_rate(rate: Rate, seat: str) -> RateAnswer:
    """Return what a rate changes in the constituency with this ONS id.

    Raises:
        KeyError: there is no such constituency.
    """
    path = path_of(rate)
    position = path.election.seat_index[seat]
    candidates = path.election.candidates
    outcome_at = partial(with_rate, rate)
    turns = []
    for flip in path.flips:
        if flip.seat == position:
            does = partial(has_it, outcome_at, position, flip.winner)
            enough = least_enough(flip.at, path.low, path.high, does, in_points=False)
            turns.append(Turn(flip.at, candidates[flip.winner], flip.exact, enough))
    before = candidates[int(path.before[position])]
    return RateAnswer(rate, before, tuple(turns), bool(path.exact[position]))


def turns_in_words(answer: RateAnswer) -> str:
    """Return what a rate changes in a constituency, in a sentence."""
    if not answer.turns:
        sure = "" if answer.certain else " that was looked at"
        return f"No rate{sure} changes who wins: {called(answer.before)} does."
    parts = []
    for turn in answer.turns:
        where = f"from {rate_in_words(turn.enough)} on" if turn.enough else "at any rate"
        parts.append(f"{where} {called(turn.winner)} wins")
    exact = "" if all(turn.exact for turn in answer.turns) else ", to 0.01 points"
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}{exact}."


def _swing_answer(pair: PairSwing, outcome: Outcome, position: int) -> SwingAnswer:
    outcome_at = partial(with_swing, outcome, pair.loser, pair.gainer)
    does = partial(has_it, outcome_at, position, pair.winner)
    enough = least_enough(pair.swing_pp, 0.0, 100.0, does, in_points=True)
    return SwingAnswer(pair.loser, pair.gainer, enough, outcome.election.candidates[pair.winner])


def _standing_of(outcome: Outcome, position: int) -> str:
    election = outcome.election
    winner = called(election.candidates[int(outcome.winner[position])])
    runner_up = int(outcome.runner_up[position])
    name = election.constituencies[position].name
    if runner_up == NOBODY:
        return f"{winner} stands alone in {name}, so nothing can change who wins."
    second = called(election.candidates[runner_up])
    if outcome.tie[position]:
        return f"{winner} and {second} are tied in {name}; the first has the seat, as in the base."
    by = majority_in_votes(float(outcome.majority_votes[position]))
    return f"{winner} wins {name} by {by}; {second} is second."


def _voters_in_words(fewest: FewestVoters, outcome: Outcome, position: int) -> Iterator[str]:
    """Yield what the fewest voters would have to do, a sentence each."""
    runner_up = int(outcome.runner_up[position])
    if runner_up == NOBODY:
        return
    candidates = outcome.election.candidates
    first, second = candidates[int(outcome.winner[position])].name, candidates[runner_up].name
    too_few = f"{first} has not so many voters"
    for number, who, deed, none in (
        (fewest.switch, "voter", f"going over from {first} to {second}", too_few),
        (fewest.stay_home, "voter", f"of {first} staying at home", too_few),
        (fewest.turn_out, "more elector", f"turning out for {second}", "not so many stayed at home"),
    ):
        if number is None:
            yield f"No number of {who}s {deed}: {none}."
        else:
            yield f"{formatting.counted(number, who)} {deed}."
