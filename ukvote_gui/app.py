"""The program's entry: the command line, the application, and the window with what it works on.

Qt is imported only where a window is wanted, so that the other commands run without it.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ukvote_gui import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ukvote_gui.views.main_window import MainWindow

log = logging.getLogger(__name__)

COMMANDS = ("evaluate", "compare", "schema")
"""Those of ``ukvote_gui.cli``, which is loaded where one of them is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or the window, and return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in COMMANDS:
        from ukvote_gui import cli

        return cli.main(arguments)
    parser = argparse.ArgumentParser(
        prog="ukvote",
        description="What if? of a British general election, candidate by candidate.",
        epilog=f"Without a window: ukvote {{{','.join(COMMANDS)}}} --help",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a scenario (.ukvote) to open")
    parser.add_argument("--version", action="version", version=f"UK Vote What-If {__version__}")
    options = parser.parse_args(arguments)
    return run(options.file)


def run(scenario_path: Path | None = None) -> int:
    """Show the window until it is closed."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    application = make_application()
    window = create_window(scenario_path)
    report_exceptions_in(window)
    window.workspace.filled.connect(leave_alone_what_stays)
    window.show()
    return application.exec()


def leave_alone_what_stays() -> None:
    """Have no garbage looked for in all that there is now, as that takes 30 ms amid a drag and finds none."""
    gc.collect()
    gc.freeze()


def make_application() -> QApplication:
    """Return the QApplication, made where there is none yet."""
    # PySide looks into the source of every module that is loaded after it, a tenth of the time to the first
    # paint; so what needs no Qt is loaded before.
    from ukvote_gui.core import describe, editing, files, move_edits, search, totals  # noqa: F401, I001
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["ukvote"])
    application.setApplicationName("ukvote")
    application.setApplicationDisplayName("UK Vote What-If")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("ukvote")
    application.setStyle("Fusion")
    return application


def create_window(scenario_path: str | Path | None = None) -> MainWindow:
    """Return the main window, not yet shown, with the scenario file open in it where one is given.

    A file that cannot be opened leaves the window with an empty scenario and says why.
    """
    collecting = gc.isenabled()
    # Nearly all that is made here stays; looking for garbage in it is a twentieth of the time it takes.
    gc.disable()
    try:
        return _make_window(scenario_path)
    finally:
        if collecting:
            gc.enable()


def _make_window(scenario_path: str | Path | None) -> MainWindow:
    application = make_application()

    from ukvote_gui.state.session import Session
    from ukvote_gui.state.settings import Settings
    from ukvote_gui.theme import Theme
    from ukvote_gui.views.main_window import MainWindow

    settings = Settings()
    window = MainWindow(Session(), Theme(application, settings.theme), settings)
    if scenario_path is not None:
        window.open_file(Path(scenario_path))
    return window


def report_exceptions_in(window: MainWindow) -> None:
    """Log what a slot raises and show it in a dialog, instead of letting it pass unseen."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("Unexpected error", exc_info=(kind, error, trace))
        window.show_problem(
            "Something went wrong inside the program",
            f"{kind.__name__}: {error}\n\nYour scenario is still open; saving it now is a good idea.",
        )

    sys.excepthook = report
