"""Labels of the editors of moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget


def title_label(text: str, buddy: QWidget | None, parent: QWidget) -> QLabel:
    """Return the title of a part, in bold; the letter after an ``&`` goes to ``buddy``."""
    label = QLabel(text, parent)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def quiet_label(parent: QWidget, text: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label for what explains, in a muted colour."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
