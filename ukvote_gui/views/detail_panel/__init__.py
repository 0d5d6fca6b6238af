"""The selected constituency: its result, before and after the scenario, and who lives there."""

from ukvote_gui.views.detail_panel.panel import DetailPanel

__all__ = ["DetailPanel"]
