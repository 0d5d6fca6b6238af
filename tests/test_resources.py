from collections.abc import Iterator
from pathlib import Path

import pytest

from ukvote_gui import resources


@pytest.fixture(autouse=True)
def _forget_the_root() -> Iterator[None]:
    resources._root.cache_clear()
    yield
    resources._root.cache_clear()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a package folder, in a path with blanks, that `resources` takes for its own."""
    folder = tmp_path / "a place with blanks" / "ukvote_gui"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(folder / "resources.py"))
    return folder


def test_a_checkout_keeps_them_beside_the_package(package: Path) -> None:
    assert resources.path("icons", "app.svg") == package.parent / "resources" / "icons" / "app.svg"


def test_an_installed_package_prefers_its_own(package: Path) -> None:
    (package.parent / "resources").mkdir()
    (package / "_resources").mkdir()
    assert resources.path("NOTICE") == package / "_resources" / "NOTICE"


def test_text_is_utf_8_with_newlines(package: Path) -> None:
    (package / "_resources" / "help").mkdir(parents=True)
    (package / "_resources" / "help" / "a.txt").write_bytes("Ynys Môn\r\n".encode())
    assert resources.text("help", "a.txt") == "Ynys Môn\n"


def test_a_file_that_is_not_there_is_an_os_error(package: Path) -> None:
    with pytest.raises(FileNotFoundError):
        resources.text("no such file")
