"""What a report of a scenario says: its moves and assumptions in words, what follows, and where it is from.

Whatever a person wrote (titles, notes, names) is here as plain text that any file can hold, and is escaped by
who writes the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ukvote_gui.core import dataset, describe, formatting, measures
from ukvote_gui.core.amounts import Amount, Spread
from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.fields import ABSTAIN, Pairs, entries
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.moves.base import PROPORTIONAL
from ukvote_gui.core.moves.pact import FIRST_LISTED
from ukvote_gui.core.moves.swing import PROPORTIONAL as SWING_PROPORTIONAL
from ukvote_gui.core.moves.swing import STRONG_TRANSITION, UNIFORM
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import BLOC, PERSON, Scope, Selectors
from ukvote_gui.core.tables import Cell, Table
from ukvote_gui.core.totals import PartyTotal, party_totals, proportionality_in_words

PROGRAM = "UK Vote What-If"

VOTES, CHANGE, POINTS, CHANGE_PP = "votes", "change", "points", "change_pp"
"""Kinds of figures in a column of a table, see :func:`figure`; a column of text has none."""

_FORMATS: dict[str, Callable[[float], str]] = {
    VOTES: formatting.votes,
    CHANGE: formatting.change,
    POINTS: formatting.points,
    CHANGE_PP: formatting.change_pp,
}
TOTALS_COLUMNS = {
    "Party": "",
    "Seats": VOTES,
    "Change": CHANGE,
    "Votes": VOTES,
    "Share (%)": POINTS,
    "Change (points)": CHANGE_PP,
}
CHANGED_COLUMNS = {
    "Constituency": "",
    "Before": "",
    "After": "",
    "Majority (votes)": VOTES,
    "Majority (points)": POINTS,
}
"""Headings of the tables, with the kind of figures under each."""


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


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says, in words and tables.

    Attributes:
        title: what the scenario is called.
        notes: its notes, as they were written.
        base: the election that it starts from.
        day: when the report was made, in words.
        headline: who has a majority and by how many.
        findings: what else there is to say of the outcome, a sentence each.
        blocs: who is in each bloc, a sentence each.
        moves: the moves that are on, in their order.
        off: names of the moves that are off.
        totals: seats and votes by party, the columns those of :data:`TOTALS_COLUMNS`.
        changed: constituencies that elect another person, the columns those of :data:`CHANGED_COLUMNS`.
        method: how the figures come about and what they do not say, a sentence or two each.
        fingerprint: of the dataset.
        sources: the attributions, one a source.
    """

    title: str
    notes: str
    base: str
    day: str
    headline: str
    findings: tuple[str, ...]
    blocs: tuple[str, ...]
    moves: tuple[MoveReport, ...]
    off: tuple[str, ...]
    totals: Table
    changed: Table
    method: tuple[str, ...]
    fingerprint: str
    sources: tuple[str, ...]


def legible(text: str) -> str:
    """Return text without what files cannot hold or what makes it read otherwise than it is written.

    Control characters (but for tabs and ends of lines), lone surrogates, code points that are no characters,
    and marks that turn the direction of the text around them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or not _is_unfit(letter))


def _is_unfit(letter: str) -> bool:
    turning = "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069"
    return turning or unicodedata.category(letter) in ("Cc", "Cs", "Cn")


def one_line(text: str) -> str:
    """Return text as one legible line."""
    return " ".join(legible(text).split())


def report_on(scenario: Scenario, title: str, day: date) -> Report:
    """Return the report on a scenario called ``title`` that is made on ``day``."""
    election = dataset.load_election(scenario.base)
    outcome = evaluate(election, scenario)
    base = base_outcome(outcome.election)
    naming = describe.naming_election(scenario)
    effects = describe.effects(election, scenario)
    words = _Words(naming)
    return Report(
        title=one_line(title),
        notes=legible(scenario.notes).strip(),
        base=election.title,
        day=formatting.day_in_words(day),
        headline=_majority(outcome)[0],
        findings=tuple(_findings(base, outcome)),
        blocs=tuple(one_line(f"“{name}” is {words.who(selectors)}.") for name, selectors in scenario.blocs),
        moves=tuple(
            words.move_report(move, effect)
            for move, effect in zip(scenario.moves, effects, strict=True)
            if move.enabled
        ),
        off=tuple(one_line(describe.name_of(move, naming)) for move in scenario.moves if not move.enabled),
        totals=_totals(base, outcome),
        changed=_changed(outcome),
        method=tuple(_method(scenario)),
        fingerprint=election.fingerprint,
        sources=tuple(f"{s.title}. {s.publisher}. {s.what} {s.licence}." for s in dataset.sources()),
    )


# Under a picture


def picture_notes(scenario: Scenario, name: str, day: date) -> tuple[str, str, str]:
    """Return what a picture says besides itself: what it is of, its sources, and when and how it was made.

    ``name`` is what the scenario is called.
    """
    election = dataset.load_election(scenario.base)
    if any(move.enabled for move in scenario.moves):
        what = f"{one_line(name)} (scenario; base: {election.title})"
        made_of = "A scenario is no forecast."
    else:
        what, made_of = election.title, "As it was, without a scenario."
    made = f"{made_of} Made with {PROGRAM} on {formatting.day_in_words(day)}."
    return what, attribution(), f"{made} Dataset {election.fingerprint}."


def attribution() -> str:
    """Return the attributions in short, as they go under a picture: publishers, licences, notices."""
    publishers: dict[str, list[str]] = {}
    notices: list[str] = []
    for source in dataset.sources():
        of_licence = publishers.setdefault(source.licence, [])
        publisher = re.split(r"[,;(]", source.publisher)[0].strip()
        if publisher not in of_licence:
            of_licence.append(publisher)
        notices += re.findall(r"Contains [^.]*(?:\.\d[^.]*)*\.", source.what)
    listed = "; ".join(f"{describe.listed(names)} ({licence})" for licence, names in publishers.items())
    return " ".join((f"Sources: {listed}.", *notices))


# What follows


def figure(kind: str, cell: Cell) -> str:
    """Return a cell of a column of this kind as it is printed."""
    return cell if isinstance(cell, str) else _FORMATS[kind](cell)


def _majority(outcome: Outcome) -> tuple[str, str]:
    return formatting.majority_in_words(measures.seats_by_party(outcome), _party_names())


def _party_names() -> dict[str, str]:
    return {party.abbreviation: party.name for party in dataset.load_parties().values()}


def _findings(base: Outcome, outcome: Outcome) -> Iterator[str]:
    yield f"{_majority(outcome)[1]}."
    changed = int(outcome.changed.sum())
    seats = "1 constituency elects" if changed == 1 else f"{changed or 'No'} constituencies elect"
    yield f"{seats} another person than in the base."
    before, figures = _majority(base)
    yield f"In the base: {before} ({figures})."
    now, then = (formatting.percent(_turnout(each)) for each in (outcome, base))
    yield f"Turnout {now} ({then} in the base): valid votes as a part of the electorate."
    yield f"{proportionality_in_words(outcome)}."


def _turnout(outcome: Outcome) -> float:
    return float(outcome.valid_votes.sum() / outcome.election.electorate.sum())


def _totals(base: Outcome, outcome: Outcome) -> Table:
    totals = party_totals(base, outcome)
    names = _party_names()
    rows = [_total(total, names.get(total.party, total.party)) for total in totals.shown]
    if totals.folded:
        rows.append(_total(totals.others, f"{totals.others.party} ({len(totals.folded)} parties)"))
    return Table(tuple(TOTALS_COLUMNS), tuple(rows))


def _total(total: PartyTotal, name: str) -> tuple[Cell, ...]:
    return (
        name,
        total.seats,
        total.seats - total.seats_before,
        round(total.votes),
        100 * total.share,
        100 * (total.share - total.share_before),
    )


def _changed(outcome: Outcome) -> Table:
    election = outcome.election
    rows: list[tuple[Cell, ...]] = []
    for seat in outcome.changed.nonzero()[0].tolist():
        before = election.candidates[election.winner[seat]]
        after = election.candidates[outcome.winner[seat]]
        cells = (
            election.constituencies[seat].name,
            f"{before.name} ({before.party})",
            f"{one_line(after.name)} ({after.party}){' (tie)' if outcome.tie[seat] else ''}",
            round(float(outcome.majority_votes[seat])),
            100 * float(outcome.majority_share[seat]),
        )
        rows.append(cells)
    return Table(tuple(CHANGED_COLUMNS), tuple(sorted(rows, key=lambda row: str(row[0]))))


def _method(scenario: Scenario) -> Iterator[str]:
    on = [move for move in scenario.moves if move.enabled]
    yield (
        "A scenario is arithmetic on votes that were cast. It is no forecast, and takes no side: a sum of "
        "votes does not say whether people would have voted so."
    )
    yield (
        "Moves are applied in their order, each to what the one before left, candidate by candidate in every "
        "constituency. Nothing is rounded on the way; figures are rounded where they are printed."
    )
    if any(_is_uncertain(getattr(move, name)) for move in on for name, *_ in entries(type(move))):
        yield (
            "Ranges in brackets say how uncertain an assumption is: it is taken to lie within its range in "
            "eight cases of ten. The outcome in this report uses the figure before the brackets."
        )
    if any(isinstance(move, Swing) and move.method == STRONG_TRANSITION for move in on):
        yield "Strong transition is the method of Baxter (Electoral Calculus, 2007)."
    yield (
        "The winner has most votes; changes are against the base. A figure called notional compares with "
        "2019: those votes are estimates on the boundaries of 2024, and no counts."
    )
    yield (
        "Independents are listed together and are no party: each is a contender of their own. The working "
        "majority leaves out the Speaker and the members who do not take their seats (Sinn Féin)."
    )


def _is_uncertain(value: object) -> bool:
    """Return whether an entry of a move is an uncertain amount, or has one in it."""
    return isinstance(value, Spread) or (isinstance(value, tuple) and any(map(_is_uncertain, value)))


# Moves


@dataclass(frozen=True, slots=True)
class _Words:
    """Says moves in full, names and all; ``election`` has everyone in it whom the scenario names."""

    election: Election

    def move_report(self, move: Move, effect: describe.Effect | None) -> MoveReport:
        where = move.where if isinstance(move, Stand) else move.scope
        effect_words = describe.effect_in_words(effect)
        return MoveReport(
            one_line(describe.name_of(move, self.election)),
            one_line(describe.in_words(move, self.election)),
            tuple(map(one_line, (*self.assumptions(move), self.places(where)))),
            f"{effect_words[:1].upper()}{effect_words[1:]}.",
        )

    def assumptions(self, move: Move) -> Iterator[str]:
        match move:
            case Pact():
                yield f"Members: {self.who(move.members)}."
                rule = "first in that order" if move.choose == FIRST_LISTED else "with most votes by then"
                yield f"Where two or more of their candidates stand, the one {rule} stays; others make way."
                if move.nominees:
                    chosen = "; ".join(self.nominee(*pair) for pair in move.nominees)
                    yield f"Chosen by name to stay: {chosen}."
                gets = f"{_rate(move.transfer)} go to the candidate who stays"
                yield f"Of the votes of those who make way, {_and([gets, *self.targets(move.leak)])}."
                yield _REST[move.rest]
            case Transfer():
                yield f"Giving: {self.who(move.givers)}; they still stand."
                yield f"Of their votes, {_and(self.targets(move.to)) or 'none go to others'}."
                yield "What finds no taker in a constituency stays with them."
            case Withdraw():
                yield f"Withdrawing, wherever somebody else is left to stand: {self.who(move.who)}."
                if move.to:
                    yield f"Of their votes, {_and(self.targets(move.to))}."
                yield _REST[move.rest]
            case Swing():
                if move.changes:
                    changes = (f"{self.party(party)} {_change(amount)}" for party, amount in move.changes)
                    yield f"Changes of share: {_and(changes)}."
                if move.targets:
                    shares = (f"{self.party(party)} {_share(amount)}" for party, amount in move.targets)
                    yield f"Shares of all votes where the move applies: {_and(shares)}."
                yield f"{_SWING_METHODS[move.method]} All shares are then brought back to 100%."
            case Turnout():
                yield f"Turnout {_turnout_of(move)}; all candidates gain or lose in proportion."
            case SetShares():
                shares = (
                    f"{self.selector(PERSON + person)} {_share(amount)}" for person, amount in move.shares
                )
                yield f"Shares of the vote: {_and(shares) or 'none set'}."
                yield "The other candidates divide what is left as they did before."
            case Stand():
                taken = (
                    f"{_rate(amount)} of the votes of {self.selector(selector)}"
                    for selector, amount in move.givers
                )
                yield f"{move.name} ({self.party(move.party)}) stands and takes {_and(taken) or 'no votes'}."

    def places(self, scope: Scope) -> str:
        where = describe.scope_in_words(replace(scope, seats=None), self.election)
        if scope.won_by is not None or scope.majority_below is not None:
            where += " (in the base)"
        if scope.seats is not None:
            # Not as words: names have commas and "and" in them.
            names = (self.constituency(seat) for seat in scope.seats)
            where += f" in these constituencies: {'; '.join(sorted(names)) or 'none'}"
        return f"Applies {where.strip() or 'everywhere'}."

    def who(self, selectors: Selectors) -> str:
        return _and(map(self.selector, selectors)) or "nobody"

    def selector(self, selector: str) -> str:
        if selector.startswith(PERSON):
            found = describe.people(self.election).get(selector.removeprefix(PERSON))
            return f"{found.name} ({found.party})" if found else selector
        if selector.startswith(BLOC):
            return describe.selector_name(selector, self.election)
        return self.party(selector)

    def party(self, abbreviation: str) -> str:
        known = dataset.load_parties().get(abbreviation)
        return abbreviation if known is None else known.name

    def constituency(self, seat: str) -> str:
        return self.election.constituencies[self.election.seat_index[seat]].name

    def nominee(self, seat: str, person: str) -> str:
        return f"{self.selector(PERSON + person)} in {self.constituency(seat)}"

    def targets(self, pairs: Pairs) -> list[str]:
        return [
            f"{_rate(amount)} {'stay at home' if to == ABSTAIN else 'go to ' + self.selector(to)}"
            for to, amount in pairs
        ]


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


def _and(parts: Iterable[str]) -> str:
    """Return all parts as a list in words, however many."""
    listed = list(parts)
    return describe.listed(listed, most=max(1, len(listed)))


def _turnout_of(move: Turnout) -> str:
    if move.set is not None:
        return f"is {_share(move.set)} of the electorate in every constituency"
    return f"changes by {_change(move.change or 0.0)} of the electorate"


def _change(amount: Amount) -> str:
    return f"{_ranged(amount, _signed_points)} points"


def _share(amount: Amount) -> str:
    return _ranged(amount, _percent)


def _rate(amount: Amount) -> str:
    return _ranged(amount, _percent_of_fraction)


def _ranged(amount: Amount, printed: Callable[[float], str]) -> str:
    if isinstance(amount, Spread):
        return f"{printed(amount.value)} ({printed(amount.low)} to {printed(amount.high)})"
    return printed(amount)


def _percent(points: float) -> str:
    return f"{formatting.points(points, _decimals(points))}%"


def _percent_of_fraction(fraction: float) -> str:
    return _percent(100 * fraction)


def _signed_points(points: float) -> str:
    return formatting.change_pp(points, _decimals(points))


def _decimals(points: float) -> int:
    """Return as many decimals as a figure has, two at the most."""
    return next((decimals for decimals in (0, 1) if abs(points - round(points, decimals)) < 0.005), 2)
