"""Figures of constituencies, held to the published results."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.small import hold
from ukvote_gui.core import dataset, seat_figures
from ukvote_gui.core.outcome import base_outcome

ILFORD_NORTH = "E14001300"


def test_a_partys_share_is_the_published_one_and_nan_where_it_does_not_stand() -> None:
    election = dataset.load_election()
    seat = election.seat_index[ILFORD_NORTH]
    labour = seat_figures.party_share(base_outcome(election), "Lab")
    assert labour[seat] == pytest.approx(15_647 / election.constituencies[seat].valid_votes)
    assert int(np.isnan(labour).sum()) == 19
    assert int(np.isnan(seat_figures.party_share(base_outcome(election), "RUK")).sum()) == 41
    assert np.isnan(seat_figures.party_share(base_outcome(election), "none such")).all()


def test_candidates_of_one_party_are_added_up_and_the_withdrawn_left_out() -> None:
    election = hold(
        {"Here": {"Ind Ann": 30, "Ind Bob": 20, "Lab Cat": 50}, "There": {"Lab Dan": 10, "Con Eve": 30}}
    )
    outcome = base_outcome(election)
    assert seat_figures.party_share(outcome, "Ind") == pytest.approx([0.5, np.nan], nan_ok=True)
    standing = np.array([c.party != "Ind" for c in election.candidates])
    without = type(outcome)(election, np.where(standing, election.votes, 0.0), standing)
    assert np.isnan(seat_figures.party_share(without, "Ind")).all()


def test_the_notional_share_is_of_parties_only() -> None:
    election, notional = dataset.load_election(), dataset.load_notional()
    seat = election.seat_index[ILFORD_NORTH]
    labour = seat_figures.notional_party_share(election, notional, "Lab")
    assert labour[seat] == notional.share(ILFORD_NORTH, "Lab")
    assert np.isnan(seat_figures.notional_party_share(election, notional, "Ind")).all()


def test_swing_is_half_of_what_one_loses_and_the_other_gains() -> None:
    before = np.array([0.40, 0.40]), np.array([0.30, np.nan])
    after = np.array([0.34, 0.34]), np.array([0.38, 0.38])
    assert seat_figures.swing(before, after) == pytest.approx([0.07, np.nan], nan_ok=True)


def test_a_census_figure_is_of_its_own_nation_only() -> None:
    election = dataset.load_election()
    muslims = seat_figures.census_figure(election, "England and Wales", "religion_muslim")
    of_census = np.array(
        [dataset.CENSUS_OF[c.country] == "England and Wales" for c in election.constituencies]
    )
    assert (np.isnan(muslims) == ~of_census).all()
    assert int((muslims > 20).sum()) == 37  # as the House of Commons Library counts them
    with pytest.raises(KeyError):
        seat_figures.census_figure(election, "Scotland", "ethnic_white_british")
