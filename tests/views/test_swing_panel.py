"""The swing panel, through its real widgets: areas, changes, targets, methods."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets import find, said, show_in_front
from ukvote_gui.core.moves import Move, SetShares, Swing
from ukvote_gui.core.moves.swing import PROPORTIONAL, STRONG_TRANSITION
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import EVERYWHERE, Scope
from ukvote_gui.state import gesture
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.swing_panel import SwingPanel
from ukvote_gui.views.swing_panel.party_row import UNCERTAIN

BRITAIN = Scope(countries=("England", "Scotland", "Wales"))
CHANGES, TARGETS = 0, 1


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> SwingPanel:
    widget = SwingPanel(session, theme)
    show_in_front(widget, qtbot, 360, 480)
    return widget


def spin(panel: SwingPanel, party: str) -> QDoubleSpinBox:
    return find(panel, QDoubleSpinBox, f"swing_spin_{party}")


def choose(panel: SwingPanel, combo: str, what: str | int) -> None:
    box = find(panel, QComboBox, f"swing_{combo}")
    box.setCurrentIndex(what if isinstance(what, int) else box.findText(what))


def reset(panel: SwingPanel) -> QPushButton:
    return find(panel, QPushButton, "swing_reset")


def moves(session: Session) -> tuple[Move, ...]:
    return session.scenario.moves


def swing(session: Session) -> Swing:
    (move,) = moves(session)
    assert isinstance(move, Swing)
    return move


def britain_share(session: Session, party: str) -> float:
    """The party's share in points of all votes in Great Britain, by plain addition."""
    election = session.election
    in_britain = np.array([not c.seat.startswith("N") for c in election.candidates])
    of_party = np.array([c.party == party for c in election.candidates])
    votes = session.outcome.votes
    return float(100 * votes[in_britain & of_party].sum() / votes[in_britain].sum())


def test_it_begins_with_great_britain_and_nothing_set(panel: SwingPanel, session: Session) -> None:
    assert find(panel, QComboBox, "swing_area").currentText() == "Great Britain"
    for party in ("Lab", "Con", "RUK", "LD", "Green", "SNP", "PC"):
        assert spin(panel, party).value() == 0
        assert spin(panel, party).accessibleName().endswith("in Great Britain, points")
    assert spin(panel, "Lab").accessibleName() == "Change for Labour in Great Britain, points"
    assert said(panel, "swing_base_Lab") == f"{britain_share(session, 'Lab'):.1f}%"
    assert said(panel, "swing_now_Lab") == said(panel, "swing_base_Lab")
    assert not reset(panel).isEnabled()
    assert not moves(session)


def test_a_typed_change_is_a_swing(qtbot: QtBot, panel: SwingPanel, session: Session) -> None:
    box = spin(panel, "Lab")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "-3")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert swing(session) == Swing(scope=BRITAIN, changes=(("Lab", -3.0),))
    assert session.undo_stack.undoText() == "Swing in Great Britain: Lab −3.0"
    assert box.text() == "−3.00"
    assert said(panel, "swing_now_Lab") == f"{britain_share(session, 'Lab'):.1f}%"
    assert said(panel, "swing_now_Lab") != said(panel, "swing_base_Lab")
    session.undo_stack.undo()
    assert box.value() == 0
    assert said(panel, "swing_now_Lab") == said(panel, "swing_base_Lab")


@pytest.mark.parametrize(
    ("typed", "points"),
    [("+2.5", 2.5), ("2.25", 2.25), ("−1", -1.0), ("-0.5", -0.5), (" 4 ", 4.0), ("1,5", 1.5)],
)
def test_changes_are_read_as_people_write_them(
    qtbot: QtBot, panel: SwingPanel, session: Session, typed: str, points: float
) -> None:
    box = spin(panel, "Con")
    box.setFocus()
    box.selectAll()
    box.lineEdit().insert(typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert swing(session).changes == (("Con", points),)


@pytest.mark.parametrize("typed", ["101", "abc", "1e2", "--1", "1.234", "nan"])
def test_what_is_no_change_cannot_be_typed(
    qtbot: QtBot, panel: SwingPanel, session: Session, typed: str
) -> None:
    box = spin(panel, "Con")
    state = box.validate(typed, len(typed))
    assert isinstance(state, tuple)
    assert state[0].name == "Invalid"
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert -100 <= box.value() <= 100


def test_several_parties_are_one_move_before_the_edits(panel: SwingPanel, session: Session) -> None:
    edit = SetShares(seat="E14001300", shares=(("116038", 34.0),))
    session.change(Scenario(moves=(edit,)), "Edit")
    spin(panel, "Lab").setValue(-3.0)
    spin(panel, "Con").setValue(1.0)
    spin(panel, "RUK").setValue(2.0)
    expected = Swing(scope=BRITAIN, changes=(("Lab", -3.0), ("Con", 1.0), ("RUK", 2.0)))
    assert moves(session) == (expected, edit)
    assert session.undo_stack.count() == 4
    for party in ("Lab", "Con", "RUK"):
        spin(panel, party).setValue(0.0)
    assert moves(session) == (edit,)


def test_steps_in_a_row_are_one_undo_step(
    qtbot: QtBot, panel: SwingPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = spin(panel, "Lab")
    box.setFocus()
    changes = []
    session.outcome_changed.connect(lambda: changes.append(box.value()))
    for _ in range(4):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert changes == [-0.5, -1.0, -1.5, -2.0]
    assert session.undo_stack.count() == 1
    for _ in range(4):
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert session.undo_stack.count() == 0  # back where it was: nothing was done
    assert not moves(session)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    monkeypatch.setattr(gesture, "PAUSE_SECONDS", 0.0)
    qtbot.wait(2)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert session.undo_stack.count() == 2


def test_each_area_has_its_own_swing(panel: SwingPanel, session: Session) -> None:
    spin(panel, "Lab").setValue(-3.0)
    choose(panel, "area", "Northern Ireland")
    assert spin(panel, "SF").value() == 0
    assert panel.findChild(QDoubleSpinBox, "swing_spin_Lab") is None
    spin(panel, "SF").setValue(2.0)
    choose(panel, "area", "London")
    assert spin(panel, "Lab").value() == 0
    spin(panel, "Lab").setValue(1.0)
    choose(panel, "area", "United Kingdom")
    spin(panel, "DUP").setValue(1.0)
    choose(panel, "area", "Great Britain")
    assert spin(panel, "Lab").value() == -3.0
    assert [move.scope for move in moves(session)] == [
        BRITAIN,
        Scope(countries=("Northern Ireland",)),
        Scope(regions=("London",)),
        EVERYWHERE,
    ]
    assert "Northern Ireland, London, United Kingdom" in said(panel, "swing_note")


def test_targets_begin_empty_and_pin_a_share(qtbot: QtBot, panel: SwingPanel, session: Session) -> None:
    choose(panel, "mode", TARGETS)
    assert not session.undo_stack.count()
    box = spin(panel, "Lab")
    assert box.text() == ""
    assert box.accessibleName() == "Target share for Labour in Great Britain, per cent"
    box.setFocus()
    qtbot.keyClicks(box, "28")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert swing(session) == Swing(scope=BRITAIN, targets=(("Lab", 28.0),))
    assert box.text() == "28.00%"
    assert session.undo_stack.undoText() == "Swing in Great Britain: Lab to 28.0%"
    others = 100 - 28.0
    spin(panel, "Con").setValue(round(others - 100 + britain_share(session, "Con") + 28, 2))
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [party for party, _ in swing(session).targets] == ["Con"]
    assert session.undo_stack.undoText() == "Swing in Great Britain: no target for Lab"


def test_a_target_of_nothing_is_a_target(panel: SwingPanel, session: Session) -> None:
    choose(panel, "mode", TARGETS)
    choose(panel, "method", "Proportional")
    spin(panel, "RUK").setValue(0.0)
    assert swing(session).targets == (("RUK", 0.0),)
    assert said(panel, "swing_now_RUK") == "0.0%"


def test_steps_of_an_empty_target_set_out_from_the_share_there_is(
    qtbot: QtBot, panel: SwingPanel, session: Session
) -> None:
    choose(panel, "mode", TARGETS)
    share = round(britain_share(session, "Green"), 1)
    box = spin(panel, "Green")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == pytest.approx(share + 0.5)
    for _ in range(40):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == 0.0
    assert session.undo_stack.count() == 1


@pytest.mark.parametrize("method", ["Uniform", "Proportional", "Strong transition"])
def test_switching_keeps_the_result(panel: SwingPanel, session: Session, method: str) -> None:
    choose(panel, "method", method)
    spin(panel, "Lab").setValue(-3.0)
    spin(panel, "Con").setValue(2.0)
    before = session.outcome.votes
    share = britain_share(session, "Lab")
    choose(panel, "mode", TARGETS)
    assert {party for party, _ in swing(session).targets} == {"Lab", "Con"}
    assert not swing(session).changes
    assert np.abs(session.outcome.votes - before).max() < 0.02
    assert spin(panel, "LD").text() == ""
    assert britain_share(session, "Lab") == pytest.approx(share, abs=1e-4)
    choose(panel, "mode", CHANGES)
    assert spin(panel, "Lab").value() == -3.0
    assert spin(panel, "Con").value() == 2.0
    session.undo_stack.undo()
    assert find(panel, QComboBox, "swing_mode").currentIndex() == TARGETS
    session.undo_stack.undo()
    assert find(panel, QComboBox, "swing_mode").currentIndex() == CHANGES
    assert dict(swing(session).changes) == {"Lab": -3.0, "Con": 2.0}


def test_the_method_is_that_of_the_swing(panel: SwingPanel, session: Session) -> None:
    choose(panel, "method", "Proportional")
    assert not session.undo_stack.count()
    spin(panel, "Lab").setValue(-3.0)
    assert swing(session).method == PROPORTIONAL
    choose(panel, "method", "Strong transition")
    assert swing(session).method == STRONG_TRANSITION
    assert session.undo_stack.undoText() == "Swing in Great Britain: strong transition"
    box = find(panel, QComboBox, "swing_method")
    assert "Baxter, Electoral Calculus, 2007" in box.toolTip()
    assert "Baxter, Electoral Calculus, 2007" in box.itemData(2, Qt.ItemDataRole.ToolTipRole)
    session.undo_stack.undo()
    assert box.currentText() == "Proportional"


def test_reset_drops_the_swing_of_the_area(panel: SwingPanel, session: Session) -> None:
    spin(panel, "Lab").setValue(-3.0)
    choose(panel, "area", "Wales")
    spin(panel, "PC").setValue(4.0)
    assert reset(panel).accessibleName() == "Reset the swing in Wales"
    reset(panel).click()
    assert swing(session).scope == BRITAIN
    assert session.undo_stack.undoText() == "Reset the swing in Wales"
    assert spin(panel, "PC").value() == 0
    assert not reset(panel).isEnabled()


def test_swings_from_a_file_are_shown_or_left_alone(panel: SwingPanel, session: Session) -> None:
    own = Swing(scope=replace(BRITAIN, countries=("Wales", "Scotland", "England")), changes=(("Yrks", 2.0),))
    seats = Swing(scope=Scope(seats=("E14001300",)), changes=(("Lab", -5.0),))
    off = Swing(scope=BRITAIN, changes=(("Lab", -9.0),), enabled=False)
    session.change(Scenario(moves=(seats, own, off)), "As from a file")
    assert spin(panel, "Lab").value() == 0
    assert spin(panel, "Yrks").value() == 2.0
    assert "a choice of constituencies" in said(panel, "swing_note")
    spin(panel, "Lab").setValue(-1.0)
    changed = replace(own, changes=(("Yrks", 2.0), ("Lab", -1.0)))
    assert moves(session) == (seats, changed, off)
    reset(panel).click()
    assert moves(session) == (seats, off)
    assert panel.findChild(QDoubleSpinBox, "swing_spin_Yrks") is None


def test_a_swing_of_both_kinds_says_what_it_does(panel: SwingPanel, session: Session) -> None:
    both = Swing(scope=BRITAIN, changes=(("Con", 2.0),), targets=(("Lab", 28.0),))
    session.change(Scenario(moves=(both,)), "As from a file")
    assert find(panel, QComboBox, "swing_mode").currentIndex() == TARGETS
    assert spin(panel, "Lab").value() == 28.0
    assert spin(panel, "Con").text() == ""
    assert spin(panel, "Con").toolTip() == "The scenario changes Con by +2.00"
    spin(panel, "Con").setValue(26.0)
    assert swing(session) == Swing(scope=BRITAIN, targets=(("Lab", 28.0), ("Con", 26.0)))
    assert spin(panel, "Con").toolTip() == UNCERTAIN


def test_targets_of_more_than_there_is_are_said(panel: SwingPanel, session: Session) -> None:
    choose(panel, "mode", TARGETS)
    spin(panel, "Lab").setValue(60.0)
    assert "add up" not in said(panel, "swing_note")
    spin(panel, "Con").setValue(50.0)
    assert "The targets add up to 110.0%" in said(panel, "swing_note")


def test_another_election_is_another_base(panel: SwingPanel, session: Session) -> None:
    before = said(panel, "swing_base_RUK")
    spin(panel, "Lab").setValue(-1.0)
    session.change(replace(session.scenario, base="ge2024+byelections"), "By-elections")
    assert session.base.election.key == "ge2024+byelections"
    assert said(panel, "swing_base_RUK") != before
    assert spin(panel, "Lab").value() == -1.0


@pytest.mark.parametrize("area", ["Great Britain", "United Kingdom", "Northern Ireland"])
def test_nothing_is_cut_off_at_360(panel: SwingPanel, area: str) -> None:
    choose(panel, "area", area)
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 360
    assert panel.width() == 360
    (scroll,) = panel.findChildren(QScrollArea)
    rows = scroll.widget()
    assert rows is not None
    assert rows.width() <= scroll.viewport().width()
    for box in panel.findChildren(QDoubleSpinBox):
        if box.isVisible():
            assert box.mapTo(rows, QPoint(box.width(), 0)).x() <= scroll.viewport().width()


def test_tab_goes_from_top_to_bottom(
    qtbot: QtBot, qapp: QApplication, panel: SwingPanel, session: Session
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    layout.addWidget(panel)
    layout.addWidget(QLineEdit(window))
    choose(panel, "area", "United Kingdom")  # with more parties, whose rows are made now
    spin(panel, "Lab").setValue(-1.0)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    find(panel, QComboBox, "swing_area").setFocus()
    order = []
    parties = [box.objectName() for box in panel.findChildren(QDoubleSpinBox)]
    for _ in range(3 + len(parties) + 1):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == ["swing_area", "swing_reset", "swing_mode", "swing_method", *parties]
    panel.setParent(None)
