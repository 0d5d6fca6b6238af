"""The chances panel: running the draws, cancelling them, and reading what they came to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDoubleSpinBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets import BehindATab, cells, find, show
from ukvote_gui import resources
from ukvote_gui.core import formatting
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.chances import Chances, doubtful_seats, party_chances, seat_chances
from ukvote_gui.core.moves import Pact, Swing, Turnout
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.draws_worker import draws_of
from ukvote_gui.state.session import Session
from ukvote_gui.theme import DARK, LIGHT, Theme
from ukvote_gui.views.chances_panel import ChancesPanel
from ukvote_gui.views.chances_panel.panel import DELAY_MS, STALE

PACT = Pact(members=("Green", "Ind", "WPB"), transfer=Spread(0.6, 0.4, 0.8), scope=Scope(won_by=("Lab",)))
SWING = Swing(changes=(("Lab", Spread(-3.0, -6.0, -1.0)), ("Con", 2.0)))
SCENARIO = Scenario(moves=(PACT, SWING))
PATIENCE_MS = 20_000
BRADFORD_WEST = "E14001122"
MANY = 100_000


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> ChancesPanel:
    panel = ChancesPanel(session, theme)
    show(panel, qtbot, 400, 700)
    return panel


def said(panel: QWidget, name: str) -> str:
    label = find(panel, QLabel, name)
    return label.text() if label.isVisible() else ""


def button(panel: QWidget, name: str) -> QPushButton:
    return find(panel, QPushButton, name)


def set_draws(panel: ChancesPanel, number: int, seed: int = 1) -> None:
    find(panel, QDoubleSpinBox, "chances_draws").setValue(number)
    find(panel, QDoubleSpinBox, "chances_seed").setValue(seed)


def run(panel: ChancesPanel, session: Session, qtbot: QtBot, number: int = 200, seed: int = 1) -> Chances:
    qtbot.waitUntil(button(panel, "chances_run").isEnabled)
    set_draws(panel, number, seed)
    with qtbot.waitSignal(draws_of(session).chances_changed, timeout=PATIENCE_MS):
        qtbot.mouseClick(button(panel, "chances_run"), Qt.MouseButton.LeftButton)
    found = draws_of(session).chances
    assert found is not None
    return found


def test_where_nothing_is_uncertain_the_panel_says_how_to_make_it_so(panel: ChancesPanel) -> None:
    assert not button(panel, "chances_run").isEnabled()
    assert "nothing to draw" in said(panel, "chances_about")
    assert "press ±" in said(panel, "chances_about")
    assert not find(panel, QTableView, "chances_parties").isVisible()


def test_an_uncertain_number_gives_something_to_draw(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    qtbot.waitUntil(button(panel, "chances_run").isEnabled)
    assert said(panel, "chances_about").startswith(
        "2 numbers are uncertain. Each draw gives each of them another value: "
    )
    session.change(Scenario(moves=(PACT,)), "Change")
    one = "1 number is uncertain. Each draw gives it another value: "
    qtbot.waitUntil(lambda: said(panel, "chances_about").startswith(one))
    session.change(Scenario(moves=(replace(PACT, enabled=False),)), "Change")
    qtbot.waitUntil(lambda: not button(panel, "chances_run").isEnabled())


def test_a_hidden_panel_catches_up_when_it_is_shown(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    panel.hide()
    session.change(SCENARIO, "Change")
    with qtbot.waitExposed(panel):
        panel.show()
    assert button(panel, "chances_run").isEnabled()


def test_behind_a_tab_it_does_no_work_and_in_front_it_catches_up(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    panel = ChancesPanel(session, theme)
    tab = BehindATab(panel, qtbot)
    session.change(SCENARIO, "Change")
    session.select(BRADFORD_WEST)
    qtbot.wait(2 * DELAY_MS)
    assert "nothing to draw" in find(panel, QLabel, "chances_about").text()
    worker = draws_of(session)
    with qtbot.waitSignal(worker.chances_changed, timeout=PATIENCE_MS):
        worker.start(200, 1)
    assert cells(panel, "chances_parties") == []
    tab.bring_to_front()
    qtbot.waitUntil(lambda: cells(panel, "chances_parties") != [])
    assert said(panel, "chances_about").startswith("2 numbers are uncertain.")
    assert said(panel, "chances_status").startswith("200 draws with seed 1 in ")
    seat = find(panel, QWidget, "chances_seat")
    assert seat.accessibleName() == f"Chances in {session.constituency.name}"


def test_the_button_says_how_many_draws_it_runs(panel: ChancesPanel) -> None:
    assert button(panel, "chances_run").text() == "Run 10,000 draws"
    set_draws(panel, 2500)
    assert button(panel, "chances_run").text() == "Run 2,500 draws"


def test_a_run_fills_the_table_of_parties(panel: ChancesPanel, session: Session, qtbot: QtBot) -> None:
    session.change(SCENARIO, "Change")
    found = run(panel, session, qtbot, 300, seed=7)
    assert (found.draws, found.seed) == (300, 7)
    differ = [party for party in party_chances(found) if not party.same]
    labour = differ[0]
    least, most = labour.intervals[-1]
    assert cells(panel, "chances_parties")[0] == [
        "Labour",
        f"{labour.expected_seats:.1f}",
        f"{least}–{most}",
        formatting.chance(labour.most_seats),
        formatting.chance(labour.majority),
    ]
    assert len(cells(panel, "chances_parties")) == len(differ)
    assert "Sinn Féin 7" in said(panel, "chances_same")
    independents = next(row for row in cells(panel, "chances_parties") if row[0] == "Independent")
    assert independents[3:] == ["–", "–"]
    assert said(panel, "chances_status").startswith("300 draws with seed 7 in ")
    assert "to within 5.7 points" in said(panel, "chances_status")
    assert said(panel, "chances_majority").startswith("Overall majority: Labour in ")
    assert "of 650 seats" in said(panel, "chances_doubt")


def test_the_intervals_and_the_plain_result_are_told_on_a_cell(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    found = run(panel, session, qtbot)
    model = find(panel, QTableView, "chances_parties").model()
    tip = str(model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole))
    (low, high), plain = party_chances(found)[0].intervals[0], party_chances(found)[0].plain_seats
    assert f"50% of the draws: {low} to {high} seats" in tip
    assert tip.endswith(f"Plain result: {plain}")


def test_the_seats_in_doubt_are_listed_and_a_click_selects_one(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    found = run(panel, session, qtbot)
    seats = doubtful_seats(found)
    assert len(seats) > 20
    assert said(panel, "chances_doubt").startswith(f"In {len(seats)} of 650 seats ")
    view = find(panel, QTableView, "chances_doubtful")
    assert view.isVisible()
    rows = cells(panel, "chances_doubtful")
    assert [row[0] for row in rows] == [seat.name for seat in seats]
    for seat, row in zip(seats, rows, strict=True):
        both = [(who.party, chance) for who, chance in filter(None, (seat.likeliest, seat.second))]
        assert row[1:] == [f"{party} {formatting.chance(chance)}" for party, chance in both] or row[2] == "–"
    panel.ensureWidgetVisible(view)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(2, 1)).center()
    )
    assert session.seat == seats[2].seat
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert session.seat == seats[3].seat
    who = find(panel, QWidget, "chances_seat")
    qtbot.waitUntil(lambda: who.accessibleName() == f"Chances in {seats[3].name}")
    session.select(seats[5].seat)
    qtbot.waitUntil(lambda: view.currentIndex().row() == 5)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Constituency", "Likeliest", "Second"]
    assert len(lines) == 1 + len(seats)


def test_a_likeliest_winner_other_than_the_plain_result_s_is_told(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    found = run(panel, session, qtbot)
    model = find(panel, QTableView, "chances_doubtful").model()
    told = [str(model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)) for row in range(model.rowCount())]
    other = [seat for seat in doubtful_seats(found) if seat.likeliest[0] != seat.plain_winner]
    assert other
    assert sum("wins the plain result" in words for words in told) == len(other)


def test_where_no_seat_is_in_doubt_there_is_no_list(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(Scenario(moves=(replace(PACT, scope=Scope(seats=())),)), "Change")
    run(panel, session, qtbot)
    assert said(panel, "chances_doubt").startswith("In 0 of 650 seats ")
    assert not find(panel, QTableView, "chances_doubtful").isVisible()


def test_the_selected_seat_s_candidates_have_their_chances(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    found = run(panel, session, qtbot)
    for seat in (BRADFORD_WEST, session.election.constituencies[3].id):
        session.select(seat)
        for candidate, chance in seat_chances(found, seat):
            label = find(panel, QLabel, f"chance_{candidate.person}")
            assert label.text() == formatting.chance(chance)
            assert label.isVisible()
            assert label.accessibleName().startswith(f"Chance of {candidate.name} ({candidate.party}): ")
        shown = [
            label
            for label in panel.findChildren(QLabel)
            if label.objectName().startswith("chance_") and label.isVisible()
        ]
        assert len(shown) == len(seat_chances(found, seat))
        assert find(panel, QWidget, "chances_seat").accessibleName().endswith(session.constituency.name)


def test_a_run_can_be_watched_and_cancelled_from_the_keyboard(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    qtbot.waitUntil(button(panel, "chances_run").isEnabled)
    set_draws(panel, MANY)
    button(panel, "chances_run").setFocus()
    qtbot.keyClick(button(panel, "chances_run"), Qt.Key.Key_Space)
    progress = find(panel, QProgressBar, "chances_progress")
    qtbot.waitUntil(lambda: progress.value() > 0, timeout=PATIENCE_MS)
    assert progress.isVisible()
    assert progress.maximum() == MANY
    assert not button(panel, "chances_run").isEnabled()
    assert not find(panel, QDoubleSpinBox, "chances_draws").isEnabled()
    assert button(panel, "chances_cancel").hasFocus()
    qtbot.keyClick(button(panel, "chances_cancel"), Qt.Key.Key_Space)
    assert said(panel, "chances_status") == "Cancelled."
    assert button(panel, "chances_run").isEnabled()
    assert button(panel, "chances_run").hasFocus()
    assert not progress.isVisible()
    assert not find(panel, QTableView, "chances_parties").isVisible()
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)


def test_a_change_of_the_scenario_stops_the_run(panel: ChancesPanel, session: Session, qtbot: QtBot) -> None:
    session.change(SCENARIO, "Change")
    qtbot.waitUntil(button(panel, "chances_run").isEnabled)
    set_draws(panel, MANY)
    button(panel, "chances_run").click()
    session.change(Scenario(moves=(PACT,)), "Change")
    assert said(panel, "chances_status") == "Stopped, because the scenario changed."
    assert not find(panel, QProgressBar, "chances_progress").isVisible()
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)


def test_chances_of_an_earlier_version_are_marked_until_it_is_back(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    run(panel, session, qtbot)
    assert said(panel, "chances_stale") == ""
    before = cells(panel, "chances_parties")
    session.change(Scenario(moves=(*SCENARIO.moves, Turnout(change=-1.0))), "Change")
    assert said(panel, "chances_stale") == STALE
    assert STALE.startswith("The numbers below are of an earlier version of the scenario.")
    assert cells(panel, "chances_parties") == before
    session.undo_stack.undo()
    assert said(panel, "chances_stale") == ""
    session.undo_stack.redo()
    run(panel, session, qtbot)
    assert said(panel, "chances_stale") == ""


def test_an_example_opened_after_the_draws_shows_none_of_them(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    examples = resources.path("examples")
    alliance = examples / "alliance-where-labour-won.ukvote"
    session.open_example(alliance)
    run(panel, session, qtbot)
    session.open_example(examples / "labour-28-conservatives-28.ukvote")
    assert said(panel, "chances_stale") == ""
    assert said(panel, "chances_status") == ""
    assert not find(panel, QTableView, "chances_parties").isVisible()
    session.open_example(alliance)
    assert not find(panel, QTableView, "chances_parties").isVisible()


def test_what_is_certain_shows_no_chances_until_the_change_is_undone(
    panel: ChancesPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(Scenario(moves=(PACT,)), "Change")
    run(panel, session, qtbot)
    before = cells(panel, "chances_parties")
    session.change(Scenario(moves=(replace(PACT, transfer=0.6),)), "Certain")
    assert said(panel, "chances_stale") == ""
    assert not find(panel, QTableView, "chances_parties").isVisible()
    session.undo_stack.undo()
    assert find(panel, QTableView, "chances_parties").isVisible()
    assert cells(panel, "chances_parties") == before


def test_what_reaches_no_seat_is_said(panel: ChancesPanel, session: Session, qtbot: QtBot) -> None:
    nowhere = replace(PACT, scope=Scope(seats=()))
    session.change(Scenario(moves=(nowhere,)), "Change")
    run(panel, session, qtbot)
    assert "No seat depends on an uncertain number" in said(panel, "chances_status")
    assert cells(panel, "chances_parties")[0][:3] == ["Labour", "411.0", "411"]


def test_a_second_panel_shows_the_same_chances(
    panel: ChancesPanel, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    session.change(SCENARIO, "Change")
    run(panel, session, qtbot)
    other = ChancesPanel(session, theme)
    show(other, qtbot, 400, 700)
    assert cells(other, "chances_parties") == cells(panel, "chances_parties")


def test_the_table_can_be_copied(panel: ChancesPanel, session: Session, qtbot: QtBot) -> None:
    session.change(SCENARIO, "Change")
    run(panel, session, qtbot)
    table = find(panel, QTableView, "chances_parties")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [
        "Party",
        "Expected seats",
        "95% of draws",
        "Most seats",
        "Overall majority",
    ]
    assert lines[1].split("\t") == cells(panel, "chances_parties")[0]


def test_everything_with_the_focus_has_a_name(panel: ChancesPanel, session: Session, qtbot: QtBot) -> None:
    session.change(SCENARIO, "Change")
    run(panel, session, qtbot)
    inside_boxes = {
        box.findChild(QWidget, "qt_spinbox_lineedit") for box in panel.findChildren(QAbstractSpinBox)
    }
    reached = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget not in inside_boxes
    ]
    assert len(reached) >= 5
    for widget in reached:
        named = widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton | QLabel) else "")
        assert named, widget.objectName()


def test_it_fits_into_400_pixels(panel: ChancesPanel, session: Session, qtbot: QtBot) -> None:
    session.change(SCENARIO, "Change")
    run(panel, session, qtbot)
    session.change(Scenario(moves=(*SCENARIO.moves, Turnout(change=-1.0))), "Change")
    QApplication.processEvents()
    body = panel.widget()
    assert body is not None
    assert body.width() <= panel.viewport().width()
    assert body.minimumSizeHint().width() <= 380
    for name in ("chances_parties", "chances_doubtful"):
        assert not find(panel, QTableView, name).horizontalScrollBar().isVisible()


def test_it_follows_the_theme(panel: ChancesPanel, session: Session, theme: Theme, qtbot: QtBot) -> None:
    session.change(SCENARIO, "Change")
    run(panel, session, qtbot)
    session.change(Scenario(moves=(PACT,)), "Change")
    banner = find(panel, QLabel, "chances_stale")
    for choice, tokens in (("light", LIGHT), ("dark", DARK), ("light", LIGHT)):
        theme.choose(choice)
        assert banner.grab().toImage().pixelColor(2, 2) == QColor(tokens.changed)


def test_a_window_that_closes_while_drawing_leaves_nothing(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    # The fixture that looks for threads left behind has the last word.
    window = QWidget()
    session.setParent(window)
    panel = ChancesPanel(session, theme, window)
    window.show()
    session.change(SCENARIO, "Change")
    set_draws(panel, MANY)
    qtbot.waitUntil(button(panel, "chances_run").isEnabled)
    button(panel, "chances_run").click()
    qtbot.waitSignal(draws_of(session).progressed, timeout=PATIENCE_MS).wait()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0, timeout=2000)
