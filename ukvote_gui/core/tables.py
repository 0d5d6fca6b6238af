"""The outcome as a table that a spreadsheet takes: to copy, and as a CSV file."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable
from dataclasses import dataclass

from ukvote_gui.core import dataset
from ukvote_gui.core.dataset import NotionalResult
from ukvote_gui.core.measures import hold_or_gain
from ukvote_gui.core.outcome import NOBODY, Outcome
from ukvote_gui.core.scenario import Scenario

Cell = str | int | float

HEADER = (
    "Constituency",
    "ONS id",
    "Country",
    "Region",
    "Winner",
    "Winner's party",
    "Winner's votes",
    "Winner's share (%)",
    "Runner-up",
    "Runner-up's party",
    "Runner-up's votes",
    "Runner-up's share (%)",
    "Majority (votes)",
    "Majority (% of valid votes)",
    "Tie",
    "Valid votes",
    "Electorate",
    "Turnout (valid votes, % of electorate)",
    "Hold or gain (2019 notional)",
    "Changed by the scenario",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


@dataclass(frozen=True)
class Table:
    """A header and rows under it: text, whole numbers of votes, and points to two decimals."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def result_text(outcome: Outcome, notional: NotionalResult, seat: int) -> str:
    """Return who holds, or gains from whom, the constituency at position ``seat``: ``Ind gain from Lab``.

    Against the notional winner of 2019. That is a party: whoever has changed party since is not followed.
    """
    election = outcome.election
    winner = election.candidates[outcome.winner[seat]].party
    return f"{winner} {hold_or_gain(winner, notional.winner[election.constituencies[seat].id])}"


def changed_text(outcome: Outcome, seat: int) -> str:
    """Return whose seat the scenario makes it, and whose it was: ``Ind ← Lab``; nothing where none."""
    if not outcome.changed[seat]:
        return ""
    election = outcome.election
    now, before = (election.candidates[rows[seat]].party for rows in (outcome.winner, election.winner))
    return f"{now} ← {before}"


def rows_of(outcome: Outcome, notional: NotionalResult, seats: Iterable[int]) -> Table:
    """Return the constituencies at positions ``seats``, in that order, as a table.

    Votes are rounded to whole numbers and points to two decimals, as they are shown.
    """
    return Table(HEADER, tuple(_row(outcome, notional, seat) for seat in seats))


def _row(outcome: Outcome, notional: NotionalResult, seat: int) -> tuple[Cell, ...]:
    constituency = outcome.election.constituencies[seat]
    return (
        constituency.name,
        constituency.id,
        constituency.country,
        constituency.region,
        *_candidate(outcome, int(outcome.winner[seat])),
        *_candidate(outcome, int(outcome.runner_up[seat])),
        round(float(outcome.majority_votes[seat])),
        _points(outcome.majority_share[seat]),
        "tie" if outcome.tie[seat] else "",
        round(float(outcome.valid_votes[seat])),
        constituency.electorate,
        _points(outcome.turnout[seat]),
        result_text(outcome, notional, seat),
        changed_text(outcome, seat),
    )


def _candidate(outcome: Outcome, row: int) -> tuple[Cell, ...]:
    if row == NOBODY:
        return "", "", "", ""
    candidate = outcome.election.candidates[row]
    return candidate.name, candidate.party, round(float(outcome.votes[row])), _points(outcome.share[row])


def _points(fraction: float) -> float:
    return round(float(fraction) * 100, 2)


def guarded(cell: Cell) -> Cell:
    """Return the cell so that no spreadsheet takes text for a formula; numbers stay numbers.

    Text that begins like one gets an apostrophe before it, as spreadsheets mark text themselves (OWASP, CSV
    Injection). Names come from files too: a scenario may add candidates.
    """
    if isinstance(cell, str) and (cell.startswith(_BREAKS) or cell.lstrip().startswith(_FORMULA_STARTS)):
        return f"'{cell}"
    return cell


def as_text(table: Table) -> str:
    """Return the table as lines of cells with tabs between them, which spreadsheets paste."""
    lines = ("\t".join(_one_line(cell) for cell in row) for row in (table.header, *table.rows))
    return "\n".join(lines) + "\n"


def _one_line(cell: Cell) -> str:
    return " ".join(str(guarded(cell)).split())


def as_html(table: Table) -> str:
    """Return the table as HTML, which spreadsheets and word processors paste as cells."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in table.header)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_one_line(cell))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    return f'<meta charset="utf-8"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def constituencies_csv(scenario: Scenario, outcome: Outcome) -> bytes:
    """Return all constituencies as a CSV file for a spreadsheet: UTF-8 with the byte-order mark Excel wants.

    What the figures are and where they come from follows under the table after an empty line, where it is
    in nobody's way: the header stays in the first row, and a spreadsheet's filter or sort ends at the gap.
    """
    table = rows_of(outcome, dataset.load_notional(), range(len(outcome.election.constituencies)))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.header)
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    writer.writerow([])
    writer.writerows([guarded(note)] for note in _notes(scenario, outcome))
    return text.getvalue().encode("utf-8-sig")


def _notes(scenario: Scenario, outcome: Outcome) -> list[str]:
    election = outcome.election
    moves = sum(move.enabled for move in scenario.moves)
    what = (
        "the result as it was"
        if not moves
        else f"{moves} {'move' if moves == 1 else 'moves'}: not a forecast"
    )
    return [
        f"Scenario: {scenario.title or 'without a title'} ({what})",
        f"Base: {election.title} (dataset {election.fingerprint})",
        "Votes are rounded to whole numbers; hold and gain are against the notional result of 2019.",
        *(f"Source: {s.title}. {s.publisher}. {s.licence}. {s.url}" for s in dataset.sources()),
    ]
