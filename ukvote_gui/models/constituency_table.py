"""The table of constituencies: one row each, sorted and filtered here, so that no proxy stands between."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import cached_property

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from ukvote_gui.core import dataset, formatting, tables
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.core.search import Filter, SearchIndex, Term, folded
from ukvote_gui.models.roles import Index
from ukvote_gui.models.row_model import Row, RowModel
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

_ASCENDING = Qt.SortOrder.AscendingOrder


class Column(IntEnum):
    """Columns in the order of the table."""

    NAME = 0
    REGION = 1
    WINNER = 2
    PARTY = 3
    RUNNER_UP = 4
    MAJORITY = 5
    MAJORITY_SHARE = 6
    TURNOUT = 7
    RESULT = 8
    CHANGED = 9


HEADERS = (
    ("Constituency", "The constituency's name"),
    ("Region", "The region of England, or the country"),
    ("Winner", "Who has most votes in the scenario"),
    ("Party", "The winner's party"),
    ("Runner-up", "Who comes second in the scenario: party and name, sorted by party"),
    ("Majority", "The votes by which the winner is ahead of the runner-up"),
    ("Majority %", "The majority as a percentage of valid votes"),
    ("Turnout", "Valid votes as a percentage of the electorate (spoilt papers do not count)"),
    ("Hold or gain", "Against the notional result of 2019 on these boundaries, an estimate"),
    ("Changed", "Whose seat the scenario makes it, and whose it was; blank where the same person wins"),
)
NUMBERS = frozenset({Column.MAJORITY, Column.MAJORITY_SHARE, Column.TURNOUT})
"""Columns of figures, which stand to the right."""

MOST_TOLD_APART = 30
"""Rows whose words are others that the view is told of one by one; where there are more, of all at once."""


class ConstituencyModel(RowModel):
    """Constituencies with their winners and majorities, as far as a filter lets them through.

    The order is that of the last sort: an outcome moves no row, so that it stays put while a person drags.
    The selected constituency stays shown when an outcome makes it leave the filter, while it is selected.

    Signals:
        shown_changed: other constituencies are shown, or the order has come apart from what it was sorted by,
            or is sorted anew.
    """

    shown_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, len(HEADERS), NUMBERS, parent)
        self._session = session
        self._outcome = session.outcome
        self._notional = dataset.load_notional()
        self._ranks = _Ranks(session.election)
        self._search: SearchIndex | None = None
        self._terms: tuple[Term, ...] | None = ()
        self._filter = Filter()
        self._sorted_by = (int(Column.NAME), _ASCENDING)
        every = range(len(session.election.constituencies))
        self._rows: list[Row | None] = [None for _ in every]
        self._stale: set[int] = set()
        self._order = self._sorted(np.array(every))
        self._matching: Bools = np.ones(len(every), dtype=np.bool_)
        self._kept = NOBODY
        self._shown: Ints = self._order
        self._row_of: Ints = np.empty(0, dtype=np.intp)
        self._place()
        self._in_order = True
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self._on_kept_left)
        session.election_changed.connect(self._on_election_changed)
        session.outcome_changed.connect(self._on_outcome_changed)
        session.seat_changed.connect(self._on_seat_changed)

    @property
    def filter(self) -> Filter:
        """What is let through."""
        return self._filter

    @property
    def matching_count(self) -> int:
        """How many constituencies fulfil the filter."""
        return int(self._matching.sum())

    @property
    def keeps_one(self) -> bool:
        """Whether the selected constituency is shown although it does not fulfil the filter any more."""
        return self._kept != NOBODY

    @property
    def in_order(self) -> bool:
        """Whether the rows are still in the order of the column that they were sorted by."""
        return self._in_order

    def row(self, position: int) -> Row:
        seat = self._seats[position]
        row = self._rows[seat]
        if row is None:
            row = self._rows[seat] = self._made(seat)
        elif seat in self._stale:
            words, more = row.texts[: Column.MAJORITY], row.texts[Column.TURNOUT + 1 :]
            row = self._rows[seat] = row._replace(texts=(*words, *self._figures(seat), *more))
        self._stale.discard(seat)
        return row

    def seat_at(self, position: int) -> str:
        """Return the ONS id of the constituency at a position of the table."""
        return self._session.election.constituencies[self._seats[position]].id

    def position_of(self, seat: str) -> int:
        """Return the position in the table of a constituency by its ONS id, -1 where it is not shown."""
        return int(self._row_of[self._session.election.seat_index[seat]])

    def table(self, positions: Iterable[int]) -> tables.Table:
        """Return the constituencies at positions of the table, to copy."""
        return tables.rows_of(
            self._outcome, self._notional, [self._seats[position] for position in positions]
        )

    def set_filter(self, wanted: Filter) -> None:
        """Show the constituencies that fulfil a filter, sorted anew by the column that they are sorted by."""
        if wanted == self._filter:
            return
        if wanted.text != self._filter.text:
            self._terms = None
        self._filter = wanted
        self._order = self._sorted(self._order)
        self._kept = NOBODY
        self._matching = self._matches()
        self._reset()
        self._in_order = True
        self.shown_changed.emit()

    def sort_again(self) -> None:
        """Sort by the same column as the last time."""
        self.sort(*self._sorted_by)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._seats)

    def heading(self, column: int) -> tuple[str, str]:
        return HEADERS[column]

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        if not 0 <= column < len(HEADERS):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        seats = [self._seats[index.row()] for index in before]
        self._sorted_by = (column, order)
        self._order = self._sorted(self._order)
        self._place()
        self._in_order = True
        after = [
            self.createIndex(int(self._row_of[seat]), index.column())
            for seat, index in zip(seats, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.shown_changed.emit()

    def _on_election_changed(self) -> None:
        self._ranks = _Ranks(self._session.election)
        self._search = None
        self._terms = None

    def _on_outcome_changed(self) -> None:
        before, after = self._outcome, self._session.outcome
        self._outcome = after
        if before.election is after.election:
            words = (before.winner != after.winner) | (before.runner_up != after.runner_up)
            figures = (before.majority_votes != after.majority_votes) | (before.turnout != after.turnout)
        else:
            words = figures = np.ones(len(self._rows), dtype=np.bool_)
        for seat in words.nonzero()[0].tolist():
            self._rows[seat] = None
        self._stale.update(figures.nonzero()[0].tolist())
        was = self.matching_count, self._kept, self._in_order
        if self._filter and self._refiltered():
            self._reset()
        else:
            self._tell_of(words, figures & ~words)
        keys = self._keys().take(self._shown)
        self._in_order = bool((keys[1:] >= keys[:-1]).all())
        if was != (self.matching_count, self._kept, self._in_order):
            self.shown_changed.emit()

    def _tell_of(self, words: Bools, figures: Bools) -> None:
        """Say of which constituencies words, and of which figures alone are others, shape (constituencies,).

        A swing changes all figures, and few words: what stays is not painted again.
        """
        of_words, of_figures = (
            np.sort(self._row_of[mask & (self._row_of >= 0)]) for mask in (words, figures)
        )
        if len(of_figures):
            top, bottom = int(of_figures[0]), int(of_figures[-1])
            self.dataChanged.emit(self.index(top, Column.MAJORITY), self.index(bottom, Column.TURNOUT))
        rows: list[int] = of_words.tolist()
        ranges = [(row, row) for row in rows] if len(rows) <= MOST_TOLD_APART else [(rows[0], rows[-1])]
        for first, last in ranges:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADERS) - 1))

    def _refiltered(self) -> bool:
        """Look again at what fulfils the filter, and return whether other rows are to be shown."""
        shown = self._row_of >= 0
        selected = self._session.seat_position
        self._matching = self._matches()
        self._kept = selected if shown[selected] and not self._matching[selected] else NOBODY
        return bool((shown != self._let_through()).any())

    def _on_seat_changed(self) -> None:
        if self._kept not in (NOBODY, self._session.seat_position):
            # Not at once: rows must not go while the view handles the click that selects another.
            self._leaving.start()

    def _on_kept_left(self) -> None:
        if self._kept not in (NOBODY, self._session.seat_position):
            self._kept = NOBODY
            self._reset()
            self.shown_changed.emit()

    def _matches(self) -> Bools:
        if self._terms is None:
            if self._search is None:
                self._search = SearchIndex(self._session.election)
            self._terms = self._search.terms(self._filter.text)
        return self._filter.matches(self._outcome, self._terms)

    def _let_through(self) -> Bools:
        shown = self._matching.copy()
        if self._kept != NOBODY:
            shown[self._kept] = True
        return shown

    def _reset(self) -> None:
        self.beginResetModel()
        self._place()
        self.endResetModel()

    def _place(self) -> None:
        """Put what is let through in its order."""
        self._shown = self._order[self._let_through()[self._order]]
        self._seats: list[int] = self._shown.tolist()
        self._row_of = np.full(len(self._order), -1, dtype=np.intp)
        self._row_of[self._shown] = np.arange(len(self._shown))

    def _sorted(self, order: Ints) -> Ints:
        """Return the positions of constituencies sorted; equal ones keep the order that they are given in."""
        return order[np.argsort(self._keys()[order], kind="stable")]

    def _keys(self) -> Floats:
        """Return what the constituencies are sorted by, ascending; infinite where there is nothing: last."""
        column, direction = self._sorted_by
        keys = self._ascending_keys(column)
        return keys if direction == _ASCENDING else np.where(np.isinf(keys), keys, -keys)

    def _ascending_keys(self, column: int) -> Floats:
        outcome, ranks = self._outcome, self._ranks
        if column == Column.NAME:
            return ranks.name
        if column == Column.REGION:
            return ranks.region
        if column == Column.WINNER:
            return ranks.candidate.take(outcome.winner)
        if column == Column.MAJORITY:
            return outcome.majority_votes
        if column == Column.MAJORITY_SHARE:
            return outcome.majority_share
        if column == Column.TURNOUT:
            return outcome.turnout
        if column == Column.RUNNER_UP:
            second = ranks.party * len(ranks.candidate) + ranks.candidate
            return np.where(outcome.runner_up != NOBODY, second.take(outcome.runner_up), np.inf)
        party = ranks.party.take(outcome.winner)
        if column == Column.PARTY:
            return party
        many = ranks.party_count + 1
        if column == Column.RESULT:
            # As the words sort: a gain, from whichever party, before a hold.
            return party * many + np.where(party == ranks.notional, many - 1, ranks.notional)
        base = ranks.party.take(outcome.election.winner)
        return np.where(outcome.changed, party * many + base, np.inf)

    def _made(self, seat: int) -> Row:
        outcome = self._outcome
        constituency = outcome.election.constituencies[seat]
        winner = outcome.election.candidates[outcome.winner[seat]]
        parties: dict[int, str] = {Column.PARTY: winner.party}
        second = formatting.NONE
        if outcome.runner_up[seat] != NOBODY:
            runner_up = outcome.election.candidates[outcome.runner_up[seat]]
            parties[Column.RUNNER_UP] = runner_up.party
            second = f"{runner_up.party} · {runner_up.name}"
        return Row(
            (
                constituency.name,
                constituency.region,
                winner.name,
                winner.party,
                second,
                *self._figures(seat),
                tables.result_text(outcome, self._notional, seat),
                tables.changed_text(outcome, seat),
            ),
            parties,
            bool(outcome.changed[seat]),
        )

    def _figures(self, seat: int) -> tuple[str, str, str]:
        """Return majority, majority in per cent and turnout."""
        outcome = self._outcome
        return (
            "tie" if outcome.tie[seat] else formatting.votes(outcome.majority_votes[seat]),
            formatting.percent(outcome.majority_share[seat], 2),
            formatting.percent(outcome.turnout[seat]),
        )

    def tool_tip(self, position: int, column: int) -> str:
        outcome, seat = self._outcome, self._seats[position]
        constituency = outcome.election.constituencies[seat]
        if column in (Column.NAME, Column.REGION):
            return f"{constituency.name}, {constituency.region}"
        if column in (Column.WINNER, Column.PARTY):
            return self._candidate(int(outcome.winner[seat]), with_votes=True)
        if column == Column.RUNNER_UP:
            runner_up = int(outcome.runner_up[seat])
            return (
                "Nobody else stands" if runner_up == NOBODY else self._candidate(runner_up, with_votes=True)
            )
        if column in (Column.MAJORITY, Column.MAJORITY_SHARE):
            return formatting.flip_needs(outcome, seat)
        if column == Column.TURNOUT:
            return (
                f"{formatting.votes(outcome.valid_votes[seat])} valid votes "
                f"of {formatting.votes(constituency.electorate)} electors"
            )
        if column == Column.RESULT:
            id_ = constituency.id
            return (
                f"2019 notional: {_party_name(self._notional.winner[id_])}, majority "
                f"{formatting.votes(self._notional.majority_votes[id_])} votes "
                f"({formatting.percent(self._notional.majority_share(id_))})"
            )
        return self._change(seat) or "The same person wins as in the base."

    def spoken(self, position: int, column: int) -> str | None:
        outcome, seat = self._outcome, self._seats[position]
        if column == Column.PARTY:
            return _party_name(outcome.election.candidates[outcome.winner[seat]].party)
        if column == Column.RUNNER_UP and outcome.runner_up[seat] != NOBODY:
            return self._candidate(int(outcome.runner_up[seat]))
        if column == Column.CHANGED:
            return self._change(seat)
        return None

    def _change(self, seat: int) -> str | None:
        outcome = self._outcome
        if not outcome.changed[seat]:
            return None
        now = self._candidate(int(outcome.winner[seat]))
        return f"{now} instead of {self._candidate(int(outcome.election.winner[seat]))}"

    def _candidate(self, row: int, with_votes: bool = False) -> str:
        candidate = self._outcome.election.candidates[row]
        words = f"{candidate.name} ({_party_name(candidate.party)})"
        if not with_votes:
            return words
        votes, share = self._outcome.votes[row], self._outcome.share[row]
        return f"{words}: {formatting.votes(votes)} votes, {formatting.percent(share)}"


class _Ranks:
    """Alphabetical ranks, within one election, of what columns of words are sorted by."""

    def __init__(self, election: Election) -> None:
        self._election = election

    @cached_property
    def name(self) -> Floats:
        return _ranks([c.name for c in self._election.constituencies])

    @cached_property
    def region(self) -> Floats:
        return _ranks([c.region for c in self._election.constituencies])

    @cached_property
    def candidate(self) -> Floats:
        return _ranks([c.name for c in self._election.candidates])

    @cached_property
    def _party_ranks(self) -> dict[str, int]:
        names = {*self._election.parties, *dataset.load_notional().winner.values()}
        return {name: rank for rank, name in enumerate(sorted(names, key=folded))}

    @property
    def party_count(self) -> int:
        return len(self._party_ranks)

    @cached_property
    def party(self) -> Floats:
        """Rank of each candidate's party."""
        return np.array([self._party_ranks[c.party] for c in self._election.candidates], dtype=np.float64)

    @cached_property
    def notional(self) -> Floats:
        """Rank of the party that won each constituency by the notional result of 2019."""
        winner = dataset.load_notional().winner
        ranks = [self._party_ranks[winner[c.id]] for c in self._election.constituencies]
        return np.array(ranks, dtype=np.float64)


def _ranks(names: list[str]) -> Floats:
    return np.unique([folded(name) for name in names], return_inverse=True)[1].astype(np.float64)


def _party_name(abbreviation: str) -> str:
    party = dataset.load_parties().get(abbreviation)
    return abbreviation if party is None else party.name
