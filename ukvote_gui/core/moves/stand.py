"""``stand``: someone stands who did not, and takes votes from those who did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from ukvote_gui.core import fields
from ukvote_gui.core.elections import ADDED, Candidate, Election
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.moves.base import Move, State
from ukvote_gui.core.reach import Reach
from ukvote_gui.core.selection import EVERYWHERE, PERSON, Blocs, Scope, covering


@dataclass(frozen=True, kw_only=True)
class Stand(Move):
    """A new candidate stands in each constituency and takes parts of other candidates' votes.

    Its person id is ``new:<number>``, counting the stand moves in the order of the file (a scenario does
    that); what several selectors take of one candidate adds up, to all of its votes at the most.
    """

    kind: ClassVar[str] = "stand"

    seats: tuple[str, ...] | None = fields.entry(fields.SEATS, default=None)
    party: str = fields.entry(fields.PARTY)
    name: str = fields.entry(fields.NAME)
    givers: fields.Pairs = fields.entry(fields.SELECTOR_RATES, key="from", default=())
    number: int = 0

    def check(self, election: Election, blocs: Blocs) -> None:
        if self.seats is not None and self.scope != EVERYWHERE:
            raise ScenarioError("seats", 'a stand move has either "seats" or "scope"')

    @property
    def where(self) -> Scope:
        """The constituencies in which the candidate stands."""
        return self.scope if self.seats is None else Scope(seats=self.seats)

    @property
    def person(self) -> str:
        """The person id of the move's candidates."""
        return f"{ADDED}{self.number}"

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.where)

    def apply(self, state: State) -> None:
        matches = state.matching((f"{PERSON}{self.person}",))
        here = state.per_candidate(state.any_in_seat(matches))
        rate = np.zeros(())
        for selector, amount in self.givers:
            taken = np.asarray(state.amount(amount))
            taken = state.per_candidate(taken) if taken.ndim else taken
            rate = rate + taken * state.matching((selector,))
        given = np.where(here & state.standing, np.minimum(rate, 1.0) * state.votes, 0.0)
        gains = state.per_candidate(state.seat_sum(given)) * matches
        state.set_votes(state.votes - given + gains)
        state.standing = state.standing | matches


def numbered(moves: Iterable[Move]) -> Iterator[Move]:
    """Yield the moves with each stand move numbered by its place among them."""
    number = 0
    for move in moves:
        if isinstance(move, Stand):
            number += 1
            move = move if move.number == number else replace(move, number=number)
        yield move


def added_candidates(election: Election, blocs: Blocs, moves: Iterable[Move]) -> Iterator[Candidate]:
    """Yield the candidates that the numbered stand moves among ``moves`` add to the election."""
    for move in moves:
        if isinstance(move, Stand):
            for seat in np.flatnonzero(covering(election, blocs, move.where)).tolist():
                constituency = election.constituencies[seat]
                yield Candidate(constituency.id, move.person, move.name, move.party, 0)
