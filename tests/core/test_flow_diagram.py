"""The diagram of flows: it adds up to the vote on both sides, whatever is folded."""

from __future__ import annotations

import pytest

from tests.core.small import hold, person_of
from ukvote_gui import resources
from ukvote_gui.core import dataset, files, flow_diagram
from ukvote_gui.core.describe import effects
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.flow_diagram import NON_VOTERS, OTHERS, FlowDiagram
from ukvote_gui.core.moves import Move, Pact, SetShares, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.trace import party_flow, trace

LEFT = Pact(members=("Green", "Ind", "WPB"), transfer=0.6)
SWING = Swing(changes=(("Lab", -6.0), ("Con", 6.0)))


def national(*moves: Move, least: float = 0.01, with_stayers: bool = True) -> FlowDiagram:
    flow = party_flow(dataset.load_election(), Scenario(moves=moves))
    return flow_diagram.of_country(flow, least, with_stayers)


def bands(flows: FlowDiagram) -> dict[tuple[str, str], float]:
    """Return the votes of each band by the short names of giver and taker."""
    names = [camp.short for camp in flows.camps]
    return {(names[band.giver], names[band.taker]): band.votes for band in flows.bands}


@pytest.mark.parametrize("least", [0.0, 0.01, 0.2])
@pytest.mark.parametrize("moves", [(), (LEFT,), (SWING, Turnout(change=5.0)), (Withdraw(who=("Con",)),)])
def test_both_sides_are_the_vote(moves: tuple[Move, ...], least: float) -> None:
    flows = national(*moves, least=least)
    election = dataset.load_election()
    outcome = evaluate(election, Scenario(moves=moves))
    assert flows.electorate == pytest.approx(48_253_193)
    for side, wanted in (("before", 28_809_340.0), ("after", float(outcome.votes.sum()))):
        voters = [getattr(camp, side) for camp in flows.camps if camp.name != NON_VOTERS]
        assert sum(voters) == pytest.approx(wanted)
        assert sum(getattr(camp, side) for camp in flows.camps) == pytest.approx(48_253_193)
    assert sum(band.votes for band in flows.bands) == pytest.approx(48_253_193, abs=len(flows.camps) ** 2)
    for place, camp in enumerate(flows.camps):
        assert camp.gives == pytest.approx(camp.before)
        assert camp.gets == pytest.approx(camp.after)
        given = sum(band.votes for band in flows.bands if band.giver == place)
        assert given == pytest.approx(camp.gives, abs=len(flows.camps))


def test_each_party_has_its_votes() -> None:
    outcome = evaluate(dataset.load_election(), Scenario(moves=(SWING,)))
    after = dict(zip(outcome.election.parties, outcome.party_votes.tolist(), strict=True))
    shown = [camp for camp in national(SWING).camps if camp.party]
    assert [camp.short for camp in shown][:4] == ["Lab", "Con", "RUK", "LD"]
    for camp in shown:
        assert camp.after == pytest.approx(after[camp.party])


def test_who_moves_are_all_that_is_not_on_the_diagonal() -> None:
    flows, whole = national(LEFT, with_stayers=False), national(LEFT)
    assert flows.moved == whole.moved == pytest.approx(sum(camp.gives for camp in flows.camps))
    assert flows.moved == pytest.approx(sum(camp.gets for camp in flows.camps))
    assert 300_000 < flows.moved < 1_500_000
    alone = {flows.camps[band.giver].name for band in flows.bands if band.giver == band.taker}
    assert alone <= {"Independents", OTHERS}


def test_the_country_counts_who_moves_as_its_seats_do() -> None:
    election = dataset.load_election()
    scenario = files.read(resources.path("examples") / "alliance-where-labour-won.ukvote").scenario
    flows = flow_diagram.of_country(party_flow(election, scenario), 0.01, with_stayers=False)
    in_seats = sum(
        flow_diagram.of_seat(trace(election, scenario, seat.id), 0.0, with_stayers=False).moved
        for seat in election.constituencies
    )
    (effect,) = effects(election, scenario)
    assert effect is not None
    assert flows.moved == pytest.approx(in_seats)
    assert flows.moved == pytest.approx(effect.votes)
    assert sum(band.votes for band in flows.bands) == pytest.approx(flows.moved, abs=len(flows.bands))
    assert flows.totals_in_words().startswith(
        "404,469 of 48,253,193 electors (0.8%) do otherwise than before, "
        "13,739 of them within a party or among independents. "
    )


def test_independents_who_change_over_are_a_flow() -> None:
    election = hold({"A": {"Lab": 400, "Ind Ann": 200, "Ind Ben": 100}}, electorate=1000)
    move = Withdraw(who=("person:3",), to=(("person:2", 0.5),))
    flow = party_flow(election, Scenario(moves=(move,)))
    movers = flow_diagram.of_country(flow, 0.0, with_stayers=False)
    assert bands(movers) == pytest.approx({("Ind", "Ind"): 50, ("Ind", NON_VOTERS): 50})
    words = [movers.band_in_words(band) for band in movers.bands]
    assert "Independents, from one candidate to another: 50 votes, 16.7% of them" in words
    everyone = flow_diagram.of_country(flow, 0.0, with_stayers=True)
    assert everyone.moved == movers.moved == pytest.approx(100)
    assert "Independents, as before: 250 votes, 83.3% of them; 50 of these from one candidate to another" in [
        everyone.band_in_words(band) for band in everyone.bands
    ]


def test_folding_keeps_all_votes() -> None:
    little, much = national(SWING, LEFT, least=0.0), national(SWING, LEFT, least=0.1)
    assert len(much.camps) < len(little.camps)
    assert sum(band.votes for band in much.bands) == pytest.approx(
        sum(band.votes for band in little.bands), abs=2_000
    )
    for camp in much.camps:
        if camp.party:
            assert camp.before >= 0.1 * 28_809_340 or camp.after >= 0.1 * 28_809_340


def test_where_nothing_moves_there_is_no_band() -> None:
    flows = national(with_stayers=False)
    assert flows.bands == ()
    assert flows.moved == 0
    assert flows.totals_in_words().startswith("0 of 48,253,193 electors (0.0%) do otherwise than before.")


def test_a_transfer_in_one_seat_by_hand() -> None:
    election = hold({"A": {"Lab": 400, "Con": 300, "Green": 100}}, electorate=1000)
    move = Transfer(givers=("Green",), to=(("Lab", 0.5), ("abstain", 0.1)))
    flows = flow_diagram.of_seat(trace(election, Scenario(moves=(move,)), "A"), 0.0, with_stayers=True)
    assert bands(flows) == pytest.approx(
        {
            ("Lab", "Lab"): 400,
            ("Con", "Con"): 300,
            (NON_VOTERS, NON_VOTERS): 200,
            ("Green", "Lab"): 50,
            ("Green", "Green"): 40,
            ("Green", NON_VOTERS): 10,
        }
    )
    assert flows.totals_in_words() == (
        "60 of 1,000 electors (6.0%) do otherwise than before. "
        "Valid votes: 800 before, 790 after; all others did not vote."
    )
    words = {flows.band_in_words(band) for band in flows.bands}
    assert "Green (Green) → Lab (Lab): 50 votes, 50.0% of Green (Green) before" in words
    assert "Green (Green) → Did not vote: 10 electors, 10.0% of Green (Green) before" in words
    assert "Lab (Lab), as before: 400 votes, 100.0% of them" in words


def test_independents_are_told_apart_in_a_seat_by_their_names() -> None:
    election = hold({"A": {"Lab": 40, "Ind Ann": 30, "Ind Ben": 20, "SDP One": 5, "SDP Two": 4}})
    flows = flow_diagram.of_seat(trace(election, Scenario(), "A"), 0.0, with_stayers=True)
    assert [camp.short for camp in flows.camps] == [
        *("Lab", "Ind Ind Ann", "Ind Ind Ben", "SDP SDP One", "SDP SDP Two"),
        *(OTHERS, NON_VOTERS),
    ]


def test_others_are_those_that_are_small_both_before_and_after() -> None:
    election = hold({"A": {"Lab": 500, "Con": 400, "LD": 5, "Green": 5}}, electorate=1000)
    green = person_of(election, "Green")
    scenario = Scenario(moves=(SetShares(seat="A", shares=((green, 40.0),)),))
    flows = flow_diagram.of_seat(trace(election, scenario, "A"), 0.05, with_stayers=True)
    assert [camp.short for camp in flows.camps] == ["Lab", "Con", "Green", OTHERS, NON_VOTERS]
    others = flows.camps[3]
    assert others.before == pytest.approx(5)


def test_the_table_lists_every_flow_and_its_sum() -> None:
    flows = national(LEFT, with_stayers=False)
    table = flows.table()
    assert table.header[:3] == ("From", "To", "Votes")
    assert len(table.rows) == len(flows.bands) + 1
    assert table.rows[-1][0] == "Total"
    assert table.rows[-1][2] == round(sum(band.votes for band in flows.bands))
    assert ("Independents", "Green Party") in [row[:2] for row in table.rows]


def test_those_who_come_from_nowhere_have_no_percentage() -> None:
    election = hold({"A": {"Lab": 600, "Con": 400}}, electorate=1000)
    flows = flow_diagram.of_seat(
        trace(election, Scenario(moves=(Turnout(set=50.0), Turnout(set=100.0))), "A"), 0.0, with_stayers=True
    )
    assert flows.camps[-1].before == 0
    assert all(band.votes > 0 for band in flows.bands)
