"""A scenario: a base election and the moves that turn it into what might have been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ukvote_gui.core.dataset import BASES
from ukvote_gui.core.moves import Move, SetShares
from ukvote_gui.core.moves.stand import numbered
from ukvote_gui.core.selection import Blocs


@dataclass(frozen=True)
class Scenario:
    """A frozen scenario; every change makes another one.

    A constituency's own edit is its ``set_shares`` move in the run of such moves that ends the list, so
    that what a person sets by hand is the last word, whatever the moves before it do.
    """

    base: str = BASES[0]
    title: str = ""
    notes: str = ""
    blocs: Blocs = ()
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "moves", tuple(numbered(self.moves)))

    def with_moves(self, moves: Iterable[Move]) -> Scenario:
        """Return the scenario with other moves."""
        return replace(self, moves=tuple(moves))

    @property
    def edits_start(self) -> int:
        """Where the closing run of constituencies' own edits begins in ``moves``."""
        start = len(self.moves)
        while start and isinstance(self.moves[start - 1], SetShares):
            start -= 1
        return start

    def edit_of(self, seat: str) -> SetShares | None:
        """Return the constituency's own edit, or None."""
        for move in reversed(self.moves[self.edits_start :]):
            if isinstance(move, SetShares) and move.seat == seat and move.enabled:
                return move
        return None

    def with_edit(self, edit: SetShares) -> Scenario:
        """Return the scenario with the constituency's own edit replaced by, or followed by, ``edit``."""
        old = self.edit_of(edit.seat)
        if old is None:
            return self.with_moves((*self.moves, edit))
        return self.with_moves(edit if move is old else move for move in self.moves)

    def without_edits(self, seat: str) -> Scenario:
        """Return the scenario without any move that sets the constituency's shares."""
        return self.with_moves(
            move for move in self.moves if not (isinstance(move, SetShares) and move.seat == seat)
        )

    def with_national_move(self, move: Move) -> Scenario:
        """Return the scenario with one more move, before the constituencies' own edits."""
        start = self.edits_start
        return self.with_moves((*self.moves[:start], move, *self.moves[start:]))

    def replacing(self, old: Move, new: Move) -> Scenario:
        """Return the scenario with ``new`` in place of the very move ``old``."""
        return self.with_moves(new if move is old else move for move in self.moves)
