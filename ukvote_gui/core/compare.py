"""Two scenarios side by side: the totals, the seats that differ, and the moves that make them differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ukvote_gui.core import dataset
from ukvote_gui.core.elections import ADDED, Candidate, Election, Ints
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.measures import seats_by_party
from ukvote_gui.core.moves import Move, Stand
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Cause:
    """A move without which a seat would not differ.

    Attributes:
        against: whether it is a move of the scenario that is compared against.
        index: its position there.
    """

    against: bool
    index: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A constituency in which two scenarios elect different persons.

    Attributes:
        seat: ONS id.
        winner: row of the winner in the outcome of the scenario.
        against: row of the winner in the outcome that it is compared against.
        bases_differ: whether the two bases elect different persons there.
        causes: the moves, of one scenario and not of the other, each of which alone makes the difference:
            without it the two would elect the same person. None where two moves are each enough, or where
            it takes other than leaving one out.
    """

    seat: str
    winner: int
    against: int
    bases_differ: bool
    causes: tuple[Cause, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """What two scenarios come to.

    Attributes:
        scenario: the one.
        against: the other that it is compared against.
        outcome: of the one.
        outcome_against: of the other.
        differences: the constituencies that elect different persons, in the order of the election.
    """

    scenario: Scenario
    against: Scenario
    outcome: Outcome
    outcome_against: Outcome
    differences: tuple[Difference, ...]

    @property
    def same_base(self) -> bool:
        """Whether both start from the same election."""
        return self.scenario.base == self.against.base

    def seats(self) -> dict[str, tuple[int, int]]:
        """Return each party's seats in the one and in the other, where it has any."""
        ones, others = seats_by_party(self.outcome), seats_by_party(self.outcome_against)
        return {party: (ones.get(party, 0), others.get(party, 0)) for party in (ones | others)}

    def votes(self) -> dict[str, tuple[float, float]]:
        """Return each party's votes in the one and in the other, where it has any."""
        ones, others = _votes(self.outcome), _votes(self.outcome_against)
        return {party: (ones.get(party, 0.0), others.get(party, 0.0)) for party in (ones | others)}

    def move(self, cause: Cause) -> Move:
        """Return the move that a cause is about."""
        return (self.against if cause.against else self.scenario).moves[cause.index]


def compare(scenario: Scenario, against: Scenario | None = None) -> Comparison:
    """Return what a scenario comes to against another, or against its own base.

    Constituencies are compared by ONS id, and persons by their id; those whom scenarios add, by name and
    party.
    """
    if against is None:
        against = Scenario(base=scenario.base)
    ours, theirs = (dataset.load_election(each.base) for each in (scenario, against))
    one, other = evaluate(ours, scenario), evaluate(theirs, against)
    elected, elected_against = _elected_in(one), _elected_in(other)
    differ = [seat for seat in elected if elected[seat] != elected_against[seat]]
    causes: dict[str, list[Cause]] = {seat: [] for seat in differ}
    for is_against, election, each, goal in (
        (False, ours, scenario, elected_against),
        (True, theirs, against, elected),
    ):
        peer = scenario if is_against else against
        for index in _own_moves(each, peer) if differ else ():
            without = _elected_in(evaluate(election, _without(each, index)))
            for seat in differ:
                if without[seat] == goal[seat]:
                    causes[seat].append(Cause(is_against, index))
    bases = _elected(ours, ours.winner), _elected(theirs, theirs.winner)
    differences = tuple(
        Difference(
            seat,
            int(one.winner[one.election.seat_index[seat]]),
            int(other.winner[other.election.seat_index[seat]]),
            bases[0][seat] != bases[1][seat],
            tuple(causes[seat]),
        )
        for seat in differ
    )
    return Comparison(scenario, against, one, other, differences)


def _own_moves(scenario: Scenario, other: Scenario) -> list[int]:
    """Return positions of the enabled moves that the other scenario has not, whatever they are called."""
    theirs = [_bare(move) for move in other.moves if move.enabled]
    own = []
    for index, move in enumerate(scenario.moves):
        if _bare(move) in theirs:
            theirs.remove(_bare(move))
        elif move.enabled:
            own.append(index)
    return own


def _bare(move: Move) -> Move:
    """Return the move without what only its place in a scenario gives it."""
    move = replace(move, title="")
    return replace(move, number=0) if isinstance(move, Stand) else move


def _without(scenario: Scenario, index: int) -> Scenario:
    off = replace(scenario.moves[index], enabled=False)
    return scenario.with_moves((*scenario.moves[:index], off, *scenario.moves[index + 1 :]))


def _person(candidate: Candidate) -> tuple[str, ...]:
    """Return what tells a person from others in any scenario: numbers of those added are a scenario's own."""
    if candidate.person.startswith(ADDED):
        return candidate.name, candidate.party
    return (candidate.person,)


def _elected(election: Election, winners: Ints) -> dict[str, tuple[str, ...]]:
    """Return the person elected in each constituency, by ONS id, given rows."""
    elected = (election.candidates[row] for row in winners.tolist())
    return {candidate.seat: _person(candidate) for candidate in elected}


def _elected_in(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    return _elected(outcome.election, outcome.winner)


def _votes(outcome: Outcome) -> dict[str, float]:
    pairs = zip(outcome.election.parties, outcome.party_votes.tolist(), strict=True)
    return {party: votes for party, votes in pairs if votes}
