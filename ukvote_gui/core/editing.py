"""A constituency's own edit: how the other candidates give way when one share is set by hand."""

from __future__ import annotations

import math
from collections.abc import Set

from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario

DECIMALS = 6
"""Points in an edit are kept to so many decimals: finer than one vote, and readable in the file."""


def with_share(
    scenario: Scenario, outcome: Outcome, seat: str, person: str, points: float, locked: Set[str]
) -> Scenario:
    """Return the scenario in which a candidate has a share of the constituency, and the unlocked give way.

    The unlocked others keep their proportions to each other, or divide equally what is left where they have
    nothing. The edit names those candidates alone who have been set by hand or are locked, so that the rest
    still follow the moves before it.

    Args:
        scenario: what to change; within one drag, what there was when it began, so that going to an end
            of the scale and back changes nothing.
        outcome: its outcome, from which the shares of the others are taken.
        seat: ONS id of the constituency.
        person: id of the candidate who is set.
        points: the share wanted, in points; held within what the locked leave, see :func:`limits`.
        locked: ids of the candidates whose shares are held.
    """
    shares = standing_shares(outcome, seat)
    low, high = limits(outcome, seat, person, locked)
    points = min(max(points, low), high)
    held = {other: shares[other] for other in shares if other in locked and other != person}
    free = [other for other in shares if other != person and other not in held]
    left = 100.0 - points - math.fsum(held.values())
    total = math.fsum(shares[other] for other in free)
    moved = {other: left * shares[other] / total if total > 0 else left / len(free) for other in free}
    edit = scenario.edit_of(seat)
    named = {name for name, _ in edit.shares} if edit else set[str]()
    if total <= 0:
        named |= set(free)
    wanted = {person: points, **held, **{other: moved[other] for other in free if other in named}}
    # In the order of the ballot paper's result; and always one left to take up what rounding leaves.
    order = [other for other in shares if other in wanted]
    if len(order) == len(shares):
        spare = [other for other in order if other in moved] or [other for other in order if other != person]
        order.remove(min(spare, key=lambda other: wanted[other]))
    kept = tuple((other, round(wanted[other], DECIMALS)) for other in order)
    return scenario.with_edit(SetShares(seat=seat, shares=_within_the_whole(kept)))


def limits(outcome: Outcome, seat: str, person: str, locked: Set[str]) -> tuple[float, float]:
    """Return the least and the most points that a candidate can be set to while others are locked.

    Where every other candidate is locked, both are the candidate's present share.
    """
    shares = standing_shares(outcome, seat)
    held = math.fsum(share for other, share in shares.items() if other in locked and other != person)
    if all(other in locked for other in shares if other != person):
        return shares[person], shares[person]
    return 0.0, max(0.0, 100.0 - held)


def standing_shares(outcome: Outcome, seat: str) -> dict[str, float]:
    """Return the shares in points of the constituency's standing candidates, in the order of the base."""
    election = outcome.election
    return {
        election.candidates[row].person: float(outcome.share[row]) * 100
        for row in election.rows[election.seat_index[seat]]
        if outcome.standing[row]
    }


def _within_the_whole(shares: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Return the shares, the largest of them less by what rounding has brought them over 100."""
    excess = math.fsum(points for _, points in shares) - 100.0
    if excess <= 0:
        return shares
    largest = max(shares, key=lambda pair: pair[1])
    less = round(largest[1] - excess - 10**-DECIMALS, DECIMALS)
    return tuple((person, less if person == largest[0] else points) for person, points in shares)
