"""The map: recolouring it for another outcome, painting it, and making it anew at another zoom."""

from __future__ import annotations

from itertools import cycle

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.bench.timing import time_calls
from ukvote_gui.charts.map.canvas import MapCanvas
from ukvote_gui.charts.map.map_view import MapView
from ukvote_gui.core import dataset
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.commands import Evaluated
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

SIZES = ((700, 900), (1200, 1400))


@pytest.mark.parametrize("size", SIZES, ids=["700x900", "1200x1400"])
@pytest.mark.parametrize("mode", ["hexes", "geography"])
def test_the_map(mode: str, size: tuple[int, int], qapp: QApplication, qtbot: QtBot) -> None:
    session, theme = Session(), Theme(qapp, "light")
    view = MapView(session, theme)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    canvas = view.findChild(MapCanvas)
    assert isinstance(canvas, MapCanvas)

    def choose(name: str, value: str) -> None:
        box = view.findChild(QComboBox, name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))

    image = QImage(canvas.size(), QImage.Format.Format_RGB32)

    def draw_straight() -> None:
        painter = QPainter(image)
        view.draw(painter, QRectF(canvas.rect()), theme.colours)
        painter.end()

    choose("map_mode", mode)
    print(f"\n{mode}, {size[0]} x {size[1]}")
    election = dataset.load_election()
    for kind in ("winner", "majority", "share", "swing"):
        choose("map_colour", kind)
        for points, what in ((0.1, "few seats changed"), (8.0, "100 seats changed")):
            scenarios = [
                Scenario(moves=(Swing(changes=(("Lab", -points - step), ("RUK", points + step))),))
                for step in (0.0, 0.3)
            ]
            steps = cycle([Evaluated(scenario, evaluate(election, scenario)) for scenario in scenarios])

            def recolour(steps: cycle[Evaluated] = steps) -> None:
                # Without the evaluation and the undo stack, whose time is not the map's.
                session._now = next(steps)
                session.outcome_changed.emit()
                canvas.refresh()

            timing = time_calls(recolour, 100)
            print(f"recolour by {kind}, {what}: {timing.in_words()}")

            def recolour_and_paint(steps: cycle[Evaluated] = steps) -> None:
                session._now = next(steps)
                session.outcome_changed.emit()
                canvas.repaint()

            if kind == "winner":
                painted = time_calls(recolour_and_paint, 100)
                print(f"recolour and paint, {what}: {painted.in_words()}")
                straight = time_calls(draw_straight, 20)
                print(f"drawn straight, without layers: {straight.in_words()}")
                print(f"{straight.best / timing.best:.1f} times as long as to recolour")
    print(f"paint as it is: {time_calls(canvas.repaint, 100).in_words()}")

    def zoom() -> None:
        canvas.zoom(1.25)
        canvas.repaint()
        canvas.fit()
        canvas.repaint()

    print(f"zoom in and out, painted: {time_calls(zoom, 20).in_words()}")
    theme.deleteLater()
