"""Which constituency each pixel shows: painted once a view, and coloured by a look-up in a table."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from ukvote_gui.charts.map.drawing import MapDrawing, View
from ukvote_gui.core.elections import Ints

_RGB = QImage.Format.Format_RGB32


class Raster:
    """The pixels of one view of a map.

    Attributes:
        image: the constituencies in the colours last given; paint over it as you like, for the next colours
            fill their part of it anew.
    """

    def __init__(self, picture: MapDrawing, view: View, size: QSizeF, pixel_ratio: float) -> None:
        self._ratio = pixel_ratio
        width, height = (max(1, math.ceil(length * pixel_ratio)) for length in (size.width(), size.height()))
        ids = QImage(width, height, _RGB)
        ids.setDevicePixelRatio(pixel_ratio)
        ids.fill(Qt.GlobalColor.black)
        painter = QPainter(ids)
        seen = picture.touching(view, np.array([[0.0, 0.0, size.width(), size.height()]]))
        picture.paint_areas(painter, view, np.flatnonzero(seen).tolist(), _id_brushes(len(picture.paths)))
        painter.end()
        # RGB32 has rows of whole pixels, so that the buffer has no padding. As wide integers, because numpy
        # would make them so at every look-up.
        pixels = np.frombuffer(ids.constBits(), np.uint32).reshape(height, width)
        self._seats: Ints = (pixels & 0xFFFFFF).astype(np.intp)
        self._pixels: npt.NDArray[np.uint32] = np.zeros((height, width), np.uint32)
        self.image = QImage(self._pixels.data, width, height, 4 * width, _RGB)
        self.image.setDevicePixelRatio(pixel_ratio)

    def seat_at(self, point: QPointF) -> int | None:
        """Return the position of the constituency at a point in (logical) pixels, or None in the sea."""
        row, column = math.floor(point.y() * self._ratio), math.floor(point.x() * self._ratio)
        height, width = self._seats.shape
        if not (0 <= row < height and 0 <= column < width):
            return None
        seat = int(self._seats[row, column]) - 1
        return seat if seat >= 0 else None

    def colour(self, colours: npt.NDArray[np.uint32], boxes: Ints) -> None:
        """Fill parts of the image with these colours: of the sea, then of each constituency.

        Numbers 0xffrrggbb, shape (1 + constituencies,). The parts are rows of left, top, right and bottom in
        pixels of the image, the last two outside of them.
        """
        for left, top, right, bottom in boxes.tolist():
            part = slice(top, bottom), slice(left, right)
            np.take(colours, self._seats[part], out=self._pixels[part], mode="clip")


@lru_cache(maxsize=2)
def _id_brushes(count: int) -> tuple[QBrush, ...]:
    """Return a brush for each position, whose colour is the position and one."""
    return tuple(QBrush(QColor.fromRgb(0xFF000000 | seat + 1)) for seat in range(count))
