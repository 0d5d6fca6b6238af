"""The one door to the files shipped with the program; nothing else knows where they lie."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "_resources"  # where the wheel puts them; a checkout keeps them beside the package
    return installed if installed.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, as in `path("icons", "app.svg")`; it is not read."""
    return _root().joinpath(*parts)


def text(*parts: str) -> str:
    """Return a shipped UTF-8 text file, with its line ends as newlines.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    return path(*parts).read_text(encoding="utf-8")
