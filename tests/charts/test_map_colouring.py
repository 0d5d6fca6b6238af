"""What colours the map: that colours say what the outcome says, and that the legend counts all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.charts.picturing import LEFT_PACT
from ukvote_gui.charts.map.choice import Choice, Kind, Since, party_label
from ukvote_gui.charts.map.colouring import Colouring, Ground, colouring
from ukvote_gui.charts.map.colouring.by_figure import CHANGE_BREAKS
from ukvote_gui.charts.map.colouring.by_party import party_marks
from ukvote_gui.core import dataset
from ukvote_gui.core.elections import Floats
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Swing, Withdraw
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.selection import Scope
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS, Colours


def ground(
    choice: Choice, *moves: Move, colours: Colours = LIGHT_COLOURS, chances: Floats | None = None
) -> Ground:
    election = dataset.load_election()
    outcome = evaluate(election, Scenario(moves=moves))
    return Ground(outcome, base_outcome(election), choice, colours, chances)


def coloured(kind: Kind, *moves: Move, **details: object) -> Colouring:
    return colouring(ground(replace(Choice(kind), **details), *moves))  # type: ignore[arg-type]


def seat(name: str) -> int:
    constituencies = dataset.load_election().constituencies
    return next(i for i, c in enumerate(constituencies) if c.name == name)


def rows_of(found: Colouring, section: int = 0) -> dict[str, int]:
    return {row.label: row.count for row in found.legend[section].rows}


def choices() -> Iterator[Choice]:
    for kind, since in product(Kind, Since):
        yield Choice(kind, party="Green", other="Lab", since=since)
    for nation in dict.fromkeys(dataset.CENSUS_OF.values()):
        for measure in dataset.load_census(nation).measures:
            yield Choice(Kind.CENSUS, nation=nation, figure=measure.key)


@pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=["light", "dark"])
def test_every_choice_colours_all_and_its_legend_counts_all(colours: Colours) -> None:
    chances = np.linspace(0, 1, 650)
    for choice in choices():
        found = colouring(ground(choice, LEFT_PACT, colours=colours, chances=chances))
        assert found.classes.shape == found.missing.shape == (650,), choice
        assert 0 <= found.classes.min() <= found.classes.max() < len(found.palette), choice
        assert all(len(colour) == 7 and int(colour[1:], 16) >= 0 for colour in found.palette), choice
        assert found.legend[0].title, choice
        by_party = choice.kind in (Kind.MAJORITY, Kind.CHANCE)
        for section in [found.legend] if not by_party else [found.legend[:1], found.legend[1:]]:
            assert sum(row.count for part in section for row in part.rows) == 650, choice
        if not by_party:
            # A colour stands for one row, with as many constituencies as the row says.
            shown = [found.palette[number] for number in found.classes.tolist()]
            for row in (row for part in found.legend for row in part.rows if row.count):
                assert shown.count(row.colour) >= row.count, (choice, row)
        for number in (0, 325, 649):
            assert isinstance(found.figure(number), str)
            assert isinstance(found.mark(number), str)


def test_winners_have_their_partys_colour_and_mark() -> None:
    found = coloured(Kind.WINNER)
    ilford = seat("Ilford North")
    assert found.palette[found.classes[ilford]] == LIGHT_COLOURS.party("Lab").name()
    assert found.mark(ilford) == "L"
    assert found.mark(seat("Islington North")) == "I"
    assert found.figure(ilford) == ""
    rows = rows_of(found)
    assert list(rows.items())[:4] == [
        ("Labour", 411),
        ("Conservative", 121),
        ("Liberal Democrats", 72),
        ("SNP", 9),
    ]
    assert rows["Speaker"] == 1
    assert len(rows) == 15


def test_the_legend_says_how_many_seats_each_party_gains_or_loses() -> None:
    changes = {row.label: row.change for row in coloured(Kind.WINNER, LEFT_PACT).legend[0].rows if row.change}
    assert changes == {"Labour": -5, "Independent": 4, "WPB": 1}
    lost = coloured(Kind.WINNER, Withdraw(who=("SNP",))).legend[0].rows
    assert [(row.count, row.change) for row in lost if row.label == "SNP"] == [(0, -9)]


def test_marks_are_short_and_unlike() -> None:
    marks = party_marks()
    assert len(set(marks.values())) == len(marks)
    main = {p.abbreviation: marks[p.abbreviation] for p in dataset.load_parties().values() if p.main}
    assert {party: main[party] for party in ("Lab", "Con", "RUK", "LD", "Green", "SNP", "SF")} == {
        "Lab": "L",
        "Con": "C",
        "RUK": "R",
        "LD": "LD",
        "Green": "G",
        "SNP": "S",
        "SF": "SF",
    }
    assert max(map(len, main.values())) == 2


def test_long_names_are_shortened() -> None:
    assert party_label("Lab") == "Labour"
    assert party_label("SDLP") == "SDLP"
    assert party_label("none such") == "none such"


def test_a_larger_majority_is_a_stronger_colour() -> None:
    found = coloured(Kind.MAJORITY)
    strength = found.classes % 5
    majority = ground(Choice()).outcome.majority_share
    assert (np.digitize(majority, (0.05, 0.1, 0.2, 0.3)) == strength).all()
    assert rows_of(found, 1)["under 5"] == int((majority < 0.05).sum())
    hendon, chorley = seat("Hendon"), seat("Chorley")
    assert strength[hendon] == 0
    assert found.palette[found.classes[chorley]] == LIGHT_COLOURS.party("Spk").name()


def test_only_what_the_scenario_changes_is_coloured() -> None:
    assert rows_of(coloured(Kind.CHANGE)) == {"Same winner as in the base": 650}
    found = coloured(Kind.CHANGE, LEFT_PACT)
    assert rows_of(found) == {"Independent": 4, "WPB": 1, "Same winner as in the base": 645}
    assert found.mark(seat("Bradford West")) == "I"
    assert found.mark(seat("Hendon")) == ""


def test_gains_since_the_notional_result_are_the_published_ones() -> None:
    found = coloured(Kind.CHANGE, since=Since.NOTIONAL)
    rows = rows_of(found)
    assert rows["Conservative"] == 1  # Leicester East
    assert found.figure(seat("Leicester East")) == "Gain from Labour since 2019 (notional)"
    assert found.figure(seat("Ilford North")) == "Labour in 2019 (notional)"
    assert rows["Green Party"] == 3
    assert rows["Reform UK"] == 5


def test_a_share_is_grey_where_the_party_does_not_stand() -> None:
    found = coloured(Kind.SHARE, party="RUK")
    assert rows_of(found, 1) == {"Does not stand": 41}
    assert found.legend[1].rows[0].hatched
    assert int(found.missing.sum()) == 41
    assert found.figure(seat("Clacton")) == "Reform UK 46.2% of valid votes"
    assert found.mark(seat("Clacton")) == "46"
    assert found.figure(seat("Belfast North")) == "Reform UK does not stand"
    assert found.mark(seat("Belfast North")) == ""


def test_the_classes_of_a_share_stay_while_the_scenario_changes() -> None:
    before = coloured(Kind.SHARE, party="RUK").legend[0].rows
    after = coloured(Kind.SHARE, Swing(changes=(("RUK", 15.0),)), party="RUK").legend[0].rows
    assert [row.label for row in before] == [row.label for row in after]
    assert after[0].count > before[0].count


def test_a_change_of_share_is_on_the_base_or_on_the_notional_result() -> None:
    swing = Swing(changes=(("Lab", -3.0),), scope=Scope(seats=("E14001300",)))
    ilford = seat("Ilford North")
    found = coloured(Kind.SHARE_CHANGE, swing, party="Lab")
    assert rows_of(found)["−5 to −2"] == 1
    assert rows_of(found)["−0.5 to +0.5"] == 630
    assert rows_of(found, 1) == {"Not standing both times": 19}
    middle = found.palette[len(CHANGE_BREAKS) // 2]
    assert found.palette[found.classes[seat("Hendon")]] == middle != found.palette[found.classes[ilford]]
    since = coloured(Kind.SHARE_CHANGE, party="Lab", since=Since.NOTIONAL)
    published = next(
        dataset.load_notional().share(c.id, "Lab")
        for c in dataset.load_election().constituencies
        if c.name == "Ilford North"
    )
    assert published is not None
    now = ground(Choice()).outcome
    share = 100 * (now.share[now.winner[ilford]] - published)
    assert since.figure(ilford) == f"Labour −{-share:.1f} points since 2019 (notional)"


def test_a_swing_is_from_the_first_party_to_the_second() -> None:
    swing = Swing(changes=(("Con", -2.0), ("Lab", 2.0)), scope=Scope(countries=("England",)))
    found = coloured(Kind.SWING, swing, party="Con", other="Lab")
    assert found.figure(seat("Hendon")) == "Swing Con to Lab +2.0 points on the base"
    assert coloured(Kind.SWING, swing, party="Lab", other="Con").mark(seat("Hendon")) == "−2"
    assert found.legend[0].title == "Swing from Conservative to Labour on the base, points"


def test_independents_are_no_party_to_compare_with_2019() -> None:
    for choice in (Choice(Kind.SHARE_CHANGE, "Ind"), Choice(Kind.SWING, "Lab", "Ind")):
        found = colouring(ground(replace(choice, since=Since.NOTIONAL)))
        assert found.missing.all()
        assert rows_of(found, 1) == {"Independents are no party": 650}


def test_turnout_says_what_it_is_of() -> None:
    found = coloured(Kind.TURNOUT)
    assert "valid votes" in found.legend[0].title
    assert rows_of(found)["under 50"] == int((ground(Choice()).outcome.turnout < 0.5).sum())
    assert found.figure(seat("Ilford North")).startswith("Turnout ")


def test_a_census_figure_leaves_other_censuses_out_in_words() -> None:
    found = coloured(Kind.CENSUS)
    assert found.legend[0].title == "Muslim, % of population (England and Wales, census of 2021)"
    assert rows_of(found)["20 and over"] == 37
    assert rows_of(found, 1) == {"Other census, not comparable": 75}
    assert found.figure(seat("Belfast North")) == "No comparable census figure: Muslim"
    assert found.figure(seat("Dewsbury and Batley")) == "Muslim 43.7% of population"
    people = coloured(Kind.CENSUS, figure="population")
    assert rows_of(people)["130,000 and over"] > 0
    assert people.mark(seat("Ilford North")).endswith("k")


def test_chances_are_of_the_winner_shown_and_said_not_to_be_there() -> None:
    none = coloured(Kind.CHANCE)
    assert rows_of(none) == {"No draws of this scenario were run": 650}
    assert none.missing.all()
    chances = np.full(650, 0.995)
    chances[seat("Hendon")] = 0.51
    found = colouring(ground(Choice(Kind.CHANCE), chances=chances))
    assert rows_of(found, 1)["50 to 75"] == 1
    assert rows_of(found, 1)["99 and over"] == 649
    assert found.figure(seat("Hendon")) == "Wins in 51.0% of the draws"


def test_who_stands_alone_has_the_strongest_colour() -> None:
    election = dataset.load_election()
    here = seat("Hendon")
    others = tuple({election.candidates[row].party for row in election.rows[here][1:]})
    alone = Withdraw(who=others, scope=Scope(seats=(election.constituencies[here].id,)))
    found = coloured(Kind.MAJORITY, alone)
    assert found.palette[found.classes[here]] == LIGHT_COLOURS.party("Lab").name()
