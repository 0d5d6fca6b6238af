"""Searching and filtering find what people expect them to."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukvote_gui.core.dataset import load_election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.search import Filter, SearchIndex, folded

words = st.text(alphabet="abcdefghilmnoprstuwy-'.áôŵ ", max_size=12)


@cache
def index() -> SearchIndex:
    return SearchIndex(load_election())


@cache
def base() -> Outcome:
    return base_outcome(load_election())


def names(wanted: Filter, outcome: Outcome | None = None) -> set[str]:
    outcome = outcome or base()
    matching = wanted.matches(outcome, index().terms(wanted.text))
    return {c.name for c, here in zip(outcome.election.constituencies, matching, strict=True) if here}


def search(text: str, outcome: Outcome | None = None) -> set[str]:
    return names(Filter(text=text), outcome)


def won_or_second(party: str) -> set[str]:
    outcome = base()
    candidates = outcome.election.candidates
    return {
        c.name
        for seat, c in enumerate(outcome.election.constituencies)
        if party in (candidates[outcome.winner[seat]].party, candidates[outcome.runner_up[seat]].party)
    }


@pytest.mark.parametrize(
    ("text", "as_compared"),
    [
        ("Ynys Môn", "ynys mon"),
        ("  St. Albans ", "st albans"),
        ("O’Neill", "oneill"),
        ("Stratford-on-Avon", "stratford on avon"),
        ("Weston-super-Mare, North", "weston super mare north"),
        ("Montgomeryshire — Glyndŵr", "montgomeryshire glyndwr"),
        ("?!", ""),
    ],
)
def test_text_is_compared_without_case_accents_and_punctuation(text: str, as_compared: str) -> None:
    assert folded(text) == as_compared


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ilf", {"Ilford North", "Ilford South"}),
        ("ILFORD nor", {"Ilford North"}),
        ("jeremy corbyn", {"Islington North"}),
        ("ynys mon", {"Ynys Môn"}),
        ("ynys môn", {"Ynys Môn"}),
        ("mohamad leanne", {"Ilford North"}),
        ("north east fife", {"North East Fife"}),
        ("orkney", {"Orkney and Shetland"}),
    ],
)
def test_places_and_candidates_are_found(text: str, found: set[str]) -> None:
    assert search(text) == found


def test_a_fragment_is_found_inside_of_a_places_name() -> None:
    assert {"Bradford West", "Ilford North", "Bedford"} <= search("ford")


def test_a_party_is_found_where_it_wins_or_comes_second() -> None:
    assert search("greens") == {*won_or_second("Green"), "East Worthing and Shoreham"}  # John Greenshields
    assert search("lib dem") >= won_or_second("LD")
    assert search("labour party") == won_or_second("Lab") | won_or_second("SDLP")
    assert search("sinn fein") == won_or_second("SF") == search("SF")


def test_green_finds_the_party_the_places_and_the_people() -> None:
    found = search("green")
    assert won_or_second("Green") < found
    assert "Bethnal Green and Stepney" in found
    assert "Ashford" in found, "where Damian Green stood"


def test_a_region_and_a_country_are_found_whole() -> None:
    constituencies = load_election().constituencies
    assert search("london") >= {c.name for c in constituencies if c.region == "London"}
    assert search("northern ireland") == {c.name for c in constituencies if c.country == "Northern Ireland"}


def test_an_apostrophe_may_be_left_out_or_be_a_space() -> None:
    assert search("oneill") == search("o'neill") == search("o neill") == search("O’Neill") != set()


def test_the_winners_of_the_scenario_are_found() -> None:
    election = load_election()
    greens = {c.seat: c.person for c in election.candidates if c.party == "Green"}
    aldershot = election.constituencies[0]
    edit = SetShares(seat=aldershot.id, shares=((greens[aldershot.id], 90.0),))
    assert aldershot.name not in search("greens")
    assert aldershot.name in search("greens", evaluate(election, Scenario(moves=(edit,))))


def test_every_constituency_and_everyone_who_stands_is_found_by_name() -> None:
    election = load_election()
    for constituency in election.constituencies:
        assert constituency.name in search(constituency.name)
    for candidate in election.candidates[::50]:
        here = election.constituencies[election.seat_index[candidate.seat]].name
        assert here in search(candidate.name), candidate.name


@given(words, words)
def test_every_word_must_be_found(first: str, second: str) -> None:
    assert search(f"{first} {second}") == search(first) & search(second)


@given(st.text(max_size=30))
def test_anything_may_be_typed(text: str) -> None:
    assert len(search(text)) <= 650


def test_majorities_are_filtered_in_points_and_in_votes() -> None:
    outcome = base()
    under = names(Filter(majority_pp_below=1.13))
    assert len(under) == np.sum(outcome.majority_share < 0.0113)
    assert "Hendon" in under
    assert "Ilford North" in names(Filter(majority_votes_below=529))
    assert "Ilford North" not in names(Filter(majority_votes_below=528))


def test_conditions_must_all_hold() -> None:
    welsh_labour = names(Filter(party="Lab", country="Wales"))
    assert len(welsh_labour) == 27
    assert welsh_labour & names(Filter(text="swansea")) == names(
        Filter(text="swansea", party="Lab", country="Wales")
    )
    assert names(Filter(region="North East")) == {
        c.name for c in load_election().constituencies if c.region == "North East"
    }


def test_changed_are_those_that_elect_another_person() -> None:
    election = load_election()
    seat = election.constituencies[7]
    loser = election.candidates[election.rows[7][-1]]
    outcome = evaluate(election, Scenario(moves=(SetShares(seat=seat.id, shares=((loser.person, 80.0),)),)))
    assert names(Filter(changed=True)) == set()
    assert names(Filter(changed=True), outcome) == {seat.name}


def test_a_party_that_stands_nowhere_wins_nowhere() -> None:
    assert names(Filter(party="no such party")) == set()


def test_only_a_condition_makes_a_filter() -> None:
    assert not Filter()
    assert not Filter(text="  -  ")
    assert Filter(text="a")
    assert Filter(majority_votes_below=0.0)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Filter(changed=True), "The scenario changes who wins in no constituency."),
        (Filter(text=" zz "), "No constituency is found by “zz”."),
        (
            Filter(text="zz", majority_pp_below=5.0, region="London"),
            "No constituency is found by “zz”, has a majority under 5.0 points and is in London.",
        ),
        (
            Filter(changed=True, majority_votes_below=1000.0, party="SF", country="Wales"),
            "No constituency changes hands in the scenario, has a majority under 1,000 votes, is won by "
            "Sinn Féin (SF) and is in Wales.",
        ),
    ],
)
def test_a_filter_says_why_nothing_is_shown(wanted: Filter, sentence: str) -> None:
    assert wanted.why_empty() == sentence
