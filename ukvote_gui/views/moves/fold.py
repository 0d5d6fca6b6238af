"""A heading that opens and closes fields that are set once, and says in words what is set in them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ukvote_gui.models.roles import TO_THE_LEFT
from ukvote_gui.theme import Theme

PADDING = 6
ARROW = 8
GAP = 8
_ARROW = (QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4))
"""The tip of an arrow to the right, about its middle."""
_ELIDE = Qt.TextElideMode.ElideRight


class Fold(QAbstractButton):
    """Shows fields while it is checked; else it stands for them, in one line.

    Attributes:
        folded: what it shows and hides.
    """

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        self.folded: tuple[QWidget, ...] = ()
        self.setObjectName(name)
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self.update)

    def show_words(self, words: str) -> None:
        """Say what is set in the fields; called at every step of a drag."""
        if words != self._words:
            self._words = words
            self.setToolTip(f"{self.text()}: {words}.\nClick to show or hide what sets it.")
            self.setAccessibleDescription(words)
            self.update()

    def _on_toggled(self, shown: bool) -> None:
        for widget in self.folded:
            widget.setVisible(shown)

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 8)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, opened = self._theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(tokens.accent), 1.5) if self.hasFocus() else QPen(QColor(tokens.border), 1.0)
        painter.setPen(edge)
        painter.setBrush(QColor(tokens.button if self.underMouse() else tokens.stripe))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        painter.setPen(QPen(QColor(tokens.text), 1.4))
        middle, left = self.height() / 2, PADDING + ARROW / 2
        painter.translate(left, middle)
        painter.rotate(90.0 if opened else 0.0)
        painter.drawPolyline(_ARROW)
        painter.resetTransform()
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        room = self.rect().adjusted(PADDING + ARROW + GAP, 0, -PADDING, 0)
        painter.drawText(room, TO_THE_LEFT, self.text())
        if not opened:
            room.setLeft(room.left() + QFontMetrics(bold).horizontalAdvance(self.text()) + GAP)
            painter.setFont(self.font())
            painter.setPen(QColor(tokens.muted))
            words = self.fontMetrics().elidedText(self._words, _ELIDE, room.width())
            painter.drawText(room, TO_THE_LEFT, words)
