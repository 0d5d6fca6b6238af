"""What a report says of a scenario, in words and in figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ukvote_gui import resources
from ukvote_gui.core import dataset, files
from ukvote_gui.core.amounts import Spread
from ukvote_gui.core.moves import Move, Pact, SetShares, Stand, Swing, Transfer, Turnout, Withdraw
from ukvote_gui.core.moves.pact import FIRST_LISTED
from ukvote_gui.core.moves.swing import STRONG_TRANSITION
from ukvote_gui.core.report import contents
from ukvote_gui.core.report.contents import Report
from ukvote_gui.core.report.picture_notes import picture_notes
from ukvote_gui.core.report.tables import CHANGED_COLUMNS, TOTALS_COLUMNS, figure
from ukvote_gui.core.report.text import legible
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope

DAY = date(2026, 3, 3)
ILFORD_NORTH, BRADFORD_WEST, MOHAMAD = "E14001300", "E14001120", "116038"
ALLIANCE = files.read(resources.path("examples") / "alliance-where-labour-won.ukvote").scenario
HOSTILE = "</title><script>alert(1)</script>\x00\x1b[31m \ud800 \u202eevil\ufffe"


def report_on(scenario: Scenario) -> Report:
    return contents.report_on(scenario, scenario.title, DAY)


def assumptions(move: Move) -> list[str]:
    (told,) = report_on(Scenario(moves=(move,))).moves
    return list(told.assumptions)


def test_the_alliance_is_told_with_its_outcome_and_its_assumptions() -> None:
    told = report_on(ALLIANCE)
    assert told.title == "Greens, independents and Workers Party: one candidate where Labour won, 60%"
    assert (told.base, told.day) == ("General election, 4 July 2024", "3 March 2026")
    assert told.headline == "Labour majority of 162"
    assert told.findings[:2] == (
        "406 of 650 seats; 326 needed; working majority 170.",
        "5 constituencies elect another person than in the base.",
    )
    assert "Labour majority of 172 (411 of 650 seats" in told.findings[2]
    assert told.blocs == ("“alliance” is Green Party, Independent and Workers Party of Britain.",)
    (move,) = told.moves
    assert move.name == "One candidate of the alliance"
    assert move.assumptions == (
        "Members: “alliance”.",
        "Where two or more of their candidates stand, the one with most votes by then stays; "
        "others make way.",
        "Of the votes of those who make way, 60% (40% to 80%) go to the candidate who stays.",
        "What is left stays at home.",
        "Applies where Labour won (in the base).",
    )
    assert move.effect.endswith("; 5 flip.")
    assert told.fingerprint == dataset.fingerprint()
    assert len(told.sources) == len(dataset.sources())
    assert "Crown copyright" in " ".join(told.sources)


def test_the_totals_add_up_to_the_house_and_to_the_vote() -> None:
    told = report_on(ALLIANCE)
    assert told.totals.header == tuple(TOTALS_COLUMNS)
    _, seats, change, votes, share, change_pp = zip(*told.totals.rows, strict=True)
    assert sum(map(float, seats)) == 650
    assert sum(map(float, change)) == 0
    assert sum(map(float, share)) == pytest.approx(100)
    assert sum(map(float, change_pp)) == pytest.approx(0, abs=1e-9)
    assert sum(map(float, votes)) == pytest.approx(28_809_340 - 161_788, abs=len(votes))
    assert told.totals.rows[0][:4] == ("Labour", 406, -5, 9_708_716)
    kinds = list(TOTALS_COLUMNS.values())
    printed = [
        cell if not kind else figure(kind, cell)
        for kind, cell in zip(kinds, told.totals.rows[0], strict=True)
    ]
    assert printed == ["Labour", "406", "−5", "9,708,716", "33.9", "+0.2"]


def test_the_changed_seats_say_who_held_them_and_who_holds_them_now() -> None:
    changed = report_on(ALLIANCE).changed
    assert changed.header == tuple(CHANGED_COLUMNS)
    assert [row[0] for row in changed.rows] == sorted(str(row[0]) for row in changed.rows)
    ilford = changed.rows[-1]
    assert ilford[:3] == ("Ilford North", "Wes Streeting (Lab)", "Leanne Mohamad (Ind)")
    assert ilford[3] == round(15_119 + 0.6 * 1_794 - 15_647)
    assert ilford[4] == pytest.approx(100 * (15_119 + 0.6 * 1_794 - 15_647) / (46_929 - 0.4 * 1_794), abs=0.1)


def test_a_tie_is_marked() -> None:
    election = dataset.load_election()
    _, second, third, *_ = election.rows[election.seat_index[ILFORD_NORTH]]
    level = tuple((election.candidates[row].person, 50.0) for row in (second, third))
    here = Scope(seats=(ILFORD_NORTH,))
    moves = (Withdraw(who=("Lab",), scope=here), SetShares(seat=ILFORD_NORTH, shares=level))
    (row,) = report_on(Scenario(moves=moves)).changed.rows
    assert row[2:] == ("Leanne Mohamad (Ind) (tie)", 0, 0.0)


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (
            Pact(
                members=("Con", f"person:{MOHAMAD}"),
                choose=FIRST_LISTED,
                nominees=((ILFORD_NORTH, MOHAMAD),),
                transfer=0.625,
                leak=(("LD", 0.1), ("abstain", 0.05)),
                rest="proportional",
                scope=Scope(seats=(ILFORD_NORTH, BRADFORD_WEST), won_by=("Lab",)),
            ),
            [
                "Members: Conservative and Leanne Mohamad (Ind).",
                "Where two or more of their candidates stand, the one first in that order stays; "
                "others make way.",
                "Chosen by name to stay: Leanne Mohamad (Ind) in Ilford North.",
                "Of the votes of those who make way, 62.5% go to the candidate who stays, "
                "10% go to Liberal Democrats and 5% stay at home.",
                "What is left goes to all remaining candidates in proportion to their votes.",
                "Applies where Labour won (in the base) in these constituencies: "
                "Bradford West; Ilford North.",
            ],
        ),
        (
            Transfer(givers=("Green",), to=(("Lab", 0.2945),)),
            [
                "Giving: Green Party; they still stand.",
                "Of their votes, 29.45% go to Labour.",
                "What finds no taker in a constituency stays with them.",
                "Applies everywhere.",
            ],
        ),
        (
            Withdraw(who=("RUK",), to=(("Con", 0.5),), scope=Scope(countries=("Wales",))),
            [
                "Withdrawing, wherever somebody else is left to stand: Reform UK.",
                "Of their votes, 50% go to Conservative.",
                "What is left stays at home.",
                "Applies in Wales.",
            ],
        ),
        (
            Swing(
                changes=(("Lab", Spread(-3.5, -5, -2)),), targets=(("Con", 28.0),), method=STRONG_TRANSITION
            ),
            [
                "Changes of share: Labour −3.5 (−5 to −2) points.",
                "Shares of all votes where the move applies: Conservative 28%.",
                "Strong transition: falling parties lose their weak support first, to the rising parties. "
                "All shares are then brought back to 100%.",
                "Applies everywhere.",
            ],
        ),
        (
            Turnout(change=-2.0),
            [
                "Turnout changes by −2 points of the electorate; all candidates gain or lose in proportion.",
                "Applies everywhere.",
            ],
        ),
        (
            Turnout(set=61.25),
            [
                "Turnout is 61.25% of the electorate in every constituency; "
                "all candidates gain or lose in proportion.",
                "Applies everywhere.",
            ],
        ),
        (
            SetShares(seat=ILFORD_NORTH, shares=((MOHAMAD, 34.0),)),
            [
                "Shares of the vote: Leanne Mohamad (Ind) 34%.",
                "The other candidates divide what is left as they did before.",
                "Applies everywhere.",
            ],
        ),
        (
            Stand(party="Ind", name="A. Newcomer", givers=(("Lab", 0.1),), seats=(ILFORD_NORTH,)),
            [
                "A. Newcomer (Independent) stands and takes 10% of the votes of Labour.",
                "Applies in these constituencies: Ilford North.",
            ],
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Move) else "",
)
def test_every_kind_of_move_is_told_in_full(move: Move, told: list[str]) -> None:
    assert assumptions(move) == told


def test_no_list_is_abridged() -> None:
    parties = ("Lab", "Con", "LD", "RUK", "Green", "SNP", "PC")
    (told, *_) = assumptions(Swing(changes=tuple((party, 1.0) for party in parties)))
    for party in parties:
        assert dataset.load_parties()[party].name in told
    seats = tuple(constituency.id for constituency in dataset.load_election().constituencies[:100])
    where = assumptions(Transfer(givers=("Green",), to=(("Lab", 0.1),), scope=Scope(seats=seats)))[-1]
    assert where.count(";") == 99


def test_ranges_are_explained_where_there_are_any() -> None:
    certain = replace(ALLIANCE, moves=(Pact(members=("Green", "Ind")),))
    assert any("Ranges in brackets" in text for text in report_on(ALLIANCE).method)
    assert not any("Ranges in brackets" in text for text in report_on(certain).method)
    assert any("no forecast" in text for text in report_on(certain).method)


def test_moves_that_are_off_are_listed_and_have_no_effect() -> None:
    off = replace(ALLIANCE, moves=tuple(replace(move, enabled=False) for move in ALLIANCE.moves))
    told = report_on(off)
    assert told.moves == ()
    assert told.off == ("One candidate of the alliance",)
    assert told.changed.rows == ()
    assert told.findings[1] == "No constituencies elect another person than in the base."


def test_text_of_people_is_made_legible_and_kept_otherwise() -> None:
    assert legible("Plaid\r\nCymru\rŶ 👩‍💻\tfin") == "Plaid\nCymru\nŶ 👩‍💻\tfin"
    told = report_on(
        Scenario(
            title=HOSTILE,
            notes=f"One\n\n{HOSTILE}",
            blocs=((HOSTILE, ("Green",)),),
            moves=(
                Pact(title=HOSTILE, members=(f"bloc:{HOSTILE}", "Ind")),
                Stand(party="Ind", name=HOSTILE, givers=(("Lab", 1.0), ("Ind", 1.0)), seats=(ILFORD_NORTH,)),
            ),
        )
    )
    texts = [told.title, told.notes, *told.blocs]
    texts += [text for move in told.moves for text in (move.name, move.summary, *move.assumptions)]
    texts += [str(cell) for row in told.changed.rows for cell in row]
    for text in texts:
        text.encode()
        assert not set(text) & set("\x00\x1b\ud800\u202e\ufffe")
    assert told.notes.startswith("One\n\n</title><script>alert(1)</script>")
    assert any("<script>" in str(cell) for row in told.changed.rows for cell in row)


def test_a_picture_says_what_it_is_of_its_sources_and_its_day() -> None:
    what, sources, made = picture_notes(ALLIANCE, "The\nalliance", DAY)
    assert what == "The alliance (scenario; base: General election, 4 July 2024)"
    assert made == (
        "A scenario is no forecast. Made with UK Vote What-If on 3 March 2026. "
        f"Dataset {dataset.fingerprint()}."
    )
    for part in ("UK Parliament", "House of Commons Library", "Office for National Statistics"):
        assert part in sources
    for licence in {source.licence for source in dataset.sources()}:
        assert licence in sources
    assert "Contains Parliamentary information licensed under the Open Parliament Licence v3.0." in sources
    assert "Contains OS data © Crown copyright and database right 2024." in sources
    plain = picture_notes(Scenario(), "Untitled scenario", DAY)
    assert plain[0] == "General election, 4 July 2024"
    assert plain[2].startswith("As it was, without a scenario.")
