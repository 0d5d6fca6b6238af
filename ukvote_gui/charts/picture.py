"""What every chart can do besides showing itself: draw itself anywhere, for a file, a page or a slide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class Album(Protocol):
    """A chart of which a report shows other pictures than the one in the window."""

    def report_pictures(self) -> Sequence[Picture]:
        """Return what a report is to show, whatever a person looks at."""
        ...


def report_pictures(chart: Picture) -> Sequence[Picture]:
    """Return what a report shows of a chart: its own picture, unless it says otherwise."""
    return chart.report_pictures() if isinstance(chart, Album) else (chart,)
