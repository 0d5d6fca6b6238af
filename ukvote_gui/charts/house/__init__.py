"""The House: every seat a dot from left to right, before and after, and who reaches a majority with whom."""

from ukvote_gui.charts.house.chart import AFTER, BEFORE, HouseChart

__all__ = ["AFTER", "BEFORE", "HouseChart"]
