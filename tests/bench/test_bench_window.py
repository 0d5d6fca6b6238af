"""The window: a step of a drag until all is painted; start to first paint; memory."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QDockWidget, QDoubleSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.bench.timing import Timing
from ukvote_gui import resources
from ukvote_gui.app import create_window, leave_alone_what_stays
from ukvote_gui.views.main_window import MainWindow

ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"
STEPS = 200
STARTS = 7


def shown_window(qtbot: QtBot, scenario: Path | None = None) -> MainWindow:
    window = create_window(scenario)
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    with qtbot.waitSignal(window.workspace.filled):
        window.show()
    leave_alone_what_stays()  # as the program does
    return window


@pytest.fixture(autouse=True)
def thaw() -> Iterator[None]:
    yield
    gc.unfreeze()


def time_steps(set_value: Callable[[float], object], low: float, high: float) -> Timing:
    """Return how long steps from low to high and back, over and over, took until all was painted."""
    seconds = []
    for step in range(STEPS + 20):
        start = time.perf_counter()
        set_value(low + (1 - abs(step % 200 - 100) / 100) * (high - low))
        QCoreApplication.processEvents()
        seconds.append(time.perf_counter() - start)
    return Timing(tuple(seconds[20:]))


def undo_all(window: MainWindow) -> None:
    while window.session.undo_stack.canUndo():
        window.session.undo_stack.undo()


def test_a_step_of_a_drag(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    window.session.select(ILFORD_NORTH)
    spin = window.findChild(QDoubleSpinBox, f"share_spin_{MOHAMAD}")
    assert spin is not None
    steps = time_steps(spin.setValue, 20.0, 50.0)
    print(f"\na step of a share until all is painted: {steps.in_words()}")
    undo_all(window)


def show_side_by_side(window: MainWindow, columns: tuple[tuple[str, ...], ...]) -> None:
    """Lay these panels out beside the table, all in sight: none is a tab behind another."""
    docks = {dock.objectName().removeprefix("dock_"): dock for dock in window.findChildren(QDockWidget)}
    for dock in docks.values():
        window.removeDockWidget(dock)
    heads = [docks[column[0]] for column in columns]
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, heads[0])
    for left, right in pairwise(heads):
        window.splitDockWidget(left, right, Qt.Orientation.Horizontal)
    for column in columns:
        for upper, lower in pairwise(column):
            window.splitDockWidget(docks[upper], docks[lower], Qt.Orientation.Vertical)
        for name in column:
            docks[name].show()
    window.resizeDocks(heads, [window.width() // 3] * len(heads), Qt.Orientation.Horizontal)


def test_a_step_of_a_drag_with_map_and_house(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    show_side_by_side(window, (("map", "house"), ("what_if", "detail")))
    qtbot.wait(500)
    for name in ("map_canvas", "house_view_canvas", "constituency_table"):
        seen = window.findChild(QWidget, name)
        assert seen is not None
        assert not seen.visibleRegion().isEmpty()  # to Qt, a tab behind another is visible too
    window.session.select(ILFORD_NORTH)
    share = window.findChild(QDoubleSpinBox, f"share_spin_{MOHAMAD}")
    swing = window.findChild(QDoubleSpinBox, "swing_spin_Lab")
    assert share is not None
    assert swing is not None
    print(f"\nwith map and House, a step of a share: {time_steps(share.setValue, 20.0, 50.0).in_words()}")
    print(f"with map and House, a step of a swing: {time_steps(swing.setValue, -6.0, 6.0).in_words()}")
    undo_all(window)


def test_a_step_of_a_pacts_rate(qtbot: QtBot) -> None:
    window = shown_window(qtbot, resources.path("examples", "alliance-where-labour-won.ukvote"))
    window.workspace.show("moves")
    moves = window.findChild(QAbstractItemView, "move_list")
    assert moves is not None
    moves.setCurrentIndex(moves.model().index(0, 0))
    qtbot.wait(500)
    slider = window.findChild(QAbstractSlider, "pact_rate_slider")
    assert slider is not None
    assert slider.isVisible()

    def set_part(part: float) -> None:
        slider.setValue(slider.minimum() + round(part * (slider.maximum() - slider.minimum())))

    print(f"\na step of a pact's rate until all is painted: {time_steps(set_part, 0.0, 1.0).in_words()}")
    undo_all(window)


# The first line is printed when the first paint is over, the second is resident memory in kilobytes.
_REPORT = """
from PySide6.QtCore import QCoreApplication
window.resize(1600, 1000)
window.show()
QCoreApplication.processEvents()
print("painted", flush=True)
{after}
for _ in range(20):
    QCoreApplication.processEvents()
with open("/proc/self/status") as status:
    print(next(line for line in status if line.startswith("VmRSS")).split()[1], flush=True)
"""
_OURS = "from ukvote_gui.app import create_window\nwindow = create_window()\n"
_BARE = """
import numpy
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication([])
window = QMainWindow()
table = QTableView()
model = QStandardItemModel(650, 12)
table.setModel(model)
window.setCentralWidget(table)
"""
_WITH_LIBRARIES = "import pandas, pyqtgraph\n"


def start(script: str) -> tuple[float, float]:
    """Return seconds from the start of the process to its first paint, and its memory in megabytes."""
    began = time.perf_counter()
    # As for a person who has started it before: with the modules' bytecode kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "painted\n"
        seconds = time.perf_counter() - began
        kilobytes = int(process.stdout.readline())
    return seconds, kilobytes / 1024


def test_start_and_memory() -> None:
    ours, bare, full = [], [], []
    for _ in range(STARTS):
        ours.append(start(_OURS + _REPORT.format(after="")))
        bare.append(start(_BARE + _REPORT.format(after="")))
        full.append(start(_BARE + _REPORT.format(after=_WITH_LIBRARIES)))
    first_paint, bare_paint = (statistics.median(run[0] for run in runs) for runs in (ours, bare))
    memory, full_memory = (statistics.median(run[1] for run in runs) for runs in (ours, full))
    print(f"\nfirst paint: {first_paint:.3f} s; bare window: {bare_paint:.3f} s")
    print(f"ratio {first_paint / bare_paint:.2f} (best {min(ours)[0] / min(bare)[0]:.2f})")
    print(f"memory: {memory:.0f} MB; bare window, pandas and pyqtgraph: {full_memory:.0f} MB")
    print(f"ratio {memory / full_memory:.2f}")
