import re
from pathlib import Path

import numpy as np
import pytest

from ukvote_gui import resources
from ukvote_gui.core import dataset, files
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.measures import seats_by_party
from ukvote_gui.core.moves import Pact
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.paths import Dial, rate_path
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.solvers import break_even

EXAMPLES = sorted(resources.path("examples").glob("*.ukvote"))
SEATS = re.compile(r"(\w+) (\d+) \((\d+)(?: in 2024)?\)")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


def opened(name: str) -> tuple[Scenario, Outcome]:
    scenario = files.read(resources.path("examples", f"{name}.ukvote")).scenario
    return scenario, evaluate(dataset.load_election(scenario.base), scenario)


def line_of(scenario: Scenario, start: str) -> str:
    (line,) = [line for line in scenario.notes.splitlines() if line.startswith(start)]
    return line


def test_there_are_five_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_opens_with_a_title_its_assumptions_and_no_warning(path: Path) -> None:
    read = files.read(path)
    assert read.warning == ""
    assert read.scenario.title
    assert "Assumptions:\n- " in read.scenario.notes
    assert all(move.title for move in read.scenario.moves)
    assert files.parse(files.dump(read.scenario)).scenario == read.scenario


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_to_the_seats_in_its_notes(path: Path) -> None:
    scenario, outcome = opened(path.stem)
    before = seats_by_party(base_outcome(outcome.election))
    stated = {party: (int(now), int(was)) for party, now, was in SEATS.findall(line_of(scenario, "Seats:"))}
    assert stated
    for party in outcome.election.parties:
        seats = (seats_by_party(outcome).get(party, 0), before.get(party, 0))
        assert stated.get(party, seats) == seats
        assert (party in stated) == (seats[0] != seats[1])
    changed = line_of(scenario, "Seats that change:").removeprefix("Seats that change: ").removesuffix(".")
    names = [outcome.election.constituencies[seat].name for seat in np.flatnonzero(outcome.changed)]
    assert changed == (str(len(names)) if changed.isdigit() else "; ".join(names))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_tells_anybody_how_to_vote(path: Path) -> None:
    scenario = files.read(path).scenario
    text = f"{scenario.title} {scenario.notes} {' '.join(move.title for move in scenario.moves)}".lower()
    assert not re.search(r"\b(should|must|ought|please|vote for|don't|let us|we|you|your)\b", text)


def test_the_alliance_is_that_of_the_sources_at_sixty_percent() -> None:
    scenario, outcome = opened("alliance-where-labour-won")
    seats = seats_by_party(outcome)
    assert (seats["Lab"], seats["Ind"], seats["WPB"]) == (406, 10, 1)
    assert [f"{found}%" for found in PERCENT.findall(scenario.notes)] == ["60%", "40%", "40%", "80%"]


def test_each_of_the_six_seats_gets_the_least_tenth_of_a_point_that_changes_it() -> None:
    scenario, _ = opened("six-seats")
    assert len(scenario.moves) == 6
    for index, move in enumerate(scenario.moves):
        assert isinstance(move, Pact)
        assert isinstance(move.transfer, float)
        assert move.scope.seats is not None
        (seat,) = move.scope.seats
        found = break_even(rate_path(dataset.load_election(), scenario, Dial(index, "transfer")), seat)
        assert found.exact
        assert found.at is not None
        assert found.at < move.transfer <= found.at + 0.001
        assert f"  - {move.title}: {move.transfer:.1%}" in scenario.notes.splitlines()


def test_the_pact_of_the_right_has_the_seats_of_the_check_from_outside() -> None:
    _, outcome = opened("right-of-centre-pact")
    seats = seats_by_party(outcome)
    assert seats["Con"] + seats["RUK"] == 252


def test_the_tactical_vote_is_where_its_notes_say() -> None:
    scenario, outcome = opened("tactical-vote-against-reform")
    election = outcome.election
    party = [candidate.party for candidate in election.candidates]
    runner_up = base_outcome(election).runner_up
    won = [seat for seat, row in enumerate(election.winner) if party[row] == "RUK"]
    second = [seat for seat, row in enumerate(runner_up) if party[row] == "RUK"]
    assert f"the {len(second)} constituencies where Reform UK was second" in scenario.notes
    covered = []
    for move, best in zip(scenario.moves, ("Lab", "Con"), strict=True):
        assert move.scope.seats is not None
        for ons_id in move.scope.seats:
            seat = election.seat_index[ons_id]
            covered.append(seat)
            assert party[runner_up[seat]] == best
            name = election.constituencies[seat].name
            assert name in scenario.notes
    assert sorted(covered) == won


def test_labour_and_the_conservatives_come_to_the_shares_in_the_notes() -> None:
    scenario, outcome = opened("labour-28-conservatives-28")
    election = outcome.election
    britain = np.array([election.constituencies[s].country != "Northern Ireland" for s in election.seat_of])
    shares = []
    for votes in (election.votes, outcome.votes):
        for name in ("Lab", "Con"):
            of_party = britain & (election.party_of == election.party_index[name])
            shares.append(f"{100 * votes[of_party].sum() / votes[britain].sum():.1f}")
    stated = PERCENT.findall(scenario.notes)
    assert stated == ["28", *shares[:2], *shares[2:], "28"]
    down, up = (abs(28 - float(share)) for share in shares[:2])
    assert f"Labour {down:.1f} down, the Conservatives {up:.1f} up" in scenario.notes
