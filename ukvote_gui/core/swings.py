"""The swing of a whole area, as the swing panel shows and changes it: one ``swing`` move an area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ukvote_gui.core import dataset
from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.moves.swing import PROPORTIONAL, STRONG_TRANSITION, UNIFORM
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE, Scope, covering

DECIMALS = 9
"""Points that are worked out are kept to so many decimals: in a small party a millionth shows."""
METHODS = (
    ("Uniform", UNIFORM, "The same points are added in every constituency"),
    ("Proportional", PROPORTIONAL, "Every constituency's share is multiplied by the same number"),
    ("Strong transition", STRONG_TRANSITION, "Weak support leaves first: Baxter, Electoral Calculus, 2007"),
)
"""Methods of a swing: what each is called, its word in a file, and what it does."""
NO_PARTY = frozenset({"Spk"})
"""Listed among the main parties, and nothing that swings: the Speaker stands in one seat, against none."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the country that people quote a swing for."""

    name: str
    scope: Scope


@lru_cache(maxsize=8)
def areas(election: Election) -> tuple[Area, ...]:
    """Return the areas: Great Britain, the United Kingdom, its countries, and the regions of England."""
    of_britain = tuple(country for country in election.countries if country != "Northern Ireland")
    of_england = sorted({c.region for c in election.constituencies if c.country == "England"})
    return (
        Area("Great Britain", Scope(countries=of_britain)),
        Area("United Kingdom", EVERYWHERE),
        *(Area(country, Scope(countries=(country,))) for country in election.countries),
        *(Area(region, Scope(regions=(region,))) for region in of_england),
    )


def swing_of(scenario: Scenario, election: Election, area: Area) -> Swing | None:
    """Return the swing of an area: the last move of its kind that is switched on and covers just the area."""
    for move in reversed(scenario.moves):
        if isinstance(move, Swing) and move.enabled and _covers(election, move.scope, area.scope):
            return move
    return None


def other_swings(scenario: Scenario, election: Election, area: Area) -> tuple[list[str], int]:
    """Return the names of the other areas that swing, and how many more swings have a scope of their own."""
    own = swing_of(scenario, election, area)
    named: list[str] = []
    more = 0
    for move in scenario.moves:
        if isinstance(move, Swing) and move.enabled and move is not own:
            name = next((a.name for a in areas(election) if _covers(election, move.scope, a.scope)), "")
            if name and name not in named:
                named.append(name)
            more += not name
    return named, more


def parties_of(election: Election, area: Area, swing: Swing | None) -> list[str]:
    """Return the main parties of an area, and others that its swing names, in the order of lists."""
    covered = covering(election, (), area.scope).take(election.seat_of)
    candidates = np.bincount(election.party_of[covered], minlength=len(election.parties))
    standing = {election.parties[party] for party in np.flatnonzero(candidates).tolist()}
    named = {party for party, _ in (*swing.changes, *swing.targets)} if swing else set[str]()
    return [
        abbreviation
        for abbreviation, party in dataset.load_parties().items()
        if abbreviation in standing
        and ((party.main and abbreviation not in NO_PARTY) or abbreviation in named)
    ]


def shares_of(outcome: Outcome, area: Area) -> dict[str, float]:
    """Return each party's share of an area's votes in points."""
    election = outcome.election
    covered = covering(election, (), area.scope).take(election.seat_of)
    votes = np.bincount(election.party_of, outcome.votes * covered, len(election.parties))
    total = max(float(votes.sum()), 1.0)
    return dict(zip(election.parties, (votes * (100 / total)).tolist(), strict=True))


def with_points(
    scenario: Scenario,
    election: Election,
    area: Area,
    party: str,
    points: float | None,
    *,
    as_target: bool,
    method: str,
) -> Scenario:
    """Return the scenario in which a party changes by points in an area, or comes to a target share.

    The area's swing is changed where it stands, or put before the constituencies' own edits; it goes when it
    names no party any more.

    Args:
        scenario: what to change.
        election: its election.
        area: where the party swings.
        party: its abbreviation.
        points: the change or the target; None for no target. No change is a change of 0.
        as_target: whether the points are a target.
        method: the method of a swing that is not there yet.
    """
    old = swing_of(scenario, election, area)
    swing = old or Swing(scope=area.scope, method=method)
    changes, targets = dict(swing.changes), dict(swing.targets)
    if as_target:
        changes.pop(party, None)
        _put(targets, party, points)
    else:
        targets.pop(party, None)
        _put(changes, party, points or None)
    return _with(
        scenario, old, replace(swing, changes=tuple(changes.items()), targets=tuple(targets.items()))
    )


def in_terms_of_targets(scenario: Scenario, election: Election, area: Area, as_targets: bool) -> Scenario:
    """Return the scenario with an area's swing in terms of targets, or else of changes.

    Either comes to the same votes, as a target is turned into a change against the share of the area's votes
    when the move is applied (SCENARIOS.md, swing); unless a change is more than all that the party has. They
    part when the moves before them change.
    """
    old = swing_of(scenario, election, area)
    if old is None:
        return scenario
    at = next(i for i, move in enumerate(scenario.moves) if move is old)
    before = evaluate(dataset.load_election(scenario.base), scenario.with_moves(scenario.moves[:at]))
    now = shares_of(before, area)
    changes, targets = dict(old.changes), dict(old.targets)
    if as_targets:
        for party, amount in old.changes:
            target = round(now.get(party, 0.0) + central(amount), DECIMALS)
            targets[party] = min(max(target, 0.0), 100.0)
        changes.clear()
    else:
        for party, amount in old.targets:
            _put(changes, party, round(central(amount) - now.get(party, 0.0), DECIMALS) or None)
        targets.clear()
    return _with(scenario, old, replace(old, changes=tuple(changes.items()), targets=tuple(targets.items())))


def with_method(scenario: Scenario, election: Election, area: Area, method: str) -> Scenario:
    """Return the scenario with another method for the area's swing, where it has one."""
    old = swing_of(scenario, election, area)
    return scenario if old is None else _with(scenario, old, replace(old, method=method))


def without(scenario: Scenario, election: Election, area: Area) -> Scenario:
    """Return the scenario without any swing of an area that is switched on."""
    while (old := swing_of(scenario, election, area)) is not None:
        scenario = scenario.with_moves(move for move in scenario.moves if move is not old)
    return scenario


def points_of(swing: Swing | None, as_targets: bool) -> Mapping[str, float]:
    """Return the changes, or the targets, of a swing by party, in points."""
    if swing is None:
        return {}
    return {party: central(amount) for party, amount in (swing.targets if as_targets else swing.changes)}


def _put(amounts: dict[str, Amount], party: str, points: float | None) -> None:
    if points is None:
        amounts.pop(party, None)
    else:
        amounts[party] = points


def _with(scenario: Scenario, old: Swing | None, new: Swing) -> Scenario:
    if new.changes or new.targets:
        return scenario.with_national_move(new) if old is None else scenario.replacing(old, new)
    return scenario.with_moves(move for move in scenario.moves if move is not old)


def _covers(election: Election, scope: Scope, wanted: Scope) -> bool:
    """Return whether a scope of countries and regions only covers the same constituencies as another."""
    if scope.seats is not None or scope.won_by is not None or scope.majority_below is not None:
        return False
    return scope == wanted or bool(
        np.array_equal(covering(election, (), scope), covering(election, (), wanted))
    )
