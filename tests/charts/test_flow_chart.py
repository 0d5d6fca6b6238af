"""The flow of votes in the window: what it says and shows, when it follows, and how it is copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.charts.picturing import (
    ILFORD_NORTH,
    LEFT_PACT,
    MOHAMAD_WINS,
    MakeChart,
    assert_draws_as_approved,
    counted_calls,
    make,
)
from tests.widgets import find, said
from ukvote_gui.charts.flow_chart import FlowChart
from ukvote_gui.core.flow_diagram import NON_VOTERS
from ukvote_gui.core.moves import SetShares, Swing
from ukvote_gui.state.session import Session

BIRMINGHAM_LADYWOOD, AKHMED_YAKOOB = "E14001096", "111512"


@pytest.fixture
def chart(shown: MakeChart) -> FlowChart:
    return shown(FlowChart)


def test_it_follows_a_drag_a_moment_later_and_not_at_each_step(
    chart: FlowChart, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted_calls(monkeypatch, FlowChart)
    for points in range(1, 9):
        make(session, Swing(changes=(("Lab", -float(points)),)))
    assert calls == []
    qtbot.waitUntil(lambda: "(0.0%)" not in said(chart, "flow_totals"))
    assert len(calls) == 1
    assert "Labour → " in chart.accessibleDescription()


def test_hidden_it_does_nothing_and_shown_it_catches_up(
    chart: FlowChart, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted_calls(monkeypatch, FlowChart)
    make(session, LEFT_PACT)
    chart.hide()
    qtbot.wait(80)
    assert calls == []
    chart.show()
    assert len(calls) == 1
    assert "Independents → Green Party: " in chart.accessibleDescription()


def test_where_nobody_moves_all_electors_are_shown(chart: FlowChart) -> None:
    assert "Labour, as before: 9,708,716 votes, 100.0% of them" in chart.accessibleDescription()
    assert said(chart, "flow_totals").startswith("0 of 48,253,193 electors")


def test_the_constituency_follows_the_selection(chart: FlowChart, session: Session, qtbot: QtBot) -> None:
    make(session, MOHAMAD_WINS)
    find(chart, QComboBox, "flow_where").setCurrentIndex(1)
    assert said(chart, "flow_totals").startswith("0 of ")
    session.select(ILFORD_NORTH)
    qtbot.waitUntil(lambda: find(chart, QComboBox, "flow_where").itemText(1) == "Ilford North")
    assert chart.picture_title() == "Flow of votes, Ilford North: those who move"
    electors = f"{session.constituency.electorate:,} electors"
    assert electors in said(chart, "flow_totals")
    assert "Wes Streeting (Lab) → Leanne Mohamad (Ind): " in chart.accessibleDescription()


def test_a_choice_is_followed_at_once(chart: FlowChart, session: Session) -> None:
    make(session, LEFT_PACT)
    find(chart, QComboBox, "flow_what").setCurrentIndex(1)
    assert "Labour, as before: 9,708,716 votes" in chart.accessibleDescription()
    everyone = chart.accessibleDescription()
    find(chart, QComboBox, "flow_fold").setCurrentIndex(3)
    assert chart.accessibleDescription() != everyone
    assert chart.picture_title() == "Flow of votes, United Kingdom: all electors"


def test_every_flow_is_hit_where_it_is(chart: FlowChart, session: Session) -> None:
    make(session, LEFT_PACT)
    chart.catch_up()
    wanted = chart.target_words(0)
    hit = chart.target_at(chart.target_point(0))
    assert hit is not None
    assert " → " in wanted
    words = set()
    for x in range(0, chart.canvas.width(), 8):
        for y in range(0, chart.canvas.height(), 2):
            target = chart.target_at(QPointF(x, y))
            if target is not None:
                words.add(chart.target_words(target))
    assert all(
        row in words for row in chart.accessibleDescription().rstrip(".").split(". ")[-2].split("; ")[:6]
    )
    assert any(word.startswith("Did not vote: 19,443,853 before") for word in words)
    assert chart.target_at(QPointF(1, 1)) is None


def test_keys_go_through_all_flows(chart: FlowChart, session: Session, qtbot: QtBot) -> None:
    make(session, LEFT_PACT)
    chart.catch_up()
    chart.canvas.setFocus()
    seen = []
    for _ in range(60):
        qtbot.keyClick(chart.canvas, Qt.Key.Key_Down)
        seen.append(chart.canvas.accessibleDescription())
    assert len(set(seen)) < 60  # round and round
    assert any("Independents → Green Party" in words for words in seen)
    assert any(words.startswith("Green Party: ") for words in seen)
    chart.canvas.grab()


def test_the_flows_are_copied_as_a_table(chart: FlowChart, session: Session, qapp: QApplication) -> None:
    make(session, LEFT_PACT)
    told: list[str] = []
    session.message_posted.connect(told.append)
    find(chart, QPushButton, "flow_copy").click()
    lines = qapp.clipboard().text().splitlines()
    assert lines[0] == "From\tTo\tVotes\t% of the giver's before"
    assert lines[-1].startswith("Total\t\t")
    assert told == [f"Copied {len(lines) - 2} flows as a table."]


def test_it_looks_as_approved(unshown: MakeChart, session: Session, tmp_path: Path, look: str) -> None:
    assert_draws_as_approved(unshown(FlowChart), session, LEFT_PACT, "flow", look, tmp_path)


def test_it_fits_a_narrow_dock(chart: FlowChart, session: Session) -> None:
    make(session, LEFT_PACT)
    chart.resize(1000, 800)
    chart.canvas.grab()
    chart.resize(380, 300)
    find(chart, QComboBox, "flow_what").setCurrentIndex(1)
    find(chart, QComboBox, "flow_fold").setCurrentIndex(0)
    assert chart.width() == 380
    assert chart.canvas.grab().width() <= 380


def test_a_long_label_takes_what_the_other_side_leaves(chart: FlowChart, session: Session) -> None:
    make(session, LEFT_PACT)
    chart.resize(464, 560)
    assert labels(chart)[NON_VOTERS, False].startswith(f"{NON_VOTERS} +")
    yakoob = SetShares(seat=BIRMINGHAM_LADYWOOD, shares=((AKHMED_YAKOOB, 40.0),))
    make(session, yakoob)
    session.select(BIRMINGHAM_LADYWOOD)
    find(chart, QComboBox, "flow_where").setCurrentIndex(1)
    assert labels(chart)["Akhmed Yakoob (Ind)", False].startswith("Ind Akhmed Yakoob +")
    assert "…" not in "".join(labels(chart).values())


def test_labels_leave_room_for_the_flows_and_lie_in_the_picture(chart: FlowChart, session: Session) -> None:
    make(session, LEFT_PACT)
    for width in (300, 380, 464, 640, 1200):
        chart.resize(width, 560)
        chart.catch_up()
        drawn = chart.on_canvas()
        metrics = QFontMetricsF(drawn.font)
        for place in drawn.places:
            wide = metrics.horizontalAdvance(drawn.labels[place.camp, place.before])
            room = place.rect.left() if place.before else chart.canvas.width() - place.rect.right()
            assert wide <= room - 5
        bars = {place.before: place.rect.left() for place in drawn.places}
        assert bars[False] - bars[True] > 0.3 * chart.canvas.width()


def labels(chart: FlowChart) -> dict[tuple[str, bool], str]:
    """Return the labels of the picture by the names of camps, and whether they are on the left."""
    chart.catch_up()
    return {(camp.name, left): label for (camp, left), label in chart.on_canvas().labels.items()}
