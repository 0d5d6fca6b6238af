"""The battleground in the window: what a row says, that it follows, and that it chooses and copies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.widgets import BehindATab, find, said, show
from ukvote_gui.core.battleground import Aim
from ukvote_gui.core.moves import Move, Stand, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.models.battleground import BattlegroundModel, Choice, Column
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.battleground_panel import BattlegroundPanel

HENDON, OTHER = "E14001279", "E14001274"
TO_REFORM = Swing(changes=(("Lab", -5.0), ("RUK", 5.0)))


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> BattlegroundPanel:
    panel = BattlegroundPanel(session, theme)
    show(panel, qtbot, 900, 700)
    return panel


def table_of(panel: BattlegroundPanel) -> QTableView:
    return find(panel, QTableView, "battleground_table")


def texts(panel: BattlegroundPanel, row: int) -> list[str]:
    model = table_of(panel).model()
    return [str(model.index(row, column).data()) for column in Column]


def row_of(panel: BattlegroundPanel, name: str) -> int:
    model = table_of(panel).model()
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())].index(name)


def make(session: Session, *moves: Move) -> None:
    session.change(Scenario(moves=moves), "moves")


def test_it_begins_with_the_targets_of_the_second_party(panel: BattlegroundPanel) -> None:
    assert texts(panel, 0) == ["1", "Hendon", "0.02", "15", "Lab", "Con", "RUK 31.1", "", "2nd"]
    assert table_of(panel).model().rowCount() == 514
    assert said(panel, "battleground_summary").startswith("Conservative: 514 targets.")
    assert panel.objectName() == "battleground_panel"
    assert panel.accessibleName()
    assert table_of(panel).accessibleName()


def test_a_seat_where_a_third_is_ahead_first_says_so(panel: BattlegroundPanel) -> None:
    panel.show_party("Ind", Aim.TARGETS)
    row = row_of(panel, "South West Norfolk")
    assert texts(panel, row)[Column.SWING :] == ["6.28", "5,565", "Lab", "Con", "RUK 4.3", "11.13", "4th"]
    tip = table_of(panel).model().index(row, Column.PAST_ALL).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "11.13 points from the winner to James Bagge until nobody else is ahead"


def test_defences_leave_out_what_only_targets_have(panel: BattlegroundPanel) -> None:
    panel.show_party("Lab", Aim.DEFENCES)
    table = table_of(panel)
    assert table.model().rowCount() == 411
    assert table.isColumnHidden(Column.PAST_ALL)
    assert table.isColumnHidden(Column.PLACE)
    assert table.model().headerData(Column.VOTES, Qt.Orientation.Horizontal) == "Ahead"
    panel.show_party("Lab", Aim.TARGETS)
    assert not table.isColumnHidden(Column.PAST_ALL)


def test_it_follows_the_scenario_and_marks_what_changes(
    panel: BattlegroundPanel, session: Session, theme: Theme
) -> None:
    panel.show_party("RUK", Aim.TARGETS)
    before = table_of(panel).model().rowCount()
    make(session, TO_REFORM)
    won = int(session.outcome.party_seats[session.election.party_index["RUK"]])
    assert table_of(panel).model().rowCount() == before + 5 - won
    index = table_of(panel).model().index(row_of(panel, "Lowestoft"), Column.WINNER)
    assert index.data() == "Con ← Lab"
    assert index.data(Qt.ItemDataRole.BackgroundRole) == QColor(theme.tokens.changed)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("The scenario changes who wins: Con ← Lab")
    session.undo_stack.undo()
    assert texts(panel, row_of(panel, "Lowestoft"))[Column.WINNER] == "Lab"


def test_the_base_can_be_ranked_instead(panel: BattlegroundPanel, session: Session) -> None:
    panel.show_party("RUK", Aim.TARGETS)
    before = [texts(panel, row)[Column.NAME] for row in range(20)]
    make(session, TO_REFORM)
    under = panel.findChild(QComboBox, "battleground_under")
    assert under is not None
    under.setCurrentIndex(1)
    assert [texts(panel, row)[Column.NAME] for row in range(20)] == before
    assert texts(panel, 0)[Column.WINNER] == "Lab → RUK"


def count_refreshes(monkeypatch: pytest.MonkeyPatch) -> list[BattlegroundModel]:
    calls: list[BattlegroundModel] = []
    refresh = BattlegroundModel.refresh

    def counted(model: BattlegroundModel) -> None:
        calls.append(model)
        refresh(model)

    monkeypatch.setattr(BattlegroundModel, "refresh", counted)
    return calls


def test_hidden_it_does_nothing_and_catches_up(
    panel: BattlegroundPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = count_refreshes(monkeypatch)
    panel.hide()
    make(session, TO_REFORM)
    assert not calls
    panel.show()
    assert len(calls) == 1
    targets = 635 - int(session.outcome.party_seats[session.election.party_index["Con"]])
    assert targets != 514
    assert table_of(panel).model().rowCount() == targets
    assert said(panel, "battleground_summary").startswith(f"Conservative: {targets} targets.")


def test_behind_a_tab_it_does_nothing_and_catches_up(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = BattlegroundPanel(session, theme)
    tab = BehindATab(panel, qtbot)
    calls = count_refreshes(monkeypatch)
    make(session, TO_REFORM)
    loughborough = next(c.id for c in session.election.constituencies if c.name == "Loughborough")
    session.select(loughborough)
    assert not calls
    tab.bring_to_front()
    qtbot.waitUntil(lambda: bool(calls))
    targets = 635 - int(session.outcome.party_seats[session.election.party_index["Con"]])
    assert said(panel, "battleground_summary").startswith(f"Conservative: {targets} targets.")
    (index,) = table_of(panel).selectionModel().selectedRows()
    assert index.siblingAtColumn(Column.NAME).data() == "Loughborough"
    assert table_of(panel).visualRect(index).isValid()
    assert len(calls) == 1


def test_a_seat_selected_while_it_is_hidden_is_shown(panel: BattlegroundPanel, session: Session) -> None:
    panel.hide()
    session.select(next(c.id for c in session.election.constituencies if c.name == "Loughborough"))
    panel.show()
    (index,) = table_of(panel).selectionModel().selectedRows()
    assert index.siblingAtColumn(Column.NAME).data() == "Loughborough"


def test_a_row_that_is_chosen_selects_the_seat(
    panel: BattlegroundPanel, session: Session, qtbot: QtBot
) -> None:
    table = table_of(panel)
    at = table.visualRect(table.model().index(3, Column.NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.constituency.name == "Peterborough"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert session.constituency.name == "Chelsea and Fulham"


def test_the_seat_selected_elsewhere_is_shown(panel: BattlegroundPanel, session: Session) -> None:
    seat = next(c.id for c in session.election.constituencies if c.name == "Loughborough")
    session.select(seat)
    (index,) = table_of(panel).selectionModel().selectedRows()
    assert index.siblingAtColumn(Column.NAME).data() == "Loughborough"
    make(session, Swing(changes=(("Con", 1.0),)))
    (index,) = table_of(panel).selectionModel().selectedRows()
    assert index.siblingAtColumn(Column.NAME).data() == "Loughborough"
    assert session.seat == seat


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_both_ways(panel: BattlegroundPanel, column: Column) -> None:
    table = table_of(panel)
    table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    up = [texts(panel, row)[column] for row in range(514)]
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    down = [texts(panel, row)[column] for row in range(514)]
    assert sorted(up) == sorted(down)
    assert up[0] != down[0] or len(set(up)) == 1
    if column in (Column.SWING, Column.VOTES, Column.RANK):
        figures = [float(text.replace(",", "")) for text in up]
        assert figures == sorted(figures)


def test_all_is_copied_with_candidates_by_name(
    panel: BattlegroundPanel, session: Session, qtbot: QtBot
) -> None:
    button = panel.findChild(QPushButton, "battleground_copy")
    assert button is not None
    with qtbot.waitSignal(session.message_posted) as posted:
        button.click()
    assert posted.args == ["Copied 514 seats."]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 515
    assert lines[0].split("\t")[3] == "Swing to Conservative (points)"
    assert lines[1].split("\t")[:7] == [
        "1",
        "Hendon",
        HENDON,
        "0.02",
        "15",
        "Lab David Pinto-Duschinsky",
        "Con Ameet Jogia",
    ]
    QGuiApplication.clipboard().clear()
    qtbot.keySequence(table_of(panel), QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text().splitlines() == lines


def test_somebody_added_by_the_scenario_is_ranked_too(panel: BattlegroundPanel, session: Session) -> None:
    panel.show_party("SDP", Aim.TARGETS)
    before = table_of(panel).model().rowCount()
    make(session, Stand(party="SDP", name="Somebody New", seats=(OTHER,), givers=(("Lab", 0.2),)))
    assert table_of(panel).model().rowCount() == before + 1


def test_it_goes_over_to_another_base(panel: BattlegroundPanel, session: Session) -> None:
    panel.show_party("Green", Aim.DEFENCES)
    session.change(Scenario(base="ge2024+byelections"), "by-elections")
    assert table_of(panel).model().rowCount() == 5
    assert texts(panel, row_of(panel, "Gorton and Denton"))[Column.WINNER] == "Green"


def test_another_theme_colours_it_anew(panel: BattlegroundPanel, theme: Theme) -> None:
    table = table_of(panel)
    light = table.viewport().grab().toImage()
    theme.choose("dark")
    dark = table.viewport().grab().toImage()
    x, y = table.viewport().width() - 3, table.rowViewportPosition(1) + 3
    assert light.pixelColor(x, y) == QColor("#f7f8fa")
    assert dark.pixelColor(x, y) == QColor(theme.tokens.stripe)
    theme.choose("light")


def test_the_model_keeps_to_the_rules_of_models(session: Session, theme: Theme) -> None:
    model = BattlegroundModel(session, theme, Choice("RUK"), session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for change in (20.0, 3.0, 0.0):
        make(session, Swing(changes=(("RUK", change),)))
        model.refresh()
        model.sort(Column.NAME)
    model.set_choice(Choice("Green", Aim.DEFENCES))
    assert model.rowCount() == int(session.outcome.party_seats[session.election.party_index["Green"]])
    assert model.rowCount(model.index(0, 0)) == 0
