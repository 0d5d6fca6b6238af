"""Amounts of moves in words, uncertain ones with their range."""

from __future__ import annotations

from collections.abc import Callable

from ukvote_gui.core import formatting
from ukvote_gui.core.amounts import Amount, Spread


def change(amount: Amount) -> str:
    """Return a change in points: ``−3.5 (−5 to −2) points``."""
    return f"{_ranged(amount, _signed_points)} points"


def share(amount: Amount) -> str:
    """Return points of share: ``28%``."""
    return _ranged(amount, _percent)


def rate(amount: Amount) -> str:
    """Return a fraction in per cent: ``60% (40% to 80%)``."""
    return _ranged(amount, _percent_of_fraction)


def _ranged(amount: Amount, printed: Callable[[float], str]) -> str:
    if isinstance(amount, Spread):
        return f"{printed(amount.value)} ({printed(amount.low)} to {printed(amount.high)})"
    return printed(amount)


def _percent(points: float) -> str:
    return f"{formatting.points(points, _decimals(points))}%"


def _percent_of_fraction(fraction: float) -> str:
    return _percent(100 * fraction)


def _signed_points(points: float) -> str:
    return formatting.change_pp(points, _decimals(points))


def _decimals(points: float) -> int:
    """Return as many decimals as a figure has, two at the most."""
    return next((decimals for decimals in (0, 1) if abs(points - round(points, decimals)) < 0.005), 2)
