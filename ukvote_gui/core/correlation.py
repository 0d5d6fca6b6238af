"""How two figures of constituencies go together: the straight line through them, and its correlation."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Floats
from ukvote_gui.core.variables import Variable

FEWEST = 3
"""Constituencies under which a line says nothing: any two lie on one."""

ECOLOGICAL_FALLACY = (
    "A correlation over areas says nothing of persons: it does not show how the members of any group voted "
    "(the ecological fallacy; Robinson 1950)."
)
"""Robinson, Ecological correlations and the behavior of individuals, Am. Sociological Review 15 (1950)."""


@dataclass(frozen=True, slots=True)
class Line:
    """The straight line that fits constituencies best, each counting once.

    Attributes:
        n: how many constituencies it is of.
        r: their correlation, -1 to 1.
        slope: units of the second figure for one unit of the first.
        intercept: the second figure where the first is 0.
    """

    n: int
    r: float
    slope: float
    intercept: float

    def at(self, x: float) -> float:
        """Return the second figure that the line has at a value of the first."""
        return self.intercept + self.slope * x


def fitted_line(x: Floats, y: Floats) -> Line | None:
    """Return the least-squares line of ``y`` on ``x`` (Legendre 1805) with Pearson's r (1895).

    slope = Sxy / Sxx and r = Sxy / sqrt(Sxx Syy), S the sums of products of deviations from the means. Both
    have the shape (constituencies,); those where either is NaN are left out. None where fewer than
    :data:`FEWEST` are left, or where all have the same ``x`` or the same ``y``.
    """
    known = ~(np.isnan(x) | np.isnan(y))
    x, y = x[known], y[known]
    if len(x) < FEWEST or _all_alike(x) or _all_alike(y):
        return None
    mean_x, mean_y = float(x.mean()), float(y.mean())
    dx, dy = x - mean_x, y - mean_y
    sxx, syy, sxy = float(dx @ dx), float(dy @ dy), float(dx @ dy)
    slope = sxy / sxx
    r = min(1.0, max(-1.0, sxy / math.sqrt(sxx * syy)))
    return Line(len(x), r, slope, mean_y - slope * mean_x)


def _all_alike(values: Floats) -> bool:
    """Return whether values differ by no more than rounding leaves."""
    return float(np.ptp(values)) <= 1e-9 * max(1.0, float(np.abs(values).max()))


def in_words(line: Line | None, x: Variable, y: Variable) -> str:
    """Say what the line says in a plain sentence: its slope in the units of the two, r and n."""
    if line is None:
        return "No line: too few seats have both figures, or all have the same."
    step = 1000 if x.counts else 1
    slope = line.slope * step
    decimals = 0 if y.counts else _decimals(slope)
    if float(f"{slope:.{decimals}f}") == 0:
        change = "is the same on average"
    else:
        way = "higher" if slope > 0 else "lower"
        size = formatting.votes(abs(slope)) if y.counts else formatting.points(abs(slope), decimals)
        change = f"is on average {size} {y.steps} {way}"
    across = f"{formatting.votes(step)} {x.steps if step > 1 else x.step}"
    return (
        f"Where “{x.name}” is {across} higher, “{y.name}” {change}. "
        f"r = {formatting.points(line.r, 2)}, n = {line.n} seats, each counted once."
    )


def _decimals(value: float) -> int:
    """Return how many decimals show two figures of a small number, two at the least and six at the most."""
    return 2 if abs(value) >= 0.1 or value == 0 else min(6, 1 - math.floor(math.log10(abs(value))))
