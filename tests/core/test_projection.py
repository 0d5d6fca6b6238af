"""The British National Grid, held to what Ordnance Survey publishes."""

from __future__ import annotations

import numpy as np
import pytest

from ukvote_gui.core import dataset
from ukvote_gui.core.projection import british_national_grid, transverse_mercator

# Latitude and longitude (ETRS89, the same as WGS84 to a metre), easting and northing by Ordnance Survey's own
# OSTN15, from its test points for developers.
TEST_POINTS = {
    "TP01 St Mary's, Scilly": (49.92226394, -6.29977752, 91492.146, 11318.804),
    "TP07 North Foreland": (51.37447026, 1.44454730, 639821.835, 169565.858),
    "TP09 London": (51.48936565, -0.11992557, 530624.974, 178388.464),
    "TP20 Leeds": (53.80021520, -1.66379168, 422242.186, 433818.701),
    "TP26 Glasgow": (55.85399953, -4.29649016, 256340.925, 664697.269),
    "TP31 St Kilda": (57.81351838, -8.57854456, 9587.909, 899448.996),
    "TP40 Shetland": (60.13308092, -2.07382823, 395999.668, 1138728.951),
}


def test_the_worked_example_of_ordnance_survey() -> None:
    # A guide to coordinate systems in Great Britain, annex C: 52° 39' 27.2531" N, 1° 43' 4.5177" E.
    point = np.array([[1 + 43 / 60 + 4.5177 / 3600, 52 + 39 / 60 + 27.2531 / 3600]])
    assert transverse_mercator(point)[0] == pytest.approx((651409.903, 313177.270), abs=0.001)


@pytest.mark.parametrize("name", TEST_POINTS)
def test_points_of_ordnance_survey_to_within_what_seven_parameters_can(name: str) -> None:
    latitude, longitude, east, north = TEST_POINTS[name]
    found = british_national_grid(np.array([[longitude, latitude]]))[0]
    assert np.hypot(*(found - (east, north))) < 6


def test_the_true_origin_and_the_central_meridian() -> None:
    grid = transverse_mercator(np.array([[-2.0, 49.0], [-2.0, 55.0], [-4.0, 55.0], [0.0, 55.0]]))
    assert grid[0] == pytest.approx((400_000, -100_000))
    assert grid[1, 0] == pytest.approx(400_000)
    assert grid[2:, 0].sum() == pytest.approx(800_000)
    assert grid[2, 1] == pytest.approx(grid[3, 1])


def test_every_boundary_lies_on_the_grid() -> None:
    points = np.concatenate(
        [ring for shape in dataset.load_boundaries().values() for polygon in shape for ring in polygon]
    )
    kilometres = british_national_grid(points) / 1000
    assert kilometres.min(axis=0) == pytest.approx((0, 9), abs=1)
    assert kilometres.max(axis=0) == pytest.approx((655, 1219), abs=1)
