"""Work on other threads than the window's, without Python's collection of garbage on these."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal


def start(work: Callable[[], None]) -> None:
    """Have something done on another thread, from the window's.

    The pool holds it until it is done, also where nobody waits for it any more.
    """
    pause = _Pause.of_the_program()
    pause.begin()

    def do_and_tell() -> None:
        try:
            work()
        finally:
            pause.ended.emit()

    QThreadPool.globalInstance().start(do_and_tell)


class _Pause(QObject):
    """A pause of the collection of garbage while anything goes on elsewhere.

    Python collects on whatever thread asks for memory. Objects of Qt that nothing but a cycle of references
    holds would be deleted there, where their timers cannot be stopped: one fires after its end, and the
    process crashes.

    Signals:
        ended: one of the works is done; sent from its thread.
    """

    ended = Signal()

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._works = 0
        self._collecting = False
        self.ended.connect(self._on_ended)

    @staticmethod
    def of_the_program() -> _Pause:
        application = QCoreApplication.instance()
        found = None if application is None else application.findChild(_Pause)
        return found or _Pause(application)

    def begin(self) -> None:
        if not self._works:
            self._collecting = gc.isenabled()
            gc.disable()
        self._works += 1

    def _on_ended(self) -> None:
        self._works -= 1
        if not self._works and self._collecting:
            gc.enable()
