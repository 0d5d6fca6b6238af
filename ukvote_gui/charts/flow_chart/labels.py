"""The labels beside the camps, in the room that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFontMetricsF

from ukvote_gui.core import formatting
from ukvote_gui.core.flow_diagram import Camp, FlowDiagram
from ukvote_gui.theme.drawing import ELIDE

Key = tuple[Camp, bool]
"""A camp, and whether it is on the left."""


def labels(flows: FlowDiagram, keys: Sequence[Key], room: float, metrics: QFontMetricsF) -> dict[Key, str]:
    """Return labels that have room on both sides together: names in full, else short ones, else cut."""
    wide = metrics.horizontalAdvance
    figures = {key: _figure(flows, *key) for key in keys}

    def needed(names: Mapping[Key, str]) -> list[float]:
        widths = (
            [wide(names[key] + figures[key]) + 6 for key in keys if key[1] is left] for left in (True, False)
        )
        return [max(side, default=0.0) for side in widths]

    full, short = {key: key[0].name for key in keys}, {key: key[0].short for key in keys}
    names = full if sum(needed(full)) <= room else short
    left, right = needed(names)
    # One side may have what the other leaves; names are cut where both want more than half.
    most = {True: max(room / 2, room - right), False: max(room / 2, room - left)}
    return {
        key: metrics.elidedText(name, ELIDE, most[key[1]] - wide(figures[key]) - 6) + figures[key]
        for key, name in names.items()
    }


def _figure(flows: FlowDiagram, camp: Camp, before: bool) -> str:
    if flows.with_stayers:
        return f" {formatting.votes(camp.gives if before else camp.gets)}"
    return f" {formatting.change(-camp.gives if before else camp.gets)}"
