"""The swingometer: its readings are what the engine says of a uniform swing."""

from __future__ import annotations

import pytest

from tests.core.small import after, hold
from ukvote_gui.core import dataset, swingometer, swings
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.measures import seats_by_party
from ukvote_gui.core.moves import Swing, Turnout
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.swingometer import Swingometer

BRITAIN, KINGDOM = "Great Britain", "United Kingdom"


def area(name: str) -> swings.Area:
    return next(a for a in swings.areas(dataset.load_election()) if a.name == name)


def meter(first: str = "Lab", second: str = "Con", name: str = BRITAIN) -> Swingometer:
    return swingometer.swingometer(base_outcome(dataset.load_election()), first, second, area(name))


@pytest.mark.parametrize(("first", "second"), [("Lab", "Con"), ("Con", "LD"), ("Lab", "RUK")])
@pytest.mark.parametrize("points", [-10.0, -3.7, 0.0, 1.0, 6.0, 9.99])
def test_a_reading_is_what_the_engine_says(first: str, second: str, points: float) -> None:
    election, where = dataset.load_election(), area(BRITAIN)
    move = Swing(changes=((first, -points), (second, points)), scope=where.scope)
    outcome = evaluate(election, Scenario(moves=(move,)))
    reading = meter(first, second).at(points)
    assert reading.seats == {party: seats for party, seats in seats_by_party(outcome).items() if seats}
    assert reading.changed == int(outcome.changed.sum())


def test_falls_are_in_order_and_as_many_as_change_hands() -> None:
    dial = meter()
    swings_pp = [fall.swing_pp for fall in dial.falls]
    assert swings_pp == sorted(swings_pp)
    on_the_way = {fall.seat for fall in dial.falls if 0 < fall.swing_pp <= 6}
    assert len(on_the_way) == dial.at(6.0).changed
    gained = sum(fall.party == "Con" for fall in dial.falls if 0 < fall.swing_pp <= 6)
    assert gained == dial.at(6.0).seats["Con"] - 121


def test_turning_points_are_where_the_majority_goes() -> None:
    lost = next(point for point in meter().turning_points if point.words == "Labour largest, no majority")
    assert meter().at(lost.swing_pp - 0.001).seats["Lab"] >= 326
    assert meter().at(lost.swing_pp + 0.001).seats["Lab"] < 326
    won = next(point for point in meter().turning_points if point.words == "Conservative majority")
    assert meter().at(won.swing_pp - 0.001).seats["Con"] < 326
    assert meter().at(won.swing_pp + 0.001).seats["Con"] >= 326
    assert 0 < lost.swing_pp < won.swing_pp


def test_turning_points_the_other_way_are_negative() -> None:
    points = {point.words: point.swing_pp for point in meter("Con", "Lab").turning_points}
    assert points["Labour largest, no majority"] < 0
    assert points["Conservative majority"] < points["Labour largest, no majority"]


def test_two_parties_may_be_level() -> None:
    election = hold({"A": {"Lab": 60, "Con": 40}, "B": {"Lab": 70, "Con": 30}})
    kingdom = next(a for a in swings.areas(election) if a.name == KINGDOM)
    dial = swingometer.swingometer(base_outcome(election), "Lab", "Con", kingdom)
    assert [(round(p.swing_pp, 6), p.words) for p in dial.turning_points] == [
        (10.0, "Labour and Conservative level"),
        (20.0, "Conservative majority"),
    ]


def test_the_scenarios_swing_is_butlers() -> None:
    election = hold({"A": {"Lab": 50, "Con": 30, "LD": 20}})
    kingdom = next(a for a in swings.areas(election) if a.name == KINGDOM)
    base = base_outcome(election)
    outcome = after(election, Swing(changes=(("Lab", -6.0), ("Con", 2.0), ("LD", 4.0))))
    assert swingometer.swing_between(base, outcome, kingdom, "Lab", "Con") == pytest.approx(4.0)
    assert swingometer.swing_between(base, outcome, kingdom, "Con", "Lab") == pytest.approx(-4.0)
    assert swingometer.swing_between(base, after(election, Turnout(change=1.0)), kingdom, "Lab", "Con") == (
        pytest.approx(0.0)
    )


@pytest.mark.parametrize(
    ("swing_pp", "words"),
    [
        (6.04, "6.0 points from Labour to Conservative"),
        (-1.0, "1.0 point from Conservative to Labour"),
        (0.02, "0.02 points from Labour to Conservative"),
        (0.0, "No swing between Labour and Conservative"),
    ],
)
def test_a_swing_in_words(swing_pp: float, words: str) -> None:
    assert swingometer.swing_in_words(swing_pp, "Labour", "Conservative") == words


def test_a_party_does_not_swing_to_itself() -> None:
    with pytest.raises(ValueError, match="another"):
        meter("Lab", "Lab")
