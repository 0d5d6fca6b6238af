"""A constituency's own edit: how the other candidates give way when one share is set by hand."""

from __future__ import annotations

import math
from collections.abc import Set

from ukvote_gui.core import formatting, move_edits
from ukvote_gui.core.elections import TIE_VOTES, Candidate
from ukvote_gui.core.fields import TOLERANCE
from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario

DECIMALS = 6
"""Points in an edit are kept to so many decimals: finer than one vote, and readable in the file."""

NOTHING = 1e-4
"""Points less than this are what rounding leaves, less than a vote, and no share to be in proportion to."""


def with_share(
    scenario: Scenario, outcome: Outcome, seat: str, person: str, points: float, locked: Set[str]
) -> Scenario:
    """Return the scenario in which a candidate has a share of the constituency, and the unlocked give way.

    The unlocked others keep their proportions to each other. Where they have nothing left to be in proportion
    to, they divide as they did before the edit, so that whoever was set to 100 points can be set back. The
    edit names those candidates alone who have been set by hand or are locked, so that the rest still follow
    the moves before it. What was uncertain of an edit stays so: the range goes along with the share. Where
    all others are locked, nothing can change.

    Args:
        scenario: what to change; within one drag, what there was when it began, so that going to an end
            of the scale and back changes nothing.
        outcome: its outcome, from which the shares of the others are taken.
        seat: ONS id of the constituency.
        person: id of the candidate who is set.
        points: the share wanted, in points; held within what the locked leave, see :func:`limits`.
        locked: ids of the candidates whose shares are held.

    Raises:
        KeyError: the person does not stand in this constituency.
    """
    shares = standing_shares(outcome, seat)
    low, high = limits(outcome, seat, person, locked)
    free = [other for other in shares if other != person and other not in locked]
    if not free:
        return scenario
    points = min(max(points, low), high)
    wanted = {other: share for other, share in shares.items() if other in locked}
    wanted[person] = points
    edit = scenario.edit_of(seat)
    total = math.fsum(shares[other] for other in free)
    if edit is not None and total > NOTHING:
        left = max(0.0, 100.0 - math.fsum(wanted.values()))
        named = {name for name, _ in edit.shares}
        wanted |= {other: left * shares[other] / total for other in free if other in named}
    if len(wanted) == len(shares):
        # One is left out, to take up what rounding leaves.
        del wanted[min(free, key=lambda other: wanted[other])]
    rounded = tuple((other, round(wanted[other], DECIMALS)) for other in shares if other in wanted)
    before = dict(edit.shares) if edit is not None else {}
    set_to = tuple(
        (other, move_edits.with_value(before.get(other, share), share, 0.0, 100.0))
        for other, share in _within_the_whole(rounded)
    )
    title = edit.title if edit is not None else ""
    return scenario.with_edit(SetShares(seat=seat, shares=set_to, title=title))


def limits(outcome: Outcome, seat: str, person: str, locked: Set[str]) -> tuple[float, float]:
    """Return the least and the most points that a candidate can be set to while others are locked.

    Where every other candidate is locked, both are the candidate's present share.

    Raises:
        KeyError: the person does not stand in this constituency.
    """
    shares = standing_shares(outcome, seat)
    own = shares.pop(person)
    if all(other in locked for other in shares):
        return own, own
    return 0.0, max(0.0, 100.0 - math.fsum(share for other, share in shares.items() if other in locked))


def standing_shares(outcome: Outcome, seat: str) -> dict[str, float]:
    """Return the shares in points of the constituency's standing candidates, in the order of the base."""
    election = outcome.election
    rows = election.rows[election.seat_index[seat]]
    of_seat = slice(rows.start, rows.stop)
    return {
        election.candidates[row].person: share * 100
        for row, share, stands in zip(
            rows, outcome.share[of_seat].tolist(), outcome.standing[of_seat].tolist(), strict=True
        )
        if stands
    }


def has_edits(scenario: Scenario, seat: str) -> bool:
    """Return whether any move sets the constituency's shares, switched on or off."""
    return any(isinstance(move, SetShares) and move.seat == seat for move in scenario.moves)


def result_in_words(outcome: Outcome, base: Outcome, seat: int) -> tuple[str, str]:
    """Say who wins the constituency at position ``seat``, and what it was in the base, a sentence each."""
    candidates = outcome.election.candidates
    winner, before = int(outcome.winner[seat]), int(base.winner[seat])
    majority = formatting.votes(float(outcome.majority_votes[seat]))
    if outcome.valid_votes[seat] < TIE_VOTES:
        headline = "Nobody votes here."
    elif outcome.tie[seat]:
        rival = candidates[int(outcome.runner_up[seat])]
        headline = f"{_called(candidates[winner])} and {_called(rival)} are tied."
    else:
        headline = f"{_called(candidates[winner])} wins by {majority} votes."
    was_by = (
        f"by {formatting.votes(float(base.majority_votes[seat]))} votes, "
        f"{formatting.points(float(base.majority_share[seat]) * 100, 2)} points"
    )
    if outcome.tie[seat]:
        # SCENARIOS.md, State: votes in the base first, then the lower person id.
        was = f"The seat goes to {candidates[winner].name}, who is first of the two in the base."
    elif winner != before:
        was = f"It was {_called(candidates[before])} {was_by}."
    elif abs(float(outcome.majority_votes[seat] - base.majority_votes[seat])) < TIE_VOTES:
        was = "As in the base."
    else:
        was = f"As in the base, where it was {was_by}."
    return headline, was


def _called(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.party})"


def _within_the_whole(shares: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Return the shares, the largest of them less by what rounding has brought them over 100."""
    excess = math.fsum(points for _, points in shares) - 100.0
    if excess <= TOLERANCE:
        return shares
    largest, points = max(shares, key=lambda pair: pair[1])
    less = round(points - excess, DECIMALS)
    return tuple((person, less if person == largest else points) for person, points in shares)
