"""Edits of a scenario's list of moves and of its blocs: each gives another scenario that a file may hold.

Candidates whom a scenario adds are numbered by the place of their move among the ``stand`` moves, so that
moving or deleting one changes what others are called; every edit here takes the references along, and drops
those to what is no longer there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ukvote_gui.core import dataset, fields
from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.elections import ADDED
from ukvote_gui.core.engine import with_added
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import (
    BLOC,
    EVERYWHERE,
    PERSON,
    Blocs,
    Scope,
    Selectors,
    covering,
    depends_on,
    matching,
)

DECIMALS = 9
"""Rates and points are kept to so many decimals, which is finer than a file's tolerance of their sums."""

Rename = Callable[[str], str | None]
"""Gives what a selector is called after an edit, None where there is nothing any more that it selects."""


def blank(kind: str, seat: str) -> Move:
    """Return a new move of a kind that changes nothing yet; a candidate who stands does so in ``seat``.

    Raises:
        KeyError: there is no such kind, or its moves are made in the what-if editor.
    """
    moves: dict[str, Move] = {
        Pact.kind: Pact(members=()),
        Transfer.kind: Transfer(givers=(), to=()),
        Withdraw.kind: Withdraw(who=()),
        Swing.kind: Swing(),
        Turnout.kind: Turnout(change=0.0),
        Stand.kind: Stand(name="New candidate", party="Ind", seats=(seat,)),
    }
    return moves[kind]


def in_seats(move: Move, seats: tuple[str, ...]) -> Move:
    """Return the move made in these constituencies, by their ONS ids."""
    scope = Scope(seats=seats)
    return stand_where(move, scope) if isinstance(move, Stand) else replace(move, scope=scope)


# The list


def inserted(scenario: Scenario, position: int, move: Move) -> Scenario:
    """Return the scenario with a new move at ``position``."""
    return _rearranged(scenario, (*scenario.moves[:position], _fresh(move), *scenario.moves[position:]))


def duplicated(scenario: Scenario, position: int) -> Scenario:
    """Return the scenario with a second copy of a move after it."""
    return inserted(scenario, position + 1, scenario.moves[position])


def deleted(scenario: Scenario, position: int) -> Scenario:
    """Return the scenario without the move at ``position``, and without what refers to whom it added."""
    return _rearranged(scenario, (*scenario.moves[:position], *scenario.moves[position + 1 :]))


def moved(scenario: Scenario, position: int, to: int) -> Scenario:
    """Return the scenario with the move at ``position`` at position ``to`` of the new list."""
    moves = list(scenario.moves)
    moves.insert(to, moves.pop(position))
    return _rearranged(scenario, moves)


def replaced(scenario: Scenario, position: int, move: Move) -> Scenario:
    """Return the scenario with ``move`` in place of the one at ``position``.

    Nominees who are no members' candidates any more, and shares of candidates who do not stand any more, go.
    """
    changed = scenario.with_moves((*scenario.moves[:position], move, *scenario.moves[position + 1 :]))
    may_void = isinstance(move, Stand) or (isinstance(move, Pact) and move.nominees)
    return _tidied(changed) if may_void else changed


def switched(scenario: Scenario, position: int, enabled: bool) -> Scenario:
    """Return the scenario with the move at ``position`` on or off."""
    return replaced(scenario, position, replace(scenario.moves[position], enabled=enabled))


def renamed(scenario: Scenario, position: int, title: str) -> Scenario:
    """Return the scenario with another title, in one line, for the move at ``position``."""
    return replaced(scenario, position, replace(scenario.moves[position], title=" ".join(title.split())))


def with_nominee(pact: Pact, seat: str, person: str | None) -> Pact:
    """Return the pact with another nominee in a constituency, with None the one whom its rule gives."""
    nominees = {**dict(pact.nominees), seat: person}
    return replace(pact, nominees=tuple((at, who) for at, who in nominees.items() if who is not None))


def stand_where(move: Stand, scope: Scope) -> Stand:
    """Return a stand move in the constituencies of a scope: a file lists them where that is all there is."""
    if scope.seats is not None and scope == Scope(seats=scope.seats):
        return replace(move, seats=scope.seats, scope=EVERYWHERE)
    return replace(move, seats=None, scope=scope)


def _fresh(move: Move) -> Move:
    """Return the move as one that nothing refers to yet."""
    return replace(move, number=0) if isinstance(move, Stand) else move


def _rearranged(scenario: Scenario, moves: Sequence[Move]) -> Scenario:
    """Return the scenario with other moves, stand moves among them still numbered as they were, 0 if new."""
    kept = [move.number for move in moves if isinstance(move, Stand)]
    place = {number: at for at, number in enumerate(kept, start=1) if number}
    if all(place.get(move.number) == move.number for move in scenario.moves if isinstance(move, Stand)):
        return scenario.with_moves(moves)

    def rename(selector: str) -> str | None:
        prefix = PERSON + ADDED
        if not selector.startswith(prefix):
            return selector
        at = place.get(int(selector.removeprefix(prefix)))
        return None if at is None else f"{prefix}{at}"

    return _tidied(_with_references(scenario, moves, rename))


def _with_references(scenario: Scenario, moves: Iterable[Move], rename: Rename) -> Scenario:
    """Return the scenario with other moves, and in them and the blocs all selectors by their new names."""
    blocs = tuple((name, _names(selectors, rename)) for name, selectors in scenario.blocs)
    new = []
    for move in moves:
        changes = {}
        for name, _, kind, _ in fields.entries(type(move)):
            old = getattr(move, name)
            value = _renamed(old, kind, rename)
            if value != old:
                changes[name] = value
        if changes.get("shares") != ():  # a seat's edit that is about nobody any more goes
            new.append(replace(move, **changes) if changes else move)
    return replace(scenario, blocs=blocs, moves=tuple(new))


def _renamed(value: Any, kind: fields.Kind, rename: Rename) -> Any:
    """Return an entry's value with all that it refers to by its new name."""
    if kind is fields.SELECTORS:
        return _names(value, rename)
    if kind in (fields.TARGETS, fields.SELECTOR_RATES):
        return tuple((new, amount) for name, amount in value if (new := rename(name)) is not None)
    if kind is fields.PERSON_SHARES:
        return tuple((new, amount) for name, amount in value if (new := _person(name, rename)) is not None)
    if kind is fields.NOMINEES:
        return tuple((seat, new) for seat, name in value if (new := _person(name, rename)) is not None)
    if kind is fields.SCOPE and value.won_by is not None:
        return replace(value, won_by=_names(value.won_by, rename))
    return value


def _names(selectors: Selectors, rename: Rename) -> Selectors:
    return tuple(new for selector in selectors if (new := rename(selector)) is not None)


def _person(person: str, rename: Rename) -> str | None:
    new = rename(PERSON + person)
    return None if new is None else new.removeprefix(PERSON)


def _tidied(scenario: Scenario) -> Scenario:
    """Return the scenario without nominees and shares of persons who can have none (see ``files.check``)."""
    if not any(isinstance(move, SetShares) or getattr(move, "nominees", ()) for move in scenario.moves):
        return scenario
    election = with_added(dataset.load_election(scenario.base), scenario.moves, scenario.blocs)
    moves: list[Move] = []
    for move in scenario.moves:
        if isinstance(move, Pact) and move.nominees:
            members = matching(election, scenario.blocs, move.members)
            rows = [(nominee, election.row_of.get(nominee)) for nominee in move.nominees]
            nominees = tuple(nominee for nominee, row in rows if row is not None and members[row])
            move = move if nominees == move.nominees else replace(move, nominees=nominees)
        elif isinstance(move, SetShares):
            shares = tuple(pair for pair in move.shares if (move.seat, pair[0]) in election.row_of)
            if move.shares and not shares:
                continue
            move = move if shares == move.shares else replace(move, shares=shares)
        moves.append(move)
    return scenario.with_moves(moves)


# Blocs


@dataclass(frozen=True, slots=True)
class BlocUse:
    """Where a bloc is used: positions of moves, and names of other blocs."""

    moves: tuple[int, ...]
    blocs: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.moves or self.blocs)


def with_bloc(scenario: Scenario, name: str, selectors: Selectors) -> Scenario:
    """Return the scenario with a new bloc, or with another content of the bloc that is called so.

    Raises:
        ValueError: the bloc would be part of itself.
    """
    if not all(may_hold(scenario.blocs, name, selector) for selector in selectors):
        raise ValueError(f"the bloc {name!r} would be part of itself")
    blocs = tuple({**dict(scenario.blocs), name: selectors}.items())
    return _tidied(replace(scenario, blocs=blocs))


def bloc_renamed(scenario: Scenario, old: str, new: str) -> Scenario:
    """Return the scenario with a bloc called otherwise, in its definition and wherever it is used.

    Raises:
        ValueError: another bloc is called so.
    """
    if new != old and new in dict(scenario.blocs):
        raise ValueError(f"another bloc is called {new!r}")

    def rename(selector: str) -> str:
        return BLOC + new if selector == BLOC + old else selector

    named = tuple((new if name == old else name, selectors) for name, selectors in scenario.blocs)
    return _with_references(replace(scenario, blocs=named), scenario.moves, rename)


def without_bloc(scenario: Scenario, name: str) -> Scenario:
    """Return the scenario without a bloc that nothing uses.

    Raises:
        ValueError: something uses it.
    """
    if use_of_bloc(scenario, name):
        raise ValueError(f"the bloc {name!r} is in use")
    return replace(scenario, blocs=tuple(bloc for bloc in scenario.blocs if bloc[0] != name))


def use_of_bloc(scenario: Scenario, name: str) -> BlocUse:
    """Return which moves and other blocs name the bloc."""

    def drop(selector: str) -> str | None:
        return None if selector == BLOC + name else selector

    without = _with_references(scenario, scenario.moves, drop)
    pairs = zip(scenario.moves, without.moves, strict=True)
    return BlocUse(
        tuple(at for at, (old, new) in enumerate(pairs) if old != new),
        tuple(other for other, selectors in scenario.blocs if BLOC + name in selectors),
    )


def may_hold(blocs: Blocs, name: str, selector: str) -> bool:
    """Return whether bloc ``name`` may hold a selector without becoming part of itself."""
    inner = selector.removeprefix(BLOC)
    return not selector.startswith(BLOC) or (inner != name and name not in depends_on(blocs, inner))


def free_name(blocs: Blocs, wanted: str) -> str:
    """Return ``wanted``, or with the first number after it that makes it a name no bloc has."""
    taken = {name for name, _ in blocs}
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


# Amounts


def with_value(amount: Amount, value: float, low: float, high: float) -> Amount:
    """Return an amount with another value, held within ``low`` and ``high``; its spread goes along."""
    value = _rounded(min(max(value, low), high))
    if not isinstance(amount, Spread):
        return value
    shift = value - amount.value
    return Spread(
        value,
        _rounded(min(max(amount.low + shift, low), value)),
        _rounded(max(min(amount.high + shift, high), value)),
    )


def with_spread(amount: Amount, spread_low: float, spread_high: float, low: float, high: float) -> Amount:
    """Return an amount as uncertain from ``spread_low`` to ``spread_high``, held within its limits.

    A range that does not hold the value is widened to it.
    """
    value = central(amount)
    return Spread(
        value,
        _rounded(min(max(spread_low, low), value)),
        _rounded(max(min(spread_high, high), value)),
    )


def left_of(most: float, amounts: Iterable[Amount]) -> float:
    """Return what amounts leave of ``most``."""
    return max(0.0, _rounded(most - math.fsum(central(amount) for amount in amounts)))


def room_for(pairs: fields.Pairs, name: str, most: float = 1.0) -> float:
    """Return how much the amount of ``name`` may be, where all together may be ``most``."""
    return left_of(most, (amount for other, amount in pairs if other != name))


def with_amount(pairs: fields.Pairs, name: str, amount: Amount) -> fields.Pairs:
    """Return the pairs with an amount for ``name``, in its place or at the end."""
    return tuple({**dict(pairs), name: amount}.items())


def without_amount(pairs: fields.Pairs, name: str) -> fields.Pairs:
    """Return the pairs without ``name``."""
    return tuple(pair for pair in pairs if pair[0] != name)


def present_share(outcome: Outcome, blocs: Blocs, scope: Scope, party: str) -> float:
    """Return a party's share of an outcome's votes in a scope, in points with one decimal."""
    election = outcome.election
    votes = outcome.votes * covering(election, blocs, scope).take(election.seat_of)
    own = votes[election.party_of == election.party_index.get(party, -1)]
    return round(100 * float(own.sum()) / max(float(votes.sum()), 1.0), 1)


def present_turnout(outcome: Outcome, blocs: Blocs, scope: Scope) -> float:
    """Return an outcome's turnout in a scope, in points of the electorate with one decimal."""
    covered = covering(outcome.election, blocs, scope)
    electorate = float(outcome.election.electorate[covered].sum())
    return round(100 * float(outcome.valid_votes[covered].sum()) / max(electorate, 1.0), 1)


def _rounded(value: float) -> float:
    # Adding 0.0 turns a negative zero into zero.
    return round(value, DECIMALS) + 0.0
