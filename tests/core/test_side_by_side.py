"""A comparison as it is shown and copied."""

from __future__ import annotations

import pytest

from ukvote_gui.core.compare import compare
from ukvote_gui.core.moves import Pact, SetShares, Swing
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.core.side_by_side import NO_CAUSE, OTHER_BASE, headline, party_sides, seat_sides, tables_of
from ukvote_gui.core.tables import as_text
from ukvote_gui.core.totals import OTHERS, party_totals

ALLIANCE = Pact(members=("Green", "Ind", "WPB"), transfer=0.6, scope=Scope(won_by=("Lab",)))
WITH_ALLIANCE = Scenario(title="Alliance", moves=(ALLIANCE,))
ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"


def test_totals_are_those_of_the_window() -> None:
    comparison = compare(WITH_ALLIANCE)
    sides = party_sides(comparison)
    totals = party_totals(comparison.outcome_against, comparison.outcome)
    shown = {side.party: side for side in sides if side.party != OTHERS}
    assert shown.keys() == {total.party for total in totals.shown}
    for total in totals.shown:
        side = shown[total.party]
        assert (side.seats, side.seats_against) == (total.seats, total.seats_before)
        assert (side.votes, side.votes_against) == (total.votes, total.votes_before)
        assert side.share == pytest.approx(total.share)
    assert (sides[0].party, sides[0].seats, sides[0].seats_against) == ("Lab", 406, 411)
    assert sides[-1].party == OTHERS
    assert sides[-1].votes == pytest.approx(totals.others.votes)
    assert sum(side.share for side in sides) == pytest.approx(1)
    assert sum(side.share_against for side in sides) == pytest.approx(1)


def test_seats_that_differ_name_both_winners_and_the_move() -> None:
    seats = {sides.name: sides for sides in seat_sides(compare(WITH_ALLIANCE))}
    assert len(seats) == 5
    ilford = seats["Ilford North"]
    assert (ilford.winner.name, ilford.against.name) == ("Leanne Mohamad", "Wes Streeting")
    assert ilford.seat == ILFORD_NORTH
    assert ilford.why == "Pact of Green, Ind and WPB"


def test_a_move_of_the_other_is_said_to_be_the_other_s() -> None:
    (ilford,) = seat_sides(
        compare(Scenario(), Scenario(moves=(SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 40.0),)),)))
    )
    assert ilford.why == "Shares in Ilford North (of the other)"


def test_what_no_single_move_makes_is_due_to_no_single_one_or_to_the_base() -> None:
    edit = SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 40.0),))
    both = compare(Scenario(moves=(ALLIANCE, edit)))
    assert {sides.why for sides in seat_sides(both) if sides.seat == ILFORD_NORTH} == {NO_CAUSE}
    bases = compare(Scenario(base="ge2024+byelections"), Scenario())
    assert {sides.why for sides in seat_sides(bases)} == {OTHER_BASE}


def test_the_headline_counts_and_warns_of_different_elections() -> None:
    assert headline(compare(WITH_ALLIANCE), "the base") == "5 seats elect somebody else than in the base."
    assert headline(compare(Scenario()), "“X”") == "Every seat elects the same person as in “X”."
    one = compare(Scenario(moves=(SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 40.0),)),)))
    assert headline(one, "it") == "1 seat elects somebody else than in it."
    assert "They start from different elections" in headline(
        compare(Scenario(base="ge2024+byelections"), Scenario()), "it"
    )


def test_the_copy_is_two_tables() -> None:
    comparison = compare(Scenario(moves=(ALLIANCE, Swing(changes=(("Lab", -1.0),)))))
    totals, seats = (as_text(table) for table in tables_of(comparison, "the base"))
    lines = totals.splitlines()
    assert lines[0].split("\t") == [
        "Party",
        "Seats",
        "Seats in the base",
        "Change",
        "Votes",
        "Votes in the base",
        "Change",
    ]
    table = {line.split("\t")[0]: line.split("\t")[1:] for line in lines[1:]}
    assert table["Lab"][:2] == [str(comparison.seats()["Lab"][0]), "411"]
    assert sum(int(row[0]) for row in table.values()) == 650
    assert len(seats.splitlines()) == 1 + len(comparison.differences)
    assert seats.splitlines()[0].startswith("Constituency\tONS id\tElects\tParty\t")
