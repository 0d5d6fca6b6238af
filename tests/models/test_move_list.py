"""The list of moves: what it says, what a person does to it, and how views can follow it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ukvote_gui.core import dataset, move_edits
from ukvote_gui.core.describe import effect_in_words, effects
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Turnout
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.models.move_list import COUNT_AFTER_MS, DETAIL, MoveListModel
from ukvote_gui.state.session import Session

ILFORD_NORTH, MOHAMAD = "E14001300", "116038"
ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
CHECK, EDIT = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.EditRole
TOOL_TIP, ACCESSIBLE = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
ROOT = QModelIndex()


@pytest.fixture
def model(session: Session) -> MoveListModel:
    """A model that ends the process where it breaks the rules of Qt's models."""
    model = MoveListModel(session, session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def texts(model: MoveListModel, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row).data(role) for row in range(model.rowCount())]


def turnouts(*changes: float) -> tuple[Move, ...]:
    return tuple(Turnout(change=change) for change in changes)


def order(model: MoveListModel) -> list[object]:
    return [str(text).removeprefix("Turnout: ").removesuffix(".0 points") for text in texts(model)]


def test_a_move_is_said_in_words_with_what_it_comes_to(
    session: Session, model: MoveListModel, qtbot: QtBot
) -> None:
    moves = (ALLIANCE, replace(ALLIANCE, title="Again", enabled=False))
    session.change(Scenario(moves=moves), "Two pacts")
    words = "Pact of Green, Ind and WPB where Labour won, 60%"
    assert texts(model) == [words, "Again"]
    assert texts(model, DETAIL) == ["…", "off"]
    model.count_now()
    effect = "touches 259 seats, 404,469 votes; 5 flip"
    assert texts(model, DETAIL) == [effect, "off"]
    assert texts(model, TOOL_TIP) == [f"{words}\n{effect.capitalize()}", f"{words}\nOff"]
    assert texts(model, ACCESSIBLE) == [f"{words}; {effect}", f"Again: {words}; off"]
    assert texts(model, CHECK) == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]


def test_what_moves_come_to_follows_once_the_hand_rests(
    session: Session, model: MoveListModel, qtbot: QtBot
) -> None:
    session.change(Scenario(moves=(ALLIANCE,)), "A pact")
    with qtbot.waitSignal(model.dataChanged):
        pass
    drag = object()
    for rate in (0.5, 0.4, 0.3):
        session.change(Scenario(moves=(replace(ALLIANCE, transfer=rate),)), "Drag", drag)
        assert str(texts(model, DETAIL)[0]).endswith("5 flip")
    qtbot.waitUntil(lambda: str(texts(model, DETAIL)[0]).endswith("3 flip"))


def test_switching_and_renaming_are_steps_with_a_name(session: Session, model: MoveListModel) -> None:
    session.change(Scenario(moves=(ALLIANCE,)), "A pact")
    index = model.index(0)
    assert model.setData(index, Qt.CheckState.Unchecked.value, CHECK)
    assert not session.scenario.moves[0].enabled
    assert session.undo_stack.undoText() == "Switch off Pact of Green, Ind and WPB"
    assert not session.outcome.changed.any()
    assert model.setData(index, Qt.CheckState.Checked, CHECK)
    assert session.undo_stack.undoText() == "Switch on Pact of Green, Ind and WPB"
    assert model.setData(index, "  Popular front ", EDIT)
    assert session.undo_stack.undoText() == "Rename Pact of Green, Ind and WPB"
    assert (texts(model), texts(model, EDIT)) == (["Popular front"], ["Popular front"])
    assert not model.setData(index, "x", DETAIL)
    session.undo_stack.setIndex(1)
    assert session.scenario.moves == (ALLIANCE,)


def test_a_file_s_title_of_several_lines_is_shown_in_one(session: Session, model: MoveListModel) -> None:
    titled = replace(ALLIANCE, title="Popular\r\n front\u2028of  all\n")
    session.change(Scenario(moves=(titled,)), "A pact")
    assert (texts(model), texts(model, EDIT)) == (["Popular front of all"], ["Popular front of all"])
    assert str(texts(model, ACCESSIBLE)[0]).startswith("Popular front of all: Pact of ")
    assert model.name(0) == "Popular front of all"
    # To look at it in its field changes nothing.
    assert model.setData(model.index(0), "Popular front of all", EDIT)
    assert session.scenario.moves == (titled,)
    named = Stand(name="Ann\nLee", party="Ind", seats=(ILFORD_NORTH,))
    session.change(Scenario(moves=(named,)), "A candidate")
    assert texts(model) == ["Ann Lee (Ind) stands in Ilford North"]
    assert model.name(0) == "Ann Lee (Ind) stands"


def test_a_view_moves_rows_as_it_does_when_one_is_dropped(session: Session, model: MoveListModel) -> None:
    session.change(Scenario(moves=turnouts(1, 2, 3)), "Three")
    assert model.moveRows(ROOT, 0, 1, ROOT, 3)
    assert order(model) == ["+2", "+3", "+1"]
    assert session.undo_stack.undoText() == "Move Turnout"
    assert model.moveRows(ROOT, 2, 1, ROOT, 0)
    assert order(model) == ["+1", "+2", "+3"]
    assert model.moveRows(ROOT, 0, 1, ROOT, 2)
    assert order(model) == ["+2", "+1", "+3"]
    for nowhere in (0, 1):
        assert not model.moveRows(ROOT, 0, 1, ROOT, nowhere)
    assert not model.moveRows(ROOT, 0, 2, ROOT, 3)
    assert model.supportedDropActions() == Qt.DropAction.MoveAction
    assert model.flags(ROOT) == Qt.ItemFlag.ItemIsDropEnabled


def test_what_was_pointed_at_is_followed_to_its_new_place(session: Session, model: MoveListModel) -> None:
    session.change(Scenario(moves=turnouts(1, 2, 3, 4)), "Four")
    third = QPersistentModelIndex(model.index(2))

    def at() -> int:
        return third.row() if third.isValid() else -1

    edits = (
        (move_edits.moved(session.scenario, 2, 0), 0),
        (move_edits.moved(session.scenario, 0, 3), 1),
        (move_edits.inserted(session.scenario, 0, Turnout(change=9)), 3),
        (move_edits.deleted(session.scenario, 0), 1),
        (move_edits.switched(session.scenario, 2, enabled=False), 2),
    )
    for scenario, place in edits:
        session.change(scenario, "Edit")
        assert at() == place
        session.undo_stack.undo()
        assert at() == 2
    session.change(move_edits.deleted(session.scenario, 2), "Delete")
    assert at() == -1


def test_people_are_renamed_in_what_others_say_of_them(session: Session, model: MoveListModel) -> None:
    doe = Stand(name="Jane Doe", party="Green", seats=(ILFORD_NORTH,))
    shares = SetShares(seat=ILFORD_NORTH, shares=(("new:1", 4.0),))
    session.change(Scenario(moves=(doe, shares)), "Two")
    assert texts(model)[1] == "Ilford North: Jane Doe 4.0%"
    session.change(move_edits.replaced(session.scenario, 0, replace(doe, name="Ann Other")), "Rename")
    assert texts(model)[1] == "Ilford North: Ann Other 4.0%"


def test_what_a_move_comes_to_is_counted_amid_a_drag(
    session: Session, model: MoveListModel, qtbot: QtBot
) -> None:
    session.change(Scenario(moves=(ALLIANCE,)), "Alliance")
    model.count_now()
    (first,) = texts(model, DETAIL)
    drag = object()
    for step in range(1, 40):
        # Quicker than the list is counted, and it is counted all the same.
        qtbot.wait(COUNT_AFTER_MS // 5)
        pact = replace(ALLIANCE, transfer=0.6 - step / 100)
        session.change(Scenario(moves=(pact,)), "Rate", gesture=drag)
        if texts(model, DETAIL) != [first]:
            break
    assert texts(model, DETAIL) != [first]
    qtbot.wait(2 * COUNT_AFTER_MS)
    (effect,) = effects(dataset.load_election(), session.scenario)
    assert texts(model, DETAIL) == [effect_in_words(effect)]


def test_any_change_is_followed(session: Session, model: MoveListModel) -> None:
    rng = random.Random(3)
    for _ in range(200):
        moves = list(session.scenario.moves)
        for _ in range(rng.choice([1, 1, 1, 2])):
            at = rng.randint(0, len(moves))
            if moves and rng.random() < 0.5:
                moves.pop(rng.randrange(len(moves)))
            if rng.random() < 0.7:
                moves.insert(min(at, len(moves)), Turnout(change=rng.randint(1, 4)))
        session.change(Scenario(moves=tuple(moves)), "Random")
        assert model.in_step
        assert order(model) == [f"+{move.change}" for move in moves if isinstance(move, Turnout)]
        if rng.random() < 0.2:
            model.count_now()


def test_hundreds_of_edits_are_each_counted_alone(session: Session, model: MoveListModel) -> None:
    candidates = session.election.candidates
    edits = tuple(
        SetShares(seat=candidates[first].seat, shares=((candidates[first].person, 0.0),))
        for first in session.election.first.tolist()
    )
    session.change(Scenario(moves=edits), "Nobody re-elected")
    model.count_now()
    details = [str(text) for text in texts(model, DETAIL)]
    assert len(details) == 650
    assert all(text.startswith("touches 1 seat, ") and text.endswith("; it flips") for text in details)
