"""The tables of a report: seats and votes by party, and the constituencies that elect another person."""

from __future__ import annotations

from collections.abc import Callable

from ukvote_gui.core import formatting
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.report.names import party_name
from ukvote_gui.core.report.text import one_line
from ukvote_gui.core.tables import Cell, Table
from ukvote_gui.core.totals import PartyTotal, party_totals

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


def figure(kind: str, cell: Cell) -> str:
    """Return a cell of a column of this kind as it is printed."""
    return cell if isinstance(cell, str) else _FORMATS[kind](cell)


def totals_table(base: Outcome, outcome: Outcome) -> Table:
    """Return seats and votes by party, small parties folded, in the columns of :data:`TOTALS_COLUMNS`."""
    totals = party_totals(base, outcome)
    rows = [_total(total, party_name(total.party)) for total in totals.shown]
    if totals.folded:
        rows.append(_total(totals.others, f"{totals.others.party} ({len(totals.folded)} parties)"))
    return Table(tuple(TOTALS_COLUMNS), tuple(rows))


def changed_table(outcome: Outcome) -> Table:
    """Return the constituencies that elect another person, in the columns of :data:`CHANGED_COLUMNS`."""
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


def _total(total: PartyTotal, name: str) -> tuple[Cell, ...]:
    return (
        name,
        total.seats,
        total.seats - total.seats_before,
        round(total.votes),
        100 * total.share,
        100 * (total.share - total.share_before),
    )
