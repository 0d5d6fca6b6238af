"""The seats of a pact: their order, their figures, and what follows a drag."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ukvote_gui.core import move_edits
from ukvote_gui.core.amounts import Amount, Spread
from ukvote_gui.core.moves import Move, Pact, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.models.pact_table import FLIPS, HEADINGS, NEEDS, SEAT, VOTES, PactTable
from ukvote_gui.state.background import Background
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

ILFORD_NORTH, COLLINSON = "E14001300", "6926"
ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
FIRST_SEVEN = [
    "Bradford West",
    "Bethnal Green and Stepney",
    "Ilford North",
    "Birmingham Yardley",
    "Birmingham Hall Green and Moseley",
    "Birmingham Hodge Hill and Solihull North",
    "Birmingham Ladywood",
]
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def table(session: Session, theme: Theme, qtbot: QtBot) -> PactTable:
    """The table of the alliance at 60%, at work in every seat that Labour won."""
    table = PactTable(session, theme, session)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    session.change(Scenario(moves=(ALLIANCE,)), "A pact")
    table.show_pact(0)
    solve(table, qtbot)
    return table


def solve(table: PactTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.layoutChanged):
        table.solve_now()


def column(table: PactTable, which: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    return [str(table.index(row, which).data(role)) for row in range(table.rowCount())]


def names(table: PactTable) -> list[str]:
    return [text.partition("\n")[0] for text in column(table, SEAT)]


def change(session: Session, table: PactTable, pact: Pact) -> None:
    session.change(move_edits.replaced(session.scenario, 0, pact), "Change")
    table.show_pact(0)


def flipping(table: PactTable) -> list[str]:
    return [name for name, to in zip(names(table), column(table, FLIPS), strict=True) if to != "–"]


def test_the_seats_are_there_in_the_order_in_which_they_flip(table: PactTable) -> None:
    assert table.rowCount() == 259
    assert names(table)[:7] == FIRST_SEVEN
    assert column(table, NEEDS)[:8] == [
        "9.34%",
        "23.14%",
        "29.44%",
        "35.40%",
        "52.35%",
        "66.36%",
        "98.37%",
        "–",
    ]
    assert column(table, FLIPS)[:7] == ["Ind", "Ind", "Ind", "WPB", "Ind", "–", "–"]
    assert flipping(table) == FIRST_SEVEN[:5]
    ilford = FIRST_SEVEN.index("Ilford North")
    assert column(table, SEAT)[ilford] == "Ilford North\nInd Leanne Mohamad"
    assert column(table, VOTES)[ilford] == "528\n16,913"
    heading = table.headerData(VOTES, Qt.Orientation.Horizontal)
    assert heading == HEADINGS[VOTES] == "To beat,\ntogether"


def test_the_rate_that_is_said_flips_the_seat(session: Session, table: PactTable) -> None:
    for name, needed in list(zip(names(table), column(table, NEEDS), strict=True))[:7]:
        change(session, table, replace(ALLIANCE, transfer=float(needed.rstrip("%")) / 100))
        assert name in flipping(table)


def test_every_cell_is_a_sentence_for_those_who_do_not_see_the_table(table: PactTable) -> None:
    ilford = FIRST_SEVEN.index("Ilford North")
    assert [column(table, which, ACCESSIBLE)[ilford] for which in (SEAT, VOTES, NEEDS, FLIPS)] == [
        "Ilford North: Leanne Mohamad (Ind), by the pact's rule, of 2 members' candidates",
        "Ilford North: Wes Streeting (Lab) is 528 votes ahead of Leanne Mohamad (Ind); "
        "the members have 16,913 votes together",
        "Ilford North: flips to Leanne Mohamad (Ind) from 29.432%",
        "Ilford North flips to Leanne Mohamad (Ind)",
    ]
    assert column(table, NEEDS, ACCESSIBLE)[-1].endswith(": no rate flips it")
    assert column(table, FLIPS, ACCESSIBLE)[-1].endswith(": no change")


def test_seats_flip_one_by_one_while_the_rate_is_dragged(session: Session, table: PactTable) -> None:
    seen: list[list[str]] = []
    for per_cent in range(101):
        change(session, table, replace(ALLIANCE, transfer=per_cent / 100))
        if not seen or flipping(table) != seen[-1]:
            seen.append(flipping(table))
    assert seen == [FIRST_SEVEN[:count] for count in range(8)]


def test_the_summary_says_how_many_flip_and_which_is_next(session: Session, table: PactTable) -> None:
    said = []
    rates: tuple[Amount, ...] = (0.0, 0.1, Spread(0.6, 0.4, 0.8), 1.0)
    for rate in rates:
        change(session, table, replace(ALLIANCE, transfer=rate))
        said.append(table.summary())
    assert said == [
        "None of 259 seats flip at 0%.\nNext: Bradford West at 9.34%.",
        "1 of 259 seats flips at 10%.\nNext: Bethnal Green and Stepney at 23.14%.",
        "5 of 259 seats flip at 60% (40% to 80%).\nNext: Birmingham Hodge Hill and Solihull North at 66.36%.",
        "7 of 259 seats flip at 100%.",
    ]
    change(session, table, replace(ALLIANCE, enabled=False))
    assert table.summary() == "259 seats; the pact is switched off."
    assert flipping(table) == []
    change(session, table, replace(ALLIANCE, members=()))
    assert table.summary() == "Choose two or more members."
    change(session, table, replace(ALLIANCE, members=("Green",)))
    assert table.summary() == "Choose two or more members."
    change(session, table, replace(ALLIANCE, members=("SNP", "PC")))
    nowhere, advice = table.summary().split("\n")
    assert nowhere == "Two or more members' candidates stand nowhere in scope."
    assert advice == "Choose others, or widen where it is."
    assert table.rowCount() == 0


def test_a_named_nominee_has_figures_of_their_own(session: Session, table: PactTable, qtbot: QtBot) -> None:
    change(session, table, move_edits.with_nominee(ALLIANCE, ILFORD_NORTH, COLLINSON))
    solve(table, qtbot)
    ilford = names(table).index("Ilford North")
    assert column(table, SEAT)[ilford] == "Ilford North\nGreen Rachel Collinson"
    assert "named by hand" in column(table, SEAT, ACCESSIBLE)[ilford]
    assert column(table, VOTES)[ilford] == "13,853\n16,913"
    assert column(table, NEEDS)[ilford] == "91.63%"
    assert flipping(table) == [name for name in FIRST_SEVEN[:5] if name != "Ilford North"]


def test_a_later_move_counts(session: Session, table: PactTable) -> None:
    swing = Swing(changes=(("Lab", 5.0),))
    session.change(Scenario(moves=(ALLIANCE, swing)), "Labour gains")
    table.show_pact(0)
    changed = [
        constituency.name
        for constituency, winner, before in zip(
            session.election.constituencies,
            session.outcome.winner,
            session.base.winner,
            strict=True,
        )
        if winner != before and session.election.candidates[winner].party in ("Ind", "WPB", "Green")
    ]
    assert sorted(flipping(table)) == sorted(changed)
    assert len(changed) < 5


def test_rates_needed_follow_once_the_hand_rests(session: Session, table: PactTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.layoutChanged):
        change(session, table, replace(ALLIANCE, leak=(("Lab", 0.1),)))
        # Until then those there were are better than none, and rows stay where they are.
        assert names(table)[0] == "Bradford West"
    assert column(table, NEEDS)[0] != "9.34%"


@pytest.mark.parametrize("moves", [(), (Swing(changes=(("Lab", 1.0),)), ALLIANCE)])
def test_an_answer_for_a_pact_that_has_gone_counts_for_nothing(
    session: Session, table: PactTable, qtbot: QtBot, moves: tuple[Move, ...]
) -> None:
    asked = replace(ALLIANCE, leak=(("Lab", 0.1),))
    change(session, table, asked)
    background = table.findChild(Background)
    assert background is not None
    with qtbot.waitSignal(background.answered), qtbot.assertNotEmitted(table.summary_changed):
        table.solve_now()
        session.change(Scenario(moves=moves), "No pact there any more")
    assert table.summary().startswith("4 of 259 seats flip at 60%.")
    # What is shown again is worked out again, though it is the pact that the table was left with.
    session.undo_stack.undo()
    table.show_pact(0)
    solve(table, qtbot)
    assert column(table, NEEDS)[0] != "9.34%"


def test_no_rates_are_worked_out_for_a_pact_that_has_gone(
    session: Session, table: PactTable, qtbot: QtBot
) -> None:
    background, timer = table.findChild(Background), table.findChild(QTimer, "", DIRECT)
    assert background is not None
    assert timer is not None
    change(session, table, replace(ALLIANCE, leak=(("Lab", 0.1),)))
    assert timer.isActive()
    session.change(Scenario(), "No pact any more")
    qtbot.waitUntil(lambda: not timer.isActive())
    assert not background.busy
    session.undo_stack.undo()
    table.show_pact(0)
    assert timer.isActive()


def test_columns_sort_and_a_row_is_followed(table: PactTable) -> None:
    ilford = QPersistentModelIndex(table.index(FIRST_SEVEN.index("Ilford North"), SEAT))
    table.sort(SEAT)
    assert names(table) == sorted(names(table))
    assert names(table)[ilford.row()] == "Ilford North"
    table.sort(VOTES)
    behind = [table.seat_at(row).behind_votes for row in range(table.rowCount())]
    assert behind == sorted(behind)
    table.sort(VOTES, Qt.SortOrder.DescendingOrder)
    assert [table.seat_at(row).behind_votes for row in range(table.rowCount())] == behind[::-1]
    table.sort(FLIPS)
    assert sorted(names(table)[:5]) == sorted(FIRST_SEVEN[:5])
    assert table.row_of(table.seat_at(3).seat) == 3
    assert table.row_of(-5) == -1
