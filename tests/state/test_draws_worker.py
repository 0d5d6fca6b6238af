"""Draws off the window's thread: what comes of a run, and what never comes."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ukvote_gui.core import dataset
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.draws import run_draws
from ukvote_gui.core.moves import Pact, Turnout
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.draws_worker import CANCELLED, FAILED, OUTDATED, DrawsWorker, draws_of
from ukvote_gui.state.session import Session

PACT = Pact(members=("Green", "Ind", "WPB"), transfer=Spread(0.6, 0.4, 0.8), scope=Scope(won_by=("Lab",)))
SCENARIO = Scenario(moves=(PACT,))
MANY = 200_000
"""More draws than could be done before a test calls them off."""
PATIENCE_MS = 20_000


@pytest.fixture
def session(qapp: QApplication) -> Session:
    session = Session()
    session.change(SCENARIO, "A pact")
    return session


@pytest.fixture
def worker(session: Session) -> DrawsWorker:
    return draws_of(session)


def pool_is_idle() -> bool:
    return QThreadPool.globalInstance().activeThreadCount() == 0


def wait_until_well_under_way(worker: DrawsWorker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.progressed, timeout=PATIENCE_MS):
        pass


def test_a_session_has_one_worker(session: Session) -> None:
    assert draws_of(session) is draws_of(session)
    assert draws_of(session).parent() is session


def test_a_run_gives_what_drawing_gives(worker: DrawsWorker, session: Session, qtbot: QtBot) -> None:
    told: list[int] = []
    ended: list[str] = []
    worker.progressed.connect(told.append)
    worker.ended.connect(ended.append)
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(300, seed=4)
        assert worker.running
    assert not worker.running
    assert not worker.stale
    assert told == [50, 100, 150, 200, 250, 300]
    assert ended == [""]
    assert worker.seconds > 0
    expected = run_draws(dataset.load_election(), session.scenario, 300, seed=4)
    assert worker.chances is not None
    assert (worker.chances.wins == expected.wins).all()
    assert (worker.chances.party_seats == expected.party_seats).all()


def test_the_window_goes_on_meanwhile(worker: DrawsWorker, qtbot: QtBot) -> None:
    ticks: list[bool] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: ticks.append(worker.running))
    timer.start()
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(2000, seed=1)
    timer.stop()
    assert sum(ticks) >= 5


def test_signals_come_in_the_window_s_thread(worker: DrawsWorker, qapp: QApplication, qtbot: QtBot) -> None:
    threads: set[object] = set()

    def note(*_: object) -> None:
        threads.add(QThread.currentThread())

    for signal in (worker.started, worker.progressed, worker.ended, worker.chances_changed):
        signal.connect(note)
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    assert threads == {qapp.thread()}


def test_a_run_that_is_cancelled_says_so_and_delivers_nothing(worker: DrawsWorker, qtbot: QtBot) -> None:
    worker.start(MANY, seed=1)
    wait_until_well_under_way(worker, qtbot)
    with qtbot.assertNotEmitted(worker.chances_changed), qtbot.waitSignal(worker.ended) as ended:
        worker.cancel()
    assert ended.args == [CANCELLED]
    assert not worker.running
    with qtbot.assertNotEmitted(worker.progressed), qtbot.assertNotEmitted(worker.chances_changed):
        qtbot.waitUntil(pool_is_idle)
        QApplication.processEvents()
    assert worker.chances is None


def test_cancelling_nothing_does_nothing(worker: DrawsWorker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(worker.ended):
        worker.cancel()


def test_a_change_of_the_scenario_calls_the_run_off(
    worker: DrawsWorker, session: Session, qtbot: QtBot
) -> None:
    worker.start(MANY, seed=1)
    wait_until_well_under_way(worker, qtbot)
    with qtbot.waitSignal(worker.ended) as ended:
        session.change(Scenario(moves=(PACT, Turnout(change=-1.0))), "Turnout")
    assert ended.args == [OUTDATED]
    with qtbot.assertNotEmitted(worker.chances_changed):
        qtbot.waitUntil(pool_is_idle)
        QApplication.processEvents()
    assert worker.chances is None


def test_an_answer_already_on_its_way_is_dropped_where_the_scenario_has_changed(
    worker: DrawsWorker, session: Session, qtbot: QtBot
) -> None:
    worker.start(100, seed=1)
    QThreadPool.globalInstance().waitForDone()  # done, and waiting for the event loop
    session.change(Scenario(moves=(PACT, Turnout(change=-1.0))), "Turnout")
    with qtbot.assertNotEmitted(worker.chances_changed, wait=100):
        pass
    assert worker.chances is None


def test_another_title_calls_nothing_off(worker: DrawsWorker, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(500, seed=1)
        session.change(replace(session.scenario, title="Alliance"), "Title")
    assert worker.chances is not None
    assert not worker.stale


def test_a_second_run_takes_the_place_of_the_first(worker: DrawsWorker, qtbot: QtBot) -> None:
    worker.start(MANY, seed=1)
    wait_until_well_under_way(worker, qtbot)
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=2)
    assert worker.chances is not None
    assert (worker.chances.draws, worker.chances.seed) == (100, 2)
    qtbot.waitUntil(pool_is_idle)


def test_chances_are_stale_until_the_change_is_undone(
    worker: DrawsWorker, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    with qtbot.waitSignal(worker.chances_changed):
        session.change(Scenario(moves=(PACT, Turnout(change=-1.0))), "Turnout")
    assert worker.stale
    with qtbot.assertNotEmitted(worker.chances_changed):
        session.change(Scenario(moves=(PACT, Turnout(change=-2.0))), "Turnout")
    session.undo_stack.undo()
    with qtbot.waitSignal(worker.chances_changed):
        session.undo_stack.undo()
    assert not worker.stale


def test_another_base_makes_chances_stale(worker: DrawsWorker, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    session.change(replace(session.scenario, base="ge2024+byelections"), "Base")
    assert worker.stale
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    assert not worker.stale
    assert worker.chances is not None
    assert worker.chances.election is session.election


def test_another_document_drops_the_chances(worker: DrawsWorker, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    with qtbot.waitSignal(worker.chances_changed):
        session.new()
    assert worker.chances is None
    # The same scenario in another document has not been drawn.
    session.change(SCENARIO, "A pact")
    assert worker.chances is None
    assert not worker.stale


def test_another_document_stops_a_run(
    worker: DrawsWorker, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "same.ukvote"
    session.save(path)
    worker.start(MANY, seed=1)
    wait_until_well_under_way(worker, qtbot)
    with qtbot.waitSignal(worker.ended):
        session.open(path)
    assert not worker.running
    qtbot.waitUntil(pool_is_idle)
    assert worker.chances is None


def test_there_are_no_chances_while_nothing_is_uncertain(
    worker: DrawsWorker, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    with qtbot.waitSignal(worker.chances_changed):
        session.change(Scenario(moves=(replace(PACT, transfer=0.6),)), "Certain")
    assert worker.chances is None
    assert not worker.stale
    with qtbot.waitSignal(worker.chances_changed):
        session.undo_stack.undo()
    assert worker.chances is not None
    assert not worker.stale


def test_the_end_of_the_session_ends_the_run(qtbot: QtBot) -> None:
    session = Session()
    session.change(SCENARIO, "A pact")
    worker = draws_of(session)
    worker.start(MANY, seed=1)
    wait_until_well_under_way(worker, qtbot)
    session.deleteLater()
    QCoreApplication.sendPostedEvents(session, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(worker)
    qtbot.waitUntil(pool_is_idle, timeout=2000)


def test_the_end_of_the_program_ends_the_run(worker: DrawsWorker, qapp: QApplication, qtbot: QtBot) -> None:
    worker.start(MANY, seed=1)
    wait_until_well_under_way(worker, qtbot)
    qapp.aboutToQuit.emit()
    qtbot.waitUntil(pool_is_idle, timeout=2000)


def test_a_program_that_ends_amid_a_run_says_nothing_of_it() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from tests.state.test_draws_worker import SCENARIO\n"
        "from ukvote_gui.state.draws_worker import draws_of\n"
        "from ukvote_gui.state.session import Session\n"
        "application = QApplication([])\n"
        "session = Session()\n"
        "session.change(SCENARIO, 'A pact')\n"
        "draws_of(session).start(10_000, 1)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""


def test_runs_leave_no_thread(worker: DrawsWorker, qtbot: QtBot) -> None:
    before = threading.active_count()
    for seed in range(3):
        with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
            worker.start(100, seed)
    drawing = [thread for thread in threading.enumerate() if thread.name.startswith("draws")]
    assert not drawing
    assert threading.active_count() <= before + QThreadPool.globalInstance().maxThreadCount()


def test_what_goes_wrong_comes_out_in_the_window_s_thread(worker: DrawsWorker, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(worker.ended) as ended:
        worker.start(0, seed=1)
    assert ended.args == [FAILED]
    assert [kind for kind, _, _ in raised] == [ValueError]
    assert not worker.running


def test_a_certain_scenario_is_its_outcome(worker: DrawsWorker, session: Session, qtbot: QtBot) -> None:
    session.change(Scenario(), "Nothing")
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(100, seed=1)
    assert worker.chances is not None
    assert worker.chances.certain
    assert np.array_equal(worker.chances.mean_seats, session.outcome.party_seats)
