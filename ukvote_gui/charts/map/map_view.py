"""The map with its tool bar: hexes or geography, what colours it, and how large it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QShowEvent, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ukvote_gui.charts.map.choice import Choice, Kind, Mode, Since, party_label
from ukvote_gui.charts.map.heading import heading
from ukvote_gui.core import dataset, measures
from ukvote_gui.core.elections import Floats
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.colours import LIGHT_COLOURS, Colours
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.theme.sight import Follower

if TYPE_CHECKING:
    from ukvote_gui.charts.map.canvas import MapCanvas

_COLOURS = (
    (Kind.WINNER, "Winner"),
    (Kind.MAJORITY, "Winner’s majority"),
    (Kind.CHANGE, "Change of winner"),
    (Kind.SHARE, "Share of a party"),
    (Kind.SHARE_CHANGE, "Change of a party’s share"),
    (Kind.SWING, "Swing between two parties"),
    (Kind.TURNOUT, "Turnout"),
    (Kind.CENSUS, "Census figure"),
    (Kind.CHANCE, "Chance of winning"),
)
_NO_DRAWS = "Chance of winning (run draws first)"


class MapView(QWidget):
    """The country at a glance; everything in it can also be had from the table of constituencies.

    Handles besides ``map_view``, ``map_mode`` and ``map_colour``: ``map_party``, ``map_other_party``,
    ``map_since``, ``map_nation``, ``map_figure`` (details of what colours it, shown where they matter),
    ``map_labels``, ``map_zoom_in``, ``map_zoom_out``, ``map_fit`` and ``map_canvas``.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map_view")
        self.setAccessibleName("Map")
        self._session = session
        self._theme = theme
        self._choice = Choice()
        self._mode = self._box("map_mode", "Map of", "What stands for a constituency")
        self._mode.addItem("Hexes", Mode.HEXES)
        self._mode.addItem("Geography", Mode.GEOGRAPHY)
        self._mode.setToolTip("Hexes: one of the same size for each constituency. Geography: its boundary.")
        self._colour = self._box("map_colour", "Coloured by", "What colours the map")
        for kind, label in _COLOURS:
            self._colour.addItem(label, kind)
        self._party = self._box("map_party", "Party")
        self._other = self._box("map_other_party", "To party")
        self._since = self._box("map_since", "Compared with")
        self._since.addItem("on the base election", Since.BASE)
        self._since.addItem("since 2019 (notional)", Since.NOTIONAL)
        self._nation = self._box("map_nation", "Census of")
        for nation in dict.fromkeys(dataset.CENSUS_OF.values()):
            self._nation.addItem(nation, nation)
        self._figure = self._box("map_figure", "Census figure")
        self._details = {
            Kind.CHANGE: (self._since,),
            Kind.SHARE: (self._party,),
            Kind.SHARE_CHANGE: (self._party, self._since),
            Kind.SWING: (self._party, self._other, self._since),
            Kind.CENSUS: (self._nation, self._figure),
        }
        self._to = QLabel("to", self)
        self._to.setBuddy(self._other)
        self._labels = self._button("map_labels", "Labels", "Letters, figures or signs in the constituencies")
        self._labels.setCheckable(True)
        self._labels.setToolTip(
            "Mark each constituency with what its colour says: letters or figures, "
            "or the signs of the legend where those have no room"
        )
        self._lay_out()

        self._fill_parties()
        self._fill_figures()
        self._show_chances(False)
        self._show_details()
        self._mode.currentIndexChanged.connect(self._on_mode_chosen)
        self._colour.currentIndexChanged.connect(self._on_colour_chosen)
        for box in (self._party, self._other, self._since, self._figure):
            box.currentIndexChanged.connect(self._on_detail_chosen)
        self._nation.currentIndexChanged.connect(self._on_nation_chosen)
        self._labels.toggled.connect(self._on_labels_toggled)
        session.election_changed.connect(self._on_election_changed)
        session.outcome_changed.connect(self._on_outcome_changed)
        self._follower = Follower(self)
        self._follower.due.connect(self._describe)

    # What others ask of it

    @property
    def choice(self) -> Choice:
        """What colours the map."""
        return self._choice

    def highlight(self, seats: Collection[str] | None) -> None:
        """Fade all constituencies but those with these ONS ids; none with None."""
        self._canvas.highlight(seats)

    def set_chances(self, chances: Floats | None) -> None:
        """Take the chance of each constituency's winner in draws of the scenario, or forget it.

        Fractions, shape (constituencies,). They are forgotten as soon as the scenario's outcome is another.
        """
        self._canvas.set_chances(chances)
        self._show_chances(chances is not None)

    def picture_title(self) -> str:
        """Return what the picture shows, as a heading."""
        of_scenario = any(move.enabled for move in self._session.scenario.moves)
        return heading(self._choice, of_scenario=of_scenario)

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        """Draw the whole map with its legend into a rectangle, in lines and text that stay sharp."""
        self._canvas.draw(painter, rect, colours)

    def image(self, size: QSize, colours: Colours = LIGHT_COLOURS) -> QImage:
        """Return the whole map with its legend as a picture of so many pixels."""
        image = QImage(size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self.draw(painter, QRectF(0, 0, size.width(), size.height()), colours)
        painter.end()
        return image

    @cached_property
    def _canvas(self) -> MapCanvas:
        """The map itself, made when it is first wanted: what it takes to draw one is much to load."""
        from ukvote_gui.charts.map.canvas import MapCanvas

        canvas = MapCanvas(self._session, self._theme, self)
        canvas.set_mode(Mode(self._mode.currentData()))
        canvas.set_choice(self._choice)
        column = QVBoxLayout(canvas)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        column.addStretch(1)
        for name, text, label, slot in (
            ("map_zoom_in", "+", "Zoom in", canvas.zoom_in),
            ("map_zoom_out", "\N{MINUS SIGN}", "Zoom out", canvas.zoom_out),
            ("map_fit", "Fit", "Fit the whole map into the window", canvas.fit),
        ):
            button = self._button(name, text, label, canvas)
            button.clicked.connect(slot)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addWidget(canvas, 1)
        return canvas

    # Tool bar

    def _box(self, name: str, label: str, description: str = "") -> StillCombo:
        box = StillCombo(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setAccessibleDescription(description)
        box.setToolTip(description or label)
        box.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        return box

    def _button(self, name: str, text: str, label: str, parent: QWidget | None = None) -> QToolButton:
        button = QToolButton(self if parent is None else parent)
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(label)
        button.setToolTip(label)
        return button

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        caption = QLabel("Coloured by", self)
        caption.setBuddy(self._colour)
        first.addWidget(self._mode, 2)
        first.addWidget(caption)
        first.addWidget(self._colour, 5)
        first.addWidget(self._labels)
        for widget in (self._party, self._to, self._other, self._since, self._nation, self._figure):
            second.addWidget(widget, 0 if widget is self._to else 1)
        for row in (first, second):
            row.setContentsMargins(0, 0, 0, 0)
        self._second = QWidget(self)
        self._second.setLayout(second)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(6)
        self._column.addLayout(first)
        self._column.addWidget(self._second)

    def _fill_parties(self) -> None:
        """Offer the parties that stand: the main ones, then the others by votes."""
        main, others = dataset.main_first(self._session.election.parties)
        chosen = self._choice
        for box, party in ((self._party, chosen.party), (self._other, chosen.other)):
            box.blockSignals(True)
            box.clear()
            for abbreviation in (*main, *others):
                known = dataset.load_parties().get(abbreviation)
                box.addItem(abbreviation if known is None else known.name, abbreviation)
            box.insertSeparator(len(main))
            box.setCurrentIndex(max(0, box.findData(party)))
            box.blockSignals(False)

    def _fill_figures(self) -> None:
        census = dataset.load_census(self._nation.currentData())
        self._figure.blockSignals(True)
        chosen = self._figure.currentData() or self._choice.figure
        self._figure.clear()
        for measure in census.measures:
            self._figure.addItem(f"{measure.topic}: {measure.label}", measure.key)
        self._figure.setCurrentIndex(max(0, self._figure.findData(chosen)))
        self._figure.blockSignals(False)

    def _show_chances(self, there: bool) -> None:
        row = self._colour.findData(Kind.CHANCE)
        self._colour.setItemText(row, dict(_COLOURS)[Kind.CHANCE] if there else _NO_DRAWS)
        model = self._colour.model()
        assert isinstance(model, QStandardItemModel)
        model.item(row).setEnabled(there)

    def _show_details(self) -> None:
        details = self._details.get(self._choice.kind, ())
        for box in (self._party, self._other, self._since, self._nation, self._figure):
            box.setVisible(box in details)
        self._to.setVisible(self._other in details)
        self._second.setVisible(bool(details))

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        self._canvas.show()  # Qt has shown the children already, and this one may be new
        super().showEvent(event)

    def _describe(self) -> None:
        seats = measures.seats_by_party(self._session.outcome)
        most_first = sorted(seats.items(), key=lambda item: -item[1])
        won = ", ".join(f"{party_label(party)} {count}" for party, count in most_first)
        self.setAccessibleDescription(
            f"Seats: {won}. Everything in the map can be had from the table of constituencies too. "
            "Arrow keys go to the neighbouring constituency, Enter selects it."
        )

    def _on_outcome_changed(self) -> None:
        self._show_chances(False)
        self._follower.follow_now()

    def _on_election_changed(self) -> None:
        self._fill_parties()
        self._on_detail_chosen()

    def _on_mode_chosen(self) -> None:
        self._canvas.set_mode(Mode(self._mode.currentData()))

    def _on_colour_chosen(self) -> None:
        self._choose(replace(self._choice, kind=Kind(self._colour.currentData())))
        self._show_details()

    def _on_nation_chosen(self) -> None:
        self._fill_figures()
        self._on_detail_chosen()

    def _on_detail_chosen(self) -> None:
        self._choose(
            replace(
                self._choice,
                party=self._party.currentData(),
                other=self._other.currentData(),
                since=Since(self._since.currentData()),
                nation=self._nation.currentData(),
                figure=self._figure.currentData(),
            )
        )

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._canvas.set_choice(choice)

    def _on_labels_toggled(self, shown: bool) -> None:
        self._canvas.set_marks(shown)
