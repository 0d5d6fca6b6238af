"""The compare panel: the scenario beside the election as it was, or beside a scenario in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.widgets import BehindATab, cells, change, count_questions, find, said, settle, show
from ukvote_gui.core import dataset, files
from ukvote_gui.core.moves import Pact, SetShares, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.models.answer_table import AnswerTable
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import DELAY_MS
from ukvote_gui.views.compare_panel import ComparePanel

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
ILFORD_NORTH, MOHAMAD = "E14001300", "116038"
EDIT = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),))


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> ComparePanel:
    panel = ComparePanel(session, theme)
    show(panel, qtbot, 440, 760)
    settle(panel, qtbot)
    return panel


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.ukvote"
    path.write_bytes(
        files.dump(Scenario(title="Both at 28", moves=(Swing(targets=(("Lab", 28), ("Con", 28))),)))
    )
    return path


def open_by_button(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path | None
) -> None:
    answer = ("" if path is None else str(path), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)
    qtbot.mouseClick(find(panel, QPushButton, "compare_open"), Qt.MouseButton.LeftButton)
    settle(panel, qtbot)


def notes(panel: ComparePanel) -> list[str]:
    model = find(panel, QTableView, "compare_seats").model()
    assert isinstance(model, AnswerTable)
    return [model.note_at(row) for row in range(model.rowCount())]


def test_an_empty_scenario_is_the_election_as_it_was(panel: ComparePanel) -> None:
    assert (
        said(panel, "compare_headline") == "The scenario has no moves yet, so it is the election as it was."
    )
    assert not find(panel, QTableView, "compare_seats").isVisible()
    assert cells(panel, "compare_totals")[0] == ["Lab", "411", "411", "0", "33.7%", "33.7%", "0.0"]


def test_the_alliance_changes_five_seats(panel: ComparePanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE)
    assert said(panel, "compare_headline") == "5 seats elect somebody else than in the election as it was."
    totals = {row[0]: row[1:4] for row in cells(panel, "compare_totals")}
    assert totals["Lab"] == ["406", "411", "−5"]
    assert totals["Ind"] == ["10", "6", "+4"]
    assert totals["WPB"] == ["1", "0", "+1"]
    seats = cells(panel, "compare_seats")
    ilford = seats.index(["Ilford North", "Ind Leanne Mohamad", "Lab Wes Streeting"])
    assert notes(panel)[ilford] == "Pact of Green, Ind and WPB"


def test_the_reason_goes_across_all_columns(panel: ComparePanel, session: Session, qtbot: QtBot) -> None:
    view = find(panel, QTableView, "compare_seats")
    long = "W" * 60
    change(panel, session, qtbot, replace(ALLIANCE, title=long))
    image = view.viewport().grab().toImage()
    last = view.columnViewportPosition(2)
    lower = [
        image.pixelColor(x, y)
        for x in range(last, last + view.columnWidth(2) // 2)
        for y in range(view.rowHeight(0) * 6 // 10, view.rowHeight(0) - 4)
    ]
    assert len({colour.rgb() for colour in lower}) > 5


def test_votes_are_in_the_tool_tips(panel: ComparePanel) -> None:
    model = find(panel, QTableView, "compare_totals").model()
    assert model.index(0, 4).data(Qt.ItemDataRole.ToolTipRole) == "9,708,716 votes, 33.7%"


def test_a_scenario_file_is_compared_with(
    panel: ComparePanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, other: Path
) -> None:
    change(panel, session, qtbot, ALLIANCE)
    open_by_button(panel, qtbot, monkeypatch, other)
    assert find(panel, QComboBox, "compare_with").currentText() == "Both at 28"
    assert said(panel, "compare_headline").endswith("seats elect somebody else than in “Both at 28”.")
    assert session.scenario == Scenario(moves=(ALLIANCE,)), "the scenario that is worked on stays"
    totals = {row[0]: row[1:4] for row in cells(panel, "compare_totals")}
    assert totals["Lab"][0] == "406"
    assert int(totals["Lab"][1]) < 406
    find(panel, QComboBox, "compare_with").setCurrentIndex(0)
    settle(panel, qtbot)
    assert said(panel, "compare_headline") == "5 seats elect somebody else than in the election as it was."


def test_a_file_that_is_none_is_explained_inline(
    panel: ComparePanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.ukvote"
    bad.write_text(
        '{"format": "ukvote-scenario", "version": 1, "moves": [{"kind": "pact", "members": ["Gren"]}]}'
    )
    before = said(panel, "compare_headline")
    open_by_button(panel, qtbot, monkeypatch, bad)
    problem = find(panel, QLabel, "compare_problem")
    assert problem.isVisible()
    assert problem.text() == "“bad.ukvote” was not opened: moves[0].members[0]: there is no party 'Gren'."
    assert said(panel, "compare_headline") == before
    assert find(panel, QComboBox, "compare_with").count() == 1


def test_a_good_file_takes_the_problem_away(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, other: Path
) -> None:
    open_by_button(panel, qtbot, monkeypatch, tmp_path / "missing.ukvote")
    problem = find(panel, QLabel, "compare_problem")
    assert "missing.ukvote" in problem.text()
    assert problem.isVisible()
    open_by_button(panel, qtbot, monkeypatch, other)
    assert not problem.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display
@pytest.mark.parametrize("what", ["change", "seat", "the same again", "cancelled", "hidden"])
def test_a_problem_is_said_until_the_next_choice_or_change(
    panel: ComparePanel,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    what: str,
) -> None:
    open_by_button(panel, qtbot, monkeypatch, tmp_path / "missing.ukvote")
    problem = find(panel, QLabel, "compare_problem")
    assert problem.isVisible()
    match what:
        case "change":
            change(panel, session, qtbot, ALLIANCE)
        case "seat":
            session.select(ILFORD_NORTH)
        case "the same again":
            box = find(panel, QComboBox, "compare_with")
            box.showPopup()
            qtbot.keyClick(box.view(), Qt.Key.Key_Return)
        case "cancelled":
            open_by_button(panel, qtbot, monkeypatch, None)
        case "hidden":
            panel.hide()
            panel.show()
    assert not problem.isVisible()


def test_no_file_chosen_changes_nothing(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(panel, "compare_headline")
    open_by_button(panel, qtbot, monkeypatch, None)
    assert said(panel, "compare_headline") == before
    assert not find(panel, QLabel, "compare_problem").isVisible()


def test_data_of_another_edition_are_warned_of(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "old.ukvote"
    old.write_text('{"format": "ukvote-scenario", "version": 1, "dataset": "old", "moves": []}')
    open_by_button(panel, qtbot, monkeypatch, old)
    note = find(panel, QLabel, "compare_note")
    assert note.isVisible()
    assert "another edition of the data" in note.text()
    find(panel, QComboBox, "compare_with").setCurrentIndex(0)
    settle(panel, qtbot)
    assert not note.isVisible()


def test_different_elections_are_said_to_differ(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "since.ukvote"
    path.write_bytes(files.dump(Scenario(base="ge2024+byelections")))
    open_by_button(panel, qtbot, monkeypatch, path)
    assert "They start from different elections" in said(panel, "compare_headline")
    assert any(note.endswith("another election to start from") for note in notes(panel))


def test_a_click_on_a_seat_selects_it(panel: ComparePanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE)
    seats = find(panel, QTableView, "compare_seats")
    at = seats.visualRect(seats.model().index(2, 0)).center()
    qtbot.mouseClick(seats.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.constituency.name == cells(panel, "compare_seats")[2][0]
    qtbot.keyClick(seats, Qt.Key.Key_Up)
    assert session.constituency.name == cells(panel, "compare_seats")[1][0]
    session.select(ILFORD_NORTH)
    assert cells(panel, "compare_seats")[seats.currentIndex().row()][0].startswith("Ilford North")


def test_all_of_it_is_copied(panel: ComparePanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE)
    with qtbot.waitSignal(session.message_posted):
        qtbot.mouseClick(find(panel, QPushButton, "compare_copy"), Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Lab\t406\t411\t-5\t9708716\t9708716\t0" in text
    assert (
        "Ilford North\tE14001300\tLeanne Mohamad\tInd\tWes Streeting\tLab\tPact of Green, Ind and WPB" in text
    )


def test_it_follows_edits_and_undo(panel: ComparePanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, EDIT)
    assert said(panel, "compare_headline").startswith("1 seat elects")
    session.undo_stack.undo()
    settle(panel, qtbot)
    assert said(panel, "compare_headline").startswith("The scenario has no moves yet")


def test_hidden_it_does_no_work(
    panel: ComparePanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.hide()
    asked = count_questions(panel, monkeypatch)
    session.change(Scenario(moves=(ALLIANCE,)), "Change")
    session.select(dataset.load_election().constituencies[5].id)
    qtbot.wait(2 * DELAY_MS)
    assert asked == []
    panel.show()
    settle(panel, qtbot)
    assert asked == [True]
    assert said(panel, "compare_headline").startswith("5 seats")


def test_behind_a_tab_it_does_no_work(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = ComparePanel(session, theme)
    tab = BehindATab(panel, qtbot)
    asked = count_questions(panel, monkeypatch)
    session.change(Scenario(moves=(ALLIANCE,)), "Change")
    qtbot.wait(2 * DELAY_MS)
    assert asked == []
    tab.bring_to_front()
    settle(panel, qtbot)
    assert asked == [True]
    assert said(panel, "compare_headline").startswith("5 seats")
    qtbot.wait(2 * DELAY_MS)
    assert asked == [True]


def test_it_is_named_for_tools_and_readers(panel: ComparePanel) -> None:
    assert panel.objectName() == "compare_panel"
    for kind, name in (
        (QComboBox, "compare_with"),
        (QTableView, "compare_totals"),
        (QTableView, "compare_seats"),
    ):
        assert find(panel, kind, name).accessibleName()


@pytest.mark.parametrize("width", [420, 560])
def test_it_fits_a_dock(panel: ComparePanel, session: Session, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 500)
    change(panel, session, qtbot, ALLIANCE, Swing(targets=(("Lab", 28), ("Con", 28))))
    body = panel.widget()
    assert body is not None
    assert body.width() <= panel.viewport().width()
    for name in ("compare_totals", "compare_seats"):
        assert find(panel, QTableView, name).horizontalScrollBar().maximum() == 0
