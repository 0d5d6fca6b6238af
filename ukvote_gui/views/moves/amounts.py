"""Fields for amounts: a slider, a number, and where it is uncertain the range that it is likely in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ukvote_gui.core import formatting, move_edits
from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.fields import Pairs
from ukvote_gui.core.picking import Choice
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import PartyLabel, StepSpin, StillSlider
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.picker import Find, Picker
from ukvote_gui.views.moves.tab_order import Fields

MOST_TYPED = 9_999
SHOWN_DECIMALS = 2
"""Of a number as it is shown, one of them at the least: what breaks even is said in hundredths."""

AmountChange = Callable[[Amount], Amount]
"""What a person did to an amount, to be done to the one there was when the movement began."""

PairsChange = Callable[[Pairs], Pairs]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_BEGINNINGS = ("", "+", "-", ".", "+.", "-.")
_State = QValidator.State
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Unit:
    """How amounts of a kind are shown and set.

    Attributes:
        scale: what is shown is the amount times this: rates are shown in per cent.
        low, high: the least and the most that an amount can be, as it is in a file.
        reach: the least and the most on the slider, as shown.
        step: of the slider, as shown.
        signed: whether a plus stands before what is above 0.
        suffix: behind the number.
        spread: how far to each side an amount is uncertain at first.
        words: the unit in words.
    """

    scale: float
    low: float
    high: float
    reach: tuple[float, float]
    step: float
    signed: bool
    suffix: str
    spread: float
    words: str


RATE = Unit(100.0, 0.0, 1.0, (0.0, 100.0), 1.0, False, "%", 0.1, "per cent")
SHARE = Unit(1.0, 0.0, 100.0, (0.0, 100.0), 0.5, False, "%", 2.0, "per cent")
CHANGE = Unit(1.0, -100.0, 100.0, (-25.0, 25.0), 0.5, True, "", 2.0, "points")


class _AmountSlider(StillSlider):
    """A slider that may be narrower than Qt would have it."""

    def sizeHint(self) -> QSize:
        return QSize(80, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(50, super().minimumSizeHint().height())


def in_hundredths(value: float) -> str:
    """Return a number with as many decimals as it has, one at the least and two at the most: 60.0, 29.44."""
    text = formatting.points(value, SHOWN_DECIMALS)
    return text.removesuffix("0")


class AmountSpin(StepSpin):
    """A number in a unit as it is shown, in hundredths; what is typed beyond is rounded.

    Where a number that it is told to show has more decimals, its tool tip says so. Numbers beyond the unit's
    limits can be typed, so that whoever takes them can say what the limit is.
    """

    _signed = False  # before there is an instance: Qt asks for texts while it makes one

    def __init__(self, unit: Unit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed = unit.signed
        self.setDecimals(SHOWN_DECIMALS)
        self.setRange(unit.low * unit.scale, unit.high * unit.scale)
        self.setSingleStep(unit.step)
        self.setSuffix(unit.suffix)
        self.setAlignment(_RIGHT)
        self.setFixedSize(self.sizeHint())
        self.setRange(-MOST_TYPED, MOST_TYPED)

    def show_value(self, value: float) -> None:
        super().show_value(value)
        # Scaling a fraction leaves noise far behind the decimals that anybody has written.
        exact = f"{value:.7f}".rstrip("0")
        more = len(exact.partition(".")[2]) > SHOWN_DECIMALS
        tip = f"{exact}{self.suffix()}, shown to two decimals" if more else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
            self.setAccessibleDescription(tip)

    def textFromValue(self, value: float) -> str:
        text = in_hundredths(value + 0.0)  # no negative zero
        return f"+{text}" if self._signed and value > 0 else text

    def valueFromText(self, text: str) -> float:
        return round(float(self._bare(text)), SHOWN_DECIMALS)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        number = self._bare(text)
        if number in _BEGINNINGS:
            state = _State.Intermediate
        elif _NUMBER.fullmatch(number) and self.minimum() <= float(number) <= self.maximum():
            state = _State.Acceptable
        else:
            state = _State.Invalid
        return state, text, position

    def _bare(self, text: str) -> str:
        """Return a number as Python reads it."""
        number = text.strip().removesuffix(self.suffix().strip()).strip()
        return number.replace(formatting.MINUS, "-").replace(",", ".")


class AmountRow(Fields):
    """One amount with what it is of: a slider, a number, whether it is uncertain, and whether it stays.

    It shows what it is told to; what a person does only asks for it.

    Signals:
        edited: key, what was done to the amount (an :data:`AmountChange`), and whether it is a step that may
            go on from the one before.
        removed: key; the amount is not wanted any more.
        held: a drag has begun.
        released: it has ended, or the focus has gone elsewhere.
    """

    edited = Signal(str, object, bool)
    removed = Signal(str)
    held = Signal()
    released = Signal()

    def __init__(self, unit: Unit, label: QWidget, parent: QWidget, *, removable: bool = False) -> None:
        super().__init__(parent)
        self.unit = unit
        self.key = ""
        self._choice: Choice | None = None
        self._amount: Amount = 0.0
        self._most = unit.high
        self._name = ""
        self.label = label
        label.setParent(self)
        self.slider = _AmountSlider(self)
        self.slider.setRange(round(unit.reach[0] / unit.step), round(unit.reach[1] / unit.step))
        self.slider.setPageStep(round(max(1.0, 5 / unit.step)))
        self.spin = AmountSpin(unit, self)
        self.uncertain = QToolButton(self)
        self.uncertain.setText("±")
        self.uncertain.setCheckable(True)
        self.uncertain.setAutoRaise(True)
        self.uncertain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.uncertain.setToolTip(
            "Uncertain: give the range that the number is in with a chance of eight in ten.\n"
            "Results use the number; the range tells how sure they are."
        )
        self.remove = QToolButton(self)
        self.remove.setText("×")
        self.remove.setAutoRaise(True)
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.setVisible(removable)
        self._range = QWidget(self)
        self.low = AmountSpin(unit, self._range)
        self.high = AmountSpin(unit, self._range)
        self._range.hide()
        inner = QHBoxLayout(self._range)
        inner.setContentsMargins(0, 2, 0, 0)
        inner.setSpacing(5)
        inner.addStretch(1)
        inner.addWidget(quiet_label(self._range, "Likely from"))
        inner.addWidget(self.low)
        inner.addWidget(quiet_label(self._range, "to"))
        inner.addWidget(self.high)
        self._limit = quiet_label(self, wraps=True)
        self._limit.setAlignment(_RIGHT)
        self._limit.hide()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(4)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        layout.addWidget(label, 0, 0)
        layout.addWidget(self.slider, 1, 0)
        layout.addWidget(self.spin, 0, 1, 2, 1)
        layout.addWidget(self.uncertain, 0, 2, 2, 1)
        layout.addWidget(self.remove, 0, 3, 2, 1)
        layout.addWidget(self._range, 2, 0, 1, 4)
        layout.addWidget(self._limit, 3, 0, 1, 4)
        if isinstance(label, QLabel):
            label.setBuddy(self.spin)
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.sliderPressed.connect(self.held)
        self.slider.sliderReleased.connect(self._on_slider_released)
        self.slider.left.connect(self.released)
        self.spin.valueChanged.connect(self._on_number_set)
        self.spin.left.connect(self.released)
        self.uncertain.toggled.connect(self._on_uncertain_toggled)
        self.low.valueChanged.connect(self._on_range_set)
        self.high.valueChanged.connect(self._on_range_set)
        self.remove.clicked.connect(self._on_removed)

    @property
    def fields(self) -> Sequence[QWidget]:
        return self.slider, self.spin, self.uncertain, self.remove, self.low, self.high

    def set_names(self, key: str, prefix: str, what: str) -> None:
        """Take the handles ``<prefix>_slider``, ``_spin`` and so on, and be read out as ``what``."""
        self.key = key
        self._name = what
        unit = self.unit.words
        for widget, handle, name in (
            (self.slider, "slider", f"{what}, slider"),
            (self.spin, "spin", f"{what}, {unit}"),
            (self.uncertain, "uncertain", f"{what} is uncertain"),
            (self.low, "low", f"{what}, likely from, {unit}"),
            (self.high, "high", f"{what}, likely to, {unit}"),
            (self.remove, "remove", f"Remove {what}"),
            (self._limit, "limit", f"{what}, limit"),
        ):
            widget.setObjectName(f"{prefix}_{handle}")
            widget.setAccessibleName(name)
        self.remove.setToolTip(f"Remove {what}")

    def show_choice(self, choice: Choice, prefix: str) -> None:
        """Be the amount of a choice, with handles that begin with ``prefix``."""
        if choice != self._choice and isinstance(self.label, PartyLabel):
            self._choice = choice
            self.label.show_party(choice.party, choice.text)
            self.label.setToolTip(choice.detail)
            self.set_names(choice.value, prefix, choice.text)

    def show_amount(self, amount: Amount, most: float | None = None) -> None:
        """Show an amount that may be ``most`` at the most, as others that it shares a whole with leave it."""
        unit = self.unit
        if amount != self._amount:
            self._limit.hide()
        self._amount = amount
        self._most = unit.high if most is None else min(most, unit.high)
        value = central(amount) * unit.scale
        if abs(value) > MOST_TYPED:
            # A file may say more points than anybody would set here; it stays until it is changed.
            self.spin.setRange(min(value, self.spin.minimum()), max(value, self.spin.maximum()))
        self.spin.show_value(value)
        self.slider.show_value(round(value / unit.step))
        uncertain = isinstance(amount, Spread)
        if self.uncertain.isChecked() != uncertain:
            self.uncertain.blockSignals(True)
            self.uncertain.setChecked(uncertain)
            self.uncertain.blockSignals(False)
        if self._range.isHidden() == uncertain:
            self._range.setVisible(uncertain)
        if isinstance(amount, Spread):
            self.low.show_value(amount.low * unit.scale)
            self.high.show_value(amount.high * unit.scale)

    def _on_slid(self, steps: int) -> None:
        self._ask_for(steps * self.unit.step, goes_on=True)

    def _on_slider_released(self) -> None:
        self.released.emit()
        # While it is held it stays under the hand, also where others leave no more room.
        self.show_amount(self._amount, self._most)

    def _on_number_set(self, value: float) -> None:
        self._ask_for(value, goes_on=self.spin.stepping)

    def _ask_for(self, shown: float, goes_on: bool) -> None:
        unit = self.unit
        change = partial(_valued, value=shown / unit.scale, low=unit.low, high=self._most)
        why = "" if self._most == unit.high else ": the others have the rest"
        beyond = self._beyond(shown, unit.low, self._most, why)
        self.edited.emit(self.key, change, goes_on)
        self._say(beyond)

    def _beyond(self, shown: float, low: float, high: float, why: str = "") -> str:
        """Return what limit a number as it is shown is beyond, in words, or nothing."""
        unit = self.unit
        for limit, word, over in ((low, "least", -1), (high, "most", 1)):
            if over * (shown - limit * unit.scale) > 0.5 * 10.0**-SHOWN_DECIMALS:
                text = in_hundredths(limit * unit.scale)
                return f"At the {word} {text}{unit.suffix or f' {unit.words}'}{why}."
        return ""

    def _say(self, limit: str) -> None:
        self._limit.setText(limit)
        self._limit.setVisible(bool(limit))

    def _on_uncertain_toggled(self, uncertain: bool) -> None:
        unit = self.unit
        change = partial(_spread_around, unit=unit) if uncertain else central
        self.edited.emit(self.key, change, False)

    def _on_range_set(self) -> None:
        unit, value = self.unit, central(self._amount)
        low, high = self.low.value(), self.high.value()
        own = ", the number itself"
        beyond = self._beyond(low, unit.low, value, own if low > value * unit.scale else "") or self._beyond(
            high, value, unit.high, own if high < value * unit.scale else ""
        )
        change = partial(_ranged, low=low / unit.scale, high=high / unit.scale, unit=unit)
        self.edited.emit(self.key, change, self.low.stepping or self.high.stepping)
        self._say(beyond)

    def _on_removed(self) -> None:
        self.removed.emit(self.key)


def _valued(amount: Amount, *, value: float, low: float, high: float) -> Amount:
    return move_edits.with_value(amount, value, low, high)


def _spread_around(amount: Amount, *, unit: Unit) -> Amount:
    value = central(amount)
    return move_edits.with_spread(value, value - unit.spread, value + unit.spread, unit.low, unit.high)


def _ranged(amount: Amount, *, low: float, high: float, unit: Unit) -> Amount:
    return move_edits.with_spread(amount, low, high, unit.low, unit.high)


class AmountsEditor(Fields):
    """A row for each name with an amount, and a field to add others by typing, with the amount of ``first``.

    Signals:
        edited: key of what moves (a ``Hashable``), what was done to the pairs (a :data:`PairsChange`), and
            whether it is a step that may go on from the one before.
        held, released: as of :class:`AmountRow`.
    """

    edited = Signal(object, object, bool)
    held = Signal()
    released = Signal()

    def __init__(
        self,
        theme: Theme,
        unit: Unit,
        name: str,
        hint: str,
        find: Find,
        call: Callable[[str], Choice],
        parent: QWidget,
        *,
        first: Callable[[str], float],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unit = unit
        self._call = call
        self._first = first
        self._most: float | None = None
        self._pairs: Pairs = ()
        self._rows: dict[str, AmountRow] = {}
        self.setObjectName(name)
        self.picker = Picker(theme, f"{name}_add", hint, find, call, self, taken=self._names)
        self.picker.picked.connect(self._on_picked)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._list)
        layout.addWidget(self.picker)

    @property
    def fields(self) -> Sequence[QWidget]:
        return [*(field for row in self._rows.values() for field in row.fields), *self.picker.fields]

    def show_pairs(self, pairs: Pairs, most: float | None = None) -> None:
        """Show amounts, that may add up to ``most`` where that is limited."""
        self._most, self._pairs = most, pairs
        names = [name for name, _ in pairs]
        if names != list(self._rows):
            self._rebuild(names)
        for name, amount in pairs:
            row = self._rows[name]
            row.show_choice(self._call(name), f"{self.objectName()}_{name}")
            row.show_amount(amount, None if most is None else move_edits.room_for(pairs, name, most))

    def _rebuild(self, names: Sequence[str]) -> None:
        old, self._rows = self._rows, {}
        for name in names:
            row = old.pop(name, None) or self._new_row()
            self._list.removeWidget(row)
            self._list.addWidget(row)
            self._rows[name] = row
        for row in old.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _new_row(self) -> AmountRow:
        row = AmountRow(self._unit, PartyLabel(self._theme, self), self, removable=True)
        row.edited.connect(self._on_amount_edited)
        row.removed.connect(self._on_removed)
        row.held.connect(self.held)
        row.released.connect(self.released)
        row.show()
        return row

    def _names(self) -> Collection[str]:
        return self._rows

    def _on_amount_edited(self, name: str, change: AmountChange, goes_on: bool) -> None:
        key: Hashable = (self.objectName(), name)
        self.edited.emit(key, partial(_changed, name=name, change=change), goes_on)

    def _on_picked(self, name: str) -> None:
        amount = self._first(name)
        if self._most is not None:
            amount = min(amount, move_edits.room_for(self._pairs, name, self._most))
        self.edited.emit(name, partial(move_edits.with_amount, name=name, amount=amount), False)
        if name in self._rows:
            spin = self._rows[name].spin
            spin.setFocus()
            spin.selectAll()

    def _on_removed(self, name: str) -> None:
        self.edited.emit(name, partial(move_edits.without_amount, name=name), False)


def _changed(pairs: Pairs, *, name: str, change: AmountChange) -> Pairs:
    amounts = dict(pairs)
    return move_edits.with_amount(pairs, name, change(amounts[name])) if name in amounts else pairs
