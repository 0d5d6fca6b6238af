"""The table's model: what it says, how it sorts and filters, and what it announces."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ukvote_gui.core.moves import SetShares, Stand, Swing, Withdraw
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.search import Filter, folded
from ukvote_gui.models.constituency_table import HEADERS, Column, ConstituencyModel
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(session: Session, theme: Theme) -> ConstituencyModel:
    """A model that ends the process where it breaks the rules of Qt's models."""
    model = ConstituencyModel(session, theme, session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def seat_id(session: Session, name: str) -> str:
    return next(c.id for c in session.election.constituencies if c.name == name)


def share(session: Session, seat: str, person: str, points: float) -> SetShares:
    """The edit that gives a candidate a share."""
    election = session.election
    here = (election.candidates[row] for row in election.rows[election.seat_index[seat_id(session, seat)]])
    candidate = next(c for c in here if c.name == person)
    return SetShares(seat=candidate.seat, shares=((candidate.person, points),))


def mohamad(session: Session, points: float) -> SetShares:
    return share(session, "Ilford North", "Leanne Mohamad", points)


def set_moves(session: Session, *moves: SetShares | Stand | Swing | Withdraw) -> None:
    session.change(Scenario(moves=moves), "Change")


def column(model: ConstituencyModel, which: Column) -> list[str]:
    return [model.data(model.index(row, which)) for row in range(model.rowCount())]


def names(model: ConstituencyModel) -> list[str]:
    return column(model, Column.NAME)


def cells(model: ConstituencyModel, name: str) -> dict[str, str]:
    row = names(model).index(name)
    return {HEADERS[c][0]: model.data(model.index(row, c)) for c in Column}


def role(model: ConstituencyModel, name: str, which: Column, role: Qt.ItemDataRole) -> object:
    value: object = model.data(model.index(names(model).index(name), which), role)
    return value


def test_a_row_says_how_the_seat_was_won(model: ConstituencyModel) -> None:
    assert model.rowCount() == 650
    assert cells(model, "Ilford North") == {
        "Constituency": "Ilford North",
        "Region": "London",
        "Winner": "Wes Streeting",
        "Party": "Lab",
        "Runner-up": "Ind · Leanne Mohamad",
        "Majority": "528",
        "Majority %": "1.13%",
        "Turnout": "59.6%",
        "Hold or gain": "Lab hold",
        "Changed": "",
    }


def test_a_row_follows_the_outcome(model: ConstituencyModel, session: Session) -> None:
    names(model)
    set_moves(session, mohamad(session, 34.0))
    row = cells(model, "Ilford North")
    assert (row["Winner"], row["Party"], row["Runner-up"]) == ("Leanne Mohamad", "Ind", "Lab · Wes Streeting")
    assert (row["Hold or gain"], row["Changed"]) == ("Ind gain from Lab", "Ind ← Lab")
    session.undo_stack.undo()
    assert cells(model, "Ilford North")["Changed"] == ""


def test_remembered_rows_are_what_a_new_model_says(
    model: ConstituencyModel, session: Session, theme: Theme
) -> None:
    for moves in (
        (Swing(changes=(("Lab", -7.0), ("RUK", 7.0))),),
        (Swing(changes=(("Lab", -7.0), ("RUK", 7.0))), mohamad(session, 50.0)),
        (Stand(party="Green", name="Somebody New", givers=(("Lab", 0.5),)),),
        (Withdraw(who=("Con",)),),
        (),
    ):
        set_moves(session, *moves)
        fresh = ConstituencyModel(session, theme, session)
        assert [model.row(row) for row in range(650)] == [fresh.row(row) for row in range(650)]


def test_headers_are_words_and_explain_themselves(model: ConstituencyModel) -> None:
    horizontal = Qt.Orientation.Horizontal
    titles = [model.headerData(c, horizontal) for c in Column]
    assert titles[0] == "Constituency"
    assert len(set(titles)) == len(titles) == model.columnCount()
    tip = model.headerData(Column.MAJORITY_SHARE, horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "valid votes" in tip


def test_a_row_has_no_rows_of_its_own(model: ConstituencyModel) -> None:
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_what_colour_says_is_said_in_words(model: ConstituencyModel, session: Session, theme: Theme) -> None:
    set_moves(session, mohamad(session, 34.0))
    decoration, background = Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.BackgroundRole
    accessible = Qt.ItemDataRole.AccessibleTextRole
    assert role(model, "Ilford North", Column.PARTY, decoration) == theme.colour("Ind")
    assert role(model, "Ilford North", Column.PARTY, accessible) == "Independent"
    assert role(model, "Ilford North", Column.RUNNER_UP, accessible) == "Wes Streeting (Labour)"
    assert role(model, "Ilford North", Column.NAME, background) == QColor(theme.tokens.changed)
    assert role(model, "Ilford South", Column.NAME, background) is None
    assert (
        role(model, "Ilford North", Column.CHANGED, accessible)
        == "Leanne Mohamad (Independent) instead of Wes Streeting (Labour)"
    )


def test_tool_tips_have_what_there_is_no_room_for(model: ConstituencyModel) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    assert role(model, "Ilford North", Column.NAME, tip) == "Ilford North, London"
    assert role(model, "Ilford North", Column.WINNER, tip) == "Wes Streeting (Labour): 15,647 votes, 33.4%"
    assert role(model, "Ilford North", Column.TURNOUT, tip) == "46,888 valid votes of 78,657 electors"
    assert "528 votes, 1.13 points behind" in str(role(model, "Ilford North", Column.MAJORITY, tip))
    assert (
        role(model, "Ilford North", Column.RESULT, tip)
        == "2019 notional: Labour, majority 9,030 votes (17.4%)"
    )


def test_a_name_from_a_file_is_no_markup_in_a_tool_tip(model: ConstituencyModel, session: Session) -> None:
    seat = seat_id(session, "Ilford North")
    set_moves(session, Stand(seats=(seat,), party="Ind", name="<img src='x'>", givers=(("Lab", 1.0),)))
    assert cells(model, "Ilford North")["Winner"] == "<img src='x'>"
    tip = str(role(model, "Ilford North", Column.WINNER, Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_an_unopposed_winner_and_a_tie_are_said(model: ConstituencyModel, session: Session) -> None:
    streeting = share(session, "Ilford North", "Wes Streeting", 30.0)
    tie = SetShares(seat=streeting.seat, shares=(*streeting.shares, *mohamad(session, 30.0).shares))
    election = session.election
    chorley = election.rows[election.seat_index[seat_id(session, "Chorley")]]
    others = Withdraw(who=tuple(f"person:{election.candidates[row].person}" for row in chorley[1:]))
    set_moves(session, others, tie)
    assert cells(model, "Ilford North")["Majority"] == "tie"
    assert cells(model, "Chorley")["Runner-up"] == "–"
    assert cells(model, "Chorley")["Majority %"] == "100.00%"
    tip = role(model, "Chorley", Column.RUNNER_UP, Qt.ItemDataRole.ToolTipRole)
    assert tip == "Nobody else stands"
    model.sort(Column.RUNNER_UP, DESCENDING)
    assert names(model)[-1] == "Chorley", "what has none is last, up or down"


@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
@pytest.mark.parametrize(
    ("which", "figures"),
    [
        (Column.MAJORITY, "majority_votes"),
        (Column.MAJORITY_SHARE, "majority_share"),
        (Column.TURNOUT, "turnout"),
    ],
)
def test_numbers_sort_as_numbers(
    model: ConstituencyModel, session: Session, which: Column, figures: str, order: Qt.SortOrder
) -> None:
    model.sort(which, order)
    values = getattr(session.outcome, figures)
    seats = [session.election.seat_index[model.seat_at(row)] for row in range(650)]
    steps = np.diff(values[seats])
    assert sorted(seats) == list(range(650))
    assert (steps >= 0).all() if order == ASCENDING else (steps <= 0).all()


@pytest.mark.parametrize("which", [Column.NAME, Column.REGION, Column.WINNER, Column.PARTY, Column.RESULT])
def test_words_sort_by_the_alphabet(model: ConstituencyModel, which: Column) -> None:
    model.sort(which, ASCENDING)
    shown = [folded(text) for text in column(model, which)]
    assert shown == sorted(shown)
    model.sort(which, DESCENDING)
    shown = [folded(text) for text in column(model, which)]
    assert shown == sorted(shown, reverse=True)


def test_runners_up_sort_by_party_and_then_by_name(model: ConstituencyModel) -> None:
    model.sort(Column.RUNNER_UP)
    shown = [tuple(folded(part) for part in text.split(" · ")) for text in column(model, Column.RUNNER_UP)]
    assert shown == sorted(shown)


def test_changed_seats_come_first_whichever_way_they_are_sorted(
    model: ConstituencyModel, session: Session
) -> None:
    set_moves(session, mohamad(session, 34.0))
    for order in (ASCENDING, DESCENDING):
        model.sort(Column.CHANGED, order)
        assert names(model)[0] == "Ilford North"


def test_a_sort_keeps_the_order_of_what_is_equal(model: ConstituencyModel, session: Session) -> None:
    model.sort(Column.MAJORITY, DESCENDING)
    model.sort(Column.REGION)
    seats = [session.election.seat_index[model.seat_at(row)] for row in range(650)]
    regions = [session.election.constituencies[seat].region for seat in seats]
    majorities = session.outcome.majority_votes[seats]
    for row in range(649):
        assert regions[row] < regions[row + 1] or majorities[row] >= majorities[row + 1]


def test_a_sort_takes_what_was_remembered_of_rows_along(model: ConstituencyModel) -> None:
    kept = QPersistentModelIndex(model.index(names(model).index("Ilford North"), Column.PARTY))
    model.sort(Column.MAJORITY)
    assert model.data(model.index(kept.row(), Column.NAME)) == "Ilford North"
    assert kept.column() == Column.PARTY


def test_the_order_stays_put_while_the_outcome_changes(model: ConstituencyModel, session: Session) -> None:
    model.sort(Column.MAJORITY)
    before = names(model)
    gesture = object()
    for points in (33.0, 34.0, 50.0):
        session.change(Scenario(moves=(mohamad(session, points),)), "Drag", gesture)
        assert names(model) == before
    assert not model.in_order
    model.sort_again()
    assert model.in_order
    assert names(model) != before
    assert sorted(names(model)) == sorted(before)


def test_an_outcome_that_keeps_the_order_does_not_ask_to_be_sorted(
    model: ConstituencyModel, session: Session
) -> None:
    model.sort(Column.NAME)
    set_moves(session, mohamad(session, 50.0))
    assert model.in_order


def test_one_changed_seat_is_announced_as_one_row(
    model: ConstituencyModel, session: Session, qtbot: QtBot
) -> None:
    announced: list[tuple[int, int, int, int]] = []

    def note(top_left: QModelIndex, bottom_right: QModelIndex) -> None:
        announced.append((top_left.row(), top_left.column(), bottom_right.row(), bottom_right.column()))

    model.dataChanged.connect(note)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.layoutChanged):
        set_moves(session, mohamad(session, 34.0))
    row = names(model).index("Ilford North")
    assert announced == [(row, 0, row, len(HEADERS) - 1)]
    announced.clear()


def test_a_swing_announces_figures_and_the_rows_whose_words_it_changes(
    model: ConstituencyModel, session: Session
) -> None:
    before = [model.row(row) for row in range(650)]
    announced: list[tuple[int, int, int, int]] = []

    def note(top_left: QModelIndex, bottom_right: QModelIndex) -> None:
        announced.append((top_left.row(), top_left.column(), bottom_right.row(), bottom_right.column()))

    model.dataChanged.connect(note)
    set_moves(session, Swing(changes=(("Lab", -0.5), ("RUK", 0.5))))
    other = [row for row in range(650) if model.row(row)[1:] != before[row][1:]]
    assert 0 < len(other) < 30
    figures, *words = announced
    assert figures[1::2] == (Column.MAJORITY, Column.TURNOUT)
    assert {row for row, *_ in words} >= set(other)
    assert all(first == last and left == 0 for first, left, last, _ in words)
    announced_rows = {row for row, *_ in words}
    for row in range(650):
        texts = model.row(row).texts
        if row not in announced_rows:
            assert texts[: Column.MAJORITY] == before[row].texts[: Column.MAJORITY]
            assert texts[Column.TURNOUT + 1 :] == before[row].texts[Column.TURNOUT + 1 :]
    assert model.row(0).texts[Column.MAJORITY] != before[0].texts[Column.MAJORITY]


def test_a_filter_shows_what_fulfils_it(model: ConstituencyModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.shown_changed):
        model.set_filter(Filter(text="ilf"))
    assert names(model) == ["Ilford North", "Ilford South"]
    assert model.matching_count == 2
    model.set_filter(Filter(text="ilf", party="Lab", majority_votes_below=1000.0))
    assert names(model) == ["Ilford North"]
    model.set_filter(Filter(text="ilf", party="Con"))
    assert model.rowCount() == 0
    model.set_filter(Filter())
    assert model.rowCount() == 650


def test_filtered_rows_keep_the_sort(model: ConstituencyModel) -> None:
    model.sort(Column.MAJORITY, DESCENDING)
    every = names(model)
    model.set_filter(Filter(region="London"))
    assert names(model) == [name for name in every if name in set(names(model))]
    assert len(names(model)) == 75


def test_a_filter_on_what_changes_follows_the_outcome(model: ConstituencyModel, session: Session) -> None:
    model.set_filter(Filter(changed=True))
    assert model.rowCount() == 0
    set_moves(session, mohamad(session, 34.0))
    assert names(model) == ["Ilford North"]
    session.undo_stack.undo()
    assert model.rowCount() == 0


def test_the_selected_seat_stays_shown_until_another_is_selected(
    model: ConstituencyModel, session: Session, qtbot: QtBot
) -> None:
    session.select(seat_id(session, "Ilford North"))
    model.set_filter(Filter(majority_votes_below=1000.0))
    assert "Ilford North" in names(model)
    matching = model.matching_count
    set_moves(session, mohamad(session, 60.0))
    assert "Ilford North" in names(model)
    assert model.keeps_one
    assert model.matching_count == matching - 1 == model.rowCount() - 1
    session.select(seat_id(session, "Hendon"))
    assert "Ilford North" in names(model), "not within the click that selects another"
    qtbot.waitUntil(lambda: not model.keeps_one)
    assert "Ilford North" not in names(model)
    assert model.rowCount() == matching - 1


def test_a_kept_seat_that_fulfils_the_filter_again_is_as_any_other(
    model: ConstituencyModel, session: Session
) -> None:
    session.select(seat_id(session, "Ilford North"))
    model.set_filter(Filter(majority_votes_below=1000.0))
    set_moves(session, mohamad(session, 60.0))
    assert model.keeps_one
    session.undo_stack.undo()
    assert not model.keeps_one
    assert "Ilford North" in names(model)


def test_a_filter_does_not_let_through_what_was_selected_before_it(
    model: ConstituencyModel, session: Session
) -> None:
    session.select(seat_id(session, "Aldershot"))
    model.set_filter(Filter(text="ilf"))
    assert names(model) == ["Ilford North", "Ilford South"]
    set_moves(session, mohamad(session, 34.0))
    assert names(model) == ["Ilford North", "Ilford South"]


def test_positions_and_seats_lead_to_each_other(model: ConstituencyModel, session: Session) -> None:
    model.sort(Column.TURNOUT)
    model.set_filter(Filter(country="Wales"))
    for row in range(model.rowCount()):
        assert model.position_of(model.seat_at(row)) == row
    assert model.position_of(seat_id(session, "Aldershot")) == -1


def test_another_base_and_new_candidates_are_shown_and_found(
    model: ConstituencyModel, session: Session
) -> None:
    model.sort(Column.WINNER)
    session.change(Scenario(base="ge2024+byelections"), "By-elections")
    assert cells(model, "Runcorn and Helsby")["Party"] == "RUK"
    stand = Stand(
        seats=(seat_id(session, "Hendon"),), party="Green", name="Zsófia New", givers=(("Lab", 1.0),)
    )
    session.change(Scenario(base="ge2024+byelections", moves=(stand,)), "Stand")
    model.set_filter(Filter(text="zsofia"))
    assert names(model) == ["Hendon"]
    session.undo_stack.undo()
    assert model.rowCount() == 0
    assert (session.outcome.runner_up != NOBODY).all()
