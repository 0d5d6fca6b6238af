"""The colours of one scheme: its tokens, and the parties' own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtGui import QColor

from ukvote_gui.core import dataset
from ukvote_gui.theme.tokens import DARK, LIGHT, Tokens


@dataclass(frozen=True)
class Colours:
    """Tokens with the parties' colours that go with them; what a picture is drawn in, shown or exported."""

    tokens: Tokens
    _parties: dict[str, QColor] = field(default_factory=dict, repr=False, compare=False)

    def party(self, abbreviation: str) -> QColor:
        """Return the colour of a party, grey for one that is not known."""
        found = self._parties.get(abbreviation)
        if found is None:
            listed = dataset.load_parties().get(abbreviation)
            scheme = (
                self.tokens.muted if listed is None else listed.dark if self.tokens.dark else listed.light
            )
            found = self._parties[abbreviation] = QColor(scheme)
        return found


LIGHT_COLOURS = Colours(LIGHT)
DARK_COLOURS = Colours(DARK)


def text_on(colour: QColor) -> QColor:
    """Return black or white, whichever has the more contrast on a colour (WCAG 2.2)."""
    return _text_on(colour.rgb())


@lru_cache(maxsize=256)
def _text_on(rgb: int) -> QColor:
    return QColor("#000000") if luminance(QColor.fromRgb(rgb)) > 0.179 else QColor("#ffffff")


def luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
