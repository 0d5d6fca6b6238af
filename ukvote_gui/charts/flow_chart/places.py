"""Where the camps are in the diagram: those that give on the left, those that get on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ukvote_gui.core.flow_diagram import Camp

GAP_PIXELS = 4.0
HAIR_PIXELS = 0.8
"""What a bar or a ribbon has at the least, so that it is seen."""

Side = Sequence[tuple[Camp, float]]
"""The camps of one side from top to bottom, with the votes that they give or get."""


@dataclass(frozen=True)
class Place:
    """Where a camp is in the picture: its bar, the slot that its label has, and which side it is on."""

    camp: Camp
    rect: QRectF
    slot: QRectF
    before: bool


def pixels_a_vote(side: Side, room: float, slot: float) -> float:
    """Return the scale at which each camp has at least a slot for its label and all fit the room."""
    free = room - GAP_PIXELS * (len(side) - 1)
    slot = min(slot, free / len(side))
    left, votes = free, sum(count for _, count in side)
    # The smallest take a slot each; what is left is for the others.
    for _, count in sorted(side, key=lambda entry: entry[1]):
        if votes <= 0 or count * left / votes >= slot:
            break
        left, votes = left - slot, votes - count
    return max(0.0, left / votes) if votes > 0 else 0.0


def stacked(side: Side, area: QRectF, scale: float, slot: float, before: bool) -> list[Place]:
    """Return where the camps of one side are, from top to bottom."""
    if not side:
        return []
    slot = min(slot, (area.height() - GAP_PIXELS * (len(side) - 1)) / len(side))
    slots = [max(slot, count * scale) for _, count in side]
    # What one side needs less of the room than the other is put between its camps.
    gap = (area.height() - sum(slots)) / max(1, len(side) - 1) if len(side) > 1 else 0.0
    gap = min(gap, 3 * slot)
    top = area.top() + (area.height() - sum(slots) - gap * (len(side) - 1)) / 2
    places = []
    for (camp, count), height in zip(side, slots, strict=True):
        thick = max(count * scale, HAIR_PIXELS)
        rect = QRectF(area.left(), top + (height - thick) / 2, area.width(), thick)
        places.append(Place(camp, rect, QRectF(area.left(), top, area.width(), height), before))
        top += height + gap
    return places
