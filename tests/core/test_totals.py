import pytest

from ukvote_gui.core import dataset, totals
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import SetShares, Turnout, Withdraw
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.totals import Totals

ILFORD_NORTH = "E14001300"
MOHAMAD = "116038"


def totals_after(*moves: SetShares | Turnout | Withdraw) -> Totals:
    election = dataset.load_election()
    return totals.party_totals(base_outcome(election), evaluate(election, Scenario(moves=moves)))


def test_parties_come_in_order_of_seats_then_of_votes() -> None:
    shown = [total.party for total in totals_after().shown]
    assert shown[:5] == ["Lab", "Con", "LD", "SNP", "SF"]
    # Reform UK and the DUP have five seats each; the UUP, Alliance, the TUV and the Speaker one each.
    assert shown[6:8] == ["RUK", "DUP"]
    assert shown[-1] == "WPB"  # no seat, and 0.73% of the votes


def test_nothing_is_lost_in_the_others() -> None:
    result = totals_after()
    everyone = (*result.shown, *result.folded)
    assert len(everyone) == len(dataset.load_election().parties)
    assert sum(total.seats for total in everyone) == 650
    assert sum(total.votes for total in everyone) == 28_809_340
    assert result.others.votes == sum(total.votes for total in result.folded)
    assert sum(total.share for total in (*result.shown, result.others)) == pytest.approx(1.0)


def test_what_there_is_no_room_for_joins_the_others() -> None:
    result = totals_after()
    few = result.with_at_most(10)
    assert few.shown == result.shown[:10]
    assert few.folded == (*result.shown[10:], *result.folded)
    everyone = (*few.shown, few.others)
    assert sum(total.seats for total in everyone) == sum(total.seats_before for total in everyone) == 650
    assert sum(total.votes for total in everyone) == 28_809_340
    assert sum(total.share for total in everyone) == pytest.approx(1.0)
    assert result.with_at_most(99) is result


def test_a_seat_that_changes_hands_is_a_change_on_both_sides() -> None:
    result = totals_after(SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)))
    by_party = {total.party: total for total in result.shown}
    assert (by_party["Lab"].seats, by_party["Lab"].seats_before) == (410, 411)
    assert (by_party["Ind"].seats, by_party["Ind"].seats_before) == (7, 6)


def test_a_party_that_lost_all_it_had_stays_in_sight() -> None:
    result = totals_after(Withdraw(who=("Green",)))
    green = next(total for total in result.shown if total.party == "Green")
    assert (green.seats, green.seats_before, green.votes) == (0, 4, 0.0)


def test_where_nobody_votes_there_are_no_shares() -> None:
    result = totals_after(Turnout(set=0.0))
    assert {total.share for total in (*result.shown, result.others)} == {0.0}
    assert result.shown[0].share_before == pytest.approx(0.337, abs=0.0005)


def test_a_total_in_words_says_what_changed() -> None:
    result = totals_after(SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)))
    assert result.shown[0].in_words("Labour") == "Labour 410 seats (−1), 9,708,311 votes, 33.7%"
    before = next(total for total in totals_after().shown if total.party == "TUV")
    assert before.in_words("Traditional Unionist Voice").startswith("Traditional Unionist Voice 1 seat, ")


def test_proportionality_in_words_follows_the_outcome() -> None:
    election = dataset.load_election()
    assert totals.proportionality_in_words(base_outcome(election)) == (
        "Gallagher index 23.7; effective parties 4.7 by votes, 2.2 by seats"
    )
    nobody = evaluate(election, Scenario(moves=(Turnout(set=0.0),)))
    assert totals.proportionality_in_words(nobody).startswith("Gallagher index 0.0; effective parties 0.0")
