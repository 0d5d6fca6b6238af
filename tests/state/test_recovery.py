"""Unsaved work outlives a program that does not end as it should."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ukvote_gui.core import files
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state import recovery as recovery_module
from ukvote_gui.state.recovery import Recovery
from ukvote_gui.state.session import Session

TITLED = Scenario(title="Unsaved")


@pytest.fixture(autouse=True)
def no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery_module, "DELAY_MS", 0)


def crash(recovery: Recovery) -> None:
    """End as a crash does: the lock goes with the process, the file stays."""
    assert recovery._lock is not None
    recovery._lock.unlock()


def test_work_left_by_a_crash_is_found_and_restored(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session()
    recovery = Recovery(session, tmp_path)
    session.change(TITLED, "Title")
    kept = tmp_path / "unsaved-1.ukvote"
    qtbot.waitUntil(kept.exists)
    crash(recovery)

    next_session = Session()
    next_recovery = Recovery(next_session, tmp_path)
    assert next_recovery.left_over == kept
    next_session.restore(kept)
    next_recovery.discard()
    assert next_session.scenario == TITLED
    assert next_session.modified
    qtbot.waitUntil(kept.exists)  # still unsaved, so it is kept again
    next_recovery.stop()


def test_saved_work_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session()
    recovery = Recovery(session, tmp_path)
    session.change(TITLED, "Title")
    kept = tmp_path / "unsaved-1.ukvote"
    qtbot.waitUntil(kept.exists)
    session.save(tmp_path / "saved.ukvote")
    assert not kept.exists()
    recovery.stop()


def test_each_running_program_has_its_own(qapp: object, tmp_path: Path) -> None:
    first, second = Recovery(Session(), tmp_path), Recovery(Session(), tmp_path)
    assert first._path != second._path
    first.stop()
    second.stop()


def test_what_was_left_over_stays_until_somebody_decides(qtbot: QtBot, tmp_path: Path) -> None:
    kept = tmp_path / "unsaved-1.ukvote"
    kept.write_bytes(files.dump(TITLED))
    session = Session()
    recovery = Recovery(session, tmp_path)
    session.change(Scenario(title="Other work"), "Title")
    qtbot.wait(20)
    recovery.stop()
    assert files.read(kept).scenario == TITLED


def test_a_folder_that_cannot_be_made_is_no_reason_not_to_work(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    session = Session()
    recovery = Recovery(session, tmp_path / "file" / "folder")
    session.change(TITLED, "Title")
    recovery.stop()
    assert session.scenario == TITLED
