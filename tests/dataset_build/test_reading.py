"""The readers take what is published, and tell what is not."""

import shutil
from pathlib import Path

import pytest

from ukvote_gui.dataset_build.raw import DatasetError, read_census_table, read_csv, read_raw_files


@pytest.mark.parametrize("last", ["", "1,2", "1,2\r\n", "1,2\r\n\r\n", "1,2\r\n,\r\n", "1,2\r\n , \r\n"])
def test_an_empty_last_record_is_no_record(tmp_path: Path, last: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"ONS ID,Votes\r\n{last}", encoding="utf-8", newline="")
    assert read_csv(path) == ([{"ONS ID": "1", "Votes": "2"}] if last else [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_not_part_of_a_name(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ONS ID,Name\nW07000112,Ynys Môn\n", encoding=encoding)
    assert read_csv(path) == [{"ONS ID": "W07000112", "Name": "Ynys Môn"}]


@pytest.mark.parametrize("middle", ["\r\n", ",\r\n", "3\r\n", "3,4,5\r\n"])
def test_a_wrong_record_in_between_is_told(tmp_path: Path, middle: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"ONS ID,Votes\r\n1,2\r\n{middle}6,7\r\n", encoding="utf-8", newline="")
    with pytest.raises(DatasetError, match=r"^a\.csv, record 3"):
        read_csv(path)


def test_a_file_without_header_takes_the_columns_that_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1,2\n3,4\n", encoding="utf-8")
    assert read_csv(path, ["seat", "votes"]) == [{"seat": "1", "votes": "2"}, {"seat": "3", "votes": "4"}]


def test_a_census_table_is_read_by_its_topics_and_labels() -> None:
    table = read_census_table(
        [
            (None, None),
            ("Demographics", None, None, None, None, None),
            ("Population on 21 March 2021", None, None, None, None, None),
            (None, None, None, "Age (% of population)", None, "Religion (% of population)"),
            ("Name", "Total population", None, "Young", "Old", "None"),
            ("Somewhere", 300, None, 0.25, 0.75, 1),
            ("East", 100, None, 0.5, 0.5, 1),
        ]
    )
    assert table.measures == (
        ("", "Total population"),
        ("Age (% of population)", "Young"),
        ("Age (% of population)", "Old"),
        ("Religion (% of population)", "None"),
    )
    assert (table.nation_name, table.nation_values) == ("Somewhere", (300, 0.25, 0.75, 1))
    assert table.rows == (("East", (100, 0.5, 0.5, 1)),)
    assert table.long_values == {}


@pytest.mark.parametrize(
    "file",
    [
        "results/ge2024-candidacies.csv",
        "geo/uk-constituencies-2024.hexjson",
        "geo/pcon-july-2024-buc.geojson",
        "census/demographics-2024-constituencies.xlsx",
    ],
)
@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00 not what was published"])
def test_a_file_that_is_missing_or_not_itself_is_told(
    raw_folder: Path, tmp_path: Path, file: str, content: bytes | None
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(raw_folder, folder, copy_function=shutil.copyfile)
    for directory in [folder, *folder.rglob("*")]:
        directory.chmod(0o755)
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    with pytest.raises(DatasetError, match=rf"^{Path(file).name} (cannot be read|is not the file)"):
        read_raw_files(folder)
