"""The battleground: the seats that a party needs to win or to defend, the nearest first."""

from __future__ import annotations

from PySide6.QtGui import (
    QIcon,
    QPixmap,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import dataset, formatting, tables
from ukvote_gui.core.battleground import METHOD, Aim, summary
from ukvote_gui.core.measures import INDEPENDENT, SPEAKER
from ukvote_gui.core.variables import party_name
from ukvote_gui.models.battleground import SWATCHED, BattlegroundModel, Choice, Column
from ukvote_gui.models.seats_view import SeatsView
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import narrow_combo
from ukvote_gui.theme.panel import quiet_label, words_label
from ukvote_gui.theme.sight import Follower, is_seen

_SAMPLES: dict[int, str] = {
    Column.RANK: "600",
    Column.NAME: "The constituency",
    Column.SWING: "88.88",
    Column.VOTES: "88,888",
    Column.WINNER: "Con ← Lab",
    Column.SECOND: "Green",
    Column.THIRD: "Green 88.8",
    Column.PAST_ALL: "88.88",
    Column.PLACE: "2nd",
}
"""The widest text of each column; of the name, which takes what is left, the least."""


class BattlegroundPanel(QWidget):
    """Chooses a party and what is ranked, and shows the table; it follows the session while it is seen.

    Inside it: ``battleground_party``, ``battleground_aim`` and ``battleground_under`` (QComboBox),
    ``battleground_summary`` (QLabel), ``battleground_table`` (QTableView) and ``battleground_copy``
    (QPushButton).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("battleground_panel")
        self.setAccessibleName("Battleground")
        self._session = session
        self._theme = theme
        self._seat = session.seat
        self._party = narrow_combo(self, "battleground_party", "Party")
        self._aim = narrow_combo(self, "battleground_aim", "Targets or defences")
        self._aim.addItem("Targets, to win", Aim.TARGETS)
        self._aim.addItem("Defences, to keep", Aim.DEFENCES)
        self._under = narrow_combo(self, "battleground_under", "Result that is ranked")
        self._under.addItem("Result of the scenario", False)
        self._under.addItem("Result of the base", True)
        self._fill_parties()
        self._summary = words_label("battleground_summary", self)
        self._summary.setAccessibleName("Summary")
        self._model = BattlegroundModel(session, theme, Choice(self._party.currentData()), self)
        self._table = _Table(self._model, theme, self)
        self._copy = QPushButton("Copy as table", self)
        self._copy.setObjectName("battleground_copy")
        self._copy.setToolTip("Copy all rows, to paste into a spreadsheet")
        method = quiet_label(self)
        method.setText(METHOD)
        self._lay_out(method)
        self._follower = Follower(self)
        self._follower.due.connect(self._on_due)

        for box in (self._party, self._aim, self._under):
            box.currentIndexChanged.connect(self._on_chosen)
        self._table.seat_chosen.connect(session.select)
        self._table.copy_pressed.connect(self._on_copy)
        self._copy.clicked.connect(self._on_copy)
        session.election_changed.connect(self._on_election_changed)
        session.outcome_changed.connect(self._follower.follow_now)
        session.seat_changed.connect(self._on_seat_changed)
        theme.changed.connect(self._on_theme_changed)

    def show_party(self, party: str, aim: Aim) -> None:
        """Rank the targets or the defences of a party by its abbreviation."""
        self._party.setCurrentIndex(max(0, self._party.findData(party)))
        self._aim.setCurrentIndex(self._aim.findData(aim))

    def _lay_out(self, method: QLabel) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        caption = QLabel("Seats of", self)
        caption.setBuddy(self._party)
        grid.addWidget(caption, 0, 0)
        grid.addWidget(self._party, 0, 1)
        grid.addWidget(self._aim, 0, 2)
        caption = QLabel("ranked by", self)
        caption.setBuddy(self._under)
        grid.addWidget(caption, 1, 0)
        grid.addWidget(self._under, 1, 1)
        grid.addWidget(self._copy, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self._summary)
        layout.addWidget(self._table, 1)
        layout.addWidget(method)

    def _fill_parties(self) -> None:
        """Offer the parties that stand, the main ones first; at first the second largest of the base."""
        election, seats = self._session.election, self._session.base.party_seats
        listed = [
            party for party in dataset.load_parties().values() if party.abbreviation in election.parties
        ]
        main = [party.abbreviation for party in listed if party.main]
        others = [party for party in election.parties if party not in main and party != SPEAKER]
        chosen = self._party.currentData()
        self._party.blockSignals(True)
        self._party.clear()
        for party in (*main, *others):
            self._party.addItem(party_name(party), party)
        self._party.insertSeparator(len(main))
        if chosen is None:
            by_seats = [party for position, party in sorted(zip(-seats, election.parties, strict=True))]
            chosen = [party for party in by_seats if party not in (INDEPENDENT, SPEAKER)][1]
        self._party.setCurrentIndex(max(0, self._party.findData(chosen)))
        self._party.blockSignals(False)
        self._colour_parties()

    def _colour_parties(self) -> None:
        for row in range(self._party.count()):
            if party := self._party.itemData(row):
                swatch = QPixmap(12, 12)
                swatch.fill(self._theme.colour(party))
                self._party.setItemIcon(row, QIcon(swatch))

    def _on_due(self) -> None:
        self._model.refresh()
        self._tell()

    def _tell(self) -> None:
        self._summary.setText(summary(self._model.ground))
        self._show_seat()

    def _show_seat(self) -> None:
        """Show which seat is selected; go to it where it is another than before, not as a drag moves it."""
        before, self._seat = self._seat, self._session.seat
        self._table.show_seat(self._seat, scroll=self._seat != before)

    def _on_election_changed(self) -> None:
        self._fill_parties()
        self._model.set_choice(self._choice())

    def _on_seat_changed(self) -> None:
        if is_seen(self):
            self._show_seat()
        else:
            self._follower.follow_now()

    def _on_chosen(self) -> None:
        self._model.set_choice(self._choice())
        self._table.show_columns_of(self._model.choice.aim)
        self._table.scrollToTop()
        self._tell()

    def _choice(self) -> Choice:
        return Choice(self._party.currentData(), Aim(self._aim.currentData()), self._under.currentData())

    def _on_copy(self) -> None:
        table = self._model.table()
        clipboard.put(tables.as_text(table), tables.as_html(table))
        self._session.message_posted.emit(f"Copied {formatting.counted(len(table.rows), 'seat')}.")

    def _on_theme_changed(self) -> None:
        self._colour_parties()
        self._table.viewport().update()


class _Table(SeatsView):
    """The ranked seats."""

    def __init__(self, model: BattlegroundModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, theme, _SAMPLES, Column.NAME, SWATCHED, parent)
        self.setObjectName("battleground_table")
        self.setAccessibleName("Seats by the swing that they take")
        self.sort_by(Column.SWING)
        self.show_columns_of(Aim.TARGETS)

    def show_columns_of(self, aim: Aim) -> None:
        """Show the columns that targets or defences have."""
        for column in (Column.PAST_ALL, Column.PLACE):
            self.setColumnHidden(column, aim is Aim.DEFENCES)
        self.fit()
