"""Moves in words, and what they come to in their place."""

from __future__ import annotations

import numpy as np
import pytest

from ukvote_gui.core import dataset, describe
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.dataset import load_election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

ILFORD_NORTH, MOHAMAD = "E14001300", "116038"
BRADFORD_WEST = "E14001120"
ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))


@pytest.mark.parametrize(
    ("move", "name", "words"),
    [
        (ALLIANCE, "Pact of Green, Ind and WPB", "Pact of Green, Ind and WPB where Labour won, 60%"),
        (
            Pact(
                members=("bloc:left", f"person:{MOHAMAD}"),
                transfer=Spread(0.625, 0.4, 0.8),
                leak=(("Lab", 0.1), ("abstain", 0.05)),
                rest="proportional",
            ),
            "Pact of “left” and Leanne Mohamad",
            "Pact of “left” and Leanne Mohamad, 62.5% (40% to 80%), 10% to Lab, 5% stay at home, "
            "the rest in proportion",
        ),
        (Pact(members=()), "Pact of nobody", "Pact of nobody, 100%"),
        (Pact(members=("Lab",), title="Ours"), "Ours", "Pact of Lab, 100%"),
        (
            Transfer(givers=("Green",), to=(("Lab", 0.3),), scope=Scope(regions=("London", "South East"))),
            "Transfer from Green",
            "Transfer from Green in London and South East: 30% to Lab",
        ),
        (Transfer(givers=(), to=()), "Transfer from nobody", "Transfer from nobody: nothing"),
        (
            Withdraw(who=("RUK",), to=(("Con", 0.5),), scope=Scope(seats=(ILFORD_NORTH,))),
            "Withdrawal of RUK",
            "Withdrawal of RUK in Ilford North: 50% to Con",
        ),
        (Withdraw(who=("RUK",)), "Withdrawal of RUK", "Withdrawal of RUK"),
        (
            Swing(changes=(("Lab", -3.0),), targets=(("Con", 28.0),), method="strong_transition"),
            "Swing of Lab and Con",
            "Swing: Lab −3.0, Con to 28.0%, strong transition",
        ),
        (
            Swing(
                changes=tuple((p, 1.0) for p in ("Lab", "Con", "LD", "SNP", "PC", "RUK")),
                scope=Scope(countries=("Wales",), majority_below=5),
            ),
            "Swing of Lab, Con, LD and 3 more",
            "Swing in Wales where the majority was under 5 points: "
            "Lab +1.0, Con +1.0, LD +1.0, SNP +1.0, 2 more",
        ),
        (Swing(), "Swing of no party", "Swing: no party yet"),
        (
            Turnout(change=-2.5, scope=Scope(won_by=("Lab", "Con"), majority_below=7.5)),
            "Turnout",
            "Turnout where Labour or Conservative won by under 7.5 points: −2.5 points",
        ),
        (Turnout(set=Spread(65, 60, 70)), "Turnout", "Turnout: 65.0% (60.0% to 70.0%)"),
        (
            SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)),
            "Shares in Ilford North",
            "Ilford North: Leanne Mohamad 34.0%",
        ),
        (
            SetShares(seat=ILFORD_NORTH, shares=(), scope=Scope(seats=("a", "b", "c"))),
            "Shares in Ilford North",
            "Ilford North, only in 3 seats: no share set",
        ),
        (
            Stand(name="Jane Doe", party="Green", seats=(ILFORD_NORTH,), givers=(("Lab", 0.2), ("Con", 0.1))),
            "Jane Doe (Green) stands",
            "Jane Doe (Green) stands in Ilford North, with 20% of Lab and 10% of Con",
        ),
        (
            Stand(name="Jane Doe", party="Green", seats=()),
            "Jane Doe (Green) stands",
            "Jane Doe (Green) stands in no seat",
        ),
    ],
)
def test_a_move_in_words(move: Move, name: str, words: str) -> None:
    assert describe.name_of(move, load_election()) == name
    assert describe.in_words(move, load_election()) == words


def test_people_whom_a_scenario_adds_have_their_names_even_where_their_move_is_off() -> None:
    doe = Stand(name="Jane Doe", party="Green", seats=(ILFORD_NORTH,), enabled=False)
    scenario = Scenario(moves=(doe, SetShares(seat=ILFORD_NORTH, shares=(("new:1", 4.0),))))
    election = describe.naming_election(scenario)
    assert describe.in_words(scenario.moves[1], election) == "Ilford North: Jane Doe 4.0%"


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), ""),
        (Scope(countries=()), "in no part of the country"),
        (Scope(seats=()), "in no seat"),
        (Scope(seats=(ILFORD_NORTH, BRADFORD_WEST)), "in Ilford North and Bradford West"),
        (Scope(won_by=()), "where nobody won"),
        (Scope(won_by=(f"person:{MOHAMAD}", "bloc:b")), "where Leanne Mohamad or “b” won"),
    ],
)
def test_a_scope_in_words(scope: Scope, words: str) -> None:
    assert describe.scope_in_words(scope, load_election()) == words


def test_the_alliance_touches_the_seats_where_two_members_stand_and_flips_five() -> None:
    election = load_election()
    scenario = Scenario(moves=(ALLIANCE,))
    (effect,) = describe.effects(election, scenario)
    assert effect is not None
    outcome = evaluate(election, scenario)
    assert effect.seats == int((np.add.reduceat(~outcome.standing, election.first) > 0).sum()) == 259
    # All votes of those who withdrew: 60% go to the nominees, the rest leave the count.
    assert effect.votes == pytest.approx(float(election.votes[~outcome.standing].sum()))
    assert effect.flips == int(outcome.changed.sum()) == 5
    assert describe.effect_in_words(effect) == "touches 259 seats, 404,469 votes; 5 flip"


def test_each_move_is_counted_against_the_one_before_it() -> None:
    election = load_election()
    edits = (
        SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)),
        SetShares(seat=BRADFORD_WEST, shares=(("6528", 1.0),)),
    )
    moves = (ALLIANCE, Turnout(change=5.0), Turnout(change=0.0), Turnout(change=9.0, enabled=False), *edits)
    found = describe.effects(election, Scenario(moves=moves))
    outcomes = [evaluate(election, Scenario(moves=moves[:n])) for n in range(len(moves) + 1)]
    for before, after, effect, move in zip(outcomes, outcomes[1:], found, moves, strict=False):
        if not move.enabled:
            assert effect is None
            continue
        assert effect is not None
        change = after.votes - before.votes
        gained, lost = change.clip(0), (-change).clip(0)
        by_seat = np.maximum(np.add.reduceat(gained, election.first), np.add.reduceat(lost, election.first))
        assert effect.votes == pytest.approx(float(by_seat.sum()))
        assert effect.flips == int((after.winner != before.winner).sum())
        assert effect.seats == int((by_seat > 1e-9).sum())
    assert [effect and effect.seats for effect in found] == [259, 650, 0, None, 1, 1]


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (None, "off"),
        (describe.Effect(0, 0.0, 0), "touches nothing"),
        (describe.Effect(1, 10.0, 0), "touches 1 seat, 10 votes; it does not flip"),
        (describe.Effect(1, 1000.4, 1), "touches 1 seat, 1,000 votes; it flips"),
        (describe.Effect(2, 10.0, 0), "touches 2 seats, 10 votes; none flips"),
        (describe.Effect(2, 10.0, 1), "touches 2 seats, 10 votes; 1 flips"),
    ],
)
def test_an_effect_in_words(effect: describe.Effect | None, words: str) -> None:
    assert describe.effect_in_words(effect) == words


# Another base


def test_whom_a_scenario_names_who_does_not_stand_in_the_by_elections() -> None:
    election = dataset.load_election()
    seat = election.seat_index[next(iter(dataset.load_byelections()))]
    name = election.constituencies[seat].name
    gone = dataset.load_election("ge2024+byelections").persons
    candidate = next(
        election.candidates[row] for row in election.rows[seat] if election.candidates[row].person not in gone
    )
    person = f"person:{candidate.person}"
    in_bloc = Scenario(blocs=(("b", ("Green", person)),))
    in_move = Scenario(moves=(Transfer(givers=(person,), to=(("Lab", 0.5),)),))
    for scenario, where in ((in_bloc, "the bloc “b”"), (in_move, "the move “")):
        said = describe.who_does_not_stand(scenario, "ge2024+byelections")
        assert said.startswith(f"{candidate.name} ({name}) does not stand there, whom {where}")
    assert describe.who_does_not_stand(Scenario(moves=(Transfer(givers=("Con",), to=()),)), "ge2024") == ""


# How much


def test_hundredths_are_said_where_there_are_any() -> None:
    assert [describe.rate(rate) for rate in (0.6, 0.625, 0.2944, 0.98371)] == [
        "60%",
        "62.5%",
        "29.44%",
        "98.37%",
    ]
    assert [describe.share(share) for share in (34.0, 34.25)] == ["34.0%", "34.25%"]
    swing = Swing(changes=(("Con", 10.64), ("Lab", -10.5)))
    assert "Con +10.64, Lab −10.5" in describe.in_words(swing, load_election())


def test_a_move_is_called_by_its_title_in_one_line() -> None:
    assert describe.name_of(Turnout(change=1.0, title="One\nline  of\twords"), load_election()) == (
        "One line of words"
    )
