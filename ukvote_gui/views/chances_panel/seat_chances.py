"""The chances of a constituency's candidates, each with a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.core import chances, formatting
from ukvote_gui.core.chances import Chances
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel
from ukvote_gui.theme.panel import quiet_label, title_label


class SeatChances(QWidget):
    """Who wins a constituency in the draws; inside it ``chances_seat``, the candidates who win any."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = title_label("")
        self._candidates = QWidget()
        self._candidates.setObjectName("chances_seat")
        self._grid = QGridLayout(self._candidates)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._rows: list[_CandidateRow] = []
        self._others = quiet_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._title, self._candidates, self._others):
            layout.addWidget(widget)

    def show_seat(self, found: Chances, seat: str, name: str) -> None:
        """Show what draws came to in a constituency, by its ONS id and its name."""
        self._title.setText(f"Who wins {name}")
        self._candidates.setAccessibleName(f"Chances in {name}")
        shown = chances.seat_chances(found, seat)
        while len(self._rows) < len(shown):
            self._rows.append(_CandidateRow(self._theme, self._grid, len(self._rows)))
        for at, row in enumerate(self._rows):
            row.set_visible(at < len(shown))
        for row, (candidate, chance) in zip(self._rows, shown, strict=False):
            row.show_chance(candidate.person, candidate.name, candidate.party, chance)
        others = chances.others_in_seat(found, seat)
        self._others.setText(f"{others} other{'s' * (others != 1)} win{'s' * (others == 1)} no draw.")
        self._others.setVisible(others > 0)


class _CandidateRow:
    """A candidate with a bar of the chance to win, in a row of a grid."""

    def __init__(self, theme: Theme, grid: QGridLayout, at: int) -> None:
        self._name = PartyLabel(theme)
        self._bar = _ChanceBar(theme)
        self._chance = QLabel()
        self._chance.setTextFormat(Qt.TextFormat.PlainText)
        self._chance.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._chance.setMinimumWidth(self._chance.fontMetrics().horizontalAdvance(">100%"))
        grid.addWidget(self._name, at, 0)
        grid.addWidget(self._bar, at, 1)
        grid.addWidget(self._chance, at, 2)

    def set_visible(self, visible: bool) -> None:
        for widget in (self._name, self._bar, self._chance):
            widget.setVisible(visible)

    def show_chance(self, person: str, name: str, party: str, chance: float) -> None:
        words = formatting.chance(chance)
        self._name.show_party(party, name, lead=party)
        self._name.setToolTip(name)
        self._bar.show_chance(chance, party)
        self._chance.setText(words)
        self._chance.setObjectName(f"chance_{person}")
        self._chance.setAccessibleName(f"Chance of {name} ({party}): {words}")


class _ChanceBar(QWidget):
    """A bar from 0 to 100%, in a party's colour."""

    HEIGHT = 9

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chance = 0.0
        self._party = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_chance(self, chance: float, party: str) -> None:
        self._chance, self._party = chance, party
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(self._theme.tokens.track))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setClipRect(QRectF(0, 0, max(1.0, whole.width() * self._chance), whole.height()))
        painter.setBrush(self._theme.colour(self._party))
        painter.drawRoundedRect(whole, 2, 2)
