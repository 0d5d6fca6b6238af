"""Chances: the whole country drawn thousands of times, where a scenario's amounts are uncertain.

The distribution of an uncertain amount. Of ``{"value": v, "low": l, "high": h}``, v is the median, and l and
h are the 10th and the 90th percentile: in eight draws of ten the amount lies between l and h, in half of them
below v. It is two halves of normal distributions, each as wide as its side asks for, joined at v (the two
straight lines of Barlow, Asymmetric Errors, PHYSTAT 2003):

    v + (v - l) / q * min(Z, 0) + (h - v) / q * max(Z, 0),  q = 1.2816, the normal's 90th percentile,

with Z standard normal, and held at the limits of its entry (rates 0 and 1, shares 0 and 100 points), which
moves no percentile within them. People's ranges are read as percentiles, not as ends, for what they give as
ends is passed more often than they think (O'Hagan et al., Uncertain Judgements, 2006).

Errors in common. Every draw has an error that is common to the country, one common to each region and one of
each seat's own, all independent and standard normal:

    Z = sqrt(COUNTRY_VARIANCE) C + sqrt(REGION_VARIANCE) R + sqrt(SEAT_VARIANCE) S.

The parts add up to 1, so that in each single seat an amount has the distribution above, whatever the parts;
they only say how much of the error seats have in common. Different amounts are independent of each other,
also within one move. Where the drawn rates of one move exceed 1 together, they are scaled to 1.

The numbers depend on the seed, the scenario and the election alone: draws are made in blocks of fixed size,
and each block of each amount has a stream of its own (numpy's SeedSequence with a spawn key), so neither the
number of threads nor that of draws changes a draw. (Another version of numpy may.)
"""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from statistics import NormalDist
from typing import Any

import numpy as np

from ukvote_gui.core import engine, fields
from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.chances import Chances, Counts
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.moves import Move, State
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.reach import Part, cut, reached
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE

DRAWS = 10_000
"""Draws that are made where nobody asks for another number."""

COUNTRY_VARIANCE = 0.5
"""Part of an error's variance that all seats have in common.

A judgement: what one does not know of a what-if (would they follow?) is as much about the thing itself as
about where it happens.
"""
REGION_VARIANCE = 0.125
"""Part that the seats of a region have in common: a quarter of what is not common to the country.

So it was for the change of parties' shares from the notional result of 2019 to 2024, on the average of the
five parties of all Great Britain (variance components by one-way analysis; a test holds this to the data).
"""
SEAT_VARIANCE = 0.375
"""Part that is each seat's own."""

PERCENTILE_OF_HIGH = 0.9
_HIGH_Z = NormalDist().inv_cdf(PERCENTILE_OF_HIGH)

BLOCK = 50
"""Draws made at a time: so few that what is worked on (2 MB an array) stays in a processor's cache, so many
that numpy, and not Python with its one lock, does the work. Another number makes other draws of a seed."""
MOST_THREADS = 8
_KEPT_BYTES = 31_000_000


class DrawsCancelledError(Exception):
    """The draws were called off before they were done."""


def run_draws(
    election: Election,
    scenario: Scenario,
    draws: int = DRAWS,
    seed: int = 1,
    *,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    threads: int | None = None,
) -> Chances:
    """Return the chances of a scenario, from drawing the whole country so many times.

    Args:
        election: the base, as for :func:`ukvote_gui.core.engine.evaluate`.
        scenario: the scenario.
        draws: how many draws to make, 1 or more.
        seed: 0 or more; the same one gives the same numbers.
        on_progress: called with the number of draws done, on the thread that called.
        cancelled: asked between blocks, on the thread that called, whether to stop.
        threads: how many to draw on; by default one a processor.

    Raises:
        DrawsCancelledError: ``cancelled`` said so.
        ValueError: the number of draws or the seed is out of range.
    """
    if draws < 1 or seed < 0:
        raise ValueError(f"{draws} draws with the seed {seed} cannot be made")
    plan = _plan(election, scenario)
    contested = plan.outcome.election
    wins = np.zeros(len(contested.candidates), dtype=np.intp)
    party_seats = np.empty((draws, len(contested.parties)), dtype=np.int32)

    certain_seats = np.ones(len(contested.constituencies), dtype=np.bool_)
    certain_seats[plan.drawn.seats] = False
    certain_winner = plan.outcome.winner[certain_seats]
    wins[certain_winner] = draws
    party_seats[:] = np.bincount(contested.party_of[certain_winner], minlength=len(contested.parties))
    if plan.steps:
        blocks = range(math.ceil(draws / BLOCK))
        workers = threads or min(os.cpu_count() or 1, MOST_THREADS)
        # The C library (glibc) gives every large array back to the system at once, and each new one costs a
        # fault a page, a fifth of the time, until it has seen one of this size come and go.
        np.empty(_KEPT_BYTES, dtype=np.uint8)
        with ThreadPoolExecutor(workers, thread_name_prefix="draws") as pool:
            # Each block is let go of as soon as it is counted.
            made = deque(pool.submit(_draw_block, plan, seed, block) for block in blocks)
            try:
                for block in blocks:
                    if cancelled is not None and cancelled():
                        raise DrawsCancelledError
                    done = min((block + 1) * BLOCK, draws)
                    winner = made.popleft().result()[: done - block * BLOCK]
                    _count(winner, contested, wins, party_seats[block * BLOCK : done])
                    if on_progress is not None:
                        on_progress(done)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
    return Chances(scenario, plan.outcome, draws, seed, not plan.steps, wins, party_seats)


def uncertain_amounts(scenario: Scenario) -> int:
    """Return how many amounts of the scenario's enabled moves are uncertain."""
    amounts = (amount for move in scenario.moves if move.enabled for amount in _flat_amounts(move))
    return sum(1 for amount in amounts if isinstance(amount, Spread) and amount.low < amount.high)


def drawn_values(spread: Spread, errors: Floats, least: float = -math.inf, most: float = math.inf) -> Floats:
    """Return what standard normal errors make of an uncertain amount, within the limits of its entry."""
    below = (spread.value - spread.low) / _HIGH_Z
    above = (spread.high - spread.value) / _HIGH_Z
    values = spread.value + below * np.minimum(errors, 0.0) + above * np.maximum(errors, 0.0)
    return values if math.isinf(least) and math.isinf(most) else np.clip(values, least, most)


def common_errors(generator: np.random.Generator, draws: int, region_of: Ints) -> Floats:
    """Return standard normal errors that seats have partly in common, shape (draws, constituencies).

    ``region_of`` is the number of each constituency's region, shape (constituencies,).
    """
    regions = int(region_of.max(initial=0)) + 1
    country = generator.standard_normal((draws, 1))
    region = generator.standard_normal((draws, regions))
    seat = generator.standard_normal((draws, len(region_of)))
    seat *= math.sqrt(SEAT_VARIANCE)
    shared = math.sqrt(COUNTRY_VARIANCE) * country + math.sqrt(REGION_VARIANCE) * region
    seat += shared.take(region_of, axis=-1)
    return seat


# What to draw


@dataclass(frozen=True, slots=True)
class _Uncertain(Spread):
    """A spread with the limits of its entry and the place that its stream of errors belongs to."""

    least: float
    most: float
    place: tuple[int, int]


@dataclass(frozen=True, eq=False)
class _Step:
    """Moves made at once, on those candidates alone whose votes they can read or change.

    Attributes:
        moves: the moves, without their scopes, which ``part`` fulfils.
        part: the part of what is drawn that they reach.
        region_of: the region of each constituency of the part, shape (constituencies,).
    """

    moves: tuple[Move, ...]
    part: Part
    region_of: Ints


@dataclass(frozen=True, eq=False)
class _Plan:
    """What is the same in all draws.

    Attributes:
        scenario: the scenario, its uncertain amounts marked.
        outcome: its plain evaluation.
        drawn: the part of the election that uncertain moves can touch: entire constituencies.
        votes: its candidates' votes before the first uncertain move, shape (candidates drawn,).
        standing: whether they stand then, same shape.
        steps: that move and all after it.
    """

    scenario: Scenario
    outcome: Outcome
    drawn: Part
    votes: Floats
    standing: Bools
    steps: tuple[_Step, ...]


def _plan(election: Election, scenario: Scenario) -> _Plan:
    outcome = engine.evaluate(election, scenario)
    contested = outcome.election
    marked = scenario.with_moves(_marked(move, i) for i, move in enumerate(scenario.moves))
    state = engine.initial_state(contested, marked)
    later: list[dict[Move, Bools]] = []
    for step in engine.steps(marked):
        involved = {move: reached(contested, marked.blocs, move.reach) for move in step}
        if not later and not any(_spreads(move) for move in step):
            engine.apply(state, step)
        else:
            later.append(involved)
    about = [(move, state.any_in_seat(flags)) for step in later for move, flags in step.items()]
    reach = _reach(about, len(contested.constituencies))
    drawn = cut(contested, state.per_candidate(reach).tobytes())
    made = [_step(contested, drawn, involved) for involved in later]
    return _Plan(
        marked,
        outcome,
        drawn,
        state.votes[drawn.rows],
        state.standing[drawn.rows],
        tuple(step for step in made if step is not None),
    )


def _reach(moves: Sequence[tuple[Move, Bools]], seats: int) -> Bools:
    """Return the constituencies that the errors can reach, given those that each move is about.

    Where a move depends on totals they go from one to all, which takes another look at every such move.
    """
    reach = np.zeros(seats, dtype=np.bool_)
    before = -1
    while (now := int(np.count_nonzero(reach))) > before:
        before = now
        for move, about in moves:
            if _spreads(move) or (move.depends_on_totals and np.any(about & reach)):
                reach |= about
    return reach


def _step(election: Election, drawn: Part, involved: dict[Move, Bools]) -> _Step | None:
    moves = [(move, rows[drawn.rows]) for move, rows in involved.items() if np.any(rows[drawn.rows])]
    if not moves:
        return None
    part = cut(drawn.election, np.logical_or.reduce([rows for _, rows in moves]).tobytes())
    regions = {region: i for i, region in enumerate(election.regions)}
    region_of = np.array([regions[c.region] for c in part.election.constituencies], dtype=np.intp)
    return _Step(tuple(replace(move, scope=EVERYWHERE) for move, _ in moves), part, region_of)


def _amounts(move: Move) -> Iterator[tuple[str, Any, fields.AmountKind]]:
    """Yield the name, the value and the kind of each entry of a move that holds amounts."""
    for name, _, kind, _ in fields.entries(type(move)):
        value = getattr(move, name)
        if isinstance(kind, fields.AmountKind) and value is not None:
            yield name, value, kind
        elif isinstance(kind, fields.AmountsKind):
            yield name, value, kind.amount


def _marked(move: Move, position: int) -> Move:
    """Return the move with every uncertain amount marked, and its certain ones as plain numbers."""
    numbers = count()

    def mark(amount: Amount, kind: fields.AmountKind) -> Amount:
        place = position, next(numbers)
        if not isinstance(amount, Spread) or amount.low == amount.high:
            return central(amount)
        return _Uncertain(amount.value, amount.low, amount.high, kind.low, kind.high, place)

    values: dict[str, Any] = {
        name: tuple((key, mark(amount, kind)) for key, amount in value)
        if isinstance(value, tuple)
        else mark(value, kind)
        for name, value, kind in _amounts(move)
    }
    return replace(move, **values)


def _flat_amounts(move: Move) -> Iterator[Amount]:
    for _, value, _ in _amounts(move):
        yield from (amount for _, amount in value) if isinstance(value, tuple) else (value,)


def _spreads(move: Move) -> list[_Uncertain]:
    """Return the amounts of a move that are marked as uncertain."""
    return [amount for amount in _flat_amounts(move) if isinstance(amount, _Uncertain)]


# Drawing it


def _draw_block(plan: _Plan, seed: int, block: int) -> Ints:
    """Return the rows of the winners in a block of draws, shape (BLOCK, seats drawn)."""
    votes = np.repeat(plan.votes[np.newaxis], BLOCK, axis=0)
    state = State(plan.drawn.election, plan.scenario.blocs, votes, plan.standing)
    for step in plan.steps:
        make = partial(_make, step.moves)
        state.change_part(step.part, make, _sampler(step, seed, block))
    return plan.drawn.rows[state.winners()]


def _make(moves: tuple[Move, ...], state: State) -> None:
    engine.apply(state, moves)


def _sampler(step: _Step, seed: int, block: int) -> Callable[[Amount], float | Floats]:
    def draw(amount: Amount) -> float | Floats:
        if not isinstance(amount, _Uncertain):
            return central(amount)
        stream = np.random.SeedSequence(seed, spawn_key=(*amount.place, block))
        errors = common_errors(np.random.default_rng(stream), BLOCK, step.region_of)
        return drawn_values(amount, errors, amount.least, amount.most)

    return draw


def _count(winner: Ints, election: Election, wins: Ints, party_seats: Counts) -> None:
    """Add draws to the counts: winners' rows (draws, seats) to wins and to the draws' seats by party."""
    draws, parties = party_seats.shape
    wins += np.bincount(winner.ravel(), minlength=len(wins))
    cells = election.party_of.take(winner) + parties * np.arange(draws)[:, np.newaxis]
    party_seats += np.bincount(cells.ravel(), minlength=party_seats.size).reshape(party_seats.shape)
