"""What colours the map: a colour for each constituency, and the legend that says what it means."""

from ukvote_gui.charts.map.colouring.ground import Ground
from ukvote_gui.charts.map.colouring.kinds import colouring
from ukvote_gui.charts.map.colouring.meaning import Colouring, Row, Section

__all__ = ["Colouring", "Ground", "Row", "Section", "colouring"]
