"""What gives a party so many seats: the least swing, or the least rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from ukvote_gui.core import dataset, formatting
from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.measures import SPEAKER, seats_by_party
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.paths import Flip, Path, swing_path
from ukvote_gui.core.questions.rates import Rate, path_of
from ukvote_gui.core.questions.trials import has_it, least_enough, with_rate, with_swing
from ukvote_gui.core.questions.values import value_in_words
from ukvote_gui.core.solvers import Threshold, least_for_seats


@dataclass(frozen=True)
class Fall:
    """A constituency that changes hands on the way.

    Attributes:
        enough: from where on: a fraction, or points of a swing, the least of few decimals.
        seat: ONS id.
        name: the constituency's name.
        loser: who loses it.
        winner: who gains it.
        exact: whether where it falls is exact, or found to 0.01 points.
    """

    enough: float
    seat: str
    name: str
    loser: Candidate
    winner: Candidate
    exact: bool


@dataclass(frozen=True)
class CountryAnswer:
    """What gives a party so many seats.

    Attributes:
        headline: the answer, in a few sentences.
        precision: how exact it is, in a sentence.
        falls: the constituencies that change hands on the way, in order.
        in_points: whether ``enough`` of these is points of a swing; else it is a rate.
    """

    headline: str
    precision: str
    falls: tuple[Fall, ...]
    in_points: bool


def parties_to_ask_about(base: Outcome) -> tuple[str, ...]:
    """Return the parties that can be asked about, as they are listed: the main ones, and all with a seat.

    The Speaker is none: nobody swings to a chair.
    """
    won = seats_by_party(base)
    return tuple(
        abbreviation
        for abbreviation, party in dataset.load_parties().items()
        if abbreviation in base.election.party_index
        and abbreviation != SPEAKER
        and (party.main or abbreviation in won)
    )


def two_largest(base: Outcome) -> tuple[str, str]:
    """Return the parties with most seats and with second most."""
    won = seats_by_party(base)
    first, second, *_ = sorted(parties_to_ask_about(base), key=lambda party: -won.get(party, 0))
    return first, second


def by_swing(outcome: Outcome, loser: str | None, gainer: str, wanted: int) -> CountryAnswer:
    """Return the least uniform swing to a party, from another or from all, that gives it so many seats.

    The parties are abbreviations.
    """
    names = dataset.load_parties()
    source = "all other parties in proportion" if loser is None else names[loser].name
    swing = _Turned(
        swing_path(outcome, loser, gainer),
        "uniform swing",
        f"from {source} to {names[gainer].name}",
        partial(with_swing, outcome, loser, gainer),
        in_points=True,
    )
    return swing.until(gainer, wanted)


def by_rate(rate: Rate, party: str, wanted: int) -> CountryAnswer:
    """Return the least rate at which a party, by its abbreviation, has so many seats."""
    outcome_at = partial(with_rate, rate)
    return _Turned(path_of(rate), "rate", f"of ‘{rate.name}’", outcome_at, in_points=False).until(
        party, wanted
    )


class _Turned:
    """A number that is turned from its least to its most until a party has so many seats."""

    def __init__(
        self, path: Path, what: str, whose: str, outcome_at: Callable[[float], Outcome], in_points: bool
    ) -> None:
        """Turn the number of a path, which is called ``what``, its value, and ``whose``."""
        self.path = path
        self.what = what
        self.whose = whose
        # Many seats fall within one hundredth.
        self.outcome_at = lru_cache(maxsize=None)(outcome_at)
        self.in_points = in_points

    def until(self, party: str, wanted: int) -> CountryAnswer:
        found = least_for_seats(self.path, {party}, wanted)
        enough = self._enough_for(party, found)
        needed = enough > self.path.low or self._seats_before(party) < found.wanted
        flips = [flip for flip in self.path.flips if needed and found.flips and flip.at <= enough]
        return CountryAnswer(
            self._headline(party, found, enough, needed, fallen=bool(flips)),
            self._precision(found.exact),
            tuple(sorted(map(self._fall, flips), key=lambda fall: fall.enough)),
            self.in_points,
        )

    def _least_enough(self, at: float, does: Callable[[float], bool]) -> float:
        return least_enough(at, self.path.low, self.path.high, does, self.in_points)

    def _enough_for(self, party: str, found: Threshold) -> float:
        """Return where a party has the seats that it can have."""
        if not found.flips:
            return self.path.low
        seats = min(found.wanted, found.seats)
        at = found.most_at if found.at is None else found.at
        return self._least_enough(at, lambda value: self._seats_at(value, party) >= seats)

    def _seats_at(self, value: float, party: str) -> int:
        outcome = self.outcome_at(value)
        return int(outcome.party_seats[outcome.election.party_index[party]])

    def _seats_before(self, party: str) -> int:
        election = self.path.election
        return int((election.party_of[self.path.before] == election.party_index[party]).sum())

    def _fall(self, flip: Flip) -> Fall:
        election = self.path.election
        constituency = election.constituencies[flip.seat]
        return Fall(
            self._least_enough(flip.at, partial(has_it, self.outcome_at, flip.seat, flip.winner)),
            constituency.id,
            constituency.name,
            election.candidates[flip.loser],
            election.candidates[flip.winner],
            flip.exact,
        )

    def _headline(self, party: str, found: Threshold, enough: float, needed: bool, fallen: bool) -> str:
        name = dataset.load_parties()[party].name
        value = value_in_words(enough, self.in_points)
        as_it_is = "as things are" if self.in_points else "without it"
        if found.at is None:
            seats = formatting.counted(found.wanted, "seat")
            where = f"at {value}" if fallen else as_it_is
            most = f"the most is {found.seats}, {where}."
            return f"No {self.what} {self.whose} gives {name} {seats}: {most}"
        if not needed:
            seats = formatting.counted(self._seats_before(party), "seat")
            return f"{name}: {seats} {as_it_is}, so no {self.what} {self.whose} is needed for {found.wanted}."
        gives = f"gives {name} {self._seats_at(enough, party)} seats."
        headline = f"A {self.what} of {value} {self.whose} {gives}"
        if not found.stays:
            larger = "swing" if self.in_points else "rate"
            headline += f" It does not keep {found.wanted} at every larger {larger}."
        return headline

    def _precision(self, exact: bool) -> str:
        if exact:
            linear_in = "swing." if self.in_points else "rate, as was checked."
            return f"Exact: votes are linear in the {linear_in}"
        return (
            "Votes are not linear in the rate in every seat: there, winners are compared at every hundredth, "
            "and changes between found to 0.01 points."
        )
