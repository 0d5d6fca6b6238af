"""Small elections: made by hand, so that a test can show its arithmetic, and drawn from the real one."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from functools import cache

from tests.reference.elections import read_election
from tests.reference.scenarios import random_scenario
from ukvote_gui.core import dataset, files
from ukvote_gui.core.elections import Candidate, Constituency, Election, seniority
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Blocs

SEATS_OF_SMALL_ELECTIONS = range(2, 9)
_raw_country = cache(read_election)


def hold(
    seats: Mapping[str, Mapping[str, int]],
    electorate: int = 1000,
    countries: Mapping[str, str] | None = None,
) -> Election:
    """Return an election of constituencies with their candidates' votes.

    A candidate's name begins with the party (``Ind Ann`` stands for Ind). Person ids count from 1, in the
    order given. Every seat is in England but for those in ``countries``; a seat's id is its name.
    """
    candidates: list[Candidate] = []
    constituencies = []
    for seat, votes in seats.items():
        country = (countries or {}).get(seat, "England")
        constituencies.append(
            Constituency(seat, seat, country, country, "County", electorate, sum(votes.values()), 0, "")
        )
        number = len(candidates)
        here = [
            Candidate(seat, str(number + i), name, name.split()[0], count)
            for i, (name, count) in enumerate(votes.items(), start=1)
        ]
        candidates += sorted(here, key=seniority)
    return Election("ge2024", "A test", "0", tuple(constituencies), tuple(candidates))


def after(election: Election, *moves: Move, blocs: Blocs = ()) -> Outcome:
    """Return the outcome of moves."""
    return evaluate(election, Scenario(blocs=blocs, moves=moves))


def votes_in(outcome: Outcome, seat: str) -> dict[str, float]:
    """Return the votes of the constituency's standing candidates by name."""
    election = outcome.election
    rows = election.rows[election.seat_index[seat]]
    return {election.candidates[row].name: float(outcome.votes[row]) for row in rows if outcome.standing[row]}


def winner_of(outcome: Outcome, seat: str) -> str:
    """Return the name of the constituency's winner."""
    return outcome.election.candidates[int(outcome.winner[outcome.election.seat_index[seat]])].name


def person_of(election: Election, name: str) -> str:
    """Return the person id of the one candidate of that name."""
    (person,) = [candidate.person for candidate in election.candidates if candidate.name == name]
    return person


def some_of(seed: int) -> tuple[random.Random, Election, Scenario]:
    """Return a few real constituencies and a random scenario of all kinds of move for them."""
    country = dataset.load_election()
    rng = random.Random(seed)
    raw = rng.sample(_raw_country(), rng.choice(SEATS_OF_SMALL_ELECTIONS))
    ids = {seat["id"] for seat in raw}
    election = Election(
        country.key,
        country.title,
        country.fingerprint,
        tuple(c for c in country.constituencies if c.id in ids),
        tuple(c for c in country.candidates if c.seat in ids),
    )
    return rng, election, files.parse(json.dumps(random_scenario(rng, raw, rng.randint(1, 6)))).scenario
