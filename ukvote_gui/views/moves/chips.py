"""Chips: what was picked, each in a frame with its name; and one that stands for those not shown."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ukvote_gui.core.picking import Choice
from ukvote_gui.models.roles import TO_THE_LEFT
from ukvote_gui.theme import Theme

PADDING = 7
SWATCH = 9
SWATCH_ROOM = SWATCH + 5
CROSS = 16
"""Width of the part of a chip that takes it out."""
MOVES = "To put it in another place, drag it, or press Alt with ← or →"
_ALT = Qt.KeyboardModifier.AltModifier


class _Framed(QAbstractButton):
    """A button of text in a frame with round corners, which the focus makes stronger."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def _height(self) -> int:
        return self.fontMetrics().height() + 6

    def _paint_frame(self, painter: QPainter, fill: str) -> None:
        tokens, focused = self._theme.tokens, self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if focused else tokens.border), 1.5 if focused else 1.0))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)

    def _paint_text(self, painter: QPainter, left: int, width: int) -> None:
        painter.setPen(QColor(self._theme.tokens.text))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, 0, width, self.height()), TO_THE_LEFT, text)


class Chip(_Framed):
    """Something that was picked: its swatch, its name and a cross.

    A click on the cross, or Space, Delete or Backspace, takes it out. Where there are others beside it, Alt
    with the arrows moves it, and so does the mouse.

    Signals:
        moved: the value, and by how many places.
        dropped: the value; the chip was dragged to where it lies now.
    """

    moved = Signal(str, int)
    dropped = Signal(str)

    def __init__(self, theme: Theme, choice: Choice, parent: QWidget, *, alone: bool) -> None:
        super().__init__(theme, parent)
        self.value = choice.value
        self._party = choice.party
        self._alone = alone
        self._held_at: QPoint | None = None
        self._dragged = False
        self.setText(choice.text)
        self.setAccessibleName(f"Remove {choice.text}")
        self.setToolTip("\n".join(filter(None, (choice.detail, "" if alone else MOVES))))

    def sizeHint(self) -> QSize:
        swatch = SWATCH_ROOM if self._party else 0
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(PADDING + swatch + text + CROSS + 4, self._height())

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(position) and position.x() >= self.width() - CROSS - 4

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._alone and not self.hitButton(at):
            event.accept()
            self._held_at = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is None:
            super().mouseMoveEvent(event)
            return
        way = event.position().toPoint() - self._held_at
        if self._dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.raise_()
            self.move(self.pos() + way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        dragged, self._dragged, self._held_at = self._dragged, False, None
        if dragged:
            self.unsetCursor()
            self.dropped.emit(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        elif event.modifiers() & _ALT and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(self.value, 1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        self._paint_frame(painter, tokens.button)
        left = PADDING
        if self._party:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(self._party))
            painter.drawRoundedRect(QRectF(left, (self.height() - SWATCH) / 2, SWATCH, SWATCH), 2, 2)
            left += SWATCH_ROOM
        self._paint_text(painter, left, self.width() - left - CROSS - 2)
        painter.setPen(QPen(QColor(tokens.text if self.underMouse() else tokens.muted), 1.4))
        centre = QPoint(self.width() - CROSS // 2 - 3, self.height() // 2)
        for slope in (-1, 1):
            painter.drawLine(centre + QPoint(-3, -3 * slope), centre + QPoint(3, 3 * slope))


class MoreChip(_Framed):
    """Stands for those that are not shown, and says how many they are; a click shows them."""

    MARK = 14
    """Width of the mark that says that a list opens."""

    def show_count(self, hidden: int, total: int) -> None:
        """Stand for ``hidden`` of ``total``, or for none."""
        self.setVisible(hidden > 0)
        self.setText(f"and {hidden} more")
        self.setAccessibleName(f"And {hidden} more: show all {total}")
        self.setToolTip(f"Show all {total}, to look through them and take some out")

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(PADDING + text + self.MARK + PADDING, self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        self._paint_frame(painter, tokens.stripe)
        self._paint_text(painter, PADDING, self.width() - 2 * PADDING - self.MARK)
        painter.setPen(QPen(QColor(tokens.text if self.underMouse() else tokens.muted), 1.4))
        tip = QPoint(self.width() - PADDING - 4, self.height() // 2 + 2)
        painter.drawPolyline([tip + QPoint(-4, -4), tip, tip + QPoint(4, -4)])
