"""The detail panel: what it says of a constituency, before and after a scenario."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets import find, said, show
from ukvote_gui.core import dataset, editing
from ukvote_gui.core.moves import Move, SetShares, Stand, Swing, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.models.candidate_table import AFTER, BEFORE, CANDIDATE, CHANGE, ON_2019
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.detail_panel import DetailPanel

DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> DetailPanel:
    panel = DetailPanel(session, theme)
    show(panel, qtbot, 420, 900)
    return panel


def table_of(panel: QWidget) -> QTableView:
    return find(panel, QTableView, "candidate_table")


def cell(panel: QWidget, row: int, column: int, role: Qt.ItemDataRole = DISPLAY) -> str:
    return str(table_of(panel).model().index(row, column).data(role))


def candidates_of(panel: QWidget) -> list[str]:
    rows = range(table_of(panel).model().rowCount())
    return [cell(panel, row, CANDIDATE).partition("\n")[0] for row in rows]


def shown_columns(panel: QWidget) -> list[int]:
    table = table_of(panel)
    return [column for column in range(5) if not table.isColumnHidden(column)]


def select(session: Session, name: str) -> None:
    session.select(next(c.id for c in session.election.constituencies if c.name == name))


def person(session: Session, name: str) -> str:
    rows = session.election.rows[session.seat_position]
    return next(
        session.election.candidates[row].person
        for row in rows
        if session.election.candidates[row].name == name
    )


def give(session: Session, name: str, points: float) -> None:
    scenario = editing.with_share(
        session.scenario, session.outcome, session.seat, person(session, name), points, frozenset()
    )
    session.change(scenario, f"{name} {points}")


def make(session: Session, *moves: Move) -> None:
    session.change(Scenario(base=session.scenario.base, moves=moves), "moves")


def test_it_says_who_won_where_and_by_how_much(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    assert said(panel, "detail_name") == "Ilford North"
    assert said(panel, "detail_place") == "London, England · Borough constituency"
    assert said(panel, "detail_winner") == "Wes Streeting, Labour"
    assert said(panel, "detail_majority") == "Majority 528 votes, 1.13 points of valid votes"
    assert said(panel, "detail_hold_or_gain") == "Lab hold on the notional result of 2019"
    assert said(panel, "detail_electorate") == "78,657"
    assert "Leanne Mohamad (Ind) is 528 votes, 1.13 points behind" in said(panel, "detail_flip")
    assert find(panel, QLabel, "detail_changed").isHidden()


def test_a_country_that_is_its_own_region_is_named_once(panel: DetailPanel, session: Session) -> None:
    select(session, "Belfast East")
    assert said(panel, "detail_place") == "Northern Ireland · Borough constituency"
    select(session, "Aberdeen South")
    assert said(panel, "detail_place") == "Scotland · Burgh constituency"


def test_turnout_says_what_it_counts(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    assert said(panel, "detail_turnout") == "59.6% (valid votes / electorate)"
    # 46,888 valid and 121 invalid of 78,657.
    turnout = find(panel, QLabel, "detail_turnout")
    assert turnout.toolTip() == "At the ballot box, with 121 invalid votes: 59.8% (before the scenario)."
    assert turnout.accessibleDescription() == turnout.toolTip()
    make(session, Turnout(change=-2.0))
    assert said(panel, "detail_turnout") == "57.6%, before 59.6% (valid votes / electorate)"


def test_the_majority_of_2019_is_marked_as_an_estimate(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    expected = "Labour by 9,030 votes, 17.4 points (an estimate by Rallings and Thrasher)"
    assert said(panel, "detail_notional") == expected


def test_a_seat_gained_names_whom_it_was_gained_from(panel: DetailPanel, session: Session) -> None:
    select(session, "Islington North")
    assert said(panel, "detail_hold_or_gain") == "Ind gain from Lab on the notional result of 2019"


def test_candidates_stand_with_votes_share_and_change_on_2019(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    assert cell(panel, 0, CANDIDATE) == "Wes Streeting\nLab · sitting MP · elected"
    assert cell(panel, 0, BEFORE) == "15,647\n33.4%"
    assert cell(panel, 0, ON_2019) == "−20.8"
    assert cell(panel, 1, CANDIDATE) == "Leanne Mohamad\nInd"
    assert cell(panel, 1, ON_2019) == "–"
    assert len(candidates_of(panel)) == 6


def test_two_candidates_of_one_name_are_two(panel: DetailPanel, session: Session) -> None:
    select(session, "Mid Buckinghamshire")
    namesakes = [row for row, name in enumerate(candidates_of(panel)) if name == "Greg Smith"]
    assert [cell(panel, row, BEFORE) for row in namesakes] == ["20,150\n37.3%", "2,942\n5.5%"]
    assert cell(panel, namesakes[1], CANDIDATE) == "Greg Smith\nGreen"


def test_only_one_set_of_columns_shows_where_nothing_is_changed(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    give(session, "Leanne Mohamad", 34.0)
    assert shown_columns(panel) == [CANDIDATE, BEFORE, AFTER, CHANGE, ON_2019]
    select(session, "Chorley")
    assert shown_columns(panel) == [CANDIDATE, BEFORE, ON_2019]
    assert said(panel, "detail_winner") == "Lindsay Hoyle, Speaker"


def test_before_and_after_stand_side_by_side(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    give(session, "Leanne Mohamad", 34.0)
    # 34% of 46,888 is 15,942; it was 15,119 of them, 32.2%.
    assert [cell(panel, 1, column) for column in (BEFORE, AFTER, CHANGE)] == [
        "15,119\n32.2%",
        "15,942\n34.0%",
        "+823\n+1.8",
    ]
    assert cell(panel, 1, AFTER, SPOKEN) == "15,942 votes, 34.0%"
    assert cell(panel, 0, CANDIDATE) == "Wes Streeting\nLab · sitting MP · loses"
    assert cell(panel, 1, CANDIDATE, SPOKEN) == "Leanne Mohamad, Independent, elected"
    assert said(panel, "detail_winner") == "Leanne Mohamad, Independent"
    assert said(panel, "detail_changed") == (
        "Changed by the scenario. Before it: Wes Streeting (Lab), by 528 votes"
    )
    assert find(panel, QLabel, "detail_changed").isVisible()
    session.undo_stack.undo()
    assert said(panel, "detail_winner") == "Wes Streeting, Labour"
    assert find(panel, QLabel, "detail_changed").isHidden()


def test_changes_are_those_of_the_whole_numbers_shown(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    give(session, "Leanne Mohamad", 33.3)
    for row in range(len(candidates_of(panel))):
        before, after, change = (
            int(cell(panel, row, column).partition("\n")[0].replace(",", "").replace("−", "-"))
            for column in (BEFORE, AFTER, CHANGE)
        )
        assert after - before == change


def test_the_order_stays_while_shares_move(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    before = candidates_of(panel)
    give(session, "Rachel Collinson", 60.0)
    assert candidates_of(panel) == before


def test_a_withdrawn_candidate_is_said_to_be(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    make(session, Withdraw(who=("Green",)))
    row = candidates_of(panel).index("Rachel Collinson")
    assert cell(panel, row, CANDIDATE) == "Rachel Collinson\nGreen · withdrawn"
    assert cell(panel, row, AFTER) == "–"
    assert cell(panel, row, CHANGE) == "−1,794\n−3.8"
    assert cell(panel, row, ON_2019) == "–"
    assert cell(panel, row, AFTER, SPOKEN) == "withdrawn"


def test_a_candidate_whom_the_scenario_adds_is_shown_while_standing(
    panel: DetailPanel, session: Session
) -> None:
    select(session, "Ilford North")
    stand = Stand(seats=(session.seat,), party="WPB", name="A. N. Other", givers=(("Lab", 0.5),))
    make(session, stand)
    row = candidates_of(panel).index("A. N. Other")
    assert cell(panel, row, CANDIDATE) == "A. N. Other\nWPB · added by the scenario"
    assert cell(panel, row, BEFORE) == "–"
    assert cell(panel, row, BEFORE, SPOKEN) == "did not stand"
    assert cell(panel, row, AFTER) == "7,824\n16.7%"  # half of 15,647, rounded to even
    make(session, replace(stand, enabled=False))
    assert "A. N. Other" not in candidates_of(panel)


def test_a_byelection_since_is_told_on_both_bases(panel: DetailPanel, session: Session) -> None:
    select(session, "Gorton and Denton")
    assert said(panel, "detail_byelection") == (
        "26 February 2026: Green gain from Lab. The figures here are those of the general election before it."
    )
    assert said(panel, "detail_winner") == "Andrew Gwynne, Labour"
    session.change(Scenario(base="ge2024+byelections"), "by-elections")
    assert said(panel, "detail_winner") == "Hannah Spencer, Green Party"
    assert said(panel, "detail_byelection").endswith("of 2024 Andrew Gwynne (Lab) won by 36.7 points.")
    assert said(panel, "detail_electorate") == "77,501"
    select(session, "Ilford North")
    assert find(panel, QLabel, "detail_byelection").isHidden()


def test_a_tie_is_called_one(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    labour, independent = person(session, "Wes Streeting"), person(session, "Leanne Mohamad")
    edit = SetShares(seat=session.seat, shares=((labour, 33.0), (independent, 33.0)))
    make(session, edit)
    assert said(panel, "detail_majority") == "A tie: it goes to whoever had more votes before the scenario"
    assert said(panel, "detail_winner") == "Wes Streeting, Labour"


def test_census_figures_stand_beside_the_nations(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    model = find(panel, QTableView, "census_table").model()
    figures = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert ["Religion, % of population", None, None] in figures
    assert ["Muslim", "30.6%", "6.5%"] in figures
    assert model.headerData(2, Qt.Orientation.Horizontal) == "England and Wales"
    assert said(panel, "census_source").startswith(
        "Census of 21 March 2021, England and Wales; best-fit estimates"
    )
    select(session, "Belfast East")
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Northern Ireland"


def test_the_census_can_be_folded_away_from_the_keyboard(panel: DetailPanel, qtbot: QtBot) -> None:
    toggle = find(panel, QToolButton, "census_toggle")
    toggle.setFocus()
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not find(panel, QTableView, "census_table").isVisible()
    assert not find(panel, QLabel, "census_source").isVisible()
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert find(panel, QTableView, "census_table").isVisible()


def test_the_keyboard_brings_the_last_candidate_into_view(
    panel: DetailPanel, session: Session, qtbot: QtBot
) -> None:
    panel.resize(420, 300)
    select(session, "Clacton")
    table = table_of(panel)
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, CANDIDATE))
    for _ in range(table.model().rowCount()):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    last = table.visualRect(table.currentIndex()).center()
    assert table.currentIndex().row() == table.model().rowCount() - 1
    assert panel.viewport().rect().contains(table.viewport().mapTo(panel.viewport(), last))


def test_tables_are_as_high_as_their_rows(panel: DetailPanel, session: Session) -> None:
    for name in ("Ilford North", "Clacton"):
        select(session, name)
        for table in panel.findChildren(QTableView):
            assert table.verticalScrollBar().maximum() == 0
            last = table.visualRect(table.model().index(table.model().rowCount() - 1, 0))
            assert last.bottom() < table.viewport().height()


def test_names_keep_their_room_where_the_panel_is_narrow(panel: DetailPanel, session: Session) -> None:
    select(session, "Ilford North")
    give(session, "Leanne Mohamad", 34.0)
    panel.resize(280, 600)
    assert shown_columns(panel) == [CANDIDATE, BEFORE, AFTER]
    assert table_of(panel).columnWidth(CANDIDATE) > 80
    panel.resize(420, 600)
    assert shown_columns(panel) == [CANDIDATE, BEFORE, AFTER, CHANGE, ON_2019]


def test_the_bar_is_filled_to_the_share_and_marked_at_the_one_before(
    panel: DetailPanel, session: Session, theme: Theme
) -> None:
    select(session, "Ilford North")
    give(session, "Leanne Mohamad", 60.0)
    viewport = table_of(panel).viewport()
    picture = viewport.grab().toImage()
    row = table_of(panel).visualRect(table_of(panel).model().index(1, CANDIDATE))
    y = row.bottom() - 4
    colour, mark = theme.colour("Ind"), QColor(theme.tokens.text)
    filled = [x for x in range(picture.width()) if picture.pixelColor(x, y) == colour]
    marked = [x for x in range(picture.width()) if picture.pixelColor(x, y) == mark]
    width = viewport.width() - 8
    assert math.isclose((filled[-1] - 4) / width, 0.60, abs_tol=0.01)
    assert math.isclose((marked[0] - 4) / width, 0.322, abs_tol=0.01)


def test_it_turns_dark_with_the_theme(panel: DetailPanel, theme: Theme) -> None:
    light = panel.grab().toImage()
    theme.choose("dark")
    QApplication.processEvents()
    dark = panel.grab().toImage()
    theme.choose("light")
    assert brightness(light) > 0.8
    assert brightness(dark) < 0.3


def brightness(picture: QImage) -> float:
    points = [(x, y) for x in range(2, picture.width(), 23) for y in range(2, picture.height(), 23)]
    return sum(picture.pixelColor(x, y).lightnessF() for x, y in points) / len(points)


def test_the_table_keeps_the_rules_of_item_models(panel: DetailPanel, session: Session, qtbot: QtBot) -> None:
    model = table_of(panel).model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for name in ("Ilford North", "Clacton", "Chorley"):
        select(session, name)
    make(session, Swing(changes=(("Lab", -5.0),)), Withdraw(who=("Green",)))
    session.change(Scenario(base="ge2024+byelections"), "by-elections")
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == 5
    tester.deleteLater()


def test_only_what_changed_is_told_to_the_view(panel: DetailPanel, session: Session) -> None:
    select(session, "Chorley")
    told: list[tuple[int, int]] = []
    table_of(panel).model().dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    ilford = "E14001300"
    row = session.election.rows[session.election.seat_index[ilford]].start
    streeting = session.election.candidates[row].person
    session.change(
        editing.with_share(session.scenario, session.outcome, ilford, streeting, 20.0, frozenset()),
        "elsewhere",
    )
    assert told == []
    give(session, "Mark Tebbutt", 20.0)
    assert told == [(0, len(candidates_of(panel)) - 1)]


def test_every_part_has_a_name_for_a_screen_reader(panel: DetailPanel) -> None:
    assert panel.objectName() == "detail_panel"
    assert panel.accessibleName() == "Selected constituency"
    assert all(table.accessibleName() for table in panel.findChildren(QTableView))
    assert all(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_every_constituency_can_be_shown_on_both_bases(panel: DetailPanel, session: Session) -> None:
    for base in dataset.BASES:
        session.change(Scenario(base=base), base)
        for constituency in session.election.constituencies:
            session.select(constituency.id)
            assert said(panel, "detail_name") == constituency.name
            assert table_of(panel).model().rowCount() == len(session.election.rows[session.seat_position])
