"""The House: seats, votes and shares by party, and who has a majority, always in sight."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import dataset, formatting, measures, totals
from ukvote_gui.core.totals import OTHERS, PartyTotal, Totals
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

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

_MUTED = QPalette.ColorRole.PlaceholderText
_SWATCH = 9
MARGIN = 12
_GAP = 14
_BESIDE = 4
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
        self._cells: dict[str, _PartyCell] = {}
        self._order: list[str] = []
        self._totals = Totals((), (), PartyTotal(OTHERS, 0, 0, 0.0, 0.0, 0.0, 0.0))
        self._most = len(self._names)
        self._folded: tuple[PartyTotal, ...] = ()

        self._headline = _label("majority_headline", bold=True)
        self._figures = _label("majority_figures")
        self._proportionality = _label("proportionality", muted=True)
        for label, explanation in (
            (self._headline, MAJORITY_EXPLAINED),
            (self._figures, MAJORITY_EXPLAINED),
            (self._proportionality, PROPORTIONALITY_EXPLAINED),
        ):
            label.setToolTip(_wrapped(explanation))
            label.setAccessibleDescription(explanation)
        self._words = _Words(self._headline, self._figures, self._proportionality)

        self._bar = _SeatBar(theme, self._names)
        self._row_names = _row_names()
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

    def _cell(self, party: str) -> _PartyCell:
        if party not in self._cells:
            self._cells[party] = _PartyCell(party, self._theme)
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


class _Words(QWidget):
    """A headline, what it rests on, and at the right what is left out where there is no room for it.

    Placed by hand: in a layout, new text at each step of a drag would lay out the window.
    """

    SPACING = 10

    def __init__(self, headline: QLabel, figures: QLabel, last: QLabel) -> None:
        super().__init__()
        self._labels = (headline, figures, last)
        for label in self._labels:
            label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, max(label.sizeHint().height() for label in self._labels))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._arrange()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)

    def _arrange(self) -> None:
        headline, figures, last = self._labels
        widths = [label.sizeHint().width() for label in self._labels]
        last.setVisible(sum(widths) + self.SPACING * len(widths) <= self.width())
        height, left = self.height(), widths[0] + self.SPACING
        right = self.width() - widths[2] - self.SPACING if last.isVisibleTo(self) else self.width()
        headline.setGeometry(0, 0, widths[0], height)
        figures.setGeometry(left, 0, max(1, right - left), height)
        last.setGeometry(right + self.SPACING, 0, widths[2], height)


class _PartyCell(QWidget):
    """One party: its name, seats with their change, votes and share, under each other."""

    def __init__(self, party: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"party_{party}")
        self._party = party
        self._theme = theme
        self._shown: tuple[str, int, float, float] | None = None
        self._name = _label(f"name_{party}", bold=True)
        self._name.setText(party)
        self._seats = _label(f"seats_{party}", bold=True)
        self._change = _label(f"change_{party}")
        self._votes = _label(f"votes_{party}")
        self._share = _label(f"share_{party}", muted=True)
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
        self.setToolTip(_wrapped(what))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._party != OTHERS:
            top = (self._seats.y() - _SWATCH) // 2 + 1
            QPainter(self).fillRect(0, top, _SWATCH, _SWATCH, self._theme.colour(self._party))


class _SeatBar(QWidget):
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


def _row_names() -> QWidget:
    """Return the names of a party cell's rows."""
    names = QWidget()
    column = QVBoxLayout(names)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for text in ("Party", "Seats", "Votes", "Share"):
        label = _label("", muted=True)
        label.setText(text)
        column.addWidget(label)
    return names


def _label(name: str, muted: bool = False, bold: bool = False) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if muted:
        label.setForegroundRole(_MUTED)
    if bold:
        font = QFont(label.font())
        font.setBold(True)
        label.setFont(font)
    return label


def _wrapped(text: str) -> str:
    """Return a tool tip that breaks into lines, as rich text does."""
    return f"<qt>{text}</qt>"
