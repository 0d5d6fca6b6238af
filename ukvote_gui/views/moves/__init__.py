"""The scenario's moves: a list, an editor a kind, and the blocs that moves may name."""

from ukvote_gui.views.moves.panel import MovesPanel

__all__ = ["MovesPanel"]
