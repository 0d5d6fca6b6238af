"""How the window looks: colours for light and dark, of parties and of everything else."""

from ukvote_gui.theme.theme import Theme
from ukvote_gui.theme.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "Theme", "Tokens"]
