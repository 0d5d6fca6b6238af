"""What holds for every test: private settings, no display, and nothing left behind.

A test fails on a Qt warning or an exception in a slot (pytest-qt), on a Python warning (pytest), and here on
a logged error, a thread that goes on, or a window that stays. A test that means an error to be logged says so
with `@pytest.mark.logs_errors`. Qt is looked at only where something has loaded it: the core's tests run
without it.
"""

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ukvote_gui.state.session import Session
    from ukvote_gui.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything makes a QApplication

# A busy machine is not a failing test; and what CI tries, a developer can try again.
hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")

THREAD_GRACE_SECONDS = 2.0


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs_errors: the test means errors to be logged")


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs an error or leaves a thread or a window behind.

    It is set up before a test's other fixtures, so it looks once they are all torn down.
    """
    errors = _ErrorLog()
    logging.getLogger().addHandler(errors)
    threads_before = set(threading.enumerate())
    windows_before = _windows()
    yield
    logging.getLogger().removeHandler(errors)
    problems = [f"a thread goes on: {thread.name}" for thread in _leaked_threads(threads_before)]
    problems += [f"a window stays: {window}" for window in _leaked_windows(windows_before)]
    if "logs_errors" not in request.keywords:
        problems += [f"an error was logged: {message}" for message in errors.messages]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(autouse=True)
def private_folders(
    nothing_left_behind: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Path]:
    """Give each test folders of its own, not yet made, for settings (`config`) and data (`data`)."""
    folders = {name: tmp_path / "private" / name for name in ("config", "data")}
    for name, folder in folders.items():
        monkeypatch.setenv(f"UKVOTE_{name.upper()}_DIR", str(folder))
    return folders


@pytest.fixture
def session(qapp: "QApplication") -> Iterator["Session"]:
    """A session in which nothing is changed."""
    from shiboken6 import isValid

    from ukvote_gui.state.session import Session

    session = Session()
    yield session
    # With all that it is the parent of. Python might collect them on a thread of a later test, where a timer
    # that still runs cannot be stopped: it fires after its end, and the process crashes.
    if isValid(session):
        session.deleteLater()


@pytest.fixture
def theme(qapp: "QApplication") -> Iterator["Theme"]:
    """The light theme."""
    from ukvote_gui.theme import Theme

    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


class _ErrorLog(logging.Handler):
    """Keeps the messages of records at ERROR and worse."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {self.format(record)}")


def _leaked_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return the threads, begun since, that do not end by themselves in a moment."""
    if core := sys.modules.get("PySide6.QtCore"):
        core.QThreadPool.globalInstance().waitForDone(int(THREAD_GRACE_SECONDS * 1000))
    give_up_at = time.monotonic() + THREAD_GRACE_SECONDS
    leaked = []
    for thread in set(threading.enumerate()) - before:
        # Python makes a dummy for a thread of Qt's that ran Python, and keeps it when the thread has gone.
        if not isinstance(thread, threading._DummyThread):
            thread.join(max(0.0, give_up_at - time.monotonic()))
            if thread.is_alive():
                leaked.append(thread)
    return leaked


def _windows() -> list["QWidget"]:
    """Return all windows, shown or not, but for the tool tip, which Qt keeps for the next time."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [w for w in widgets.QApplication.topLevelWidgets() if w.metaObject().className() != "QTipLabel"]


def _leaked_windows(before: list["QWidget"]) -> list[str]:
    """Return descriptions of the windows made since that are still there, and delete them."""
    if not _windows():
        return []
    from PySide6.QtCore import QCoreApplication, QEvent

    def finish_deletions() -> list["QWidget"]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return [window for window in _windows() if window not in before]

    if finish_deletions():
        gc.collect()  # a window that only a cycle of references holds is as good as gone
    leaked = finish_deletions()
    descriptions = [f"{type(window).__name__} {window.objectName()!r}" for window in leaked]
    for window in leaked:
        window.close()
        window.deleteLater()
    finish_deletions()
    return descriptions
