"""The swing in the window: bars, arrows and the dial say what the core says, and are reached by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.charts.approved import TOLERANCE, difference
from tests.charts.picturing import (
    ILFORD_NORTH,
    TO_THE_CONSERVATIVES,
    MakeChart,
    counted_calls,
    make,
    picture_of,
)
from tests.widgets import find, said
from ukvote_gui.charts.swing_chart import KINDS, Kind, SwingChart
from ukvote_gui.core.moves import Stand, Swing, Withdraw
from ukvote_gui.state.session import Session
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS


@pytest.fixture
def chart(shown: MakeChart, session: Session) -> SwingChart:
    session.select(ILFORD_NORTH)
    return shown(SwingChart)


def box(chart: SwingChart, name: str) -> QComboBox:
    return find(chart, QComboBox, f"swing_view_{name}")


def words(chart: SwingChart) -> str:
    return said(chart, "swing_view_words")


def choose(chart: SwingChart, kind: Kind) -> None:
    box(chart, "kind").setCurrentIndex(kind)


def test_changes_of_share_are_said_for_the_area_and_the_seat(chart: SwingChart, session: Session) -> None:
    make(session, TO_THE_CONSERVATIVES)
    description = chart.accessibleDescription()
    assert "Great Britain: Labour: 34.6% before, 28.7% after (−6.0 points)" in description
    assert "Ilford North: Wes Streeting (Lab): 33.4% before, 27.4% after (−6.0 points)" in description
    box(chart, "area").setCurrentText("Northern Ireland")
    assert "Northern Ireland: Sinn Féin: 27.0% before" in chart.accessibleDescription()
    assert chart.picture_title() == "Change of share: Northern Ireland and Ilford North"


def test_another_seat_has_other_rows(chart: SwingChart, session: Session) -> None:
    session.select(session.election.constituencies[7].id)
    assert "Ilford North" not in chart.accessibleDescription()
    assert session.constituency.name in chart.accessibleDescription()


@pytest.mark.parametrize("kind", [Kind.CHANGES, Kind.SHARES])
def test_each_row_is_hit_and_said(chart: SwingChart, session: Session, kind: Kind, qtbot: QtBot) -> None:
    make(session, TO_THE_CONSERVATIVES, Withdraw(who=("RUK",)))
    choose(chart, kind)
    chart.canvas.setFocus()
    seen = []
    for _ in range(30):
        qtbot.keyClick(chart.canvas, Qt.Key.Key_Down)
        current = chart.canvas.current
        assert current is not None
        assert chart.target_at(chart.target_point(current)) == current
        seen.append(chart.canvas.accessibleDescription())
    assert "Kaz Rizvi (Con): " in seen[-2] or "Fraser Coppin (LD)" in seen[-1]
    assert any("has withdrawn" in told for told in seen)
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Left)
    assert chart.target_point(chart.canvas.current or 0).x() < chart.canvas.width() / 2
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Right)
    assert chart.target_point(chart.canvas.current or 0).x() > chart.canvas.width() / 2
    chart.canvas.grab()
    assert chart.target_at(QPointF(1, 1)) is None


def test_the_swingometer_says_the_swing_and_its_seats(chart: SwingChart, session: Session) -> None:
    make(session, TO_THE_CONSERVATIVES)
    assert not box(chart, "first").isVisible()
    choose(chart, Kind.SWINGOMETER)
    assert box(chart, "first").isVisible()
    assert words(chart).startswith("Great Britain: 6.0 points from Labour to Conservative.")
    seats = "Lab 294 (−117), Con 247 (+126), 134 seats changed"
    assert f"Uniform, this alone: {seats}. The scenario: {seats}." in words(chart)
    assert "4.6 points from Labour to Conservative: Labour largest, no majority" in words(chart)
    assert chart.picture_title() == "Swingometer, Great Britain: Labour and Conservative"


def test_the_marks_of_the_dial_have_their_seats(chart: SwingChart, session: Session, qtbot: QtBot) -> None:
    make(session, TO_THE_CONSERVATIVES)
    choose(chart, Kind.SWINGOMETER)
    chart.canvas.setFocus()
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Right)
    assert chart.canvas.accessibleDescription() == (
        "6.0 points from Labour to Conservative: Lab 294 (−117), Con 247 (+126), 134 seats changed."
    )
    for mark in range(21):
        assert chart.target_at(chart.target_point(mark)) == mark
    for _ in range(30):
        qtbot.keyClick(chart.canvas, Qt.Key.Key_Left)
    assert chart.canvas.accessibleDescription().startswith("10.0 points from Conservative to Labour: Lab 523")
    chart.canvas.grab()
    assert chart.target_at(QPointF(2, 2)) is None


def test_a_swing_beyond_the_dial_makes_it_wider(chart: SwingChart, session: Session) -> None:
    choose(chart, Kind.SWINGOMETER)
    make(session, Swing(changes=(("Lab", -15.0), ("Con", 15.0))))
    assert "20.0 points from Labour to Conservative: " in chart.accessibleDescription()


def test_a_party_does_not_swing_to_itself(chart: SwingChart) -> None:
    choose(chart, Kind.SWINGOMETER)
    second = box(chart, "second")
    second.setCurrentIndex(second.findData("Lab"))
    assert words(chart) == "Choose two parties between which votes swing."
    chart.canvas.grab()
    assert chart.target_beside(None, 1, 0) is None


def test_another_area_has_its_own_two_parties(chart: SwingChart) -> None:
    choose(chart, Kind.SWINGOMETER)
    box(chart, "area").setCurrentText("Northern Ireland")
    assert (box(chart, "first").currentData(), box(chart, "second").currentData()) == ("SF", "DUP")
    box(chart, "first").setCurrentIndex(box(chart, "first").findData("APNI"))
    box(chart, "area").setCurrentText("Great Britain")
    assert (box(chart, "first").currentData(), box(chart, "second").currentData()) == ("Lab", "Con")
    box(chart, "second").setCurrentIndex(box(chart, "second").findData("RUK"))
    box(chart, "area").setCurrentText("North East")
    assert (box(chart, "first").currentData(), box(chart, "second").currentData()) == ("Lab", "RUK")
    box(chart, "area").setCurrentText("Northern Ireland")
    assert words(chart).startswith(
        "Northern Ireland: No swing between Sinn Féin and Democratic Unionist Party."
    )


def test_hidden_it_does_nothing_and_shown_it_catches_up(
    chart: SwingChart, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart.hide()
    calls = counted_calls(monkeypatch, SwingChart)
    make(session, TO_THE_CONSERVATIVES)
    assert calls == []
    chart.show()
    assert len(calls) == 1
    assert "28.7% after" in chart.accessibleDescription()


def test_a_candidate_who_is_added_has_a_row(chart: SwingChart, session: Session) -> None:
    make(session, Stand(seats=(ILFORD_NORTH,), party="SDP", name="Someone New", givers=(("Lab", 0.5),)))
    assert "Someone New (SDP): 16.7%, did not stand before" in chart.accessibleDescription()
    for kind in (Kind.CHANGES, Kind.SHARES):
        choose(chart, kind)
        chart.canvas.grab()


@pytest.mark.parametrize("kind", list(Kind))
def test_each_picture_shows_the_scenario(unshown: MakeChart, session: Session, kind: Kind) -> None:
    chart = unshown(SwingChart)
    choose(chart, kind)
    before = picture_of(chart, LIGHT_COLOURS)
    make(session, TO_THE_CONSERVATIVES)
    after = picture_of(chart, LIGHT_COLOURS)
    assert difference(before, after) > 0.002
    assert difference(after, picture_of(chart, DARK_COLOURS)) > 10 * TOLERANCE
    assert chart.picture_title().startswith(KINDS[kind])
