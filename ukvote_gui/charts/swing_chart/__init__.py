"""Swing: changes of share, shares before and after, and a two-party swingometer."""

from ukvote_gui.charts.swing_chart.changes import KINDS, Kind
from ukvote_gui.charts.swing_chart.chart import SwingChart

__all__ = ["KINDS", "Kind", "SwingChart"]
