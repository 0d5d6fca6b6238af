"""What models of rows have in common: a row is texts, some with a party's colour, and may be marked."""

from __future__ import annotations

import html
from collections.abc import Collection
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from ukvote_gui.models.roles import (
    ACCESSIBLE,
    ALIGNMENT,
    BACKGROUND,
    DECORATION,
    DISPLAY,
    HORIZONTAL,
    TO_THE_LEFT,
    TO_THE_RIGHT,
    TOOL_TIP,
    Index,
)
from ukvote_gui.theme import Theme


class Row(NamedTuple):
    """One constituency as it is shown.

    Attributes:
        texts: the text of each column.
        parties: by column, the party whose colour is shown before the text.
        changed: whether the scenario changes who wins.
    """

    texts: tuple[str, ...]
    parties: dict[int, str]
    changed: bool


class RowModel(QAbstractTableModel):
    """A table of rows, which a :class:`RowView` takes whole, and others ask for cell by cell.

    Attributes:
        figures: the columns of figures, which stand to the right.
    """

    def __init__(self, theme: Theme, columns: int, figures: Collection[int], parent: QObject | None) -> None:
        super().__init__(parent)
        self.figures = figures
        self._theme = theme
        self._columns = columns

    def row(self, position: int) -> Row:
        """Return the row at a position of the table."""
        raise NotImplementedError

    def heading(self, column: int) -> tuple[str, str]:
        """Return the title of a column, and what explains it."""
        raise NotImplementedError

    def tool_tip(self, position: int, column: int) -> str:
        """Return what explains a cell."""
        raise NotImplementedError

    def spoken(self, position: int, column: int) -> str | None:
        """Return in words what a cell says by colour or sign, None where the text alone says it."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != HORIZONTAL or not 0 <= section < self._columns:
            return None
        if role == DISPLAY:
            return self.heading(section)[0]
        if role == TOOL_TIP:
            return self.heading(section)[1]
        return self._alignment(section) if role == ALIGNMENT else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        position, column = index.row(), index.column()
        if role == DISPLAY:
            return self.row(position).texts[column]
        if role == ALIGNMENT:
            return self._alignment(column)
        if role == DECORATION:
            party = self.row(position).parties.get(column)
            return None if party is None else self._theme.colour(party)
        if role == BACKGROUND:
            return QColor(self._theme.tokens.changed) if self.row(position).changed else None
        if role == TOOL_TIP:
            text = self.tool_tip(position, column)
            # A name from a file must not be taken for markup.
            return f"<qt>{html.escape(text)}</qt>" if "<" in text else text
        return self.spoken(position, column) if role == ACCESSIBLE else None

    def _alignment(self, column: int) -> int:
        return TO_THE_RIGHT if column in self.figures else TO_THE_LEFT
