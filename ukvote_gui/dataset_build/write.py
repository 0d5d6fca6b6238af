"""Puts a dataset into bytes, and the bytes into a folder, all or none."""

import csv
import hashlib
import io
import json
import tempfile
from pathlib import Path

from ukvote_gui.dataset_build.normalise import Dataset, Table
from ukvote_gui.dataset_build.sources import SOURCES

ELECTIONS = {
    "ge2024": {"title": "General election, 4 July 2024", "date": "2024-07-04"},
    "ge2024+byelections": {"title": "General election, 4 July 2024, with the by-elections since", "date": ""},
}


def _csv_text(table: Table) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return stream.getvalue()


def _boundaries_text(boundaries: dict[str, list[list[list[float]]]]) -> str:
    """JSON with a line a constituency, so that a change of one is a change of one line."""
    lines = ",\n".join(
        f"{json.dumps(seat)}:{json.dumps(polygons, separators=(',', ':'))}"
        for seat, polygons in boundaries.items()
    )
    return f'{{"type":"ukvote-boundaries","crs":"WGS84","constituencies":{{\n{lines}\n}}}}\n'


def dataset_files(dataset: Dataset) -> dict[str, bytes]:
    """Every file of the dataset by name, `dataset.json` with fingerprint and attributions last."""
    texts = {name: _csv_text(table) for name, table in dataset.tables.items()}
    texts["boundaries.json"] = _boundaries_text(dataset.boundaries)
    files = {name: text.encode() for name, text in sorted(texts.items())}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    listing = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
    byelections = dataset.tables["byelections.csv"].records()
    last = max((record["date"] for record in byelections), default="")
    manifest = {
        "format": "ukvote-dataset",
        "version": 1,
        "fingerprint": hashlib.sha256(listing.encode()).hexdigest()[:16],
        "files": hashes,
        "elections": {
            name: {**election, "date": election["date"] or last} for name, election in ELECTIONS.items()
        },
        "census": {nation: day.isoformat() for nation, day in dataset.census_dates.items()},
        "sources": [source.as_dict() for source in SOURCES],
    }
    files["dataset.json"] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Write all files to a folder beside their places, and only then move each into its own.

    Where one cannot be written, none has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".build-") as staging:
        for name, content in files.items():
            (Path(staging) / name).write_bytes(content)
        for name in files:
            (Path(staging) / name).replace(folder / name)
