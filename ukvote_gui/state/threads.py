"""Work on other threads than the window's, without Python's collection of garbage on these."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal


def start(work: Callable[[], None]) -> None:
    """Have something done on another thread, from the window's.

    It is held until it is done, also where nobody waits for it any more, and let go of on the window's
    thread: objects of Qt that it is of must not be deleted elsewhere.
    """
    pause = _Pause.of_the_program()
    QThreadPool.globalInstance().start(partial(_do, pause, pause.begin(work)))


def _do(pause: _Pause, number: int) -> None:
    try:
        pause.works[number]()
    finally:
        pause.ended.emit(number)


class _Pause(QObject):
    """A pause of the collection of garbage while anything goes on elsewhere.

    Python collects on whatever thread asks for memory. Objects of Qt that nothing but a cycle of references
    holds would be deleted there, where their timers cannot be stopped: one fires after its end, and the
    process crashes.

    Attributes:
        works: what goes on, by number.

    Signals:
        ended: the work of a number is done; sent from its thread.
    """

    ended = Signal(int)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self.works: dict[int, Callable[[], None]] = {}
        self._numbers = count()
        self._collecting = False
        self.ended.connect(self._on_ended)

    @staticmethod
    def of_the_program() -> _Pause:
        application = QCoreApplication.instance()
        found = None if application is None else application.findChild(_Pause)
        return found or _Pause(application)

    def begin(self, work: Callable[[], None]) -> int:
        """Hold a work, and return its number."""
        if not self.works:
            self._collecting = gc.isenabled()
            gc.disable()
        number = next(self._numbers)
        self.works[number] = work
        return number

    def _on_ended(self, number: int) -> None:
        del self.works[number]
        if not self.works and self._collecting:
            gc.enable()
