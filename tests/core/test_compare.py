from dataclasses import replace

import pytest

from ukvote_gui.core import dataset
from ukvote_gui.core.compare import Cause, Comparison, compare
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Pact, SetShares, Stand, Swing, Turnout
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
ILFORD_NORTH, GORTON = "E14001300", "E14001251"
MOHAMAD = "116038"
WITH_ALLIANCE = Scenario(moves=(ALLIANCE,))
FIVE = {
    "Bethnal Green and Stepney",
    "Birmingham Hall Green and Moseley",
    "Birmingham Yardley",
    "Bradford West",
    "Ilford North",
}


def names(comparison: Comparison) -> set[str]:
    election = comparison.outcome.election
    return {election.constituencies[election.seat_index[d.seat]].name for d in comparison.differences}


def test_a_scenario_differs_from_its_base_by_the_seats_it_changes() -> None:
    comparison = compare(WITH_ALLIANCE)
    assert comparison.same_base
    assert names(comparison) == FIVE
    assert {difference.causes for difference in comparison.differences} == {(Cause(False, 0),)}
    assert comparison.move(Cause(False, 0)) == ALLIANCE
    assert not any(difference.bases_differ for difference in comparison.differences)


def test_totals_are_side_by_side() -> None:
    comparison = compare(WITH_ALLIANCE)
    seats = comparison.seats()
    assert (seats["Lab"], seats["Ind"], seats["WPB"]) == ((406, 411), (10, 6), (1, 0))
    assert sum(one for one, _ in seats.values()) == sum(other for _, other in seats.values()) == 650
    votes = comparison.votes()
    assert votes["Lab"] == (9708716.0, 9708716.0)
    assert votes["RUK"][0] == votes["RUK"][1] == 4117610


def test_winners_are_rows_of_their_own_outcomes() -> None:
    comparison = compare(WITH_ALLIANCE)
    (ilford,) = [difference for difference in comparison.differences if difference.seat == ILFORD_NORTH]
    assert comparison.outcome.election.candidates[ilford.winner].person == MOHAMAD
    assert comparison.outcome_against.election.candidates[ilford.against].name == "Wes Streeting"


def test_a_scenario_does_not_differ_from_itself() -> None:
    assert compare(WITH_ALLIANCE, WITH_ALLIANCE).differences == ()


def test_causes_are_of_the_one_or_of_the_other_and_shared_moves_are_none() -> None:
    shared = Swing(changes=(("Lab", -0.5), ("Con", 0.5)))
    edit = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 60.0),))
    one = Scenario(moves=(replace(shared, title="as polled"), ALLIANCE))
    other = Scenario(moves=(shared, edit))
    comparison = compare(one, other)
    # Both elect Mohamad in Ilford North, so the edit makes no difference there.
    assert names(comparison) >= FIVE - {"Ilford North"}
    assert ILFORD_NORTH not in {difference.seat for difference in comparison.differences}
    assert {cause for d in comparison.differences for cause in d.causes} == {Cause(False, 1)}
    back = compare(other, one)
    assert {cause for d in back.differences for cause in d.causes} == {Cause(True, 1)}
    assert [(d.winner, d.against) for d in back.differences] == [
        (d.against, d.winner) for d in comparison.differences
    ]


def test_moves_that_are_each_enough_are_no_cause_alone() -> None:
    edit = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 60.0),))
    comparison = compare(Scenario(moves=(ALLIANCE, edit)))
    by_seat = {difference.seat: difference.causes for difference in comparison.differences}
    assert by_seat[ILFORD_NORTH] == ()
    assert {causes for seat, causes in by_seat.items() if seat != ILFORD_NORTH} == {(Cause(False, 0),)}


def test_leaving_the_causes_out_makes_the_difference_go() -> None:
    scenario = Scenario(moves=(ALLIANCE, Swing(changes=(("Lab", -4.0), ("Con", 4.0))), Turnout(change=3.0)))
    election = dataset.load_election()
    comparison = compare(scenario)
    assert len(comparison.differences) > 50
    for index, move in enumerate(scenario.moves):
        without = evaluate(election, scenario.replacing(move, replace(move, enabled=False)))
        same = {
            election.constituencies[seat].id
            for seat, winner in enumerate(without.winner.tolist())
            if winner == election.winner[seat]
        }
        for difference in comparison.differences:
            assert (Cause(False, index) in difference.causes) == (difference.seat in same)


def test_scenarios_of_different_bases_are_compared_by_seat_and_say_which_differ_by_themselves() -> None:
    comparison = compare(WITH_ALLIANCE, Scenario(base="ge2024+byelections"))
    assert not comparison.same_base
    by_seat = {difference.seat: difference for difference in comparison.differences}
    assert by_seat[GORTON].bases_differ
    assert by_seat[GORTON].causes == ()
    assert not by_seat[ILFORD_NORTH].bases_differ
    assert by_seat[ILFORD_NORTH].causes == (Cause(False, 0),)


@pytest.mark.parametrize("name", ["Zoe", "Yan"])
def test_added_candidates_are_told_apart_by_name_not_by_number(name: str) -> None:
    everybody = (("Lab", 1.0), ("Con", 1.0), ("Ind", 1.0))
    zoe = Stand(party="Ind", name="Zoe", seats=(ILFORD_NORTH,), givers=everybody)
    nobody = Stand(party="LD", name="Nobody", seats=(GORTON,))
    comparison = compare(Scenario(moves=(zoe,)), Scenario(moves=(nobody, replace(zoe, name=name))))
    assert bool(comparison.differences) == (name == "Yan")
