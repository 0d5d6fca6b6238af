"""The checks that hold for every test do fail the tests that they are for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = """
import logging, os, threading, time
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_bad_window(qtbot):
    kept.append(QWidget())

def test_good_window_that_qtbot_has(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_bad_log():
    logging.getLogger("some").error("what went wrong")

@pytest.mark.logs_errors
def test_good_log_that_is_meant():
    logging.getLogger("some").error("what went wrong")

def test_bad_thread():
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()

def test_bad_slot(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(10)

def test_bad_qt_warning(qtbot):
    qWarning("what Qt minds")

def test_good_folders(private_folders, tmp_path):
    assert os.environ["UKVOTE_CONFIG_DIR"] == str(private_folders["config"])
    assert private_folders["data"].is_relative_to(tmp_path)
"""


def test_each_check_fails_the_tests_that_it_is_for(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_sample.py").write_text(SAMPLE)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"]
    output = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60).stdout
    said = re.findall(r"^(PASSED|FAILED|ERROR) \S+::(test_\w+)", output, re.MULTILINE)
    passed = {name for outcome, name in said if outcome == "PASSED"}
    failed = {name for outcome, name in said if outcome != "PASSED"}  # perhaps only when it was over
    assert failed == set(re.findall(r"def (test_bad_\w+)", SAMPLE)), output
    assert passed - failed == set(re.findall(r"def (test_good_\w+)", SAMPLE)), output
