"""Where the map puts constituencies: that all are there, and that arrow keys reach all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from ukvote_gui.charts.map.shapes import HEX_RADIUS, ROW_HEIGHT, Shapes, geography_shapes, hex_shapes
from ukvote_gui.core import dataset
from ukvote_gui.core.elections import Election, Floats

LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, -1), (0, 1)


@pytest.fixture(scope="module")
def election() -> Election:
    return dataset.load_election()


@pytest.fixture(scope="module")
def hexes(election: Election) -> Shapes:
    return hex_shapes(election)


@pytest.fixture(scope="module")
def geography(election: Election) -> Shapes:
    return geography_shapes(election)


@pytest.fixture(params=["hexes", "geography"])
def shapes(request: pytest.FixtureRequest) -> Shapes:
    found: Shapes = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def position(election: Election) -> Callable[[str], int]:
    names = {c.name: i for i, c in enumerate(election.constituencies)}
    return names.__getitem__


def is_inside(point: Floats, rings: list[Floats]) -> bool:
    """Return whether a ray to the right of the point crosses the rings an odd number of times."""
    crossings = 0
    for ring in rings:
        (x1, y1), (x2, y2) = ring[:-1].T, ring[1:].T
        spans = (y1 > point[1]) != (y2 > point[1])
        x = x1[spans] + (point[1] - y1[spans]) / (y2 - y1)[spans] * (x2 - x1)[spans]
        crossings += int((x > point[0]).sum())
    return crossings % 2 == 1


def test_every_constituency_is_there_once_and_is_marked_inside_itself(shapes: Shapes) -> None:
    assert len(shapes.rings) == len(shapes.middle) == 650
    for seat, point in zip(shapes.place_seat.tolist(), shapes.places, strict=True):
        assert is_inside(point, list(shapes.rings[seat])), seat
    assert (shapes.place_room > 0).all()
    bounds = shapes.bounds
    points = np.concatenate([ring for own in shapes.rings for ring in own])
    assert (points > (bounds.left - 1e-9, bounds.top - 1e-9)).all()
    assert (points < (bounds.left + bounds.width + 1e-9, bounds.top + bounds.height + 1e-9)).all()


def test_arrow_keys_lead_from_each_constituency_to_all(shapes: Shapes) -> None:
    onward = [
        {shapes.neighbour(seat, direction) for direction in (LEFT, RIGHT, UP, DOWN)} - {None}
        for seat in range(650)
    ]
    reached, waiting = {0}, [0]
    while waiting:
        new = onward[waiting.pop()] - reached
        reached |= {seat for seat in new if seat is not None}
        waiting += [seat for seat in new if seat is not None]
    assert len(reached) == 650
    backward: dict[int, set[int]] = {seat: set() for seat in range(650)}
    for seat, next_ones in enumerate(onward):
        for other in next_ones:
            assert other is not None
            backward[other].add(seat)
    reached, waiting = {0}, [0]
    while waiting:
        behind = backward[waiting.pop()] - reached
        reached |= behind
        waiting += behind
    assert len(reached) == 650


def test_hexes_are_regular_and_touch(hexes: Shapes) -> None:
    for middle, (ring,) in zip(hexes.middle, hexes.rings, strict=True):
        assert np.hypot(*(ring - middle).T) == pytest.approx(HEX_RADIUS)
    apart = np.hypot(*(hexes.middle[:, None] - hexes.middle[None]).T)
    assert apart[apart > 0].min() == pytest.approx(1)
    # A line is shared wherever two hexagons lie next to each other.
    pairs = int((np.abs(apart - 1) < 1e-9).sum()) // 2
    assert len(hexes.inner) == pairs
    assert len(hexes.coast) == 650 * 6 - 2 * pairs


def test_rows_of_hexes_are_those_of_the_cartogram(election: Election, hexes: Shapes) -> None:
    places = dataset.load_hexes()
    for constituency, (x, y) in zip(election.constituencies, hexes.middle.tolist(), strict=True):
        column, row = places[constituency.id]
        assert y == pytest.approx(-row * ROW_HEIGHT)
        assert x == column + (0.5 if row % 2 else 0.0)


def test_arrow_keys_go_to_the_neighbouring_hex(
    election: Election, hexes: Shapes, position: Callable[[str], int]
) -> None:
    taken = {place: seat for seat, place in dataset.load_hexes().items()}
    moves = {LEFT: (-1, 0), RIGHT: (1, 0), UP: (0, 1), DOWN: (0, -1)}
    for seat, constituency in enumerate(election.constituencies):
        column, row = dataset.load_hexes()[constituency.id]
        for direction, (across, up) in moves.items():
            there = taken.get((column + across, row + up))
            if there is not None:
                assert hexes.neighbour(seat, direction) == election.seat_index[there]
    assert hexes.neighbour(position("Orkney and Shetland"), UP) is None


def test_borders_part_regions(election: Election, hexes: Shapes, geography: Shapes) -> None:
    for shapes in (hexes, geography):
        regional = {tuple(line) for line in shapes.regional.tolist()}
        assert 200 < len(regional) < len(shapes.inner) / 5
        assert regional <= {tuple(line) for line in shapes.inner.tolist()}
    alone = Election("x", "x", "x", election.constituencies[:1], ())
    assert not len(hex_shapes(alone).regional)


def test_places_are_where_they_are_in_the_country(geography: Shapes, position: Callable[[str], int]) -> None:
    def of(name: str) -> tuple[float, float]:
        x, y = geography.middle[position(name)].tolist()
        return x, -y

    # Kilometres on the National Grid: Holborn is in TQ 28, St Ives in SW; Belfast lies as far west.
    east, north = of("Holborn and St Pancras")
    assert (east, north) == pytest.approx((529, 184), abs=4)
    assert of("St Ives")[0] < 170
    assert of("Belfast North")[0] == pytest.approx(147, abs=6)
    assert of("Belfast North")[1] == pytest.approx(530, abs=8)


def test_shetland_and_london_lie_in_their_frames_and_hide_nothing(
    election: Election, geography: Shapes, position: Callable[[str], int]
) -> None:
    shetland, london = (inset.frame for inset in geography.insets)
    assert [inset.label.split(",")[0] for inset in geography.insets] == ["Shetland", "London"]
    of_london = {i for i, c in enumerate(election.constituencies) if c.region == "London"}
    for frame, own in ((shetland, {position("Orkney and Shetland")}), (london, of_london)):
        inside = set()
        for seat, rings in enumerate(geography.rings):
            for x, y in np.concatenate(rings).tolist():
                if 0 < x - frame.left < frame.width and 0 < y - frame.top < frame.height:
                    inside.add(seat)
        assert inside == own
    second = geography.place_seat[650:].tolist()
    assert sorted(second) == sorted(of_london)
    assert all(
        0 < x - london.left < london.width and 0 < y - london.top < london.height
        for x, y in geography.places[650:].tolist()
    )
