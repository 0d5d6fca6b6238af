"""The table of targets and defences: a row a seat, in the order of the swing that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from PySide6.QtCore import QModelIndex, QObject

from ukvote_gui.core import formatting, tables
from ukvote_gui.core.battleground import LEVEL_PP, Aim, Battleground, battleground
from ukvote_gui.core.elections import TIE_VOTES, Election, Floats, Ints
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.core.search import folded
from ukvote_gui.core.tables import Table
from ukvote_gui.core.variables import party_name
from ukvote_gui.models.roles import Index
from ukvote_gui.models.row_model import Row
from ukvote_gui.models.seats_model import SeatsModel
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme


class Column(IntEnum):
    """Columns in the order of the table."""

    RANK = 0
    NAME = 1
    SWING = 2
    VOTES = 3
    WINNER = 4
    SECOND = 5
    THIRD = 6
    PAST_ALL = 7
    PLACE = 8


_HEADERS = {
    Column.RANK: ("#", "Place in the order of the swing that it takes"),
    Column.NAME: ("Constituency", "The constituency's name"),
    Column.WINNER: ("Winner", "The winner's party; an arrow where the scenario changes who wins"),
    Column.SECOND: ("Second", "The runner-up's party"),
    Column.THIRD: (
        "Third",
        "The party in third place, and by how many points of share it is behind the winner",
    ),
    Column.PAST_ALL: (
        "Past all",
        "The swing from the winner at which nobody else is ahead either, where that is more than the swing",
    ),
    Column.PLACE: ("Place", "The party's own place"),
}
_OF_AIM = {
    Aim.TARGETS: {
        Column.SWING: ("Swing", "Points of share from the winner to the party that bring the two level"),
        Column.VOTES: ("Behind", "Votes by which the party is behind the winner"),
    },
    Aim.DEFENCES: {
        Column.SWING: ("Swing", "Points of share from the party to the runner-up that bring the two level"),
        Column.VOTES: ("Ahead", "Votes by which the party is ahead of the runner-up"),
    },
}
SWATCHED = frozenset({Column.WINNER, Column.SECOND, Column.THIRD})
"""Columns that show a party's colour before its name."""
_FIGURES = frozenset({Column.RANK, Column.SWING, Column.VOTES, Column.PAST_ALL})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is ranked: a party's targets or defences, in the scenario or in the base."""

    party: str
    aim: Aim = Aim.TARGETS
    in_base: bool = False


class BattlegroundModel(SeatsModel):
    """Seats that a party could win or lose; it looks at the session only when it is told to."""

    def __init__(self, session: Session, theme: Theme, choice: Choice, parent: QObject | None = None) -> None:
        super().__init__(theme, len(Column), _FIGURES, Column.SWING, parent)
        self._session = session
        self._choice = choice
        self._count = 0
        self._look()

    @property
    def ground(self) -> Battleground:
        """What is shown."""
        return self._ground

    @property
    def election(self) -> Election:
        return self._ground.outcome.election

    @property
    def shown(self) -> Ints:
        return self._ground.seats

    @property
    def choice(self) -> Choice:
        """What is ranked."""
        return self._choice

    def set_choice(self, choice: Choice) -> None:
        """Rank something else."""
        if choice == self._choice:
            return
        self.beginResetModel()
        self._choice = choice
        self._look()
        self.endResetModel()

    def refresh(self) -> None:
        """Follow the session; rows come and go at the end, and each shows what is in its place now."""
        ground = self._worked_out()
        before, now = self._count, len(ground.seats)
        if now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
            self._count = now
            self.endRemoveRows()
        self._ground = ground
        self.place()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))
        if now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self._count = now
            self.endInsertRows()

    def table(self) -> Table:
        """Return all rows as a table to copy, in their order, figures as numbers and candidates by name."""
        aim, name = self._choice.aim, party_name(self._choice.party)
        targets = aim is Aim.TARGETS
        header = (
            "Rank",
            "Constituency",
            "ONS id",
            f"Swing {'to' if targets else 'from'} {name} (points)",
            f"Votes {'behind' if targets else 'ahead'}",
            "Winner",
            "Second",
            "Third",
            "Third behind the winner (points)",
            *(("Swing past all (points)", "Place") if targets else ()),
            "Changed by the scenario",
        )
        return Table(header, tuple(self._copied(place) for place in self.places()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def heading(self, column: int) -> tuple[str, str]:
        return (_OF_AIM[self._choice.aim] | _HEADERS)[Column(column)]

    def _look(self) -> None:
        self._ground = self._worked_out()
        self.place()
        self._count = len(self._ground.seats)

    def _worked_out(self) -> Battleground:
        choice = self._choice
        outcome = self._session.base if choice.in_base else self._session.outcome
        return battleground(outcome, choice.party, choice.aim)

    def keys(self, column: int) -> Floats:
        ground = self._ground
        if column == Column.SWING or column == Column.RANK:
            return np.arange(len(ground.seats), dtype=np.float64)
        if column == Column.VOTES:
            return ground.votes
        if column == Column.PAST_ALL:
            return ground.past_all_pp
        if column == Column.THIRD:
            return ground.third_gap_pp
        if column == Column.PLACE:
            return ground.place.astype(np.float64)
        election, outcome = ground.outcome.election, ground.outcome
        if column == Column.NAME:
            names = [folded(election.constituencies[seat].name) for seat in ground.seats.tolist()]
        else:
            rows = (outcome.winner if column == Column.WINNER else outcome.runner_up)[ground.seats].tolist()
            names = ["" if row == NOBODY else folded(election.candidates[row].party) for row in rows]
        return np.unique(names, return_inverse=True)[1].astype(np.float64)

    def made(self, place: int) -> Row:
        ground = self._ground
        seat = int(ground.seats[place])
        winner, second, third = self._first_three(place)
        parties = {
            column: ground.outcome.election.candidates[row].party
            for column, row in ((Column.WINNER, winner), (Column.SECOND, second), (Column.THIRD, third))
            if row != NOBODY
        }
        none = formatting.NONE
        swing, past_all = float(ground.swing_pp[place]), float(ground.past_all_pp[place])
        behind = formatting.points(float(ground.third_gap_pp[place]))
        targets = ground.aim is Aim.TARGETS
        votes = float(ground.votes[place])
        return Row(
            (
                str(place + 1),
                ground.outcome.election.constituencies[seat].name,
                formatting.points(swing, 2),
                "tie" if votes < TIE_VOTES else formatting.votes(votes),
                parties[Column.WINNER] + self._arrow(seat),
                parties.get(Column.SECOND, none),
                f"{parties[Column.THIRD]} {behind}" if Column.THIRD in parties else none,
                formatting.points(past_all, 2) if targets and past_all > swing + LEVEL_PP else "",
                formatting.ordinal(int(ground.place[place])) if targets else "",
            ),
            {int(column): party for column, party in parties.items()},
            bool(self._session.outcome.changed[seat]),
        )

    def _first_three(self, place: int) -> tuple[int, int, int]:
        """Return rows of the winner, of the runner-up and of who is third; NOBODY where there is none."""
        ground, seat = self._ground, int(self._ground.seats[place])
        outcome = ground.outcome
        return int(outcome.winner[seat]), int(outcome.runner_up[seat]), int(ground.third[place])

    def _arrow(self, seat: int) -> str:
        """Return whose seat the scenario makes it (from the base) or whose it was (in the scenario)."""
        now, base = self._session.outcome, self._session.base
        if not now.changed[seat]:
            return ""
        parties = (o.election.candidates[int(o.winner[seat])].party for o in (now, base))
        after, before = parties
        return f" → {after}" if self._choice.in_base else f" ← {before}"

    def tool_tip(self, position: int, column: int) -> str:
        ground, place = self._ground, self.place_at(position)
        outcome, candidates = ground.outcome, ground.outcome.election.candidates
        seat = int(ground.seats[place])
        name = party_name(ground.party)
        own = candidates[int(ground.own[place])]
        swing = f"{formatting.points(float(ground.swing_pp[place]), 2)} points"
        if column in (Column.WINNER, Column.SECOND, Column.THIRD):
            row = self._first_three(place)[column - Column.WINNER]
            if row == NOBODY:
                return "Nobody"
            text = self._called(row)
            if column == Column.THIRD:
                text += f", {formatting.points(float(ground.third_gap_pp[place]))} points behind the winner"
            if column == Column.WINNER and (change := tables.changed_text(self._session.outcome, seat)):
                text += f". The scenario changes who wins: {change}"
            return text
        if column == Column.NAME:
            return outcome.election.constituencies[seat].name
        if column == Column.PLACE:
            return f"{own.name}, {name}, is {formatting.ordinal(int(ground.place[place]))}"
        if column == Column.VOTES:
            way = "behind" if ground.aim is Aim.TARGETS else "ahead"
            return f"{own.name}, {name}, is {formatting.counted(float(ground.votes[place]), 'vote')} {way}"
        if column == Column.PAST_ALL and ground.aim is Aim.TARGETS:
            past_all = formatting.points(float(ground.past_all_pp[place]), 2)
            return f"{past_all} points from the winner to {own.name} until nobody else is ahead"
        if column == Column.RANK:
            return str(place + 1)
        if int(ground.rival[place]) == NOBODY:
            return "Nobody else stands"
        rival = candidates[int(ground.rival[place])].name
        first, second = (rival, own.name) if ground.aim is Aim.TARGETS else (own.name, rival)
        return f"{swing} from {first} to {second} bring the two level"

    def spoken(self, position: int, column: int) -> str:
        return self.tool_tip(position, column)

    def _called(self, row: int) -> str:
        outcome = self._ground.outcome
        candidate = outcome.election.candidates[row]
        share = formatting.percent(float(outcome.share[row]))
        return f"{candidate.name}, {party_name(candidate.party)}, {share}"

    def _copied(self, place: int) -> tuple[tables.Cell, ...]:
        ground = self._ground
        election, seat = ground.outcome.election, int(ground.seats[place])
        three = (
            "" if row == NOBODY else f"{election.candidates[row].party} {election.candidates[row].name}"
            for row in self._first_three(place)
        )
        gap = float(ground.third_gap_pp[place])
        past_all = (round(float(ground.past_all_pp[place]), 2), int(ground.place[place]))
        return (
            place + 1,
            election.constituencies[seat].name,
            election.constituencies[seat].id,
            round(float(ground.swing_pp[place]), 2),
            round(float(ground.votes[place])),
            *three,
            "" if np.isnan(gap) else round(gap, 2),
            *(past_all if ground.aim is Aim.TARGETS else ()),
            tables.changed_text(self._session.outcome, seat),
        )
