"""Draws of the session's scenario, made while the window goes on."""

from __future__ import annotations

import contextlib
import threading
import time

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ukvote_gui.core import dataset
from ukvote_gui.core.chances import Chances, draw_alike
from ukvote_gui.core.draws import DrawsCancelledError, run_draws, uncertain_amounts
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state import threads
from ukvote_gui.state.session import Session

CANCELLED = "Cancelled."
FAILED = "The draws failed."
OUTDATED = "Stopped, because the scenario changed."


class DrawsWorker(QObject):
    """Draws the session's scenario off the window's thread; :func:`draws_of` gives the session's own.

    A run whose scenario changes is called off, and its answer is never delivered. So it is when the worker,
    or the program, comes to its end.

    Attributes:
        seconds: how long that took.
        total: number of draws of the run that goes on, or of the last one.

    Signals:
        started: a run goes on.
        progressed: so many of its draws are done.
        ended: none goes on any more; why, in words, where it was called off.
        chances_changed: ``chances``, or whether they are of the scenario as it is, changed.
    """

    started = Signal()
    progressed = Signal(int)
    ended = Signal(str)
    chances_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._run: _Run | None = None
        self._called_off: list[_Run] = []
        self._found: Chances | None = None
        self._told: tuple[Chances | None, bool] = (None, False)
        self.seconds = 0.0
        self.total = 0
        session.outcome_changed.connect(self._on_outcome_changed)
        session.document_changed.connect(self._on_document_changed)

    @property
    def running(self) -> bool:
        """Whether a run goes on."""
        return self._run is not None

    @property
    def chances(self) -> Chances | None:
        """What the last finished run of this document came to.

        None where there is none, or where there is nothing uncertain any more to draw anew.
        """
        found, scenario = self._found, self._session.scenario
        shown = found is not None and (found.answers(scenario) or uncertain_amounts(scenario) > 0)
        return found if shown else None

    @property
    def stale(self) -> bool:
        """Whether ``chances`` are of an earlier version of the scenario."""
        found = self.chances
        return found is not None and not found.answers(self._session.scenario)

    def start(self, draws: int, seed: int) -> None:
        """Draw the scenario as it is so many times; a run that goes on is called off."""
        self._call_off()
        self.total = draws
        run = self._run = _Run(self._session.scenario, draws, seed)
        run.progressed.connect(self._on_progressed)
        run.done.connect(self._on_done)
        self.destroyed.connect(run.call_off)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(run.call_off)
        self.started.emit()
        threads.start(run.run)

    def cancel(self) -> None:
        """Call the run off."""
        if self._call_off():
            self.ended.emit(CANCELLED)

    def _call_off(self) -> bool:
        run, self._run = self._run, None
        if run is None:
            return False
        run.call_off()
        # What is left of it is to be let go of in this thread.
        self._called_off.append(run)
        return True

    def _on_outcome_changed(self) -> None:
        if self._run is not None and not draw_alike(self._run.scenario, self._session.scenario):
            self._call_off()
            self.ended.emit(OUTDATED)
        self._tell()

    def _on_document_changed(self) -> None:
        if self._call_off():
            self.ended.emit(OUTDATED)
        self._found = None
        self._tell()

    def _tell(self) -> None:
        """Tell of the chances where they, or whether they are of the scenario as it is, are others."""
        now = self.chances, self.stale
        if now != self._told:
            self._told = now
            self.chances_changed.emit()

    def _on_progressed(self, run: object, done: int) -> None:
        if run is self._run:
            self.progressed.emit(done)

    def _on_done(self, run: object, chances: Chances | None, error: Exception | None) -> None:
        if run is not self._run:
            self._called_off = [other for other in self._called_off if other is not run]
            return
        assert self._run is not None
        self.seconds = self._run.seconds
        self._run = None
        if error is not None:
            self.ended.emit(FAILED)
            raise error
        self._found = chances
        self.ended.emit("")
        self._tell()


def draws_of(session: Session) -> DrawsWorker:
    """Return the one worker that draws a session's scenario."""
    found = session.findChild(DrawsWorker)
    return found if isinstance(found, DrawsWorker) else DrawsWorker(session)


class _Run(QObject):
    """One run on its way through another thread.

    Signals:
        progressed: itself, and how many draws are done.
        done: itself, its answer, and what it raised.
    """

    progressed = Signal(object, int)
    done = Signal(object, object, object)

    def __init__(self, scenario: Scenario, draws: int, seed: int) -> None:
        super().__init__()
        self.scenario = scenario
        self.seconds = 0.0
        self._draws = draws
        self._seed = seed
        self._off = threading.Event()

    def call_off(self) -> None:
        """Have it stop; may be called on any thread."""
        self._off.set()

    def run(self) -> None:
        start = time.perf_counter()
        chances: Chances | None = None
        error: Exception | None = None
        try:
            election = dataset.load_election(self.scenario.base)
            chances = run_draws(
                election,
                self.scenario,
                self._draws,
                self._seed,
                on_progress=self._on_progress,
                cancelled=self._off.is_set,
            )
        except DrawsCancelledError:
            pass
        except Exception as raised:  # noqa: BLE001 - it is raised again where it is seen
            error = raised
        self.seconds = time.perf_counter() - start
        # Qt's side of it goes with the QApplication, where a program ends without waiting for the pool.
        with contextlib.suppress(RuntimeError):
            self.done.emit(self, chances, error)

    def _on_progress(self, done: int) -> None:
        self.progressed.emit(self, done)
