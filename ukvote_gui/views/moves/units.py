"""The units that amounts of moves are shown and set in."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.core import formatting

SHOWN_DECIMALS = 2
"""Of a number as it is shown, one of them at the least: what breaks even is said in hundredths."""


@dataclass(frozen=True)
class Unit:
    """How amounts of a kind are shown and set.

    Attributes:
        scale: what is shown is the amount times this: rates are shown in per cent.
        low, high: the least and the most that an amount can be, as it is in a file.
        reach: the least and the most on the slider, as shown.
        step: of the slider, as shown.
        signed: whether a plus stands before what is above 0.
        suffix: behind the number.
        spread: how far to each side an amount is uncertain at first.
        words: the unit in words.
    """

    scale: float
    low: float
    high: float
    reach: tuple[float, float]
    step: float
    signed: bool
    suffix: str
    spread: float
    words: str

    def beyond(self, shown: float, low: float, high: float, why: str = "") -> str:
        """Return what limit a number as it is shown is beyond, in words, or nothing.

        The limits are as in a file; ``why`` says behind them where they come from.
        """
        for limit, word, over in ((low, "least", -1), (high, "most", 1)):
            if over * (shown - limit * self.scale) > 0.5 * 10.0**-SHOWN_DECIMALS:
                text = in_hundredths(limit * self.scale)
                return f"At the {word} {text}{self.suffix or f' {self.words}'}{why}."
        return ""


RATE = Unit(100.0, 0.0, 1.0, (0.0, 100.0), 1.0, False, "%", 0.1, "per cent")
SHARE = Unit(1.0, 0.0, 100.0, (0.0, 100.0), 0.5, False, "%", 2.0, "per cent")
CHANGE = Unit(1.0, -100.0, 100.0, (-25.0, 25.0), 0.5, True, "", 2.0, "points")


def in_hundredths(value: float) -> str:
    """Return a number with as many decimals as it has, one at the least and two at the most: 60.0, 29.44."""
    text = formatting.points(value, SHOWN_DECIMALS)
    return text.removesuffix("0")
