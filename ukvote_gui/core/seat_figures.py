"""One figure a constituency: what a map colours, and what constituencies are compared by."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ukvote_gui.core import dataset
from ukvote_gui.core.dataset import NotionalResult
from ukvote_gui.core.elections import Election, Floats
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.outcome import Outcome


def party_share(outcome: Outcome, party: str) -> Floats:
    """Return a party's share of valid votes as a fraction, all its candidates together.

    NaN where none of its candidates stands. Shape (constituencies,).
    """
    election = outcome.election
    rows = np.flatnonzero((election.party_of == election.party_index.get(party, -1)) & outcome.standing)
    seats = election.seat_of[rows]
    share = np.full(len(election.constituencies), np.nan)
    share[seats] = 0.0
    np.add.at(share, seats, outcome.share[rows])
    return share


@lru_cache(maxsize=64)
def notional_party_share(election: Election, notional: NotionalResult, party: str) -> Floats:
    """Return a party's share in the notional result of 2019 as a fraction, shape (constituencies,).

    NaN where it did not stand, and for independents, who are no party.
    """
    if party == INDEPENDENT:
        share = np.full(len(election.constituencies), np.nan)
    else:
        share = np.array([notional.share(c.id, party) for c in election.constituencies], dtype=np.float64)
    share.flags.writeable = False
    return share


def swing(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> Floats:
    """Return the swing from the first party to the second (Butler 1951), in the unit of the shares.

    Half of what the first loses and the second gains. Each pair has the shares of the two, of any shape; NaN
    where one of the four is.
    """
    result: Floats = ((before[0] - after[0]) + (after[1] - before[1])) / 2
    return result


def census_figure(election: Election, nation: str, key: str) -> Floats:
    """Return a census figure in the measure's unit, shape (constituencies,); NaN outside of that census.

    Raises:
        KeyError: the census of ``nation`` has no such measure.
    """
    values = dataset.load_census(nation).values(key)
    return np.array([values.get(c.id, np.nan) for c in election.constituencies], dtype=np.float64)
