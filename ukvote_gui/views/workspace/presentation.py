"""Presenting: pictures alone, full screen and in large type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from ukvote_gui.state.session import Session
from ukvote_gui.views.workspace.arrangement import Arrangement
from ukvote_gui.views.workspace.layouts import PRESENT
from ukvote_gui.views.workspace.workspace import Workspace

TYPE = 1.4
"""How many times as large letters are while presenting."""


@dataclass(frozen=True)
class _Before:
    """How the window was before a presentation."""

    state: Qt.WindowState
    geometry: QRect
    panels: Arrangement


class Presentation(QObject):
    """Begins presentations, and ends them with the window as it was before."""

    def __init__(self, window: QMainWindow, workspace: Workspace, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._session = session
        self._before: _Before | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is presented."""
        return self._before is not None

    def toggle(self) -> None:
        """Begin a presentation, or end the one that is on."""
        if self._before is None:
            self._begin()
        else:
            self._end(self._before)

    def _begin(self) -> None:
        window, workspace = self._window, self._workspace
        self._before = _Before(window.windowState(), window.geometry(), workspace.arrangement())
        _enlarge_type(TYPE)
        workspace.show_titles(False)
        window.showFullScreen()
        workspace.arrange(PRESENT)
        self._session.message_posted.emit("Press F11 or Esc to end the presentation.")

    def _end(self, before: _Before) -> None:
        self._before = None
        _enlarge_type(1 / TYPE)
        self._workspace.show_titles(True)
        self._window.setWindowState(before.state)
        if before.state == Qt.WindowState.WindowNoState:
            self._window.setGeometry(before.geometry)
        self._workspace.restore_arrangement(before.panels)
        self._session.message_posted.emit("The presentation has ended.")


def _enlarge_type(factor: float) -> None:
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    QApplication.setFont(font)
    # Qt tells the widgets later, but panels are laid out by the height of a line.
    QApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
