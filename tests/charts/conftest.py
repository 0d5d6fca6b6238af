"""Charts of a session: shown in a window, or not yet; and both looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests import widgets
from tests.charts.picturing import LOOKS, MakeChart, W
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme


@pytest.fixture
def shown(session: Session, theme: Theme, qtbot: QtBot) -> MakeChart:
    """Make charts in windows of so many pixels."""

    def make(kind: Callable[[Session, Theme], W], width: int = 480, height: int = 420) -> W:
        chart = kind(session, theme)
        widgets.show(chart, qtbot, width, height)
        return chart

    return make


@pytest.fixture
def unshown(session: Session, theme: Theme, qtbot: QtBot) -> MakeChart:
    """Make charts that no window shows yet."""

    def make(kind: Callable[[Session, Theme], W], width: int = 480, height: int = 420) -> W:
        chart = kind(session, theme)
        qtbot.addWidget(chart)
        chart.resize(width, height)
        return chart

    return make


@pytest.fixture(params=list(LOOKS))
def look(request: pytest.FixtureRequest) -> str:
    """Give the name of each look, light and dark."""
    return str(request.param)
