"""The docks of the main window: what is in them, how they are laid out, and how they were."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QWidget

from ukvote_gui.charts.picture import Picture
from ukvote_gui.state.session import Session
from ukvote_gui.state.settings import Settings
from ukvote_gui.theme import Theme
from ukvote_gui.theme.icons import DockStyle
from ukvote_gui.views.workspace.arrangement import TABLE, Arrangement
from ukvote_gui.views.workspace.layouts import LAYOUTS, PRESENT, Room
from ukvote_gui.views.workspace.panel_maker import PanelMaker
from ukvote_gui.views.workspace.panels import KINDRED_OF_PICTURES, PANELS, PICTURES
from ukvote_gui.views.workspace.screens import on_a_screen

LAYOUT_VERSION = 2
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_ACROSS = Qt.Orientation.Horizontal
_DOWN = Qt.Orientation.Vertical


class Workspace(QObject):
    """Makes the docks of a main window, has them filled, lays them out, and remembers how they were.

    Signals:
        filled: the panels that are made after the first paint are there.
    """

    filled = Signal()

    def __init__(self, window: QMainWindow, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._room = Room(window)
        self._style = DockStyle(theme, self)
        self._docks: dict[str, QDockWidget] = {}
        self._automatic: tuple[str, QSize] | None = None
        self._presented_high: bool | None = None
        for panel in PANELS:
            dock = QDockWidget(panel.title, window)
            dock.setObjectName(f"dock_{panel.name}")
            dock.setStyle(self._style)
            self._docks[panel.name] = dock
        self._maker = PanelMaker(window, self._docks, session, theme)
        self._maker.filled.connect(self.filled)
        theme.changed.connect(self._on_theme_changed)

    # What is in the docks

    def panel(self, name: str) -> QWidget:
        """Return the panel, made now where it has not been."""
        return self._maker.panel(name)

    def pictures(self) -> list[Picture]:
        """Return the panels that can be exported."""
        return [cast("Picture", self.panel(name)) for name in PICTURES]

    def on_first_paint(self) -> None:
        """Go on to make the panels that had to wait."""
        self._maker.on_first_paint()

    def show(self, name: str) -> None:
        """Bring a panel to the front, wherever it is."""
        dock = self._docks[name]
        if not self._is_placed(dock):
            self._window.addDockWidget(_RIGHT, dock)
            kin = KINDRED_OF_PICTURES if name in KINDRED_OF_PICTURES else ()
            beside = (self._docks[other] for other in (*kin, *self._docks) if other != name)
            placed = (other for other in beside if self._is_placed(other) and not other.isFloating())
            if (neighbour := next(placed, None)) is not None:
                self._window.tabifyDockWidget(neighbour, dock)
        dock.show()
        dock.raise_()

    def show_titles(self, shown: bool) -> None:
        """Show the title bars of the panels, or leave their room to the panels."""
        for dock in self._docks.values():
            old = dock.titleBarWidget()
            dock.setTitleBarWidget(None if shown else QWidget(dock))  # type: ignore[arg-type]  # stub lacks None
            if old is not None:
                old.deleteLater()

    # Menus

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

    # Layouts

    def arrange(self, name: str = "") -> None:
        """Lay the panels out as one of the layouts says, or as suits the room there is."""
        self._automatic = None if name else self._suited()
        self._lay_out(name or self._room.suited_layout(), self._room.is_high())

    def adapt(self, *, presenting: bool = False) -> None:
        """Lay the panels out anew where the window is given another size unseen, or in a presentation."""
        if not self._maker.painted and self._automatic not in (None, self._suited()):
            self.arrange()
        elif presenting and self._presented_high is not None:
            high = self._room.is_high(self._window.size())
            if high != self._presented_high:
                self._lay_out(PRESENT, high)

    def _suited(self) -> tuple[str, QSize]:
        return self._room.suited_layout(), self._room.size()

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
            self._window.resizeDocks(stacks, self._room.heights_of(column), _DOWN)
        if is_one_stack:
            self._take_out(aside)
        self._window.resizeDocks(heads, [self._room.width_of(column) for column in columns], _ACROSS)

    # How it was

    def restore(self, settings: Settings) -> None:
        """Lay the panels out as they were in a window as high as this, where that still has room.

        Those that were on a screen that has gone are brought back.
        """
        remembered = Arrangement.from_bytes(settings.bytes_of(self._state_key()))
        if not self.restore_arrangement(remembered) or not self._room.fits():
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

    def _state_key(self) -> str:
        return f"window/state/{'high' if self._room.is_high() else 'low'}"

    # Places

    def _is_placed(self, dock: QDockWidget) -> bool:
        return dock.isFloating() or self._window.dockWidgetArea(dock) != Qt.DockWidgetArea.NoDockWidgetArea

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

    def _on_theme_changed(self) -> None:
        for dock in self._docks.values():
            dock.setStyle(self._style)  # again, for Qt to ask for its icons

    def _on_panel_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show(str(action.data()))

    def _on_layout_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.arrange(str(action.data()))
