"""The audit trail of a constituency as a table: a row a candidate, a column a move that touches the seat."""

from __future__ import annotations

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import TIE_VOTES
from ukvote_gui.core.formatting import NONE
from ukvote_gui.core.moves import KINDS, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.reasons.account import Account
from ukvote_gui.core.reasons.columns import Column
from ukvote_gui.models.answer_table import Cell, Head, Row, candidate_cell

KIND_WORDS = {
    SetShares.kind: "Shares",
    Swing.kind: "Swing",
    Turnout.kind: "Turnout",
    Transfer.kind: "Transfer",
    Withdraw.kind: "Withdrawal",
    Pact.kind: "Pact",
    Stand.kind: "Stands",
}
"""What heads the column of a kind of move; its name is in the tool tip."""

assert KIND_WORDS.keys() == KINDS.keys()

CANDIDATE = Head("Candidate", "Who stands in the base, or after any of the moves")


def heads_of(account: Account) -> list[Head]:
    """Return the columns of the trail."""
    heads = [CANDIDATE, Head("Base", "Votes in the election that was held", figures=True)]
    for column in account.columns[1:]:
        assert column.index is not None
        tip = f"Votes after move {column.index + 1}, {column.name}"
        heads.append(Head(f"{column.index + 1}. {KIND_WORDS[column.kind]}", tip, figures=True))
    return heads


def rows_of(account: Account) -> list[Row]:
    """Return a row a candidate, the total, and those who did not vote, which add up to the electorate."""
    rows = []
    last = account.columns[-1]
    for at, candidate in enumerate(account.candidates):
        elected = at == last.leader
        cells = [candidate_cell(candidate, strong=elected, quiet=not last.standing[at])]
        previous: Column | None = None
        for column in account.columns:
            cells.append(_votes_cell(candidate.name, column, previous, at))
            previous = column
        rows.append(Row(tuple(cells)))
    totals = [column.total for column in account.columns]
    at_home = [account.electorate - total for total in totals]
    rows.append(_sum_row("Total", "Valid votes: the sum of the candidates'", totals, strong=True))
    rows.append(_sum_row("Did not vote", "Electors without a valid vote", at_home))
    everyone = [float(account.electorate)] * len(totals)
    rows.append(_sum_row("Electorate", "Total and those who did not vote", everyone))
    return rows


def adds_up(account: Account) -> bool:
    """Return whether the whole numbers that are shown add up to the totals that are shown."""
    return all(sum(map(round, column.votes)) == round(column.total) for column in account.columns)


def _votes_cell(name: str, column: Column, previous: Column | None, at: int) -> Cell:
    leads = at == column.leader
    if not column.standing[at]:
        left = previous is not None and previous.standing[at]
        tip = f"{name} {'withdraws' if left else 'does not stand'}"
        return Cell(NONE, quiet=True, changed=left, tip=tip, spoken=tip)
    votes = formatting.votes(column.votes[at])
    share = formatting.percent(column.votes[at] / column.total) if column.total > 0 else NONE
    # With the name, as the candidates are out of sight where many moves are scrolled through.
    tip = f"{name}: {votes} votes, {share}"
    changed = False
    if previous is not None:
        difference = column.votes[at] - previous.votes[at]
        changed = abs(difference) >= TIE_VOTES or not previous.standing[at]
        if changed:
            tip += f", {formatting.change(round(column.votes[at]) - round(previous.votes[at]))}"
    if leads:
        tip += ", first"
    return Cell(votes, strong=leads, changed=changed, tip=tip, spoken=tip)


def _sum_row(name: str, tip: str, values: list[float], strong: bool = False) -> Row:
    cells = [Cell(formatting.votes(value), strong=strong, quiet=not strong) for value in values]
    return Row((Cell(name, strong=strong, quiet=not strong, tip=tip), *cells))
