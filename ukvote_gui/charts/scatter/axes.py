"""The axes of the plot: ranges, ticks and grid are pyqtgraph's, which is imported here and nowhere else."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ukvote_gui.charts.scatter.frame import Frame, Ticks
from ukvote_gui.charts.scatter.spots import Range
from ukvote_gui.core.formatting import MINUS
from ukvote_gui.theme.colours import Colours

GRID = 40
"""Opacity of the grid, of 255."""
PADDING = 6
TICK_ROOM = 10.0
"""Pixels about the texts of ticks."""


class Axes:
    """Axes about a view box, in a scene never shown: a canvas paints it, and has the mouse to itself.

    They are no PlotWidget, whose menus outlive it. pyqtgraph's own points take three times as long to follow
    a drag as painting them on a kept picture of the axes, and its exporter of SVG fails on Qt 6.11.
    """

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self._view: Any = pg.GraphicsView(canvas)
        self._view.hide()
        self._item = pg.GraphicsLayout(border=None)
        self._item.setContentsMargins(0, PADDING, PADDING, 0)
        self._item.setSpacing(0)
        self._view.setCentralItem(self._item)
        self._box = pg.ViewBox(enableMenu=False)
        self._box.disableAutoRange()
        self._item.addItem(self._box, 0, 1)
        self._axes = [pg.AxisItem(side) for side in ("bottom", "left")]
        for axis, row, column in zip(self._axes, (1, 0), (1, 0), strict=True):
            axis.linkToView(self._box)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=-4, maxTickLevel=0)
            axis.setGrid(GRID)
            axis.setZValue(-1)
            self._item.addItem(axis, row, column)
        self._metrics = QFontMetricsF(canvas.font())
        self._picture: QPixmap | None = None
        self._size = QSize()

    def dress(self, colours: Colours, font: QFont) -> None:
        """Take other colours and another font."""
        tokens = colours.tokens
        self._metrics = QFontMetricsF(font)
        self._view.setBackground(QColor(tokens.base))
        for axis in self._axes:
            axis.setPen(QPen(QColor(tokens.muted)))
            axis.setTextPen(QPen(QColor(tokens.text)))
            axis.setStyle(tickFont=font)
        self._size = QSize()

    def paint(self, painter: QPainter) -> None:
        """Paint axes and grid over all of the canvas, from a picture that is kept while they stay."""
        self._fit()
        if self._picture is None:
            ratio = self._canvas.devicePixelRatioF()
            self._picture = QPixmap(self._canvas.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            inner = QPainter(self._picture)
            self._view.render(inner, QRectF(self._canvas.rect()), self._canvas.rect())
            inner.end()
        painter.drawPixmap(0, 0, self._picture)

    @property
    def frame(self) -> Frame:
        """The pixels between the axes, and what is seen there."""
        self._fit()
        x_range, y_range = self._ranges
        return Frame(QRectF(self._box.sceneBoundingRect()), x_range, y_range)

    def show(self, x_range: Range, y_range: Range) -> None:
        """Show so much of both axes."""
        if self._ranges != (x_range, y_range):
            self._box.setRange(xRange=x_range, yRange=y_range, padding=0.0)
            self._size = QSize()

    def zoom(self, factor: float, about: QPointF | None) -> None:
        """Show everything so many times as large about a pair of values, or about the middle."""
        self._box.scaleBy((1 / factor, 1 / factor), center=about)
        self._size = QSize()

    def ticks(self, pixels_across: float, pixels_up: float) -> tuple[Ticks, Ticks]:
        """Return the ticks of both axes, where they have so many pixels."""
        (left, right), (low, high) = self._ranges
        return (
            _ticks(self._axes[0], left, right, pixels_across),
            _ticks(self._axes[1], low, high, pixels_up),
        )

    @property
    def _ranges(self) -> tuple[Range, Range]:
        (left, right), (low, high) = self._box.viewRange()
        return (left, right), (low, high)

    def _fit(self) -> None:
        """Be as large as the canvas, with so much room for the ticks as they take.

        pyqtgraph would find that out while it paints, and have the plot elsewhere the next time.
        """
        size = self._canvas.size()
        if self._size == size:
            return
        self._size, self._picture = size, None
        self._view.resize(size)
        self._view.resizeEvent(None)  # Qt sends none to a widget that is hidden
        bottom, left = self._axes
        bottom.setHeight(self._metrics.height() + TICK_ROOM)
        _, up = self.ticks(size.width(), size.height())
        widest = max((self._metrics.horizontalAdvance(text) for _, text in up), default=0.0)
        left.setWidth(widest + TICK_ROOM)
        self._item.layout.activate()


def _ticks(axis: Any, low: float, high: float, pixels: float) -> Ticks:
    spacing, values = axis.tickValues(low, high, pixels)[0]
    texts = axis.tickStrings(values, 1.0, spacing)
    return [(float(value), str(text).replace("-", MINUS)) for value, text in zip(values, texts, strict=True)]
