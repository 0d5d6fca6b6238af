"""Controls that panels have in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets import EventCount, show_in_front, turn_wheel
from ukvote_gui.theme.chart_controls import choice_box
from ukvote_gui.theme.controls import StepSpin, Still, StillCombo, StillSlider


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
    laid = EventCount(window, QEvent.Type.LayoutRequest)
    held.setText("Another text, at each step of a drag")
    QCoreApplication.processEvents()
    assert laid.times == 0
    assert held.size() == holder.size()
    assert held.height() >= held.sizeHint().height()
    other.setText("Another text")
    QCoreApplication.processEvents()
    assert laid.times > 0


def slider() -> StillSlider:
    made = StillSlider()
    made.setValue(50)
    return made


def spin() -> StepSpin:
    made = StepSpin()
    made.setValue(50)
    return made


def combo() -> StillCombo:
    return filled(StillCombo())


def box_of_a_chart() -> StillCombo:
    return filled(choice_box("box", "Box"))


def filled(box: StillCombo) -> StillCombo:
    box.addItems([str(number) for number in range(100)])
    box.setCurrentIndex(50)
    return box


def value(control: StillSlider | StepSpin | StillCombo) -> float:
    return control.currentIndex() if isinstance(control, StillCombo) else control.value()


@pytest.mark.parametrize("make", [slider, spin, combo, box_of_a_chart])
def test_the_wheel_scrolls_past_a_control_until_that_has_the_focus(
    make: Callable[[], StillSlider | StepSpin | StillCombo], qtbot: QtBot
) -> None:
    area, control, below = QScrollArea(), make(), QLabel()
    below.setFixedHeight(2000)
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(control)
    layout.addWidget(below)
    area.setWidget(page)
    area.setWidgetResizable(True)
    show_in_front(area, qtbot, 300, 200)
    area.setFocus()
    turn_wheel(control, -1)
    assert not control.hasFocus()
    assert value(control) == 50
    assert area.verticalScrollBar().value() > 0
    area.verticalScrollBar().setValue(0)
    control.setFocus()
    turn_wheel(control, -1)
    assert value(control) != 50
    assert area.verticalScrollBar().value() == 0
