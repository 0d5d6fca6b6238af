"""Making the panels, each when it is due, so that the window is there soon."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.workspace.panels import PANELS, Made, Panel
from ukvote_gui.views.workspace.scroll_room import ScrollRoom

WARMED = ("numpy.ma", "ukvote_gui.views.moves.editors")
"""Loaded once the window is there, not in the first step of a drag (np.unique) or with the first move."""
BREATH_MS = 10
"""Between the first paint and the panels that come after it, and between these: the window stays live."""


class PanelMaker(QObject):
    """Makes the panels and puts them into their docks.

    Attributes:
        painted: whether the window has been painted.

    Signals:
        filled: the panels that are made after the first paint are there.
    """

    filled = Signal()

    def __init__(
        self, window: QMainWindow, docks: Mapping[str, QDockWidget], session: Session, theme: Theme
    ) -> None:
        super().__init__(window)
        self.painted = False
        self._window = window
        self._docks = docks
        self._session = session
        self._theme = theme
        self._panels: dict[str, QWidget] = {}
        self._ahead: dict[str, QWidget] = {}
        self._unfilled: list[Panel] = []
        self._complete = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BREATH_MS)
        self._timer.timeout.connect(self._fill_next)
        for panel in PANELS:
            if panel.made is Made.AT_ONCE:
                self._fill(panel)
                continue
            docks[panel.name].visibilityChanged.connect(self._on_visibility_changed)
            if panel.made is Made.AHEAD:
                self._ahead[panel.name] = self._make(panel)
                self._ahead[panel.name].hide()
            if panel.made is not Made.WHEN_SHOWN:
                self._unfilled.append(panel)
        self._timer.start()

    def panel(self, name: str) -> QWidget:
        """Return the panel, made now where it has not been."""
        if name not in self._panels:
            self._fill(next(panel for panel in PANELS if panel.name == name))
        return self._panels[name]

    def on_first_paint(self) -> None:
        """Go on to make the panels that had to wait."""
        if not self.painted:
            self.painted = True
            self._timer.start()

    def _make(self, panel: Panel) -> QWidget:
        module, maker = panel.maker.split(":")
        made: QWidget = getattr(import_module(module), maker)(self._session, self._theme, self._window)
        return made

    def _fill(self, panel: Panel) -> None:
        made = self._ahead.pop(panel.name) if panel.name in self._ahead else self._make(panel)
        self._panels[panel.name] = made
        self._docks[panel.name].setWidget(ScrollRoom(made))

    def _fill_next(self) -> None:
        """Make one more panel, once the first paint is done or nobody waits for it."""
        if self._window.isVisible() and not self.painted:
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

    def _on_visibility_changed(self, visible: bool) -> None:
        # While docks are laid out, all are shown for a moment; who is still seen then is filled.
        if visible and self.painted:
            self._timer.start()
