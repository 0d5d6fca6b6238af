"""What the entries of a scenario file may hold: each kind of entry reads, writes and describes itself.

A kind's ``parse`` takes raw JSON, the place it stands in, and the :class:`Names` it may use, and returns a
frozen value or raises :class:`ScenarioError`; ``dump`` is its inverse; ``schema`` is its JSON Schema, which
refers by name to the definitions in :mod:`ukvote_gui.core.schema`.

Moves declare their entries with the words that are here: ``fields.entry(fields.SELECTORS)``.
"""

from ukvote_gui.core.fields.amounts import POINTS, RATE, SHARE, AmountKind
from ukvote_gui.core.fields.declared import (
    Kind,
    Names,
    definition,
    dump_object,
    entries,
    entry,
    object_schema,
    parse_object,
)
from ukvote_gui.core.fields.mappings import (
    NOMINEES,
    PARTY_CHANGES,
    PARTY_SHARES,
    PERSON_SHARES,
    SELECTOR_RATES,
    TARGETS,
    TOLERANCE,
    AmountsKind,
    Pairs,
)
from ukvote_gui.core.fields.named import ABSTAIN, PARTY, SEAT, SEATS, SELECTORS
from ukvote_gui.core.fields.plain import FLAG, NAME, NOT_BLANK, TEXT, ChoiceKind
from ukvote_gui.core.fields.scopes import SCOPE

__all__ = [
    "ABSTAIN",
    "FLAG",
    "NAME",
    "NOMINEES",
    "NOT_BLANK",
    "PARTY",
    "PARTY_CHANGES",
    "PARTY_SHARES",
    "PERSON_SHARES",
    "POINTS",
    "RATE",
    "SCOPE",
    "SEAT",
    "SEATS",
    "SELECTORS",
    "SELECTOR_RATES",
    "SHARE",
    "TARGETS",
    "TEXT",
    "TOLERANCE",
    "AmountKind",
    "AmountsKind",
    "ChoiceKind",
    "Kind",
    "Names",
    "Pairs",
    "definition",
    "dump_object",
    "entries",
    "entry",
    "object_schema",
    "parse_object",
]
