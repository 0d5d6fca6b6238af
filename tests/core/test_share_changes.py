"""Shares before and after, by party and by candidate."""

from __future__ import annotations

import pytest

from tests.core.small import after, hold
from ukvote_gui.core import dataset, share_changes, swings
from ukvote_gui.core.moves import Swing, Withdraw
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.share_changes import ShareChange


def area(name: str) -> swings.Area:
    return next(a for a in swings.areas(dataset.load_election()) if a.name == name)


def test_shares_in_an_area_add_up() -> None:
    election = dataset.load_election()
    outcome = after(election, Swing(changes=(("Lab", -6.0), ("Con", 6.0))))
    changes = share_changes.in_area(base_outcome(election), outcome, area("Great Britain"))
    assert sum(change.before_pp or 0 for change in changes) == pytest.approx(100)
    assert sum(change.after_pp or 0 for change in changes) == pytest.approx(100)
    assert [change.short for change in changes[:3]] == ["Lab", "Con", "RUK"]
    assert changes[-1].name == "Others"
    assert changes[0].in_words().startswith("Labour: 34.6% before, 28.7% after (−6.0 points)")


def test_scotland_has_its_own_parties() -> None:
    base = base_outcome(dataset.load_election())
    changes = share_changes.in_area(base, base, area("Scotland"))
    assert [change.short for change in changes[:2]] == ["Lab", "SNP"]
    assert all(change.change_pp == 0 for change in changes)


def test_candidates_of_a_seat_with_one_who_withdraws() -> None:
    election = hold({"A": {"Lab": 50, "Con": 30, "Ind Ann": 20}})
    outcome = after(election, Withdraw(who=("Con",), to=(("Lab", 1.0),)))
    changes = share_changes.in_seat(base_outcome(election), outcome, 0)
    assert [change.short for change in changes] == ["Lab", "Con", "Ind Ind Ann"]
    assert changes[0].change_pp == pytest.approx(30.0)
    assert changes[1].change_pp == pytest.approx(-30.0)
    assert changes[1].in_words() == "Con (Con): 30.0% before, has withdrawn"
    assert changes[2].in_words() == "Ind Ann (Ind): 20.0% before, 20.0% after (0.0 points)"


def test_one_who_did_not_stand_before() -> None:
    change = ShareChange("A new party", "New", "New", None, 4.25)
    assert change.change_pp == 4.25
    assert change.in_words() == "A new party: 4.2%, did not stand before"
