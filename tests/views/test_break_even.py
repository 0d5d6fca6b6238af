"""The break-even panel: what changes a seat, what makes a majority, worked out off the window's thread."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QListWidget,
    QTableView,
)
from pytestqt.qtbot import QtBot

from tests.widgets import cells, change, find, said, settle, show
from ukvote_gui.core import dataset
from ukvote_gui.core.moves import Move, Pact, SetShares, Swing, Transfer, Withdraw
from ukvote_gui.core.questions.seat import about_seat
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.background import LONG_MS
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import AnswerPanel
from ukvote_gui.views.break_even import BreakEvenPanel, country_question, seat_page

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
BENT = (
    Transfer(givers=("Green",), to=(("Lab", 0.6),)),
    Swing(targets=(("Lab", 28.0), ("Con", 28.0)), method="proportional"),
)


def seat_named(name: str) -> str:
    return next(c.id for c in dataset.load_election().constituencies if c.name == name)


@pytest.fixture
def session(session: Session) -> Session:
    session.select(seat_named("Ilford North"))
    return session


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> BreakEvenPanel:
    panel = BreakEvenPanel(session, theme)
    show(panel, qtbot, 440, 760)
    settle(page(panel), qtbot)
    return panel


@pytest.fixture
def country(panel: BreakEvenPanel, qtbot: QtBot) -> BreakEvenPanel:
    """The panel with the page about the country in front."""
    panel.setCurrentIndex(1)
    settle(page(panel), qtbot)
    return panel


def page(panel: BreakEvenPanel) -> AnswerPanel:
    shown = panel.currentWidget()
    assert isinstance(shown, AnswerPanel)
    return shown


def winner_in(session: Session, name: str) -> str:
    """Return who wins a constituency as the list of seats that fall says it."""
    election, outcome = session.election, session.outcome
    winner = election.candidates[int(outcome.winner[election.seat_index[seat_named(name)]])]
    return f"{winner.party} {winner.name}"


def tick(panel: BreakEvenPanel, qtbot: QtBot, *texts: str) -> None:
    name = "break_even_members" if panel.currentIndex() == 0 else "break_even_country_members"
    members = find(panel, QListWidget, name)
    for wanted in texts:
        (item,) = members.findItems(wanted, Qt.MatchFlag.MatchExactly)
        item.setCheckState(Qt.CheckState.Checked)
    settle(page(panel), qtbot)


def choose(panel: BreakEvenPanel, qtbot: QtBot, name: str, wanted: str) -> None:
    box = find(panel, QComboBox, name)
    at = box.findText(wanted)
    assert at >= 0, wanted
    box.setCurrentIndex(at)
    settle(page(panel), qtbot)


# This seat


def test_without_a_scenario_voters_and_swings_can_change_the_seat(panel: BreakEvenPanel) -> None:
    assert said(panel, "break_even_headline").startswith("Wes Streeting (Lab) wins Ilford North by 528 votes")
    assert said(panel, "break_even_voters").splitlines() == [
        "265 voters going over from Wes Streeting to Leanne Mohamad.",
        "529 voters of Wes Streeting staying at home.",
        "529 more electors turning out for Leanne Mohamad.",
    ]
    assert cells(panel, "break_even_swings")[0] == ["Lab", "Ind", "0.57", "Ind Leanne Mohamad"]
    assert not find(panel, QTableView, "break_even_rates").isVisible()
    assert said(panel, "break_even_tried") == "Tick two or more who would agree on one candidate."


def test_the_rate_of_the_scenario_s_pact(panel: BreakEvenPanel, session: Session, qtbot: QtBot) -> None:
    change(page(panel), session, qtbot, ALLIANCE)
    assert find(panel, QTableView, "break_even_rates").isVisible()
    assert cells(panel, "break_even_rates") == [
        ["Pact of Green, Ind and WPB", "60.0%", "29.44%", "Ind Leanne Mohamad"]
    ]


def test_a_rate_that_changes_nothing_here(panel: BreakEvenPanel, session: Session, qtbot: QtBot) -> None:
    session.select(seat_named("Belfast East"))
    change(page(panel), session, qtbot, ALLIANCE)
    assert cells(panel, "break_even_rates") == [["Pact of Green, Ind and WPB", "60.0%", "–", "nobody else"]]
    assert cells(panel, "break_even_swings")[0][:2] == ["DUP", "APNI"]


def test_a_pact_is_tried_at_ladywood(panel: BreakEvenPanel, session: Session, qtbot: QtBot) -> None:
    session.select(seat_named("Birmingham Ladywood"))
    settle(page(panel), qtbot)
    tick(panel, qtbot, "Ind Akhmed Yakoob")
    assert said(panel, "break_even_tried").startswith("Tick two or more")
    tick(panel, qtbot, "Green Zoe Challenor")
    assert said(panel, "break_even_tried") == "From 98.37% (0.9837) on Akhmed Yakoob (Ind) wins."
    assert session.scenario == Scenario(), "it is tried, not made"


def test_the_first_who_is_ticked_stands_where_that_is_the_rule(panel: BreakEvenPanel, qtbot: QtBot) -> None:
    tick(panel, qtbot, "Green Rachel Collinson", "Ind Leanne Mohamad")
    assert "Leanne Mohamad (Ind) wins" in said(panel, "break_even_tried")
    choose(panel, qtbot, "break_even_rule", "was ticked first")
    # 1,794 and all of 15,119 are more than 15,647.
    assert "Rachel Collinson (Green) wins" in said(panel, "break_even_tried")


def test_another_seat_has_other_candidates_to_tick(
    panel: BreakEvenPanel, session: Session, qtbot: QtBot
) -> None:
    tick(panel, qtbot, "Green Rachel Collinson", "Ind Leanne Mohamad")
    session.select(seat_named("Clacton"))
    settle(page(panel), qtbot)
    members = find(panel, QListWidget, "break_even_members")
    assert members.item(0).text() == "RUK Nigel Farage"
    assert all(members.item(at).checkState() == Qt.CheckState.Unchecked for at in range(members.count()))


def test_who_has_withdrawn_cannot_be_ticked(panel: BreakEvenPanel, session: Session, qtbot: QtBot) -> None:
    change(page(panel), session, qtbot, Withdraw(who=("Green", "RUK")))
    members = find(panel, QListWidget, "break_even_members")
    names = {members.item(at).text() for at in range(members.count())}
    assert names == {"Lab Wes Streeting", "Ind Leanne Mohamad", "Con Kaz Rizvi", "LD Fraser Coppin"}


def test_a_tie(panel: BreakEvenPanel, session: Session, qtbot: QtBot) -> None:
    shares = (("116038", 40.0), ("4360", 40.0))
    change(page(panel), session, qtbot, SetShares(seat=session.seat, shares=shares))
    assert "are tied in Ilford North" in said(panel, "break_even_headline")
    assert said(panel, "break_even_voters").startswith("1 voter going over")


# The country


def test_the_least_swing_for_a_majority_is_asked_first(country: BreakEvenPanel) -> None:
    assert said(country, "break_even_answer") == (
        "A uniform swing of 10.64 points from Labour to Conservative gives Conservative 326 seats."
    )
    assert find(country, QDoubleSpinBox, "break_even_wanted").value() == 326
    falls = cells(country, "break_even_falls")
    assert len(falls) == 222
    assert [float(fall[0]) for fall in falls] == sorted(float(fall[0]) for fall in falls)


def test_another_party_and_number_of_seats(country: BreakEvenPanel, qtbot: QtBot) -> None:
    choose(country, qtbot, "break_even_party", "Reform UK")
    wanted = find(country, QDoubleSpinBox, "break_even_wanted")
    wanted.setValue(50)
    settle(page(country), qtbot)
    assert said(country, "break_even_answer").endswith("from Labour to Reform UK gives Reform UK 50 seats.")
    choose(country, qtbot, "break_even_from", "all other parties, in proportion")
    assert "from all other parties in proportion to Reform UK" in said(country, "break_even_answer")


def test_a_swing_needs_two_parties(country: BreakEvenPanel, qtbot: QtBot) -> None:
    choose(country, qtbot, "break_even_party", "Labour")
    assert said(country, "break_even_answer") == "A swing is from one party to another: choose two."
    assert not find(country, QTableView, "break_even_falls").isVisible()


def test_the_rate_of_a_move_can_be_turned(country: BreakEvenPanel, session: Session, qtbot: QtBot) -> None:
    change(page(country), session, qtbot, ALLIANCE)
    choose(country, qtbot, "break_even_way", "the rate of Pact of Green, Ind and WPB")
    choose(country, qtbot, "break_even_party", "Independent")
    find(country, QDoubleSpinBox, "break_even_wanted").setValue(10)
    settle(page(country), qtbot)
    assert said(country, "break_even_answer").endswith(
        "of ‘Pact of Green, Ind and WPB’ gives Independent 10 seats."
    )
    falls = cells(country, "break_even_falls")
    assert falls[0][1] == "Bradford West"
    assert not find(country, QComboBox, "break_even_from").isVisible()
    find(country, QDoubleSpinBox, "break_even_wanted").setValue(326)
    settle(page(country), qtbot)
    assert said(country, "break_even_answer").startswith(
        "No rate of ‘Pact of Green, Ind and WPB’ gives Independent"
    )


def test_a_way_that_goes_with_its_move_gives_way_to_a_swing(
    country: BreakEvenPanel, session: Session, qtbot: QtBot
) -> None:
    change(page(country), session, qtbot, ALLIANCE)
    choose(country, qtbot, "break_even_way", "the rate of Pact of Green, Ind and WPB")
    change(page(country), session, qtbot)
    assert find(country, QComboBox, "break_even_way").currentText() == "a uniform swing"
    assert "uniform swing" in said(country, "break_even_answer")
    assert find(country, QComboBox, "break_even_from").isVisible()


def test_a_pact_is_tried_all_over_the_country(
    country: BreakEvenPanel, session: Session, qtbot: QtBot
) -> None:
    choose(country, qtbot, "break_even_way", "a pact to try")
    assert said(country, "break_even_answer").startswith("Tick two or more parties")
    tick(country, qtbot, "Con Conservative", "RUK Reform UK")
    assert said(country, "break_even_answer").startswith(
        "No rate of ‘Pact of Con and RUK’ gives Conservative 326 seats: the most is 281"
    )
    change(page(country), session, qtbot, ALLIANCE)
    assert find(country, QComboBox, "break_even_way").currentText() == "a pact to try"


def test_a_click_on_a_seat_that_falls_selects_it(
    country: BreakEvenPanel, session: Session, qtbot: QtBot
) -> None:
    falls = find(country, QTableView, "break_even_falls")
    falls.scrollTo(falls.model().index(3, 1), QAbstractItemView.ScrollHint.PositionAtTop)
    at = falls.visualRect(falls.model().index(3, 1)).center()
    qtbot.mouseClick(falls.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.constituency.name == cells(country, "break_even_falls")[3][1]
    qtbot.keyClick(falls, Qt.Key.Key_Down)
    assert session.constituency.name == cells(country, "break_even_falls")[4][1]
    session.select(seat_named("Belfast East"))
    assert not falls.selectionModel().hasSelection()


def test_what_is_not_linear_is_said_not_to_be_exact(
    country: BreakEvenPanel, session: Session, qtbot: QtBot
) -> None:
    change(page(country), session, qtbot, *BENT)
    choose(country, qtbot, "break_even_way", "the rate of Transfer from Green: to Lab")
    labels = [label.text() for label in page(country).findChildren(QLabel)]
    assert any(label.startswith("Votes are not linear in the rate in every seat") for label in labels)
    assert any(fall[0].startswith("≈ ") for fall in cells(country, "break_even_falls"))


@pytest.mark.parametrize("moves", [(), BENT])
def test_a_swing_from_where_a_seat_is_said_to_fall_elects_who_gains_it(
    country: BreakEvenPanel, session: Session, qtbot: QtBot, moves: tuple[Move, ...]
) -> None:
    change(page(country), session, qtbot, *moves)
    falls = cells(country, "break_even_falls")
    for value, name, winner, loser in falls[:: len(falls) // 8]:
        by = float(value)
        swing = Swing(changes=(("Lab", -by), ("Con", by)))
        session.change(Scenario(moves=(*moves, swing)), "Swing")
        assert winner_in(session, name) == winner != loser


def test_a_rate_from_where_a_seat_is_said_to_fall_elects_who_gains_it(
    country: BreakEvenPanel, session: Session, qtbot: QtBot
) -> None:
    choose(country, qtbot, "break_even_way", "a pact to try")
    tick(country, qtbot, "Con Conservative", "RUK Reform UK", "Green Green Party")
    find(country, QDoubleSpinBox, "break_even_wanted").setValue(650)
    settle(page(country), qtbot)
    falls = cells(country, "break_even_falls")
    # In these the two are level at 7.2% and at 68%, and the tie is the loser's.
    level = [fall for fall in falls if fall[1] in ("North Somerset", "Canterbury")]
    assert [fall[0] for fall in level] == ["7.21%", "68.01%"]
    for value, name, winner, loser in (*level, *falls[:: len(falls) // 8]):
        pact = Pact(members=("Con", "RUK", "Green"), transfer=float(value.rstrip("%")) / 100)
        session.change(Scenario(moves=(pact,)), "Pact")
        assert winner_in(session, name) == winner != loser


# How it works


def test_it_works_on_another_thread_and_says_so_where_that_takes_long(
    panel: BreakEvenPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, threads, gate = about_seat, set[int](), threading.Event()

    def slow(*arguments: object) -> object:
        threads.add(threading.get_ident())
        assert gate.wait(5)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(seat_page, "about_seat", slow)
    start = time.perf_counter()
    session.select(seat_named("Clacton"))
    assert time.perf_counter() - start < LONG_MS / 1000, "the window goes on"
    status = page(panel).status
    qtbot.waitUntil(status.isVisible)
    assert status.text() == "Working it out…"
    session.select(seat_named("Ilford North"))
    gate.set()
    settle(page(panel), qtbot)
    assert not status.isVisible()
    assert threading.get_ident() not in threads
    assert "Ilford North" in said(panel, "break_even_headline"), "the stale answer is dropped"


def test_the_page_behind_does_no_work(
    panel: BreakEvenPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(country_question, "by_swing", lambda *_: asked.append("country"))
    change(page(panel), session, qtbot, ALLIANCE)
    qtbot.wait(50)
    assert asked == []


def test_it_may_be_closed_while_it_works(session: Session, theme: Theme, qtbot: QtBot) -> None:
    session.change(Scenario(moves=BENT), "Change")
    panel = BreakEvenPanel(session, theme)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.close()


def test_it_is_named_for_tools_and_readers(country: BreakEvenPanel) -> None:
    assert country.objectName() == "break_even_panel"
    names = []
    for kind in (QTableView, QComboBox, QDoubleSpinBox, QListWidget):
        for widget in country.findChildren(kind):
            # A combo box has a list of its own inside.
            if widget.objectName().startswith("break_even"):
                names.append(widget.objectName())
                assert widget.accessibleName(), widget.objectName()
    assert len(names) == len(set(names)) == 13


def test_members_are_ticked_with_the_keys(panel: BreakEvenPanel, qtbot: QtBot) -> None:
    members = find(panel, QListWidget, "break_even_members")
    members.setFocus()
    members.setCurrentRow(0)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(members, key)
    settle(page(panel), qtbot)
    assert not said(panel, "break_even_tried").startswith("Tick")


@pytest.mark.parametrize(("width", "zoom"), [(400, 1.0), (560, 1.0), (480, 1.5)])
def test_it_fits_a_dock(
    country: BreakEvenPanel, session: Session, qtbot: QtBot, width: int, zoom: float
) -> None:
    font = country.font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    country.setFont(font)
    country.resize(width, 500)
    change(page(country), session, qtbot, ALLIANCE)
    for index in (0, 1):
        country.setCurrentIndex(index)
        settle(page(country), qtbot)
        shown = page(country)
        body = shown.widget()
        assert body is not None
        assert body.width() <= shown.viewport().width()
