"""Colours by classes of a figure, and what each class holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from ukvote_gui.charts.map import signs
from ukvote_gui.charts.map.colouring.ground import Ground
from ukvote_gui.charts.map.colouring.meaning import Colouring, Row, Section
from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Floats


def by_class(
    ground: Ground,
    values: Floats,
    breaks: tuple[float, ...],
    palette: tuple[str, ...],
    title: str,
    missing_label: str,
    figure: Callable[[int], str],
    *,
    signed: bool = False,
) -> Colouring:
    """Return colours by classes of a figure, with those that have none left out."""
    missing = np.isnan(values)
    classes = np.where(missing, len(palette), np.digitize(values, breaks))
    counts = np.bincount(classes, minlength=len(palette) + 1).tolist()
    labels = range_labels(breaks, signed=signed)
    of_class = (signs.of_changes if signed else signs.of_classes)(len(palette))
    rows = [
        Row(colour, label, count, sign=sign)
        for colour, label, count, sign in zip(palette, labels, counts[:-1], of_class, strict=True)
    ]
    sections = [Section(title, tuple(reversed(rows)), scale=True)]
    if missing.any():
        left_out = Row(ground.tokens.window, missing_label, counts[-1], short="Left out", hatched=True)
        sections.append(Section("", (left_out,)))

    def mark(seat: int) -> str:
        value = float(values[seat])
        if np.isnan(value):
            return ""
        return formatting.change_pp(value, 0) if signed else formatting.points(value, 0)

    large = not signed and max(breaks, default=0.0) >= 1000
    return Colouring(
        (*palette, ground.tokens.window),
        classes,
        missing,
        tuple(sections),
        figure,
        (lambda seat: formatting.points(float(values[seat]) / 1000, 0) + "k") if large else mark,
        (*of_class, None),
    )


def range_labels(breaks: Sequence[float], *, signed: bool = False) -> list[str]:
    """Return what each class holds: under 5, 5 to 10, 10 and over."""

    def number(value: float) -> str:
        return (f"{value:+g}" if signed else f"{value:,.10g}").replace("-", formatting.MINUS)

    if not breaks:
        return ["All alike"]
    between = [f"{number(low)} to {number(high)}" for low, high in pairwise(breaks)]
    return [f"under {number(breaks[0])}", *between, f"{number(breaks[-1])} and over"]
