"""``pact``: several parties or persons agree on one candidate a constituency."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.elections import Bools, Election
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import PROPORTIONAL, REST, Move, State, Target, named_in, reduce_groups
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import Blocs, Selectors, matching

MOST_VOTES = "most_votes"
FIRST_LISTED = "first_listed"


@dataclass(frozen=True, kw_only=True)
class Pact(Move):
    """Where two or more of its members stand, all but the nominee withdraw."""

    kind: ClassVar[str] = "pact"

    members: Selectors = fields.entry(fields.SELECTORS)
    choose: str = fields.entry(fields.ChoiceKind((MOST_VOTES, FIRST_LISTED)), default=MOST_VOTES)
    nominees: tuple[tuple[str, str], ...] = fields.entry(fields.NOMINEES, default=())
    transfer: Amount = fields.entry(fields.RATE, default=1.0)
    leak: fields.Pairs = fields.entry(fields.TARGETS, default=())
    rest: str = fields.entry(REST, default=fields.ABSTAIN)

    def check(self, election: Election, blocs: Blocs) -> None:
        members = matching(election, blocs, self.members)
        for seat, person in self.nominees:
            row = election.row_of.get((seat, person))
            name = election.constituencies[election.seat_index[seat]].name
            if row is None:
                raise ScenarioError(f"nominees.{seat}", f"person {person} does not stand in {name}")
            if not members[row]:
                nominee = election.candidates[row].name
                raise ScenarioError(f"nominees.{seat}", f"{nominee} ({name}) is no candidate of a member")
        total = central(self.transfer) + sum(central(rate) for _, rate in self.leak)
        if total > 1 + fields.TOLERANCE:
            raise ScenarioError("leak", f"with the transfer adds up to {total:.15g}, and may be at most 1")

    @cached_property
    def reach(self) -> Reach:
        concerned = None if self.rest == PROPORTIONAL else self.members + named_in(self.leak)
        return Reach(self.scope, self.members, at_least=2, only=concerned)

    def members_in(self, state: State) -> Bools:
        """Return the members' candidates who still stand, where two or more do, shape (..., candidates)."""
        members = state.matching(self.members)
        if state.everyone_stands:
            # Reach has two of them in each constituency.
            return members
        standing = members & state.standing
        several = reduce_groups(np.add, standing, state.election.first) >= 2
        return standing & state.per_candidate(several)

    def nominees_among(self, members: Bools, state: State) -> Bools:
        """Return the one of the members' candidates who stays in each constituency.

        ``members`` and what is returned have the shape (..., candidates); see :meth:`members_in`.
        """
        nominees = np.zeros(members.shape, dtype=np.bool_)
        if self.nominees:
            row_of = state.election.row_of
            # Who is missing would have been added by a move that is off.
            rows = [row_of[nominee] for nominee in self.nominees if nominee in row_of]
            nominees[..., rows] = members[..., rows]
        elif self.choose == MOST_VOTES:
            return state.leading(members)
        rules = [self.members] if self.choose == MOST_VOTES else [(member,) for member in self.members]
        for selectors in rules:
            undecided = state.per_candidate(~state.any_in_seat(nominees))
            nominees = nominees | state.leading(members & state.matching(selectors) & undecided)
        return nominees

    def apply(self, state: State) -> None:
        members = self.members_in(state)
        nominees = self.nominees_among(members, state)
        leaving = members & ~nominees
        targets = [Target(nominees, self.transfer, alone=True), *state.targets(self.leak)]
        state.withdraw(leaving, targets, self.rest)
