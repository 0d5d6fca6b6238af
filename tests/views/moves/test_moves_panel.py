"""The list of moves and the pact, as a person uses them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSlider,
    QSplitter,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.views.moves.conftest import Hand
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.moves import KINDS, Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.views.moves.editor import MoveEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display

ILFORD_NORTH, MOHAMAD, COLLINSON = "E14001300", "116038", "6926"
ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
EVERY_KIND: tuple[Move, ...] = (
    replace(ALLIANCE, leak=(("Lab", 0.1),)),
    Transfer(givers=("Green",), to=(("Lab", Spread(0.3, 0.2, 0.4)), ("abstain", 0.1))),
    Withdraw(who=("RUK",), to=(("Con", 0.5),), scope=Scope(regions=("London",), majority_below=5.0)),
    Swing(changes=(("Lab", -3.0),), targets=(("Con", 28.0),)),
    Turnout(change=5.0),
    Turnout(set=65.0),
    Stand(party="Green", name="Jane Doe", seats=(ILFORD_NORTH,), givers=(("Lab", 0.2),)),
    SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)),
)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def turnouts(*changes: float) -> Scenario:
    return Scenario(moves=tuple(Turnout(change=change) for change in changes))


def changes(hand: Hand) -> list[object]:
    return [move.change for move in hand.moves if isinstance(move, Turnout)]


def test_a_new_user_makes_a_pact_and_watches_seats_flip(hand: Hand) -> None:
    hand.add("pact")
    for text in ("gre", "ind", "wpb"):
        hand.pick("pact_members", text)
    assert hand.chips("pact_members") == ["Green", "Ind", "WPB"]
    hand.trigger("scope_add_won_by")
    hand.pick("scope_won_by", "labour")
    assert hand.text("scope_count") == "411 seats"
    assert hand.moves == (replace(ALLIANCE, transfer=1.0),)

    flipped: list[list[str]] = []

    def look() -> None:
        names = [c.name for c in hand.session.election.constituencies]
        now = [names[seat] for seat in hand.session.outcome.changed.nonzero()[0]]
        if not flipped or now != flipped[-1]:
            flipped.append(now)

    hand.session.outcome_changed.connect(look)
    steps = hand.session.undo_stack.count()
    hand.drag("pact_rate_slider", 0, *range(61))
    assert [len(now) for now in flipped] == [0, 1, 2, 3, 4, 5]
    assert flipped[1] == ["Bradford West"]
    assert (hand.seats("Lab"), hand.seats("Ind"), hand.seats("WPB")) == (406, 10, 1)
    assert hand.moves == (ALLIANCE,)
    assert hand.session.undo_stack.count() == steps + 1
    assert hand.undo_text == "Pact of Green, Ind and WPB where Labour won, 60%"
    assert hand.text("pact_summary").startswith("5 of 259 seats flip at 60%.")
    hand.session.undo_stack.setIndex(0)
    assert len(hand.moves) == 0
    assert hand.seats("Lab") == 411


def test_the_seats_of_the_pact_are_there_to_see_and_to_select(hand: Hand, qtbot: QtBot) -> None:
    hand.start(Scenario(moves=(ALLIANCE,)))
    table = hand.find(QTableView, "pact_seats")
    qtbot.waitUntil(lambda: table.model().index(0, 0).data().startswith("Bradford West"))
    assert [table.model().index(0, column).data() for column in (2, 3)] == ["9.34%", "Ind"]
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, 0))
    assert hand.session.seat == ILFORD_NORTH


def test_another_nominee_is_chosen_in_the_table(hand: Hand, qtbot: QtBot) -> None:
    hand.start(Scenario(moves=(ALLIANCE,)))
    table = hand.find(QTableView, "pact_seats")
    qtbot.waitUntil(lambda: table.model().index(2, 0).data().startswith("Ilford North"))
    cell = table.visualRect(table.model().index(2, 0))
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        cell.bottomLeft() + QPoint(40, -5),
    )
    choose(hand, "Rachel Collinson")
    assert hand.moves == (replace(ALLIANCE, nominees=((ILFORD_NORTH, COLLINSON),)),)
    assert hand.undo_text == "Pact of Green, Ind and WPB: Ilford North, Rachel Collinson (Green)"
    assert hand.seats("Lab") == 407

    row = next(r for r in range(259) if table.model().index(r, 0).data().startswith("Ilford North"))
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    choose(hand, "By the rule")
    assert hand.moves == (ALLIANCE,)


def choose(hand: Hand, text: str) -> None:
    menu = hand.find(QMenu, "pact_nominee_menu")
    action = next(action for action in menu.actions() if action.text().startswith(text))
    action.trigger()
    menu.close()
    QApplication.processEvents()
    hand.check()


def test_rates_of_a_pact_leave_each_other_room(hand: Hand) -> None:
    hand.start(Scenario(moves=(ALLIANCE,)))
    hand.open_details()
    hand.pick("pact_leak_add", "lab")
    hand.type_number("pact_leak_Lab_spin", "30")
    (pact,) = hand.moves
    assert isinstance(pact, Pact)
    assert pact.leak == (("Lab", 0.3),)
    hand.drag("pact_rate_slider", 90)
    hand.type_number("pact_rate_spin", "85")
    (pact,) = hand.moves
    assert isinstance(pact, Pact)
    assert pact.transfer == 0.7
    assert hand.find(QSlider, "pact_rate_slider").value() == 70
    hand.type_number("pact_leak_Lab_spin", "55")
    assert hand.find(QAbstractSpinBox, "pact_leak_Lab_spin").text() == "30.0%"
    hand.pick("pact_leak_add", "stay")
    (pact,) = hand.moves
    assert isinstance(pact, Pact)
    assert pact.leak == (("Lab", 0.3), ("abstain", 0.0))
    hand.find(QAbstractButton, "pact_leak_Lab_remove").click()
    hand.find(QAbstractButton, "pact_leak_abstain_remove").click()
    (pact,) = hand.moves
    assert isinstance(pact, Pact)
    assert pact.leak == ()


def test_a_rate_can_be_uncertain(hand: Hand) -> None:
    hand.start(Scenario(moves=(ALLIANCE,)))
    hand.find(QAbstractButton, "pact_rate_uncertain").click()
    assert hand.moves == (replace(ALLIANCE, transfer=Spread(0.6, 0.5, 0.7)),)
    hand.type_number("pact_rate_low", "40")
    hand.type_number("pact_rate_high", "80")
    assert hand.moves == (replace(ALLIANCE, transfer=Spread(0.6, 0.4, 0.8)),)
    # A range has to hold the value.
    hand.type_number("pact_rate_low", "75")
    assert hand.moves == (replace(ALLIANCE, transfer=Spread(0.6, 0.6, 0.8)),)
    hand.session.undo_stack.undo()
    # In a drag it goes along, to the end of the scale and back.
    hand.drag("pact_rate_slider", 95, 70)
    assert hand.moves == (replace(ALLIANCE, transfer=Spread(0.7, 0.5, 0.9)),)
    hand.find(QAbstractButton, "pact_rate_uncertain").click()
    assert hand.moves == (replace(ALLIANCE, transfer=0.7),)


def test_members_are_taken_out_and_put_in_another_order(hand: Hand) -> None:
    hand.start(Scenario(moves=(ALLIANCE,)))
    hand.take_out("pact_members", "Ind")
    assert hand.chips("pact_members") == ["Green", "WPB"]
    chip = QApplication.focusWidget()
    assert chip is not None
    assert chip.accessibleName() == "Remove WPB"
    QTest.keyClick(chip, Qt.Key.Key_Left, ALT)
    assert hand.chips("pact_members") == ["WPB", "Green"]
    hand.open_details()
    rule = hand.find(QComboBox, "pact_choose")
    rule.setFocus()
    QTest.keyClick(rule, Qt.Key.Key_Down)
    (pact,) = hand.moves
    assert isinstance(pact, Pact)
    assert (pact.members, pact.choose) == (("WPB", "Green"), "first_listed")
    rest = hand.find(QComboBox, "pact_rest")
    rest.setFocus()
    QTest.keyClick(rest, Qt.Key.Key_Down)
    assert replace(pact, rest="proportional") == hand.moves[0]


# The list


def test_each_kind_is_added_ready_to_fill_in(hand: Hand) -> None:
    hand.session.select(ILFORD_NORTH)
    for kind in KINDS:
        if kind != SetShares.kind:
            hand.add(kind)
            assert hand.moves[-1].kind == kind
            assert hand.rows.currentIndex().row() == len(hand.moves) - 1
            editor = hand.find(QWidget, f"{kind}_editor")
            assert editor.isVisible()
            focus = QApplication.focusWidget()
            assert focus is not None
            assert editor.isAncestorOf(focus)
    assert hand.undo_text == "Add a new candidate"
    assert isinstance(hand.moves[-1], Stand)
    assert hand.moves[-1].seats == (ILFORD_NORTH,)


def test_what_is_added_comes_before_what_was_set_by_hand(hand: Hand, qtbot: QtBot) -> None:
    hand.session.select(ILFORD_NORTH)
    hand.start(Scenario(moves=(EVERY_KIND[-1],)))
    hand.add("turnout")
    assert [move.kind for move in hand.moves] == ["turnout", "set_shares"]
    with qtbot.waitSignal(hand.panel.seat_wanted) as wanted:
        hand.add("set_shares")
    assert wanted.args == [ILFORD_NORTH]


def test_the_list_is_worked_with_the_keys(hand: Hand) -> None:
    hand.start(turnouts(1, 2, 3))
    view = hand.rows
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert changes(hand) == [2, 1, 3]
    assert hand.undo_text == "Move Turnout"
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert changes(hand) == [1, 2, 3]
    QTest.keyClick(view, Qt.Key.Key_D, CTRL)
    assert changes(hand) == [1, 1, 2, 3]
    assert hand.undo_text == "Duplicate Turnout"
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert [move.enabled for move in hand.moves] == [True, False, True, True]
    assert hand.undo_text == "Switch off Turnout"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert changes(hand) == [1, 2, 3]
    assert hand.undo_text == "Delete Turnout"
    QTest.keyClick(view, Qt.Key.Key_F2)
    title = hand.find(QLineEdit, "move_title")
    assert title.placeholderText() == "Turnout: +2.0 points"
    QTest.keyClicks(title, "More people vote")
    QTest.keyClick(title, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert hand.moves[1].title == "More people vote"
    assert hand.undo_text == "Rename Turnout"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "turnout_change_spin"
    for _ in range(5):
        hand.session.undo_stack.undo()
        hand.check()


def test_a_title_that_is_pasted_is_one_line(hand: Hand) -> None:
    hand.start(turnouts(1))
    hand.rows.setFocus()
    QTest.keyClick(hand.rows, Qt.Key.Key_F2)
    title = hand.find(QLineEdit, "move_title")
    QGuiApplication.clipboard().setText("More people\r\n vote\nthan before\n")
    QTest.keyClick(title, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(title, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert hand.moves[0].title == "More people vote than before"
    assert hand.rows.model().index(0, 0).data() == "More people vote than before"


def test_buttons_do_what_keys_do(hand: Hand) -> None:
    hand.start(turnouts(1, 2))
    for name, expected in (
        ("move_down", [2, 1]),
        ("move_up", [1, 2]),
        ("move_duplicate", [1, 1, 2]),
        ("move_delete", [1, 2]),
    ):
        hand.find(QAbstractButton, name).click()
        assert changes(hand) == expected
    hand.session.undo_stack.setIndex(0)
    assert not hand.find(QAbstractButton, "move_delete").isEnabled()


def test_a_click_on_the_box_switches_a_move(hand: Hand) -> None:
    hand.start(turnouts(1, 2))
    rect = hand.rows.visualRect(hand.rows.model().index(1, 0))
    QTest.mouseClick(
        hand.rows.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(rect.left() + 10, rect.center().y()),
    )
    assert [move.enabled for move in hand.moves] == [True, False]


def test_a_double_click_goes_to_the_editor(hand: Hand) -> None:
    hand.start(turnouts(1, 2))
    rect = hand.rows.visualRect(hand.rows.model().index(1, 0))
    viewport, none = hand.rows.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, none, rect.center())
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, none, rect.center())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "turnout_change_spin"


def test_the_editor_is_that_of_the_selected_move(hand: Hand) -> None:
    hand.start(Scenario(moves=EVERY_KIND))
    for row, move in enumerate(EVERY_KIND):
        hand.select(row)
        editors = [editor for editor in hand.panel.findChildren(MoveEditor) if editor.isVisible()]
        assert [editor.objectName() for editor in editors] == [f"{move.kind}_editor"]
        assert editors[0].position == row
    hand.session.undo_stack.undo()
    assert not [editor for editor in hand.panel.findChildren(MoveEditor) if editor.isVisible()]


def test_deleting_moves_one_after_the_other_leaves_an_empty_list(hand: Hand) -> None:
    hand.start(Scenario(moves=EVERY_KIND))
    while hand.moves:
        hand.trigger("move_delete_action")
    hand.session.undo_stack.undo()
    assert len(hand.moves) == 1


@pytest.mark.parametrize("row", range(len(EVERY_KIND)))
def test_the_tab_key_goes_from_top_to_bottom(hand: Hand, row: int) -> None:
    hand.start(Scenario(moves=EVERY_KIND), row)
    if row == 0:
        hand.open_details()
        hand.trigger("scope_add_regions")
        hand.pick("scope_regions", "london")
        hand.pick("pact_members", "sdp")
        hand.pick("pact_leak_add", "con")
    editor = hand.find(MoveEditor, f"{EVERY_KIND[row].kind}_editor")
    chain: list[QWidget] = [hand.rows]
    while (follower := chain[-1].nextInFocusChain()) is not None and follower is not chain[0]:
        chain.append(follower)
    places = [
        (widget.mapTo(editor, widget.rect().center()).y(), widget.objectName())
        for widget in chain
        if editor.isAncestorOf(widget)
        and widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    assert len(places) >= 1
    for (earlier, one), (later, other) in pairwise(places):
        # Beside each other, fields of a row are not all of one height.
        assert later > earlier - 20, (one, other)


@pytest.mark.parametrize("row", range(len(EVERY_KIND)))
def test_every_field_has_a_name_and_is_reached_with_the_keys(hand: Hand, row: int) -> None:
    hand.start(Scenario(moves=EVERY_KIND), row)
    for kind in (QAbstractButton, QLineEdit, QComboBox, QSlider, QAbstractSpinBox, QAbstractItemView):
        for widget in hand.panel.findChildren(kind):
            if (
                widget.isVisible()
                and not widget.objectName().startswith("qt_")
                and not isinstance(widget, QHeaderView)
            ):
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, widget
                assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()


@pytest.mark.parametrize("row", range(len(EVERY_KIND)))
def test_everything_fits_in_a_narrow_panel(hand: Hand, row: int) -> None:
    hand.start(Scenario(moves=EVERY_KIND), row)
    QApplication.processEvents()
    editor = hand.find(MoveEditor, f"{EVERY_KIND[row].kind}_editor")
    assert editor.minimumSizeHint().width() <= 380 - 12
    for widget in editor.findChildren(QWidget):
        if widget.isVisible() and widget.window() is hand.panel:
            right = widget.mapTo(hand.panel, widget.rect().topRight()).x()
            assert right < hand.panel.width() or "viewport" in widget.objectName(), widget


def test_menus_say_what_each_kind_does(hand: Hand) -> None:
    for kind in KINDS:
        action = hand.panel.findChild(QAction, f"move_add_{kind}")
        assert action is not None
        assert "  –  " in action.text()


def rows_seen(hand: Hand) -> float:
    return hand.rows.viewport().height() / hand.rows.visualRect(hand.rows.model().index(0, 0)).height()


def test_the_list_is_as_high_as_its_moves_up_to_five(hand: Hand) -> None:
    hand.start(Scenario(moves=tuple(Turnout(change=n) for n in range(1, 4))))
    QApplication.processEvents()
    assert rows_seen(hand) == pytest.approx(3, abs=0.1)
    hand.session.change(Scenario(moves=tuple(Turnout(change=n) for n in range(1, 10))), "Nine")
    QApplication.processEvents()
    assert rows_seen(hand) == pytest.approx(5, abs=0.1)
    # A low panel leaves more than half to the editor.
    hand.panel.resize(380, 320)
    QApplication.processEvents()
    assert rows_seen(hand) < 3.5
    hand.panel.resize(380, 860)
    QApplication.processEvents()
    assert rows_seen(hand) == pytest.approx(5, abs=0.1)


def test_the_list_stays_as_high_as_a_hand_makes_it(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0),)))
    splitter = hand.find(QSplitter, "moves_splitter")
    handle = splitter.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(50, 2))
    QTest.mouseMove(handle, QPoint(50, 152))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(50, 2))
    dragged = splitter.sizes()[0]
    assert rows_seen(hand) > 5
    hand.session.change(Scenario(moves=(Turnout(change=1.0), Turnout(change=2.0))), "Two")
    assert splitter.sizes()[0] == dragged
