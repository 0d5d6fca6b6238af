"""What all charts have in common: they follow the session while seen, and answer to mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ukvote_gui.state.session import Session
from ukvote_gui.theme.sight import Follower
from ukvote_gui.theme.theme import Theme

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEFT_BUTTON = Qt.MouseButton.LeftButton
_ANTIALIASING = QPainter.RenderHint.Antialiasing
_SMALLEST_PIXELS = 9
_WIDEST_CARD_EM = 17
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Chart(QWidget):
    """A chart of the session: its controls, and a canvas that it paints.

    While it is hidden, or in a tab behind another, it does no work; seen again, it catches up. What can be
    pointed at are its targets, numbered from 0.

    Attributes:
        session: what it shows.
        theme: the colours in use.
        canvas: where the picture is.
    """

    delay_ms = 0
    """How long after a change it follows at the latest, where following at once would hold up a drag."""

    def __init__(self, name: str, title: str, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.session = session
        self.theme = theme
        self.canvas = ChartCanvas(self)
        self._painted_from: object = None
        self._follower = Follower(self, self.delay_ms)
        self._follower.due.connect(self._on_due)
        session.outcome_changed.connect(self.follow)
        session.seat_changed.connect(self.follow)
        theme.changed.connect(self.on_theme_changed)

    # What each chart gives

    def work_out(self) -> None:
        """Work out what to show of the session as it is."""
        raise NotImplementedError

    def painted_from(self) -> object:
        """Return what the picture follows from, to be compared; None, and it is painted after each change."""
        return None

    def paint(self, painter: QPainter, current: int | None) -> None:
        """Paint the canvas, with the target that is pointed at."""
        raise NotImplementedError

    def target_at(self, at: QPointF) -> int | None:
        """Return the target at a point of the canvas."""
        raise NotImplementedError

    def target_point(self, target: int) -> QPointF:
        """Return where on the canvas a target is."""
        raise NotImplementedError

    def target_words(self, target: int) -> str:
        """Return what a target is, in words."""
        raise NotImplementedError

    def target_beside(self, target: int | None, across: int, down: int) -> int | None:
        """Return the target beside one, or the first to go to where none is pointed at."""
        raise NotImplementedError

    def choose(self, target: int) -> None:
        """Do what a click on a target does."""

    def on_theme_changed(self) -> None:
        self.canvas.update()

    # Following

    def follow(self) -> None:
        """Show the session as it is now: at once, after a while, or once the chart is seen."""
        if self.delay_ms:
            self._follower.follow_soon()
        else:
            self._follower.follow_now()

    def follow_now(self) -> None:
        """Follow without a wait, as after a choice of what to show."""
        self._follower.follow_now()

    def catch_up(self) -> None:
        """Be up to date, as before painting or exporting."""
        self._follower.catch_up()

    def _on_due(self) -> None:
        self.work_out()
        before, self._painted_from = self._painted_from, self.painted_from()
        if before is None or before != self._painted_from:
            self.canvas.update()


class ChartCanvas(QWidget):
    """Where a chart's picture is: says what is under the mouse, and goes from target to target by keys.

    Attributes:
        current: the target that is pointed at, by mouse or keys.
    """

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.current: int | None = None
        self.setObjectName(f"{chart.objectName()}_canvas")
        self.setAccessibleName(f"{chart.accessibleName()}, picture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(460, 340)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)

    def point_at(self, target: int | None) -> None:
        """Point at a target, or at none."""
        if target != self.current:
            self.current = target
            self.setAccessibleDescription("" if target is None else self._chart.target_words(target))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(_ANTIALIASING)
        self._chart.paint(painter, self.current)
        if self.current is not None:
            at = self._chart.target_point(self.current)
            self._paint_card(painter, self._chart.target_words(self.current), at)
        if self.hasFocus():
            painter.setRenderHint(_ANTIALIASING, on=False)
            painter.setPen(QPen(QColor(self._chart.theme.tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._chart.target_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT_BUTTON:
            target = self._chart.target_at(event.position())
            self.point_at(target)
            if target is not None:
                self._chart.choose(target)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.point_at(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        arrow = _ARROWS.get(Qt.Key(key))
        if arrow is not None:
            self.point_at(self._chart.target_beside(self.current, *arrow))
        elif key in _CHOOSE and self.current is not None:
            self._chart.choose(self.current)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self._chart.on_theme_changed()

    def _paint_card(self, painter: QPainter, words: str, at: QPointF) -> None:
        """Say what is pointed at, beside it and inside of the canvas."""
        tokens, font = self._chart.theme.tokens, canvas_font(self)
        metrics = QFontMetricsF(font)
        em = metrics.height()
        widest = min(_WIDEST_CARD_EM * em, self.width() - 2 * em)
        text = metrics.boundingRect(QRectF(0, 0, widest, 10_000), _WRAPPED, words)
        card = QRectF(0, 0, text.width() + em, text.height() + 0.7 * em)
        x, y = at.x() + 0.8 * em, at.y() + 0.8 * em
        if x + card.width() > self.width() - 2:
            x = at.x() - 0.8 * em - card.width()
        if y + card.height() > self.height() - 2:
            y = at.y() - 0.8 * em - card.height()
        card.moveTo(max(2.0, min(x, self.width() - 2 - card.width())), max(2.0, y))
        painter.setFont(font)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(QColor(tokens.button))
        painter.drawRoundedRect(card, 4, 4)
        painter.setPen(QColor(tokens.text))
        painter.drawText(card.adjusted(0.5 * em, 0.35 * em, -0.4 * em, 0), _WRAPPED, words)


def picture_font(font: QFont, rect: QRectF) -> QFont:
    """Return the font of a picture that fills a rectangle: 1/64 of its width, less where it is low."""
    own = QFont(font)
    own.setPixelSize(max(_SMALLEST_PIXELS, round(min(rect.width() / 64, rect.height() / 44))))
    return own


def canvas_font(canvas: QWidget, columns: float = 32, lines: float = 20) -> QFont:
    """Return the font of a canvas, in pixels: that of all other text, smaller where the canvas is small.

    Where letters are enlarged, so are the smallest, and there is room for fewer of them.

    Args:
        canvas: what is painted on.
        columns: how many heights of a letter there is to be room for in its width.
        lines: the same of its height.
    """
    own, larger = QFont(canvas.font()), enlargement(canvas)
    most = 0.95 * QFontInfo(own).pixelSize()
    room = larger * min(canvas.width() / columns, canvas.height() / lines)
    own.setPixelSize(round(max(larger * _SMALLEST_PIXELS, min(most, room))))
    return own


def enlargement(widget: QWidget) -> float:
    """Return how many times as large as the system's a widget's letters are, 1 where they are smaller."""
    usual = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return max(1.0, QFontInfo(widget.font()).pixelSize() / usual)


def bold(font: QFont, size: float = 1.0) -> QFont:
    """Return a font in bold, so many times as large."""
    own = QFont(font)
    own.setBold(True)
    own.setPixelSize(max(_SMALLEST_PIXELS, round(font.pixelSize() * size)))
    return own


def translucent(colour: QColor, alpha: float) -> QColor:
    """Return a colour with another alpha, 0 to 1."""
    own = QColor(colour)
    own.setAlphaF(alpha)
    return own
