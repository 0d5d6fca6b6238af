"""Work that takes too long for the window's own thread: one question at a time, only the latest counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ukvote_gui.state import threads

Work = Callable[[], object]
"""A question: it is called on another thread, so it holds frozen values and no widget."""

LONG_MS = 150
"""Who waits for longer than this wants to know that something is going on."""


class Background(QObject):
    """Answers questions off the window's thread.

    One is worked on at a time. A question asked meanwhile waits, and takes the place of one that waits
    already; the answer of one that is not the latest any more is dropped.

    Signals:
        answered: the latest question has this answer.
        took_long: the latest question is being worked on for a while.
    """

    answered = Signal(object)
    took_long = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None
        self._waiting: Work | None = None
        self._wanted = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONG_MS)
        self._patience.timeout.connect(self.took_long)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._wanted

    def ask(self, work: Work) -> None:
        """Have ``work`` done: its result is the answer, what it raises comes out in the window's thread."""
        self._wanted = True
        self._waiting = work
        if not self._patience.isActive():
            self._patience.start()
        if self._job is None:
            self._start()

    def forget(self) -> None:
        """Want no answer any more to what was asked."""
        self._wanted = False
        self._waiting = None
        self._patience.stop()

    def _start(self) -> None:
        work, self._waiting = self._waiting, None
        if work is None:
            return
        self._job = _Job(work)
        self._job.done.connect(self._on_done)
        threads.start(self._job.run)

    def _on_done(self, answer: object, error: Exception | None) -> None:
        self._job = None
        if self._waiting is not None:
            self._start()
            return
        if not self._wanted:
            return
        self.forget()
        if error is not None:
            raise error
        self.answered.emit(answer)


class _Job(QObject):
    """One question on its way through another thread.

    Signals:
        done: its answer, or what it raised.
    """

    done = Signal(object, object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        try:
            answer, error = self._work(), None
        except Exception as raised:  # noqa: BLE001 - it is raised again where it is seen
            answer, error = None, raised
        self.done.emit(answer, error)
