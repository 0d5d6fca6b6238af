"""Colour tokens: what a colour is for, and which one it is in light and in dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Tokens:
    """The colours of one colour scheme, as ``#rrggbb``.

    Attributes:
        window: behind everything.
        base: behind tables and fields; ``stripe`` is every second row of a table.
        text: what is read; ``muted`` is what explains it; ``disabled`` is what is not to be had now.
        border: lines between things; ``outline``, 1.4 times as light as the lines around boxes and fields.
        track: an empty bar or slider.
        accent: what is selected or has the focus; ``on_accent`` is text upon it.
        changed: behind what the scenario has changed; ``on_changed`` is a line or a mark for it.
        problem: what is wrong.
    """

    dark: bool
    window: str
    base: str
    stripe: str
    button: str
    text: str
    muted: str
    disabled: str
    border: str
    outline: str
    track: str
    accent: str
    on_accent: str
    changed: str
    on_changed: str
    problem: str

    def palette(self) -> QPalette:
        """Return the palette that gives Qt's own widgets these colours."""
        palette = QPalette()
        role = QPalette.ColorRole
        for roles, colour in (
            ((role.Window,), self.window),
            ((role.Base,), self.base),
            ((role.AlternateBase,), self.stripe),
            ((role.Button, role.ToolTipBase), self.button),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), self.text),
            ((role.PlaceholderText,), self.muted),
            ((role.Highlight, role.Accent, role.Link), self.accent),
            ((role.HighlightedText,), self.on_accent),
            ((role.Mid, role.Midlight), self.border),
            ((role.Light,), self.base),
            ((role.Dark,), self.muted),
            ((role.Shadow,), self.border),
        ):
            for one in roles:
                palette.setColor(one, QColor(colour))
        for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(self.disabled))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(self.track))
        return palette


LIGHT = Tokens(
    dark=False,
    window="#f4f5f7",
    base="#ffffff",
    stripe="#f7f8fa",
    button="#ffffff",
    text="#1b1f24",
    muted="#59636e",
    disabled="#8a939d",
    border="#d5dae0",
    outline="#b9bfc7",
    track="#e4e8ec",
    accent="#0b57d0",
    on_accent="#ffffff",
    changed="#fff1c2",
    on_changed="#8a5a00",
    problem="#b3261e",
)

DARK = Tokens(
    dark=True,
    window="#1e1f22",
    base="#26282c",
    stripe="#2a2c31",
    button="#33363b",
    text="#e8eaed",
    muted="#a3abb5",
    disabled="#767d86",
    border="#43474e",
    outline="#9aa2ad",
    track="#3a3d43",
    accent="#8ab4f8",
    on_accent="#10213d",
    changed="#4a3b12",
    on_changed="#ffd166",
    problem="#ff897d",
)
