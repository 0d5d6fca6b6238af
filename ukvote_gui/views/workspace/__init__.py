"""The panels around the table: what there is, when it is made, and how it is laid out."""

from ukvote_gui.views.workspace.layouts import LAYOUTS, PRESENT
from ukvote_gui.views.workspace.panels import PANELS, PICTURES
from ukvote_gui.views.workspace.presentation import Presentation
from ukvote_gui.views.workspace.screens import FRAME_HEIGHT, restore_place
from ukvote_gui.views.workspace.workspace import Workspace

__all__ = [
    "FRAME_HEIGHT",
    "LAYOUTS",
    "PANELS",
    "PICTURES",
    "PRESENT",
    "Presentation",
    "Workspace",
    "restore_place",
]
