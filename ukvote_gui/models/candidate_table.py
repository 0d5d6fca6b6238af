"""The candidates of the selected constituency, before and after the scenario."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ukvote_gui.core import dataset, formatting, measures
from ukvote_gui.core.formatting import NONE
from ukvote_gui.models.roles import (
    ACCESSIBLE,
    ALIGNMENT,
    DISPLAY,
    HORIZONTAL,
    TO_THE_LEFT,
    TO_THE_RIGHT,
    TOOL_TIP,
    Index,
)
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

CANDIDATE, BEFORE, AFTER, CHANGE, ON_2019 = range(5)

CHANGED_VOTES = 0.5
"""A candidate's votes are changed where the whole number that is shown can be another."""

MOST_FITTED = 500

_TOP_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_HIGHLIGHT = QPalette.ColorRole.Highlight
_FOCUSED = QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate as shown.

    Attributes:
        name: the candidate's name.
        party: abbreviation of the party.
        status: party and standing in words: ``Lab · elected · sitting MP``.
        elected: whether the seat is theirs after the scenario.
        standing: whether they stand after the scenario.
        before: share before the scenario as a fraction; 0 where they did not stand.
        after: share after it.
        figures: votes over share, before and after; their changes; and the change on 2019: columns 1 to 4.
        spoken: the same for a screen reader, columns 0 to 4.
    """

    name: str
    party: str
    status: str
    elected: bool
    standing: bool
    before: float
    after: float
    figures: tuple[str, str, str, str]
    spoken: tuple[str, str, str, str, str]


class CandidateTable(QAbstractTableModel):
    """One row a candidate of the session's constituency, in the order of the base.

    The order stays while a person drags. Cells of figures hold votes, a line break, and the share.
    Columns ``AFTER`` and ``CHANGE`` say nothing new while :attr:`changed` is false: a view hides them.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[int] = []
        self._rows: list[CandidateRow] = []
        self.changed = False
        self._notional = dataset.load_notional()
        session.seat_changed.connect(self._on_candidates_changed)
        session.election_changed.connect(self._on_candidates_changed)
        session.outcome_changed.connect(self._on_outcome_changed)
        self._on_candidates_changed()

    def row(self, row: int) -> CandidateRow:
        """Return what is shown in a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == DISPLAY:
            return f"{row.name}\n{row.status}" if column == CANDIDATE else row.figures[column - 1]
        if role == ACCESSIBLE or (role == TOOL_TIP and column == CANDIDATE):
            return row.spoken[column]
        if role == ALIGNMENT:
            return TO_THE_LEFT if column == CANDIDATE else TO_THE_RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != HORIZONTAL:
            return None
        if role == DISPLAY:
            before = "Before" if self.changed else "Votes"
            return ("Candidate", before, "Scenario", "Change", "On 2019")[section]
        if role == ALIGNMENT:
            return TO_THE_LEFT if section == CANDIDATE else TO_THE_RIGHT
        if role == TOOL_TIP and section == ON_2019:
            return (
                "Change of share in points on the notional result of 2019, an estimate by Rallings and "
                "Thrasher. None for independents, and for parties that did not stand here."
            )
        return None

    def _on_candidates_changed(self) -> None:
        self.beginResetModel()
        self._shown = self._contenders()
        self._read()
        self.endResetModel()

    def _on_outcome_changed(self) -> None:
        if self._shown != self._contenders():
            self._on_candidates_changed()
            return
        old, was_changed = self._rows, self.changed
        self._read()
        if was_changed != self.changed:
            self.headerDataChanged.emit(HORIZONTAL, BEFORE, BEFORE)
        other = [row for row, (was, now) in enumerate(zip(old, self._rows, strict=True)) if was != now]
        if other:
            self.dataChanged.emit(self.index(other[0], CANDIDATE), self.index(other[-1], ON_2019))

    def _contenders(self) -> list[int]:
        """Return the election's rows of those who stand here before or after the scenario."""
        before, after = self._session.base.standing, self._session.outcome.standing
        election = self._session.election
        return [row for row in election.rows[self._session.seat_position] if before[row] or after[row]]

    def _read(self) -> None:
        base, outcome, shown = self._session.base, self._session.outcome, self._shown
        different = base.votes[shown] - outcome.votes[shown]
        self.changed = bool(
            (abs(different) >= CHANGED_VOTES).any() or (base.standing[shown] != outcome.standing[shown]).any()
        )
        change_on_2019 = measures.notional_change(outcome, self._notional)
        self._rows = [self._row(row, float(change_on_2019[row])) for row in shown]

    def _row(self, row: int, on_2019: float) -> CandidateRow:
        session = self._session
        candidate = session.election.candidates[row]
        stood, stands = bool(session.base.standing[row]), bool(session.outcome.standing[row])
        before_votes, after_votes = float(session.base.votes[row]), float(session.outcome.votes[row])
        before, after = float(session.base.share[row]), float(session.outcome.share[row])
        elected = int(session.outcome.winner[session.seat_position]) == row
        words = []
        if not stands:
            words.append("withdrawn")
        if not stood:
            words.append("added by the scenario")
        if candidate.sitting_mp or candidate.former_mp:
            words.append("sitting MP" if candidate.sitting_mp else "former MP")
        if elected:
            words.append("elected")
        elif int(session.base.winner[session.seat_position]) == row:
            words.append("loses")
        party = dataset.load_parties()[candidate.party].name
        change_votes = formatting.change(round(after_votes) - round(before_votes))
        change_share = formatting.change_pp((after - before) * 100)
        change_2019 = formatting.change_pp(on_2019 * 100)
        figures = (
            _votes_and_share(before_votes, before) if stood else NONE,
            _votes_and_share(after_votes, after) if stands else NONE,
            f"{change_votes}\n{change_share}",
            change_2019,
        )
        spoken = (
            ", ".join([candidate.name, party, *words]),
            _spoken(before_votes, before) if stood else "did not stand",
            _spoken(after_votes, after) if stands else "withdrawn",
            f"{change_votes} votes, {change_share} points",
            "no figure" if math.isnan(on_2019) else f"{change_2019} points on 2019",
        )
        return CandidateRow(
            candidate.name,
            candidate.party,
            " · ".join([candidate.party, *words]),
            elected,
            stands,
            before if stood else 0.0,
            after if stands else 0.0,
            figures,
            spoken,
        )


def _votes_and_share(votes: float, share: float) -> str:
    return f"{formatting.votes(votes)}\n{formatting.percent(share)}"


def _spoken(votes: float, share: float) -> str:
    return f"{formatting.votes(votes)} votes, {formatting.percent(share)}"


class CandidateDelegate(QStyledItemDelegate):
    """Paints a candidate in two lines, and under all columns a bar of the share, from 0 to 100%.

    The bar is filled to the share after the scenario; a mark stands at the share before it. Every step of a
    drag paints every cell, so fonts, colours and shortened texts are made once and kept.
    """

    PADDING = 4
    BAR = 5
    SWATCH = 9

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = QFont()
        self._read_theme()
        self._read_font(self._font)
        theme.changed.connect(self._read_theme)

    def row_height(self, metrics: QFontMetrics) -> int:
        """Return the height of a row, in pixels."""
        return 2 * metrics.height() + self.BAR + 10

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, CandidateTable)
        row, column, rect = model.row(index.row()), index.column(), option.rect
        if option.font != self._font:
            self._read_font(option.font)
        left, top, width = rect.x() + self.PADDING, rect.y() + 3, rect.width() - 2 * self.PADDING
        line = self._line_height
        if column == CANDIDATE:
            painter.setPen(self._text if row.standing else self._muted)
            painter.setFont(self._name_font(row))
            painter.drawText(left, top + self._ascent, self._shortened(row.name, width, row.elected))
            swatch_top = top + line + (line - self.SWATCH) // 2
            painter.fillRect(left, swatch_top, self.SWATCH, self.SWATCH, self._theme.colour(row.party))
            indent = self.SWATCH + 5
            painter.setPen(self._muted)
            painter.setFont(self._font)
            status = self._shortened(row.status, width - indent, False, "sitting MP", "MP")
            painter.drawText(left + indent, top + line + self._ascent, status)
        else:
            painter.setPen(self._muted if column == BEFORE and model.changed else self._text)
            painter.setFont(self._font)
            painter.drawText(left, top, width, 2 * line, _TOP_RIGHT, row.figures[column - 1])
        self._paint_bar(painter, option, row, model.changed)
        if option.state & _FOCUSED:
            painter.setPen(option.palette.color(_HIGHLIGHT))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_bar(
        self, painter: QPainter, option: QStyleOptionViewItem, row: CandidateRow, changed: bool
    ) -> None:
        """Paint this cell's part of the bar, which lies under the whole row."""
        cell = option.rect
        whole = option.widget.width() - 2 * self.PADDING
        track = QRect(self.PADDING, cell.bottom() - self.BAR - 2, whole, self.BAR)
        painter.fillRect(track & cell, self._track)
        filled = QRect(track.x(), track.y(), round(whole * row.after), self.BAR) & cell
        if not filled.isEmpty():
            painter.fillRect(filled, self._theme.colour(row.party))
        if changed and row.before > 0:
            mark = QRect(self.PADDING + round(whole * row.before) - 1, track.y() - 2, 2, self.BAR + 4) & cell
            if not mark.isEmpty():
                painter.fillRect(mark, self._text)

    def _name_font(self, row: CandidateRow) -> QFont:
        if not row.standing:
            return self._struck
        return self._bold if row.elected else self._font

    def _shortened(self, text: str, width: int, bold: bool, long: str = "", short: str = "") -> str:
        """Return the text made to fit: with ``short`` for ``long`` in it, or an ellipsis at its end."""
        key = text, width, bold
        fitting = self._fitting.get(key)
        if fitting is None:
            metrics = self._bold_metrics if bold else self._metrics
            if long and metrics.horizontalAdvance(text) > width:
                text = text.replace(long, short)
            if len(self._fitting) > MOST_FITTED:
                self._fitting.clear()
            fitting = self._fitting[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return fitting

    def _read_theme(self) -> None:
        tokens = self._theme.tokens
        self._text, self._muted, self._track = (
            QColor(name) for name in (tokens.text, tokens.muted, tokens.track)
        )

    def _read_font(self, font: QFont) -> None:
        self._font, self._bold, self._struck = QFont(font), QFont(font), QFont(font)
        self._bold.setBold(True)
        self._struck.setStrikeOut(True)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        self._line_height, self._ascent = self._metrics.height(), self._metrics.ascent()
        self._fitting: dict[tuple[str, int, bool], str] = {}
