"""Settings: private to the folder that the environment names, and typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from ukvote_gui.state.settings import MOST_RECENT, Settings


def test_they_are_written_where_the_environment_says(qapp: object, private_folders: dict[str, Path]) -> None:
    settings = Settings()
    settings.theme = "dark"
    settings.sync()
    assert (private_folders["config"] / "settings.ini").exists()
    assert Settings().theme == "dark"


def test_recent_files_begin_with_the_latest_and_end_somewhere(qapp: object, tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings.add_recent_file(tmp_path / f"{number}.ukvote")
    settings.add_recent_file(tmp_path / "5.ukvote")
    recent = settings.recent_files
    assert len(recent) == MOST_RECENT
    assert recent[0] == tmp_path / "5.ukvote"
    assert recent.count(tmp_path / "5.ukvote") == 1


def test_one_recent_file_survives_the_ini_file(qapp: object, tmp_path: Path) -> None:
    settings = Settings()
    settings.add_recent_file(tmp_path / "only, with a comma.ukvote")
    settings.sync()
    assert Settings().recent_files == [tmp_path / "only, with a comma.ukvote"]
    settings.remove_recent_file(tmp_path / "only, with a comma.ukvote")
    assert settings.recent_files == []


def test_rubbish_in_the_file_is_as_if_it_were_not_there(
    qapp: object, private_folders: dict[str, Path]
) -> None:
    private_folders["config"].mkdir(parents=True)
    (private_folders["config"] / "settings.ini").write_bytes(
        b"[General]\ntheme=@Bad(\0\nrecent_files=7\n\xff"
    )
    settings = Settings()
    assert settings.bytes_of("window/geometry") == QByteArray()
    assert isinstance(settings.recent_files, list)
