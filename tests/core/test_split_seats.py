"""Split seats: by hand, on the real election, and against the engine that makes the pact."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.small import after, hold, person_of, some_of
from ukvote_gui.core import dataset
from ukvote_gui.core.elections import TIE_VOTES, Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Pact, SetShares, Transfer, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import BLOC, PERSON, Blocs, Scope, Selectors
from ukvote_gui.core.split_seats import (
    SplitSeats,
    change_in_words,
    needed_in_words,
    pact_in,
    rate_in_words,
    seats_in_words,
    split_seats,
    summary,
)

HAIR_VOTES = 1e-4
BLOC_OF_THREE = ("Green", "Ind", "WPB")
WITH_B_AND_C = ("B", "C")


def in_base(election: Election, *selectors: str, blocs: Blocs = ()) -> SplitSeats:
    return split_seats(base_outcome(election), blocs, selectors)


def names(split: SplitSeats) -> list[str]:
    return [split.outcome.election.constituencies[seat].name for seat in split.seats.tolist()]


def best_names(split: SplitSeats) -> list[str]:
    return [split.outcome.election.candidates[row].name for row in split.best.tolist()]


def others_names(split: SplitSeats, place: int) -> list[str]:
    return [split.outcome.election.candidates[row].name for row in split.others(place)]


# By hand


def test_a_seat_is_split_where_the_votes_together_exceed_the_winners() -> None:
    election = hold(
        {
            "Far": {"A": 400, "B": 250, "C": 200, "D": 150},
            "Near": {"A": 400, "B": 390, "C": 200},
            "Short": {"A": 400, "B": 200, "C": 199},
            "Held": {"B": 400, "C": 300, "A": 390},
            "Single": {"A": 400, "B": 300, "D": 200},
        }
    )
    split = in_base(election, *WITH_B_AND_C)
    assert names(split) == ["Near", "Far"]
    assert best_names(split) == ["B", "B"]
    assert split.winner_votes.tolist() == [400, 400]
    assert split.best_votes.tolist() == [390, 250]
    assert split.others_votes.tolist() == [200, 200]
    assert split.behind_votes.tolist() == [10, 150]
    assert split.ahead_votes.tolist() == [190, 50]
    assert split.needed_rate == pytest.approx([10 / 200, 150 / 200])


def test_as_many_votes_as_the_winner_are_not_more() -> None:
    election = hold({"Level": {"A": 400, "B": 250, "C": 150}, "One more": {"A": 400, "B": 250, "C": 151}})
    assert names(in_base(election, *WITH_B_AND_C)) == ["One more"]


def test_of_equals_the_senior_is_the_best_placed() -> None:
    split = in_base(hold({"Level": {"A": 300, "C": 200, "B": 200}}), *WITH_B_AND_C)
    assert best_names(split) == ["C"]
    assert others_names(split, 0) == ["B"]


def test_several_of_one_party_are_each_a_candidate() -> None:
    election = hold({"Town": {"A": 300, "Ind Ann": 150, "B": 20, "Ind Bob": 180, "Ind Cid": 60}})
    split = in_base(election, "Ind")
    assert best_names(split) == ["Ind Bob"]
    assert others_names(split, 0) == ["Ind Ann", "Ind Cid"]
    assert split.others_votes.tolist() == [210]
    assert others_names(in_base(election, "Ind", "B"), 0) == ["Ind Ann", "Ind Cid", "B"]


def test_blocs_and_persons_are_meant_as_well_as_parties() -> None:
    election = hold({"Town": {"A": 300, "Ind Ann": 150, "B": 20, "Ind Bob": 180}})
    two = tuple(PERSON + person_of(election, name) for name in ("Ind Ann", "Ind Bob"))
    assert names(in_base(election, *two)) == ["Town"]
    assert names(in_base(election, two[0], "B")) == []
    assert names(in_base(election, BLOC + "two", blocs=(("two", two),))) == ["Town"]
    with pytest.raises(KeyError):
        in_base(election, BLOC + "gone")


def test_who_has_withdrawn_is_no_part_of_it() -> None:
    election = hold({"Town": {"A": 400, "B": 300, "C": 200, "D": 150}})
    outcome = after(election, Withdraw(who=("C",), to=(("A", 0.1),)))
    assert names(split_seats(outcome, (), WITH_B_AND_C)) == []
    split = split_seats(outcome, (), ("B", "C", "D"))
    assert others_names(split, 0) == ["D"]
    assert split.behind_votes == pytest.approx([120])


def test_nobody_chosen_splits_nothing() -> None:
    assert names(in_base(hold({"Town": {"A": 400, "B": 300, "C": 200}}))) == []


@pytest.mark.parametrize(
    ("winner_votes", "won"),
    # In the base B had more votes than A, or less.
    [(280, True), (320, False)],
)
def test_at_an_exact_tie_the_senior_is_elected(winner_votes: int, won: bool) -> None:
    election = hold({"Town": {"A": winner_votes, "B": 300, "C": 200, "D": 500}})
    # A has 400 in the end, B 300, C 200: half of C's 200 brings B level.
    moves = (Transfer(givers=("D",), to=(("A", (400 - winner_votes) / 500),)), Withdraw(who=("D",)))
    split = split_seats(after(election, *moves), (), WITH_B_AND_C)
    assert split.needed_rate.tolist() == [0.5]
    assert split.won_at(0.5).tolist() == [won]
    assert split.won_at(0.5 - 1e-9).tolist() == [False]
    assert split.won_at(0.5 + 1e-9).tolist() == [True]
    tied = after(election, *moves, pact_in(split, WITH_B_AND_C, 0.5))
    assert tied.tie.tolist() == [True]
    assert (int(tied.winner[0]) == int(split.best[0])) is won


def test_a_tie_with_the_winner_needs_the_least_there_is() -> None:
    split = in_base(hold({"Level": {"A": 300, "B": 300, "C": 100}}), *WITH_B_AND_C)
    assert split.needed_rate.tolist() == [0]
    assert split.won_at(0.0).tolist() == [False]
    assert split.won_at(0.0001).tolist() == [True]
    assert needed_in_words(0.0) == "0.01%"


# The real election


@pytest.fixture(scope="module")
def real() -> Outcome:
    return base_outcome(dataset.load_election())


def test_the_bloc_of_the_claim_has_six_seats_and_bradford_west(real: Outcome) -> None:
    split = split_seats(real, (), BLOC_OF_THREE)
    assert dict(zip(names(split), map(needed_in_words, split.needed_rate.tolist()), strict=True)) == {
        "Bradford West": "9.34%",
        "Bethnal Green and Stepney": "23.14%",
        "Ilford North": "29.44%",
        "Birmingham Yardley": "35.40%",
        "Birmingham Hall Green and Moseley": "52.35%",
        "Birmingham Hodge Hill and Solihull North": "66.36%",
        "Birmingham Ladywood": "98.37%",
    }


def test_ilford_north_needs_528_of_the_greens_1794(real: Outcome) -> None:
    seat = "Ilford North"
    two = tuple(PERSON + person_of(real.election, name) for name in ("Leanne Mohamad", "Rachel Collinson"))
    split = split_seats(real, (), two)
    assert names(split) == [seat]
    assert (split.behind_votes.tolist(), split.others_votes.tolist()) == ([528], [1794])
    assert split.needed_rate.tolist() == [528 / 1794]
    assert split.ahead_votes.tolist() == [15119 + 1794 - 15647]


def test_birmingham_hall_green_is_split_between_independents_alone(real: Outcome) -> None:
    split = split_seats(real, (), ("Ind",))
    assert "Birmingham Hall Green and Moseley" in names(split)
    place = names(split).index("Birmingham Hall Green and Moseley")
    assert best_names(split)[place] == "Shakeel Afsar"


@pytest.mark.parametrize("rate", [0.0, 0.25, 0.6, 0.9837, 1.0])
@pytest.mark.parametrize("parties", [BLOC_OF_THREE, ("Con", "RUK"), ("Lab", "LD", "Green")])
def test_a_pact_at_a_rate_elects_whom_it_says(real: Outcome, parties: Selectors, rate: float) -> None:
    split = split_seats(real, (), parties)
    outcome = evaluate(real.election, Scenario(moves=(pact_in(split, parties, rate),)))
    assert np.array_equal(outcome.winner[split.seats] == split.best, split.won_at(rate))
    others = np.setdiff1d(np.arange(650), split.seats)
    assert np.array_equal(outcome.winner[others], real.winner[others])


def test_the_rate_that_is_said_is_enough_and_a_hundredth_less_is_not(real: Outcome) -> None:
    split = split_seats(real, (), ("Con", "RUK"))
    for needed in split.needed_rate.tolist():
        said = float(needed_in_words(needed).removesuffix("%")) / 100
        assert needed < said <= needed + 0.0001 + 1e-9


# Against the engine, with any scenario


class Case(NamedTuple):
    """An outcome of a scenario in a few seats, and a bloc."""

    election: Election
    scenario: Scenario
    outcome: Outcome
    selectors: Selectors

    def with_pact(self, rate: float, seat: int) -> Outcome:
        """Return what a pact of the bloc comes to in one seat, after all that the scenario does."""
        scope = Scope(seats=(self.election.constituencies[seat].id,))
        pact = Pact(members=self.selectors, transfer=rate, scope=scope)
        return evaluate(self.election, self.scenario.with_moves((*self.scenario.moves, pact)))


def some_case(seed: int) -> Case:
    rng, election, scenario = some_of(seed)
    outcome = evaluate(election, scenario)
    return Case(election, scenario, outcome, some_selectors(rng, outcome.election, scenario.blocs))


def some_selectors(rng: random.Random, election: Election, blocs: Blocs) -> Selectors:
    """Return a few of the parties, persons and blocs that there are."""
    persons = [PERSON + candidate.person for candidate in election.candidates]
    standing = sorted({candidate.party for candidate in election.candidates})
    chosen = rng.sample(standing, rng.randint(1, min(4, len(standing))))
    chosen += rng.sample(persons, rng.randint(0, 2))
    chosen += [BLOC + name for name, _ in rng.sample(blocs, rng.randint(0, min(1, len(blocs))))]
    return tuple(chosen)


@given(seed=st.integers(0, 2**32 - 1))
def test_a_hair_more_than_needed_elects_and_a_hair_less_does_not(seed: int) -> None:
    case = some_case(seed)
    split = split_seats(case.outcome, case.scenario.blocs, case.selectors)
    for place, seat in enumerate(split.seats.tolist()):
        best = int(split.best[place])
        needed, hair = float(split.needed_rate[place]), HAIR_VOTES / float(split.others_votes[place])
        for rate, wins in ((needed + hair, True), (needed - hair, False)):
            if 0 <= rate <= 1:
                assert (int(case.with_pact(rate, seat).winner[seat]) == best) is wins
                assert bool(split.won_at(rate)[place]) is wins


@given(seed=st.integers(0, 2**32 - 1))
def test_elsewhere_not_even_all_votes_elect_the_best_placed(seed: int) -> None:
    case = some_case(seed)
    outcome = case.outcome
    split = split_seats(outcome, case.scenario.blocs, case.selectors)
    for seat in set(range(len(case.election.constituencies))) - set(split.seats.tolist()):
        winner = int(outcome.winner[seat])
        if not split.members[winner]:
            rows = [row for row in outcome.election.rows[seat] if split.members[row]]
            together = sum(float(outcome.votes[row]) for row in rows)
            if abs(together - float(outcome.votes[winner])) > TIE_VOTES * 1000:
                assert int(case.with_pact(1.0, seat).winner[seat]) == winner


# In words


def test_the_needed_rate_is_rounded_up() -> None:
    assert needed_in_words(528 / 1794) == "29.44%"
    assert needed_in_words(0.5) == "50.01%"
    assert needed_in_words(0.99999) == "100.00%"


def test_a_rate_has_the_decimals_that_it_takes() -> None:
    assert [rate_in_words(rate) for rate in (0.6, 0.2944, 0.125, 1.0, 0.0)] == [
        "60%",
        "29.44%",
        "12.5%",
        "100%",
        "0%",
    ]


def test_a_change_is_counted_in_seats(real: Outcome) -> None:
    split = split_seats(real, (), BLOC_OF_THREE)
    for rate, words in (
        (0.01, "no seats change hands"),
        (0.1, "1 seat changes hands"),
        (0.6, "5 seats change hands"),
    ):
        pact = pact_in(split, BLOC_OF_THREE, rate)
        assert change_in_words(real, evaluate(real.election, Scenario(moves=(pact,)))) == words


def test_it_says_which_seats_of_a_pact_keep_an_edit_of_their_own(real: Outcome) -> None:
    split = split_seats(real, (), BLOC_OF_THREE)
    seats = [real.election.constituencies[seat].id for seat in split.seats.tolist()]
    edits = [
        SetShares(seat=seat, shares=((real.election.candidates[row].person, 40.0),))
        for seat, row in zip(seats, split.winner.tolist(), strict=True)
    ]
    off, pact = replace(edits[0], enabled=False), Pact(members=BLOC_OF_THREE)
    for moves, words in (
        ((), "7 seats"),
        ((off,), "7 seats"),
        ((edits[0], pact), "7 seats"),  # before the pact
        ((pact, edits[0]), "7 seats (1 of them keeps its own edit)"),
        ((edits[0], edits[2]), "7 seats (2 of them keep their own edits)"),
    ):
        assert seats_in_words(split, Scenario(moves=moves)) == words
    election = hold({"Town": {"A": 300, "B": 250, "C": 200}})
    town = in_base(election, *WITH_B_AND_C)
    edit = SetShares(seat=election.constituencies[0].id, shares=((person_of(election, "A"), 40.0),))
    assert seats_in_words(town, Scenario(moves=(edit,))) == "1 seat (it keeps its own edit)"


def said_of(outcome: Outcome, selectors: Selectors, rate: float, blocs: Blocs = ()) -> str:
    return summary(split_seats(outcome, blocs, selectors), blocs, selectors, rate)


def test_the_summary_counts_the_seats_and_what_the_rate_wins(real: Outcome) -> None:
    assert said_of(real, BLOC_OF_THREE, 0.6) == (
        "In 7 seats the three together have more votes than the winner. At 60% they would win 5 of them."
    )
    assert said_of(real, BLOC_OF_THREE, 0.01).endswith("At 1% they would win none of them.")
    assert said_of(real, BLOC_OF_THREE, 1.0).endswith("At 100% they would win all of them.")
    assert said_of(real, ("Ind",), 0.6).startswith("In 2 seats the independents together have more votes")
    assert said_of(real, (BLOC + "x",), 0.6, (("x", BLOC_OF_THREE),)).startswith(
        "In 7 seats the candidates of “x” together have more votes"
    )
    assert "the 12 together" in said_of(real, real.election.parties[3:15], 0.5)


@pytest.mark.parametrize(("rate", "what"), [(0.5, "they would win it"), (0.01, "they would not win it")])
def test_of_a_single_seat_it_says_whether_it_is_won(rate: float, what: str) -> None:
    outcome = base_outcome(hold({"Town": {"A": 300, "B": 250, "C": 200}}))
    assert said_of(outcome, WITH_B_AND_C, rate).endswith(f" {what}.")


def test_where_there_is_nothing_to_list_it_says_why(real: Outcome) -> None:
    assert said_of(real, (), 0.6).startswith("Choose the parties of a bloc.")
    assert said_of(real, ("Green",), 0.6) == (
        "No two candidates of Green stand in one seat. Choose one more party."
    )
    assert said_of(real, ("PC", "SNP"), 0.6) == (
        "No two candidates of PC and SNP stand in one seat. Choose one more party."
    )
    assert said_of(real, ("TUSC", "SDP"), 0.6) == (
        "There is no seat where the two together have more votes than a winner from outside."
    )
