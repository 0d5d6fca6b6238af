"""The panels around the table: what there is, when it is made, and how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QMainWindow,
    QMenu,
    QScrollArea,
    QWidget,
)

from ukvote_gui.charts.picture import Picture
from ukvote_gui.state.session import Session
from ukvote_gui.state.settings import Settings
from ukvote_gui.theme import Theme
from ukvote_gui.theme.icons import DockStyle

LAYOUT_VERSION = 2
HIGH_WINDOW = 60
"""Lines of text from which two panels fit one below the other."""
WIDE_WINDOW = 97
"""Width, in heights of a line of text, from which a picture fits between the table and the panels."""
FRAME_HEIGHT = 40
"""Pixels that a title bar may take of a screen."""
LEAST_HEIGHT = 150
"""Pixels of height to which a panel can be made smaller; what it then has no room for is scrolled to."""
PANEL_WIDTH = (420, 520)
"""The least and the most pixels of width that a column of panels gets at first."""
PICTURE_PART = 0.34
"""The part of the window's width that a column of pictures gets at first."""
WARMED = ("numpy.ma", "ukvote_gui.views.moves.pact_editor", "ukvote_gui.views.moves.editors")
"""Loaded once the window is there, not in the first step of a drag (np.unique) or with the first move."""
BREATH_MS = 10
"""Between the first paint and the panels that come after it, and between these: the window stays live."""
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_ACROSS = Qt.Orientation.Horizontal
_DOWN = Qt.Orientation.Vertical


class Made(Enum):
    """When a panel is made: the later, the sooner the window is there."""

    AT_ONCE = "with the window"
    AHEAD = "with the window, but put in its place after the first paint"
    SOON = "after the first paint"
    WHEN_SHOWN = "when it is first shown"


@dataclass(frozen=True)
class Panel:
    """A panel: its object name without ``dock_``, its title, where its class is, and when it is made."""

    name: str
    title: str
    maker: str
    made: Made = Made.WHEN_SHOWN


PANELS = (
    Panel("what_if", "What if", "ukvote_gui.views.what_if_editor:WhatIfEditor", Made.AT_ONCE),
    Panel("detail", "Constituency", "ukvote_gui.views.detail_panel:DetailPanel", Made.AT_ONCE),
    Panel("moves", "Moves", "ukvote_gui.views.moves:MovesPanel", Made.AHEAD),
    Panel("swing", "Swing", "ukvote_gui.views.swing_panel:SwingPanel", Made.SOON),
    Panel("map", "Map", "ukvote_gui.charts.map.map_view:MapView", Made.AHEAD),
    Panel("house", "House", "ukvote_gui.charts.house:HouseChart"),
    Panel("flow", "Vote flow", "ukvote_gui.charts.flow_chart:FlowChart"),
    Panel("swings", "Swingometer", "ukvote_gui.charts.swing_chart:SwingChart"),
    Panel("scatter", "Scatter", "ukvote_gui.charts.scatter:ScatterChart"),
    Panel("why", "Why", "ukvote_gui.views.why_panel:WhyPanel"),
    Panel("break_even", "Break-even", "ukvote_gui.views.break_even:BreakEvenPanel"),
    Panel("chances", "Chances", "ukvote_gui.views.chances_panel:ChancesPanel"),
    Panel("compare", "Compare", "ukvote_gui.views.compare_panel:ComparePanel"),
    Panel("battleground", "Battleground", "ukvote_gui.views.battleground_panel:BattlegroundPanel"),
)
TABLE = "table"
"""What the table in the middle of the window is called among what has a place."""
PICTURES = ("map", "house", "flow", "swings", "scatter")
"""Names of the panels that are pictures, in the order in which they are exported."""

Column = tuple[tuple[str, ...], ...]
"""Stacks of panels from top to bottom; those of one stack are tabs."""


@dataclass(frozen=True)
class Layout:
    """The columns to the right of the table, in a window that is high, and in one that is low."""

    high: tuple[Column, ...]
    low: tuple[Column, ...]


PRESENT = "Present"
_EDITORS = ("what_if", "moves", "swing")
_ANSWERS = ("detail", "why", "break_even", "chances", "compare")
_PICTURES = (*PICTURES, "battleground")
_BOTH = ("what_if", "detail", "moves", "swing", "why")
LAYOUTS = {
    "Explore": Layout(
        high=((_PICTURES,), (_EDITORS, _ANSWERS)),
        low=((PICTURES,), (_BOTH,)),
    ),
    "Edit": Layout(
        high=(((*_EDITORS, "battleground"), _ANSWERS),),
        low=((_BOTH,),),
    ),
    PRESENT: Layout(high=((("map",),), (("house",), ("flow",))), low=((("map",),), (("house", "flow"),))),
}


@dataclass(frozen=True)
class Arrangement:
    """How the panels are laid out at some time: Qt's state, and the names of all that has a place in it."""

    state: QByteArray
    placed: frozenset[str]

    def to_bytes(self) -> QByteArray:
        """Return it as bytes to remember."""
        return QByteArray(" ".join(sorted(self.placed)).encode() + b"\n" + self.state.data())

    @classmethod
    def from_bytes(cls, remembered: QByteArray) -> Arrangement:
        """Return what was remembered."""
        placed, _, state = bytes(remembered.data()).partition(b"\n")
        return cls(QByteArray(state), frozenset(placed.decode(errors="replace").split()))


class _Page(QWidget):
    """Holds a panel at the size there is; a layout would have it as high as its wrapped text would like."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        panel.setParent(self)
        panel.show()

    def minimumSizeHint(self) -> QSize:
        return self._panel.minimumSizeHint()

    def sizeHint(self) -> QSize:
        return self._panel.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.resize(event.size())


class _Room(QScrollArea):
    """The room that a panel has in its dock; where that is less than it wants, it can be scrolled."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._page = _Page(panel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._page)

    def minimumSizeHint(self) -> QSize:
        least = self._page.minimumSizeHint()
        return QSize(least.width(), min(least.height(), LEAST_HEIGHT))

    def sizeHint(self) -> QSize:
        return self._page.sizeHint()


class Workspace(QObject):
    """Makes the docks of a main window, fills them, lays them out, and remembers how they were.

    Signals:
        filled: the panels that are made after the first paint are there.
    """

    filled = Signal()

    def __init__(self, window: QMainWindow, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._style = DockStyle(theme, self)
        self._docks: dict[str, QDockWidget] = {}
        self._panels: dict[str, QWidget] = {}
        self._ahead: dict[str, QWidget] = {}
        self._unfilled: list[Panel] = []
        self._painted = False
        self._complete = False
        self._automatic: tuple[str, QSize] | None = None
        self._presented_high: bool | None = None
        for panel in PANELS:
            dock = QDockWidget(panel.title, window)
            dock.setObjectName(f"dock_{panel.name}")
            dock.setStyle(self._style)
            self._docks[panel.name] = dock
            if panel.made is Made.AT_ONCE:
                self._fill(panel)
                continue
            dock.visibilityChanged.connect(self._on_visibility_changed)
            if panel.made is Made.AHEAD:
                self._ahead[panel.name] = self._make(panel)
                self._ahead[panel.name].hide()
            if panel.made is not Made.WHEN_SHOWN:
                self._unfilled.append(panel)
        theme.changed.connect(self._on_theme_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BREATH_MS)
        self._timer.timeout.connect(self._fill_next)
        self._timer.start()

    def panel(self, name: str) -> QWidget:
        """Return the panel, made now where it has not been."""
        if name not in self._panels:
            self._fill(next(panel for panel in PANELS if panel.name == name))
        return self._panels[name]

    def pictures(self) -> list[Picture]:
        """Return the panels that can be exported."""
        return [cast("Picture", self.panel(name)) for name in PICTURES]

    def show(self, name: str) -> None:
        """Bring a panel to the front, wherever it is."""
        dock = self._docks[name]
        if not self._is_placed(dock):
            self._window.addDockWidget(_RIGHT, dock)
            kin = _PICTURES if name in _PICTURES else ()
            beside = (self._docks[other] for other in (*kin, *self._docks) if other != name)
            placed = (other for other in beside if self._is_placed(other) and not other.isFloating())
            if (neighbour := next(placed, None)) is not None:
                self._window.tabifyDockWidget(neighbour, dock)
        dock.show()
        dock.raise_()

    def _is_placed(self, dock: QDockWidget) -> bool:
        return dock.isFloating() or self._window.dockWidgetArea(dock) != Qt.DockWidgetArea.NoDockWidgetArea

    def on_first_paint(self) -> None:
        """Go on to make the panels that had to wait."""
        if not self._painted:
            self._painted = True
            self._timer.start()

    def add_to_menu(self, menu: QMenu) -> None:
        """Add an action a panel that brings it to the front."""
        for number, panel in enumerate(PANELS, start=1):
            action = menu.addAction(panel.title)
            action.setObjectName(f"action_show_{panel.name}")
            action.setData(panel.name)
            if number <= 9:
                action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(self._on_panel_chosen)
            self._window.addAction(action)

    def add_layouts_to_menu(self, menu: QMenu) -> None:
        """Add an action a ready-made layout."""
        for name in LAYOUTS:
            action = menu.addAction(f"&{name}")
            action.setObjectName(f"action_layout_{name.lower()}")
            action.setData(name)
            action.triggered.connect(self._on_layout_chosen)

    def arrange(self, name: str = "") -> None:
        """Lay the panels out as one of the layouts says, or as suits the room there is."""
        self._automatic = None if name else self._suited()
        self._lay_out(name or self._default_layout(), self._is_high())

    def _lay_out(self, name: str, high: bool) -> None:
        self._presented_high = high if name == PRESENT else None
        columns = LAYOUTS[name].high if high else LAYOUTS[name].low
        self._show_table(name != PRESENT)
        self._take_out_all()
        heads = [self._docks[column[0][0]] for column in columns]
        self._window.addDockWidget(_RIGHT, heads[0])
        for left, right in pairwise(heads):
            self._window.splitDockWidget(left, right, _ACROSS)
        # After one stack alone, Qt shows no tabs for another one alone, unless there is more at first.
        is_one_stack = len(columns) == 1 and len(columns[0]) == 1
        aside = next(dock for name_, dock in self._docks.items() if name_ not in columns[0][0])
        if is_one_stack:
            self._window.splitDockWidget(heads[0], aside, _ACROSS)
        for column in columns:
            stacks = [self._docks[stack[0]] for stack in column]
            for upper, lower in pairwise(stacks):
                self._window.splitDockWidget(upper, lower, _DOWN)
            for stack in column:
                for name_ in stack[1:]:
                    self._window.tabifyDockWidget(self._docks[stack[0]], self._docks[name_])
                for name_ in stack:
                    self._docks[name_].show()
                self._docks[stack[0]].raise_()
            # Asked for more than there is, each gets an equal part.
            self._window.resizeDocks(stacks, [self._size().height()] * len(stacks), _DOWN)
        if is_one_stack:
            self._take_out(aside)
        self._window.resizeDocks(heads, [self._width(column) for column in columns], _ACROSS)

    def adapt(self, *, presenting: bool = False) -> None:
        """Lay the panels out anew where the window is given another size unseen, or in a presentation."""
        if not self._painted and self._automatic not in (None, self._suited()):
            self.arrange()
        elif presenting and self._presented_high is not None:
            high = self._is_high(self._window.size())
            if high != self._presented_high:
                self._lay_out(PRESENT, high)

    def show_titles(self, shown: bool) -> None:
        """Show the title bars of the panels, or leave their room to the panels."""
        for dock in self._docks.values():
            old = dock.titleBarWidget()
            dock.setTitleBarWidget(None if shown else QWidget(dock))  # type: ignore[arg-type]  # stub lacks None
            if old is not None:
                old.deleteLater()

    def restore(self, settings: Settings) -> None:
        """Lay the panels out as they were in a window as high as this, where that still has room.

        Those that were on a screen that has gone are brought back.
        """
        remembered = Arrangement.from_bytes(settings.bytes_of(self._state_key()))
        if not self.restore_arrangement(remembered) or not self._fits():
            self.arrange()
        for dock in self._docks.values():
            if dock.isFloating() and not on_a_screen(dock):
                dock.setFloating(False)

    def remember(self, settings: Settings) -> None:
        """Remember how the panels are laid out in a window as high as this."""
        settings.set_bytes(self._state_key(), self.arrangement().to_bytes())

    def arrangement(self) -> Arrangement:
        """Return how the panels are laid out."""
        placed = [name for name, dock in self._docks.items() if self._is_placed(dock)]
        table = self._window.centralWidget()
        if table is not None and not table.isHidden():
            placed.append(TABLE)
        return Arrangement(self._window.saveState(LAYOUT_VERSION), frozenset(placed))

    def restore_arrangement(self, arrangement: Arrangement) -> bool:
        """Lay the panels out as they were; return whether that is known."""
        self._show_table(TABLE in arrangement.placed)
        self._take_out_all()
        self._automatic = self._presented_high = None
        if not self._window.restoreState(arrangement.state, LAYOUT_VERSION):
            return False
        for name, dock in self._docks.items():
            if name not in arrangement.placed:
                self._take_out(dock)
        return True

    def _show_table(self, shown: bool) -> None:
        if table := self._window.centralWidget():
            table.setVisible(shown)

    def _take_out_all(self) -> None:
        # What is laid out anew while docks are in tabs leaves their tab bars behind.
        for dock in self._docks.values():
            dock.setFloating(False)
            self._take_out(dock)

    def _take_out(self, dock: QDockWidget) -> None:
        # Qt keeps the place of a dock taken out, and would save it as that of an open one.
        dock.hide()
        self._window.removeDockWidget(dock)

    def _state_key(self) -> str:
        return f"window/state/{'high' if self._is_high() else 'low'}"

    def _is_high(self, size: QSize | None = None) -> bool:
        return (size or self._size()).height() >= HIGH_WINDOW * self._window.fontMetrics().height()

    def _size(self) -> QSize:
        """Return the size that the window has, or will have once it has come to be in its state."""
        state, screen = self._window.windowState(), self._window.screen()
        if state & Qt.WindowState.WindowFullScreen:
            return screen.size()
        if state & Qt.WindowState.WindowMaximized and not self._window.isVisible():
            return screen.availableSize()
        return self._window.size()

    def _fits(self) -> bool:
        """Return whether all that is laid out fits on the window's screen."""
        least, room = self._window.minimumSizeHint(), self._window.screen().availableSize()
        return least.width() <= room.width() and least.height() + FRAME_HEIGHT <= room.height()

    def _suited(self) -> tuple[str, QSize]:
        return self._default_layout(), self._size()

    def _default_layout(self) -> str:
        wide = self._size().width() >= WIDE_WINDOW * self._window.fontMetrics().height()
        return "Explore" if wide else "Edit"

    def _width(self, column: Column) -> int:
        width = self._size().width()
        if column[0][0] in PICTURES:
            return round(width * PICTURE_PART)
        least, most = PANEL_WIDTH
        return min(max(least, round(width * 0.3)), most)

    def _on_visibility_changed(self, visible: bool) -> None:
        # While docks are laid out, all are shown for a moment; who is still seen then is filled.
        if visible and self._painted:
            self._timer.start()

    def _on_theme_changed(self) -> None:
        for dock in self._docks.values():
            dock.setStyle(self._style)  # again, for Qt to ask for its icons

    def _make(self, panel: Panel) -> QWidget:
        module, maker = panel.maker.split(":")
        made: QWidget = getattr(import_module(module), maker)(self._session, self._theme, self._window)
        return made

    def _fill(self, panel: Panel) -> None:
        made = self._ahead.pop(panel.name) if panel.name in self._ahead else self._make(panel)
        self._panels[panel.name] = made
        self._docks[panel.name].setWidget(_Room(made))

    def _fill_next(self) -> None:
        """Make one more panel, once the first paint is done or nobody waits for it."""
        if self._window.isVisible() and not self._painted:
            return
        if self._unfilled:
            self.panel(self._unfilled.pop(0).name)
            self._timer.start()
            return
        for name, dock in self._docks.items():
            if name not in self._panels and not dock.visibleRegion().isEmpty():
                self.panel(name)
        if not self._complete:
            self._complete = True
            for module in WARMED:
                import_module(module)
            self.filled.emit()

    def _on_panel_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show(str(action.data()))

    def _on_layout_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.arrange(str(action.data()))


def on_a_screen(window: QWidget) -> bool:
    """Return whether enough of a window's title bar is on a screen to get hold of it."""
    frame = window.frameGeometry()
    frame.setHeight(40)
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(frame)
        if seen.width() >= 80 and seen.height() >= 20:
            return True
    return False
