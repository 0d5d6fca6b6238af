"""The flow of votes from the base to the scenario, in a constituency or the country, as a Sankey diagram."""

from ukvote_gui.charts.flow_chart.chart import FlowChart

__all__ = ["FlowChart"]
