"""The main window: it composes the views, and holds what concerns all of them: files, menus, layout."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QToolBar,
    QWidget,
)

from ukvote_gui import resources
from ukvote_gui.core import dataset, files, tables
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.state.recovery import Recovery
from ukvote_gui.state.session import Session, write_atomically
from ukvote_gui.state.settings import Settings, data_folder
from ukvote_gui.theme import Theme
from ukvote_gui.theme.theme import CHOICES
from ukvote_gui.views.about_dialog import AboutDialog
from ukvote_gui.views.constituency_browser import ConstituencyBrowser
from ukvote_gui.views.detail_panel import DetailPanel
from ukvote_gui.views.help_dialog import HelpDialog
from ukvote_gui.views.scenario_dialog import ScenarioDialog
from ukvote_gui.views.seat_totals import SeatTotals
from ukvote_gui.views.swing_panel import SwingPanel
from ukvote_gui.views.what_if_editor import WhatIfEditor

PROGRAM = "UK Vote What-If"
FILE_FILTER = f"Scenarios (*{files.SUFFIX});;All files (*)"
LAYOUT_VERSION = 1
DEFAULT_SIZE = (1440, 900)
HIGH_WINDOW = 860
"""Pixels of height from which two panels fit one below the other."""
PANEL_WIDTHS = (420, 560)
"""The least and the most pixels that panels take of the window's width at first."""

Panel = Callable[[Session, Theme, QWidget], QWidget]
"""Makes what is in a dock."""

LATER_PANELS: tuple[tuple[str, str, Panel], ...] = (("Swing", "dock_swing", SwingPanel),)
"""Title, object name and maker of the panels that are made after the first paint, in the order of tabs."""

_Buttons = QMessageBox.StandardButton
_RightArea = Qt.DockWidgetArea.RightDockWidgetArea


class MainWindow(QMainWindow):
    """Hosts the table, the panels and the editor; opens, saves and exports; remembers its layout.

    Handles besides those of HANDLES.md: ``problem_dialog`` (what went wrong), ``unsaved_dialog`` (the
    question before unsaved work is lost), ``seat_totals_bar``, and one ``dock_<name>`` a panel.
    """

    def __init__(self, session: Session, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAccessibleName(PROGRAM)
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.session = session
        self._theme = theme
        self._settings = settings
        self._problem: QMessageBox | None = None
        self._problem_at_start: tuple[str, str] | None = None
        self._proceed: Callable[[], object] | None = None
        self._closing = False
        session.setParent(self)
        self._recovery = Recovery(session, data_folder())

        self._browser = ConstituencyBrowser(session, theme, self)
        self.setCentralWidget(self._browser)
        totals = QToolBar("Seat totals", self)
        totals.setObjectName("seat_totals_bar")
        totals.setMovable(False)
        totals.addWidget(SeatTotals(session, theme, self))
        totals.toggleViewAction().setEnabled(False)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, totals)
        self._docks: list[QDockWidget] = []
        self._unfilled: list[tuple[QDockWidget, Panel]] = []
        self._painted = False
        self._add_dock("What if", "dock_what_if").setWidget(WhatIfEditor(session, theme, self))
        self._add_dock("Constituency", "dock_detail").setWidget(DetailPanel(session, theme, self))
        for title, name, panel in LATER_PANELS:
            self._unfilled.append((self._add_dock(title, name), panel))
        QTimer.singleShot(0, self._fill_docks)

        self._status = QLabel("Ready.", self)
        self._status.setObjectName("status_message")
        self._status.setAccessibleName("Last event")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self._status, 1)

        self._make_actions()
        session.message_posted.connect(self._status.setText)
        session.file_changed.connect(self._show_name)
        session.undo_stack.indexChanged.connect(self._on_step)
        self._show_name()
        self._restore_layout()

    # Actions and menus

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        undo_stack = self.session.undo_stack
        file = self.menuBar().addMenu("&File")
        self._add_action(file, "action_new", "&New scenario", self._on_new, keys.New)
        self._add_action(file, "action_open", "&Open…", self._on_open, keys.Open)
        self._recent = file.addMenu("Open &recent")
        self._recent.setObjectName("menu_recent")
        self._recent.aboutToShow.connect(self._fill_recent)
        self._examples = file.addMenu("E&xamples")
        self._examples.setObjectName("menu_examples")
        self._examples.setToolTipsVisible(True)
        self._examples.aboutToShow.connect(self._fill_examples)
        file.addSeparator()
        self._add_action(file, "action_save", "&Save", self._on_save, keys.Save)
        self._add_action(file, "action_save_as", "Save &as…", self._on_save_as, keys.SaveAs)
        file.addSeparator()
        self._add_action(file, "action_export_csv", "&Export table as CSV…", self._on_export_csv)
        file.addSeparator()
        quit_ = self._add_action(file, "action_quit", "&Quit", self.close, keys.Quit)
        quit_.setMenuRole(QAction.MenuRole.QuitRole)

        edit = self.menuBar().addMenu("&Edit")
        undo = undo_stack.createUndoAction(self, "&Undo")
        redo = undo_stack.createRedoAction(self, "&Redo")
        for action, name, key in ((undo, "action_undo", keys.Undo), (redo, "action_redo", keys.Redo)):
            action.setObjectName(name)
            action.setShortcuts(key)
            edit.addAction(action)
            self.addAction(action)
        edit.addSeparator()
        self._add_action(edit, "action_copy", "&Copy rows", self._browser.copy_selection, keys.Copy)
        self._add_action(edit, "action_find", "&Find constituency", self._browser.focus_search, keys.Find)

        scenario = self.menuBar().addMenu("&Scenario")
        self._add_action(scenario, "action_describe", "&Title and notes…", self._on_describe)
        scenario.addSection("Starting from")
        self._bases = self._add_choice(
            scenario,
            [
                (dataset.BASES[0], "&General election of 4 July 2024"),
                (dataset.BASES[1], "The same, with the &by-elections since"),
            ],
            self._on_base_chosen,
        )
        scenario.aboutToShow.connect(self._show_base)

        view = self.menuBar().addMenu("&View")
        for dock in self._docks:
            view.addAction(dock.toggleViewAction())
        self._add_action(view, "action_restore_layout", "&Restore layout", self._on_restore_layout)
        view.addSection("Colours")
        labels = ("Like the &system", "&Light", "&Dark")
        themes = self._add_choice(view, list(zip(CHOICES, labels, strict=True)), self._on_theme_chosen)
        themes[self._theme.choice].setChecked(True)

        help_ = self.menuBar().addMenu("&Help")
        self._add_action(help_, "action_help", "&First five minutes", self._on_help, keys.HelpContents)
        about = self._add_action(help_, "action_about", "&About, data and licences", self._on_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add_action(
        self,
        menu: QMenu,
        name: str,
        text: str,
        slot: Callable[[], object],
        key: QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if key is not None:
            action.setShortcuts(key)
        action.triggered.connect(slot)
        menu.addAction(action)
        self.addAction(action)
        return action

    def _add_choice(
        self, menu: QMenu, choices: list[tuple[str, str]], slot: Callable[[QAction], None]
    ) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for key, text in choices:
            action = QAction(text, self)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
            menu.addAction(action)
            actions[key] = action
        group.triggered.connect(slot)
        return actions

    def _add_dock(self, title: str, name: str) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        self.addDockWidget(_RightArea, dock)
        self._docks.append(dock)
        return dock

    def _fill_docks(self) -> None:
        """Make the panels that are not needed for the first paint, one at a time, once that is done."""
        if self.isVisible() and not self._painted:
            return
        if not self._unfilled:
            # np.unique loads it when it is first called, which would hold up the first step of a drag.
            importlib.import_module("numpy.ma")
            return
        dock, panel = self._unfilled.pop(0)
        dock.setWidget(panel(self.session, self._theme, self))
        QTimer.singleShot(0, self._fill_docks)

    # What is open

    def _show_name(self) -> None:
        # Not setWindowModified: windowTitle() would give its placeholder, "[*]", to whoever reads it.
        mark = "*" if self.session.modified else ""
        self.setWindowTitle(f"{mark}{self.session.name} – {PROGRAM}")

    def _on_step(self, index: int) -> None:
        stack = self.session.undo_stack
        if index > 0:
            self._status.setText(stack.text(index - 1))
        elif stack.count():
            self._status.setText(f"Undone: {stack.text(0)}")

    def open_file(self, path: Path) -> None:
        """Open a scenario file; where that fails, say why and leave what is open as it is."""
        try:
            warning = self.session.open(path)
        except ScenarioError as error:
            if not path.exists():
                self._settings.remove_recent_file(path)
            self.show_problem(f"“{path.name}” was not opened", str(error))
            return
        self._settings.add_recent_file(path)
        self._settings.last_folder = str(path.absolute().parent)
        if warning:
            self.show_problem("Made with other data", warning)

    def _unless_unsaved(self, proceed: Callable[[], object]) -> None:
        """Do something that replaces the scenario, after a question where work would be lost."""
        if not self.session.modified:
            proceed()
            return
        self._proceed = proceed
        question = QMessageBox(
            QMessageBox.Icon.Question,
            PROGRAM,
            f"Save the changes to “{self.session.name}”?",
            _Buttons.Save | _Buttons.Discard | _Buttons.Cancel,
            self,
        )
        question.setObjectName("unsaved_dialog")
        question.setInformativeText("If you do not save them, they are lost.")
        question.setDefaultButton(_Buttons.Save)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.finished.connect(self._on_unsaved_answered)
        question.open()

    def _on_unsaved_answered(self, answer: int) -> None:
        proceed, self._proceed = self._proceed, None
        if proceed is not None and (
            answer == _Buttons.Discard.value or (answer == _Buttons.Save.value and self._on_save())
        ):
            proceed()

    def _on_new(self) -> None:
        self._unless_unsaved(self.session.new)

    def _on_open(self) -> None:
        self._unless_unsaved(self._choose_and_open)

    def _choose_and_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Open a scenario", self._settings.last_folder, FILE_FILTER
        )
        if name:
            self.open_file(Path(name))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent_files:
            action = self._recent.addAction(path.name.replace("&", "&&"))
            action.setData(str(path))
            action.setToolTip(str(path))
            action.triggered.connect(self._on_recent)
        if self._recent.isEmpty():
            self._recent.addAction("No recent files").setEnabled(False)
        else:
            self._recent.addSeparator()
            self._recent.addAction("&Clear this list").triggered.connect(self._settings.clear_recent_files)

    def _fill_examples(self) -> None:
        if not self._examples.isEmpty():
            return
        for path in sorted(resources.path("examples").glob(f"*{files.SUFFIX}")):
            scenario = files.read(path).scenario
            action = self._examples.addAction(scenario.title.replace("&", "&&"))
            action.setData(str(path))
            action.setToolTip(scenario.notes)
            action.triggered.connect(self._on_example)

    def _on_example(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            path = Path(str(action.data()))

            def open_it() -> None:
                self.session.open_example(path)

            self._unless_unsaved(open_it)

    def _on_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._offer(Path(str(action.data())))

    def _offer(self, path: Path) -> None:
        """Open a file that was pointed at, after the question where work would be lost."""

        def open_it() -> None:
            self.open_file(path)

        self._unless_unsaved(open_it)

    def _on_save(self) -> bool:
        path = self.session.path
        return self._save(path) if path is not None else self._on_save_as()

    def _on_save_as(self) -> bool:
        start = self.session.path or Path(self._settings.last_folder) / _file_name(self.session.name)
        name, _ = QFileDialog.getSaveFileName(self, "Save the scenario", str(start), FILE_FILTER)
        if not name:
            return False
        path = Path(name)
        return self._save(path if path.suffix else path.with_suffix(files.SUFFIX))

    def _save(self, path: Path) -> bool:
        try:
            self.session.save(path)
        except OSError as error:
            self.show_problem("The scenario was not saved", str(error))
            return False
        self._settings.add_recent_file(path)
        self._settings.last_folder = str(path.absolute().parent)
        return True

    def _on_export_csv(self) -> None:
        start = Path(self._settings.last_folder) / _file_name(self.session.name, ".csv")
        name, _ = QFileDialog.getSaveFileName(
            self, "Export the table", str(start), "Tables (*.csv);;All files (*)"
        )
        if not name:
            return
        path = Path(name)
        content = tables.constituencies_csv(self.session.scenario, self.session.outcome)
        try:
            write_atomically(path, content)
        except OSError as error:
            self.show_problem("The table was not exported", str(error))
            return
        self.session.message_posted.emit(f"Exported {path.name}.")

    # The scenario as a whole

    def _on_describe(self) -> None:
        dialog = ScenarioDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_base(self) -> None:
        self._bases[self.session.scenario.base].setChecked(True)

    def _on_base_chosen(self, action: QAction) -> None:
        changed = replace(self.session.scenario, base=str(action.data()))
        try:
            # The moves may name candidates who did not stand in the other base.
            files.from_json(files.to_json(changed))
        except ScenarioError as error:
            self.show_problem("This scenario does not fit that election", str(error))
            return
        title = dataset.load_election(changed.base).title
        self.session.change(changed, f"Start from: {title}")

    # Looks

    def _on_theme_chosen(self, action: QAction) -> None:
        self._theme.choose(str(action.data()))
        self._settings.theme = self._theme.choice

    def _on_restore_layout(self) -> None:
        for dock in self._docks:
            dock.setFloating(False)
            dock.show()
        self._arrange()

    def _on_help(self) -> None:
        dialog = HelpDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _on_about(self) -> None:
        dialog = AboutDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_problem(self, what: str, why: str) -> None:
        """Say what went wrong, and why, in the one dialog for that; once the window is shown."""
        self._status.setText(f"{what}: {why}")
        if not self.isVisible():
            self._problem_at_start = (what, why)
            return
        if self._problem is not None:
            self._problem.close()
        self._problem = QMessageBox(QMessageBox.Icon.Warning, PROGRAM, what, _Buttons.Ok, self)
        self._problem.setObjectName("problem_dialog")
        self._problem.setAccessibleName("Problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setInformativeText(why)
        self._problem.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._problem.finished.connect(self._on_problem_read)
        self._problem.open()

    def _on_problem_read(self, _button: int) -> None:
        self._problem = None

    # Layout

    def _arrange(self) -> None:
        """Lay the panels out for the room there is: one below the other, or as tabs where it is low."""
        editor, details, *others = self._docks
        for dock in self._docks:
            self.addDockWidget(_RightArea, dock)
        if self.height() >= HIGH_WINDOW:
            self.splitDockWidget(editor, details, Qt.Orientation.Vertical)
        else:
            self.tabifyDockWidget(editor, details)
        for dock in others:
            self.tabifyDockWidget(details, dock)
        (details if self.height() >= HIGH_WINDOW else editor).raise_()
        width = min(max(PANEL_WIDTHS[0], round(self.width() * 0.3)), PANEL_WIDTHS[1])
        self.resizeDocks([editor, details], [width, width], Qt.Orientation.Horizontal)

    def _restore_layout(self) -> None:
        self.resize(*DEFAULT_SIZE)
        geometry = self._settings.bytes_of("window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry) or not _on_a_screen(self):
            self._fit_to_screen()
        state: QByteArray = self._settings.bytes_of("window/state")
        if state.isEmpty() or not self.restoreState(state, LAYOUT_VERSION):
            self._arrange()
        self._browser.restore_state(self._settings.bytes_of("table/columns"))
        for dock in self._docks:
            if dock.isFloating() and not _on_a_screen(dock):
                dock.setFloating(False)

    def _fit_to_screen(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(DEFAULT_SIZE[0], room.width()), min(DEFAULT_SIZE[1], room.height() - 40))
        self.move(room.center() - self.rect().center())

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        problem, self._problem_at_start = self._problem_at_start, None
        if problem is not None:
            self.show_problem(*problem)
        elif self._recovery.left_over is not None:
            self._ask_about_left_over()

    def _ask_about_left_over(self) -> None:
        question = QMessageBox(
            QMessageBox.Icon.Question,
            PROGRAM,
            "The program ended with unsaved work last time.",
            _Buttons.Open | _Buttons.Discard | _Buttons.Cancel,
            self,
        )
        question.setObjectName("recovery_dialog")
        question.setInformativeText("Open it again? If you cancel, you are asked again next time.")
        question.setDefaultButton(_Buttons.Open)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.finished.connect(self._on_left_over_answered)
        question.open()

    def _on_left_over_answered(self, answer: int) -> None:
        left_over = self._recovery.left_over
        if left_over is None or answer == _Buttons.Cancel.value:
            return
        try:
            if answer == _Buttons.Open.value:
                self.session.restore(left_over)
        except ScenarioError as error:
            self.show_problem("The unsaved work could not be opened", f"{left_over}: {error}")
            return
        self._recovery.discard()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._fill_docks)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.modified and not self._closing:
            event.ignore()
            self._unless_unsaved(self._close_anyway)
            return
        self._settings.set_bytes("window/geometry", self.saveGeometry())
        self._settings.set_bytes("window/state", self.saveState(LAYOUT_VERSION))
        self._settings.set_bytes("table/columns", self._browser.save_state())
        self._settings.sync()
        self._recovery.stop()
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._closing = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self._offer(path)


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _file_name(title: str, suffix: str = files.SUFFIX) -> str:
    """Return a title as the name of a file, without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_()" else "_" for letter in title)
    return (kept.strip()[:80] or "scenario") + suffix


def _on_a_screen(window: QWidget) -> bool:
    """Return whether enough of a window's title bar is on a screen to get hold of it."""
    frame = window.frameGeometry()
    frame.setHeight(40)
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(frame)
        if seen.width() >= 80 and seen.height() >= 20:
            return True
    return False
