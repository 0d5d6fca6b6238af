"""Putting tables on the clipboard."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def put(text: str, html: str) -> None:
    """Put text on the clipboard, with the same as HTML for programs that prefer it."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        # Their clipboard is a static object that outlives the interpreter, and deletes Python's data then:
        # a crash at exit (PySide6 6.11). Nobody else can read it, so nothing is lost by clearing it before.
        atexit.unregister(_clear)
        atexit.register(_clear)


def _clear() -> None:
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
