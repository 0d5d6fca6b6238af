"""The swing panel: parties rise and fall over a whole area."""

from ukvote_gui.views.swing_panel.panel import SwingPanel

__all__ = ["SwingPanel"]
