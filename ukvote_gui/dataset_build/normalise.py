"""Turns the official files into the tables of the project's own dataset."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ukvote_gui.dataset_build import parties
from ukvote_gui.dataset_build.raw import CensusTable, DatasetError, RawFiles, Row

SUM_ROWS = frozenset({"TOTOTHV", "MAXOTHV"})
"""Party codes of the notional file that are sums over parties or their greatest, not parties."""

CENSUS_NATIONS = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}

CENSUS_KEYS = {
    "": {"Total population": "population", "Number of households": "households"},
    "Age": {
        "Aged 15 years and under": "age_0_15",
        "Aged 16 to 24 years": "age_16_24",
        "Aged 25 to 34 years": "age_25_34",
        "Aged 35 to 49 years": "age_35_49",
        "Aged 50 to 64 years": "age_50_64",
        "Aged 65 years and over": "age_65_over",
    },
    "Country of birth": {
        "United Kingdom": "born_uk",
        "Ireland": "born_ireland",
        "Other Europe": "born_other_europe",
        "Africa": "born_africa",
        "Middle East and Asia": "born_middle_east_asia",
        "Americas and the Caribbean": "born_americas_caribbean",
        "Australasia and others": "born_australasia_other",
    },
    "Ethnic group": {
        "White British": "ethnic_white_british",
        "Other White": "ethnic_other_white",
        "White": "ethnic_white",
        "Asian / Asian British": "ethnic_asian",
        "Asian": "ethnic_asian",
        "Black / Black British": "ethnic_black",
        "Black": "ethnic_black",
        "Mixed / Multiple ethnic groups": "ethnic_mixed",
        "Mixed": "ethnic_mixed",
        "Other ethnic groups": "ethnic_other",
        "Other": "ethnic_other",
    },
    "Religion": {
        "No religion": "religion_none",
        "Christian": "religion_christian",
        "Christian: Catholic": "religion_catholic",
        "Christian: Protestant and Other Christian": "religion_protestant_other_christian",
        "Church of Scotland": "religion_church_of_scotland",
        "Roman Catholic": "religion_roman_catholic",
        "Other Christian": "religion_other_christian",
        "Buddhist": "religion_buddhist",
        "Hindu": "religion_hindu",
        "Jewish": "religion_jewish",
        "Muslim": "religion_muslim",
        "Sikh": "religion_sikh",
        "Pagan": "religion_pagan",
        "Other religion": "religion_other",
        "Other religions": "religion_other",
        "Not answered": "religion_not_answered",
        "Not stated": "religion_not_stated",
        "Religion not stated": "religion_not_stated",
    },
    "Housing tenure": {
        "Owned outright": "tenure_owned_outright",
        "Owned with a mortgage or loan": "tenure_owned_mortgage",
        "Private rented": "tenure_private_rented",
        "Social rented": "tenure_social_rented",
        "Other tenure": "tenure_other",
    },
}
"""Topic, then label as published, to the key of the measure. A key does not make two nations comparable."""

GLASGOW_SOUTH_WEST = "S14000088"

Value = str | int


@dataclass(frozen=True)
class Table:
    """One CSV file of the dataset: its columns, and its rows in the order of the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Dataset:
    """The normalised dataset, before it is written.

    Attributes:
        tables: CSV files by name.
        boundaries: id to polygons, each of rings, each a flat list of longitudes and latitudes by turns.
        census_dates: nation to date of its census.
    """

    tables: dict[str, Table]
    boundaries: dict[str, list[list[list[float]]]]
    census_dates: dict[str, date]


def clean(text: str) -> str:
    """Text in NFC, decoded once, with runs of white space made one space, and none at either end."""
    return " ".join(unicodedata.normalize("NFC", decoded_again(text)).split())


def decoded_again(text: str) -> str:
    """Text that was encoded as UTF-8 twice, as a name in Belfast is (`Áine` as four letters), is set right.

    Accented names that are right are not UTF-8 when taken as Latin-1, and stay as they are.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def folded(name: str) -> str:
    """A constituency's name as it is matched: without case, accents, and the choice of `&` or `and`."""
    plain = unicodedata.normalize("NFKD", name.replace("&", "and"))
    return clean("".join(letter for letter in plain if not unicodedata.combining(letter))).casefold()


def ids_by_name(raw: RawFiles) -> dict[str, str]:
    """ONS id by folded name of all constituencies of 2024."""
    return {folded(row["Constituency name"]): row["ONS ID"] for row in raw.constituencies}


def match_names(names: Iterable[str], ids: Mapping[str, str], where: str) -> list[str]:
    """The ids of constituencies that a file gives by name alone; `DatasetError` where a name has none."""
    matched = []
    for name in names:
        if folded(name) not in ids:
            raise DatasetError(f"{where}: no constituency is named {name!r}.")
        matched.append(ids[folded(name)])
    return matched


def _iso_date(text: str) -> str:
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day).isoformat()


def _result(text: str) -> str:
    """The result summary with one spelling of its verb: `RUK Hold` is published beside `Lab hold`."""
    return clean(re.sub(r"\bHold$", "hold", text))


def _candidate_table(candidacies: list[Row], person_column: str) -> Table:
    rows = [
        (
            row["ONS ID"],
            row[person_column],
            clean(f"{row['Candidate first name']} {row['Candidate surname']}"),
            clean(row["Party abbreviation"]),
            int(row["Votes"]),
            int(row["Sitting MP"] == "Yes"),
            int(row["Former MP"] == "Yes"),
        )
        for row in candidacies
    ]
    rows.sort(key=lambda row: (row[0], -row[4], int(row[1])))
    return Table(("seat", "person", "name", "party", "votes", "sitting_mp", "former_mp"), tuple(rows))


def _constituency_table(raw: RawFiles, notional: list[Row]) -> Table:
    before = {row["id"]: row for row in notional}
    rows = [
        (
            row["ONS ID"],
            clean(row["Constituency name"]),
            clean(row["Country name"]),
            clean(row["Region name"]),
            clean(row["Constituency type"]),
            int(row["Electorate"]),
            int(row["Valid votes"]),
            int(row["Invalid votes"]),
            _result(row["Result"]),
            int(before[row["ONS ID"]]["electorate"]),
            int(before[row["ONS ID"]]["valid_votes"]),
        )
        for row in raw.constituencies
    ]
    columns = "id name country region type electorate valid_votes invalid_votes result"
    return Table((*columns.split(), "electorate_2019", "valid_votes_2019"), tuple(sorted(rows)))


def _byelection_table(raw: RawFiles) -> Table:
    rows = [
        (
            row["ONS ID"],
            _iso_date(row["By-election date"]),
            int(row["Electorate"]),
            int(row["Valid votes"]),
            int(row["Invalid votes"]),
            _result(row["Result"]),
        )
        for row in raw.byelection_constituencies
    ]
    return Table(("id", "date", "electorate", "valid_votes", "invalid_votes", "result"), tuple(sorted(rows)))


def notional_on_2024_ids(raw: RawFiles) -> list[Row]:
    """The notional rows with the ids of 2024: five Scottish constituencies have an older id there.

    The names decide, for they are the names of 2024 in every one of the five.
    """
    known = {row["ONS ID"] for row in raw.constituencies}
    ids = ids_by_name(raw)
    rows = []
    for row in raw.notional:
        seat = row["id"]
        if seat not in known:
            (seat,) = match_names([row["name"]], ids, "2019 notional result")
        rows.append({**row, "id": seat})
    missing = known - {row["id"] for row in rows}
    if missing:
        raise DatasetError(f"2019 notional result: none for {min(missing)}.")
    return rows


def abbreviation_by_mnis_id(raw: RawFiles) -> dict[str, str]:
    """Abbreviation of 2024 by the MNIS id of every registration of the same legal party.

    The Electoral Commission's id tells: the Brexit Party became Reform UK, and the Young People's Party
    Shared Ground, under one registration each.
    """
    commission_ids = {
        row["MNIS ID"]: row["Electoral Commission ID"] for row in raw.registrations if row["MNIS ID"]
    }
    stood = raw.byelection_candidacies + raw.candidacies
    by_commission_id = {
        row["Electoral Commission party ID"]: row["Party abbreviation"]
        for row in stood
        if row["Electoral Commission party ID"]
    }
    successors = {
        mnis_id: by_commission_id[commission_id]
        for mnis_id, commission_id in commission_ids.items()
        if commission_id in by_commission_id
    }
    same_id = {row["MNIS party ID"]: row["Party abbreviation"] for row in stood}
    return {**successors, **same_id, **parties.SAME_PARTY}


def notional_party(row: Row, abbreviations: Mapping[str, str]) -> str:
    """The abbreviation of a notional row's party: that of 2024 where it is the same party."""
    code = row["party_code"]
    if code == "Commons Speaker":
        return parties.SPEAKER
    mnis_id = parties.WRONG_MNIS_ID.get(code, row["mnis_id"])
    return abbreviations.get(mnis_id) or parties.ONLY_2019.get(code) or code.removesuffix("V")


def _notional_table(notional: list[Row], abbreviations: Mapping[str, str]) -> Table:
    rows = [
        (row["id"], notional_party(row, abbreviations), int(row["votes"]))
        for row in notional
        if row["party_code"] not in SUM_ROWS
    ]
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return Table(("seat", "party", "votes"), tuple(rows))


def _party_table(
    raw: RawFiles, notional: list[Row], abbreviations: Mapping[str, str], tables: dict[str, Table]
) -> Table:
    names = {
        notional_party(row, abbreviations): clean(row["party_name"])
        for row in notional
        if row["party_code"] not in SUM_ROWS
    }
    for row in raw.byelection_candidacies + raw.candidacies:
        names[clean(row["Party abbreviation"])] = clean(row["Party name"])
    names.update(parties.NAMES)
    names.update({abbreviation: party.name for abbreviation, party in parties.MAIN_PARTIES.items()})

    votes: dict[str, Counter[str]] = {}
    for file in ("candidates.csv", "byelection-candidates.csv", "notional-2019.csv"):
        votes[file] = Counter()
        for record in tables[file].records():
            votes[file][record["party"]] += record["votes"]
    won = {row["First party"] for row in raw.constituencies} - {parties.INDEPENDENT, parties.SPEAKER}

    def list_order(abbreviation: str) -> tuple[int, int, int, int, str]:
        group = (
            0
            if abbreviation in won
            else 1
            if abbreviation == parties.INDEPENDENT
            else 2
            if abbreviation == parties.SPEAKER
            else 3
            if abbreviation in parties.MAIN_PARTIES
            else 4
        )
        counts = [-votes[file][abbreviation] for file in votes]
        return (group, counts[0], counts[1], counts[2], abbreviation)

    ordered = sorted(names, key=list_order)
    middle = parties.SEATING.index(parties.INDEPENDENT)
    minor = tuple(abbreviation for abbreviation in ordered if abbreviation not in parties.MAIN_PARTIES)
    seating = parties.SEATING[:middle] + minor + parties.SEATING[middle:]
    rows = []
    for order, abbreviation in enumerate(ordered):
        main = parties.MAIN_PARTIES.get(abbreviation)
        rows.append(
            (
                abbreviation,
                names[abbreviation],
                main.light if main else parties.MINOR_LIGHT,
                main.dark if main else parties.MINOR_DARK,
                int(main is not None),
                order,
                seating.index(abbreviation),
            )
        )
    return Table(("abbreviation", "name", "light", "dark", "main", "order", "seating"), tuple(rows))


def points(fraction: float) -> str:
    """A published fraction as points, exactly: the decimal point moves two places and no digit is made up."""
    text = format((Decimal(repr(fraction)) * 100).normalize(), "f")
    return text or "0"


def measure_key(topic: str, label: str) -> str:
    """The key of a census measure, from its published topic and label."""
    title = topic.partition(" (")[0]
    special = {"African, Caribbean or Black": "ethnic_black"}
    key = CENSUS_KEYS.get(title, {}).get(label) or special.get(label)
    if key is None:
        raise DatasetError(f"Census: there is no key for {label!r} under {topic!r}.")
    return key


def left_out(slug: str, topic: str) -> bool:
    """Scotland's ethnic groups: what is published for its constituencies is the countries of birth again."""
    return slug == "scotland" and topic.startswith("Ethnic group")


def is_copied(seat: str, topic: str, label: str) -> bool:
    """A figure of Glasgow South West that is Glasgow South's again: all but its population and its ages."""
    return seat == GLASGOW_SOUTH_WEST and label != "Total population" and not topic.startswith("Age")


def census_ids(slug: str, table: CensusTable, ids: Mapping[str, str]) -> list[str]:
    """The id of each row. The second of the two rows named Glasgow South is Glasgow South West.

    The Scottish sheet is in the order of the ids, and Glasgow South West's follows Glasgow South's.
    """
    matched = match_names([name for name, _values in table.rows], ids, f"Census of {CENSUS_NATIONS[slug]}")
    if slug == "scotland":
        south = ids[folded("Glasgow South")]
        if matched.count(south) == 2:
            matched[matched.index(south) + 1] = ids[folded("Glasgow South West")]
    return matched


def _census_tables(raw: RawFiles) -> dict[str, Table]:
    ids = ids_by_name(raw)
    tables: dict[str, Table] = {}
    measures: list[tuple[Value, ...]] = []
    for slug, table in raw.census.items():
        keep = [index for index, (topic, _label) in enumerate(table.measures) if not left_out(slug, topic)]
        keys = [measure_key(*table.measures[index]) for index in keep]

        def figure(index: int, value: float, table: CensusTable = table) -> Value:
            return points(value) if table.measures[index][0] else int(value)

        rows: list[tuple[Value, ...]] = []
        for seat, (_name, values) in zip(census_ids(slug, table, ids), table.rows, strict=True):
            figures: list[Value] = [
                "" if is_copied(seat, *table.measures[index]) else figure(index, values[index])
                for index in keep
            ]
            rows.append((seat, *figures))
        rows.sort(key=lambda row: row[0])
        tables[f"census-{slug}.csv"] = Table(("id", *keys), tuple(rows))
        for index, key in zip(keep, keys, strict=True):
            topic, label = table.measures[index]
            title, _, unit = topic.removesuffix(")").partition(" (")
            if not topic:
                title, unit = (
                    ("Population", "persons") if key == "population" else ("Households", "households")
                )
            nation_value = figure(index, table.nation_values[index])
            measures.append((CENSUS_NATIONS[slug], key, title, label, unit, nation_value))
    tables["census-measures.csv"] = Table(
        ("nation", "key", "topic", "label", "unit", "nation_value"), tuple(measures)
    )
    return tables


def _census_date(table: CensusTable) -> date:
    match = re.fullmatch(r"Population on (\d+) March (\d{4})", table.date_line)
    if match is None:
        raise DatasetError(f"Census: no date in {table.date_line!r}.")
    return date(int(match[2]), 3, int(match[1]))


def _boundaries(raw: RawFiles) -> dict[str, list[list[list[float]]]]:
    shapes = {}
    for feature in raw.boundaries["features"]:
        geometry = feature["geometry"]
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        shapes[feature["properties"]["PCON24CD"]] = [
            [[number for point in ring for number in point] for ring in polygon] for polygon in polygons
        ]
    return dict(sorted(shapes.items()))


def normalise(raw: RawFiles) -> Dataset:
    """The dataset's tables, sorted; `DatasetError` where a name or a category is not known."""
    notional = notional_on_2024_ids(raw)
    abbreviations = abbreviation_by_mnis_id(raw)
    hexes = sorted((seat, cell["q"], cell["r"]) for seat, cell in raw.hexjson["hexes"].items())
    tables = {
        "constituencies.csv": _constituency_table(raw, notional),
        "candidates.csv": _candidate_table(raw.candidacies, "DC Person ID"),
        "byelections.csv": _byelection_table(raw),
        "byelection-candidates.csv": _candidate_table(raw.byelection_candidacies, "Democracy Club person ID"),
        "notional-2019.csv": _notional_table(notional, abbreviations),
        "hexes.csv": Table(("id", "q", "r"), tuple(hexes)),
        **_census_tables(raw),
    }
    tables["parties.csv"] = _party_table(raw, notional, abbreviations, tables)
    return Dataset(
        tables=tables,
        boundaries=_boundaries(raw),
        census_dates={CENSUS_NATIONS[slug]: _census_date(table) for slug, table in raw.census.items()},
    )
