"""What mouse and keys do on the plot besides pointing: marking, selecting, zooming."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QRubberBand

from ukvote_gui.charts.scatter.marked_seats import MarkedSeats
from ukvote_gui.theme.chart import ChartCanvas

ZOOM_STEP = 1.25
DRAG_PIXELS = 5
"""The way a pressed mouse may go and still click."""

_Type = QEvent.Type
_Key = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Gestures(QObject):
    """Sees the events of a canvas before the canvas does.

    Space marks what is pointed at, Escape marks nothing. With Ctrl or Shift, a click or a drag adds to what
    is marked.

    Signals:
        clicked: where, and whether it adds.
        dragged: two corners of a rectangle, and whether it adds.
        zoomed: how many times as large everything is to be, and about which pixel, None for the middle.
        fit_wanted: everything is to be seen.
    """

    clicked = Signal(QPointF, bool)
    dragged = Signal(QPointF, QPointF, bool)
    zoomed = Signal(float, object)
    fit_wanted = Signal()

    def __init__(self, canvas: ChartCanvas, marked: MarkedSeats) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._marked = marked
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, canvas)
        self._pressed: QPointF | None = None
        canvas.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind in (_Type.MouseButtonPress, _Type.MouseButtonDblClick):
            if event.button() == _LEFT:
                self._pressed = event.position()
                self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        if isinstance(event, QMouseEvent) and kind == _Type.MouseMove and self._pressed is not None:
            self._stretch_band(self._pressed, event.position())
            return True
        if isinstance(event, QMouseEvent) and kind == _Type.MouseButtonRelease and event.button() == _LEFT:
            self._let_go(event)
            return True
        if isinstance(event, QWheelEvent):
            self.zoomed.emit(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            return True
        if isinstance(event, QKeyEvent) and kind == _Type.KeyPress:
            return self._use_key(event.key())
        return False

    def _stretch_band(self, pressed: QPointF, at: QPointF) -> None:
        if self._band.isVisible() or (at - pressed).manhattanLength() > DRAG_PIXELS:
            self._canvas.point_at(None)
            self._band.setGeometry(QRect(pressed.toPoint(), at.toPoint()).normalized())
            self._band.show()

    def _let_go(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        adding = bool(event.modifiers() & _ADDING)
        if self._band.isVisible():
            self._band.hide()
            self.dragged.emit(pressed, event.position(), adding)
        else:
            self.clicked.emit(event.position(), adding)

    def _use_key(self, key: int) -> bool:
        """Return whether the key does something here."""
        current = self._canvas.current
        if key == _Key.Key_Space and current is not None:
            self._marked.toggle(current)
        elif key in (_Key.Key_Plus, _Key.Key_Equal):
            self.zoomed.emit(ZOOM_STEP, None)
        elif key == _Key.Key_Minus:
            self.zoomed.emit(1 / ZOOM_STEP, None)
        elif key == _Key.Key_0:
            self.fit_wanted.emit()
        elif key == _Key.Key_Escape and len(self._marked.seats):
            self._marked.clear()
        else:
            return False
        return True
