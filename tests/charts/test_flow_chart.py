"""The flow of votes in the window: what it says and shows, when it follows, and how it is copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.charts.approved import TOLERANCE, assert_approved, difference
from tests.charts.picturing import ILFORD_NORTH, counted_calls, make, picture_of, shown
from ukvote_gui.charts.flow_chart import FlowChart
from ukvote_gui.charts.picture import Picture
from ukvote_gui.core.flow_diagram import NON_VOTERS
from ukvote_gui.core.moves import Pact, SetShares, Swing
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS

BIRMINGHAM_LADYWOOD, AKHMED_YAKOOB = "E14001096", "111512"
LEFT = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
MOHAMAD_WINS = SetShares(seat=ILFORD_NORTH, shares=(("116038", 34.0),))


@pytest.fixture
def chart(session: Session, theme: Theme, qtbot: QtBot) -> FlowChart:
    return shown(FlowChart(session, theme), qtbot)


def box(chart: FlowChart, name: str) -> QComboBox:
    found = chart.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def totals(chart: FlowChart) -> str:
    label = chart.findChild(QLabel, "flow_totals")
    assert isinstance(label, QLabel)
    return label.text()


def canvas(chart: FlowChart) -> QWidget:
    found = chart.findChild(QWidget, "flow_view_canvas")
    assert isinstance(found, QWidget)
    return found


def test_it_follows_a_drag_a_moment_later_and_not_at_each_step(
    chart: FlowChart, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted_calls(monkeypatch, FlowChart)
    for points in range(1, 9):
        make(session, Swing(changes=(("Lab", -float(points)),)))
    assert calls == []
    qtbot.waitUntil(lambda: "(0.0%)" not in totals(chart))
    assert len(calls) == 1
    assert "Labour → " in chart.accessibleDescription()


def test_hidden_it_does_nothing_and_shown_it_catches_up(
    chart: FlowChart, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted_calls(monkeypatch, FlowChart)
    make(session, LEFT)
    chart.hide()
    qtbot.wait(80)
    assert calls == []
    chart.show()
    assert len(calls) == 1
    assert "Independents → Green Party: " in chart.accessibleDescription()


def test_where_nobody_moves_all_electors_are_shown(chart: FlowChart) -> None:
    assert "Labour, as before: 9,708,716 votes, 100.0% of them" in chart.accessibleDescription()
    assert totals(chart).startswith("0 of 48,253,193 electors")


def test_the_constituency_follows_the_selection(chart: FlowChart, session: Session, qtbot: QtBot) -> None:
    make(session, MOHAMAD_WINS)
    box(chart, "flow_where").setCurrentIndex(1)
    assert totals(chart).startswith("0 of ")
    session.select(ILFORD_NORTH)
    qtbot.waitUntil(lambda: box(chart, "flow_where").itemText(1) == "Ilford North")
    assert chart.picture_title() == "Flow of votes, Ilford North: those who move"
    electors = f"{session.constituency.electorate:,} electors"
    assert electors in totals(chart)
    assert "Wes Streeting (Lab) → Leanne Mohamad (Ind): " in chart.accessibleDescription()


def test_a_choice_is_followed_at_once(chart: FlowChart, session: Session) -> None:
    make(session, LEFT)
    box(chart, "flow_what").setCurrentIndex(1)
    assert "Labour, as before: 9,708,716 votes" in chart.accessibleDescription()
    everyone = chart.accessibleDescription()
    box(chart, "flow_fold").setCurrentIndex(3)
    assert chart.accessibleDescription() != everyone
    assert chart.picture_title() == "Flow of votes, United Kingdom: all electors"


def test_every_flow_is_hit_where_it_is(chart: FlowChart, session: Session) -> None:
    make(session, LEFT)
    chart.catch_up()
    wanted = chart.target_words(0)
    hit = chart.target_at(chart.target_point(0))
    assert hit is not None
    assert " → " in wanted
    words = set()
    for x in range(0, canvas(chart).width(), 8):
        for y in range(0, canvas(chart).height(), 2):
            target = chart.target_at(QPointF(x, y))
            if target is not None:
                words.add(chart.target_words(target))
    assert all(
        row in words for row in chart.accessibleDescription().rstrip(".").split(". ")[-2].split("; ")[:6]
    )
    assert any(word.startswith("Did not vote: 19,443,853 before") for word in words)
    assert chart.target_at(QPointF(1, 1)) is None


def test_keys_go_through_all_flows(chart: FlowChart, session: Session, qtbot: QtBot) -> None:
    make(session, LEFT)
    chart.catch_up()
    canvas(chart).setFocus()
    seen = []
    for _ in range(60):
        qtbot.keyClick(canvas(chart), Qt.Key.Key_Down)
        seen.append(canvas(chart).accessibleDescription())
    assert len(set(seen)) < 60  # round and round
    assert any("Independents → Green Party" in words for words in seen)
    assert any(words.startswith("Green Party: ") for words in seen)
    canvas(chart).grab()


def test_the_flows_are_copied_as_a_table(chart: FlowChart, session: Session, qapp: QApplication) -> None:
    make(session, LEFT)
    button = chart.findChild(QPushButton, "flow_copy")
    assert isinstance(button, QPushButton)
    said: list[str] = []
    session.message_posted.connect(said.append)
    button.click()
    lines = qapp.clipboard().text().splitlines()
    assert lines[0] == "From\tTo\tVotes\t% of the giver's before"
    assert lines[-1].startswith("Total\t\t")
    assert said == [f"Copied {len(lines) - 2} flows as a table."]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_looks_as_approved(
    session: Session, theme: Theme, qtbot: QtBot, tmp_path: Path, look: str
) -> None:
    chart = FlowChart(session, theme)
    qtbot.addWidget(chart)
    picture: Picture = chart
    colours = DARK_COLOURS if look == "dark" else LIGHT_COLOURS
    before = picture_of(picture, colours)
    make(session, LEFT)
    image = picture_of(picture, colours)
    assert difference(before, image) > TOLERANCE
    assert_approved(image, f"flow_{look}", tmp_path)


def test_it_fits_a_narrow_dock(chart: FlowChart, session: Session) -> None:
    make(session, LEFT)
    chart.resize(1000, 800)
    chart.canvas.grab()
    chart.resize(380, 300)
    box(chart, "flow_what").setCurrentIndex(1)
    box(chart, "flow_fold").setCurrentIndex(0)
    assert chart.width() == 380
    assert chart.canvas.grab().width() <= 380


def test_a_long_label_takes_what_the_other_side_leaves(chart: FlowChart, session: Session) -> None:
    make(session, LEFT)
    chart.resize(464, 560)
    assert labels(chart)[NON_VOTERS, False].startswith(f"{NON_VOTERS} +")
    yakoob = SetShares(seat=BIRMINGHAM_LADYWOOD, shares=((AKHMED_YAKOOB, 40.0),))
    make(session, yakoob)
    session.select(BIRMINGHAM_LADYWOOD)
    box(chart, "flow_where").setCurrentIndex(1)
    assert labels(chart)["Akhmed Yakoob (Ind)", False].startswith("Ind Akhmed Yakoob +")
    assert "…" not in "".join(labels(chart).values())


def test_labels_leave_room_for_the_flows_and_lie_in_the_picture(chart: FlowChart, session: Session) -> None:
    make(session, LEFT)
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
