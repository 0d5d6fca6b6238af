"""Kinds of entry that give each of some names an amount, or a constituency its nominee."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ukvote_gui.core.amounts import Amount, central
from ukvote_gui.core.errors import ScenarioError
from ukvote_gui.core.fields.amounts import POINTS, RATE, SHARE, AmountKind
from ukvote_gui.core.fields.declared import Names, definition
from ukvote_gui.core.fields.named import check_party, check_person, check_seat, check_selector, check_target
from ukvote_gui.core.fields.reading import Json, inside, want_object, want_text

TOLERANCE = 1e-9
"""Sums of decimal fractions may exceed their limit by this much: 0.7 + 0.2 + 0.1 is not 1 in binary."""

Pairs = tuple[tuple[str, Amount], ...]
"""A mapping of names to amounts, frozen, in the order of the file."""


@dataclass(frozen=True)
class AmountsKind:
    """A mapping of names, each checked by ``check``, to amounts that may be limited in sum.

    ``of`` is the definition of a name.
    """

    check: Callable[[str, str, Names], str]
    of: str
    amount: AmountKind
    most: float = math.inf

    def parse(self, raw: Json, place: str, names: Names) -> Pairs:
        pairs = []
        for name, value in want_object(raw, place).items():
            at = inside(place, name)
            pairs.append((self.check(name, at, names), self.amount.parse(value, at, names)))
        total = math.fsum(central(amount) for _, amount in pairs)
        if total > self.most + TOLERANCE * max(1.0, self.most):
            raise ScenarioError(place, f"add up to {total:.15g}, and may be at most {self.most:g}")
        return tuple(pairs)

    def dump(self, value: Pairs) -> Json:
        return {name: self.amount.dump(amount) for name, amount in value}

    def schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": definition(self.of),
            "additionalProperties": self.amount.schema(),
        }


class NomineesKind:
    """A mapping of constituencies to the person who is to stand there."""

    def parse(self, raw: Json, place: str, names: Names) -> tuple[tuple[str, str], ...]:
        pairs = []
        for seat, person in want_object(raw, place).items():
            at = inside(place, seat)
            pairs.append((check_seat(seat, at, names), check_person(want_text(person, at), at, names)))
        return tuple(pairs)

    def dump(self, value: tuple[tuple[str, str], ...]) -> Json:
        return dict(value)

    def schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": definition("seat"),
            "additionalProperties": definition("person"),
        }


TARGETS = AmountsKind(check_target, "target", RATE, most=1)
SELECTOR_RATES = AmountsKind(check_selector, "selector", RATE)
PARTY_CHANGES = AmountsKind(check_party, "party", POINTS)
PARTY_SHARES = AmountsKind(check_party, "party", SHARE)
PERSON_SHARES = AmountsKind(check_person, "person", SHARE, most=100)
NOMINEES = NomineesKind()
