"""The command makes the committed dataset again, and writes nothing where it cannot make one."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ukvote_gui.dataset_build.__main__ import main
from ukvote_gui.dataset_build.sources import SOURCES, notice_text
from ukvote_gui.dataset_build.write import write_files

REPOSITORY = Path(__file__).resolve().parents[2]
COMMITTED = REPOSITORY / "resources" / "data"


def test_a_rebuild_is_the_committed_dataset_byte_for_byte(raw_folder: Path, tmp_path: Path) -> None:
    assert main([str(raw_folder), str(tmp_path / "out")]) == 0
    rebuilt = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert rebuilt == {path.name: path.read_bytes() for path in COMMITTED.iterdir()}


def broken_copy(raw_folder: Path, folder: Path) -> Path:
    """The official files with one vote too many in Aldershot."""
    shutil.copytree(raw_folder, folder, copy_function=shutil.copyfile)
    for directory in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        directory.chmod(0o755)
    path = folder / "results" / "ge2024-candidacies.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(",14081,0.290067,") == 1
    path.write_text(text.replace(",14081,0.290067,", ",14082,0.290067,"), encoding="utf-8", newline="")
    return folder


def test_a_failed_check_writes_nothing_and_says_why(
    raw_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = broken_copy(raw_folder, tmp_path / "broken")
    old = tmp_path / "old"
    old.mkdir()
    (old / "candidates.csv").write_text("as it was\n", encoding="utf-8")
    assert main([str(broken), str(old)]) == 1
    assert main([str(broken), str(tmp_path / "new")]) == 1
    assert [path.name for path in old.iterdir()] == ["candidates.csv"]
    assert (old / "candidates.csv").read_text(encoding="utf-8") == "as it was\n"
    assert not (tmp_path / "new").exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert set(said.err.splitlines()) == {
        "No dataset written. Check `votes add up to valid votes`: "
        "Aldershot, sum of votes: 48545 where 48544 was published."
    }


def test_a_missing_folder_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().err.splitlines() == [
        "No dataset written. ge2024-candidacies.csv cannot be read: No such file or directory."
    ]


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files({"a.csv": b"old a", "b.csv": b"old b"}, tmp_path)

    write_bytes = Path.write_bytes

    def disk_full(path: Path, content: bytes) -> int:
        if path.name == "b.csv":
            raise OSError(28, "No space left on device")
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_files({"a.csv": b"new a", "b.csv": b"new b"}, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.csv": b"old a",
        "b.csv": b"old b",
    }


def test_the_manifest_names_every_file_and_its_hash() -> None:
    manifest = json.loads((COMMITTED / "dataset.json").read_text(encoding="utf-8"))
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(COMMITTED.iterdir())
        if path.name != "dataset.json"
    }
    assert manifest["files"] == hashes
    listing = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
    assert manifest["fingerprint"] == hashlib.sha256(listing.encode()).hexdigest()[:16]
    assert (manifest["format"], manifest["version"]) == ("ukvote-dataset", 1)


@pytest.mark.parametrize("path", sorted(COMMITTED.iterdir()), ids=lambda path: path.name)
def test_files_are_text_that_diffs(path: Path) -> None:
    content = path.read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    content.decode("utf-8")
    assert len(content) < 400_000


def test_the_notice_and_the_manifest_name_the_same_sources() -> None:
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    assert notice == notice_text()
    listed = json.loads((COMMITTED / "dataset.json").read_text(encoding="utf-8"))["sources"]
    assert listed == [source.as_dict() for source in SOURCES]
    for source in listed:
        assert all(source[field] in notice for field in ("title", "publisher", "licence", "url", "what"))
    everything = " ".join(notice.split())
    for attribution in (
        "Contains Parliamentary information licensed under the Open Parliament Licence v3.0.",
        "Licensed under the Open Government Licence v3.0".lower(),
        "Contains OS data © Crown copyright and database right",
        "Rallings",
        "Open Innovations",
    ):
        assert attribution in everything or attribution in everything.lower()
