"""The field for a change in points, or for a target share."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from ukvote_gui.core import formatting
from ukvote_gui.theme.controls import StepSpin

STEP_PP = 0.5
SHOWN_DECIMALS = 2
NO_TARGET = -1.0
"""Stands in a spin box for an empty field."""
_CHANGE = re.compile(r"[+-]?\d{0,3}(\.\d{0,2})?")
_TARGET = re.compile(r"\d{0,3}(\.\d{0,2})?")
_State = QValidator.State
_BOTH_STEPS = (
    QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
)


class PointsSpin(StepSpin):
    """A change in points with its sign, or a target share that may be left empty.

    Attributes:
        as_target: which of the two it is.
        present_points: the share that stepping sets out from where there is no target yet.
    """

    as_target = False  # before there is an instance: Qt asks for texts while it makes one
    present_points = 0.0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDecimals(SHOWN_DECIMALS)
        self.setSingleStep(STEP_PP)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setRange(-100.0, 100.0)

    def set_mode(self, as_target: bool) -> None:
        """Be a target or a change; the number is to be set anew then."""
        if as_target != self.as_target:
            self.as_target = as_target
            self.setRange(NO_TARGET if as_target else -100.0, 100.0)
            self.lineEdit().setPlaceholderText("none" if as_target else "")

    def stepBy(self, steps: int) -> None:
        if not self.as_target:
            super().stepBy(steps)
            return
        start = round(self.present_points, 1) if self.value() < 0 else self.value()
        self.stepping = True
        self.setValue(min(max(start + steps * self.singleStep(), 0.0), 100.0))
        self.stepping = False

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return _BOTH_STEPS if self.as_target and self.value() < 0 else super().stepEnabled()

    def textFromValue(self, value: float) -> str:
        if not self.as_target:
            return formatting.change_pp(value, SHOWN_DECIMALS)
        return "" if value < 0 else f"{formatting.points(value, SHOWN_DECIMALS)}%"

    def valueFromText(self, text: str) -> float:
        number = _bare(text)
        if not number.strip("+-."):
            return NO_TARGET if self.as_target else 0.0
        return float(number)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        number = _bare(text)
        if number in ("+", "-", "."):
            state = _State.Intermediate
        elif (_TARGET if self.as_target else _CHANGE).fullmatch(number):
            state = _State.Acceptable if abs(self.valueFromText(text)) <= 100 else _State.Invalid
        else:
            state = _State.Invalid
        return state, text, position


def _bare(text: str) -> str:
    """Return a number as Python reads it."""
    return text.strip().removesuffix("%").strip().replace(formatting.MINUS, "-").replace(",", ".")
