"""All constituencies in a table, with what finds them: a search, filters, a sort."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ukvote_gui.core import tables
from ukvote_gui.models.constituency_table import Column, ConstituencyModel
from ukvote_gui.models.constituency_view import ConstituencyTable
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.constituency_browser.filter_form import FilterForm

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SELECT_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate
_COLUMNS = f"{' '.join(column.name for column in Column)}\n".encode()


class ConstituencyBrowser(QWidget):
    """Search box, filters and table of constituencies.

    What is typed and ticked makes a filter, the model shows what fulfils it; the row that is current in the
    table and the session's constituency are always the same, as long as that is shown.

    Signals:
        found_changed: the filter lets these ONS ids through, a frozen set, or None where it lets all through.
    """

    found_changed = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = ConstituencyModel(session, theme, self)
        self._selected: list[str] = []
        self._scrolled_to = 0
        self._last_found: frozenset[str] | None = None

        self._form = FilterForm(session, theme)
        self._form.edited.connect(self._on_filter_edited)
        self._form.first_wanted.connect(self._on_first_wanted)
        self._form.found_wanted.connect(self._on_found_wanted)
        self._count = QLabel()
        self._count.setObjectName("constituency_count")
        self._sort_again = self._make_button("Sort again", "sort_again")
        self._sort_again.clicked.connect(self._model.sort_again)
        self._sort_again.setToolTip(
            "The outcome has changed since the table was sorted, and rows have stayed where they were"
        )
        self._clear = self._make_button("Clear filters", "clear_filters")
        self._clear.clicked.connect(self.clear_filters)
        self._table = ConstituencyTable(self._model, theme, self)
        self._why_empty = QLabel()
        self._empty = self._make_empty_state()
        self._arrange()

        self._table.horizontalHeader().sortIndicatorChanged.connect(self._table.scrollToTop)
        self._table.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self._table.copy_pressed.connect(self.copy_selection)
        self._model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        self._model.modelReset.connect(self._on_model_reset)
        self._model.shown_changed.connect(self._on_shown_changed)
        session.seat_changed.connect(self._on_seat_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_seat_changed()
        self._on_shown_changed()

    def _found(self) -> frozenset[str] | None:
        """Return the ONS ids of what the filter lets through, or None where it lets everything through."""
        rows = self._model.rowCount()
        if rows == len(self._session.election.constituencies):
            return None
        return frozenset(self._model.seat_at(position) for position in range(rows))

    def focus_search(self) -> None:
        """Let the person type what to look for, in place of what is there."""
        self._form.focus_search()

    def clear_filters(self) -> None:
        """Show all constituencies."""
        self._form.clear()

    def copy_selection(self) -> int:
        """Copy the selected rows as they are ordered, with a header, and return how many they are.

        To the clipboard as text with tabs and as HTML, so that a spreadsheet gets cells.
        """
        positions = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        if positions:
            table = self._model.table(positions)
            clipboard.put(tables.as_text(table), tables.as_html(table))
        noun = "constituency" if len(positions) == 1 else "constituencies"
        self._session.message_posted.emit(
            f"Copied {len(positions)} {noun}."
            if positions
            else "Nothing to copy: no constituency is selected."
        )
        return len(positions)

    def save_state(self) -> QByteArray:
        """Return widths, order and sort of the columns, to remember."""
        return QByteArray(_COLUMNS + self._table.horizontalHeader().saveState().data())

    def restore_state(self, state: QByteArray) -> bool:
        """Give the columns remembered widths, order and sort; return whether ``state`` was such."""
        if not state.startsWith(_COLUMNS):  # Qt would take what another number of columns left
            return False
        return self._table.horizontalHeader().restoreState(state.sliced(len(_COLUMNS)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._form.fit(self.width())

    def _make_empty_state(self) -> QWidget:
        """Make what the empty table shows in place of rows."""
        self._why_empty.setObjectName("why_empty")
        self._why_empty.setTextFormat(Qt.TextFormat.PlainText)
        self._why_empty.setWordWrap(True)
        self._why_empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton("Clear filters")
        button.setObjectName("clear_filters_when_empty")
        button.clicked.connect(self.clear_filters)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(self._why_empty)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        QVBoxLayout(self._table.viewport()).addWidget(empty)
        return empty

    def _make_button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setVisible(False)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        return button

    def _arrange(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self._count)
        below.addStretch(1)
        below.addWidget(self._sort_again)
        below.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.addWidget(self._form)
        column.addLayout(below)
        column.addWidget(self._table, 1)

    def _on_filter_edited(self) -> None:
        self._model.set_filter(self._form.filter())
        position = self._model.position_of(self._session.seat)
        self._show(position) if position >= 0 else self._table.scrollToTop()

    def _on_first_wanted(self) -> None:
        if self._model.rowCount():
            self._session.select(self._model.seat_at(0))

    def _on_found_wanted(self) -> None:
        if self._model.rowCount():
            if not self._table.currentIndex().isValid():
                self._session.select(self._model.seat_at(0))
            self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self._session.select(self._model.seat_at(current.row()))

    def _on_seat_changed(self) -> None:
        position = self._model.position_of(self._session.seat)
        if position < 0:
            self._table.selectionModel().clear()
        elif position != self._table.currentIndex().row():
            index = self._model.index(position, max(self._table.currentIndex().column(), 0))
            self._table.selectionModel().setCurrentIndex(index, _SELECT_ROW)
            self._show(position)

    def _show(self, position: int) -> None:
        """Scroll up or down, but not sideways, until the row is in sight."""
        sideways = self._table.horizontalScrollBar()
        before = sideways.value()
        self._table.scrollTo(self._model.index(position, 0))
        sideways.setValue(before)

    def _on_model_about_to_be_reset(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        self._selected = [self._model.seat_at(index.row()) for index in rows]
        self._scrolled_to = self._table.verticalScrollBar().value()

    def _on_model_reset(self) -> None:
        """Select again what was selected, as far as it is shown, and stay where one had scrolled to."""
        selection = self._table.selectionModel()
        selected = QItemSelection()
        for seat in {*self._selected, self._session.seat}:
            if (position := self._model.position_of(seat)) >= 0:
                index = self._model.index(position, 0)
                selected.select(index, index)
        current = self._model.position_of(self._session.seat)
        if current >= 0:
            selection.setCurrentIndex(self._model.index(current, 0), _NO_UPDATE)
        selection.select(selected, _SELECT_ROW)
        self._table.verticalScrollBar().setValue(self._scrolled_to)

    def _on_shown_changed(self) -> None:
        wanted, shown = self._model.filter, self._model.rowCount()
        every = len(self._session.election.constituencies)
        if wanted:
            kept = ", and the selected one" if self._model.keeps_one else ""
            self._count.setText(f"{self._model.matching_count} of {every} constituencies{kept}")
        else:
            self._count.setText(f"{every} constituencies")
        self._clear.setVisible(bool(wanted) and shown > 0)
        self._sort_again.setVisible(not self._model.in_order)
        self._empty.setVisible(shown == 0)
        if shown == 0:
            self._why_empty.setText(wanted.why_empty())
        found = self._found()
        if found != self._last_found:
            self._last_found = found
            self.found_changed.emit(found)

    def _on_theme_changed(self) -> None:
        self._table.viewport().update()
