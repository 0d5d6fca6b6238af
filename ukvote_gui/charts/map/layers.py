"""The map in a window: layers of pixels, each kept as long as it is true."""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QRegion

from ukvote_gui.charts.map.colouring import Colouring
from ukvote_gui.charts.map.legend import Legend
from ukvote_gui.charts.map.raster import Raster
from ukvote_gui.charts.map.scene import WIDEST_OUTLINE, Numbers, Placing, Scene, legend_boxes, legend_corner
from ukvote_gui.core.elections import Bools, Ints

_ARGB = QImage.Format.Format_ARGB32_Premultiplied
_SOURCE = QPainter.CompositionMode.CompositionMode_Source
_SOURCE_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
_REACH = np.array([-1.0, -1.0, 1.0, 1.0]) * (WIDEST_OUTLINE + 1)
"""How far an outline reaches over what it is about, to the left, top, right and bottom."""


@dataclass(frozen=True, eq=False)
class _Shown:
    """What the pixels of the map follow from.

    Attributes:
        numbers, changed: as in the scene.
        hatched: which constituencies are.
        marked_by: what marks follow from: the colouring, whose colours may stay when its figures change.
    """

    numbers: Numbers
    changed: Bools
    hatched: bytes
    marked_by: Colouring | None

    @classmethod
    def of(cls, scene: Scene) -> _Shown:
        now = scene.colouring
        return cls(scene.numbers(), scene.changed, now.missing.tobytes(), now if scene.with_marks else None)


class Layers:
    """Pixels of one view of the map, in which only what has changed is made anew.

    From below: the constituencies in their colours; hatching and lines, and over these what stands out, in
    one image; marks; and the legend.
    """

    def __init__(self, scene: Scene, placing: Placing, size: QSizeF, pixel_ratio: float, font: QFont) -> None:
        self._placing = placing
        self._view = view = placing.view
        self._rect = QRectF(QPointF(0, 0), size)
        self._ratio = pixel_ratio
        self._font = font
        self._raster = Raster(scene.drawing, view, size, pixel_ratio)
        self._parts: tuple[object, ...] = (None,)
        self._shown: _Shown | None = None
        self._lines = QImage()
        self._over = QImage()
        self._explained: tuple[object, ...] = ()
        self._legend: Legend | None = None
        self._frame: tuple[object, ...] = ()
        self._frame_image = QImage()
        self._legend_image = QImage()

    def legend_boxes(self) -> list[QRectF]:
        """Return what the legend covers, in pixels, as it was last shown."""
        return [] if self._legend is None else legend_boxes(self._rect, self._legend)

    def seat_at(self, point: QPointF) -> int | None:
        """Return the position of the constituency at a point, or None in the sea."""
        return self._raster.seat_at(point)

    def show(self, scene: Scene) -> None:
        """Make what a scene changes, which has the same outlines and tokens as the first."""
        parts = (scene.colouring, scene.changed, scene.found, scene.with_marks)
        if not all(map(is_, parts, self._parts)):
            self._parts = parts
            self._show_map(scene)
            self._show_legend(scene)

    def _show_map(self, scene: Scene) -> None:
        before, now = self._shown, _Shown.of(scene)
        self._shown = now
        if before is None or before.hatched != now.hatched:
            self._draw_lines(scene)
            outlines = boxes = self._whole()
        else:
            changed = before.changed != now.changed
            outlines = self._boxes(scene, changed)
            other = changed | (before.numbers[1:] != now.numbers[1:])
            boxes = self._boxes(scene, other) if before.marked_by is now.marked_by else self._whole()
        if len(outlines):
            self._draw_outlines(scene, outlines)
        if len(boxes):
            self._raster.colour(now.numbers, boxes)
            painter = self._painter(self._raster.image, boxes)
            painter.drawImage(0, 0, self._over)
            scene.paint_marks(painter, self._view, self._rect, self._font)
            painter.end()

    def _whole(self) -> Ints:
        image = self._raster.image
        return np.array([[0, 0, image.width(), image.height()]])

    def _boxes(self, scene: Scene, seats: Bools) -> Ints:
        """Return the pixels that constituencies may take with their outlines, all pixels where it is many."""
        whole = self._whole()
        boxes: Ints = ((scene.drawing.boxes(self._view, seats) + _REACH) * self._ratio).astype(np.intp)
        boxes = boxes.clip(0, np.tile(whole[0, 2:], 2))
        width, height = (boxes[:, 2:] - boxes[:, :2]).T
        if (width * height).sum() > whole[0, 2] * whole[0, 3] / 2:
            return whole
        inside: Ints = boxes[(width > 0) & (height > 0)]
        return inside

    def _show_legend(self, scene: Scene) -> None:
        explained = (scene.sections(), scene.with_marks)
        if explained == self._explained:
            return
        self._explained = explained
        self._legend = scene.legend(self._font, self._rect.width(), self._placing)
        if self._frame != self._legend.frame:
            self._frame = self._legend.frame
            self._frame_image = self._transparent(self._legend.size)
            painter = QPainter(self._frame_image)
            self._legend.paint_frame(painter, QPointF(0, 0), scene.tokens)
            painter.end()
        self._legend_image = QImage(self._frame_image)
        painter = QPainter(self._legend_image)
        self._legend.paint_figures(painter, QPointF(0, 0), scene.tokens)
        painter.end()

    def _draw_lines(self, scene: Scene) -> None:
        self._lines = self._transparent(self._rect.size())
        self._over = self._transparent(self._rect.size())
        painter = QPainter(self._lines)
        scene.paint_lines(painter, self._view, self._font)
        painter.end()

    def _draw_outlines(self, scene: Scene, boxes: Ints) -> None:
        """Put what stands out anew over the lines, in parts of the image."""
        painter = self._painter(self._over, boxes)
        painter.setCompositionMode(_SOURCE)
        painter.drawImage(0, 0, self._lines)
        painter.setCompositionMode(_SOURCE_OVER)
        near = scene.drawing.touching(self._view, boxes / self._ratio + _REACH)
        scene.paint_outlines(painter, self._view, near)
        painter.end()

    def _painter(self, image: QImage, boxes: Ints) -> QPainter:
        """Return a painter that changes an image within boxes of its pixels only."""
        clip = QRegion()
        for left, top, right, bottom in boxes.tolist():
            clip |= QRect(left, top, right - left, bottom - top)
        painter = QPainter(image)
        painter.scale(1 / self._ratio, 1 / self._ratio)
        painter.setClipRegion(clip)
        painter.scale(self._ratio, self._ratio)
        return painter

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
