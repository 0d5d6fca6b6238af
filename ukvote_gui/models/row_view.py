"""A table that paints the rows of its model itself, and whose titles stand above what they are titles of."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QStaticText
from PySide6.QtWidgets import QAbstractItemView, QProxyStyle, QStyle, QStyleOption, QTableView, QWidget

from ukvote_gui.models.roles import TO_THE_RIGHT
from ukvote_gui.models.row_model import RowModel
from ukvote_gui.theme import Theme

MARK = 3
"""Width in pixels of what marks a row that the scenario has changed, where the selection hides its colour."""

SORT_INDICATOR = 14
"""Width in pixels that the header's arrow needs beside a title."""

MOST_LAID_OUT = 10_000
"""Texts that are kept laid out: those of a table of all constituencies, and some that have gone."""

_ELIDE = Qt.TextElideMode.ElideRight
_TITLE = QStyle.ControlElement.CE_HeaderLabel
_MARGIN = QStyle.PixelMetric.PM_HeaderMargin


class RowView(QTableView):
    """A table of rows that are chosen whole, with a party's swatch before some of its texts.

    The style and a delegate take 20 to 40 microseconds a cell, and there are some 360 in sight, within each
    step of a drag. Text that is laid out once and drawn straight from the rows of the model takes a fifth.

    Attributes:
        padding: pixels between the edge of a cell and what is in it.

    Signals:
        copy_pressed: what the table shows shall be copied.
    """

    copy_pressed = Signal()
    padding = 6

    def __init__(self, model: RowModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._theme = theme
        self._laid_out: dict[tuple[str, int], QStaticText] = {}
        self._metrics = self.fontMetrics()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStyle(_TitleStyle(self.padding, header))

    @property
    def swatch_room(self) -> int:
        """Width in pixels of a swatch and of what is between it and the text."""
        return self._metrics.ascent() - 2 + self.padding

    def take_font(self) -> None:
        """Measure by the font in use from now on."""
        self._laid_out.clear()
        self._metrics = self.fontMetrics()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for area in event.region():  # type: ignore[attr-defined]  # the stub does not know
            self._paint_area(painter, area)
        painter.end()

    def _paint_area(self, painter: QPainter, area: QRect) -> None:
        first = self.rowAt(area.top())
        if first < 0:
            return
        last = self.rowAt(area.bottom())
        if last < 0:
            last = self._rows.rowCount() - 1
        header, figures = self.horizontalHeader(), self._rows.figures
        columns = []
        for column in range(header.count()):
            x, width = header.sectionViewportPosition(column), header.sectionSize(column)
            if x <= area.right() and x + width > area.left() and not header.isSectionHidden(column):
                columns.append((column, x, width, column in figures))
        edge = header.sectionViewportPosition(0)
        height = self.rowHeight(first)
        y = self.rowViewportPosition(first)
        metrics, padding = self._metrics, self.padding
        text_top = (height - metrics.height()) // 2
        swatch = metrics.ascent() - 2
        swatch_top = (height - swatch) // 2
        tokens, party_colour = self._theme.tokens, self._theme.colour
        text_colour, on_accent = QColor(tokens.text), QColor(tokens.on_accent)
        accent, stripe = QColor(tokens.accent), QColor(tokens.stripe)
        changed_colour, on_changed = QColor(tokens.changed), QColor(tokens.on_changed)
        selection = self.selectionModel()
        current = selection.currentIndex().row() if self.hasFocus() else -1
        row_of, laid_out = self._rows.row, self._laid_out
        draw = painter.drawStaticText
        for row in range(first, last + 1):
            texts, parties, changed = row_of(row)
            selected = selection.isRowSelected(row)
            if selected:
                painter.fillRect(area.left(), y, area.width(), height, accent)
            elif changed:
                painter.fillRect(area.left(), y, area.width(), height, changed_colour)
            elif row % 2:
                painter.fillRect(area.left(), y, area.width(), height, stripe)
            if row == current and not selected:
                painter.setPen(accent)
                painter.drawRect(-1, y, self.viewport().width() + 1, height - 1)
            if changed:
                painter.fillRect(edge, y, MARK, height, on_changed)
            painter.setPen(on_accent if selected else text_colour)
            for column, x, width, is_figure in columns:
                left, room = x + padding, width - 2 * padding
                if column in parties:
                    if selected:
                        painter.fillRect(left - 1, y + swatch_top - 1, swatch + 2, swatch + 2, on_accent)
                    painter.fillRect(left, y + swatch_top, swatch, swatch, party_colour(parties[column]))
                    left += swatch + padding
                    room -= swatch + padding
                text = texts[column]
                if is_figure:
                    painter.drawText(left, y, room, height, TO_THE_RIGHT, text)
                elif text and room > 0:
                    draw(left, y + text_top, laid_out.get((text, room)) or self._lay_out(text, room))
            y += height

    def _lay_out(self, text: str, room: int) -> QStaticText:
        """Return words laid out as far as there is room, and remember them; figures change too often."""
        if len(self._laid_out) >= MOST_LAID_OUT:
            self._laid_out.clear()
        static = QStaticText(self._metrics.elidedText(text, _ELIDE, room))
        static.setTextFormat(Qt.TextFormat.PlainText)
        self._laid_out[text, room] = static
        return static


class _TitleStyle(QProxyStyle):
    """Puts titles as far from the edges of their columns as the cells have what is in them.

    By itself Fusion leaves two pixels: a title at the right touches the next one at the left.
    """

    def __init__(self, padding: int, parent: QObject) -> None:
        super().__init__("Fusion")
        self.setParent(parent)
        self._padding = padding

    def drawControl(  # noqa: N802
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _TITLE:
            more = self._padding - self.pixelMetric(_MARGIN, option, widget)
            option.rect = option.rect.adjusted(more, 0, -more, 0)
        super().drawControl(element, option, painter, widget)
