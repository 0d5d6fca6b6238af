"""What people ask of the solvers: what changes a seat, or gives a party so many; and the answers.

A value that is said to be enough is: it is rounded up, and the engine has tried it as it is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from ukvote_gui.core import dataset, describe, formatting
from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.elections import Candidate, Election
from ukvote_gui.core.engine import apply, evaluate
from ukvote_gui.core.fields import ABSTAIN, Pairs
from ukvote_gui.core.measures import SPEAKER, seats_by_party
from ukvote_gui.core.moves import Move, Pact, Stand, State, Swing, Transfer, Withdraw
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.paths import Dial, Flip, Path, rate_path, swing_path
from ukvote_gui.core.reasons import called, majority_in_votes
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.solvers import FewestVoters, PairSwing, fewest_voters, least_for_seats, least_swings

PATHS_KEPT = 64
"""A path holds for all constituencies, and for whatever the number that is turned is now."""

DECIMALS = range(2, 7)
"""Of points, and of rates in per cent, that are said: more than two only where a hundredth is too far."""

ROUNDING = 1e-6
"""What is nearer than this part of a step of the last decimal to one has been put there by arithmetic."""


@dataclass(frozen=True)
class Rate:
    """A rate of a move that can be asked about.

    Attributes:
        name: what it is the rate of.
        scenario: the scenario that has the move.
        dial: where the rate is in it.
        now: what it is, None for a move that is only tried.
    """

    name: str
    scenario: Scenario
    dial: Dial
    now: float | None


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


@dataclass(frozen=True)
class Fall:
    """A constituency that changes hands on the way.

    Attributes:
        enough: from where on: a fraction, or points of a swing, the least of few decimals.
        seat: ONS id.
        name: the constituency's name.
        loser: who loses it.
        winner: who gains it.
        exact: whether where it falls is exact, or found to 0.01 points.
    """

    enough: float
    seat: str
    name: str
    loser: Candidate
    winner: Candidate
    exact: bool


@dataclass(frozen=True)
class CountryAnswer:
    """What gives a party so many seats.

    Attributes:
        headline: the answer, in a few sentences.
        precision: how exact it is, in a sentence.
        falls: the constituencies that change hands on the way, in order.
        in_points: whether ``enough`` of these is points of a swing; else it is a rate.
    """

    headline: str
    precision: str
    falls: tuple[Fall, ...]
    in_points: bool


# Rates


def rates_of(scenario: Scenario) -> tuple[Rate, ...]:
    """Return the rates of the scenario's moves that are on."""
    naming = describe.naming_election(scenario)
    return tuple(
        Rate(describe.name_of(move, naming) + what, scenario, dial, central(amount))
        for index, move in enumerate(scenario.moves)
        if move.enabled
        for what, dial, amount in _dials(index, move, naming)
    )


def tried(scenario: Scenario, pact: Pact) -> Rate:
    """Return the rate of a pact that is made after all moves of the scenario, as it is tried."""
    name = describe.name_of(pact, describe.naming_election(scenario))
    with_pact = scenario.with_moves((*scenario.moves, pact))
    return Rate(name, with_pact, Dial(len(scenario.moves), "transfer"), None)


def _dials(index: int, move: Move, naming: Election) -> Iterator[tuple[str, Dial, Amount]]:
    """Yield each rate of a move: what of it, to go behind its name, where it is, and what it is."""

    def entries(entry: str, pairs: Pairs, word: str) -> Iterator[tuple[str, Dial, Amount]]:
        for name, amount in pairs:
            what = "staying at home" if name == ABSTAIN else f"{word} {describe.selector_name(name, naming)}"
            yield f": {what}", Dial(index, entry, name), amount

    match move:
        case Pact():
            yield "", Dial(index, "transfer"), move.transfer
            yield from entries("leak", move.leak, "to")
        case Transfer() | Withdraw():
            yield from entries("to", move.to, "to")
        case Stand():
            yield from entries("givers", move.givers, "from")


def _path(rate: Rate) -> Path:
    """Return who wins while a rate goes from its least to its most."""
    lowest, _ = rate.dial.limits(rate.scenario)
    bare = replace(rate.dial.turned(rate.scenario, lowest), title="", notes="")
    return _kept_path(dataset.load_election(rate.scenario.base), bare, rate.dial)


@lru_cache(maxsize=PATHS_KEPT)
def _kept_path(election: Election, scenario: Scenario, dial: Dial) -> Path:
    return rate_path(election, scenario, dial)


def _evaluated(rate: Rate, value: float) -> Outcome:
    """Return what the scenario comes to with the rate at a value."""
    return evaluate(dataset.load_election(rate.scenario.base), rate.dial.turned(rate.scenario, value))


def rate_in_words(rate: float) -> str:
    """Return a rate both ways that people write it: ``98.37% (0.9837)``."""
    percent = value_in_words(rate, in_points=False)
    return f"{percent} ({rate:.{len(percent.partition('.')[2]) + 1}f})"


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
    return f"{_capital('; '.join(parts))}{exact}."


# One constituency


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
        tuple(_rate_answer(rate, seat) for rate in rates_of(scenario)),
        None if pact is None else _rate_answer(tried(scenario, pact), seat),
        tuple(_swing_answer(pair, outcome, position) for pair in least_swings(outcome, seat)),
    )


def _rate_answer(rate: Rate, seat: str) -> RateAnswer:
    path = _path(rate)
    position = path.election.seat_index[seat]
    candidates = path.election.candidates
    turns = tuple(
        Turn(
            flip.at,
            candidates[flip.winner],
            flip.exact,
            _enough(
                flip.at,
                path.low,
                path.high,
                partial(_has_it, partial(_evaluated, rate), position, flip.winner),
                in_points=False,
            ),
        )
        for flip in path.flips
        if flip.seat == position
    )
    return RateAnswer(rate, candidates[int(path.before[position])], turns, bool(path.exact[position]))


def _swing_answer(pair: PairSwing, outcome: Outcome, position: int) -> SwingAnswer:
    swung = partial(_swung, outcome, pair.loser, pair.gainer)
    does = partial(_has_it, swung, position, pair.winner)
    enough = _enough(pair.swing_pp, 0.0, 100.0, does, in_points=True)
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


# The country


def parties_to_ask_about(base: Outcome) -> tuple[str, ...]:
    """Return the parties that can be asked about, as they are listed: the main ones, and all with a seat.

    The Speaker is none: nobody swings to a chair.
    """
    won = seats_by_party(base)
    return tuple(
        abbreviation
        for abbreviation, party in dataset.load_parties().items()
        if abbreviation in base.election.party_index
        and abbreviation != SPEAKER
        and (party.main or abbreviation in won)
    )


def two_largest(base: Outcome) -> tuple[str, str]:
    """Return the parties with most seats and with second most."""
    won = seats_by_party(base)
    first, second, *_ = sorted(parties_to_ask_about(base), key=lambda party: -won.get(party, 0))
    return first, second


def _swung(outcome: Outcome, loser: str | None, gainer: str, swing_pp: float) -> Outcome:
    """Return an outcome after a uniform swing to a party, from another or from all."""
    changes = ((gainer, swing_pp),) if loser is None else ((loser, -swing_pp), (gainer, swing_pp))
    state = State(outcome.election, (), outcome.votes.copy(), outcome.standing.copy())
    apply(state, (Swing(changes=changes),))
    return Outcome(outcome.election, state.votes, state.standing)


def by_swing(outcome: Outcome, loser: str | None, gainer: str, wanted: int) -> CountryAnswer:
    """Return the least uniform swing to a party, from another or from all, that gives it so many seats.

    The parties are abbreviations.
    """
    path = swing_path(outcome, loser, gainer)
    names = dataset.load_parties()
    source = "all other parties in proportion" if loser is None else names[loser].name
    what = f"uniform swing {{}}from {source} to {names[gainer].name}"
    return _country_answer(
        path, gainer, wanted, what, partial(_swung, outcome, loser, gainer), in_points=True
    )


def by_rate(rate: Rate, party: str, wanted: int) -> CountryAnswer:
    """Return the least rate at which a party, by its abbreviation, has so many seats."""
    what = f"rate {{}}of ‘{rate.name}’"
    return _country_answer(_path(rate), party, wanted, what, partial(_evaluated, rate), in_points=False)


def _country_answer(
    path: Path, party: str, wanted: int, what: str, evaluated: Callable[[float], Outcome], in_points: bool
) -> CountryAnswer:
    found = least_for_seats(path, {party}, wanted)

    def seats_at(value: float) -> int:
        outcome = evaluated(value)
        return int(outcome.party_seats[outcome.election.party_index[party]])

    def does(value: float) -> bool:
        return seats_at(value) >= min(wanted, found.seats)

    at = found.most_at if found.at is None else found.at
    enough = _enough(at, path.low, path.high, does, in_points) if found.flips else path.low
    name = dataset.load_parties()[party].name
    candidates, constituencies = path.election.candidates, path.election.constituencies
    # Many seats fall within one hundredth.
    kept = lru_cache(maxsize=None)(evaluated)

    def fall(flip: Flip) -> Fall:
        has_it = partial(_has_it, kept, flip.seat, flip.winner)
        return Fall(
            _enough(flip.at, path.low, path.high, has_it, in_points),
            constituencies[flip.seat].id,
            constituencies[flip.seat].name,
            candidates[flip.loser],
            candidates[flip.winner],
            flip.exact,
        )

    falls = sorted(
        (fall(flip) for flip in path.flips if found.flips and flip.at <= enough), key=lambda fall: fall.enough
    )
    value = value_in_words(enough, in_points)
    seats = formatting.counted(wanted, "seat")
    as_it_is = "as things are" if in_points else "without it"
    if found.at is None:
        where = f"at {value}" if falls else as_it_is
        headline = f"No {what.format('')} gives {name} {seats}: the most is {found.seats}, {where}."
    elif not falls:
        headline = (
            f"{name} has {found.seats} seats {as_it_is}, so no {what.format('')} is needed for {wanted}."
        )
    else:
        headline = f"A {what.format(f'of {value} ')} gives {name} {seats_at(enough)} seats."
    if found.at is not None and falls and not found.stays:
        headline += f" It does not keep {wanted} at every larger {'swing' if in_points else 'rate'}."
    return CountryAnswer(headline, _precision(found.exact, in_points), tuple(falls), in_points)


def _precision(exact: bool, in_points: bool) -> str:
    if exact:
        return "Exact: votes are linear in the " + ("swing." if in_points else "rate, as was checked.")
    return (
        "Votes are not linear in the rate in every seat: there, winners are compared at every hundredth, and "
        "changes between found to 0.01 points."
    )


def value_in_words(value: float, in_points: bool) -> str:
    """Return points of a swing, or a rate: ``10.64 points``, ``29.44%``."""
    return figure(value, in_points) + (" points" if in_points else "")


def figure(value: float, in_points: bool) -> str:
    """Return points of a swing, or a rate, in the decimals that it takes: ``10.64``, ``29.44%``."""
    shown = value if in_points else 100 * value
    text = formatting.points(shown, next((d for d in DECIMALS if _is_round(shown, d)), DECIMALS[-1]))
    return text if in_points else f"{text}%"


def _is_round(shown: float, decimals: int) -> bool:
    return abs(shown - round(shown, decimals)) < ROUNDING * 10.0**-decimals


def _scale(decimals: int, in_points: bool) -> float:
    """Return how many steps of the last decimal, as a value is shown, there are to 1."""
    return 10.0**decimals * (1 if in_points else 100)


def _enough(at: float, low: float, high: float, does: Callable[[float], bool], in_points: bool) -> float:
    """Return the least value of few decimals that does what a path promises beyond ``at``.

    Another change may follow within a hundredth, so more decimals are tried where no hundredth does.
    """
    if at <= low and does(low):
        return low
    for decimals in DECIMALS:
        scale = _scale(decimals, in_points)
        first = math.ceil(at * scale - ROUNDING)
        # At the very value the two are level, and only the tie may be the other's.
        for number in (first, first + 1):
            value = min(number / scale, high)
            if does(value):
                return value
    return at


def _has_it(evaluated: Callable[[float], Outcome], position: int, winner: int, value: float) -> bool:
    """Return whether a candidate, by row, has the constituency at a position where a number is at a value."""
    return int(evaluated(value).winner[position]) == winner


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
