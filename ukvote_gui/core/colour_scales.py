"""Colour scales that look even: made in OKLab, where equal distances look equal, and no rainbow.

Colours are ``#rrggbb`` (sRGB). OKLab and its matrices are those of Ottosson (A perceptual color space for
image processing, 2020); lightness L is 0 for black and 1 for white, chroma 0 for grey, hues are in degrees.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ukvote_gui.core.elections import Floats

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LMS = np.linalg.inv(_TO_LMS)
_FROM_LAB = np.linalg.inv(_TO_LAB)

LOW_LIGHTNESS, HIGH_LIGHTNESS = 0.91, 0.40
"""Lightness of a scale's ends on a light ground: more is darker."""
LOW_LIGHTNESS_DARK, HIGH_LIGHTNESS_DARK = 0.39, 0.84
"""And on a dark ground: more is lighter."""
LOW_CHROMA = 0.02
CHROMA = 0.17
"""The most that a scale's end is given, where the screen has it."""

NEGATIVE_HUE, POSITIVE_HUE = 60.0, 300.0
"""Orange and violet, which stay apart for colour-blind eyes; no party's pair."""


def oklab(colour: str) -> Floats:
    """Return a colour's L, a and b, shape (3,)."""
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    lab: Floats = _TO_LAB @ np.cbrt(_TO_LMS @ linear)
    return lab


def _linear_rgb(lab: Floats) -> Floats:
    linear: Floats = _FROM_LMS @ (_FROM_LAB @ lab) ** 3
    return linear


def from_oklab(lab: Floats) -> str:
    """Return the colour of an L, a and b; where the screen has none, the nearest of each channel."""
    linear = np.clip(_linear_rgb(lab), 0.0, 1.0)
    channels = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (round(float(channel) * 255) for channel in channels)
    return f"#{red:02x}{green:02x}{blue:02x}"


def mixed(colour: str, ground: str, strength: float) -> str:
    """Return a colour on its way from the ground (``strength`` 0) to itself (1)."""
    start = oklab(ground)
    return from_oklab(start + strength * (oklab(colour) - start))


def hue(colour: str) -> float | None:
    """Return a colour's hue, or None for a grey."""
    _, a, b = oklab(colour).tolist()
    return math.degrees(math.atan2(b, a)) % 360 if math.hypot(a, b) > 0.02 else None


@lru_cache(maxsize=64)
def sequential(count: int, hue_degrees: float | None, dark: bool) -> tuple[str, ...]:
    """Return so many colours of one hue (None for grey) from little to much, in even steps.

    Little is near the ground, which is light or ``dark``.
    """
    low, high = (LOW_LIGHTNESS_DARK, HIGH_LIGHTNESS_DARK) if dark else (LOW_LIGHTNESS, HIGH_LIGHTNESS)
    ends = [_of(low, LOW_CHROMA, hue_degrees), _of(high, CHROMA, hue_degrees)]
    return _even(ends, count)


@lru_cache(maxsize=8)
def diverging(count: int, dark: bool) -> tuple[str, ...]:
    """Return an odd number of colours from much less over the same to much more, in even steps."""
    low, high = (LOW_LIGHTNESS_DARK, HIGH_LIGHTNESS_DARK) if dark else (LOW_LIGHTNESS, HIGH_LIGHTNESS)
    neutral = _of(low, 0.0, None)
    less = _even([neutral, _of(high, CHROMA, NEGATIVE_HUE)], count // 2 + 1)
    more = _even([neutral, _of(high, CHROMA, POSITIVE_HUE)], count // 2 + 1)
    return (*reversed(less), *more[1:])


def _of(lightness: float, chroma: float, hue_degrees: float | None) -> Floats:
    if hue_degrees is None:
        return np.array([lightness, 0.0, 0.0])
    angle = math.radians(hue_degrees)
    return np.array([lightness, chroma * math.cos(angle), chroma * math.sin(angle)])


def _even(ends: Sequence[Floats], count: int) -> tuple[str, ...]:
    """Return colours on a straight line in OKLab, whose far end is made greyer until the screen has all."""
    near, far = ends
    parts = np.linspace(0.0, 1.0, count) if count > 1 else np.array([1.0])
    while True:
        line = [near + part * (far - near) for part in parts]
        linear = np.array([_linear_rgb(lab) for lab in line])
        if (linear > -1e-4).all() and (linear < 1 + 1e-4).all():
            return tuple(from_oklab(lab) for lab in line)
        far = far * (1.0, 0.98, 0.98)


def class_breaks(values: Floats, most: int = 7) -> tuple[float, ...]:
    """Return round numbers that part values into classes to be coloured, at most so many.

    In steps of 1, 2 or 5 times a power of ten; where more than half of the values would fall into one class
    (few places have much of it), on the series 1, 2, 5, 10, 20, 50 and so on, if that spreads them better.
    NaN is left out. Empty where there is nothing to part.
    """
    known = np.sort(values[~np.isnan(values)])
    if not len(known) or known[0] == known[-1]:
        return ()
    low, high = float(known[len(known) // 50]), float(known[-1 - len(known) // 50])
    if high <= low:
        low, high = float(known[0]), float(known[-1])
    even = tuple(number for number in _even_breaks(low, high, most) if number > known[0])
    if known[0] < 0 or _fullest(known, even) <= len(known) / 2:
        return even
    return min((even, _series_breaks(known, high, most)), key=lambda breaks: _fullest(known, breaks))


def _fullest(known: Floats, breaks: tuple[float, ...]) -> int:
    return int(np.bincount(np.digitize(known, breaks)).max())


def _even_breaks(low: float, high: float, most: int) -> tuple[float, ...]:
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    steps = (factor * power for factor in (1.0, 2.0, 5.0, 10.0, 20.0))
    # The widest step always does: it is over twice the range's part that each class has on the average.
    step = next(step for step in steps if math.floor(high / step) - math.ceil(low / step) + 2 <= most)
    decimals = max(0, -math.floor(math.log10(step)))
    return tuple(
        round(number * step, decimals) for number in range(math.ceil(low / step), math.floor(high / step) + 1)
    )


def _series_breaks(known: Floats, high: float, most: int) -> tuple[float, ...]:
    low = max(float(np.quantile(known, 0.2)), high / 1000)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    series = [round(factor * 10.0**power, max(0, -power)) for power in powers for factor in (1.0, 2.0, 5.0)]
    return tuple([number for number in series if low < number < high][-(most - 1) :])
