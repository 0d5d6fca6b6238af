"""What has to be true of the finished dataset."""

import unicodedata
from collections import Counter, defaultdict
from itertools import combinations

from ukvote_gui.dataset_build import colour, parties
from ukvote_gui.dataset_build.checks.common import (
    ROUGH_SHARE_TOLERANCE,
    SHARE_TOLERANCE,
    Problems,
    expect,
)
from ukvote_gui.dataset_build.normalise import (
    Dataset,
    decoded_again,
)
from ukvote_gui.dataset_build.raw import RawFiles

NO_CHANGE_PUBLISHED = {"Ind", "Yrks"}
"""Who has no `Change` though 2019 has votes: independents are not one party, and the Yorkshire Party
was under another registration."""

GROUNDS = {"light": ("#ffffff", "#f4f5f7"), "dark": ("#1e1f22", "#26282c", "#2a2c31")}
"""What the program paints parties on: its window, and the rows of its tables."""
LEAST_CONTRAST = 3.0
LEAST_DISTANCE = 10.0
"""CIEDE2000, over all visions, between any two main parties that contest one country, and from the grey."""


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
    yield from expect(sorted(types), ["Borough", "Burgh", "County"], "Types of constituency")


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
        yield from expect(
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
            yield from expect(row["result"], expected, f"{file}, {row['id']}, result")


def every_party_is_listed_once(_raw: RawFiles, dataset: Dataset) -> Problems:
    """Every abbreviation in use has one row, is unlike any other in any case, and has its own places."""
    rows = dataset.tables["parties.csv"].records()
    listed = [row["abbreviation"] for row in rows]
    used = {
        row["party"]
        for file in ("candidates.csv", "byelection-candidates.csv", "notional-2019.csv")
        for row in dataset.tables[file].records()
    }
    yield from expect(sorted(listed), sorted(used), "Parties listed")
    for column in ("abbreviation", "name", "order", "seating"):
        values = Counter(str(row[column]).casefold() for row in rows)
        yield from (f"Two parties have the {column} {value!r}." for value, n in values.items() if n > 1)
    main = [row["abbreviation"] for row in rows if row["main"]]
    yield from expect(sorted(main), sorted(parties.MAIN_PARTIES), "Main parties")


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
