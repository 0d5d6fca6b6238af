"""The result in the what-if editor: who wins, who did, and what would flip the seat."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ukvote_gui.core import editing, formatting
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Result(QWidget):
    """Who wins, who did in the base, and what would flip the seat.

    Its labels are placed by hand: in a layout, new text at every step of a drag would lay out the window.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._winner = PartyLabel(theme, self)
        self._winner.setObjectName("what_if_winner")
        self._winner.set_strong(True)
        self._before = QLabel(self)
        self._before.setObjectName("what_if_before")
        self._flip = QLabel(self)
        self._flip.setObjectName("what_if_flip")
        for label in (self._before, self._flip):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(_TOP)
            label.setWordWrap(True)
        self._line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(self._line * 5 + 8)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_result(self, session: Session, seat: int) -> None:
        """Show the outcome of the constituency at position ``seat``."""
        outcome = session.outcome
        headline, was = editing.result_in_words(outcome, session.base, seat)
        party = session.election.candidates[int(outcome.winner[seat])].party
        if headline != self._winner.text():
            self._winner.show_party(party, headline)
            self._winner.setToolTip(headline)
        if was != self._before.text():
            self._before.setText(was)
        flip = formatting.flip_needs(outcome, seat) if outcome.valid_votes[seat] > 0 else ""
        if flip != self._flip.text():
            self._flip.setText(flip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, line = self.width(), self._line
        self._winner.setGeometry(0, 0, width, line + 2)
        self._before.setGeometry(0, line + 4, width, line)
        self._flip.setGeometry(0, line * 2 + 6, width, line * 3)
