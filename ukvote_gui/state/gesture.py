"""Which steps belong to one movement of the hand, and are undone together."""

from __future__ import annotations

import time
from collections.abc import Hashable

from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.commands import Evaluated
from ukvote_gui.state.session import Session

PAUSE_SECONDS = 1.0
"""Steps with the keys or the wheel that are further apart than this are movements of their own."""


class Gesture:
    """One movement of the hand: a drag, or steps with the keys or the wheel that follow each other.

    Each of its steps is computed from what there was when it began, so that going to an end of the scale and
    back loses nothing. The scenario being changed by anything else ends it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._key: Hashable = None
        self._token: object = None
        self._start: Evaluated | None = None
        self._left: Scenario | None = None
        self._moved_at = 0.0
        self._held = False

    def hold(self) -> None:
        """Begin a movement that lasts until :meth:`end`, however long the hand rests."""
        self.end()
        self._held = True

    def end(self) -> None:
        """End the movement: whatever comes next is another one."""
        self._start = None
        self._held = False

    def start_of(self, key: Hashable, goes_on: bool = True) -> Evaluated:
        """Return what there was when the movement began that the step to come belongs to.

        Args:
            key: what is moved; another one begins another movement.
            goes_on: whether the step may be part of a movement, as one with an arrow key is and a typed
                number is not.
        """
        resting = not self._held and time.monotonic() - self._moved_at > PAUSE_SECONDS
        if (
            self._start is None
            or key != self._key
            or not (goes_on or self._held)
            or resting
            or self._session.scenario is not self._left
        ):
            self._start = Evaluated(self._session.scenario, self._session.outcome)
            self._token = object()
            self._key = key
            self._left = self._session.scenario
        return self._start

    def change(self, scenario: Scenario, text: str) -> None:
        """Make the step: ``scenario`` becomes the one that is worked on, as one undo step a movement."""
        self._session.change(scenario, text, self._token)
        self._left = self._session.scenario
        self._moved_at = time.monotonic()
