"""The pact builder: who agrees, on whom, how many follow, and which seats that flips."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QMenu, QTableView, QWidget

from ukvote_gui.core import describe, formatting, move_edits
from ukvote_gui.core.fields import ABSTAIN
from ukvote_gui.core.moves import Pact
from ukvote_gui.core.moves.pact import FIRST_LISTED, MOST_VOTES
from ukvote_gui.models.pact_table import FLIPS, NEEDS, SEAT, VOTES, PactSeatDelegate, PactTable
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import Still, StillCombo
from ukvote_gui.views.moves.amount_row import AmountChange, AmountRow
from ukvote_gui.views.moves.amounts_editor import PairsChange
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.fold import Fold
from ukvote_gui.views.moves.labels import quiet_label, title_label
from ukvote_gui.views.moves.rates import RestField, left_over
from ukvote_gui.views.moves.units import RATE

_NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers
_ROWS = QAbstractItemView.SelectionBehavior.SelectRows
_SINGLE = QAbstractItemView.SelectionMode.SingleSelection
LEAST_ROWS = 5
"""So many constituencies the table shows at the least."""
SUMMARY_LINES = 2
_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_WIDEST = {VOTES: "together_", NEEDS: "100.00%_", FLIPS: "Flips to"}


class PactSeatsView(QTableView):
    """The table of a pact's constituencies.

    Signals:
        nominee_wanted: row of the constituency in which another nominee is to be chosen.
    """

    nominee_wanted = Signal(int)

    def __init__(self, model: PactTable, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pact_seats")
        self.setAccessibleName("Seats of the pact")
        self.setModel(model)
        self._delegate = PactSeatDelegate(theme, self)
        self.setItemDelegateForColumn(SEAT, self._delegate)
        self.setItemDelegateForColumn(VOTES, self._delegate)
        self.setEditTriggers(_NO_EDIT)
        self.setSelectionBehavior(_ROWS)
        self.setSelectionMode(_SINGLE)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(30)
        header.setHighlightSections(False)
        for column, widest in _WIDEST.items():
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(widest) + 12)
        header.setSectionResizeMode(SEAT, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(NEEDS, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def minimumSizeHint(self) -> QSize:
        header, frame = self.horizontalHeader().sizeHint().height(), 2 * self.frameWidth()
        rows = LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        return QSize(super().minimumSizeHint().width(), header + rows + frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            if self.currentIndex().isValid():
                self.nominee_wanted.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        position = event.position().toPoint()
        index = self.indexAt(position)
        if (
            event.button() == Qt.MouseButton.LeftButton
            and index.column() == SEAT
            and self._delegate.is_nominee(self.visualRect(index), position.y())
        ):
            self.nominee_wanted.emit(index.row())


class PactEditor(MoveEditor[Pact]):
    """Members, the rate, where and how, and the seats.

    What is set once, where the pact is and how it works, is folded away while the rate is tried out: it is
    open while a new pact is set up, and else until it is asked for. The rate's slider stands above it, so
    that it stays where it is when what is below it closes.

    Handles: ``pact_members`` and ``pact_members_search``, ``pact_rate_slider``, ``pact_rate_spin``,
    ``pact_details`` (:class:`Fold`) with ``pact_choose`` (QComboBox), ``pact_leak`` with
    ``pact_leak_add_search`` and ``pact_rest`` (QComboBox), ``pact_summary`` (QLabel),
    ``pact_seats`` (QTableView).
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "pact_editor", parent)
        self.body.setSpacing(4)
        self._members = self.add_picker("pact_members", "&Members", "Add a party, candidate or bloc…")
        self._members.changed.connect(self._on_members_wanted)
        self._rate = AmountRow(RATE, title_label("Votes that fo&llow", None, self), self)
        self._rate.set_names("rate", "pact_rate", "Votes that follow the joint candidate")
        self._rate.edited.connect(self._on_rate_edited)
        self.add_amount(self._rate)
        self._is_new = False
        self._details = Fold(theme, "pact_details", "Where and how", self)
        self._details.clicked.connect(self._on_details_clicked)
        self.add_field(self._details)
        self._choose = StillCombo(self)
        self._choose.setObjectName("pact_choose")
        self._choose.setAccessibleName("Who is the joint candidate")
        self._choose.addItem("whoever has most votes", MOST_VOTES)
        self._choose.addItem("of the first member that stands", FIRST_LISTED)
        self._choose.setToolTip(
            "Members are in the order in which they are shown; Alt with the arrows moves one.\n"
            "In the table below, the nominee of a single seat can be chosen by name."
        )
        self._choose.activated.connect(self._on_rule_chosen)
        caption = QLabel("&Joint candidate", self)
        caption.setBuddy(self._choose)
        self.add_row(caption, self._choose)
        scope = self.add_scope()
        self._leak = self.add_amounts(
            RATE, "pact_leak", "", "Some go elsewhere…", self.find_targets, _first_leak
        )
        self._leak.edited.connect(self._on_leak_edited)
        self._rest = RestField("pact_rest", self)
        self._rest.chosen.connect(self._on_rest_chosen)
        self.add_field(self._rest)
        self._details.folded = (caption, self._choose, scope, self._leak, self._rest)
        self._table = PactTable(session, theme, self)
        self._view = PactSeatsView(self._table, theme, self)
        self._view.nominee_wanted.connect(self._on_nominee_wanted)
        self._view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._summary = quiet_label(self)
        self._summary.setAlignment(_TOP_LEFT)
        self._summary.setObjectName("pact_summary")
        self._summary.setAccessibleName("What the pact comes to")
        self._table.summary_changed.connect(self._on_summary_changed)
        self._summary.setToolTip(
            "Set against the whole scenario without this pact.\n"
            "In the list of moves, each move is set against what the moves before it lead to."
        )
        room = Still(self._summary)
        # So that the table stays where it is while seats flip.
        room.setFixedHeight(SUMMARY_LINES * self.fontMetrics().lineSpacing())
        self.body.addWidget(room)
        self.body.addWidget(self._view, 1)
        self.parts.append(self._view)
        self._menu: QMenu | None = None

    def start_editing(self) -> None:
        self._members.setFocus()

    def show_move(self, position: int) -> None:
        other = position != self.position
        super().show_move(position)
        if other:
            self._is_new = not self.move_shown.members
            self._details.setChecked(self._is_new)

    def show_fields(self, move: Pact) -> None:
        self._members.show_values(move.members)
        at = self._choose.findData(move.choose)
        if self._choose.currentIndex() != at:
            self._choose.setCurrentIndex(at)
        self._rate.show_amount(move.transfer, left_over(move.leak))
        self._leak.show_pairs(move.leak, left_over((), move.transfer))
        self._rest.show_rest(move.rest, left_over(move.leak, move.transfer))
        self._details.show_words(self._details_in_words(move))
        self._table.show_pact(self.position)

    def _details_in_words(self, move: Pact) -> str:
        """Return what is set in the fields that are folded away."""
        election = describe.naming_election(self.session.scenario)
        return "; ".join(
            (
                describe.scope_in_words(move.scope, election) or "everywhere",
                *(f"{describe.rate(amount)} {self._target(name)}" for name, amount in move.leak),
                f"{describe.rate(left_over(move.leak, move.transfer))} {self._rest.combo.currentText()}",
                f"joint candidate {self._choose.currentText()}",
            )
        )

    def _target(self, name: str) -> str:
        return "stay at home" if name == ABSTAIN else f"to {self.call_selector(name).text}"

    def _on_details_clicked(self) -> None:
        self._is_new = False

    def _on_members_wanted(self, members: tuple[str, ...]) -> None:
        def make(move: Pact) -> Pact:
            return replace(move, members=members)

        self.change(make)

    def _on_rule_chosen(self, at: int) -> None:
        def make(move: Pact) -> Pact:
            return replace(move, choose=self._choose.itemData(at))

        self.change(make, f"joint candidate {self._choose.itemText(at)}")

    def _on_rate_edited(self, _key: str, change: AmountChange, goes_on: bool) -> None:
        def make(move: Pact) -> Pact:
            return replace(move, transfer=change(move.transfer))

        if self._is_new and self._table.rowCount() and self.y() == 0:
            # What there is to see is in the table now; and nothing is scrolled, so that the slider stays.
            self._is_new = False
            self._details.setChecked(False)
        self.change(make, key="rate", goes_on=goes_on)

    def _on_leak_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("leak", key, change, goes_on)

    def _on_rest_chosen(self, rest: str) -> None:
        def make(move: Pact) -> Pact:
            return replace(move, rest=rest)

        self.change(make, f"the rest {self._rest.combo.currentText()}")

    def _on_summary_changed(self) -> None:
        text = self._table.summary()
        if text != self._summary.text():
            self._summary.setText(text)

    # Seats and their nominees

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self._view.hasFocus():
            self.session.select(self._constituency(current.row()))

    def _constituency(self, row: int) -> str:
        return self.session.election.constituencies[self._table.seat_at(row).seat].id

    def _on_nominee_wanted(self, row: int) -> None:
        """Offer the members' candidates of a constituency, and to leave it to the rule."""
        seat = self._table.seat_at(row)
        outcome_base = self.session.base
        menu = QMenu(self._view)
        menu.setObjectName("pact_nominee_menu")
        menu.setAccessibleName("Nominee")
        for at in seat.members:
            candidate = self.session.election.candidates[at]
            votes = formatting.votes(float(outcome_base.votes[at]))
            text = f"{candidate.name} ({candidate.party}), {votes} in the base"
            self._add_choice(menu, text, candidate.person, seat.by_name and at == seat.nominee)
        menu.addSeparator()
        self._add_choice(menu, "By the rule above", None, not seat.by_name)
        menu.setProperty("seat", self._constituency(row))
        menu.triggered.connect(self._on_nominee_chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cell = self._view.visualRect(self._table.index(row, SEAT))
        self._menu = menu
        menu.popup(self._view.viewport().mapToGlobal(QPoint(cell.left(), cell.bottom() + 1)))

    def _add_choice(self, menu: QMenu, text: str, person: str | None, chosen: bool) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setData(person)
        action.setCheckable(True)
        action.setChecked(chosen)
        menu.addAction(action)

    def _on_nominee_chosen(self, action: QAction) -> None:
        menu = self.sender()
        if not isinstance(menu, QMenu):
            return
        seat, person = str(menu.property("seat")), action.data()

        def make(move: Pact) -> Pact:
            return move_edits.with_nominee(move, seat, person)

        name = self.session.election.constituencies[self.session.election.seat_index[seat]].name
        who = action.text().partition(",")[0] if person else "nominee by the rule"
        self.change(make, f"{name}, {who}")


def _first_leak(_name: str) -> float:
    return 0.1
