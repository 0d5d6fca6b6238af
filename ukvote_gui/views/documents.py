"""Scenario files as a person handles them: new, open, recent, examples, save, and the question in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractSpinBox, QFileDialog, QLineEdit, QMenu, QMessageBox, QWidget

from ukvote_gui import resources
from ukvote_gui.core import files
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.state.recovery import Recovery
from ukvote_gui.state.session import Session
from ukvote_gui.state.settings import Settings

FILE_FILTER = f"Scenarios (*{files.SUFFIX});;All files (*)"
_Buttons = QMessageBox.StandardButton


class Documents(QObject):
    """Opens and saves the session's scenario, and asks before unsaved work is lost.

    Questions do not block: they are dialogs of the window, named ``unsaved_dialog`` and ``recovery_dialog``.
    Whatever fails is handed to ``report``, as what went wrong and why, and leaves the open work as it is.
    """

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, report: Callable[[str, str], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._report = report
        self._proceed: Callable[[], object] | None = None
        self._unsaved: QMessageBox | None = None

    def open_file(self, path: Path) -> None:
        """Open a scenario file, without a question."""
        if not path.name:
            self._report("Nothing was opened", "No file was named.")
            return
        try:
            warning = self._session.open(path)
        except ScenarioError as error:
            if not path.exists():
                self._settings.remove_recent_file(path)
            self._report(f"“{path.name}” was not opened", files.problem_in(path, error))
            return
        self._remember(path)
        if warning:
            self._report("Made with other data", warning)

    def new(self) -> None:
        """Start an empty scenario."""
        self.unless_unsaved(self._session.new)

    def open(self) -> None:
        """Let a person choose a file, and open it."""
        self.unless_unsaved(self._choose_and_open)

    def offer(self, path: Path) -> None:
        """Open a file that somebody pointed at."""

        def open_it() -> None:
            self.open_file(path)

        self.unless_unsaved(open_it)

    def take_what_is_typed(self) -> None:
        """Have the field that is typed in say what it has, as it would when it is left."""
        typed_in = self._window.focusWidget()
        if isinstance(typed_in, QAbstractSpinBox):
            typed_in.interpretText()
        elif isinstance(typed_in, QLineEdit) and typed_in.isModified():
            typed_in.editingFinished.emit()

    def save(self) -> bool:
        """Save to the scenario's file, or to one that is chosen now; return whether it was saved."""
        self.take_what_is_typed()
        path = self._session.path
        return self._save_to(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Let a person choose a file to save to; return whether it was saved."""
        self.take_what_is_typed()
        path = self.choose_target("Save the scenario", FILE_FILTER, files.SUFFIX, self._session.path)
        return path is not None and self._save_to(path)

    def choose_target(
        self, title: str, filters: str, suffix: str, present: Path | None = None
    ) -> Path | None:
        """Let a person choose the file to write, and return it, with ``suffix`` where they gave none."""
        start = present or Path(self._settings.last_folder) / file_name(self._session.name, suffix)
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(start), filters)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(suffix)

    def add_to_menu(self, menu: QMenu) -> None:
        """Add a menu of the files of late, and one of the ready-made scenarios."""
        self._recent = menu.addMenu("Open &recent")
        self._recent.setObjectName("menu_recent")
        self._recent.aboutToShow.connect(self._on_recent_shown)
        self._examples = menu.addMenu("E&xamples")
        self._examples.setObjectName("menu_examples")
        self._examples.setToolTipsVisible(True)
        self._examples.aboutToShow.connect(self._on_examples_shown)

    def _on_recent_shown(self) -> None:
        menu = self._recent
        menu.clear()
        for path in self._settings.recent_files:
            self._add_path(menu, path.name, path, str(path)).triggered.connect(self._on_recent)
        if menu.isEmpty():
            menu.addAction("No recent files").setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction("&Clear this list").triggered.connect(self._settings.clear_recent_files)

    def _on_examples_shown(self) -> None:
        menu = self._examples
        if not menu.isEmpty():
            return
        for path in sorted(resources.path("examples").glob(f"*{files.SUFFIX}")):
            scenario = files.read(path).scenario
            self._add_path(menu, scenario.title, path, scenario.notes).triggered.connect(self._on_example)

    def unless_unsaved(self, proceed: Callable[[], object]) -> None:
        """Do something that replaces the scenario, after a question where work would be lost."""
        self.take_what_is_typed()
        if not self._session.modified:
            proceed()
            return
        if self._unsaved is not None:
            self._unsaved.close()
        self._proceed = proceed
        question = self._unsaved = self._question(
            f"Save the changes to “{self._session.name}”?",
            "If you do not save them, they are lost.",
            _Buttons.Save | _Buttons.Discard | _Buttons.Cancel,
        )
        question.setObjectName("unsaved_dialog")
        question.finished.connect(self._on_unsaved_answered)
        question.open()

    def offer_left_over(self, recovery: Recovery) -> None:
        """Offer the work that a crash left, where there is any."""
        if recovery.left_over is None:
            return
        self._recovery = recovery
        question = self._question(
            "The program ended with unsaved work last time.",
            "Open it again? If you cancel, you are asked again next time.",
            _Buttons.Open | _Buttons.Discard | _Buttons.Cancel,
        )
        question.setObjectName("recovery_dialog")
        question.finished.connect(self._on_left_over_answered)
        question.open()

    def _question(self, text: str, explanation: str, buttons: QMessageBox.StandardButton) -> QMessageBox:
        question = QMessageBox(QMessageBox.Icon.Question, "UK Vote What-If", text, buttons, self._window)
        question.setInformativeText(explanation)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return question

    def _add_path(self, menu: QMenu, text: str, path: Path, tip: str) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData(str(path))
        action.setToolTip(tip)
        return action

    def _on_recent(self) -> None:
        path = self._path_of_sender()
        if path is not None:
            self.offer(path)

    def _on_example(self) -> None:
        path = self._path_of_sender()
        if path is None:
            return

        def open_it() -> None:
            self._session.open_example(path)

        self.unless_unsaved(open_it)

    def _path_of_sender(self) -> Path | None:
        action = self.sender()
        return Path(str(action.data())) if isinstance(action, QAction) else None

    def _choose_and_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a scenario", self._settings.last_folder, FILE_FILTER
        )
        if name:
            self.open_file(Path(name))

    def _save_to(self, path: Path) -> bool:
        try:
            self._session.save(path)
        except OSError as error:
            self._report("The scenario was not saved", str(error))
            return False
        self._remember(path)
        return True

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.last_folder = str(path.absolute().parent)

    def _on_unsaved_answered(self, answer: int) -> None:
        proceed, self._proceed = self._proceed, None
        self._unsaved = None
        if proceed is not None and (
            answer == _Buttons.Discard.value or (answer == _Buttons.Save.value and self.save())
        ):
            proceed()

    def _on_left_over_answered(self, answer: int) -> None:
        left_over = self._recovery.left_over
        if left_over is None or answer == _Buttons.Cancel.value:
            return
        try:
            if answer == _Buttons.Open.value:
                self._session.restore(left_over)
        except ScenarioError as error:
            self._report("The unsaved work could not be opened", f"{left_over}: {error}")
            return
        self._recovery.discard()


def file_name(title: str, suffix: str) -> str:
    """Return a title as the name of a file, without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_()" else "_" for letter in title)
    return (kept.strip()[:80] or "scenario") + suffix
