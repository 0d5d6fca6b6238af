"""The table of split seats: a row a seat, in the order of the transfer that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt

from ukvote_gui.core import formatting, tables
from ukvote_gui.core.elections import TIE_VOTES, Candidate, Election, Floats, Ints
from ukvote_gui.core.search import folded
from ukvote_gui.core.selection import Blocs, Selectors
from ukvote_gui.core.split_seats import SplitSeats, needed_in_words, rate_in_words, split_seats
from ukvote_gui.core.tables import Table
from ukvote_gui.core.variables import party_name
from ukvote_gui.models.roles import ALIGNMENT, DISPLAY, HORIZONTAL, Index
from ukvote_gui.models.row_model import Row
from ukvote_gui.models.seats_model import SeatsModel
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme

FIRST_RATE = 0.6
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
"""Titles take two lines: the names of the seats need the room."""


class Column(IntEnum):
    """Columns in the order of the table: the answer stands beside the name, where it is always in sight."""

    NAME = 0
    NEEDED = 1
    AT_RATE = 2
    WINNER = 3
    WINNER_VOTES = 4
    BEST = 5
    BEHIND = 6
    OTHERS = 7
    AHEAD = 8


_HEADERS = {
    Column.NAME: ("Constituency", "The constituency's name"),
    Column.NEEDED: (
        "Transfer needed",
        "The part of the others' votes that elects the bloc's best placed candidate, the rest abstaining; "
        "rounded up, so that it is enough",
    ),
    Column.WINNER: ("Winner", "The winner's party; an arrow where the scenario changes who wins"),
    Column.WINNER_VOTES: ("Winner's votes", "Votes of the winner"),
    Column.BEST: ("Bloc's best", "The best placed candidate of the bloc: party and votes"),
    Column.BEHIND: ("Behind", "Votes by which the bloc's best placed candidate is behind the winner"),
    Column.OTHERS: ("Others of the bloc", "The other candidates of the bloc: party and votes"),
    Column.AHEAD: ("Together ahead by", "Votes by which all of the bloc together are ahead of the winner"),
}
SWATCHED = frozenset({Column.AT_RATE, Column.WINNER, Column.BEST, Column.OTHERS})
"""Columns that may show a party's colour before its name."""
_FIGURES = frozenset({Column.NEEDED, Column.WINNER_VOTES, Column.BEHIND, Column.AHEAD})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is listed: the split seats of a bloc, at a rate of transfer, in the scenario or in the base."""

    blocs: Blocs = ()
    selectors: Selectors = ()
    rate: float = FIRST_RATE
    in_base: bool = False


class SplitModel(SeatsModel):
    """The split seats of a bloc; it looks at the session only when it is told to."""

    def __init__(self, session: Session, theme: Theme, choice: Choice, parent: QObject | None = None) -> None:
        super().__init__(theme, len(Column), _FIGURES, Column.NEEDED, parent)
        self._session = session
        self._look(choice)

    @property
    def split(self) -> SplitSeats:
        """What is shown."""
        return self._split

    @property
    def election(self) -> Election:
        return self._split.outcome.election

    @property
    def shown(self) -> Ints:
        return self._split.seats

    @property
    def choice(self) -> Choice:
        """What is listed."""
        return self._choice

    def show_choice(self, choice: Choice) -> None:
        """List the split seats of a choice, in the session as it is now."""
        another_rate = choice.rate != self._choice.rate
        self.beginResetModel()
        self._look(choice)
        self.endResetModel()
        if another_rate:
            self.headerDataChanged.emit(HORIZONTAL, Column.AT_RATE, Column.AT_RATE)

    def table(self) -> Table:
        """Return all rows as a table to copy, in their order, figures as numbers and candidates by name."""
        header = (
            "Constituency",
            "ONS id",
            "Transfer needed (%)",
            f"Elected at {rate_in_words(self._choice.rate)}",
            "Winner",
            "Winner's votes",
            "Bloc's best",
            "Bloc's best, votes",
            "Behind (votes)",
            "Others of the bloc",
            "Others, votes",
            "Together ahead by (votes)",
            "Changed by the scenario",
        )
        return Table(header, tuple(self._copied(place) for place in self.places()))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._split.seats)

    def heading(self, column: int) -> tuple[str, str]:
        if column == Column.AT_RATE:
            rate = rate_in_words(self._choice.rate)
            return (
                f"At {rate}",
                f"Whether the bloc's best placed candidate is elected with {rate} of the others' votes",
            )
        return _HEADERS[Column(column)]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        data = super().headerData(section, orientation, role)
        return data | _WRAPPED if role == ALIGNMENT and data is not None else data

    def _look(self, choice: Choice) -> None:
        self._choice = choice
        outcome = self._session.base if choice.in_base else self._session.outcome
        self._split = split_seats(outcome, choice.blocs, choice.selectors)
        self._won = self._split.won_at(choice.rate)
        self.place()

    def keys(self, column: int) -> Floats:
        split = self._split
        if column == Column.NEEDED:
            return split.needed_rate
        if column == Column.AT_RATE:
            return np.where(self._won, 0.0, 1.0)
        if column == Column.WINNER_VOTES:
            return split.winner_votes
        if column == Column.BEST:
            return split.best_votes
        if column == Column.BEHIND:
            return split.behind_votes
        if column == Column.OTHERS:
            return split.others_votes
        if column == Column.AHEAD:
            return split.ahead_votes
        election = split.outcome.election
        if column == Column.NAME:
            names = [folded(election.constituencies[seat].name) for seat in split.seats.tolist()]
        else:
            names = [folded(election.candidates[row].party) for row in split.winner.tolist()]
        return np.unique(names, return_inverse=True)[1].astype(np.float64)

    # A row

    def made(self, place: int) -> Row:
        split, seat = self._split, int(self._split.seats[place])
        winner, best, others = self._candidates(place)
        won = bool(self._won[place])
        behind = float(split.behind_votes[place])
        texts = {
            Column.NAME: split.outcome.election.constituencies[seat].name,
            Column.NEEDED: needed_in_words(float(split.needed_rate[place])),
            Column.AT_RATE: best.party if won else "no",
            Column.WINNER: winner.party + self._arrow(seat),
            Column.WINNER_VOTES: formatting.votes(float(split.winner_votes[place])),
            Column.BEST: f"{best.party} {formatting.votes(float(split.best_votes[place]))}",
            Column.BEHIND: "tie" if behind < TIE_VOTES else formatting.votes(behind),
            Column.OTHERS: ", ".join(f"{other.party} {formatting.votes(votes)}" for other, votes in others),
            Column.AHEAD: formatting.votes(float(split.ahead_votes[place])),
        }
        parties = {Column.WINNER: winner.party, Column.BEST: best.party, Column.OTHERS: others[0][0].party}
        if won:
            parties[Column.AT_RATE] = best.party
        return Row(
            tuple(texts[column] for column in Column),
            {int(column): party for column, party in parties.items()},
            bool(self._session.outcome.changed[seat]),
        )

    def _candidates(self, place: int) -> tuple[Candidate, Candidate, list[tuple[Candidate, float]]]:
        """Return the winner, the bloc's best placed candidate, and its others with their votes."""
        split = self._split
        candidates, votes = split.outcome.election.candidates, split.outcome.votes
        others = [(candidates[row], float(votes[row])) for row in split.others(place)]
        return candidates[int(split.winner[place])], candidates[int(split.best[place])], others

    def _arrow(self, seat: int) -> str:
        """Return whose seat the scenario makes it (from the base) or whose it was (in the scenario)."""
        now, base = self._session.outcome, self._session.base
        if not now.changed[seat]:
            return ""
        after, before = (o.election.candidates[int(o.winner[seat])].party for o in (now, base))
        return f" → {after}" if self._choice.in_base else f" ← {before}"

    def tool_tip(self, position: int, column: int) -> str:
        split, place = self._split, self.place_at(position)
        winner, best, others = self._candidates(place)
        seat = int(split.seats[place])
        if column == Column.NAME:
            return split.outcome.election.constituencies[seat].name
        if column in (Column.WINNER, Column.WINNER_VOTES):
            text = _called(winner, float(split.winner_votes[place]))
            if change := tables.changed_text(self._session.outcome, seat):
                text += f". The scenario changes who wins: {change}"
            return text
        if column == Column.BEST:
            return _called(best, float(split.best_votes[place]))
        if column == Column.BEHIND:
            behind = float(split.behind_votes[place])
            if behind < TIE_VOTES:
                return f"{best.name} has as many votes as {winner.name}"
            return f"{best.name} is {formatting.counted(behind, 'vote')} behind {winner.name}"
        if column == Column.OTHERS:
            return "; ".join(_called(*other) for other in others)
        if column == Column.AHEAD:
            ahead = formatting.counted(float(split.ahead_votes[place]), "vote")
            return f"Together they are {ahead} ahead of {winner.name}"
        if column == Column.NEEDED:
            needed = needed_in_words(float(split.needed_rate[place]))
            total = formatting.counted(float(split.others_votes[place]), "vote")
            return f"{needed} of the others' {total} would elect {best.name}, if the rest abstain"
        elected = best if self._won[place] else winner
        rate = rate_in_words(self._choice.rate)
        return f"At a transfer of {rate} {elected.name}, {party_name(elected.party)}, is elected"

    def spoken(self, position: int, column: int) -> str:
        return self.tool_tip(position, column)

    def _copied(self, place: int) -> tuple[tables.Cell, ...]:
        split, seat = self._split, int(self._split.seats[place])
        constituency = split.outcome.election.constituencies[seat]
        winner, best, others = self._candidates(place)
        return (
            constituency.name,
            constituency.id,
            float(needed_in_words(float(split.needed_rate[place])).removesuffix("%")),
            best.party if self._won[place] else "no",
            f"{winner.party} {winner.name}",
            round(float(split.winner_votes[place])),
            f"{best.party} {best.name}",
            round(float(split.best_votes[place])),
            round(float(split.behind_votes[place])),
            "; ".join(f"{other.party} {other.name} {votes:.0f}" for other, votes in others),
            round(float(split.others_votes[place])),
            round(float(split.ahead_votes[place])),
            tables.changed_text(self._session.outcome, seat),
        )


def _called(candidate: Candidate, votes: float) -> str:
    return f"{candidate.name}, {party_name(candidate.party)}, {formatting.counted(votes, 'vote')}"
