"""Charts in tests: shown at a size, drawn as pictures, and what their tool tips say."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui.charts.picture import Picture
from ukvote_gui.core.moves import Move
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.session import Session
from ukvote_gui.theme.chart import Chart
from ukvote_gui.theme.colours import Colours

W = TypeVar("W", bound=QWidget)

ILFORD_NORTH = "E14001300"


def shown(chart: W, qtbot: QtBot, width: int = 480, height: int = 420) -> W:
    qtbot.addWidget(chart)
    chart.resize(width, height)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def picture_of(chart: Picture, colours: Colours, width: int = 480, height: int = 360) -> QImage:
    """Return what a chart draws for export, at a size in pixels."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    chart.draw(painter, QRectF(0, 0, width, height), colours)
    painter.end()
    return image


def make(session: Session, *moves: Move) -> None:
    session.change(Scenario(moves=moves), "moves")


def counted_calls(monkeypatch: pytest.MonkeyPatch, kind: type[Chart]) -> list[Chart]:
    """Return a list that grows with each time a chart of a kind works something out."""
    calls: list[Chart] = []
    work_out = kind.work_out

    def count(chart: Chart) -> None:
        calls.append(chart)
        work_out(chart)

    monkeypatch.setattr(kind, "work_out", count)
    return calls
