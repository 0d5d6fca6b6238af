"""The rates of a scenario's moves that can be asked about, and of a pact that is only tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ukvote_gui.core import dataset, describe
from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.elections import Election
from ukvote_gui.core.fields import ABSTAIN, Pairs
from ukvote_gui.core.moves import Move, Pact, Stand, Transfer, Withdraw
from ukvote_gui.core.paths import Dial, Path, rate_path
from ukvote_gui.core.scenario import Scenario

PATHS_KEPT = 64
"""A path holds for all constituencies, and for whatever the number that is turned is now."""


@dataclass(frozen=True)
class Rate:
    """A rate of a move that can be asked about.

    Attributes:
        name: what it is the rate of.
        scenario: the scenario that has the move.
        dial: where the rate is in it.
        now: what it is, None for a move that is only tried.
    """

    name: str
    scenario: Scenario
    dial: Dial
    now: float | None


def rates_of(scenario: Scenario) -> tuple[Rate, ...]:
    """Return the rates of the scenario's moves that are on."""
    naming = describe.naming_election(scenario)
    return tuple(
        Rate(describe.name_of(move, naming) + what, scenario, dial, central(amount))
        for index, move in enumerate(scenario.moves)
        if move.enabled
        for what, dial, amount in _dials(index, move, naming)
    )


def tried(scenario: Scenario, pact: Pact) -> Rate:
    """Return the rate of a pact that is made after all moves of the scenario, as it is tried."""
    name = describe.name_of(pact, describe.naming_election(scenario))
    with_pact = scenario.with_moves((*scenario.moves, pact))
    return Rate(name, with_pact, Dial(len(scenario.moves), "transfer"), None)


def path_of(rate: Rate) -> Path:
    """Return who wins while a rate goes from its least to its most, worked out once whatever it is now."""
    lowest, _ = rate.dial.limits(rate.scenario)
    bare = replace(rate.dial.turned(rate.scenario, lowest), title="", notes="")
    return _kept_path(dataset.load_election(rate.scenario.base), bare, rate.dial)


@lru_cache(maxsize=PATHS_KEPT)
def _kept_path(election: Election, scenario: Scenario, dial: Dial) -> Path:
    return rate_path(election, scenario, dial)


def _dials(index: int, move: Move, naming: Election) -> Iterator[tuple[str, Dial, Amount]]:
    """Yield each rate of a move: what of it, to go behind its name, where it is, and what it is."""

    def entries(entry: str, pairs: Pairs, word: str) -> Iterator[tuple[str, Dial, Amount]]:
        for name, amount in pairs:
            what = "staying at home" if name == ABSTAIN else f"{word} {describe.selector_name(name, naming)}"
            yield f": {what}", Dial(index, entry, name), amount

    match move:
        case Pact():
            yield "", Dial(index, "transfer"), move.transfer
            yield from entries("leak", move.leak, "to")
        case Transfer() | Withdraw():
            yield from entries("to", move.to, "to")
        case Stand():
            yield from entries("givers", move.givers, "from")
