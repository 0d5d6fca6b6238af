"""The table of claims: a row a figure, with what was printed and what the data say."""

from __future__ import annotations

import math
import re
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, Qt

from ukvote_gui.core import formatting
from ukvote_gui.core.claims import Figure, Verdict, as_table
from ukvote_gui.core.search import folded
from ukvote_gui.core.tables import Table
from ukvote_gui.models.roles import Index
from ukvote_gui.models.row_model import Row, RowModel
from ukvote_gui.theme import Theme

_ASCENDING = Qt.SortOrder.AscendingOrder


class Column(IntEnum):
    """Columns in the order of the table."""

    CLAIM = 0
    FIGURE = 1
    PRINTED = 2
    DATA = 3
    VERDICT = 4


_HEADERS = {
    Column.CLAIM: ("#", "Number of the claim that the figure belongs to"),
    Column.FIGURE: ("Figure", "What it is a figure of"),
    Column.PRINTED: ("Printed", "The figure as it was printed"),
    Column.DATA: ("Data", "The figure as the official data have it"),
    Column.VERDICT: ("Verdict", "Whether the data agree with what was printed, to its last digit"),
}
_VERDICTS = {
    Verdict.AGREES: "= agrees",
    Verdict.DIFFERS: "≠ differs",
    Verdict.OTHER: "? other",
    Verdict.NOT_PRINTED: formatting.NONE,
}


class ClaimsModel(RowModel):
    """Figures of claims, of one verdict or of all, that have some words in them."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, len(Column), (Column.CLAIM,), parent)
        self._all: tuple[Figure, ...] = ()
        self._shown: list[Figure] = []
        self._verdict: Verdict | None = None
        self._words: list[str] = []
        self._sorted_by = (int(Column.CLAIM), _ASCENDING)

    @property
    def all_figures(self) -> tuple[Figure, ...]:
        """All figures, shown or not."""
        return self._all

    @property
    def shown(self) -> tuple[Figure, ...]:
        """The figures in the order of the rows."""
        return tuple(self._shown)

    def set_figures(self, figures: tuple[Figure, ...]) -> None:
        """Take all figures."""
        self._all = figures
        self._fill()

    def show_only(self, verdict: Verdict | None, words: str) -> None:
        """Show the figures of a verdict, or of all, that have all of these words in them."""
        wanted = folded(words).split()
        if (verdict, wanted) != (self._verdict, self._words):
            self._verdict, self._words = verdict, wanted
            self._fill()

    def table(self) -> Table:
        """Return the rows as a table to copy, in their order."""
        return as_table(self.shown)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def heading(self, column: int) -> tuple[str, str]:
        return _HEADERS[Column(column)]

    def row(self, position: int) -> Row:
        return Row(_texts(self._shown[position]), {}, False)

    def tool_tip(self, position: int, column: int) -> str:
        figure = self._shown[position]
        if column == Column.CLAIM:
            return figure.said
        if column == Column.PRINTED:
            by = "; ".join(source.in_words for source in figure.sources)
            return f"{figure.printed_in_full}: {by}" if figure.printed else "No figure was printed"
        if column == Column.DATA:
            return figure.found.text
        if column == Column.VERDICT:
            parts = (figure.verdict.value.capitalize(), figure.difference)
            return ": ".join(part for part in parts if part)
        return figure.what

    def spoken(self, position: int, column: int) -> str | None:
        return self.tool_tip(position, column)

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        if not 0 <= column < len(Column):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        figures = [self._shown[index.row()] for index in before]
        self._sorted_by = (column, order)
        self._place()
        rows = {id(figure): row for row, figure in enumerate(self._shown)}
        after = [self.index(rows[id(figure)], i.column()) for figure, i in zip(figures, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _fill(self) -> None:
        self.beginResetModel()
        self._shown = [figure for figure in self._all if self._is_wanted(figure)]
        self._place()
        self.endResetModel()

    def _is_wanted(self, figure: Figure) -> bool:
        if self._verdict is not None and figure.verdict is not self._verdict:
            return False
        if not self._words:
            return True
        sources = " ".join(source.in_words for source in figure.sources)
        words = folded(f"{figure.said} {figure.what} {figure.printed_in_full} {figure.found.text} {sources}")
        return all(word in words for word in self._words)

    def _place(self) -> None:
        """Put the figures in their order; those that are equal stay in that of the claims."""
        column, order = self._sorted_by
        position = {id(figure): at for at, figure in enumerate(self._all)}
        self._shown.sort(key=lambda figure: position[id(figure)])
        if column == Column.CLAIM:
            self._shown.sort(key=lambda figure: figure.claim, reverse=order != _ASCENDING)
        elif column == Column.VERDICT:
            verdicts = list(Verdict)
            self._shown.sort(key=lambda f: verdicts.index(f.verdict), reverse=order != _ASCENDING)
        elif column in (Column.PRINTED, Column.DATA):
            self._shown.sort(key=lambda f: _number(_texts(f)[column]), reverse=order != _ASCENDING)
        else:
            self._shown.sort(key=lambda f: folded(_texts(f)[column]), reverse=order != _ASCENDING)


def _number(text: str) -> float:
    """Return the number in a figure, to sort by; infinity where there is none."""
    found = re.search(r"[−+]?[\d,.]+", text)
    return math.inf if found is None else float(found[0].replace(",", "").replace(formatting.MINUS, "-"))


def _texts(figure: Figure) -> tuple[str, ...]:
    return (
        str(figure.claim),
        figure.what,
        figure.printed or formatting.NONE,
        figure.found.figure,
        _VERDICTS[figure.verdict],
    )
