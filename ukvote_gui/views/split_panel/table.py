"""The table of the split seats."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ukvote_gui.models.seats_view import SeatsView
from ukvote_gui.models.split_seats import SWATCHED, Column, SplitModel
from ukvote_gui.theme import Theme

_SAMPLES: dict[int, str] = {
    Column.NAME: "Birmingham Hodge Hill and S",
    Column.NEEDED: "88.88%",
    Column.AT_RATE: "Green",
    Column.WINNER: "Lab → Green",
    Column.WINNER_VOTES: "88,888",
    Column.BEST: "Green 88,888",
    Column.BEHIND: "88,888",
    Column.OTHERS: "Green 8,888, Ind 8,888",
    Column.AHEAD: "88,888",
}
"""The widest text of each column that it is made for; of a name, less would make those of one city alike."""


class SplitTable(SeatsView):
    """The split seats, with titles in two lines."""

    def __init__(self, model: SplitModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, theme, _SAMPLES, Column.NAME, SWATCHED, parent)
        self.setObjectName("split_view")
        self.setAccessibleName("Split seats by the transfer that they need")
        self.sort_by(Column.NEEDED)
        model.headerDataChanged.connect(self.fit)

    def fit(self) -> None:
        self.horizontalHeader().setFixedHeight(2 * self.fontMetrics().lineSpacing() + self.padding)
        super().fit()

    def title_width(self, title: str) -> int:
        """Return the least width in pixels in which a title fits into two lines."""
        width, words = self.fontMetrics().horizontalAdvance, title.split(" ")
        halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words)))
        return min(max(width(first), width(second)) for first, second in halves)
