"""Unsaved work, kept on disk while it is unsaved, so that a crash or a power cut does not lose it."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from ukvote_gui.core import files
from ukvote_gui.state.session import Session, write_atomically

log = logging.getLogger(__name__)

DELAY_MS = 1500
"""How long after a change the work is written: long enough not to write at every step of a drag."""

MOST_WINDOWS = 20


class Recovery(QObject):
    """Writes the session's unsaved work to a file of its own, and removes it once the work is safe.

    Each running program has a slot, held by a lock. A file in a slot whose lock is free was left by a
    program that did not end as it should: ``left_over`` is its path, until it is restored or discarded.
    """

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__(session)
        self._session = session
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        self.left_over: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._write)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("Unsaved work is not kept for recovery: %s", error)
            return
        self._take_slot(folder)
        session.outcome_changed.connect(self._on_changed)
        session.file_changed.connect(self._on_changed)

    def _take_slot(self, folder: Path) -> None:
        for slot in range(1, MOST_WINDOWS + 1):
            lock = QLockFile(str(folder / f"unsaved-{slot}.lock"))
            # The lock's owner is looked for by its process id, so that one left by a crash is free.
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                self._lock = lock
                self._path = folder / f"unsaved-{slot}{files.SUFFIX}"
                self.left_over = self._path if self._path.exists() else None
                return

    def discard(self) -> None:
        """Forget what was left over."""
        self.left_over = None
        self._remove()
        self._on_changed()

    def stop(self) -> None:
        """End with nothing to recover: the work is saved, or its loss was agreed to."""
        self._timer.stop()
        if self.left_over is None:
            self._remove()
        if self._lock is not None:
            self._lock.unlock()

    def _on_changed(self) -> None:
        # What was left over stays until somebody has decided about it.
        if self.left_over is not None:
            return
        if self._session.modified:
            self._timer.start()
        else:
            self._timer.stop()
            self._remove()

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            write_atomically(self._path, files.dump(self._session.scenario))
        except OSError as error:
            log.warning("Unsaved work could not be kept for recovery: %s", error)

    def _remove(self) -> None:
        if self._path is not None:
            self._path.unlink(missing_ok=True)
