"""What charts have around their pictures: lists to choose from above, words below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ukvote_gui.theme.chart import Chart
from ukvote_gui.theme.controls import StillCombo


def choice_box(name: str, label: str) -> StillCombo:
    """Return a list to choose from that takes the width that there is, however long its entries are."""
    box = StillCombo()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box


def words_below(name: str, label: str) -> QLabel:
    """Return a label for what the picture comes to in words, on as many lines as they need."""
    words = QLabel()
    words.setObjectName(name)
    words.setAccessibleName(label)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return words


def lay_out(chart: Chart, controls: QLayout, *below: QWidget, spacing: int = 6) -> None:
    """Lay out a chart: its controls, the picture in all the room that is left, and what is below it."""
    layout = QVBoxLayout(chart)
    layout.setContentsMargins(8, 8, 8, 8)
    layout.setSpacing(spacing)
    layout.addLayout(controls)
    layout.addWidget(chart.canvas, 1)
    for widget in below:
        layout.addWidget(widget)
