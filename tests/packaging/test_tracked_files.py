import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A folder of one person's or one machine's: fine in a URL's path, nowhere else.
MACHINE_PATH = re.compile(r"(?<![\w.}/-])(?:/(?:work|root|home|Users|tmp)/\w|[A-Z]:\\Users\\)")


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    found = []
    for name in listing.decode().split("\0"):
        file = ROOT / name
        if not file.is_file():
            continue
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{name}:{n}: {line[:120]}" for n, line in enumerate(lines, 1) if MACHINE_PATH.search(line)]
    assert found == []
