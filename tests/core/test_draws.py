"""Draws: the stated distribution, and in every draw what a plain evaluation of its amounts would give."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.small import hold, some_of
from tests.reference.scenarios import KINDS
from ukvote_gui.core import dataset, draws, engine, fields, measures
from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.draws import DrawsCancelledError, common_errors, drawn_values, run_draws
from ukvote_gui.core.elections import Floats
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, State, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

COUNTRY = dataset.load_election()
LEFT = ("Green", "Ind", "WPB")
PACT = Pact(members=LEFT, transfer=Spread(0.6, 0.4, 0.8), scope=Scope(won_by=("Lab",)))
UNCERTAIN = Scenario(
    moves=(
        Turnout(change=-1.0),
        PACT,
        Swing(changes=(("Lab", Spread(-2.0, -4.0, -1.0)), ("Con", 1.0)), scope=Scope(countries=("England",))),
    )
)


def with_amounts(move: Move, change: Any) -> Move:
    """The move with every amount replaced by what ``change`` makes of it and of the kind of its entry."""
    values: dict[str, Any] = {}
    for name, _, kind, _ in fields.entries(type(move)):
        value = getattr(move, name)
        if isinstance(kind, fields.AmountKind) and value is not None:
            values[name] = change(value, kind)
        elif isinstance(kind, fields.AmountsKind):
            values[name] = tuple((key, change(amount, kind.amount)) for key, amount in value)
    return replace(move, **values)


def clear_seats(outcome: Outcome) -> Iterator[int]:
    """The constituencies where the last digits cannot decide who wins."""
    for seat in range(len(outcome.election.constituencies)):
        votes = sorted(outcome.votes[row] for row in outcome.election.rows[seat] if outcome.standing[row])
        if not any(1e-10 < after - before < 1e-8 for before, after in pairwise(votes)):
            yield seat


# Every move works on many draws at once


@pytest.mark.parametrize("seed", range(150))
def test_moves_make_of_each_draw_what_they_make_of_it_alone(seed: int) -> None:
    rng, election, scenario = some_of(seed)
    contested = engine.evaluate(election, scenario).election
    factors = np.array([0.0, 1.0, rng.random(), rng.random()])

    def all_at_once(amount: Amount) -> Floats:
        assert isinstance(amount, int | float)
        return np.repeat(amount * factors[:, np.newaxis], len(election.constituencies), axis=1)

    start = engine.initial_state(contested, scenario)
    together = State(
        contested,
        scenario.blocs,
        np.repeat(start.votes[np.newaxis], len(factors), axis=0),
        start.standing,
        all_at_once,
    )
    for step in engine.steps(scenario):
        engine.apply(together, step)
    standing = np.broadcast_to(together.standing, together.votes.shape)

    for draw, factor in enumerate(factors.tolist()):

        def alone(amount: Amount, factor: float = factor) -> float:
            assert isinstance(amount, int | float)
            return amount * factor

        state = engine.initial_state(contested, scenario)
        state.amount = alone
        for step in engine.steps(scenario):
            engine.apply(state, step)
        assert together.votes[draw] == pytest.approx(state.votes, rel=1e-9, abs=1e-6)
        assert (standing[draw] == state.standing).all()


@pytest.mark.parametrize("seed", range(60))
def test_amounts_of_each_seat_are_its_own(seed: int) -> None:
    _, election, scenario = some_of(seed)
    scenario = scenario.with_moves(move for move in scenario.moves if not move.depends_on_totals)
    contested = engine.evaluate(election, scenario).election
    factors = np.random.default_rng(seed).random((2, len(election.constituencies)))
    start = engine.initial_state(contested, scenario)
    votes = np.repeat(start.votes[np.newaxis], len(factors), axis=0)

    def all_at_once(amount: Amount) -> Floats:
        assert isinstance(amount, int | float)
        return amount * factors

    together = State(contested, scenario.blocs, votes, start.standing, all_at_once)
    for step in engine.steps(scenario):
        engine.apply(together, step)

    for draw, seat in np.ndindex(factors.shape):

        def alone(amount: Amount, factor: float = float(factors[draw, seat])) -> float:
            assert isinstance(amount, int | float)
            return amount * factor

        state = engine.initial_state(contested, scenario)
        state.amount = alone
        for step in engine.steps(scenario):
            engine.apply(state, step)
        rows = list(contested.rows[seat])
        assert together.votes[draw, rows] == pytest.approx(state.votes[rows], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("seed", range(150))
def test_spreads_of_next_to_nothing_draw_the_plain_evaluation(seed: int) -> None:
    rng, election, scenario = some_of(seed)
    part_uncertain = rng.choice([1.0, 0.4])

    def spread(amount: Amount, kind: fields.AmountKind) -> Amount:
        assert isinstance(amount, int | float)
        if amount in (0, 100, -100) or rng.random() > part_uncertain:
            return amount
        low, high = np.nextafter(amount, -np.inf), np.nextafter(amount, np.inf)
        return Spread(amount, max(float(low), kind.low), min(float(high), kind.high))

    def is_whole(move: Move) -> bool:
        return isinstance(move, SetShares) and sum(central(points) for _, points in move.shares) > 99.999

    # There are cliffs at the ends: who has next to nothing may be the only one left who has anything.
    scenario = scenario.with_moves(
        move if is_whole(move) else with_amounts(move, spread) for move in scenario.moves
    )
    chances = run_draws(election, scenario, 60, threads=1)
    outcome = engine.evaluate(election, scenario)
    for seat in clear_seats(outcome):
        assert chances.wins[outcome.winner[seat]] == 60, election.constituencies[seat].name


def test_errors_reach_all_whom_totals_reach() -> None:
    # The errors of the first move reach the North East by the third, and by it the second: all of England.
    barely = Spread(0.1, np.nextafter(0.1, 0), np.nextafter(0.1, 1))
    north_and_scotland = Scope(regions=("North East", "Scotland"))
    moves = (
        Transfer(givers=("SNP",), to=(("Lab", barely),)),
        Swing(targets=(("Lab", 30.0),), scope=Scope(countries=("England",))),
        Swing(targets=(("Lab", 40.0), ("Green", 10.0)), scope=north_and_scotland),
        Turnout(set=50.0, scope=Scope(countries=("Wales",))),
    )
    chances = run_draws(COUNTRY, Scenario(moves=moves), 40)
    assert (chances.winner_chance == 1).all()
    assert (chances.party_seats == chances.outcome.party_seats).all()


def test_a_swing_may_name_every_party_of_its_scope() -> None:
    election = hold({"A": {"Lab": 400, "Con": 300}, "B": {"Lab": 300, "Green": 200}})
    targets = (("Lab", Spread(45.0, 30.0, 55.0)), ("Con", 55.0))
    chances = run_draws(election, Scenario(moves=(Swing(targets=targets, scope=Scope(seats=("A",))),)), 500)
    assert 0 < chances.wins[0] < 500
    assert chances.candidate_chance[2] == 1


# The distribution


@pytest.mark.parametrize(
    ("spread", "limits"),
    [
        (Spread(0.6, 0.4, 0.8), (0.0, 1.0)),
        (Spread(0.9, 0.5, 0.95), (0.0, 1.0)),
        (Spread(-3.0, -8.0, -2.0), (-np.inf, np.inf)),
        (Spread(30.0, 30.0, 45.0), (0.0, 100.0)),
        (Spread(0.1, 0.0, 0.3), (0.0, 1.0)),
    ],
)
def test_an_amount_has_the_stated_distribution_in_every_seat(
    spread: Spread, limits: tuple[float, float]
) -> None:
    region_of = np.array([0, 0, 1, 2, 2, 2])
    errors = common_errors(np.random.default_rng(7), 40_000, region_of)
    values = drawn_values(spread, errors, *limits)
    assert values.min() >= limits[0]
    assert values.max() <= limits[1]
    for seat in values.T:
        percentiles = np.quantile(seat, [0.1, 0.5, 0.9])
        width = spread.high - spread.low
        assert percentiles == pytest.approx([spread.low, spread.value, spread.high], abs=0.02 * width)
        # A normal's 97.5th percentile is 1.96 / 1.2816 times as far from the value as its 90th.
        far = spread.value + (spread.high - spread.value) * 1.96 / 1.2816
        if spread.value < far < limits[1]:
            assert np.mean(seat > far) == pytest.approx(0.025, abs=0.005)


def test_errors_are_standard_and_shared_as_stated() -> None:
    region_of = np.array([0, 0, 1, 1, 2])
    errors = common_errors(np.random.default_rng(3), 200_000, region_of)
    assert errors.mean(axis=0) == pytest.approx(np.zeros(5), abs=0.02)
    same_region = region_of[:, np.newaxis] == region_of
    expected = draws.COUNTRY_VARIANCE + draws.REGION_VARIANCE * same_region + draws.SEAT_VARIANCE * np.eye(5)
    assert np.cov(errors, rowvar=False) == pytest.approx(expected, abs=0.02)


def test_parts_of_the_variance_make_the_whole() -> None:
    assert draws.COUNTRY_VARIANCE + draws.REGION_VARIANCE + draws.SEAT_VARIANCE == 1


def test_regions_have_in_common_what_they_had_in_2024() -> None:
    # One-way analysis of variance (method of moments) of the change of share on 2019, by region.
    change = measures.notional_change(base_outcome(COUNTRY), dataset.load_notional())
    region_of_seat = np.array([COUNTRY.regions.index(c.region) for c in COUNTRY.constituencies])
    parts = []
    for party in ("Lab", "Con", "LD", "Green", "RUK"):
        rows = np.flatnonzero((COUNTRY.party_of == COUNTRY.party_index[party]) & ~np.isnan(change))
        values, region = change[rows], region_of_seat[COUNTRY.seat_of[rows]]
        groups = [values[region == r] for r in np.unique(region)]
        sizes = np.array([len(group) for group in groups])
        means = np.array([group.mean() for group in groups])
        free = sizes.sum() - len(groups)
        within = sum(float(np.square(group - group.mean()).sum()) for group in groups) / free
        between = float(sizes @ np.square(means - values.mean())) / (len(groups) - 1)
        usual_size = (sizes.sum() - np.square(sizes).sum() / sizes.sum()) / (len(groups) - 1)
        of_region = max(0.0, (between - within) / usual_size)
        parts.append(of_region / (of_region + within))
    ours = draws.REGION_VARIANCE / (draws.REGION_VARIANCE + draws.SEAT_VARIANCE)
    assert np.mean(parts) == pytest.approx(ours, abs=0.03)


def test_a_chance_is_that_of_the_amount_to_pass_the_break_even() -> None:
    # Con passes Lab where more than 10 of the Greens' 30 come over: Z > (1/3 - 0.3) / (0.1 / q).
    election = hold({"A": {"Lab": 100, "Con": 90, "Green": 30}})
    move = Transfer(givers=("Green",), to=(("Con", Spread(0.3, 0.2, 0.4)),))
    chances = run_draws(election, Scenario(moves=(move,)), 20_000)
    wanted = 1 - NormalDist(0.3, 0.1 / NormalDist().inv_cdf(0.9)).cdf(1 / 3)
    assert chances.candidate_chance[1] == pytest.approx(wanted, abs=0.01)
    assert chances.winner_chance[0] == 1 - chances.candidate_chance[1]


def test_seats_flip_together_as_far_as_their_errors_are_shared() -> None:
    # Each flips where its own Z > 0; two normals correlated by r are both positive with 1/4 + asin(r) / 2 pi.
    votes = {"Lab": 100, "Con": 90, "Green": 20}
    election = hold({"A": votes, "B": votes, "C": votes}, countries={"C": "Wales"})
    move = Transfer(givers=("Green",), to=(("Con", Spread(0.5, 0.4, 0.6)),))
    chances = run_draws(election, Scenario(moves=(move,)), 40_000)
    con = chances.party_seats[:, election.party_index["Con"]]
    same = draws.COUNTRY_VARIANCE + draws.REGION_VARIANCE
    pairs = 3 / 4 + (np.arcsin(same) + 2 * np.arcsin(draws.COUNTRY_VARIANCE)) / (2 * np.pi)
    # Of n flipped seats n (n - 1) / 2 pairs flipped together.
    assert np.mean(con * (con - 1) / 2) == pytest.approx(pairs, abs=0.02)


def test_equal_votes_go_to_the_senior_candidate_in_every_draw() -> None:
    election = hold({"A": {"Lab": 100, "Con": 100, "Green": 50}})
    chances = run_draws(election, Scenario(moves=(Turnout(change=Spread(0.0, -10.0, 10.0)),)), 300)
    assert chances.wins.tolist() == [300, 0, 0]


def test_who_has_withdrawn_wins_no_draw() -> None:
    election = hold({"A": {"Lab": 100, "Green": 60, "Ind Ann": 50}})
    moves = (
        Pact(members=("Green", "Ind"), transfer=Spread(0.9, 0.7, 1.0)),
        Turnout(set=Spread(1.0, 0.0, 50.0)),
    )
    chances = run_draws(election, Scenario(moves=moves), 400)
    assert chances.wins[2] == 0
    assert 0 < chances.wins[1] < 400
    # In the draws with no votes at all the three are equal, and the senior of those who stand has it.
    assert chances.wins.sum() == 400


# Runs


def test_the_same_seed_gives_the_same_numbers_on_any_number_of_threads() -> None:
    one = run_draws(COUNTRY, UNCERTAIN, 230, seed=5, threads=1)
    three = run_draws(COUNTRY, UNCERTAIN, 230, seed=5, threads=3)
    other = run_draws(COUNTRY, UNCERTAIN, 230, seed=6)
    assert (one.wins == three.wins).all()
    assert (one.party_seats == three.party_seats).all()
    assert (one.party_seats != other.party_seats).any()


def test_more_draws_begin_with_the_same_draws() -> None:
    few = run_draws(COUNTRY, UNCERTAIN, 70, seed=5)
    more = run_draws(COUNTRY, UNCERTAIN, 230, seed=5)
    assert (more.party_seats[:70] == few.party_seats).all()


def test_amounts_of_one_move_are_drawn_apart() -> None:
    election = hold({"A": {"Lab": 200, "Con": 190, "Green": 100, "LD": 5}})
    same = Spread(0.3, 0.1, 0.5)
    # Drawn as one, what both get would be equal, and Lab's 10 votes ahead would hold in every draw.
    move = Transfer(givers=("Green",), to=(("Lab", same), ("Con", same)))
    chances = run_draws(election, Scenario(moves=(move,)), 1000)
    assert 0.2 < chances.candidate_chance[1] < 0.45


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario(moves=(Swing(changes=(("Lab", -5.0), ("Con", 3.0))),)),
        Scenario(moves=(replace(PACT, enabled=False), Turnout(change=-2.0))),
        Scenario(moves=(replace(PACT, transfer=Spread(0.6, 0.6, 0.6)),)),
        Scenario(moves=(replace(PACT, scope=Scope(seats=())),)),
    ],
)
def test_where_nothing_is_uncertain_chances_are_the_outcome(scenario: Scenario) -> None:
    outcome = engine.evaluate(COUNTRY, scenario)
    chances = run_draws(COUNTRY, scenario, 100)
    assert chances.certain
    assert set(np.unique(chances.candidate_chance)) == {0.0, 1.0}
    assert (np.flatnonzero(chances.candidate_chance) == outcome.winner).all()
    assert (chances.mean_seats == outcome.party_seats).all()
    low, high = chances.interval(0.95)
    assert (low == outcome.party_seats).all()
    assert (high == outcome.party_seats).all()
    assert chances.sampling_error == 0


def test_uncertain_amounts_are_those_of_moves_that_are_made() -> None:
    assert draws.uncertain_amounts(UNCERTAIN) == 2
    off = UNCERTAIN.replacing(PACT, replace(PACT, enabled=False))
    assert draws.uncertain_amounts(off) == 1
    assert draws.uncertain_amounts(Scenario(moves=(Turnout(change=Spread(1.0, 1.0, 1.0)),))) == 0


@settings(max_examples=40)
@given(st.integers(0, 100_000))
def test_chances_add_up_to_one(seed: int) -> None:
    rng, election, scenario = some_of(seed)

    def spread(amount: Amount, kind: fields.AmountKind) -> Amount:
        assert isinstance(amount, int | float)
        reach = rng.choice([0.0, 0.1, 30.0])
        return Spread(amount, max(amount - reach, kind.low), min(amount + reach, kind.high))

    scenario = scenario.with_moves(with_amounts(move, spread) for move in scenario.moves)
    chances = run_draws(election, scenario, 75, seed=seed, threads=1)
    contested = chances.election
    by_seat = np.add.reduceat(chances.candidate_chance, contested.first)
    assert by_seat == pytest.approx(np.ones(len(election.constituencies)))
    assert chances.party_chance.sum(axis=1) == pytest.approx(np.ones(len(election.constituencies)))
    assert (chances.party_seats.sum(axis=1) == len(election.constituencies)).all()
    assert chances.mean_seats == pytest.approx(chances.party_chance.sum(axis=0))
    assert chances.mean_seats.sum() == pytest.approx(len(election.constituencies))
    assert (chances.winner_chance <= 1).all()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_move_can_be_uncertain(kind: str) -> None:
    election = hold({"A": {"Lab": 200, "Con": 190, "Green": 40, "LD": 30}, "B": {"Lab": 9, "Con": 8}})
    lab, con = (candidate.person for candidate in election.candidates[:2])
    half = Spread(0.5, 0.2, 0.8)
    moves: dict[str, Move] = {
        "swing": Swing(changes=((("Con"), Spread(1.0, -3.0, 5.0)),)),
        "transfer": Transfer(givers=("Green",), to=(("Con", half),)),
        "withdraw": Withdraw(who=("LD",), to=(("Con", Spread(0.3, 0.0, 0.6)),), scope=Scope(seats=("A",))),
        "pact": Pact(members=("Con", "LD"), transfer=Spread(0.3, 0.0, 0.6), scope=Scope(seats=("A",))),
        "set_shares": SetShares(seat="A", shares=((lab, 43.0), (con, Spread(43.0, 40.0, 46.0)))),
        "turnout": Turnout(set=Spread(1.0, 0.0, 2.0)),
        "stand": Stand(seats=("A",), party="SNP", name="New", givers=(("Lab", Spread(0.05, 0.0, 0.1)),)),
    }
    scenario = Scenario(moves=(moves[kind],))
    chances = run_draws(election, scenario, 400)
    assert not chances.certain
    labour = chances.candidate_chance[0]
    # Turnout scales all alike, and where nobody votes the senior has it: nothing can change.
    assert labour == 1 if kind == "turnout" else 0.05 < labour < 0.95


def test_progress_ends_at_the_whole_and_is_told_on_the_calling_thread() -> None:
    told: list[tuple[int, int]] = []

    def on_progress(done: int) -> None:
        told.append((done, threading.get_ident()))

    run_draws(COUNTRY, UNCERTAIN, 130, on_progress=on_progress)
    done = [count for count, _ in told]
    assert done == sorted(set(done))
    assert done[-1] == 130
    assert {thread for _, thread in told} == {threading.get_ident()}


def test_a_run_that_is_called_off_stops() -> None:
    done: list[int] = []
    with pytest.raises(DrawsCancelledError):
        run_draws(
            COUNTRY, UNCERTAIN, 10_000, on_progress=done.append, cancelled=lambda: len(done) >= 2, threads=2
        )
    assert len(done) == 2


@pytest.mark.parametrize(("number", "seed"), [(0, 1), (-5, 1), (10, -1)])
def test_impossible_runs_are_refused(number: int, seed: int) -> None:
    with pytest.raises(ValueError, match="cannot be made"):
        run_draws(COUNTRY, UNCERTAIN, number, seed)
