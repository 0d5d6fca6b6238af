"""The filter for marginal constituencies."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox

POINTS, VOTES = "points", "votes"


class MajorityLimit(QObject):
    """A largest majority in points or votes, which may be set or not; each unit has its own.

    Attributes:
        widgets: what it is set with, from left to right.

    Signals:
        changed: another limit is set, or none.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limits = {POINTS: 5.0, VOTES: 1000.0}
        self._wanted = QCheckBox("Majority under")
        self._wanted.setObjectName("marginal_filter")
        self._wanted.setToolTip("Only where the majority in the scenario is less than this")
        self._limit = QDoubleSpinBox()
        self._limit.setObjectName("marginal_limit")
        self._limit.setAccessibleName("Largest majority")
        self._limit.setKeyboardTracking(False)
        self._limit.setGroupSeparatorShown(True)
        self._unit = QComboBox()
        self._unit.setObjectName("marginal_unit")
        self._unit.setAccessibleName("Unit of the largest majority")
        self._unit.addItems([POINTS, VOTES])
        self._show_limit()
        for widget in (self._limit, self._unit):
            widget.setEnabled(False)
            self._wanted.toggled.connect(widget.setEnabled)
        self._wanted.toggled.connect(self.changed)
        self._limit.valueChanged.connect(self._on_limit_set)
        self._unit.currentTextChanged.connect(self._on_unit_changed)
        self.widgets = (self._wanted, self._limit, self._unit)

    @property
    def points(self) -> float | None:
        """The limit in points, if one is set."""
        return self._limit_in(POINTS)

    @property
    def votes(self) -> float | None:
        """The limit in votes, if one is set."""
        return self._limit_in(VOTES)

    def clear(self) -> None:
        """Set no limit."""
        self._wanted.setChecked(False)

    def _limit_in(self, unit: str) -> float | None:
        is_set = self._wanted.isChecked() and self._unit.currentText() == unit
        return self._limit.value() if is_set else None

    def _show_limit(self) -> None:
        unit = self._unit.currentText()
        self._limit.blockSignals(True)
        self._limit.setDecimals(1 if unit == POINTS else 0)
        self._limit.setRange(*((0.1, 100.0) if unit == POINTS else (1.0, 100_000.0)))
        self._limit.setSingleStep(0.5 if unit == POINTS else 100.0)
        self._limit.setValue(self._limits[unit])
        self._limit.blockSignals(False)

    def _on_limit_set(self, limit: float) -> None:
        self._limits[self._unit.currentText()] = limit
        self.changed.emit()

    def _on_unit_changed(self) -> None:
        self._show_limit()
        self.changed.emit()
