"""What a person can choose to see on the scatter chart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ukvote_gui.core.variables import Kind, Variable


class Size(StrEnum):
    """What the area of a point stands for."""

    SAME = "same"
    ELECTORATE = "electorate"
    POPULATION = "population"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see."""

    x: Variable
    y: Variable
    size: Size = Size.SAME
    shapes: bool = False


FIRST = Choice(Variable(Kind.TURNOUT), Variable(Kind.MAJORITY))
PRESET = Choice(
    Variable(Kind.CENSUS, nation="England and Wales", figure="religion_muslim"),
    Variable(Kind.SINCE_NOTIONAL, party="Lab"),
)
"""What was claimed in July 2024: "the higher the Muslim population, the more Labour suffered" (Islam21c)."""
