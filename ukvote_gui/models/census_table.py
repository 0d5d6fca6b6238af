"""The census figures of a constituency, beside its nation's."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from ukvote_gui.core.census import Figure, Profile, Topic
from ukvote_gui.models.roles import ALIGNMENT, DISPLAY, FONT, TO_THE_LEFT, TO_THE_RIGHT, TOOL_TIP, Index


class CensusTable(QAbstractTableModel):
    """Topics, each a row with its unit, and under each its figures: here, and in the nation."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nation = ""
        self._rows: list[Topic | Figure] = []
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, profile: Profile) -> None:
        """Show another constituency's figures."""
        self.beginResetModel()
        self._nation = profile.nation
        self._rows = []
        for topic in profile.topics:
            self._rows += [topic, *topic.figures]
        self.endResetModel()

    def topic_rows(self) -> list[int]:
        """Return the rows that name a topic: their first cell is for the whole width."""
        return [row for row, shown in enumerate(self._rows) if isinstance(shown, Topic)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == DISPLAY or (role == TOOL_TIP and column == 0):
            if isinstance(row, Topic):
                return f"{row.name}, {row.unit}" if column == 0 else None
            return (row.label, row.value, row.nation_value)[column]
        if role == FONT and column == 0 and isinstance(row, Topic):
            return self._bold
        if role == ALIGNMENT:
            return TO_THE_LEFT if column == 0 else TO_THE_RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == DISPLAY:
            return ("", "Here", self._nation)[section]
        if role == ALIGNMENT:
            return TO_THE_LEFT if section == 0 else TO_THE_RIGHT
        return None
