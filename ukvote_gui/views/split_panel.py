"""Split votes: the seats that a bloc lost though its votes together are more than the winner's."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProxyStyle,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import dataset, describe, formatting, tables
from ukvote_gui.core.elections import Election
from ukvote_gui.core.measures import SPEAKER
from ukvote_gui.core.search import folded
from ukvote_gui.core.selection import BLOC, Selectors
from ukvote_gui.core.split_seats import NO_FORECAST, change_in_words, pact_in, rate_in_words, summary
from ukvote_gui.core.variables import party_name
from ukvote_gui.models.roles import TO_THE_LEFT
from ukvote_gui.models.seats_view import SeatsView
from ukvote_gui.models.split_seats import FIRST_RATE, SWATCHED, Choice, Column, SplitModel
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import GAP, SWATCH_SIZE, StepSpin, narrow_combo
from ukvote_gui.theme.panel import quiet_label, words_label
from ukvote_gui.theme.sight import Follower, is_seen

HERE = "Chosen here"
_NONE = "Choose parties"
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
_ARROW = 8
"""Pixels to a side of the arrow of a box to choose from."""
_ICON = 16
_SHARPNESS = 3
"""Pixels to a side of an icon's pixel, so that it stays sharp on screens of a high density."""
_HAS_MENU = QStyleOptionToolButton.ToolButtonFeature.HasMenu


class SplitPanel(QWidget):
    """Chooses a bloc and a rate of transfer, and shows its split seats; it follows the session while seen.

    Inside it: ``split_parties`` (QToolButton with a menu of QActions ``split_party_<party>``), ``split_bloc``
    and ``split_under`` (QComboBox), ``split_rate`` (QDoubleSpinBox), ``split_summary`` (QLabel),
    ``split_view`` (QTableView), ``split_pact`` and ``split_copy`` (QPushButton).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("split_panel")
        self.setAccessibleName("Split votes")
        self._session = session
        self._seat = session.seat
        self._follower = Follower(self)
        self._parties = _PartiesButton(theme, session.election, self)
        self._bloc = narrow_combo(self, "split_bloc", "Bloc of the scenario")
        self._under = narrow_combo(self, "split_under", "Result in which split seats are looked for")
        self._under.addItem("of the scenario", False)
        self._under.addItem("of the base", True)
        self._rate = _RateSpin(self)
        self._rate.setObjectName("split_rate")
        self._rate.setAccessibleName("Transfer from the others of the bloc to its best placed, in per cent")
        self._rate.setToolTip("The part of the others' votes that goes to the bloc's best placed candidate")
        self._rate.setValue(100 * FIRST_RATE)
        self._summary = words_label("split_summary", self)
        self._summary.setAccessibleName("Summary")
        self._model = SplitModel(session, theme, Choice(), self)
        self._table = _Table(self._model, theme, self)
        self._pact = QPushButton("Add as a pact", self)
        self._pact.setObjectName("split_pact")
        self._pact.setToolTip(
            "Add a pact of the bloc in these seats, at this transfer, to the scenario's moves"
        )
        self._copy = QPushButton("Copy as table", self)
        self._copy.setObjectName("split_copy")
        self._copy.setToolTip("Copy all rows, to paste into a spreadsheet")
        self._lay_out()
        self._show_choice()

        self._follower.due.connect(self._show_choice)
        self._parties.chosen.connect(self._show_choice)
        self._bloc.currentIndexChanged.connect(self._show_choice)
        self._under.currentIndexChanged.connect(self._show_choice)
        self._rate.valueChanged.connect(self._show_choice)
        self._table.seat_chosen.connect(session.select)
        self._table.copy_pressed.connect(self._on_copy)
        self._copy.clicked.connect(self._on_copy)
        self._pact.clicked.connect(self._on_pact)
        session.election_changed.connect(self._on_election_changed)
        session.outcome_changed.connect(self._follower.follow_now)
        session.seat_changed.connect(self._on_seat_changed)
        theme.changed.connect(self._table.viewport().update)

    def show_bloc(self, parties: Collection[str]) -> None:
        """List the split seats of a bloc of parties by their abbreviations."""
        self._bloc.setCurrentIndex(0)
        self._parties.show_parties(parties)
        self._show_choice()

    # What it is made of

    def _lay_out(self) -> None:
        quiet = quiet_label(self)
        quiet.setText(NO_FORECAST)
        self._bloc_label = self._label("Bloc", self._bloc)
        self._parties_label = self._label("Parties", self._parties)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._bloc_label, 0, 0)
        grid.addWidget(self._bloc, 0, 1, 1, 3)
        grid.addWidget(self._parties_label, 1, 0)
        grid.addWidget(self._parties, 1, 1, 1, 3)
        grid.addWidget(self._label("Result", self._under), 2, 0)
        grid.addWidget(self._under, 2, 1)
        grid.addWidget(self._label("at a transfer of", self._rate), 2, 2)
        grid.addWidget(self._rate, 2, 3)
        buttons = QHBoxLayout()
        buttons.addWidget(self._pact)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self._summary)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        layout.addWidget(quiet)

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(buddy)
        return label

    def _fill_blocs(self) -> None:
        """Offer the blocs of the scenario, where it has any."""
        election = describe.naming_election(self._session.scenario)
        blocs = self._session.scenario.blocs
        offered = [(HERE, "")]
        offered += [
            (f"“{name}”: {describe.selectors_in_words(selectors, election)}", name)
            for name, selectors in blocs
        ]
        if offered == [(self._bloc.itemText(i), self._bloc.itemData(i)) for i in range(self._bloc.count())]:
            return
        chosen = self._bloc.currentData()
        self._bloc.blockSignals(True)
        self._bloc.clear()
        for text, name in offered:
            self._bloc.addItem(text, name)
        self._bloc.setCurrentIndex(max(0, self._bloc.findData(chosen)))
        self._bloc.blockSignals(False)
        for widget in (self._bloc_label, self._bloc):
            widget.setVisible(bool(blocs))

    # Following

    def _on_election_changed(self) -> None:
        self._parties.offer(self._session.election)

    def _on_seat_changed(self) -> None:
        if is_seen(self):
            self._show_seat()
        else:
            self._follower.follow_now()

    def _show_seat(self) -> None:
        """Show which seat is selected, in sight where it was not before: not where a drag only moves it."""
        before, self._seat = self._seat, self._session.seat
        self._table.show_seat(self._seat, scroll=self._seat != before)

    # What a person chooses

    @property
    def _selectors(self) -> Selectors:
        name = self._bloc.currentData()
        return (BLOC + name,) if name else self._parties.parties

    def _show_choice(self) -> None:
        self._fill_blocs()
        blocs, rate = self._session.scenario.blocs, round(self._rate.value() / 100, 4)
        choice = Choice(blocs, self._selectors, rate, bool(self._under.currentData()))
        for widget in (self._parties_label, self._parties):
            widget.setVisible(not self._bloc.currentData())
        self._model.show_choice(choice)
        self._show_seat()
        split = self._model.split
        self._summary.setText(summary(split, blocs, choice.selectors, rate))
        for button in (self._pact, self._copy):
            button.setEnabled(bool(len(split.seats)))

    def _on_copy(self) -> None:
        table = self._model.table()
        if table.rows:
            clipboard.put(tables.as_text(table), tables.as_html(table))
            self._session.message_posted.emit(f"Copied {formatting.counted(len(table.rows), 'seat')}.")

    def _on_pact(self) -> None:
        session, choice = self._session, self._model.choice
        pact = pact_in(self._model.split, choice.selectors, choice.rate)
        name = f"a pact of {describe.selectors_in_words(choice.selectors, session.election)}"
        seats, before = formatting.counted(len(self._model.split.seats), "seat"), session.outcome
        session.change(session.scenario.with_national_move(pact), f"Add {name}")
        change = change_in_words(before, session.outcome)
        session.message_posted.emit(f"Added {name} in {seats} at {rate_in_words(choice.rate)}: {change}.")


class _RateSpin(StepSpin):
    """A rate in per cent, shown with the decimals that it has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDecimals(2)
        self.setRange(0, 100)
        self.setSuffix("%")

    def textFromValue(self, value: float) -> str:
        return rate_in_words(value / 100).removesuffix("%")


class _PartiesButton(QToolButton):
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
        menu = _TickMenu("Parties of the bloc", self)
        self.setMenu(menu)
        self._main = menu
        menu.aboutToShow.connect(self._fill_main)
        self._others = _TickMenu("Others that stand", self)
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
            action.setIcon(_tickable(self._theme, party))

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


def _tickable(theme: Theme, party: str) -> QIcon:
    """Return a party's swatch, larger and with a tick where it is chosen: beside icons Qt shows no tick."""
    colour, icon = theme.colour(party), QIcon()
    for state, margin in ((QIcon.State.Off, 2), (QIcon.State.On, 0)):
        pixmap = QPixmap(_ICON * _SHARPNESS, _ICON * _SHARPNESS)
        pixmap.setDevicePixelRatio(_SHARPNESS)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, _ICON, _ICON).adjusted(margin, margin, -margin, -margin), colour)
        if state is QIcon.State.On:
            painter.setPen(QPen(theme.text_on(colour), 2.5))
            painter.drawPolyline([QPoint(3, 8), QPoint(7, 12), QPoint(13, 4)])
        painter.end()
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon


class _TickMenu(QMenu):
    """A menu that stays open while entries are ticked, and scrolls where it is longer than the screen."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setStyle(_ScrollingMenus(self))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class _ScrollingMenus(QProxyStyle):
    """A style whose long menus scroll, rather than going on in columns that leave the screen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__("Fusion")
        self.setParent(parent)

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Menu_Scrollable:
            return 1
        return super().styleHint(hint, option, widget, data)


class _Table(SeatsView):
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
