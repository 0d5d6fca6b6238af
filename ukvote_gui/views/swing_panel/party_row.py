"""The rows of the swing panel: a party's share before and now, and what the swing does to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ukvote_gui.core import dataset, formatting
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel
from ukvote_gui.views.swing_panel.points_spin import NO_TARGET, SHOWN_DECIMALS, PointsSpin

UNCERTAIN = "In Moves, where this swing is one of them, ± makes its numbers uncertain"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Heading(QWidget):
    """Says what the columns are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._points = QLabel(self)
        self._points.setAlignment(_RIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(QLabel("Party", self), 1)
        layout.addWidget(_figure(self, "Base"))
        layout.addWidget(_figure(self, "Now"))
        layout.addWidget(self._points)

    def show_mode(self, as_targets: bool, width: int) -> None:
        """Show what the last column is, as wide as that."""
        self._points.setFixedWidth(width)
        self._points.setText("Target" if as_targets else "Change")


class PartyRow(QWidget):
    """A party with its share in the base and now, and its change or target. It is used again for others.

    Signals:
        points_set: party, points or None for no target, and whether it is a step that may go on.
    """

    points_set = Signal(str, object, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._party = ""
        self._name = ""
        self._label = PartyLabel(theme, self)
        self._base = _figure(self)
        self._now = _figure(self)
        self.spin = PointsSpin(self)
        self.spin.setFixedSize(self.spin.sizeHint())
        self._label.setBuddy(self.spin)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._base)
        layout.addWidget(self._now)
        layout.addWidget(self.spin)
        self.spin.valueChanged.connect(self._on_value_changed)

    def show_party(self, party: str, base_points: float) -> None:
        """Become the row of a party."""
        self._party = party
        self._name = dataset.load_parties()[party].name
        self._label.show_party(party, self._name, short=party)
        self._label.setToolTip(f"{self._name} ({party})")
        self._base.setObjectName(f"swing_base_{party}")
        self._base.setText(f"{formatting.points(base_points)}%")
        self._base.setAccessibleName(f"{self._name}, share in the base")
        self._now.setObjectName(f"swing_now_{party}")
        self._now.setAccessibleName(f"{self._name}, share now")
        self.spin.setObjectName(f"swing_spin_{party}")
        self.show()

    def leave(self) -> None:
        """Be nobody's row."""
        for widget in (self._base, self._now, self.spin):
            widget.setObjectName("")
        self.hide()

    def show_points(self, points: float | None, as_target: bool, area: str, other: float | None) -> None:
        """Show a change or a target, without a word to those who listen for a person's doing.

        ``other`` is the party's number of the other sort, in a swing that has both.
        """
        self.spin.blockSignals(True)
        self.spin.set_mode(as_target)
        value = round(points, SHOWN_DECIMALS) if points is not None else NO_TARGET if as_target else 0.0
        if self.spin.value() != value:
            self.spin.setValue(value)
        self.spin.blockSignals(False)
        self.spin.setAccessibleName(
            f"Target share for {self._name} in {area}, per cent"
            if as_target
            else f"Change for {self._name} in {area}, points"
        )
        self.spin.setToolTip(
            UNCERTAIN
            if other is None
            else f"The scenario changes {self._party} by {formatting.change_pp(other, 2)}"
        )

    def show_now(self, points: float) -> None:
        """Show the party's share as it is now."""
        self.spin.present_points = points
        text = f"{formatting.points(points)}%"
        if text != self._now.text():
            self._now.setText(text)

    def _on_value_changed(self, value: float) -> None:
        points = None if self.spin.as_target and value < 0 else value
        self.points_set.emit(self._party, points, self.spin.stepping)


def _figure(parent: QWidget, text: str = "") -> QLabel:
    """Return a label for a share. Of fixed size, so that new text moves nothing and costs no layout."""
    label = QLabel(text, parent)
    label.setAlignment(_RIGHT)
    label.setFixedSize(label.fontMetrics().horizontalAdvance("00.0%") + 6, label.fontMetrics().height() + 4)
    return label
