"""A menu whose entries are ticked one after another, without opening it anew for each."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from ukvote_gui.theme.colours import text_on

_ICON = 16
_SHARPNESS = 3
"""Pixels to a side of an icon's pixel, so that it stays sharp on screens of a high density."""


class TickMenu(QMenu):
    """A menu that stays open while entries are ticked, and scrolls where it is longer than the screen."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setStyle(_ScrollingMenus(self))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


def tickable_swatch(colour: QColor) -> QIcon:
    """Return a swatch, larger and with a tick where it is chosen: beside icons Qt shows no tick."""
    icon = QIcon()
    for state, margin in ((QIcon.State.Off, 2), (QIcon.State.On, 0)):
        pixmap = QPixmap(_ICON * _SHARPNESS, _ICON * _SHARPNESS)
        pixmap.setDevicePixelRatio(_SHARPNESS)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, _ICON, _ICON).adjusted(margin, margin, -margin, -margin), colour)
        if state is QIcon.State.On:
            painter.setPen(QPen(text_on(colour), 2.5))
            painter.drawPolyline([QPoint(3, 8), QPoint(7, 12), QPoint(13, 4)])
        painter.end()
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon


class _ScrollingMenus(QProxyStyle):
    """A style whose long menus scroll, rather than going on in columns that leave the screen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__("Fusion")
        self.setParent(parent)

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Menu_Scrollable:
            return 1
        return super().styleHint(hint, option, widget, data)
