from collections.abc import Callable

import pytest

from tests.core.small import after, hold, person_of, votes_in, winner_of
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.moves import (
    KINDS,
    Move,
    Pact,
    SetShares,
    Stand,
    Swing,
    Transfer,
    Turnout,
    Withdraw,
)
from ukvote_gui.core.moves.swing import PROPORTIONAL, STRONG_TRANSITION
from ukvote_gui.core.selection import Scope

ONE = hold({"A": {"Lab": 400, "Con": 300, "LD": 200, "Green": 100}}, electorate=2000)
TWO = hold(
    {
        "A": {"Lab": 400, "Con": 300, "LD": 200, "Green": 100},
        "B": {"Con": 500, "Lab": 250, "RUK": 250},
    },
    electorate=2000,
    countries={"B": "Wales"},
)
INDEPENDENTS = hold(
    {"A": {"Lab": 400, "Ind Ann": 300, "Ind Ben": 100, "Green": 200}, "B": {"Lab": 60, "Ind Cat": 40}}
)


# swing


def test_uniform_swing_adds_points_and_keeps_the_whole() -> None:
    # 40 - 10 = 30 and 30 + 10 = 40; the sum is still 100, so nothing is scaled.
    outcome = after(ONE, Swing(changes=(("Lab", -10.0), ("Con", 10.0))))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 300, "Con": 400, "LD": 200, "Green": 100})


def test_uniform_swing_stops_at_nothing_and_scales_all_to_the_whole() -> None:
    # 10 - 20 is held at 0: 40, 30, 20 and 0 make 90, so each is divided by 0.9.
    outcome = after(ONE, Swing(changes=(("Green", -20.0),)))
    expected = {"Lab": 400 / 0.9, "Con": 300 / 0.9, "LD": 200 / 0.9, "Green": 0}
    assert votes_in(outcome, "A") == pytest.approx(expected)


def test_uniform_swing_to_a_party_that_rises_alone_scales_the_others_down() -> None:
    # 40 + 25 = 65 of 125.
    outcome = after(ONE, Swing(changes=(("Lab", 25.0),)))
    assert votes_in(outcome, "A")["Lab"] == pytest.approx(1000 * 65 / 125)
    assert votes_in(outcome, "A")["Con"] == pytest.approx(1000 * 30 / 125)


def test_a_party_that_does_not_stand_is_left_out_of_a_swing() -> None:
    # In B nobody stands for LD, so Con alone changes: 50 - 5 of 95.
    outcome = after(TWO, Swing(changes=(("LD", 5.0), ("Con", -5.0))))
    assert "LD" not in votes_in(outcome, "B")
    assert votes_in(outcome, "B")["Con"] == pytest.approx(1000 * 45 / 95)


def test_proportional_swing_multiplies_by_the_change_in_the_scope() -> None:
    # Con has 800 of 2,000 votes, N = 40; 40 - 10 is three quarters. A: 30 * 0.75 = 22.5 of 92.5;
    # B: 50 * 0.75 = 37.5 of 87.5.
    outcome = after(TWO, Swing(changes=(("Con", -10.0),), method=PROPORTIONAL))
    assert votes_in(outcome, "A")["Con"] == pytest.approx(1000 * 22.5 / 92.5)
    assert votes_in(outcome, "B")["Con"] == pytest.approx(1000 * 37.5 / 87.5)


def test_proportional_swing_of_a_party_without_votes_is_nothing() -> None:
    election = hold({"A": {"Lab": 60, "Con": 40, "LD": 0}})
    outcome = after(election, Swing(changes=(("LD", 1_000_000.0), ("RUK", 600.0)), method=PROPORTIONAL))
    assert votes_in(outcome, "A") == {"Lab": 60, "Con": 40, "LD": 0}


@pytest.mark.parametrize("method", ["uniform", PROPORTIONAL, STRONG_TRANSITION])
@pytest.mark.parametrize("points", [1_000_000.0, -1_000_000.0, 5e-324])
def test_changes_beyond_all_reason_leave_numbers(method: str, points: float) -> None:
    outcome = after(TWO, Swing(changes=(("Lab", points), ("Con", -points)), method=method))
    assert sum(votes_in(outcome, "A").values()) == pytest.approx(1000)
    assert sum(votes_in(outcome, "B").values()) == pytest.approx(1000)


def test_a_target_is_a_change_against_the_share_in_the_scope() -> None:
    # Con's 40 in the scope is to be 45, a change of 5 points in each seat: 35 of 105, and 55 of 105.
    outcome = after(TWO, Swing(targets=(("Con", 45.0),)))
    assert votes_in(outcome, "A")["Con"] == pytest.approx(1000 * 35 / 105)
    assert votes_in(outcome, "B")["Con"] == pytest.approx(1000 * 55 / 105)


def test_a_target_looks_at_the_scope_and_at_what_moves_before_it_left() -> None:
    # In A alone Con is first lifted from 30 to 40 by Lab's loss; so the target of 40 there changes nothing.
    lift = Swing(changes=(("Lab", -10.0), ("Con", 10.0)), scope=Scope(seats=("A",)))
    outcome = after(TWO, lift, Swing(targets=(("Con", 40.0),), scope=Scope(seats=("A",))))
    assert votes_in(outcome, "A")["Con"] == pytest.approx(400)
    assert votes_in(outcome, "B")["Con"] == 500


def test_strong_transition_takes_weak_support_first() -> None:
    # Lab has 40 in A, 25 in B: weak 20 and 20, strong 20 and 5. N = 32.5, W = 20, T = 12.5.
    # To lose 10: P = 22.5 >= T, so a seat keeps strong + weak * (22.5 - 12.5) / 20 = strong + weak / 2.
    # A: 20 + 10 = 30, B: 5 + 10 = 15. Con gains all that is lost there, 10 points in both.
    move = Swing(changes=(("Lab", -10.0), ("Con", 10.0)), method=STRONG_TRANSITION)
    outcome = after(TWO, move)
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 300, "Con": 400, "LD": 200, "Green": 100})
    assert votes_in(outcome, "B") == pytest.approx({"Con": 600, "Lab": 150, "RUK": 250})


def test_strong_transition_takes_strong_support_when_no_weak_is_left() -> None:
    # As before with 26.25 to lose: P = 6.25 < T = 12.5, so a seat keeps strong * 6.25 / 12.5, half of it.
    # A: 20 / 2 = 10, 30 lost; B: 5 / 2 = 2.5, 22.5 lost.
    move = Swing(changes=(("Lab", -26.25), ("Con", 26.25)), method=STRONG_TRANSITION)
    outcome = after(TWO, move)
    assert votes_in(outcome, "A")["Lab"] == pytest.approx(100)
    assert votes_in(outcome, "A")["Con"] == pytest.approx(600)
    assert votes_in(outcome, "B")["Lab"] == pytest.approx(25)
    assert votes_in(outcome, "B")["Con"] == pytest.approx(725)


def test_candidates_of_one_party_divide_its_new_share_as_they_divided_the_old() -> None:
    # In A Ind has 40 of 100, 30 and 10; at 20 it is 15 and 5, of 80 in all.
    outcome = after(INDEPENDENTS, Swing(changes=(("Ind", -20.0),), scope=Scope(seats=("A",))))
    assert votes_in(outcome, "A")["Ind Ann"] == pytest.approx(1000 * 15 / 80)
    assert votes_in(outcome, "A")["Ind Ben"] == pytest.approx(1000 * 5 / 80)


def test_candidates_of_a_party_without_votes_divide_what_it_gets_equally() -> None:
    election = hold({"A": {"Lab": 100, "Ind Ann": 0, "Ind Ben": 0}})
    # 0 + 20 of 120: 10 each of 120.
    outcome = after(election, Swing(changes=(("Ind", 20.0),)))
    assert votes_in(outcome, "A") == pytest.approx(
        {"Lab": 100 / 1.2, "Ind Ann": 10 / 1.2, "Ind Ben": 10 / 1.2}
    )


def test_a_swing_that_leaves_nobody_anything_leaves_the_seat_as_it_was() -> None:
    election = hold({"A": {"Lab": 60, "Con": 40}})
    outcome = after(election, Swing(changes=(("Lab", -100.0), ("Con", -100.0))))
    assert votes_in(outcome, "A") == {"Lab": 60, "Con": 40}


# transfer


def test_a_transfer_gives_the_same_fraction_of_each_giver_s_votes() -> None:
    # LD and Green have 300 together; half is 150. Each keeps half of its own.
    outcome = after(ONE, Transfer(givers=("LD", "Green"), to=(("Lab", 0.5),)))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 550, "Con": 300, "LD": 100, "Green": 50})


def test_takers_of_one_target_divide_in_proportion_to_their_votes() -> None:
    # Green gives half of 200; Ann has 300 and Ben 100, so 75 and 25.
    outcome = after(INDEPENDENTS, Transfer(givers=("Green",), to=(("Ind", 0.5),)))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 400, "Ind Ann": 375, "Ind Ben": 125, "Green": 100})


def test_what_abstains_leaves_the_count() -> None:
    outcome = after(ONE, Transfer(givers=("Con",), to=(("abstain", 0.2), ("Lab", 0.3))))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 490, "Con": 150, "LD": 200, "Green": 100})
    assert outcome.valid_votes[0] == pytest.approx(940)


def test_what_has_no_taker_stays_with_the_givers() -> None:
    # RUK does not stand in A: its tenth stays, and what no rate names too.
    outcome = after(ONE, Transfer(givers=("Con",), to=(("RUK", 0.1), ("Lab", 0.2))))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 460, "Con": 240, "LD": 200, "Green": 100})


def test_a_giver_does_not_take() -> None:
    # The target names Ind, Ann gives; so Ben takes it all: 150.
    ann = person_of(INDEPENDENTS, "Ind Ann")
    outcome = after(INDEPENDENTS, Transfer(givers=(f"person:{ann}",), to=(("Ind", 0.5),)))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 400, "Ind Ann": 150, "Ind Ben": 250, "Green": 200})


def test_takers_without_votes_take_equally() -> None:
    election = hold({"A": {"Lab": 100, "Ind Ann": 0, "Ind Ben": 0}})
    outcome = after(election, Transfer(givers=("Lab",), to=(("Ind", 0.3),)))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 70, "Ind Ann": 15, "Ind Ben": 15})


# withdraw


def test_who_withdraws_releases_all_votes() -> None:
    # Green's 100: 60 to Lab, 10 abstain by name, and the other 30 abstain as well.
    outcome = after(ONE, Withdraw(who=("Green",), to=(("Lab", 0.6), ("abstain", 0.1))))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 460, "Con": 300, "LD": 200})
    assert not outcome.standing[3]


def test_the_rest_can_be_shared_in_proportion_to_the_votes_before() -> None:
    # Green's 100: 40 to Lab; 60 among 900, in proportion to 400, 300 and 200.
    outcome = after(ONE, Withdraw(who=("Green",), to=(("Lab", 0.4),), rest="proportional"))
    expected = {"Lab": 440 + 60 * 4 / 9, "Con": 300 + 60 * 3 / 9, "LD": 200 + 60 * 2 / 9}
    assert votes_in(outcome, "A") == pytest.approx(expected)


def test_the_rate_of_a_target_that_does_not_stand_goes_to_the_rest() -> None:
    outcome = after(ONE, Withdraw(who=("Green",), to=(("RUK", 1.0),), rest="proportional"))
    assert outcome.valid_votes[0] == pytest.approx(1000)


def test_nobody_withdraws_where_nobody_would_be_left() -> None:
    election = hold({"A": {"Lab": 60, "Con": 40}, "B": {"Lab": 60, "LD": 40}})
    outcome = after(election, Withdraw(who=("Lab", "Con")))
    assert votes_in(outcome, "A") == {"Lab": 60, "Con": 40}
    assert votes_in(outcome, "B") == {"LD": 40}


def test_who_has_withdrawn_takes_nothing_later() -> None:
    outcome = after(ONE, Withdraw(who=("Green",)), Transfer(givers=("Lab",), to=(("Green", 0.5),)))
    assert votes_in(outcome, "A") == {"Lab": 400, "Con": 300, "LD": 200}


# pact


def test_a_pact_s_best_placed_candidate_stays_and_gets_the_transfer() -> None:
    # Ann has most of Ann 300, Green 200, Ben 100: 0.6 * 300 = 180 go to her, 0.1 * 300 leaks, 90 abstain.
    pact = Pact(members=("Green", "Ind"), transfer=0.6, leak=(("Lab", 0.1),))
    outcome = after(INDEPENDENTS, pact)
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 430, "Ind Ann": 480})
    assert winner_of(outcome, "A") == "Ind Ann"


def test_a_pact_has_no_effect_where_fewer_than_two_of_its_candidates_stand() -> None:
    outcome = after(INDEPENDENTS, Pact(members=("Green", "Ind")))
    assert votes_in(outcome, "B") == {"Lab": 60, "Ind Cat": 40}


def test_the_first_listed_member_can_be_chosen() -> None:
    # Green is listed first though Ann has more: 200 + 300 + 100.
    outcome = after(INDEPENDENTS, Pact(members=("Green", "Ind"), choose="first_listed"))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 400, "Green": 600})


def test_of_the_first_listed_member_s_candidates_the_one_with_most_votes_is_chosen() -> None:
    outcome = after(INDEPENDENTS, Pact(members=("WPB", "Ind", "Green"), choose="first_listed"))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 400, "Ind Ann": 600})


def test_a_named_nominee_comes_before_the_rule() -> None:
    ben = person_of(INDEPENDENTS, "Ind Ben")
    outcome = after(INDEPENDENTS, Pact(members=("Green", "Ind"), nominees=(("A", ben),)))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 400, "Ind Ben": 600})


def test_a_named_nominee_who_has_withdrawn_is_passed_over() -> None:
    ann = person_of(INDEPENDENTS, "Ind Ann")
    gone = Withdraw(who=(f"person:{ann}",))
    pact = Pact(members=("Green", "Ind"), nominees=(("A", ann),))
    # Green 200 and Ben 100 are left of the members.
    assert votes_in(after(INDEPENDENTS, gone, pact), "A") == pytest.approx({"Lab": 400, "Green": 300})


def test_the_rest_of_a_pact_is_shared_among_all_who_stay() -> None:
    # 300 are released: 150 to Ann; 150 among Lab 400 and Ann 300, as before the move.
    outcome = after(INDEPENDENTS, Pact(members=("Green", "Ind"), transfer=0.5, rest="proportional"))
    expected = {"Lab": 400 + 150 * 4 / 7, "Ind Ann": 450 + 150 * 3 / 7}
    assert votes_in(outcome, "A") == pytest.approx(expected)


def test_of_equal_members_the_senior_one_is_chosen() -> None:
    # 20 votes each: the one with the lower person id, Ben, who is listed first.
    election = hold({"A": {"Lab": 50, "Ind Ben": 20, "Ind Ann": 20}})
    assert set(votes_in(after(election, Pact(members=("Ind",))), "A")) == {"Lab", "Ind Ben"}


# set_shares


def test_set_shares_divides_the_remainder_as_it_was_divided() -> None:
    # Green gets 40 points of 1,000; the others' 60 in proportion to 400, 300 and 200.
    green = person_of(ONE, "Green")
    outcome = after(ONE, SetShares(seat="A", shares=((green, 40.0),)))
    expected = {"Green": 400, "Lab": 600 * 4 / 9, "Con": 600 * 3 / 9, "LD": 600 * 2 / 9}
    assert votes_in(outcome, "A") == pytest.approx(expected)


def test_set_shares_divides_equally_among_others_without_votes() -> None:
    election = hold({"A": {"Lab": 100, "Con": 0, "LD": 0}})
    lab = person_of(election, "Lab")
    outcome = after(election, SetShares(seat="A", shares=((lab, 70.0),)))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 70, "Con": 15, "LD": 15})


def test_shares_of_all_candidates_are_scaled_to_the_whole() -> None:
    # 20 and 30 are two fifths and three fifths.
    election = hold({"A": {"Lab": 60, "Con": 40}})
    lab, con = person_of(election, "Lab"), person_of(election, "Con")
    outcome = after(election, SetShares(seat="A", shares=((lab, 20.0), (con, 30.0))))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 40, "Con": 60})


def test_a_named_candidate_who_has_withdrawn_is_passed_over() -> None:
    green, lab = person_of(ONE, "Green"), person_of(ONE, "Lab")
    outcome = after(ONE, Withdraw(who=("Green",)), SetShares(seat="A", shares=((green, 50.0), (lab, 10.0))))
    # 900 votes are left: 90 for Lab, 810 between Con and LD as 3 to 2.
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 90, "Con": 486, "LD": 324})


def test_the_last_of_two_edits_of_one_seat_holds() -> None:
    green = person_of(ONE, "Green")
    edits = [SetShares(seat="A", shares=((green, points),)) for points in (90.0, 20.0)]
    assert votes_in(after(ONE, *edits), "A")["Green"] == pytest.approx(200)


# turnout


def test_turnout_changes_by_points_of_the_electorate() -> None:
    # 1,000 of 2,000 is 50 points; 60 is 1,200 votes, 1.2 times as many for each.
    outcome = after(ONE, Turnout(change=10.0))
    assert votes_in(outcome, "A") == pytest.approx({"Lab": 480, "Con": 360, "LD": 240, "Green": 120})
    assert outcome.turnout[0] == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("move", "turnout"),
    [(Turnout(set=25.0), 0.25), (Turnout(change=80.0), 1.0), (Turnout(change=-80.0), 0.0)],
)
def test_turnout_is_set_and_held_between_nobody_and_everybody(move: Turnout, turnout: float) -> None:
    assert after(ONE, move).turnout[0] == pytest.approx(turnout)


# stand


def test_a_new_candidate_takes_parts_of_others_votes() -> None:
    # A quarter of Lab's 400 and a half of Green's 100.
    outcome = after(ONE, Stand(party="Ind", name="Ind Zoe", givers=(("Lab", 0.25), ("Green", 0.5))))
    expected = {"Lab": 300, "Con": 300, "LD": 200, "Green": 50, "Ind Zoe": 150}
    assert votes_in(outcome, "A") == pytest.approx(expected)


def test_a_new_candidate_stands_in_the_seats_named_only() -> None:
    outcome = after(TWO, Stand(party="Ind", name="Ind Zoe", seats=("B",), givers=(("RUK", 1.0),)))
    assert "Ind Zoe" not in votes_in(outcome, "A")
    assert votes_in(outcome, "B") == pytest.approx({"Con": 500, "Lab": 250, "RUK": 0, "Ind Zoe": 250})


def test_what_several_selectors_take_of_one_candidate_is_all_of_it_at_the_most() -> None:
    givers = (("Ind", 0.7), (f"person:{person_of(INDEPENDENTS, 'Ind Ann')}", 0.7))
    outcome = after(INDEPENDENTS, Stand(party="LD", name="LD", seats=("A",), givers=givers))
    # All of Ann's 300, and 0.7 of Ben's 100.
    assert votes_in(outcome, "A") == pytest.approx(
        {"Lab": 400, "Ind Ann": 0, "Ind Ben": 30, "Green": 200, "LD": 370}
    )


def test_new_candidates_are_numbered_in_order_of_the_file_and_can_be_named_by_it() -> None:
    stands = [Stand(party="Ind", name=f"Ind {name}", givers=(("Con", 0.2),)) for name in ("Yan", "Zoe")]
    gone = Withdraw(who=("person:new:2",), to=(("person:new:1", 1.0),))
    # Yan: a fifth of 300 is 60. Zoe: a fifth of the 240 left is 48, which Yan gets.
    outcome = after(ONE, *stands, gone)
    assert votes_in(outcome, "A") == pytest.approx(
        {"Lab": 400, "Con": 192, "LD": 200, "Green": 100, "Ind Yan": 108}
    )


# scopes, selectors and all kinds


@pytest.mark.parametrize(
    ("scope", "touched"),
    [
        (Scope(countries=("Wales",)), "B"),
        (Scope(regions=("England",)), "A"),
        (Scope(seats=("B",)), "B"),
        (Scope(won_by=("Con",)), "B"),
        (Scope(won_by=("bloc:left",)), "A"),
        # Majorities are 10 points in A and 25 in B, and the limit is not below itself.
        (Scope(majority_below=25.0), "A"),
        (Scope(countries=("England", "Wales"), won_by=("Con",)), "B"),
        (Scope(countries=("England",), won_by=("Con",)), ""),
        (Scope(seats=()), ""),
        (Scope(), "AB"),
    ],
)
@pytest.mark.parametrize(
    "move",
    [
        lambda scope: Swing(changes=(("Lab", -20.0),), scope=scope),
        lambda scope: Transfer(givers=("Lab",), to=(("Con", 0.5),), scope=scope),
        lambda scope: Withdraw(who=("Lab",), scope=scope),
        lambda scope: Pact(members=("Lab", "Con"), scope=scope),
        lambda scope: Turnout(set=1.0, scope=scope),
        lambda scope: Stand(party="Ind", name="Ind Zoe", givers=(("Lab", 0.5),), scope=scope),
    ],
)
def test_a_move_touches_the_seats_in_its_scope_only(
    move: Callable[[Scope], Move], scope: Scope, touched: str
) -> None:
    outcome = after(TWO, move(scope), blocs=(("left", ("Lab", "Green")),))
    changed = [seat for seat in "AB" if votes_in(outcome, seat) != votes_in(after(TWO), seat)]
    assert "".join(changed) == touched


def test_the_winner_of_a_scope_is_the_base_s_whatever_moves_did() -> None:
    flip = Swing(changes=(("Lab", -30.0), ("Con", 30.0)))
    outcome = after(TWO, flip, Withdraw(who=("Con",), scope=Scope(won_by=("Lab",))))
    assert "Con" not in votes_in(outcome, "A")


def test_a_bloc_of_blocs_is_the_union() -> None:
    blocs = (("all", ("bloc:left", "LD")), ("left", ("Green", "WPB")))
    outcome = after(ONE, Withdraw(who=("bloc:all",)), blocs=blocs)
    assert set(votes_in(outcome, "A")) == {"Lab", "Con"}


def test_an_uncertain_amount_counts_as_its_value() -> None:
    certain = after(ONE, Transfer(givers=("LD",), to=(("Con", 0.6),)))
    uncertain = after(ONE, Transfer(givers=("LD",), to=(("Con", Spread(0.6, 0.1, 0.9)),)))
    assert votes_in(certain, "A") == votes_in(uncertain, "A")


def test_only_swings_that_look_at_shares_of_the_scope_depend_on_other_seats() -> None:
    depending = [
        Swing(targets=(("Lab", 30.0),)),
        Swing(changes=(("Lab", 3.0),), method=PROPORTIONAL),
        Swing(changes=(("Lab", 3.0),), method=STRONG_TRANSITION),
    ]
    assert all(move.depends_on_totals for move in depending)
    others: list[Move] = [
        Swing(changes=(("Lab", 3.0),)),
        Transfer(givers=("Lab",), to=()),
        Withdraw(who=("Lab",)),
        Pact(members=("Lab",)),
        SetShares(seat="A", shares=()),
        Turnout(set=50.0),
        Stand(party="Ind", name="Ind Zoe"),
    ]
    assert {type(move) for move in others} == set(KINDS.values())
    assert not any(move.depends_on_totals for move in others)
