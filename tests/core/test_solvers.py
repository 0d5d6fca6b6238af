import json
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.core.small import after, hold, person_of
from tests.reference.elections import read_election
from tests.reference.scenarios import random_scenario
from ukvote_gui.core import dataset, files
from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.paths import Dial, Flip, Path, rate_path, swing_path
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.core.solvers import FewestVoters, break_even, fewest_voters, least_for_seats, least_swings

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), scope=Scope(won_by=("Lab",)))
TRANSFER = Dial(0, "transfer")
RIGHT = Pact(members=("Con", "RUK"))
SIX_AND_BRADFORD_WEST = [
    "Bradford West",
    "Bethnal Green and Stepney",
    "Ilford North",
    "Birmingham Yardley",
    "Birmingham Hall Green and Moseley",
    "Birmingham Hodge Hill and Solihull North",
    "Birmingham Ladywood",
]


@pytest.fixture(scope="module")
def election() -> Election:
    return dataset.load_election()


@pytest.fixture(scope="module")
def alliance(election: Election) -> Path:
    return rate_path(election, Scenario(moves=(ALLIANCE,)), TRANSFER)


def seat_named(election: Election, name: str) -> str:
    return next(c.id for c in election.constituencies if c.name == name)


def name_of(path: Path, flip: Flip) -> str:
    return path.election.constituencies[flip.seat].name


# Rates, in a seat


def test_the_break_even_rate_is_the_majority_over_the_giver_s_votes() -> None:
    # Con is 100 behind, LD has 200.
    election = hold({"A": {"Lab": 400, "Con": 300, "LD": 200}})
    move = Transfer(givers=("LD",), to=(("Con", 0.1),))
    found = break_even(rate_path(election, Scenario(moves=(move,)), Dial(0, "to", "Con")), "A")
    assert found.at == pytest.approx(0.5)
    assert election.candidates[found.winner].name == "Con"
    assert found.exact
    assert found.stays


def test_no_rate_is_enough_where_the_giver_has_too_few() -> None:
    election = hold({"A": {"Lab": 400, "Con": 300, "LD": 99}})
    move = Transfer(givers=("LD",), to=(("Con", 0.1),))
    found = break_even(rate_path(election, Scenario(moves=(move,)), Dial(0, "to", "Con")), "A")
    assert found.at is None
    assert found.exact
    assert election.candidates[found.winner].name == "Lab"


def test_drawing_level_at_the_very_end_counts_only_where_the_tie_is_won() -> None:
    # All of LD's 100 make Con level with Lab, who had more votes in the base and so wins the tie.
    election = hold({"A": {"Lab": 400, "Con": 300, "LD": 100}})
    scenario = Scenario(moves=(Transfer(givers=("LD",), to=(("Con", 1.0),)),))
    assert break_even(rate_path(election, scenario, Dial(0, "to", "Con")), "A").at is None
    # A swing of 25 points of 800 makes it 200 to 500; 0.3 of Con's 500 to Lab make 350 each, and Lab wins.
    before = Swing(changes=(("Lab", -25.0), ("Con", 25.0)))
    back = Transfer(givers=("Con",), to=(("Lab", 0.3),))
    path = rate_path(election, Scenario(moves=(before, back)), Dial(1, "to", "Lab"))
    found = break_even(path, "A")
    assert found.at == pytest.approx(0.3)
    assert evaluate(election, Scenario(moves=(before, back))).tie[0]


@pytest.mark.parametrize(
    ("seat", "giver", "majority", "votes"),
    [  # SOURCES.md rows 2 and 3, and Ladywood
        ("Ilford North", "Green", 528, 1794),
        ("Bethnal Green and Stepney", "Green", 1689, 6391),
        ("Birmingham Ladywood", "Green", 3421, 3478),
    ],
)
def test_published_break_evens_of_one_giver(
    election: Election, seat: str, giver: str, majority: int, votes: int
) -> None:
    ons_id = seat_named(election, seat)
    runner_up = election.candidates[election.rows[election.seat_index[ons_id]][1]]
    target = f"person:{runner_up.person}"
    move = Transfer(givers=(giver,), to=((target, 0.0),), scope=Scope(seats=(ons_id,)))
    found = break_even(rate_path(election, Scenario(moves=(move,)), Dial(0, "to", target)), ons_id)
    assert found.at == pytest.approx(majority / votes, abs=1e-12)
    assert found.exact


def test_ladywood_flips_at_nearly_all_greens_and_ilford_north_at_under_a_third(election: Election) -> None:
    for seat, at in (("Birmingham Ladywood", 0.984), ("Ilford North", 0.2943)):
        path = rate_path(election, Scenario(moves=(Pact(members=("Green", "Ind")),)), TRANSFER)
        assert break_even(path, seat_named(election, seat)).at == pytest.approx(at, abs=5e-4)


def test_the_dial_of_a_withdrawal_and_of_a_new_candidate() -> None:
    election = hold({"A": {"Lab": 400, "Con": 300, "LD": 200}})
    withdraw = Withdraw(who=("LD",), to=(("Con", 0.9), ("Lab", 0.2)))
    # Lab has 400 + 0.2 * 200 = 440, so Con needs 140 of 200.
    path = rate_path(election, Scenario(moves=(withdraw,)), Dial(0, "to", "Con"))
    assert path.high == pytest.approx(0.8)
    assert break_even(path, "A").at == pytest.approx(0.7)
    # Zoe takes a rate r of Lab's 400 and half of LD's 200; Lab falls under Con's 300 at a quarter,
    # where Zoe has 200; she passes Con where 100 + 400 r = 300, at a half.
    stand = Stand(party="Ind", name="Ind Zoe", givers=(("Lab", 0.1), ("LD", 0.5)))
    path = rate_path(election, Scenario(moves=(stand,)), Dial(0, "givers", "Lab"))
    names = [path.election.candidates[flip.winner].name for flip in path.flips]
    assert names == ["Con", "Ind Zoe"]
    assert [flip.at for flip in path.flips] == pytest.approx([0.25, 0.5])


def test_a_flip_that_the_withdrawal_alone_makes_is_at_the_low_end() -> None:
    # Green is listed first, so Con, who won, withdraws; Lab wins until Green has 250 of its own and Con's.
    election = hold({"A": {"Con": 300, "Lab": 250, "Green": 50}})
    pact = Pact(members=("Green", "Con"), choose="first_listed")
    path = rate_path(election, Scenario(moves=(pact,)), TRANSFER)
    assert [flip.at for flip in path.flips] == pytest.approx([0.0, 200 / 300])
    assert break_even(path, "A").at == 0.0


def test_a_seat_that_goes_back_to_its_winner_is_not_said_to_stay() -> None:
    election = hold({"A": {"Lab": 400, "Con": 350, "LD": 250}})
    # From -100 points, where Con has nothing and Lab wins, to +100, where Con does.
    rising = Scenario(moves=(Swing(changes=(("Con", 1.0),)),))
    assert break_even(rate_path(election, rising, Dial(0, "changes", "Con")), "A").stays
    # At -100 points Lab has nothing and Con wins; from -5 on Lab wins again, as without the move.
    falling = Scenario(moves=(Swing(changes=(("Lab", 0.0),)),))
    found = break_even(rate_path(election, falling, Dial(0, "changes", "Lab")), "A")
    assert found.at == -100.0
    assert not found.stays


def test_a_dial_reaches_as_far_as_the_other_rates_leave() -> None:
    pact = Pact(members=("Green", "Ind"), transfer=0.5, leak=(("Lab", 0.1), ("abstain", 0.15)))
    scenario = Scenario(
        moves=(pact, Turnout(change=1.0), SetShares(seat="A", shares=(("1", 10.0), ("2", 30.0))))
    )
    assert TRANSFER.limits(scenario) == pytest.approx((0.0, 0.75))
    assert Dial(0, "leak", "Lab").limits(scenario) == pytest.approx((0.0, 0.35))
    assert Dial(0, "leak", "LD").limits(scenario) == pytest.approx((0.0, 0.25))
    assert Dial(1, "change").limits(scenario) == (-100.0, 100.0)
    assert Dial(2, "shares", "1").limits(scenario) == (0.0, 70.0)
    assert not TRANSFER.is_points(scenario)
    assert Dial(1, "change").is_points(scenario)


def test_a_dial_turns_its_move_on() -> None:
    scenario = Scenario(moves=(replace(ALLIANCE, enabled=False),))
    turned = TRANSFER.turned(scenario, 0.25).moves[0]
    assert turned == replace(ALLIANCE, transfer=0.25)
    added = Dial(0, "leak", "LD").turned(scenario, 0.5).moves[0]
    assert isinstance(added, Pact)
    assert added.leak == (("LD", 0.5),)


# Rates, in the country


def test_the_alliance_flips_seats_in_order(alliance: Path) -> None:
    assert [name_of(alliance, flip) for flip in alliance.flips] == SIX_AND_BRADFORD_WEST
    assert alliance.exact.all()
    assert all(flip.exact for flip in alliance.flips)
    assert sum(flip.at <= 0.6 for flip in alliance.flips) == 5


def test_the_alliance_at_sixty_percent_takes_labour_to_406(election: Election, alliance: Path) -> None:
    found = least_for_seats(alliance, {"Ind", "WPB"}, 11)
    assert found.at is not None
    assert 0.5 < found.at < 0.6
    assert [name_of(alliance, flip) for flip in found.flips] == SIX_AND_BRADFORD_WEST[:5]
    outcome = evaluate(election, Scenario(moves=(replace(ALLIANCE, transfer=0.6),)))
    seats = dict(zip(outcome.election.parties, outcome.party_seats.tolist(), strict=True))
    assert (seats["Lab"], seats["Ind"], seats["WPB"]) == (406, 10, 1)


def test_no_rate_gives_the_alliance_a_majority(alliance: Path) -> None:
    found = least_for_seats(alliance, {"Green", "Ind", "WPB"})
    assert found.wanted == 326
    assert found.at is None
    # 4 Greens, 6 independents and all seven seats.
    assert found.seats == 17
    assert found.most_at == alliance.flips[-1].at
    assert len(found.flips) == 7
    assert found.exact
    assert not found.stays


@pytest.mark.parametrize(
    ("rate", "seats"), [(1.0, 302), (0.9, 283), (0.8, 268), (0.7, 252), (0.6, 234), (0.5, 212)]
)
def test_a_pact_of_the_right_by_rate(election: Election, rate: float, seats: int) -> None:
    outcome = evaluate(election, Scenario(moves=(replace(RIGHT, transfer=rate),)))
    by_party = dict(zip(outcome.election.parties, outcome.party_seats.tolist(), strict=True))
    assert by_party["Con"] + by_party["RUK"] == seats
    if rate == 1.0:
        assert (by_party["Lab"], by_party["LD"]) == (267, 46)
    path = rate_path(election, Scenario(moves=(RIGHT,)), TRANSFER)
    reached = least_for_seats(path, {"Con", "RUK"}, seats)
    assert reached.at is not None
    assert reached.at <= rate
    assert reached.stays
    more = least_for_seats(path, {"Con", "RUK"}, seats + 1)
    assert more.at is None or more.at >= rate


def test_parties_that_have_the_seats_already_need_nothing(alliance: Path) -> None:
    found = least_for_seats(alliance, {"Lab"}, 400)
    assert found.at == 0.0
    assert found.seats == 411
    assert found.flips == ()
    assert found.stays
    assert not least_for_seats(alliance, {"Lab"}, 410).stays


# Paths against the engine


@pytest.mark.parametrize("seed", range(60))
def test_winners_on_a_path_are_the_engine_s(seed: int, country: list[dict[str, Any]]) -> None:
    """Whatever the scenario is, at values between flips the path elects whom the engine elects."""
    rng = random.Random(seed)
    election = dataset.load_election()
    kinds = ("transfer", "withdraw", "pact", "turnout", "swing", "set_shares")
    raw = random_scenario(rng, country, moves=rng.randint(0, 2), kinds=kinds)
    scenario = files.parse(json.dumps(raw)).scenario
    dialled = replace(rng.choice([ALLIANCE, RIGHT, Pact(members=("Lab", "LD", "Green"))]), transfer=0.0)
    place = rng.randint(0, len(scenario.moves))
    scenario = scenario.with_moves((*scenario.moves[:place], dialled, *scenario.moves[place:]))
    dial = Dial(place, "transfer")
    path = rate_path(election, scenario, dial)
    without = evaluate(election, scenario.replacing(dialled, replace(dialled, enabled=False)))
    assert path.before.tolist() == without.winner.tolist()
    assert list(path.flips) == sorted(path.flips, key=lambda flip: flip.at)
    for value in (0.0, 0.137, 0.414, 0.75, 0.999):
        winner = path.before.copy()
        for flip in path.flips:
            if flip.at <= value:
                assert winner[flip.seat] == flip.loser
                winner[flip.seat] = flip.winner
        expected = evaluate(election, dial.turned(scenario, value)).winner
        near = {flip.seat for flip in path.flips if abs(flip.at - value) < (1e-9 if flip.exact else 1e-4)}
        wrong = [seat for seat in np.flatnonzero(winner != expected).tolist() if seat not in near]
        assert wrong == []
        assert path.exact[[seat for seat in range(650) if seat not in near]].any()


@pytest.fixture(scope="module")
def country() -> list[dict[str, Any]]:
    return read_election()


def test_what_is_no_line_is_found_by_bisection(election: Election) -> None:
    # The country's target for Labour depends on what the pact leaves, so votes are no lines in its rate.
    moves = (ALLIANCE, Swing(targets=(("Lab", 30.0), ("RUK", 18.0))))
    scenario = Scenario(moves=moves)
    path = rate_path(election, scenario, TRANSFER)
    assert not path.exact.all()
    approximate = [flip for flip in path.flips if not flip.exact]
    assert approximate
    for flip in approximate:
        beyond = evaluate(election, TRANSFER.turned(scenario, flip.at)).winner
        short = evaluate(election, TRANSFER.turned(scenario, max(0.0, flip.at - 1e-4))).winner
        assert beyond[flip.seat] == flip.winner
        assert short[flip.seat] == flip.loser
    assert not least_for_seats(path, {"Lab"}, 600).exact


def test_lines_stay_lines_behind_turnout_and_uniform_swing(election: Election) -> None:
    moves = (ALLIANCE, Turnout(change=3.0), Swing(changes=(("Lab", -2.0), ("Con", 2.0))))
    path = rate_path(election, Scenario(moves=moves), TRANSFER)
    assert path.exact.all()
    assert [flip.exact for flip in path.flips] == [True] * len(path.flips)


def test_a_change_of_nominee_on_the_way_is_found() -> None:
    # The pact of Con and LD takes whoever has more. LD has 250 and gets a rate r of Green's 200, so it is
    # LD's from r = 0.25 (300 each, Con is senior) on: Con 300 + 250 = 550 < Lab 560 at first, then LD with
    # 550 + 200 r, over Lab's 560 from r = 0.05 on, so at once.
    election = hold({"A": {"Lab": 560, "Con": 300, "LD": 250, "Green": 200}})
    moves = (Transfer(givers=("Green",), to=(("LD", 0.0),)), Pact(members=("Con", "LD")))
    path = rate_path(election, Scenario(moves=moves), Dial(0, "to", "LD"))
    # While Con is the nominee it has 300 + 250 + 200 r: over 560 from r = 0.05 on.
    assert [path.election.candidates[flip.winner].name for flip in path.flips] == ["Con", "LD"]
    assert [flip.at for flip in path.flips] == pytest.approx([0.05, 0.25], abs=1e-4)
    assert not path.exact[0]


def test_where_nobody_votes_the_tie_s_winner_has_the_seat() -> None:
    # Lab leads by 70 to 30 until turnout, 10 points, has all been taken away; then Con, who had more in the
    # base, wins the tie at nothing.
    election = hold({"A": {"Con": 60, "Lab": 40}})
    moves = (Transfer(givers=("Con",), to=(("Lab", 0.5),)), Turnout(change=0.0))
    path = rate_path(election, Scenario(moves=moves), Dial(1, "change"))
    assert [path.election.candidates[flip.winner].name for flip in path.flips] == ["Con", "Lab"]
    assert [flip.at for flip in path.flips] == pytest.approx([-100.0, -10.0], abs=0.01)
    assert not break_even(path, "A").stays


# Swings


def test_the_least_swing_from_the_winner_to_the_runner_up_is_half_the_majority() -> None:
    election = hold({"A": {"Lab": 400, "Con": 300, "LD": 200, "Green": 100}})
    path = swing_path(base_outcome(election), "Lab", "Con")
    assert break_even(path, "A").at == pytest.approx(5.0)
    # From Lab to the Greens: Con wins when Lab has lost 10; the Greens pass Con at 20 points.
    flips = swing_path(base_outcome(election), "Lab", "Green").flips
    assert [election.candidates[flip.winner].name for flip in flips] == ["Con", "Green"]
    assert [flip.at for flip in flips] == pytest.approx([10.0, 20.0])
    # From nobody: Con needs 10 points more before all are scaled.
    assert break_even(swing_path(base_outcome(election), None, "Con"), "A").at == pytest.approx(10.0)


def test_a_swing_is_between_two_parties() -> None:
    with pytest.raises(ValueError, match="one party to another"):
        swing_path(base_outcome(hold({"A": {"Lab": 1}})), "Lab", "Lab")


@pytest.mark.parametrize("loser", ["Lab", "Con", "Ind", None])
@pytest.mark.parametrize("gainer", ["RUK", "LD", "Green", "Ind"])
def test_winners_on_a_path_of_swing_are_the_engine_s(
    election: Election, loser: str | None, gainer: str
) -> None:
    if loser == gainer:
        return
    start = Scenario(moves=(ALLIANCE, Turnout(change=-2.0)))
    path = swing_path(evaluate(election, start), loser, gainer, Scope(countries=("England", "Wales")))
    assert path.exact.all()
    for points in (0.4, 3.0, 9.7, 31.0, 90.0):
        winner = path.before.copy()
        for flip in path.flips:
            if flip.at <= points:
                winner[flip.seat] = flip.winner
        changes = ((gainer, points),) if loser is None else ((loser, -points), (gainer, points))
        move = Swing(changes=changes, scope=Scope(countries=("England", "Wales")))
        expected = evaluate(election, start.with_moves((*start.moves, move))).winner
        assert winner.tolist() == expected.tolist()


def test_the_least_swing_for_a_majority(election: Election) -> None:
    found = least_for_seats(swing_path(base_outcome(election), "Lab", "Con"), {"Con"})
    assert found.at is not None
    assert found.seats == 326
    for points, reaches in ((found.at - 1e-6, False), (found.at + 1e-6, True)):
        outcome = after(election, Swing(changes=(("Lab", -points), ("Con", points))))
        assert (outcome.party_seats[election.party_index["Con"]] >= 326) == reaches
    seats = 121 + sum(
        (election.candidates[flip.winner].party == "Con") - (election.candidates[flip.loser].party == "Con")
        for flip in found.flips
    )
    assert seats == 326


def test_no_swing_from_labour_to_plaid_cymru_makes_a_majority(election: Election) -> None:
    found = least_for_seats(swing_path(base_outcome(election), "Lab", "PC"), {"PC"})
    assert found.at is None
    assert found.seats == 32  # all of Wales


def test_swings_between_any_two_parties_of_a_seat() -> None:
    election = hold({"A": {"Lab": 400, "Con": 300, "LD": 200, "Green": 100}})
    found = least_swings(base_outcome(election), "A")
    first = found[0]
    assert (first.loser, first.gainer) == ("Lab", "Con")
    assert first.swing_pp == pytest.approx(5.0)
    assert election.candidates[first.winner].name == "Con"
    by_pair = {(pair.loser, pair.gainer): pair.swing_pp for pair in found}
    # The Greens need 30 points more; the swing goes on though LD has only 20 to lose.
    assert by_pair["LD", "Green"] == pytest.approx(30.0)
    assert by_pair["Lab", "LD"] == pytest.approx(10.0)
    # What goes to the winner flips nothing.
    assert not any(pair.gainer == "Lab" for pair in found)


def test_of_several_who_are_level_the_gainer_has_the_seat() -> None:
    election = hold({"A": {"Lab": 20, "Con": 20, "LD": 20}})
    by_pair = {(pair.loser, pair.gainer): pair for pair in least_swings(base_outcome(election), "A")}
    assert election.candidates[by_pair["Lab", "LD"].winner].name == "LD"
    assert election.candidates[by_pair["Lab", "Con"].winner].name == "Con"
    assert by_pair["Lab", "LD"].swing_pp == 0.0


@pytest.mark.parametrize(
    "name", ["Ilford North", "Birmingham Hall Green and Moseley", "Islington North", "Chorley"]
)
def test_swings_of_a_seat_are_what_the_engine_says(election: Election, name: str) -> None:
    seat = seat_named(election, name)
    start = (replace(ALLIANCE, transfer=0.6),)
    found = least_swings(after(election, *start), seat)
    assert found
    position = election.seat_index[seat]
    for pair in found:
        for points, winner in ((pair.swing_pp - 1e-6, None), (pair.swing_pp + 1e-6, pair.winner)):
            swing = Swing(changes=((pair.loser, -points), (pair.gainer, points)))
            expected = int(after(election, *start).winner[position]) if winner is None else winner
            assert after(election, *start, swing).winner[position] == expected


# Voters


def test_the_fewest_voters_of_an_even_and_an_odd_majority() -> None:
    # 528: 264 switchers are level, which Lab wins. Home: 528 are level.
    even = hold({"A": {"Lab": 15647, "Con": 15119}}, electorate=80_000)
    assert fewest_voters(base_outcome(even), "A") == FewestVoters(265, 529, 529)
    odd = hold({"A": {"Lab": 104, "Con": 101}})
    assert fewest_voters(base_outcome(odd), "A") == FewestVoters(2, 4, 4)


def test_drawing_level_is_enough_for_who_wins_ties() -> None:
    # After the transfer Lab has 90 and Con 110; but Lab had more in the base, so 10 switchers are enough.
    election = hold({"A": {"Lab": 110, "Con": 90}})
    outcome = after(election, Transfer(givers=("Lab",), to=(("Con", 20 / 110),)))
    assert fewest_voters(outcome, "A") == FewestVoters(10, 20, 20)


def test_too_few_electors_at_home_are_no_answer() -> None:
    election = hold({"A": {"Lab": 100, "Con": 50}}, electorate=200)
    assert fewest_voters(base_outcome(election), "A") == FewestVoters(26, 51, None)


def test_nobody_else_standing_is_no_answer() -> None:
    election = hold({"A": {"Lab": 100}})
    assert fewest_voters(base_outcome(election), "A") == FewestVoters(None, None, None)


@pytest.mark.parametrize("seed", range(20))
def test_one_voter_fewer_is_not_enough(seed: int) -> None:
    rng = random.Random(seed)
    election = hold({"A": {"Lab": rng.randint(1, 60), "Con": rng.randint(1, 60), "LD": 0}}, electorate=500)
    outcome = base_outcome(election)
    winner, second = (election.candidates[int(row[0])].name for row in (outcome.winner, outcome.runner_up))
    found = fewest_voters(outcome, "A")
    assert found.switch is not None
    assert found.turn_out is not None
    for voters, flips in ((found.switch, True), (found.switch - 1, False)):
        rate = voters / float(outcome.votes[int(outcome.winner[0])])
        new = after(
            election, Transfer(givers=(winner,), to=((f"person:{person_of(election, second)}", rate),))
        )
        assert (new.winner[0] != outcome.winner[0]) == flips


def test_no_swing_changes_a_seat_where_nobody_votes() -> None:
    election = dataset.load_election()
    london = Scope(regions=("London",))
    outcome = evaluate(election, Scenario(moves=(Turnout(set=0.0, scope=london),)))
    assert least_swings(outcome, "E14001300") == ()
    flips = swing_path(outcome, "Lab", "Con").flips
    seats = [election.constituencies[flip.seat] for flip in flips]
    assert seats
    assert not [seat.name for seat in seats if seat.region == "London"]
