"""Labels and tool tips of the totals."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel

_MUTED = QPalette.ColorRole.PlaceholderText


def plain_label(name: str, muted: bool = False, bold: bool = False) -> QLabel:
    """Return a label of plain words on one line."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if muted:
        label.setForegroundRole(_MUTED)
    if bold:
        font = QFont(label.font())
        font.setBold(True)
        label.setFont(font)
    return label


def wrapped(text: str) -> str:
    """Return a tool tip that breaks into lines, as rich text does."""
    return f"<qt>{text}</qt>"
