"""What all moves share: their common entries, and the state that they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from ukvote_gui.core import fields
from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.elections import TIE_VOTES, Bools, Election, Floats, Ints
from ukvote_gui.core.reach import Part, Reach
from ukvote_gui.core.selection import EVERYWHERE, Blocs, Scope, Selectors, alone, matching

ABSTAINERS = None
"""Stands among targets for those who do not vote any more."""


class Target(NamedTuple):
    """Who gets a part of votes that are handed over.

    Attributes:
        takers: the candidates that a selector matches, or :data:`ABSTAINERS`.
        rate: the part that they get.
        alone: whether no two of the takers stand in one constituency.
    """

    takers: Bools | None
    rate: Amount
    alone: bool = False


class Handover(NamedTuple):
    """Votes that givers hand over.

    Attributes:
        given: votes of each candidate who gives, 0 for all others, shape (..., candidates).
        gains: votes gained by each candidate, same shape.
        released: votes that each constituency's givers have, shape (..., constituencies).
        placed: the fraction of them that found a taker or abstained, same shape.
    """

    given: Floats
    gains: Floats
    released: Floats
    placed: Floats


def named_in(pairs: fields.Pairs) -> Selectors:
    """Return the selectors of targets, without ``abstain``."""
    return tuple(name for name, _ in pairs if name != fields.ABSTAIN)


PROPORTIONAL = "proportional"
REST = fields.ChoiceKind((fields.ABSTAIN, PROPORTIONAL))
"""What becomes of released votes that no target takes."""

AnySeat = TypeVar("AnySeat", Floats, Bools)

Sampler = Callable[[Amount], float | Floats]
"""Gives an amount's value: a plain number, or one a draw and constituency, shape (draws, constituencies)."""


def reduce_groups(ufunc: np.ufunc, values: npt.NDArray[Any], first: Ints) -> npt.NDArray[Any]:
    """Return what a ufunc makes of each group of the last axis, shape (..., groups).

    ``first`` is where each group begins, shape (groups,).
    """
    if values.ndim == 1:
        return ufunc.reduceat(values, first)
    # All draws as one long row: over several axes numpy keeps the interpreter's lock all the while.
    starts = np.arange(0, values.size, values.shape[-1])[:, np.newaxis] + first
    reduced = ufunc.reduceat(values.ravel(), starts.ravel())
    return reduced.reshape(*values.shape[:-1], len(first))


def divide(weights: Floats, eligible: Bools, first: Ints, group_of: Ints) -> tuple[Floats, Bools]:
    """Return the part of its group that each row gets, and which groups have anyone to get it.

    The eligible divide in proportion to their weights, equally where all of theirs are 0.

    Args:
        weights: weight of each row, shape (..., rows).
        eligible: whether each row may get a part, shape (..., rows).
        first: the first row of each group, shape (groups,).
        group_of: the group of each row, shape (rows,).
    """
    weights = weights * eligible
    totals = reduce_groups(np.add, weights, first)
    present = totals > 0
    if present.all():
        weights /= totals.take(group_of, axis=-1, mode="clip")
        return weights, present
    equally = reduce_groups(np.bitwise_or, eligible, first) & ~present
    if equally.any():
        weights = np.where(equally.take(group_of, axis=-1), eligible, weights)
        totals = reduce_groups(np.add, weights, first)
        present = totals > 0
    return weights / np.where(present, totals, 1.0).take(group_of, axis=-1), present


class State:
    """The votes of every candidate while a scenario is evaluated: the one thing that moves change.

    Attributes:
        votes: votes of each candidate, shape (..., candidates); the leading axis is that of draws.
    """

    def __init__(
        self, election: Election, blocs: Blocs, votes: Floats, standing: Bools, sampler: Sampler = central
    ) -> None:
        self.election = election
        self.blocs = blocs
        self.votes = votes
        self.standing = standing
        self.amount = sampler
        self._totals: Floats | None = None

    @property
    def standing(self) -> Bools:
        """Whether each candidate still stands, shape (..., candidates); who does not has no votes."""
        return self._standing

    @standing.setter
    def standing(self, standing: Bools) -> None:
        self._standing = standing
        self._everyone: bool | None = None

    @property
    def everyone_stands(self) -> bool:
        """Whether nobody has withdrawn, in any draw."""
        if self._everyone is None:
            self._everyone = bool(self._standing.all())
        return self._everyone

    def set_votes(self, votes: Floats, totals: Floats | None = None) -> None:
        """Replace the votes; ``totals`` are those of the constituencies where they are known."""
        self.votes = votes
        self._totals = totals

    @property
    def totals(self) -> Floats:
        """Votes of all candidates of each constituency (X), shape (..., constituencies)."""
        if self._totals is None:
            self._totals = self.seat_sum(self.votes)
        return self._totals

    def change_part(
        self, part: Part, change: Callable[[State], None], sampler: Sampler | None = None
    ) -> None:
        """Let something change the state of a part of the election, as if there were nothing else.

        The array of votes is written to. ``sampler`` gives amounts for the part's constituencies; by
        default they are those of the whole.
        """
        if part.whole:
            of_whole, self.amount = self.amount, sampler or self.amount
            change(self)
            self.amount = of_whole
            return

        def here(value: Amount) -> float | Floats:
            drawn = self.amount(value)
            return drawn.take(part.seats, axis=-1) if isinstance(drawn, np.ndarray) else drawn

        sampler = sampler or (central if self.amount is central else here)
        standing = self.standing.take(part.rows, axis=-1)
        votes = self.votes.take(part.rows, axis=-1)
        inner = State(part.election, self.blocs, votes, standing, sampler)
        totals = None
        if part.entire and self._totals is not None:
            inner._totals = totals = self._totals.take(part.seats, axis=-1)
        change(inner)
        if self.votes.ndim == 1:
            self.votes[part.index] = inner.votes
        else:
            self.votes[:, part.rows] = inner.votes
        if totals is None or inner._totals is not totals:
            self._totals = None
        if inner.standing is not standing:
            if inner.standing.ndim > standing.ndim:
                self.standing = np.repeat(self.standing[np.newaxis], len(inner.standing), axis=0)
            else:
                self.standing = self.standing.copy()
            self.standing[..., part.rows] = inner.standing

    def seat_sum(self, values: Floats) -> Floats:
        """Return the sums over each constituency's candidates, shape (..., constituencies)."""
        return reduce_groups(np.add, values, self.election.first)

    def any_in_seat(self, flags: Bools) -> Bools:
        """Return whether any candidate of each constituency is flagged, shape (..., constituencies)."""
        return reduce_groups(np.bitwise_or, flags, self.election.first)

    def per_candidate(self, by_seat: AnySeat) -> AnySeat:
        """Return each candidate's constituency's value, shape (..., candidates)."""
        return by_seat.take(self.election.seat_of, axis=-1, mode="clip")

    def matching(self, selectors: Selectors) -> Bools:
        """Return which candidates the selectors match, standing or not, shape (candidates,)."""
        return matching(self.election, self.blocs, selectors)

    def leading(self, among: Bools) -> Bools:
        """Return which candidate has most votes among those flagged in each constituency.

        One a constituency at the most; equal votes go to the senior candidate. Shape (..., candidates).
        """
        votes = np.where(among, self.votes, -1.0)
        most = reduce_groups(np.maximum, votes, self.election.first)
        best: Bools = among & (votes >= self.per_candidate(most) - TIE_VOTES)
        tied = np.count_nonzero(best) > np.count_nonzero(most >= 0)
        return self.foremost(best) if tied else best

    def foremost(self, flags: Bools) -> Bools:
        """Return the first flagged candidate of each constituency only, shape (..., candidates)."""
        rows_left = np.arange(flags.shape[-1], 0, -1)
        ahead = reduce_groups(np.maximum, flags * rows_left, self.election.first)
        first: Bools = ahead.take(self.election.seat_of, axis=-1) == rows_left
        return flags & first

    def winners(self) -> Ints:
        """Return the row of each constituency's winner, shape (..., constituencies).

        Most votes win, and of equal ones the senior candidate's.
        """
        votes = self.votes if self.everyone_stands else np.where(self.standing, self.votes, -1.0)
        most = reduce_groups(np.maximum, votes, self.election.first)
        best = np.flatnonzero(votes >= self.per_candidate(most - TIE_VOTES))
        draw, row = np.divmod(best, votes.shape[-1])
        if best.size > most.size:
            _, foremost = np.unique(draw * most.shape[-1] + self.election.seat_of[row], return_index=True)
            row = row[foremost]
        return row.reshape(most.shape)

    def portions(self, takers: Bools) -> tuple[Floats, Bools]:
        """Return how takers divide what their constituency is given, and where there is a taker.

        Shapes (..., candidates) and (..., constituencies).
        """
        return divide(self.votes, takers, self.election.first, self.election.seat_of)

    def hand_over(self, givers: Bools, may_take: Bools, targets: Sequence[Target]) -> Handover:
        """Return what the targets take of the givers' votes.

        Args:
            givers: whose votes are given, shape (..., candidates).
            may_take: who is able to take, none of them a giver, shape (..., candidates).
            targets: who takes, or ``abstain``, each with the rate of the givers' votes.
        """
        given = self.votes * givers
        released = self.seat_sum(given)
        gains, placed = np.zeros(self.votes.shape), np.zeros(released.shape)
        for (takers, _, apart), rate in zip(targets, self._rates(targets), strict=True):
            taken = rate
            if takers is not ABSTAINERS:
                able = takers & may_take
                portions, present = (able, self.any_in_seat(able)) if apart else self.portions(able)
                taken = np.asarray(rate * present)
                gains += portions * self.per_candidate(released * taken)
            placed += taken
        return Handover(given, gains, released, placed)

    def withdraw(self, leaving: Bools, targets: Sequence[Target], rest: str) -> None:
        """Withdraw the candidates flagged and hand on all their votes.

        What no target takes abstains, or is shared among all who stay where ``rest`` is ``proportional``.
        """
        staying = self.standing & ~leaving
        given, gains, released, placed = self.hand_over(leaving, staying, targets)
        votes = self.votes - given
        if rest == PROPORTIONAL:
            left = released * (1.0 - placed)
            sums = self.seat_sum(votes)
            if sums.all():
                votes *= self.per_candidate(1.0 + left / sums)
            else:
                portions, _ = self.portions(staying)
                votes += portions * self.per_candidate(left)
        votes += gains
        self.set_votes(votes)
        self.standing = staying

    def targets(self, pairs: fields.Pairs) -> list[Target]:
        """Return the targets of a move with their selectors resolved to flags of candidates."""
        found = []
        for name, rate in pairs:
            if name == fields.ABSTAIN:
                found.append(Target(ABSTAINERS, rate))
            else:
                one = (name,)
                found.append(Target(self.matching(one), rate, alone(self.election, self.blocs, one)))
        return found

    def _rates(self, targets: Sequence[Target]) -> list[float | Floats]:
        """Return the rates of the targets; those drawn are held to the whole together."""
        rates = [self.amount(target.rate) for target in targets]
        if not any(isinstance(rate, np.ndarray) for rate in rates):
            return rates
        whole = np.maximum(sum(rates), 1.0)
        return [np.asarray(rate / whole) for rate in rates]


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step of a scenario. Subclasses declare their entries in the file and how they change the state."""

    kind: ClassVar[str]

    title: str = fields.entry(fields.TEXT, default="")
    enabled: bool = fields.entry(fields.FLAG, default=True)
    scope: Scope = fields.entry(fields.SCOPE, default=EVERYWHERE)

    @property
    def depends_on_totals(self) -> bool:
        """Whether its effect in one constituency depends on votes in others."""
        return False

    def check(self, election: Election, blocs: Blocs) -> None:
        """Check what depends on other entries.

        Raises:
            ScenarioError: entries contradict each other; its place is relative to the move.
        """

    @cached_property
    def reach(self) -> Reach:
        """The candidates whose votes it can read or change."""
        return Reach(self.scope)

    def apply(self, state: State) -> None:
        """Change the state as the move says; all of its election is within the move's reach."""
        raise NotImplementedError
