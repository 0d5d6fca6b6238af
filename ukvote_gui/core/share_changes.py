"""Shares before and after a scenario, by party in an area and by candidate in a constituency."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.core import dataset, formatting, swings
from ukvote_gui.core.measures import INDEPENDENT, SPEAKER
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.swings import Area
from ukvote_gui.core.totals import OTHERS, SHOWN_SHARE


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A party's or candidate's share in points before and after; None where they do not stand.

    Attributes:
        name: in full; ``short`` is for where there is little room.
        party: abbreviation, empty for all others together.
    """

    name: str
    short: str
    party: str
    before_pp: float | None
    after_pp: float | None

    @property
    def change_pp(self) -> float:
        """Points gained, negative where lost; who does not stand has none."""
        return (self.after_pp or 0.0) - (self.before_pp or 0.0)

    def in_words(self) -> str:
        """Return the shares and their change in words."""
        if self.before_pp is None:
            return f"{self.name}: {formatting.points(self.after_pp or 0.0)}%, did not stand before"
        before = f"{formatting.points(self.before_pp)}%"
        if self.after_pp is None:
            return f"{self.name}: {before} before, has withdrawn"
        after = f"{formatting.points(self.after_pp)}%"
        return f"{self.name}: {before} before, {after} after ({formatting.change_pp(self.change_pp)} points)"


def in_area(base: Outcome, outcome: Outcome, area: Area) -> tuple[ShareChange, ...]:
    """Return the parties of an area by their share before, those without half a point together at the end."""
    before, after = (swings.shares_of(of, area) for of in (base, outcome))
    parties = dataset.load_parties()
    order = sorted(before, key=lambda party: -before[party])
    shown = [
        party for party in order if max(before[party], after[party]) >= 100 * SHOWN_SHARE and party != SPEAKER
    ]
    changes = [
        ShareChange(
            "Independents" if party == INDEPENDENT else parties[party].name,
            party,
            party,
            before[party],
            after[party],
        )
        for party in shown
    ]
    rest = (sum(shares.values()) - sum(shares[party] for party in shown) for shares in (before, after))
    return (*changes, ShareChange(OTHERS, OTHERS, "", *rest))


def in_seat(base: Outcome, outcome: Outcome, seat: int) -> tuple[ShareChange, ...]:
    """Return the candidates of the constituency at position ``seat`` by their share before."""
    election = outcome.election
    changes = []
    for row in election.rows[seat]:
        candidate = election.candidates[row]
        shares = (100 * float(of.share[row]) if of.standing[row] else None for of in (base, outcome))
        # An independent is of no party, so the name says more.
        alone = candidate.party != INDEPENDENT
        short = candidate.party if alone else f"{candidate.party} {candidate.name}"
        changes.append(ShareChange(f"{candidate.name} ({candidate.party})", short, candidate.party, *shares))
    listed = [change for change in changes if (change.before_pp, change.after_pp) != (None, None)]
    return tuple(sorted(listed, key=lambda change: -(change.before_pp or 0.0)))
