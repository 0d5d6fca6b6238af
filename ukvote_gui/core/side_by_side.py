"""A comparison of two scenarios as it is shown: totals by party, the seats that differ and why, a copy."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.core import dataset, describe
from ukvote_gui.core.compare import Comparison, Difference
from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.tables import Table
from ukvote_gui.core.totals import OTHERS, SHOWN_SHARE

NO_CAUSE = "no single move"
OTHER_BASE = "another election to start from"


@dataclass(frozen=True, slots=True)
class PartySides:
    """What a party, or all others together, comes to in the one scenario and in the other.

    Shares are fractions of all valid votes.
    """

    party: str
    seats: int
    seats_against: int
    votes: float
    votes_against: float
    share: float
    share_against: float


@dataclass(frozen=True, slots=True)
class SeatSides:
    """A constituency that elects different persons.

    Attributes:
        seat: ONS id.
        name: its name.
        winner: who wins in the one scenario.
        against: who wins in the other.
        why: the moves without which both would elect the same.
    """

    seat: str
    name: str
    winner: Candidate
    against: Candidate
    why: str


def party_sides(comparison: Comparison) -> tuple[PartySides, ...]:
    """Return the totals by party, most seats first; those with few votes and no seat together at the end."""
    seats, votes = comparison.seats(), comparison.votes()
    whole = [sum(pair[side] for pair in votes.values()) or 1.0 for side in (0, 1)]

    def sides_of(party: str, won: tuple[int, int], cast: tuple[float, float]) -> PartySides:
        return PartySides(party, *won, *cast, cast[0] / whole[0], cast[1] / whole[1])

    every = [sides_of(party, seats.get(party, (0, 0)), votes.get(party, (0, 0))) for party in seats | votes]
    every.sort(key=lambda sides: (-sides.seats, -sides.seats_against, -sides.votes))
    shown = [sides for sides in every if _is_shown(sides)]
    folded = [sides for sides in every if not _is_shown(sides)]
    if folded:
        cast = sum(sides.votes for sides in folded), sum(sides.votes_against for sides in folded)
        shown.append(sides_of(OTHERS, (0, 0), cast))
    return tuple(shown)


def _is_shown(sides: PartySides) -> bool:
    won = sides.seats > 0 or sides.seats_against > 0
    return won or max(sides.share, sides.share_against) >= SHOWN_SHARE


def seat_sides(comparison: Comparison) -> tuple[SeatSides, ...]:
    """Return the constituencies that differ, in the order of the election."""
    names = _MoveNames(comparison)
    ours, theirs = comparison.outcome.election, comparison.outcome_against.election
    return tuple(
        SeatSides(
            difference.seat,
            ours.constituencies[ours.seat_index[difference.seat]].name,
            ours.candidates[difference.winner],
            theirs.candidates[difference.against],
            names.causes_of(difference),
        )
        for difference in comparison.differences
    )


class _MoveNames:
    """What the moves of two scenarios are called."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._ours = describe.naming_election(comparison.scenario)
        self._theirs = describe.naming_election(comparison.against)

    def causes_of(self, difference: Difference) -> str:
        """Return the moves that make a difference, or what else does."""
        causes = []
        for cause in difference.causes:
            naming = self._theirs if cause.against else self._ours
            name = describe.name_of(self._comparison.move(cause), naming)
            causes.append(f"{name} (of the other)" if cause.against else name)
        return describe.listed(causes) or (OTHER_BASE if difference.bases_differ else NO_CAUSE)


def headline(comparison: Comparison, other: str) -> str:
    """Return in how many seats the two differ, in a few sentences; ``other`` is what to call the second."""
    number = len(comparison.differences)
    if not number:
        text = f"Every seat elects the same person as in {other}."
    else:
        text = f"{number} {'seat elects' if number == 1 else 'seats elect'} somebody else than in {other}."
    if not comparison.same_base:
        ours, theirs = (
            dataset.load_election(each.base).title for each in (comparison.scenario, comparison.against)
        )
        text += f" They start from different elections: this from “{ours}”, the other from “{theirs}”."
    return text


def tables_of(comparison: Comparison, other: str) -> tuple[Table, Table]:
    """Return the totals, and the seats that differ, as tables to copy."""
    totals = Table(
        ("Party", "Seats", f"Seats in {other}", "Change", "Votes", f"Votes in {other}", "Change"),
        tuple(
            (
                sides.party,
                sides.seats,
                sides.seats_against,
                sides.seats - sides.seats_against,
                round(sides.votes),
                round(sides.votes_against),
                round(sides.votes) - round(sides.votes_against),
            )
            for sides in party_sides(comparison)
        ),
    )
    seats = Table(
        ("Constituency", "ONS id", "Elects", "Party", f"Elects in {other}", "Party", "Because of"),
        tuple(
            (
                sides.name,
                sides.seat,
                sides.winner.name,
                sides.winner.party,
                sides.against.name,
                sides.against.party,
                sides.why,
            )
            for sides in seat_sides(comparison)
        ),
    )
    return totals, seats
