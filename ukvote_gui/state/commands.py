"""The one undo step: from a scenario with its outcome to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakMethod

from PySide6.QtGui import QUndoCommand

from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario

_MERGEABLE = 1


@dataclass(frozen=True, eq=False)
class Evaluated:
    """A scenario with what follows from it."""

    scenario: Scenario
    outcome: Outcome


class ChangeScenario(QUndoCommand):
    """Replaces the scenario; steps of one gesture (a drag) become one step.

    The outcome is computed before the step is pushed: an exception within redo() would be lost. A step does
    not hold the session that holds it, so that both go in an order that Qt knows.
    """

    def __init__(
        self,
        text: str,
        before: Evaluated,
        after: Evaluated,
        gesture: object,
        replace: Callable[[Evaluated], None],
    ) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._gesture = gesture
        self._replace = WeakMethod(replace)

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)

    def _show(self, evaluated: Evaluated) -> None:
        if replace := self._replace():
            replace(evaluated)

    def id(self) -> int:
        return -1 if self._gesture is None else _MERGEABLE

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChangeScenario) or other._gesture is not self._gesture:
            return False
        self._after = other._after
        self.setText(other.text())
        self.setObsolete(self._after.scenario == self._before.scenario)
        return True
