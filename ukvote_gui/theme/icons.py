"""Icons that are drawn in the colours in use, for what Qt's own are too faint upon a dark ground."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

from ukvote_gui.theme.theme import Theme
from ukvote_gui.theme.tokens import Tokens

_CLOSE = (QStyle.StandardPixmap.SP_TitleBarCloseButton, QStyle.StandardPixmap.SP_DockWidgetCloseButton)
_FLOAT = QStyle.StandardPixmap.SP_TitleBarNormalButton
_SIZE = 16
_SHARPNESS = 3
"""Pixels to a side of an icon's pixel, so that it stays sharp on screens of a high density."""


class DockStyle(QProxyStyle):
    """The style of docks, which gives the buttons in their title bars icons in the colour of text."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__("Fusion")
        self.setParent(parent)
        self._theme = theme

    def standardIcon(  # noqa: N802
        self,
        icon: QStyle.StandardPixmap,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> QIcon:
        if icon in _CLOSE:
            return _drawn(_cross(), self._theme.tokens)
        if icon == _FLOAT:
            return _drawn(_windows(), self._theme.tokens)
        return super().standardIcon(icon, option, widget)


def _cross() -> QPainterPath:
    cross = QPainterPath(QPointF(4, 4))
    cross.lineTo(12, 12)
    cross.moveTo(12, 4)
    cross.lineTo(4, 12)
    return cross


def _windows() -> QPainterPath:
    """Return a window before another."""
    windows = QPainterPath()
    windows.addRect(QRectF(3, 6, 7, 7))
    windows.moveTo(6, 5)
    windows.lineTo(6, 3)
    windows.lineTo(13, 3)
    windows.lineTo(13, 10)
    windows.lineTo(11, 10)
    return windows


def _drawn(path: QPainterPath, tokens: Tokens) -> QIcon:
    pixmap = QPixmap(_SIZE * _SHARPNESS, _SIZE * _SHARPNESS)
    pixmap.setDevicePixelRatio(_SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.text), 1.4))
    painter.drawPath(path)
    painter.end()
    return QIcon(pixmap)
