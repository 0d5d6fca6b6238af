from pathlib import Path

import pytest

from ukvote_gui.dataset_build.normalise import Dataset, normalise
from ukvote_gui.dataset_build.raw import RawFiles, read_raw_files

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def raw_folder() -> Path:
    """The official files, which the repository does not hold."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the official files are not beside this checkout, in ../shared/data")
    return folder


@pytest.fixture(scope="session")
def raw(raw_folder: Path) -> RawFiles:
    """The official files as read; tests change copies."""
    return read_raw_files(raw_folder)


@pytest.fixture(scope="session")
def dataset(raw: RawFiles) -> Dataset:
    """The dataset made of them; tests change copies."""
    return normalise(raw)
