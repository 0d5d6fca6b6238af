"""The swing of an area: one move of the scenario, found, changed, turned about and dropped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukvote_gui.core import dataset, swings
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import SetShares, Swing, Turnout
from ukvote_gui.core.moves.swing import PROPORTIONAL, STRONG_TRANSITION, UNIFORM
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE, Scope

BASE = Scenario()
ELECTION = dataset.load_election()
AREAS = {area.name: area for area in swings.areas(ELECTION)}
BRITAIN = AREAS["Great Britain"]
EDIT = SetShares(seat="E14001300", shares=(("116038", 34.0),))


def set_points(
    scenario: Scenario, party: str, points: float | None, *, as_target: bool = False, area: str = BRITAIN.name
) -> Scenario:
    return swings.with_points(
        scenario, ELECTION, AREAS[area], party, points, as_target=as_target, method=UNIFORM
    )


def test_the_areas_are_britain_the_countries_and_the_regions_of_england() -> None:
    assert list(AREAS)[:2] == ["Great Britain", "United Kingdom"]
    assert {"England", "Scotland", "Wales", "Northern Ireland", "London", "North East"} <= set(AREAS)
    assert len(AREAS) == 2 + 4 + 9
    assert AREAS["United Kingdom"].scope == EVERYWHERE


def test_each_area_has_the_main_parties_that_stand_there() -> None:
    of_britain = swings.parties_of(ELECTION, BRITAIN, None)
    assert of_britain[:5] == ["Lab", "Con", "RUK", "LD", "Green"]
    assert {"SNP", "PC"} <= set(of_britain)
    assert not {"SF", "DUP", "Spk"} & set(of_britain)
    assert {"SF", "DUP", "APNI"} <= set(swings.parties_of(ELECTION, AREAS["Northern Ireland"], None))
    assert "Lab" not in swings.parties_of(ELECTION, AREAS["Northern Ireland"], None)


def test_a_small_party_is_shown_where_the_swing_names_it() -> None:
    swing = Swing(scope=BRITAIN.scope, changes=(("Yrks", 1.0), ("SF", 1.0)))
    parties = swings.parties_of(ELECTION, BRITAIN, swing)
    assert "Yrks" in parties
    assert "SF" not in parties  # it does not stand there


def test_shares_of_an_area_are_of_its_own_votes() -> None:
    shares = swings.shares_of(base_outcome(ELECTION), AREAS["Scotland"])
    scottish = [c for c in ELECTION.candidates if c.seat.startswith("S")]
    votes = sum(c.votes for c in scottish)
    assert shares["SNP"] == pytest.approx(100 * sum(c.votes for c in scottish if c.party == "SNP") / votes)
    assert sum(shares.values()) == pytest.approx(100)
    assert shares["PC"] == 0


def test_a_swing_is_made_before_the_edits_changed_in_place_and_dropped() -> None:
    start = BASE.with_moves([Turnout(change=1.0), EDIT])
    made = set_points(start, "Lab", -3.0)
    swing = Swing(scope=BRITAIN.scope, changes=(("Lab", -3.0),))
    assert made.moves == (Turnout(change=1.0), swing, EDIT)
    more = set_points(made.with_national_move(Turnout(change=2.0)), "Con", 1.5)
    assert more.moves[1] == replace(swing, changes=(("Lab", -3.0), ("Con", 1.5)))
    back = set_points(set_points(more, "Lab", 0.0), "Con", 0.0)
    assert back.moves == (Turnout(change=1.0), Turnout(change=2.0), EDIT)


def test_a_target_may_be_0_and_none_drops_it() -> None:
    zero = set_points(BASE, "RUK", 0.0, as_target=True)
    assert zero.moves == (Swing(scope=BRITAIN.scope, targets=(("RUK", 0.0),)),)
    assert set_points(zero, "RUK", None, as_target=True) == BASE


def test_a_party_has_a_change_or_a_target() -> None:
    target = set_points(set_points(BASE, "Lab", -3.0), "Lab", 28.0, as_target=True)
    assert target.moves == (Swing(scope=BRITAIN.scope, targets=(("Lab", 28.0),)),)
    change = set_points(target, "Lab", -1.0)
    assert change.moves == (Swing(scope=BRITAIN.scope, changes=(("Lab", -1.0),)),)


def test_a_target_is_met_where_the_others_make_room() -> None:
    scenario = set_points(BASE, "Lab", 30.0, as_target=True, area="Wales")
    base = swings.shares_of(base_outcome(ELECTION), AREAS["Wales"])
    scenario = set_points(scenario, "Con", base["Con"] + base["Lab"] - 30.0, as_target=True, area="Wales")
    now = swings.shares_of(evaluate(ELECTION, scenario), AREAS["Wales"])
    assert now["Lab"] == pytest.approx(30.0, abs=0.05)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(countries=("Wales", "Scotland", "England")),
        Scope(countries=("England", "Scotland", "Wales", "Wales")),
    ],
)
def test_an_area_is_known_however_it_is_written(scope: Scope) -> None:
    swing = Swing(scope=scope, changes=(("Lab", -1.0),))
    assert swings.swing_of(BASE.with_moves([swing]), ELECTION, BRITAIN) is swing
    assert swings.swing_of(BASE.with_moves([swing]), ELECTION, AREAS["Wales"]) is None


def test_scotland_is_a_country_and_a_region() -> None:
    swing = Swing(scope=Scope(regions=("Scotland",)), changes=(("Lab", -1.0),))
    assert swings.swing_of(BASE.with_moves([swing]), ELECTION, AREAS["Scotland"]) is swing


def test_swings_of_other_scopes_are_left_alone() -> None:
    others = [
        Swing(scope=Scope(seats=("E14001300",)), changes=(("Lab", -1.0),)),
        Swing(scope=replace(BRITAIN.scope, won_by=("Lab",)), changes=(("Lab", -1.0),)),
        Swing(scope=replace(BRITAIN.scope, majority_below=5.0), changes=(("Lab", -1.0),)),
        Swing(scope=BRITAIN.scope, changes=(("Lab", -2.0),), enabled=False),
        Swing(scope=AREAS["London"].scope, changes=(("Lab", -2.0),)),
    ]
    start = BASE.with_moves(others)
    assert swings.swing_of(start, ELECTION, BRITAIN) is None
    assert swings.other_swings(start, ELECTION, BRITAIN) == (["London"], 3)
    made = set_points(start, "Lab", -3.0)
    assert made.moves[:-1] == start.moves
    assert swings.without(made, ELECTION, BRITAIN) == start


def test_the_last_of_several_swings_of_an_area_is_changed_and_all_are_reset() -> None:
    first, second = (Swing(scope=BRITAIN.scope, changes=(("Lab", points),)) for points in (-1.0, -2.0))
    start = BASE.with_moves([first, second])
    assert set_points(start, "Lab", -5.0).moves == (first, replace(second, changes=(("Lab", -5.0),)))
    assert swings.other_swings(start, ELECTION, BRITAIN) == (["Great Britain"], 0)
    assert swings.without(start, ELECTION, BRITAIN) == BASE


def test_the_method_of_a_swing() -> None:
    made = swings.with_points(BASE, ELECTION, BRITAIN, "Lab", -3.0, as_target=False, method=PROPORTIONAL)
    (swing,) = made.moves
    assert isinstance(swing, Swing)
    assert swing.method == PROPORTIONAL
    strong = swings.with_method(made, ELECTION, BRITAIN, STRONG_TRANSITION)
    assert strong.moves == (replace(swing, method=STRONG_TRANSITION),)
    assert swings.with_method(BASE, ELECTION, BRITAIN, STRONG_TRANSITION) is BASE


CHANGES = st.dictionaries(
    st.sampled_from(["Lab", "Con", "RUK", "LD", "Green", "SNP", "PC", "SF", "DUP"]),
    st.floats(-0.5, 6).map(lambda points: round(points, 2)).filter(bool),
    min_size=1,
)


@given(CHANGES, st.sampled_from([UNIFORM, PROPORTIONAL, STRONG_TRANSITION]), st.booleans())
def test_changes_and_the_targets_they_lead_to_come_to_the_same(
    changes: dict[str, float], method: str, turnout_before: bool
) -> None:
    swing = Swing(scope=EVERYWHERE, changes=tuple(changes.items()), method=method)
    everywhere = AREAS["United Kingdom"]
    before = [Turnout(change=-5.0, scope=AREAS["London"].scope)] if turnout_before else []
    start = BASE.with_moves([*before, swing, EDIT])
    as_targets = swings.in_terms_of_targets(start, ELECTION, everywhere, as_targets=True)
    turned = swings.swing_of(as_targets, ELECTION, everywhere)
    assert turned is not None
    assert not turned.changes
    assert {party for party, _ in turned.targets} == changes.keys()
    votes = evaluate(ELECTION, start).votes
    assert np.abs(evaluate(ELECTION, as_targets).votes - votes).max() < 0.02
    and_back = swings.in_terms_of_targets(as_targets, ELECTION, everywhere, as_targets=False)
    assert np.abs(evaluate(ELECTION, and_back).votes - votes).max() < 0.02


def test_turning_nothing_about_changes_nothing() -> None:
    assert swings.in_terms_of_targets(BASE, ELECTION, BRITAIN, as_targets=True) is BASE


def test_a_target_is_held_within_0_and_100() -> None:
    start = set_points(set_points(BASE, "SNP", -50.0), "Lab", 99.0)
    turned = swings.swing_of(
        swings.in_terms_of_targets(start, ELECTION, BRITAIN, as_targets=True), ELECTION, BRITAIN
    )
    assert turned is not None
    assert dict(turned.targets) == {"SNP": 0.0, "Lab": 100.0}


@pytest.mark.parametrize("as_targets", [True, False])
def test_points_of_a_swing_are_its_central_ones(as_targets: bool) -> None:
    uncertain = (("Lab", Spread(30.0, 28.0, 33.0)), ("Con", 1.0))
    swing = Swing(targets=uncertain) if as_targets else Swing(changes=uncertain)
    assert swings.points_of(swing, as_targets) == {"Lab": 30.0, "Con": 1.0}
    assert swings.points_of(swing, not as_targets) == {}
    assert swings.points_of(None, as_targets) == {}


def test_setting_one_party_leaves_the_uncertainty_of_another() -> None:
    spread = Spread(-3.0, -5.0, -1.0)
    start = BASE.with_moves([Swing(scope=BRITAIN.scope, changes=(("Lab", spread),))])
    (swing,) = set_points(start, "Con", 1.0).moves
    assert isinstance(swing, Swing)
    assert swing.changes == (("Lab", spread), ("Con", 1.0))
