"""The scatter explorer: any two figures of constituencies against each other."""

from ukvote_gui.charts.scatter.chart import ScatterChart

__all__ = ["ScatterChart"]
