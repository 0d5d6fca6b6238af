"""What is asked about the country: which party is to reach how many seats, and by turning what."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ukvote_gui.core import dataset
from ukvote_gui.core.questions.country import by_rate, by_swing, parties_to_ask_about, two_largest
from ukvote_gui.core.questions.rates import Rate, rates_of, tried
from ukvote_gui.core.selection import EVERYWHERE
from ukvote_gui.state.background import Work
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StepSpin
from ukvote_gui.views.break_even.controls import combo, labelled, swatch
from ukvote_gui.views.break_even.pact_picker import PactPicker


class CountryQuestion(QWidget):
    """A party, a number of seats, and a way to them: a uniform swing, a scenario's rate or a pact to try.

    Signals:
        changed: something else is asked.
    """

    changed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._rates: tuple[Rate, ...] = ()
        self._party = combo("break_even_party", "Party that is to reach the seats")
        self._wanted = StepSpin()
        self._wanted.setObjectName("break_even_wanted")
        self._wanted.setAccessibleName("Number of seats to reach")
        self._wanted.setDecimals(0)
        every = len(session.election.constituencies)
        self._wanted.setRange(1, every)
        self._wanted.setValue(every // 2 + 1)
        self._way = combo("break_even_way", "What is turned to reach them")
        self._from = combo("break_even_from", "Party that the swing is from")
        self._from_label = labelled("from", self._from)
        self._picker = PactPicker(theme, "break_even_country", rows=6)
        self._fill_parties()
        self._fill_ways()
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(labelled("Party", self._party), 0, 0)
        grid.addWidget(self._party, 0, 1)
        grid.addWidget(labelled("to reach", self._wanted), 0, 2)
        grid.addWidget(self._wanted, 0, 3)
        grid.addWidget(QLabel("seats"), 0, 4)
        grid.addWidget(labelled("by", self._way), 1, 0)
        grid.addWidget(self._way, 1, 1, 1, 4)
        grid.addWidget(self._from_label, 2, 0)
        grid.addWidget(self._from, 2, 1, 1, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self._picker)
        for box in (self._party, self._way, self._from):
            box.currentIndexChanged.connect(self._on_chosen)
        self._wanted.valueChanged.connect(self.changed)
        self._picker.changed.connect(self.changed)
        theme.changed.connect(self._colour_parties)
        self._show_way()

    def asked(self) -> Work | str:
        """Return what is to be worked out for the session's scenario, or in words what is missing for it."""
        session = self._session
        self._fill_ways()
        self._show_way()
        party, wanted = str(self._party.currentData()), round(self._wanted.value())
        if self._by_swing:
            loser = self._from.currentData() or None
            if loser == party:
                return "A swing is from one party to another: choose two."
            return partial(by_swing, session.outcome, loser, party, wanted)
        rate = self._rate()
        if rate is None:
            return "Tick two or more parties that would agree on one candidate a seat."
        return partial(by_rate, rate, party, wanted)

    @property
    def _by_swing(self) -> bool:
        return self._way.currentIndex() == 0

    @property
    def _by_tried_pact(self) -> bool:
        return self._way.currentIndex() == self._way.count() - 1

    def _rate(self) -> Rate | None:
        if not self._by_tried_pact:
            return self._rates[self._way.currentIndex() - 1]
        pact = self._picker.pact(EVERYWHERE)
        return None if pact is None else tried(self._session.scenario, pact)

    def _fill_parties(self) -> None:
        """Offer the parties, and ask at first what takes the majority from the largest to the second."""
        base = self._session.base
        names = {p: dataset.load_parties()[p].name for p in parties_to_ask_about(base)}
        self._from.addItem("all other parties, in proportion", "")
        for party, name in names.items():
            for box in (self._party, self._from):
                box.addItem(name, party)
        self._picker.offer([(party, f"{party} {name}", party) for party, name in names.items()])
        first, second = two_largest(base)
        self._party.setCurrentIndex(self._party.findData(second))
        self._from.setCurrentIndex(self._from.findData(first))
        self._colour_parties()

    def _fill_ways(self) -> None:
        """Offer the rates of the scenario's moves beside a swing and a pact to try."""
        self._rates = rates_of(self._session.scenario)
        names = [f"the rate of {rate.name}" for rate in self._rates]
        wanted = ["a uniform swing", *names, "a pact to try"]
        if [self._way.itemText(at) for at in range(self._way.count())] == wanted:
            return
        chosen, was_last = self._way.currentText(), self._way.count() > 0 and self._by_tried_pact
        self._way.blockSignals(True)
        self._way.clear()
        self._way.addItems(wanted)
        self._way.setCurrentIndex(len(wanted) - 1 if was_last else max(0, self._way.findText(chosen)))
        self._way.blockSignals(False)

    def _show_way(self) -> None:
        """Show what belongs to the chosen way."""
        self._from.setVisible(self._by_swing)
        self._from_label.setVisible(self._by_swing)
        self._picker.setVisible(self._by_tried_pact)

    def _colour_parties(self) -> None:
        for box in (self._party, self._from):
            for at in range(box.count()):
                if party := box.itemData(at):
                    box.setItemIcon(at, swatch(self._theme, party))

    def _on_chosen(self) -> None:
        self._show_way()
        self.changed.emit()
