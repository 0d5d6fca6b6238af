"""The editors of single kinds of move: each field, what it asks for, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.views.moves.conftest import Hand
from tests.widgets import turn_wheel
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.fields import Pairs
from ukvote_gui.core.moves import SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.views.moves.amount_spin import AmountSpin
from ukvote_gui.views.moves.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display

ILFORD_NORTH, MOHAMAD = "E14001300", "116038"
DOE = Stand(party="Ind", name="New candidate", seats=(ILFORD_NORTH,))


def step_down(hand: Hand, name: str) -> None:
    """Choose the next entry of a list with the keys."""
    combo = hand.find(QComboBox, name)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    hand.check()


# Each kind


def test_a_transfer(hand: Hand) -> None:
    hand.add("transfer")
    hand.pick("transfer_from", "corbyn")
    hand.take_out("transfer_from", "Jeremy Corbyn")
    hand.pick("transfer_from", "gre")
    hand.pick("transfer_to_add", "lab")
    assert hand.moves == (Transfer(givers=("Green",), to=(("Lab", 0.5),)),)
    hand.pick("transfer_to_add", "ld")
    hand.pick("transfer_to_add", "stay")
    targets: Pairs = (("Lab", 0.5), ("LD", 0.5), ("abstain", 0.0))
    assert hand.moves == (Transfer(givers=("Green",), to=targets),)
    assert hand.text("transfer_left").startswith("0% stays")
    hand.drag("transfer_to_LD_slider", 90, 20)
    hand.drag("transfer_to_abstain_slider", 60)
    targets = (("Lab", 0.5), ("LD", 0.2), ("abstain", 0.3))
    assert hand.moves == (Transfer(givers=("Green",), to=targets),)
    assert hand.find(QSlider, "transfer_to_abstain_slider").value() == 30
    assert hand.undo_text == "Transfer from Green: 50% to Lab, 20% to LD, 30% stay at home"
    hand.find(QAbstractButton, "transfer_to_LD_remove").click()
    assert hand.moves == (Transfer(givers=("Green",), to=(("Lab", 0.5), ("abstain", 0.3))),)
    assert hand.text("transfer_left").startswith("20% stays")


def test_a_withdrawal(hand: Hand) -> None:
    hand.add("withdraw")
    hand.pick("withdraw_who", "reform")
    hand.pick("withdraw_to_add", "con")
    hand.type_number("withdraw_to_Con_spin", "62.5")
    step_down(hand, "withdraw_rest")
    assert hand.moves == (Withdraw(who=("RUK",), to=(("Con", 0.625),), rest="proportional"),)
    assert hand.seats("Con") > 121


def test_a_swing(hand: Hand) -> None:
    hand.add("swing")
    hand.pick("swing_changes_add", "lab")
    hand.type_number("swing_changes_Lab_spin", "-3")
    hand.pick("swing_targets_add", "con")
    (swing,) = hand.moves
    assert isinstance(swing, Swing)
    # A target begins with what there is.
    assert dict(swing.targets)["Con"] == pytest.approx(24.4, abs=0.2)
    hand.drag("swing_targets_Con_slider", 50, 56)
    hand.find(QAbstractButton, "swing_changes_Lab_uncertain").click()
    step_down(hand, "swing_editor_method")
    assert hand.moves == (
        Swing(changes=(("Lab", Spread(-3.0, -5.0, -1.0)),), targets=(("Con", 28.0),), method="proportional"),
    )
    assert hand.undo_text == "Swing of Lab and Con: proportional"
    # A party has a change or a target, never both.
    for field in ("swing_changes_add", "swing_targets_add"):
        line = hand.find(Picker, field).line
        line.setFocus()
        QTest.keyClicks(line, "lab")
        QTest.keyClick(line, Qt.Key.Key_Return)
        line.clear()
    (swing,) = hand.moves
    assert isinstance(swing, Swing)
    assert "Lab" not in dict(swing.targets)
    hand.check()


def test_targets_that_are_more_than_the_whole_are_remarked_on(hand: Hand) -> None:
    hand.start(Scenario(moves=(Swing(targets=(("Lab", 60.0), ("Con", 50.0))),)))
    assert "add up to 110.0%" in hand.text("swing_editor_note")


def test_turnout_is_changed_or_set(hand: Hand) -> None:
    hand.add("turnout")
    hand.drag("turnout_change_slider", 4, 10)
    assert hand.moves == (Turnout(change=5.0),)
    hand.find(QAbstractButton, "turnout_to").click()
    (turnout,) = hand.moves
    assert isinstance(turnout, Turnout)
    # 59.7% of the electorate cast valid votes, and 5 points more now.
    assert (turnout.change, turnout.set) == (None, 64.7)
    hand.type_number("turnout_set_spin", "70")
    hand.find(QAbstractButton, "turnout_to").click()
    assert hand.moves == (Turnout(set=70.0),)
    hand.find(QAbstractButton, "turnout_by").click()
    assert hand.moves == (Turnout(change=0.0),)


def test_a_new_candidate(hand: Hand) -> None:
    hand.session.select(ILFORD_NORTH)
    hand.add("stand")
    assert hand.moves == (replace(DOE, number=1),)
    name = hand.find(QLineEdit, "stand_name")
    assert QApplication.focusWidget() is name
    steps = hand.session.undo_stack.count()
    QTest.keyClicks(name, "Jane Doe")
    assert hand.session.undo_stack.count() == steps + 1
    hand.find(QComboBox, "stand_party").setFocus()
    QTest.keyClick(hand.find(QComboBox, "stand_party"), Qt.Key.Key_Home)
    hand.pick("stand_from_add", "con")
    hand.drag("stand_from_Con_slider", 30)
    assert hand.moves == (
        Stand(party="Lab", name="Jane Doe", seats=(ILFORD_NORTH,), givers=(("Con", 0.3),), number=1),
    )
    hand.pick("scope_seats", "ilford south")
    (stand,) = hand.moves
    assert isinstance(stand, Stand)
    assert stand.seats == (ILFORD_NORTH, "E14001301")
    # Any other condition makes a scope of the list.
    hand.trigger("scope_add_won_by")
    hand.pick("scope_won_by", "lab")
    (stand,) = hand.moves
    assert isinstance(stand, Stand)
    assert (stand.seats, stand.scope) == (
        None,
        Scope(seats=(ILFORD_NORTH, "E14001301"), won_by=("Lab",)),
    )
    # Whoever stands can be named by the moves after.
    hand.add("transfer")
    hand.pick("transfer_to_add", "jane d")
    transfer = hand.moves[-1]
    assert isinstance(transfer, Transfer)
    assert transfer.to == (("person:new:1", 0.5),)


def test_shares_of_a_seat_lead_to_the_what_if_editor(hand: Hand, qtbot: QtBot) -> None:
    shares = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0), ("4360", 30.0)))
    hand.start(Scenario(moves=(shares,)))
    assert hand.find(AmountSpin, f"set_shares_list_{MOHAMAD}_spin").text() == "34.0%"
    with qtbot.waitSignal(hand.panel.seat_wanted) as wanted:
        hand.find(QAbstractButton, "set_shares_open").click()
    assert wanted.args == [ILFORD_NORTH]
    assert hand.session.seat == ILFORD_NORTH


def test_shares_of_a_seat_are_set_in_their_move_too(hand: Hand) -> None:
    hand.start(Scenario(moves=(SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0), ("4360", 30.0))),)))
    hand.find(QAbstractButton, f"set_shares_list_{MOHAMAD}_uncertain").click()
    hand.type_number(f"set_shares_list_{MOHAMAD}_low", "30.25")
    unsure = (MOHAMAD, Spread(34.0, 30.25, 36.0))
    assert hand.moves == (SetShares(seat=ILFORD_NORTH, shares=(unsure, ("4360", 30.0))),)
    hand.find(QAbstractButton, "set_shares_list_4360_remove").click()
    hand.check()
    assert hand.moves == (SetShares(seat=ILFORD_NORTH, shares=(unsure,)),)
    election = hand.session.election
    # Of those who stand elsewhere none is found.
    hand.pick("set_shares_list_add", "rachel")
    person = next(c.person for c in election.candidates if c.name == "Rachel Collinson")
    assert hand.find(AmountSpin, f"set_shares_list_{person}_spin").text() == "3.73%"
    hand.type_number(f"set_shares_list_{person}_spin", "80")
    assert hand.moves == (SetShares(seat=ILFORD_NORTH, shares=(unsure, (person, 66.0))),)
    assert limit(hand, f"set_shares_list_{person}_limit") == "At the most 66.0%: the others have the rest."


# Where


def test_where_a_move_is_made(hand: Hand) -> None:
    hand.add("turnout")
    assert hand.text("scope_count") == "everywhere, 650 seats"
    hand.trigger("scope_add_countries")
    # A condition without content is not there yet, rather than true of no seat.
    assert hand.moves[0].scope == Scope()
    hand.pick("scope_countries", "wal")
    hand.pick("scope_countries", "sco")
    assert hand.text("scope_count") == "89 seats"
    hand.trigger("scope_add_majority_below")
    hand.type_number("scope_majority_below", "2")
    assert hand.moves[0].scope == Scope(countries=("Wales", "Scotland"), majority_below=2.0)
    hand.find(QAbstractButton, "scope_drop_countries").click()
    hand.trigger("scope_add_seats")
    hand.session.select(ILFORD_NORTH)
    # The selected constituency is the first to be offered.
    line = hand.find(Picker, "scope_seats").line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hand.moves[0].scope == Scope(seats=(ILFORD_NORTH,), majority_below=2.0)
    assert hand.text("scope_count") == "1 seat"
    assert hand.undo_text == "Turnout in Ilford North where the majority was under 2 points: 0.0 points"
    hand.find(QAbstractButton, "scope_drop_majority_below").click()
    hand.take_out("scope_seats", "Ilford North")
    assert hand.moves[0].scope == Scope()
    assert hand.find(Picker, "scope_seats").isVisible()


def test_conditions_without_content_do_not_go_along_to_another_move(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0), Turnout(change=2.0))))
    hand.trigger("scope_add_regions")
    assert hand.find(Picker, "scope_regions").isVisible()
    hand.find(QAbstractButton, "scope_drop_regions").click()
    assert not hand.find(Picker, "scope_regions").isVisible()
    hand.trigger("scope_add_regions")
    hand.select(1)
    assert not hand.find(Picker, "scope_regions").isVisible()


def test_a_condition_that_is_there_cannot_be_added_again(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0, scope=Scope((), (), (), (), 5.0)),)))
    assert not hand.find(QAbstractButton, "scope_add").isEnabled()
    for condition in ("countries", "regions", "seats", "won_by", "majority_below"):
        hand.find(QAbstractButton, f"scope_drop_{condition}").click()
    assert hand.moves[0].scope == Scope()
    assert hand.find(QAbstractButton, "scope_add").isEnabled()


# Fields


def test_steps_with_the_keys_that_follow_each_other_are_one_step(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=0.0),)))
    steps = hand.session.undo_stack.count()
    spin = hand.find(AmountSpin, "turnout_change_spin")
    spin.setFocus()
    for _ in range(4):
        QTest.keyClick(spin, Qt.Key.Key_Up)
    assert hand.moves == (Turnout(change=2.0),)
    assert hand.session.undo_stack.count() == steps + 1
    hand.find(QSlider, "turnout_change_slider").setFocus()
    QTest.keyClick(hand.find(QSlider, "turnout_change_slider"), Qt.Key.Key_Right)
    assert hand.moves == (Turnout(change=2.5),)
    assert hand.session.undo_stack.count() == steps + 2


def test_a_drag_back_to_where_it_began_is_no_step(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=0.0),)))
    steps = hand.session.undo_stack.count()
    hand.drag("turnout_change_slider", 5, 9, 0)
    assert hand.session.undo_stack.count() == steps


def test_what_a_file_says_beyond_the_scale_stays_until_it_is_changed(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=250.0),)))
    assert hand.find(QAbstractSpinBox, "turnout_change_spin").text() == "+250.0"
    assert hand.moves == (Turnout(change=250.0),)
    hand.type_number("turnout_change_spin", "7")
    assert hand.moves == (Turnout(change=7.0),)


def test_a_rate_is_set_in_hundredths(hand: Hand) -> None:
    def wins() -> str:
        outcome = hand.session.outcome
        seat = outcome.election.seat_index[ILFORD_NORTH]
        return outcome.election.candidates[int(outcome.winner[seat])].party

    hand.start(Scenario(moves=(Transfer(givers=("Green",), to=(("Ind", 0.5),)),)))
    spin = hand.find(AmountSpin, "transfer_to_Ind_spin")
    assert spin.text() == "50.0%"
    hand.type_number("transfer_to_Ind_spin", "29.43")
    assert wins() == "Lab"
    hand.type_number("transfer_to_Ind_spin", "29.44")
    assert hand.moves == (Transfer(givers=("Green",), to=(("Ind", 0.2944),)),)
    assert wins() == "Ind"
    assert spin.text() == "29.44%"
    QTest.keyClick(spin, Qt.Key.Key_Up)
    assert spin.text() == "30.44%"


def test_whoever_is_added_is_given_a_number_by_typing_on(hand: Hand) -> None:
    hand.add("transfer")
    hand.pick("transfer_from", "con")
    hand.pick("transfer_to_add", "ruk")
    spin = hand.find(AmountSpin, "transfer_to_RUK_spin")
    assert QApplication.focusWidget() is spin
    QTest.keyClicks(spin, "70")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert hand.moves == (Transfer(givers=("Con",), to=(("RUK", 0.7),)),)


@pytest.mark.parametrize(
    ("typed", "shown", "rate"),
    [("29.436", "29.44%", 0.2944), ("29,4", "29.4%", 0.294), (".5", "0.5%", 0.005), ("7.", "7.0%", 0.07)],
)
def test_what_is_typed_beyond_hundredths_is_rounded(hand: Hand, typed: str, shown: str, rate: float) -> None:
    hand.start(Scenario(moves=(Transfer(givers=("Green",), to=(("Lab", 0.4),)),)))
    hand.type_number("transfer_to_Lab_spin", typed)
    assert hand.find(AmountSpin, "transfer_to_Lab_spin").text() == shown
    assert hand.moves == (Transfer(givers=("Green",), to=(("Lab", rate),)),)


@pytest.mark.parametrize("typed", ["-", ".", "x"])
def test_what_is_no_number_changes_nothing(hand: Hand, typed: str) -> None:
    hand.start(Scenario(moves=(Turnout(change=4.0),)))
    spin = hand.find(AmountSpin, "turnout_change_spin")
    before = hand.moves
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, typed)
    hand.rows.setFocus()
    assert spin.text() == "+4.0"
    assert hand.moves == before


def test_a_file_s_finer_number_is_kept_and_told(hand: Hand) -> None:
    finer = Transfer(givers=("Green",), to=(("Lab", 0.29436789), ("LD", 0.6)))
    hand.start(Scenario(moves=(finer,)))
    spin = hand.find(AmountSpin, "transfer_to_Lab_spin")
    assert spin.text() == "29.44%"
    assert spin.toolTip() == "29.436789%, shown to two decimals"
    assert spin.accessibleDescription() == spin.toolTip()
    assert hand.find(AmountSpin, "transfer_to_LD_spin").toolTip() == ""
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Return)
    hand.rows.setFocus()
    assert hand.moves == (finer,)
    hand.type_number("transfer_to_Lab_spin", "29.5")
    assert spin.toolTip() == ""


def test_points_have_a_true_minus(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0),)))
    hand.type_number("turnout_change_spin", "-10.64")
    assert hand.find(AmountSpin, "turnout_change_spin").text() == "−10.64"
    assert hand.moves == (Turnout(change=-10.64),)
    spin = hand.find(AmountSpin, "turnout_change_spin")
    spin.selectAll()
    QGuiApplication.clipboard().setText("−0.25 ")
    QTest.keyClick(spin, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert hand.moves == (Turnout(change=-0.25),)
    hand.type_number("turnout_change_spin", "-0")
    assert spin.text() == "0.0"


@pytest.mark.parametrize("name", ["turnout_change_spin", "turnout_change_slider"])
def test_the_wheel_moves_only_what_has_the_focus(hand: Hand, name: str) -> None:
    hand.start(Scenario(moves=(Turnout(change=0.0),)))
    hand.rows.setFocus()
    field = hand.find(QWidget, name)
    turn_wheel(field, 1)
    assert hand.moves == (Turnout(change=0.0),)
    field.setFocus()
    turn_wheel(field, 1)
    assert hand.moves != (Turnout(change=0.0),)


def test_one_of_hundreds_of_seats_is_taken_out_and_undo_puts_it_back(hand: Hand) -> None:
    seats = tuple(constituency.id for constituency in hand.session.election.constituencies[:249])
    transfer = Transfer(givers=("Green",), to=(("Lab", 0.3),), scope=Scope(seats=seats))
    hand.start(Scenario(moves=(transfer,)))
    more = hand.find(QAbstractButton, "scope_seats_more")
    assert more.text() == "and 241 more"
    more.click()
    shown = hand.find(QListView, "scope_seats_all")
    QTest.keyClicks(shown, "bath")  # letters go to it
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    hand.check()
    bath = next(c.id for c in hand.session.election.constituencies if c.name == "Bath")
    rest = tuple(seat for seat in seats if seat != bath)
    assert hand.moves == (replace(transfer, scope=Scope(seats=rest)),)
    assert more.text() == "and 240 more"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    hand.session.undo_stack.undo()
    assert hand.moves == (transfer,)
    assert more.text() == "and 241 more"


def test_undo_shows_in_the_fields(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=0.0),)))
    hand.drag("turnout_change_slider", 10)
    hand.session.undo_stack.undo()
    assert hand.find(AmountSpin, "turnout_change_spin").value() == 0.0
    assert hand.find(QSlider, "turnout_change_slider").value() == 0
    hand.session.undo_stack.redo()
    assert hand.find(AmountSpin, "turnout_change_spin").value() == 5.0


@pytest.mark.parametrize("blank", [Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_a_candidate_is_not_called_nothing(hand: Hand, blank: Qt.Key) -> None:
    hand.start(Scenario(moves=(DOE, Turnout(change=1.0))), row=0)
    name, note = hand.find(QLineEdit, "stand_name"), hand.find(QLabel, "stand_nameless")
    before = hand.moves
    name.setFocus()
    name.selectAll()
    QTest.keyClick(name, blank)
    assert hand.moves == before
    assert note.isVisible()
    assert note.text() == "A candidate needs a name."
    QTest.keyClicks(name, " Ann  Lee ")
    assert not note.isVisible()
    stand = hand.moves[0]
    assert isinstance(stand, Stand)
    assert stand.name == "Ann  Lee"
    name.selectAll()
    QTest.keyClick(name, blank)
    hand.find(QComboBox, "stand_party").setFocus()
    assert name.text() == "Ann  Lee"
    assert not note.isVisible()


def test_a_name_that_is_pasted_is_one_line(hand: Hand) -> None:
    hand.start(Scenario(moves=(DOE,)))
    name = hand.find(QLineEdit, "stand_name")
    name.setFocus()
    name.selectAll()
    QGuiApplication.clipboard().setText("Ann\r\nLee\n")
    QTest.keyClick(name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert name.text() == "Ann Lee"
    assert hand.moves == (replace(DOE, name="Ann Lee", number=1),)


def test_a_name_left_blank_does_not_stand_in_for_that_of_another_move(hand: Hand) -> None:
    hand.start(Scenario(moves=(DOE, replace(DOE, name="Second"))), row=0)
    name = hand.find(QLineEdit, "stand_name")
    name.setFocus()
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    hand.select(1)
    assert name.text() == "Second"
    assert [move.name for move in hand.moves if isinstance(move, Stand)] == [DOE.name, "Second"]


def test_a_person_who_is_renamed_is_so_in_the_fields(hand: Hand) -> None:
    gives = Transfer(givers=("person:new:1",), to=(("person:new:1", 0.5),))
    hand.start(Scenario(moves=(DOE, gives)), row=1)
    assert hand.chips("transfer_from") == ["New candidate"]
    hand.select(0)
    name = hand.find(QLineEdit, "stand_name")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Ann")
    hand.select(1)
    assert hand.chips("transfer_from") == ["Ann"]
    assert hand.find(AmountSpin, "transfer_to_person:new:1_spin").accessibleName() == "Ann, per cent"


def test_colours_follow_the_theme(hand: Hand) -> None:
    hand.start(Scenario(moves=(DOE,)))
    party = hand.find(QComboBox, "stand_party")
    before = party.itemIcon(0).pixmap(8).toImage().pixelColor(4, 4)
    hand.panel._theme.choose("dark")
    assert party.itemIcon(0).pixmap(8).toImage().pixelColor(4, 4) != before


def test_every_condition_is_in_the_menu(hand: Hand) -> None:
    hand.add("turnout")
    for condition in ("won_by", "majority_below", "countries", "regions", "seats"):
        assert hand.panel.findChild(QAction, f"scope_add_{condition}") is not None


def test_seats_are_pasted_as_a_list(hand: Hand, qtbot: QtBot) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0, scope=Scope(seats=("E14001063",))),)))
    line = hand.find(Picker, "scope_seats").line
    line.setFocus()
    steps = hand.session.undo_stack.count()
    QGuiApplication.clipboard().setText("Ilford North\nE14001063\nBethnal Green and Stepney, Atlantis")
    with qtbot.waitSignal(hand.session.message_posted) as posted:
        QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert posted.args == ["Pasted 3 seats. Not found: “Atlantis”."]
    assert hand.chips("scope_seats") == ["Aldershot", "Ilford North", "Bethnal Green and Stepney"]
    assert line.text() == ""
    assert hand.session.undo_stack.count() == steps + 1
    hand.check()
    # What lists no seat is text to look for.
    QGuiApplication.clipboard().setText("clact")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "clact"


def test_a_list_is_pasted_from_the_menu_too(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0, scope=Scope(seats=("E14001063",))),)))
    line = hand.find(Picker, "scope_seats").line
    QGuiApplication.clipboard().setText("E14001300")
    at = QPoint(2, 2)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, line.mapToGlobal(at))
    QApplication.sendEvent(line, asked)
    paste = line.findChild(QAction, "edit-paste")
    assert paste is not None
    paste.trigger()
    assert hand.chips("scope_seats") == ["Aldershot", "Ilford North"]
    menu = line.findChild(QMenu)
    assert menu is not None
    menu.close()


def limit(hand: Hand, name: str) -> str:
    label = hand.find(QLabel, name)
    return label.text() if label.isVisible() else ""


def test_a_number_beyond_its_limit_is_said_to_be(hand: Hand) -> None:
    hand.start(Scenario(moves=(Transfer(givers=("Green",), to=(("Lab", 0.5),)),)))
    hand.type_number("transfer_to_Lab_spin", "150")
    assert hand.moves == (Transfer(givers=("Green",), to=(("Lab", 1.0),)),)
    assert hand.find(AmountSpin, "transfer_to_Lab_spin").value() == 100
    assert limit(hand, "transfer_to_Lab_limit") == "At the most 100.0%."
    hand.type_number("transfer_to_Lab_spin", "-5")
    assert limit(hand, "transfer_to_Lab_limit") == "At the least 0.0%."
    hand.type_number("transfer_to_Lab_spin", "70")
    assert limit(hand, "transfer_to_Lab_limit") == ""
    hand.pick("transfer_to_add", "liberal democrats")
    hand.type_number("transfer_to_LD_spin", "50")
    assert hand.moves == (Transfer(givers=("Green",), to=(("Lab", 0.7), ("LD", 0.3))),)
    assert limit(hand, "transfer_to_LD_limit") == "At the most 30.0%: the others have the rest."
    # Asked for once more it stays, and so do the words; they go with the number.
    hand.type_number("transfer_to_LD_spin", "50")
    assert hand.find(AmountSpin, "transfer_to_LD_spin").value() == 30
    assert limit(hand, "transfer_to_LD_limit") != ""
    hand.session.undo_stack.undo()
    hand.drag("transfer_to_LD_slider", 10)
    assert limit(hand, "transfer_to_LD_limit") == ""


def test_a_range_that_leaves_the_number_out_is_said_to(hand: Hand) -> None:
    hand.start(Scenario(moves=(Turnout(change=Spread(2.0, 1.0, 4.0)),)))
    hand.type_number("turnout_change_low", "9")
    assert hand.moves == (Turnout(change=Spread(2.0, 2.0, 4.0)),)
    assert limit(hand, "turnout_change_limit") == "At the most 2.0 points, the number itself."
    hand.type_number("turnout_change_high", "-150")
    assert limit(hand, "turnout_change_limit") == "At the least 2.0 points, the number itself."
    hand.type_number("turnout_change_high", "150")
    assert hand.moves == (Turnout(change=Spread(2.0, 2.0, 100.0)),)
    assert limit(hand, "turnout_change_limit") == "At the most 100.0 points."


def test_a_majority_beyond_its_limits_is_said_to_be(hand: Hand, qtbot: QtBot) -> None:
    hand.start(Scenario(moves=(Turnout(change=1.0, scope=Scope(majority_below=5.0)),)))
    with qtbot.waitSignal(hand.session.message_posted) as posted:
        hand.type_number("scope_majority_below", "150")
    assert posted.args == ["A majority is between 0 and 100 points."]
    assert hand.moves == (Turnout(change=1.0, scope=Scope(majority_below=100.0)),)
