"""The House: seats, votes and shares by party, and who has a majority, always in sight."""

from ukvote_gui.views.seat_totals.strip import SeatTotals

__all__ = ["SeatTotals"]
