"""What a figure of a claim comes to in an election, by its measure in ``resources/claims.toml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ukvote_gui.core import dataset, formatting, measures, seat_figures
from ukvote_gui.core.correlation import fitted_line
from ukvote_gui.core.elections import Bools, Election
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.selection import matching
from ukvote_gui.core.split_seats import split_seats


@dataclass(frozen=True, slots=True)
class Finding:
    """What the data say.

    Attributes:
        figure: the figure as it is shown.
        basis: what it is a part of, or who it is about, to be read after it.
        value: the figure in the unit that is printed; None where it is a list.
        names: the list.
        seat: ONS id of the constituency that it is about, or nothing.
    """

    figure: str
    basis: str = ""
    value: float | None = None
    names: tuple[str, ...] = ()
    seat: str = ""

    @property
    def text(self) -> str:
        """The figure and its basis."""
        return self.figure + self.basis


def found(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    """Return what the entry of a figure comes to in an outcome.

    Raises:
        ValueError: it names a constituency or a candidate that is not in the election.
        KeyError: there is no such measure.
    """
    return _MEASURES[entry["measure"]](outcome, entry)


@cache
def _seats_by_name(election: Election) -> dict[str, int]:
    return {constituency.name: position for position, constituency in enumerate(election.constituencies)}


def _seat(outcome: Outcome, entry: dict[str, Any]) -> int:
    seats = _seats_by_name(outcome.election)
    if entry["seat"] not in seats:
        raise ValueError(f"no constituency is called {entry['seat']}")
    return seats[entry["seat"]]


def _row(outcome: Outcome, entry: dict[str, Any], key: str = "candidate") -> int:
    for row in outcome.election.rows[_seat(outcome, entry)]:
        if outcome.election.candidates[row].name == entry[key]:
            return row
    raise ValueError(f"nobody called {entry[key]} stood in {entry['seat']}")


def _about(outcome: Outcome, seat: int, figure: str, basis: str, value: float) -> Finding:
    return Finding(figure, basis, value, seat=outcome.election.constituencies[seat].id)


def _part(part: float, whole: float, of: str) -> tuple[str, str, float]:
    """Return a part of a whole in percent, what it is a part of, and its number."""
    basis = f" ({formatting.votes(part)} of {formatting.votes(whole)} {of})"
    return formatting.percent(part / whole, 2), basis, 100 * part / whole


def _votes(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    row, seat = _row(outcome, entry), _seat(outcome, entry)
    votes, whole = float(outcome.votes[row]), float(outcome.valid_votes[seat])
    return _about(outcome, seat, formatting.votes(votes), f" of {formatting.votes(whole)} valid votes", votes)


def _share(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    row, seat = _row(outcome, entry), _seat(outcome, entry)
    part = _part(float(outcome.votes[row]), float(outcome.valid_votes[seat]), "valid votes")
    return _about(outcome, seat, *part)


def _place(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seat = _seat(outcome, entry)
    ranking = outcome.ranking(seat)
    place = ranking.index(_row(outcome, entry)) + 1
    basis = f" of {len(ranking)} candidates{', elected' if place == 1 else ''}"
    return _about(outcome, seat, formatting.ordinal(place), basis, float(place))


def _majority(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seat = _seat(outcome, entry)
    majority = float(outcome.majority_votes[seat])
    first, second = (outcome.election.candidates[row].name for row in outcome.ranking(seat)[:2])
    return _about(outcome, seat, formatting.votes(majority), f" votes, {first} over {second}", majority)


def _behind(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    row, seat = _row(outcome, entry), _seat(outcome, entry)
    winner = int(outcome.winner[seat])
    behind = float(outcome.votes[winner] - outcome.votes[row])
    basis = f" votes behind {outcome.election.candidates[winner].name}"
    return _about(outcome, seat, formatting.votes(behind), basis, behind)


def _transfer_needed(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    """The part of a giver's votes that levels a taker with the winner, the rest of them abstaining."""
    seat, giver, taker = _seat(outcome, entry), _row(outcome, entry, "giver"), _row(outcome, entry, "taker")
    behind = float(outcome.votes[outcome.winner[seat]] - outcome.votes[taker])
    votes = float(outcome.votes[giver])
    return _about(outcome, seat, *_part(behind, votes, "votes; with more the seat changes hands"))


def _won(outcome: Outcome, party: str) -> Bools:
    election = outcome.election
    won: Bools = outcome.winner_party == election.party_index[party]
    return won


def _of_seats(outcome: Outcome, count: int, of: int | None = None) -> Finding:
    of = len(outcome.election.constituencies) if of is None else of
    return Finding(str(count), f" of {formatting.counted(of, 'seat')}", float(count))


def _seats(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    return _of_seats(outcome, int(_won(outcome, entry["party"]).sum()))


def _seats_since_2019(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    before = sum(1 for party in dataset.load_notional().winner.values() if party == entry["party"])
    now = int(_won(outcome, entry["party"]).sum())
    basis = f" ({now}; {before} in 2019, notional)"
    return Finding(formatting.change(now - before), basis, float(now - before))


def _second_places(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    election = outcome.election
    second = np.where(outcome.runner_up == NOBODY, 0, outcome.runner_up)
    here: Bools = (election.party_of[second] == election.party_index[entry["party"]]) & (
        outcome.runner_up != NOBODY
    )
    all_of_them = int(here.sum())
    if "census" not in entry:
        return _of_seats(outcome, all_of_them)
    figure = seat_figures.census_figure(election, entry["nation"], entry["census"])
    here = here & (np.nan_to_num(figure, nan=-1.0) > entry["over"])
    return _of_seats(outcome, int(here.sum()), all_of_them)


def _seats_over(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    figure = seat_figures.census_figure(outcome.election, entry["nation"], entry["census"])
    known = figure[~np.isnan(figure)]
    return _of_seats(outcome, int((known > entry["over"]).sum()), len(known))


def _census(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seat = _seat(outcome, entry)
    constituency = outcome.election.constituencies[seat]
    nation = dataset.CENSUS_OF[constituency.country]
    value = float(seat_figures.census_figure(outcome.election, nation, entry["census"])[seat])
    basis = f" of population, census of {dataset.census_day(nation).year} ({nation})"
    return _about(outcome, seat, f"{formatting.points(value)}%", basis, value)


def _elected(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    winners = outcome.winner[_won(outcome, entry["party"])].tolist()
    names = tuple(outcome.election.candidates[row].name for row in winners)
    return Finding(str(len(names)), f" candidates: {', '.join(names)}", names=names)


def _several_stand(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    election = outcome.election
    counts = np.bincount(
        election.seat_of[matching(election, (), tuple(entry["bloc"]))],
        minlength=len(election.constituencies),
    )
    won = _won(outcome, entry["party"])
    return _of_seats(outcome, int((won & (counts >= 2)).sum()), int(won.sum()))


def _split_seats(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seats = sorted(split_seats(outcome, (), tuple(entry["bloc"])).seats.tolist())
    names = tuple(outcome.election.constituencies[seat].name for seat in seats)
    return Finding(str(len(names)), f" seats: {', '.join(names)}", names=names)


def _turnout(outcome: Outcome, _entry: dict[str, Any]) -> Finding:
    cast, electorate = float(outcome.valid_votes.sum()), float(outcome.election.electorate.sum())
    return Finding(*_part(cast, electorate, "electors"))


def _ballot_box_turnout(outcome: Outcome, _entry: dict[str, Any]) -> Finding:
    constituencies = outcome.election.constituencies
    cast = float(sum(c.valid_votes + c.invalid_votes for c in constituencies))
    electorate = float(outcome.election.electorate.sum())
    return Finding(*_part(cast, electorate, "electors"))


def _notional_votes(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seat = _seat(outcome, entry)
    votes = dataset.load_notional().votes[outcome.election.constituencies[seat].id][entry["party"]]
    return _about(outcome, seat, formatting.votes(votes), " votes, notional", float(votes))


def _notional_majority(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seat = _seat(outcome, entry)
    majority = dataset.load_notional().majority_votes[outcome.election.constituencies[seat].id]
    return _about(outcome, seat, formatting.votes(majority), " votes, notional", float(majority))


def _gallagher(outcome: Outcome, _entry: dict[str, Any]) -> Finding:
    index = measures.gallagher_index(*measures.contender_votes(outcome))
    basis = " points, each party and each independent apart"
    return Finding(formatting.points(index, 2), basis, index)


def _seat_share(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    seats, house = float(_won(outcome, entry["party"]).sum()), float(len(outcome.election.constituencies))
    return Finding(*_part(seats, house, "seats"))


def _party_votes(outcome: Outcome, entry: dict[str, Any]) -> float:
    return float(outcome.party_votes[outcome.election.party_index[entry["party"]]])


def _vote_share(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    votes, cast = _party_votes(outcome, entry), float(outcome.valid_votes.sum())
    return Finding(*_part(votes, cast, "valid votes"))


def _candidates_of(election: Election, entry: dict[str, Any]) -> Bools:
    of: Bools = election.party_of == election.party_index[entry["party"]]
    return of


def _votes_each(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    votes, candidates = (
        _party_votes(outcome, entry),
        int(_candidates_of(outcome.election, entry).sum()),
    )
    each = votes / candidates
    basis = f" ({formatting.votes(votes)} votes, {candidates} candidates)"
    return Finding(formatting.votes(each), basis, each)


def _median_share(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    shares = outcome.share[_candidates_of(outcome.election, entry)]
    median = float(np.median(shares))
    return Finding(formatting.percent(median, 2), f" (of {len(shares)} candidates)", 100 * median)


def _correlation(outcome: Outcome, entry: dict[str, Any]) -> Finding:
    election = outcome.election
    figure = seat_figures.census_figure(election, entry["nation"], entry["census"])
    notional = seat_figures.notional_party_share(election, dataset.load_notional(), entry["party"])
    line = fitted_line(figure, 100 * (seat_figures.party_share(outcome, entry["party"]) - notional))
    assert line is not None
    basis = f", n = {line.n} constituencies of {entry['nation']}"
    return Finding(f"r = {formatting.points(line.r, 2)}", basis, line.r)


_MEASURES: dict[str, Callable[[Outcome, dict[str, Any]], Finding]] = {
    "ballot_box_turnout": _ballot_box_turnout,
    "behind": _behind,
    "census": _census,
    "correlation": _correlation,
    "elected": _elected,
    "gallagher": _gallagher,
    "majority": _majority,
    "median_share": _median_share,
    "notional_majority": _notional_majority,
    "notional_votes": _notional_votes,
    "place": _place,
    "seat_share": _seat_share,
    "seats": _seats,
    "seats_over": _seats_over,
    "seats_since_2019": _seats_since_2019,
    "second_places": _second_places,
    "several_stand": _several_stand,
    "share": _share,
    "split_seats": _split_seats,
    "transfer_needed": _transfer_needed,
    "turnout": _turnout,
    "vote_share": _vote_share,
    "votes": _votes,
    "votes_each": _votes_each,
}
