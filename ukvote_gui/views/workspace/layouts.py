"""Ready-made layouts of the panels, and which of them suits the room that a window has."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow

from ukvote_gui.views.workspace.panels import PICTURES
from ukvote_gui.views.workspace.screens import FRAME_HEIGHT

HIGH_WINDOW = 70
"""Lines of text from which two panels fit one below the other."""
WIDE_WINDOW = 97
"""Width, in heights of a line of text, from which a picture fits between the table and the panels."""
PANEL_WIDTH = (420, 520)
"""The least and the most pixels of width that a column of panels gets at first."""
EDITORS_HEIGHT = 38
"""Lines of text that editors get of a column with another stack below, or half of it if that is more."""
ROUND_COLUMN = 16
"""Lines of text that a window has above and below its columns."""
PICTURE_PART = 0.34
"""The part of the window's width that a column of pictures gets at first."""

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
_BOTH = ("what_if", "detail", "moves", "swing", "why")
LAYOUTS = {
    "Explore": Layout(
        high=(((*PICTURES, "battleground"),), (_EDITORS, _ANSWERS)),
        low=((PICTURES,), (_BOTH,)),
    ),
    "Edit": Layout(
        high=(((*_EDITORS, "battleground"), _ANSWERS),),
        low=((_BOTH,),),
    ),
    PRESENT: Layout(high=((("map",),), (("house",), ("flow",))), low=((("map",),), (("house", "flow"),))),
}


class Room:
    """The room that a window has for its panels, and what suits it."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window

    def size(self) -> QSize:
        """Return the size that the window has, or will have once it has come to be in its state."""
        state, screen = self._window.windowState(), self._window.screen()
        if state & Qt.WindowState.WindowFullScreen:
            return screen.size()
        if state & Qt.WindowState.WindowMaximized and not self._window.isVisible():
            return screen.availableSize()
        return self._window.size()

    def is_high(self, size: QSize | None = None) -> bool:
        """Return whether two panels fit one below the other, or would if the window were of another size."""
        return (size or self.size()).height() >= HIGH_WINDOW * self._window.fontMetrics().height()

    def fits(self) -> bool:
        """Return whether all that is laid out fits on the window's screen."""
        least, room = self._window.minimumSizeHint(), self._window.screen().availableSize()
        return least.width() <= room.width() and least.height() + FRAME_HEIGHT <= room.height()

    def suited_layout(self) -> str:
        """Return the name of the layout that suits the room."""
        wide = self.size().width() >= WIDE_WINDOW * self._window.fontMetrics().height()
        return "Explore" if wide else "Edit"

    def heights_of(self, column: Column) -> list[int]:
        """Return in which proportions the stacks of a column share its height at first."""
        line = self._window.fontMetrics().height()
        height = self.size().height() - ROUND_COLUMN * line
        part = height // len(column)
        if len(column) != 2 or column[0][0] not in _EDITORS:
            return [part] * len(column)
        upper = max(part, EDITORS_HEIGHT * line)
        return [upper, height - upper]

    def width_of(self, column: Column) -> int:
        """Return how many pixels of width a column gets at first."""
        width = self.size().width()
        if column[0][0] in PICTURES:
            return round(width * PICTURE_PART)
        least, most = PANEL_WIDTH
        return min(max(least, round(width * 0.3)), most)
