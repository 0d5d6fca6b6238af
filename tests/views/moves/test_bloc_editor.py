"""Blocs, made and used in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.views.moves.conftest import Hand
from ukvote_gui.core.moves import Pact, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.views.moves.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display


def click(hand: Hand, name: str) -> None:
    hand.find(QAbstractButton, name).click()
    hand.check()


def name_it(hand: Hand, place: int, name: str) -> None:
    line = hand.find(QLineEdit, f"bloc_{place}_name")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    hand.check()


def test_a_bloc_is_made_named_filled_and_used(hand: Hand) -> None:
    click(hand, "blocs_button")
    click(hand, "bloc_new")
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Left")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert hand.undo_text == "Rename bloc “Bloc” to “Left”"
    for text in ("gre", "corbyn"):
        hand.pick("bloc_0_members", text)
    assert hand.session.scenario.blocs == (("Left", ("Green", "person:1120")),)
    assert hand.undo_text == "Bloc “Left”: Green and Jeremy Corbyn"
    assert hand.text("bloc_0_note") == "Not in use yet."

    hand.add("pact")
    assert not hand.find(QAbstractButton, "blocs_button").isChecked()
    hand.pick("pact_members", "left")
    hand.pick("pact_members", "ind")
    assert hand.moves == (Pact(members=("bloc:Left", "Ind")),)
    click(hand, "blocs_button")
    assert hand.text("bloc_0_note") == "Used by Pact of “Left” and Ind."
    assert not hand.find(QAbstractButton, "bloc_0_delete").isEnabled()

    name_it(hand, 0, "Green & co")
    assert hand.moves == (Pact(members=("bloc:Green & co", "Ind")),)
    hand.take_out("bloc_0_members", "Green")
    assert hand.chips("bloc_0_members") == ["Jeremy Corbyn"]
    assert hand.undo_text == "Bloc “Green & co”: Jeremy Corbyn"
    row = hand.rows.visualRect(hand.rows.model().index(0, 0))
    QTest.mouseClick(
        hand.rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row.center()
    )
    assert hand.find(QWidget, "pact_editor").isVisible()


def test_a_bloc_that_nothing_uses_is_deleted(hand: Hand) -> None:
    hand.start(Scenario(blocs=(("a", ("Green",)), ("b", ("bloc:a",)))), row=-1)
    click(hand, "blocs_button")
    assert hand.text("bloc_0_note") == "Used by bloc “b”."
    assert not hand.find(QAbstractButton, "bloc_0_delete").isEnabled()
    click(hand, "bloc_1_delete")
    assert hand.undo_text == "Delete bloc “b”"
    click(hand, "bloc_0_delete")
    assert hand.session.scenario.blocs == ()
    hand.session.undo_stack.undo()
    assert hand.find(QLineEdit, "bloc_0_name").text() == "a"


def test_a_bloc_is_not_offered_itself_nor_what_it_is_part_of(hand: Hand) -> None:
    hand.start(Scenario(blocs=(("one", ("Green",)), ("two", ("bloc:one",)), ("three", ()))), row=-1)
    click(hand, "blocs_button")
    line = hand.find(Picker, "bloc_0_members").line
    line.setFocus()
    QTest.keyClicks(line, "bloc")
    model = hand.find(Picker, "bloc_0_members")._popup.model()
    offered = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert [text for text in offered if text.startswith("“")] == ["“three”  –  bloc"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dict(hand.session.scenario.blocs)["one"] == ("Green", "bloc:three")


@pytest.mark.parametrize(
    ("name", "problem"), [("b", "Another bloc is called so."), ("   ", "A bloc needs a name.")]
)
def test_a_name_that_cannot_be_is_said_to_be_so_and_given_up(hand: Hand, name: str, problem: str) -> None:
    scenario = Scenario(blocs=(("a", ("Green",)), ("b", ())), moves=(Swing(scope=Scope(won_by=("bloc:a",))),))
    hand.start(scenario, row=-1)
    click(hand, "blocs_button")
    line = hand.find(QLineEdit, "bloc_0_name")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, name)
    assert hand.text("bloc_0_note") == problem
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "a"
    assert hand.text("bloc_0_note") == "Used by Swing of no party."
    assert hand.session.scenario == scenario


def test_the_button_goes_back_to_the_move(hand: Hand) -> None:
    hand.add("turnout")
    click(hand, "blocs_button")
    assert hand.find(QWidget, "bloc_editor").isVisible()
    focus = QApplication.focusWidget()
    assert focus is hand.find(QAbstractButton, "bloc_new")
    click(hand, "blocs_button")
    assert hand.find(QWidget, "turnout_editor").isVisible()
    assert not hand.find(QWidget, "bloc_editor").isVisible()


def test_a_new_bloc_is_scrolled_to(hand: Hand) -> None:
    hand.panel.resize(380, 360)
    hand.find(QAbstractButton, "blocs_button").click()
    for number in range(4):
        hand.find(QAbstractButton, "bloc_new").click()
        QApplication.processEvents()
        name = hand.find(QLineEdit, f"bloc_{number}_name")
        assert QApplication.focusWidget() is name
        assert name.visibleRegion().boundingRect().height() == name.height()
