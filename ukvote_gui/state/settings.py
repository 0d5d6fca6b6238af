"""What is remembered from one day to the next: one typed wrapper around QSettings."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

MOST_RECENT = 10


def folder(variable: str, standard: QStandardPaths.StandardLocation) -> Path:
    """Return the directory that an environment variable names, or Qt's standard one."""
    named = os.environ.get(variable)
    return Path(named) if named else Path(QStandardPaths.writableLocation(standard)) / "ukvote"


def data_folder() -> Path:
    """Return the directory for what the program keeps besides settings."""
    return folder("UKVOTE_DATA_DIR", QStandardPaths.StandardLocation.GenericDataLocation)


class Settings:
    """Remembered choices; a value that cannot be read is as if it were not there."""

    def __init__(self) -> None:
        config = folder("UKVOTE_CONFIG_DIR", QStandardPaths.StandardLocation.GenericConfigLocation)
        self._store = QSettings(str(config / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """The chosen colour scheme: system, light or dark."""
        return str(self._store.value("theme", "system"))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._store.setValue("theme", choice)

    @property
    def recent_files(self) -> list[Path]:
        """Scenario files opened or saved lately, the latest first."""
        stored = self._store.value("recent_files", [])
        # An INI file gives back a list of one as a plain string.
        names = [stored] if isinstance(stored, str) else stored
        return [Path(str(name)) for name in names if name] if isinstance(names, list) else []

    def add_recent_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        path = path.absolute()
        files = [path, *(other for other in self.recent_files if other != path)]
        self._store.setValue("recent_files", [str(file) for file in files[:MOST_RECENT]])

    def remove_recent_file(self, path: Path) -> None:
        """Forget a file, because it has gone."""
        self._store.setValue("recent_files", [str(file) for file in self.recent_files if file != path])

    def clear_recent_files(self) -> None:
        """Forget all recent files."""
        self._store.remove("recent_files")

    @property
    def last_folder(self) -> str:
        """The folder that a file was last opened from or saved to."""
        return str(self._store.value("last_folder", ""))

    @last_folder.setter
    def last_folder(self, name: str) -> None:
        self._store.setValue("last_folder", name)

    def bytes_of(self, key: str) -> QByteArray:
        """Return remembered bytes, such as the window's geometry; empty where there are none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Remember bytes."""
        self._store.setValue(key, value)

    def sync(self) -> None:
        """Write everything to disk now."""
        self._store.sync()
