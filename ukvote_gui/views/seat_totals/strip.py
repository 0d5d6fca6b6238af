"""The House: seats, votes and shares by party, and who has a majority, always in sight."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.core import dataset, formatting, measures, totals
from ukvote_gui.core.totals import OTHERS, PartyTotal, Totals
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.seat_totals.labels import plain_label, wrapped
from ukvote_gui.views.seat_totals.majority_line import MajorityLine
from ukvote_gui.views.seat_totals.party_cell import PartyCell, row_names
from ukvote_gui.views.seat_totals.seat_bar import SeatBar

MAJORITY_EXPLAINED = (
    "The overall majority is a party's seats less those of all others, the Speaker's among them. "
    "The working majority leaves out the Speaker, and the members of Sinn Féin, who do not take their seats. "
    "Deputy Speakers, who do not vote either, are chosen after an election: they are counted with their "
    "parties. Independents are no party: each is a contender of their own."
)
PROPORTIONALITY_EXPLAINED = (
    "Gallagher's index (1991): the least-squares difference of the shares of votes and of seats, in points; "
    "0 is proportional. Effective number of parties: Laakso and Taagepera (1979). Every party and every "
    "independent is counted apart."
)

MARGIN = 12
_GAP = 14
_MOST_VOTES = "9,999,999"
"""As wide as the votes of the others become."""


class SeatTotals(QWidget):
    """A strip with the majority in words, a bar of the House, and the parties in order of seats.

    All of it is text that can be read: the labels ``majority_headline``, ``majority_figures`` and
    ``proportionality``, and by party (its abbreviation, or ``Others``) ``seats_<party>``, ``change_<party>``
    (empty where there is none), ``votes_<party>`` and ``share_<party>`` in a ``party_<party>``. The
    accessible description says the whole in sentences. Parties without a seat and with few votes, and those
    of the fewest seats that there is no room for, are together in ``Others``, and named in its tool tip and
    description.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seat_totals")
        self.setAccessibleName("Seats by party")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)  # a tool bar paints shades behind it, against which labels stand out
        self._session = session
        self._theme = theme
        self._names = {party.abbreviation: party.name for party in dataset.load_parties().values()}
        self._cells: dict[str, PartyCell] = {}
        self._order: list[str] = []
        self._totals = Totals((), (), PartyTotal(OTHERS, 0, 0, 0.0, 0.0, 0.0, 0.0))
        self._most = len(self._names)
        self._folded: tuple[PartyTotal, ...] = ()

        self._headline = plain_label("majority_headline", bold=True)
        self._figures = plain_label("majority_figures")
        self._proportionality = plain_label("proportionality", muted=True)
        for label, explanation in (
            (self._headline, MAJORITY_EXPLAINED),
            (self._figures, MAJORITY_EXPLAINED),
            (self._proportionality, PROPORTIONALITY_EXPLAINED),
        ):
            label.setToolTip(wrapped(explanation))
            label.setAccessibleDescription(explanation)
        self._words = MajorityLine(self._headline, self._figures, self._proportionality)

        self._bar = SeatBar(theme, self._names)
        self._row_names = row_names()
        self._list = _Columns()
        self._columns = QHBoxLayout(self._list)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(_GAP)
        self._columns.addWidget(self._row_names)
        self._columns.addStretch()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 4, MARGIN, 3)
        layout.setSpacing(2)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        layout.addWidget(self._list)

        self._list.room_changed.connect(self._on_room_changed)
        session.outcome_changed.connect(self._on_outcome_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_outcome_changed()

    def _on_theme_changed(self) -> None:
        self._bar.update()
        for cell in self._cells.values():
            cell.update()

    def _on_outcome_changed(self) -> None:
        base, outcome = self._session.base, self._session.outcome
        seats = measures.seats_by_party(outcome)
        headline, figures = formatting.majority_in_words(seats, self._names)
        self._headline.setText(headline)
        self._figures.setText(figures)
        self._proportionality.setText(totals.proportionality_in_words(outcome))
        self._bar.show_seats(measures.seats_by_party(base), seats)

        self._totals = totals.party_totals(base, outcome)
        listed = [*self._totals.shown, self._totals.others]
        words = [total.in_words(self._names.get(total.party, OTHERS)) for total in listed]
        for total, in_words in zip(self._totals.shown, words, strict=False):
            self._cell(total.party).show_total(total, in_words)
        self._show_parties()
        self.setAccessibleDescription(f"{headline}: {figures}. {'; '.join(words)}.")

    def _show_parties(self) -> None:
        """Show the parties that there is room for, and what the others come to."""
        result = self._totals.with_at_most(self._most)
        self._cell(OTHERS).show_total(result.others, result.others.in_words(OTHERS))
        if result.folded != self._folded:
            self._folded = result.folded
            self._cell(OTHERS).explain(self._folded_in_words())
        order = [total.party for total in (*result.shown, result.others)]
        if order != self._order:
            self._arrange(order)

    def _folded_in_words(self) -> str:
        won = any(total.seats for total in self._folded)
        what = "parties, by seats and votes" if won else "parties without a seat, by votes"
        folded = ", ".join(
            self._names[total.party]
            + (f" ({formatting.counted(total.seats, 'seat')})" if total.seats else "")
            + f" {formatting.votes(total.votes)}"
            for total in self._folded
        )
        return f"{len(self._folded)} {what}: {folded}."

    def _cell(self, party: str) -> PartyCell:
        if party not in self._cells:
            self._cells[party] = PartyCell(party, self._theme)
        return self._cells[party]

    def _arrange(self, order: list[str]) -> None:
        """Put the cells into order, after the names of the rows; those of no party shown are hidden."""
        for party in self._order:
            self._columns.removeWidget(self._cells[party])
            self._cells[party].setVisible(party in order)
        for place, party in enumerate(order, 1):
            self._columns.insertWidget(place, self._cells[party])
            self._cells[party].show()
        self._order = order

    def _on_room_changed(self) -> None:
        """Fold the smallest parties where there is no room for all."""
        widths = [self._cells[total.party].wanted_width() + _GAP for total in self._totals.shown]
        room = self._list.width() - self._row_names.sizeHint().width() - _GAP
        if sum(widths) + self._cells[OTHERS].wanted_width() <= room:
            most = len(widths)
        else:
            others = max(
                self._cells[OTHERS].wanted_width(), self.fontMetrics().horizontalAdvance(_MOST_VOTES)
            )
            most = max(1, sum(end + others <= room for end in accumulate(widths)))
        if most != self._most:
            self._most = most
            self._show_parties()


class _Columns(QWidget):
    """Columns that have the width there is, and tell of it when that or what they want is another.

    Signals:
        room_changed: the width, or what is wanted, may be another.
    """

    room_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("party_totals")
        self.setAccessibleName("Seats, votes and shares by party")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.room_changed.emit()
        return done
