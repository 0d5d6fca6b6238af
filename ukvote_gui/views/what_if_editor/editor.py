"""The what-if editor: a constituency's shares, each with a slider, a number and a lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.core import editing, formatting
from ukvote_gui.state.gesture import Gesture
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.what_if_editor.candidate_row import SHOWN_DECIMALS, WITHDRAWN, CandidateRow, padlock
from ukvote_gui.views.what_if_editor.result import Result

ROWS_IN_SIGHT = 3
HINT = "Others move in proportion; padlocks hold."


class WhatIfEditor(QWidget):
    """Edits the shares of the selected constituency's candidates, and says what follows there.

    Handles besides those of HANDLES.md: ``what_if_name``, ``what_if_winner``, ``what_if_before``,
    ``what_if_flip`` and ``what_if_status`` are its labels, ``share_votes_<person id>`` a candidate's votes.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("what_if_editor")
        self.setAccessibleName("What-if editor")
        self._session = session
        self._theme = theme
        self._gesture = Gesture(session)
        self._rows: list[CandidateRow] = []
        self._shown: dict[str, CandidateRow] = {}

        self._name = QLabel(self)
        self._name.setObjectName("what_if_name")
        self._name.setAccessibleName("Constituency")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._name.setFont(font)
        self._reset = QPushButton("&Reset this seat", self)
        self._reset.setObjectName("reset_constituency")
        self._reset.setAccessibleName("Reset this seat")
        self._reset.setToolTip("Drop every share that was set by hand in this constituency")
        self._reset.clicked.connect(self._on_reset)
        self._result = Result(theme, self)
        self._status = QLabel(HINT, self)
        self._status.setObjectName("what_if_status")
        self._status.setAccessibleName("About the shares")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

        self._list = QWidget()
        self._list_layout = QVBoxLayout(self._list)
        self._list_layout.setContentsMargins(0, 0, 4, 0)
        self._list_layout.setSpacing(4)
        self._list_layout.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._list)

        heading = QHBoxLayout()
        heading.addWidget(self._name, 1)
        heading.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(heading)
        layout.addWidget(self._result)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._status)

        session.seat_changed.connect(self._show_constituency)
        session.election_changed.connect(self._show_constituency)
        session.outcome_changed.connect(self._refresh)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._show_constituency()
        self._scroll.setMinimumHeight(ROWS_IN_SIGHT * self._rows[0].sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(420, max(super().sizeHint().height(), 460))

    def _show_constituency(self) -> None:
        """Give each candidate of the selected constituency a row."""
        self._gesture.end()
        election = self._session.election
        rows = election.rows[self._session.seat_position]
        while len(self._rows) < len(rows):
            self._add_row()
        self._shown = {}
        for row, at in zip(self._rows, rows, strict=False):
            candidate = election.candidates[at]
            row.show_candidate(candidate, at, float(self._session.base.share[at]) * 100)
            self._shown[candidate.person] = row
        for row in self._rows[len(rows) :]:
            row.leave()
        self._name.setText(self._session.constituency.name)
        self._scroll.verticalScrollBar().setValue(0)
        self._refresh()

    def _add_row(self) -> None:
        row = CandidateRow(self._theme, self._list)
        row.show_lock_icon(self._lock_icon)
        row.share_moved.connect(self._on_share_moved)
        row.lock_toggled.connect(self._on_lock_toggled)
        row.slider.sliderPressed.connect(self._gesture.hold)
        row.slider.sliderReleased.connect(self._on_released)
        row.slider.left.connect(self._gesture.end)
        row.spin.left.connect(self._gesture.end)
        self._list_layout.insertWidget(len(self._rows), row)
        # A widget made later comes last in the window's tab order, after the other panels.
        before: QWidget = self._rows[-1].lock if self._rows else self._reset
        for control in (row.slider, row.spin, row.lock):
            QWidget.setTabOrder(before, control)
            before = control
        self._rows.append(row)

    def _refresh(self) -> None:
        """Show the outcome; called at every step of a drag."""
        session = self._session
        outcome = session.outcome
        seat = session.seat_position
        rows = session.election.rows[seat]
        of_seat = slice(rows.start, rows.stop)
        locked = session.locks.get(session.seat, frozenset())
        winner = int(outcome.winner[seat])
        standing = outcome.standing[of_seat].tolist()
        counted = float(outcome.valid_votes[seat]) > 0
        free = {
            person
            for person, stands in zip(self._shown, standing, strict=True)
            if stands and person not in locked
        }
        for (person, row), stands, share, votes in zip(
            self._shown.items(),
            standing,
            outcome.share[of_seat].tolist(),
            outcome.votes[of_seat].tolist(),
            strict=True,
        ):
            row.show_lock(person in locked)
            row.label.set_strong(row.at == winner and counted)
            row.show_share(share * 100, formatting.votes(votes) if stands else WITHDRAWN)
            row.allow(_obstacle(stands, counted, bool(free - {person}), sum(standing) > 1))
        self._result.show_result(session, seat)
        self._reset.setEnabled(editing.has_edits(session.scenario, session.seat))

    def _on_share_moved(self, person: str, points: float, goes_on: bool) -> None:
        session = self._session
        locked = session.locks.get(session.seat, frozenset())
        start = self._gesture.start_of(person, goes_on)
        shares = editing.standing_shares(start.outcome, session.seat)
        low, high = editing.limits(start.outcome, session.seat, person, locked)
        held = min(max(points, low), high)
        if round(points, SHOWN_DECIMALS) == round(shares[person], SHOWN_DECIMALS):
            scenario = start.scenario  # back where it began, to the last decimal that is not shown as well
        else:
            scenario = editing.with_share(start.scenario, start.outcome, session.seat, person, held, locked)
        name = self._shown[person].candidate.name
        before = session.outcome
        self._gesture.change(scenario, f"{session.constituency.name}: {name} {formatting.points(held)}%")
        if session.outcome is before:
            self._refresh()  # nobody said that anything changed, and the control has to go back
        shown = formatting.points(held, SHOWN_DECIMALS)
        self._say(
            f"Held at {shown}%: the padlocks leave no more."
            if round(points, SHOWN_DECIMALS) > round(held, SHOWN_DECIMALS)
            else ""
        )

    def _on_released(self) -> None:
        self._gesture.end()
        self._refresh()

    def _on_lock_toggled(self, person: str, locked: bool) -> None:
        self._gesture.end()
        held = self._session.locks.get(self._session.seat, frozenset())
        self._session.locks[self._session.seat] = held | {person} if locked else held - {person}
        self._say("")
        self._refresh()

    def _on_reset(self) -> None:
        session = self._session
        self._gesture.end()
        self._say("")
        session.change(session.scenario.without_edits(session.seat), f"Reset {session.constituency.name}")

    def _say(self, problem: str) -> None:
        if self._status.text() != (problem or HINT):
            self._status.setText(problem or HINT)
            self._status.setToolTip(problem)

    def _on_theme_changed(self) -> None:
        self._lock_icon = padlock(QColor(self._theme.tokens.accent), QColor(self._theme.tokens.muted))
        for row in self._rows:
            row.show_lock_icon(self._lock_icon)
            row.show_colours()
        muted = self._status.palette()
        muted.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.tokens.muted))
        self._status.setPalette(muted)


def _obstacle(stands: bool, counted: bool, others_free: bool, contested: bool) -> str:
    """Return why a candidate's share cannot be set, or nothing."""
    if not stands:
        return "This candidate does not stand in this scenario"
    if not contested:
        return "Nobody else stands here"
    if not counted:
        return "Nobody votes here in this scenario, so there are no shares to set"
    return "" if others_free else "All the other shares are held by padlocks; release one to set this share"
