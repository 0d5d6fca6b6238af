"""Why the selected constituency elects whom it elects: the answer, and the audit trail under it."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ukvote_gui.core import dataset, tables
from ukvote_gui.core.reasons.account import Account, LeftOut, account_of
from ukvote_gui.core.reasons.changes import Change
from ukvote_gui.models import trail_table
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row, candidate_cell
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.state import clipboard
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import AnswerPanel, quiet_label, title_label, words_label

ROUNDING = "Votes are not rounded on the way, so shown figures may add up to a vote more or less."
WITHOUT_HEADS = (
    Head("Without"),
    Head("wins", "Who would have the seat if this move alone were off"),
    Head("by", "By how many votes", figures=True),
    Head("Flips", "Whether that is somebody else than with the move"),
)


class WhyPanel(AnswerPanel):
    """Says why the session's constituency has its winner, and which move did what to it.

    Inside it: ``why_name``, ``why_answer``, ``why_untouched``, ``why_changes`` (QLabel), ``why_trail`` and
    ``why_without`` (QTableView).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why_panel")
        self.setAccessibleName("Why this seat")
        self._session = session
        self._card = _Card(theme)
        self._trail = AnswerTable(theme, parent=self)
        self._trail_view = AnswerView(
            "why_trail", "Votes after each move", self._trail, roomy={0: 20}, frozen=True
        )
        self._untouched = quiet_label()
        self._untouched.setObjectName("why_untouched")
        self._changes = words_label("why_changes")
        self._changes.setTextFormat(Qt.TextFormat.RichText)
        self._without = AnswerTable(theme, WITHOUT_HEADS, self)
        self._without_view = AnswerView(
            "why_without", "What if one move alone were off", self._without, roomy={0: 12, 1: 12}
        )
        self._trail_title = title_label("Votes after each move")
        self._changes_title = title_label("What each move took and gave")
        self._without_title = title_label("With one of these moves alone switched off")
        self.body.addWidget(self._card)
        self.body.addWidget(self.status)
        self.body.addWidget(self._trail_title)
        self.body.addWidget(self._trail_view)
        self.body.addWidget(self._untouched)
        self.body.addSpacing(4)
        self.body.addWidget(self._changes_title)
        self.body.addWidget(self._changes)
        self.body.addSpacing(4)
        self.body.addWidget(self._without_title)
        self.body.addWidget(self._without_view)
        self.body.addStretch(1)
        session.seat_changed.connect(self.follow_now)
        session.outcome_changed.connect(self.follow)
        theme.changed.connect(self._on_theme_changed)
        self._trail_view.copy_pressed.connect(self._on_copy_pressed)

    def question(self) -> Work:
        scenario = self._session.scenario
        return partial(account_of, dataset.load_election(scenario.base), scenario, self._session.seat)

    def show_answer(self, answer: object) -> None:
        assert isinstance(answer, Account)
        self._card.show_answer(answer)
        self._trail.show(trail_table.rows_of(answer), trail_table.heads_of(answer))
        notes = [answer.untouched] if answer.untouched else []
        if not trail_table.adds_up(answer):
            notes.append(ROUNDING)
        self._untouched.setText(" ".join(notes))
        self._untouched.setVisible(bool(notes))
        self._changes.setText("".join(_change_in_html(change) for change in answer.changes))
        self._without.show([_without_row(left) for left in answer.without])
        self._changes_title.setVisible(bool(answer.changes))
        self._changes.setVisible(bool(answer.changes))
        self._without_title.setVisible(len(answer.without) > 1)
        self._without_view.setVisible(len(answer.without) > 1)

    def _on_theme_changed(self) -> None:
        self._card.update()
        self._trail_view.viewport().update()
        self._without_view.viewport().update()

    def _on_copy_pressed(self) -> None:
        table = self._trail.table()
        clipboard.put(tables.as_text(table), tables.as_html(table))
        self._session.message_posted.emit("Copied the votes after each move.")


def _without_row(left: LeftOut) -> Row:
    return Row(
        (
            Cell(f"{left.index + 1}. {left.name}", strong=left.decisive),
            candidate_cell(left.winner, strong=left.decisive),
            Cell(left.margin),
            Cell("yes" if left.decisive else "no", strong=left.decisive, quiet=not left.decisive),
        )
    )


def _change_in_html(change: Change) -> str:
    lines = "".join(f"<br>{escape(line)}" for line in change.lines)
    note = f"<br><i>{escape(change.note)}</i>" if change.note else ""
    return f'<p style="margin: 0 0 6px 0"><b>{change.index + 1}. {escape(change.name)}</b>{lines}{note}</p>'


class _Card(QFrame):
    """The constituency's name and the answer, with a stripe in the winner's colour."""

    STRIPE = 6

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._party = ""
        self._flipped = False
        self._name = QLabel()
        self._name.setObjectName("why_name")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._name.setFont(font)
        self._answer = words_label("why_answer")
        self._answer.setAccessibleName("Why this seat has its winner")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self.STRIPE + 10, 8, 10, 8)
        layout.setSpacing(3)
        layout.addWidget(self._name)
        layout.addWidget(self._answer)

    def show_answer(self, account: Account) -> None:
        """Show the answer of an account."""
        self._name.setText(account.name)
        self._answer.setText(account.answer)
        self._party, self._flipped = account.winner.party, account.flipped
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.changed if self._flipped else tokens.base))
        painter.fillRect(QRect(0, 0, self.STRIPE, self.height()), self._theme.colour(self._party))
        painter.setPen(QColor(tokens.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
