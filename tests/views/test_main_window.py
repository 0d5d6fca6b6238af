"""The main window: files, menus, looks, and a layout that is remembered."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ukvote_gui.app import create_window, report_exceptions_in
from ukvote_gui.charts.map.canvas import MapCanvas
from ukvote_gui.charts.map.choice import Kind, Mode
from ukvote_gui.charts.map.map_view import MapView
from ukvote_gui.charts.scatter import ScatterChart
from ukvote_gui.core import dataset, files
from ukvote_gui.core.moves import Transfer, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.settings import Settings
from ukvote_gui.theme import DARK, LIGHT
from ukvote_gui.views.main_window import MainWindow

TITLED = Scenario(title="A title")


Maker = Callable[..., MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[Maker]:
    """Make windows, and hold them until they are closed, lest they go while they are painted."""
    windows = []

    def make(path: Path | str | None = None) -> MainWindow:
        windows.append(create_window(path))
        qtbot.addWidget(windows[-1])
        return windows[-1]

    yield make
    windows.clear()


@pytest.fixture
def window(make_window: Maker, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.session.undo_stack.setClean()


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action is not None
    action.trigger()


def scenario_file(folder: Path, name: str = "saved.ukvote") -> Path:
    path = folder / name
    path.write_bytes(files.dump(TITLED))
    return path


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for method in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, method, lambda *_args: (str(path), ""))


def test_the_title_tells_the_scenario_and_whether_it_is_saved(window: MainWindow) -> None:
    assert window.windowTitle() == "Untitled scenario – UK Vote What-If"
    window.session.change(TITLED, "Title")
    assert window.windowTitle() == "*A title – UK Vote What-If"


def test_the_title_is_on_one_line(window: MainWindow) -> None:
    window.session.change(Scenario(title="Two\n lines\tof\u2028title "), "Title")
    assert window.windowTitle() == "*Two lines of title – UK Vote What-If"


def test_a_path_that_names_no_file_is_said_to_name_none(make_window: Maker) -> None:
    window = make_window("")
    status = window.findChild(QLabel, "status_message")
    assert status is not None
    assert status.text() == "Nothing was opened: No file was named."


def test_open_and_recent_files(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, scenario_file(tmp_path))
    trigger(window, "action_open")
    assert window.session.scenario == TITLED
    assert Settings().recent_files == [tmp_path / "saved.ukvote"]
    window.session.new()
    recent = window.findChild(QMenu, "menu_recent")
    assert recent is not None
    recent.aboutToShow.emit()
    recent.actions()[0].trigger()
    assert window.session.scenario == TITLED


def test_a_recent_file_that_has_gone_is_forgotten(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scenario_file(tmp_path)
    window.open_file(path)
    path.unlink()
    window.open_file(path)
    problem = window.findChild(QMessageBox, "problem_dialog")
    assert problem is not None
    assert "cannot be read" in problem.informativeText()
    assert Settings().recent_files == []


def test_saving_adds_the_suffix_and_remembers_the_folder(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.change(TITLED, "Title")
    choose(monkeypatch, tmp_path / "mine")
    trigger(window, "action_save_as")
    assert files.read(tmp_path / "mine.ukvote").scenario == TITLED
    assert Settings().last_folder == str(tmp_path)
    assert not window.session.modified


def test_a_save_that_fails_says_so_and_keeps_the_work(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.change(TITLED, "Title")
    choose(monkeypatch, tmp_path / "gone" / "mine.ukvote")
    trigger(window, "action_save")
    problem = window.findChild(QMessageBox, "problem_dialog")
    assert problem is not None
    assert "mine.ukvote could not be saved" in problem.informativeText()
    assert window.session.modified
    assert window.session.scenario == TITLED


def test_save_before_closing_closes_once_it_is_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.change(TITLED, "Title")
    choose(monkeypatch, tmp_path / "kept.ukvote")
    window.close()
    question = window.findChild(QMessageBox, "unsaved_dialog")
    assert question is not None
    question.button(QMessageBox.StandardButton.Save).click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert files.read(tmp_path / "kept.ukvote").scenario == TITLED


def test_there_is_one_question_about_unsaved_work_at_a_time(window: MainWindow, qtbot: QtBot) -> None:
    window.session.change(TITLED, "Title")
    trigger(window, "action_new")
    window.close()
    questions = [box for box in window.findChildren(QMessageBox, "unsaved_dialog") if box.isVisible()]
    assert len(questions) == 1
    questions[0].button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.session.scenario == TITLED


def test_new_asks_before_work_is_lost(window: MainWindow) -> None:
    window.session.change(TITLED, "Title")
    trigger(window, "action_new")
    question = window.findChild(QMessageBox, "unsaved_dialog")
    assert question is not None
    assert window.session.scenario == TITLED
    question.button(QMessageBox.StandardButton.Discard).click()
    assert window.session.scenario == Scenario()


def test_a_file_dropped_on_the_window_opens(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scenario_file(tmp_path)))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert window.session.scenario == TITLED


def test_examples_open_as_scenarios_without_a_file(window: MainWindow) -> None:
    menu = window.findChild(QMenu, "menu_examples")
    assert menu is not None
    menu.aboutToShow.emit()
    assert len(menu.actions()) >= 5
    for action in menu.actions():
        action.trigger()
        assert window.session.path is None
        assert window.session.scenario.title.replace("&", "&&") == action.text()
        assert window.session.scenario.notes == action.toolTip()


def test_the_table_is_exported_with_its_sources(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "table.csv")
    trigger(window, "action_export_csv")
    text = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    assert "Ilford North" in text
    assert dataset.fingerprint() in text
    assert dataset.sources()[0].licence in text


def test_copy_puts_the_selected_row_on_the_clipboard(window: MainWindow) -> None:
    window.session.select("E14001300")
    trigger(window, "action_copy")
    text = QGuiApplication.clipboard().text()
    assert "Ilford North" in text.splitlines()[1]
    assert "15647\t" in text


def test_the_base_with_byelections_can_be_chosen_and_undone(window: MainWindow) -> None:
    actions = {action.data(): action for action in window.findChildren(QAction) if action.isCheckable()}
    actions["ge2024+byelections"].trigger()
    assert window.session.election.key == "ge2024+byelections"
    assert window.session.outcome.party_seats.sum() == 650
    window.session.undo_stack.undo()
    assert window.session.election.key == "ge2024"


def test_a_scenario_that_does_not_fit_the_other_base_stays(window: MainWindow, tmp_path: Path) -> None:
    clacton = next(
        c for c in window.session.election.candidates if c.seat == "E14001174" and c.party == "Lab"
    )
    path = tmp_path / "clacton.ukvote"
    edit = {"kind": "set_shares", "seat": clacton.seat, "shares": {clacton.person: 50.0}}
    path.write_text(json.dumps({"format": files.FORMAT, "version": 1, "moves": [edit]}))
    window.open_file(path)
    actions = {action.data(): action for action in window.findChildren(QAction) if action.isCheckable()}
    actions["ge2024+byelections"].trigger()
    problem = window.findChild(QMessageBox, "problem_dialog")
    assert problem is not None
    assert f"{clacton.name} (Clacton) does not stand there" in problem.informativeText()
    assert window.session.election.key == "ge2024"


def test_the_colours_chosen_are_used_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    actions = {action.data(): action for action in window.findChildren(QAction) if action.isCheckable()}
    actions["dark"].trigger()
    qtbot.waitUntil(lambda: window.palette().window().color().name() == DARK.window)
    assert Settings().theme == "dark"
    actions["light"].trigger()
    qtbot.waitUntil(lambda: window.palette().window().color().name() == LIGHT.window)
    actions["system"].trigger()


def test_about_names_every_source_and_licence(window: MainWindow) -> None:
    trigger(window, "action_about")
    dialog = window.findChild(QDialog, "about_dialog")
    assert dialog is not None
    text = dialog.findChild(QTextBrowser)
    assert text is not None
    for source in dataset.sources():
        assert source.title in text.toPlainText()
        assert source.licence in text.toPlainText()
    assert dataset.fingerprint() in text.toPlainText()
    dialog.close()


def test_help_tells_the_first_five_minutes(window: MainWindow) -> None:
    trigger(window, "action_help")
    dialog = window.findChild(QDialog, "help_dialog")
    assert dialog is not None
    text = dialog.findChild(QTextBrowser)
    assert text is not None
    assert "Leanne Mohamad" in text.toPlainText()
    dialog.close()


HANDLES = {
    "constituency_table": QTableView,
    "search_box": QLineEdit,
    "detail_panel": QWidget,
    "what_if_editor": QWidget,
    "share_spin_116264": QDoubleSpinBox,
    "share_slider_116264": QAbstractSlider,
    "share_lock_116264": QAbstractButton,
    "reset_constituency": QAbstractButton,
    "seat_totals": QWidget,
    "move_list": QAbstractItemView,
    "map_view": QWidget,
    "claims_view": QAbstractItemView,
    "split_view": QAbstractItemView,
    "map_mode": QComboBox,
    "map_colour": QComboBox,
    "action_new": QAction,
    "action_open": QAction,
    "action_save": QAction,
    "action_save_as": QAction,
    "action_undo": QAction,
    "action_redo": QAction,
    "action_copy": QAction,
    "action_export_csv": QAction,
    "action_export_image": QAction,
    "action_export_report": QAction,
    "action_about": QAction,
    "status_message": QLabel,
}
"""What people's tools find in the window by name; shares are of a candidate in the first constituency."""


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize(("name", "kind"), HANDLES.items())
def test_a_handle_is_there_before_any_event(
    make_window: Maker, name: str, kind: type[QObject], shown: bool
) -> None:
    window = make_window()
    if shown:
        window.show()
    found = window.findChild(kind, name)
    assert found is not None
    assert window.findChildren(QObject, name) == [found]
    if isinstance(found, QWidget):
        assert found in QApplication.allWidgets()
        assert found.window() is window
        assert found.accessibleName() or kind is QWidget
    elif isinstance(found, QAction):
        assert found in window.actions()


def test_what_a_script_does_before_any_event_stays(make_window: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "withdrawn.ukvote"
    path.write_bytes(files.dump(Scenario(moves=(Withdraw(who=("RUK",)),))))
    window = make_window(path)
    colour, mode = (window.findChild(QComboBox, name) for name in ("map_colour", "map_mode"))
    moves = window.findChild(QAbstractItemView, "move_list")
    assert colour is not None
    assert mode is not None
    assert moves is not None
    colour.setCurrentIndex(colour.findText("Turnout"))
    mode.setCurrentIndex(mode.findText("Geography"))
    model = moves.model()
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    with qtbot.waitSignal(window.workspace.filled):
        window.show()
    window.workspace.show("map")
    map_view = window.findChild(MapView, "map_view")
    canvas = window.findChild(MapCanvas, "map_canvas")
    assert map_view is not None
    assert canvas is not None
    qtbot.waitUntil(canvas.isVisible)
    assert colour.currentText() == "Turnout"
    assert (canvas.choice.kind, canvas.mode) == (Kind.TURNOUT, Mode.GEOGRAPHY)
    assert map_view.picture_title().startswith("Turnout")
    assert not window.session.scenario.moves[0].enabled
    assert not window.session.outcome.changed.any()
    window.session.undo_stack.setClean()


def test_escape_ends_a_presentation_and_all_is_as_it_was(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(1600, 1000)
    window.workspace.arrange("Explore")
    with qtbot.waitSignal(window.workspace.filled):
        window.show()
    window.workspace.show("moves")
    qtbot.wait(50)

    def looks() -> list[object]:
        parts = [*window.findChildren(QDockWidget), *window.findChildren(QTabBar)]
        seen = (part for part in parts if not part.visibleRegion().isEmpty())
        return [
            window.geometry(),
            window.windowState(),
            {(part.objectName(), str(part.geometry())) for part in seen},
        ]

    before, type_size = looks(), QApplication.font().pointSizeF()
    table = window.findChild(QTableView, "constituency_table")
    assert table is not None
    trigger(window, "action_present")
    qtbot.waitUntil(lambda: not table.isVisible())
    assert window.isFullScreen()
    assert QApplication.font().pointSizeF() > 1.3 * type_size
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(table.isVisible)
    qtbot.wait(50)
    assert looks() == before
    assert QApplication.font().pointSizeF() == pytest.approx(type_size)


def test_the_layout_is_remembered(window: MainWindow, make_window: Maker) -> None:
    swing = window.findChild(QDockWidget, "dock_swing")
    assert swing is not None
    swing.hide()
    window.resize(QSize(900, 640))
    window.close()
    again = make_window()
    again.show()
    hidden = again.findChild(QDockWidget, "dock_swing")
    assert hidden is not None
    assert hidden.isHidden()
    trigger(again, "action_restore_layout")
    assert not hidden.isHidden()


def test_a_window_left_on_a_screen_that_has_gone_comes_back(window: MainWindow, make_window: Maker) -> None:
    window.move(QPoint(9000, 9000))
    window.closeEvent(QCloseEvent())
    again = make_window()
    again.show()
    assert again.screen().availableGeometry().intersects(again.frameGeometry())


def test_unsaved_work_of_a_crash_is_offered_again(
    make_window: Maker, qtbot: QtBot, private_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    private_folders["data"].mkdir(parents=True)
    (private_folders["data"] / "unsaved-1.ukvote").write_bytes(files.dump(TITLED))
    window = make_window()
    window.show()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "recovery_dialog") is not None)
    question = window.findChild(QMessageBox, "recovery_dialog")
    assert question is not None
    question.button(QMessageBox.StandardButton.Open).click()
    assert window.session.scenario == TITLED
    assert window.session.modified
    window.session.undo_stack.setClean()


@pytest.mark.logs_errors
def test_an_unexpected_error_is_shown_in_words(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    report_exceptions_in(window)
    sys.excepthook(RuntimeError, RuntimeError("the cause"), None)
    problem = window.findChild(QMessageBox, "problem_dialog")
    assert problem is not None
    assert "the cause" in problem.informativeText()


def test_a_move_added_in_the_scatter_comes_to_the_front_to_be_edited(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.show("scatter")
    qtbot.waitUntil(lambda: window.findChild(ScatterChart) is not None)
    scatter = window.findChild(ScatterChart)
    assert scatter is not None
    scatter.mark(np.array([3, 5]))
    action = window.findChild(QAction, "scatter_add_turnout")
    assert action is not None
    action.trigger()
    moves = window.findChild(QAbstractItemView, "move_list")
    assert moves is not None
    qtbot.waitUntil(moves.isVisible)
    assert not moves.visibleRegion().isEmpty()
    assert moves.currentIndex().row() == 0
    slider = window.findChild(QAbstractSlider, "turnout_change_slider")
    assert slider is not None
    qtbot.waitUntil(slider.isVisible)
    window.session.undo_stack.undo()
    assert moves.model().rowCount() == 0


# What is typed and not entered yet


def spin_of_mohamad(window: MainWindow) -> QDoubleSpinBox:
    window.session.select("E14001300")
    spin = window.findChild(QDoubleSpinBox, "share_spin_116038")
    assert spin is not None
    spin.setFocus()
    spin.selectAll()
    return spin


def test_a_number_that_is_still_typed_is_saved(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "typed.ukvote"
    window.session.save(path)
    qtbot.keyClicks(spin_of_mohamad(window), "34")
    assert not window.session.scenario.moves
    trigger(window, "action_save")
    (edit,) = json.loads(path.read_text())["moves"]
    assert edit["shares"] == {"116038": 34.0}
    assert not window.session.modified


def test_a_number_that_is_still_typed_is_asked_about_when_the_window_is_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(spin_of_mohamad(window), "34")
    window.close()
    assert window.isVisible()
    question = window.findChild(QMessageBox, "unsaved_dialog")
    assert question is not None
    question.reject()


def test_a_number_typed_for_a_move_goes_to_no_other_scenario(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [tmp_path / "one.ukvote", tmp_path / "other.ukvote"]
    transfer = Transfer(givers=("Green",), to=(("Lab", 0.25),))
    for path, move in zip(paths, (transfer, Withdraw(who=("WPB",), to=(("Lab", 0.5),))), strict=True):
        path.write_bytes(files.dump(Scenario(moves=(move,))))
    window.open_file(paths[0])
    window.workspace.show("moves")
    moves = window.findChild(QAbstractItemView, "move_list")
    assert moves is not None
    moves.setCurrentIndex(moves.model().index(0, 0))
    qtbot.waitUntil(lambda: any(box.value() == 25.0 for box in window.findChildren(QDoubleSpinBox)))
    spin = next(box for box in window.findChildren(QDoubleSpinBox) if box.value() == 25.0)
    qtbot.waitUntil(spin.isVisible)
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "77")
    window.open_file(paths[1])
    assert window.session.scenario == files.read(paths[1]).scenario
    assert not window.session.modified
    window.session.new()
    assert not window.session.scenario.moves
