"""What has to be true of the census figures."""

from collections import Counter, defaultdict
from itertools import pairwise

from ukvote_gui.dataset_build.checks.common import Problems, expect
from ukvote_gui.dataset_build.normalise import (
    CENSUS_NATIONS,
    GLASGOW_SOUTH_WEST,
    census_ids,
    ids_by_name,
    is_copied,
    left_out,
)
from ukvote_gui.dataset_build.raw import CensusTable, RawFiles

CENSUS_ROWS = {"england-and-wales": 575, "scotland": 57, "northern-ireland": 18}


def census_names_match_constituencies(raw: RawFiles) -> Problems:
    """Each nation's table has its constituencies, each once, once Glasgow South West has its row."""
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    ids = ids_by_name(raw)
    seen: Counter[str] = Counter()
    for slug, table in raw.census.items():
        yield from expect(len(table.rows), CENSUS_ROWS[slug], f"Census of {CENSUS_NATIONS[slug]}, rows")
        seen.update(census_ids(slug, table, ids))
    yield from (f"Census: {names[seat]} has {seen[seat]} rows." for seat in names if seen[seat] != 1)


def glasgow_south_west_is_the_second_glasgow_south(raw: RawFiles) -> Problems:
    """Two rows are named Glasgow South, none Glasgow South West; by the order of ids the second is that.

    What the two share is Glasgow South's: with it for both, Scotland's constituencies miss Scotland's own
    figures, and Glasgow South West is where they miss. So those figures are left blank for it.
    """
    table = raw.census["scotland"]
    names = [name for name, _values in table.rows]
    yield from expect(names.count("Glasgow South"), 2, "Census of Scotland, rows named Glasgow South")
    yield from expect(
        names.count("Glasgow South West"), 0, "Census of Scotland, rows named Glasgow South West"
    )
    seats = census_ids("scotland", table, ids_by_name(raw))
    if any(first >= second for first, second in pairwise(seats)):
        yield "Census of Scotland: rows are not in the order of ids, by which Glasgow South West's is told."
    rows = [values for name, values in table.rows if name == "Glasgow South"]
    for index, (topic, label) in enumerate(table.measures):
        copied = len({values[index] for values in rows}) == 1
        yield from expect(
            copied,
            is_copied(GLASGOW_SOUTH_WEST, topic, label),
            f"Glasgow South West, {label}, is Glasgow South's",
        )


def scottish_ethnic_groups_are_countries_of_birth(raw: RawFiles) -> Problems:
    """The Scottish sheet gives shares born in a place as shares of ethnic groups, so these are left out."""
    table = raw.census["scotland"]
    born = table.measures.index(("Country of birth (% of population)", "United Kingdom"))
    white = table.measures.index(("Ethnic group (% of population)", "White British"))
    for name, values in table.rows:
        if values[born] != values[white]:
            yield f"Census of Scotland, {name}: ethnic groups are not the countries of birth any more."


def census_shares_add_up(raw: RawFiles) -> Problems:
    """A topic's shares add up to 1 in each constituency, and none is beneath 0."""
    for slug, table in raw.census.items():
        tolerance = 1e-3 if slug == "scotland" else 1e-9  # Scotland's cells are perturbed against disclosure
        for topic in dict.fromkeys(topic for topic, _label in table.measures if topic):
            if left_out(slug, topic):
                continue
            columns = [index for index, measure in enumerate(table.measures) if measure[0] == topic]
            for name, values in table.rows:
                shares = [values[index] for index in columns]
                if min(shares) < 0 or abs(sum(shares) - 1) > tolerance:
                    yield f"Census of {CENSUS_NATIONS[slug]}, {name}: {topic} adds up to {sum(shares):.4f}."


def census_adds_up_to_the_nation(raw: RawFiles) -> Problems:
    """Weighted by persons or households, the constituencies make the nation's figure, to 0.02 points."""
    ids = ids_by_name(raw)
    for slug, table in raw.census.items():
        place = f"Census of {CENSUS_NATIONS[slug]}"
        seats = census_ids(slug, table, ids)
        for index, (topic, label) in enumerate(table.measures):
            if left_out(slug, topic) or any(is_copied(seat, topic, label) for seat in seats):
                continue
            total, nation = _nation_from_seats(table, index), table.nation_values[index]
            # Persons and households are rounded to the hundred in each row.
            tolerance = 2e-4 if topic else len(seats) * 50
            if abs(total - nation) > tolerance:
                yield f"{place}, {label}: its constituencies make {total:.6g}, not {nation:.6g}."


def _nation_from_seats(table: CensusTable, index: int) -> float:
    topic, _label = table.measures[index]
    if not topic:
        return sum(values[index] for _name, values in table.rows)
    weight = [label for _topic, label in table.measures].index(
        "Number of households" if "households" in topic else "Total population"
    )
    return sum(values[weight] * values[index] for _name, values in table.rows) / sum(
        values[weight] for _name, values in table.rows
    )


def census_sheets_agree(raw: RawFiles) -> Problems:
    """The table and the raw data of a nation have the same figures, where it has both."""
    for slug, table in raw.census.items():
        values_of: dict[str, list[float]] = defaultdict(list)
        for (name, _topic, _label), value in table.long_values.items():
            values_of[name].append(value)
        for name, values in table.rows:
            if table.long_values and [round(value, 9) for value in sorted(values_of[name])] != [
                round(value, 9) for value in sorted(values)
            ]:
                yield f"Census of {CENSUS_NATIONS[slug]}, {name}: the table and the raw data differ."
    yield from expect(
        [slug for slug, table in raw.census.items() if not table.long_values],
        ["scotland"],
        "Nations without a sheet of raw data",
    )


def census_days_are_known(raw: RawFiles) -> Problems:
    """The days are those on the sheets: 21 March 2021, and in Scotland 20 March 2022."""
    for slug, table in raw.census.items():
        day = "20 March 2022" if slug == "scotland" else "21 March 2021"
        yield from expect(table.date_line, f"Population on {day}", f"Census of {CENSUS_NATIONS[slug]}, day")


def thirty_seven_seats_are_over_a_fifth_muslim(raw: RawFiles) -> Problems:
    """In England and Wales, by the Library's estimates."""
    table = raw.census["england-and-wales"]
    muslim = table.measures.index(("Religion (% of population)", "Muslim"))
    over = sum(values[muslim] > 0.2 for _name, values in table.rows)
    yield from expect(over, 37, "Constituencies over 20% Muslim in England and Wales")
