"""A field for several things that are found by typing, each shown as a chip that can be taken out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from ukvote_gui.core.picking import Choice
from ukvote_gui.models.roles import USER
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.chips import Chip, MoreChip
from ukvote_gui.views.moves.picked_list import PickedList, choice_item
from ukvote_gui.views.moves.tab_order import Fields

Find = Callable[[str], Sequence[Choice]]
"""Gives the choices that a text finds."""

Taken = Callable[[], Collection[str]]
"""Gives values that are there already beside those that were picked, so that they are not to be found."""

Read = Callable[[str], Sequence[str]]
"""Gives the values that a pasted text lists, none where it is no list of any."""

MOST_QUOTED = 40
"""So many letters of what finds nothing are said again."""

GAP = 4
MOST_CHIPS = 12
"""Where more than these are picked, only the first few are shown as chips, and the others are counted."""
FEW = 8
SEARCH_WIDTH = 120
"""The least room for typing; where less is left beside the chips, it goes on a line of its own."""

_SHORTCUT_OVERRIDE = QEvent.Type.ShortcutOverride
_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo
_PASTE = QKeySequence.StandardKey.Paste


class _SearchLine(QLineEdit):
    """A line to type into, whose own undo does not stand in the way of the scenario's.

    Signals:
        asked: all that there is to pick is wanted, and whether the first of it is to be marked.
        entered: Enter was pressed.
        backspaced: Backspace was pressed where there is nothing to delete.

    Attributes:
        takes_paste: is given what is about to be pasted; what it takes is not pasted.
    """

    asked = Signal(bool)
    entered = Signal()
    backspaced = Signal()
    takes_paste: Callable[[str], bool] | None = None

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == _SHORTCUT_OVERRIDE
            and isinstance(event, QKeyEvent)
            and not self.text()
            and (event.matches(_UNDO) or event.matches(_REDO))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_PASTE):
            self._paste()
        elif event.key() == Qt.Key.Key_Down:
            self.asked.emit(True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()  # else the completer, which has sent it on, would take it as well
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backspaced.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text():
            self.asked.emit(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = next((action for action in menu.actions() if action.objectName() == "edit-paste"), None)
        if paste is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        if self.takes_paste is None or not self.takes_paste(QGuiApplication.clipboard().text()):
            self.paste()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clear()


class Picker(Fields):
    """Several things that were picked, and a line to find more by typing.

    What it finds and how it calls what was picked are asked of the functions that it is given. It shows the
    values that it is told to; what a person does only asks for others.

    Signals:
        changed: other values are wanted, in their order.
        picked: one of those found was picked; ``changed`` follows.
    """

    changed = Signal(object)
    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        hint: str,
        find: Find,
        call: Callable[[str], Choice],
        parent: QWidget,
        *,
        taken: Taken | None = None,
        read: Read | None = None,
    ) -> None:
        super().__init__(parent)
        self._taken = taken
        self._read = read
        self._theme = theme
        self._find = find
        self._call = call
        self._values: tuple[str, ...] = ()
        self._shown: tuple[Choice, ...] = ()
        self._chips: list[Chip] = []
        self._all: PickedList | None = None
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more = MoreChip(theme, self)
        self._more.setObjectName(f"{name}_more")
        self._more.hide()
        self._more.clicked.connect(self._on_more_clicked)
        self.line = _SearchLine(self)
        self.line.setObjectName(f"{name}_search")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint.rstrip("…"))
        self.setFocusProxy(self.line)
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._popup = QListView(self)
        self._popup.setObjectName(f"{name}_found")
        self._popup.setAccessibleName("Found")
        self._popup.setUniformItemSizes(True)
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self.line)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.line.textEdited.connect(self._on_edited)
        self.line.asked.connect(self._on_asked)
        self.line.entered.connect(self._on_entered)
        self.line.backspaced.connect(self._on_backspaced)
        if read is not None:
            self.line.takes_paste = self._take_paste
        self._arrange()

    @property
    def fields(self) -> Sequence[QWidget]:
        return (*self._chips, self._more, self.line)

    def show_values(self, values: Sequence[str]) -> None:
        """Show what is picked; of many the first few, and how many more there are."""
        first = values if len(values) <= MOST_CHIPS else values[:FEW]
        shown = tuple(self._call(value) for value in first)
        same = shown == self._shown and len(values) == len(self._values)
        self._values = tuple(values)
        if same:
            return
        focused = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._shown = shown
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for choice in shown:
            chip = Chip(self._theme, choice, self, alone=len(values) == 1)
            chip.clicked.connect(self._on_chip_clicked)
            chip.moved.connect(self._on_chip_moved)
            chip.dropped.connect(self._on_chip_dropped)
            chip.show()
            self._chips.append(chip)
        self._more.show_count(len(values) - len(shown), len(values))
        if focused is not None:
            self._focus_chip(focused)
        self._arrange()

    def _focus_chip(self, at: int) -> None:
        """Give the focus to the chip at a place, or to what stands in its place."""
        after = self.line if self._more.isHidden() else self._more
        (self._chips[at] if at < len(self._chips) else after).setFocus()

    # Geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put chips and line from left to right, in as many lines as it takes, and be as high as that."""
        width, height = self.width(), self.line.sizeHint().height()
        x = y = 0
        for chip in (*self._chips, *(() if self._more.isHidden() else (self._more,))):
            wanted = chip.sizeHint()
            chip_width = min(wanted.width(), width)
            if x and x + chip_width > width:
                x, y = 0, y + height + GAP
            chip.setGeometry(x, y + (height - wanted.height()) // 2, chip_width, wanted.height())
            x += chip_width + GAP
        if self.line.isHidden():
            self.line.move(0, y)
        else:
            if x and x + SEARCH_WIDTH > width:
                x, y = 0, y + height + GAP
            self.line.setGeometry(x, y, max(width - x, 0), height)
        self.setFixedHeight(y + height)

    def sizeHint(self) -> QSize:
        return QSize(2 * SEARCH_WIDTH, self.line.y() + self.line.height())

    # Finding

    def _found(self, text: str) -> list[Choice]:
        there = {*self._values, *(self._taken() if self._taken else ())}
        return [choice for choice in self._find(text) if choice.value not in there]

    def _nothing(self, text: str) -> str:
        """Return why a text offers nothing."""
        shown = text.strip()
        if len(shown) > MOST_QUOTED:
            shown = shown[: MOST_QUOTED - 1] + "…"
        return f"“{shown}” is here already" if self._find(text) else f"Nothing found for “{shown}”"

    def _take_paste(self, text: str) -> bool:
        values = self._read(text) if self._read else ()
        new = tuple(value for value in dict.fromkeys(values) if value not in self._values)
        if new:
            self._popup.hide()
            self.line.clear()
            self.changed.emit((*self._values, *new))
        return bool(values)

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._offer(text, marked=True)
        else:
            self._popup.hide()

    def _on_asked(self, marked: bool) -> None:
        self._offer(self.line.text(), marked)

    def _offer(self, text: str, marked: bool) -> None:
        """Show what a text finds, with the first of it marked for Enter to take."""
        self._model.clear()
        for choice in self._found(text):
            self._model.appendRow(choice_item(choice, self._theme))
        found = self._model.rowCount() > 0
        if not found and text.strip():
            nothing = QStandardItem(self._nothing(text))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(nothing)
        if self._model.rowCount():
            corner = self.line.mapFromParent(QPoint(0, 0))
            self._completer.complete(QRect(corner.x(), 0, self.width(), self.line.height()))
            first = self._completer.completionModel().index(0, 0)
            self._popup.setCurrentIndex(first if marked and found else QModelIndex())
        else:
            self._popup.hide()

    def _on_entered(self) -> None:
        if self._popup.isVisible() and self._popup.currentIndex().data(USER) is not None:
            self._on_activated(self._popup.currentIndex())
        elif self.line.text().strip():
            if found := self._found(self.line.text()):
                self._pick(found[0].value)
            else:
                self._offer(self.line.text(), marked=False)

    def _on_activated(self, index: QModelIndex) -> None:
        if (value := index.data(USER)) is not None:
            self._pick(str(value))

    def _pick(self, value: str) -> None:
        self._popup.hide()
        self.line.clear()
        self.picked.emit(value)
        self.changed.emit((*self._values, value))

    # Taking out and moving

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.changed.emit(tuple(value for value in self._values if value != chip.value))

    def _on_backspaced(self) -> None:
        if not self._more.isHidden():
            self._show_all(len(self._values) - 1)  # nothing is taken out that is not in sight
        elif self._values:
            self.changed.emit(self._values[:-1])

    def _on_chip_moved(self, value: str, by: int) -> None:
        values = list(self._values)
        at = values.index(value)
        to = min(max(at + by, 0), len(values) - 1)
        values.insert(to, values.pop(at))
        if to != at:
            self.changed.emit(tuple(values))
            self._focus_chip(to)

    def _on_chip_dropped(self, value: str) -> None:
        at = self._values.index(value)
        there = self._chips[at].geometry().center()
        others = [chip.geometry() for chip in self._chips if chip.value != value]
        before = [
            rect
            for rect in others
            if rect.bottom() < there.y() or (rect.top() <= there.y() and rect.center().x() < there.x())
        ]
        self._arrange()
        self._on_chip_moved(value, len(before) - at)

    # All of many

    def _on_more_clicked(self) -> None:
        self._show_all(len(self._shown))

    def _show_all(self, at: int) -> None:
        """Open the list of all that is picked, at one of them."""
        if self._all is None:
            self._all = PickedList(f"{self.objectName()}_all", self)
            self._all.wanted.connect(self.changed)
        items = [choice_item(self._call(value), self._theme) for value in self._values]
        self._all.open_below(self._more, self.width(), items, at)
