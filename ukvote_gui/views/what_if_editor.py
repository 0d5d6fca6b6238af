"""The what-if editor: a constituency's shares, each with a slider, a number and a lock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import editing, formatting
from ukvote_gui.core.elections import Candidate
from ukvote_gui.state.gesture import Gesture
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel, StepSpin

SHOWN_DECIMALS = 2
STEPS_A_POINT = 100
"""The slider's steps are as fine as the numbers beside it."""
KEY_STEP_PP = 0.1
PAGE_STEP_PP = 1.0
LOCK_ICON_SIZE = 16
MARK_HEIGHT = 4
ROWS_IN_SIGHT = 3
HINT = "Others move in proportion; padlocks hold."
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


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
        self._rows: list[_Row] = []
        self._shown: dict[str, _Row] = {}

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
        self._result = _Result(theme, self)
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
        row = _Row(self._theme, self._list)
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
            row.show_share(share * 100, formatting.votes(votes) if stands else row.absence)
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
        self._lock_icon = _lock_icon(QColor(self._theme.tokens.accent), QColor(self._theme.tokens.muted))
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


class _Row(QWidget):
    """A candidate's name, slider, share, padlock and votes. It is used again for other constituencies.

    Signals:
        share_moved: person id, points, and whether it is a step that may go on from the one before.
        lock_toggled: person id, and whether the share is held now.
    """

    share_moved = Signal(str, float, bool)
    lock_toggled = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.candidate = Candidate("", "", "", "", 0)
        self.at = -1
        self._obstacle: str | None = None
        self._votes_text = ""
        self.label = PartyLabel(theme, self)
        self.slider = _ShareSlider(self)
        self.spin = StepSpin(self)
        self.spin.setRange(0.0, 100.0)
        self.spin.setDecimals(SHOWN_DECIMALS)
        self.spin.setSingleStep(KEY_STEP_PP)
        self.spin.setSuffix("%")
        self.spin.setAlignment(_RIGHT)
        self.spin.setFixedSize(self.spin.sizeHint())
        self.lock = QToolButton(self)
        self.lock.setCheckable(True)
        self.lock.setAutoRaise(True)
        self.lock.setIconSize(QSize(LOCK_ICON_SIZE, LOCK_ICON_SIZE))
        self.lock.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.votes = QLabel(self)
        self.votes.setAlignment(_RIGHT)
        # Of fixed size, so that new text moves nothing and costs no layout.
        self.votes.setFixedSize(
            self.votes.fontMetrics().horizontalAdvance("withdrawn") + 4, self.spin.sizeHint().height()
        )
        self.label.setBuddy(self.spin)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(5)
        layout.setVerticalSpacing(0)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.slider, 1, 0)
        layout.addWidget(self.spin, 0, 1, 2, 1)
        layout.addWidget(self.lock, 0, 2, 2, 1)
        layout.addWidget(self.votes, 0, 3, 2, 1)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.spin.valueChanged.connect(self._on_spin_changed)
        self.lock.toggled.connect(self._on_lock_toggled)

    @property
    def absence(self) -> str:
        """What to say of a candidate who does not stand."""
        return "not standing" if self.candidate.person.startswith("new:") else "withdrawn"

    def show_candidate(self, candidate: Candidate, at: int, base_points: float) -> None:
        """Become the row of a candidate, at row ``at`` of the election."""
        self.slider.blockSignals(True)
        self.slider.setSliderDown(False)
        self.slider.blockSignals(False)
        self.candidate = candidate
        self.at = at
        person, name = candidate.person, candidate.name
        called = f"{name} ({candidate.party})"
        self.label.show_party(candidate.party, name, lead=candidate.party)
        self.label.setToolTip(called)
        self.slider.set_base(round(base_points * STEPS_A_POINT))
        self.slider.setObjectName(f"share_slider_{person}")
        self.slider.setAccessibleName(f"Share of {called}, slider, hundredths of a point")
        self.spin.setObjectName(f"share_spin_{person}")
        self.spin.setAccessibleName(f"Share of {called}, per cent")
        self.lock.setObjectName(f"share_lock_{person}")
        self.lock.setAccessibleName(f"Hold the share of {name}")
        self.lock.setToolTip(f"Hold the share of {name} while others move")
        self.votes.setObjectName(f"share_votes_{person}")
        self.votes.setAccessibleName(f"Votes of {called}")
        self._obstacle = None
        self.show_colours()
        self.show()

    def leave(self) -> None:
        """Be nobody's row."""
        for widget in (self.slider, self.spin, self.lock, self.votes):
            widget.setObjectName("")
        self.hide()

    def show_share(self, points: float, votes: str) -> None:
        """Show a share and the votes, without a word to those who listen for a person's doing."""
        steps = round(points * STEPS_A_POINT)
        if self.slider.value() != steps and not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(steps)
            self.slider.blockSignals(False)
        shown = round(points, SHOWN_DECIMALS)
        if self.spin.value() != shown:
            self.spin.blockSignals(True)
            self.spin.setValue(shown)
            self.spin.blockSignals(False)
        if self._votes_text != votes:
            self._votes_text = votes
            self.votes.setText(votes)

    def show_lock(self, locked: bool) -> None:
        """Show whether the share is held."""
        if self.lock.isChecked() != locked:
            self.lock.blockSignals(True)
            self.lock.setChecked(locked)
            self.lock.blockSignals(False)

    def allow(self, obstacle: str) -> None:
        """Let the share be set, unless there is an obstacle in words."""
        if obstacle == self._obstacle:
            return
        self._obstacle = obstacle
        for widget in (self.slider, self.spin):
            widget.setEnabled(not obstacle)
            widget.setToolTip(obstacle)
        # Its own lock may be what is in the way of the others.
        gone = self.votes.text() == self.absence
        self.lock.setEnabled(not gone)
        self.label.setEnabled(not gone)
        self.votes.setEnabled(not gone)

    def show_lock_icon(self, icon: QIcon) -> None:
        """Show the padlock in the colours in use."""
        self.lock.setIcon(icon)

    def show_colours(self) -> None:
        """Colour the slider as the candidate's party."""
        colour = self._theme.colour(self.candidate.party)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Highlight, colour)
        palette.setColor(QPalette.ColorRole.Accent, colour)
        self.slider.setPalette(palette)
        self.slider.mark_colour = QColor(self._theme.tokens.text)

    def _on_slider_moved(self, steps: int) -> None:
        self.share_moved.emit(self.candidate.person, steps / STEPS_A_POINT, True)

    def _on_spin_changed(self, points: float) -> None:
        self.share_moved.emit(self.candidate.person, points, self.spin.stepping)

    def _on_lock_toggled(self, locked: bool) -> None:
        self.lock_toggled.emit(self.candidate.person, locked)


class _ShareSlider(QSlider):
    """A slider of a share, with a mark where the share was in the base.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.mark_colour = QColor()
        self._base = 0
        self.setRange(0, 100 * STEPS_A_POINT)
        self.setSingleStep(round(KEY_STEP_PP * STEPS_A_POINT))
        self.setPageStep(round(PAGE_STEP_PP * STEPS_A_POINT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(100)

    def set_base(self, steps: int) -> None:
        """Set where the share was in the base."""
        self._base = steps
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        style = self.style()
        handle = style.pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        x = handle / 2 + QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), self._base, self.width() - handle
        )
        painter = QPainter(self)
        painter.setPen(QPen(self.mark_colour, 1.5))
        painter.drawLine(QPointF(x, self.height() - MARK_HEIGHT), QPointF(x, self.height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Without the focus the wheel scrolls the list.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class _Result(QWidget):
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


def _lock_icon(closed: QColor, opened: QColor) -> QIcon:
    """Return a padlock: closed where its button is checked, open where not."""
    icon = QIcon()
    for state, colour in ((QIcon.State.On, closed), (QIcon.State.Off, opened)):
        pixmap = QPixmap(LOCK_ICON_SIZE * 2, LOCK_ICON_SIZE * 2)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(2, 2)
        painter.setPen(QPen(colour, 1.6))
        shackle = QRectF(4.5, 2, 7, 9) if state == QIcon.State.On else QRectF(8.5, 2, 6, 9)
        painter.drawArc(shackle, 0, 180 * 16)
        for x in (shackle.left(), shackle.right()) if state == QIcon.State.On else (shackle.left(),):
            painter.drawLine(QPointF(x, 6.5), QPointF(x, 8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(2.5, 7.5, 11, 7), 1.5, 1.5)
        painter.end()
        pixmap.setDevicePixelRatio(2)
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon
