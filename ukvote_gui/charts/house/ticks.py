"""The parties to tick, to see what they come to together."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from ukvote_gui.charts.house.sitting import Sitting
from ukvote_gui.core import dataset, formatting, measures
from ukvote_gui.theme import Theme


class PartyTicks(QWidget):
    """A check box a party that has or had a seat, in as many columns as there is room for.

    Handles: ``house_party_<party>``.
    """

    changed = Signal()
    """Other parties are ticked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = {party.abbreviation: party.name for party in dataset.load_parties().values()}
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: list[str] = []
        self._seats: dict[str, int] = {}
        # Of no least width, so that the parties never hold the dock as wide as it is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._list = QGridLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setHorizontalSpacing(10)
        self._list.setVerticalSpacing(2)

    @property
    def ticked(self) -> frozenset[str]:
        """The parties that are ticked."""
        return frozenset(party for party, box in self._boxes.items() if box.isChecked())

    def untick(self) -> None:
        """Tick no party."""
        for box in self._boxes.values():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self.changed.emit()

    def show_parties(self, sitting: Sitting, *, by_name: bool, width: int) -> None:
        """Show the parties that have or had a seat, and those that are ticked."""
        self._seats = sitting.seats
        wanted: Set[str] = sitting.seats.keys() | sitting.seats_before.keys() | self.ticked
        shown = [party for party in self._names if party in wanted]
        for party in shown:
            if party not in self._boxes:
                self._boxes[party] = self._make_box(party)
        if shown != self._shown:
            self._shown = shown
            for party, box in self._boxes.items():
                box.setVisible(party in shown)
            self.arrange(by_name=by_name, width=width)
        self._label(by_name)

    def arrange(self, *, by_name: bool, width: int) -> None:
        """Lay the parties out in a width, in as many columns as there is room for."""
        self._label(by_name)
        boxes = [self._boxes[party] for party in self._shown]
        if not boxes:
            return
        # Room for a digit more, so that figures that change do not move what is around them.
        widest = max(box.sizeHint().width() for box in boxes) + self.fontMetrics().horizontalAdvance("0")
        columns = max(1, width // (widest + self._list.horizontalSpacing()))
        for number, box in enumerate(boxes):
            self._list.addWidget(box, number // columns, number % columns)

    def show_colours(self) -> None:
        """Show the colours of the theme as it is now."""
        for party, box in self._boxes.items():
            box.setIcon(_swatch(self._theme.colour(party)))

    def _make_box(self, party: str) -> QCheckBox:
        box = QCheckBox(self)
        box.setObjectName(f"house_party_{party}")
        box.setIcon(_swatch(self._theme.colour(party)))
        box.setIconSize(QSize(11, 11))
        box.setToolTip(self._names[party])
        if party == measures.SPEAKER:
            box.setEnabled(False)
            box.setToolTip("The Speaker is of no party, and does not vote.")
        box.toggled.connect(self.changed)
        return box

    def _label(self, by_name: bool) -> None:
        for party in self._shown:
            box, seats = self._boxes[party], self._seats.get(party, 0)
            text = f"{self._names[party] if by_name else party} {seats}"
            if text != box.text():
                box.setText(text)
                box.setAccessibleName(f"{self._names[party]}, {formatting.counted(seats, 'seat')}")


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(22, 22)
    pixmap.fill(colour)
    return QIcon(pixmap)
