"""Reads the official files as they are published, and changes nothing in them but their container."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import openpyxl

Row = dict[str, str]
"""One record of a published CSV file, by column name."""

NOTIONAL_COLUMNS = (
    "name",
    "press_name",
    "id",
    "pa_number",
    "region",
    "country",
    "type",
    "turnout",
    "electorate",
    "valid_votes",
    "majority",
    "party_code",
    "votes",
    "party",
    "party_name",
    "mnis_id",
)
"""The headerless 2019 notional file. Its first name is nearer to the ONS's, its second is the press's."""


class DatasetError(Exception):
    """The dataset cannot be made; the message is one sentence that names the check and the place."""


@dataclass(frozen=True)
class CensusTable:
    """One nation's table of the demographics workbook.

    Attributes:
        date_line: the sentence that dates the census.
        measures: (topic, label) of each column of figures, in the order of the sheet.
        nation_name, nation_values: the row of the whole nation.
        rows: (constituency name, values) in the order of the sheet; shares are fractions.
        long_values: {(constituency name, topic, label): value} of the sheet of raw data, where there is one.
    """

    date_line: str
    measures: tuple[tuple[str, str], ...]
    nation_name: str
    nation_values: tuple[float, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    long_values: dict[tuple[str, str, str], float]


@dataclass(frozen=True)
class RawFiles:
    """Everything that is read from the input folder."""

    candidacies: list[Row]
    constituencies: list[Row]
    notional: list[Row]
    byelection_candidacies: list[Row]
    byelection_constituencies: list[Row]
    registrations: list[Row]
    hexjson: dict[str, Any]
    boundaries: dict[str, Any]
    census: dict[str, CensusTable]


def read_csv(path: Path, columns: Sequence[str] | None = None) -> list[Row]:
    """The records of one CSV file, with or without a byte-order mark.

    An empty record at the very end is dropped. An empty one elsewhere, or one with more or fewer fields than
    columns, is an error.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        records = list(csv.reader(stream))
    header = list(columns) if columns is not None else records.pop(0)
    while records and not any(field.strip() for field in records[-1]):
        records.pop()
    for number, record in enumerate(records, start=1 if columns is not None else 2):
        if len(record) != len(header) or not any(record):
            raise DatasetError(
                f"{path.name}, record {number}: {len(record)} fields where {len(header)} are expected."
            )
    return [dict(zip(header, record, strict=True)) for record in records]


def _cells(sheet: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in sheet if any(cell is not None for cell in row)]


def read_census_table(
    table: Iterable[tuple[Any, ...]], long_table: Iterable[tuple[Any, ...]] = ()
) -> CensusTable:
    """A `..._table` sheet: title, date, topics over groups of columns, labels, the nation, its seats."""
    _title, date_row, topic_row, label_row, nation_row, *rows = _cells(table)
    first = next(index for index, label in enumerate(label_row) if label == "Total population")
    name_column = first - 1
    columns: list[int] = []
    measures: list[tuple[str, str]] = []
    topic = ""
    for index in range(first, len(label_row)):
        topic = str(topic_row[index] or topic)
        if label_row[index] is not None:
            columns.append(index)
            measures.append((topic, str(label_row[index])))
    # A long sheet opens with a title, a date and its own column names.
    long_rows = _cells(long_table)[3:]
    return CensusTable(
        date_line=next(str(cell) for cell in date_row if cell is not None),
        measures=tuple(measures),
        nation_name=str(nation_row[name_column]),
        nation_values=tuple(nation_row[index] for index in columns),
        rows=tuple((str(row[name_column]), tuple(row[index] for index in columns)) for row in rows),
        long_values={(row[1], row[0], row[2]): row[3] for row in long_rows},
    )


def read_census(path: Path) -> dict[str, CensusTable]:
    """The workbook's three nations, by the slug that the dataset uses for each."""
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return {
            slug: read_census_table(
                workbook[table].iter_rows(values_only=True),
                workbook[long_table].iter_rows(values_only=True) if long_table else (),
            )
            for slug, table, long_table in (
                ("england-and-wales", "EW_table", "EW_data"),
                ("scotland", "Scotland_table", ""),
                ("northern-ireland", "NI_table", "NI_data"),
            )
        }
    finally:
        workbook.close()


Parsed = TypeVar("Parsed")


def _read(path: Path, reader: Callable[[Path], Parsed]) -> Parsed:
    try:
        return reader(path)
    except OSError as error:
        raise DatasetError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    except (ValueError, KeyError, StopIteration, zipfile.BadZipFile) as error:
        raise DatasetError(f"{path.name} is not the file that was published: {error}.") from error


def _read_json(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def read_raw_files(folder: Path) -> RawFiles:
    """Everything that the build needs of the official files; `DatasetError` where one cannot be read."""
    results, geo = folder / "results", folder / "geo"
    return RawFiles(
        candidacies=_read(results / "ge2024-candidacies.csv", read_csv),
        constituencies=_read(results / "ge2024-constituencies.csv", read_csv),
        notional=_read(results / "ge2019-notional.csv", partial(read_csv, columns=NOTIONAL_COLUMNS)),
        byelection_candidacies=_read(results / "byelections-2024-candidacies.csv", read_csv),
        byelection_constituencies=_read(results / "byelections-2024-constituencies.csv", read_csv),
        registrations=_read(results / "party-registrations.csv", read_csv),
        hexjson=_read(geo / "uk-constituencies-2024.hexjson", _read_json),
        boundaries=_read(geo / "pcon-july-2024-buc.geojson", _read_json),
        census=_read(folder / "census" / "demographics-2024-constituencies.xlsx", read_census),
    )
