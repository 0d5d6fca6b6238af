"""Every check of the official files finds the faults that it is there for, and no fault in the real ones."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ukvote_gui.dataset_build import checks
from ukvote_gui.dataset_build.checks import census, notional, places, results
from ukvote_gui.dataset_build.checks.common import Problems
from ukvote_gui.dataset_build.normalise import SUM_ROWS
from ukvote_gui.dataset_build.raw import CensusTable, DatasetError, RawFiles, Row

Mutation = Callable[[RawFiles], RawFiles]


def with_rows(raw: RawFiles, table: str, rows: list[Row]) -> RawFiles:
    tables: dict[str, Any] = {table: rows}
    return replace(raw, **tables)


def _index(rows: list[Row], where: Row) -> int:
    return next(i for i, row in enumerate(rows) if where.items() <= row.items())


def edited(table: str, where: Row, change: Row, *, all_of_them: bool = False) -> Mutation:
    """The first record, or all, with the values of `where`, changed."""

    def mutate(raw: RawFiles) -> RawFiles:
        rows: list[Row] = list(getattr(raw, table))
        first = _index(rows, where)
        assert change.keys() <= rows[first].keys()
        for i, row in enumerate(rows):
            if i == first or (all_of_them and where.items() <= row.items()):
                rows[i] = {**row, **change}
        return with_rows(raw, table, rows)

    return mutate


def without(table: str, where: Row) -> Mutation:
    """No record with the values of `where`."""

    def mutate(raw: RawFiles) -> RawFiles:
        rows: list[Row] = getattr(raw, table)
        assert _index(rows, where) >= 0
        return with_rows(raw, table, [row for row in rows if not where.items() <= row.items()])

    return mutate


def exchanged(table: str, column: str, first: Row, second: Row) -> Mutation:
    """Two records with each other's value in one column."""

    def mutate(raw: RawFiles) -> RawFiles:
        rows: list[Row] = list(getattr(raw, table))
        one, other = _index(rows, first), _index(rows, second)
        value, other_value = rows[one][column], rows[other][column]
        rows[one] = {**rows[one], column: other_value}
        rows[other] = {**rows[other], column: value}
        return with_rows(raw, table, rows)

    return mutate


def renamed_column(table: str, column: str, name: str) -> Mutation:
    def mutate(raw: RawFiles) -> RawFiles:
        rows: list[Row] = getattr(raw, table)
        renamed = [{name if key == column else key: value for key, value in row.items()} for row in rows]
        return with_rows(raw, table, renamed)

    return mutate


def no_registrations(raw: RawFiles) -> RawFiles:
    return replace(raw, registrations=[])


def hexes(change: Callable[[dict[str, Any]], None]) -> Mutation:
    def mutate(raw: RawFiles) -> RawFiles:
        hexjson = copy.deepcopy(raw.hexjson)
        change(hexjson)
        return replace(raw, hexjson=hexjson)

    return mutate


def another_layout(hexjson: dict[str, Any]) -> None:
    hexjson["layout"] = "even-r"


def two_in_one_place(hexjson: dict[str, Any]) -> None:
    first, second, *_ = hexjson["hexes"].values()
    second["q"], second["r"] = first["q"], first["r"]


def hex_of_another_name(hexjson: dict[str, Any]) -> None:
    hexjson["hexes"]["E14001063"]["n"] = "Barking"


def hex_missing(hexjson: dict[str, Any]) -> None:
    del hexjson["hexes"]["E14001063"]


def boundary(change: Callable[[dict[str, Any]], None]) -> Mutation:
    """The first boundary, a single polygon of one ring, changed."""

    def mutate(raw: RawFiles) -> RawFiles:
        features = list(raw.boundaries["features"])
        features[0] = copy.deepcopy(features[0])
        change(features[0])
        return replace(raw, boundaries={**raw.boundaries, "features": features})

    return mutate


def ring_open(feature: dict[str, Any]) -> None:
    feature["geometry"]["coordinates"][0].pop()


def point_missing(feature: dict[str, Any]) -> None:
    del feature["geometry"]["coordinates"][0][1]


def latitude_before_longitude(feature: dict[str, Any]) -> None:
    feature["geometry"]["coordinates"][0][1].reverse()


def boundary_of_another_name(feature: dict[str, Any]) -> None:
    feature["properties"]["PCON24NM"] = "Barking"


def boundary_of_another_id(feature: dict[str, Any]) -> None:
    feature["properties"]["PCON24CD"] = "E14009999"


def boundary_is_a_line(feature: dict[str, Any]) -> None:
    feature["geometry"]["type"] = "LineString"


def of_census(nation: str, change: Callable[[CensusTable], CensusTable]) -> Mutation:
    def mutate(raw: RawFiles) -> RawFiles:
        return replace(raw, census={**raw.census, nation: change(raw.census[nation])})

    return mutate


def figure(name: str, label: str, value: float, *, nth: int = 0) -> Callable[[CensusTable], CensusTable]:
    """One figure changed, in the row of that name, or the nth of several."""

    def change(table: CensusTable) -> CensusTable:
        column = [column_label for _topic, column_label in table.measures].index(label)
        row = [i for i, (row_name, _values) in enumerate(table.rows) if row_name == name][nth]
        values = table.rows[row][1]
        changed = (name, (*values[:column], value, *values[column + 1 :]))
        return replace(table, rows=(*table.rows[:row], changed, *table.rows[row + 1 :]))

    return change


def last_row_missing(table: CensusTable) -> CensusTable:
    return replace(table, rows=table.rows[:-1])


def first_row_twice(table: CensusTable) -> CensusTable:
    return replace(table, rows=(table.rows[0], *table.rows[:-1]))


def second_glasgow_south_is_named(table: CensusTable) -> CensusTable:
    second = [name for name, _values in table.rows].index("Glasgow South") + 1
    rows = list(table.rows)
    rows[second] = ("Glasgow South West", rows[second][1])
    return replace(table, rows=tuple(rows))


def rows_in_order_of_names(table: CensusTable) -> CensusTable:
    return replace(table, rows=tuple(sorted(table.rows)))


def last_figure_of_the_nation_differs(table: CensusTable) -> CensusTable:
    return replace(table, nation_values=(*table.nation_values[:-1], table.nation_values[-1] + 0.001))


def population_of_the_nation_differs(table: CensusTable) -> CensusTable:
    return replace(table, nation_values=(table.nation_values[0] + 50_000, *table.nation_values[1:]))


def no_raw_data(table: CensusTable) -> CensusTable:
    return replace(table, long_values={})


def raw_data_differ(table: CensusTable) -> CensusTable:
    first = next(iter(table.long_values))
    return replace(table, long_values={**table.long_values, first: table.long_values[first] + 100})


def another_day(table: CensusTable) -> CensusTable:
    return replace(table, date_line="Population on 27 March 2011")


ALDERSHOT = {"Constituency name": "Aldershot"}
ALDERSHOT_CON = {**ALDERSHOT, "Party abbreviation": "Con"}
ALDERSHOT_LAB = {**ALDERSHOT, "Party abbreviation": "Lab"}
BUCKINGHAMSHIRE_CON = {"Constituency name": "Mid Buckinghamshire", "Party abbreviation": "Con"}
BRADFORD_WEST_IND = {"Constituency name": "Bradford West", "Party abbreviation": "Ind"}
YARDLEY_LD = {"Constituency name": "Birmingham Yardley", "Party abbreviation": "LD"}
CLACTON = {"Constituency name": "Clacton"}
ARBROATH = {"Constituency name": "Arbroath and Broughty Ferry"}
COOPERATIVE = {"Party name": "Labour and Co-operative"}
NOTIONAL_CON = {"id": "E14001063", "party_code": "CONV"}
NOTIONAL_LAB = {"id": "E14001063", "party_code": "LABV"}
GREATEST_OTHER = {"party_code": "MAXOTHV"}
EW, SCOTLAND, NI = "england-and-wales", "scotland", "northern-ireland"

FAULTS: list[tuple[Callable[[RawFiles], Problems], Mutation, str]] = [
    (
        results.columns_are_the_published_ones,
        renamed_column("candidacies", "Votes", "Vote"),
        "ge2024-candidacies.csv has no column 'Votes'",
    ),
    (
        results.columns_are_the_published_ones,
        renamed_column("byelection_constituencies", "By-election date", "\ufeffBy-election date"),
        "byelections-2024-constituencies.csv has no column 'By-election date'",
    ),
    (results.columns_are_the_published_ones, no_registrations, "party-registrations.csv has no records"),
    (results.counts_are_whole_numbers, edited("candidacies", ALDERSHOT_CON, {"Votes": "1,234"}), "'1,234'"),
    (
        results.counts_are_whole_numbers,
        edited("candidacies", ALDERSHOT, {"DC Person ID": ""}),
        "Person ID: ''",
    ),
    (results.counts_are_whole_numbers, edited("notional", NOTIONAL_CON, {"votes": "-5"}), "votes: '-5'"),
    (results.there_are_650_constituencies, without("constituencies", ALDERSHOT), "649 where 650"),
    (
        results.there_are_650_constituencies,
        edited("constituencies", ALDERSHOT, {"ONS ID": "E14001064"}),
        "'E14001064' is twice",
    ),
    (
        results.there_are_650_constituencies,
        edited("constituencies", ALDERSHOT, {"ONS ID": "Aldershot"}),
        "'Aldershot' is not an ONS id",
    ),
    (
        results.there_are_650_constituencies,
        edited("constituencies", ALDERSHOT, {"Country name": "Wales"}),
        "Countries",
    ),
    (
        results.there_are_650_constituencies,
        edited("constituencies", {"Constituency name": "Ynys Môn"}, {"Region name": "North Wales"}),
        "Ynys Môn: region 'North Wales' in Wales",
    ),
    (results.there_are_4515_candidates, without("candidacies", ALDERSHOT_CON), "4514 where 4515"),
    (results.there_are_4515_candidates, without("candidacies", ALDERSHOT), "Candidates: 45"),
    (
        results.there_are_4515_candidates,
        edited("candidacies", ALDERSHOT_CON, {"ONS ID": "E14009999"}),
        "'E14009999' has candidates",
    ),
    (
        results.both_result_files_name_places_alike,
        edited("candidacies", ALDERSHOT, {"Constituency type": "County "}),
        "Aldershot (E14001063): Constituency type differs",
    ),
    (
        results.person_ids_are_unique,
        edited("candidacies", ALDERSHOT, {"DC Person ID": "4800"}),
        "Person 4800 is a candidate twice",
    ),
    (
        results.person_ids_are_unique,
        edited("byelection_candidacies", {"Candidate surname": "Cane"}, {"Democracy Club person ID": "4800"}),
        "Person 4800 is twice on the ballot of E14001174",
    ),
    (
        results.two_of_mid_buckinghamshire_share_a_name,
        edited("candidacies", BUCKINGHAMSHIRE_CON, {"Candidate surname": "Another"}),
        "share a name: []",
    ),
    (
        results.totals_are_the_published_ones,
        edited("constituencies", ALDERSHOT, {"Electorate": "1"}),
        "Electorate",
    ),
    (
        results.totals_are_the_published_ones,
        edited("constituencies", ALDERSHOT, {"Valid votes": "1"}),
        "Valid",
    ),
    (
        results.totals_are_the_published_ones,
        edited("constituencies", ALDERSHOT, {"Invalid votes": "90000"}),
        "Ballot-box turnout: 60.1% where 59.9%",
    ),
    (results.there_are_six_byelections, without("byelection_constituencies", CLACTON), "5 where 6"),
    (
        results.there_are_six_byelections,
        edited("byelection_constituencies", CLACTON, {"By-election date": "2026-08-13"}),
        "Clacton: '2026-08-13' is not a date",
    ),
    (
        results.there_are_six_byelections,
        edited("byelection_constituencies", CLACTON, {"ONS ID": "E14001063"}),
        "E14001063, name: Clacton where Aldershot",
    ),
    (results.there_are_six_byelections, without("byelection_candidacies", CLACTON), "by-election candidates"),
    (
        results.votes_add_up_to_valid_votes,
        edited("candidacies", ALDERSHOT_CON, {"Votes": "1"}),
        "Aldershot, sum of votes",
    ),
    (
        results.votes_add_up_to_valid_votes,
        edited("byelection_candidacies", CLACTON, {"Votes": "1"}),
        "Clacton, sum of votes",
    ),
    (
        results.votes_add_up_to_valid_votes,
        edited("constituencies", ALDERSHOT, {"Electorate": "48600"}),
        "Aldershot: more votes than electors",
    ),
    (
        results.votes_add_up_to_party_columns,
        edited("constituencies", ALDERSHOT, {"Con": "14082"}),
        "Aldershot, Con: 14081 where 14082",
    ),
    (
        results.votes_add_up_to_party_columns,
        edited("constituencies", ALDERSHOT, {"All other candidates": "1"}),
        "Aldershot, All other candidates",
    ),
    (
        results.votes_add_up_to_party_columns,
        edited("byelection_constituencies", CLACTON, {"RUK": "22380"}),
        "Clacton, by-election, misprint of RUK: 22380",
    ),
    (
        results.majorities_are_between_candidates,
        edited("constituencies", ALDERSHOT, {"Majority": "1"}),
        "Aldershot, Majority",
    ),
    (
        results.majorities_are_between_candidates,
        edited("constituencies", ALDERSHOT, {"First party": "Con"}),
        "Aldershot, first party",
    ),
    (
        results.majorities_are_between_candidates,
        edited("constituencies", ALDERSHOT, {"Second party": "LD"}),
        "Aldershot, second party",
    ),
    (
        results.majorities_are_between_candidates,
        edited("constituencies", {"Constituency name": "Blackburn"}, {"Of which other winner": "0"}),
        "Blackburn, votes of an other winner",
    ),
    (
        results.misprints_are_still_misprinted,
        edited("byelection_constituencies", CLACTON, {"RUK": "22239"}),
        "Clacton, by-election, misprint of RUK: 22239",
    ),
    (
        results.misprints_are_still_misprinted,
        edited("byelection_constituencies", ARBROATH, {"Majority": "5278"}),
        "Arbroath and Broughty Ferry, by-election, misprint of Majority: 5278",
    ),
    (
        results.winners_by_party_are_the_published_ones,
        exchanged("candidacies", "Votes", ALDERSHOT_CON, ALDERSHOT_LAB),
        "'Lab': 410, 'Con': 122",
    ),
    (
        results.winners_by_party_are_the_published_ones,
        edited("candidacies", {"Party abbreviation": "Spk"}, {"Party abbreviation": "Lab"}),
        "'Lab': 412",
    ),
    (
        results.independents_are_contenders_of_their_own,
        without("candidacies", BRADFORD_WEST_IND),
        "two independents or more: 99",
    ),
    (
        results.independents_are_contenders_of_their_own,
        edited("candidacies", BRADFORD_WEST_IND, {"Votes": "0"}, all_of_them=True),
        "False winners if independents are added up: ['Birmingham Hall Green and Moseley'] where",
    ),
    (results.labour_and_cooperative_is_labour, without("candidacies", COOPERATIVE), "0 where 49"),
    (
        results.labour_and_cooperative_is_labour,
        edited("candidacies", COOPERATIVE, {"Party abbreviation": "Co-op"}),
        "a Labour and Co-operative candidate who is not Labour's",
    ),
    (
        results.labour_and_cooperative_is_labour,
        edited("candidacies", COOPERATIVE, {"Electoral Commission adjunct party ID": ""}),
        "a Labour and Co-operative candidate who is not Labour's",
    ),
    (
        results.a_place_is_tied_in_birmingham_yardley,
        edited("candidacies", YARDLEY_LD, {"Votes": "3633"}),
        "[3634, 3633]",
    ),
    (
        results.absent_parties_are_absent,
        edited("candidacies", ALDERSHOT_LAB, {"Votes": "0"}),
        "Aldershot: a candidate of Labour with no votes",
    ),
    (results.absent_parties_are_absent, without("candidacies", ALDERSHOT_CON), "without Con: 16 where 15"),
    (
        results.mp_marks_are_yes_or_no,
        edited("candidacies", ALDERSHOT_CON, {"Sitting MP": ""}),
        "Aldershot, Docherty: Sitting MP is ''",
    ),
    (
        results.shares_are_votes_by_valid_votes,
        edited("candidacies", ALDERSHOT_CON, {"Share": "29.0066"}),
        "Aldershot, Docherty: share 29.0066",
    ),
    (
        results.shares_are_votes_by_valid_votes,
        edited("byelection_candidacies", {"Candidate surname": "Goodwin"}, {"Share": "0.278"}),
        "Gorton and Denton, Goodwin: share 0.278",
    ),
    (
        notional.notional_names_match_ids,
        edited("notional", NOTIONAL_CON, {"name": "Barking"}),
        "E14001063 is 'Aldershot', and not 'Barking'",
    ),
    (
        notional.notional_sums_are_not_parties,
        edited("notional", GREATEST_OTHER, {"party_code": "OTHV"}),
        "2019 notional result, sum of votes",
    ),
    (
        notional.notional_sums_are_not_parties,
        edited("notional", NOTIONAL_CON, {"valid_votes": "1"}),
        "2019 notional result, values of valid_votes: 2",
    ),
    (
        notional.notional_sums_are_not_parties,
        edited("notional", {"id": "E14001063"}, {"majority": "1"}, all_of_them=True),
        "2019 notional result, majority",
    ),
    (
        notional.notional_winners_are_the_published_ones,
        exchanged("notional", "votes", NOTIONAL_CON, NOTIONAL_LAB),
        "'Con': 371",
    ),
    (
        notional.notional_winners_are_the_published_ones,
        edited("constituencies", ALDERSHOT, {"First party": "Con"}),
        "{'Lab': 210, 'Con': -250}",
    ),
    (places.hexes_match_constituencies, hexes(another_layout), "even-r"),
    (places.hexes_match_constituencies, hexes(two_in_one_place), "in one place"),
    (places.hexes_match_constituencies, hexes(hex_of_another_name), "'Barking'"),
    (places.boundaries_match_constituencies, boundary(ring_open), "not closed"),
    (places.boundaries_match_constituencies, boundary(point_missing), "13524 where 13525"),
    (
        places.boundaries_match_constituencies,
        boundary(latitude_before_longitude),
        "leaves the United Kingdom",
    ),
    (places.boundaries_match_constituencies, boundary(boundary_of_another_name), "'Barking'"),
    (places.boundaries_match_constituencies, boundary(boundary_is_a_line), "is a LineString"),
    (
        census.census_names_match_constituencies,
        of_census(NI, last_row_missing),
        "Northern Ireland, rows: 17",
    ),
    (
        census.census_names_match_constituencies,
        of_census(EW, first_row_twice),
        "Aberafan Maesteg has 2 rows",
    ),
    (
        census.glasgow_south_west_is_the_second_glasgow_south,
        of_census(SCOTLAND, second_glasgow_south_is_named),
        "rows named Glasgow South: 1",
    ),
    (
        census.glasgow_south_west_is_the_second_glasgow_south,
        of_census(SCOTLAND, rows_in_order_of_names),
        "rows are not in the order of ids",
    ),
    (
        census.glasgow_south_west_is_the_second_glasgow_south,
        of_census(SCOTLAND, figure("Glasgow South", "Number of households", 43_400, nth=1)),
        "Number of households, is Glasgow South's: False",
    ),
    (
        census.scottish_ethnic_groups_are_countries_of_birth,
        of_census(SCOTLAND, figure("Glasgow East", "White British", 0.75)),
        "Glasgow East: ethnic groups are not the countries of birth",
    ),
    (
        census.census_shares_add_up,
        of_census(NI, figure("Foyle", "Hindu", 0.5)),
        "Northern Ireland, Foyle: Religion (% of population) adds up to",
    ),
    (
        census.census_adds_up_to_the_nation,
        of_census(EW, last_figure_of_the_nation_differs),
        "England and Wales, Other tenure",
    ),
    (
        census.census_adds_up_to_the_nation,
        of_census(SCOTLAND, population_of_the_nation_differs),
        "Scotland, Total population",
    ),
    (census.census_sheets_agree, of_census(NI, raw_data_differ), "the table and the raw data differ"),
    (census.census_sheets_agree, of_census(NI, no_raw_data), "Nations without a sheet of raw data"),
    (census.census_days_are_known, of_census(SCOTLAND, another_day), "27 March 2011"),
    (
        census.thirty_seven_seats_are_over_a_fifth_muslim,
        of_census(EW, figure("Aldershot", "Muslim", 0.21)),
        "38 where 37",
    ),
]


@pytest.mark.parametrize(
    ("check", "mutate", "problem"),
    FAULTS,
    ids=[f"{check.__name__}-{text}" for check, _mutate, text in FAULTS],
)
def test_a_check_finds_its_fault(
    raw: RawFiles, check: Callable[[RawFiles], Problems], mutate: Mutation, problem: str
) -> None:
    assert problem in next(check(mutate(raw)), "no problem")
    with pytest.raises(DatasetError, match=r"^Check `[a-z0-9 ]+`: .+\.$"):
        checks.check_raw_files(mutate(raw))


def test_every_check_is_shown_to_fail() -> None:
    assert {check for check, _mutate, _problem in FAULTS} == set(checks.RAW_CHECKS)


@pytest.mark.parametrize("check", checks.RAW_CHECKS, ids=lambda check: check.__name__)
def test_a_check_passes_the_official_files(raw: RawFiles, check: Callable[[RawFiles], Problems]) -> None:
    assert list(check(raw)) == []


@pytest.mark.parametrize(
    "mutate", [hexes(hex_missing), boundary(boundary_of_another_id)], ids=["hex", "boundary"]
)
def test_a_missing_shape_is_told(raw: RawFiles, mutate: Mutation) -> None:
    with pytest.raises(DatasetError, match=r"Ids of (hexes|boundaries)"):
        checks.check_raw_files(mutate(raw))


def test_notional_sums_cannot_vanish_unseen(raw: RawFiles) -> None:
    kept = [row for row in raw.notional if row["party_code"] not in SUM_ROWS]
    problems = list(notional.notional_sums_are_not_parties(replace(raw, notional=kept)))
    assert problems == [
        "ge2019-notional.csv has no TOTOTHV or MAXOTHV rows any more: read its columns again."
    ]


def test_a_notional_row_under_an_unknown_id_and_name_is_told(raw: RawFiles) -> None:
    old_id = {"id": "S14000010"}
    with pytest.raises(DatasetError, match=r"2019 notional result: no constituency is named 'Ayr Burghs'\."):
        checks.check_raw_files(edited("notional", old_id, {"name": "Ayr Burghs"})(raw))
    with pytest.raises(DatasetError, match=r"2019 notional result: none for S14000109\."):
        checks.check_raw_files(without("notional", old_id)(raw))


def test_a_census_row_of_an_unknown_name_is_told(raw: RawFiles) -> None:
    table = raw.census["scotland"]
    unknown = replace(table, rows=(("Glasgow Hillhead", table.rows[0][1]), *table.rows[1:]))
    with pytest.raises(
        DatasetError, match=r"Census of Scotland: no constituency is named 'Glasgow Hillhead'\."
    ):
        checks.check_raw_files(of_census("scotland", lambda _table: unknown)(raw))
