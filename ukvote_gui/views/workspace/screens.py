"""Where a window is on the screens that there are."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME_HEIGHT = 40
"""Pixels that a title bar may take of a screen."""


def restore_place(window: QWidget, remembered: QByteArray, size: QSize) -> None:
    """Put a window where it was; where that is not known, or on no screen now, in the middle of the first."""
    window.resize(size)
    if remembered.isEmpty() or not window.restoreGeometry(remembered) or not on_a_screen(window):
        room = QGuiApplication.primaryScreen().availableGeometry()
        window.resize(size.boundedTo(QSize(room.width(), room.height() - FRAME_HEIGHT)))
        window.move(room.center() - window.rect().center())


def on_a_screen(window: QWidget) -> bool:
    """Return whether enough of a window's title bar is on a screen to get hold of it."""
    frame = window.frameGeometry()
    frame.setHeight(40)
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(frame)
        if seen.width() >= 80 and seen.height() >= 20:
            return True
    return False
