"""Claims: figures that were printed about the election, each beside what the data say, and why they differ.

The claims stand in ``resources/claims.toml`` in words, with a measure for each figure. What a measure comes
to is worked out from the general election as it was held.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np

from ukvote_gui import resources
from ukvote_gui.core import claim_measures, dataset, formatting
from ukvote_gui.core.claim_measures import Finding
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.tables import Table


class Verdict(StrEnum):
    """What a figure of the data says of one that was printed."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OTHER = "not comparable"
    NOT_PRINTED = "not printed"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was printed."""

    key: str
    title: str
    date: str

    @property
    def in_words(self) -> str:
        """The key, the title and the date."""
        return f"{self.key}, {self.title} ({self.date})"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a claim.

    Attributes:
        claim: number of the claim; ``said`` is the claim in words.
        what: what it is a figure of.
        printed: as it was printed, of names how many; nothing where it was not. ``printed_in_full`` has the
            names.
        sources: who printed it.
        found: what the data say.
        difference: data less what was printed, in words; nothing where they agree.
        why: why they differ or cannot be compared, or what to know of the figure.
    """

    claim: int
    said: str
    what: str
    printed: str
    printed_in_full: str
    sources: tuple[Source, ...]
    found: Finding
    verdict: Verdict
    difference: str
    why: str


@cache
def load_claims() -> tuple[Figure, ...]:
    """Return the figures of all claims, claim by claim, set against the general election as it was held.

    Raises:
        ValueError: the file of claims names what is not in the dataset.
    """
    file = tomllib.loads(resources.text("claims.toml"))
    sources = {key: Source(key, **source) for key, source in file["sources"].items()}
    outcome = base_outcome(dataset.load_election())
    figures = []
    for claim in file["claim"]:
        for entry in _entries(claim):
            by = tuple(sources[key] for key in entry.get("by", claim["by"]))
            figures.append(_figure(claim["number"], claim["said"], by, entry, outcome))
    return tuple(figures)


def _entries(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entries of a claim's figures; a row of a table of candidates has votes, share and place."""
    yield from claim.get("figure", ())
    for name, seat, votes, share, place, *in_data in claim.get("candidates", ()):
        for measure, printed in (("votes", votes), ("share", share), ("place", place)):
            yield {
                "what": f"{measure.capitalize()} of {name}, {seat}",
                "printed": printed,
                "measure": measure,
                "seat": seat,
                "candidate": next(iter(in_data), name),
                "why_differs": claim["why_differs"],
            }


def _figure(
    number: int, said: str, by: tuple[Source, ...], entry: dict[str, Any], outcome: Outcome
) -> Figure:
    found = claim_measures.found(outcome, entry)
    printed = entry.get("printed", "")
    different = ""
    if isinstance(printed, list):
        different = _other_names(tuple(printed), found.names)
        shown, in_full = str(len(printed)), ", ".join(printed)
    else:
        shown = f"{entry['relation']} {printed}" if "relation" in entry else printed
        in_full = shown = shown.replace("-", formatting.MINUS)
        if printed:
            assert found.value is not None
            different = difference(printed, found.value, entry.get("relation", ""), entry.get("step"))
    why = entry.get("compared") or entry.get("why", "")
    if not printed:
        verdict = Verdict.NOT_PRINTED
    elif "compared" in entry:
        verdict = Verdict.OTHER
    elif different:
        verdict, why = Verdict.DIFFERS, entry.get("why_differs", why)
    else:
        verdict = Verdict.AGREES
    return Figure(number, said, entry["what"], shown, in_full, by, found, verdict, different, why)


def difference(printed: str, value: float, relation: str = "", step: float | None = None) -> str:
    """Return how the data differ from a printed number, in words; nothing where it holds as printed.

    Args:
        printed: the number, with thousands and a sign of per cent, as ``25.37%``.
        value: that of the data.
        relation: ``about``, ``over`` or ``at least``; nothing for the number itself, to its last digit.
        step: what the number is rounded to, its last digit by default.
    """
    digits = re.sub(r"[,%]", "", printed)
    stated, decimals = float(digits), len(digits.partition(".")[2])
    if relation in ("over", "at least"):
        if value > stated or (relation == "at least" and value == stated):
            return ""
    else:
        step = step or 10.0**-decimals
        # Half a step up, as people round.
        if abs(np.floor(value / step + 0.5) * step - stated) < step / 2:
            return ""
    more = abs(value) - abs(stated)
    unit = " points" if printed.endswith("%") else ""
    # Of a loss, as of a gain: which of the two is the larger one.
    return f"the data have {_number(abs(more), 2 if unit else 0)}{unit} {'more' if more > 0 else 'fewer'}"


def _number(value: float, decimals: int) -> str:
    return formatting.points(value, decimals) if decimals else formatting.votes(value)


def _other_names(printed: tuple[str, ...], found: tuple[str, ...]) -> str:
    """Return how two lists of names differ, in words; nothing where they have the same names."""
    more = [name for name in found if name not in printed]
    fewer = [name for name in printed if name not in found]
    parts = [f"the data have {', '.join(more)} too"] if more else []
    parts += [f"the data do not have {', '.join(fewer)}"] if fewer else []
    return "; ".join(parts)


def summary(figures: tuple[Figure, ...]) -> str:
    """Return how many figures agree, differ and cannot be compared, in a sentence."""
    counts = {verdict: sum(1 for figure in figures if figure.verdict is verdict) for verdict in Verdict}
    printed = len(figures) - counts[Verdict.NOT_PRINTED]
    return (
        f"{formatting.counted(printed, 'printed figure')}: {counts[Verdict.AGREES]} agree with the data, "
        f"{counts[Verdict.DIFFERS]} differ, {counts[Verdict.OTHER]} cannot be compared."
    )


def as_table(figures: tuple[Figure, ...]) -> Table:
    """Return figures as a table to copy."""
    header = ("Claim", "Figure", "Printed", "Printed by", "Data", "Verdict", "Difference", "Remark")
    return Table(
        header,
        tuple(
            (
                figure.claim,
                figure.what,
                figure.printed_in_full,
                "; ".join(source.in_words for source in figure.sources),
                figure.found.text,
                figure.verdict.value,
                figure.difference,
                figure.why,
            )
            for figure in figures
        ),
    )
