"""Work on other threads: it is done, and meanwhile no garbage is collected there."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ukvote_gui.state import threads


class Knot(QObject):
    """An object that nothing but itself holds, with a timer."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start()


def test_no_other_thread_collects_objects_of_qt(qtbot: QtBot) -> None:
    collected: list[str] = []
    there: list[bool] = []

    def work() -> None:
        litter: list[list[int]] = [[] for _ in range(200_000)]
        collected.append(f"{len(litter)} lists")
        there.append(knot() is not None)

    qtbot.waitUntil(gc.isenabled)  # work of a test before may just have ended
    gc.collect()  # so that none is due on this thread between the two next lines
    knot = weakref.ref(Knot())
    threads.start(work)
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: bool(collected) and gc.isenabled())
    assert there == [True]
    gc.collect()
    assert knot() is None


def test_collecting_goes_on_when_the_last_work_is_done(qtbot: QtBot) -> None:
    done: list[int] = []
    qtbot.waitUntil(gc.isenabled)
    for number in range(5):
        threads.start(lambda number=number: done.append(number))  # type: ignore[misc]  # mypy sees no default
    assert not gc.isenabled()
    qtbot.waitUntil(gc.isenabled)
    assert sorted(done) == list(range(5))
