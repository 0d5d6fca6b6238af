"""What the pages have in common: boxes to choose from, swatches, and values and tables as they are shown."""

from __future__ import annotations

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ukvote_gui.core import formatting, tables
from ukvote_gui.core.questions.values import figure
from ukvote_gui.models.answer_table import AnswerTable
from ukvote_gui.state import clipboard
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import StillCombo


def combo(name: str, accessible_name: str) -> StillCombo:
    """Return a box to choose from that may be narrower than what is in it."""
    box = StillCombo()
    box.setObjectName(name)
    box.setAccessibleName(accessible_name)
    box.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def labelled(text: str, buddy: QWidget) -> QLabel:
    """Return the label of a field."""
    label = QLabel(text)
    label.setBuddy(buddy)
    return label


def swatch(theme: Theme, party: str) -> QIcon:
    """Return a square in a party's colour."""
    pixmap = QPixmap(12, 12)
    pixmap.fill(theme.colour(party))
    return QIcon(pixmap)


def value_from(enough: float, exact: bool, in_points: bool) -> str:
    """Return the value from which on something is so, marked where it is not exact."""
    text = figure(enough, in_points)
    return text if exact else f"≈ {text}"


def copy_table(table: AnswerTable, session: Session) -> None:
    """Put all of a table on the clipboard, and say so."""
    shown = table.table()
    clipboard.put(tables.as_text(shown), tables.as_html(shown))
    session.message_posted.emit(f"Copied {formatting.counted(len(shown.rows), 'row')}.")
