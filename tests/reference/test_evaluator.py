"""The reference evaluator against sums done by hand, and against outside figures of the real election."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.elections import read_election
from tests.reference.evaluator import evaluate
from tests.reference.scenarios import KINDS, random_scenario, scenarios

Row = dict[str, Any]


def seat(
    ons_id: str,
    *candidates: tuple[str, str, float],
    electorate: float = 200,
    country: str = "England",
    region: str = "London",
) -> Row:
    """A constituency of candidates (person, party, votes)."""
    return {
        "id": ons_id,
        "name": f"Seat {ons_id}",
        "country": country,
        "region": region,
        "electorate": electorate,
        "candidates": [
            {"person": person, "name": f"Candidate {person}", "party": party, "votes": votes}
            for person, party, votes in candidates
        ],
    }


def run(election: list[Row], *moves: Row, **keys: Any) -> Row:
    return evaluate(election, {"format": "ukvote-scenario", "version": 1, "moves": list(moves), **keys})


def votes_in(outcome: Row, place: int = 0) -> dict[str, float]:
    return {c["person"]: c["votes"] for c in outcome["constituencies"][place]["candidates"]}


def votes_after(election: list[Row], *moves: Row, **keys: Any) -> dict[str, float]:
    """Votes by person in the first constituency."""
    return votes_in(run(election, *moves, **keys))


def close(votes: dict[str, float]) -> Any:
    return pytest.approx(votes, abs=1e-9)


# 50, 30, 20 of 100 votes; electorate 200.
THREE = seat("E1", ("1", "Lab", 50), ("2", "Con", 30), ("3", "LD", 20))
# 60, 25, 15 of 100, the last two independents.
INDEPENDENTS = seat("E1", ("1", "Lab", 60), ("2", "Ind", 25), ("3", "Ind", 15))


# The outcome


def test_outcome_without_moves_is_the_base() -> None:
    outcome = evaluate([THREE], {"format": "ukvote-scenario", "version": 1, "moves": []}, dataset="abc")
    labour = {"person": "1", "name": "Candidate 1", "party": "Lab", "votes": 50, "share": 50}
    conservative = {"person": "2", "name": "Candidate 2", "party": "Con", "votes": 30, "share": 30}
    liberal = {"person": "3", "name": "Candidate 3", "party": "LD", "votes": 20, "share": 20}
    assert outcome == {
        "base": "ge2024",
        "dataset": "abc",
        "seats": {"Lab": 1},
        "votes": {"Lab": 50, "Con": 30, "LD": 20},
        "constituencies": [
            {
                "id": "E1",
                "name": "Seat E1",
                "winner": labour,
                "runner_up": conservative,
                "majority": 20,  # 50 - 30
                "majority_share": 20,  # of 100
                "turnout": 50,  # 100 of 200
                "tie": False,
                "changed": False,
                "candidates": [
                    labour | {"standing": True},
                    conservative | {"standing": True},
                    liberal | {"standing": True},
                ],
            }
        ],
    }


def test_a_tie_goes_to_more_votes_in_the_base() -> None:
    outcome = run([THREE], {"kind": "set_shares", "seat": "E1", "shares": {"2": 40, "1": 40}})
    row = outcome["constituencies"][0]
    assert (row["winner"]["person"], row["tie"], row["majority"], row["changed"]) == ("1", True, 0, False)


def test_a_tie_in_the_base_goes_to_the_lower_person_id_by_number() -> None:
    row = run([seat("E1", ("10", "Lab", 5), ("9", "Con", 5))])["constituencies"][0]
    assert (row["winner"]["person"], row["tie"]) == ("9", True)


def test_a_lone_candidate_has_no_runner_up() -> None:
    outcome = run([THREE], {"kind": "withdraw", "who": ["Lab", "LD"], "to": {}})
    row = outcome["constituencies"][0]
    assert row["runner_up"] is None
    assert (row["winner"]["person"], row["majority"], row["majority_share"]) == ("2", 30, 100)
    assert row["changed"]
    # The withdrawn come last, with nothing.
    assert [(c["person"], c["standing"], c["votes"]) for c in row["candidates"]] == [
        ("2", True, 30),
        ("1", False, 0),
        ("3", False, 0),
    ]


def test_a_move_that_is_off_does_nothing() -> None:
    assert votes_after([THREE], {"kind": "turnout", "set": 0, "enabled": False}) == {
        "1": 50,
        "2": 30,
        "3": 20,
    }


# Scopes and selectors


@pytest.mark.parametrize(
    ("scope", "held"),
    [
        ("all", [0, 1, 2]),
        ({}, [0, 1, 2]),
        ({"countries": ["England"]}, [0, 1]),
        ({"countries": []}, []),
        ({"regions": ["London", "Wales"]}, [0, 2]),
        ({"seats": ["W1"]}, [2]),
        ({"won_by": ["Lab"]}, [0]),
        ({"won_by": ["person:4", "bloc:b"]}, [1, 2]),
        ({"majority_below": 20}, [1]),  # 20, 10 and 100 points; strict
        ({"majority_below": 20.01, "won_by": ["Lab", "Con"]}, [0, 1]),
        ({"countries": ["England"], "seats": ["W1"]}, []),
    ],
)
def test_a_scope_holds_where_all_its_keys_do(scope: Any, held: list[int]) -> None:
    election = [
        THREE,
        seat("E2", ("4", "Con", 55), ("5", "Lab", 45), region="South East"),
        seat("W1", ("6", "PC", 80), country="Wales", region="Wales"),
    ]
    outcome = run(election, {"kind": "turnout", "set": 0, "scope": scope}, blocs={"b": ["PC"]})
    emptied = [place for place, row in enumerate(outcome["constituencies"]) if row["turnout"] == 0]
    assert emptied == held


def test_scope_reads_the_base_and_not_what_moves_left() -> None:
    swung = {"kind": "set_shares", "seat": "E1", "shares": {"2": 90}}
    emptied = {"kind": "turnout", "set": 0, "scope": {"won_by": ["Lab"], "majority_below": 21}}
    assert set(votes_after([THREE], swung, emptied).values()) == {0}


def test_blocs_name_parties_persons_and_blocs() -> None:
    votes = votes_after(
        [THREE],
        {"kind": "transfer", "from": ["bloc:all"], "to": {"Con": 1}},
        blocs={"all": ["LD", "bloc:one"], "one": ["person:1"]},
    )
    assert votes == {"1": 0, "2": 100, "3": 0}


# swing


def test_uniform_swing_adds_points_and_rescales() -> None:
    # 0.60, 0.20, 0.20: adds up to 1.
    assert votes_after([THREE], {"kind": "swing", "changes": {"Lab": 10, "Con": -10}}) == close(
        {"1": 60, "2": 20, "3": 20}
    )
    # 0.60, 0.30, 0.20 add up to 1.10.
    assert votes_after([THREE], {"kind": "swing", "changes": {"Lab": 10}, "method": "uniform"}) == close(
        {"1": 100 * 0.6 / 1.1, "2": 100 * 0.3 / 1.1, "3": 100 * 0.2 / 1.1}
    )
    # 0.50, 0, 0.20 add up to 0.70: no share goes under 0.
    assert votes_after([THREE], {"kind": "swing", "changes": {"Con": -31}}) == close(
        {"1": 500 / 7, "2": 0, "3": 200 / 7}
    )


def test_uniform_swing_is_of_the_current_votes_and_leaves_out_who_does_not_stand() -> None:
    # After LD withdrew: Lab 50/80 = 0.625, Con 0.375. Con + 0.125 = 0.5; together 1.125; of 80 votes.
    moves = [
        {"kind": "withdraw", "who": ["LD"], "to": {}},
        {"kind": "swing", "changes": {"Con": 12.5, "LD": 30, "SNP": 5}},
    ]
    assert votes_after([THREE], *moves) == close({"1": 80 * 0.625 / 1.125, "2": 80 * 0.5 / 1.125, "3": 0})


def test_candidates_of_one_party_divide_its_new_share_as_they_divided_the_old() -> None:
    # Ind 0.40 -> 0.64, in 25 to 15; Lab 0.60 -> 0.36.
    assert votes_after([INDEPENDENTS], {"kind": "swing", "changes": {"Ind": 24, "Lab": -24}}) == close(
        {"1": 36, "2": 64 * 25 / 40, "3": 64 * 15 / 40}
    )


def test_candidates_of_one_party_without_votes_divide_equally() -> None:
    election = [seat("E1", ("1", "Lab", 100), ("2", "Ind", 0), ("3", "Ind", 0))]
    assert votes_after(election, {"kind": "swing", "changes": {"Ind": 20, "Lab": -20}}) == close(
        {"1": 80, "2": 10, "3": 10}
    )


# Scope votes 100 + 300 = 400: Lab 50 + 60 = 110 (N = 0.275), Con 50 + 240 = 290 (N = 0.725).
PAIR = [
    seat("E1", ("1", "Lab", 50), ("2", "Con", 50)),
    seat("E2", ("3", "Lab", 60), ("4", "Con", 240), electorate=600),
]


def test_a_target_is_a_change_against_the_share_of_the_scope() -> None:
    # Lab's target 0.375 is d = +0.10: E1 0.60 : 0.50, E2 0.30 : 0.80, each over 1.10.
    outcome = run(PAIR, {"kind": "swing", "targets": {"Lab": 37.5}})
    assert votes_in(outcome, 0) == close({"1": 60 / 1.1, "2": 50 / 1.1})
    assert votes_in(outcome, 1) == close({"3": 90 / 1.1, "4": 240 / 1.1})


def test_a_target_is_read_when_the_move_is_applied() -> None:
    # All of Con's E1 votes go to Lab first: Lab has 160 of 400 = 0.40, so the target is no change.
    moves = [
        {"kind": "transfer", "from": ["Con"], "to": {"Lab": 1}, "scope": {"seats": ["E1"]}},
        {"kind": "swing", "targets": {"Lab": 40}},
    ]
    outcome = run(PAIR, *moves)
    assert votes_in(outcome, 0) == close({"1": 100, "2": 0})
    assert votes_in(outcome, 1) == close({"3": 60, "4": 240})


def test_proportional_swing_multiplies() -> None:
    # Lab N = 0.275, d = +0.275: doubles. E1 1.0 : 0.5, over 1.5; E2 0.4 : 0.8, over 1.2.
    outcome = run(PAIR, {"kind": "swing", "changes": {"Lab": 27.5}, "method": "proportional"})
    assert votes_in(outcome, 0) == close({"1": 100 * 2 / 3, "2": 100 / 3})
    assert votes_in(outcome, 1) == close({"3": 100, "4": 200})
    # d below -N: nothing is left.
    outcome = run(PAIR, {"kind": "swing", "changes": {"Lab": -30}, "method": "proportional"})
    assert votes_in(outcome, 0) == close({"1": 0, "2": 100})


def test_strong_transition_takes_the_weak_votes_first() -> None:
    # Con falls by 14.5 points. N = 0.725. Weak 0.2 in both: W = 0.2.
    # Strong 0.3 and 0.6: T = (30 + 180) / 400 = 0.525.
    # P = 0.58 >= T: S' = strong + 0.2 * (0.58 - 0.525) / 0.2 = 0.355 and 0.655.
    # R = 0.5 - 0.355 = 0.145 and 0.8 - 0.655 = 0.145; L = 0.145, Lab d = 0.145: all of R goes to Lab.
    # E1 Lab 0.645, E2 Lab 0.345; they add up to 1.
    move = {"kind": "swing", "changes": {"Con": -14.5, "Lab": 14.5}, "method": "strong_transition"}
    outcome = run(PAIR, move)
    assert votes_in(outcome, 0) == close({"1": 64.5, "2": 35.5})
    assert votes_in(outcome, 1) == close({"3": 300 * 0.345, "4": 300 * 0.655})


def test_strong_transition_takes_strong_votes_where_the_weak_do_not_suffice() -> None:
    # Con falls by 46.25 points: P = 0.2625 < T = 0.525: S' = strong * 0.5 = 0.15 and 0.30; R = 0.35 and 0.50.
    # Lab's d is half of L: it takes half of R: 0.5 + 0.175 = 0.675, 0.2 + 0.25 = 0.45. Sums 0.825 and 0.75.
    move = {"kind": "swing", "changes": {"Con": -46.25, "Lab": 23.125}, "method": "strong_transition"}
    outcome = run(PAIR, move)
    assert votes_in(outcome, 0) == close({"1": 67.5 / 0.825, "2": 15 / 0.825})
    assert votes_in(outcome, 1) == close({"3": 300 * 0.45 / 0.75, "4": 300 * 0.30 / 0.75})


def test_strong_transition_without_a_falling_party_is_uniform() -> None:
    outcome = run(PAIR, {"kind": "swing", "changes": {"Lab": 10, "Con": 0}, "method": "strong_transition"})
    assert votes_in(outcome, 0) == close({"1": 60 / 1.1, "2": 50 / 1.1})


def test_strong_transition_with_a_falling_party_that_stands_elsewhere() -> None:
    # Con falls but does not stand in E1, so R = 0 there and Lab does not rise; LD is unnamed.
    election = [seat("E1", ("1", "Lab", 50), ("2", "LD", 50)), seat("E2", ("3", "Lab", 50), ("4", "Con", 50))]
    move = {"kind": "swing", "changes": {"Con": -5, "Lab": 5}, "method": "strong_transition"}
    assert votes_after(election, move) == close({"1": 50, "2": 50})


def test_a_swing_that_would_leave_no_share_leaves_the_votes() -> None:
    assert votes_after([PAIR[0]], {"kind": "swing", "changes": {"Lab": -100, "Con": -100}}) == {
        "1": 50,
        "2": 50,
    }
    emptied = {"kind": "turnout", "set": 0}
    assert votes_after([PAIR[0]], emptied, {"kind": "swing", "changes": {"Lab": 5}}) == {"1": 0, "2": 0}


# transfer


def test_transfer_gives_in_proportion_to_the_takers_votes() -> None:
    # Lab gives 0.6 of 60 = 36 to Ind, 25 to 15: 22.5 and 13.5.
    assert votes_after([INDEPENDENTS], {"kind": "transfer", "from": ["Lab"], "to": {"Ind": 0.6}}) == close(
        {"1": 24, "2": 47.5, "3": 28.5}
    )


def test_transfer_to_takers_without_votes_is_equal() -> None:
    election = [seat("E1", ("1", "Lab", 100), ("2", "Ind", 0), ("3", "Ind", 0))]
    assert votes_after(election, {"kind": "transfer", "from": ["Lab"], "to": {"Ind": 0.5}}) == close(
        {"1": 50, "2": 25, "3": 25}
    )


def test_transfer_keeps_what_finds_no_taker_and_drops_what_abstains() -> None:
    # SNP does not stand: its 0.3 stays. 0.2 of 30 abstains: 6. 0.1 to Lab: 3.
    move = {"kind": "transfer", "from": ["Con"], "to": {"SNP": 0.3, "abstain": 0.2, "Lab": 0.1}}
    outcome = run([THREE], move)
    assert votes_in(outcome) == close({"1": 53, "2": 21, "3": 20})
    assert outcome["constituencies"][0]["turnout"] == pytest.approx(47)  # 94 of 200


def test_givers_do_not_take() -> None:
    # Both Ind give half; the target Ind has no taker of its own, so only Lab's 0.5 moves.
    move = {"kind": "transfer", "from": ["Ind"], "to": {"Ind": 0.5, "Lab": 0.5}}
    assert votes_after([INDEPENDENTS], move) == close({"1": 80, "2": 12.5, "3": 7.5})


def test_rates_of_one_transfer_all_read_the_votes_before_it() -> None:
    # Con gives 15 to Lab by name and 15 to {Lab, LD} by bloc, in 50 to 20.
    move = {"kind": "transfer", "from": ["Con"], "to": {"Lab": 0.5, "bloc:b": 0.5}}
    assert votes_after([THREE], move, blocs={"b": ["LD", "Lab"]}) == close(
        {"1": 50 + 15 + 15 * 5 / 7, "2": 0, "3": 20 + 15 * 2 / 7}
    )


# withdraw


def test_withdraw_sends_the_rest_home() -> None:
    # LD's 20: half to Con; SNP does not stand, so its 0.3 is rest, with the unnamed 0.2.
    move = {"kind": "withdraw", "who": ["LD"], "to": {"Con": 0.5, "SNP": 0.3}}
    assert votes_after([THREE], move) == close({"1": 50, "2": 40, "3": 0})


def test_withdraw_shares_the_rest_by_the_votes_before() -> None:
    # LD's 20: 10 to Con; 2 abstain; 8 in 50 to 30: 5 and 3.
    move = {"kind": "withdraw", "who": ["LD"], "to": {"Con": 0.5, "abstain": 0.1}, "rest": "proportional"}
    assert votes_after([THREE], move) == close({"1": 55, "2": 43, "3": 0})


def test_the_withdrawn_take_nothing() -> None:
    # The target Ind means only who stays; nobody of Ind does, so all is rest.
    move = {"kind": "withdraw", "who": ["Ind"], "to": {"Ind": 1}, "rest": "proportional"}
    assert votes_after([INDEPENDENTS], move) == close({"1": 100, "2": 0, "3": 0})
    # One Ind goes; the other is the taker.
    move = {"kind": "withdraw", "who": ["person:3"], "to": {"Ind": 1}}
    assert votes_after([INDEPENDENTS], move) == close({"1": 60, "2": 40, "3": 0})


def test_nobody_withdraws_where_nobody_would_be_left() -> None:
    assert votes_after([THREE], {"kind": "withdraw", "who": ["Lab", "Con", "LD"], "to": {}}) == {
        "1": 50,
        "2": 30,
        "3": 20,
    }


def test_the_withdrawn_are_out_of_later_moves() -> None:
    moves = [
        {"kind": "withdraw", "who": ["LD"], "to": {}},
        {"kind": "transfer", "from": ["Con"], "to": {"LD": 1}},
        {"kind": "set_shares", "seat": "E1", "shares": {"3": 50}},
        {"kind": "withdraw", "who": ["LD", "Con"], "to": {}},
        {"kind": "withdraw", "who": ["Lab"], "to": {}},
    ]
    assert votes_after([THREE], *moves) == close({"1": 50, "2": 0, "3": 0})


# pact


def test_pact_stands_the_one_with_most_votes() -> None:
    # Con stays; LD gives 0.7 of 20 = 14; the rest abstains.
    move = {"kind": "pact", "members": ["LD", "Con"], "transfer": 0.7}
    assert votes_after([THREE], move) == close({"1": 50, "2": 44, "3": 0})
    assert votes_after([THREE], {"kind": "pact", "members": ["LD", "Con"]}) == close(
        {"1": 50, "2": 50, "3": 0}
    )


def test_pact_stands_the_first_listed() -> None:
    # LD stays; Con gives 30 * 0.5 = 15, leaks 30 * 0.2 = 6 to Lab.
    # Of the rest, 9, Lab has 50/70 and LD 20/70.
    move = {
        "kind": "pact",
        "members": ["SNP", "LD", "Con"],
        "choose": "first_listed",
        "transfer": 0.5,
        "leak": {"Lab": 0.2},
        "rest": "proportional",
    }
    assert votes_after([THREE], move) == close({"1": 56 + 9 * 5 / 7, "2": 0, "3": 35 + 9 * 2 / 7})


def test_pact_first_listed_is_the_one_with_most_votes_of_a_selector() -> None:
    move = {"kind": "pact", "members": ["bloc:b", "Lab"], "choose": "first_listed"}
    assert votes_after([INDEPENDENTS], move, blocs={"b": ["person:3", "person:2"]}) == close(
        {"1": 0, "2": 100, "3": 0}
    )


def test_pact_of_one_selector_joins_its_candidates() -> None:
    assert votes_after([INDEPENDENTS], {"kind": "pact", "members": ["Ind"]}) == close(
        {"1": 60, "2": 40, "3": 0}
    )


def test_pact_nominee_is_the_named_one_unless_withdrawn() -> None:
    named = {"kind": "pact", "members": ["LD", "Lab", "Con"], "nominees": {"E1": "3", "E9": "77"}}
    assert votes_after([THREE], named) == close({"1": 0, "2": 0, "3": 100})
    gone = {"kind": "withdraw", "who": ["LD"], "to": {}}
    assert votes_after([THREE], gone, named) == close({"1": 80, "2": 0, "3": 0})


def test_pact_needs_two_candidates() -> None:
    move = {"kind": "pact", "members": ["LD", "Green"], "transfer": 0}
    assert votes_after([THREE], move) == {"1": 50, "2": 30, "3": 20}


def test_pact_leak_without_a_taker_is_rest_and_may_reach_the_nominee() -> None:
    # LD's 20: 10 to Con; 4 leak to Con as a target; 0.2 to LD itself finds nobody who stays, so 4 are rest.
    move = {
        "kind": "pact",
        "members": ["Con", "LD"],
        "transfer": 0.5,
        "leak": {"Con": 0.2, "LD": 0.2},
        "rest": "abstain",
    }
    assert votes_after([THREE], move) == close({"1": 50, "2": 44, "3": 0})
    # The 0.1 that nothing names is rest too: 6 in 50 to 30.
    assert votes_after([THREE], {**move, "rest": "proportional"}) == close({"1": 53.75, "2": 46.25, "3": 0})


def test_pact_ties_follow_the_order_of_winners() -> None:
    tied = seat("E1", ("12", "Con", 30), ("7", "LD", 30), ("1", "Lab", 40))
    assert votes_after([tied], {"kind": "pact", "members": ["Con", "LD"]}) == close(
        {"7": 60, "1": 40, "12": 0}
    )


# set_shares


def test_set_shares_leaves_the_others_in_proportion() -> None:
    # LD 44 of 100; the other 56 in 50 to 30.
    assert votes_after([THREE], {"kind": "set_shares", "seat": "E1", "shares": {"3": 44}}) == close(
        {"3": 44, "1": 35, "2": 21}
    )


def test_set_shares_gives_others_without_votes_equal_parts() -> None:
    election = [seat("E1", ("1", "Lab", 90), ("2", "Con", 0), ("3", "LD", 0))]
    assert votes_after(election, {"kind": "set_shares", "seat": "E1", "shares": {"1": 40}}) == close(
        {"1": 36, "2": 27, "3": 27}
    )


def test_set_shares_of_all_are_scaled_to_100() -> None:
    # 10, 20, 50 of 80.
    move = {"kind": "set_shares", "seat": "E1", "shares": {"1": 10, "2": 20, "3": 50}}
    assert votes_after([THREE], move) == close({"1": 12.5, "2": 25, "3": 62.5})
    nothing = {"kind": "set_shares", "seat": "E1", "shares": {"1": 0, "2": 0, "3": 0}}
    assert votes_after([THREE], nothing) == close({"1": 100 / 3, "2": 100 / 3, "3": 100 / 3})


# turnout


def test_turnout_adds_points_or_sets_them() -> None:
    # 50% of 200 becomes 60%: 120 votes, times 1.2.
    assert votes_after([THREE], {"kind": "turnout", "change": 10}) == close({"1": 60, "2": 36, "3": 24})
    assert votes_after([THREE], {"kind": "turnout", "set": 25}) == close({"1": 25, "2": 15, "3": 10})


def test_turnout_is_held_within_0_and_100() -> None:
    assert votes_after([THREE], {"kind": "turnout", "change": 60}) == close({"1": 100, "2": 60, "3": 40})
    down = {"kind": "turnout", "change": -60}
    row = run([THREE], down, {"kind": "turnout", "set": 50})["constituencies"][0]
    # Nobody has a vote, and no scaling brings one back; the order is that of the base, and it is a tie.
    assert [c["votes"] for c in row["candidates"]] == [0, 0, 0]
    assert (row["winner"]["person"], row["tie"], row["majority_share"]) == ("1", True, 0)


# stand


def test_stand_adds_a_candidate_who_takes_from_those_that_match() -> None:
    # 0.1 of Lab's 50, and 0.1 + 0.2 of LD's 20 by party and by person: 5 + 6 = 11.
    stand = {"kind": "stand", "party": "Green", "name": "Eve", "from": {"bloc:b": 0.1, "person:3": 0.2}}
    outcome = run([THREE], stand, blocs={"b": ["Lab", "LD"]})
    assert votes_in(outcome) == close({"1": 45, "2": 30, "3": 14, "new:1": 11})
    newcomer = outcome["constituencies"][0]["candidates"][-1]
    assert (newcomer["name"], newcomer["party"], newcomer["standing"]) == ("Eve", "Green", True)


def test_stand_takes_no_more_than_all() -> None:
    stand = {"kind": "stand", "party": "Green", "name": "Eve", "from": {"LD": 0.8, "person:3": 0.7}}
    assert votes_after([THREE], stand) == close({"1": 50, "2": 30, "3": 0, "new:1": 20})


def test_stand_counts_the_moves_of_the_file_off_ones_too() -> None:
    off = {"kind": "stand", "party": "Green", "name": "A", "from": {"Lab": 1}, "enabled": False}
    here = {"kind": "stand", "party": "Green", "name": "B", "from": {"Lab": 0.2}, "seats": ["E1"]}
    there = {"kind": "stand", "party": "Green", "name": "C", "from": {}, "scope": {"seats": ["E2"]}}
    outcome = run([THREE, PAIR[1]], off, here, there)
    assert votes_in(outcome, 0) == close({"1": 40, "2": 30, "3": 20, "new:2": 10})
    assert votes_in(outcome, 1) == close({"3": 60, "4": 240, "new:3": 0})


def test_later_moves_meet_the_newcomer_who_loses_ties() -> None:
    stand = {"kind": "stand", "party": "Lab", "name": "Eve", "from": {"Lab": 0.5}}
    row = run([seat("E1", ("1", "Lab", 50), ("2", "Con", 0))], stand)["constituencies"][0]
    assert [c["person"] for c in row["candidates"]] == ["1", "new:1", "2"]
    assert row["tie"]
    pact = {"kind": "pact", "members": ["Lab"], "nominees": {"E1": "new:1"}}
    row = run([THREE], stand, pact)["constituencies"][0]
    assert (row["winner"]["person"], row["winner"]["votes"], row["changed"]) == ("new:1", 50, True)


def test_a_number_with_a_spread_counts_as_its_value() -> None:
    rate = {"value": 0.7, "low": 0.5, "high": 0.9}
    assert votes_after([THREE], {"kind": "pact", "members": ["Con", "LD"], "transfer": rate}) == close(
        {"1": 50, "2": 44, "3": 0}
    )


# Random scenarios

SMALL = [
    seat("E1", ("1", "Lab", 50), ("2", "Con", 30), ("3", "LD", 20), ("30", "Green", 0)),
    seat("E2", ("4", "Lab", 40), ("5", "Ind", 40), ("6", "Ind", 11), ("31", "Green", 3), region="South East"),
    seat("W1", ("7", "PC", 70), ("8", "Lab", 65), ("9", "Con", 1), country="Wales", region="Wales"),
    seat("S1", ("10", "SNP", 35), ("11", "Con", 35), country="Scotland", region="Scotland"),
    seat("N1", ("12", "SF", 90), country="Northern Ireland", region="Northern Ireland"),
]


@given(scenarios(SMALL))
@settings(deadline=None)
def test_random_scenarios_keep_the_books(scenario: Row) -> None:
    outcome = evaluate(SMALL, scenario)
    for row in outcome["constituencies"]:
        candidates = row["candidates"]
        standing = [c for c in candidates if c["standing"]]
        assert standing
        assert all(c["votes"] >= 0 for c in candidates)
        assert all(c["votes"] == 0 for c in candidates if not c["standing"])
        assert row["winner"]["person"] == standing[0]["person"]
        assert row["winner"]["votes"] >= max(c["votes"] for c in standing) - 1e-9
        assert sum(c["share"] for c in standing) == pytest.approx(100 if row["turnout"] > 0 else 0)
    assert sum(outcome["seats"].values()) == len(SMALL)


@given(st.integers(0, 10**6))
@settings(deadline=None)
def test_only_abstention_and_turnout_change_how_many_vote(seed: int) -> None:
    scenario = random_scenario(random.Random(seed), SMALL, 5, ("swing", "transfer", "set_shares", "stand"))
    for move in scenario["moves"]:
        move.get("to", {}).pop("abstain", None)
    for before, row in zip(SMALL, evaluate(SMALL, scenario)["constituencies"], strict=True):
        votes = sum(c["votes"] for c in before["candidates"])
        assert sum(c["votes"] for c in row["candidates"]) == pytest.approx(votes, abs=1e-9)


def test_random_scenarios_repeat_with_the_seed_and_use_every_kind() -> None:
    one = random_scenario(random.Random(1), SMALL, 60)
    assert one == random_scenario(random.Random(1), SMALL, 60)
    assert {move["kind"] for move in one["moves"]} == set(KINDS)


# The real election


@pytest.fixture(scope="module")
def election() -> list[Row]:
    return read_election()


def changed_seats(outcome: Row) -> set[str]:
    return {row["name"] for row in outcome["constituencies"] if row["changed"]}


def result(outcome: Row, name: str) -> Row:
    (row,) = [row for row in outcome["constituencies"] if row["name"] == name]
    return dict(row)


def test_the_base_is_the_general_election(election: list[Row]) -> None:
    outcome = run(election)
    assert outcome["seats"] == {
        "Lab": 411, "Con": 121, "LD": 72, "SNP": 9, "SF": 7, "Ind": 6, "DUP": 5, "RUK": 5, "Green": 4,
        "PC": 4, "SDLP": 2, "APNI": 1, "TUV": 1, "UUP": 1, "Spk": 1,
    }  # fmt: skip
    assert sum(outcome["votes"].values()) == 28_809_340
    assert changed_seats(outcome) == set()


@pytest.mark.parametrize(
    ("name", "winner", "votes", "runner_up", "runner_up_votes"),
    [
        ("Ilford North", "Wes Streeting", 15_647, "Leanne Mohamad", 15_119),
        ("Islington North", "Jeremy Corbyn", 24_120, "Praful Nargund", 16_873),
        ("Leicester South", "Shockat Adam", 14_739, "Jonathan Ashworth", 13_760),
        ("Dewsbury and Batley", "Iqbal Mohamed", 15_641, "Heather Iqbal", 8_707),
    ],
)
def test_results_that_were_printed(
    election: list[Row], name: str, winner: str, votes: int, runner_up: str, runner_up_votes: int
) -> None:
    row = result(run(election), name)
    assert (row["winner"]["name"], row["winner"]["votes"]) == (winner, votes)
    assert (row["runner_up"]["name"], row["runner_up"]["votes"]) == (runner_up, runner_up_votes)
    assert row["majority"] == votes - runner_up_votes


@pytest.mark.parametrize(
    ("name", "majority"),
    [("Blackburn", 132), ("Bethnal Green and Stepney", 1_689), ("Birmingham Yardley", 693)],
)
def test_majorities_that_were_printed(election: list[Row], name: str, majority: int) -> None:
    assert result(run(election), name)["majority"] == majority


# Candidate's last name; constituency; votes; points of share; place. As printed, but for Chohan's 25.37.
PRINTED = """
Hussain; Blackburn; 10518; 27; 1
Nawaz; Walsall and Bloxwich; 7600; 20.4; 2
Feinstein; Holborn and St Pancras; 7312; 18.9; 2
Khan; Birmingham Perry Barr; 13303; 35.5; 1
Chohan; Slough; 11019; 25.46; 2
Webbe; Leicester East; 5532; 11.8; 4
Nellist; Coventry East; 797; 2.2; 7
Dent Coad; Kensington and Bayswater; 1824; 4.4; 6
Shaheen; Chingford and Woodford Green; 12445; 25.7; 3
Mohamed; Dewsbury and Batley; 15641; 41; 1
Nala-Hartley; Oxford East; 600; 1.5; 8
Corbyn; Islington North; 24120; 49.2; 1
Hawwash; Birmingham Selly Oak; 2842; 7.4; 5
Mohamad; Ilford North; 15119; 32.2; 2
Bowler; Sheffield Brightside and Hillsborough; 2537; 8; 4
Lavalette; Preston; 8715; 22; 2
Islam; Bradford West; 11017; 29.7; 2
Lal; Tottenham; 2348; 5.8; 3
Hussain; Halifax; 1367; 3.4; 7
Gorst; Liverpool Garston; 3294; 7.8; 3
Adam; Leicester South; 14739; 35.2; 1
Marah; Hove and Portslade; 3048; 5.9; 5
Wilson; Oldham West, Chadderton and Royton; 573; 1.5; 8
"""


def test_the_table_of_candidates_that_was_printed(election: list[Row]) -> None:
    outcome = run(election)
    for line in PRINTED.strip().splitlines():
        last_name, name, votes, points, place = line.split("; ")
        candidate = result(outcome, name)["candidates"][int(place) - 1]
        assert candidate["name"].endswith(last_name), line
        assert candidate["votes"] == int(votes), line
        decimals = len(points.partition(".")[2])
        assert candidate["share"] == pytest.approx(float(points), abs=0.5 * 10**-decimals), line


def test_the_second_base_has_the_ballots_of_the_byelections() -> None:
    outcome = run(read_election("ge2024+byelections"), base="ge2024+byelections")
    assert outcome["base"] == "ge2024+byelections"
    assert len(outcome["constituencies"]) == 650
    runcorn = result(outcome, "Runcorn and Helsby")
    assert (runcorn["winner"]["party"], runcorn["majority"]) == ("RUK", 12_645 - 12_639)
    assert runcorn["turnout"] == pytest.approx(100 * 32_655 / 70_666)
    gorton = result(outcome, "Gorton and Denton")
    assert (gorton["winner"]["party"], gorton["majority"]) == ("Green", 14_980 - 10_578)


def test_greens_came_second_in_40_seats(election: list[Row]) -> None:
    rows = run(election)["constituencies"]
    assert sum(row["runner_up"]["party"] == "Green" for row in rows) == 40


@pytest.mark.parametrize(
    ("rate", "together"), [(1.0, 302), (0.9, 283), (0.8, 268), (0.7, 252), (0.6, 234), (0.5, 212)]
)
def test_the_pact_of_the_right(election: list[Row], rate: float, together: int) -> None:
    seats = run(election, {"kind": "pact", "members": ["Con", "RUK"], "transfer": rate})["seats"]
    assert seats["Con"] + seats["RUK"] == together
    if rate == 1.0:
        assert (seats["Lab"], seats["LD"]) == (267, 46)


LEFT_PACT = {"kind": "pact", "members": ["Green", "Ind", "WPB"], "scope": {"won_by": ["Lab"]}}


def test_the_pact_of_the_left(election: list[Row]) -> None:
    outcome = run(election, {**LEFT_PACT, "transfer": 0.6})
    assert len(changed_seats(outcome)) == 5
    assert {p: outcome["seats"][p] for p in ("Lab", "Ind", "WPB", "Green")} == {
        "Lab": 406, "Ind": 10, "WPB": 1, "Green": 4,
    }  # fmt: skip
    # The six seats that were named, and Bradford West.
    assert changed_seats(run(election, {**LEFT_PACT, "transfer": 1})) == {
        "Ilford North",
        "Bethnal Green and Stepney",
        "Birmingham Yardley",
        "Birmingham Ladywood",
        "Birmingham Hodge Hill and Solihull North",
        "Birmingham Hall Green and Moseley",
        "Bradford West",
    }


def test_bradford_west_is_the_first_seat_of_the_left_pact_to_flip(election: list[Row]) -> None:
    # Shah 11,724, Islam 11,017; Green 3,690, Hussain 3,547, Ghafoor 334 give 707 / 7,571 = 0.0934 of theirs.
    assert changed_seats(run(election, {**LEFT_PACT, "transfer": 0.0933})) == set()
    assert changed_seats(run(election, {**LEFT_PACT, "transfer": 0.0934})) == {"Bradford West"}


def test_ilford_north_by_set_shares(election: list[Row]) -> None:
    ilford = result(run(election), "Ilford North")
    shares = {ilford["runner_up"]["person"]: 34.0}
    outcome = run(election, {"kind": "set_shares", "seat": ilford["id"], "shares": shares})
    assert changed_seats(outcome) == {"Ilford North"}
    assert (outcome["seats"]["Lab"], outcome["seats"]["Ind"]) == (410, 7)
    # The others divide 66 points as they divided 31,769 of 46,888 votes.
    streeting = result(outcome, "Ilford North")["runner_up"]
    assert streeting["votes"] == pytest.approx(46_888 * 0.66 * 15_647 / 31_769)


def test_ilford_north_by_the_greens_alone(election: list[Row]) -> None:
    # Break-even 528 / 1,794 = 0.2943.
    move = {"kind": "transfer", "from": ["Green"], "scope": {"majority_below": 2}}
    assert "Ilford North" not in changed_seats(run(election, {**move, "to": {"Ind": 0.2943}}))
    assert "Ilford North" in changed_seats(run(election, {**move, "to": {"Ind": 0.2944}}))


def test_ladywood_flips_at_0984_if_only_the_greens_give(election: list[Row]) -> None:
    # 15,558 - 12,137 = 3,421 of the Green's 3,478: 0.98361.
    pact = {"kind": "pact", "members": ["Green", "Ind"]}
    assert "Birmingham Ladywood" not in changed_seats(run(election, {**pact, "transfer": 0.983}))
    assert "Birmingham Ladywood" in changed_seats(run(election, {**pact, "transfer": 0.984}))
