"""About: what the program is, where its figures come from, and under which licences."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ukvote_gui import __version__
from ukvote_gui.core import dataset


class AboutDialog(QDialog):
    """Shows the version, the dataset with its fingerprint, and the attributions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle("About UK Vote What-If")
        self.resize(620, 520)
        text = QTextBrowser(self)
        text.setAccessibleName("About, data and licences")
        text.setHtml(_html())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)


def _html() -> str:
    sources = "".join(
        f"<p><b>{escape(source.title)}</b><br>{escape(source.publisher)}. {escape(source.what)}<br>"
        f"{escape(source.licence)}. {escape(source.url)}</p>"
        for source in dataset.sources()
    )
    return (
        f"<h2>UK Vote What-If {__version__}</h2>"
        "<p>What if? of the general election of 4 July 2024, constituency by constituency and candidate by "
        "candidate. A scenario is arithmetic on votes that were cast: it is no forecast, takes no side, and "
        "says nothing of how any person votes. The program makes no network connection.</p>"
        "<p>Free software under the MIT licence. The window is made with Qt for Python (LGPL v3).</p>"
        f"<h3>The data</h3><p>Fingerprint of the dataset: <code>{dataset.fingerprint()}</code></p>{sources}"
    )
