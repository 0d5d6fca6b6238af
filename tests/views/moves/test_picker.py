"""The field for several things that are found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from tests import widgets
from ukvote_gui.core import picking
from ukvote_gui.core.picking import Choice
from ukvote_gui.models.roles import CHECK, USER
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.chips import MOVES, Chip, MoreChip
from ukvote_gui.views.moves.picker import FEW, MOST_CHIPS, Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def find(text: str) -> Sequence[Choice]:
    return picking.found(picking.parties(), text)


def call(value: str) -> Choice:
    return next(choice for choice in picking.parties() if choice.value == value)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 400)
    return window


@pytest.fixture
def picker(qtbot: QtBot, qapp: QApplication, window: QWidget) -> Picker:
    picker = Picker(Theme(qapp, "light"), "parties", "Add a party…", find, call, window)
    picker.resize(300, picker.height())
    picker.changed.connect(picker.show_values)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    picker.setFocus()
    return picker


def chips(picker: Picker) -> list[Chip]:
    return [chip for chip in picker.findChildren(Chip) if chip.isVisible()]


def values(picker: Picker) -> list[str]:
    return [chip.value for chip in chips(picker)]


def offered(picker: Picker) -> list[str]:
    model = picker._popup.model()
    assert picker._popup.isVisible()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_typing_offers_what_it_finds_and_enter_takes_the_first(picker: Picker) -> None:
    QTest.keyClicks(picker.line, "gre")
    assert offered(picker)[0] == "Green  –  Green Party"
    # With a display, keys go to the list, which sends them on.
    QTest.keyClick(picker._popup, Qt.Key.Key_Return)
    assert values(picker) == ["Green"]
    assert not picker._popup.isVisible()
    assert picker.line.text() == ""
    QTest.keyClicks(picker.line, "lib")
    QTest.keyClick(picker._popup, Qt.Key.Key_Down)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert len(values(picker)) == 2


def test_what_is_there_already_is_not_offered(picker: Picker) -> None:
    picker.show_values(("Green",))
    QTest.keyClicks(picker.line, "green pa")
    assert offered(picker) == ["“green pa” is here already"]
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert values(picker) == ["Green"]


def test_what_cannot_be_found_is_not_taken(picker: Picker) -> None:
    QTest.keyClicks(picker.line, "xyzzy")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert values(picker) == []
    QTest.keyClick(picker.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(picker.line, Qt.Key.Key_Delete)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert values(picker) == []


@pytest.mark.parametrize("text", ["Zzz", "person:999999"])
def test_what_finds_nothing_is_said_to(picker: Picker, text: str) -> None:
    QTest.keyClicks(picker.line, text)
    assert offered(picker) == [f"Nothing found for “{text}”"]
    # Neither a key nor a click takes the sentence.
    QTest.keyClick(picker._popup, Qt.Key.Key_Return)
    assert offered(picker) == [f"Nothing found for “{text}”"]
    QTest.keyClick(picker._popup, Qt.Key.Key_Down)
    QTest.keyClick(picker._popup, Qt.Key.Key_Return)
    row = picker._popup.visualRect(picker._popup.model().index(0, 0))
    QTest.mouseClick(picker._popup.viewport(), LEFT, NONE, row.center())
    assert values(picker) == []
    assert picker.line.text() == text
    picker.line.selectAll()
    QTest.keyClicks(picker.line, "lab")
    assert offered(picker)[0] == "Lab  –  Labour"


def test_what_finds_nothing_is_said_in_short(picker: Picker) -> None:
    picker.line.setText("z" * 200)
    picker.line.textEdited.emit(picker.line.text())
    assert offered(picker) == ["Nothing found for “" + "z" * 39 + "…”"]


def test_an_empty_line_offers_the_parties_on_a_click_or_the_down_key(picker: Picker) -> None:
    QTest.mouseClick(picker.line, LEFT)
    assert offered(picker)[:2] == ["Lab  –  Labour", "Con  –  Conservative"]
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert values(picker) == []  # nothing was marked
    QTest.mouseClick(picker.line, LEFT)
    QTest.keyClick(picker._popup, Qt.Key.Key_Escape)
    assert not picker._popup.isVisible()
    QTest.keyClick(picker.line, Qt.Key.Key_Down)
    assert len(offered(picker)) > 10
    row = picker._popup.visualRect(picker._popup.model().index(1, 0))
    QTest.mouseClick(picker._popup.viewport(), LEFT, NONE, row.center())
    assert values(picker) == ["Con"]


def test_a_click_on_the_cross_takes_out_and_elsewhere_does_not(picker: Picker) -> None:
    picker.show_values(("Green", "Lab"))
    chip = chips(picker)[0]
    QTest.mouseClick(chip, LEFT, NONE, QPoint(12, chip.height() // 2))
    assert values(picker) == ["Green", "Lab"]
    QTest.mouseClick(chip, LEFT, NONE, QPoint(chip.width() - 8, chip.height() // 2))
    assert values(picker) == ["Lab"]


def test_keys_take_out_and_move(picker: Picker) -> None:
    picker.show_values(("Green", "Lab", "Con"))
    QTest.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert values(picker) == ["Green", "Lab"]
    chips(picker)[0].setFocus()
    for key, expected in ((Qt.Key.Key_Left, ["Green", "Lab"]), (Qt.Key.Key_Right, ["Lab", "Green"])):
        focus = QApplication.focusWidget()
        assert isinstance(focus, Chip)
        assert focus.value == "Green"
        QTest.keyClick(focus, key, Qt.KeyboardModifier.AltModifier)
        assert values(picker) == expected
    focus = QApplication.focusWidget()
    assert focus is chips(picker)[1]
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert values(picker) == ["Lab"]
    assert QApplication.focusWidget() is picker.line


def drag(chip: Chip, to: QPoint) -> None:
    """Drag a chip by its body until its centre is at a place of the field."""
    hand = QPoint(12, chip.height() // 2)
    way = to - chip.geometry().center()
    QTest.mousePress(chip, LEFT, NONE, hand)
    for part in (0.5, 1.0):
        there = to - way * (1 - part) - chip.rect().center() + hand
        QTest.mouseMove(chip, there - chip.pos())
    QTest.mouseRelease(chip, LEFT, NONE, hand)


def test_a_chip_is_dragged_to_another_place(picker: Picker, qtbot: QtBot) -> None:
    picker.show_values(("Green", "Lab", "Con", "LD", "SNP", "PC"))
    assert chips(picker)[-1].y() > chips(picker)[0].y()  # on two lines
    with qtbot.waitSignal(picker.changed):
        drag(chips(picker)[0], chips(picker)[2].geometry().center() + QPoint(3, 2))
    assert values(picker) == ["Lab", "Con", "Green", "LD", "SNP", "PC"]
    drag(chips(picker)[-1], chips(picker)[0].geometry().center() - QPoint(3, 0))
    assert values(picker) == ["PC", "Lab", "Con", "Green", "LD", "SNP"]
    drag(chips(picker)[0], picker.rect().bottomRight())
    assert values(picker) == ["Lab", "Con", "Green", "LD", "SNP", "PC"]
    # Where its place stays the same, it goes back to it.
    chip, place = chips(picker)[1], chips(picker)[1].pos()
    drag(chip, chip.geometry().center() + QPoint(-11, 2))
    assert chip.pos() == place
    assert picker._values == ("Lab", "Con", "Green", "LD", "SNP", "PC")


def test_chips_say_how_to_move_them(picker: Picker) -> None:
    picker.show_values(("Green",))
    assert chips(picker)[0].toolTip() == "Green Party"
    picker.show_values(("Green", "Lab"))
    assert chips(picker)[0].toolTip() == f"Green Party\n{MOVES}"


def test_chips_go_on_to_another_line_and_the_field_grows(picker: Picker) -> None:
    low = picker.height()
    picker.show_values([choice.value for choice in picking.parties()[:12]])
    assert picker.height() > 2 * low
    for chip in chips(picker):
        assert chip.x() + chip.width() <= picker.width()
        assert chip.y() + chip.height() <= picker.height()
    picker.resize(900, picker.height())
    assert picker.height() < 3 * low


PARTIES = [choice.value for choice in picking.parties()]
MANY = PARTIES[: MOST_CHIPS + 3]


def more(picker: Picker) -> MoreChip:
    return widgets.find(picker, MoreChip, "parties_more")


def open_all(picker: Picker) -> QListView:
    QTest.mouseClick(more(picker), LEFT)
    shown = widgets.find(picker, QListView, "parties_all")
    assert shown.isVisible()
    return shown


def ticked(shown: QListView) -> list[str]:
    model = shown.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    checked = Qt.CheckState.Checked
    return [row.data(USER) for row in rows if Qt.CheckState(row.data(CHECK)) == checked]


def test_of_many_the_first_few_are_chips_and_the_others_are_counted(picker: Picker) -> None:
    picker.show_values(PARTIES[:MOST_CHIPS])
    assert values(picker) == PARTIES[:MOST_CHIPS]
    assert not more(picker).isVisible()
    picker.show_values(MANY)
    assert values(picker) == MANY[:FEW]
    assert more(picker).isVisible()
    assert more(picker).text() == f"and {len(MANY) - FEW} more"
    assert more(picker).accessibleName() == f"And {len(MANY) - FEW} more: show all {len(MANY)}"
    assert more(picker) in picker.fields
    picker.show_values(MANY[:2])
    assert values(picker) == MANY[:2]
    assert not more(picker).isVisible()


def test_hundreds_take_no_more_room_than_a_few(qapp: QApplication, window: QWidget, session: Session) -> None:
    seats = [constituency.id for constituency in session.election.constituencies]
    name = partial(picking.constituency, session.election)
    picker = Picker(Theme(qapp, "light"), "seats", "Add a seat…", find, name, window)
    picker.resize(300, picker.height())
    picker.show_values(seats)
    assert picker.height() < 10 * picker.line.height()
    assert len(picker.findChildren(Chip)) == FEW


def test_the_list_of_all_takes_out_and_puts_back(picker: Picker) -> None:
    picker.show_values(MANY)
    asked: list[tuple[str, ...]] = []
    picker.changed.connect(asked.append)
    shown = open_all(picker)
    assert ticked(shown) == MANY
    assert shown.currentIndex().data(USER) == MANY[FEW]  # the first that is no chip
    QTest.keyClick(shown, Qt.Key.Key_Space)
    without = [value for value in MANY if value != MANY[FEW]]
    assert asked == [tuple(without)]
    assert more(picker).text() == f"and {len(without) - FEW} more"
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert asked[1:] == [tuple(MANY)]
    shown.setCurrentIndex(shown.model().index(0, 0))
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert asked[2:] == [tuple(MANY[1:])]
    assert values(picker) == MANY[1 : FEW + 1]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert ticked(open_all(picker)) == MANY[1:]


def test_a_click_on_its_tick_takes_one_out(picker: Picker) -> None:
    picker.show_values(MANY)
    shown = open_all(picker)
    row = shown.visualRect(shown.model().index(FEW + 1, 0))
    QTest.mouseClick(shown.viewport(), LEFT, NONE, QPoint(row.left() + 9, row.center().y()))
    assert ticked(shown) == [value for value in MANY if value != MANY[FEW + 1]]
    assert more(picker).text() == f"and {len(MANY) - 1 - FEW} more"


def test_keys_take_nothing_out_that_is_not_in_sight(picker: Picker) -> None:
    picker.show_values(MANY)
    QTest.keyClick(picker.line, Qt.Key.Key_Backspace)
    shown = widgets.find(picker, QListView, "parties_all")
    assert shown.isVisible()
    assert shown.currentIndex().data(USER) == MANY[-1]
    assert ticked(shown) == MANY
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    chips(picker)[-1].setFocus()
    QTest.keyClick(chips(picker)[-1], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert values(picker) == [*MANY[: FEW - 1], MANY[FEW]]
    assert QApplication.focusWidget() is more(picker)
    chips(picker)[0].setFocus()
    QTest.keyClick(chips(picker)[0], Qt.Key.Key_Delete)
    assert QApplication.focusWidget() is chips(picker)[0]


def test_what_was_typed_goes_with_the_focus(picker: Picker, qtbot: QtBot) -> None:
    other = QLineEdit(picker.window())
    other.show()
    QTest.keyClicks(picker.line, "gre")
    picker._popup.hide()
    other.setFocus()
    assert picker.line.text() == ""
    assert values(picker) == []


def test_chips_can_be_seen_in_light_and_dark(picker: Picker) -> None:
    picker.show_values(("Green",))
    light = chips(picker)[0].grab().toImage()
    picker._theme.choose("dark")
    assert chips(picker)[0].grab().toImage() != light
