"""Text that people wrote, made fit for any file."""

from __future__ import annotations

import unicodedata


def legible(text: str) -> str:
    """Return text without what files cannot hold or what makes it read otherwise than it is written.

    Control characters (but for tabs and ends of lines), lone surrogates, code points that are no characters,
    and marks that turn the direction of the text around them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or not _is_unfit(letter))


def one_line(text: str) -> str:
    """Return text as one legible line."""
    return " ".join(legible(text).split())


def _is_unfit(letter: str) -> bool:
    turning = "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069"
    return turning or unicodedata.category(letter) in ("Cc", "Cs", "Cn")
