"""The report as a file: a web page or a PDF, as its name says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ukvote_gui.charts.picture import Picture, report_pictures
from ukvote_gui.core.report.contents import report_on
from ukvote_gui.state.session import Session
from ukvote_gui.views.export.document import pdf
from ukvote_gui.views.export.images import today
from ukvote_gui.views.export.page import web_page
from ukvote_gui.views.export.saving import Chooser, Reporter, save, with_suffix

SUFFIXES = (".html", ".htm", ".pdf")
FILTERS = "Web pages (*.html);;PDF documents (*.pdf)"


def write_report(session: Session, charts: Sequence[Picture], path: Path) -> None:
    """Write the report on the session's scenario: a PDF where the path ends so, else a web page.

    It has the pictures of some charts.

    Raises:
        OSError: it could not be written, and nothing is left of it; the message says why.
    """
    pictures = [picture for chart in charts for picture in report_pictures(chart)]
    report = report_on(session.scenario, session.name, today())
    is_pdf = path.suffix.lower() == ".pdf"
    content = pdf(report, pictures) if is_pdf else web_page(report, pictures).encode()
    save(session, path, content)


def export_report(
    session: Session, charts: Sequence[Picture], choose: Chooser, report_problem: Reporter
) -> None:
    """Let a person choose a file, and write the report to it, as a web page or a PDF by the file's suffix."""
    path = choose("Export a report", FILTERS, SUFFIXES[0])
    if path is None:
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        write_report(session, charts, with_suffix(path, SUFFIXES))
    except OSError as error:
        report_problem("The report was not exported", str(error))
    finally:
        QGuiApplication.restoreOverrideCursor()
