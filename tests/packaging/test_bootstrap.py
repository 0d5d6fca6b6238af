"""The bootstrap on machines that lack this or that; apt-get, pip and the like are stand-ins with a log."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is about Linux's system libraries")

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["cat", "cmp", "cp", "dirname", "env", "find", "head", "mkdir", "rm", "sed", "touch", "uname"]
HEADLESS, DISPLAY = (
    re.findall(r"^(lib\S+) lib", part, re.MULTILINE)
    for part in (ROOT / "setup" / "bootstrap").read_text(encoding="utf-8").split("display_libraries=")
)
STANDINS = {
    "ldconfig": 'cat "$STATE/libraries"',
    "id": 'cat "$STATE/uid"',
    "sudo": "exit 1",
    "apt-get": """
        echo "apt-get $*" >>"$STATE/log"
        case $* in *" update") rm -f "$STATE/no-package-lists" ;; esac
        case $* in *-venv) touch "$STATE/ensurepip" ;; esac
        [ ! -e "$STATE/no-package-lists" ]""",
    "python3.12": """
        case $* in
            *ensurepip*) [ -e "$STATE/ensurepip" ] ;;
            *print*) echo python3.12-venv ;;
            "-m venv "*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
            "-m pip install "*) echo "pip $*" >>"$STATE/log" && [ ! -e "$STATE/no-network" ] ;;
        esac""",
}


class Machine:
    """A checkout, in a path with blanks, on a machine that seems to have only what its state says."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.bin = folder / "bin"
        self.checkout = folder / "a check out"
        for made in (self.state, self.bin, self.checkout, folder / ".fonts"):
            made.mkdir()
        (folder / ".fonts" / "some.ttf").touch()
        shutil.copytree(ROOT / "setup", self.checkout / "setup")
        for name in ("requirements.lock", "requirements-dev.lock"):
            shutil.copy(ROOT / name, self.checkout)
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)
        for name, body in STANDINS.items():
            (self.bin / name).write_text(f"#!/bin/sh\n{body}\n")
            (self.bin / name).chmod(0o755)
        self.have_libraries(*HEADLESS, *DISPLAY)
        self.become_root(True)
        self.set("ensurepip")

    def set(self, name: str) -> None:
        (self.state / name).touch()

    def have_libraries(self, *sonames: str) -> None:
        lines = [f"\t{soname} (libc6,x86-64) => /lib/{soname}\n" for soname in sonames]
        (self.state / "libraries").write_text("".join(lines))

    def become_root(self, root: bool) -> None:
        (self.state / "uid").write_text("0\n" if root else "1000\n")

    def bootstrap(self, what: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.bin), "HOME": str(self.bin.parent), "STATE": str(self.state)}
        command = ["/bin/sh", str(self.checkout / "setup" / "bootstrap"), what]
        return subprocess.run(command, env=env, cwd="/", capture_output=True, text=True, timeout=20)

    def calls(self) -> list[str]:
        """Return what was asked of apt-get and pip since the last look."""
        log = self.state / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_second_call_does_nothing_and_says_nothing(machine: Machine) -> None:
    assert machine.bootstrap("test").returncode == 0
    (call,) = machine.calls()
    assert call.startswith("pip -m pip install")
    assert call.endswith("--require-hashes -r requirements-dev.lock")
    for what in ("test", "run"):  # the tests' environment does for the window too
        again = machine.bootstrap(what)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.calls() == []


def test_the_tests_need_more_than_the_window(machine: Machine) -> None:
    machine.bootstrap("run")
    machine.bootstrap("test")
    assert [call.rpartition(" ")[2] for call in machine.calls()] == [
        "requirements.lock",
        "requirements-dev.lock",
    ]


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    machine.bootstrap("test")
    with (machine.checkout / "requirements-dev.lock").open("a") as lock:
        lock.write("more==1\n")
    machine.calls()
    machine.bootstrap("test")
    assert len(machine.calls()) == 1


def test_an_installation_that_failed_is_tried_again(machine: Machine) -> None:
    machine.set("no-network")
    failed = machine.bootstrap("test")
    assert failed.returncode != 0
    assert "could not be installed" in failed.stderr
    (machine.state / "no-network").unlink()
    assert machine.bootstrap("test").returncode == 0
    assert len(machine.calls()) == 2


def test_a_python_without_ensurepip_gets_its_venv_package(machine: Machine) -> None:
    (machine.state / "ensurepip").unlink()
    assert machine.bootstrap("test").returncode == 0
    assert machine.calls()[0].endswith("install -y --no-install-recommends python3.12-venv")


def test_root_gets_the_missing_libraries_installed(machine: Machine) -> None:
    machine.have_libraries(*(set(HEADLESS) - {"libEGL.so.1", "libdbus-1.so.3"}), *DISPLAY)
    assert machine.bootstrap("test").returncode == 0
    assert machine.calls()[0].endswith(" install -y --no-install-recommends libegl1 libdbus-1-3")


def test_package_lists_are_fetched_where_there_are_none(machine: Machine) -> None:
    machine.have_libraries(*HEADLESS[1:], *DISPLAY)
    machine.set("no-package-lists")
    assert machine.bootstrap("test").returncode == 0
    assert [call.split()[4] for call in machine.calls()[:3]] == ["install", "update", "install"]


def test_who_may_not_install_gets_the_line_that_does(machine: Machine) -> None:
    machine.become_root(False)
    machine.have_libraries(*HEADLESS[1:], *DISPLAY)
    result = machine.bootstrap("test")
    assert result.returncode != 0
    assert "\n    sudo apt-get install libegl1\n" in result.stderr
    assert machine.calls() == []


def test_one_line_has_all_that_is_missing(machine: Machine) -> None:
    machine.become_root(False)
    machine.have_libraries(*HEADLESS[1:], *DISPLAY[1:])
    (machine.state / "ensurepip").unlink()
    result = machine.bootstrap("run")
    assert result.returncode != 0
    assert "\n    sudo apt-get install libegl1 python3.12-venv libx11-xcb1\n" in result.stderr


def test_only_the_window_needs_a_display_s_libraries(machine: Machine) -> None:
    machine.become_root(False)
    machine.have_libraries(*HEADLESS)
    assert machine.bootstrap("test").returncode == 0
    result = machine.bootstrap("run")
    assert result.returncode != 0
    assert "libxcb-cursor0" in result.stderr


def test_another_system_is_told_what_it_lacks_and_goes_on(machine: Machine) -> None:
    (machine.bin / "apt-get").unlink()
    machine.have_libraries(*HEADLESS[1:], *DISPLAY)
    result = machine.bootstrap("test")
    assert result.returncode == 0
    assert "lack libEGL.so.1" in result.stderr
    assert len(machine.calls()) == 1


def test_without_any_python_it_says_which_are_wanted(machine: Machine) -> None:
    (machine.bin / "python3.12").unlink()
    (machine.bin / "apt-get").unlink()
    result = machine.bootstrap("test")
    assert result.returncode != 0
    assert "Python 3.11 or later is needed" in result.stderr
    assert not os.path.lexists(machine.checkout / ".venv")
