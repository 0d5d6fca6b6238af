"""A move in full: what it does, all that it takes for granted, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ukvote_gui.core import describe
from ukvote_gui.core.fields import ABSTAIN, Pairs
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.moves.base import PROPORTIONAL
from ukvote_gui.core.moves.pact import FIRST_LISTED
from ukvote_gui.core.moves.swing import PROPORTIONAL as SWING_PROPORTIONAL
from ukvote_gui.core.moves.swing import STRONG_TRANSITION, UNIFORM
from ukvote_gui.core.report import amounts
from ukvote_gui.core.report.names import FullNames, listed, party_name
from ukvote_gui.core.report.text import one_line
from ukvote_gui.core.selection import Scope


@dataclass(frozen=True, slots=True)
class MoveReport:
    """A move in words.

    Attributes:
        name: what it is called.
        summary: what it does, in one line.
        assumptions: all that it takes for granted, none of it abridged, a sentence each.
        effect: what it comes to in its place among the moves.
    """

    name: str
    summary: str
    assumptions: tuple[str, ...]
    effect: str


_REST = {
    ABSTAIN: "What is left stays at home.",
    PROPORTIONAL: "What is left goes to all remaining candidates in proportion to their votes.",
}
_SWING_METHODS = {
    UNIFORM: "Uniform swing: the same points in every constituency where the party stands.",
    SWING_PROPORTIONAL: "Proportional swing: the same part of the party's share in every constituency.",
    STRONG_TRANSITION: (
        "Strong transition: falling parties lose their weak support first, to the rising parties."
    ),
}


def move_report(move: Move, effect: describe.Effect | None, names: FullNames) -> MoveReport:
    """Return a move in words; ``effect`` is what it comes to, None for one that is off."""
    where = move.where if isinstance(move, Stand) else move.scope
    effect_words = describe.effect_in_words(effect)
    return MoveReport(
        one_line(describe.name_of(move, names.election)),
        one_line(describe.in_words(move, names.election)),
        tuple(map(one_line, (*_assumptions(move, names), _places(where, names)))),
        f"{effect_words[:1].upper()}{effect_words[1:]}.",
    )


def _assumptions(move: Move, names: FullNames) -> Iterator[str]:
    match move:
        case Pact():
            yield f"Members: {names.all_of(move.members)}."
            rule = "first in that order" if move.choose == FIRST_LISTED else "with most votes by then"
            yield f"Where two or more of their candidates stand, the one {rule} stays; others make way."
            if move.nominees:
                chosen = "; ".join(
                    f"{names.person(person)} in {names.constituency(seat)}" for seat, person in move.nominees
                )
                yield f"Chosen by name to stay: {chosen}."
            gets = f"{amounts.rate(move.transfer)} go to the candidate who stays"
            yield f"Of the votes of those who make way, {listed([gets, *_targets(move.leak, names)])}."
            yield _REST[move.rest]
        case Transfer():
            yield f"Giving: {names.all_of(move.givers)}; they still stand."
            yield f"Of their votes, {listed(_targets(move.to, names)) or 'none go to others'}."
            yield "What finds no taker in a constituency stays with them."
        case Withdraw():
            yield f"Withdrawing, wherever somebody else is left to stand: {names.all_of(move.who)}."
            if move.to:
                yield f"Of their votes, {listed(_targets(move.to, names))}."
            yield _REST[move.rest]
        case Swing():
            if move.changes:
                changes = (f"{party_name(party)} {amounts.change(amount)}" for party, amount in move.changes)
                yield f"Changes of share: {listed(changes)}."
            if move.targets:
                shares = (f"{party_name(party)} {amounts.share(amount)}" for party, amount in move.targets)
                yield f"Shares of all votes where the move applies: {listed(shares)}."
            yield f"{_SWING_METHODS[move.method]} All shares are then brought back to 100%."
        case Turnout():
            yield f"Turnout {_turnout_of(move)}; all candidates gain or lose in proportion."
        case SetShares():
            shares = (f"{names.person(person)} {amounts.share(amount)}" for person, amount in move.shares)
            yield f"Shares of the vote: {listed(shares) or 'none set'}."
            yield "The other candidates divide what is left as they did before."
        case Stand():
            taken = (
                f"{amounts.rate(amount)} of the votes of {names.selector(selector)}"
                for selector, amount in move.givers
            )
            yield f"{move.name} ({party_name(move.party)}) stands and takes {listed(taken) or 'no votes'}."


def _places(scope: Scope, names: FullNames) -> str:
    where = describe.scope_in_words(replace(scope, seats=None), names.election)
    if scope.won_by is not None or scope.majority_below is not None:
        where += " (in the base)"
    if scope.seats is not None:
        # Not as words: names have commas and "and" in them.
        seats = sorted(map(names.constituency, scope.seats))
        where += f" in these constituencies: {'; '.join(seats) or 'none'}"
    return f"Applies {where.strip() or 'everywhere'}."


def _targets(pairs: Pairs, names: FullNames) -> list[str]:
    return [
        f"{amounts.rate(amount)} {'stay at home' if to == ABSTAIN else 'go to ' + names.selector(to)}"
        for to, amount in pairs
    ]


def _turnout_of(move: Turnout) -> str:
    if move.set is not None:
        return f"is {amounts.share(move.set)} of the electorate in every constituency"
    return f"changes by {amounts.change(move.change or 0.0)} of the electorate"
