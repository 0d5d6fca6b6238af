"""An alliance through the real window: made, dragged and questioned; seen, clicked through and reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.e2e.test_ilford_north import action, seats, show
from tests.views.moves.conftest import Hand
from tests.widgets import cells, find, said, settle
from ukvote_gui import cli, resources
from ukvote_gui.charts.map.canvas import MapCanvas
from ukvote_gui.state.draws_worker import draws_of
from ukvote_gui.theme.panel import AnswerPanel
from ukvote_gui.views.main_window import MainWindow
from ukvote_gui.views.moves import MovesPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that open, without a display

ILFORD_NORTH = "E14001300"
SIX_IN_TEN = {"Lab": 406, "Ind": 10, "WPB": 1}


def seat_named(window: MainWindow, name: str) -> str:
    return next(c.id for c in window.session.election.constituencies if c.name == name)


def changed(window: MainWindow) -> set[str]:
    outcome = window.session.outcome
    places = outcome.election.constituencies
    return {place.name for place, other in zip(places, outcome.changed, strict=True) if other}


def panel(window: MainWindow, name: str, qtbot: QtBot) -> QWidget:
    """Bring a panel to the front as its menu does, and wait until it is settled."""
    action(window, f"action_show_{name}").trigger()
    shown = window.workspace.panel(name)
    qtbot.waitUntil(shown.isVisible)
    if isinstance(shown, AnswerPanel):
        settle(shown, qtbot)
    return shown


def test_an_alliance_is_made_dragged_questioned_drawn_and_saved(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = show(qtbot)
    window.activateWindow()
    moves = panel(window, "moves", qtbot)
    assert isinstance(moves, MovesPanel)
    hand = Hand(window.session, moves)
    hand.add("pact")
    for text in ("green", "ind", "wpb"):
        hand.pick("pact_members", text)
    hand.trigger("scope_add_won_by")
    hand.pick("scope_won_by", "labour")

    # Drag the rate up: one seat after the other flips, and none flips back.
    slider = find(moves, QSlider, "pact_rate_slider")
    slider.setSliderDown(True)
    order: list[str] = []
    for rate in range(61):
        slider.setValue(rate)
        now = changed(window)
        assert now.issuperset(order)
        order += sorted(now.difference(order))
    slider.setSliderDown(False)
    assert order[0] == "Bradford West"
    assert len(order) == 5
    assert {party: seats(window)[party] for party in SIX_IN_TEN} == SIX_IN_TEN

    window.session.select(ILFORD_NORTH)
    why = panel(window, "why", qtbot)
    assert "Leanne Mohamad" in said(why, "why_answer")

    window.session.select(seat_named(window, "Birmingham Ladywood"))
    break_even = panel(window, "break_even", qtbot)
    qtbot.waitUntil(lambda: cells(break_even, "break_even_rates") != [])
    ((_, now_at, over, whom),) = cells(break_even, "break_even_rates")
    assert (now_at, over, whom) == ("60.0%", "98.37%", "Ind Akhmed Yakoob")

    panel(window, "moves", qtbot)
    qtbot.mouseClick(find(moves, QToolButton, "pact_rate_uncertain"), Qt.MouseButton.LeftButton)
    chances = panel(window, "chances", qtbot)
    find(chances, QDoubleSpinBox, "chances_draws").setValue(200)
    with qtbot.waitSignal(draws_of(window.session).chances_changed, timeout=20_000):
        qtbot.mouseClick(find(chances, QPushButton, "chances_run"), Qt.MouseButton.LeftButton)
    drawn = draws_of(window.session).chances
    assert drawn is not None
    assert drawn.draws == 200

    saved = tmp_path / "alliance.ukvote"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    action(window, "action_save").trigger()
    window.close()
    again = show(qtbot, saved)
    assert {party: seats(again)[party] for party in SIX_IN_TEN} == SIX_IN_TEN
    capsys.readouterr()
    assert cli.main(["evaluate", str(saved)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["seats"] == {party: count for party, count in seats(again).items() if count}


def test_an_alliance_is_seen_clicked_through_and_sent_as_a_report(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(qtbot, resources.path("examples", "alliance-where-labour-won.ukvote"))
    window.resize(1366, 728)
    action(window, "action_layout_explore").trigger()
    panel(window, "map", qtbot)
    colour = find(window, QComboBox, "map_colour")
    colour.setCurrentIndex(colour.findText("Change of winner"))

    canvas = find(window, MapCanvas, "map_canvas")
    yardley = window.session.election.seat_index[seat_named(window, "Birmingham Yardley")]
    at = QPoint(*(round(number) for number in canvas.point_of(yardley)))
    qtbot.mouseMove(canvas, at)
    assert "Birmingham Yardley" in canvas.accessibleDescription()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert window.session.constituency.name == "Birmingham Yardley"

    why = panel(window, "why", qtbot)
    assert "Jody McIntyre (WPB)" in said(why, "why_answer")

    house = panel(window, "house", qtbot)
    for party in ("Con", "LD", "RUK"):
        find(house, QCheckBox, f"house_party_{party}").click()
    assert said(house, "house_overall") == "Con + LD + RUK: 198 seats, 128 short of 326"
    find(house, QCheckBox, "house_party_Lab").click()
    assert said(house, "house_overall").endswith("604 seats, an overall majority of 558")

    report = tmp_path / "alliance.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(report), ""))
    action(window, "action_export_report").trigger()
    qtbot.waitUntil(report.exists)
    written = report.read_text(encoding="utf-8")
    for words in ("60%", "Bradford West", "Birmingham Yardley", "<svg", window.session.election.fingerprint):
        assert words in written, words
