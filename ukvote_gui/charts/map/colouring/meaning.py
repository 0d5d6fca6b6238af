"""The colours of all constituencies, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ukvote_gui.charts.map.signs import Sign
from ukvote_gui.core.elections import Bools, Ints


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the legend: a colour and its meaning, with how many constituencies have it.

    Attributes:
        change: how many more that are than in the base.
        mark: letters that stand for the colour.
        sign: what stands for it where letters have no room.
        short: the label where there is little room, or nothing if it is the same.
    """

    colour: str
    label: str
    count: int
    change: int = 0
    mark: str = ""
    short: str = ""
    hatched: bool = False
    outlined: bool = False
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the legend.

    Attributes:
        scale: whether the colours follow one upon the other.
        compared: whether rows may say how many more they are than in the base.
        spare_rows: how many more rows there may well be after another change of the scenario.
    """

    title: str
    rows: tuple[Row, ...]
    scale: bool = False
    compared: bool = False
    spare_rows: int = 0


def nothing_to_add(_seat: int) -> str:
    """Say nothing of a constituency."""
    return ""


@dataclass(frozen=True, eq=False)
class Colouring:
    """Colours of all constituencies, and their meaning.

    Attributes:
        palette: the colours used.
        classes: position in ``palette`` of each constituency's colour, shape (constituencies,).
        missing: whether there is nothing to colour a constituency by, shape (constituencies,).
        legend: its sections.
        figure: what a constituency's colour stands for, in words; nothing where it is of the winner.
        mark: letters or figures that say the same as a constituency's colour.
        signs: what says the same where those have no room, of each in ``palette`` or of none.
    """

    palette: tuple[str, ...]
    classes: Ints
    missing: Bools
    legend: tuple[Section, ...]
    figure: Callable[[int], str] = field(default=nothing_to_add)
    mark: Callable[[int], str] = field(default=nothing_to_add)
    signs: tuple[Sign | None, ...] = ()
