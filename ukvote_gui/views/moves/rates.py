"""Rates at which votes go to takers: what one gets at first, and what becomes of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ukvote_gui.core import describe, move_edits
from ukvote_gui.core.amounts import Amount
from ukvote_gui.core.fields import ABSTAIN, Pairs
from ukvote_gui.core.moves.base import PROPORTIONAL
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.tab_order import Fields


def first_rate(_name: str) -> float:
    """Return what a new target gets at first, as far as the others leave it."""
    return 0.5


def left_over(pairs: Pairs, *others: Amount) -> float:
    """Return the fraction of a whole that rates leave."""
    return move_edits.left_of(1.0, [*(amount for _, amount in pairs), *others])


class RestField(Fields):
    """What becomes of votes that no target takes.

    Signals:
        chosen: one of the two words of a file for it.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel("&The rest", self)
        self.combo = StillCombo(self)
        self.combo.setObjectName(name)
        self.combo.setAccessibleName("What becomes of the rest")
        self.combo.addItem("stays at home", ABSTAIN)
        self.combo.addItem("goes to all others in proportion", PROPORTIONAL)
        self.combo.activated.connect(self._on_chosen)
        self._label.setBuddy(self.combo)
        self._rate = quiet_label(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._rate)
        layout.addWidget(self.combo, 1)

    @property
    def fields(self) -> Sequence[QWidget]:
        return (self.combo,)

    def show_rest(self, rest: str, left: float) -> None:
        """Show what becomes of the rest, and how much that is, as a fraction."""
        at = self.combo.findData(rest)
        if self.combo.currentIndex() != at:
            self.combo.setCurrentIndex(at)
        self._rate.setText(describe.rate(left))

    def _on_chosen(self, at: int) -> None:
        self.chosen.emit(self.combo.itemData(at))
