"""The what-if editor: a constituency's shares, and what follows from them there."""

from ukvote_gui.views.what_if_editor.editor import HINT, WhatIfEditor

__all__ = ["HINT", "WhatIfEditor"]
