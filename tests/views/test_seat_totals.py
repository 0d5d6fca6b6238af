"""The seat totals: that they can be read, that they add up, and that they follow the scenario."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QFont, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets import find, said, show
from ukvote_gui.core import editing
from ukvote_gui.core.moves import Move, Swing, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.seat_totals import SeatTotals

ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"


@pytest.fixture
def strip(session: Session, theme: Theme, qtbot: QtBot) -> SeatTotals:
    strip = SeatTotals(session, theme)
    show(strip, qtbot, 1366, strip.sizeHint().height())
    return strip


def cells(strip: SeatTotals) -> list[QWidget]:
    """Return the cells of the parties shown, from left to right."""
    QApplication.sendPostedEvents()  # the layout puts them into order
    found = [w for w in strip.findChildren(QWidget) if w.objectName().startswith("party_") and w.isVisible()]
    cells = [cell for cell in found if cell.objectName() != "party_totals"]
    return sorted(cells, key=lambda cell: cell.x())


def parties(strip: SeatTotals) -> list[str]:
    return [cell.objectName().removeprefix("party_") for cell in cells(strip)]


def make(session: Session, *moves: Move) -> None:
    session.change(Scenario(base=session.scenario.base, moves=moves), "moves")


def give_mohamad(session: Session, points: float) -> None:
    scenario = editing.with_share(
        session.scenario, session.outcome, ILFORD_NORTH, MOHAMAD, points, frozenset()
    )
    session.change(scenario, "Ilford North")


def test_it_says_who_has_a_majority_and_by_how_many(strip: SeatTotals) -> None:
    assert said(strip, "majority_headline") == "Labour majority of 172"
    assert said(strip, "majority_figures") == "411 of 650 seats; 326 needed; working majority 180"


def test_each_party_can_be_read(strip: SeatTotals) -> None:
    assert [said(strip, f"{what}_Lab") for what in ("name", "seats", "change", "votes", "share")] == [
        "Lab",
        "411",
        "",
        "9,708,716",
        "33.7%",
    ]
    assert parties(strip)[:3] == ["Lab", "Con", "LD"]
    assert parties(strip)[-2:] == ["WPB", "Others"]


def test_seats_and_votes_shown_are_all_that_there_are(strip: SeatTotals, session: Session) -> None:
    make(session, Swing(changes=(("Lab", -6.0), ("RUK", 6.0))))
    assert sum(int(said(strip, f"seats_{party}")) for party in parties(strip)) == 650
    votes = sum(int(said(strip, f"votes_{party}").replace(",", "")) for party in parties(strip))
    assert abs(votes - 28_809_340) <= len(parties(strip))  # each is rounded by itself


def test_a_flipped_seat_shows_on_both_sides(strip: SeatTotals, session: Session) -> None:
    give_mohamad(session, 34.0)
    assert (said(strip, "seats_Lab"), said(strip, "change_Lab")) == ("410", "−1")
    assert (said(strip, "seats_Ind"), said(strip, "change_Ind")) == ("7", "+1")
    assert said(strip, "majority_headline") == "Labour majority of 170"
    session.undo_stack.undo()
    assert (said(strip, "seats_Lab"), said(strip, "change_Lab")) == ("411", "")


def test_parties_keep_to_the_order_of_seats(strip: SeatTotals, session: Session) -> None:
    make(session, Swing(changes=(("Lab", -8.0), ("RUK", 8.0))))
    seats = [int(said(strip, f"seats_{party}")) for party in parties(strip)]
    assert seats[:-1] == sorted(seats[:-1], reverse=True)
    assert parties(strip).index("RUK") == 3


def test_without_a_majority_it_says_how_many_are_missing(strip: SeatTotals, session: Session) -> None:
    make(session, Swing(changes=(("Lab", -8.0), ("RUK", 8.0))))
    seats = int(said(strip, "seats_Lab"))
    assert said(strip, "majority_headline") == (
        f"No overall majority: Labour the largest party, {326 - seats} short"
    )


def test_others_are_counted_and_named(strip: SeatTotals, session: Session) -> None:
    others = cells(strip)[-1]
    folded = len(session.election.parties) - (len(cells(strip)) - 1)
    assert others.accessibleDescription().startswith(f"{folded} parties without a seat, by votes: ")
    assert "Social Democratic Party 33,811" in others.accessibleDescription()
    assert others.accessibleDescription() in others.toolTip()
    make(session, Withdraw(who=("SDP",)))
    assert "Social Democratic Party 0" in cells(strip)[-1].toolTip()


def test_a_party_that_loses_its_seats_stays_in_sight(strip: SeatTotals, session: Session) -> None:
    make(session, Withdraw(who=("PC",)))
    assert (said(strip, "seats_PC"), said(strip, "change_PC"), said(strip, "votes_PC")) == ("0", "−4", "0")


def test_it_goes_over_to_another_base(strip: SeatTotals, session: Session) -> None:
    session.change(Scenario(base="ge2024+byelections"), "by-elections")
    assert (said(strip, "seats_Lab"), said(strip, "change_Lab")) == ("409", "")
    assert said(strip, "majority_headline") == "Labour majority of 168"


def test_where_nobody_votes_shares_are_nothing(strip: SeatTotals, session: Session) -> None:
    make(session, Turnout(set=0.0))
    assert said(strip, "share_Lab") == "0.0%"
    assert said(strip, "proportionality").startswith("Gallagher index 0.0")


def test_how_proportional_it_is_follows_the_scenario(strip: SeatTotals, session: Session) -> None:
    assert said(strip, "proportionality") == (
        "Gallagher index 23.7; effective parties 4.7 by votes, 2.2 by seats"
    )
    give_mohamad(session, 34.0)
    assert said(strip, "proportionality").startswith("Gallagher index 23.6; ")


def test_the_whole_is_said_to_a_screen_reader(strip: SeatTotals, session: Session) -> None:
    give_mohamad(session, 34.0)
    description = strip.accessibleDescription()
    assert description.startswith(
        "Labour majority of 170: 410 of 650 seats; 326 needed; working majority 178."
    )
    assert " Labour 410 seats (−1), 9,708,311 votes, 33.7%; Conservative 121 seats, " in description
    assert strip.objectName() == "seat_totals"
    assert strip.accessibleName() == "Seats by party"
    assert all(cell.accessibleName() for cell in cells(strip))
    headline = find(strip, QLabel, "majority_headline")
    assert "Sinn Féin" in headline.accessibleDescription()
    assert "Speaker" in headline.accessibleDescription()


def test_the_bar_is_in_the_order_of_the_house(strip: SeatTotals, theme: Theme) -> None:
    bar = find(strip, QWidget, "seat_bar")
    assert bar.accessibleName().startswith(
        "Seats from left to right: Sinn Féin 7, Green Party 4, Plaid Cymru 4"
    )
    assert bar.accessibleName().endswith("Reform UK 5")
    picture = bar.grab().toImage()
    # Labour sits from seat 27 to 437 of 650, the Conservatives from 519 to 639, across the middle or not.
    assert picture.pixelColor(round(bar.width() * 60 / 650), 8) == theme.colour("Lab")
    assert picture.pixelColor(round(bar.width() * 625 / 650), 8) == theme.colour("Con")
    assert picture.pixelColor(bar.width() // 2, 8) == QColor(theme.tokens.text)


def test_under_the_bar_stand_the_seats_before(strip: SeatTotals, session: Session, theme: Theme) -> None:
    bar = find(strip, QWidget, "seat_bar")
    x, y = round(bar.width() * 60 / 650), 20
    assert bar.grab().toImage().pixelColor(x, y) != theme.colour("Lab")
    give_mohamad(session, 34.0)
    assert bar.grab().toImage().pixelColor(x, y) == theme.colour("Lab")


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_bar_tells_what_is_under_the_mouse(strip: SeatTotals, session: Session) -> None:
    give_mohamad(session, 34.0)
    bar = find(strip, QWidget, "seat_bar")
    at = QPoint(bar.width() // 3, 5)
    QApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, at, bar.mapToGlobal(at)))
    assert QToolTip.text() == "Labour: 410 seats, 411 before the scenario"
    QToolTip.hideText()


def test_it_is_a_strip_and_fits_a_small_laptop(strip: SeatTotals, session: Session) -> None:
    make(session, Swing(changes=(("Lab", -8.0), ("RUK", 8.0))))
    assert strip.sizeHint().height() <= 125
    last = cells(strip)[-1]
    assert last.mapTo(strip, QPoint(last.width(), 0)).x() <= strip.width()


def test_in_a_narrow_window_the_smallest_parties_join_the_others(strip: SeatTotals) -> None:
    all_of_them = parties(strip)
    strip.resize(683, strip.height())
    few = parties(strip)
    assert few[:-1] == all_of_them[: len(few) - 1]
    assert len(few) < len(all_of_them)
    last = cells(strip)[-1]
    assert last.mapTo(strip, QPoint(last.width(), 0)).x() <= strip.width()
    assert sum(int(said(strip, f"seats_{party}")) for party in few) == 650
    assert "Traditional Unionist Voice (1 seat) 48,685" in last.accessibleDescription()
    assert "; Traditional Unionist Voice 1 seat, 48,685 votes" in strip.accessibleDescription()
    assert said(strip, "votes_TUV") == "48,685"
    assert not find(strip, QLabel, "proportionality").isVisible()
    strip.resize(1366, strip.height())
    assert parties(strip) == all_of_them
    assert find(strip, QLabel, "proportionality").isVisible()


def test_in_larger_type_no_party_is_cut_off(strip: SeatTotals) -> None:
    font = QFont(strip.font())
    font.setPointSizeF(1.4 * font.pointSizeF())
    strip.setFont(font)
    QApplication.sendPostedEvents()
    last = cells(strip)[-1]
    assert last.objectName() == "party_Others"
    assert last.mapTo(strip, QPoint(last.width(), 0)).x() <= strip.width()
    for party in parties(strip):
        votes = find(strip, QLabel, f"votes_{party}")
        assert votes.width() >= votes.fontMetrics().horizontalAdvance(votes.text())
