"""The charts: from a change of the scenario until a visible chart is painted."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.bench.timing import Timing
from ukvote_gui.charts.flow_chart import FlowChart
from ukvote_gui.charts.house import HouseChart
from ukvote_gui.charts.swing_chart import Kind, SwingChart
from ukvote_gui.core import editing
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"
STEPS = 100


def seat_drag(session: Session, step: int) -> Scenario:
    """Return the scenario of a step of a drag of one candidate's share."""
    return editing.with_share(
        session.scenario, session.outcome, ILFORD_NORTH, MOHAMAD, 20.0 + step % 50 * 0.3, frozenset()
    )


def swing_drag(_session: Session, step: int) -> Scenario:
    """Return the scenario of a step of a drag of a national swing."""
    points = step % 50 * 0.2
    return Scenario(moves=(Swing(changes=(("Lab", -points), ("Con", points))),))


def swingometer(session: Session, theme: Theme) -> SwingChart:
    """Return the swing chart with the swingometer in it."""
    chart = SwingChart(session, theme)
    box = chart.findChild(QComboBox, "swing_view_kind")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(Kind.SWINGOMETER)
    return chart


@pytest.mark.parametrize(("what", "drag"), [("a seat", seat_drag), ("a swing", swing_drag)])
@pytest.mark.parametrize("kind", [HouseChart, FlowChart, SwingChart, swingometer])
def test_a_step_of_a_drag(
    qtbot: QtBot,
    qapp: QApplication,
    kind: Callable[[Session, Theme], HouseChart | FlowChart | SwingChart],
    what: str,
    drag: Callable[[Session, int], Scenario],
) -> None:
    session, theme = Session(), Theme(qapp, "light")
    session.select(ILFORD_NORTH)
    seconds: dict[bool, list[float]] = {False: [], True: []}
    chart = kind(session, theme)
    qtbot.addWidget(chart)
    chart.resize(900, 700)
    for visible in (False, True):
        if visible:
            with qtbot.waitExposed(chart):
                chart.show()
        for step in range(STEPS + 10):
            scenario = drag(session, step)
            start = time.perf_counter()
            session.change(scenario, "a step", gesture=seconds)
            if visible:
                chart.catch_up()  # without the wait that spares a drag what is slow
            QCoreApplication.processEvents()
            seconds[visible].append(time.perf_counter() - start)
    hidden, shown = (Timing(tuple(seconds[visible][10:])) for visible in (False, True))
    print(f"\n{chart.picture_title()}; {what}: {shown.in_words()}; hidden: {hidden.in_words()}")
    assert shown.median < 0.033
    theme.deleteLater()
