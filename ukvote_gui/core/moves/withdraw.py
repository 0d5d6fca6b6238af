"""``withdraw``: candidates do not stand, and their votes go elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from ukvote_gui.core import fields
from ukvote_gui.core.moves.base import REST, Move, State
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import Selectors


@dataclass(frozen=True, kw_only=True)
class Withdraw(Move):
    """Candidates withdraw in every constituency where another one is left."""

    kind: ClassVar[str] = "withdraw"

    who: Selectors = fields.entry(fields.SELECTORS)
    to: fields.Pairs = fields.entry(fields.TARGETS, default=())
    rest: str = fields.entry(REST, default=fields.ABSTAIN)

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.scope, self.who)

    def apply(self, state: State) -> None:
        leaving = state.matching(self.who) & state.standing
        contested = state.any_in_seat(state.standing & ~leaving)
        leaving = leaving & state.per_candidate(contested)
        state.withdraw(leaving, state.targets(self.to), self.rest)
