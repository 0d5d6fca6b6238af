"""Moves in words: what each does, where, and what it comes to in its place in the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ukvote_gui.core import dataset, formatting
from ukvote_gui.core.amounts import Amount, Spread
from ukvote_gui.core.elections import TIE_VOTES, Candidate, Election
from ukvote_gui.core.engine import apply, contested_by, initial_state, steps, with_added
from ukvote_gui.core.fields import ABSTAIN, Pairs
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.moves.base import PROPORTIONAL
from ukvote_gui.core.moves.swing import UNIFORM
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import BLOC, PERSON, Scope, Selectors

MOST_NAMED = 4
"""So many names are listed; of more, the first ones and how many more there are."""


def naming_election(scenario: Scenario) -> Election:
    """Return the base with everyone in it whom the scenario names, whether the moves that add them are on."""
    return with_added(dataset.load_election(scenario.base), scenario.moves, scenario.blocs)


@lru_cache(maxsize=8)
def people(election: Election) -> Mapping[str, Candidate]:
    """Return candidates by person id, of a person who stands in several constituencies the first."""
    return {candidate.person: candidate for candidate in reversed(election.candidates)}


def who_does_not_stand(scenario: Scenario, base: str) -> str:
    """Say whom a scenario names who does not stand in another base, and where it names them; or nothing.

    ``base`` is the key of the other one.
    """
    here = dataset.load_election(scenario.base)
    gone = here.persons - dataset.load_election(base).persons
    blocs = [(f"the bloc “{name}”", selectors) for name, selectors in scenario.blocs]
    moves = [(f"the move “{name_of(move, here)}”", move) for move in scenario.moves]
    for where, what in (*blocs, *moves):
        for person in sorted(_persons_in(what) & gone):
            candidate = people(here)[person]
            seat = here.constituencies[here.seat_index[candidate.seat]].name
            return f"{candidate.name} ({seat}) does not stand there, whom {where} names."
    return ""


def _persons_in(value: object) -> set[str]:
    """Return the person ids that a move or a bloc names, and whatever else is text in it."""
    if isinstance(value, str):
        return {value.removeprefix(PERSON)}
    if isinstance(value, Move):
        return _persons_in([getattr(value, name) for name in value.__dataclass_fields__ if name != "title"])
    if isinstance(value, list | tuple):
        return set[str]().union(*map(_persons_in, value))
    return set()


# Who and where


def selector_name(selector: str, election: Election) -> str:
    """Return a selector in short: ``Green``, ``Jeremy Corbyn``, ``“left”`` for a bloc, ``stay at home``."""
    if selector == ABSTAIN:
        return "stay at home"
    if selector.startswith(BLOC):
        return f"“{selector.removeprefix(BLOC)}”"
    if selector.startswith(PERSON):
        found = people(election).get(selector.removeprefix(PERSON))
        return found.name if found else selector
    return selector


def listed(names: Iterable[str], last: str = "and", most: int = MOST_NAMED) -> str:
    """Return names as a list in words: ``Green, Ind and WPB``."""
    shown = list(names)
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def selectors_in_words(selectors: Selectors, election: Election, last: str = "and") -> str:
    """Return selectors as a list in words, ``nobody`` where there are none."""
    return listed((selector_name(selector, election) for selector in selectors), last) or "nobody"


def scope_in_words(scope: Scope, election: Election) -> str:
    """Return where a scope is, to go behind what happens there: ``where Labour won``, or nothing."""
    parts = [
        f"in {listed(names) or 'no part of the country'}"
        for names in (scope.countries, scope.regions)
        if names is not None
    ]
    if scope.seats is not None:
        parts.append(_seats_in_words(scope.seats, election))
    won = scope.won_by is not None
    if scope.won_by is not None:
        parties = dataset.load_parties()
        names = tuple(parties[s].name if s in parties else selector_name(s, election) for s in scope.won_by)
        parts.append(f"where {listed(names, 'or') or 'nobody'} won")
    if scope.majority_below is not None:
        under = f"under {points(scope.majority_below)} points"
        parts.append(f"by {under}" if won else f"where the majority was {under}")
    return " ".join(parts)


def _seats_in_words(seats: Sequence[str], election: Election) -> str:
    if not seats:
        return "in no seat"
    if len(seats) > 2:
        return f"in {len(seats)} seats"
    return "in " + listed(election.constituencies[election.seat_index[seat]].name for seat in seats)


# How much


def points(value: float) -> str:
    """Return points with decimals only where there are any, two at the most: ``5``, ``5.5``."""
    return formatting.points(value, _decimals(value))


def rate(amount: Amount) -> str:
    """Return a rate as a percentage, with its range where it is uncertain: ``60% (40% to 80%)``."""
    if isinstance(amount, Spread):
        return f"{rate(amount.value)} ({rate(amount.low)} to {rate(amount.high)})"
    return formatting.percent(amount, _decimals(amount * 100))


def share(amount: Amount) -> str:
    """Return a share in points as a percentage, with its range where it is uncertain: ``34.0%``."""
    if isinstance(amount, Spread):
        return f"{share(amount.value)} ({share(amount.low)} to {share(amount.high)})"
    return f"{formatting.points(amount, max(1, _decimals(amount)))}%"


def _change(amount: Amount) -> str:
    if isinstance(amount, Spread):
        return f"{_change(amount.value)} ({_change(amount.low)} to {_change(amount.high)})"
    return formatting.change_pp(amount, max(1, _decimals(amount)))


def _decimals(value: float) -> int:
    """Return how many decimals a value has, two at the most, as break-even says them."""
    return next((count for count in (0, 1) if abs(value - round(value, count)) < 0.005), 2)


def _targets(targets: Pairs, election: Election) -> list[str]:
    return [
        f"{rate(amount)} {'stay at home' if name == ABSTAIN else 'to ' + selector_name(name, election)}"
        for name, amount in targets
    ]


# Moves


def name_of(move: Move, election: Election) -> str:
    """Return what to call a move in one line: its title, or what it is: ``Pact of Green, Ind and WPB``."""
    return " ".join(move.title.split()) or _kind_of(move, election)


def in_words(move: Move, election: Election) -> str:
    """Return what a move does, where, and how much, in one line, whatever its title is.

    Args:
        move: the move.
        election: an election that has everyone in it whom the move names, see :func:`naming_election`.
    """
    what = _kind_of(move, election)
    where = scope_in_words(move.where if isinstance(move, Stand) else move.scope, election)
    head = f"{what} {where}" if where else what
    match move:
        case Pact():
            details = [rate(move.transfer), *_targets(move.leak, election), *_rest(move.rest)]
            return f"{head}, {', '.join(details)}"
        case Transfer():
            return f"{head}: {', '.join(_targets(move.to, election)) or 'nothing'}"
        case Withdraw():
            details = [*_targets(move.to, election), *_rest(move.rest)]
            return f"{head}: {', '.join(details)}" if details else head
        case Swing():
            changes = [f"{party} {_change(amount)}" for party, amount in move.changes]
            targets = [f"{party} to {share(amount)}" for party, amount in move.targets]
            method = [] if move.method == UNIFORM else [move.method.replace("_", " ")]
            head = f"Swing {where}" if where else "Swing"
            return f"{head}: {', '.join([*_some([*changes, *targets]), *method]) or 'no party yet'}"
        case Turnout(set=None, change=change) if change is not None:
            return f"{head}: {_change(change)} points"
        case Turnout(set=turnout) if turnout is not None:
            return f"{head}: {share(turnout)}"
        case SetShares():
            shares = [
                f"{selector_name(PERSON + person, election)} {share(amount)}"
                for person, amount in move.shares
            ]
            seat = election.constituencies[election.seat_index[move.seat]].name
            head = f"{seat}, only {where}" if where else seat
            return f"{head}: {', '.join(_some(shares)) or 'no share set'}"
        case Stand():
            taken = [f"{rate(amount)} of {selector_name(name, election)}" for name, amount in move.givers]
            head = head if where else f"{head} everywhere"
            return f"{head}, with {listed(taken)}" if taken else head
    raise TypeError(type(move))


def _kind_of(move: Move, election: Election) -> str:
    match move:
        case Pact():
            return f"Pact of {selectors_in_words(move.members, election)}"
        case Transfer():
            return f"Transfer from {selectors_in_words(move.givers, election)}"
        case Withdraw():
            return f"Withdrawal of {selectors_in_words(move.who, election)}"
        case Swing():
            parties = [party for party, _ in (*move.changes, *move.targets)]
            return f"Swing of {listed(parties) or 'no party'}"
        case Turnout():
            return "Turnout"
        case SetShares():
            return f"Shares in {election.constituencies[election.seat_index[move.seat]].name}"
        case Stand():
            return f"{move.name.strip()} ({move.party}) stands"
    raise TypeError(type(move))


def _rest(rest: str) -> list[str]:
    return ["the rest in proportion"] if rest == PROPORTIONAL else []


def _some(parts: list[str]) -> list[str]:
    left = len(parts) - MOST_NAMED
    return parts if left <= 0 else [*parts[:MOST_NAMED], f"{left} more"]


# What they come to


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move comes to where it stands in the list.

    Attributes:
        seats: constituencies in which it changes any candidate's votes, or who stands.
        votes: votes that change hands, join or leave.
        flips: constituencies that elect another after it than before it.
    """

    seats: int
    votes: float
    flips: int


def effects(election: Election, scenario: Scenario) -> list[Effect | None]:
    """Return what each of the scenario's moves comes to, None for one that is off.

    ``election`` is the scenario's base.
    """
    found: list[Effect | None] = [None] * len(scenario.moves)
    positions = iter([at for at, move in enumerate(scenario.moves) if move.enabled])
    contested = contested_by(election, scenario)
    state = initial_state(contested, scenario)
    votes, standing = state.votes.copy(), state.standing
    winner = Outcome(contested, votes, standing).winner
    for step in steps(scenario):
        apply(state, step)
        change = state.votes - votes
        size = state.seat_sum(np.abs(change))
        touched = size > TIE_VOTES
        if state.standing is not standing:
            touched |= state.any_in_seat(state.standing != standing)
        # What joins or leaves the count as a whole is counted once, what changes hands is there twice.
        moved = (size + np.abs(state.seat_sum(change))) / 2
        votes, standing, winner_before = state.votes.copy(), state.standing, winner
        winner = Outcome(contested, votes, standing).winner
        flipped = winner != winner_before
        if isinstance(step[0], SetShares):
            for move in step:
                assert isinstance(move, SetShares)
                seat = contested.seat_index[move.seat]
                effect = Effect(int(touched[seat]), float(moved[seat]), int(flipped[seat]))
                found[next(positions)] = effect
        else:
            found[next(positions)] = Effect(int(touched.sum()), float(moved.sum()), int(flipped.sum()))
    return found


def effect_in_words(effect: Effect | None) -> str:
    """Return what a move comes to: ``touches 58 seats, 12,345 votes; 7 flip``."""
    if effect is None:
        return "off"
    if not effect.seats:
        return "touches nothing"
    seats = "1 seat" if effect.seats == 1 else f"{effect.seats} seats"
    if effect.seats == 1:
        flips = "it flips" if effect.flips else "it does not flip"
    else:
        flips = (
            "none flips" if not effect.flips else "1 flips" if effect.flips == 1 else f"{effect.flips} flip"
        )
    return f"touches {seats}, {formatting.votes(effect.votes)} votes; {flips}"
