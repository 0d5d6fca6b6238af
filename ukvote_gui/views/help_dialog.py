"""Help: the first five minutes, and what the figures mean."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ukvote_gui import resources


class HelpDialog(QDialog):
    """Shows the text of ``resources/help``; it can stay open beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help_dialog")
        self.setWindowTitle("First five minutes")
        self.resize(640, 640)
        text = QTextBrowser(self)
        text.setAccessibleName("Help")
        text.setMarkdown(resources.text("help", "first-five-minutes.md"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
