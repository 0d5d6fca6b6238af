import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
# A name, one exact version, perhaps a marker; then hashes and nothing else.
LOCKED = re.compile(
    r"(?P<requirement>[a-z0-9-]+==[\w.!+]+(?: ; [\w .'\"<>=!()]+)?)"
    r"(?: --hash=sha256:[0-9a-f]{64})+"
)


def entries(lock: str) -> list[str]:
    """Return a lock file's entries, each on one line."""
    return (ROOT / lock).read_text(encoding="utf-8").replace(" \\\n   ", "").splitlines()


def locked(lock: str) -> dict[str, Requirement]:
    """Return a lock file's requirements by name."""
    matches = [LOCKED.fullmatch(line) for line in entries(lock)]
    requirements = [Requirement(match["requirement"]) for match in matches if match]
    return {requirement.name: requirement for requirement in requirements}


def version_of(requirement: Requirement) -> Version:
    (specifier,) = requirement.specifier
    return Version(specifier.version)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_version_with_hashes_and_nothing_else(lock: str) -> None:
    strays = [line for line in entries(lock) if not LOCKED.fullmatch(line)]
    assert strays == []
    assert len(locked(lock)) == len(entries(lock)) > 0


def test_the_tests_run_on_the_very_versions_that_the_window_runs_on() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, wanted in (
        ("requirements.lock", project["project"]["dependencies"]),
        ("requirements-dev.lock", project["dependency-groups"]["test"]),
    ):
        versions = locked(lock)
        for requirement in map(Requirement, wanted):
            assert version_of(versions[canonicalize_name(requirement.name)]) in requirement.specifier


@pytest.mark.parametrize("version", ["6.11.0", "6.11.1", "6.12.0"])
def test_no_pyside_that_is_known_to_fail_is_let_in(version: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (pyside,) = (
        r for r in map(Requirement, project["project"]["dependencies"]) if r.name == "PySide6-Essentials"
    )
    assert version not in pyside.specifier
