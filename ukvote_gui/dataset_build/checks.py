"""What has to be true of the official files, and of the dataset made from them, before one is written.

A check yields a sentence for every fault that it finds, naming the place; the first one stops the build.
`RAW_CHECKS` look at the files as they were read, and each takes for granted what those before it have found
true; `DATASET_CHECKS` look at the finished tables, beside the files where they compare the two.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import chain, combinations, pairwise

from ukvote_gui.dataset_build import colour, parties
from ukvote_gui.dataset_build.normalise import (
    CENSUS_NATIONS,
    GLASGOW_SOUTH_WEST,
    SUM_ROWS,
    Dataset,
    census_ids,
    clean,
    decoded_again,
    folded,
    ids_by_name,
    is_copied,
    left_out,
    notional_on_2024_ids,
)
from ukvote_gui.dataset_build.raw import CensusTable, DatasetError, RawFiles, Row

Problems = Iterator[str]

PARTY_COLUMNS = ("Con", "Lab", "LD", "RUK", "Green", "SNP", "PC", "DUP", "SF", "SDLP", "UUP", "APNI")
OTHERS_COLUMN = "All other candidates"
OTHER_WINNER_COLUMN = "Of which other winner"

WINNERS_2024 = {
    "Lab": 411,
    "Con": 121,
    "LD": 72,
    "SNP": 9,
    "SF": 7,
    "Ind": 6,
    "DUP": 5,
    "RUK": 5,
    "Green": 4,
    "PC": 4,
    "SDLP": 2,
    "APNI": 1,
    "TUV": 1,
    "UUP": 1,
    "Spk": 1,
}
NOTIONAL_WINNERS = {
    "Con": 372,
    "Lab": 200,
    "SNP": 48,
    "DUP": 8,
    "LD": 8,
    "SF": 7,
    "PC": 2,
    "SDLP": 2,
    "APNI": 1,
    "Green": 1,
    "Spk": 1,
}
NET_GAINS = {"Lab": 211, "Con": -251}
SEATS_WITHOUT = {"RUK": 41, "Green": 21, "LD": 20, "Lab": 19, "Con": 15}
SEATS_BY_COUNTRY = {"England": 543, "Scotland": 57, "Wales": 32, "Northern Ireland": 18}
CENSUS_ROWS = {"england-and-wales": 575, "scotland": 57, "northern-ireland": 18}

MISPRINTS = {
    ("Clacton", "RUK"): 22_379,  # the candidate has 22,239, and with that the ballot adds up
    ("Arbroath and Broughty Ferry", "Majority"): 5_178,  # 9,802 less 4,524 is 5,278
}
"""Summary figures of the by-elections that their own candidates' votes refute. No summary figure is used."""

NO_CHANGE_PUBLISHED = {"Ind", "Yrks"}
"""Who has no `Change` though 2019 has votes: independents are not one party, and the Yorkshire Party
was under another registration."""

FOLDED_NAME_DIFFERENCES = {("Ynys M√¥n", "Ynys Môn")}
"""A name that the notional file spells in the wrong character set, and what it stands for."""

SHARE_TOLERANCE = 6e-7
ROUGH_SHARE_TOLERANCE = 2.5e-3
"""Six decimals rounded, and a little; the by-elections' are typed to three in places, up to 0.0023 off."""

GROUNDS = {"light": ("#ffffff", "#f4f5f7"), "dark": ("#1e1f22", "#26282c", "#2a2c31")}
"""What the program paints parties on: its window, and the rows of its tables."""
LEAST_CONTRAST = 3.0
LEAST_DISTANCE = 10.0
"""CIEDE2000, over all visions, between any two main parties that contest one country, and from the grey."""


def _candidates(raw: RawFiles) -> dict[str, list[Row]]:
    """The candidacies of 2024 by constituency."""
    ballots: dict[str, list[Row]] = defaultdict(list)
    for row in raw.candidacies:
        ballots[row["ONS ID"]].append(row)
    return ballots


def _ballots(raw: RawFiles) -> Iterator[tuple[Row, list[Row]]]:
    """Every constituency's summary with its candidacies: the general election's, then the by-elections'."""
    for summaries, candidacies in (
        (raw.constituencies, raw.candidacies),
        (raw.byelection_constituencies, raw.byelection_candidacies),
    ):
        ballots: dict[str, list[Row]] = defaultdict(list)
        for row in candidacies:
            ballots[row["ONS ID"]].append(row)
        for summary in summaries:
            yield summary, ballots[summary["ONS ID"]]


def _ranked(ballot: list[Row]) -> list[Row]:
    return sorted(ballot, key=lambda row: -int(row["Votes"]))


def _different(found: object, expected: object, what: str) -> Problems:
    if found != expected:
        yield f"{what}: {found} where {expected} was published."


# Checks of the official files.


def columns_are_the_published_ones(raw: RawFiles) -> Problems:
    """Every column that is used has its name, the first one too, behind whatever byte-order mark."""
    place = ["ONS ID", "Constituency name", "Region name", "Country name", "Constituency type"]
    candidacy = [*place, "Party name", "Party abbreviation", "MNIS party ID", "Electoral Commission party ID"]
    candidacy += ["Electoral Commission adjunct party ID", "Candidate first name", "Candidate surname"]
    candidacy += ["Sitting MP", "Former MP", "Votes", "Share", "Change"]
    summary = [*place, "Result", "First party", "Second party", "Electorate", "Valid votes", "Invalid votes"]
    summary += ["Majority", *PARTY_COLUMNS, OTHERS_COLUMN, OTHER_WINNER_COLUMN, "ONS region ID"]
    for name, rows, columns in (
        ("ge2024-candidacies.csv", raw.candidacies, [*candidacy, "DC Person ID"]),
        ("ge2024-constituencies.csv", raw.constituencies, summary),
        (
            "byelections-2024-candidacies.csv",
            raw.byelection_candidacies,
            [*candidacy, "Democracy Club person ID"],
        ),
        (
            "byelections-2024-constituencies.csv",
            raw.byelection_constituencies,
            [*summary, "By-election date"],
        ),
        ("party-registrations.csv", raw.registrations, ["MNIS ID", "Electoral Commission ID"]),
    ):
        if not rows:
            yield f"{name} has no records."
        else:
            yield from (f"{name} has no column {column!r}." for column in columns if column not in rows[0])


def counts_are_whole_numbers(raw: RawFiles) -> Problems:
    """Votes, electorates and person ids are digits alone."""
    summary = ("Electorate", "Valid votes", "Invalid votes", "Majority", *PARTY_COLUMNS, OTHERS_COLUMN)
    for name, rows, columns in (
        ("ge2024-candidacies.csv", raw.candidacies, ("Votes", "DC Person ID")),
        ("ge2024-constituencies.csv", raw.constituencies, (*summary, OTHER_WINNER_COLUMN)),
        ("ge2019-notional.csv", raw.notional, ("electorate", "valid_votes", "majority", "votes")),
        (
            "byelections-2024-candidacies.csv",
            raw.byelection_candidacies,
            ("Votes", "Democracy Club person ID"),
        ),
        ("byelections-2024-constituencies.csv", raw.byelection_constituencies, summary),
    ):
        for number, row in enumerate(rows, start=1):
            for column in columns:
                if not re.fullmatch(r"[0-9]+", row[column]):
                    yield f"{name}, record {number}, {column}: {row[column]!r} is not a whole number."


def there_are_650_constituencies(raw: RawFiles) -> Problems:
    """650 constituencies with an id each, in four countries; three of these are their own region."""
    ids = Counter(row["ONS ID"] for row in raw.constituencies)
    yield from (f"{seat!r} is twice in ge2024-constituencies.csv." for seat, n in ids.items() if n > 1)
    yield from (f"{seat!r} is not an ONS id." for seat in ids if not re.fullmatch(r"[ENSW][0-9]{8}", seat))
    yield from _different(len(ids), 650, "Constituencies")
    countries = Counter(row["Country name"] for row in raw.constituencies)
    yield from _different(
        dict(sorted(countries.items())), dict(sorted(SEATS_BY_COUNTRY.items())), "Countries"
    )
    for row in raw.constituencies:
        if (row["Region name"] == row["Country name"]) == (row["Country name"] == "England"):
            yield f"{row['Constituency name']}: region {row['Region name']!r} in {row['Country name']}."


def there_are_4515_candidates(raw: RawFiles) -> Problems:
    """4,515 candidates, at least two in each of the constituencies and none elsewhere."""
    ballots = _candidates(raw)
    yield from _different(len(raw.candidacies), 4515, "Candidates")
    for row in raw.constituencies:
        if len(ballots.pop(row["ONS ID"], [])) < 2:
            yield f"{row['Constituency name']} has fewer than two candidates."
    yield from (f"{seat!r} has candidates and is not a constituency." for seat in ballots)


def both_result_files_name_places_alike(raw: RawFiles) -> Problems:
    """Name, region, country and type agree between the files, but for the blank that trails some types."""
    by_id = {row["ONS ID"]: row for row in raw.constituencies}
    for row in raw.candidacies:
        for column in ("Constituency name", "Region name", "Country name", "Constituency type"):
            if clean(row[column]) != clean(by_id[row["ONS ID"]][column]):
                yield f"{row['Constituency name']} ({row['ONS ID']}): {column} differs between files."


def person_ids_are_unique(raw: RawFiles) -> Problems:
    """No person id is used twice in the general election, or in one by-election."""
    everywhere = Counter(row["DC Person ID"] for row in raw.candidacies)
    yield from (f"Person {person} is a candidate twice." for person, n in everywhere.items() if n > 1)
    within = Counter((row["ONS ID"], row["Democracy Club person ID"]) for row in raw.byelection_candidacies)
    yield from (
        f"Person {person} is twice on the ballot of {seat}." for (seat, person), n in within.items() if n > 1
    )


def two_of_mid_buckinghamshire_share_a_name(raw: RawFiles) -> Problems:
    """Names do not tell candidates apart: in one constituency two have the same, and only there."""
    names = Counter(
        (row["Constituency name"], clean(f"{row['Candidate first name']} {row['Candidate surname']}"))
        for row in raw.candidacies
    )
    shared = [seat for (seat, _name), n in names.items() if n > 1]
    yield from _different(shared, ["Mid Buckinghamshire"], "Constituencies where two candidates share a name")


def totals_are_the_published_ones(raw: RawFiles) -> Problems:
    """Electorate, valid votes, and the two turnouts: of valid votes, and with the invalid ones."""
    electorate, valid, invalid = (
        sum(int(row[column]) for row in raw.constituencies)
        for column in ("Electorate", "Valid votes", "Invalid votes")
    )
    yield from _different(electorate, 48_253_193, "Electorate")
    yield from _different(valid, 28_809_340, "Valid votes")
    yield from _different(f"{valid / electorate:.1%}", "59.7%", "Turnout of valid votes")
    yield from _different(f"{(valid + invalid) / electorate:.1%}", "59.9%", "Ballot-box turnout")


def votes_add_up_to_valid_votes(raw: RawFiles) -> Problems:
    """On each ballot the candidates' votes make the valid votes, and these are within the electorate."""
    for summary, ballot in _ballots(raw):
        total, valid = sum(int(row["Votes"]) for row in ballot), int(summary["Valid votes"])
        yield from _different(total, valid, f"{summary['Constituency name']}, sum of votes")
        if valid + int(summary["Invalid votes"]) > int(summary["Electorate"]):
            yield f"{summary['Constituency name']}: more votes than electors."


def votes_add_up_to_party_columns(raw: RawFiles) -> Problems:
    """Votes by party are those of the summary's columns, others included, but for a known misprint."""
    for summary, ballot in _ballots(raw):
        votes: Counter[str] = Counter()
        for row in ballot:
            party = row["Party abbreviation"]
            votes[party if party in PARTY_COLUMNS else OTHERS_COLUMN] += int(row["Votes"])
        for column in (*PARTY_COLUMNS, OTHERS_COLUMN):
            yield from _different(*_against_summary(summary, column, votes[column]))


def _against_summary(summary: Row, column: str, counted: int) -> tuple[object, object, str]:
    name, printed = summary["Constituency name"], int(summary[column])
    by_election = "By-election date" in summary
    if by_election and (name, column) in MISPRINTS and counted != printed:
        return printed, MISPRINTS[name, column], f"{name}, by-election, misprint of {column}"
    return counted, printed, f"{name}, {column}"


def majorities_are_between_candidates(raw: RawFiles) -> Problems:
    """First, second, majority and an `other` winner's votes follow from candidates, not from parties."""
    for summary, ballot in _ballots(raw):
        first, second = _ranked(ballot)[:2]
        name = summary["Constituency name"]
        majority = int(first["Votes"]) - int(second["Votes"])
        yield from _different(*_against_summary(summary, "Majority", majority))
        yield from _different(first["Party abbreviation"], summary["First party"], f"{name}, first party")
        yield from _different(second["Party abbreviation"], summary["Second party"], f"{name}, second party")
        other = first["Votes"] if first["Party abbreviation"] not in PARTY_COLUMNS else "0"
        yield from _different(other, summary[OTHER_WINNER_COLUMN], f"{name}, votes of an other winner")


def misprints_are_still_misprinted(raw: RawFiles) -> Problems:
    """The two misprints are allowed for as long as they are printed: a corrected file needs no allowance."""
    for summary in raw.byelection_constituencies:
        for (name, column), printed in MISPRINTS.items():
            if summary["Constituency name"] == name:
                yield from _different(
                    int(summary[column]), printed, f"{name}, by-election, misprint of {column}"
                )


def winners_by_party_are_the_published_ones(raw: RawFiles) -> Problems:
    """Seats by party of the candidate with most votes; the Speaker counts for no party."""
    winners = Counter(_ranked(ballot)[0]["Party abbreviation"] for ballot in _candidates(raw).values())
    yield from _different(dict(winners.most_common()), WINNERS_2024, "Seats by party")


def independents_are_contenders_of_their_own(raw: RawFiles) -> Problems:
    """100 constituencies have two independents or more, and adding them up makes two false winners."""
    several, false_winners = 0, []
    for ballot in _candidates(raw).values():
        independents = [
            int(row["Votes"]) for row in ballot if row["Party abbreviation"] == parties.INDEPENDENT
        ]
        first = _ranked(ballot)[0]
        several += len(independents) >= 2
        if sum(independents) > int(first["Votes"]) and first["Party abbreviation"] != parties.INDEPENDENT:
            false_winners.append(first["Constituency name"])
    yield from _different(several, 100, "Constituencies with two independents or more")
    yield from _different(
        sorted(false_winners),
        ["Birmingham Hall Green and Moseley", "Bradford West"],
        "False winners if independents are added up",
    )


def labour_and_cooperative_is_labour(raw: RawFiles) -> Problems:
    """A Labour and Co-operative candidate is Labour's, and carries the other party's id beside Labour's."""
    joint = [row for row in raw.candidacies if row["Party name"] == "Labour and Co-operative"]
    yield from _different(len(joint), 49, "Labour and Co-operative candidates")
    for row in joint:
        if row["Party abbreviation"] != "Lab" or not row["Electoral Commission adjunct party ID"]:
            yield f"{row['Constituency name']}: a Labour and Co-operative candidate who is not Labour's."


def a_place_is_tied_in_birmingham_yardley(raw: RawFiles) -> Problems:
    """Two candidates have 3,634 votes each, in fourth place: order must not hang on a difference."""
    tied = [row for row in raw.candidacies if row["Constituency name"] == "Birmingham Yardley"]
    votes = [int(row["Votes"]) for row in _ranked(tied)]
    yield from _different(votes[3:5], [3634, 3634], "Birmingham Yardley, fourth and fifth")


def absent_parties_are_absent(raw: RawFiles) -> Problems:
    """A party that did not stand has no candidate there, rather than one with no votes."""
    stood: dict[str, set[str]] = defaultdict(set)
    for row in raw.candidacies:
        stood[row["Party abbreviation"]].add(row["ONS ID"])
        if int(row["Votes"]) == 0:
            yield f"{row['Constituency name']}: a candidate of {row['Party name']} with no votes."
    for party, seats in SEATS_WITHOUT.items():
        yield from _different(650 - len(stood[party]), seats, f"Constituencies without {party}")


def mp_marks_are_yes_or_no(raw: RawFiles) -> Problems:
    """`Sitting MP` and `Former MP` are Yes or No."""
    for row in raw.candidacies + raw.byelection_candidacies:
        for column in ("Sitting MP", "Former MP"):
            if row[column] not in {"Yes", "No"}:
                yield f"{row['Constituency name']}, {row['Candidate surname']}: {column} is {row[column]!r}."


def there_are_six_byelections(raw: RawFiles) -> Problems:
    """Six by-elections in known constituencies, each with a date and a ballot of its own."""
    seats = [row["ONS ID"] for row in raw.byelection_constituencies]
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    yield from _different(len(seats), 6, "By-elections")
    for row in raw.byelection_constituencies:
        name = row["Constituency name"]
        yield from _different(name, names.get(row["ONS ID"]), f"By-election in {row['ONS ID']}, name")
        if not re.fullmatch(r"\d\d/\d\d/20\d\d", row["By-election date"]):
            yield f"{name}: {row['By-election date']!r} is not a date."
    ballots = {row["ONS ID"] for row in raw.byelection_candidacies}
    yield from _different(sorted(ballots), sorted(seats), "Constituencies with by-election candidates")


def shares_are_votes_by_valid_votes(raw: RawFiles) -> Problems:
    """`Share` is a fraction of the valid votes."""
    for summary, ballot in _ballots(raw):
        tolerance = ROUGH_SHARE_TOLERANCE if "By-election date" in summary else SHARE_TOLERANCE
        for row in ballot:
            share = int(row["Votes"]) / int(summary["Valid votes"])
            if abs(share - float(row["Share"])) > tolerance:
                place = f"{summary['Constituency name']}, {row['Candidate surname']}"
                yield f"{place}: share {row['Share']}, not {share:.6f}."


def notional_sums_are_not_parties(raw: RawFiles) -> Problems:
    """Without the two kinds of sum the parties make up a constituency's valid votes; with them, more."""
    for seat, rows in _notional_by_seat(raw).items():
        place = f"{seat}, 2019 notional result"
        for column in ("electorate", "valid_votes", "majority"):
            yield from _different(len({row[column] for row in rows}), 1, f"{place}, values of {column}")
        counts = sorted(
            (int(row["votes"]) for row in rows if row["party_code"] not in SUM_ROWS), reverse=True
        )
        yield from _different(sum(counts), int(rows[0]["valid_votes"]), f"{place}, sum of votes")
        yield from _different(counts[0] - counts[1], int(rows[0]["majority"]), f"{place}, majority")
    if not any(row["party_code"] in SUM_ROWS for row in raw.notional):
        yield "ge2019-notional.csv has no TOTOTHV or MAXOTHV rows any more: read its columns again."


def _notional_by_seat(raw: RawFiles) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in notional_on_2024_ids(raw):
        rows[row["id"]].append(row)
    return rows


def notional_names_match_ids(raw: RawFiles) -> Problems:
    """Each notional row's id and name are of one constituency of 2024, and each of these has rows."""
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    for seat, rows in _notional_by_seat(raw).items():
        for name in {row["name"] for row in rows}:
            if folded(name) != folded(names[seat]) and (name, names[seat]) not in FOLDED_NAME_DIFFERENCES:
                yield f"2019 notional result: {seat} is {names[seat]!r}, and not {name!r}."


def notional_winners_are_the_published_ones(raw: RawFiles) -> Problems:
    """Seats by party in 2019 on the boundaries of 2024, and the gains and losses since."""
    winners: Counter[str] = Counter()
    for rows in _notional_by_seat(raw).values():
        first = max(
            (row for row in rows if row["party_code"] not in SUM_ROWS), key=lambda row: int(row["votes"])
        )
        winners[parties.SPEAKER if first["party_code"] == "Commons Speaker" else first["party"]] += 1
    yield from _different(
        dict(sorted(winners.items())), dict(sorted(NOTIONAL_WINNERS.items())), "Notional seats"
    )
    won = Counter(row["First party"] for row in raw.constituencies)
    gains = {party: won[party] - winners[party] for party in NET_GAINS}
    yield from _different(gains, NET_GAINS, "Seats gained on the notional result")


def hexes_match_constituencies(raw: RawFiles) -> Problems:
    """650 hexes, odd-r, one a constituency by id and by name, no two in one place."""
    yield from _different(raw.hexjson.get("layout"), "odd-r", "Hex layout")
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    hexes = raw.hexjson["hexes"]
    yield from _different(sorted(hexes), sorted(names), "Ids of hexes")
    places: dict[tuple[int, int], str] = {}
    for seat, cell in hexes.items():
        if folded(cell["n"]) != folded(names[seat]):
            yield f"The hex of {seat} is named {cell['n']!r}, and not {names[seat]!r}."
        twin = places.setdefault((cell["q"], cell["r"]), seat)
        if twin != seat:
            yield f"The hexes of {twin} and {seat} are in one place."


def boundaries_match_constituencies(raw: RawFiles) -> Problems:
    """650 boundaries of 13,525 points, one a constituency by id and name, of closed rings in the UK."""
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    features = raw.boundaries["features"]
    ids = [feature["properties"]["PCON24CD"] for feature in features]
    yield from _different(sorted(ids), sorted(names), "Ids of boundaries")
    points = 0
    for seat, feature in zip(ids, features, strict=True):
        name, geometry = feature["properties"]["PCON24NM"], feature["geometry"]
        if folded(name) != folded(names[seat]):
            yield f"The boundary of {seat} is named {name!r}, and not {names[seat]!r}."
        if geometry["type"] not in {"Polygon", "MultiPolygon"}:
            yield f"The boundary of {seat} is a {geometry['type']}."
            continue
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        for ring in chain.from_iterable(polygons):
            points += len(ring)
            if len(ring) < 4 or ring[0] != ring[-1]:
                yield f"The boundary of {seat} has a ring that is not closed."
            if not all(-9 < longitude < 2 and 49 < latitude < 61 for longitude, latitude in ring):
                yield f"The boundary of {seat} leaves the United Kingdom."
    yield from _different(points, 13_525, "Points of the boundaries")


def census_names_match_constituencies(raw: RawFiles) -> Problems:
    """Each nation's table has its constituencies, each once, once Glasgow South West has its row."""
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    ids = ids_by_name(raw)
    seen: Counter[str] = Counter()
    for slug, table in raw.census.items():
        yield from _different(len(table.rows), CENSUS_ROWS[slug], f"Census of {CENSUS_NATIONS[slug]}, rows")
        seen.update(census_ids(slug, table, ids))
    yield from (f"Census: {names[seat]} has {seen[seat]} rows." for seat in names if seen[seat] != 1)


def glasgow_south_west_is_the_second_glasgow_south(raw: RawFiles) -> Problems:
    """Two rows are named Glasgow South, none Glasgow South West; by the order of ids the second is that.

    What the two share is Glasgow South's: with it for both, Scotland's constituencies miss Scotland's own
    figures, and Glasgow South West is where they miss. So those figures are left blank for it.
    """
    table = raw.census["scotland"]
    names = [name for name, _values in table.rows]
    yield from _different(names.count("Glasgow South"), 2, "Census of Scotland, rows named Glasgow South")
    yield from _different(
        names.count("Glasgow South West"), 0, "Census of Scotland, rows named Glasgow South West"
    )
    seats = census_ids("scotland", table, ids_by_name(raw))
    if any(first >= second for first, second in pairwise(seats)):
        yield "Census of Scotland: rows are not in the order of ids, by which Glasgow South West's is told."
    rows = [values for name, values in table.rows if name == "Glasgow South"]
    for index, (topic, label) in enumerate(table.measures):
        copied = len({values[index] for values in rows}) == 1
        yield from _different(
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
    yield from _different(
        [slug for slug, table in raw.census.items() if not table.long_values],
        ["scotland"],
        "Nations without a sheet of raw data",
    )


def census_days_are_known(raw: RawFiles) -> Problems:
    """The days are those on the sheets: 21 March 2021, and in Scotland 20 March 2022."""
    for slug, table in raw.census.items():
        day = "20 March 2022" if slug == "scotland" else "21 March 2021"
        yield from _different(
            table.date_line, f"Population on {day}", f"Census of {CENSUS_NATIONS[slug]}, day"
        )


def thirty_seven_seats_are_over_a_fifth_muslim(raw: RawFiles) -> Problems:
    """In England and Wales, by the Library's estimates."""
    table = raw.census["england-and-wales"]
    muslim = table.measures.index(("Religion (% of population)", "Muslim"))
    over = sum(values[muslim] > 0.2 for _name, values in table.rows)
    yield from _different(over, 37, "Constituencies over 20% Muslim in England and Wales")


RAW_CHECKS: tuple[Callable[[RawFiles], Problems], ...] = (
    columns_are_the_published_ones,
    counts_are_whole_numbers,
    there_are_650_constituencies,
    there_are_4515_candidates,
    both_result_files_name_places_alike,
    person_ids_are_unique,
    two_of_mid_buckinghamshire_share_a_name,
    totals_are_the_published_ones,
    there_are_six_byelections,
    votes_add_up_to_valid_votes,
    votes_add_up_to_party_columns,
    majorities_are_between_candidates,
    misprints_are_still_misprinted,
    winners_by_party_are_the_published_ones,
    independents_are_contenders_of_their_own,
    labour_and_cooperative_is_labour,
    a_place_is_tied_in_birmingham_yardley,
    absent_parties_are_absent,
    mp_marks_are_yes_or_no,
    shares_are_votes_by_valid_votes,
    notional_names_match_ids,
    notional_sums_are_not_parties,
    notional_winners_are_the_published_ones,
    hexes_match_constituencies,
    boundaries_match_constituencies,
    census_names_match_constituencies,
    glasgow_south_west_is_the_second_glasgow_south,
    scottish_ethnic_groups_are_countries_of_birth,
    census_shares_add_up,
    census_adds_up_to_the_nation,
    census_sheets_agree,
    census_days_are_known,
    thirty_seven_seats_are_over_a_fifth_muslim,
)


# Checks of the finished dataset.


def text_is_clean(_raw: RawFiles, dataset: Dataset) -> Problems:
    """Text is NFC, encoded once, without stray blanks; `County ` has lost its own."""
    for file, table in dataset.tables.items():
        for row in table.rows:
            for value in row:
                if isinstance(value, str) and (
                    value != unicodedata.normalize("NFC", value)
                    or value != " ".join(value.split())
                    or value != decoded_again(value)
                ):
                    yield f"{file}, row of {row[0]}: {value!r} is not clean."
    types = {record["type"] for record in dataset.tables["constituencies.csv"].records()}
    yield from _different(sorted(types), ["Borough", "Burgh", "County"], "Types of constituency")


def tables_are_in_order(_raw: RawFiles, dataset: Dataset) -> Problems:
    """Constituencies by id; candidates by constituency, votes, then person id as a number."""
    for file in ("constituencies.csv", "byelections.csv", "hexes.csv"):
        ids = [row[0] for row in dataset.tables[file].rows]
        if ids != sorted(set(ids)):
            yield f"{file} is not in the order of its ids."
    for file in ("candidates.csv", "byelection-candidates.csv"):
        keys = [(row["seat"], -row["votes"], int(row["person"])) for row in dataset.tables[file].records()]
        if keys != sorted(keys):
            yield f"{file} is not in the order of constituency, votes and person."


def nothing_is_lost(raw: RawFiles, dataset: Dataset) -> Problems:
    """Candidates and votes are as many as in the files, and notional votes as many as were cast."""
    for file, rows in (
        ("candidates.csv", raw.candidacies),
        ("byelection-candidates.csv", raw.byelection_candidacies),
    ):
        table = dataset.tables[file].records()
        found = (len(table), sum(row["votes"] for row in table))
        yield from _different(
            found, (len(rows), sum(int(row["Votes"]) for row in rows)), f"{file}, rows and votes"
        )
    cast = {row["id"]: row["valid_votes_2019"] for row in dataset.tables["constituencies.csv"].records()}
    votes: Counter[str] = Counter()
    for row in dataset.tables["notional-2019.csv"].records():
        votes[row["seat"]] += row["votes"]
    yield from (
        f"notional-2019.csv, {seat}: {votes[seat]} of {cast[seat]} votes."
        for seat in cast
        if votes[seat] != cast[seat]
    )


def changes_follow_from_the_election_before(raw: RawFiles, dataset: Dataset) -> Problems:
    """Every published `Change` is the share less the party's share before: predecessors are rightly named.

    Before the general election comes the notional result, before a by-election the general election. Where no
    change is published the party has no votes before, but for those of `NO_CHANGE_PUBLISHED`.
    """
    notional = _shares_by_party(dataset, "notional-2019.csv")
    general = _shares_by_party(dataset, "candidates.csv")
    for candidacies, before, tolerance in (
        (raw.candidacies, notional, 2 * SHARE_TOLERANCE),
        (raw.byelection_candidacies, general, ROUGH_SHARE_TOLERANCE),
    ):
        for row in candidacies:
            party, place = row["Party abbreviation"], f"{row['Constituency name']}, {row['Party name']}"
            # Some by-elections give a party that did not stand before a change from nothing.
            share = before.get((row["ONS ID"], party), 0.0 if before is general else None)
            if not row["Change"]:
                if share and party not in NO_CHANGE_PUBLISHED:
                    yield f"{place}: no change is published, and there is a share before."
            elif share is None:
                yield f"{place}: a change is published, and there is no share before."
            elif abs(float(row["Share"]) - share - float(row["Change"])) > tolerance:
                yield f"{place}: change {row['Change']}, not {float(row['Share']) - share:.6f}."


def _shares_by_party(dataset: Dataset, file: str) -> dict[tuple[str, str], float]:
    votes: Counter[tuple[str, str]] = Counter()
    valid: Counter[str] = Counter()
    for row in dataset.tables[file].records():
        votes[row["seat"], row["party"]] += row["votes"]
        valid[row["seat"]] += row["votes"]
    return {(seat, party): count / valid[seat] for (seat, party), count in votes.items()}


def _winners(dataset: Dataset, file: str) -> dict[str, str]:
    """The party of each constituency's first row: candidates and notional parties are listed by votes."""
    winners: dict[str, str] = {}
    for row in dataset.tables[file].records():
        winners.setdefault(row["seat"], row["party"])
    return winners


def results_follow_from_winners(_raw: RawFiles, dataset: Dataset) -> Problems:
    """`Lab gain from Con` and `Lab hold` are what the winners say: on the notional result, then on 2024's."""
    general = _winners(dataset, "candidates.csv")
    for file, before, after in (
        ("constituencies.csv", _winners(dataset, "notional-2019.csv"), general),
        ("byelections.csv", general, _winners(dataset, "byelection-candidates.csv")),
    ):
        for row in dataset.tables[file].records():
            won, held = after[row["id"]], before[row["id"]]
            expected = f"{won} hold" if won == held else f"{won} gain from {held}"
            yield from _different(row["result"], expected, f"{file}, {row['id']}, result")


def every_party_is_listed_once(_raw: RawFiles, dataset: Dataset) -> Problems:
    """Every abbreviation in use has one row, is unlike any other in any case, and has its own places."""
    rows = dataset.tables["parties.csv"].records()
    listed = [row["abbreviation"] for row in rows]
    used = {
        row["party"]
        for file in ("candidates.csv", "byelection-candidates.csv", "notional-2019.csv")
        for row in dataset.tables[file].records()
    }
    yield from _different(sorted(listed), sorted(used), "Parties listed")
    for column in ("abbreviation", "name", "order", "seating"):
        values = Counter(str(row[column]).casefold() for row in rows)
        yield from (f"Two parties have the {column} {value!r}." for value, n in values.items() if n > 1)
    main = [row["abbreviation"] for row in rows if row["main"]]
    yield from _different(sorted(main), sorted(parties.MAIN_PARTIES), "Main parties")


def colours_can_be_seen(_raw: RawFiles, dataset: Dataset) -> Problems:
    """Every colour stands out by 3 to 1 from what it is painted on (WCAG 2.2, 1.4.11)."""
    for row in dataset.tables["parties.csv"].records():
        for theme, grounds in GROUNDS.items():
            ratio = min(colour.contrast(row[theme], ground) for ground in grounds)
            if ratio < LEAST_CONTRAST:
                yield f"{row['name']}: contrast {ratio:.2f} of {row[theme]} in the {theme} window."


def colours_stay_apart(_raw: RawFiles, dataset: Dataset) -> Problems:
    """Parties that contest one country differ from each other, and from the grey, to all four visions."""
    countries = {row["id"]: row["country"] for row in dataset.tables["constituencies.csv"].records()}
    contest: dict[str, set[str]] = defaultdict(set)
    for file in ("candidates.csv", "byelection-candidates.csv"):
        for row in dataset.tables[file].records():
            contest[countries[row["seat"]]].add(row["party"])
    colours = {row["abbreviation"]: row for row in dataset.tables["parties.csv"].records()}
    for theme in GROUNDS:
        shades = {
            country: sorted(
                {(colours[party][theme], party if colours[party]["main"] else "others") for party in stood}
            )
            for country, stood in contest.items()
        }
        for country, pairs in shades.items():
            for (first, one), (second, other) in combinations(pairs, 2):
                if one != other and colour.distance(first, second) < LEAST_DISTANCE:
                    yield (
                        f"{one} and {other} in {country}: {first} and {second} are "
                        f"{colour.distance(first, second):.1f} apart in the {theme} window."
                    )


DATASET_CHECKS: tuple[Callable[[RawFiles, Dataset], Problems], ...] = (
    text_is_clean,
    tables_are_in_order,
    nothing_is_lost,
    changes_follow_from_the_election_before,
    results_follow_from_winners,
    every_party_is_listed_once,
    colours_can_be_seen,
    colours_stay_apart,
)


def _stop_at(name: str, problems: Problems) -> None:
    for problem in problems:
        raise DatasetError(f"Check `{name.replace('_', ' ')}`: {problem}")


def check_raw_files(raw: RawFiles) -> None:
    """Raise `DatasetError` with the first fault of the official files."""
    for check in RAW_CHECKS:
        _stop_at(check.__name__, check(raw))


def check_dataset(raw: RawFiles, dataset: Dataset) -> None:
    """Raise `DatasetError` with the first fault of the finished dataset."""
    for check in DATASET_CHECKS:
        _stop_at(check.__name__, check(raw, dataset))
