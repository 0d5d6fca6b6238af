"""What a pact's editor folds away, and that nothing moves under the hand that tries its rate out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QSlider, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.views.moves.conftest import Hand
from ukvote_gui.core.moves import Pact, Turnout
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.views.moves.fold import Fold
from ukvote_gui.views.workspace.layouts import PANEL_WIDTH

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
FOLDED = ("pact_choose", "scope_add", "scope_won_by", "pact_leak", "pact_rest")


def details(hand: Hand) -> Fold:
    return hand.find(Fold, "pact_details")


def shown(hand: Hand) -> list[bool]:
    return [hand.find(QWidget, name).isVisible() for name in FOLDED]


def place(hand: Hand, name: str) -> QRect:
    QApplication.processEvents()
    widget = hand.find(QWidget, name)
    return QRect(widget.mapTo(hand.panel, QPoint(0, 0)), widget.size())


def set_up_anew(hand: Hand) -> None:
    hand.add("pact")
    for text in ("green", "ind", "wpb"):
        hand.pick("pact_members", text)
    hand.trigger("scope_add_won_by")
    hand.pick("scope_won_by", "labour")


def test_what_is_set_once_is_folded_into_words(hand: Hand) -> None:
    hand.start(
        Scenario(moves=(replace(ALLIANCE, leak=(("Lab", 0.1), ("abstain", 0.05))), Turnout(change=0.0)))
    )
    assert not any(shown(hand))
    words = "where Labour won; 10% to Lab; 5% stay at home; 25% stays at home; "
    words += "joint candidate whoever has most votes"
    assert details(hand).accessibleDescription() == words
    assert words in details(hand).toolTip()
    hand.open_details()
    assert all(shown(hand))
    assert details(hand).hasFocus()
    rule = hand.find(QComboBox, "pact_choose")
    QTest.keyClick(details(hand), Qt.Key.Key_Tab)
    assert rule.hasFocus()
    QTest.keyClick(rule, Qt.Key.Key_Down)
    assert details(hand).accessibleDescription().endswith("of the first member that stands")
    QTest.mouseClick(details(hand), Qt.MouseButton.LeftButton)
    assert not any(shown(hand))


def test_a_new_pact_is_open_until_its_rate_is_tried_out(hand: Hand) -> None:
    hand.add("pact")
    assert details(hand).isChecked()
    assert hand.text("pact_summary") == "Choose two or more members."
    hand.drag("pact_rate_slider", 40)
    assert details(hand).isChecked()  # nothing to see yet
    set_up_anew(hand)
    before = place(hand, "pact_rate_slider")
    slider = hand.find(QSlider, "pact_rate_slider")
    slider.setSliderDown(True)
    slider.setValue(50)
    assert not any(shown(hand))
    assert place(hand, "pact_rate_slider") == before
    slider.setSliderDown(False)
    hand.session.undo_stack.undo()
    assert not any(shown(hand))


def test_what_a_hand_opened_stays_open(hand: Hand) -> None:
    hand.start(Scenario(moves=(ALLIANCE, ALLIANCE)))
    hand.open_details()
    hand.drag("pact_rate_slider", 50, 40)
    assert all(shown(hand))
    hand.select(1)  # another pact that has been set up
    assert not any(shown(hand))


def test_a_slider_that_is_scrolled_stays_under_the_hand(hand: Hand) -> None:
    hand.panel.resize(380, 480)
    set_up_anew(hand)
    scroll = hand.find(QScrollArea, "move_editor_room")
    scroll.verticalScrollBar().setValue(20)
    before = place(hand, "pact_rate_slider")
    hand.drag("pact_rate_slider", 50, 30)
    assert place(hand, "pact_rate_slider") == before


@pytest.mark.parametrize("height", [480, 560, 860])
def test_nothing_moves_while_the_rate_is_dragged(hand: Hand, qtbot: QtBot, height: int) -> None:
    hand.panel.resize(PANEL_WIDTH[0], height)
    hand.start(Scenario(moves=(ALLIANCE, Turnout(change=0.0), Turnout(change=1.0), Turnout(change=2.0))))
    names = ("move_list", "pact_members", "pact_rate_slider", "pact_details", "pact_summary", "pact_seats")
    table = hand.find(QTableView, "pact_seats")
    qtbot.waitUntil(lambda: table.model().index(0, 0).data().startswith("Bradford West"))
    before = [place(hand, name) for name in names]
    slider = hand.find(QSlider, "pact_rate_slider")
    slider.setSliderDown(True)
    said = set()
    for rate in (0, 10, 60, 70, 100):
        slider.setValue(rate)
        assert [place(hand, name) for name in names] == before
        said.add(hand.text("pact_summary"))
        label = hand.find(QLabel, "pact_summary")
        assert label.sizeHint().height() <= label.height()
        assert label.sizeHint().width() <= label.width()
    slider.setSliderDown(False)
    assert len(said) == 5
    assert any("\nNext: Bradford West at 9.34%." in text for text in said)
