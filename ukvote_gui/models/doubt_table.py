"""The seats that draws leave in doubt as a table: a row a constituency, with the likeliest two to win it."""

from __future__ import annotations

from ukvote_gui.core import chances, formatting
from ukvote_gui.core.chances import Chances, DoubtfulSeat
from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.formatting import NONE
from ukvote_gui.core.reasons.words import called
from ukvote_gui.models.answer_table import Cell, Head, Row

HEADS = (
    Head("Constituency"),
    Head("Likeliest", "Who wins the most draws, and how many of them"),
    Head("Second", "Who wins the most draws after that, and how many of them"),
)


def rows_of(found: Chances) -> list[Row]:
    """Return a row for each seat in doubt, what is most open first."""
    return [_row(seat) for seat in chances.doubtful_seats(found)]


def _row(seat: DoubtfulSeat) -> Row:
    plain = f"{called(seat.plain_winner)} wins the plain result"
    other = seat.likeliest[0] != seat.plain_winner
    leader = _cell(*seat.likeliest, plain if other else "")
    second = Cell(NONE, quiet=True) if seat.second is None else _cell(*seat.second)
    return Row((Cell(seat.name, tip=f"{seat.name}: {plain}"), leader, second), seat.seat)


def _cell(candidate: Candidate, chance: float, note: str = "") -> Cell:
    words = formatting.chance(chance)
    spoken = f"{called(candidate)} wins {words} of the draws"
    if note:
        spoken += f"; {note}"
    return Cell(f"{candidate.party} {words}", candidate.party, changed=bool(note), tip=spoken, spoken=spoken)
