"""Why a seat says what it says, in words and columns."""

from __future__ import annotations

import json
import math
import random
import re
from typing import Any

import pytest

from tests.core.small import hold, person_of
from tests.reference.elections import read_election
from tests.reference.scenarios import random_scenario
from ukvote_gui.core import dataset, files
from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.reasons.account import Account, account_of
from ukvote_gui.core.reasons.changes import whole
from ukvote_gui.core.reasons.words import majority_in_votes
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

CLOSE = hold({"A": {"Lab Ann": 400, "Ind Bob": 380, "Con Cy": 150, "Green Di": 60}, "B": {"Con Ed": 9}}, 2000)
ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
ILFORD_NORTH = "E14001300"
SEEDS = range(30)


def why(*moves: Move, election: Election = CLOSE, seat: str = "A") -> Account:
    return account_of(election, Scenario(moves=moves), seat)


def test_an_empty_scenario_says_who_wins_and_what_to_do() -> None:
    found = why()
    assert found.answer.startswith("Lab Ann (Lab) wins by 20 votes. Nothing is changed yet")
    assert "set a share of a candidate here, or add a move" in found.answer
    assert [column.name for column in found.columns] == ["Base"]
    assert (found.changes, found.without, found.untouched, found.flipped) == ((), (), "", False)


def test_moves_that_are_all_off_are_said_to_be() -> None:
    found = why(Withdraw(who=("Lab",), enabled=False))
    assert (
        found.answer
        == "Lab Ann (Lab) wins by 20 votes, as in the base. All moves of the scenario are switched off."
    )


def test_no_move_touches_the_seat() -> None:
    found = why(Withdraw(who=("Lab",)), seat="B")
    assert found.answer == "No move touches this seat. Con Ed (Con) wins by 9 votes, as in the base."


def test_one_move_is_enough_and_without_it_the_other_would_win() -> None:
    # Half of 60 Greens to Ind: 380 + 30 against 400.
    found = why(Transfer(givers=("Green",), to=(("Ind", 0.5),)))
    assert found.flipped
    assert found.answer == (
        "Ind Bob (Ind) wins A instead of Lab Ann (Lab) because of ‘Transfer from Green’; "
        "without it Lab Ann (Lab) would win by 20 votes."
    )
    (left,) = found.without
    assert (left.winner.name, left.margin, left.decisive) == ("Lab Ann", "20 votes", True)


def test_two_moves_that_are_needed_together() -> None:
    # 12 Greens and 15 Conservatives: either leaves Labour 8 or 5 ahead, both put Ind 7 ahead.
    found = why(
        Transfer(givers=("Green",), to=(("Ind", 0.2),), title="First"),
        Transfer(givers=("Con",), to=(("Ind", 0.1),), title="Second"),
    )
    assert found.answer == (
        "Ind Bob (Ind) wins A instead of Lab Ann (Lab) because of ‘First’ and ‘Second’ together; "
        "without either of them Lab Ann (Lab) would win."
    )
    assert [(left.margin, left.decisive) for left in found.without] == [("5 votes", True), ("8 votes", True)]


def test_two_moves_that_are_each_enough() -> None:
    found = why(
        Transfer(givers=("Green",), to=(("Ind", 1.0),), title="Greens"),
        Transfer(givers=("Con",), to=(("Ind", 1.0),), title="Conservatives"),
    )
    assert found.answer == (
        "Ind Bob (Ind) wins A instead of Lab Ann (Lab). ‘Greens’ or ‘Conservatives’ alone would be enough, "
        "so either can be left out. Without ‘Greens’ and ‘Conservatives’ together Lab Ann (Lab) would win by "
        "20 votes."
    )
    assert not any(left.decisive for left in found.without)


def test_any_two_of_three_are_enough() -> None:
    # Of 150 Conservatives 15, 13.5 and 12.15 go, where 20 are needed: no move is enough, and none is needed.
    found = why(*(Transfer(givers=("Con",), to=(("Ind", 0.1),), title=title) for title in "abc"))
    assert "No single move decides it" in found.answer
    assert "Without ‘a’ and ‘b’ together Lab Ann (Lab) would win by 5 votes." in found.answer


def test_a_move_that_holds_the_seat_is_named() -> None:
    found = why(
        Transfer(givers=("Green",), to=(("Ind", 1.0),), title="Alliance"),
        Transfer(givers=("Con",), to=(("Lab", 1.0),), title="Loan"),
    )
    assert not found.flipped
    assert found.answer == (
        "Lab Ann (Lab) wins A as in the base because of ‘Loan’; "
        "without it Ind Bob (Ind) would win by 40 votes."
    )


def test_moves_that_change_votes_alone_are_said_to() -> None:
    found = why(Transfer(givers=("Con",), to=(("Lab", 0.1),)))
    assert found.answer == (
        "Lab Ann (Lab) wins by 35 votes, as in the base, where it was by 20 votes. "
        "‘Transfer from Con’ changes votes here, but not who wins."
    )


def test_a_tie_says_whose_the_seat_is() -> None:
    found = why(Transfer(givers=("Lab",), to=(("Con", 0.05),)))
    assert found.answer == (
        "Lab Ann (Lab) and Ind Bob (Ind) are tied and the seat goes to the first, who is ahead in the base. "
        "In the base it was theirs by 20 votes."
    )


def test_nobody_votes() -> None:
    found = why(Turnout(set=0.0))
    assert found.answer.startswith("Nobody votes here, and the seat stays with Lab Ann (Lab)")
    assert found.columns[-1].total == 0


def test_moves_of_the_same_name_are_told_apart_by_number() -> None:
    found = why(
        Transfer(givers=("Green",), to=(("Ind", 0.2),)), Transfer(givers=("Green",), to=(("Ind", 0.2),))
    )
    assert "‘Transfer from Green’ (move 1) and ‘Transfer from Green’ (move 2) together" in found.answer


def test_a_move_elsewhere_that_decides_here_is_named() -> None:
    election = hold({"A": {"Lab Ann": 400, "Con Bob": 390}, "B": {"Lab Cy": 100, "Con Di": 900}}, 2000)
    # Without the pact of B, Labour would need fewer points to its target, and would hold A.
    edit = SetShares(seat="B", shares=((person_of(election, "Lab Cy"), 90.0),))
    swing = Swing(targets=(("Lab", 50.0),), title="Swing")
    found = account_of(election, Scenario(moves=(edit, swing)), "A")
    assert found.flipped
    assert "‘Shares in B’" in found.answer
    assert [left.index for left in found.without] == [0, 1]
    assert [column.index for column in found.columns] == [None, 1]
    assert found.untouched == "1 other move does not touch this seat."


def test_columns_are_the_base_and_the_moves_that_touch_the_seat() -> None:
    found = why(
        Withdraw(who=("SNP",)),
        Withdraw(who=("Green",), to=(("Ind", 0.5),)),
        SetShares(seat="B", shares=()),
        Stand(party="LD", name="New", seats=("A",), givers=(("Lab", 0.25),)),
    )
    assert [(column.index, column.kind) for column in found.columns] == [
        (None, ""),
        (1, "withdraw"),
        (3, "stand"),
    ]
    assert [c.name for c in found.candidates] == ["Lab Ann", "Ind Bob", "Con Cy", "Green Di", "New"]
    base, withdrawn, stands = found.columns
    assert base.votes == (400, 380, 150, 60, 0)
    assert base.standing == (True, True, True, True, False)
    assert withdrawn.votes == (400, 410, 150, 0, 0)
    assert withdrawn.standing == (True, True, True, False, False)
    assert stands.votes == (300, 410, 150, 0, 100)
    assert [column.leader for column in found.columns] == [0, 1, 1]
    assert found.untouched == "2 other moves do not touch this seat."


def test_what_is_given_is_said_vote_for_vote() -> None:
    (change,) = why(Withdraw(who=("Green",), to=(("Ind", 0.5), ("Con", 0.25)))).changes
    assert change.lines == ("Green Di (Green) had 60: 30 to Ind Bob (Ind), 15 to Con Cy (Con), 15 abstain.",)
    assert not change.note


def test_what_a_giver_keeps_stays() -> None:
    (change,) = why(Transfer(givers=("Con",), to=(("Lab", 0.2), ("abstain", 0.1)))).changes
    assert change.lines == ("Con Cy (Con) had 150: 30 to Lab Ann (Lab), 15 abstain, 105 stay.",)


def test_who_gives_all_to_one_gives_all() -> None:
    (change,) = why(Withdraw(who=("Green",), to=(("Ind", 1.0),))).changes
    assert change.lines == ("Green Di (Green) had 60: all to Ind Bob (Ind).",)


def test_who_withdraws_without_votes_is_told_too() -> None:
    election = hold({"A": {"Lab Ann": 5, "Con Bob": 4, "LD Cy": 0}}, 100)
    (change,) = why(Withdraw(who=("LD",)), election=election).changes
    assert change.lines == ("LD Cy (LD) withdraws; no vote changes hands.",)


def test_moves_that_set_votes_say_so() -> None:
    (change,) = why(SetShares(seat="A", shares=((person_of(CLOSE, "Lab Ann"), 50.0),))).changes
    # 495 of 990 for Labour; the other 590 become 495, in proportion.
    assert change.lines == (
        "Takes 61 from Ind Bob (Ind), 24 from Con Cy (Con), 10 from Green Di (Green).",
        "Gives 95 to Lab Ann (Lab).",
    )
    assert change.note == "It says how many votes there are, and not whose they were."


def test_turnout_takes_from_those_who_did_not_vote() -> None:
    (change,) = why(Turnout(set=99.0)).changes
    assert change.lines[0] == "Takes 990 from people who did not vote."
    (change,) = why(Turnout(set=0.0)).changes
    assert change.lines[1] == "Gives 990 to abstention."


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1076.4, 717.6], [1076, 718]), ([0.5, 0.5], [1, 0]), ([1 / 3] * 3, [1, 0, 0]), ([], []), ([2.0], [2])],
)
def test_whole_numbers_add_up(values: list[float], expected: list[int]) -> None:
    assert whole(values) == expected


def test_majorities_in_votes() -> None:
    assert [majority_in_votes(votes) for votes in (528.0, 1.2, 0.3)] == [
        "528 votes",
        "1 vote",
        "less than a vote",
    ]


def test_ilford_north_and_the_alliance_at_sixty_percent() -> None:
    found = account_of(dataset.load_election(), Scenario(moves=(ALLIANCE,)), ILFORD_NORTH)
    assert found.answer == (
        "Leanne Mohamad (Ind) wins Ilford North instead of Wes Streeting (Lab) because of "
        "‘Pact of Green, Ind and WPB’; without it Wes Streeting (Lab) would win by 528 votes."
    )
    (change,) = found.changes
    assert change.lines == (
        "Rachel Collinson (Green) had 1,794: 1,076 to Leanne Mohamad (Ind), 718 abstain.",
    )


@pytest.fixture(scope="module")
def country() -> list[dict[str, Any]]:
    return read_election()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_account_reconciles_to_the_vote(seed: int, country: list[dict[str, Any]]) -> None:
    rng = random.Random(seed)
    scenario = files.parse(json.dumps(random_scenario(rng, country, moves=rng.randint(1, 7)))).scenario
    election = dataset.load_election(scenario.base)
    outcome = evaluate(election, scenario)
    changed = outcome.changed.nonzero()[0].tolist()
    for position in {*changed[:3], *rng.sample(range(650), 3)}:
        found = account_of(election, scenario, election.constituencies[position].id)
        assert found.winner == outcome.election.candidates[int(outcome.winner[position])]
        assert found.flipped == bool(outcome.changed[position])
        assert found.candidates[found.columns[-1].leader] == found.winner
        assert found.columns[-1].total == pytest.approx(float(outcome.valid_votes[position]), abs=1e-6)
        assert all(0 <= column.total <= found.electorate + 1e-6 for column in found.columns)
        assert found.winner.name in found.answer
        for change, column, before in zip(found.changes, found.columns[1:], found.columns, strict=False):
            assert change.index == column.index
            for line in change.lines:
                if (had := re.fullmatch(r"(.+) had ([\d,]+): (?!all)(.+)\.", line)) is not None:
                    # Names with figures do not stand, and parts are divided by commas with a space.
                    parts = [re.match(r"[\d,]*\d", part) for part in had[3].split(", ")]
                    counts = [int(part[0].replace(",", "")) for part in parts if part is not None]
                    assert sum(counts) == int(had[2].replace(",", ""))
            assert math.isclose(column.total, math.fsum(column.votes), abs_tol=1e-9)
            assert before.votes != column.votes or before.standing != column.standing
        assert {left.index for left in found.without} >= {change.index for change in found.changes}
