"""Claims: what was printed, set against the data; the figures that people know the answers of."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukvote_gui import resources
from ukvote_gui.core import claims, dataset
from ukvote_gui.core.claims import Figure, Verdict, load_claims

FILE = tomllib.loads(resources.text("claims.toml"))


def of_claim(number: int) -> list[Figure]:
    return [figure for figure in load_claims() if figure.claim == number]


def test_all_twenty_claims_have_figures_and_sources() -> None:
    assert sorted({figure.claim for figure in load_claims()}) == list(range(1, 21))
    assert all(figure.sources and figure.said and figure.found.figure for figure in load_claims())
    assert {source.key for figure in load_claims() for source in figure.sources} == set("ABCDE")


def test_six_split_seats_were_named_and_the_data_have_bradford_west_too() -> None:
    (figure,) = of_claim(1)
    assert (figure.printed, figure.found.figure, figure.verdict) == ("6", "7", Verdict.DIFFERS)
    assert figure.difference == "the data have Bradford West too"
    assert "Birmingham Yardley" in figure.printed_in_full


def test_ilford_north() -> None:
    majority, green, needed = of_claim(2)
    assert majority.found.text == "528 votes, Wes Streeting over Leanne Mohamad"
    assert green.found.text == "1,794 of 46,888 valid votes"
    assert needed.found.value == pytest.approx(100 * 528 / 1794)
    assert [figure.verdict for figure in of_claim(2)] == [
        Verdict.AGREES,
        Verdict.AGREES,
        Verdict.NOT_PRINTED,
    ]
    assert majority.found.seat == "E14001300"


@pytest.mark.parametrize(
    ("claim", "printed", "data", "difference"),
    [
        (4, "22", "23", "the data have 1 more"),
        (5, "5", "6", "the data have Alex Easton too"),
        (7, "412", "411", "the data have 1 fewer"),
        (7, "214", "+211", "the data have 3 fewer"),
        (7, "−250", "−251", "the data have 1 more"),
        (11, "34%", "43.7%", "the data have 9.69 points more"),
        (12, "18,888", "18,884", "the data have 4 fewer"),
        (14, "59.8%", "59.70%", "the data have 0.10 points fewer"),
        (20, "25.37%", "25.46%", "the data have 0.09 points more"),
    ],
)
def test_a_figure_that_differs(claim: int, printed: str, data: str, difference: str) -> None:
    (figure,) = [figure for figure in of_claim(claim) if figure.printed == printed]
    assert (figure.found.figure, figure.verdict) == (data, Verdict.DIFFERS)
    assert figure.difference == difference
    assert figure.why


def test_no_other_figure_differs() -> None:
    assert sum(1 for figure in load_claims() if figure.verdict is Verdict.DIFFERS) == 10
    assert claims.summary(load_claims()) == (
        "102 printed figures: 91 agree with the data, 10 differ, 1 cannot be compared."
    )


def test_votes_within_other_boundaries_are_not_compared() -> None:
    (figure,) = [figure for figure in of_claim(12) if figure.printed == "36,641"]
    assert (figure.found.text, figure.verdict) == ("29,537 votes, notional", Verdict.OTHER)
    assert "boundaries" in figure.why


def test_census_and_measures_of_the_country() -> None:
    (seats_over,) = of_claim(18)
    assert seats_over.found.text == "37 of 575 seats"
    (correlation,) = of_claim(16)
    assert correlation.found.text.startswith("r = −0.75, n = 574")
    assert of_claim(17)[0].found.figure == "23.68"


def test_the_table_of_candidates_has_votes_share_and_place_of_each() -> None:
    rows = FILE["claim"][19]["candidates"]
    figures = of_claim(20)
    assert len(rows) == 23
    assert len(figures) == 69
    assert all(figure.found.seat in dataset.load_election().seat_index for figure in figures)


@pytest.mark.parametrize(
    ("printed", "value", "relation", "step", "agrees"),
    [
        ("27%", 27.048, "", None, True),
        ("27%", 27.5, "", None, False),
        ("27.0%", 27.048, "", None, True),
        ("27.1%", 27.048, "", None, False),
        ("-250", -250.0, "", None, True),
        ("-250", -251.0, "", None, False),
        ("1,689", 1689.0, "", None, True),
        ("700", 693.0, "about", 100, True),
        ("700", 649.0, "about", 100, False),
        ("31,000", 31_655.0, "over", None, True),
        ("31,000", 31_000.0, "over", None, False),
        ("410", 410.0, "at least", None, True),
        ("410", 409.0, "at least", None, False),
    ],
)
def test_a_figure_agrees_to_its_last_printed_digit(
    printed: str, value: float, relation: str, step: float | None, agrees: bool
) -> None:
    assert (claims.difference(printed, value, relation, step) == "") is agrees


@given(st.integers(-10_000, 10_000), st.integers(0, 2))
def test_a_number_printed_as_it_is_agrees(number: int, decimals: int) -> None:
    value = number / 10**decimals
    assert claims.difference(f"{value:.{decimals}f}", value) == ""


def test_what_is_not_in_the_dataset_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = resources.text("claims.toml").replace('candidate = "Ajmal Masroor"', 'candidate = "Nobody Known"')
    monkeypatch.setattr(resources, "text", lambda *_parts: text)
    load_claims.cache_clear()
    with pytest.raises(ValueError, match="nobody called Nobody Known stood in Bethnal Green and Stepney"):
        load_claims()


def test_a_copied_table_has_the_names_and_the_sources() -> None:
    table = claims.as_table(load_claims()[:1])
    row = dict(zip(table.header, table.rows[0], strict=True))
    assert row["Printed"].startswith("Ilford North, Bethnal Green")  # type: ignore[union-attr]
    assert row["Printed by"] == "A, Muslim group calls for united election alliance in UK (July 2024)"
    assert row["Verdict"] == "differs"
