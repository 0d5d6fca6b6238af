import math

import numpy as np
import pytest

from ukvote_gui.core import dataset, measures
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario

ILFORD_NORTH = "E14001300"
CHORLEY = "E14001170"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return base_outcome(dataset.load_election())


def row_of(outcome: Outcome, seat: str, name: str) -> int:
    election = outcome.election
    rows = election.rows[election.seat_index[seat]]
    return next(row for row in rows if election.candidates[row].name == name)


def test_two_equal_parties_are_two_effective_parties() -> None:
    assert measures.effective_number_of_parties(np.array([500.0, 500.0])) == 2.0


def test_the_effective_number_of_parties_is_one_over_the_sum_of_squared_shares() -> None:
    # Shares 0.4, 0.3, 0.3: 1 / (0.16 + 0.09 + 0.09) = 1 / 0.34.
    assert measures.effective_number_of_parties(np.array([40.0, 30.0, 30.0])) == pytest.approx(2.941176)


def test_no_votes_are_no_effective_parties() -> None:
    assert measures.effective_number_of_parties(np.zeros(3)) == 0.0


def test_the_gallagher_index_is_the_root_of_half_the_squared_differences() -> None:
    # Differences of 20, 0 and 20 points: sqrt((400 + 400) / 2) = 20.
    votes, seats = np.array([50.0, 30.0, 20.0]), np.array([7.0, 3.0, 0.0])
    assert measures.gallagher_index(votes, seats) == pytest.approx(20.0)


def test_the_gallagher_index_of_proportional_seats_is_nothing() -> None:
    assert measures.gallagher_index(np.array([60.0, 40.0]), np.array([3.0, 2.0])) == pytest.approx(0.0)
    assert measures.gallagher_index(np.zeros(2), np.array([3.0, 2.0])) == 0.0


def test_each_independent_is_a_contender(outcome: Outcome) -> None:
    votes, seats = measures.contender_votes(outcome)
    independents = sum(candidate.party == "Ind" for candidate in outcome.election.candidates)
    assert len(votes) == len(outcome.election.parties) - 1 + independents
    assert votes.sum() == 28_809_340
    assert seats.sum() == 650
    assert seats[-independents:].sum() == 6
    assert seats[-independents:].max() == 1


def test_2024_comes_near_the_figures_that_were_published(outcome: Outcome) -> None:
    votes, seats = measures.contender_votes(outcome)
    # Gallagher's own list has 23.67; he lumps the smallest together.
    assert measures.gallagher_index(votes, seats) == pytest.approx(23.67, abs=0.03)
    assert measures.effective_number_of_parties(votes) == pytest.approx(4.75, abs=0.005)
    # 650 squared over the squares of 411, 121, 72, 9, 7, 5, 5, 4, 4, 2 and ten ones (six independents).
    assert measures.effective_number_of_parties(seats) == pytest.approx(422_500 / 188_972, abs=1e-9)


def test_how_the_index_treats_others_is_as_its_docstring_says(outcome: Outcome) -> None:
    together = measures.gallagher_index(outcome.party_votes, outcome.party_seats.astype(float))
    won = outcome.party_seats > 0
    votes = np.append(outcome.party_votes[won], outcome.party_votes[~won].sum())
    lumped = measures.gallagher_index(votes, np.append(outcome.party_seats[won], 0).astype(float))
    apart = measures.gallagher_index(*measures.contender_votes(outcome))
    assert [round(index, 2) for index in (apart, together, lumped)] == [23.68, 23.70, 23.72]


def test_butler_swing_is_the_mean_of_one_gain_and_the_other_loss() -> None:
    # Labour 33 to 35, up 2; Conservatives 45 to 25, down 20: (2 + 20) / 2 to Labour.
    assert measures.butler_swing_pp((33.0, 45.0), (35.0, 25.0)) == pytest.approx(11.0)
    assert measures.butler_swing_pp((45.0, 33.0), (25.0, 35.0)) == pytest.approx(-11.0)


def test_labour_has_a_majority_of_172_in_2024(outcome: Outcome) -> None:
    majority = measures.majority_of(measures.seats_by_party(outcome), {"Lab"})
    # 411 less 239 others; of those, seven of Sinn Féin and the Speaker do not vote: 411 less 231.
    assert majority == measures.Majority(seats=411, overall=172, working=180, house=650, needed=326)
    assert majority.short == 0


def test_a_party_short_of_a_majority_has_a_negative_one() -> None:
    seats = {"Con": 317, "Lab": 262, "SNP": 35, "LD": 12, "DUP": 10, "SF": 7, "PC": 4, "Green": 1, "Ind": 1}
    seats["Spk"] = 1
    alone = measures.majority_of(seats, {"Con"})
    assert (alone.overall, alone.short) == (-16, 9)
    # With ten of the DUP: 327 of 642 who vote, so 327 less 315.
    together = measures.majority_of(seats, {"Con", "DUP"})
    assert (together.overall, together.working) == (4, 12)


def test_half_of_the_house_is_not_a_majority() -> None:
    assert measures.majority_of({"Lab": 325, "Con": 325}, {"Lab"}).short == 1
    assert measures.majority_of({"Lab": 326, "Con": 324}, {"Lab"}).overall == 2


def test_those_who_do_not_sit_add_nothing_to_a_working_majority() -> None:
    majority = measures.majority_of({"Lab": 320, "SF": 7, "Con": 323}, {"Lab", "SF"})
    assert (majority.overall, majority.working) == (4, -3)


def test_independents_are_never_the_largest_party() -> None:
    assert measures.largest_parties({"Ind": 300, "Lab": 180, "Con": 170}) == ["Lab"]
    assert measures.largest_parties({"Lab": 200, "Con": 200, "Spk": 1}) == ["Lab", "Con"]
    assert measures.largest_parties({"Ind": 649, "Spk": 1}) == []


def test_turnout_at_the_ballot_box_counts_invalid_votes_too(outcome: Outcome) -> None:
    constituencies = outcome.election.constituencies
    electorate = sum(c.electorate for c in constituencies)
    cast = sum(measures.ballot_box_turnout(c) * c.electorate for c in constituencies)
    assert f"{cast / electorate:.1%}" == "59.9%"
    assert f"{outcome.valid_votes.sum() / electorate:.1%}" == "59.7%"


def test_a_seat_kept_is_a_hold_and_one_taken_a_gain() -> None:
    assert measures.hold_or_gain("Lab", "Lab") == "hold"
    assert measures.hold_or_gain("Ind", "Lab") == "gain from Lab"


def test_one_independent_gains_from_another() -> None:
    assert measures.hold_or_gain("Ind", "Ind", same_person=False) == "gain from Ind"
    assert measures.hold_or_gain("Ind", "Ind", same_person=True) == "hold"
    assert measures.hold_or_gain("Lab", "Lab", same_person=False) == "hold"


def test_the_change_on_2019_is_between_shares_of_valid_votes(outcome: Outcome) -> None:
    change = measures.notional_change(outcome, dataset.load_notional())
    # 15,647 of 46,888 against 28,024 of 51,761: 33.371% less 54.141%.
    streeting = row_of(outcome, ILFORD_NORTH, "Wes Streeting")
    assert change[streeting] * 100 == pytest.approx(-20.770, abs=0.0005)


def test_independents_and_parties_new_to_a_seat_have_no_change_on_2019(outcome: Outcome) -> None:
    change = measures.notional_change(outcome, dataset.load_notional())
    assert math.isnan(change[row_of(outcome, ILFORD_NORTH, "Leanne Mohamad")])
    # The Speaker stood in Chorley as such in 2019, where an independent stood as well.
    in_chorley = outcome.election.rows[outcome.election.seat_index[CHORLEY]]
    known = {outcome.election.candidates[row].party for row in in_chorley if not math.isnan(change[row])}
    assert known == {"Spk", "Green"}


def test_the_withdrawn_have_no_change_on_2019(outcome: Outcome) -> None:
    scenario = Scenario(moves=(Withdraw(who=("Green",)),))
    without_greens = evaluate(outcome.election, scenario)
    change = measures.notional_change(without_greens, dataset.load_notional())
    green = outcome.election.party_index["Green"]
    assert np.isnan(change[outcome.election.party_of == green]).all()
    assert not np.isnan(change[row_of(outcome, ILFORD_NORTH, "Wes Streeting")])
