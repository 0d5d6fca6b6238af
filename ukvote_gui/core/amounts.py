"""Numbers of a move: a plain one, or one that is uncertain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """An uncertain number: the value that a plain evaluation uses, and the range that draws come from."""

    value: float
    low: float
    high: float


Amount = float | Spread
"""A rate (a fraction) or points, certain or not."""


def central(amount: Amount) -> float:
    """Return the value that a plain evaluation uses."""
    return amount.value if isinstance(amount, Spread) else amount
