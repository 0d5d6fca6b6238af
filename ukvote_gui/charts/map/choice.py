"""What a person can choose to see on the map; light, so that the choices are there before the map is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ukvote_gui.core import dataset
from ukvote_gui.core.dataset import Measure


class Mode(StrEnum):
    """What stands for a constituency."""

    HEXES = "hexes"
    GEOGRAPHY = "geography"


class Kind(StrEnum):
    """What the colours stand for."""

    WINNER = "winner"
    MAJORITY = "majority"
    CHANGE = "change"
    SHARE = "share"
    SHARE_CHANGE = "share_change"
    SWING = "swing"
    TURNOUT = "turnout"
    CENSUS = "census"
    CHANCE = "chance"


class Since(StrEnum):
    """What a change is counted from."""

    BASE = "base"
    NOTIONAL = "2019"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants coloured; of the details each kind uses its own.

    Attributes:
        party: whose share, or whom a swing is from.
        other: whom a swing is to.
        nation, figure: whose census, and the key of its measure.
    """

    kind: Kind = Kind.WINNER
    party: str = "Lab"
    other: str = "Con"
    since: Since = Since.BASE
    nation: str = "England and Wales"
    figure: str = "religion_muslim"


LONGEST_NAME = 20
"""Letters of a party's name beyond which a legend gives the abbreviation."""


def party_label(party: str) -> str:
    """Return a party's name, or its abbreviation where the name is long."""
    listed = dataset.load_parties().get(party)
    return listed.name if listed is not None and len(listed.name) <= LONGEST_NAME else party


def measure_of(choice: Choice) -> Measure:
    """Return the census measure that is chosen.

    Raises:
        KeyError: the census of that nation has none of this key.
    """
    return {m.key: m for m in dataset.load_census(choice.nation).measures}[choice.figure]
