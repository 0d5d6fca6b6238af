"""Numbers of a move: a plain one, or one that is uncertain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """An uncertain number: the value that a plain evaluation uses, and the range of eight draws in ten.

    ``value`` is the median of the draws, ``low`` and ``high`` are their 10th and 90th percentiles; the
    distribution is stated in :mod:`ukvote_gui.core.draws`.
    """

    value: float
    low: float
    high: float


Amount = float | Spread
"""A rate (a fraction) or points, certain or not."""


def central(amount: Amount) -> float:
    """Return the value that a plain evaluation uses."""
    return amount.value if isinstance(amount, Spread) else amount
