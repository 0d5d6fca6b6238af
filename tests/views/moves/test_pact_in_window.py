"""That a pact's rate and what it does are in sight together, in windows as they open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets import find
from ukvote_gui.app import create_window
from ukvote_gui.views.main_window import MainWindow
from ukvote_gui.views.moves import MovesPanel

SIZES = [QSize(1366, 728), QSize(1440, 900), QSize(1920, 1080), QSize(2560, 1400)]
PACT = {
    "kind": "pact",
    "members": ["Green", "Ind", "WPB"],
    "transfer": 0.6,
    "scope": {"won_by": ["Lab"]},
}
OTHERS = [
    {"kind": "swing", "changes": {"Lab": -3, "RUK": 2}},
    {"kind": "transfer", "from": ["Con"], "to": {"RUK": 0.1}, "scope": {"regions": ["London"]}},
    {"kind": "turnout", "change": 2},
]
UNCERTAIN = {
    **PACT,
    "transfer": {"value": 0.6, "low": 0.4, "high": 0.8},
    "leak": {"Lab": 0.1},
    "scope": {"won_by": ["Lab"], "majority_below": 20, "regions": ["London", "West Midlands"]},
}


def open_moves(qtbot: QtBot, file: Path, size: QSize, pact: dict[str, object], at: int = 0) -> MainWindow:
    """Open a window on four moves, with the pact selected, and its panel in front."""
    moves = [*OTHERS[:at], pact, *OTHERS[at:]]
    file.write_text(json.dumps({"format": "ukvote-scenario", "version": 1, "base": "ge2024", "moves": moves}))
    window = create_window(file)
    qtbot.addWidget(window)
    window.resize(size)
    with qtbot.waitSignal(window.workspace.filled):
        window.show()
    assert window.size() == size
    window.workspace.show("moves")
    panel = window.workspace.panel("moves")
    assert isinstance(panel, MovesPanel)
    qtbot.waitUntil(panel.isVisible)
    panel.edit(at)
    qtbot.wait(50)
    return window


def is_in_sight(window: MainWindow, widget: QWidget, part: QRect | None = None) -> bool:
    """Return whether a part of a widget, or all of it, is within all that it lies in."""
    part = part or widget.rect()
    outer: QWidget | None = widget
    while outer is not None and outer is not window:
        if not outer.isVisible() or not outer.rect().contains(part.translated(widget.mapTo(outer, QPoint()))):
            return False
        outer = outer.parentWidget()
    return widget.visibleRegion().contains(part.center())


def rows_in_sight(window: MainWindow, view: QAbstractItemView) -> list[int]:
    model = view.model()
    rects = [view.visualRect(model.index(row, 0)) for row in range(min(model.rowCount(), 40))]
    return [row for row, rect in enumerate(rects) if is_in_sight(window, view.viewport(), rect)]


@pytest.mark.parametrize("pact", [PACT, UNCERTAIN], ids=["certain", "uncertain"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_rate_and_the_seats_it_flips_are_seen_together(
    qtbot: QtBot, tmp_path: Path, size: QSize, pact: dict[str, object]
) -> None:
    window = open_moves(qtbot, tmp_path / "four.ukvote", size, pact)
    moves = find(window, QAbstractItemView, "move_list")
    assert len(rows_in_sight(window, moves)) >= 2
    for name in ("pact_members", "pact_rate_slider", "pact_rate_spin", "pact_details", "pact_summary"):
        assert is_in_sight(window, find(window, QWidget, name)), name
    seats = find(window, QTableView, "pact_seats")
    assert is_in_sight(window, seats.horizontalHeader().viewport())
    assert len(rows_in_sight(window, seats)) >= 5
    # What is round the table has nothing to scroll.
    outer = seats.parentWidget()
    while outer is not None:
        if isinstance(outer, QAbstractScrollArea):
            assert outer.verticalScrollBar().maximum() == 0, outer.objectName()
            assert outer.horizontalScrollBar().maximum() == 0, outer.objectName()
        outer = outer.parentWidget()


@pytest.mark.parametrize("size", SIZES[:1], ids=["laptop"])
def test_one_area_at_the_most_scrolls_when_all_is_open(qtbot: QtBot, tmp_path: Path, size: QSize) -> None:
    window = open_moves(qtbot, tmp_path / "four.ukvote", size, UNCERTAIN)
    find(window, QAbstractButton, "pact_details").click()
    qtbot.wait(50)
    editor = find(window, QWidget, "pact_editor")
    around, outer = [], editor.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea) and outer.verticalScrollBar().maximum():
            around.append(outer)
        outer = outer.parentWidget()
    (room,) = around
    room.verticalScrollBar().setValue(room.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert len(rows_in_sight(window, find(window, QTableView, "pact_seats"))) >= 5


def test_the_move_that_is_edited_is_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_moves(qtbot, tmp_path / "four.ukvote", SIZES[0], PACT, at=3)
    moves = find(window, QAbstractItemView, "move_list")
    assert 3 in rows_in_sight(window, moves)
    window.resize(SIZES[1])
    window.resize(SIZES[0])
    qtbot.wait(50)
    assert 3 in rows_in_sight(window, moves)
