"""Editors of all kinds of move but the pact: a few fields each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from ukvote_gui.core import describe, formatting, move_edits, picking
from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.fields import ABSTAIN, Pairs
from ukvote_gui.core.moves import SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.moves.base import PROPORTIONAL as TO_ALL
from ukvote_gui.core.moves.swing import PROPORTIONAL, STRONG_TRANSITION, UNIFORM
from ukvote_gui.core.picking import Choice
from ukvote_gui.core.selection import PERSON, Scope
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo
from ukvote_gui.views.moves.amounts import (
    CHANGE,
    RATE,
    SHARE,
    AmountChange,
    AmountRow,
    PairsChange,
)
from ukvote_gui.views.moves.editor import MoveEditor
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.picker import Picker
from ukvote_gui.views.moves.tab_order import Fields

METHODS = (
    ("Uniform", UNIFORM, "The same points are added in every constituency"),
    ("Proportional", PROPORTIONAL, "Every constituency's share is multiplied by the same number"),
    ("Strong transition", STRONG_TRANSITION, "Weak support leaves first: Baxter, Electoral Calculus, 2007"),
)


class RestField(Fields):
    """What becomes of votes that no target takes.

    Signals:
        chosen: one of the two words of a file for it.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel("&The rest", self)
        self.combo = StillCombo(self)
        self.combo.setObjectName(name)
        self.combo.setAccessibleName("What becomes of the rest")
        self.combo.addItem("stays at home", ABSTAIN)
        self.combo.addItem("goes to all others in proportion", TO_ALL)
        self.combo.activated.connect(self._on_chosen)
        self._label.setBuddy(self.combo)
        self._rate = quiet_label(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._rate)
        layout.addWidget(self.combo, 1)

    @property
    def fields(self) -> Sequence[QWidget]:
        return (self.combo,)

    def show_rest(self, rest: str, left: float) -> None:
        """Show what becomes of the rest, and how much that is, as a fraction."""
        at = self.combo.findData(rest)
        if self.combo.currentIndex() != at:
            self.combo.setCurrentIndex(at)
        self._rate.setText(describe.rate(left))

    def _on_chosen(self, at: int) -> None:
        self.chosen.emit(self.combo.itemData(at))


def first_rate(_name: str) -> float:
    """Return what a new target gets at first, as far as the others leave it."""
    return 0.5


def _no_change(_party: str) -> float:
    return 0.0


def left_over(pairs: Pairs, *others: Amount) -> float:
    """Return the fraction of a whole that rates leave."""
    return move_edits.left_of(1.0, [*(amount for _, amount in pairs), *others])


class TransferEditor(MoveEditor[Transfer]):
    """Who gives, who takes at which rates, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "transfer_editor", parent)
        self._givers = self.add_picker("transfer_from", "F&rom", "Add a party or candidate…")
        self._givers.changed.connect(self._on_givers_wanted)
        self._to = self.add_amounts(
            RATE, "transfer_to", "T&o", "Add who takes…", self.find_targets, first_rate
        )
        self._to.edited.connect(self._on_rates_edited)
        self._left = quiet_label(self, wraps=True)
        self._left.setObjectName("transfer_left")
        self.body.addWidget(self._left)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._givers.setFocus()

    def show_fields(self, move: Transfer) -> None:
        self._givers.show_values(move.givers)
        self._to.show_pairs(move.to, 1.0)
        self._left.setText(f"{describe.rate(left_over(move.to))} stays, and so does what finds no taker.")

    def _on_givers_wanted(self, givers: tuple[str, ...]) -> None:
        self.change(partial(_with_givers, givers=givers))

    def _on_rates_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("to", key, change, goes_on)


def _with_givers(move: Transfer, *, givers: tuple[str, ...]) -> Transfer:
    return replace(move, givers=givers)


class WithdrawEditor(MoveEditor[Withdraw]):
    """Who withdraws, where their votes go, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "withdraw_editor", parent)
        self._who = self.add_picker("withdraw_who", "&Who withdraws", "Add a party or candidate…")
        self._who.changed.connect(self._on_who_wanted)
        self._to = self.add_amounts(
            RATE, "withdraw_to", "Their votes go t&o", "Add who takes them…", self.find_targets, first_rate
        )
        self._to.edited.connect(self._on_rates_edited)
        self._rest = RestField("withdraw_rest", self)
        self._rest.chosen.connect(self._on_rest_chosen)
        self.add_field(self._rest)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._who.setFocus()

    def show_fields(self, move: Withdraw) -> None:
        self._who.show_values(move.who)
        self._to.show_pairs(move.to, 1.0)
        self._rest.show_rest(move.rest, left_over(move.to))

    def _on_who_wanted(self, who: tuple[str, ...]) -> None:
        def make(move: Withdraw) -> Withdraw:
            return replace(move, who=who)

        self.change(make)

    def _on_rates_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("to", key, change, goes_on)

    def _on_rest_chosen(self, rest: str) -> None:
        def make(move: Withdraw) -> Withdraw:
            return replace(move, rest=rest)

        self.change(make)


class SwingEditor(MoveEditor[Swing]):
    """Parties with changes in points, parties with target shares, the method, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "swing_editor", parent)
        self._changes = self.add_amounts(
            CHANGE, "swing_changes", "&Changes in points", "Add a party…", self._find_parties, _no_change
        )
        self._targets = self.add_amounts(
            SHARE, "swing_targets", "Ta&rget shares", "Add a party…", self._find_parties, self._present_share
        )
        self._changes.edited.connect(self._on_changes_edited)
        self._targets.edited.connect(self._on_targets_edited)
        self._note = quiet_label(self, wraps=True)
        self._note.setObjectName("swing_editor_note")
        self._method = StillCombo(self)
        self._method.setObjectName("swing_editor_method")
        self._method.setAccessibleName("Method of the swing")
        for at, (label, method, explanation) in enumerate(METHODS):
            self._method.addItem(label, method)
            self._method.setItemData(at, explanation, Qt.ItemDataRole.ToolTipRole)
        self._method.activated.connect(self._on_method_chosen)
        caption = QLabel("&Method", self)
        caption.setBuddy(self._method)
        self.body.addWidget(self._note)
        self.add_row(caption, self._method)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._changes.picker.setFocus()

    def show_fields(self, move: Swing) -> None:
        self._changes.show_pairs(move.changes)
        self._targets.show_pairs(move.targets)
        at = self._method.findData(move.method)
        if self._method.currentIndex() != at:
            self._method.setCurrentIndex(at)
        self._method.setToolTip(METHODS[at][2])
        targets = sum(central(amount) for _, amount in move.targets)
        too_much = (
            f" The targets add up to {formatting.points(targets)}%, more than there is."
            if targets > 100
            else ""
        )
        self._note.setText(
            "Parties left alone keep their share; then all shares are brought back to 100%." + too_much
        )

    def _find_parties(self, text: str) -> Sequence[Choice]:
        move = self.move_shown
        named = {party for party, _ in (*move.changes, *move.targets)}
        return [choice for choice in picking.found(picking.parties(), text) if choice.value not in named]

    def _present_share(self, party: str) -> float:
        session = self.session
        return move_edits.present_share(session.outcome, session.scenario.blocs, self.move_shown.scope, party)

    def _on_changes_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("changes", key, change, goes_on)

    def _on_targets_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("targets", key, change, goes_on)

    def _on_method_chosen(self, at: int) -> None:
        def make(move: Swing) -> Swing:
            return replace(move, method=METHODS[at][1])

        self.change(make, METHODS[at][0].lower())


class TurnoutEditor(MoveEditor[Turnout]):
    """By how much turnout changes, or what it becomes, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "turnout_editor", parent)
        self._by = QRadioButton("Change &by points", self)
        self._by.setObjectName("turnout_by")
        self._to = QRadioButton("Se&t to", self)
        self._to.setObjectName("turnout_to")
        group = QButtonGroup(self)
        group.addButton(self._by)
        group.addButton(self._to)
        group.buttonClicked.connect(self._on_sort_chosen)
        self._change = AmountRow(CHANGE, QLabel("Points of the electorate", self), self)
        self._change.set_names("change", "turnout_change", "Change of turnout")
        self._set = AmountRow(SHARE, QLabel("Of the electorate", self), self)
        self._set.set_names("set", "turnout_set", "Turnout")
        self.add_title("Turnout (valid votes)")
        self.add_row(self._by, self._to)
        for row in (self._change, self._set):
            row.edited.connect(self._on_edited)
            self.add_amount(row)
        self.add_scope()
        self.body.addStretch(1)

    def start_editing(self) -> None:
        (self._set if self.move_shown.set is not None else self._change).spin.setFocus()

    def show_fields(self, move: Turnout) -> None:
        sets = move.set is not None
        (self._to if sets else self._by).setChecked(True)
        self._set.setVisible(sets)
        self._change.setVisible(not sets)
        if move.set is not None:
            self._set.show_amount(move.set)
        if move.change is not None:
            self._change.show_amount(move.change)

    def _on_sort_chosen(self) -> None:
        session = self.session
        sets = self._to.isChecked()
        now = move_edits.present_turnout(session.outcome, session.scenario.blocs, self.move_shown.scope)

        def make(move: Turnout) -> Turnout:
            if sets == (move.set is not None):
                return move
            return replace(move, change=None if sets else 0.0, set=now if sets else None)

        self.change(make)

    def _on_edited(self, entry: str, change: AmountChange, goes_on: bool) -> None:
        def make(move: Turnout) -> Turnout:
            if entry == "set":
                return move if move.set is None else replace(move, set=change(move.set))
            return move if move.change is None else replace(move, change=change(move.change))

        self.change(make, key=entry, goes_on=goes_on)


class StandEditor(MoveEditor[Stand]):
    """Who stands, for which party, with whose votes, and where."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "stand_editor", parent)
        self._name = QLineEdit(self)
        self._name.setObjectName("stand_name")
        self._name.setAccessibleName("Name of the candidate")
        self._name.setMaxLength(100)
        self._name.textEdited.connect(self._on_name_edited)
        self._name.editingFinished.connect(self._on_name_finished)
        self._party = StillCombo(self)
        self._party.setObjectName("stand_party")
        self._party.setAccessibleName("Party of the candidate")
        self._party.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._party.setMinimumContentsLength(8)
        for choice in picking.parties():
            self._party.addItem(f"{choice.text} – {choice.detail}", choice.value)
        self._party.activated.connect(self._on_party_chosen)
        self.add_title("&Name", self._name)
        self.add_field(self._name)
        self._shown = (-1, "")
        self._nameless = quiet_label(self, "A candidate needs a name.", wraps=True)
        self._nameless.setObjectName("stand_nameless")
        self._nameless.hide()
        self.body.addWidget(self._nameless)
        self.add_title("&Party", self._party)
        self.add_field(self._party)
        self._from = self.add_amounts(
            RATE, "stand_from", "Ta&kes votes from", "Add from whom…", self.find_selectors, _first_part
        )
        self._from.edited.connect(self._on_rates_edited)
        self.add_scope()
        self.body.addStretch(1)
        theme.changed.connect(self._colour_parties)
        self._colour_parties()

    def start_editing(self) -> None:
        self._name.setFocus()
        self._name.selectAll()

    def scope_of(self, move: Stand) -> Scope:
        return move.where

    def with_scope(self, move: Stand, scope: Scope) -> Stand:
        return move_edits.stand_where(move, scope)

    def show_fields(self, move: Stand) -> None:
        shown = self.position, move.name
        if shown != self._shown:
            self._shown = shown
            self._nameless.hide()
            if self._name.text().strip() != move.name:
                self._name.setText(move.name)
        self._party.setCurrentIndex(self._party.findData(move.party))
        self._from.show_pairs(move.givers)

    def _on_name_edited(self, text: str) -> None:
        name = text.strip()
        self._nameless.setVisible(not name)

        def make(move: Stand) -> Stand:
            return replace(move, name=name)

        if name:
            self.change(make, key="name", goes_on=True)

    def _on_name_finished(self) -> None:
        self.gesture.end()
        self._nameless.hide()
        self._name.setText(self._shown[1])

    def _on_party_chosen(self, at: int) -> None:
        party = self._party.itemData(at)

        def make(move: Stand) -> Stand:
            return replace(move, party=party)

        self.change(make)

    def _on_rates_edited(self, key: Hashable, change: PairsChange, goes_on: bool) -> None:
        self.change_pairs("givers", key, change, goes_on)

    def _colour_parties(self) -> None:
        for item in range(self._party.count()):
            swatch = QPixmap(11, 11)
            swatch.fill(self.theme.colour(self._party.itemData(item)))
            self._party.setItemIcon(item, QIcon(swatch))


def _first_part(_name: str) -> float:
    return 0.1


class SetSharesEditor(MoveEditor[SetShares]):
    """The shares that were set in a constituency, and the way to where they are set.

    Signals:
        seat_wanted: ONS id of a constituency whose shares a person wants to set.
    """

    seat_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "set_shares_editor", parent)
        self._shares = Picker(theme, "set_shares_list", "", _nothing, self.call_share, self)
        self._shares.line.hide()
        self._shares.changed.connect(self._on_shares_wanted)
        self._note = quiet_label(self, wraps=True)
        self._open = QPushButton("E&dit the shares", self)
        self._open.setObjectName("set_shares_open")
        self._open.setToolTip("Select the constituency, and set its shares in the what-if editor")
        self._open.clicked.connect(self._on_open)
        self.add_title("Shares that are set")
        self.add_field(self._shares)
        self.body.addWidget(self._note)
        self.add_row(self._open)
        self.body.addStretch(1)

    def start_editing(self) -> None:
        self._open.setFocus()

    def show_fields(self, move: SetShares) -> None:
        self._shares.show_values([person for person, _ in move.shares])
        seat = picking.constituency(self.session.election, move.seat).text
        self._note.setText(f"Everyone else in {seat} divides what is left in proportion.")

    def call_share(self, person: str) -> Choice:
        """Return a candidate with the share that is set."""
        choice = self.call_selector(PERSON + person)
        share = dict(self.move_shown.shares)[person]
        return replace(choice, value=person, text=f"{choice.text} {describe.share(share)}")

    def _on_shares_wanted(self, persons: tuple[str, ...]) -> None:
        def make(move: SetShares) -> SetShares:
            shares = dict(move.shares)
            return replace(move, shares=tuple((person, shares[person]) for person in persons))

        self.change(make)

    def _on_open(self) -> None:
        seat = self.move_shown.seat
        self.session.select(seat)
        self.seat_wanted.emit(seat)


def _nothing(_text: str) -> Sequence[Choice]:
    return ()
