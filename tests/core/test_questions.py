"""What changes a seat, and what gives a party so many."""

from __future__ import annotations

import math
import random
import re
from dataclasses import replace

import pytest

from ukvote_gui import resources
from ukvote_gui.core import dataset, files
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.questions.country import by_rate, by_swing, parties_to_ask_about, two_largest
from ukvote_gui.core.questions.rates import Rate, path_of, rates_of, tried
from ukvote_gui.core.questions.seat import SeatAnswers, about_rate, about_seat, turns_in_words
from ukvote_gui.core.questions.trials import least_enough
from ukvote_gui.core.questions.values import figure
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))


def seat_named(name: str) -> str:
    return next(c.id for c in dataset.load_election().constituencies if c.name == name)


def outcome_of(scenario: Scenario) -> Outcome:
    return evaluate(dataset.load_election(scenario.base), scenario)


def ask(name: str, *moves: Move, pact: Pact | None = None) -> SeatAnswers:
    scenario = Scenario(moves=moves)
    return about_seat(scenario, outcome_of(scenario), seat_named(name), pact)


def test_every_rate_of_a_scenario_can_be_asked_about() -> None:
    scenario = Scenario(
        moves=(
            Pact(members=("Con", "RUK"), transfer=0.7, leak=(("Lab", 0.1), ("abstain", 0.2)), title="Right"),
            Transfer(givers=("LD",), to=(("Lab", 0.3),)),
            Withdraw(who=("RUK",), to=(("person:4360", 0.5),)),
            Stand(party="Green", name="New", givers=(("Lab", 0.1),)),
            Swing(changes=(("Lab", 1.0),)),
            Withdraw(who=("RUK",), to=(("Con", 0.5),), enabled=False),
        )
    )
    assert [(rate.name, rate.now) for rate in rates_of(scenario)] == [
        ("Right", 0.7),
        ("Right: to Lab", 0.1),
        ("Right: staying at home", 0.2),
        ("Transfer from LD: to Lab", 0.3),
        ("Withdrawal of RUK: to Wes Streeting", 0.5),
        ("New (Green) stands: from Lab", 0.1),
    ]


def test_the_alliance_turns_ilford_north_from_under_thirty_percent_on() -> None:
    answers = ask("Ilford North", ALLIANCE)
    (rate,) = answers.rates
    # SOURCES.md row 2: 528 of 1,794.
    (turn,) = rate.turns
    assert turn.at == pytest.approx(528 / 1794)
    assert turn.exact
    assert (rate.before.name, turn.winner.name) == ("Wes Streeting", "Leanne Mohamad")
    assert turns_in_words(rate) == "From 29.44% (0.2944) on Leanne Mohamad (Ind) wins."


def test_ladywood_needs_nearly_all_greens() -> None:
    answers = ask("Birmingham Ladywood", pact=Pact(members=("Green", "Ind")))
    assert answers.rates == ()
    assert answers.tried is not None
    assert turns_in_words(answers.tried) == "From 98.37% (0.9837) on Akhmed Yakoob (Ind) wins."
    assert answers.tried.rate.now is None


def test_a_pact_that_changes_nothing_says_so() -> None:
    answers = ask("Ilford North", pact=Pact(members=("Lab", "LD")))
    assert answers.tried is not None
    assert turns_in_words(answers.tried) == "No rate changes who wins: Wes Streeting (Lab) does."


def test_a_pact_is_tried_after_the_seat_s_own_edit() -> None:
    edit = SetShares(seat=seat_named("Ilford North"), shares=(("116038", 33.0), ("4360", 34.0)))
    answers = ask("Ilford North", edit, pact=Pact(members=("Green", "Ind")))
    assert answers.tried is not None
    (turn,) = answers.tried.turns
    greens = 33.0 * 1794 / (46888 - 15647 - 15119)
    assert turn.at == pytest.approx(1.0 / greens)


BENT = (
    Transfer(givers=("Green",), to=(("Lab", 0.6),)),
    Swing(targets=(("Lab", 28.0), ("Con", 28.0)), method="proportional"),
)


def test_what_is_found_by_bisection_is_not_said_to_be_exact() -> None:
    (rate,) = ask("Crawley", *BENT).rates
    assert [turn.exact for turn in rate.turns] == [False]
    words = turns_in_words(rate)
    assert words.startswith("From 9.9")
    assert words.endswith(" wins, to 0.01 points.")
    answer = by_rate(rates_of(Scenario(moves=BENT))[0], "Lab", 650)
    assert answer.precision.startswith("Votes are not linear in the rate in every seat")


def test_a_path_is_worked_out_once_whatever_the_rate_is_now() -> None:
    scenarios = [
        Scenario(moves=(Pact(members=("Green", "Ind"), transfer=now),), title=f"At {now}", notes="Tried")
        for now in (0.1, 0.5, 0.9)
    ]
    rates = [rate for scenario in scenarios for rate in rates_of(scenario)]
    assert [rate.now for rate in rates] == [0.1, 0.5, 0.9]
    assert len({id(path_of(rate)) for rate in rates}) == 1


def test_the_fewest_voters_are_said_in_sentences() -> None:
    answers = ask("Ilford North")
    assert (
        answers.headline
        == "Wes Streeting (Lab) wins Ilford North by 528 votes; Leanne Mohamad (Ind) is second."
    )
    assert answers.voters == (
        "265 voters going over from Wes Streeting to Leanne Mohamad.",
        "529 voters of Wes Streeting staying at home.",
        "529 more electors turning out for Leanne Mohamad.",
    )


def test_too_few_electors_at_home_are_said_to_be() -> None:
    answers = ask("Ilford North", Turnout(set=100.0))
    assert (
        answers.voters[2]
        == "No number of more electors turning out for Leanne Mohamad: not so many stayed at home."
    )


def test_a_tie_takes_one_voter() -> None:
    edit = SetShares(seat=seat_named("Ilford North"), shares=(("116038", 40.0), ("4360", 40.0)))
    answers = ask("Ilford North", edit)
    assert answers.headline == (
        "Wes Streeting (Lab) and Leanne Mohamad (Ind) are tied in Ilford North; "
        "the first has the seat, as in the base."
    )
    assert answers.voters[0] == "1 voter going over from Wes Streeting to Leanne Mohamad."


def test_a_candidate_alone_cannot_be_beaten() -> None:
    rivals = tuple(party for party in dataset.load_election().parties if party != "Lab")
    answers = ask("Ilford North", Withdraw(who=rivals))
    assert (
        answers.headline
        == "Wes Streeting (Lab) stands alone in Ilford North, so nothing can change who wins."
    )
    assert (answers.voters, answers.swings) == ((), ())


def test_the_least_swing_is_from_the_winner_to_the_runner_up() -> None:
    swing = ask("Ilford North").swings[0]
    assert (swing.loser, swing.gainer, swing.winner.name) == ("Lab", "Ind", "Leanne Mohamad")
    assert swing.enough_pp == math.ceil(100 * 100 * 528 / 46888 / 2) / 100


@pytest.fixture(scope="module")
def base() -> Outcome:
    return outcome_of(Scenario())


def test_a_uniform_swing_gives_a_majority(base: Outcome) -> None:
    answer = by_swing(base, "Lab", "Con", 326)
    assert (
        answer.headline
        == "A uniform swing of 10.64 points from Labour to Conservative gives Conservative 326 seats."
    )
    assert answer.in_points
    ats = [fall.enough for fall in answer.falls]
    assert ats == sorted(ats)
    # The engine agrees: a hundredth short of it there are fewer.
    for swing, enough in ((ats[-1] - 0.01, False), (ats[-1], True)):
        moved = outcome_of(Scenario(moves=(Swing(changes=(("Lab", -swing), ("Con", swing))),)))
        assert (int(moved.party_seats[moved.election.party_index["Con"]]) >= 326) is enough


def test_a_swing_from_all_others(base: Outcome) -> None:
    answer = by_swing(base, None, "RUK", 326)
    assert "from all other parties in proportion to Reform UK gives Reform UK 326 seats" in answer.headline


def test_no_swing_is_enough(base: Outcome) -> None:
    answer = by_swing(base, "SNP", "PC", 326)
    assert answer.headline.startswith(
        "No uniform swing from Scottish National Party to Plaid Cymru gives Plaid Cymru 326 seats: "
        "the most is 32"
    )


def test_who_has_the_seats_needs_no_swing(base: Outcome) -> None:
    answer = by_swing(base, "Con", "Lab", 326)
    assert answer.headline == (
        "Labour: 411 seats as things are, so no uniform swing from Conservative to Labour is needed for 326."
    )
    assert answer.falls == ()


def test_the_alliance_s_seats_fall_one_by_one() -> None:
    (rate,) = rates_of(Scenario(moves=(ALLIANCE,)))
    answer = by_rate(rate, "Ind", 10)
    assert answer.headline.startswith("A rate of ")
    assert answer.headline.endswith("of ‘Pact of Green, Ind and WPB’ gives Independent 10 seats.")
    assert answer.falls[0].name == "Bradford West"
    assert answer.precision == "Exact: votes are linear in the rate, as was checked."
    assert not answer.in_points


def test_a_flip_of_the_withdrawal_alone_is_at_any_rate() -> None:
    # A pact that stands its weaker candidate loses seats where the stronger one had won.
    pact = Pact(members=("LD", "Con"), choose="first_listed", title="Divided")
    answer = by_rate(tried(Scenario(), pact), "Lab", 412)
    moved = outcome_of(Scenario(moves=(replace(pact, transfer=0.0),)))
    seats = int(moved.party_seats[moved.election.party_index["Lab"]])
    assert answer.headline.startswith(f"A rate of 0.00% of ‘Divided’ gives Labour {seats} seats.")
    assert "It does not keep 412 at every larger rate." in answer.headline


def test_a_pact_of_the_right_gives_no_majority_alone() -> None:
    answer = by_rate(tried(Scenario(), Pact(members=("Con", "RUK"))), "Con", 326)
    assert answer.headline.startswith(
        "No rate of ‘Pact of Con and RUK’ gives Conservative 326 seats: the most is 281"
    )


def test_a_title_with_braces_is_said_as_it_is() -> None:
    pact = Pact(members=("Con", "RUK"), title="{Right} {")
    headline = by_rate(tried(Scenario(), pact), "Con", 150).headline
    assert re.fullmatch(r"A rate of [\d.]+% of ‘{Right} {’ gives Conservative \d+ seats\..*", headline)


def test_parties_to_ask_about_stand_and_are_no_chair(base: Outcome) -> None:
    parties = parties_to_ask_about(base)
    assert parties[0] == "Lab"
    assert {"Ind", "TUV", "WPB"} < set(parties)
    assert "Spk" not in parties
    assert two_largest(base_outcome(base.election)) == ("Lab", "Con")


# What is said, put into the scenario, does it


def seats_of(outcome: Outcome, party: str) -> int:
    return int(outcome.party_seats[outcome.election.party_index[party]])


def said_in(headline: str, in_points: bool) -> tuple[float, int]:
    """Return the value of a headline, a fraction or points, and the seats that it is said to give."""
    value = re.search(r"(?:of|at) ([\d.]+)(%| points)", headline)
    seats = re.search(r"(?:gives .* |the most is )(\d+)(?: seats|, )", headline)
    assert value is not None, headline
    assert seats is not None, headline
    return float(value[1]) / (1 if in_points else 100), int(seats[1])


def test_the_rate_that_is_said_gives_the_seats() -> None:
    example = resources.path("examples") / "alliance-where-labour-won.ukvote"
    scenario = files.read(example).scenario
    (rate,) = rates_of(scenario)
    answer = by_rate(rate, "Ind", 11)
    assert answer.headline.startswith("A rate of 98.37% of ")
    assert answer.headline.endswith(" gives Independent 11 seats.")
    assert by_rate(rate, "Ind", 12).headline.endswith("the most is 11, at 98.37%.")


def rates_to_ask_about(rng: random.Random) -> Rate:
    parties = ["Lab", "Con", "RUK", "LD", "Green", "Ind", "WPB"]
    members = tuple(rng.sample(parties, rng.randint(2, 3)))
    moves: list[Move] = [
        Pact(members=members, choose=rng.choice(("most_votes", "first_listed")), rest=rng.choice(RESTS)),
        Transfer(givers=(members[0],), to=((members[1], 0.5), ("abstain", 0.1))),
        Withdraw(who=(members[0],), to=((members[1], 0.5),), rest=rng.choice(RESTS)),
        Stand(party="Ind", name="New", givers=((members[0], 0.3), (members[1], 0.1))),
    ]
    later = (Swing(targets=((members[1], 28.0),), method="proportional"), Turnout(change=2.0))
    scenario = Scenario(moves=(rng.choice(moves), *rng.sample(later, rng.randint(0, 2))))
    return rng.choice(rates_of(scenario))


RESTS = ("abstain", "proportional")


@pytest.mark.parametrize("seed", range(40))
def test_any_rate_that_is_said_to_be_enough_is(seed: int) -> None:
    rng = random.Random(seed)
    rate = rates_to_ask_about(rng)
    party = rng.choice(("Lab", "Con", "RUK", "LD", "Ind"))
    now = seats_of(outcome_of(rate.scenario), party)
    for wanted in (now + 1, now + rng.randint(2, 40), max(1, now - 3)):
        answer = by_rate(rate, party, wanted)
        if not answer.falls:
            continue
        value, seats = said_in(answer.headline, in_points=False)
        assert seats_of(outcome_of(rate.dial.turned(rate.scenario, value)), party) == seats
        assert answer.headline.startswith("No ") or seats >= wanted


@pytest.mark.parametrize("seed", range(40))
def test_any_swing_that_is_said_to_be_enough_is(base: Outcome, seed: int) -> None:
    rng = random.Random(seed)
    gainer, loser = rng.sample(("Lab", "Con", "RUK", "LD", "SNP", "Ind"), 2)
    source = rng.choice((loser, None))
    answer = by_swing(base, source, gainer, seats_of(base, gainer) + rng.randint(1, 200))
    value, seats = said_in(answer.headline, in_points=True)
    changes = ((gainer, value),) if source is None else ((loser, -value), (gainer, value))
    assert seats_of(outcome_of(Scenario(moves=(Swing(changes=changes),))), gainer) == seats


@pytest.mark.parametrize("seed", range(25))
def test_what_is_said_to_turn_a_seat_does(base: Outcome, seed: int) -> None:
    rng = random.Random(seed)
    rate = rates_to_ask_about(rng)
    # Seats that turn, where there are some, and others.
    path = path_of(rate)
    turning = sorted({path.election.constituencies[flip.seat].id for flip in path.flips})
    for seat in rng.sample(turning, min(4, len(turning))) + rng.sample(sorted(base.election.seat_index), 2):
        position = base.election.seat_index[seat]
        answer = about_rate(rate, seat)
        for turn in answer.turns:
            said = figure(turn.enough, in_points=False)
            after = outcome_of(rate.dial.turned(rate.scenario, float(said.rstrip("%")) / 100))
            assert after.election.candidates[int(after.winner[position])] == turn.winner
        for swing in rng.sample(about_seat(Scenario(), base, seat).swings, 3):
            points = float(figure(swing.enough_pp, in_points=True))
            changes = ((swing.loser, -points), (swing.gainer, points))
            after = outcome_of(Scenario(moves=(Swing(changes=changes),)))
            assert after.election.candidates[int(after.winner[position])] == swing.winner


def test_a_value_is_said_in_more_decimals_where_a_hundredth_is_too_far() -> None:
    assert figure(least_enough(0.98361, 0.0, 1.0, lambda v: v > 0.98361, False), False) == "98.37%"
    narrow = least_enough(0.98361, 0.0, 1.0, lambda v: 0.98361 < v < 0.983625, False)
    assert figure(narrow, False) == "98.362%"
    assert least_enough(10.5, 0.0, 100.0, lambda v: v >= 10.5, True) == 10.5
    assert least_enough(10.5, 0.0, 100.0, lambda v: v > 10.5, True) == 10.51
    assert least_enough(0.99999, 0.0, 1.0, lambda v: v > 0.99999, False) == 1.0


def test_no_rate_is_needed_for_seats_that_a_party_has_without_the_pact() -> None:
    answer = by_rate(tried(Scenario(), Pact(members=("Con", "RUK"))), "LD", 40)
    assert answer.headline == (
        "Liberal Democrats: 72 seats without it, so no rate of ‘Pact of Con and RUK’ is needed for 40."
    )
    assert not answer.falls
