"""What it would take: the least rate, swing or number of voters that changes a seat, or makes a majority."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.break_even.country_page import CountryPage
from ukvote_gui.views.break_even.seat_page import SeatPage


class BreakEvenPanel(QTabWidget):
    """What changes the selected seat, and what gives a party so many seats, on a page each.

    Inside it: ``break_even_seat`` and ``break_even_country``, the pages; ``break_even_headline``,
    ``break_even_voters``, ``break_even_tried`` and ``break_even_answer`` (QLabel); ``break_even_rates``,
    ``break_even_swings`` and ``break_even_falls`` (QTableView); ``break_even_party``, ``break_even_way``
    and ``break_even_from`` (QComboBox); ``break_even_wanted`` (QDoubleSpinBox). Of the pact to try:
    ``break_even_members`` (QListWidget), ``break_even_rule`` and ``break_even_rest`` (QComboBox) on the page
    about the seat, ``break_even_country_members`` and so on on the other.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("break_even_panel")
        self.setAccessibleName("Break-even")
        self.setDocumentMode(True)
        self.addTab(SeatPage(session, theme), "This seat")
        self.addTab(CountryPage(session, theme), "The country")
