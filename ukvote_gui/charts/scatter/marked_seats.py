"""The seats that a person has marked, in a row of words and of what can be done with them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from ukvote_gui.core import formatting, move_edits
from ukvote_gui.core.elections import Ints
from ukvote_gui.core.moves import SetShares
from ukvote_gui.models.move_list import KINDS, LABELS
from ukvote_gui.state.session import Session

HOW_TO_MARK = "Drag to mark seats"
NAMED = 6
"""So many seats are named."""


class MarkedSeats(QWidget):
    """Which seats are marked; it is there whether any are or not, so that the plot stays as it is.

    Attributes:
        seats: positions of the marked constituencies, in order.

    Signals:
        changed: others are marked.
        copy_wanted: they are to be copied.
    """

    changed = Signal()
    copy_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.seats: Ints = np.zeros(0, dtype=np.intp)
        self._session = session
        self._words = _OneLine(self)
        self._words.setObjectName("scatter_marked")
        self._words.setAccessibleName("Marked seats")
        add = self._button("scatter_add", "Add move", "Add a move in the marked seats to the list of moves")
        add.setMenu(self._kinds_menu())
        copy = self._button("scatter_copy", "Copy", "Copy the marked seats with both figures as a table")
        clear = self._button("scatter_clear", "Clear", "Mark no seat")
        self._buttons = (add, copy, clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._words, 1)
        for button in self._buttons:
            layout.addWidget(button)
        self._tell()
        copy.clicked.connect(self.copy_wanted)
        clear.clicked.connect(self.clear)
        session.document_changed.connect(self.clear)

    @property
    def ids(self) -> list[str]:
        """ONS ids of the marked seats."""
        return [self._session.election.constituencies[seat].id for seat in self.seats.tolist()]

    def mark(self, seats: Ints) -> None:
        """Mark the constituencies at these positions, and no others."""
        self.seats = np.unique(seats)
        self._tell()
        self.changed.emit()

    def mark_also(self, seats: Ints) -> None:
        """Mark the constituencies at these positions besides those that are."""
        self.mark(np.concatenate([self.seats, seats]))

    def toggle(self, seat: int) -> None:
        """Mark a constituency, or mark it no more."""
        self.mark(np.setxor1d(self.seats, [seat]))

    def clear(self) -> None:
        """Mark none."""
        self.mark(np.zeros(0, dtype=np.intp))

    def _tell(self) -> None:
        election = self._session.election
        names = [election.constituencies[seat].name for seat in self.seats.tolist()]
        words = f"{formatting.counted(len(names), 'seat')} marked: {', '.join(names[:NAMED])}"
        if len(names) > NAMED:
            words += f" and {formatting.votes(len(names) - NAMED)} more"
        self._words.setText(words if names else HOW_TO_MARK)
        self._words.setToolTip(words if names else "")
        for button in self._buttons:
            button.setEnabled(bool(names))

    def _kinds_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind, text, what in KINDS:
            if kind != SetShares.kind:  # which is about a single seat
                action = menu.addAction(f"{text}  –  {what}")
                action.setObjectName(f"scatter_add_{kind}")
                action.setData(kind)
                action.triggered.connect(self._on_add)
        return menu

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        return button

    def _on_add(self) -> None:
        """Add a move in the marked seats, that changes nothing until it is edited."""
        action = self.sender()
        if not isinstance(action, QAction):
            return
        kind, session = str(action.data()), self._session
        move = move_edits.in_seats(move_edits.blank(kind, session.seat), tuple(self.ids))
        position = session.scenario.edits_start
        where = formatting.counted(len(self.seats), "marked seat")
        added = move_edits.inserted(session.scenario, position, move)
        session.change(added, f"Add a {LABELS[kind]} in {where}")
        session.message_posted.emit(
            f"Added a {LABELS[kind]} in {where}. It changes nothing until it is given content."
        )
        session.move_wanted.emit(position)


class _OneLine(QLabel):
    """Words on one line, elided where there is no room for all of them; the tool tip has them all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        fitting = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), fitting)
