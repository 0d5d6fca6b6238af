"""The split votes in the window: what a row says, that it follows, chooses, copies and makes a pact."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets import BehindATab, cells, find, said, show
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.core.split_seats import NO_FORECAST
from ukvote_gui.models.split_seats import Choice, Column, SplitModel
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.split_panel import SplitPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus that open, without a display

BLOC = ("Green", "Ind", "WPB")
NEAREST_FIRST = [
    "Bradford West",
    "Bethnal Green and Stepney",
    "Ilford North",
    "Birmingham Yardley",
    "Birmingham Hall Green and Moseley",
    "Birmingham Hodge Hill and Solihull North",
    "Birmingham Ladywood",
]
ILFORD_NORTH, BRADFORD_WEST, ALDERSHOT = "E14001300", "E14001120", "E14001063"
TO_INDEPENDENTS = Swing(changes=(("Lab", -5.0), ("Ind", 5.0)))
BLOCS = (("left", ("Green", "WPB", "Ind")), ("right", ("Con", "RUK")))
TOOL_TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> SplitPanel:
    panel = SplitPanel(session, theme)
    show(panel, qtbot, 900, 600)
    return panel


@pytest.fixture
def with_bloc(panel: SplitPanel) -> SplitPanel:
    panel.show_bloc(BLOC)
    return panel


def table_of(panel: SplitPanel) -> QTableView:
    return find(panel, QTableView, "split_view")


def names(panel: SplitPanel) -> list[str]:
    return [row[Column.NAME] for row in cells(panel, "split_view")]


def column_of(panel: SplitPanel, column: Column) -> list[str]:
    return [row[column] for row in cells(panel, "split_view")]


def tip(panel: SplitPanel, name: str, column: Column) -> str:
    return str(table_of(panel).model().index(names(panel).index(name), column).data(TOOL_TIP))


def make(session: Session, *moves: Move) -> None:
    session.change(Scenario(moves=moves), "moves")


def menu_of(panel: SplitPanel) -> QMenu:
    menu = find(panel, QToolButton, "split_parties").menu()
    assert isinstance(menu, QMenu)
    return menu


@pytest.fixture
def menu(panel: SplitPanel, qtbot: QtBot) -> Iterator[QMenu]:
    menu = menu_of(panel)
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    yield menu
    menu.close()


def entry(menu: QMenu, begins: str) -> QAction:
    (action,) = [action for action in menu.actions() if action.text().startswith(begins)]
    return action


def click(menu: QMenu, begins: str, qtbot: QtBot) -> None:
    at = menu.actionGeometry(entry(menu, begins)).center()
    qtbot.mouseMove(menu, at)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)


# What it shows


def test_it_takes_no_side_at_first_and_says_what_to_do(panel: SplitPanel) -> None:
    assert find(panel, QToolButton, "split_parties").text() == "Choose parties"
    assert said(panel, "split_summary").startswith("Choose the parties of a bloc.")
    assert names(panel) == []
    assert not find(panel, QPushButton, "split_pact").isEnabled()
    assert not find(panel, QPushButton, "split_copy").isEnabled()
    assert NO_FORECAST in [label.text() for label in panel.findChildren(QLabel)]


def test_the_seats_of_the_claim_come_by_the_transfer_that_they_need(with_bloc: SplitPanel) -> None:
    assert names(with_bloc) == NEAREST_FIRST
    assert cells(with_bloc, "split_view")[2] == [
        "Ilford North",
        "29.44%",
        "Ind",
        "Lab",
        "15,647",
        "Ind 15,119",
        "528",
        "Green 1,794",
        "1,266",
    ]
    assert column_of(with_bloc, Column.AT_RATE) == ["Ind", "Ind", "Ind", "WPB", "Ind", "no", "no"]
    assert said(with_bloc, "split_summary") == (
        "In 7 seats the three together have more votes than the winner. At 60% they would win 5 of them."
    )
    assert find(with_bloc, QToolButton, "split_parties").text() == "Green + Ind + WPB"


def test_cells_say_in_words_who_is_meant(with_bloc: SplitPanel) -> None:
    seat = "Birmingham Hall Green and Moseley"
    assert [tip(with_bloc, seat, column) for column in Column] == [
        seat,
        "52.35% of the others' 10,805 votes would elect Shakeel Afsar, if the rest abstain",
        "At a transfer of 60% Shakeel Afsar, Independent, is elected",
        "Tahir Ali, Labour, 12,798 votes",
        "Tahir Ali, Labour, 12,798 votes",
        "Shakeel Afsar, Independent, 7,142 votes",
        "Shakeel Afsar is 5,656 votes behind Tahir Ali",
        "Mohammed Hafeez, Independent, 6,159 votes; Zain Ahmed, Green Party, 3,913 votes; "
        "Babar Raja, Independent, 733 votes",
        "Together they are 5,149 votes ahead of Tahir Ali",
    ]
    assert tip(with_bloc, "Birmingham Ladywood", Column.AT_RATE) == (
        "At a transfer of 60% Shabana Mahmood, Labour, is elected"
    )


def test_every_control_has_a_name_and_is_reached_by_the_keys(with_bloc: SplitPanel) -> None:
    controls = ["split_parties", "split_under", "split_rate", "split_view", "split_pact", "split_copy"]
    find(with_bloc, QToolButton, "split_parties").setFocus()
    reached = []
    for _ in range(8):
        focused = with_bloc.focusWidget()
        assert focused is not None
        reached.append(focused.objectName())
        with_bloc.focusNextPrevChild(True)
    assert [name for name in dict.fromkeys(reached) if name in controls] == controls
    buddies = {label.buddy() for label in with_bloc.findChildren(QLabel)}
    for name in controls:
        control = find(with_bloc, QWidget, name)
        assert control.accessibleName() or isinstance(control, QPushButton)
        assert control in buddies or name not in ("split_parties", "split_under", "split_rate")


# What a person chooses


def test_the_menu_offers_the_main_parties_then_the_others(panel: SplitPanel, menu: QMenu) -> None:
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Lab  –  Labour", "Con  –  Conservative"]
    assert texts[-2:] == ["Others that stand", "Clear"]
    assert not any(text.startswith("Spk") for text in texts)
    others = entry(menu, "Others").menu()
    assert isinstance(others, QMenu)
    others.aboutToShow.emit()
    assert entry(others, "TUSC").isCheckable()
    assert entry(others, "TFB").text() == "TFB  –  True && Fair Party"


def test_ticked_parties_are_the_bloc_and_the_menu_stays_open(
    panel: SplitPanel, menu: QMenu, qtbot: QtBot
) -> None:
    click(menu, "WPB", qtbot)
    assert said(panel, "split_summary") == (
        "No two candidates of WPB stand in one seat. Choose one more party."
    )
    click(menu, "Green", qtbot)
    menu.setActiveAction(entry(menu, "Ind "))
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert names(panel) == NEAREST_FIRST
    button = find(panel, QToolButton, "split_parties")
    assert button.text() == "Green + Ind + WPB"
    assert button.accessibleName() == "Parties of the bloc: Green + Ind + WPB"
    click(menu, "Ind ", qtbot)
    assert button.text() == "Green + WPB"


def test_a_party_that_is_not_a_main_one_can_be_ticked(panel: SplitPanel, menu: QMenu) -> None:
    others = entry(menu, "Others").menu()
    assert isinstance(others, QMenu)
    others.aboutToShow.emit()
    entry(others, "TUSC").trigger()
    entry(menu, "Lab").trigger()
    assert find(panel, QToolButton, "split_parties").text() == "Lab + TUSC"


def test_clear_drops_the_bloc(with_bloc: SplitPanel, menu: QMenu) -> None:
    entry(menu, "Clear").trigger()
    assert names(with_bloc) == []
    assert said(with_bloc, "split_summary").startswith("Choose the parties of a bloc.")


def test_another_rate_marks_what_it_wins(with_bloc: SplitPanel) -> None:
    rate = find(with_bloc, QDoubleSpinBox, "split_rate")
    assert rate.text() == "60%"
    rate.setValue(29.44)
    assert rate.text() == "29.44%"
    assert column_of(with_bloc, Column.AT_RATE) == ["Ind", "Ind", "Ind", "no", "no", "no", "no"]
    header = table_of(with_bloc).model().headerData(Column.AT_RATE, Qt.Orientation.Horizontal)
    assert header == "At 29.44%"
    assert said(with_bloc, "split_summary").endswith("At 29.44% they would win 3 of them.")
    rate.setValue(29.43)
    assert column_of(with_bloc, Column.AT_RATE)[2] == "no"


@pytest.mark.parametrize("width", [380, 900])
def test_a_rate_is_in_sight_with_its_per_cent_sign(with_bloc: SplitPanel, width: int) -> None:
    with_bloc.resize(width, 600)
    rate = find(with_bloc, QDoubleSpinBox, "split_rate")
    margins = 4  # that a line of text keeps free, 2 pixels on each side
    for value, text in ((55.55, "55.55%"), (100, "100%")):
        rate.setValue(value)
        assert rate.text() == text
        assert rate.fontMetrics().horizontalAdvance(text) + margins <= rate.lineEdit().width()


def test_blocs_of_the_scenario_are_offered_where_there_are_any(
    with_bloc: SplitPanel, session: Session
) -> None:
    box = find(with_bloc, QComboBox, "split_bloc")
    assert not box.isVisible()
    session.change(Scenario(blocs=BLOCS), "blocs")
    assert box.isVisible()
    assert [box.itemText(row) for row in range(box.count())] == [
        "Chosen here",
        "“left”: Green, WPB and Ind",
        "“right”: Con and RUK",
    ]
    assert names(with_bloc) == NEAREST_FIRST
    box.setCurrentIndex(2)
    assert len(names(with_bloc)) == 176
    assert said(with_bloc, "split_summary").startswith("In 176 seats the candidates of “right” together")
    assert not find(with_bloc, QToolButton, "split_parties").isVisible()
    session.undo_stack.undo()
    assert names(with_bloc) == NEAREST_FIRST
    assert find(with_bloc, QToolButton, "split_parties").isVisible()


def test_a_bloc_that_changes_is_followed(panel: SplitPanel, session: Session) -> None:
    session.change(Scenario(blocs=BLOCS), "blocs")
    find(panel, QComboBox, "split_bloc").setCurrentIndex(1)
    assert names(panel) == NEAREST_FIRST
    session.change(Scenario(blocs=(("left", ("Green", "WPB")), BLOCS[1])), "smaller")
    assert find(panel, QComboBox, "split_bloc").currentText() == "“left”: Green and WPB"
    assert names(panel) == ["Birmingham Yardley", "Birmingham Hodge Hill and Solihull North"]


# Following


def test_it_follows_the_scenario_and_the_base_stays(with_bloc: SplitPanel, session: Session) -> None:
    make(session, TO_INDEPENDENTS)
    assert "Ilford North" not in names(with_bloc)
    find(with_bloc, QComboBox, "split_under").setCurrentIndex(1)
    assert names(with_bloc) == NEAREST_FIRST
    assert column_of(with_bloc, Column.WINNER)[2] == "Lab → Ind"
    assert tip(with_bloc, "Ilford North", Column.WINNER).endswith("The scenario changes who wins: Ind ← Lab")
    index = table_of(with_bloc).model().index(2, Column.NAME)
    assert index.data(Qt.ItemDataRole.BackgroundRole) is not None
    session.undo_stack.undo()
    assert column_of(with_bloc, Column.WINNER)[2] == "Lab"


def test_in_the_scenario_it_says_whose_seat_it_was(with_bloc: SplitPanel, session: Session) -> None:
    make(session, Swing(changes=(("Lab", -20.0), ("Con", 20.0))))
    with_bloc.show_bloc(("Lab", "LD"))
    changed = [text for text in column_of(with_bloc, Column.WINNER) if text == "Con ← Lab"]
    assert changed


def counted_choices(monkeypatch: pytest.MonkeyPatch) -> list[Choice]:
    """Return a list that grows by each choice that a model is told to show."""
    choices: list[Choice] = []
    shown = SplitModel.show_choice

    def noted(model: SplitModel, choice: Choice) -> None:
        choices.append(choice)
        shown(model, choice)

    monkeypatch.setattr(SplitModel, "show_choice", noted)
    return choices


def test_hidden_it_does_nothing_and_catches_up(
    with_bloc: SplitPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = counted_choices(monkeypatch)
    with_bloc.hide()
    make(session, TO_INDEPENDENTS)
    assert not choices
    with_bloc.show()
    qtbot.waitUntil(lambda: len(choices) == 1)
    assert "Ilford North" not in names(with_bloc)


def test_behind_another_tab_it_waits_until_it_is_in_front(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = SplitPanel(session, theme)
    panel.show_bloc(BLOC)
    tabs = BehindATab(panel, qtbot)
    choices = counted_choices(monkeypatch)
    make(session, TO_INDEPENDENTS)
    session.select(BRADFORD_WEST)
    assert not choices
    tabs.bring_to_front()
    qtbot.waitUntil(lambda: len(choices) == 1)
    assert "Ilford North" not in names(panel)


def test_a_seat_selected_while_it_is_hidden_is_shown_afterwards(
    with_bloc: SplitPanel, session: Session, qtbot: QtBot
) -> None:
    with_bloc.hide()
    session.select(ILFORD_NORTH)
    with_bloc.show()
    selection = table_of(with_bloc).selectionModel()
    qtbot.waitUntil(selection.hasSelection)
    assert selection.selectedRows()[0].data() == "Ilford North"


def test_the_place_in_a_long_table_is_kept(panel: SplitPanel, session: Session) -> None:
    panel.show_bloc(("Con", "RUK"))
    bar = table_of(panel).verticalScrollBar()
    bar.setValue(40)
    make(session, Swing(changes=(("Con", 0.1),)))
    assert bar.value() == 40


def test_it_goes_over_to_another_base(panel: SplitPanel, session: Session) -> None:
    panel.show_bloc(("Lab", "RUK"))
    assert "Runcorn and Helsby" not in names(panel)
    session.change(Scenario(base="ge2024+byelections"), "by-elections")
    assert "Gorton and Denton" in names(panel)


def test_somebody_added_by_the_scenario_is_in_the_bloc(panel: SplitPanel, session: Session) -> None:
    panel.show_bloc(("Ind", "Green"))
    new = Stand(party="Ind", name="Somebody New", seats=(ILFORD_NORTH,), givers=(("Lab", 0.01),))
    make(session, new)
    assert "Somebody New" in tip(panel, "Ilford North", Column.OTHERS)
    make(session, Stand(party="Ours", name="Somebody Else", seats=(ALDERSHOT,), givers=(("Lab", 0.2),)))
    menu = menu_of(panel)
    menu.aboutToShow.emit()
    others = entry(menu, "Others").menu()
    assert isinstance(others, QMenu)
    others.aboutToShow.emit()
    assert entry(others, "Ours").isCheckable()


# The table


def test_a_row_that_is_chosen_selects_the_seat(with_bloc: SplitPanel, session: Session, qtbot: QtBot) -> None:
    table = table_of(with_bloc)
    at = table.visualRect(table.model().index(2, Column.NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.seat == ILFORD_NORTH
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert session.constituency.name == "Bethnal Green and Stepney"


def test_the_seat_selected_elsewhere_is_shown(with_bloc: SplitPanel, session: Session) -> None:
    session.select(BRADFORD_WEST)
    table = table_of(with_bloc)
    (index,) = table.selectionModel().selectedRows()
    assert index.data() == "Bradford West"
    make(session, Swing(changes=(("Con", 1.0),)))
    (index,) = table.selectionModel().selectedRows()
    assert index.data() == "Bradford West"
    assert session.seat == BRADFORD_WEST
    session.select(ALDERSHOT)
    assert table.selectionModel().selectedRows() == []


def test_a_selected_seat_that_is_no_longer_listed_stays_selected(panel: SplitPanel, session: Session) -> None:
    panel.show_bloc(("Con", "RUK"))
    model = table_of(panel).model()
    assert isinstance(model, SplitModel)
    seat = model.seat_at(model.rowCount() - 1)
    session.select(seat)
    make(session, Swing(changes=(("Lab", 10.0),)))
    assert model.row_of(seat) == -1
    assert session.seat == seat


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_both_ways(panel: SplitPanel, column: Column) -> None:
    panel.show_bloc(("Con", "RUK", "Lab"))
    table = table_of(panel)
    table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    up = column_of(panel, column)
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    down = column_of(panel, column)
    assert sorted(up) == sorted(down)
    assert up[0] != down[0]
    if column in (Column.NEEDED, Column.WINNER_VOTES, Column.BEHIND, Column.AHEAD):
        figures = [float(text.replace(",", "").removesuffix("%")) for text in up]
        assert figures == sorted(figures)
    if column is Column.AT_RATE:
        assert down[0] == up[-1] == "no"


def test_all_is_copied_with_candidates_by_name(with_bloc: SplitPanel, session: Session, qtbot: QtBot) -> None:
    button = find(with_bloc, QPushButton, "split_copy")
    with qtbot.waitSignal(session.message_posted) as posted:
        button.click()
    assert posted.args == ["Copied 7 seats."]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 8
    row = dict(zip(lines[0].split("\t"), lines[3].split("\t"), strict=True))
    assert row == {
        "Constituency": "Ilford North",
        "ONS id": ILFORD_NORTH,
        "Transfer needed (%)": "29.44",
        "Elected at 60%": "Ind",
        "Winner": "Lab Wes Streeting",
        "Winner's votes": "15647",
        "Bloc's best": "Ind Leanne Mohamad",
        "Bloc's best, votes": "15119",
        "Behind (votes)": "528",
        "Others of the bloc": "Green Rachel Collinson 1794",
        "Others, votes": "1794",
        "Together ahead by (votes)": "1266",
        "Changed by the scenario": "",
    }
    QGuiApplication.clipboard().clear()
    qtbot.keySequence(table_of(with_bloc), QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text().splitlines() == lines


def test_nothing_is_copied_where_there_is_nothing(panel: SplitPanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    qtbot.keySequence(table_of(panel), QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text() == "before"


# The pact


def test_the_bloc_becomes_one_pact_that_can_be_undone(
    with_bloc: SplitPanel, session: Session, qtbot: QtBot
) -> None:
    expected = {seat for seat, won in zip(NEAREST_FIRST, [True] * 5 + [False] * 2, strict=True) if won}
    with qtbot.waitSignal(session.message_posted) as posted:
        find(with_bloc, QPushButton, "split_pact").click()
    assert posted.args == ["Added a pact of Green, Ind and WPB in 7 seats at 60%: 5 seats change hands."]
    assert session.undo_stack.undoText() == "Add a pact of Green, Ind and WPB"
    (pact,) = session.scenario.moves
    assert isinstance(pact, Pact)
    assert (pact.members, pact.transfer, pact.choose) == (BLOC, 0.6, "most_votes")
    election = session.election
    assert pact.scope == Scope(seats=tuple(c.id for c in election.constituencies if c.name in NEAREST_FIRST))
    changed = {c.name for c, won in zip(election.constituencies, session.outcome.changed, strict=True) if won}
    assert changed == expected
    assert said(with_bloc, "split_summary").startswith("There is no seat where the three together have")
    session.undo_stack.undo()
    assert session.scenario.moves == ()
    assert names(with_bloc) == NEAREST_FIRST


def test_it_says_where_an_edit_of_a_seat_keeps_the_pact_from_its_end(
    with_bloc: SplitPanel, session: Session, qtbot: QtBot
) -> None:
    mohamad = "116038"
    edit = SetShares(seat=ILFORD_NORTH, shares=((mohamad, 32.0),))
    make(session, edit)
    assert said(with_bloc, "split_summary").endswith("At 60% they would win 5 of them.")
    with qtbot.waitSignal(session.message_posted) as posted:
        find(with_bloc, QPushButton, "split_pact").click()
    assert posted.args == [
        "Added a pact of Green, Ind and WPB in 7 seats (1 of them keeps its own edit) at 60%: "
        "4 seats change hands."
    ]
    assert session.scenario.moves[-1] == edit


def test_a_bloc_of_the_scenario_is_a_member_by_its_name(panel: SplitPanel, session: Session) -> None:
    session.change(Scenario(blocs=BLOCS), "blocs")
    find(panel, QComboBox, "split_bloc").setCurrentIndex(1)
    find(panel, QPushButton, "split_pact").click()
    (pact,) = session.scenario.moves
    assert isinstance(pact, Pact)
    assert pact.members == ("bloc:left",)
    assert session.undo_stack.undoText() == "Add a pact of “left”"
    assert int(session.outcome.changed.sum()) == 5


# How it looks


def test_parties_have_their_colours_and_their_names(with_bloc: SplitPanel, theme: Theme) -> None:
    model = table_of(with_bloc).model()
    for column, party in ((Column.WINNER, "Lab"), (Column.BEST, "Ind"), (Column.OTHERS, "Green")):
        index = model.index(2, column)
        assert index.data(Qt.ItemDataRole.DecorationRole) == theme.colour(party)
        assert index.data().startswith(party)
    button = find(with_bloc, QToolButton, "split_parties")
    for chosen in ("light", "dark"):
        theme.choose(chosen)
        image = button.grab().toImage()
        colours = {image.pixelColor(x, image.height() // 2).name() for x in range(60)}
        assert {QColor(theme.colour(party)).name() for party in BLOC} <= colours
    theme.choose("light")


def test_a_bloc_too_long_for_the_button_leaves_the_panel_narrow(panel: SplitPanel) -> None:
    least = panel.minimumSizeHint().width()
    panel.show_bloc(("Lab", "Con", "RUK", "LD", "Green", "SNP", "SF", "PC", "DUP", "Ind", "WPB"))
    panel.resize(380, 500)
    assert panel.minimumSizeHint().width() == least <= 380
    assert panel.width() == 380


def test_names_of_one_city_are_told_apart_in_a_narrow_panel(with_bloc: SplitPanel) -> None:
    with_bloc.resize(400, 500)
    table = table_of(with_bloc)
    wanted = table.fontMetrics().horizontalAdvance("Birmingham Hodge Hill")
    assert table.columnWidth(Column.NAME) > wanted
    assert table.columnViewportPosition(Column.AT_RATE) + table.columnWidth(Column.AT_RATE) <= 388


def test_the_model_keeps_to_the_rules_of_models(session: Session, theme: Theme) -> None:
    model = SplitModel(session, theme, Choice(), session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for parties in (BLOC, ("Con", "RUK"), (), ("Ind",)):
        model.show_choice(Choice(selectors=parties))
        for column in Column:
            model.sort(column)
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0, 0)) == 0
    model.sort(len(Column))
