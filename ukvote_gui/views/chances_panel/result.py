"""What the draws came to: the parties, the seats in doubt, and the selected constituency."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ukvote_gui.core import chances, dataset, tables
from ukvote_gui.core.chances import Chances
from ukvote_gui.models import doubt_table
from ukvote_gui.models.answer_table import AnswerTable
from ukvote_gui.models.answer_view import AnswerView
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import quiet_label, title_label, words_label
from ukvote_gui.views.chances_panel import party_table
from ukvote_gui.views.chances_panel.seat_chances import SeatChances

LEAST_PARTY_LETTERS = 8
LEAST_SEAT_LETTERS = 14


class Result(QWidget):
    """The chances of the parties, the seats in doubt, and the selected constituency's candidates."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._names = {party.abbreviation: party.name for party in dataset.load_parties().values()}
        self._found: Chances | None = None
        self._parties = AnswerTable(theme, party_table.HEADS, self)
        self._parties_view = AnswerView(
            "chances_parties",
            "Seats of the parties in the draws",
            self._parties,
            roomy={0: LEAST_PARTY_LETTERS},
        )
        self._same = quiet_label()
        self._same.setObjectName("chances_same")
        self._majority = words_label("chances_majority")
        self._doubt = words_label("chances_doubt")
        self._doubtful = AnswerTable(theme, doubt_table.HEADS, self)
        self._doubtful_view = AnswerView(
            "chances_doubtful",
            "Seats in doubt, the most open first",
            self._doubtful,
            roomy={0: LEAST_SEAT_LETTERS},
            most_rows=8,
            chooses=True,
        )
        self._seat = SeatChances(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (
            title_label("Parties"),
            self._parties_view,
            self._same,
            self._majority,
            title_label("Seats in doubt"),
            self._doubt,
            self._doubtful_view,
            self._seat,
        ):
            layout.addWidget(widget)
        self._parties_view.copy_pressed.connect(self._on_parties_copy_pressed)
        self._doubtful_view.copy_pressed.connect(self._on_doubtful_copy_pressed)
        self._doubtful_view.seat_chosen.connect(session.select)
        theme.changed.connect(self._on_theme_changed)

    def show_chances(self, found: Chances) -> None:
        """Show what draws came to."""
        if found is not self._found:
            self._found = found
            self._show_parties(found)
            self._show_doubtful(found)
        seat = self._session.seat
        self._doubtful_view.show_seat(seat)
        self._seat.show_seat(found, seat, self._session.constituency.name)

    def _show_parties(self, found: Chances) -> None:
        parties = chances.party_chances(found)
        differ = [party for party in parties if not party.same]
        self._parties.show(party_table.rows_of(differ or parties, self._names))
        self._same.setText(chances.same_in_words(found, self._names) if differ else "")
        self._same.setVisible(bool(self._same.text()))
        self._majority.setText(chances.majority_in_words(found, self._names))

    def _show_doubtful(self, found: Chances) -> None:
        rows = doubt_table.rows_of(found)
        self._doubt.setText(chances.doubt_in_words(found))
        self._doubtful.show(rows)
        self._doubtful_view.setVisible(bool(rows))

    def _on_parties_copy_pressed(self) -> None:
        self._copy(self._parties)

    def _on_doubtful_copy_pressed(self) -> None:
        self._copy(self._doubtful)

    def _copy(self, table: AnswerTable) -> None:
        clipboard.put(tables.as_text(table.table()), tables.as_html(table.table()))
        self._session.message_posted.emit(f"Copied {table.rowCount()} rows.")

    def _on_theme_changed(self) -> None:
        for view in (self._parties_view, self._doubtful_view):
            view.viewport().update()
