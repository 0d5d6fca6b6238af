"""What a colouring is made from."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.charts.map.choice import Choice
from ukvote_gui.core.elections import Election, Floats
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.tokens import Tokens


@dataclass(frozen=True, eq=False)
class Ground:
    """What a colouring is made from: the scenario's outcome, the base's, the choice, and the colours."""

    outcome: Outcome
    base: Outcome
    choice: Choice
    colours: Colours
    chances: Floats | None = None

    @property
    def election(self) -> Election:
        """The election of both outcomes."""
        return self.outcome.election

    @property
    def tokens(self) -> Tokens:
        """The colours of all but parties."""
        return self.colours.tokens
