"""A two-party swingometer: the seats that fall on the way of a uniform swing from the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ukvote_gui.core import dataset, formatting, measures, paths, swings
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.paths import Path
from ukvote_gui.core.swings import Area


@dataclass(frozen=True, slots=True)
class Reading:
    """The House at a swing.

    Attributes:
        swing_pp: points from the first party to the second (Butler 1951); negative is the other way.
        seats: seats by party.
        changed: constituencies that elect another person than in the base.
    """

    swing_pp: float
    seats: dict[str, int]
    changed: int


@dataclass(frozen=True, slots=True)
class Fall:
    """A seat that changes hands on the way.

    Attributes:
        swing_pp: where, as in :class:`Reading`.
        seat: position of the constituency.
        party: who wins it beyond.
    """

    swing_pp: float
    seat: int
    party: str


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Where the majority, or who is the largest party, first becomes another than in the base."""

    swing_pp: float
    words: str


@dataclass(frozen=True, eq=False)
class Swingometer:
    """What a uniform swing between two parties in an area does to the base.

    Attributes:
        base: the outcome that swings.
        first: the party that a positive swing is from.
        second: the party that it is to.
        area: where it swings; elsewhere everything stays.
        to_first: the path of swings to the first.
        to_second: the path of swings to the second.
    """

    base: Outcome
    first: str
    second: str
    area: Area
    to_first: Path
    to_second: Path

    def at(self, swing_pp: float) -> Reading:
        """Return the House at a swing."""
        path = self.to_second if swing_pp > 0 else self.to_first
        candidates = self.base.election.candidates
        seats = dict(measures.seats_by_party(self.base))
        now: dict[int, int] = {}
        for flip in path.flips:
            if flip.at > abs(swing_pp):
                break
            now[flip.seat] = flip.winner
            for row, change in ((flip.loser, -1), (flip.winner, 1)):
                party = candidates[row].party
                seats[party] = seats.get(party, 0) + change
        winner = self.base.winner
        changed = sum(row != int(winner[seat]) for seat, row in now.items())
        return Reading(swing_pp, {party: count for party, count in seats.items() if count}, changed)

    @cached_property
    def falls(self) -> tuple[Fall, ...]:
        """Every seat that changes hands within 100 points, from the first party's end to the second's."""
        candidates = self.base.election.candidates
        falls = [
            Fall(sign * flip.at, flip.seat, candidates[flip.winner].party)
            for sign, path in ((-1.0, self.to_first), (1.0, self.to_second))
            for flip in path.flips
        ]
        return tuple(sorted(falls, key=lambda fall: fall.swing_pp))

    @cached_property
    def turning_points(self) -> tuple[TurningPoint, ...]:
        """Where each state of the House is first reached, either way, nearest to the base first."""
        points = [*self._turning_points(self.to_first, -1.0), *self._turning_points(self.to_second, 1.0)]
        return tuple(sorted(points, key=lambda point: abs(point.swing_pp)))

    def _turning_points(self, path: Path, sign: float) -> Iterator[TurningPoint]:
        candidates, names = path.election.candidates, dataset.load_parties()
        seats = dict(measures.seats_by_party(self.base))

        def state() -> str:
            largest = measures.largest_parties(seats)
            named = " and ".join(names[party].name for party in largest)
            if len(largest) != 1:
                return f"{named} level"
            overall = measures.majority_of(seats, set(largest)).overall > 0
            return f"{named} majority" if overall else f"{named} largest, no majority"

        seen = {state()}
        for number, flip in enumerate(path.flips):
            for row, change in ((flip.loser, -1), (flip.winner, 1)):
                party = candidates[row].party
                seats[party] = seats.get(party, 0) + change
            last = number + 1 == len(path.flips) or path.flips[number + 1].at > flip.at
            if last and state() not in seen:
                seen.add(state())
                yield TurningPoint(sign * flip.at, state())


@lru_cache(maxsize=8)
def swingometer(base: Outcome, first: str, second: str, area: Area) -> Swingometer:
    """Return the swingometer of two parties.

    Raises:
        ValueError: both are the same party.
    """
    to_first = paths.swing_path(base, second, first, area.scope)
    to_second = paths.swing_path(base, first, second, area.scope)
    return Swingometer(base, first, second, area, to_first, to_second)


def swing_between(base: Outcome, outcome: Outcome, area: Area, first: str, second: str) -> float:
    """Return the swing in an area from the first party to the second in points (Butler 1951)."""
    before, after = (swings.shares_of(of, area) for of in (base, outcome))
    return measures.butler_swing_pp(
        (before.get(second, 0.0), before.get(first, 0.0)), (after.get(second, 0.0), after.get(first, 0.0))
    )


def swing_in_words(swing_pp: float, first: str, second: str) -> str:
    """Return a swing and its direction, given names: ``6.0 points from Labour to Conservative``."""
    # So near to none that one decimal would hide it, it may still flip a seat.
    decimals = 1 if abs(swing_pp) >= 0.05 else 2
    if abs(swing_pp) < 0.005:
        return f"No swing between {first} and {second}"
    giver, taker = (first, second) if swing_pp > 0 else (second, first)
    points = formatting.points(abs(swing_pp), decimals)
    return f"{points} {'point' if points == '1.0' else 'points'} from {giver} to {taker}"
