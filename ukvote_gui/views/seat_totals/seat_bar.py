"""The House as a bar."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ukvote_gui.core import dataset, measures
from ukvote_gui.theme import Theme


class SeatBar(QWidget):
    """The seats of the House from left to right, with the line of a majority, and under it those before."""

    BAR = 17
    BEFORE = 4

    def __init__(self, theme: Theme, names: dict[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._names = names
        self._seating = {party.abbreviation: party.seating for party in dataset.load_parties().values()}
        self._before: dict[str, int] = {}
        self._after: dict[str, int] = {}
        self.setObjectName("seat_bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_seats(self, before: dict[str, int], after: dict[str, int]) -> None:
        """Show other seats by party."""
        if (before, after) == (self._before, self._after):
            return
        self._before, self._after = self._from_left(before), self._from_left(after)
        seats = ", ".join(f"{self._names[party]} {count}" for party, count in self._after.items())
        self.setAccessibleName(f"Seats from left to right: {seats}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.BAR + self.fontMetrics().height() + 2)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for party, part in self._parts(self._after, 0, self.height()):
                if part.contains(event.pos()):
                    before = self._before.get(party, 0)
                    text = f"{self._names[party]}: {self._after[party]} seats, {before} before the scenario"
                    QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, tokens = self.fontMetrics(), self._theme.tokens
        for party, part in self._parts(self._after, 0, self.BAR):
            colour = self._theme.colour(party)
            painter.fillRect(part, colour)
            for text in (f"{party} {self._after[party]}", party):
                if metrics.horizontalAdvance(text) + 8 <= part.width():
                    painter.setPen(self._theme.text_on(colour))
                    painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)
                    break
        if self._before != self._after:
            for party, part in self._parts(self._before, self.BAR + 2, self.BEFORE):
                painter.fillRect(part, self._theme.colour(party))
        self._paint_majority_line(painter, QColor(tokens.text), QColor(tokens.window))

    def _paint_majority_line(self, painter: QPainter, text: QColor, window: QColor) -> None:
        """Paint the line that a majority has to reach over, with the seats it takes."""
        needed = measures.majority_of(self._after, set()).needed
        middle = self.width() // 2
        words = f"{needed} for a majority"
        width = self.fontMetrics().horizontalAdvance(words) + 8
        label = QRect(middle - width // 2, self.BAR + 1, width, self.height() - self.BAR - 1)
        painter.fillRect(label, window)
        painter.fillRect(QRect(middle - 2, 0, 4, self.BAR + 1), window)
        painter.fillRect(QRect(middle - 1, 0, 2, self.BAR + 1), text)
        painter.setPen(text)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)

    def _from_left(self, seats: dict[str, int]) -> dict[str, int]:
        return dict(sorted(seats.items(), key=lambda of: self._seating[of[0]]))

    def _parts(self, seats: dict[str, int], top: int, height: int) -> list[tuple[str, QRect]]:
        """Return the part of the bar of each party, a gap between them where there is room for one."""
        house = max(1, sum(seats.values()))
        ends = [round(self.width() * count / house) for count in accumulate(seats.values())]
        parts = []
        for party, left, right in zip(seats, [0, *ends], ends, strict=False):
            gap = 1 if right - left > 2 else 0
            parts.append((party, QRect(left, top, right - left - gap, height)))
        return parts
