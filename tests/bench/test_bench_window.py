"""The window: a step of a drag until all is painted; start to first paint; memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDoubleSpinBox
from pytestqt.qtbot import QtBot

from tests.bench.timing import Timing
from ukvote_gui.app import create_window

ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"
STEPS = 200
STARTS = 7


def test_a_step_of_a_drag(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    qtbot.waitExposed(window)
    window.session.select(ILFORD_NORTH)
    spin = window.findChild(QDoubleSpinBox, f"share_spin_{MOHAMAD}")
    assert spin is not None
    qtbot.wait(500)  # what comes after the first paint is done
    seconds = []
    for step in range(STEPS + 20):
        start = time.perf_counter()
        spin.setValue(20.0 + step % 100 * 0.3)
        QCoreApplication.processEvents()
        seconds.append(time.perf_counter() - start)
    print(f"\na step of a drag until all is painted: {Timing(tuple(seconds[20:])).in_words()}")
    while window.session.undo_stack.canUndo():
        window.session.undo_stack.undo()


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
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
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
