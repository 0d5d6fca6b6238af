"""What constituencies are found by: words, what the scenario makes of them, who wins them, where they are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ukvote_gui.core import dataset
from ukvote_gui.core.search import Filter
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.constituency_browser.majority_limit import MajorityLimit
from ukvote_gui.views.constituency_browser.search_box import SearchBox

_BESIDE = QBoxLayout.Direction.LeftToRight
_UNDER = QBoxLayout.Direction.TopToBottom


class FilterForm(QWidget):
    """A search box above filters, which are in one row where there is room for them, else in two.

    Signals:
        edited: something else is looked for.
        first_wanted: the first that was found shall be selected.
        found_wanted: the person goes on to what was found.
    """

    edited = Signal()
    first_wanted = Signal()
    found_wanted = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._quiet = False
        self._search_box = SearchBox()
        self._search_box.textChanged.connect(self._on_edited)
        self._search_box.returnPressed.connect(self.first_wanted)
        self._search_box.down_pressed.connect(self.found_wanted)
        self._changed = QCheckBox("Changed only")
        self._changed.setObjectName("changed_filter")
        self._changed.setToolTip("Only where the scenario elects somebody else")
        self._changed.toggled.connect(self._on_edited)
        self._majority = MajorityLimit(self)
        self._majority.changed.connect(self._on_edited)
        self._party, self._region = self._make_party_filter(), self._make_region_filter()
        self._arrange()
        session.outcome_changed.connect(self._on_outcome_changed)
        theme.changed.connect(self._colour_parties)
        self._colour_parties()

    def filter(self) -> Filter:
        """Return what is looked for."""
        place: Filter = self._region.currentData()
        return replace(
            place,
            text=self._search_box.text(),
            changed=self._changed.isChecked(),
            majority_pp_below=self._majority.points,
            majority_votes_below=self._majority.votes,
            party=self._party.currentData(),
        )

    def focus_search(self) -> None:
        """Let the person type what to look for, in place of what is there."""
        self._search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search_box.selectAll()

    def clear(self) -> None:
        """Look for nothing, and so find all."""
        self._quiet = True
        self._search_box.clear()
        self._changed.setChecked(False)
        self._majority.clear()
        self._party.setCurrentIndex(0)
        self._region.setCurrentIndex(0)
        self._quiet = False
        self.edited.emit()

    def fit(self, width: int) -> None:
        """Put all filters in one row where a width has room for that."""
        self._filters.setDirection(_BESIDE if width > self._room_for_filters else _UNDER)

    def _make_party_filter(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("party_filter")
        box.setAccessibleName("Party of the winner")
        box.addItem("any party", "")
        for party in dataset.load_parties().values():
            if party.main:
                box.addItem(f"{party.name} ({party.abbreviation})", party.abbreviation)
        box.currentIndexChanged.connect(self._on_edited)
        return box

    def _make_region_filter(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("region_filter")
        box.setAccessibleName("Region or country")
        election = self._session.election
        box.addItem("anywhere", Filter())
        for country in election.countries:
            box.addItem(country, Filter(country=country))
        box.insertSeparator(box.count())
        for region in election.regions:
            if region not in election.countries:
                box.addItem(region, Filter(region=region))
        box.currentIndexChanged.connect(self._on_edited)
        return box

    def _arrange(self) -> None:
        by_outcome, by_place = QHBoxLayout(), QHBoxLayout()
        for widget in (self._changed, *self._majority.widgets):
            by_outcome.addWidget(widget)
        for name, box in (("Won by", self._party), ("in", self._region)):
            label = QLabel(name)
            label.setBuddy(box)
            by_place.addWidget(label)
            by_place.addWidget(box, 1)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 40)
        by_outcome.addStretch(1)
        filters = QWidget()
        self._filters = QBoxLayout(_UNDER, filters)
        self._filters.setContentsMargins(0, 0, 0, 0)
        self._filters.addLayout(by_outcome)
        self._filters.addLayout(by_place, 1)
        # Or the filters, once side by side, would not let the window become narrow again.
        filters.setMinimumWidth(self._filters.minimumSize().width())
        self._room_for_filters = by_outcome.minimumSize().width() + by_place.sizeHint().width()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._search_box)
        column.addWidget(filters)

    def _on_edited(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _on_outcome_changed(self) -> None:
        """Offer as winners those parties too that win in this outcome alone."""
        parties, seats = self._session.election.parties, self._session.outcome.party_seats
        for position in seats.nonzero()[0].tolist():
            if self._party.findData(parties[position]) < 0:
                party = dataset.load_parties()[parties[position]]
                self._party.addItem(f"{party.name} ({party.abbreviation})", party.abbreviation)
                self._colour_parties()

    def _colour_parties(self) -> None:
        for item in range(1, self._party.count()):
            swatch = QPixmap(12, 12)
            swatch.fill(self._theme.colour(self._party.itemData(item)))
            self._party.setItemIcon(item, QIcon(swatch))
