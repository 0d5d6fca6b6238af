"""Flows of votes as a diagram shows them: who gives how many to whom, what is small together in others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ukvote_gui.core import dataset, formatting
from ukvote_gui.core.elections import Floats
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.tables import Table
from ukvote_gui.core.trace import PartyFlow, Trace

NON_VOTERS = "Did not vote"
"""The electors without a valid vote, those who spoilt theirs among them."""

OTHERS = "Others"

SHOWN_VOTES = 0.5
"""A flow of fewer votes than this is none: it rounds to 0."""


@dataclass(frozen=True, slots=True)
class Camp:
    """Who gives and gets votes: a candidate, a party, others together, or those who do not vote.

    Attributes:
        name: in full; ``short`` is for where there is little room.
        party: abbreviation, empty for others and for those who do not vote.
        before: votes, or electors, in the base.
        after: the same in the scenario.
        gives: how many of them the diagram shows to leave, or to stay where it shows those.
        gets: how many of them the diagram shows to arrive, or to stay.
        within: how many go from one to another of the candidates who are together in it.
    """

    name: str
    short: str
    party: str
    before: float
    after: float
    gives: float = 0.0
    gets: float = 0.0
    within: float = 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """Votes that go from one camp to another, or stay, both positions in :attr:`FlowDiagram.camps`."""

    giver: int
    taker: int
    votes: float


@dataclass(frozen=True, eq=False)
class FlowDiagram:
    """Where the electors of the base ended.

    Attributes:
        camps: in the order of the base's votes, others and those who did not vote last.
        bands: most votes first.
        electorate: all electors; what the camps had before, and what they have after, both come to it.
        moved: those of them who do otherwise than in the base: vote for another candidate, or did not vote,
            or do not any more.
        with_stayers: whether those who do not move are shown too.
    """

    camps: tuple[Camp, ...]
    bands: tuple[Band, ...]
    electorate: float
    moved: float
    with_stayers: bool

    def totals_in_words(self) -> str:
        """Return what both sides of the diagram add up to."""
        before, after = (
            sum(getattr(camp, side) for camp in self.camps if camp.name != NON_VOTERS)
            for side in ("before", "after")
        )
        figures = formatting.votes
        within = sum(camp.within for camp in self.camps)
        kept = f", {figures(within)} of them within a party or among independents" if _shown(within) else ""
        return (
            f"{figures(self.moved)} of {figures(self.electorate)} electors "
            f"({formatting.percent(self.moved / max(self.electorate, 1.0))}) do otherwise than before{kept}. "
            f"Valid votes: {figures(before)} before, {figures(after)} after; all others did not vote."
        )

    def band_in_words(self, band: Band) -> str:
        """Return one flow in words."""
        giver, taker = self.camps[band.giver], self.camps[band.taker]
        part = formatting.percent(band.votes / giver.before) if giver.before > 0 else formatting.NONE
        unit = "elector" if NON_VOTERS in (giver.name, taker.name) else "vote"
        count = formatting.counted(band.votes, unit)
        if giver is taker:
            another = "from one candidate to another"
            as_before = "as before" if self.with_stayers else another
            where = "among others" if giver.name == OTHERS else as_before
            also = ""
            if self.with_stayers and _shown(giver.within):
                also = f"; {formatting.votes(giver.within)} of these {another}"
            return f"{giver.name}, {where}: {count}, {part} of them{also}"
        return f"{giver.name} → {taker.name}: {count}, {part} of {giver.name} before"

    def camp_in_words(self, camp: Camp) -> str:
        """Return what a camp had before and has after, in words."""
        change = formatting.change(camp.after - camp.before)
        who = ". Rejected ballot papers are among these" if camp.name == NON_VOTERS else ""
        return (
            f"{camp.name}: {formatting.votes(camp.before)} before, {formatting.votes(camp.after)} after "
            f"({change}){who}"
        )

    def table(self) -> Table:
        """Return the flows as a table, one row each, with their sum."""
        rows = [
            (
                self.camps[band.giver].name,
                self.camps[band.taker].name,
                round(band.votes),
                round(100 * band.votes / self.camps[band.giver].before, 2)
                if self.camps[band.giver].before > 0
                else "",
            )
            for band in self.bands
        ]
        total = round(sum(band.votes for band in self.bands))
        return Table(("From", "To", "Votes", "% of the giver's before"), (*rows, ("Total", "", total, "")))


def of_country(flow: PartyFlow, least: float, with_stayers: bool) -> FlowDiagram:
    """Return the diagram of all constituencies together, by party; independents are one camp.

    See :func:`_diagram` for ``least``.
    """
    parties = dataset.load_parties()
    camps = [
        Camp("Independents" if party == INDEPENDENT else parties[party].name, party, party, 0.0, 0.0)
        for party in flow.parties
    ]
    return _diagram(camps, flow.votes, flow.within, least, with_stayers)


def of_seat(trail: Trace, least: float, with_stayers: bool) -> FlowDiagram:
    """Return the diagram of one constituency, by candidate.

    See :func:`_diagram` for ``least``.
    """
    candidates = [trail.election.candidates[row] for row in trail.rows]
    parties = [candidate.party for candidate in candidates]
    camps = [
        Camp(
            f"{candidate.name} ({candidate.party})",
            # A party's abbreviation is enough where it has one candidate; independents are of no party.
            candidate.party
            if candidate.party != INDEPENDENT and parties.count(candidate.party) == 1
            else f"{candidate.party} {candidate.name}",
            candidate.party,
            0.0,
            0.0,
        )
        for candidate in candidates
    ]
    return _diagram(camps, trail.journeys, np.zeros(len(camps) + 1), least, with_stayers)


def _shown(votes: float) -> bool:
    """Return whether so many votes are any, as they are shown."""
    return votes >= SHOWN_VOTES


def _diagram(
    named: Sequence[Camp], votes: Floats, within: Floats, least: float, with_stayers: bool
) -> FlowDiagram:
    """Return the diagram of flows from each to each.

    Args:
        named: the camps but for those who do not vote, without figures.
        votes: from each (first axis) to each (second axis) camp and, last, the non-voters.
        within: of those who stay with each of them, how many go to another candidate there.
        least: the fraction of all that is shown below which what a camp gives and gets is folded into
            others; nobody who votes is folded where it is 0.
        with_stayers: whether those who do not move are shown too.
    """
    stayers = np.diag(np.diag(votes) - within)
    shown = votes if with_stayers else votes - stayers
    gives, gets = shown.sum(axis=1), shown.sum(axis=0)
    most = np.maximum(gives, gets)[:-1]
    # Those who do not vote would make every party look small.
    floor = max(SHOWN_VOTES, least * float(gives[:-1].sum() if with_stayers else gives.sum()))
    apart = np.flatnonzero(most >= floor).tolist()
    small = np.flatnonzero((most < floor) & (np.maximum(votes.sum(axis=1), votes.sum(axis=0))[:-1] > 0))
    apart.sort(key=lambda camp: -float(votes[camp].sum()))
    last = len(named)
    groups: list[list[int]] = [*([camp] for camp in apart), small.tolist(), [last]]
    camps = [
        *(named[camp] for camp in apart),
        Camp(OTHERS, OTHERS, "", 0.0, 0.0),
        Camp(NON_VOTERS, NON_VOTERS, "", 0.0, 0.0),
    ]
    gather = np.zeros((len(groups), last + 1))
    for group, members in enumerate(groups):
        gather[group, members] = 1.0
    together, whole = gather @ shown @ gather.T, gather @ votes @ gather.T
    complete = tuple(
        replace(
            camp,
            before=float(whole[place].sum()),
            after=float(whole[:, place].sum()),
            gives=float(together[place].sum()),
            gets=float(together[:, place].sum()),
            within=float(gather[place] @ within),
        )
        for place, camp in enumerate(camps)
    )
    pairs = np.argwhere(together >= SHOWN_VOTES).tolist()
    bands = sorted(
        (Band(giver, taker, float(together[giver, taker])) for giver, taker in pairs),
        key=lambda band: -band.votes,
    )
    moved = float(votes.sum() - np.trace(stayers))
    return FlowDiagram(complete, tuple(bands), float(votes.sum()), moved, with_stayers)
