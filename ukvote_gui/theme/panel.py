"""What all panels of answers have in common: they follow the session when it rests, and only while seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.state.background import Background, Work
from ukvote_gui.theme.sight import Follower

DELAY_MS = 100
"""How long changes pause before a panel follows: a hand that drags is not held up by it."""

WORKING = "Working it out…"


class AnswerPanel(QScrollArea):
    """A panel whose body scrolls up and down, and shows the answer to a question about the session.

    It asks anew after :meth:`follow`, on another thread. While it is hidden, or in a tab behind another, it
    does no work; seen again, it catches up. Subclasses give :meth:`question` and :meth:`show_answer`, and
    put widgets into ``body``.

    Attributes:
        body: the layout of what it shows.
        status: says that an answer takes its time; hidden otherwise.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._background = Background(self)
        self._background.answered.connect(self._on_answered)
        self._background.took_long.connect(self._on_took_long)
        widget = QWidget()
        self.body = QVBoxLayout(widget)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(6)
        self.setWidget(widget)
        self._follower = Follower(widget, DELAY_MS)
        self._follower.due.connect(self._on_due)
        self.status = quiet_label(self)
        self.status.setText(WORKING)
        self.status.setAccessibleName("Progress")
        self.status.hide()

    @property
    def busy(self) -> bool:
        """Whether what is shown is not the answer yet to how things are."""
        return self._follower.behind or self._background.busy

    def question(self) -> Work | None:
        """Return what is to be worked out, None where the panel needs no answer now."""
        raise NotImplementedError

    def show_answer(self, answer: object) -> None:
        """Show the answer to the latest question."""
        raise NotImplementedError

    def follow(self) -> None:
        """Ask anew once changes pause for a moment, or once the panel is seen."""
        self._follower.follow_at_rest()

    def follow_now(self) -> None:
        """Ask anew without waiting for a pause, as after a click."""
        self._follower.follow_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._background.busy:
            self._background.forget()
            self._follower.follow_at_rest()

    def _on_due(self) -> None:
        work = self.question()
        if work is None:
            self._background.forget()
            self.status.hide()
        else:
            self._background.ask(work)

    def _on_answered(self, answer: object) -> None:
        self.status.hide()
        self.show_answer(answer)

    def _on_took_long(self) -> None:
        self.status.show()


def words_label(name: str, parent: QWidget | None = None) -> QLabel:
    """Return a label of plain words that wrap, and can be copied."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def quiet_label(parent: QWidget | None = None) -> QLabel:
    """Return a label for what explains, in a muted colour."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def title_label(text: str) -> QLabel:
    """Return the title of a part of a panel, in bold."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, 6, 0, 0)
    return label
