"""Title and notes of the scenario."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.state.session import Session


class ScenarioDialog(QDialog):
    """Edits what a scenario is called and what it assumes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scenario_dialog")
        self.setWindowTitle("Title and notes")
        self.resize(520, 360)
        self._session = session
        self._title = QLineEdit(session.scenario.title, self)
        self._title.setObjectName("scenario_title")
        self._title.setPlaceholderText("What the scenario is called")
        self._title.setCursorPosition(0)
        self._notes = QPlainTextEdit(session.scenario.notes, self)
        self._notes.setObjectName("scenario_notes")
        self._notes.setTabChangesFocus(True)
        self._notes.setPlaceholderText("What it assumes, and where its figures come from")
        form = QFormLayout()
        form.addRow("&Title", self._title)
        form.addRow("&Notes", self._notes)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def accept(self) -> None:
        described = replace(
            self._session.scenario, title=self._title.text().strip(), notes=self._notes.toPlainText().strip()
        )
        self._session.change(described, "Title and notes")
        super().accept()
