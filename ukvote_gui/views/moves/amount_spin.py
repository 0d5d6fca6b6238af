"""The field for a number in a unit."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from ukvote_gui.core import formatting
from ukvote_gui.theme.controls import StepSpin
from ukvote_gui.views.moves.units import SHOWN_DECIMALS, Unit, in_hundredths

MOST_TYPED = 9_999

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_BEGINNINGS = ("", "+", "-", ".", "+.", "-.")
_State = QValidator.State


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
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
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
