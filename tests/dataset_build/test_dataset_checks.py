"""Every check of the finished dataset finds the faults that it is there for, and no fault in the real one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ukvote_gui.dataset_build import checks
from ukvote_gui.dataset_build.checks import finished
from ukvote_gui.dataset_build.checks.common import Problems
from ukvote_gui.dataset_build.normalise import Dataset, Table, Value
from ukvote_gui.dataset_build.raw import DatasetError, RawFiles

Mutation = Callable[[Dataset], Dataset]
Rows = tuple[tuple[Value, ...], ...]


def table(file: str, change: Callable[[Table], Rows]) -> Mutation:
    def mutate(dataset: Dataset) -> Dataset:
        old = dataset.tables[file]
        return replace(dataset, tables={**dataset.tables, file: Table(old.columns, change(old))})

    return mutate


def cell(file: str, where: dict[str, Value], column: str, value: Value) -> Mutation:
    """One cell changed, in the first row that has the values of `where`."""

    def change(old: Table) -> Rows:
        rows = list(old.rows)
        index = next(i for i, record in enumerate(old.records()) if where.items() <= record.items())
        at = old.columns.index(column)
        rows[index] = (*rows[index][:at], value, *rows[index][at + 1 :])
        return tuple(rows)

    return table(file, change)


def reverse(old: Table) -> Rows:
    return old.rows[::-1]


def drop_last(old: Table) -> Rows:
    return old.rows[:-1]


def repeat_last(old: Table) -> Rows:
    return (*old.rows, old.rows[-1])


def brexit_party_apart(old: Table) -> Rows:
    return tuple((seat, "BRX" if party == "RUK" else party, votes) for seat, party, votes in old.rows)


ALDERSHOT: dict[str, Value] = {"id": "E14001063"}
ALDERSHOT_LD: dict[str, Value] = {"seat": "E14001063", "party": "LD"}
RUK: dict[str, Value] = {"abbreviation": "RUK"}

FAULTS: list[tuple[Callable[[RawFiles, Dataset], Problems], Mutation, str]] = [
    (
        finished.text_is_clean,
        cell("constituencies.csv", ALDERSHOT, "type", "County "),
        "constituencies.csv, row of E14001063: 'County '",
    ),
    (
        finished.text_is_clean,
        cell("constituencies.csv", {"name": "Ynys Môn"}, "name", "Ynys Mo\u0302n"),
        "constituencies.csv, row of W07000112",
    ),
    (
        finished.text_is_clean,
        cell("constituencies.csv", {"name": "Ynys Môn"}, "name", "Ynys M\u00c3\u00b4n"),
        "constituencies.csv, row of W07000112",
    ),
    (finished.text_is_clean, cell("constituencies.csv", ALDERSHOT, "type", "Shire"), "Types of constituency"),
    (
        finished.tables_are_in_order,
        table("constituencies.csv", reverse),
        "constituencies.csv is not in the order",
    ),
    (finished.tables_are_in_order, table("hexes.csv", repeat_last), "hexes.csv is not in the order"),
    (finished.tables_are_in_order, table("candidates.csv", reverse), "candidates.csv is not in the order"),
    (finished.nothing_is_lost, table("candidates.csv", drop_last), "candidates.csv, rows and votes: (4514, "),
    (finished.nothing_is_lost, table("byelection-candidates.csv", drop_last), "byelection-candidates.csv"),
    (finished.nothing_is_lost, table("notional-2019.csv", repeat_last), "notional-2019.csv, W07000112"),
    (
        finished.changes_follow_from_the_election_before,
        table("notional-2019.csv", brexit_party_apart),
        "Reform UK: a change is published, and there is no share before",
    ),
    (
        finished.changes_follow_from_the_election_before,
        cell("notional-2019.csv", ALDERSHOT_LD, "party", "Lib"),
        "Aldershot, Liberal Democrat: a change is published",
    ),
    (
        finished.changes_follow_from_the_election_before,
        cell("notional-2019.csv", ALDERSHOT_LD, "votes", 1),
        "Aldershot, ",
    ),
    (
        finished.changes_follow_from_the_election_before,
        cell("notional-2019.csv", {"seat": "W07000081", "party": "Ind"}, "party", "HPUK"),
        "Aberafan Maesteg, Heritage Party: no change is published",
    ),
    (
        finished.results_follow_from_winners,
        cell("constituencies.csv", ALDERSHOT, "result", "Lab hold"),
        "constituencies.csv, E14001063, result: Lab hold where Lab gain from Con",
    ),
    (
        finished.results_follow_from_winners,
        cell("byelections.csv", {"id": "E14001174"}, "result", "RUK Hold"),
        "byelections.csv, E14001174, result: RUK Hold",
    ),
    (finished.every_party_is_listed_once, table("parties.csv", drop_last), "Parties listed"),
    (
        finished.every_party_is_listed_once,
        cell("parties.csv", {"abbreviation": "CF"}, "abbreviation", "cp"),
        "Parties listed",
    ),
    (finished.every_party_is_listed_once, cell("parties.csv", RUK, "name", "Labour"), "the name 'labour'"),
    (finished.every_party_is_listed_once, cell("parties.csv", RUK, "order", 0), "the order '0'"),
    (finished.every_party_is_listed_once, cell("parties.csv", RUK, "seating", 0), "the seating '0'"),
    (finished.every_party_is_listed_once, cell("parties.csv", RUK, "main", 0), "Main parties"),
    (
        finished.colours_can_be_seen,
        cell("parties.csv", RUK, "light", "#12b6cf"),
        "Reform UK: contrast 2.23 of #12b6cf in the light window",
    ),
    (finished.colours_can_be_seen, cell("parties.csv", RUK, "dark", "#003040"), "in the dark window"),
    (
        finished.colours_stay_apart,
        cell("parties.csv", RUK, "light", "#1275ca"),
        "#1275c9 and #1275ca are 0.",
    ),
    (finished.colours_stay_apart, cell("parties.csv", RUK, "dark", "#8e9091"), "others"),
]


@pytest.mark.parametrize(
    ("check", "mutate", "problem"),
    FAULTS,
    ids=[f"{check.__name__}-{text}" for check, _mutate, text in FAULTS],
)
def test_a_check_finds_its_fault(
    raw: RawFiles,
    dataset: Dataset,
    check: Callable[[RawFiles, Dataset], Problems],
    mutate: Mutation,
    problem: str,
) -> None:
    assert problem in next(check(raw, mutate(dataset)), "no problem")
    with pytest.raises(DatasetError, match=r"^Check `[a-z0-9 ]+`: .+\.$"):
        checks.check_dataset(raw, mutate(dataset))


def test_two_abbreviations_may_not_differ_in_case_alone(raw: RawFiles, dataset: Dataset) -> None:
    changed = cell("parties.csv", {"abbreviation": "CF"}, "abbreviation", "cp")(dataset)
    problems = list(finished.every_party_is_listed_once(raw, changed))
    assert "Two parties have the abbreviation 'cp'." in problems


def test_every_check_is_shown_to_fail() -> None:
    assert {check for check, _mutate, _problem in FAULTS} == set(checks.DATASET_CHECKS)


@pytest.mark.parametrize("check", checks.DATASET_CHECKS, ids=lambda check: check.__name__)
def test_a_check_passes_the_dataset(
    raw: RawFiles, dataset: Dataset, check: Callable[[RawFiles, Dataset], Problems]
) -> None:
    assert list(check(raw, dataset)) == []
