"""All that a report of a scenario says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ukvote_gui.core import dataset, describe, formatting
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.report.findings import findings, headline, method
from ukvote_gui.core.report.moves import MoveReport, move_report
from ukvote_gui.core.report.names import FullNames
from ukvote_gui.core.report.tables import changed_table, totals_table
from ukvote_gui.core.report.text import legible, one_line
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.tables import Table


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says, in words and tables.

    Attributes:
        title: what the scenario is called.
        notes: its notes, as they were written.
        base: the election that it starts from.
        day: when the report was made, in words.
        headline: who has a majority and by how many.
        findings: what else there is to say of the outcome, a sentence each.
        blocs: who is in each bloc, a sentence each.
        moves: the moves that are on, in their order.
        off: names of the moves that are off.
        totals: seats and votes by party, the columns those of :data:`TOTALS_COLUMNS`.
        changed: constituencies that elect another person, the columns those of :data:`CHANGED_COLUMNS`.
        method: how the figures come about and what they do not say, a sentence or two each.
        fingerprint: of the dataset.
        sources: the attributions, one a source.
    """

    title: str
    notes: str
    base: str
    day: str
    headline: str
    findings: tuple[str, ...]
    blocs: tuple[str, ...]
    moves: tuple[MoveReport, ...]
    off: tuple[str, ...]
    totals: Table
    changed: Table
    method: tuple[str, ...]
    fingerprint: str
    sources: tuple[str, ...]


def report_on(scenario: Scenario, title: str, day: date) -> Report:
    """Return the report on a scenario called ``title`` that is made on ``day``."""
    election = dataset.load_election(scenario.base)
    outcome = evaluate(election, scenario)
    base = base_outcome(outcome.election)
    naming = describe.naming_election(scenario)
    effects = describe.effects(election, scenario)
    names = FullNames(naming)
    return Report(
        title=one_line(title),
        notes=legible(scenario.notes).strip(),
        base=election.title,
        day=formatting.day_in_words(day),
        headline=headline(outcome),
        findings=tuple(findings(base, outcome)),
        blocs=tuple(
            one_line(f"“{name}” is {names.all_of(selectors)}.") for name, selectors in scenario.blocs
        ),
        moves=tuple(
            move_report(move, effect, names)
            for move, effect in zip(scenario.moves, effects, strict=True)
            if move.enabled
        ),
        off=tuple(one_line(describe.name_of(move, naming)) for move in scenario.moves if not move.enabled),
        totals=totals_table(base, outcome),
        changed=changed_table(outcome),
        method=tuple(method(scenario)),
        fingerprint=election.fingerprint,
        sources=tuple(f"{s.title}. {s.publisher}. {s.what} {s.licence}." for s in dataset.sources()),
    )
