"""Claims: figures that were printed about the election, set against the data."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import formatting, tables
from ukvote_gui.core.claims import Figure, Verdict, load_claims, summary
from ukvote_gui.models.claims import ClaimsModel, Column
from ukvote_gui.models.fitted_view import FittedView
from ukvote_gui.state import clipboard
from ukvote_gui.state.background import Background
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.theme.panel import WORKING, quiet_label, words_label

_SAMPLES: dict[int, str] = {
    Column.CLAIM: "88",
    Column.FIGURE: "What it is a figure of",
    Column.PRINTED: "over 88,888",
    Column.DATA: "88.88%",
    Column.VERDICT: "= agrees",
}
_AS_HELD = (
    "The data are those of the general election of 4 July 2024 as it was held, whatever the scenario says. "
    "A figure agrees where it is the same to its last printed digit."
)
AFTER_START_MS = 2000
"""When the window has long been there, and nobody waits for anything."""
_CHOOSE = "Choose a figure to read who printed it, and what it comes to in the data."


class ClaimsPanel(QWidget):
    """Shows each printed figure beside that of the data; a row chosen selects its constituency.

    The figures are worked out on another thread when it is first shown, or some time after the start, for
    tools that read the table without showing it. Inside it: ``claims_verdict`` (QComboBox),
    ``claims_search`` (QLineEdit), ``claims_summary`` (QLabel), ``claims_view`` (QTableView),
    ``claims_remark`` (QLabel) and ``claims_copy`` (QPushButton).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims_panel")
        self.setAccessibleName("Claims")
        self._session = session
        self._verdict = StillCombo(self)
        self._verdict.setObjectName("claims_verdict")
        self._verdict.setAccessibleName("Figures that are shown")
        self._verdict.addItem("All figures", None)
        for verdict in Verdict:
            self._verdict.addItem(f"Only: {verdict.value}", verdict)
        self._search = QLineEdit(self)
        self._search.setObjectName("claims_search")
        self._search.setAccessibleName("Search the claims")
        self._search.setPlaceholderText("Name, place, source or number")
        self._search.setClearButtonEnabled(True)
        self._copy = QPushButton("Copy as table", self)
        self._copy.setObjectName("claims_copy")
        self._copy.setToolTip("Copy the rows shown, with sources and remarks, to paste into a spreadsheet")
        self._summary = words_label("claims_summary", self)
        self._summary.setAccessibleName("Summary")
        self._model = ClaimsModel(theme, self)
        self._table = FittedView(self._model, theme, _SAMPLES, Column.FIGURE, parent=self)
        self._table.setObjectName("claims_view")
        self._table.setAccessibleName("Printed figures and those of the data")
        self._table.sort_by(Column.CLAIM)
        self._remark = words_label("claims_remark", self)
        self._remark.setAccessibleName("The figure chosen")
        self._remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._remark.setText(_CHOOSE)
        self._summary.setText(WORKING)
        self._lay_out()
        self._background = Background(self)
        self._background.answered.connect(self._on_loaded)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_START_MS)
        self._timer.timeout.connect(self._load)
        self._timer.start()

        self._verdict.currentIndexChanged.connect(self._on_narrowed)
        self._search.textChanged.connect(self._on_narrowed)
        self._copy.clicked.connect(self._on_copy)
        self._table.copy_pressed.connect(self._on_copy)
        self._table.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _lay_out(self) -> None:
        caption = QLabel("Show", self)
        caption.setBuddy(self._verdict)
        grid = QGridLayout()
        grid.addWidget(caption, 0, 0)
        grid.addWidget(self._verdict, 0, 1)
        grid.addWidget(self._copy, 0, 2)
        grid.addWidget(self._search, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        room = self._room = QScrollArea(self)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(self._remark)
        as_held = quiet_label(self)
        as_held.setText(_AS_HELD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self._summary)
        layout.addWidget(self._table, 3)
        layout.addWidget(room, 1)
        layout.addWidget(as_held)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def _load(self) -> None:
        self._timer.stop()
        if not self._model.all_figures:
            self._background.ask(load_claims)

    def _on_loaded(self, figures: tuple[Figure, ...]) -> None:
        self._model.set_figures(figures)
        self._tell()

    def _chosen(self) -> Figure | None:
        rows = self._table.selectionModel().selectedRows()
        return self._model.shown[rows[0].row()] if rows else None

    def _tell(self) -> None:
        every, shown = self._model.all_figures, len(self._model.shown)
        narrowed = "" if shown == len(every) else f" {formatting.counted(shown, 'figure')} shown."
        self._summary.setText(summary(every) + narrowed)
        figure = self._chosen()
        self._room.verticalScrollBar().setValue(0)
        self._remark.setText(_CHOOSE if figure is None else _in_words(figure))

    def _on_narrowed(self) -> None:
        verdict = self._verdict.currentData()
        self._model.show_only(None if verdict is None else Verdict(verdict), self._search.text())
        self._tell()

    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self._tell()
        figure = self._chosen()
        if figure is not None and figure.found.seat:
            self._session.select(figure.found.seat)

    def _on_copy(self) -> None:
        table = self._model.table()
        clipboard.put(tables.as_text(table), tables.as_html(table))
        self._session.message_posted.emit(f"Copied {formatting.counted(len(table.rows), 'figure')}.")


def _in_words(figure: Figure) -> str:
    """Return all that there is to say of a figure, a line each."""
    by = "; ".join(source.in_words for source in figure.sources)
    printed = figure.printed_in_full or "no figure"
    lines = [
        f"Claim {figure.claim}: {figure.said}",
        f"{figure.what}.",
        f"Printed: {printed}. Source: {by}.",
        f"Data: {figure.found.text}." + (f" So {figure.difference}." if figure.difference else ""),
    ]
    return "\n".join(filter(None, [*lines, figure.why]))
