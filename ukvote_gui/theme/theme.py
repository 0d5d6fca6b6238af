"""The colour scheme in use, and the colours of parties in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS, Colours, text_on
from ukvote_gui.theme.tokens import Tokens

SYSTEM = "system"
CHOICES = (SYSTEM, "light", "dark")


class Theme(QObject):
    """Follows the system between light and dark, unless one of them was chosen.

    Attributes:
        colours: the colours in use.

    Signals:
        changed: the colours in use are others; views repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = SYSTEM
        self.colours: Colours = LIGHT_COLOURS
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

    @property
    def tokens(self) -> Tokens:
        """The tokens in use."""
        return self.colours.tokens

    def colour(self, party: str) -> QColor:
        """Return the colour of a party by its abbreviation, grey for one that is not known."""
        return self.colours.party(party)

    def text_on(self, colour: QColor) -> QColor:
        """Return black or white, whichever has the more contrast on a colour."""
        return text_on(colour)

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        system_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._choice == "dark" or (self._choice == SYSTEM and system_dark)
        self.colours = DARK_COLOURS if dark else LIGHT_COLOURS
        palette = self.tokens.palette()
        self._application.setPalette(palette)
        # Fusion takes the outline of these from a darker window colour, which is nothing upon a dark window.
        palette.setColor(QPalette.ColorRole.Window, QColor(self.tokens.outline))
        for kind in ("QCheckBox", "QRadioButton", "QLineEdit", "QAbstractSpinBox"):
            self._application.setPalette(palette, kind)  # type: ignore[arg-type]  # the stub wants bytes
        self.changed.emit()
