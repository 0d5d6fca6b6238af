"""Where each constituency lies on the map: as a hexagon of equal size, or in its own boundary."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from ukvote_gui.core import dataset
from ukvote_gui.core.elections import Election, Floats, Ints
from ukvote_gui.core.projection import british_national_grid

Rings = Sequence[Floats]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the map's units, y downwards."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of the map that is drawn elsewhere or larger, in a frame with a label."""

    label: str
    frame: Box


@dataclass(frozen=True, eq=False)
class Shapes:
    """The outlines of a map, in units of its own with y downwards.

    Attributes:
        rings: rings of each constituency, of shape (points, 2), the first point once more at the end; a ring
            in a ring is a hole.
        inner: lines between two constituencies, rows of x1, y1, x2, y2, shape (lines, 4).
        coast: lines with a constituency on one side only, shape (lines, 4).
        regional: those of ``inner`` that part two regions or countries, shape (lines, 4).
        middle: a point well inside of each constituency, shape (constituencies, 2).
        steps: where arrow keys take each constituency to be, shape (constituencies, 2).
        places: points where a constituency can be marked, ``middle`` first, shape (places, 2).
        place_seat: the constituency's position of each of ``places``.
        place_room: how far the constituency reaches there, across and down, shape (places, 2).
        insets: frames on the map.
        bounds: what it all fits in.
        gap: width that the lines between constituencies have at the least, in the map's units.
    """

    rings: Sequence[Rings]
    inner: Floats
    coast: Floats
    regional: Floats
    middle: Floats
    steps: Floats
    places: Floats
    place_seat: Ints
    place_room: Floats
    insets: tuple[Inset, ...]
    bounds: Box
    gap: float

    @cached_property
    def filled(self) -> Floats:
        """Points that a legend is to leave free: all places, and the corners of insets towards it."""
        corners = [(i.frame.left + i.frame.width, i.frame.top) for i in self.insets]
        return np.concatenate([self.places, np.reshape(corners, (-1, 2))])

    def neighbour(self, seat: int, direction: tuple[int, int]) -> int | None:
        """Return the constituency next to one in a direction (x, y), or None at the map's edge.

        The nearest in the quarter of the compass about the direction; what lies aside counts twice.
        """
        away = self.steps - self.steps[seat]
        along = away @ np.array(direction, dtype=np.float64)
        aside = np.abs(away @ np.array([-direction[1], direction[0]], dtype=np.float64))
        ahead = np.flatnonzero((along > 0) & (aside <= along))
        if not len(ahead):
            return None
        return int(ahead[np.argmin(along[ahead] ** 2 + 2 * aside[ahead] ** 2)])


HEX_RADIUS = 1 / math.sqrt(3)
"""From a hexagon's middle to a corner; its width, and the distance of neighbours, is 1."""

ROW_HEIGHT = 1.5 * HEX_RADIUS


def hex_shapes(election: Election) -> Shapes:
    """Return the hex cartogram of Open Innovations: a hexagon a constituency, neighbours near each other."""
    hexes = dataset.load_hexes()
    columns, rows = np.array([hexes[c.id] for c in election.constituencies]).T
    middle = np.column_stack([columns + 0.5 * (rows % 2), -ROW_HEIGHT * rows])
    turns = np.radians(np.arange(30, 450, 60))  # the first corner once more at the end
    corners = HEX_RADIUS * np.column_stack([np.cos(turns), np.sin(turns)])
    rings = [[point + corners] for point in middle]
    return _shapes(
        election,
        rings,
        middle,
        # Without the half step of odd rows, so that up and down keep to a column.
        steps=np.column_stack([columns, -rows]).astype(np.float64),
        room=np.ones((len(middle), 2)),
        gap=0.06,
    )


NORTH_OF_ORKNEY = 1_065.0
SHETLAND_MOVED = np.array([45.0, -160.0])
LONDON = "London"
LONDON_ENLARGED = 2.9
LONDON_MIDDLE = np.array([82.0, 315.0])
"""In the Celtic Sea, which leaves the right for the legend."""

_MARGIN = 6.0


def geography_shapes(election: Election) -> Shapes:
    """Return the boundaries on the British National Grid, in kilometres.

    Shetland is moved south into a frame, and London is drawn once more, larger, in another. Northern Ireland
    lies where it is: nothing is in its way.
    """
    boundaries = dataset.load_boundaries()
    london = np.array([c.region == LONDON for c in election.constituencies])
    rings: list[list[Floats]] = [[] for _ in election.constituencies]
    shetland: list[Floats] = []
    owners = [
        (seat, ring)
        for seat, c in enumerate(election.constituencies)
        for polygon in boundaries[c.id]
        for ring in polygon
    ]
    on_grid = british_national_grid(np.concatenate([ring for _, ring in owners])) / 1000
    ends = np.cumsum([len(ring) for _, ring in owners])[:-1]
    for (seat, _), ring in zip(owners, np.split(on_grid, ends), strict=True):
        north = ring[:, 1].min() > NORTH_OF_ORKNEY
        rings[seat].append((ring + SHETLAND_MOVED if north else ring) * (1, -1))
        shetland += rings[seat][-1:] if north else []
    of_london = [ring for is_in, own in zip(london, rings, strict=True) for ring in own if is_in]
    box = _box(of_london)
    offset = LONDON_MIDDLE * (1, -1) - LONDON_ENLARGED * np.array(
        [box.left + box.width / 2, box.top + box.height / 2]
    )
    enlarged = [
        [LONDON_ENLARGED * ring + offset for ring in own] if is_in else []
        for is_in, own in zip(london, rings, strict=True)
    ]
    middle, room = _roomy_middles(rings)
    return _shapes(
        election,
        rings,
        middle,
        steps=middle,
        room=room,
        gap=0.0,
        enlarged=enlarged,
        more_places=(LONDON_ENLARGED * middle[london] + offset, np.flatnonzero(london)),
        insets=(
            Inset("Shetland", _box(shetland, _MARGIN)),
            Inset(
                f"London, {LONDON_ENLARGED:g} times as large",
                _box([ring for own in enlarged for ring in own], _MARGIN),
            ),
        ),
    )


def _shapes(
    election: Election,
    rings: Sequence[Rings],
    middle: Floats,
    *,
    steps: Floats,
    room: Floats,
    gap: float,
    enlarged: Sequence[Rings] = (),
    more_places: tuple[Floats, Ints] | None = None,
    insets: tuple[Inset, ...] = (),
) -> Shapes:
    inner, coast, regional = _lines(election, rings)
    every = np.arange(len(rings))
    places, place_seat, place_room = middle, every, room
    if more_places is not None:
        also = _lines(election, enlarged)
        inner, coast, regional = (
            np.concatenate(pair) for pair in zip((inner, coast, regional), also, strict=True)
        )
        rings = [[*own, *more] for own, more in zip(rings, enlarged, strict=True)]
        points, seats = more_places
        places = np.concatenate([middle, points])
        place_seat = np.concatenate([every, seats])
        place_room = np.concatenate([room, LONDON_ENLARGED * room[seats]])
    frames = [np.array([[f.left, f.top], [f.left + f.width, f.top + f.height]]) for f in map(_frame, insets)]
    return Shapes(
        rings=rings,
        inner=inner,
        coast=coast,
        regional=regional,
        middle=middle,
        steps=steps,
        places=places,
        place_seat=place_seat,
        place_room=place_room,
        insets=insets,
        bounds=_box([*(ring for own in rings for ring in own), *frames]),
        gap=gap,
    )


def _frame(inset: Inset) -> Box:
    return inset.frame


def _box(rings: Iterable[Floats], margin: float = 0.0) -> Box:
    points = np.concatenate(list(rings))
    left, top = points.min(axis=0) - margin
    right, bottom = points.max(axis=0) + margin
    return Box(float(left), float(top), float(right - left), float(bottom - top))


def _lines(election: Election, rings: Sequence[Rings]) -> tuple[Floats, Floats, Floats]:
    """Return the lines between constituencies, the coast, and the lines between regions.

    A line that two constituencies share has the same ends in both, to within a millionth.
    """
    sides: defaultdict[tuple[tuple[float, float], tuple[float, float]], list[int]] = defaultdict(list)
    for seat, own in enumerate(rings):
        for ring in own:
            points = list(zip(*ring.round(6).T.tolist(), strict=True))
            for one, other in pairwise(points):
                sides[(one, other) if one < other else (other, one)].append(seat)
    regions = [c.region for c in election.constituencies]

    def table(lines: list[tuple[tuple[float, float], tuple[float, float]]]) -> Floats:
        return np.array(lines, dtype=np.float64).reshape(-1, 4)

    shared = [line for line, seats in sides.items() if len(seats) > 1]
    return (
        table(shared),
        table([line for line, seats in sides.items() if len(seats) == 1]),
        table([line for line in shared if len({regions[seat] for seat in sides[line]}) > 1]),
    )


_HEIGHTS = (0.5, 0.35, 0.65, 0.2, 0.8)


def _roomy_middles(rings: Sequence[Rings]) -> tuple[Floats, Floats]:
    """Return for each constituency a point well inside, and how far its area reaches there across and down.

    Shapes (constituencies, 2). The middles of the widest chords at some heights of the largest ring are
    tried; so the point is inside, in no hole (York lies in one), and on no islet.
    """
    best = []
    for own in rings:
        largest = max(own, key=_area) if len(own) > 1 else own[0]
        sides = np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in own])
        top, bottom = largest[:, 1].min(), largest[:, 1].max()
        tried = []
        for part in _HEIGHTS:
            y = top + part * (bottom - top)
            left, right = max(_chords(sides, y, axis=1), key=_length)
            x = (left + right) / 2
            upper, lower = next(chord for chord in _chords(sides, x, axis=0) if chord[0] <= y <= chord[1])
            tried.append((min(right - left, lower - upper), x, y, right - left, lower - upper))
        best.append(max(tried)[1:])
    found = np.array(best)
    return found[:, :2], found[:, 2:]


def _chords(sides: Floats, at: float, axis: int) -> list[tuple[float, float]]:
    """Return where a line with one coordinate fixed lies inside: from and to in the other one.

    ``sides`` are rows of x1, y1, x2, y2.
    """
    start, end = sides[:, axis], sides[:, 2 + axis]
    crossing = (start <= at) != (end <= at)
    start, end, free, free_end = (
        column[crossing] for column in (start, end, sides[:, 1 - axis], sides[:, 3 - axis])
    )
    ends = np.sort(free + (at - start) / (end - start) * (free_end - free)).tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def _length(chord: tuple[float, float]) -> float:
    return chord[1] - chord[0]


def _area(ring: Floats) -> float:
    x, y = ring.T
    return abs(float(x[:-1] @ y[1:] - y[:-1] @ x[1:])) / 2
