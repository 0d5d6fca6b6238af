"""The what-if editor, through its real widgets: names, sliders, numbers, padlocks, results."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets import EventCount, find, said, show_in_front, turn_wheel
from ukvote_gui.core.moves import SetShares, Swing, Turnout, Withdraw
from ukvote_gui.core.moves.stand import Stand
from ukvote_gui.state import gesture
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.what_if_editor import HINT, WhatIfEditor

MOHAMAD, STREETING, RIZVI = "116038", "4360", "83410"


@pytest.fixture
def editor(qtbot: QtBot, session: Session, theme: Theme) -> WhatIfEditor:
    """The editor at Ilford North, in a window as narrow as it may be."""
    widget = WhatIfEditor(session, theme)
    select(session, "Ilford North")
    show_in_front(widget, qtbot, 420, 420)
    return widget


def select(session: Session, name: str) -> None:
    session.select(next(c.id for c in session.election.constituencies if c.name == name))


def spin(editor: WhatIfEditor, person: str) -> QDoubleSpinBox:
    return find(editor, QDoubleSpinBox, f"share_spin_{person}")


def slider(editor: WhatIfEditor, person: str) -> QSlider:
    return find(editor, QSlider, f"share_slider_{person}")


def lock(editor: WhatIfEditor, person: str) -> QAbstractButton:
    return find(editor, QAbstractButton, f"share_lock_{person}")


def persons(session: Session) -> list[str]:
    election = session.election
    return [election.candidates[row].person for row in election.rows[session.seat_position]]


def shares(session: Session) -> dict[str, float]:
    """Shares in points of the selected constituency."""
    rows = session.election.rows[session.seat_position]
    return {
        person: float(session.outcome.share[row]) * 100
        for person, row in zip(persons(session), rows, strict=True)
    }


def party_seats(session: Session) -> dict[str, int]:
    return dict(zip(session.election.parties, session.outcome.party_seats.tolist(), strict=True))


def drag(qtbot: QtBot, handle: QSlider, *points: float) -> None:
    """Drag a slider's handle by mouse over shares in points."""

    def place(at: float) -> QPoint:
        room = handle.width() - 11  # the width of Fusion's handle
        return QPoint(round(5.5 + room * at / 100), handle.height() // 2)

    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(handle, left, pos=place(handle.value() / 100))
    assert handle.isSliderDown()
    for at in points:
        qtbot.mouseMove(handle, place(at))
    qtbot.mouseRelease(handle, left, pos=place(points[-1]))


def test_a_row_a_candidate_in_the_order_of_the_result(editor: WhatIfEditor, session: Session) -> None:
    assert said(editor, "what_if_name") == "Ilford North"
    tops = []
    for person, share in shares(session).items():
        box = spin(editor, person)
        tops.append(box.mapTo(editor, QPoint()).y())
        assert box.value() == round(share, 2)
        assert slider(editor, person).value() == round(share * 100)
        assert not lock(editor, person).isChecked()
        for widget in (box, slider(editor, person), lock(editor, person)):
            assert widget.accessibleName()
            assert widget.isEnabled()
    assert tops == sorted(tops)
    assert said(editor, f"share_votes_{MOHAMAD}") == "15,119"
    assert lock(editor, MOHAMAD).accessibleName() == "Hold the share of Leanne Mohamad"
    assert spin(editor, MOHAMAD).text() == "32.24%"


def test_leanne_mohamad_at_34_wins_and_undo_restores(
    qtbot: QtBot, editor: WhatIfEditor, session: Session
) -> None:
    box = spin(editor, MOHAMAD)
    box.selectAll()
    qtbot.keyClicks(box, "34")
    assert party_seats(session)["Lab"] == 411  # not before it is typed to its end
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (party_seats(session)["Lab"], party_seats(session)["Ind"]) == (410, 7)
    assert said(editor, "what_if_winner") == "Leanne Mohamad (Ind) wins by 700 votes."
    assert said(editor, "what_if_before").startswith("It was Wes Streeting (Lab) by 528 votes")
    assert "351 voters" in said(editor, "what_if_flip")
    assert said(editor, f"share_votes_{MOHAMAD}") == "15,942"
    assert slider(editor, MOHAMAD).value() == 3400
    assert session.undo_stack.undoText() == "Ilford North: Leanne Mohamad 34.0%"
    session.undo_stack.undo()
    assert (party_seats(session)["Lab"], party_seats(session)["Ind"]) == (411, 6)
    assert box.value() == 32.24
    assert said(editor, "what_if_flip").startswith("Leanne Mohamad (Ind) is 528 votes, 1.13 points behind")


@pytest.mark.parametrize("by_slider", [True, False])
def test_a_script_may_set_either(editor: WhatIfEditor, session: Session, by_slider: bool) -> None:
    if by_slider:
        slider(editor, MOHAMAD).setValue(3400)
    else:
        spin(editor, MOHAMAD).setValue(34.0)
    (edit,) = session.scenario.moves
    assert isinstance(edit, SetShares)
    assert edit.shares == ((MOHAMAD, 34.0),)
    assert spin(editor, MOHAMAD).value() == 34.0
    assert slider(editor, MOHAMAD).value() == 3400
    others = shares(session)
    assert math.fsum(others.values()) == pytest.approx(100)
    session.undo_stack.undo()
    before = shares(session)
    for person in others.keys() - {MOHAMAD}:
        assert others[person] == pytest.approx(before[person] * 66 / (100 - before[MOHAMAD]))


def test_a_drag_is_live_and_one_step(qtbot: QtBot, editor: WhatIfEditor, session: Session) -> None:
    winners = []
    session.outcome_changed.connect(lambda: winners.append(said(editor, "what_if_winner")))
    drag(qtbot, slider(editor, MOHAMAD), 33, 36, 50, 40)
    assert len(winners) >= 4
    assert winners[-1].startswith("Leanne Mohamad (Ind) wins")
    assert session.undo_stack.count() == 1
    assert spin(editor, MOHAMAD).value() == pytest.approx(40, abs=0.6)
    assert session.undo_stack.undoText() == (
        f"Ilford North: Leanne Mohamad {round(spin(editor, MOHAMAD).value(), 1)}%"
    )
    session.undo_stack.undo()
    assert not session.scenario.moves


def test_a_drag_to_the_end_and_back_loses_nothing(editor: WhatIfEditor, session: Session) -> None:
    spin(editor, STREETING).setValue(10.0)
    before, scenario = shares(session), session.scenario
    handle = slider(editor, MOHAMAD)
    start = handle.value()
    handle.setSliderDown(True)
    for steps in (5000, 10_000, 0, 10_000, start):
        handle.setSliderPosition(steps)
    handle.setSliderDown(False)
    assert shares(session) == before
    assert session.scenario == scenario
    assert session.undo_stack.count() == 1  # the one before


def test_the_hand_rests_as_long_as_it_likes(
    editor: WhatIfEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = slider(editor, MOHAMAD)
    handle.setSliderDown(True)
    handle.setSliderPosition(4000)
    monkeypatch.setattr(gesture, "PAUSE_SECONDS", -1.0)
    handle.setSliderPosition(5000)
    handle.setSliderDown(False)
    assert session.undo_stack.count() == 1


def test_each_drag_is_a_step_of_its_own(qtbot: QtBot, editor: WhatIfEditor, session: Session) -> None:
    drag(qtbot, slider(editor, MOHAMAD), 40)
    drag(qtbot, slider(editor, MOHAMAD), 50)
    drag(qtbot, slider(editor, STREETING), 20)
    assert session.undo_stack.count() == 3


@pytest.mark.parametrize("kind", ["spin", "slider"])
def test_arrow_keys_in_a_row_are_one_step(
    qtbot: QtBot, editor: WhatIfEditor, session: Session, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    widget: QWidget = spin(editor, MOHAMAD) if kind == "spin" else slider(editor, MOHAMAD)
    widget.setFocus()
    for _ in range(5):
        qtbot.keyClick(widget, Qt.Key.Key_Up)
    assert spin(editor, MOHAMAD).value() == pytest.approx(32.74)
    assert session.undo_stack.count() == 1
    monkeypatch.setattr(gesture, "PAUSE_SECONDS", 0.0)
    qtbot.wait(2)
    qtbot.keyClick(widget, Qt.Key.Key_Up)
    assert session.undo_stack.count() == 2  # after a pause
    monkeypatch.undo()
    spin(editor, STREETING).setFocus()
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Up)
    assert session.undo_stack.count() == 3  # after the focus was elsewhere
    session.undo_stack.undo()
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    assert session.undo_stack.count() == 3
    assert spin(editor, MOHAMAD).value() == pytest.approx(32.74)


def test_typed_numbers_are_steps_of_their_own(editor: WhatIfEditor, session: Session) -> None:
    spin(editor, MOHAMAD).setValue(34.0)
    spin(editor, MOHAMAD).setValue(36.0)
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert spin(editor, MOHAMAD).value() == 34.0


def test_the_wheel_needs_the_focus(editor: WhatIfEditor, session: Session) -> None:
    lock(editor, STREETING).setFocus()
    for widget in (spin(editor, MOHAMAD), slider(editor, MOHAMAD)):
        turn_wheel(widget, 1)
    assert not session.scenario.moves
    spin(editor, MOHAMAD).setFocus()
    turn_wheel(spin(editor, MOHAMAD), 1)
    turn_wheel(spin(editor, MOHAMAD), 1)
    assert spin(editor, MOHAMAD).value() == pytest.approx(32.44)
    assert session.undo_stack.count() == 1
    slider(editor, MOHAMAD).setFocus()
    turn_wheel(slider(editor, MOHAMAD), 1)
    assert spin(editor, MOHAMAD).value() > 32.44


def test_the_wheel_scrolls_the_rows(editor: WhatIfEditor, session: Session) -> None:
    select(session, "Richmond and Northallerton")
    QApplication.processEvents()
    bar = find_scroll_area(editor).verticalScrollBar()
    assert bar.value() == 0
    assert bar.maximum() > 0
    box = spin(editor, persons(session)[2])
    turn_wheel(box, -1)
    assert bar.value() > 0


def find_scroll_area(editor: WhatIfEditor) -> QScrollArea:
    (area,) = editor.findChildren(QScrollArea)
    return area


def test_undo_is_the_scenarios_while_a_number_has_the_focus(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    undo = session.undo_stack.createUndoAction(window)
    assert isinstance(undo, QAction)
    undo.setShortcuts(QKeySequence.StandardKey.Undo)
    window.addAction(undo)
    select(session, "Ilford North")
    editor = WhatIfEditor(session, Theme(qapp, "light"), window)
    window.setCentralWidget(editor)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box = spin(editor, MOHAMAD)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "34")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.undo_stack.count() == 1
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.scenario.moves
    assert box.value() == 32.24


def test_a_locked_share_is_held_and_leaves_limits(editor: WhatIfEditor, session: Session) -> None:
    held = shares(session)[STREETING]
    lock(editor, STREETING).click()
    assert not session.scenario.moves
    assert said(editor, "what_if_status") == HINT
    spin(editor, MOHAMAD).setValue(90.0)
    assert shares(session)[STREETING] == pytest.approx(held, abs=1e-5)
    assert shares(session)[MOHAMAD] == pytest.approx(100 - held, abs=1e-5)
    assert spin(editor, MOHAMAD).value() == pytest.approx(66.63)
    assert slider(editor, MOHAMAD).value() == 6663
    assert said(editor, "what_if_status").startswith("Held at 66.63%")
    assert session.undo_stack.undoText() == "Ilford North: Leanne Mohamad 66.6%"
    spin(editor, MOHAMAD).setValue(95.0)  # changes nothing, and goes back all the same
    assert spin(editor, MOHAMAD).value() == pytest.approx(66.63)
    assert session.undo_stack.count() == 1
    spin(editor, MOHAMAD).setValue(40.0)
    assert said(editor, "what_if_status") == HINT


def test_a_slider_dragged_past_the_limit_goes_back_when_it_is_let_go(
    editor: WhatIfEditor, session: Session
) -> None:
    lock(editor, STREETING).setChecked(True)
    handle = slider(editor, MOHAMAD)
    handle.setSliderDown(True)
    handle.setSliderPosition(9000)
    assert handle.sliderPosition() == 9000  # it stays under the hand
    assert spin(editor, MOHAMAD).value() == pytest.approx(66.63)
    handle.setSliderDown(False)
    assert handle.value() == 6663
    assert session.undo_stack.count() == 1


def test_a_share_cannot_be_set_while_all_the_others_are_held(editor: WhatIfEditor, session: Session) -> None:
    others = [person for person in persons(session) if person != MOHAMAD]
    for person in others:
        lock(editor, person).click()
    assert not spin(editor, MOHAMAD).isEnabled()
    assert not slider(editor, MOHAMAD).isEnabled()
    assert "padlocks" in spin(editor, MOHAMAD).toolTip()
    assert lock(editor, MOHAMAD).isEnabled()
    assert spin(editor, STREETING).isEnabled()  # Mohamad's is free to give way to it
    lock(editor, RIZVI).click()
    assert spin(editor, MOHAMAD).isEnabled()
    assert spin(editor, MOHAMAD).toolTip() == ""


def test_locks_are_remembered_by_constituency_until_the_scenario_goes(
    editor: WhatIfEditor, session: Session, tmp_path: Path
) -> None:
    lock(editor, MOHAMAD).click()
    select(session, "Chorley")
    assert not any(lock(editor, person).isChecked() for person in persons(session))
    select(session, "Ilford North")
    assert lock(editor, MOHAMAD).isChecked()
    session.new()
    assert not lock(editor, MOHAMAD).isChecked()
    lock(editor, MOHAMAD).click()
    session.save(tmp_path / "a.ukvote")
    assert lock(editor, MOHAMAD).isChecked()
    session.open(tmp_path / "a.ukvote")
    assert not lock(editor, MOHAMAD).isChecked()


def test_who_has_withdrawn_is_shown_and_cannot_be_set(editor: WhatIfEditor, session: Session) -> None:
    withdrawal = Withdraw(who=(f"person:{MOHAMAD}",))
    session.change(session.scenario.with_moves([withdrawal]), "Withdraw")
    assert said(editor, f"share_votes_{MOHAMAD}") == "withdrawn"
    for widget in (spin(editor, MOHAMAD), slider(editor, MOHAMAD), lock(editor, MOHAMAD)):
        assert not widget.isEnabled()
    assert spin(editor, MOHAMAD).value() == 0
    spin(editor, STREETING).setValue(50.0)
    assert shares(session)[STREETING] == pytest.approx(50)
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert said(editor, f"share_votes_{MOHAMAD}") == "15,119"
    assert lock(editor, MOHAMAD).isEnabled()


def test_the_last_one_standing_has_nobody_to_take_votes_from(editor: WhatIfEditor, session: Session) -> None:
    others = tuple(f"person:{person}" for person in persons(session) if person != MOHAMAD)
    session.change(session.scenario.with_moves([Withdraw(who=others)]), "Withdraw")
    assert not spin(editor, MOHAMAD).isEnabled()
    assert spin(editor, MOHAMAD).toolTip() == "Nobody else stands here"
    assert "nothing can flip" in said(editor, "what_if_flip")


def test_where_nobody_votes_no_share_can_be_set(editor: WhatIfEditor, session: Session) -> None:
    session.change(session.scenario.with_moves([Turnout(set=0.0)]), "Nobody votes")
    assert not spin(editor, MOHAMAD).isEnabled()
    assert said(editor, "what_if_winner") == "Nobody votes here."
    assert said(editor, "what_if_flip") == ""


def test_a_candidate_whom_the_scenario_adds_has_a_row(editor: WhatIfEditor, session: Session) -> None:
    stand = Stand(seats=(session.seat,), party="WPB", name="Someone New", givers=(("Lab", 0.1),))
    session.change(session.scenario.with_moves([stand]), "Stand")
    assert spin(editor, "new:1").value() == pytest.approx(3.34)
    spin(editor, "new:1").setValue(40.0)
    assert said(editor, "what_if_winner").startswith("Someone New (WPB) wins")
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert editor.findChild(QDoubleSpinBox, "share_spin_new:1") is None


def test_who_was_added_and_does_not_stand_after_all_has_withdrawn(
    editor: WhatIfEditor, session: Session
) -> None:
    stand = Stand(seats=(session.seat,), party="WPB", name="Someone New", givers=(("Lab", 0.1),))
    session.change(session.scenario.with_moves([stand, Withdraw(who=("person:new:1",))]), "Come and go")
    votes = find(editor, QLabel, "share_votes_new:1")
    assert votes.text() == "withdrawn"
    assert votes.width() >= votes.sizeHint().width()  # all of it is to be read
    assert not spin(editor, "new:1").isEnabled()
    assert not lock(editor, "new:1").isEnabled()


def test_a_tie_is_said_plainly(editor: WhatIfEditor, session: Session) -> None:
    even = SetShares(seat=session.seat, shares=((MOHAMAD, 40.0), (STREETING, 40.0)))
    session.change(session.scenario.with_moves([even]), "Tie")
    assert said(editor, "what_if_winner") == "Wes Streeting (Lab) and Leanne Mohamad (Ind) are tied."
    assert "one vote decides" in said(editor, "what_if_flip")


def words_cut_off(editor: WhatIfEditor) -> list[str]:
    """The sentences of the result that have no room for all their words, or lie over another."""
    labels = [find(editor, QLabel, f"what_if_{name}") for name in ("winner", "before", "flip")]
    cut, free_from = [], 0
    for label in labels:
        width, wraps = label.width(), Qt.TextFlag.TextWordWrap.value
        wanted = label.fontMetrics().boundingRect(0, 0, width, 1000, wraps, label.text())
        holder = label.parentWidget()
        assert holder is not None
        if wanted.height() > label.height() or wanted.width() > width or label.y() < free_from:
            cut.append(label.text())
        free_from = label.geometry().bottom() + 1
        assert free_from <= holder.height()
    return cut


@pytest.mark.parametrize("width", [300, 395])
def test_a_tie_is_said_in_full_in_a_narrow_panel(editor: WhatIfEditor, session: Session, width: int) -> None:
    editor.resize(width, 600)
    assert words_cut_off(editor) == []
    even = SetShares(seat=session.seat, shares=((MOHAMAD, 40.0), (STREETING, 40.0)))
    session.change(session.scenario.with_moves([even]), "Tie")
    QApplication.processEvents()
    assert said(editor, "what_if_before").endswith("who is first of the two in the base.")
    assert find(editor, QLabel, "what_if_winner").height() > 20, "of two lines"
    assert words_cut_off(editor) == []


def test_a_drag_through_a_tie_moves_no_candidate_s_row(editor: WhatIfEditor, session: Session) -> None:
    editor.resize(395, 600)
    QApplication.processEvents()
    laid = EventCount(editor, QEvent.Type.LayoutRequest)
    place = spin(editor, MOHAMAD).mapTo(editor, QPoint())
    for points in (33.0, 40.0, 47.0):
        others = SetShares(seat=session.seat, shares=((MOHAMAD, points), (STREETING, 80.0 - points)))
        session.change(session.scenario.with_moves([others]), "Drag")
        QApplication.processEvents()
        assert spin(editor, MOHAMAD).mapTo(editor, QPoint()) == place
    assert laid.times == 0


def test_reset_drops_all_that_was_set_here(editor: WhatIfEditor, session: Session) -> None:
    reset = find(editor, QAbstractButton, "reset_constituency")
    assert not reset.isEnabled()
    early = SetShares(seat=session.seat, shares=((RIZVI, 10.0),))
    other = SetShares(seat=session.election.constituencies[5].id, shares=())
    swing = Swing(changes=(("Con", 1.0),))
    session.change(session.scenario.with_moves([early, swing, other]), "Some moves")
    assert reset.isEnabled()
    spin(editor, MOHAMAD).setValue(34.0)
    reset.click()
    assert session.scenario.moves == (swing, other)
    assert session.undo_stack.undoText() == "Reset Ilford North"
    assert not reset.isEnabled()
    select(session, session.election.constituencies[5].name)
    assert reset.isEnabled()


def test_another_constituency_takes_the_slider_out_of_the_hand(
    editor: WhatIfEditor, session: Session
) -> None:
    handle = slider(editor, MOHAMAD)
    handle.setSliderDown(True)
    handle.setSliderPosition(4000)
    scenario = session.scenario
    select(session, "Richmond and Northallerton")
    assert not handle.isSliderDown()
    for person, share in shares(session).items():
        assert slider(editor, person).value() == round(share * 100)
    assert session.scenario is scenario


def test_no_names_are_left_of_constituencies_seen_before(editor: WhatIfEditor, session: Session) -> None:
    select(session, "Richmond and Northallerton")
    assert len(persons(session)) == 13
    for person in persons(session):
        assert spin(editor, person).isVisibleTo(editor)
    select(session, "Chorley")
    named = {
        widget.objectName()
        for widget in editor.findChildren(QDoubleSpinBox)
        if widget.objectName().startswith("share_spin_")
    }
    assert named == {f"share_spin_{person}" for person in persons(session)}


@pytest.mark.parametrize(
    "name", ["Richmond and Northallerton", "Inverness, Skye and West Ross-shire", "Chorley", "North Down"]
)
def test_nothing_is_cut_off_at_420(editor: WhatIfEditor, session: Session, name: str) -> None:
    select(session, name)
    QApplication.processEvents()
    assert editor.width() == 420
    area = find_scroll_area(editor)
    rows = area.widget()
    assert rows is not None
    assert rows.width() <= area.viewport().width()
    for person in persons(session):
        for widget in (slider(editor, person), spin(editor, person), lock(editor, person)):
            right = widget.mapTo(rows, QPoint(widget.width(), 0)).x()
            assert right <= area.viewport().width()
    assert words_cut_off(editor) == []


def test_tab_goes_row_by_row(qtbot: QtBot, editor: WhatIfEditor, session: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    layout.addWidget(editor)
    layout.addWidget(QLineEdit(window))
    select(session, "Richmond and Northallerton")  # with more candidates, whose rows are made now
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    slider(editor, persons(session)[0]).setFocus()
    order = []
    for _ in range(3 * len(persons(session))):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [
        f"share_{part}_{person}" for person in persons(session) for part in ("slider", "spin", "lock")
    ]
    editor.setParent(None)


def test_it_is_painted_in_light_and_dark(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    theme = Theme(qapp, "light")
    editor = WhatIfEditor(session, theme)
    qtbot.addWidget(editor)
    editor.resize(420, 400)
    editor.show()
    light = editor.grab().toImage()
    theme.choose("dark")
    QApplication.processEvents()
    dark = editor.grab().toImage()
    corner = QPoint(2, 2)
    assert light.pixelColor(corner).lightness() > 200
    assert dark.pixelColor(corner).lightness() < 60
