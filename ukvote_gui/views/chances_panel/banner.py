"""A notice that stands out."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from ukvote_gui.theme import Theme


class Banner(QLabel):
    """Words that stand out, in the colour of what has changed."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName("Notice")
        self.setWordWrap(True)
        self.setMargin(6)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.tokens.changed))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.tokens.text))
        self.setPalette(palette)
