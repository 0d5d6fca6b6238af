"""The colour scheme in use, and the colours of parties in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ukvote_gui.core import dataset
from ukvote_gui.theme.tokens import DARK, LIGHT, Tokens

SYSTEM = "system"
CHOICES = (SYSTEM, "light", "dark")


class Theme(QObject):
    """Follows the system between light and dark, unless one of them was chosen.

    Attributes:
        tokens: the colours in use.

    Signals:
        changed: the colours in use are others; views repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = SYSTEM
        self._colours: dict[str, QColor] = {}
        self.tokens: Tokens = LIGHT
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.choose(choice)

    @property
    def choice(self) -> str:
        """One of :data:`CHOICES`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Use light or dark, or follow the system."""
        self._choice = choice if choice in CHOICES else SYSTEM
        self._apply()

    def colour(self, party: str) -> QColor:
        """Return the colour of a party by its abbreviation, grey for one that is not known."""
        found = self._colours.get(party)
        if found is None:
            listed = dataset.load_parties().get(party)
            found = QColor(
                self.tokens.muted if listed is None else listed.dark if self.tokens.dark else listed.light
            )
            self._colours[party] = found
        return found

    def text_on(self, colour: QColor) -> QColor:
        """Return black or white, whichever has the more contrast on a colour (WCAG relative luminance)."""
        return QColor("#000000") if luminance(colour) > 0.179 else QColor("#ffffff")

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        system_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._choice == "dark" or (self._choice == SYSTEM and system_dark)
        self.tokens = DARK if dark else LIGHT
        self._colours.clear()
        self._application.setPalette(self.tokens.palette())
        self.changed.emit()


def luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
