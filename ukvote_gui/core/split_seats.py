"""Split seats: where a bloc's candidates have more votes together than the winner, who is none of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ukvote_gui.core import describe, formatting
from ukvote_gui.core.elections import TIE_VOTES, Bools, Election, Floats, Ints
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.moves import Pact
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import BLOC, Blocs, Scope, Selectors, alone, matching

NO_FORECAST = (
    "A sum of votes is no forecast: not everyone who votes for one would vote for another. The transfer is "
    "the part of the others’ votes that would have to go to the bloc’s best placed candidate, if the rest "
    "abstain."
)
_NUMBERS = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2))


@dataclass(frozen=True, eq=False)
class SplitSeats:
    """The constituencies that a bloc lost though its votes together exceed the winner's, nearest first.

    Two or more of the bloc's candidates stand in each, and the winner is none of them. To exceed is to be
    more by what is no exact tie (:data:`TIE_VOTES`). All arrays but ``members`` have the shape (seats,).

    Attributes:
        outcome: what it was worked out from.
        members: whether each candidate is one of the bloc's who stands, shape (candidates,).
        seats: positions of the constituencies, in the order of ``needed_rate``.
        winner: row of the winner.
        best: row of the bloc's candidate with most votes, of equals the senior one.
        winner_votes: votes of the winner.
        best_votes: votes of the bloc's best placed candidate.
        others_votes: votes of the bloc's other candidates together.
        behind_votes: votes by which the best placed candidate is behind the winner.
        ahead_votes: votes by which all of the bloc together are ahead of the winner.
        needed_rate: the fraction of the others' votes at which the best placed candidate is level with the
            winner, the rest of them abstaining: behind / others. Beyond it that candidate is elected.
    """

    outcome: Outcome
    members: Bools
    seats: Ints
    winner: Ints
    best: Ints
    winner_votes: Floats
    best_votes: Floats
    others_votes: Floats
    behind_votes: Floats
    ahead_votes: Floats
    needed_rate: Floats

    def others(self, place: int) -> list[int]:
        """Return rows of the bloc's other candidates in the seat at a place, most votes first."""
        best, votes = int(self.best[place]), self.outcome.votes
        rows = self.outcome.election.rows[int(self.seats[place])]
        return sorted(
            (row for row in rows if self.members[row] and row != best), key=lambda row: -float(votes[row])
        )

    def won_at(self, rate: float) -> Bools:
        """Return where the best placed candidate is elected if that part of the others' votes comes over.

        At an exact tie the senior of the two is (SCENARIOS.md, State).
        """
        ahead = self.best_votes + rate * self.others_votes - self.winner_votes
        won: Bools = np.where(self.best < self.winner, ahead > -TIE_VOTES, ahead >= TIE_VOTES)
        return won


def split_seats(outcome: Outcome, blocs: Blocs, selectors: Selectors) -> SplitSeats:
    """Return the split seats of the bloc of candidates that any of the selectors match.

    Raises:
        KeyError: a selector names a bloc that is none of ``blocs``.
    """
    election, votes, winner = outcome.election, outcome.votes, outcome.winner
    members = matching(election, blocs, selectors) & outcome.standing
    theirs = np.where(members, votes, 0.0)
    together = np.add.reduceat(theirs, election.first)
    best = _best(election, members, votes)
    ahead = together - votes.take(winner)
    several = np.add.reduceat(members.astype(np.intp), election.first) >= 2
    seats = np.flatnonzero(several & ~members.take(winner) & (ahead >= TIE_VOTES))

    winner, best, together = winner[seats], best[seats], together[seats]
    others = together - votes.take(best)
    behind = np.maximum(votes.take(winner) - votes.take(best), 0.0)
    needed = behind / others
    order = np.argsort(needed, kind="stable")
    winner, best = winner[order], best[order]
    return SplitSeats(
        outcome,
        members,
        seats[order],
        winner,
        best,
        votes.take(winner),
        votes.take(best),
        others[order],
        behind[order],
        ahead[seats][order],
        needed[order],
    )


def _best(election: Election, members: Bools, votes: Floats) -> Ints:
    """Return the row of the senior of the members with most votes in each constituency, if any stands."""
    most = np.maximum.reduceat(np.where(members, votes, -1.0), election.first)
    level = members & (votes >= most.take(election.seat_of) - TIE_VOTES)
    rows = np.arange(len(level))
    return np.minimum.reduceat(np.where(level, rows, len(level) - 1), election.first)


def pact_in(split: SplitSeats, selectors: Selectors, rate: float) -> Pact:
    """Return the pact of the bloc in its split seats, on the best placed one, at a rate of transfer."""
    constituencies = split.outcome.election.constituencies
    seats = tuple(constituencies[seat].id for seat in sorted(split.seats.tolist()))
    return Pact(members=selectors, transfer=rate, scope=Scope(seats=seats))


# In words


def needed_in_words(needed_rate: float) -> str:
    """Return a rate at which the seat is won, rounded up, so that what is said is enough: ``29.44%``."""
    return formatting.percent_over(max(needed_rate, np.finfo(np.float64).tiny), 2)


def rate_in_words(rate: float) -> str:
    """Return a rate in per cent, with the decimals that it has, two at the most: ``60%``, ``29.44%``."""
    text = formatting.points(100 * rate, 2)
    return text.rstrip("0").removesuffix(".") + "%"


def seats_in_words(split: SplitSeats, scenario: Scenario) -> str:
    """Say in how many seats a pact would be, and how many keep an edit of their own, which comes after it."""
    constituencies = split.outcome.election.constituencies
    seats = [constituencies[seat].id for seat in split.seats.tolist()]
    edited = sum(scenario.edit_of(seat) is not None for seat in seats)
    words = formatting.counted(len(seats), "seat")
    if not edited:
        return words
    who = "it" if len(seats) == 1 else f"{edited} of them"
    return f"{words} ({who} {'keeps its own edit' if edited == 1 else 'keep their own edits'})"


def change_in_words(before: Outcome, after: Outcome) -> str:
    """Say in how many constituencies two outcomes of the same candidates elect different ones."""
    changed = int(np.count_nonzero(before.winner != after.winner))
    if changed == 1:
        return "1 seat changes hands"
    return f"{changed or 'no'} seats change hands"


def summary(split: SplitSeats, blocs: Blocs, selectors: Selectors, rate: float) -> str:
    """Say how many split seats a bloc has, and how many of them it would win at a rate, in sentences.

    Where the bloc is none yet it says what to choose.
    """
    election, count = split.outcome.election, len(split.seats)
    if not selectors:
        return (
            "Choose the parties of a bloc. Then this lists the seats that none of them won, but where they "
            "have more votes together than the winner."
        )
    if alone(election, blocs, selectors):
        words = describe.selectors_in_words(selectors, election)
        return f"No two candidates of {words} stand in one seat. Choose one more party."
    if not count:
        return f"There is no seat where {_together(selectors)} have more votes than a winner from outside."
    won = int(split.won_at(rate).sum())
    if count == 1:
        they_would = "they would win it" if won else "they would not win it"
    else:
        they_would = f"they would win {'all' if won == count else won or 'none'} of them"
    where = formatting.counted(count, "seat")
    return (
        f"In {where} {_together(selectors)} have more votes than the winner. "
        f"At {rate_in_words(rate)} {they_would}."
    )


def _together(selectors: Selectors) -> str:
    """Return who a bloc is, short enough to be said again: ``the three together``."""
    if len(selectors) > 1:
        return f"the {_NUMBERS.get(len(selectors), len(selectors))} together"
    (selector,) = selectors
    if selector == INDEPENDENT:
        return "the independents together"
    name = f" of “{selector.removeprefix(BLOC)}”" if selector.startswith(BLOC) else ""
    return f"the candidates{name} together"
