"""The panels: that they fit the screen whatever was remembered, and that their names can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QScrollArea, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from ukvote_gui.app import create_window
from ukvote_gui.theme import DARK
from ukvote_gui.theme.colours import luminance
from ukvote_gui.views.main_window import MainWindow
from ukvote_gui.views.workspace import (
    FRAME_HEIGHT,
    LAYOUTS,
    PANELS,
    PICTURES,
    PRESENT,
)

HIGH = QSize(1600, 1000)
LAPTOP = QSize(1366, 768 - 40 - FRAME_HEIGHT)
SMALL_LAPTOP = QSize(1280, 720 - 40 - FRAME_HEIGHT)


Opener = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Opener]:
    """Open windows of a size, and hold them until they are closed, lest they go while they are painted."""
    windows = []

    def open_one(size: QSize | None = None, layout: str = "") -> MainWindow:
        window = create_window()
        windows.append(window)
        qtbot.addWidget(window)
        if size is not None:
            window.resize(size)
            window.workspace.arrange(layout)
        with qtbot.waitSignal(window.workspace.filled):
            window.show()
        return window

    yield open_one
    windows.clear()


@pytest.fixture
def window(open_window: Opener) -> MainWindow:
    return open_window(LAPTOP)


def dock(window: MainWindow, name: str) -> QDockWidget:
    found = window.findChild(QDockWidget, f"dock_{name}")
    assert found is not None
    return found


def tab_bars(window: MainWindow) -> list[QTabBar]:
    return [tabs for tabs in window.findChildren(QTabBar) if tabs.isVisible() and tabs.parent() is window]


def beside(window: MainWindow, name: str) -> set[str]:
    """Return the names of the panels that are tabs of the same stack."""
    docks = window.tabifiedDockWidgets(dock(window, name))
    return {other.objectName().removeprefix("dock_") for other in docks}


@pytest.mark.parametrize("size", [LAPTOP, SMALL_LAPTOP], ids=["laptop", "small_laptop"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_panels_fit_a_low_screen(open_window: Opener, qtbot: QtBot, size: QSize, layout: str) -> None:
    window = open_window(size)
    window.workspace.arrange(layout)
    for panel in PANELS:
        window.workspace.show(panel.name)
        qtbot.waitUntil(window.workspace.panel(panel.name).isVisible)
    qtbot.wait(50)
    assert window.size() == size
    least = window.minimumSizeHint()
    assert least.width() <= size.width()
    assert least.height() <= size.height()


def test_two_stacks_of_all_panels_fit_a_low_screen(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(HIGH)
    window.workspace.arrange("Explore")
    for panel in PANELS:
        window.workspace.show(panel.name)
    qtbot.wait(50)
    assert window.minimumSizeHint().height() <= SMALL_LAPTOP.height()
    window.resize(SMALL_LAPTOP)
    qtbot.wait(50)
    assert window.size() == SMALL_LAPTOP


def test_what_has_too_little_room_is_scrolled_to(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.show("house")
    house = window.workspace.panel("house")
    qtbot.waitUntil(house.isVisible)
    scroll = dock(window, "house").widget()
    assert isinstance(scroll, QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
    assert house.size() == scroll.viewport().size()
    window.resizeDocks([dock(window, "house")], [420], Qt.Orientation.Horizontal)
    window.resize(LAPTOP.width(), 500)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: house.height() == house.minimumSizeHint().height())
    assert house.width() == scroll.viewport().width()


def test_a_layout_of_a_high_window_is_not_forced_on_a_low_screen(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(HIGH)
    window.workspace.arrange("Explore")
    assert "detail" not in beside(window, "what_if")
    window.close()
    again = open_window()
    room = again.screen().availableSize()  # of the tests' own screen, 800 x 800
    assert again.height() <= room.height()
    assert again.minimumSizeHint().width() <= room.width()
    assert "detail" in beside(again, "what_if")


@pytest.mark.parametrize("when", ["before it is shown", "as it is shown"])
def test_the_first_layout_suits_the_size_that_a_window_is_given(when: str, qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    assert dock(window, "map").isHidden()
    with qtbot.waitSignal(window.workspace.filled):
        if when == "as it is shown":
            window.show()
        window.resize(HIGH)
        window.show()
    assert dock(window, "map").isVisible()
    assert "detail" not in beside(window, "what_if")


def test_a_low_window_remembers_its_own_layout(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(QSize(800, 640))
    window.workspace.arrange("Edit")
    dock(window, "why").hide()
    window.close()
    assert dock(open_window(), "why").isHidden()


@pytest.mark.parametrize("layout", ["Explore", "Edit"])
@pytest.mark.parametrize("size", [LAPTOP, HIGH, QSize(2560, 1440)], ids=["laptop", "high", "large"])
def test_tabs_are_read_in_full(open_window: Opener, qtbot: QtBot, size: QSize, layout: str) -> None:
    window = open_window(size)
    window.workspace.arrange(layout)
    qtbot.wait(50)
    titles = {panel.title for panel in PANELS}
    assert tab_bars(window)
    for tabs in tab_bars(window):
        assert tabs.elideMode() == Qt.TextElideMode.ElideNone
        for tab in range(tabs.count()):
            assert tabs.tabText(tab) in titles
            assert tabs.tabToolTip(tab) == tabs.tabText(tab)
            width = tabs.fontMetrics().horizontalAdvance(tabs.tabText(tab))
            assert tabs.tabRect(tab).width() >= width
            assert tabs.rect().contains(tabs.tabRect(tab))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_chosen_again_still_has_tabs(window: MainWindow, qtbot: QtBot, layout: str) -> None:
    counts = []
    for _ in range(3):
        window.workspace.arrange(layout)
        qtbot.wait(50)
        seen = [tabs.count() for tabs in tab_bars(window) if not tabs.visibleRegion().isEmpty()]
        counts.append(sorted(seen))
        window.workspace.restore_arrangement(window.workspace.arrangement())
    assert counts[0]
    assert counts == [counts[0]] * 3
    assert all(dock(window, name).isHidden() for name in ("chances", "compare"))


def test_tabs_that_do_not_fit_are_scrolled_to(window: MainWindow, qtbot: QtBot) -> None:
    for panel in PANELS:
        window.workspace.show(panel.name)
    qtbot.wait(50)
    (tabs,) = (bar for bar in tab_bars(window) if "What if" in map(bar.tabText, range(bar.count())))
    assert tabs.usesScrollButtons()
    widths = [tabs.tabRect(tab).width() for tab in range(tabs.count())]
    assert sum(widths) > tabs.width()
    for tab, width in enumerate(widths):
        assert width >= tabs.fontMetrics().horizontalAdvance(tabs.tabText(tab))


def test_a_picture_comes_up_among_the_pictures(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.arrange("Explore")
    dock(window, "scatter").hide()
    window.removeDockWidget(dock(window, "scatter"))
    window.workspace.show("scatter")
    assert beside(window, "scatter") >= set(PICTURES) - {"scatter"}
    window.workspace.arrange("Edit")
    window.workspace.show("house")
    assert "what_if" in beside(window, "house")


def arrangement(window: MainWindow) -> dict[str, object]:
    """Return what is open, what floats, what is in front, and which are tabs of one stack."""
    docks = {panel.name: dock(window, panel.name) for panel in PANELS}
    opened = {name for name, one in docks.items() if not one.isHidden()}
    seen = {name for name in opened if not window.workspace.panel(name).visibleRegion().isEmpty()}
    table = window.findChild(QTableView, "constituency_table")
    assert table is not None
    return {
        "open": opened,
        "floating": {name for name in opened if docks[name].isFloating()},
        "in front": seen,
        "tabs": {frozenset({name, *beside(window, name)}) for name in opened},
        "table": table.isVisible(),
    }


@pytest.mark.qt_log_ignore("This plugin does not support raise")
@pytest.mark.parametrize(
    "with_floated_and_closed", [False, True], ids=["as laid out", "one floats, one closed"]
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_open_survives_a_presentation_and_a_restart(
    open_window: Opener, qtbot: QtBot, layout: str, with_floated_and_closed: bool
) -> None:
    window = open_window(QSize(760, 660))
    window.workspace.arrange("Explore")
    window.workspace.arrange(layout)
    floated, closed, front = ("map", "flow", "house") if layout == PRESENT else ("why", "swing", "moves")
    if with_floated_and_closed:
        dock(window, floated).setFloating(True)
        dock(window, floated).move(30, 30)
        dock(window, closed).close()
    window.workspace.show(front)
    qtbot.wait(300)
    before = arrangement(window)
    for name in floated, closed:
        assert (name in cast("set[str]", before["open"])) is not (with_floated_and_closed and name == closed)
    present = window.findChild(QAction, "action_present")
    assert present is not None
    present.trigger()
    assert arrangement(window)["open"] == {"map", "house", "flow"}
    present.trigger()
    qtbot.wait(300)
    assert arrangement(window) == before
    window.close()
    again = open_window()
    qtbot.wait(300)
    assert arrangement(again) == before


def test_a_panel_that_was_not_open_comes_up_among_the_others_after_a_restart(open_window: Opener) -> None:
    window = open_window(QSize(760, 660))
    window.workspace.arrange("Explore")
    window.workspace.arrange("Edit")
    window.close()
    again = open_window()
    again.workspace.show("house")
    assert "what_if" in beside(again, "house")


@pytest.mark.parametrize(("height", "beside_house"), [(768, {"flow"}), (1500, set())])
def test_a_low_presentation_has_the_house_and_the_flow_as_tabs(
    window: MainWindow, height: int, beside_house: set[str]
) -> None:
    present = window.findChild(QAction, "action_present")
    assert present is not None
    present.trigger()
    window.resize(1366, height)
    assert beside(window, "house") == beside_house
    present.trigger()


def test_the_table_is_there_again_after_present(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.arrange(PRESENT)
    qtbot.waitUntil(window.workspace.panel("map").isVisible)
    table = window.findChild(QTableView, "constituency_table")
    assert table is not None
    assert not table.isVisible()
    window.workspace.arrange("Edit")
    assert table.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_buttons_of_title_bars_stand_out_when_dark(window: MainWindow, qtbot: QtBot) -> None:
    action = next(action for action in window.findChildren(QAction) if action.data() == "dark")
    action.trigger()
    present = window.findChild(QAction, "action_present")
    assert present is not None
    present.trigger()
    present.trigger()
    one = dock(window, "what_if")
    one.setFloating(True)
    one.setFloating(False)
    qtbot.wait(300)
    text = QColor(DARK.text)
    for name in "qt_dockwidget_closebutton", "qt_dockwidget_floatbutton":
        button = one.findChild(QAbstractButton, name)
        assert button is not None
        assert button.isVisible()
        picture = button.grab().toImage()
        pixels = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        assert max(map(luminance, pixels)) > 0.6 * luminance(text)
