"""The break-even panel: what changes the selected seat, and what gives a party so many."""

from ukvote_gui.views.break_even.panel import BreakEvenPanel

__all__ = ["BreakEvenPanel"]
