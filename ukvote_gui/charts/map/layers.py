"""The map in a window: layers of pixels, each kept as long as it is true."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from ukvote_gui.charts.map.drawing import View
from ukvote_gui.charts.map.legend import Legend
from ukvote_gui.charts.map.raster import Raster
from ukvote_gui.charts.map.scene import Scene, legend_corner

_ARGB = QImage.Format.Format_ARGB32_Premultiplied


class Layers:
    """Pixels of one view of the map, in which only what has changed is made anew.

    From below: the constituencies in their colours, hatching and lines, what stands out; and the legend.
    """

    def __init__(self, scene: Scene, view: View, size: QSizeF, pixel_ratio: float, font: QFont) -> None:
        self._view = view
        self._rect = QRectF(QPointF(0, 0), size)
        self._ratio = pixel_ratio
        self._font = font
        self._raster = Raster(scene.drawing, view, size, pixel_ratio)
        self._hatched: bytes | None = None
        self._lines = QImage()
        self._coloured: tuple[object, ...] = ()
        self._explained: tuple[object, ...] = ()
        self._legend: Legend | None = None
        self._legend_image = QImage()

    def seat_at(self, point: QPointF) -> int | None:
        """Return the position of the constituency at a point, or None in the sea."""
        return self._raster.seat_at(point)

    def show(self, scene: Scene) -> None:
        """Make what a scene changes, which has the same outlines and tokens as the first."""
        hatched = scene.colouring.missing.tobytes()
        if hatched != self._hatched:
            self._hatched = hatched
            self._draw_lines(scene)
        numbers = scene.numbers()
        # Marks follow from the colouring, whose colours may stay when its figures change.
        marked_by = scene.colouring if scene.with_marks else None
        coloured = (numbers.tobytes(), scene.changed.tobytes(), hatched, marked_by)
        if coloured != self._coloured:
            self._coloured = coloured
            self._raster.colour(numbers)
            painter = QPainter(self._raster.image)
            painter.drawImage(0, 0, self._lines)
            scene.paint_over(painter, self._view, self._rect, self._font)
            painter.end()
        explained = (scene.sections(), scene.with_marks)
        if explained != self._explained:
            self._explained = explained
            self._legend = scene.legend(self._font, self._rect.width())
            self._legend_image = self._transparent(self._legend.size)
            painter = QPainter(self._legend_image)
            self._legend.paint(painter, QPointF(0, 0), scene.tokens)
            painter.end()

    def _draw_lines(self, scene: Scene) -> None:
        self._lines = self._transparent(self._rect.size())
        painter = QPainter(self._lines)
        scene.paint_lines(painter, self._view, self._font)
        painter.end()

    def paint_map(self, painter: QPainter) -> None:
        """Paint the map as it was last shown."""
        painter.drawImage(0, 0, self._raster.image)

    def paint_legend(self, painter: QPainter) -> None:
        """Paint the legend as it was last shown."""
        if self._legend is not None:
            painter.drawImage(legend_corner(self._rect, self._legend), self._legend_image)

    def _transparent(self, size: QSizeF) -> QImage:
        image = QImage((size * self._ratio).toSize().expandedTo(QSize(1, 1)), _ARGB)
        image.setDevicePixelRatio(self._ratio)
        image.fill(Qt.GlobalColor.transparent)
        return image
