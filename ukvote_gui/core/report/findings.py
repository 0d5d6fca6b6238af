"""What follows from a scenario, and how it was worked out, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ukvote_gui.core import dataset, formatting, measures
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.fields import entries
from ukvote_gui.core.moves import Swing
from ukvote_gui.core.moves.swing import STRONG_TRANSITION
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.totals import proportionality_in_words


def headline(outcome: Outcome) -> str:
    """Return who has a majority and by how many."""
    return _majority(outcome)[0]


def findings(base: Outcome, outcome: Outcome) -> Iterator[str]:
    """Yield what else there is to say of an outcome, a sentence each."""
    yield f"{_majority(outcome)[1]}."
    changed = int(outcome.changed.sum())
    seats = "1 constituency elects" if changed == 1 else f"{changed or 'No'} constituencies elect"
    yield f"{seats} another person than in the base."
    before, figures = _majority(base)
    yield f"In the base: {before} ({figures})."
    now, then = (formatting.percent(_turnout(each)) for each in (outcome, base))
    yield f"Turnout {now} ({then} in the base): valid votes as a part of the electorate."
    yield f"{proportionality_in_words(outcome)}."


def method(scenario: Scenario) -> Iterator[str]:
    """Yield how the figures come about and what they do not say, a sentence or two each."""
    on = [move for move in scenario.moves if move.enabled]
    yield (
        "A scenario is arithmetic on votes that were cast. It is no forecast, and takes no side: a sum of "
        "votes does not say whether people would have voted so."
    )
    yield (
        "Moves are applied in their order, each to what the one before left, candidate by candidate in every "
        "constituency. Nothing is rounded on the way; figures are rounded where they are printed."
    )
    if any(_is_uncertain(getattr(move, name)) for move in on for name, *_ in entries(type(move))):
        yield (
            "Ranges in brackets say how uncertain an assumption is: it is taken to lie within its range in "
            "eight cases of ten. The outcome in this report uses the figure before the brackets."
        )
    if any(isinstance(move, Swing) and move.method == STRONG_TRANSITION for move in on):
        yield "Strong transition is the method of Baxter (Electoral Calculus, 2007)."
    yield (
        "The winner has most votes; changes are against the base. A figure called notional compares with "
        "2019: those votes are estimates on the boundaries of 2024, and no counts."
    )
    yield (
        "Independents are listed together and are no party: each is a contender of their own. The working "
        "majority leaves out the Speaker and the members who do not take their seats (Sinn Féin)."
    )


def _majority(outcome: Outcome) -> tuple[str, str]:
    """Return who has a majority, and the figures that it rests on."""
    names = {abbreviation: party.name for abbreviation, party in dataset.load_parties().items()}
    return formatting.majority_in_words(measures.seats_by_party(outcome), names)


def _turnout(outcome: Outcome) -> float:
    return float(outcome.valid_votes.sum() / outcome.election.electorate.sum())


def _is_uncertain(value: object) -> bool:
    """Return whether an entry of a move is an uncertain amount, or has one in it."""
    return isinstance(value, Spread) or (isinstance(value, tuple) and any(map(_is_uncertain, value)))
