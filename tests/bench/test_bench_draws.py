"""Drawing the country 10,000 times: a scenario of five uncertain moves, and a pact in some seats."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ukvote_gui.core import dataset, files
from ukvote_gui.core.chances import party_chances
from ukvote_gui.core.draws import DRAWS, run_draws

RUNS = 3
STATUS = Path("/proc/self/status")


def spread(value: float, low: float, high: float) -> dict[str, float]:
    return {"value": value, "low": low, "high": high}


PACT = {
    "kind": "pact",
    "members": ["Green", "Ind", "WPB"],
    "transfer": spread(0.6, 0.4, 0.8),
    "leak": {"Lab": spread(0.1, 0.0, 0.2)},
}
FIVE_MOVES: list[dict[str, Any]] = [
    {
        "kind": "swing",
        "changes": {
            "Lab": spread(-3.0, -5.0, -1.0),
            "Con": spread(2.0, 0.0, 4.0),
            "RUK": spread(1.5, 0.0, 3.0),
            "LD": 1.0,
            "Green": 0.5,
        },
        "scope": {"countries": ["England", "Scotland", "Wales"]},
    },
    {"kind": "turnout", "change": spread(-2.0, -4.0, 0.0)},
    PACT,
    {"kind": "transfer", "from": ["LD"], "to": {"Lab": spread(0.2, 0.1, 0.3), "abstain": 0.1}},
    {"kind": "withdraw", "who": ["SDP"], "to": {"RUK": spread(0.5, 0.3, 0.7)}, "rest": "proportional"},
]
SCENARIOS = {
    "five moves, eight uncertain numbers": FIVE_MOVES,
    "a pact where the majority is below 10 points": [{**PACT, "scope": {"majority_below": 10.0}}],
}


def content_of(moves: list[dict[str, Any]]) -> dict[str, Any]:
    return {"format": files.FORMAT, "version": files.VERSION, "moves": moves}


@pytest.mark.parametrize("name", SCENARIOS)
def test_ten_thousand_draws(name: str) -> None:
    election = dataset.load_election()
    scenario = files.from_json(content_of(SCENARIOS[name])).scenario
    chances = run_draws(election, scenario, 1)
    print(f"\n{DRAWS:,} draws of {name}:")
    for threads in (1, 2):
        walls, processors = [], []
        for _ in range(RUNS):
            wall, processor = time.perf_counter(), time.process_time()
            chances = run_draws(election, scenario, threads=threads)
            walls.append(time.perf_counter() - wall)
            processors.append(time.process_time() - processor)
        print(
            f"  {threads} thread{'s' * (threads > 1)}: best {min(walls):.2f} s of {RUNS} runs "
            f"(longest {max(walls):.2f} s, {min(processors):.2f} s of processor time)"
        )
    first = party_chances(chances)[0]
    least, most = first.intervals[-1]
    print(f"  {first.party}: {first.expected_seats:.1f} seats, 95% of draws {least} to {most}")


@pytest.mark.skipif(not STATUS.exists(), reason="asks the kernel of Linux")
def test_memory_of_ten_thousand_draws() -> None:
    program = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from ukvote_gui.core import dataset, files\n"
        "from ukvote_gui.core.draws import run_draws\n"
        "election = dataset.load_election()\n"
        "scenario = files.from_json(json.loads(sys.argv[1])).scenario\n"
        "def most():\n"
        f"    return next(line for line in Path({str(STATUS)!r}).open() if 'VmHWM' in line).split()[1]\n"
        "before = most()\n"
        "run_draws(election, scenario)\n"
        "print(before, most())\n"
    )
    scenario = json.dumps(content_of(FIVE_MOVES))
    run = subprocess.run(
        [sys.executable, "-c", program, scenario], capture_output=True, text=True, check=True
    )
    before, after = (int(kilobytes) / 1024 for kilobytes in run.stdout.split())
    print(f"\nmost memory: {before:.0f} MB before {DRAWS:,} draws, {after:.0f} MB with them")
