"""Writing an exported file: where to, and what if it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ukvote_gui.state.session import Session, write_atomically

Chooser = Callable[[str, str, str], Path | None]
"""Lets a person choose the file to write, given a title, filters, and the suffix where they give none."""

Reporter = Callable[[str, str], None]
"""Tells a person what went wrong, and why."""


def with_suffix(path: Path, suffixes: tuple[str, ...]) -> Path:
    """Return the path with one of the suffixes: with its own where it has one of them, else with the first.

    Raises:
        OSError: that makes it another file than the one chosen, which is there already.
    """
    if path.suffix.lower() in suffixes:
        return path
    full = path.with_name(path.name + suffixes[0])
    if full.exists():
        raise OSError(f"{full.name} is there already. Choose it by its whole name to replace it.")
    return full


def save(session: Session, path: Path, content: bytes) -> None:
    """Write an exported file, whole or not at all, and say so.

    Raises:
        OSError: it could not be written; the message says why.
    """
    write_atomically(path, content)
    session.message_posted.emit(f"Exported {path.name}.")
