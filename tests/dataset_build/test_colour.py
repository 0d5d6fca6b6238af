"""The measures of colour give the published values."""

from itertools import combinations

import pytest

from ukvote_gui.dataset_build import colour
from ukvote_gui.dataset_build.checks import finished
from ukvote_gui.dataset_build.parties import MAIN_PARTIES

# From the test data of Sharma, Wu and Dalal (2005), table 1: pairs 1, 7, 9, 10, 14, 17, 25, 30 and 34.
SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("first", "second", "difference"), SHARMA)
def test_ciede2000_is_that_of_its_authors(
    first: colour.Triple, second: colour.Triple, difference: float
) -> None:
    assert colour.ciede2000(first, second) == pytest.approx(difference, abs=5e-5)
    assert colour.ciede2000(second, first) == pytest.approx(difference, abs=5e-5)


def test_contrast_is_that_of_wcag() -> None:
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21, abs=1e-4)
    assert colour.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=5e-3)
    assert colour.contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("vision", colour.VISIONS)
def test_grey_is_grey_to_every_eye(vision: str) -> None:
    _lightness, a, b = colour.lab_seen("#808080", vision)
    assert abs(a) < 0.05
    assert abs(b) < 0.05


def test_red_and_green_meet_in_a_deuteranope_eye_alone() -> None:
    red, green = "#c07000", "#8f8f00"
    normal = colour.ciede2000(colour.lab_seen(red), colour.lab_seen(green))
    blind = colour.ciede2000(colour.lab_seen(red, "deuteranopia"), colour.lab_seen(green, "deuteranopia"))
    assert blind < 5 < 20 < normal


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_parties_that_never_meet_still_differ_to_normal_eyes(theme: str) -> None:
    for (one, first), (other, second) in combinations(MAIN_PARTIES.items(), 2):
        seen = [colour.lab_seen(getattr(party, theme)) for party in (first, second)]
        assert colour.ciede2000(*seen) > 5, f"{one} and {other}"


def test_the_program_paints_on_the_grounds_that_are_checked() -> None:
    tokens = pytest.importorskip("ukvote_gui.theme.tokens", reason="the theme needs Qt")
    for theme, used in (("light", tokens.LIGHT), ("dark", tokens.DARK)):
        checked = [colour.contrast(ground, "#808080") for ground in finished.GROUNDS[theme]]
        for ground in (used.window, used.base, used.stripe):
            assert min(checked) <= colour.contrast(ground, "#808080")
