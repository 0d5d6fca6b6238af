"""The session: what is worked on, changed in undoable steps, and kept in files."""

from __future__ import annotations

import gc
import json
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QIODevice, QSaveFile
from pytestqt.qtbot import QtBot

from ukvote_gui.core.editing import with_share
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state import session as session_module
from ukvote_gui.state.session import Session, write_atomically

ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"


@pytest.fixture
def session(qapp: object) -> Session:
    return Session()


def mohamad_at(session: Session, points: float) -> Scenario:
    return with_share(session.scenario, session.outcome, ILFORD_NORTH, MOHAMAD, points, frozenset())


def seats(session: Session) -> dict[str, int]:
    outcome = session.outcome
    return dict(zip(session.election.parties, outcome.party_seats.tolist(), strict=True))


def test_it_begins_with_the_general_election(session: Session) -> None:
    assert seats(session)["Lab"] == 411
    assert not session.modified
    assert session.name == "Untitled scenario"


def test_a_change_is_evaluated_and_can_be_undone(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.outcome_changed):
        session.change(mohamad_at(session, 34.0), "Ilford North: Leanne Mohamad 34.0%")
    assert (seats(session)["Lab"], seats(session)["Ind"]) == (410, 7)
    assert session.modified
    assert session.undo_stack.undoText() == "Ilford North: Leanne Mohamad 34.0%"
    session.undo_stack.undo()
    assert seats(session)["Lab"] == 411
    assert not session.modified


def test_the_same_scenario_again_is_no_step(session: Session) -> None:
    session.change(Scenario(), "Nothing")
    assert session.undo_stack.count() == 0


def test_steps_of_one_gesture_are_one_step(session: Session) -> None:
    drag = object()
    for points in (32.5, 33.0, 34.0):
        session.change(mohamad_at(session, points), f"to {points}", drag)
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "to 34.0"
    session.undo_stack.undo()
    assert session.scenario == Scenario()


def test_a_drag_back_to_where_it_began_leaves_no_step(session: Session) -> None:
    drag = object()
    session.change(mohamad_at(session, 34.0), "there", drag)
    session.change(Scenario(), "and back", drag)
    assert session.undo_stack.count() == 0
    assert not session.modified


def test_two_gestures_are_two_steps(session: Session) -> None:
    session.change(mohamad_at(session, 34.0), "one", object())
    session.change(mohamad_at(session, 35.0), "two", object())
    assert session.undo_stack.count() == 2


def test_saved_and_opened_again_it_is_the_same(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "ilford.ukvote"
    session.change(mohamad_at(session, 34.0), "edit")
    session.save(path)
    assert not session.modified
    assert session.path == path
    again = Session()
    assert again.open(path) == ""
    assert again.scenario == session.scenario
    assert seats(again)["Lab"] == 410


def test_a_file_that_is_no_scenario_leaves_the_work_as_it_is(session: Session, tmp_path: Path) -> None:
    session.change(mohamad_at(session, 34.0), "edit")
    before = session.scenario
    bad = tmp_path / "bad.ukvote"
    bad.write_text('{"format": "ukvote-scenario", "version": 1, "moves": [{"kind": "wish"}]}')
    with pytest.raises(ScenarioError, match=r"moves\[0\].kind"):
        session.open(bad)
    assert session.scenario is before
    assert session.modified
    assert session.undo_stack.count() == 1


def test_a_file_of_another_dataset_opens_with_a_warning(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "old.ukvote"
    path.write_text(
        json.dumps({"format": "ukvote-scenario", "version": 1, "dataset": "0123456789abcdef", "moves": []})
    )
    assert "0123456789abcdef" in session.open(path)


def test_an_example_opens_without_a_file(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "example.ukvote"
    path.write_text('{"format": "ukvote-scenario", "version": 1, "title": "An example", "moves": []}')
    session.open_example(path)
    assert session.path is None
    assert session.name == "An example"


def test_a_save_into_a_folder_that_has_gone_says_so(session: Session, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"x.ukvote could not be saved"):
        session.save(tmp_path / "gone" / "x.ukvote")
    assert session.path is None


@pytest.mark.parametrize("fails", ["open", "write", "commit"])
def test_a_save_that_fails_anywhere_leaves_the_old_file_whole(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.ukvote"
    path.write_bytes(b"old")

    class FailingFile(QSaveFile):
        def open(self, mode: QIODevice.OpenModeFlag) -> bool:
            return False if fails == "open" else super().open(mode)

        def write(self, content: bytes) -> int:  # type: ignore[override]
            return 3 if fails == "write" else super().write(content)

        def commit(self) -> bool:
            if fails == "commit":
                self.cancelWriting()
            return super().commit()

    monkeypatch.setattr(session_module, "QSaveFile", FailingFile)
    with pytest.raises(OSError, match=r"kept.ukvote"):
        write_atomically(path, b"new content")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["kept.ukvote"]


def test_a_session_that_only_garbage_holds_goes_with_its_steps(qapp: object) -> None:
    session = Session()
    for points in (33.0, 34.0):
        session.change(mohamad_at(session, points), "Ilford North")
    gone, steps_gone = weakref.ref(session), weakref.ref(session.undo_stack)
    held = [session]
    held.append(held)  # type: ignore[arg-type]  # a circle
    del session, held
    gc.collect()
    assert gone() is None
    assert steps_gone() is None
