"""The panels that there are, and when each is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Made(Enum):
    """When a panel is made: the later, the sooner the window is there."""

    AT_ONCE = "with the window"
    AHEAD = "with the window, but put in its place after the first paint"
    SOON = "after the first paint"
    WHEN_SHOWN = "when it is first shown"


@dataclass(frozen=True)
class Panel:
    """A panel: its object name without ``dock_``, its title, where its class is, and when it is made."""

    name: str
    title: str
    maker: str
    made: Made = Made.WHEN_SHOWN


PANELS = (
    Panel("what_if", "What if", "ukvote_gui.views.what_if_editor:WhatIfEditor", Made.AT_ONCE),
    Panel("detail", "Constituency", "ukvote_gui.views.detail_panel:DetailPanel", Made.AT_ONCE),
    Panel("moves", "Moves", "ukvote_gui.views.moves:MovesPanel", Made.AHEAD),
    Panel("swing", "Swing", "ukvote_gui.views.swing_panel:SwingPanel", Made.SOON),
    Panel("map", "Map", "ukvote_gui.charts.map.map_view:MapView", Made.AHEAD),
    Panel("house", "House", "ukvote_gui.charts.house:HouseChart"),
    Panel("flow", "Vote flow", "ukvote_gui.charts.flow_chart:FlowChart"),
    Panel("swings", "Swingometer", "ukvote_gui.charts.swing_chart:SwingChart"),
    Panel("scatter", "Scatter", "ukvote_gui.charts.scatter:ScatterChart"),
    Panel("why", "Why", "ukvote_gui.views.why_panel:WhyPanel"),
    Panel("break_even", "Break-even", "ukvote_gui.views.break_even:BreakEvenPanel"),
    Panel("chances", "Chances", "ukvote_gui.views.chances_panel:ChancesPanel"),
    Panel("compare", "Compare", "ukvote_gui.views.compare_panel:ComparePanel"),
    Panel("battleground", "Battleground", "ukvote_gui.views.battleground_panel:BattlegroundPanel"),
    Panel("split", "Split votes", "ukvote_gui.views.split_panel:SplitPanel", Made.AHEAD),
    Panel("claims", "Claims", "ukvote_gui.views.claims_panel:ClaimsPanel", Made.AHEAD),
)
PICTURES = ("map", "house", "flow", "swings", "scatter")
"""Names of the panels that are pictures, in the order in which they are exported."""
KINDRED_OF_PICTURES = (*PICTURES, "battleground", "split", "claims")
"""Names of the panels that come up among the pictures."""
