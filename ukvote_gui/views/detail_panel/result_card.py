"""The card with the result of a constituency."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ukvote_gui.theme import Theme
from ukvote_gui.views.detail_panel.lines import Lines, plain_label


class ResultCard(Lines):
    """The result in a few lines, with a stripe in the winner's colour."""

    STRIPE = 6

    def __init__(self, theme: Theme) -> None:
        super().__init__(QMargins(self.STRIPE + 10, 8, 10, 8))
        self._theme = theme
        self._party = ""
        self._winner = plain_label("detail_winner")
        font = self._winner.font()
        font.setBold(True)
        self._winner.setFont(font)
        self._majority = plain_label("detail_majority")
        self._hold_or_gain = plain_label("detail_hold_or_gain", muted=True)
        self._changed = plain_label("detail_changed")
        for label in (self._winner, self._majority, self._hold_or_gain, self._changed):
            self.add(label)

    def show_result(self, party: str, winner: str, majority: str, hold_or_gain: str, changed: str) -> None:
        """Show a result in words, and what the scenario changed, if it did."""
        self._winner.setText(winner)
        self._majority.setText(majority)
        self._hold_or_gain.setText(hold_or_gain)
        self._changed.setText(changed)
        self.set_visible(self._changed, bool(changed))
        if party != self._party:
            self._party = party
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.base))
        if not self._changed.isHidden():
            painter.fillRect(self._changed.geometry().adjusted(-4, -1, 4, 1), QColor(tokens.changed))
        painter.fillRect(QRect(0, 0, self.STRIPE, self.height()), self._theme.colour(self._party))
        painter.setPen(QColor(tokens.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
