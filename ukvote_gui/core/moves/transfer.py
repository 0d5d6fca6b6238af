"""``transfer``: a part of some candidates' votes goes to others, all of them still standing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from ukvote_gui.core import fields
from ukvote_gui.core.moves.base import Move, State, named_in
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import Selectors


@dataclass(frozen=True, kw_only=True)
class Transfer(Move):
    """Givers give the same fraction of their votes to each target; what has no taker stays with them."""

    kind: ClassVar[str] = "transfer"

    givers: Selectors = fields.entry(fields.SELECTORS, key="from")
    to: fields.Pairs = fields.entry(fields.TARGETS)

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.scope, self.givers, only=self.givers + named_in(self.to))

    def apply(self, state: State) -> None:
        giving = state.matching(self.givers) & state.standing
        handed = state.hand_over(giving, state.standing & ~giving, state.targets(self.to))
        gone = handed.given * state.per_candidate(handed.placed)
        state.set_votes(state.votes - gone + handed.gains)
