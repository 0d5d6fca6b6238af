"""The scatter explorer and the battleground: from a change of the scenario until all is painted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.bench.timing import Timing
from ukvote_gui.charts.scatter import ScatterChart
from ukvote_gui.charts.scatter.choice import PRESET, Choice, Size
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.variables import Kind, Variable
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.battleground_panel import BattlegroundPanel

STEPS = 200
SHARES = Choice(Variable(Kind.SHARE, "RUK"), Variable(Kind.SHARE, "Lab"), Size.ELECTORATE, shapes=True)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


def scatter_of(choice: Choice) -> Callable[[Session, Theme], QWidget]:
    def make(session: Session, theme: Theme) -> QWidget:
        chart = ScatterChart(session, theme)
        chart.set_choice(choice)
        return chart

    return make


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("scatter, preset", scatter_of(PRESET)),
        ("scatter, shares with shapes and sizes", scatter_of(SHARES)),
        ("battleground", BattlegroundPanel),
    ],
)
def test_a_step_of_a_drag(
    qtbot: QtBot, theme: Theme, name: str, make: Callable[[Session, Theme], QWidget]
) -> None:
    session = Session()
    widget = make(session, theme)
    qtbot.addWidget(widget)
    widget.resize(560, 700)
    print()
    for shown in (False, True):
        widget.setVisible(shown)
        qtbot.wait(100)
        seconds: list[float] = []
        for step in range(STEPS + 20):
            points = step % 50 * 0.1
            scenario = Scenario(moves=(Swing(changes=(("Lab", -points), ("RUK", points))),))
            start = time.perf_counter()
            session.change(scenario, "a step", gesture=seconds)
            QCoreApplication.processEvents()
            seconds.append(time.perf_counter() - start)
        timing = Timing(tuple(seconds[20:]))
        print(f"{name}, {'shown' if shown else 'hidden'}: {timing.in_words()}")
        assert timing.median < (0.033 if shown else 0.005)
