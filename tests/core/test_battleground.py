"""Targets and defences: their order, their swings, and who else is close, against arithmetic by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.small import after, hold
from ukvote_gui.core import dataset
from ukvote_gui.core.battleground import Aim, Battleground, battleground, summary
from ukvote_gui.core.elections import Election
from ukvote_gui.core.moves import Swing, Withdraw
from ukvote_gui.core.outcome import NOBODY, Outcome, base_outcome


@pytest.fixture
def election() -> Election:
    return hold(
        {
            # Shares 40, 30, 20, 10: C is 20 behind, swing 10; but at 30 it would be behind nobody else.
            "Wide": {"A": 400, "B": 300, "C": 200, "D": 100},
            # Shares 38, 37, 25: C needs 6.5 from A, is at 31.5 then, and B at 37 is first: 12 past all.
            "Three-way": {"A": 380, "B": 370, "C": 250},
            "Near": {"B": 510, "C": 490},
            "Held": {"C": 700, "A": 300},
            "Absent": {"A": 600, "B": 400},
        }
    )


def names(ground: Battleground) -> list[str]:
    return [ground.outcome.election.constituencies[seat].name for seat in ground.seats.tolist()]


def candidates(ground: Battleground, rows: np.ndarray) -> list[str]:
    return ["" if row == NOBODY else ground.outcome.election.candidates[row].name for row in rows.tolist()]


def test_targets_come_in_the_order_of_half_the_difference(election: Election) -> None:
    targets = battleground(base_outcome(election), "C", Aim.TARGETS)
    assert names(targets) == ["Near", "Three-way", "Wide"]
    assert targets.swing_pp == pytest.approx([1.0, 6.5, 10.0])
    assert targets.votes == pytest.approx([20, 130, 200])
    assert targets.place.tolist() == [2, 3, 3]
    assert candidates(targets, targets.rival) == ["B", "A", "A"]


def test_a_third_who_would_be_ahead_first_is_told(election: Election) -> None:
    targets = battleground(base_outcome(election), "C", Aim.TARGETS)
    assert targets.past_all_pp == pytest.approx([1.0, 12.0, 10.0])
    assert candidates(targets, targets.third) == ["", "C", "C"]
    assert targets.third_gap_pp[1:] == pytest.approx([13.0, 20.0])
    assert np.isnan(targets.third_gap_pp[0])


@pytest.mark.parametrize(("extra", "winner"), [(-0.01, "B"), (0.01, "C")])
def test_past_all_is_where_a_swing_from_the_winner_elects_the_party(
    election: Election, extra: float, winner: str
) -> None:
    swing = 12.0 + extra
    outcome = after(election, Swing(changes=(("A", -swing), ("C", swing))))
    seat = election.seat_index["Three-way"]
    assert election.candidates[int(outcome.winner[seat])].name == winner


def test_defences_are_against_the_runner_up(election: Election) -> None:
    defences = battleground(base_outcome(election), "A", Aim.DEFENCES)
    assert names(defences) == ["Three-way", "Wide", "Absent"]
    assert defences.swing_pp == pytest.approx([0.5, 5.0, 10.0])
    assert defences.votes == pytest.approx([10, 100, 200])
    assert candidates(defences, defences.rival) == ["B", "B", "B"]
    assert defences.place.tolist() == [1, 1, 1]


def test_nobody_else_standing_is_no_rival() -> None:
    alone = battleground(base_outcome(hold({"Safe": {"A": 10}})), "A", Aim.DEFENCES)
    assert alone.rival.tolist() == [NOBODY]
    assert alone.swing_pp == pytest.approx([50.0])


def test_who_has_withdrawn_has_no_targets(election: Election) -> None:
    outcome = after(election, Withdraw(who=("C",)))
    assert names(battleground(outcome, "C", Aim.TARGETS)) == []
    others = battleground(outcome, "B", Aim.TARGETS)
    assert names(others) == ["Three-way", "Wide", "Absent"]
    assert candidates(others, others.third) == ["", "D", ""]


def test_of_several_independents_the_best_placed_is_meant() -> None:
    election = hold(
        {"Town": {"A": 50, "Ind One": 10, "Ind Two": 30, "B": 10}, "Own": {"Ind X": 9, "Ind Y": 8}}
    )
    targets = battleground(base_outcome(election), "Ind", Aim.TARGETS)
    assert names(targets) == ["Town"]
    assert candidates(targets, targets.own) == ["Ind Two"]
    defences = battleground(base_outcome(election), "Ind", Aim.DEFENCES)
    assert candidates(defences, defences.rival) == ["Ind Y"]


def test_equal_votes_are_placed_by_seniority() -> None:
    ground = battleground(base_outcome(hold({"Level": {"A": 30, "B": 20, "C": 20}})), "C", Aim.TARGETS)
    assert ground.place.tolist() == [3]
    assert ground.past_all_pp == pytest.approx(ground.swing_pp)


def test_a_party_that_stands_nowhere_has_neither(election: Election) -> None:
    outcome = base_outcome(election)
    assert names(battleground(outcome, "Nobody", Aim.TARGETS)) == []
    assert names(battleground(outcome, "Nobody", Aim.DEFENCES)) == []


@pytest.fixture(scope="module")
def real() -> Outcome:
    return base_outcome(dataset.load_election())


def test_every_seat_is_somebodys_defence(real: Outcome) -> None:
    parties = real.election.parties
    seats = [seat for p in parties for seat in battleground(real, p, Aim.DEFENCES).seats.tolist()]
    assert sorted(seats) == list(range(650))


def test_targets_and_defences_are_where_the_party_stands(real: Outcome) -> None:
    both = [len(battleground(real, "Con", aim).seats) for aim in (Aim.TARGETS, Aim.DEFENCES)]
    assert both == [650 - 15 - 121, 121]


def test_the_first_target_of_the_runner_up_has_their_majority(real: Outcome) -> None:
    targets = battleground(real, "Con", Aim.TARGETS)
    assert names(targets)[0] == "Hendon"
    assert targets.votes[0] == 15
    assert targets.swing_pp[0] == pytest.approx(100 * real.majority_share[targets.seats[0]] / 2)


def test_the_summary_says_which_gain_or_loss_turns_the_house(real: Outcome) -> None:
    targets = battleground(real, "Con", Aim.TARGETS)
    text = summary(targets)
    assert text.startswith("Conservative: 514 targets. The 205th gain makes an overall majority: a swing of ")
    assert f"{targets.swing_pp[204]:.2f} points." in text
    assert summary(battleground(real, "Lab", Aim.DEFENCES)).startswith(
        "Labour: 411 defences. The 86th loss ends an overall majority: "
    )


def test_independents_are_offered_no_majority(real: Outcome) -> None:
    assert "majority" not in summary(battleground(real, "Ind", Aim.TARGETS))
    assert summary(battleground(real, "SDP", Aim.DEFENCES)).endswith(": no seats to defend.")
