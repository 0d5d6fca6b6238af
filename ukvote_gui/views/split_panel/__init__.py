"""The split votes panel: the seats that a bloc lost though its votes together are more than the winner's."""

from ukvote_gui.views.split_panel.panel import SplitPanel

__all__ = ["SplitPanel"]
