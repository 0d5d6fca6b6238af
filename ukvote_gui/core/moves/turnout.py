"""``turnout``: more or fewer electors vote, for all candidates alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.amounts import Amount
from ukvote_gui.core.elections import TIE_VOTES, Election
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State
from ukvote_gui.core.selection import Blocs


@dataclass(frozen=True, kw_only=True)
class Turnout(Move):
    """Turnout changes by, or is set to, so many points of the electorate."""

    kind: ClassVar[str] = "turnout"

    change: Amount | None = fields.entry(fields.POINTS, default=None)
    set: Amount | None = fields.entry(fields.SHARE, default=None)

    def check(self, election: Election, blocs: Blocs) -> None:
        if (self.change is None) == (self.set is None):
            raise ScenarioError("", 'a turnout move has either "change" or "set"')

    def apply(self, state: State) -> None:
        totals = state.totals
        electorate = state.election.electorate
        if self.set is not None:
            turnout = state.amount(self.set) / 100
        else:
            assert self.change is not None
            turnout = totals / electorate + state.amount(self.change) / 100
        wanted = np.minimum(np.maximum(turnout, 0.0), 1.0) * electorate
        # Where nobody votes there is nothing to scale, and 0 stays 0.
        factor = wanted / np.maximum(totals, TIE_VOTES)
        state.set_votes(state.votes * state.per_candidate(factor))
