"""A pact to try: who would agree on one candidate, on whom, and what the rest of their votes do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ukvote_gui.core import fields
from ukvote_gui.core.moves import Pact
from ukvote_gui.core.moves.base import PROPORTIONAL
from ukvote_gui.core.moves.pact import FIRST_LISTED, MOST_VOTES
from ukvote_gui.core.selection import Scope
from ukvote_gui.theme import Theme
from ukvote_gui.views.break_even.controls import combo, labelled, swatch

_USER = int(Qt.ItemDataRole.UserRole)
_CHECKED = Qt.CheckState.Checked
_UNCHECKED = Qt.CheckState.Unchecked


class PactPicker(QWidget):
    """Members of a pact to tick, and how they agree.

    Signals:
        changed: another pact is picked.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, rows: int) -> None:
        """Make the picker.

        Args:
            theme: whose colours it has.
            name: what the object names of its fields begin with.
            rows: how many members it shows without scrolling.
        """
        super().__init__()
        self._theme = theme
        self._offered: list[tuple[str, str, str]] = []
        self._ticked: list[str] = []
        self._list = QListWidget()
        self._list.setObjectName(f"{name}_members")
        self._list.setAccessibleName("Members of a pact to try")
        self._list.setTabKeyNavigation(False)
        self._most_rows = rows
        self._rule = combo(f"{name}_rule", "Who is the joint candidate")
        self._rule.addItem("has most votes of them", MOST_VOTES)
        self._rule.addItem("was ticked first", FIRST_LISTED)
        self._rest = combo(f"{name}_rest", "What the rest of the votes do")
        self._rest.addItem("stays at home", fields.ABSTAIN)
        self._rest.addItem("goes to all who stay, in proportion", PROPORTIONAL)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(4)
        for at, (text, box) in enumerate((("The one stands who", self._rule), ("What is left", self._rest))):
            grid.addWidget(labelled(text, box), at, 0)
            grid.addWidget(box, at, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list)
        layout.addLayout(grid)
        self._list.itemChanged.connect(self._on_item_changed)
        self._rule.currentIndexChanged.connect(self._on_rule_chosen)
        self._rest.currentIndexChanged.connect(self._on_rule_chosen)
        theme.changed.connect(self._on_theme_changed)

    def offer(self, members: Sequence[tuple[str, str, str]]) -> None:
        """Offer members: the selector, the text and the party of each; ticks stay on those there were."""
        if list(members) == self._offered:
            return
        self._offered = list(members)
        selectors = {selector for selector, _, _ in members}
        self._ticked = [selector for selector in self._ticked if selector in selectors]
        self._list.blockSignals(True)
        self._list.clear()
        for selector, text, party in members:
            item = QListWidgetItem(swatch(self._theme, party), text, self._list)
            item.setData(_USER, selector)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(_CHECKED if selector in self._ticked else _UNCHECKED)
        self._list.blockSignals(False)
        shown = min(len(members), self._most_rows)
        self._list.setFixedHeight(shown * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth())

    def pact(self, scope: Scope) -> Pact | None:
        """Return the pact of those who are ticked, None where they are fewer than two."""
        if len(self._ticked) < 2:
            return None
        rule, rest = str(self._rule.currentData()), str(self._rest.currentData())
        return Pact(members=tuple(self._ticked), choose=rule, rest=rest, scope=scope)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        selector = str(item.data(_USER))
        ticked = [other for other in self._ticked if other != selector]
        if item.checkState() == _CHECKED:
            ticked.append(selector)
        if set(ticked) != set(self._ticked):
            self._ticked = ticked
            self.changed.emit()

    def _on_rule_chosen(self) -> None:
        self.changed.emit()

    def _on_theme_changed(self) -> None:
        self._list.blockSignals(True)
        for at, (_, _, party) in enumerate(self._offered):
            self._list.item(at).setIcon(swatch(self._theme, party))
        self._list.blockSignals(False)
