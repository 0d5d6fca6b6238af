import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Imports as they go where only numpy is installed.
BLOCK = """
import importlib.abc, sys

class NotInstalled(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "pandas", "openpyxl"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NotInstalled())
"""
IMPORT_ALL = """
import importlib, pkgutil
import ukvote_gui.cli, ukvote_gui.core, ukvote_gui.resources

def refuse(name):
    raise ImportError(name)

names = [m.name for m in pkgutil.walk_packages(ukvote_gui.core.__path__, "ukvote_gui.core.", onerror=refuse)]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
EVALUATE = """
from ukvote_gui.app import main
raise SystemExit(main(["evaluate", sys.argv[1]]))
"""
COLLECT = """
import pytest
without = ["-p", "no:pytest-qt", "-p", "no:cacheprovider"]
raise SystemExit(pytest.main([*without, "--collect-only", "-q", "tests/core"]))
"""


def run_without_qt(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCK + program, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_block_blocks() -> None:
    assert "No module named 'PySide6" in run_without_qt("from PySide6 import QtCore").stderr


def test_the_core_and_the_command_line_import_where_only_numpy_is_installed() -> None:
    result = run_without_qt(IMPORT_ALL)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 5


def test_evaluate_runs_where_only_numpy_is_installed(tmp_path: Path) -> None:
    scenario = tmp_path / "nothing changed.ukvote"
    scenario.write_text('{"format": "ukvote-scenario", "version": 1, "moves": []}', encoding="utf-8")
    result = run_without_qt(EVALUATE, str(scenario))
    assert result.returncode == 0, result.stderr
    assert '"Lab"' in result.stdout


def test_the_core_s_tests_load_where_only_numpy_is_installed() -> None:
    result = run_without_qt(COLLECT)
    assert result.returncode == 0, result.stdout + result.stderr
