"""The panel of the scenario's moves: their list, and under it the editor of the one that is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.core import move_edits
from ukvote_gui.core.moves import SetShares
from ukvote_gui.models.move_list import KINDS, LABELS, MoveListModel
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.views.moves.labels import quiet_label
from ukvote_gui.views.moves.move_list import MoveList

if TYPE_CHECKING:
    from ukvote_gui.views.moves.bloc_editor import BlocEditor
    from ukvote_gui.views.moves.editor import MoveEditor

UP, DOWN = -1, 1
ROWS_SHOWN = (2, 5)
"""So many moves the list shows at the least and at the most, until a person drags the line under it."""
EDITOR_LINES = 28
"""Lines of text that the editor has room for before the list gets more than its least."""
_STRONG_FOCUS = Qt.FocusPolicy.StrongFocus
_WIDGET_SHORTCUT = Qt.ShortcutContext.WidgetShortcut


class _Splitter(QSplitter):
    """A splitter that tells when it has another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class MovesPanel(QWidget):
    """Adds, orders, switches, names, copies and deletes moves, and edits them.

    Handles: ``move_list``; ``move_add`` (QToolButton), whose menu holds a QAction ``move_add_<kind>`` a kind;
    the buttons ``move_duplicate``, ``move_delete``, ``move_up``, ``move_down`` and ``blocs_button``; the
    editors ``<kind>_editor`` and ``bloc_editor``.

    Signals:
        seat_wanted: ONS id of the constituency whose shares a person wants to set in the what-if editor.
    """

    seat_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moves_panel")
        self.setAccessibleName("Moves")
        self._session = session
        self._theme = theme
        self._editors: dict[str, MoveEditor[Any]] = {}
        self._blocs: BlocEditor | None = None
        self._model = MoveListModel(session, self)
        self._list = MoveList(self._model, theme, self)
        self._hint = quiet_label(self, "Select a move to edit it.", wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("move_editor_room")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._splitter = _Splitter(Qt.Orientation.Vertical, self)
        self._splitter.setObjectName("moves_splitter")
        self._splitter.addWidget(self._list)
        self._splitter.addWidget(self._scroll)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        self._placed_by_hand = False
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        self._splitter.resized.connect(self._fit_list)
        self._list.setMinimumHeight(80)
        self._scroll.setMinimumHeight(80)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addLayout(self._buttons())
        layout.addWidget(self._splitter, 1)
        self._list.doubleClicked.connect(self._on_edit)
        self._list.clicked.connect(self._on_current_changed)
        self._list.selectionModel().currentRowChanged.connect(self._on_current_changed)
        for changed in (self._model.rowsInserted, self._model.rowsRemoved, self._model.modelReset):
            changed.connect(self._fit_list)
        session.outcome_changed.connect(self._show_editor)
        self._show_editor()

    def _buttons(self) -> QHBoxLayout:
        add = QPushButton("&Add", self)
        add.setObjectName("move_add")
        add.setAccessibleName("Add a move")
        add.setToolTip("Add a move to the scenario")
        menu = QMenu(add)
        for kind, text, what in KINDS:
            action = menu.addAction(f"{text}  –  {what}")
            action.setObjectName(f"move_add_{kind}")
            action.setData(kind)
            action.triggered.connect(self._on_add)
        add.setMenu(menu)
        keys = QKeySequence
        edit = self._action("Edit", "move_edit", self._on_edit, keys("Return"), keys("Enter"))
        rename = self._action("Rename", "move_rename", self._on_rename, keys("F2"))
        copy = self._action("Duplicate", "move_duplicate_action", self._on_duplicate, keys("Ctrl+D"))
        up = self._action("Move up", "move_up_action", self._on_up, keys("Alt+Up"))
        down = self._action("Move down", "move_down_action", self._on_down, keys("Alt+Down"))
        delete = self._action("Delete", "move_delete_action", self._on_delete, keys(keys.StandardKey.Delete))
        up.setIconText("↑")
        down.setIconText("↓")
        self._acts = (edit, rename, copy, up, down, delete)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(add)
        row.addSpacing(6)
        for action, name in (
            (copy, "move_duplicate"),
            (delete, "move_delete"),
            (up, "move_up"),
            (down, "move_down"),
        ):
            button = QToolButton(self)
            button.setObjectName(name)
            button.setDefaultAction(action)
            button.setAccessibleName(f"{action.text()} the selected move")
            button.setFocusPolicy(_STRONG_FOCUS)
            row.addWidget(button)
        row.addStretch(1)
        self._blocs_button = QToolButton(self)
        self._blocs_button.setObjectName("blocs_button")
        self._blocs_button.setText("Blocs")
        self._blocs_button.setCheckable(True)
        self._blocs_button.setAccessibleName("Edit blocs")
        self._blocs_button.setToolTip("Names for several parties and candidates, to use in moves")
        self._blocs_button.setFocusPolicy(_STRONG_FOCUS)
        self._blocs_button.clicked.connect(self._on_blocs)
        row.addWidget(self._blocs_button)
        return row

    def _action(self, text: str, name: str, slot: Callable[[], None], *keys: QKeySequence) -> QAction:
        action = QAction(text, self._list)
        action.setObjectName(name)
        action.setShortcuts(keys)
        action.setShortcutContext(_WIDGET_SHORTCUT)
        action.triggered.connect(slot)
        self._list.addAction(action)
        return action

    def _fit_list(self) -> None:
        """Let the list show its moves, or as many of them as leave room enough below; none in part.

        Whatever move is selected, it is as high: no row goes away from under the hand that selects it.
        """
        if self._placed_by_hand:
            return
        fewest, most = ROWS_SHOWN
        wanted = min(max(self._model.rowCount(), fewest), most)
        room = self._splitter.height() - self._splitter.handleWidth()
        row, frame = self._list.row_height, 2 * self._list.frameWidth()
        spare = room - frame - EDITOR_LINES * self.fontMetrics().height()
        height = frame + row * min(wanted, max(fewest, spare // row))
        self._splitter.setSizes([height, room - height])
        self._list.scrollTo(self._list.currentIndex())

    def _on_splitter_moved(self) -> None:
        self._placed_by_hand = True

    @property
    def _row(self) -> int:
        return self._list.currentIndex().row()

    # The editor under the list

    def _on_current_changed(self) -> None:
        # While rows are being taken out, the list is not what the scenario is; the session tells when it is.
        if self._model.in_step:
            self._blocs_button.setChecked(False)
            self._show_editor()

    def _show_editor(self) -> None:
        """Show what belongs under the list; called at every step of a drag."""
        row, moves = self._row, self._session.scenario.moves
        for action in self._acts:
            action.setEnabled(row >= 0)
        page: QWidget = self._hint
        if self._blocs_button.isChecked():
            page = self._bloc_editor()
        elif 0 <= row < len(moves):
            editor = self._editor(moves[row].kind)
            editor.show_move(row)
            page = editor
        else:
            self._hint.setText("Select a move to edit it." if moves else "")
        if self._scroll.widget() is not page:
            old = self._scroll.takeWidget()
            if old is not None:
                old.setParent(self)  # else it would be a window of its own
                old.hide()
            self._scroll.setWidget(page)
            page.show()

    def _editor(self, kind: str) -> MoveEditor[Any]:
        editor = self._editors.get(kind)
        if editor is None:
            editor = self._editors[kind] = self._make_editor(kind)
        return editor

    def _make_editor(self, kind: str) -> MoveEditor[Any]:
        # Editors are much to load, and the list is there before any of them is wanted.
        from ukvote_gui.views.moves.editors import EDITORS
        from ukvote_gui.views.moves.set_shares_editor import SetSharesEditor

        editor = EDITORS[kind](self._session, self._theme, self)
        if isinstance(editor, SetSharesEditor):
            editor.seat_wanted.connect(self.seat_wanted)
        return editor

    def _bloc_editor(self) -> BlocEditor:
        if self._blocs is None:
            from ukvote_gui.views.moves.bloc_editor import BlocEditor

            self._blocs = BlocEditor(self._session, self._theme, self)
            self._blocs.added.connect(self._on_bloc_added)
        self._blocs.refresh()
        return self._blocs

    # What a person does

    def _on_add(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        kind, session = str(action.data()), self._session
        if kind == SetShares.kind:
            self.seat_wanted.emit(session.seat)
            return
        scenario = session.scenario
        # What was set by hand in single seats stays the last word.
        position = scenario.edits_start
        move = move_edits.blank(kind, session.seat)
        session.change(move_edits.inserted(scenario, position, move), f"Add a {LABELS[kind]}")
        self.edit(position)

    def edit(self, row: int) -> None:
        """Select the move at a position, and give the first field of its editor the focus."""
        self._select(row)
        self._on_edit()

    def _select(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row))

    def _on_edit(self) -> None:
        if self._row >= 0:
            self._blocs_button.setChecked(False)
            self._show_editor()
            self._editor(self._session.scenario.moves[self._row].kind).start_editing()

    def _on_rename(self) -> None:
        self._list.edit(self._list.currentIndex())

    def _on_duplicate(self) -> None:
        row, session = self._row, self._session
        changed = move_edits.duplicated(session.scenario, row)
        session.change(changed, f"Duplicate {self._model.name(row)}")
        self._select(row + 1)

    def _on_delete(self) -> None:
        row, session = self._row, self._session
        session.change(move_edits.deleted(session.scenario, row), f"Delete {self._model.name(row)}")

    def _on_up(self) -> None:
        self._move(UP)

    def _on_down(self) -> None:
        self._move(DOWN)

    def _move(self, by: int) -> None:
        row = self._row
        if 0 <= row + by < self._model.rowCount():
            self._model.move_to(row, row + by)
            self._select(row + by)

    def _on_bloc_added(self) -> None:
        # Its row has its place when what is asked of the layout has been done.
        QTimer.singleShot(0, self._show_focus)

    def _show_focus(self) -> None:
        page = self._scroll.widget()
        focused = None if page is None else page.focusWidget()
        if focused is not None:
            self._scroll.ensureWidgetVisible(focused)

    def _on_blocs(self) -> None:
        self._show_editor()
        if self._blocs_button.isChecked():
            self._bloc_editor().start_editing()
