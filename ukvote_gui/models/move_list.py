"""The scenario's moves in order, as a list that can be switched, renamed and put in another order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ukvote_gui.core import dataset, describe, move_edits
from ukvote_gui.core.describe import Effect
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.models.roles import ACCESSIBLE, CHECK, DISPLAY, EDIT, TO_THE_LEFT, TOOL_TIP, USER, Index
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

COUNT_AFTER_MS = 50
"""What the moves come to is counted so long after a change: amid a drag too, but not at every step of it."""

MOST_WORDS = 2000
"""Descriptions that are kept, among them those of moves as they were."""

KINDS = (
    (Pact.kind, "&Pact", "parties agree on one candidate a seat"),
    (Transfer.kind, "&Transfer", "votes go from some candidates to others"),
    (Withdraw.kind, "&Withdrawal", "candidates do not stand, their votes go elsewhere"),
    (Stand.kind, "&New candidate", "someone stands who did not"),
    (Swing.kind, "&Swing", "parties rise and fall in all seats of an area"),
    (Turnout.kind, "T&urnout", "more or fewer electors vote, for all alike"),
    (SetShares.kind, "Shares in one s&eat", "set by hand in the what-if editor"),
)
"""The kinds of move: what each is called where it is added, and what it does."""

LABELS = {kind: label.replace("&", "").lower() for kind, label, _ in KINDS}
DETAIL = USER + 1
"""Role of what a move comes to, in words."""

_CHECKED = Qt.CheckState.Checked
_UNCHECKED = Qt.CheckState.Unchecked
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_DROP = Qt.ItemFlag.ItemIsDropEnabled
_MOVE = Qt.DropAction.MoveAction
_ELIDE = Qt.TextElideMode.ElideRight
_ITEM = QStyle.ControlElement.CE_ItemViewItem
_CHECK_BOX = QStyle.SubElement.SE_ItemViewItemCheckIndicator
_SELECTED = QStyle.StateFlag.State_Selected


class MoveListModel(QAbstractListModel):
    """One row a move. Every change is made through the session, as one undo step."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._moves: tuple[Move, ...] = session.scenario.moves
        self._words: dict[Move, str] = {}
        self._named_in = describe.naming_election(session.scenario)
        self._effects: list[Effect | None] = [None] * len(self._moves)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_AFTER_MS)
        self._timer.timeout.connect(self.count_now)
        session.outcome_changed.connect(self._on_outcome_changed)
        self.count_now()

    def name(self, row: int) -> str:
        """Return what to call the move in a row, as an undo step does."""
        return _one_line(describe.name_of(self._moves[row], self._named_in))

    @property
    def in_step(self) -> bool:
        """Whether rows are those of the session's scenario; not so while it follows a change."""
        return self._moves is self._session.scenario.moves

    def count_now(self) -> None:
        """Find out what each move comes to."""
        self._timer.stop()
        scenario = self._session.scenario
        old = self._effects
        self._effects = describe.effects(dataset.load_election(scenario.base), scenario)
        if self._effects != old and self._moves:
            self.dataChanged.emit(
                self.index(0), self.index(len(self._moves) - 1), [DETAIL, TOOL_TIP, ACCESSIBLE]
            )

    # What there is

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._moves)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else _DROP

    def supportedDropActions(self) -> Qt.DropAction:
        return _MOVE

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row = index.row()
        move = self._moves[row]
        if role == DISPLAY:
            return self._title(row) or self._in_words(row)
        if role == EDIT:
            return self._title(row)
        if role == CHECK:
            return _CHECKED if move.enabled else _UNCHECKED
        if role == DETAIL:
            return self._detail(row)
        if role == TOOL_TIP:
            return f"{self._in_words(row)}\n{self._detail(row).capitalize()}"
        if role == ACCESSIBLE:
            title = self._title(row)
            return f"{f'{title}: ' if title else ''}{self._in_words(row)}; {self._detail(row)}"
        return None

    def _title(self, row: int) -> str:
        return _one_line(self._moves[row].title)

    def _in_words(self, row: int) -> str:
        move = self._moves[row]
        words = self._words.get(move)
        if words is None:
            words = self._words[move] = _one_line(describe.in_words(move, self._named_in))
        return words

    def _detail(self, row: int) -> str:
        if not self._moves[row].enabled:
            return "off"
        effect = self._effects[row]
        return "…" if effect is None else describe.effect_in_words(effect)

    # What a person does

    def setData(self, index: Index, value: object, role: int = EDIT) -> bool:
        row = index.row()
        session = self._session
        if role == CHECK:
            enabled = Qt.CheckState(value) == _CHECKED
            changed = move_edits.switched(session.scenario, row, enabled)
            session.change(changed, f"Switch {'on' if enabled else 'off'} {self.name(row)}")
            return True
        if role == EDIT:
            if str(value) != self._title(row):
                changed = move_edits.renamed(session.scenario, row, str(value))
                session.change(changed, f"Rename {self.name(row)}")
            return True
        return False

    def moveRows(self, source: Index, row: int, count: int, destination: Index, before: int) -> bool:
        if source.isValid() or destination.isValid() or count != 1 or before in (row, row + 1):
            return False
        self.move_to(row, before if before < row else before - 1)
        return True

    def move_to(self, row: int, to: int) -> None:
        """Put the move in a row at another place."""
        changed = move_edits.moved(self._session.scenario, row, to)
        self._session.change(changed, f"Move {self.name(row)}")

    # What the session does

    def _on_outcome_changed(self) -> None:
        scenario = self._session.scenario
        if not self._timer.isActive():
            self._timer.start()
        named_in = describe.naming_election(scenario)
        renamed = named_in is not self._named_in
        if renamed or len(self._words) > MOST_WORDS:
            self._words.clear()
            self._named_in = named_in
        if scenario.moves is not self._moves:
            self._follow(scenario.moves)
        if renamed and self._moves:
            self.dataChanged.emit(self.index(0), self.index(len(self._moves) - 1))

    def _follow(self, new: tuple[Move, ...]) -> None:
        """Become a list of other moves, telling views what became of which row."""
        old = self._moves
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        was, now = old[head : len(old) - tail], new[head : len(new) - tail]
        known = self._effects[head : head + len(was)] if len(was) == len(now) else [None] * len(now)
        effects = [*self._effects[:head], *known, *self._effects[len(old) - tail :]]
        root = QModelIndex()
        last_was, last_now = head + len(was) - 1, head + len(now) - 1
        if not was and now:
            self.beginInsertRows(root, head, last_now)
            self._moves, self._effects = new, effects
            self.endInsertRows()
        elif was and not now:
            self.beginRemoveRows(root, head, last_was)
            self._moves, self._effects = new, effects
            self.endRemoveRows()
        elif len(was) == len(now):
            if len(was) > 1 and was[1:] + was[:1] == now:
                self.beginMoveRows(root, head, head, root, last_was + 1)
                self._moves, self._effects = new, effects
                self.endMoveRows()
            elif len(was) > 1 and was[-1:] + was[:-1] == now:
                self.beginMoveRows(root, last_was, last_was, root, head)
                self._moves, self._effects = new, effects
                self.endMoveRows()
            else:
                self._moves, self._effects = new, effects
            if was:
                self.dataChanged.emit(self.index(head), self.index(last_now))
        else:
            self.beginResetModel()
            self._moves, self._effects = new, effects
            self.endResetModel()


def _one_line(text: str) -> str:
    """Return in one line what has titles and names in it, which in a file may be of several."""
    return " ".join(text.split())


def _common(ones: Sequence[Move], others: Sequence[Move]) -> int:
    """Return how many moves both begin with."""
    count = 0
    for one, other in zip(ones, others, strict=False):
        if one is not other and one != other:
            break
        count += 1
    return count


class MoveDelegate(QStyledItemDelegate):
    """Paints a move in two lines beside its check box: what it is, and what it comes to."""

    PADDING = 5

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @classmethod
    def row_height(cls, metrics: QFontMetrics) -> int:
        """Return the height of two lines in a font."""
        return 2 * metrics.height() + 2 * cls.PADDING

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        # The background, the check box and the focus are the style's; the words are ours.
        option.widget.style().drawControl(_ITEM, option, painter, option.widget)
        rect = self._words_rect(option)
        metrics = option.fontMetrics
        selected = bool(option.state & _SELECTED)
        enabled = option.checkState == _CHECKED
        tokens = self._theme.tokens
        strong = tokens.on_accent if selected else tokens.text if enabled else tokens.muted
        weak = tokens.on_accent if selected else tokens.muted
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(strong))
        line = QRect(rect.left(), rect.top(), rect.width(), metrics.height())
        painter.drawText(line, TO_THE_LEFT, metrics.elidedText(words, _ELIDE, line.width()))
        painter.setPen(QColor(weak))
        line.translate(0, metrics.height())
        detail = str(index.data(DETAIL))
        painter.drawText(line, TO_THE_LEFT, metrics.elidedText(detail, _ELIDE, line.width()))
        painter.restore()

    def _words_rect(self, option: QStyleOptionViewItem) -> QRect:
        box = option.widget.style().subElementRect(_CHECK_BOX, option, option.widget)
        return option.rect.adjusted(
            box.right() - option.rect.left() + 8, self.PADDING, -self.PADDING, -self.PADDING
        )

    # Renaming in place

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("move_title")
        editor.setAccessibleName("Title of the move")
        model = index.model()
        if isinstance(model, MoveListModel):
            editor.setPlaceholderText(str(index.data(DISPLAY)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(str(index.data(EDIT)))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        rect = self._words_rect(option)
        rect.setHeight(editor.sizeHint().height())
        editor.setGeometry(rect)
