"""The figures of one party, and the names of their rows."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ukvote_gui.core import formatting
from ukvote_gui.core.totals import OTHERS, PartyTotal
from ukvote_gui.theme import Theme
from ukvote_gui.views.seat_totals.labels import plain_label, wrapped

_SWATCH = 9
_BESIDE = 4


class PartyCell(QWidget):
    """One party: its name, seats with their change, votes and share, under each other."""

    def __init__(self, party: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"party_{party}")
        self._party = party
        self._theme = theme
        self._shown: tuple[str, int, float, float] | None = None
        self._name = plain_label(f"name_{party}", bold=True)
        self._name.setText(party)
        self._seats = plain_label(f"seats_{party}", bold=True)
        self._change = plain_label(f"change_{party}")
        self._votes = plain_label(f"votes_{party}")
        self._share = plain_label(f"share_{party}", muted=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_BESIDE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(self._seats, 1, 0)
        grid.addWidget(self._change, 1, 1)
        grid.addWidget(self._votes, 2, 0, 1, 2)
        grid.addWidget(self._share, 3, 0, 1, 2)
        if party != OTHERS:
            self._name.setContentsMargins(_SWATCH + 4, 0, 0, 0)

    def show_total(self, total: PartyTotal, in_words: str) -> None:
        """Show what the party has, which a screen reader says in words."""
        # Of parties that a swing leaves alone, the votes differ by less than is shown.
        shown = (in_words, total.seats_before, total.votes_before, total.share_before)
        if shown == self._shown:
            return
        self._shown = shown
        change = total.seats - total.seats_before
        self._seats.setText(str(total.seats))
        self._change.setText(formatting.change(change) if change else "")
        self._votes.setText(formatting.votes(total.votes))
        self._share.setText(formatting.percent(total.share))
        before = (
            f"Before the scenario: {total.seats_before} seats, {formatting.votes(total.votes_before)} votes, "
            f"{formatting.percent(total.share_before)}."
        )
        self.setAccessibleName(in_words)
        self.setToolTip(f"{in_words} of valid votes.\n{before}")

    def wanted_width(self) -> int:
        """Return the width that the party needs, seen or not."""
        widths = [label.sizeHint().width() for label in (self._name, self._seats, self._votes, self._share)]
        if self._change.text():
            widths[1] += self._change.sizeHint().width() + _BESIDE
        return max(widths)

    def explain(self, what: str) -> None:
        """Say what is in this cell, beyond its total."""
        self.setAccessibleDescription(what)
        self.setToolTip(wrapped(what))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._party != OTHERS:
            top = (self._seats.y() - _SWATCH) // 2 + 1
            QPainter(self).fillRect(0, top, _SWATCH, _SWATCH, self._theme.colour(self._party))


def row_names() -> QWidget:
    """Return the names of a party cell's rows."""
    names = QWidget()
    column = QVBoxLayout(names)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for text in ("Party", "Seats", "Votes", "Share"):
        label = plain_label("", muted=True)
        label.setText(text)
        column.addWidget(label)
    return names
