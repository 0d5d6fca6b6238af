"""Controls that panels have in common."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui.theme.controls import Still


class Laid(QObject):
    """Counts how often a widget is laid out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.LayoutRequest
        return False


def test_new_text_of_a_held_label_lays_out_nothing_and_has_all_the_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    held, other = QLabel("Ready.", window), QLabel("Ready.", window)
    layout = QVBoxLayout(window)
    holder = Still(held)
    layout.addWidget(holder)
    layout.addWidget(other)
    window.resize(300, 100)
    with qtbot.waitExposed(window):
        window.show()
    laid = Laid(window)
    held.setText("Another text, at each step of a drag")
    QCoreApplication.processEvents()
    assert laid.times == 0
    assert held.size() == holder.size()
    assert held.height() >= held.sizeHint().height()
    other.setText("Another text")
    QCoreApplication.processEvents()
    assert laid.times > 0
