"""What goes under a picture: what it is of, its sources, and when and with what it was made."""

from __future__ import annotations

import re
from datetime import date

from ukvote_gui.core import dataset, describe, formatting
from ukvote_gui.core.report.text import one_line
from ukvote_gui.core.scenario import Scenario

PROGRAM = "UK Vote What-If"


def picture_notes(scenario: Scenario, name: str, day: date) -> tuple[str, str, str]:
    """Return what a picture says besides itself: what it is of, its sources, and when and how it was made.

    ``name`` is what the scenario is called.
    """
    election = dataset.load_election(scenario.base)
    if any(move.enabled for move in scenario.moves):
        what = f"{one_line(name)} (scenario; base: {election.title})"
        made_of = "A scenario is no forecast."
    else:
        what, made_of = election.title, "As it was, without a scenario."
    made = f"{made_of} Made with {PROGRAM} on {formatting.day_in_words(day)}."
    return what, attribution(), f"{made} Dataset {election.fingerprint}."


def attribution() -> str:
    """Return the attributions in short, as they go under a picture: publishers, licences, notices."""
    publishers: dict[str, list[str]] = {}
    notices: list[str] = []
    for source in dataset.sources():
        of_licence = publishers.setdefault(source.licence, [])
        publisher = re.split(r"[,;(]", source.publisher)[0].strip()
        if publisher not in of_licence:
            of_licence.append(publisher)
        notices += re.findall(r"Contains [^.]*(?:\.\d[^.]*)*\.", source.what)
    listed = "; ".join(f"{describe.listed(names)} ({licence})" for licence, names in publishers.items())
    return " ".join((f"Sources: {listed}.", *notices))
