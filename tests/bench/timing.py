"""How the benchmarks measure: many runs, medians, and ratios within one run, for this machine is noisy."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds that runs of something took."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    @property
    def best(self) -> float:
        """The quickest: what the work takes when nothing else runs."""
        return min(self.seconds)

    @property
    def p99(self) -> float:
        """What 99 of 100 do not exceed."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]

    def in_words(self) -> str:
        """Return median, p99 and best in milliseconds."""
        return (
            f"median {self.median * 1e3:.3f} ms, p99 {self.p99 * 1e3:.3f} ms, best {self.best * 1e3:.3f} ms"
        )


def time_calls(call: Callable[[], object], times: int) -> Timing:
    """Return how long each of so many calls took, after one that is not counted."""
    call()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return Timing(tuple(seconds))
