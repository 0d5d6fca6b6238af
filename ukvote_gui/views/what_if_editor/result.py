"""The result in the what-if editor: who wins, who did, and what would flip the seat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ukvote_gui.core import editing, formatting
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import GAP, SWATCH_SIZE

SPACING = 3
LINES = 6
"""Lines that have their room whether they are needed or not: nothing below moves while a person drags."""

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_WRAP = int(Qt.TextFlag.TextWordWrap)
_NO_PEN = Qt.PenStyle.NoPen


class Result(QWidget):
    """Who wins, who did in the base, and what would flip the seat: sentences under each other, in full.

    Its labels are placed by hand: in a layout, new text at every step of a drag would lay out the window.
    Where the panel is so narrow, or a name so long, that there is no room for all lines, it takes more.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._party = ""
        self._winner, self._before, self._flip = self._labels = (QLabel(self), QLabel(self), QLabel(self))
        self._heights = [0, 0, 0]
        self._winner.setObjectName("what_if_winner")
        self._before.setObjectName("what_if_before")
        self._flip.setObjectName("what_if_flip")
        for label in self._labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(_TOP)
            label.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._take_font()
        theme.changed.connect(self.update)

    def show_result(self, session: Session, seat: int) -> None:
        """Show the outcome of the constituency at position ``seat``."""
        outcome = session.outcome
        headline, was = editing.result_in_words(outcome, session.base, seat)
        flip = formatting.flip_needs(outcome, seat) if outcome.valid_votes[seat] > 0 else ""
        party = session.election.candidates[int(outcome.winner[seat])].party
        if party != self._party:
            self._party = party
            self.update()
        moved = False
        for at, text in enumerate((headline, was, flip)):
            if text != self._labels[at].text():
                self._labels[at].setText(text)
                moved |= self._measure(at)
        if moved:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure_all()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_font()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_NO_PEN)
        painter.setBrush(self._theme.colour(self._party))
        top = (self.fontMetrics().height() - SWATCH_SIZE) / 2
        painter.drawRoundedRect(QRectF(0, top, SWATCH_SIZE, SWATCH_SIZE), 2.5, 2.5)

    def _take_font(self) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        self._winner.setFont(bold)
        self._measure_all()

    def _measure_all(self) -> None:
        for at in range(len(self._labels)):
            self._measure(at)
        self._arrange()

    def _measure(self, at: int) -> bool:
        """Find how high a label has to be, and return whether that is another height than before."""
        label, before = self._labels[at], self._heights[at]
        width = self.width() - self._indent(label)
        self._heights[at] = label.fontMetrics().boundingRect(0, 0, width, 0, _WRAP, label.text()).height()
        return self._heights[at] != before

    def _indent(self, label: QLabel) -> int:
        return SWATCH_SIZE + GAP if label is self._winner else 0

    def _arrange(self) -> None:
        top = 0
        for label, height in zip(self._labels, self._heights, strict=True):
            indent = self._indent(label)
            label.setGeometry(indent, top, self.width() - indent, height)
            top += height + SPACING
        height = max(top, LINES * self.fontMetrics().lineSpacing() + len(self._labels) * SPACING)
        if height != self.height():
            self.setFixedHeight(height)
