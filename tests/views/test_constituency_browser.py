"""The browser: finding, filtering, selecting and copying constituencies as a person does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets import find, said, show
from ukvote_gui.core.moves import SetShares
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.tables import HEADER
from ukvote_gui.models.constituency_table import Column
from ukvote_gui.models.row_view import MARK, RowView
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.constituency_browser import ConstituencyBrowser

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def browser(session: Session, theme: Theme, qtbot: QtBot) -> ConstituencyBrowser:
    browser = ConstituencyBrowser(session, theme)
    show(browser, qtbot, 900, 700)
    return browser


def table_of(browser: ConstituencyBrowser) -> QTableView:
    return find(browser, QTableView, "constituency_table")


def search_box_of(browser: ConstituencyBrowser) -> QLineEdit:
    return find(browser, QLineEdit, "search_box")


def names(browser: ConstituencyBrowser) -> list[str]:
    model = table_of(browser).model()
    return [model.data(model.index(row, 0), DISPLAY) for row in range(model.rowCount())]


def select(browser: ConstituencyBrowser, *wanted: str) -> None:
    """Select rows as clicks do, the last of them becoming the current one."""
    table = table_of(browser)
    table.clearSelection()
    for name in wanted:
        index = table.model().index(names(browser).index(name), 0)
        flag = QItemSelectionModel.SelectionFlag
        table.selectionModel().setCurrentIndex(index, flag.Select | flag.Rows)


def selected(browser: ConstituencyBrowser) -> list[str]:
    rows = table_of(browser).selectionModel().selectedRows()
    return sorted(index.data() for index in rows)


def seat_id(session: Session, name: str) -> str:
    return next(c.id for c in session.election.constituencies if c.name == name)


def set_mohamad(session: Session, points: float) -> None:
    person = next(c.person for c in session.election.candidates if c.name == "Leanne Mohamad")
    edit = SetShares(seat=seat_id(session, "Ilford North"), shares=((person, points),))
    session.change(Scenario(moves=(edit,)), "Change")


def choose(box: QComboBox, text: str) -> None:
    position = box.findText(text, Qt.MatchFlag.MatchStartsWith)
    assert position >= 0
    box.setCurrentIndex(position)


def test_typing_finds(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    assert said(browser, "constituency_count") == "650 constituencies"
    qtbot.keyClicks(search_box_of(browser), "ilf")
    assert names(browser) == ["Ilford North", "Ilford South"]
    assert said(browser, "constituency_count") == "2 of 650 constituencies"
    search_box_of(browser).setText("corbyn")
    assert "Islington North" in names(browser)


def test_escape_empties_the_search(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    qtbot.keyClicks(search_box_of(browser), "ilf")
    qtbot.keyClick(search_box_of(browser), Qt.Key.Key_Escape)
    assert search_box_of(browser).text() == ""
    assert len(names(browser)) == 650


def test_enter_selects_the_first_found(browser: ConstituencyBrowser, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(search_box_of(browser), "ilf")
    assert selected(browser) == [], "Aldershot, which is selected, is not shown"
    qtbot.keyClick(search_box_of(browser), Qt.Key.Key_Return)
    assert session.constituency.name == "Ilford North"
    assert selected(browser) == ["Ilford North"]


def test_down_goes_from_the_search_to_the_table(
    browser: ConstituencyBrowser, session: Session, qtbot: QtBot
) -> None:
    browser.focus_search()
    qtbot.keyClicks(search_box_of(browser), "ilf")
    qtbot.keyClick(search_box_of(browser), Qt.Key.Key_Down)
    assert table_of(browser).hasFocus()
    assert session.constituency.name == "Ilford North"
    qtbot.keyClick(table_of(browser), Qt.Key.Key_Down)
    assert session.constituency.name == "Ilford South"


def test_focusing_the_search_selects_what_is_there(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    search_box_of(browser).setText("ilf")
    table_of(browser).setFocus()
    browser.focus_search()
    qtbot.keyClicks(search_box_of(browser), "ynys mon")
    assert names(browser) == ["Ynys Môn"]


def test_a_click_selects_for_all(browser: ConstituencyBrowser, session: Session, qtbot: QtBot) -> None:
    table = table_of(browser)
    cell = table.visualRect(table.model().index(4, Column.MAJORITY)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert session.constituency.name == names(browser)[4]
    assert selected(browser) == [names(browser)[4]]


def test_what_is_selected_elsewhere_is_selected_and_shown(
    browser: ConstituencyBrowser, session: Session
) -> None:
    session.select(seat_id(session, "York Outer"))
    table = table_of(browser)
    assert selected(browser) == ["York Outer"]
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_a_seat_that_is_not_shown_is_not_selected(browser: ConstituencyBrowser, session: Session) -> None:
    search_box_of(browser).setText("ilf")
    session.select(seat_id(session, "York Outer"))
    assert selected(browser) == []
    browser.clear_filters()
    assert selected(browser) == ["York Outer"]
    assert session.constituency.name == "York Outer"


def test_a_selection_of_several_outlasts_filter_sort_and_outcome(
    browser: ConstituencyBrowser, session: Session
) -> None:
    select(browser, "Ilford South", "Hendon", "Ilford North")
    search_box_of(browser).setText("london")
    table_of(browser).sortByColumn(Column.MAJORITY, Qt.SortOrder.DescendingOrder)
    set_mohamad(session, 34.0)
    assert selected(browser) == ["Hendon", "Ilford North", "Ilford South"]
    assert session.constituency.name == "Ilford North"


def test_filters_narrow_and_clear(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    choose(find(browser, QComboBox, "party_filter"), "Labour")
    choose(find(browser, QComboBox, "region_filter"), "Wales")
    assert said(browser, "constituency_count") == "27 of 650 constituencies"
    find(browser, QCheckBox, "marginal_filter").setChecked(True)
    find(browser, QDoubleSpinBox, "marginal_limit").setValue(10.0)
    few = len(names(browser))
    assert 0 < few < 27
    choose(find(browser, QComboBox, "marginal_unit"), "votes")
    assert find(browser, QDoubleSpinBox, "marginal_limit").value() == 1000.0
    find(browser, QDoubleSpinBox, "marginal_limit").setValue(2000.0)
    choose(find(browser, QComboBox, "marginal_unit"), "points")
    assert find(browser, QDoubleSpinBox, "marginal_limit").value() == 10.0
    assert len(names(browser)) == few
    clear = find(browser, QPushButton, "clear_filters")
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert len(names(browser)) == 650
    assert not clear.isVisible()


def test_an_empty_table_says_why_and_how_to_fill_it(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    why = find(browser, QLabel, "why_empty")
    assert not why.isVisible()
    find(browser, QCheckBox, "changed_filter").setChecked(True)
    assert why.isVisible()
    assert why.text() == "The scenario changes who wins in no constituency."
    search_box_of(browser).setText("<b>zz</b>")
    assert why.text() == "No constituency is found by “<b>zz</b>” and changes hands in the scenario."
    qtbot.mouseClick(find(browser, QPushButton, "clear_filters_when_empty"), Qt.MouseButton.LeftButton)
    assert not why.isVisible()
    assert len(names(browser)) == 650


def test_the_changed_filter_follows_the_outcome(browser: ConstituencyBrowser, session: Session) -> None:
    find(browser, QCheckBox, "changed_filter").setChecked(True)
    set_mohamad(session, 34.0)
    assert names(browser) == ["Ilford North"]
    session.select(seat_id(session, "Ilford North"))
    session.undo_stack.undo()
    assert names(browser) == ["Ilford North"]
    assert said(browser, "constituency_count") == "0 of 650 constituencies, and the selected one"


def test_rows_stay_put_until_they_are_sorted_again(
    browser: ConstituencyBrowser, session: Session, qtbot: QtBot
) -> None:
    table = table_of(browser)
    table.sortByColumn(Column.MAJORITY, Qt.SortOrder.DescendingOrder)
    again = find(browser, QPushButton, "sort_again")
    before = names(browser)
    set_mohamad(session, 70.0)
    assert names(browser) == before
    assert again.isVisible()
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert not again.isVisible()
    assert names(browser).index("Ilford North") < before.index("Ilford North")


def test_a_click_on_a_header_sorts_and_shows_it(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    table = table_of(browser)
    table.scrollToBottom()
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(Column.MAJORITY) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (header.sortIndicatorSection(), names(browser)[0]) == (Column.MAJORITY, "Hendon")
    assert table.verticalScrollBar().value() == 0


def test_copying_gives_a_spreadsheet_the_selected_rows(
    browser: ConstituencyBrowser, session: Session, qtbot: QtBot
) -> None:
    table_of(browser).sortByColumn(Column.MAJORITY, Qt.SortOrder.AscendingOrder)
    select(browser, "Ilford North", "Hendon")
    with qtbot.waitSignal(session.message_posted) as posted:
        assert browser.copy_selection() == 2
    assert posted.args == ["Copied 2 constituencies."]
    mime = QGuiApplication.clipboard().mimeData()
    header, hendon, ilford_north = (line.split("	") for line in mime.text().splitlines())
    assert tuple(header) == HEADER
    assert hendon[0] == "Hendon"
    assert ilford_north[0] == "Ilford North"
    assert ilford_north[HEADER.index("Majority (votes)")] == "528"
    assert mime.html().count("<tr>") == 3


def test_the_copy_key_copies_rows(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    select(browser, "York Outer")
    qtbot.keyClick(table_of(browser), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("York Outer	")


def test_copying_nothing_says_so(browser: ConstituencyBrowser, session: Session, qtbot: QtBot) -> None:
    search_box_of(browser).setText("zzzz")
    with qtbot.waitSignal(session.message_posted) as posted:
        assert browser.copy_selection() == 0
    assert posted.args == ["Nothing to copy: no constituency is selected."]


def test_columns_are_remembered(
    browser: ConstituencyBrowser, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    header = table_of(browser).horizontalHeader()
    header.resizeSection(Column.REGION, 77)
    table_of(browser).sortByColumn(Column.MAJORITY, Qt.SortOrder.DescendingOrder)
    other = ConstituencyBrowser(session, theme)
    qtbot.addWidget(other)
    assert other.restore_state(browser.save_state())
    assert table_of(other).horizontalHeader().sectionSize(Column.REGION) == 77
    assert names(other) == names(browser)


def test_columns_that_cannot_be_read_are_as_they_were(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    header = table_of(browser).horizontalHeader()
    widths = [header.sectionSize(column) for column in Column]
    other = QTableWidget(2, 4)
    qtbot.addWidget(other)
    cut_off = browser.save_state().first(100)
    for state in (QByteArray(), QByteArray(b"rubbish"), cut_off, other.horizontalHeader().saveState()):
        assert not browser.restore_state(state)
        assert [header.sectionSize(column) for column in Column] == widths
        assert len(names(browser)) == 650


def test_widths_do_not_follow_the_outcome(browser: ConstituencyBrowser, session: Session) -> None:
    header = table_of(browser).horizontalHeader()
    widths = [header.sectionSize(column) for column in Column]
    set_mohamad(session, 99.0)
    assert [header.sectionSize(column) for column in Column] == widths


def test_the_filters_make_room_for_a_narrow_window(browser: ConstituencyBrowser, qtbot: QtBot) -> None:
    assert browser.minimumSizeHint().width() < 500
    changed, party = find(browser, QCheckBox, "changed_filter"), find(browser, QComboBox, "party_filter")

    def below() -> bool:
        return (
            party.mapTo(browser, QPoint()).y() > changed.mapTo(browser, QPoint()).y() + changed.height() - 5
        )

    assert not below()
    browser.resize(480, 700)
    qtbot.waitUntil(below)
    browser.resize(1000, 700)
    qtbot.waitUntil(lambda: not below())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_changed_row_is_painted_as_such_and_the_party_in_its_colour(
    browser: ConstituencyBrowser, session: Session, theme: Theme, scheme: str
) -> None:
    theme.choose(scheme)
    set_mohamad(session, 34.0)
    search_box_of(browser).setText("ilf")
    table = table_of(browser)
    picture = table.viewport().grab().toImage()
    party = table.visualRect(table.model().index(0, Column.PARTY))

    def colour(x: int, y: int) -> QColor:
        ratio = picture.devicePixelRatio()
        return picture.pixelColor(round(x * ratio), round(y * ratio))

    assert colour(MARK - 1, party.center().y()) == QColor(theme.tokens.on_changed)
    assert colour(party.left() + 1, party.top() + 1) == QColor(theme.tokens.changed)
    assert colour(party.left() + RowView.padding + 3, party.center().y()) == theme.colour("Ind")
    session.select(seat_id(session, "Ilford North"))
    picture = table.viewport().grab().toImage()
    assert colour(party.left() + 1, party.top() + 1) == QColor(theme.tokens.accent)
    assert colour(MARK - 1, party.center().y()) == QColor(theme.tokens.on_changed)


def test_a_party_that_wins_in_the_scenario_alone_can_be_filtered(
    browser: ConstituencyBrowser, session: Session
) -> None:
    box = find(browser, QComboBox, "party_filter")
    assert box.findData("Ash") < 0
    ashfield = seat_id(session, "Ashfield")
    zadrozny = next(c.person for c in session.election.candidates if c.name == "Jason Zadrozny")
    session.change(Scenario(moves=(SetShares(seat=ashfield, shares=((zadrozny, 60.0),)),)), "Change")
    box.setCurrentIndex(box.findData("Ash"))
    assert names(browser) == ["Ashfield"]


def test_everything_that_is_operated_has_an_accessible_name(browser: ConstituencyBrowser) -> None:
    for kind in (QLineEdit, QTableView, QComboBox, QDoubleSpinBox):
        for widget in browser.findChildren(kind):
            if widget.objectName().startswith("qt_"):
                continue
            assert widget.accessibleName(), widget.objectName()


def test_the_selected_row_stays_in_sight_when_the_table_gets_smaller(
    browser: ConstituencyBrowser, session: Session, qtbot: QtBot
) -> None:
    session.select(seat_id(session, "Ilford North"))
    table = table_of(browser)
    browser.resize(420, 400)
    qtbot.wait(50)
    row = table.visualRect(table.currentIndex())
    assert row.top() >= 0
    assert row.bottom() <= table.viewport().height()
