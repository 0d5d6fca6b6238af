"""The chances panel: how sure a scenario is whose numbers are uncertain."""

from ukvote_gui.views.chances_panel.panel import ChancesPanel

__all__ = ["ChancesPanel"]
