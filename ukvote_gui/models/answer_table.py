"""A table of an answer: rows of words and figures that are worked out beforehand, and shown as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QFont

from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.reasons.words import called
from ukvote_gui.core.tables import Table
from ukvote_gui.models.roles import (
    ACCESSIBLE,
    ALIGNMENT,
    BACKGROUND,
    DECORATION,
    DISPLAY,
    FONT,
    FOREGROUND,
    HORIZONTAL,
    TO_THE_LEFT,
    TO_THE_RIGHT,
    TOOL_TIP,
    Index,
)
from ukvote_gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Head:
    """A column.

    Attributes:
        text: its name, which may have two lines.
        tip: what it is, for a tool tip.
        figures: whether it holds figures, which stand to the right.
    """

    text: str
    tip: str = ""
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        text: the words or the figure.
        party: abbreviation of the party whose colour is shown before it, or nothing.
        strong: whether it is in bold.
        quiet: whether it is muted.
        changed: whether it has the colour of what the scenario changes.
        tip: what a tool tip says, the text itself where that is empty.
        spoken: what a screen reader says, where that is not the text.
    """

    text: str
    party: str = ""
    strong: bool = False
    quiet: bool = False
    changed: bool = False
    tip: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        cells: what stands in it.
        seat: ONS id of the constituency that it is about, if it is about one.
        note: words under the cells, across all of them.
    """

    cells: tuple[Cell, ...]
    seat: str = ""
    note: str = ""


def candidate_cell(candidate: Candidate, *, strong: bool = False, quiet: bool = False, tip: str = "") -> Cell:
    """Return the cell of a candidate: the party first, which stays where the name is elided."""
    name = called(candidate)
    return Cell(
        f"{candidate.party} {candidate.name}", candidate.party, strong, quiet, tip=tip or name, spoken=name
    )


class AnswerTable(QAbstractTableModel):
    """Shows rows as they are given; where only cells differ from those before, no view loses its place."""

    def __init__(self, theme: Theme, heads: Iterable[Head] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heads = tuple(heads)
        self._rows: tuple[Row, ...] = ()
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, rows: Sequence[Row], heads: Sequence[Head] | None = None) -> None:
        """Show other rows, under other heads where they are given."""
        new_rows = tuple(rows)
        new_heads = self._heads if heads is None else tuple(heads)
        same_places = [row.seat for row in new_rows] == [row.seat for row in self._rows]
        if same_places and len(new_heads) == len(self._heads):
            other_heads, self._heads = new_heads != self._heads, new_heads
            old_rows, self._rows = self._rows, new_rows
            if other_heads:
                self.headerDataChanged.emit(HORIZONTAL, 0, len(new_heads) - 1)
            if old_rows != new_rows:
                last = self.index(len(new_rows) - 1, len(new_heads) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._heads, self._rows = new_heads, new_rows
        self.endResetModel()

    def seat_at(self, row: int) -> str:
        """Return the ONS id of the constituency that a row is about, or nothing."""
        return self._rows[row].seat

    def note_at(self, row: int) -> str:
        """Return the words under the cells of a row, or nothing."""
        return self._rows[row].note

    @property
    def muted(self) -> QColor:
        """The colour of words that are less than the others."""
        return QColor(self._theme.tokens.muted)

    def row_of(self, seat: str) -> int:
        """Return the first row about a constituency, -1 where there is none."""
        return next((at for at, row in enumerate(self._rows) if row.seat == seat), -1)

    def columns(self) -> list[list[Cell]]:
        """Return the cells of each column."""
        return [[row.cells[column] for row in self._rows] for column in range(len(self._heads))]

    def table(self) -> Table:
        """Return all of it as a table to copy."""
        header = tuple(head.text.replace("\n", " ") for head in self._heads)
        return Table(header, tuple(tuple(cell.text for cell in row.cells) for row in self._rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        if not index.isValid():
            return None
        cell = self._rows[index.row()].cells[index.column()]
        if role == DISPLAY:
            return cell.text
        if role == ALIGNMENT:
            return TO_THE_RIGHT if self._heads[index.column()].figures else TO_THE_LEFT
        if role == DECORATION:
            return self._theme.colour(cell.party) if cell.party else None
        if role == BACKGROUND:
            return QColor(self._theme.tokens.changed) if cell.changed else None
        if role == FOREGROUND:
            return QColor(self._theme.tokens.muted) if cell.quiet else None
        if role == FONT:
            return self._bold if cell.strong else None
        if role == TOOL_TIP:
            return cell.tip or cell.text
        if role == ACCESSIBLE:
            return cell.spoken or cell.text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != HORIZONTAL or not 0 <= section < len(self._heads):
            return None
        head = self._heads[section]
        if role == DISPLAY:
            return head.text
        if role == TOOL_TIP:
            return head.tip or None
        if role == ALIGNMENT:
            return TO_THE_RIGHT if head.figures else TO_THE_LEFT
        return None
