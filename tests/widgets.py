"""What the tests of all panels do: show a widget, find what is in it, and read it."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui.core.moves import Move
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme.panel import AnswerPanel
from ukvote_gui.theme.sight import is_seen

Kind = TypeVar("Kind", bound=QWidget)


def show(widget: QWidget, qtbot: QtBot, width: int, height: int) -> None:
    """Show a widget as a window of its own, and close it when the test is over."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()


def show_in_front(widget: QWidget, qtbot: QtBot, width: int, height: int) -> None:
    """Show a widget as the window that keys go to."""
    show(widget, qtbot, width, height)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def settle(panel: AnswerPanel, qtbot: QtBot) -> None:
    """Wait until a panel shows the answer to how things are."""
    qtbot.waitUntil(lambda: not panel.busy)


def change(panel: AnswerPanel, session: Session, qtbot: QtBot, *moves: Move) -> None:
    """Make a scenario of moves, and wait until a panel has followed."""
    session.change(Scenario(moves=moves), "Change")
    settle(panel, qtbot)


def find(within: QWidget, kind: type[Kind], name: str) -> Kind:
    """Return the one widget of an object name."""
    found = within.findChildren(kind, name)
    assert len(found) == 1, f"{len(found)} widgets are named {name}"
    return found[0]


def said(within: QWidget, name: str) -> str:
    """Return what a label says."""
    return find(within, QLabel, name).text()


def cells(within: QWidget, name: str) -> list[list[str]]:
    """Return the texts of a table, row by row."""
    model = find(within, QTableView, name).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def turn_wheel(widget: QWidget, steps: int, at: QPointF | None = None) -> None:
    """Turn the wheel over a point of a widget, its middle unless another is given, as the window gets it."""
    window = widget.window()
    place = widget.mapTo(window, QPointF(widget.rect().center()) if at is None else at)
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, 120 * steps))


def count_questions(panel: AnswerPanel, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list that grows with each question that a panel asks from now on."""
    asked: list[bool] = []
    real = panel.question

    def counted() -> Work | None:
        asked.append(True)
        return real()

    monkeypatch.setattr(panel, "question", counted)
    return asked


class BehindATab:
    """A window in which a panel stands in a tab behind another."""

    def __init__(self, panel: QWidget, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._panel = panel
        self._window = QMainWindow()
        self._docks = [QDockWidget(name, self._window) for name in ("Behind", "In front")]
        for dock, widget in zip(self._docks, (panel, QLabel("in front")), strict=True):
            dock.setWidget(widget)
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self._window.tabifyDockWidget(*self._docks)
        self._docks[1].raise_()
        show(self._window, qtbot, 700, 600)
        qtbot.waitUntil(lambda: not is_seen(panel))
        assert panel.isVisible(), "to Qt, a tab behind another is visible too"

    def bring_to_front(self) -> None:
        """Let the panel be seen."""
        self._docks[0].raise_()
        self._qtbot.waitUntil(lambda: is_seen(self._panel))


class EventCount(QObject):
    """Counts the events of a type that a widget gets."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        self.times = 0
        self._kind = kind
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == self._kind
        return False
