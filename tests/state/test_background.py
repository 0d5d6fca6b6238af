"""Work off the window's thread: the latest question's answer, and no other."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool
from pytestqt.qtbot import QtBot

from ukvote_gui.state.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def answers_of(background: Background) -> list[object]:
    answers: list[object] = []
    background.answered.connect(answers.append)
    return answers


def held(gate: threading.Event, answer: object) -> object:
    assert gate.wait(5)
    return answer


def test_the_answer_comes_from_another_thread_to_this_one(background: Background, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[int] = []
    background.answered.connect(partial(_note_thread, seen))
    with qtbot.waitSignal(background.answered) as signal:
        background.ask(threading.get_ident)
        assert background.busy
    assert signal.args is not None
    assert signal.args[0] != here
    assert seen == [here]
    assert not background.busy


def _note_thread(seen: list[int], _answer: object) -> None:
    seen.append(threading.get_ident())


def test_of_questions_asked_meanwhile_only_the_last_is_worked_on(
    background: Background, qtbot: QtBot
) -> None:
    answers, gate = answers_of(background), threading.Event()
    worked: list[str] = []

    def work(name: str) -> str:
        worked.append(name)
        return name

    background.ask(partial(held, gate, "stale"))
    for name in ("never", "last"):
        background.ask(partial(work, name))
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert answers == ["last"]
    assert worked == ["last"]


def test_what_is_forgotten_is_not_answered(background: Background, qtbot: QtBot) -> None:
    answers, gate = answers_of(background), threading.Event()
    background.ask(partial(held, gate, "forgotten"))
    background.forget()
    assert not background.busy
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(20)
    assert answers == []


def test_after_forgetting_one_can_ask_again(background: Background, qtbot: QtBot) -> None:
    answers, gate = answers_of(background), threading.Event()
    background.ask(partial(held, gate, "old"))
    background.forget()
    background.ask(lambda: "new")
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert answers == ["new"]


def test_a_long_wait_is_told_once(background: Background, qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[bool] = []
    background.took_long.connect(partial(told.append, True))
    with qtbot.waitSignal(background.took_long):
        background.ask(partial(held, gate, 1))
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [True]


def test_a_quick_answer_is_no_long_wait(background: Background, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(background.took_long, wait=250):
        background.ask(lambda: 1)


def test_what_is_raised_comes_out_in_the_window_s_thread(background: Background, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as exceptions:
        background.ask(partial(int, "no number"))
        qtbot.waitUntil(lambda: not background.busy)
    assert [kind for kind, _, _ in exceptions] == [ValueError]


def test_who_asked_may_go_before_the_answer_comes(qtbot: QtBot) -> None:
    gate, owner = threading.Event(), QObject()
    background = Background(owner)
    background.ask(partial(held, gate, 1))
    gone = weakref.ref(background)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del background, owner
    gc.collect()
    assert gone() is None
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(20)
