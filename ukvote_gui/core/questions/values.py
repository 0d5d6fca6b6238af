"""Points of a swing, and rates, in the decimals that they take."""

from __future__ import annotations

from ukvote_gui.core import formatting

DECIMALS = range(2, 7)
"""Of points, and of rates in per cent, that are said: more than two only where a hundredth is too far."""

ROUNDING = 1e-6
"""What is nearer than this part of a step of the last decimal to one has been put there by arithmetic."""


def figure(value: float, in_points: bool) -> str:
    """Return points of a swing, or a rate, in the decimals that it takes: ``10.64``, ``29.44%``."""
    shown = value if in_points else 100 * value
    text = formatting.points(shown, next((d for d in DECIMALS if _is_round(shown, d)), DECIMALS[-1]))
    return text if in_points else f"{text}%"


def value_in_words(value: float, in_points: bool) -> str:
    """Return points of a swing, or a rate: ``10.64 points``, ``29.44%``."""
    return figure(value, in_points) + (" points" if in_points else "")


def rate_in_words(rate: float) -> str:
    """Return a rate both ways that people write it: ``98.37% (0.9837)``."""
    percent = figure(rate, in_points=False)
    return f"{percent} ({rate:.{len(percent.partition('.')[2]) + 1}f})"


def _is_round(shown: float, decimals: int) -> bool:
    return abs(shown - round(shown, decimals)) < ROUNDING * 10.0**-decimals
