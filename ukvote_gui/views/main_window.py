"""The main window: it composes the table, the panels and the totals, and holds the menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QChildEvent, QEvent, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStyle,
    QTabBar,
    QToolBar,
)

from ukvote_gui.core import dataset, files
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.state.recovery import Recovery
from ukvote_gui.state.session import Session, write_atomically
from ukvote_gui.state.settings import Settings, data_folder
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import Still
from ukvote_gui.theme.theme import CHOICES
from ukvote_gui.views.constituency_browser import ConstituencyBrowser
from ukvote_gui.views.documents import Documents
from ukvote_gui.views.seat_totals import SeatTotals
from ukvote_gui.views.workspace import FRAME_HEIGHT, PRESENT, Arrangement, Workspace, on_a_screen

PROGRAM = "UK Vote What-If"
DEFAULT_SIZE = (1440, 900)
PRESENT_TYPE = 1.4
"""How many times as large letters are while presenting."""


class MainWindow(QMainWindow):
    """Hosts the table, the panels and the totals; exports; remembers its layout.

    Handles besides those of HANDLES.md: ``problem_dialog`` (what went wrong), ``unsaved_dialog`` (the
    question before unsaved work is lost), ``recovery_dialog``, ``seat_totals_bar``, and one ``dock_<name>``
    a panel.

    Attributes:
        session: what is worked on.
        documents: its files.
        workspace: its panels.
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
        session.setParent(self)
        self._theme = theme
        self._settings = settings
        self._problem: QMessageBox | None = None
        self._problem_at_start: tuple[str, str] | None = None
        self._closing = False
        self._recovery = Recovery(session, data_folder())
        self.documents = Documents(self, session, settings, self.show_problem)

        self._browser = ConstituencyBrowser(session, theme, self)
        self.setCentralWidget(self._browser)
        totals = QToolBar("Seat totals", self)
        totals.setObjectName("seat_totals_bar")
        totals.setMovable(False)
        totals.addWidget(SeatTotals(session, theme, self))
        totals.toggleViewAction().setEnabled(False)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, totals)
        self._status = QLabel("Ready.", self)
        self._status.setObjectName("status_message")
        self._status.setAccessibleName("Last event")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        margin = self.style().pixelMetric(QStyle.PixelMetric.PM_LayoutLeftMargin)
        self._status.setContentsMargins(margin, 0, margin, 0)
        self.statusBar().addWidget(Still(self._status), 1)
        self.workspace = Workspace(self, session, theme)
        self.workspace.filled.connect(self._on_filled)
        self._before_present: tuple[Qt.WindowState, QRect, Arrangement] | None = None

        self._make_file_menu()
        self._make_edit_menu()
        self._make_scenario_menu()
        self._make_view_menu()
        self._make_help_menu()
        session.message_posted.connect(self._status.setText)
        session.file_changed.connect(self._show_name)
        session.undo_stack.indexChanged.connect(self._on_step)
        self._show_name()
        self._restore_layout()

    # Menus

    def _make_file_menu(self) -> None:
        keys = QKeySequence.StandardKey
        menu = self.menuBar().addMenu("&File")
        self._add_action(menu, "action_new", "&New scenario", self.documents.new, keys.New)
        self._add_action(menu, "action_open", "&Open…", self.documents.open, keys.Open)
        self._recent = menu.addMenu("Open &recent")
        self._recent.setObjectName("menu_recent")
        self._recent.aboutToShow.connect(self._on_recent_shown)
        self._examples = menu.addMenu("E&xamples")
        self._examples.setObjectName("menu_examples")
        self._examples.setToolTipsVisible(True)
        self._examples.aboutToShow.connect(self._on_examples_shown)
        menu.addSeparator()
        self._add_action(menu, "action_save", "&Save", self.documents.save, keys.Save)
        self._add_action(menu, "action_save_as", "Save &as…", self.documents.save_as, keys.SaveAs)
        menu.addSeparator()
        self._add_action(menu, "action_export_csv", "&Export table as CSV…", self._on_export_csv)
        self._add_action(menu, "action_export_image", "Export &picture…", self._on_export_image)
        self._add_action(menu, "action_export_report", "Export &report…", self._on_export_report)
        menu.addSeparator()
        quit_ = self._add_action(menu, "action_quit", "&Quit", self.close, keys.Quit)
        quit_.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit_menu(self) -> None:
        keys = QKeySequence.StandardKey
        menu = self.menuBar().addMenu("&Edit")
        undo = self.session.undo_stack.createUndoAction(self, "&Undo")
        redo = self.session.undo_stack.createRedoAction(self, "&Redo")
        for action, name, key in ((undo, "action_undo", keys.Undo), (redo, "action_redo", keys.Redo)):
            action.setObjectName(name)
            action.setShortcuts(key)
            menu.addAction(action)
            self.addAction(action)
        menu.addSeparator()
        self._add_action(menu, "action_copy", "&Copy rows", self._browser.copy_selection, keys.Copy)
        self._add_action(menu, "action_find", "&Find constituency", self._browser.focus_search, keys.Find)

    def _make_scenario_menu(self) -> None:
        menu = self.menuBar().addMenu("&Scenario")
        self._add_action(menu, "action_describe", "&Title and notes…", self._on_describe)
        menu.addSection("Starting from")
        general, with_byelections = dataset.BASES
        self._bases = self._add_choice(
            menu,
            {
                general: "&General election of 4 July 2024",
                with_byelections: "The same, with the &by-elections since",
            },
            self._on_base_chosen,
        )
        menu.aboutToShow.connect(self._show_base)

    def _make_view_menu(self) -> None:
        menu = self.menuBar().addMenu("&View")
        self.workspace.add_to_menu(menu)
        menu.addSection("Layout")
        self.workspace.add_layouts_to_menu(menu)
        self._add_action(menu, "action_restore_layout", "&Restore layout", self._on_restore_layout)
        menu.addSeparator()
        full_screen = QKeySequence.StandardKey.FullScreen
        self._add_action(menu, "action_present", "Pre&sent, full screen", self._on_present, full_screen)
        menu.addSection("Colours")
        labels = ("Like the &system", "&Light", "&Dark")
        themes = self._add_choice(menu, dict(zip(CHOICES, labels, strict=True)), self._on_theme_chosen)
        themes[self._theme.choice].setChecked(True)

    def _make_help_menu(self) -> None:
        menu = self.menuBar().addMenu("&Help")
        key = QKeySequence.StandardKey.HelpContents
        self._add_action(menu, "action_help", "&First five minutes", self._on_help, key)
        about = self._add_action(menu, "action_about", "&About, data and licences", self._on_about)
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
        self, menu: QMenu, choices: dict[str, str], slot: Callable[[QAction], None]
    ) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for key, text in choices.items():
            action = QAction(text, self)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
            menu.addAction(action)
            actions[key] = action
        group.triggered.connect(slot)
        return actions

    def _on_recent_shown(self) -> None:
        self.documents.fill_recent(self._recent)

    def _on_examples_shown(self) -> None:
        self.documents.fill_examples(self._examples)

    # What is open

    def open_file(self, path: Path) -> None:
        """Open a scenario file; where that fails, say why and leave what is open as it is."""
        self.documents.open_file(path)

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

    def _on_export_csv(self) -> None:
        from ukvote_gui.core import tables

        path = self.documents.choose_target("Export the table", "Tables (*.csv);;All files (*)", ".csv")
        if path is None:
            return
        content = tables.constituencies_csv(self.session.scenario, self.session.outcome)
        try:
            write_atomically(path, content)
        except OSError as error:
            self.show_problem("The table was not exported", str(error))
            return
        self.session.message_posted.emit(f"Exported {path.name}.")

    def _on_export_image(self) -> None:
        from ukvote_gui.views.export import ExportImageDialog

        choose = self.documents.choose_target
        ExportImageDialog(self.workspace.pictures, self.session, choose, self.show_problem, self).open()

    def _on_export_report(self) -> None:
        from ukvote_gui.views.export import export_report

        pictures = self.workspace.pictures()
        export_report(self.session, pictures, self.documents.choose_target, self.show_problem)

    # The scenario as a whole

    def _on_describe(self) -> None:
        from ukvote_gui.views.scenario_dialog import ScenarioDialog

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
        self.workspace.arrange()

    def _on_present(self) -> None:
        """Show pictures alone, full screen and in large type; or end that."""
        before = self._before_present
        if before is None:
            self._before_present = (self.windowState(), self.geometry(), self.workspace.arrangement())
            _enlarge_type(PRESENT_TYPE)
            self.workspace.show_titles(False)
            self.showFullScreen()
            self.workspace.arrange(PRESENT)
            self.session.message_posted.emit("Press F11 or Esc to end the presentation.")
            return
        self._before_present = None
        window_state, geometry, panels = before
        _enlarge_type(1 / PRESENT_TYPE)
        self.workspace.show_titles(True)
        self.setWindowState(window_state)
        if window_state == Qt.WindowState.WindowNoState:
            self.setGeometry(geometry)
        self.workspace.restore_arrangement(panels)
        self.session.message_posted.emit("The presentation has ended.")

    def _on_filled(self) -> None:
        """Join panels that do not know each other: the map follows the search and the draws."""
        from ukvote_gui.charts.map.map_view import MapView
        from ukvote_gui.state.draws_worker import draws_of
        from ukvote_gui.views.moves import MovesPanel

        map_view = self.workspace.panel("map")
        assert isinstance(map_view, MapView)
        self._map = map_view
        self._draws = draws_of(self.session)
        self._draws.chances_changed.connect(self._on_chances_changed)
        self._browser.found_changed.connect(self._map.highlight)
        moves = self.workspace.panel("moves")
        assert isinstance(moves, MovesPanel)
        moves.seat_wanted.connect(self._on_seat_wanted)
        self._moves = moves
        self.session.move_wanted.connect(self._on_move_wanted)

    def _on_seat_wanted(self, _seat: str) -> None:
        self.workspace.show("what_if")

    def _on_move_wanted(self, position: int) -> None:
        self.workspace.show("moves")
        self._moves.edit(position)

    def _on_chances_changed(self) -> None:
        found = self._draws.chances
        self._map.set_chances(None if found is None or self._draws.stale else found.winner_chance)

    def _on_help(self) -> None:
        from ukvote_gui.views.help_dialog import HelpDialog

        dialog = HelpDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _on_about(self) -> None:
        from ukvote_gui.views.about_dialog import AboutDialog

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
        self._problem = QMessageBox(
            QMessageBox.Icon.Warning, PROGRAM, what, QMessageBox.StandardButton.Ok, self
        )
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

    def _restore_layout(self) -> None:
        self.resize(*DEFAULT_SIZE)
        geometry = self._settings.bytes_of("window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry) or not on_a_screen(self):
            self._fit_to_screen()
        self._browser.restore_state(self._settings.bytes_of("table/columns"))
        self.workspace.restore(self._settings)

    def _fit_to_screen(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(DEFAULT_SIZE[0], room.width()), min(DEFAULT_SIZE[1], room.height() - FRAME_HEIGHT))
        self.move(room.center() - self.rect().center())

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        self.workspace.adapt()
        super().showEvent(event)
        QTimer.singleShot(0, self, self._on_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.workspace.adapt(presenting=self._before_present is not None)

    def _on_shown(self) -> None:
        problem, self._problem_at_start = self._problem_at_start, None
        if problem is not None:
            self.show_problem(*problem)
        else:
            self.documents.offer_left_over(self._recovery)

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        if event.polished() and isinstance(tabs := event.child(), QTabBar):
            # Qt makes the tab bars of docks, and would sooner cut names short than let them be scrolled to.
            tabs.setElideMode(Qt.TextElideMode.ElideNone)
            tabs.setUsesScrollButtons(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.workspace.on_first_paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._before_present is not None:
            self._on_present()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.modified and not self._closing:
            event.ignore()
            self.documents.unless_unsaved(self._close_anyway)
            return
        if self._before_present is not None:
            self._on_present()
        self._settings.set_bytes("window/geometry", self.saveGeometry())
        self._settings.set_bytes("table/columns", self._browser.save_state())
        self.workspace.remember(self._settings)
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
            self.documents.offer(path)


def _enlarge_type(factor: float) -> None:
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    QApplication.setFont(font)
    # Qt tells the widgets later, but panels are laid out by the height of a line.
    QApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
