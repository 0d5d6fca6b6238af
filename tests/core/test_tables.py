"""What is copied and exported says what the outcome is, and is no formula to any spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukvote_gui.core import dataset
from ukvote_gui.core.dataset import load_election, load_notional
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import SetShares, Withdraw
from ukvote_gui.core.outcome import Outcome, base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.core.tables import (
    HEADER,
    Table,
    as_html,
    as_text,
    changed_text,
    constituencies_csv,
    guarded,
    result_text,
    rows_of,
)

ILFORD_NORTH = "E14001300"
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
cells = st.one_of(
    st.text(),
    st.builds(str.__add__, st.sampled_from([*FORMULAS, " =", "\v=", "'="]), st.text()),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
)


def ilford_north(points: float) -> Outcome:
    election = load_election()
    seat = election.seat_index[ILFORD_NORTH]
    mohamad = next(
        election.candidates[row].person
        for row in election.rows[seat]
        if election.candidates[row].name == "Leanne Mohamad"
    )
    scenario = Scenario(moves=(SetShares(seat=ILFORD_NORTH, shares=((mohamad, points),)),))
    return evaluate(election, scenario)


def row_of(outcome: Outcome, seat: str) -> dict[str, str | int | float]:
    table = rows_of(outcome, load_notional(), [outcome.election.seat_index[seat]])
    return dict(zip(table.header, table.rows[0], strict=True))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def renamed_winner(name: str) -> Outcome:
    """The election of 2024 with another name for the winner of the first constituency."""
    election = load_election()
    candidates = (election.candidates[0]._replace(name=name), *election.candidates[1:])
    return base_outcome(replace(election, candidates=candidates))


def test_a_row_has_the_published_figures() -> None:
    row = row_of(base_outcome(load_election()), ILFORD_NORTH)
    assert row == {
        "Constituency": "Ilford North",
        "ONS id": ILFORD_NORTH,
        "Country": "England",
        "Region": "London",
        "Winner": "Wes Streeting",
        "Winner's party": "Lab",
        "Winner's votes": 15647,
        "Winner's share (%)": 33.37,
        "Runner-up": "Leanne Mohamad",
        "Runner-up's party": "Ind",
        "Runner-up's votes": 15119,
        "Runner-up's share (%)": 32.24,
        "Majority (votes)": 528,
        "Majority (% of valid votes)": 1.13,
        "Tie": "",
        "Valid votes": 46888,
        "Electorate": 78657,
        "Turnout (valid votes, % of electorate)": 59.61,
        "Hold or gain (2019 notional)": "Lab hold",
        "Changed by the scenario": "",
    }
    numbers = [name for name, cell in row.items() if not isinstance(cell, str)]
    assert len(numbers) == 9


def test_a_changed_row_says_who_gains_from_whom() -> None:
    row = row_of(ilford_north(34.0), ILFORD_NORTH)
    assert row["Winner"] == "Leanne Mohamad"
    assert row["Hold or gain (2019 notional)"] == "Ind gain from Lab"
    assert row["Changed by the scenario"] == "Ind ← Lab"


def test_hold_and_gain_are_what_the_official_result_says() -> None:
    outcome = base_outcome(load_election())
    for seat, constituency in enumerate(outcome.election.constituencies):
        assert result_text(outcome, load_notional(), seat) == constituency.result, constituency.name
        assert changed_text(outcome, seat) == ""


def test_an_unopposed_winner_has_no_runner_up() -> None:
    election = load_election()
    chorley = next(c.id for c in election.constituencies if c.name == "Chorley")
    rows = election.rows[election.seat_index[chorley]]
    others = tuple(f"person:{election.candidates[row].person}" for row in rows[1:])
    outcome = evaluate(election, Scenario(moves=(Withdraw(who=others),)))
    row = row_of(outcome, chorley)
    assert (row["Winner"], row["Runner-up"], row["Runner-up's votes"]) == ("Lindsay Hoyle", "", "")
    assert row["Majority (% of valid votes)"] == 100.0


def test_the_file_opens_in_excel_with_all_constituencies_and_where_they_come_from() -> None:
    outcome = ilford_north(34.0)
    scenario = Scenario(title="A title", moves=(SetShares(seat=ILFORD_NORTH, shares=()),))
    content = constituencies_csv(scenario, outcome)
    assert content.startswith(b"\xef\xbb\xbfConstituency,")
    lines = read(content)
    assert tuple(lines[0]) == HEADER
    rows, gap, notes = lines[1:651], lines[651], lines[652:]
    assert gap == []
    assert {len(row) for row in rows} == {len(HEADER)}
    assert sum(int(row[HEADER.index("Valid votes")]) for row in rows) == 28_809_340
    assert sum(row[HEADER.index("Winner's party")] == "Lab" for row in rows) == 410
    assert [row[0] for row in rows if row[HEADER.index("Changed by the scenario")]] == ["Ilford North"]
    assert notes[0] == ["Scenario: A title (1 move: not a forecast)"]
    assert dataset.fingerprint() in notes[1][0]
    for source in dataset.sources():
        assert any(source.title in note[0] and source.licence in note[0] for note in notes)


def test_the_file_tells_the_result_as_it_was_from_a_scenario() -> None:
    lines = read(constituencies_csv(Scenario(), base_outcome(load_election())))
    assert lines[652] == ["Scenario: without a title (the result as it was)"]


@given(cells)
def test_no_text_begins_like_a_formula_and_numbers_stay_numbers(cell: str | int | float) -> None:
    safe = guarded(cell)
    if isinstance(cell, str):
        assert isinstance(safe, str)
        assert not safe.startswith(FORMULAS)
        assert not safe.lstrip().startswith(FORMULAS)
        assert safe in (cell, f"'{cell}")
    else:
        assert safe is cell


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' =1,"', "＝1"])
def test_a_name_from_a_scenario_file_is_no_formula(name: str) -> None:
    lines = read(constituencies_csv(Scenario(title=name), renamed_winner(name)))
    assert lines[1][HEADER.index("Winner")] == f"'{name}"
    assert len(lines[1]) == len(HEADER)
    assert not any(cell.startswith(FORMULAS) for line in lines for cell in line)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_copied_text_has_a_line_a_row_and_a_tab_between_cells(
    rows: list[tuple[str | int | float, ...]],
) -> None:
    text = as_text(Table(("One", "Two"), tuple(rows)))
    lines = text.removesuffix("\n").split("\n")
    assert lines[0] == "One\tTwo"
    assert [line.count("\t") for line in lines] == [1] * (len(rows) + 1)
    assert len(text.splitlines()) == len(lines)


class CellReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def test_copied_html_has_the_same_cells_as_text_and_no_markup_of_theirs() -> None:
    table = rows_of(renamed_winner("<b>A & B</b>"), load_notional(), range(4))
    reader = CellReader()
    reader.feed(as_html(table))
    assert reader.rows == [line.split("\t") for line in as_text(table).removesuffix("\n").split("\n")]
    assert reader.rows[1][HEADER.index("Winner")] == "<b>A & B</b>"
