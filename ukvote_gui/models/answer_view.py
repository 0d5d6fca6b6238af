"""The view of a table in a panel: columns that fit, and rows that choose a constituency."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ukvote_gui.models.answer_table import AnswerTable
from ukvote_gui.models.frozen_column import FrozenColumn
from ukvote_gui.models.roles import Index

PADDING = 6
SWATCH = 10
MOST_MEASURED = 12
"""So many of a column's longest texts are measured: the widest is among them."""

_SELECT_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_PANEL = QStyle.PrimitiveElement.PE_PanelItemViewItem
_ITEM = QStyle.ControlElement.CE_ItemViewItem
_SELECTED = QStyle.StateFlag.State_Selected
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_COPY = QKeySequence.StandardKey.Copy
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
_SHORTCUT_OVERRIDE = QEvent.Type.ShortcutOverride


class _NotedDelegate(QStyledItemDelegate):
    """Paints a cell above the words that go under all cells of its row."""

    def __init__(self, view: QTableView, model: AnswerTable) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        cell, metrics, style = QRect(option.rect), option.fontMetrics, self._view.style()
        style.drawPrimitive(_PANEL, option, painter, self._view)
        option.rect = QRect(cell.topLeft(), QSize(cell.width(), metrics.height() + PADDING))
        style.drawControl(_ITEM, option, painter, self._view)
        selected = bool(option.state & _SELECTED)
        role = QPalette.ColorRole.HighlightedText
        left = self._view.horizontalHeader().sectionViewportPosition(0) + PADDING // 2
        line = QRect(left, cell.bottom() - metrics.height(), 0, metrics.height())
        line.setWidth(self._view.viewport().width() - line.left() - PADDING)
        note = metrics.elidedText(self._model.note_at(index.row()), _ELIDE, line.width())
        painter.save()
        # Each cell paints its part of the words, for any of them may be painted alone.
        painter.setClipRect(cell)
        painter.setPen(option.palette.color(role) if selected else self._model.muted)
        painter.drawText(line, _LEFT, note)
        painter.restore()


class AnswerView(QTableView):
    """Shows a model whose rows may be about constituencies.

    Columns are as wide as what is in them; the roomy ones share what is left, and are elided where that is
    little. The view is as high as its rows, up to a number of them.

    Signals:
        seat_chosen: a row about this constituency, an ONS id, was clicked or gone to with the keys.
        copy_pressed: the table shall be copied.
    """

    seat_chosen = Signal(str)
    copy_pressed = Signal()

    def __init__(
        self,
        name: str,
        accessible_name: str,
        model: AnswerTable,
        *,
        roomy: dict[int, int],
        most_rows: int = 0,
        lines: int = 1,
        chooses: bool = False,
        frozen: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the view.

        Args:
            name: its object name.
            accessible_name: what a screen reader calls it.
            model: what it shows.
            roomy: the columns that share what room is left, with the least letters that each shows.
            most_rows: how many rows it shows without scrolling, all of them by default.
            lines: how many lines a row has; with two, its note is in the second.
            chooses: whether its rows choose constituencies.
            frozen: whether the first column, the one that is roomy, stays where the others scroll; where they
                do, it takes what it needs up to half of the width.
            parent: its parent.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._model = model
        self._roomy = roomy
        self._most_rows = most_rows
        self._lines = lines
        self._showing = False
        self._widths: list[int] = []
        self._frozen: FrozenColumn | None = None
        behaviour, mode = QAbstractItemView.SelectionBehavior, QAbstractItemView.SelectionMode
        self.setSelectionBehavior(behaviour.SelectRows if chooses else behaviour.SelectItems)
        self.setSelectionMode(mode.SingleSelection if chooses else mode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if lines > 1:
            self.setItemDelegate(_NotedDelegate(self, model))
        self.setModel(model)
        if frozen:
            self._frozen = FrozenColumn(self)
        model.modelReset.connect(self._on_model_changed)
        model.dataChanged.connect(self._on_model_changed)
        model.headerDataChanged.connect(self._on_model_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._fit_rows()
        self._on_model_changed()

    def show_seat(self, seat: str) -> None:
        """Select the row about a constituency, or none, without choosing it."""
        current = self.currentIndex()
        if current.isValid() and self._model.seat_at(current.row()) == seat:
            return
        row = self._model.row_of(seat)
        self._showing = True
        if row < 0:
            self.selectionModel().clear()
        else:
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), _SELECT_ROW)
            self.scrollTo(self._model.index(row, 0))
        self._showing = False

    def _on_selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        # The focus alone makes the first row the current one, but selects nothing.
        rows = selected.indexes()
        if rows and not self._showing and (seat := self._model.seat_at(rows[0].row())):
            self.seat_chosen.emit(seat)

    def _on_model_changed(self) -> None:
        self._measure()
        self._fit_columns()
        self._fit_height()

    def _measure(self) -> None:
        """Find how wide each column has to be for what is in it."""
        header = self.horizontalHeader()
        bold = QFont(self.font())
        bold.setBold(True)
        plain_metrics, bold_metrics = self.fontMetrics(), QFontMetrics(bold)
        self._widths = []
        for column, cells in enumerate(self._model.columns()):
            longest = sorted({line for cell in cells for line in cell.text.split("\n")}, key=len)[
                -MOST_MEASURED:
            ]
            metrics = bold_metrics if any(cell.strong for cell in cells) else plain_metrics
            width = max((metrics.horizontalAdvance(text) for text in longest), default=0)
            if any(cell.party for cell in cells):
                width += SWATCH + PADDING
            self._widths.append(max(width + 2 * PADDING + 2, header.sectionSizeHint(column)))

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        letter = self.fontMetrics().averageCharWidth()
        widths = dict(enumerate(self._widths))
        roomy = [column for column in self._roomy if column in widths]
        room = self.viewport().width() - sum(widths[column] for column in widths if column not in roomy)
        least = {column: min(widths[column], self._roomy[column] * letter) for column in roomy}
        if self._frozen is not None and 0 in least and room < least[0]:
            least[0] = min(widths[0], max(least[0], self.viewport().width() // 2))
        # Whoever needs less than an even share leaves the rest to the others.
        for at, column in enumerate(sorted(roomy, key=lambda column: widths[column])):
            others = len(roomy) - at
            share = max(least[column], room // others)
            last = others == 1
            width = share if last else min(widths[column], share)
            room -= width
            widths[column] = width
        for column, width in widths.items():
            header.resizeSection(column, width)
        if self._frozen is not None:
            self._frozen.follow()

    def _fit_height(self) -> None:
        rows = self._model.rowCount()
        shown = min(rows, self._most_rows) if self._most_rows else rows
        height = shown * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()
        height += self.horizontalHeader().sizeHint().height()
        header = self.horizontalHeader()
        if header.length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._lines * self.fontMetrics().height() + PADDING)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self._frozen is None or self._frozen.isHidden():
            return
        if index.column() == 0:
            bar.setValue(before)
        else:
            hidden = self.columnWidth(0) - self.visualRect(index).left()
            bar.setValue(bar.value() - max(0, hidden))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._frozen is not None:
            self._frozen.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_COPY):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Here the window's shortcut for copying means this table.
        if event.type() == _SHORTCUT_OVERRIDE and isinstance(event, QKeyEvent) and event.matches(_COPY):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._widths:
            self._fit_rows()
            self._on_model_changed()
