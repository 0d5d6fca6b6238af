"""Small controls that look and behave alike in all panels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QSizePolicy, QSlider, QWidget

from ukvote_gui.theme.theme import Theme

SWATCH_SIZE = 11
GAP = 6
_SHORTCUT_OVERRIDE = QEvent.Type.ShortcutOverride
_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE_RIGHT = Qt.TextElideMode.ElideRight
_DISABLED_OPACITY = 0.45


class Still(QWidget):
    """Holds a label whose text is another at each step of a drag, which in a layout lays out the window."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label.parentWidget())
        self._label = label
        label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(0, self._label.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.resize(self.size())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


class PartyLabel(QLabel):
    """A party's swatch, its abbreviation in bold where wanted, and words that are elided to fit.

    ``text()`` is all of it, for those who do not see it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._party = ""
        self._lead = ""
        self._words = ""
        self._short = ""
        self._strong = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_party(self, party: str, words: str, *, lead: str = "", short: str = "") -> None:
        """Show a party by its abbreviation.

        Args:
            party: whose colour the swatch has.
            words: what stands beside it.
            lead: what stands before the words in bold.
            short: what to show in place of words that do not fit, where that is better than part of them.
        """
        self._party, self._words, self._lead, self._short = party, words, lead, short
        self.setText(f"{lead} {words}" if lead else words)
        self.update()

    def set_strong(self, strong: bool) -> None:
        """Set whether the words are in bold."""
        if strong != self._strong:
            self._strong = strong
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, max(SWATCH_SIZE, self.fontMetrics().height()) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(_DISABLED_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._party))
        painter.drawRoundedRect(
            QRectF(0, (self.height() - SWATCH_SIZE) / 2, SWATCH_SIZE, SWATCH_SIZE), 2.5, 2.5
        )
        painter.setOpacity(1.0)
        painter.setPen(self.palette().color(self.foregroundRole()))
        bold = QFont(self.font())
        bold.setBold(True)
        left = SWATCH_SIZE + GAP
        if self._lead:
            painter.setFont(bold)
            painter.drawText(left, 0, self.width() - left, self.height(), _LEFT, self._lead)
            left += QFontMetrics(bold).horizontalAdvance(self._lead) + GAP
        painter.setFont(bold if self._strong else self.font())
        metrics = painter.fontMetrics()
        room = self.width() - left
        fits = not self._short or metrics.horizontalAdvance(self._words) <= room
        words = self._words if fits else self._short
        painter.drawText(left, 0, room, self.height(), _LEFT, metrics.elidedText(words, _ELIDE_RIGHT, room))


def is_wheel_for(control: QWidget, event: QWheelEvent) -> bool:
    """Return whether the wheel is to change a control's value: where it has the focus.

    Where not, the event is left to what scrolls around it. Qt changes the value of whatever is under the
    pointer, and so that of each slider and box that a person scrolls past.
    """
    if control.hasFocus():
        return True
    event.ignore()
    return False


class StillSlider(QSlider):
    """A slider from left to right that the wheel moves only where it has the focus.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, value: int) -> None:
        """Show a value, without a word to those who listen for a person's doing; not while it is held."""
        if self.value() != value and not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if is_wheel_for(self, event):
            super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class StepSpin(QDoubleSpinBox):
    """A spin box that tells steps from typing, and leaves the wheel and undo to those they are meant for.

    The wheel moves it only where it has the focus. Undo and redo are the scenario's, not those of the
    letters typed here.

    Attributes:
        stepping: while the value changes, whether an arrow, a key or the wheel changes it.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stepping = False
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Figures are printed as in Britain everywhere in the window.
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))

    def show_value(self, value: float) -> None:
        """Show a number, without a word to those who listen for a person's doing."""
        value = round(value, self.decimals())
        if self.value() != value:
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def stepBy(self, steps: int) -> None:
        self.stepping = True
        super().stepBy(steps)
        self.stepping = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        if is_wheel_for(self, event):
            super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == _SHORTCUT_OVERRIDE
            and isinstance(event, QKeyEvent)
            and (event.matches(_UNDO) or event.matches(_REDO))
        ):
            event.ignore()
            return False
        return super().event(event)


class StillCombo(QComboBox):
    """A list to choose from that the wheel moves only where it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if is_wheel_for(self, event):
            super().wheelEvent(event)


def narrow_combo(parent: QWidget, name: str, label: str) -> StillCombo:
    """Return a list to choose from that may be narrower than its entries; its label is read out and a tip."""
    box = StillCombo(parent)
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setToolTip(label)
    box.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box
