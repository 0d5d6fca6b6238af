"""The map to look at and to move about in: painted from layers that are kept as long as they are true."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ukvote_gui.charts.map.card import Card
from ukvote_gui.charts.map.choice import Choice, Kind, Mode
from ukvote_gui.charts.map.colouring import Colouring, Ground, colouring
from ukvote_gui.charts.map.drawing import MARGIN, MapDrawing, View, hides
from ukvote_gui.charts.map.layers import Layers
from ukvote_gui.charts.map.scene import Placing, Scene
from ukvote_gui.charts.map.shapes import geography_shapes, hex_shapes
from ukvote_gui.core.elections import Bools, Floats
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import canvas_font
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.sight import is_seen

_Key = Qt.Key
_ARROWS: dict[int, tuple[int, int]] = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
}
_LEFT = Qt.MouseButton.LeftButton

ZOOM_STEP = 1.25
MOST_ZOOM = 60.0
ROOM_TO_SPARE = 340
"""Pixels of width below which the map is too small to keep room for what may come into the legend."""
DRAG_PIXELS = 4
"""The way a pressed mouse may go and still click."""


class MapCanvas(QWidget):
    """The map itself; it reads the session when it is painted, and so does nothing while it is hidden.

    The wheel, plus and minus zoom, a drag moves the map, 0 fits it into the window. The pointer, or the arrow
    keys, point at a constituency, of which a card says how it voted; a click or Enter selects it.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map_canvas")
        self.setAccessibleName("Map of constituencies")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._session = session
        self._theme = theme
        self._mode = Mode.HEXES
        self._choice = Choice()
        self._chances: Floats | None = None
        self._found: Bools | None = None
        self._with_marks = False

        self._drawings: dict[Mode, MapDrawing] = {}
        self._colouring: Colouring | None = None
        self._placing: Placing | None = None
        self._usual: Placing | None = None
        self._legend_boxes: list[QRectF] = []
        self._zoomed = False
        self._layers: Layers | None = None

        self._hovered: int | None = None
        self._cursor: int | None = None
        self._pointer = QPointF()
        self._pressed: QPointF | None = None
        self._dragging = False

        session.outcome_changed.connect(self._on_outcome_changed)
        session.seat_changed.connect(self._on_seat_changed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(560, 720)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    # What is shown

    @property
    def mode(self) -> Mode:
        """Hexes or geography."""
        return self._mode

    @property
    def choice(self) -> Choice:
        """What colours the map."""
        return self._choice

    @property
    def colouring(self) -> Colouring:
        """The colours and the legend as they are now."""
        if self._colouring is None:
            self._colouring = colouring(self._ground(self._theme.colours))
        return self._colouring

    def set_mode(self, mode: Mode) -> None:
        """Show hexes or geography, all of it."""
        self._mode = mode
        self.fit()

    def set_choice(self, choice: Choice) -> None:
        """Colour the map by something else."""
        self._choice = choice
        self._forget_colours()
        self._fit_unless_zoomed()

    def set_chances(self, chances: Floats | None) -> None:
        """Take the chance of each constituency's winner, a fraction, shape (constituencies,), or none."""
        self._chances = chances
        self._forget_colours()
        # Forgotten they are in the midst of a change, when the map is to stay where it is.
        if self._choice.kind is Kind.CHANCE and chances is not None:
            self._fit_unless_zoomed()

    def set_marks(self, shown: bool) -> None:
        """Mark the constituencies with letters, figures or signs, or do not."""
        self._with_marks = shown
        self._fit_unless_zoomed()
        self.update()

    def highlight(self, seats: Collection[str] | None) -> None:
        """Fade all constituencies but those with these ONS ids; none with None."""
        if seats is None:
            self._found = None
        else:
            self._found = np.array([c.id in seats for c in self._session.election.constituencies])
        self.update()

    @property
    def drawing(self) -> MapDrawing:
        """The outlines of the mode, made when they are first looked at."""
        if self._mode not in self._drawings:
            make = hex_shapes if self._mode is Mode.HEXES else geography_shapes
            self._drawings[self._mode] = MapDrawing(make(self._session.election))
        return self._drawings[self._mode]

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        """Draw all of the map and its legend into a rectangle, in lines and text that stay sharp."""
        font = QFont(self.font())
        font.setPixelSize(max(7, round(min(rect.width() / 55, rect.height() / 42))))
        self._scene(colours, colouring(self._ground(colours))).draw(painter, rect, font)

    def _ground(self, colours: Colours) -> Ground:
        session = self._session
        return Ground(session.outcome, session.base, self._choice, colours, self._chances)

    def _scene(self, colours: Colours, now: Colouring) -> Scene:
        changed = self._session.outcome.changed
        return Scene(self.drawing, now, colours.tokens, changed, self._found, self._with_marks)

    def _scene_now(self) -> Scene:
        scene = self._scene(self._theme.colours, self.colouring)
        return replace(scene, lasting=self.width() >= ROOM_TO_SPARE)

    # Moving about

    def fit(self) -> None:
        """Show the whole map."""
        self._placing = self._usual = None
        self._zoomed = False
        self._forget_view()

    def _fit_unless_zoomed(self) -> None:
        if not self._zoomed:
            self.fit()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Show everything so many times as large about a point, or about the middle."""
        least = self._whole().view.scale
        scale = min(max(self.view.scale * factor, least), MOST_ZOOM * least)
        if scale == least:
            self.fit()
        elif scale != self.view.scale:
            middle = QRectF(self.rect()).center()
            self._move_to(self.view.zoomed(scale / self.view.scale, middle if about is None else about))

    def zoom_in(self) -> None:
        """Show everything a step larger."""
        self.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show everything a step smaller."""
        self.zoom(1 / ZOOM_STEP)

    @property
    def view(self) -> View:
        """Which part of the map is seen."""
        return self._placing_now().view

    def _placing_now(self) -> Placing:
        if self._placing is None:
            self._placing = self._whole()
        return self._placing

    def _whole(self) -> Placing:
        return self._scene_now().placed(QRectF(self.rect()), self._font())

    def _move_to(self, view: View) -> None:
        """Show some part of the map, whatever the legend hides."""
        self._placing = replace(self._placing_now(), view=view)
        self._zoomed = True
        self._forget_view()

    def _move(self, by: QPointF) -> None:
        """Move the map, so that some of it stays in the middle of the window."""
        bounds = self.drawing.shapes.bounds
        view = self.view.moved(by)
        middle = QRectF(self.rect()).center()
        right, bottom = bounds.left + bounds.width, bounds.top + bounds.height
        x = np.clip(view.x, middle.x() - right * view.scale, middle.x() - bounds.left * view.scale)
        y = np.clip(view.y, middle.y() - bottom * view.scale, middle.y() - bounds.top * view.scale)
        self._move_to(View(view.scale, float(x), float(y)))

    def _bring_into_sight(self, seat: int) -> None:
        """Move a constituency to the middle where it is out of sight."""
        point = QPointF(*self.point_of(seat))
        area = QRectF(self.rect())
        if self._zoomed and not area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN).contains(point):
            self._move(area.center() - point)

    def point_of(self, seat: int) -> tuple[float, float]:
        """Return the pixel that a constituency is marked at."""
        x, y = self.view.to_pixels(self.drawing.shapes.middle[seat : seat + 1])[0].tolist()
        return x, y

    def seat_at(self, point: QPointF) -> int | None:
        """Return the position of the constituency at a pixel, or None."""
        return self._layers_now().seat_at(point)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        layers = self.refresh()
        painter = QPainter(self)
        layers.paint_map(painter)
        selected, pointed = self._session.seat_position, self._pointed()
        self._paint_outline(painter, selected, 3.0)
        if pointed is not None and pointed != selected:
            self._paint_outline(painter, pointed, 1.5)
        layers.paint_legend(painter)
        if pointed is not None:
            anchor = QPointF(*self.point_of(pointed)) if self._hovered is None else self._pointer
            card = self.card(pointed)
            card.paint(painter, anchor, QRectF(self.rect()), self._theme.colours, self._font())
        if self.hasFocus():
            painter.setPen(QColor(self._theme.tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def refresh(self) -> Layers:
        """Make what is to be seen up to date, and return it."""
        layers = self._layers_now()
        layers.show(self._scene_now())
        boxes = layers.legend_boxes()
        if boxes != self._legend_boxes and not self._zoomed:
            self._make_room(boxes)
            layers = self._layers_now()
            layers.show(self._scene_now())
        self._legend_boxes = layers.legend_boxes()
        return layers

    def _make_room(self, boxes: list[QRectF]) -> None:
        """Place the map anew where the legend hides some of it, and as before once it no longer would."""
        scene, shapes, now = self._scene_now(), self.drawing.shapes, self._placing_now()
        usual = self._usual = self._usual or now
        usual_boxes = scene.legend_boxes(QRectF(self.rect()), self._font(), usual)
        if not hides(shapes, usual.view, usual_boxes):
            self._placing = usual
        elif hides(shapes, now.view, boxes):
            self._placing = self._whole()
        if self._placing != now:
            self._forget_view()

    def _paint_outline(self, painter: QPainter, seat: int, pixels: float) -> None:
        """Outline a constituency, with a halo that sets the line off from any colour."""
        tokens = self._theme.tokens
        self.drawing.paint_outlines(painter, self.view, [seat], tokens.base, 2 * pixels)
        self.drawing.paint_outlines(painter, self.view, [seat], tokens.text, pixels)

    def _layers_now(self) -> Layers:
        if self._layers is None:
            size, ratio = QSizeF(self.size()), self.devicePixelRatioF()
            self._layers = Layers(self._scene_now(), self._placing_now(), size, ratio, self._font())
        return self._layers

    def _font(self) -> QFont:
        return canvas_font(self, columns=42, lines=45)

    # The card

    def _pointed(self) -> int | None:
        """The constituency that the card is of."""
        return self._cursor if self._hovered is None else self._hovered

    def card(self, seat: int) -> Card:
        """Return the result of a constituency, to be shown or read."""
        return Card.of(self._session, seat, self.colouring.figure(seat))

    def _point_at(self, *, hovered: int | None, cursor: int | None) -> None:
        before = self._pointed()
        self._hovered, self._cursor = hovered, cursor
        if self._pointed() != before:
            self._describe()
        self.update()

    def _describe(self) -> None:
        """Let a screen reader have the text of the card."""
        pointed = self._pointed()
        self.setAccessibleDescription("" if pointed is None else self.card(pointed).text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS:
            start = self._session.seat_position if self._cursor is None else self._cursor
            neighbour = self.drawing.shapes.neighbour(start, _ARROWS[key])
            seat = start if neighbour is None else neighbour
            self._point_at(hovered=None, cursor=seat)
            self._bring_into_sight(seat)
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space) and self._cursor is not None:
            self._select(self._cursor)
        elif key in (_Key.Key_Plus, _Key.Key_Equal):
            self.zoom_in()
        elif key == _Key.Key_Minus:
            self.zoom_out()
        elif key == _Key.Key_0:
            self.fit()
        elif key == _Key.Key_Escape and self._pointed() is not None:
            self._point_at(hovered=None, cursor=None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._point_at(hovered=None, cursor=self._session.seat_position)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point_at(hovered=self._hovered, cursor=None)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT:
            self._pressed = event.position()
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None:
            moved = at - self._pressed
            if self._dragging or moved.manhattanLength() > DRAG_PIXELS:
                self._dragging = True
                self._pressed = at
                self._point_at(hovered=None, cursor=None)
                self._move(moved)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self._pointer = at
        self._point_at(hovered=self.seat_at(at), cursor=self._cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT or self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self.unsetCursor()
        elif (seat := self.seat_at(event.position())) is not None:
            self._select(seat)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(hovered=None, cursor=self._cursor)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom(ZOOM_STEP**turned, event.position())
            self._pointer = event.position()
            self._point_at(hovered=self.seat_at(self._pointer), cursor=self._cursor)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._zoomed:
            self._placing = self._usual = None
        self._forget_view()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self._forget_view()
        super().changeEvent(event)

    def _select(self, seat: int) -> None:
        self._cursor = seat
        self._session.select(self._session.election.constituencies[seat].id)

    def _on_outcome_changed(self) -> None:
        if self._chances is not None:
            self.set_chances(None)
        self._forget_colours()
        if is_seen(self) and self._pointed() is not None:
            self._describe()

    def _on_seat_changed(self) -> None:
        if is_seen(self):
            self._bring_into_sight(self._session.seat_position)
        self.update()

    def _on_theme_changed(self) -> None:
        self._forget_colours()
        self._forget_view()

    def _forget_colours(self) -> None:
        self._colouring = None
        self.update()

    def _forget_view(self) -> None:
        self._layers = None
        self.update()
