"""What every chart can do besides showing itself: draw itself anywhere, for a file, a page or a slide."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ukvote_gui.theme.colours import Colours


class Picture(Protocol):
    """A chart that can be exported."""

    def picture_title(self) -> str:
        """Return what the picture shows, as a heading."""
        ...

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        """Draw what is shown, with its legend and units, into ``rect``, with text as text."""
        ...
