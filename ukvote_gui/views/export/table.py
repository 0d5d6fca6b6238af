"""The table of constituencies as a file."""

from __future__ import annotations

from ukvote_gui.core import tables
from ukvote_gui.state.session import Session
from ukvote_gui.views.export.saving import Chooser, Reporter, save

FILTERS = "Tables (*.csv);;All files (*)"


def export_table(session: Session, choose: Chooser, report_problem: Reporter) -> None:
    """Let a person choose a file, and write the constituencies to it as CSV."""
    path = choose("Export the table", FILTERS, ".csv")
    if path is None:
        return
    try:
        save(session, path, tables.constituencies_csv(session.scenario, session.outcome))
    except OSError as error:
        report_problem("The table was not exported", str(error))
