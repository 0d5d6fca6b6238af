"""How panels are laid out, to remember and to come back to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray

TABLE = "table"
"""What the table in the middle of the window is called among what has a place."""


@dataclass(frozen=True)
class Arrangement:
    """How the panels are laid out at some time: Qt's state, and the names of all that has a place in it."""

    state: QByteArray
    placed: frozenset[str]

    def to_bytes(self) -> QByteArray:
        """Return it as bytes to remember."""
        return QByteArray(" ".join(sorted(self.placed)).encode() + b"\n" + self.state.data())

    @classmethod
    def from_bytes(cls, remembered: QByteArray) -> Arrangement:
        """Return what was remembered."""
        placed, _, state = bytes(remembered.data()).partition(b"\n")
        return cls(QByteArray(state), frozenset(placed.decode(errors="replace").split()))
