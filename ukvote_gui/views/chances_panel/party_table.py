"""The chances of the parties as a table: a row a party, with its seats in the draws."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ukvote_gui.core import formatting
from ukvote_gui.core.chances import LEVELS, PartyChances
from ukvote_gui.models.answer_table import Cell, Head, Row

HEADS = (
    Head("Party"),
    Head("Expected\nseats", "The mean of the party’s seats in all draws.", figures=True),
    Head("95% of\ndraws", "The middle 95% of the draws lie between these numbers of seats.", figures=True),
    Head(
        "Most\nseats",
        "Chance to have more seats than any other party. Independents are no party.",
        figures=True,
    ),
    Head(
        "Overall\nmajority",
        "Chance to have more than half of all seats. Independents are no party.",
        figures=True,
    ),
)


def rows_of(parties: Collection[PartyChances], names: Mapping[str, str]) -> list[Row]:
    """Return a row for each party, with its name by abbreviation."""
    return [_row(party, names[party.party]) for party in parties]


def _row(party: PartyChances, name: str) -> Row:
    ranges = [_from_to(*interval) for interval in party.intervals]
    by_level = [
        f"{formatting.percent(level, 0)} of the draws: {words} seats"
        for level, words in zip(LEVELS, ranges, strict=True)
    ]
    tip = "\n".join([*by_level, f"Plain result: {party.plain_seats}"])
    least, most = party.intervals[-1]
    return Row(
        (
            Cell(name, party.party),
            Cell(formatting.points(party.expected_seats), tip=tip),
            Cell(str(least) if least == most else f"{least}–{most}", tip=tip, spoken=ranges[-1]),
            Cell(formatting.chance(party.most_seats)),
            Cell(formatting.chance(party.majority)),
        )
    )


def _from_to(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"
