"""Colour scales: that steps are even, that nobody's eyes lose them, and that classes are round."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ukvote_gui.core import colour_scales, dataset, seat_figures
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.dataset_build import colour

HUES = (None, 25.0, 60.0, 145.0, 215.0, 265.0, 300.0)


def distances(colours: tuple[str, ...]) -> list[float]:
    labs = [colour_scales.oklab(c) for c in colours]
    return [float(np.linalg.norm(second - first)) for first, second in pairwise(labs)]


def test_oklab_is_that_of_its_author() -> None:
    # Ottosson (2020), whose own table is for XYZ; these are the published values of white, red and blue.
    assert colour_scales.oklab("#ffffff") == pytest.approx((1.0, 0.0, 0.0), abs=1e-3)
    assert colour_scales.oklab("#ff0000") == pytest.approx((0.628, 0.225, 0.126), abs=1e-3)
    assert colour_scales.oklab("#0000ff") == pytest.approx((0.452, -0.032, -0.312), abs=1e-3)


@pytest.mark.parametrize("name", ["#000000", "#ffffff", "#ea1652", "#1275c9", "#fcf38e", "#80848a"])
def test_oklab_and_back(name: str) -> None:
    assert colour_scales.from_oklab(colour_scales.oklab(name)) == name


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("count", [4, 7])
def test_a_sequential_scale_goes_from_the_ground_in_even_steps(
    count: int, hue: float | None, dark: bool
) -> None:
    scale = colour_scales.sequential(count, hue, dark)
    assert len(scale) == count
    steps = distances(scale)
    assert max(steps) - min(steps) < 0.008  # what rounding to 8 bits leaves
    lightness = [float(colour_scales.oklab(c)[0]) for c in scale]
    assert lightness == sorted(lightness, reverse=not dark)
    assert lightness[0] == pytest.approx(0.39 if dark else 0.91, abs=0.005)
    if hue is not None:
        assert all(abs((colour_scales.hue(c) or hue) - hue) < 6 for c in scale[1:])


@pytest.mark.parametrize("vision", colour.VISIONS)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("hue", HUES)
def test_every_eye_tells_the_classes_of_a_sequential_scale(
    hue: float | None, dark: bool, vision: str
) -> None:
    seen = [colour.lab_seen(c, vision) for c in colour_scales.sequential(7, hue, dark)]
    assert min(colour.ciede2000(first, second) for first, second in pairwise(seen)) > 4.5


@pytest.mark.parametrize("vision", colour.VISIONS)
@pytest.mark.parametrize("dark", [False, True])
def test_every_eye_tells_the_two_sides_of_a_diverging_scale(dark: bool, vision: str) -> None:
    scale = colour_scales.diverging(11, dark)
    seen = [colour.lab_seen(c, vision) for c in scale]
    assert min(colour.ciede2000(first, second) for first, second in pairwise(seen)) > 3
    for step in range(2, 6):
        assert colour.ciede2000(seen[5 - step], seen[5 + step]) > 9
    lightness = [float(colour_scales.oklab(c)[0]) for c in scale]
    assert lightness == pytest.approx(lightness[::-1], abs=0.005)


def test_mixing_goes_from_the_ground_to_the_colour() -> None:
    assert colour_scales.mixed("#ea1652", "#ffffff", 0.0) == "#ffffff"
    assert colour_scales.mixed("#ea1652", "#ffffff", 1.0) == "#ea1652"
    halfway = (colour_scales.oklab("#ea1652") + colour_scales.oklab("#ffffff")) / 2
    assert colour_scales.oklab(colour_scales.mixed("#ea1652", "#ffffff", 0.5)) == pytest.approx(
        halfway, abs=0.003
    )


def test_a_grey_has_no_hue() -> None:
    assert colour_scales.hue("#80848a") is None
    assert colour_scales.hue("#1275c9") == pytest.approx(253, abs=5)


def test_turnout_is_parted_in_steps_of_five_points() -> None:
    turnout = 100 * base_outcome(dataset.load_election()).turnout
    assert colour_scales.class_breaks(turnout) == (50.0, 55.0, 60.0, 65.0, 70.0)


def test_what_few_places_have_much_of_is_parted_in_growing_steps() -> None:
    muslims = seat_figures.census_figure(dataset.load_election(), "England and Wales", "religion_muslim")
    assert colour_scales.class_breaks(muslims) == (1.0, 2.0, 5.0, 10.0, 20.0)


@pytest.mark.parametrize("nation", sorted(set(dataset.CENSUS_OF.values())))
def test_every_census_figure_is_parted_into_classes_that_are_used(nation: str) -> None:
    election = dataset.load_election()
    for measure in dataset.load_census(nation).measures:
        values = seat_figures.census_figure(election, nation, measure.key)
        known = values[~np.isnan(values)]
        breaks = colour_scales.class_breaks(values)
        counts = np.bincount(np.digitize(known, breaks), minlength=len(breaks) + 1)
        assert 2 <= len(breaks) <= 6, measure
        assert list(breaks) == sorted(set(breaks)), measure
        assert counts[0] > 0, measure
        assert counts[-1] > 0, measure
        assert counts.max() < 0.85 * len(known), measure


def test_nothing_to_part() -> None:
    assert colour_scales.class_breaks(np.array([np.nan, np.nan])) == ()
    assert colour_scales.class_breaks(np.array([3.0, np.nan, 3.0])) == ()


def test_negative_and_tiny_values_are_parted_too() -> None:
    assert colour_scales.class_breaks(np.linspace(-1.0, 1.0, 101)) == (-0.5, 0.0, 0.5)
    assert colour_scales.class_breaks(np.linspace(0.001, 0.009, 101)) == (0.002, 0.004, 0.006, 0.008)
    assert colour_scales.class_breaks(np.array([0.0] * 99 + [10.0])) == (2.0, 4.0, 6.0, 8.0, 10.0)
