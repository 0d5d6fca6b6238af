"""What is being worked on: the scenario, its outcome, the selected constituency, and the file."""

from __future__ import annotations

from pathlib import Path
from weakref import finalize

from PySide6.QtCore import QIODevice, QObject, QSaveFile, Signal
from PySide6.QtGui import QUndoStack
from shiboken6 import isValid

from ukvote_gui.core import dataset, files
from ukvote_gui.core.elections import Constituency, Election
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.commands import ChangeScenario, Evaluated


class Session(QObject):
    """The one object that views read from and change things through.

    Attributes:
        scenario: the scenario as it is, frozen.
        outcome: what follows from it.
        base: the outcome of the base election, with the same candidates in the same rows.
        seat: ONS id of the selected constituency.
        path: the scenario's file, or None.
        undo_stack: every change of the scenario, with its name.
        locks: by constituency, the candidates whose shares a person holds while moving others; no part of
            the scenario, and gone with it.

    Signals:
        election_changed: the candidates are others than before (another base, or someone new stands);
            ``outcome_changed`` follows.
        outcome_changed: the scenario and its outcome are others.
        seat_changed: another constituency is selected.
        document_changed: another scenario was opened or begun; ``outcome_changed`` came before.
        move_wanted: the move at this position of the scenario is wanted where moves are edited.
        file_changed: path, title or the state of being saved changed.
        message_posted: something happened that a person may want to read, in words.
    """

    election_changed = Signal()
    outcome_changed = Signal()
    seat_changed = Signal()
    document_changed = Signal()
    move_wanted = Signal(int)
    file_changed = Signal()
    message_posted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        # Python, looking for garbage, may free the steps before the stack, which would free them again.
        finalize(self, _let_go, self.undo_stack)
        self.path: Path | None = None
        self.locks: dict[str, frozenset[str]] = {}
        self._now = _evaluated(Scenario())
        self.base = base_outcome(self.election)
        self.seat = self.election.constituencies[0].id
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)

    @property
    def scenario(self) -> Scenario:
        return self._now.scenario

    @property
    def outcome(self) -> Outcome:
        return self._now.outcome

    @property
    def election(self) -> Election:
        """The base election, with the candidates whom the scenario adds."""
        return self._now.outcome.election

    @property
    def seat_position(self) -> int:
        """Position of the selected constituency in the election."""
        return self.election.seat_index[self.seat]

    @property
    def constituency(self) -> Constituency:
        """The selected constituency."""
        return self.election.constituencies[self.seat_position]

    @property
    def modified(self) -> bool:
        """Whether there is work that is not in a file."""
        return not self.undo_stack.isClean()

    @property
    def name(self) -> str:
        """What to call the scenario, on one line: its title, or its file's name."""
        if title := " ".join(self.scenario.title.split()):
            return title
        return self.path.stem if self.path else "Untitled scenario"

    def select(self, seat: str) -> None:
        """Select the constituency with this ONS id."""
        if seat != self.seat:
            self.seat = seat
            self.seat_changed.emit()

    def change(self, scenario: Scenario, text: str, gesture: object = None) -> None:
        """Make ``scenario`` the one that is worked on, as an undoable step called ``text``.

        Steps given the same ``gesture`` (any object that stands for one drag) become one.
        """
        if scenario == self.scenario:
            return
        after = _evaluated(scenario)
        self.undo_stack.push(ChangeScenario(text, self._now, after, gesture, self._replace))

    def new(self) -> None:
        """Start an empty scenario, without asking about the one that was there."""
        self._restart(_evaluated(Scenario()), None)
        self.message_posted.emit("New scenario.")

    def open(self, path: Path) -> str:
        """Open a scenario file, and return a warning about it or nothing.

        Raises:
            ScenarioError: the file holds no valid scenario; the work that is open stays as it is.
        """
        read = files.read(path)
        self._restart(_evaluated(read.scenario), path)
        self.message_posted.emit(f"Opened {path.name}.")
        return read.warning

    def open_example(self, path: Path) -> None:
        """Open a ready-made scenario as a new one, that has no file yet.

        Raises:
            ScenarioError: the file holds no valid scenario.
        """
        read = files.read(path)
        self._restart(_evaluated(read.scenario), None)
        self.message_posted.emit(
            f"Opened the example “{read.scenario.title}”. What it assumes: Scenario > Title and notes."
        )

    def restore(self, path: Path) -> None:
        """Take up the unsaved work in a file, as a change that is not saved yet.

        Raises:
            ScenarioError: the file holds no valid scenario.
        """
        self.change(files.read(path).scenario, "Restore unsaved work")

    def save(self, path: Path) -> None:
        """Save the scenario; where that fails at any point, the old file stays as it was.

        Raises:
            OSError: it could not be saved; the message says why.
        """
        write_atomically(path, files.dump(self.scenario))
        self.path = path
        self.undo_stack.setClean()
        self.file_changed.emit()
        self.message_posted.emit(f"Saved {path.name}.")

    def _restart(self, evaluated: Evaluated, path: Path | None) -> None:
        self.path = path
        self.locks.clear()
        self._replace(evaluated)
        self.undo_stack.clear()
        self.document_changed.emit()
        self.file_changed.emit()

    def _replace(self, evaluated: Evaluated) -> None:
        before = self._now
        self._now = evaluated
        if evaluated.outcome.election is not before.outcome.election:
            self.base = base_outcome(evaluated.outcome.election)
            self.election_changed.emit()
        self.outcome_changed.emit()
        if evaluated.scenario.title != before.scenario.title:
            self.file_changed.emit()

    def _on_clean_changed(self, _clean: bool) -> None:
        self.file_changed.emit()


def _evaluated(scenario: Scenario) -> Evaluated:
    return Evaluated(scenario, evaluate(dataset.load_election(scenario.base), scenario))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or the old one stays.

    Raises:
        OSError: it could not be written; the message says why.
    """
    file = QSaveFile(str(path))
    if (
        not file.open(QIODevice.OpenModeFlag.WriteOnly)
        or file.write(content) != len(content)
        or not file.commit()
    ):
        raise OSError(f"{path.name} could not be saved: {file.errorString()}.")


def _let_go(steps: QUndoStack) -> None:
    """Have Qt free the steps while all that they are made of is there."""
    if isValid(steps):
        steps.blockSignals(True)
        steps.clear()
