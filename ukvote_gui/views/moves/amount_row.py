"""One amount: a slider, a number, and where it is uncertain the range that it is likely in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from ukvote_gui.core import move_edits
from ukvote_gui.core.amounts import Amount, Spread, central
from ukvote_gui.core.picking import Choice
from ukvote_gui.theme.controls import PartyLabel, StillSlider
from ukvote_gui.views.moves.amount_spin import MOST_TYPED, AmountSpin
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.tab_order import Fields
from ukvote_gui.views.moves.units import Unit

AmountChange = Callable[[Amount], Amount]
"""What a person did to an amount, to be done to the one there was when the movement began."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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
        self.label = label
        label.setParent(self)
        self.slider = _AmountSlider(self)
        self.slider.setRange(round(unit.reach[0] / unit.step), round(unit.reach[1] / unit.step))
        self.slider.setPageStep(round(max(1.0, 5 / unit.step)))
        self.spin = AmountSpin(unit, self)
        self.uncertain = _tool_button("±", self)
        self.uncertain.setCheckable(True)
        self.uncertain.setToolTip(
            "Uncertain: give the range that the number is in with a chance of eight in ten.\n"
            "Results use the number; the range tells how sure they are."
        )
        self.remove = _tool_button("×", self)
        self.remove.setVisible(removable)
        self._range = _LikelyRange(unit, self)
        self._range.hide()
        self._limit = quiet_label(self, wraps=True)
        self._limit.setAlignment(_RIGHT)
        self._limit.hide()
        self._lay_out()
        if isinstance(label, QLabel):
            label.setBuddy(self.spin)
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.sliderPressed.connect(self.held)
        self.slider.sliderReleased.connect(self._on_slider_released)
        self.slider.left.connect(self.released)
        self.spin.valueChanged.connect(self._on_number_set)
        self.spin.left.connect(self.released)
        self.uncertain.toggled.connect(self._on_uncertain_toggled)
        self._range.low.valueChanged.connect(self._on_range_set)
        self._range.high.valueChanged.connect(self._on_range_set)
        self.remove.clicked.connect(self._on_removed)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(4)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.slider, 1, 0)
        layout.addWidget(self.spin, 0, 1, 2, 1)
        layout.addWidget(self.uncertain, 0, 2, 2, 1)
        layout.addWidget(self.remove, 0, 3, 2, 1)
        layout.addWidget(self._range, 2, 0, 1, 4)
        layout.addWidget(self._limit, 3, 0, 1, 4)

    @property
    def fields(self) -> Sequence[QWidget]:
        return self.slider, self.spin, self.uncertain, self.remove, *self._range.fields

    def set_names(self, key: str, prefix: str, what: str) -> None:
        """Take the handles ``<prefix>_slider``, ``_spin`` and so on, and be read out as ``what``."""
        self.key = key
        unit = self.unit.words
        for widget, handle, name in (
            (self.slider, "slider", f"{what}, slider"),
            (self.spin, "spin", f"{what}, {unit}"),
            (self.uncertain, "uncertain", f"{what} is uncertain"),
            (self._range.low, "low", f"{what}, likely from, {unit}"),
            (self._range.high, "high", f"{what}, likely to, {unit}"),
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
            self._range.show_spread(amount)

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
        beyond = unit.beyond(shown, unit.low, self._most, why)
        self.edited.emit(self.key, change, goes_on)
        self._say(beyond)

    def _say(self, limit: str) -> None:
        self._limit.setText(limit)
        self._limit.setVisible(bool(limit))

    def _on_uncertain_toggled(self, uncertain: bool) -> None:
        unit = self.unit
        change = partial(_spread_around, unit=unit) if uncertain else central
        self.edited.emit(self.key, change, False)

    def _on_range_set(self) -> None:
        unit, value = self.unit, central(self._amount)
        low, high = self._range.low.value(), self._range.high.value()
        own = ", the number itself"
        beyond = unit.beyond(low, unit.low, value, own if low > value * unit.scale else "") or unit.beyond(
            high, value, unit.high, own if high < value * unit.scale else ""
        )
        change = partial(_ranged, low=low / unit.scale, high=high / unit.scale, unit=unit)
        self.edited.emit(self.key, change, self._range.stepping)
        self._say(beyond)

    def _on_removed(self) -> None:
        self.removed.emit(self.key)


class _AmountSlider(StillSlider):
    """A slider that may be narrower than Qt would have it."""

    def sizeHint(self) -> QSize:
        return QSize(80, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(50, super().minimumSizeHint().height())


class _LikelyRange(Fields):
    """The numbers that an uncertain amount is likely to be between."""

    def __init__(self, unit: Unit, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale = unit.scale
        self.low = AmountSpin(unit, self)
        self.high = AmountSpin(unit, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(5)
        layout.addStretch(1)
        layout.addWidget(quiet_label(self, "Likely from"))
        layout.addWidget(self.low)
        layout.addWidget(quiet_label(self, "to"))
        layout.addWidget(self.high)

    @property
    def fields(self) -> Sequence[QWidget]:
        return self.low, self.high

    @property
    def stepping(self) -> bool:
        """Whether one of the numbers is being stepped."""
        return self.low.stepping or self.high.stepping

    def show_spread(self, spread: Spread) -> None:
        self.low.show_value(spread.low * self._scale)
        self.high.show_value(spread.high * self._scale)


def _tool_button(text: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _valued(amount: Amount, *, value: float, low: float, high: float) -> Amount:
    return move_edits.with_value(amount, value, low, high)


def _spread_around(amount: Amount, *, unit: Unit) -> Amount:
    value = central(amount)
    return move_edits.with_spread(value, value - unit.spread, value + unit.spread, unit.low, unit.high)


def _ranged(amount: Amount, *, low: float, high: float, unit: Unit) -> Amount:
    return move_edits.with_spread(amount, low, high, unit.low, unit.high)
