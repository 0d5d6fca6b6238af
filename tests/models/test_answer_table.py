"""The table of an answer, and its view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui.core import dataset
from ukvote_gui.models.answer_table import AnswerTable, Cell, Head, Row, candidate_cell
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.theme import Theme

ROLE = Qt.ItemDataRole
HEADS = (Head("Name", "Who"), Head("Votes\nnow", figures=True))


@pytest.fixture
def table(theme: Theme) -> AnswerTable:
    table = AnswerTable(theme, HEADS)
    table.show(rows(3))
    return table


def rows(count: int, votes: str = "1") -> list[Row]:
    return [Row((Cell(f"Seat {at}", "Lab"), Cell(votes)), f"id{at}") for at in range(count)]


def test_it_keeps_to_qt_s_rules(table: AnswerTable) -> None:
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show(rows(5))
    table.show(rows(5, "2"))
    table.show(rows(2), HEADS[:1])
    table.show([])


def test_a_cell_says_how_it_looks(theme: Theme) -> None:
    table = AnswerTable(theme, HEADS)
    cell = Cell("x", "Lab", strong=True, quiet=True, changed=True, tip="long", spoken="loud")
    table.show([Row((cell, Cell("7")))])
    first, second = table.index(0, 0), table.index(0, 1)
    assert first.data() == "x"
    assert first.data(ROLE.DecorationRole) == theme.colour("Lab")
    assert first.data(ROLE.BackgroundRole) == QColor(theme.tokens.changed)
    assert first.data(ROLE.ForegroundRole) == QColor(theme.tokens.muted)
    font = first.data(ROLE.FontRole)
    assert isinstance(font, QFont)
    assert font.bold()
    assert first.data(ROLE.ToolTipRole) == "long"
    assert first.data(ROLE.AccessibleTextRole) == "loud"
    assert second.data(ROLE.ToolTipRole) == second.data(ROLE.AccessibleTextRole) == "7"
    for role in (ROLE.DecorationRole, ROLE.BackgroundRole, ROLE.ForegroundRole, ROLE.FontRole):
        assert second.data(role) is None
    assert second.data(ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value
    assert table.headerData(0, Qt.Orientation.Horizontal, ROLE.ToolTipRole) == "Who"


def test_rows_of_the_same_places_only_change(table: AnswerTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.show(rows(3, "2"))
    assert table.index(2, 1).data() == "2"
    with qtbot.waitSignal(table.modelReset):
        table.show(rows(4))
    with qtbot.assertNotEmitted(table.modelReset), qtbot.assertNotEmitted(table.dataChanged):
        table.show(rows(4))
    with qtbot.waitSignal(table.headerDataChanged):
        table.show(rows(4), (Head("Other"), HEADS[1]))


def test_a_candidate_s_party_comes_first(theme: Theme) -> None:
    candidate = dataset.load_election().candidates[0]
    cell = candidate_cell(candidate)
    assert cell.text == f"{candidate.party} {candidate.name}"
    assert cell.party == candidate.party
    assert cell.spoken == cell.tip == f"{candidate.name} ({candidate.party})"


def test_it_is_copied_with_its_heads(table: AnswerTable) -> None:
    copied = table.table()
    assert copied.header == ("Name", "Votes now")
    assert copied.rows[0] == ("Seat 0", "1")


@pytest.fixture
def view(table: AnswerTable, qtbot: QtBot) -> Iterator[AnswerView]:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    view = AnswerView("answers", "Answers", table, roomy={0: 8}, most_rows=4, chooses=True)
    layout.addWidget(view)
    qtbot.addWidget(window)
    window.resize(300, 300)
    with qtbot.waitExposed(window):
        window.show()
    yield view
    window.close()


def chosen(view: AnswerView) -> list[str]:
    seats: list[str] = []
    view.seat_chosen.connect(seats.append)
    return seats


def click(view: AnswerView, qtbot: QtBot, row: int) -> None:
    at = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))


def test_a_click_and_the_keys_choose_a_seat(view: AnswerView, qtbot: QtBot) -> None:
    seats = chosen(view)
    click(view, qtbot, 1)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert seats == ["id1", "id2"]


def test_the_focus_alone_chooses_nothing(view: AnswerView, qtbot: QtBot) -> None:
    seats = chosen(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert seats == []


def test_a_seat_is_shown_without_being_chosen(view: AnswerView) -> None:
    seats = chosen(view)
    view.show_seat("id2")
    assert [index.row() for index in view.selectionModel().selectedRows()] == [2]
    view.show_seat("elsewhere")
    assert not view.selectionModel().hasSelection()
    assert seats == []


def test_it_is_as_high_as_its_rows_up_to_a_number(view: AnswerView, table: AnswerTable, qtbot: QtBot) -> None:
    heights = []
    for count in (1, 4, 9):
        table.show(rows(count))
        heights.append(view.height())
    row = view.verticalHeader().defaultSectionSize()
    assert heights == [heights[0], heights[0] + 3 * row, heights[0] + 3 * row]
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)


def test_the_roomy_column_takes_what_is_left_and_gives_way(view: AnswerView, table: AnswerTable) -> None:
    header = view.horizontalHeader()
    assert header.length() == view.viewport().width()
    figures = header.sectionSize(1)
    table.show([Row((Cell("A very long name of a constituency " * 3), Cell("1")), "id0")])
    assert header.length() == view.viewport().width()
    assert header.sectionSize(1) == figures
    assert view.horizontalScrollBar().maximum() == 0


def test_copy_means_this_table_where_it_has_the_focus(view: AnswerView, qtbot: QtBot) -> None:
    view.setFocus()
    with qtbot.waitSignal(view.copy_pressed):
        qtbot.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))


def test_it_follows_the_size_of_letters(view: AnswerView) -> None:
    before = view.height()
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    assert view.height() > before * 1.4
