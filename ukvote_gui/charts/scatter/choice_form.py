"""The controls above the plot: what is set against what, and how the points look."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ukvote_gui.charts.scatter.choice import FIRST, PRESET, Choice, Size
from ukvote_gui.core import dataset
from ukvote_gui.core.variables import OF_PARTY, Kind, Variable, party_name
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import narrow_combo

FIGURES = {
    Kind.SHARE: "Share of a party",
    Kind.SINCE_NOTIONAL: "Change since 2019",
    Kind.BY_SCENARIO: "Change by the scenario",
    Kind.MAJORITY: "Majority",
    Kind.TURNOUT: "Turnout",
    Kind.CENSUS: "Census figure",
}
SIZES = {
    Size.SAME: "Points alike",
    Size.ELECTORATE: "By electorate",
    Size.POPULATION: "By population",
}
PRESET_TIP = (
    "Share of Muslims in the population against Labour's change on the notional result of 2019: to check "
    "what was claimed in July 2024, “the higher the Muslim population, the more Labour suffered” (Islam21c)"
)
FIRST_PARTY = "Lab"
FIRST_FIGURE = "age_65_over"


class ChoiceForm(QWidget):
    """What a person chooses to see, and a button to see all of it.

    Attributes:
        choice: what is chosen.

    Signals:
        chosen: something else is chosen, by the controls.
        fit_wanted: all points are to be seen.
    """

    chosen = Signal()
    fit_wanted = Signal()

    def __init__(self, parties: tuple[str, ...], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = FIRST
        self._theme = theme
        self._parties: tuple[str, ...] = ()
        self._filling = False
        self._x, self._y = _AxisForm(self, "x", "Across"), _AxisForm(self, "y", "Up")
        self._nation = narrow_combo(self, "scatter_nation", "Census of")
        for nation in dict.fromkeys(dataset.CENSUS_OF.values()):
            self._nation.addItem(nation, nation)
        self._size = narrow_combo(self, "scatter_size", "Size of points")
        for size, label in SIZES.items():
            self._size.addItem(label, size)
        self._shapes = QCheckBox("Sha&pes", self)
        self._shapes.setObjectName("scatter_shapes")
        self._shapes.setToolTip("Give each party a shape of its own besides its colour")
        self._preset = QPushButton("Muslims and Labour's change", self)
        self._preset.setObjectName("scatter_preset")
        self._preset.setToolTip(PRESET_TIP)
        self._fit = QPushButton("Fit", self)
        self._fit.setObjectName("scatter_fit")
        self._fit.setToolTip("Show all points")
        self._lay_out()
        self.offer_parties(parties)

        for axis in (self._x, self._y):
            axis.kind.currentIndexChanged.connect(self._on_kind_chosen)
            axis.detail.currentIndexChanged.connect(self._on_chosen)
        self._nation.currentIndexChanged.connect(self._on_kind_chosen)
        self._size.currentIndexChanged.connect(self._on_chosen)
        self._shapes.toggled.connect(self._on_chosen)
        self._preset.clicked.connect(self._on_preset)
        self._fit.clicked.connect(self.fit_wanted)

    def show_choice(self, choice: Choice) -> None:
        """Set the controls to a choice."""
        self._filling = True
        self.choice = choice
        censuses = [v.nation for v in (choice.x, choice.y) if v.kind is Kind.CENSUS]
        if censuses:
            self._nation.setCurrentIndex(self._nation.findData(censuses[0]))
        self._nation.setVisible(bool(censuses))
        for axis, variable in ((self._x, choice.x), (self._y, choice.y)):
            axis.show_variable(variable, self._parties)
        self._size.setCurrentIndex(self._size.findData(choice.size))
        self._shapes.setChecked(choice.shapes)
        self._filling = False
        self.show_colours()

    def offer_parties(self, standing: tuple[str, ...]) -> None:
        """Offer the parties that stand, given by votes: the main ones, then the others."""
        main, others = dataset.main_first(standing)
        self._parties = (*main, *others)
        self.show_choice(self.choice)

    def show_colours(self) -> None:
        """Show the colours of the theme as it is now."""
        for axis in (self._x, self._y):
            for row in range(axis.detail.count()):
                if (party := axis.detail.itemData(row)) in self._parties:
                    swatch = QPixmap(12, 12)
                    swatch.fill(self._theme.colour(party))
                    axis.detail.setItemIcon(row, QIcon(swatch))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row, axis in enumerate((self._x, self._y)):
            grid.addWidget(axis.caption, row, 0)
            grid.addWidget(axis.kind, row, 1)
            grid.addWidget(axis.detail, row, 2)
        grid.addWidget(self._nation, 2, 2)
        grid.addWidget(self._preset, 2, 1)
        grid.addWidget(QLabel("Try", self), 2, 0)
        options = QHBoxLayout()
        options.addWidget(self._size)
        options.addWidget(self._shapes)
        options.addStretch(1)
        options.addWidget(self._fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addLayout(options)

    def _read(self) -> Choice:
        """Return what the controls say."""
        nation = str(self._nation.currentData())
        size = Size(self._size.currentData())
        return Choice(self._x.variable(nation), self._y.variable(nation), size, self._shapes.isChecked())

    def _on_kind_chosen(self) -> None:
        if not self._filling:
            self.show_choice(self._read())
            self.chosen.emit()

    def _on_chosen(self) -> None:
        if not self._filling:
            self.choice = self._read()
            self.chosen.emit()

    def _on_preset(self) -> None:
        self.show_choice(replace(PRESET, size=self.choice.size, shapes=self.choice.shapes))
        self.chosen.emit()


class _AxisForm:
    """The controls of one axis: a kind of figure, and whose."""

    def __init__(self, parent: QWidget, name: str, caption: str) -> None:
        self.kind = narrow_combo(parent, f"scatter_{name}", f"{caption}: what is shown")
        for kind, label in FIGURES.items():
            self.kind.addItem(label, kind)
        self.detail = narrow_combo(parent, f"scatter_{name}_detail", f"{caption}: party or census figure")
        self.caption = QLabel(caption, parent)
        self.caption.setBuddy(self.kind)

    def show_variable(self, variable: Variable, parties: tuple[str, ...]) -> None:
        """Set the controls to a figure."""
        self.kind.setCurrentIndex(self.kind.findData(variable.kind))
        self.detail.clear()
        if variable.kind is Kind.CENSUS:
            for measure in dataset.load_census(variable.nation).measures:
                self.detail.addItem(f"{measure.topic}: {measure.label}", measure.key)
            self.detail.setCurrentIndex(self.detail.findData(variable.figure))
        elif variable.kind in OF_PARTY:
            for party in parties:
                self.detail.addItem(party_name(party), party)
            self.detail.setCurrentIndex(self.detail.findData(variable.party))
        self.detail.setVisible(self.detail.count() > 0)

    def variable(self, nation: str) -> Variable:
        """Return the figure that the controls name, of the census of a nation where it is one."""
        kind, detail = Kind(self.kind.currentData()), self.detail.currentData()
        if kind is Kind.CENSUS:
            measures = [measure.key for measure in dataset.load_census(nation).measures]
            figure = next((key for key in (detail, FIRST_FIGURE) if key in measures), measures[0])
            return Variable(kind, nation=nation, figure=figure)
        if kind in OF_PARTY:
            known = detail in dataset.load_parties()
            return Variable(kind, party=detail if known else FIRST_PARTY)
        return Variable(kind)
