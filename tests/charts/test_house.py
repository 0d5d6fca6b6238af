"""The House in the window: the right seat at each dot, majorities by ticking, no work while hidden."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.charts.approved import difference
from tests.charts.picturing import (
    ILFORD_NORTH,
    MOHAMAD_WINS,
    TO_THE_CONSERVATIVES,
    MakeChart,
    assert_draws_as_approved,
    counted_calls,
    make,
)
from tests.widgets import BehindATab, find, said
from ukvote_gui.charts.house import BEFORE, HouseChart
from ukvote_gui.core import house
from ukvote_gui.core.moves import SetShares, Stand, Swing
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.colours import LIGHT_COLOURS


@pytest.fixture
def chart(shown: MakeChart) -> HouseChart:
    return shown(HouseChart)


def tick(chart: HouseChart, *parties: str) -> None:
    for party in parties:
        find(chart, QCheckBox, f"house_party_{party}").click()


def test_each_dot_has_the_colour_of_who_holds_the_seat(chart: HouseChart, session: Session) -> None:
    make(session, TO_THE_CONSERVATIVES)
    chart.resize(900, 900)
    image = chart.canvas.grab().toImage()
    outcome, election = session.outcome, session.election
    order = house.seating(session.base, outcome)
    wanted = [
        LIGHT_COLOURS.party(election.parties[party]).name() for party in outcome.winner_party[order].tolist()
    ]
    points = [chart.target_point(dot) for dot in range(650)]
    reach = 0.8 * 0.4 * np.hypot(points[0].x() - points[1].x(), points[0].y() - points[1].y())
    seen = [image.pixelColor((point + QPoint(0, -round(reach))).toPoint()).name() for point in points]
    assert (
        sum(one == other for one, other in zip(seen, wanted, strict=True)) >= 645
    )  # the selected has a ring


def test_painting_what_changed_gives_the_picture_that_painting_all_gives(
    chart: HouseChart, session: Session
) -> None:
    chart.canvas.grab()
    make(session, TO_THE_CONSERVATIVES)
    chart.canvas.grab()
    make(session, MOHAMAD_WINS)
    little = chart.canvas.grab().toImage()
    chart.on_theme_changed()
    assert difference(little, chart.canvas.grab().toImage()) == 0.0


def test_every_dot_is_hit_and_is_the_seat_that_it_names(chart: HouseChart, session: Session) -> None:
    names = set()
    for dot in range(650):
        assert chart.target_at(chart.target_point(dot)) == dot
        names.add(chart.target_words(dot).split(":")[0])
    assert names == {constituency.name for constituency in session.election.constituencies}


def test_hovering_names_the_seat_and_clicking_selects_it(
    chart: HouseChart, session: Session, qtbot: QtBot
) -> None:
    make(session, MOHAMAD_WINS)
    dot = (
        house.seating(session.base, session.outcome).tolist().index(session.election.seat_index[ILFORD_NORTH])
    )
    at = chart.target_point(dot).toPoint()
    qtbot.mouseMove(chart.canvas, at)
    qtbot.waitUntil(lambda: "Ilford North" in chart.canvas.accessibleDescription())
    assert "Leanne Mohamad (Independent), majority" in chart.canvas.accessibleDescription()
    assert "Before: Wes Streeting (Labour)" in chart.canvas.accessibleDescription()
    qtbot.mouseClick(chart.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert session.seat == ILFORD_NORTH


def test_beside_the_dots_is_no_seat(chart: HouseChart, session: Session, qtbot: QtBot) -> None:
    before = session.seat
    qtbot.mouseClick(chart.canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert session.seat == before


def test_keys_reach_every_seat(chart: HouseChart, session: Session, qtbot: QtBot) -> None:
    chart.canvas.setFocus()
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Right)  # to the selected seat first
    assert chart.canvas.accessibleDescription().startswith(f"{session.constituency.name}: ")
    for _ in range(650):
        qtbot.keyClick(chart.canvas, Qt.Key.Key_Left)
    seen = {chart.canvas.accessibleDescription()}
    for _ in range(649):
        qtbot.keyClick(chart.canvas, Qt.Key.Key_Right)
        seen.add(chart.canvas.accessibleDescription())
    assert len(seen) == 650
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Return)
    assert chart.canvas.accessibleDescription().startswith(f"{session.constituency.name}: ")


def test_up_goes_to_a_seat_further_up(chart: HouseChart, qtbot: QtBot) -> None:
    lowest = 600
    higher = chart.target_beside(lowest, 0, -1)
    assert higher is not None
    assert chart.target_point(higher).y() < chart.target_point(lowest).y()
    back = chart.target_beside(higher, 0, 1)
    assert back is not None
    assert chart.target_point(back).y() > chart.target_point(higher).y()


def test_ticked_parties_reach_a_majority_or_not(chart: HouseChart, session: Session) -> None:
    tick(chart, "Con", "RUK", "DUP")
    assert said(chart, "house_overall") == "Con + RUK + DUP: 131 seats, 195 short of 326"
    assert said(chart, "house_working").startswith("No working majority: 131 of the 642")
    make(session, Swing(changes=(("Lab", -12.0), ("Con", 12.0))))
    assert "an overall majority of" in said(chart, "house_overall")
    find(chart, QPushButton, "house_clear").click()
    assert chart.ticked == set()
    assert said(chart, "house_overall").startswith("Tick parties")


def test_a_ticked_party_that_loses_its_last_seat_stays_to_be_unticked(
    chart: HouseChart, session: Session
) -> None:
    tick(chart, "RUK")
    make(session, Swing(changes=(("RUK", -40.0),)))
    assert chart.ticked == {"RUK"}
    assert said(chart, "house_overall").startswith("RUK: 0 seats, 326 short")


def test_before_shows_the_base(chart: HouseChart, session: Session) -> None:
    make(session, TO_THE_CONSERVATIVES)
    tick(chart, "Lab")
    assert "411" not in said(chart, "house_overall")
    find(chart, QComboBox, "house_when").setCurrentText(BEFORE)
    assert said(chart, "house_overall").startswith("Lab: 411 seats")
    assert chart.picture_title() == "The House of Commons, before the scenario"


def test_it_says_in_words_what_it_shows(chart: HouseChart) -> None:
    words = chart.accessibleDescription()
    assert "Labour 411" in words
    assert "Labour majority of 172" in words
    assert "0 seats changed" in words


def test_hidden_it_does_nothing_and_shown_it_catches_up(
    chart: HouseChart, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart.hide()
    calls = counted_calls(monkeypatch, HouseChart)
    make(session, TO_THE_CONSERVATIVES)
    assert calls == []
    chart.show()
    assert len(calls) == 1
    assert "Conservative 247" in chart.accessibleDescription()


def test_behind_another_tab_it_does_nothing_and_in_front_it_catches_up(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = HouseChart(session, theme)
    tab = BehindATab(chart, qtbot)
    calls = counted_calls(monkeypatch, HouseChart)
    make(session, TO_THE_CONSERVATIVES)
    assert calls == []
    tab.bring_to_front()
    qtbot.waitUntil(lambda: len(calls) == 1)
    assert "Conservative 247" in chart.accessibleDescription()


def test_a_step_that_changes_no_seat_is_not_painted(
    chart: HouseChart, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart.canvas.repaint()
    painted: list[int | None] = []
    monkeypatch.setattr(chart, "paint", lambda painter, current: painted.append(current))
    make(session, SetShares(seat=ILFORD_NORTH, shares=(("116038", 10.0),)))
    QCoreApplication.processEvents()
    assert painted == []
    make(session, TO_THE_CONSERVATIVES)
    QCoreApplication.processEvents()
    assert painted


def test_a_candidate_added_makes_no_seat_vanish(chart: HouseChart, session: Session) -> None:
    make(session, Stand(seats=(ILFORD_NORTH,), party="SDP", name="A", givers=(("Lab", 1.0), ("Ind", 1.0))))
    assert "Social Democratic Party 1" in chart.accessibleDescription()
    assert chart.canvas.grab().width() > 0


def test_it_looks_as_approved(unshown: MakeChart, session: Session, tmp_path: Path, look: str) -> None:
    assert_draws_as_approved(unshown(HouseChart), session, TO_THE_CONSERVATIVES, "house", look, tmp_path)


def test_it_can_be_made_narrow_again(chart: HouseChart) -> None:
    chart.resize(1000, 800)
    chart.canvas.grab()
    chart.resize(380, 420)
    assert chart.width() == 380
    boxes = chart.findChildren(QCheckBox)
    assert max(box.geometry().right() for box in boxes) < 380
