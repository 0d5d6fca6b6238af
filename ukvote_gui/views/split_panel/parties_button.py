"""The button that shows the parties of a bloc, with the menu that they are ticked in."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ukvote_gui.core import dataset
from ukvote_gui.core.elections import Election
from ukvote_gui.core.measures import SPEAKER
from ukvote_gui.core.search import folded
from ukvote_gui.core.variables import party_name
from ukvote_gui.models.roles import TO_THE_LEFT
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import GAP, SWATCH_SIZE
from ukvote_gui.views.split_panel.tick_menu import TickMenu, tickable_swatch

_NONE = "Choose parties"
_ARROW = 8
"""Pixels to a side of the arrow of a box to choose from."""
_HAS_MENU = QStyleOptionToolButton.ToolButtonFeature.HasMenu


class PartiesButton(QToolButton):
    """Shows the parties of a bloc; its menu ticks them, the main ones first.

    Signals:
        chosen: a person has ticked other parties.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, election: Election, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: frozenset[str] = frozenset()
        self.setObjectName("split_parties")
        self.setToolTip("The parties whose votes are added up")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = TickMenu("Parties of the bloc", self)
        self.setMenu(menu)
        self._main = menu
        menu.aboutToShow.connect(self._fill_main)
        self._others = TickMenu("Others that stand", self)
        self._others.aboutToShow.connect(self._fill_others)
        for filled in (menu, self._others):
            filled.triggered.connect(self._on_ticked)
        self.offer(election)
        theme.changed.connect(self._tell)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that are ticked and stand, by abbreviation, in the order of the menu."""
        return tuple(party for party in (*self._main_parties, *self._other_parties) if party in self._chosen)

    def offer(self, election: Election) -> None:
        """Offer the parties that stand in an election; ticks stay for when a party stands again."""
        main, others = dataset.main_first([party for party in election.parties if party != SPEAKER])
        self._main_parties, self._other_parties = main, sorted(others, key=folded)
        self._tell()

    def show_parties(self, parties: Collection[str]) -> None:
        """Tick these parties and no others."""
        self._chosen = frozenset(parties)
        self._tell()

    def _fill_main(self) -> None:
        """Make the menu when it is wanted: icons of all that stand take a while."""
        menu = self._main
        menu.clear()
        self._add(menu, self._main_parties)
        menu.addSeparator()
        menu.addMenu(self._others)
        menu.addAction("Clear")

    def _fill_others(self) -> None:
        self._others.clear()
        self._add(self._others, self._other_parties)

    def _add(self, menu: QMenu, parties: Collection[str]) -> None:
        for party in parties:
            action = menu.addAction(f"{party}  –  {party_name(party)}".replace("&", "&&"))
            action.setObjectName(f"split_party_{party}")
            action.setData(party)
            action.setCheckable(True)
            action.setChecked(party in self._chosen)
            action.setIcon(tickable_swatch(self._theme.colour(party)))

    def _on_ticked(self, action: QAction) -> None:
        party = action.data()
        chosen = frozenset[str]()
        if party:
            chosen = self._chosen | {party} if action.isChecked() else self._chosen - {party}
        if chosen != self._chosen:
            self.show_parties(chosen)
            self.chosen.emit()

    def sizeHint(self) -> QSize:
        return QSize(2 * SWATCH_SIZE, self.fontMetrics().height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        # As wide as there is room, with the arrow of a box to choose from: the style's own is a speck.
        option.features &= ~_HAS_MENU
        option.text = ""
        option.icon = QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        left, metrics = GAP, self.fontMetrics()
        for party in self.parties:
            top = (self.height() - SWATCH_SIZE) // 2
            painter.fillRect(left, top, SWATCH_SIZE, SWATCH_SIZE, self._theme.colour(party))
            left += SWATCH_SIZE + 2
        arrow = QRect(self.width() - 2 * GAP - _ARROW, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        room = QRect(left + 2, 0, arrow.left() - left - 2, self.height())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().buttonText().color())
        painter.drawText(room, TO_THE_LEFT, text)
        option.rect = arrow
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, option)

    def _tell(self) -> None:
        text = " + ".join(self.parties) or _NONE
        self.setText(text)
        self.setAccessibleName(f"Parties of the bloc: {text}")
        self.update()
