"""What is in sight, and work that waits until it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets import BehindATab, show
from ukvote_gui.theme.sight import Follower, is_seen

DELAY_MS = 30


class Work(QWidget):
    """A widget with work to do; it counts how often it does it."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0
        self.follower = Follower(self, DELAY_MS)
        self.follower.due.connect(self._on_due)

    def _on_due(self) -> None:
        self.times += 1


@pytest.fixture
def work(qtbot: QtBot) -> Work:
    return Work()


def follow_all(follower: Follower) -> None:
    follower.follow_now()
    follower.follow_soon()
    follower.follow_at_rest()


def test_what_is_not_shown_waits_until_it_is(work: Work, qtbot: QtBot) -> None:
    follow_all(work.follower)
    qtbot.wait(2 * DELAY_MS)
    assert work.times == 0
    assert work.follower.behind
    show(work, qtbot, 200, 100)
    assert work.times == 1
    assert not work.follower.behind
    work.hide()
    work.show()
    assert work.times == 1, "nothing changed meanwhile"


def test_in_sight_each_change_is_followed_at_once(work: Work, qtbot: QtBot) -> None:
    show(work, qtbot, 200, 100)
    work.follower.follow_now()
    work.follower.follow_now()
    assert work.times == 3
    qtbot.wait(2 * DELAY_MS)
    assert work.times == 3


def test_soon_comes_amid_changes_and_rest_after_them(work: Work, qtbot: QtBot) -> None:
    show(work, qtbot, 200, 100)
    for _ in range(10):
        work.follower.follow_at_rest()
        qtbot.wait(DELAY_MS // 6)
    assert work.times == 1
    qtbot.waitUntil(lambda: work.times == 2)
    while work.times == 2:
        work.follower.follow_soon()
        qtbot.wait(DELAY_MS // 6)
    assert work.times == 3


def test_hidden_before_its_time_it_does_nothing(work: Work, qtbot: QtBot) -> None:
    show(work, qtbot, 200, 100)
    work.follower.follow_soon()
    work.hide()
    qtbot.wait(2 * DELAY_MS)
    assert work.times == 1
    work.show()
    assert work.times == 2


def test_behind_a_tab_it_waits_to_be_brought_to_the_front(work: Work, qtbot: QtBot) -> None:
    tab = BehindATab(work, qtbot)
    before = work.times
    follow_all(work.follower)
    qtbot.wait(2 * DELAY_MS)
    assert work.times == before
    tab.bring_to_front()
    qtbot.waitUntil(lambda: work.times == before + 1)
    qtbot.wait(2 * DELAY_MS)
    assert work.times == before + 1


def test_scrolled_out_of_sight_it_waits_to_be_scrolled_to(work: Work, qtbot: QtBot) -> None:
    area, page, above = QScrollArea(), QWidget(), QLabel()
    above.setFixedHeight(1000)
    work.setFixedHeight(50)
    layout = QVBoxLayout(page)
    layout.addWidget(above)
    layout.addWidget(work)
    area.setWidget(page)
    show(area, qtbot, 200, 100)
    assert not is_seen(work)
    follow_all(work.follower)
    qtbot.wait(2 * DELAY_MS)
    assert work.times == 0
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: work.times == 1)


def test_what_is_all_under_its_own_parts_is_seen_all_the_same(qtbot: QtBot) -> None:
    area, page = QScrollArea(), QWidget()
    page.setFixedSize(1000, 1000)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(page)
    tab = BehindATab(area, qtbot)
    tab.bring_to_front()
    assert is_seen(page)
    assert is_seen(area.viewport())


def test_it_can_be_had_up_to_date_unseen(work: Work, qtbot: QtBot) -> None:
    qtbot.addWidget(work)
    work.follower.catch_up()
    assert work.times == 1
    work.follower.catch_up()
    assert work.times == 1
