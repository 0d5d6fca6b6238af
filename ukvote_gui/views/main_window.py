"""The main window: it composes the table, the panels and the totals, and holds the menus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QChildEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QStyle, QTabBar, QToolBar

from ukvote_gui.state.recovery import Recovery
from ukvote_gui.state.session import Session
from ukvote_gui.state.settings import Settings, data_folder
from ukvote_gui.theme import Theme
from ukvote_gui.theme.controls import Still
from ukvote_gui.views.constituency_browser import ConstituencyBrowser
from ukvote_gui.views.documents import Documents
from ukvote_gui.views.menus import BaseChoice, ThemeChoice, add_action
from ukvote_gui.views.problems import Problems
from ukvote_gui.views.seat_totals import SeatTotals
from ukvote_gui.views.workspace import Presentation, Workspace, restore_place

PROGRAM = "UK Vote What-If"
DEFAULT_SIZE = QSize(1440, 900)
_DELETE_ON_CLOSE = Qt.WidgetAttribute.WA_DeleteOnClose


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
        self._closing = False
        self._recovery = Recovery(session, data_folder())
        self._problems = Problems(self)
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
        self._presentation = Presentation(self, self.workspace, session)

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
        add_action(self, menu, "action_new", "&New scenario", self.documents.new, keys.New)
        add_action(self, menu, "action_open", "&Open…", self.documents.open, keys.Open)
        self.documents.add_to_menu(menu)
        menu.addSeparator()
        add_action(self, menu, "action_save", "&Save", self.documents.save, keys.Save)
        add_action(self, menu, "action_save_as", "Save &as…", self.documents.save_as, keys.SaveAs)
        menu.addSeparator()
        add_action(self, menu, "action_export_csv", "&Export table as CSV…", self._on_export_csv)
        add_action(self, menu, "action_export_image", "Export &picture…", self._on_export_image)
        add_action(self, menu, "action_export_report", "Export &report…", self._on_export_report)
        menu.addSeparator()
        quit_ = add_action(self, menu, "action_quit", "&Quit", self.close, keys.Quit)
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
        add_action(self, menu, "action_copy", "&Copy rows", self._browser.copy_selection, keys.Copy)
        add_action(self, menu, "action_find", "&Find constituency", self._browser.focus_search, keys.Find)

    def _make_scenario_menu(self) -> None:
        menu = self.menuBar().addMenu("&Scenario")
        add_action(self, menu, "action_describe", "&Title and notes…", self._on_describe)
        menu.addSection("Starting from")
        BaseChoice(menu, self.session, self.show_problem)

    def _make_view_menu(self) -> None:
        menu = self.menuBar().addMenu("&View")
        self.workspace.add_to_menu(menu)
        menu.addSection("Layout")
        self.workspace.add_layouts_to_menu(menu)
        add_action(self, menu, "action_restore_layout", "&Restore layout", self._on_restore_layout)
        menu.addSeparator()
        full_screen = QKeySequence.StandardKey.FullScreen
        add_action(
            self, menu, "action_present", "Pre&sent, full screen", self._presentation.toggle, full_screen
        )
        menu.addSection("Colours")
        ThemeChoice(menu, self._theme, self._settings)

    def _make_help_menu(self) -> None:
        menu = self.menuBar().addMenu("&Help")
        key = QKeySequence.StandardKey.HelpContents
        add_action(self, menu, "action_help", "&First five minutes", self._on_help, key)
        about = add_action(self, menu, "action_about", "&About, data and licences", self._on_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

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
        from ukvote_gui.views.export import export_table

        export_table(self.session, self.documents.choose_target, self.show_problem)

    def _on_export_image(self) -> None:
        from ukvote_gui.views.export import ExportImageDialog

        choose = self.documents.choose_target
        ExportImageDialog(self.workspace.pictures, self.session, choose, self.show_problem, self).open()

    def _on_export_report(self) -> None:
        from ukvote_gui.views.export import export_report

        pictures = self.workspace.pictures()
        export_report(self.session, pictures, self.documents.choose_target, self.show_problem)

    # Panels that do not know each other

    def _on_filled(self) -> None:
        """Have the map follow the search and the draws, and panels come up that others ask for."""
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

    # Dialogs

    def _on_describe(self) -> None:
        from ukvote_gui.views.scenario_dialog import ScenarioDialog

        _open(ScenarioDialog(self.session, self))

    def _on_help(self) -> None:
        from ukvote_gui.views.help_dialog import HelpDialog

        dialog = HelpDialog(self)
        dialog.setAttribute(_DELETE_ON_CLOSE)
        dialog.show()

    def _on_about(self) -> None:
        from ukvote_gui.views.about_dialog import AboutDialog

        _open(AboutDialog(self))

    def show_problem(self, what: str, why: str) -> None:
        """Say what went wrong, and why, in the one dialog for that; once the window is shown."""
        self._status.setText(f"{what}: {why}")
        self._problems.show(what, why)

    # Layout

    def _restore_layout(self) -> None:
        restore_place(self, self._settings.bytes_of("window/geometry"), DEFAULT_SIZE)
        self._browser.restore_state(self._settings.bytes_of("table/columns"))
        self.workspace.restore(self._settings)

    def _on_restore_layout(self) -> None:
        self.workspace.arrange()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        self.workspace.adapt()
        super().showEvent(event)
        QTimer.singleShot(0, self, self._on_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.workspace.adapt(presenting=self._presentation.is_on)

    def _on_shown(self) -> None:
        if not self._problems.show_waiting():
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
        if event.key() == Qt.Key.Key_Escape and self._presentation.is_on:
            self._presentation.toggle()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.documents.take_what_is_typed()
        if self.session.modified and not self._closing:
            event.ignore()
            self.documents.unless_unsaved(self._close_anyway)
            return
        if self._presentation.is_on:
            self._presentation.toggle()
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


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(_DELETE_ON_CLOSE)
    dialog.open()


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
