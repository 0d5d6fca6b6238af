"""What is in sight, and work that waits until it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

_SHOW = QEvent.Type.Show
_HIDE = QEvent.Type.Hide
_PAINT = QEvent.Type.Paint


def is_seen(widget: QWidget) -> bool:
    """Return whether any of a widget is in sight: it is shown, and in no tab behind another.

    Qt takes the panels behind a tab for visible, as it only moves them out of the window.
    """
    if not widget.isVisible():
        return False
    if not widget.visibleRegion().isEmpty():
        return True
    # From that region Qt leaves out what lies under opaque children, so of a widget in sight it may be empty.
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return place.intersects(window.rect()) and _is_in_all_around(widget)


def _is_in_all_around(widget: QWidget) -> bool:
    """Return whether any of a widget lies in all that is around it. That takes ten times as long to ask."""
    seen, around = widget.rect(), widget.parentWidget()
    while around is not None and not widget.isWindow():
        seen = seen.translated(widget.pos()).intersected(around.rect())
        widget, around = around, around.parentWidget()
    return not seen.isEmpty()


class Follower(QObject):
    """Brings a widget up to date after changes, while it is in sight; else once it comes to sight.

    Whatever comes to sight, because it is shown, scrolled to or brought to the front of its tabs, is painted:
    that is how it is known. So some of the widget must be bare of opaque children, as a margin is.

    Attributes:
        behind: whether there are changes that the widget does not show yet.

    Signals:
        due: the widget is to be brought up to date now.
    """

    due = Signal()

    def __init__(self, widget: QWidget, delay_ms: int = 0) -> None:
        super().__init__(widget)
        self._widget = widget
        self._delay_ms = delay_ms
        self.behind = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._catch_up_if_seen)
        widget.installEventFilter(self)

    def follow_now(self) -> None:
        """Follow a change at once."""
        self.behind = True
        self._catch_up_if_seen()

    def follow_soon(self) -> None:
        """Follow a change after the delay at the latest, however many come meanwhile."""
        self.behind = True
        if is_seen(self._widget) and not self._timer.isActive():
            self._timer.start(self._delay_ms)

    def follow_at_rest(self) -> None:
        """Follow a change once there has been none for the delay."""
        self.behind = True
        if is_seen(self._widget):
            self._timer.start(self._delay_ms)

    def catch_up(self) -> None:
        """Have the widget up to date, seen or not."""
        self._timer.stop()
        if self.behind:
            self.behind = False
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _SHOW:
            if self.behind:
                self._catch_up_if_seen()
        elif kind == _HIDE:
            self._timer.stop()
        elif kind == _PAINT and self.behind and not self._timer.isActive():
            self._timer.start(0)  # not to be worked on while it is painted
        return False

    def _catch_up_if_seen(self) -> None:
        if is_seen(self._widget):
            self.catch_up()
