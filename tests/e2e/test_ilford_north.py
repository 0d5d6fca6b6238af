"""The first five minutes: the real window, from the search box to the saved file and the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ukvote_gui import cli
from ukvote_gui.app import create_window
from ukvote_gui.views.main_window import MainWindow

MOHAMAD = "116038"
STREETING = "4360"
Widget = TypeVar("Widget", bound=QWidget)


def show(qtbot: QtBot, scenario: Path | None = None) -> MainWindow:
    window = create_window(scenario)
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.show()
    qtbot.waitExposed(window)
    return window


def forget_changes(window: QWidget) -> None:
    """Close without the question about unsaved work."""
    assert isinstance(window, MainWindow)
    window.session.undo_stack.setClean()


def find(window: MainWindow, kind: type[Widget], name: str) -> Widget:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None, name
    return found


def select_ilford_north(qtbot: QtBot, window: MainWindow) -> None:
    search = find(window, QLineEdit, "search_box")
    search.setFocus()
    qtbot.keyClicks(search, "ilford north")
    table = find(window, QTableView, "constituency_table")
    model = table.model()
    assert model is not None
    assert model.rowCount() == 1
    assert model.index(0, 0).data() == "Ilford North"
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(model.index(0, 0), flags.ClearAndSelect | flags.Rows)
    assert window.session.constituency.name == "Ilford North"


def seats(window: MainWindow) -> dict[str, int]:
    outcome = window.session.outcome
    return dict(zip(outcome.election.parties, outcome.party_seats.tolist(), strict=True))


def test_leanne_mohamad_at_34_wins(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = show(qtbot)
    assert (seats(window)["Lab"], seats(window)["Ind"]) == (411, 6)
    select_ilford_north(qtbot, window)

    spin = find(window, QDoubleSpinBox, f"share_spin_{MOHAMAD}")
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "34")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert (seats(window)["Lab"], seats(window)["Ind"]) == (410, 7)
    outcome = window.session.outcome
    seat = window.session.seat_position
    assert outcome.election.candidates[outcome.winner[seat]].name == "Leanne Mohamad"
    assert "410" in find(window, QWidget, "seat_totals").accessibleDescription()
    assert window.windowTitle().startswith("*")

    undo = action(window, "action_undo")
    assert undo.text() == "&Undo Ilford North: Leanne Mohamad 34.0%"
    undo.trigger()
    assert seats(window)["Lab"] == 411
    assert not window.windowTitle().startswith("*")
    action(window, "action_redo").trigger()
    assert seats(window)["Lab"] == 410

    path = tmp_path / "ilford"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    action(window, "action_save").trigger()
    saved = path.with_suffix(".ukvote")
    assert saved.exists()
    assert window.windowTitle().startswith("ilford")
    window.close()

    again = show(qtbot, saved)
    assert seats(again)["Lab"] == 410
    capsys.readouterr()
    assert cli.main(["evaluate", str(saved)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["seats"] == {party: count for party, count in seats(again).items() if count}
    ilford = next(c for c in printed["constituencies"] if c["name"] == "Ilford North")
    assert ilford["winner"]["name"] == "Leanne Mohamad"
    assert ilford["winner"]["share"] == pytest.approx(34.0)


def test_a_locked_share_holds_while_others_move(qtbot: QtBot) -> None:
    window = show(qtbot)
    select_ilford_north(qtbot, window)
    streeting = find(window, QDoubleSpinBox, f"share_spin_{STREETING}")
    before = streeting.value()
    find(window, QAbstractButton, f"share_lock_{STREETING}").click()
    find(window, QDoubleSpinBox, f"share_spin_{MOHAMAD}").setValue(40.0)
    assert streeting.value() == before
    assert seats(window)["Ind"] == 7
    find(window, QAbstractButton, "reset_constituency").click()
    assert seats(window)["Ind"] == 6


def test_closing_with_unsaved_work_asks_first(qtbot: QtBot) -> None:
    window = show(qtbot)
    select_ilford_north(qtbot, window)
    find(window, QDoubleSpinBox, f"share_spin_{MOHAMAD}").setValue(34.0)
    window.close()
    assert window.isVisible()
    question = find(window, QMessageBox, "unsaved_dialog")
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert window.isVisible()
    window.close()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "unsaved_dialog") is not None)
    question = find(window, QMessageBox, "unsaved_dialog")
    question.button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "not UTF-8"),
        (b'{"format": "ukvote-scenario", "version": 1, "moves": [', "line 1"),
        (b'{"format": "ukvote-scenario", "version": 2, "moves": []}', "version"),
        (
            b'{"format": "ukvote-scenario", "version": 1, "moves": '
            b'[{"kind": "transfer", "from": ["Lab"], "to": {"Green": 1.5}}]}',
            "moves[0].to.Green",
        ),
    ],
)
def test_a_bad_file_is_one_clear_message(qtbot: QtBot, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "bad.ukvote"
    path.write_bytes(content)
    window = show(qtbot, path)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "problem_dialog") is not None)
    problem = find(window, QMessageBox, "problem_dialog")
    assert says in problem.informativeText()
    assert says in find(window, QLabel, "status_message").text()
    problem.button(QMessageBox.StandardButton.Ok).click()
    assert seats(window)["Lab"] == 411


def test_a_bad_file_leaves_the_open_work_alone(qtbot: QtBot, tmp_path: Path) -> None:
    window = show(qtbot)
    select_ilford_north(qtbot, window)
    find(window, QDoubleSpinBox, f"share_spin_{MOHAMAD}").setValue(34.0)
    window.open_file(tmp_path)
    problem = find(window, QMessageBox, "problem_dialog")
    assert "folder" in problem.informativeText()
    assert seats(window)["Ind"] == 7
    assert window.session.modified
    problem.close()


def test_every_handle_has_an_accessible_name(qtbot: QtBot) -> None:
    window = show(qtbot)
    names = ["constituency_table", "search_box", "detail_panel", "what_if_editor", "reset_constituency"]
    names += ["seat_totals", "status_message"]
    for name in names:
        assert find(window, QWidget, name).accessibleName(), name
    for suffix in ("new", "open", "save", "save_as", "undo", "redo", "copy", "export_csv", "about"):
        assert action(window, f"action_{suffix}").text()
