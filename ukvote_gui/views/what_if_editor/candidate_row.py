"""One candidate in the what-if editor: name, slider, share, padlock, votes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QStyle, QToolButton, QWidget

from ukvote_gui.core.elections import Candidate
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel, StepSpin, StillSlider

SHOWN_DECIMALS = 2
STEPS_A_POINT = 100
"""The slider's steps are as fine as the numbers beside it."""
KEY_STEP_PP = 0.1
PAGE_STEP_PP = 1.0
LOCK_ICON_SIZE = 16
MARK_HEIGHT = 4
WITHDRAWN = "withdrawn"
"""Stands in place of the votes of whoever does not stand, also of whoever was added and withdrew."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CandidateRow(QWidget):
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
            self.votes.fontMetrics().horizontalAdvance(WITHDRAWN) + 4, self.spin.sizeHint().height()
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
        self.slider.show_value(round(points * STEPS_A_POINT))
        self.spin.show_value(points)
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
        gone = self.votes.text() == WITHDRAWN
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


class _ShareSlider(StillSlider):
    """A slider of a share, with a mark where the share was in the base."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark_colour = QColor()
        self._base = 0
        self.setRange(0, 100 * STEPS_A_POINT)
        self.setSingleStep(round(KEY_STEP_PP * STEPS_A_POINT))
        self.setPageStep(round(PAGE_STEP_PP * STEPS_A_POINT))
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


def padlock(closed: QColor, opened: QColor) -> QIcon:
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
