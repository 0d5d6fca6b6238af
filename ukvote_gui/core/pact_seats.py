"""Where a pact is at work: who stands for it in each constituency, and who is to be beaten."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ukvote_gui.core.elections import Election
from ukvote_gui.core.engine import apply, contested_by, initial_state, steps
from ukvote_gui.core.moves import Pact, State
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.core.reach import part_of
from ukvote_gui.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class PactSeat:
    """A constituency in which two or more members' candidates stand when the pact is made.

    Attributes:
        seat: position of the constituency.
        members: rows of the members' candidates there, most votes first.
        nominee: row of the one who stays.
        by_name: whether the pact names the nominee, rather than leaving it to its rule.
        together_votes: the members' votes together, before the pact.
        rival: row of the strongest candidate outside the pact, :data:`NOBODY` where there is none.
        behind_votes: votes by which the nominee is behind the rival before the pact; negative where ahead.
    """

    seat: int
    members: tuple[int, ...]
    nominee: int
    by_name: bool
    together_votes: float
    rival: int
    behind_votes: float


def pact_seats(election: Election, scenario: Scenario, position: int) -> tuple[PactSeat, ...]:
    """Return the constituencies that the pact at ``position`` is at work in, were it on, in their order.

    ``election`` is the scenario's base; rows are those of the scenario's outcome.
    """
    pact = scenario.moves[position]
    assert isinstance(pact, Pact)
    before = scenario.with_moves(scenario.moves[:position])
    state = initial_state(contested_by(election, scenario), scenario)
    for step in steps(before):
        apply(state, step)
    contested = state.election
    part = part_of(contested, state.blocs, pact.reach)
    members, nominees = (np.zeros(len(contested.candidates), dtype=np.bool_) for _ in range(2))

    def look(inner: State) -> None:
        members[part.rows] = pact.members_in(inner)
        nominees[part.rows] = pact.nominees_among(members[part.rows], inner)

    state.change_part(part, look)
    together = state.seat_sum(np.where(members, state.votes, 0.0))
    others = np.where(state.standing & ~members, state.votes, -1.0)
    votes = state.votes.tolist()
    named = {contested.row_of.get(nominee) for nominee in pact.nominees}
    found = []
    for seat in np.flatnonzero(state.any_in_seat(members)).tolist():
        rows = contested.rows[seat]
        here = slice(rows.start, rows.stop)
        nominee = rows.start + int(np.argmax(nominees[here]))
        rival = rows.start + int(np.argmax(others[here]))
        alone = others[rival] < 0
        standing = [rows.start + at for at in np.flatnonzero(members[here]).tolist()]
        standing.sort(key=lambda row: -votes[row])
        found.append(
            PactSeat(
                seat,
                tuple(standing),
                nominee,
                nominee in named,
                float(together[seat]),
                NOBODY if alone else rival,
                -votes[nominee] if alone else votes[rival] - votes[nominee],
            )
        )
    return tuple(found)
