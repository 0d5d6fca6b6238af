"""Charts in tests: the scenarios that they show, and the pictures that they draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from tests.charts.approved import TOLERANCE, assert_approved, difference
from ukvote_gui.charts.picture import Picture
from ukvote_gui.core.moves import Move, Pact, SetShares, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.chart import Chart
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS, Colours

W = TypeVar("W", bound=QWidget)

ILFORD_NORTH = "E14001300"
LEFT_PACT = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
MOHAMAD_WINS = SetShares(seat=ILFORD_NORTH, shares=(("116038", 34.0),))
TO_THE_CONSERVATIVES = Swing(changes=(("Lab", -6.0), ("Con", 6.0)))

LOOKS = {"light": LIGHT_COLOURS, "dark": DARK_COLOURS}


class MakeChart(Protocol):
    """What makes a chart of a kind, so large."""

    def __call__(self, kind: Callable[[Session, Theme], W], width: int = 480, height: int = 420) -> W: ...


def make(session: Session, *moves: Move) -> None:
    session.change(Scenario(moves=moves), "moves")


def picture_of(chart: Picture, colours: Colours, width: int = 480, height: int = 360) -> QImage:
    """Return what a chart draws for export, at a size in pixels."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    chart.draw(painter, QRectF(0, 0, width, height), colours)
    painter.end()
    return image


def svg_of(chart: Picture, width: int, height: int) -> str:
    """Return what a chart draws for export as SVG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRectF(0, 0, width, height))
    painter = QPainter(generator)
    chart.draw(painter, QRectF(0, 0, width, height), LIGHT_COLOURS)
    painter.end()
    return bytes(buffer.data().data()).decode()


def assert_draws_as_approved(
    chart: Picture, session: Session, move: Move, name: str, look: str, folder: Path
) -> None:
    """Fail where a move does not change the picture, or not into the one that is approved."""
    before = picture_of(chart, LOOKS[look])
    make(session, move)
    image = picture_of(chart, LOOKS[look])
    assert difference(before, image) > TOLERANCE
    assert_approved(image, f"{name}_{look}", folder)


def counted_calls(monkeypatch: pytest.MonkeyPatch, kind: type[Chart]) -> list[Chart]:
    """Return a list that grows with each time a chart of a kind works something out."""
    calls: list[Chart] = []
    work_out = kind.work_out

    def count(chart: Chart) -> None:
        calls.append(chart)
        work_out(chart)

    monkeypatch.setattr(kind, "work_out", count)
    return calls
