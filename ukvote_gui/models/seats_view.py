"""A table of some of the constituencies, of which one may be the selected one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtWidgets import QWidget

from ukvote_gui.models.fitted_view import FittedView
from ukvote_gui.models.seats_model import SeatsModel
from ukvote_gui.theme import Theme

_SELECT_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class SeatsView(FittedView):
    """Seats in rows; a row chosen selects its constituency.

    Signals:
        seat_chosen: a row was clicked or gone to with the keys; its ONS id.
    """

    seat_chosen = Signal(str)

    def __init__(
        self,
        model: SeatsModel,
        theme: Theme,
        samples: Mapping[int, str],
        rest: int,
        swatched: Collection[int],
        parent: QWidget,
    ) -> None:
        super().__init__(model, theme, samples, rest, swatched, parent)
        self._seats = model
        self._showing = False
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def show_seat(self, seat: str, scroll: bool) -> None:
        """Select the row of a constituency, or none, without choosing it; bring it into sight if wanted."""
        row = self._seats.row_of(seat)
        selected = self.selectionModel().selectedRows()
        if [index.row() for index in selected] == ([] if row < 0 else [row]):
            return
        self._showing = True
        self.setAutoScroll(scroll)
        if row < 0:
            self.selectionModel().clear()
        else:
            self.selectionModel().setCurrentIndex(self._seats.index(row, self._rest), _SELECT_ROW)
        self.setAutoScroll(True)
        self._showing = False

    def _on_selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if not self._showing and (rows := selected.indexes()):
            self.seat_chosen.emit(self._seats.seat_at(rows[0].row()))
