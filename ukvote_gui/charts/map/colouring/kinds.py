"""The colouring of each kind of choice."""

from __future__ import annotations

from collections.abc import Callable

from ukvote_gui.charts.map.choice import Kind
from ukvote_gui.charts.map.colouring import by_figure, by_party
from ukvote_gui.charts.map.colouring.ground import Ground
from ukvote_gui.charts.map.colouring.meaning import Colouring

_KINDS: dict[Kind, Callable[[Ground], Colouring]] = {
    Kind.WINNER: by_party.winner,
    Kind.MAJORITY: by_party.majority,
    Kind.CHANGE: by_party.change,
    Kind.SHARE: by_figure.share,
    Kind.SHARE_CHANGE: by_figure.share_change,
    Kind.SWING: by_figure.swing,
    Kind.TURNOUT: by_figure.turnout,
    Kind.CENSUS: by_figure.census,
    Kind.CHANCE: by_party.chance,
}


def colouring(ground: Ground) -> Colouring:
    """Return the colours and the legend for a choice."""
    return _KINDS[ground.choice.kind](ground)
