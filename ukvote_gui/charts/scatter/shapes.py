"""The shapes of points, and which party has which."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from itertools import cycle

from ukvote_gui.core import dataset

CIRCLE = "circle"
_TURN = 2 * math.pi


def _star(points: int, inner: float, outer: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """Return the corners of a star, whose inner and outer ones are so far from the middle."""
    corners = []
    for number in range(2 * points):
        angle, radius = _TURN * (number / (2 * points) + turn), inner if number % 2 else outer
        corners.append((radius * math.sin(angle), -radius * math.cos(angle)))
    return corners


def _polygon(corners: int, turn: float = 0.0) -> list[tuple[float, float]]:
    return _star(corners, 1.2 * math.cos(math.pi / corners), 1.2, turn)


SHAPES: dict[str, list[tuple[float, float]]] = {
    CIRCLE: [],
    "square": _polygon(4, 1 / 8),
    "triangle down": _polygon(3, 1 / 2),
    "triangle": _polygon(3),
    "diamond": _polygon(4),
    "star": _star(5, 0.75, 1.45),
    "plus": _star(4, 0.7, 1.45),
    "cross": _star(4, 0.7, 1.45, 1 / 8),
    "triangle right": _polygon(3, 1 / 4),
    "triangle left": _polygon(3, 3 / 4),
    "pentagon": _polygon(5),
    "hexagon": _polygon(6),
}
"""Corners of shapes by name, about as large as a circle of radius 1; those easily told apart come first."""


@lru_cache(maxsize=1)
def party_shapes() -> dict[str, str]:
    """Return the shape of each party: those that won most seats in 2024 come first."""
    election = dataset.load_election()
    won = Counter(election.candidates[row].party for row in election.winner.tolist())
    return dict(
        zip(sorted(dataset.load_parties(), key=lambda party: -won[party]), cycle(SHAPES), strict=False)
    )
