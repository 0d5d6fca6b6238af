"""What the tests of all panels do: show a widget, find what is in it, and read it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui.core.moves import Move
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.session import Session
from ukvote_gui.theme.panel import AnswerPanel

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


def turn_wheel(widget: QWidget, steps: int) -> None:
    """Turn the wheel over a widget, as the window gets it."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, 120 * steps))


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
