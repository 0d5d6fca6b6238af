"""The moves panel as a person uses it."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui.core import files
from ukvote_gui.core.measures import seats_by_party
from ukvote_gui.core.moves import Move
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves import MovesPanel
from ukvote_gui.views.moves.amount_spin import AmountSpin
from ukvote_gui.views.moves.chips import Chip
from ukvote_gui.views.moves.fold import Fold
from ukvote_gui.views.moves.picker import Picker

Widget = TypeVar("Widget", bound=QWidget)


class Hand:
    """A person at the panel: acts through its widgets, and sees what they show.

    After each act the scenario is read back from its file, which no act may make invalid.
    """

    def __init__(self, session: Session, panel: MovesPanel) -> None:
        self.session = session
        self.panel = panel

    @property
    def moves(self) -> tuple[Move, ...]:
        return self.session.scenario.moves

    @property
    def undo_text(self) -> str:
        return self.session.undo_stack.undoText()

    @property
    def rows(self) -> QAbstractItemView:
        return self.find(QAbstractItemView, "move_list")

    def seats(self, party: str) -> int:
        return seats_by_party(self.session.outcome).get(party, 0)

    def find(self, kind: type[Widget], name: str) -> Widget:
        found = self.panel.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def start(self, scenario: Scenario, row: int = 0) -> None:
        """Work on a scenario, with one of its moves selected."""
        self.session.change(scenario, "Start")
        self.select(row)

    def select(self, row: int) -> None:
        self.rows.setCurrentIndex(self.rows.model().index(row, 0))

    def trigger(self, name: str) -> None:
        action = self.panel.findChild(QAction, name)
        assert action is not None, name
        assert action.isEnabled(), name
        action.trigger()
        self.check()

    def add(self, kind: str) -> None:
        self.trigger(f"move_add_{kind}")

    def pick(self, name: str, text: str) -> None:
        """Type into a field, and take the first that is found."""
        line = self.find(Picker, name).line
        assert line.isVisible(), name
        line.setFocus()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == ""
        self.check()

    def chips(self, name: str) -> list[str]:
        return [chip.text() for chip in self._chips(name)]

    def take_out(self, name: str, text: str) -> None:
        """Take a chip out by the key for it."""
        chip = next(chip for chip in self._chips(name) if chip.text() == text)
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Delete)
        self.check()

    def _chips(self, name: str) -> list[Chip]:
        chips = self.find(Picker, name).findChildren(Chip)
        return sorted((chip for chip in chips if chip.isVisible()), key=lambda chip: (chip.y(), chip.x()))

    def drag(self, name: str, *values: int) -> None:
        """Drag a slider through values."""
        slider = self.find(QSlider, name)
        slider.setSliderDown(True)
        for value in values:
            slider.setValue(value)
            self.check()
        slider.setSliderDown(False)

    def open_details(self) -> None:
        """Open what is set once in a pact, with the key for it."""
        details = self.find(Fold, "pact_details")
        assert not details.isChecked()
        details.setFocus()
        QTest.keyClick(details, Qt.Key.Key_Space)

    def type_number(self, name: str, text: str) -> None:
        spin = self.find(AmountSpin, name)
        assert spin.isVisible(), name
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, text)
        QTest.keyClick(spin, Qt.Key.Key_Return)
        self.check()

    def check(self) -> None:
        scenario = self.session.scenario
        assert files.from_json(files.to_json(scenario)).scenario == scenario


@pytest.fixture
def hand(qtbot: QtBot, qapp: QApplication, session: Session) -> Hand:
    """Somebody at the panel as narrow as it may be."""
    panel = MovesPanel(session, Theme(qapp, "light"))
    qtbot.addWidget(panel)
    panel.resize(380, 860)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return Hand(session, panel)
