import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = {"format": "ukvote-scenario", "version": 1, "base": "ge2024", "moves": []}


def pip(*arguments: str | Path) -> None:
    """Run pip offline, with what is installed here."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder, with a blank in its name, that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("an installation") / "site packages"
    pip("install", "--no-index", "--no-deps", "--target", folder, wheel)
    return folder


def run(command: list[str | Path], cwd: Path, pythonpath: Path) -> str:
    env = os.environ | {"PYTHONPATH": str(pythonpath)}
    result = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def test_the_wheel_holds_the_resources_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = ROOT / "resources"
    shipped = {
        f"ukvote_gui/_resources/{f.relative_to(resources).as_posix()}"
        for f in resources.rglob("*")
        if f.is_file()
    }
    assert shipped
    assert shipped <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"ukvote_gui", "ukvote_what_if"}


def test_the_installed_package_uses_its_own_resources(site: Path, tmp_path: Path) -> None:
    where = run(
        [sys.executable, "-c", "from ukvote_gui import resources as r; print(r.path())"], tmp_path, site
    )
    assert Path(where.strip()) == site / "ukvote_gui" / "_resources"


def test_the_installed_command_says_what_the_checkout_says(site: Path, tmp_path: Path) -> None:
    scenario = tmp_path / "as it was.ukvote"
    scenario.write_text(json.dumps(SCENARIO), encoding="utf-8")
    command: list[str | Path] = [site / "bin" / "ukvote", "evaluate", scenario.name]
    if os.name == "nt":
        command = [sys.executable, "-m", "ukvote_gui.app", *command[1:]]
    installed = run(command, tmp_path, site)
    checkout = run([sys.executable, ROOT / "main.py", "evaluate", scenario], tmp_path, ROOT)
    outcome: dict[str, Any] = json.loads(installed)
    assert installed == checkout
    assert outcome["seats"]["Lab"] == 411
    assert len(outcome["constituencies"]) == 650
