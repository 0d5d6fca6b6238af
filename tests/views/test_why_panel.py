"""The why panel: the answer and the audit trail of the selected seat, and that it does no needless work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot

from tests.widgets import cells, change, count_questions, find, said, settle, show, turn_wheel
from ukvote_gui.core import dataset
from ukvote_gui.core.moves import Pact, SetShares, Swing, Withdraw
from ukvote_gui.core.reasons.account import Account, account_of
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.panel import DELAY_MS
from ukvote_gui.views import why_panel
from ukvote_gui.views.why_panel import WhyPanel

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
ILFORD_NORTH, MOHAMAD = "E14001300", "116038"
EDIT = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),))


@pytest.fixture
def session(session: Session) -> Session:
    session.select(ILFORD_NORTH)
    return session


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> WhyPanel:
    panel = WhyPanel(session, theme)
    show(panel, qtbot, 440, 700)
    settle(panel, qtbot)
    return panel


def heads(panel: WhyPanel, name: str) -> list[str]:
    model = find(panel, QTableView, name).model()
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]


def test_an_empty_scenario_says_what_to_do(panel: WhyPanel) -> None:
    assert said(panel, "why_answer").startswith(
        "Wes Streeting (Lab) wins by 528 votes. Nothing is changed yet"
    )
    assert heads(panel, "why_trail") == ["Candidate", "Base"]
    assert not find(panel, QLabel, "why_changes").isVisible()
    assert not find(panel, QTableView, "why_without").isVisible()


def test_the_alliance_takes_ilford_north(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE)
    assert said(panel, "why_answer") == (
        "Leanne Mohamad (Ind) wins Ilford North instead of Wes Streeting (Lab) because of "
        "‘Pact of Green, Ind and WPB’; without it Wes Streeting (Lab) would win by 528 votes."
    )
    assert find(panel, QLabel, "why_name").text() == "Ilford North"
    assert heads(panel, "why_trail") == ["Candidate", "Base", "1. Pact"]
    trail = {row[0]: row[1:] for row in cells(panel, "why_trail")}
    assert trail["Ind Leanne Mohamad"] == ["15,119", "16,195"]
    assert trail["Green Rachel Collinson"] == ["1,794", "–"]
    assert trail["Total"] == ["46,888", "46,170"]
    assert trail["Did not vote"] == ["31,769", "32,487"]
    assert trail["Electorate"] == ["78,657", "78,657"]
    changes = find(panel, QLabel, "why_changes")
    assert changes.isVisible()
    assert "Rachel Collinson (Green) had 1,794: 1,076 to Leanne Mohamad (Ind), 718 abstain." in changes.text()


def test_moves_that_do_not_touch_the_seat_are_folded(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, Withdraw(who=("SNP",)), ALLIANCE, Withdraw(who=("PC",)))
    assert heads(panel, "why_trail") == ["Candidate", "Base", "2. Pact"]
    note = find(panel, QLabel, "why_untouched")
    assert note.isVisible()
    assert note.text().startswith("2 other moves do not touch this seat.")


def test_each_move_that_matters_is_left_out_in_turn(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE, Swing(changes=(("LD", 1.0),)))
    assert [row[1:] for row in cells(panel, "why_without")] == [
        ["Lab Wes Streeting", "523 votes", "yes"],
        ["Ind Leanne Mohamad", "548 votes", "no"],
    ]
    assert [row[0] for row in cells(panel, "why_without")] == [
        "1. Pact of Green, Ind and WPB",
        "2. Swing of LD",
    ]


def test_it_follows_the_seat(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE)
    clacton = next(c.id for c in dataset.load_election().constituencies if c.name == "Clacton")
    session.select(clacton)
    settle(panel, qtbot)
    assert said(panel, "why_answer").startswith("No move touches this seat. Nigel Farage (RUK) wins by")


def test_figures_that_do_not_add_up_are_explained(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, EDIT)
    figures = [row[2] for row in cells(panel, "why_trail")]
    *candidates, total, _, _ = (int(figure.replace(",", "")) for figure in figures)
    explained = "not rounded on the way" in find(panel, QLabel, "why_untouched").text()
    assert explained == (sum(candidates) != total)


def test_names_from_a_file_are_no_markup(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, Withdraw(who=("Green",), title="<b>bold & brave</b>"))
    assert "&lt;b&gt;bold &amp; brave&lt;/b&gt;" in find(panel, QLabel, "why_changes").text()
    assert find(panel, QLabel, "why_answer").textFormat() == Qt.TextFormat.PlainText
    assert "‘<b>bold & brave</b>’" in said(panel, "why_answer")


def test_a_drag_is_followed_when_it_rests_and_not_at_every_step(
    panel: WhyPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Scenario] = []
    real = account_of

    def counted(election: object, scenario: Scenario, seat: str) -> Account:
        asked.append(scenario)
        return real(election, scenario, seat)  # type: ignore[arg-type]

    monkeypatch.setattr(why_panel, "account_of", counted)
    for step in range(50):
        shares = ((MOHAMAD, 30.0 + step / 10),)
        session.change(Scenario(moves=(SetShares(seat=ILFORD_NORTH, shares=shares),)), "Drag", gesture="drag")
    assert asked == []
    settle(panel, qtbot)
    assert asked == [session.scenario]


def test_hidden_it_does_no_work_and_catches_up_when_shown(
    panel: WhyPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.hide()
    before = said(panel, "why_answer")
    questions = count_questions(panel, monkeypatch)
    session.change(Scenario(moves=(ALLIANCE,)), "Change")
    session.select(dataset.load_election().constituencies[3].id)
    session.select(ILFORD_NORTH)
    qtbot.wait(2 * DELAY_MS)
    assert questions == []
    assert said(panel, "why_answer") == before
    panel.show()
    settle(panel, qtbot)
    assert questions == [True]
    assert "‘Pact of Green, Ind and WPB’" in said(panel, "why_answer")


def test_an_answer_that_comes_while_it_is_hidden_is_asked_for_again(
    panel: WhyPanel, session: Session, qtbot: QtBot
) -> None:
    session.change(Scenario(moves=(ALLIANCE,)), "Change")
    panel.follow_now()
    panel.hide()
    qtbot.wait(DELAY_MS)
    panel.show()
    settle(panel, qtbot)
    assert "‘Pact of Green, Ind and WPB’" in said(panel, "why_answer")


def test_the_trail_is_copied(panel: WhyPanel, session: Session, qtbot: QtBot) -> None:
    change(panel, session, qtbot, ALLIANCE)
    view = find(panel, QTableView, "why_trail")
    view.setFocus()
    with qtbot.waitSignal(session.message_posted):
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Candidate\tBase\t1. Pact"
    assert "Total\t46,888\t46,170" in lines


def test_it_is_named_for_tools_and_readers(panel: WhyPanel) -> None:
    assert panel.objectName() == "why_panel"
    for widget in (panel, *(find(panel, QTableView, name) for name in ("why_trail", "why_without"))):
        assert widget.accessibleName()


@pytest.mark.parametrize("width", [380, 560])
def test_it_fits_a_dock(panel: WhyPanel, session: Session, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 500)
    change(panel, session, qtbot, ALLIANCE, EDIT)
    body = panel.widget()
    assert body is not None
    assert body.width() <= panel.viewport().width()
    trail = find(panel, QTableView, "why_trail")
    assert trail.horizontalScrollBar().maximum() == 0


MANY_MOVES = (ALLIANCE, *(Swing(changes=(("LD", 0.5 + step / 4),)) for step in range(9)))


@pytest.fixture
def long_trail(panel: WhyPanel, session: Session, qtbot: QtBot) -> QTableView:
    """The table of ten moves, in a panel of 420 pixels."""
    panel.resize(420, 700)
    change(panel, session, qtbot, *MANY_MOVES)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return find(panel, QTableView, "why_trail")


def frozen(trail: QTableView) -> QTableView:
    return find(trail, QTableView, "why_trail_frozen")


def names_in_sight(trail: QTableView) -> QImage:
    """Return the pixels of the candidates' column, as they are on the screen."""
    edge = trail.frameWidth()
    height = trail.horizontalHeader().height() + trail.viewport().height()
    return trail.grab(QRect(edge, edge, trail.columnWidth(0), height)).toImage()


def in_the_open(trail: QTableView) -> bool:
    """Return whether the current cell is in sight, and not under the candidates."""
    cell = trail.visualRect(trail.currentIndex())
    return trail.columnWidth(0) <= cell.left() and cell.right() <= trail.viewport().width()


def test_the_candidates_stay_beside_their_votes_and_have_room_for_their_names(long_trail: QTableView) -> None:
    bar = long_trail.horizontalScrollBar()
    assert bar.maximum() > long_trail.viewport().width()
    assert long_trail.sizeHintForColumn(0) <= long_trail.columnWidth(0)
    assert long_trail.columnWidth(0) <= long_trail.viewport().width() // 2
    before, others = names_in_sight(long_trail), long_trail.grab().toImage()
    for value in (10, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        assert names_in_sight(long_trail) == before
        assert long_trail.grab().toImage() != others


def test_arrow_keys_go_to_no_figure_that_the_candidates_cover(long_trail: QTableView, qtbot: QtBot) -> None:
    model = long_trail.model()
    long_trail.setFocus()
    long_trail.setCurrentIndex(model.index(1, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        for _ in range(1, model.columnCount()):
            qtbot.keyClick(long_trail, key)
            assert long_trail.currentIndex().column() == 0 or in_the_open(long_trail)
    assert long_trail.currentIndex() == model.index(1, 0)


def test_in_the_candidates_column_keys_do_not_scroll_and_the_cell_is_marked(
    long_trail: QTableView, qtbot: QtBot
) -> None:
    bar = long_trail.horizontalScrollBar()
    long_trail.setFocus()
    long_trail.setCurrentIndex(long_trail.model().index(0, 0))
    bar.setValue(bar.maximum())
    before = names_in_sight(long_trail)
    qtbot.keyClick(long_trail, Qt.Key.Key_Down)
    assert long_trail.currentIndex().row() == 1
    assert bar.value() == bar.maximum()
    assert names_in_sight(long_trail) != before


def test_a_click_on_a_candidate_is_one_in_the_table(long_trail: QTableView, qtbot: QtBot) -> None:
    bar, over = long_trail.horizontalScrollBar(), frozen(long_trail)
    bar.setValue(bar.maximum())
    place = over.visualRect(over.model().index(2, 0)).center()
    qtbot.mouseClick(over.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert long_trail.currentIndex() == long_trail.model().index(2, 0)
    assert long_trail.hasFocus()
    qtbot.keyClick(long_trail, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Candidate\tBase\t1. Pact\t2. Swing")
    assert lines[0].endswith("\t10. Swing")


def test_the_wheel_over_the_candidates_scrolls_the_moves_and_the_panel(
    long_trail: QTableView, panel: WhyPanel, qtbot: QtBot
) -> None:
    panel.resize(420, 300)
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    over = frozen(long_trail).viewport()
    place = over.mapTo(panel, QPointF(20, 20))
    QTest.wheelEvent(panel.windowHandle(), place, QPoint(-120, 0))
    assert long_trail.horizontalScrollBar().value() > 0
    turn_wheel(over, -1, QPointF(20, 20))
    assert panel.verticalScrollBar().value() > 0


def test_a_wide_panel_freezes_nothing_and_a_narrow_one_does_again(
    long_trail: QTableView, panel: WhyPanel, qtbot: QtBot
) -> None:
    assert frozen(long_trail).isVisible()
    panel.resize(1400, 700)
    qtbot.waitUntil(lambda: not frozen(long_trail).isVisible())
    assert long_trail.horizontalScrollBar().maximum() == 0
    panel.resize(420, 700)
    qtbot.waitUntil(frozen(long_trail).isVisible)
    assert frozen(long_trail).width() == long_trail.columnWidth(0)


def test_the_candidates_follow_the_font_and_the_seat(
    long_trail: QTableView, panel: WhyPanel, session: Session, qtbot: QtBot
) -> None:
    over, font = frozen(long_trail), long_trail.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    panel.setFont(font)
    session.select(session.election.constituencies[3].id)
    settle(panel, qtbot)
    QApplication.processEvents()
    assert over.columnWidth(0) == over.width() == long_trail.columnWidth(0)
    for row in range(long_trail.model().rowCount()):
        cell, own = long_trail.model().index(row, 0), over.model().index(row, 0)
        assert over.rowHeight(row) == long_trail.rowHeight(row)
        assert over.visualRect(own).top() == long_trail.visualRect(cell).top()
    top = long_trail.viewport().mapTo(long_trail, QPoint(0, 0)).y()
    assert over.viewport().mapTo(long_trail, QPoint(0, 0)).y() == top
    assert [over.isColumnHidden(column) for column in range(3)] == [False, True, True]


def test_a_reader_hears_one_table_and_the_tab_key_stops_at_it_once(
    long_trail: QTableView, panel: WhyPanel, qtbot: QtBot
) -> None:
    model = long_trail.model()
    read = QAccessible.queryAccessibleInterface(long_trail)
    # Cells with their headers, and no second table among them.
    across = model.columnCount() + 1
    assert read.childCount() == (model.rowCount() + 1) * across
    heard = [read.child(2 * across + at).text(QAccessible.Text.Name) for at in range(1, across)]
    spoken = [str(model.index(1, at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(across - 1)]
    assert heard == spoken
    assert heard[0] == "Leanne Mohamad (Ind)"
    long_trail.setFocus()
    passed = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        passed.append(focused.objectName())
    assert "why_trail_frozen" not in passed
    assert "why_without" in passed


def test_it_goes_from_light_to_dark(panel: WhyPanel, theme: Theme) -> None:
    light = panel.grab().toImage()
    theme.choose("dark")
    QApplication.processEvents()
    dark = panel.grab().toImage()
    theme.choose("light")
    assert light.pixelColor(5, 5).lightness() > 200 > 80 > dark.pixelColor(5, 5).lightness()
