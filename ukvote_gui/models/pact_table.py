"""The constituencies that a pact is at work in: who stands, who is to be beaten, and which flip."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ukvote_gui.core import dataset, describe, formatting
from ukvote_gui.core.amounts import central
from ukvote_gui.core.elections import Candidate, Ints
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Pact
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.core.pact_seats import PactSeat, pact_seats
from ukvote_gui.core.paths import Dial, rate_path
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import BLOC
from ukvote_gui.core.solvers import BreakEven, break_even
from ukvote_gui.models.roles import (
    ACCESSIBLE,
    ALIGNMENT,
    BACKGROUND,
    DISPLAY,
    FONT,
    FOREGROUND,
    HORIZONTAL,
    TO_THE_LEFT,
    TO_THE_RIGHT,
    TOOL_TIP,
    Index,
)
from ukvote_gui.state.background import Background
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

SEAT, VOTES, NEEDS, FLIPS = range(4)
HEADINGS = ("Seat,\nnominee", "To beat,\ntogether", "Needs", "Flips to")
EXPLANATIONS = (
    "Where two or more members' candidates stand, and who of them stays. Click on a nominee for another.",
    "Votes by which the strongest candidate outside the pact is ahead of the nominee; and under them\n"
    "the votes of the members' candidates together. A sum of votes is not a forecast.",
    "The least rate at which the seat flips, the rest of the scenario being as it is",
    "Who wins the seat at the present rate, where that is another than without the pact",
)

SOLVE_AFTER_MS = 50
"""Rates needed are worked out when a hand has rested for so long, not at every step of a drag."""

_ASCENDING = Qt.SortOrder.AscendingOrder
_ELIDE = Qt.TextElideMode.ElideRight
_ITEM = QStyle.ControlElement.CE_ItemViewItem
_SELECTED = QStyle.StateFlag.State_Selected


class PactTable(QAbstractTableModel):
    """One row a constituency, those that flip first at the top; the order stays while a person drags.

    Signals:
        summary_changed: what the pact comes to is another.
    """

    summary_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._position = -1
        self._pact: Pact | None = None
        self._others: tuple[Move, ...] | None = None
        self._scenario = Scenario()
        self._seats: list[PactSeat] = []
        self._needs: dict[int, BreakEven] | None = None
        self._before: Ints | None = None
        self._flips: dict[int, int] = {}
        self._sorted_by = (NEEDS, _ASCENDING)
        self._bold = QFont()
        self._bold.setBold(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOLVE_AFTER_MS)
        self._timer.timeout.connect(self.solve_now)
        self._question = 0
        self._background = Background(self)
        self._background.answered.connect(self._on_answered)

    # What it is about

    def show_pact(self, position: int) -> None:
        """Show the pact at a position of the session's scenario; called at every step of a drag."""
        scenario = self._session.scenario
        pact = scenario.moves[position]
        assert isinstance(pact, Pact)
        bare = replace(pact, transfer=0.0, title="", enabled=True)
        moves = (*scenario.moves[:position], *scenario.moves[position + 1 :])
        same_country = (
            position == self._position
            and moves == self._others
            and (scenario.base, scenario.blocs) == (self._scenario.base, self._scenario.blocs)
        )
        same_pact = bare == self._pact
        self._position, self._others, self._pact, self._scenario = position, moves, bare, scenario
        if not same_country:
            self._before = None
            self._needs = None
        if self._before is None:
            self._before = evaluate(dataset.load_election(scenario.base), scenario.with_moves(moves)).winner
        if not (same_country and same_pact):
            self._question += 1
            self._find_seats()
            self._timer.start()
        self._show_flips()

    def solve_now(self) -> None:
        """Have the rates needed worked out, off the window's thread; none once the scenario has gone."""
        self._timer.stop()
        if self._is_outdated():
            self._forget()
            return
        self._background.ask(partial(_needed, self._question, self._scenario, self._position))

    def _on_answered(self, answer: tuple[int, dict[int, BreakEven]]) -> None:
        question, needs = answer
        if question != self._question:
            return
        if self._is_outdated():
            self._forget()
            return
        self._needs = needs
        self._sort()
        self.summary_changed.emit()

    def _is_outdated(self) -> bool:
        """Return whether the scenario went on without this table, as it does where no editor shows it."""
        return self._scenario != self._session.scenario

    def _forget(self) -> None:
        """Take the next pact that is shown for another, so that its rates are asked for anew."""
        self._pact = self._others = None

    def _find_seats(self) -> None:
        scenario = self._scenario
        found = {
            seat.seat: seat
            for seat in pact_seats(dataset.load_election(scenario.base), scenario, self._position)
        }
        if found.keys() == {seat.seat for seat in self._seats}:
            self._seats = [found[seat.seat] for seat in self._seats]
            if self._seats:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._seats) - 1, FLIPS))
            return
        self.beginResetModel()
        self._seats = list(found.values())
        self._flips = {}
        self._seats.sort(key=self._key)
        self.endResetModel()

    def _show_flips(self) -> None:
        assert self._before is not None
        before, after = self._before, self._session.outcome.winner
        old = self._flips
        seats = [seat.seat for seat in self._seats]
        self._flips = {seat: int(after[seat]) for seat in seats if after[seat] != before[seat]}
        if self._flips != old:
            other = [row for row, seat in enumerate(seats) if old.get(seat) != self._flips.get(seat)]
            self.dataChanged.emit(self.index(other[0], FLIPS), self.index(other[-1], FLIPS))
        self.summary_changed.emit()

    def seat_at(self, row: int) -> PactSeat:
        """Return the constituency in a row."""
        return self._seats[row]

    def row_of(self, seat: int) -> int:
        """Return the row of the constituency at a position of the election, -1 where there is none."""
        return next((row for row, found in enumerate(self._seats) if found.seat == seat), -1)

    def summary(self) -> str:
        """Return what the pact comes to at its present rate, in a line or two."""
        pact = self._scenario.moves[self._position]
        assert isinstance(pact, Pact)
        if not self._seats:
            return _why_none(pact)
        if not pact.enabled:
            return f"{len(self._seats)} seats; the pact is switched off."
        flips = len(self._flips)
        seats = "1 seat" if len(self._seats) == 1 else f"{len(self._seats)} seats"
        verb = "flips" if flips == 1 else "flip"
        text = f"{flips or 'None'} of {seats} {verb} at {describe.rate(pact.transfer)}."
        if self._needs is None:
            return text
        ahead = [
            (need.at, seat)
            for seat, need in self._needs.items()
            if need.at is not None and need.at > central(pact.transfer)
        ]
        if ahead:
            at, seat = min(ahead)
            name = self._session.election.constituencies[seat].name
            text += f"\nNext: {name} at {formatting.percent_over(at, 2)}."
        return text

    # What there is

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._seats)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != HORIZONTAL:
            return None
        if role == DISPLAY:
            return HEADINGS[section]
        if role == TOOL_TIP:
            return EXPLANATIONS[section]
        if role == ALIGNMENT:
            return TO_THE_LEFT if section == SEAT else TO_THE_RIGHT
        return None

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row, column = index.row(), index.column()
        if role == DISPLAY:
            return self._text(row, column)
        if role == ALIGNMENT:
            return TO_THE_LEFT if column == SEAT else TO_THE_RIGHT
        if role == BACKGROUND and column == FLIPS and self._seats[row].seat in self._flips:
            return QColor(self._theme.tokens.changed)
        if role == FOREGROUND and column == FLIPS and self._seats[row].seat in self._flips:
            return QColor(self._theme.tokens.on_changed)
        if role == FONT and column == FLIPS and self._seats[row].seat in self._flips:
            return self._bold
        if role in (TOOL_TIP, ACCESSIBLE):
            return self._explained(row, column)
        return None

    def _text(self, row: int, column: int) -> str:
        seat = self._seats[row]
        if column == SEAT:
            nominee = self._candidate(seat.nominee)
            return f"{self._name(seat)}\n{nominee.party} {nominee.name}"
        if column == VOTES:
            to_beat = formatting.votes(seat.behind_votes) if seat.behind_votes > 0 else "leads"
            return f"{to_beat}\n{formatting.votes(seat.together_votes)}"
        if column == NEEDS:
            return self._rate_needed(seat)
        winner = self._flips.get(seat.seat)
        return formatting.NONE if winner is None else self._candidate(winner).party

    def _rate_needed(self, seat: PactSeat) -> str:
        if self._needs is None:
            return "…"
        need = self._needs.get(seat.seat)
        return formatting.NONE if need is None or need.at is None else formatting.percent_over(need.at, 2)

    def _explained(self, row: int, column: int) -> str:
        """Return what a cell says, in a sentence."""
        seat = self._seats[row]
        name, nominee = self._name(seat), self._called(seat.nominee)
        if column == SEAT:
            why = "named by hand" if seat.by_name else "by the pact's rule"
            return f"{name}: {nominee}, {why}, of {len(seat.members)} members' candidates"
        if column == VOTES:
            together = f"{formatting.votes(seat.together_votes)} votes together"
            if seat.rival == NOBODY:
                return f"{name}: nobody stands outside the pact, {together}"
            gap, rival = formatting.votes(abs(seat.behind_votes)), self._called(seat.rival)
            first, second = (rival, nominee) if seat.behind_votes > 0 else (nominee, rival)
            return f"{name}: {first} is {gap} votes ahead of {second}; the members have {together}"
        if column == NEEDS:
            return f"{name}: {self._needed_in_words(seat)}"
        if column == FLIPS:
            winner = self._flips.get(seat.seat)
            return f"{name}: no change" if winner is None else f"{name} flips to {self._called(winner)}"
        raise IndexError(column)

    def _needed_in_words(self, seat: PactSeat) -> str:
        if self._needs is None:
            return "the rate needed is being worked out"
        need = self._needs.get(seat.seat)
        if need is None or need.at is None:
            return "no rate flips it"
        about = "" if need.exact else "about "
        text = f"flips to {self._called(need.winner)} from {about}{formatting.percent_over(need.at, 3)}"
        return text if need.stays else f"{text}, and back at a higher rate"

    def _candidate(self, row: int) -> Candidate:
        return self._session.election.candidates[row]

    def _called(self, row: int) -> str:
        candidate = self._candidate(row)
        return f"{candidate.name} ({candidate.party})"

    def _name(self, seat: PactSeat) -> str:
        return self._session.election.constituencies[seat.seat].name

    def nominee_party(self, row: int) -> str:
        """Return the abbreviation of the nominee's party in a row."""
        return self._candidate(self._seats[row].nominee).party

    # Order

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        self._sorted_by = (column, order)
        self._sort()

    def _sort(self) -> None:
        """Bring rows into order, selected ones staying so."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        seats = [self._seats[index.row()].seat for index in old]
        self._seats.sort(key=self._key)
        if self._sorted_by[1] != _ASCENDING:
            self._seats.reverse()
        place = {seat.seat: row for row, seat in enumerate(self._seats)}
        new = [self.index(place[seat], index.column()) for seat, index in zip(seats, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()
        if self._seats:
            self.dataChanged.emit(self.index(0, NEEDS), self.index(len(self._seats) - 1, NEEDS))

    def _key(self, seat: PactSeat) -> tuple[float, float | str]:
        column = self._sorted_by[0]
        name = self._name(seat)
        if column == VOTES:
            return seat.behind_votes, name
        if column == NEEDS:
            need = (self._needs or {}).get(seat.seat)
            return math.inf if need is None or need.at is None else need.at, seat.behind_votes
        if column == FLIPS:
            return seat.seat not in self._flips, name
        return 0.0, name


def _why_none(pact: Pact) -> str:
    """Return why a pact is at work in no constituency, and what to do about it."""
    if not pact.members or (len(pact.members) == 1 and not pact.members[0].startswith(BLOC)):
        return "Choose two or more members."
    return "Two or more members' candidates stand nowhere in scope.\nChoose others, or widen where it is."


def _needed(question: int, scenario: Scenario, position: int) -> tuple[int, dict[int, BreakEven]]:
    """Return the question's number, and the rate needed by position of each constituency that any flips."""
    path = rate_path(dataset.load_election(scenario.base), scenario, Dial(position, "transfer"))
    constituencies = path.election.constituencies
    flipping = {flip.seat for flip in path.flips}
    return question, {seat: break_even(path, constituencies[seat].id) for seat in flipping}


class PactSeatDelegate(QStyledItemDelegate):
    """Paints cells of two lines: of the constituency and its nominee, and of the votes."""

    PADDING = 4
    SWATCH = 9
    MARK = " ▾"

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + self.PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PactTable)
        self.initStyleOption(option, index)
        first, _, second = str(index.data()).partition("\n")
        option.text = ""
        option.widget.style().drawControl(_ITEM, option, painter, option.widget)
        tokens, metrics = self._theme.tokens, option.fontMetrics
        selected = bool(option.state & _SELECTED)
        rect = option.rect.adjusted(self.PADDING, 0, -self.PADDING, 0)
        line = QRect(rect.left(), rect.center().y() - metrics.height() + 1, rect.width(), metrics.height())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.on_accent if selected else tokens.text))
        side = TO_THE_LEFT if index.column() == SEAT else TO_THE_RIGHT
        painter.drawText(line, side, metrics.elidedText(first, _ELIDE, line.width()))
        line.translate(0, metrics.height())
        painter.setPen(QColor(tokens.on_accent if selected else tokens.muted))
        if index.column() == SEAT:
            self._paint_swatch(painter, line, model.nominee_party(index.row()))
            second = metrics.elidedText(second, _ELIDE, line.width() - metrics.horizontalAdvance(self.MARK))
            second += self.MARK
        painter.drawText(line, side, second)
        painter.restore()

    def _paint_swatch(self, painter: QPainter, line: QRect, party: str) -> None:
        """Paint a party's swatch where a line begins, and let the line begin behind it."""
        top = line.center().y() - self.SWATCH // 2 + 1
        painter.fillRect(line.left(), top, self.SWATCH, self.SWATCH, self._theme.colour(party))
        line.setLeft(line.left() + self.SWATCH + 5)

    def is_nominee(self, rect: QRect, y: int) -> bool:
        """Return whether a height in a cell of that rectangle is where the nominee is."""
        return bool(y > rect.center().y())
