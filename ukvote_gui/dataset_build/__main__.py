"""`python -m ukvote_gui.dataset_build [RAW_DIR] [OUT_DIR]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ukvote_gui.dataset_build.checks import check_dataset, check_raw_files
from ukvote_gui.dataset_build.normalise import normalise
from ukvote_gui.dataset_build.raw import DatasetError, read_raw_files
from ukvote_gui.dataset_build.sources import notice_text
from ukvote_gui.dataset_build.write import dataset_files, write_files

REPOSITORY = Path(__file__).resolve().parents[2]


def build(raw_folder: Path) -> dict[str, bytes]:
    """The dataset's files by name; `DatasetError` where any check fails."""
    raw = read_raw_files(raw_folder)
    check_raw_files(raw)
    dataset = normalise(raw)
    check_dataset(raw, dataset)
    return dataset_files(dataset)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the dataset. Exit status 0, or 1 with one sentence on standard error and nothing written."""
    parser = argparse.ArgumentParser(prog="ukvote_gui.dataset_build", description=__doc__)
    parser.add_argument("raw_dir", nargs="?", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("out_dir", nargs="?", type=Path, default=REPOSITORY / "resources" / "data")
    options = parser.parse_args(arguments)
    try:
        files = build(options.raw_dir)
        write_files(files, options.out_dir)
        if options.out_dir.resolve() == REPOSITORY / "resources" / "data":
            write_files({"NOTICE": notice_text().encode()}, REPOSITORY)
    except (DatasetError, OSError) as error:
        print(f"No dataset written. {error}", file=sys.stderr)
        return 1
    print(f"{len(files)} files in {options.out_dir}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
