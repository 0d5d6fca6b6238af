"""Saying what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget


class Problems(QObject):
    """Says what went wrong in the one dialog of a window for that, ``problem_dialog``.

    A problem from before the window is shown waits until it is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: QMessageBox | None = None
        self._waiting: tuple[str, str] | None = None

    def show(self, what: str, why: str) -> None:
        """Say what went wrong, and why."""
        if not self._window.isVisible():
            self._waiting = (what, why)
            return
        if self._dialog is not None:
            self._dialog.close()
        title = QGuiApplication.applicationDisplayName()
        button = QMessageBox.StandardButton.Ok
        self._dialog = QMessageBox(QMessageBox.Icon.Warning, title, what, button, self._window)
        self._dialog.setObjectName("problem_dialog")
        self._dialog.setAccessibleName("Problem")
        self._dialog.setTextFormat(Qt.TextFormat.PlainText)
        self._dialog.setInformativeText(why)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.finished.connect(self._on_read)
        self._dialog.open()

    def show_waiting(self) -> bool:
        """Say what has waited for the window; return whether there was anything."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return False
        self.show(*waiting)
        return True

    def _on_read(self, _button: int) -> None:
        self._dialog = None
