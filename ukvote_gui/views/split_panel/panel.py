"""Split votes: the seats that a bloc lost though its votes together are more than the winner's."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import describe, formatting, tables
from ukvote_gui.core.selection import BLOC, Selectors
from ukvote_gui.core.split_seats import (
    NO_FORECAST,
    change_in_words,
    pact_in,
    rate_in_words,
    seats_in_words,
    summary,
)
from ukvote_gui.models.split_seats import FIRST_RATE, Choice, SplitModel
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StepSpin, narrow_combo
from ukvote_gui.theme.panel import quiet_label, words_label
from ukvote_gui.theme.sight import Follower, is_seen
from ukvote_gui.views.split_panel.parties_button import PartiesButton
from ukvote_gui.views.split_panel.table import SplitTable

_HERE = "Chosen here"
_WIDEST_RATE = "88.88%"


class SplitPanel(QWidget):
    """Chooses a bloc and a rate of transfer, and shows its split seats; it follows the session while seen.

    Inside it: ``split_parties`` (QToolButton with a menu of QActions ``split_party_<party>``), ``split_bloc``
    and ``split_under`` (QComboBox), ``split_rate`` (QDoubleSpinBox), ``split_summary`` (QLabel),
    ``split_view`` (QTableView), ``split_pact`` and ``split_copy`` (QPushButton).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("split_panel")
        self.setAccessibleName("Split votes")
        self._session = session
        self._seat = session.seat
        self._follower = Follower(self)
        self._parties = PartiesButton(theme, session.election, self)
        self._bloc = narrow_combo(self, "split_bloc", "Bloc of the scenario")
        self._under = narrow_combo(self, "split_under", "Result in which split seats are looked for")
        self._under.addItem("of the scenario", False)
        self._under.addItem("of the base", True)
        self._rate = _RateSpin(self)
        self._rate.setObjectName("split_rate")
        self._rate.setAccessibleName("Transfer from the others of the bloc to its best placed, in per cent")
        self._rate.setToolTip("The part of the others' votes that goes to the bloc's best placed candidate")
        self._rate.setValue(100 * FIRST_RATE)
        self._summary = words_label("split_summary", self)
        self._summary.setAccessibleName("Summary")
        self._model = SplitModel(session, theme, Choice(), self)
        self._table = SplitTable(self._model, theme, self)
        self._pact = QPushButton("Add as a pact", self)
        self._pact.setObjectName("split_pact")
        self._pact.setToolTip(
            "Add a pact of the bloc in these seats, at this transfer, to the scenario's moves"
        )
        self._copy = QPushButton("Copy as table", self)
        self._copy.setObjectName("split_copy")
        self._copy.setToolTip("Copy all rows, to paste into a spreadsheet")
        self._lay_out()
        self._show_choice()

        self._follower.due.connect(self._show_choice)
        self._parties.chosen.connect(self._show_choice)
        self._bloc.currentIndexChanged.connect(self._show_choice)
        self._under.currentIndexChanged.connect(self._show_choice)
        self._rate.valueChanged.connect(self._show_choice)
        self._table.seat_chosen.connect(session.select)
        self._table.copy_pressed.connect(self._on_copy)
        self._copy.clicked.connect(self._on_copy)
        self._pact.clicked.connect(self._on_pact)
        session.election_changed.connect(self._on_election_changed)
        session.outcome_changed.connect(self._follower.follow_now)
        session.seat_changed.connect(self._on_seat_changed)
        theme.changed.connect(self._table.viewport().update)

    def show_bloc(self, parties: Collection[str]) -> None:
        """List the split seats of a bloc of parties by their abbreviations."""
        self._bloc.setCurrentIndex(0)
        self._parties.show_parties(parties)
        self._show_choice()

    # What it is made of

    def _lay_out(self) -> None:
        quiet = quiet_label(self)
        quiet.setText(NO_FORECAST)
        self._bloc_label = self._label("Bloc", self._bloc)
        self._parties_label = self._label("Parties", self._parties)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._bloc_label, 0, 0)
        grid.addWidget(self._bloc, 0, 1, 1, 3)
        grid.addWidget(self._parties_label, 1, 0)
        grid.addWidget(self._parties, 1, 1, 1, 3)
        grid.addWidget(self._label("Result", self._under), 2, 0)
        grid.addWidget(self._under, 2, 1)
        grid.addWidget(self._label("at a transfer of", self._rate), 2, 2)
        grid.addWidget(self._rate, 2, 3)
        buttons = QHBoxLayout()
        buttons.addWidget(self._pact)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self._summary)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        layout.addWidget(quiet)

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(buddy)
        return label

    def _fill_blocs(self) -> None:
        """Offer the blocs of the scenario, where it has any."""
        election = describe.naming_election(self._session.scenario)
        blocs = self._session.scenario.blocs
        offered = [(_HERE, "")]
        offered += [
            (f"“{name}”: {describe.selectors_in_words(selectors, election)}", name)
            for name, selectors in blocs
        ]
        if offered == [(self._bloc.itemText(i), self._bloc.itemData(i)) for i in range(self._bloc.count())]:
            return
        chosen = self._bloc.currentData()
        self._bloc.blockSignals(True)
        self._bloc.clear()
        for text, name in offered:
            self._bloc.addItem(text, name)
        self._bloc.setCurrentIndex(max(0, self._bloc.findData(chosen)))
        self._bloc.blockSignals(False)
        for widget in (self._bloc_label, self._bloc):
            widget.setVisible(bool(blocs))

    # Following

    def _on_election_changed(self) -> None:
        self._parties.offer(self._session.election)

    def _on_seat_changed(self) -> None:
        if is_seen(self):
            self._show_seat()
        else:
            self._follower.follow_now()

    def _show_seat(self) -> None:
        """Show which seat is selected, in sight where it was not before: not where a drag only moves it."""
        before, self._seat = self._seat, self._session.seat
        self._table.show_seat(self._seat, scroll=self._seat != before)

    # What a person chooses

    @property
    def _selectors(self) -> Selectors:
        name = self._bloc.currentData()
        return (BLOC + name,) if name else self._parties.parties

    def _show_choice(self) -> None:
        self._fill_blocs()
        blocs, rate = self._session.scenario.blocs, round(self._rate.value() / 100, 4)
        choice = Choice(blocs, self._selectors, rate, bool(self._under.currentData()))
        for widget in (self._parties_label, self._parties):
            widget.setVisible(not self._bloc.currentData())
        self._model.show_choice(choice)
        self._show_seat()
        split = self._model.split
        self._summary.setText(summary(split, blocs, choice.selectors, rate))
        for button in (self._pact, self._copy):
            button.setEnabled(bool(len(split.seats)))

    def _on_copy(self) -> None:
        table = self._model.table()
        if table.rows:
            clipboard.put(tables.as_text(table), tables.as_html(table))
            self._session.message_posted.emit(f"Copied {formatting.counted(len(table.rows), 'seat')}.")

    def _on_pact(self) -> None:
        session, choice = self._session, self._model.choice
        pact = pact_in(self._model.split, choice.selectors, choice.rate)
        name = f"a pact of {describe.selectors_in_words(choice.selectors, session.election)}"
        seats, before = seats_in_words(self._model.split, session.scenario), session.outcome
        session.change(session.scenario.with_national_move(pact), f"Add {name}")
        change = change_in_words(before, session.outcome)
        session.message_posted.emit(f"Added {name} in {seats} at {rate_in_words(choice.rate)}: {change}.")


class _RateSpin(StepSpin):
    """A rate in per cent, shown with the decimals that it has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDecimals(2)
        self.setRange(0, 100)
        self.setSuffix("%")

    def sizeHint(self) -> QSize:
        # Qt measures the ends of the range only, and those have no decimals.
        measured, metrics = self.textFromValue(self.maximum()) + self.suffix(), self.fontMetrics()
        more = metrics.horizontalAdvance(_WIDEST_RATE) - metrics.horizontalAdvance(measured)
        return super().sizeHint() + QSize(max(more, 0), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def textFromValue(self, value: float) -> str:
        return rate_in_words(value / 100).removesuffix("%")
