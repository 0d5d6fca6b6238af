"""What has to be true of the results of 2024 and of the by-elections since."""

import re
from collections import Counter, defaultdict

from ukvote_gui.dataset_build import parties
from ukvote_gui.dataset_build.checks.common import (
    ROUGH_SHARE_TOLERANCE,
    SHARE_TOLERANCE,
    Problems,
    all_ballots,
    ballots_of_2024,
    expect,
    in_order,
)
from ukvote_gui.dataset_build.normalise import (
    clean,
)
from ukvote_gui.dataset_build.raw import RawFiles, Row

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
SEATS_WITHOUT = {"RUK": 41, "Green": 21, "LD": 20, "Lab": 19, "Con": 15}
SEATS_BY_COUNTRY = {"England": 543, "Scotland": 57, "Wales": 32, "Northern Ireland": 18}
MISPRINTS = {
    ("Clacton", "RUK"): 22_379,  # the candidate has 22,239, and with that the ballot adds up
    ("Arbroath and Broughty Ferry", "Majority"): 5_178,  # 9,802 less 4,524 is 5,278
}
"""Summary figures of the by-elections that their own candidates' votes refute. No summary figure is used."""


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
    yield from expect(len(ids), 650, "Constituencies")
    countries = Counter(row["Country name"] for row in raw.constituencies)
    yield from expect(dict(sorted(countries.items())), dict(sorted(SEATS_BY_COUNTRY.items())), "Countries")
    for row in raw.constituencies:
        if (row["Region name"] == row["Country name"]) == (row["Country name"] == "England"):
            yield f"{row['Constituency name']}: region {row['Region name']!r} in {row['Country name']}."


def there_are_4515_candidates(raw: RawFiles) -> Problems:
    """4,515 candidates, at least two in each of the constituencies and none elsewhere."""
    ballots = ballots_of_2024(raw)
    yield from expect(len(raw.candidacies), 4515, "Candidates")
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
    yield from expect(shared, ["Mid Buckinghamshire"], "Constituencies where two candidates share a name")


def totals_are_the_published_ones(raw: RawFiles) -> Problems:
    """Electorate, valid votes, and the two turnouts: of valid votes, and with the invalid ones."""
    electorate, valid, invalid = (
        sum(int(row[column]) for row in raw.constituencies)
        for column in ("Electorate", "Valid votes", "Invalid votes")
    )
    yield from expect(electorate, 48_253_193, "Electorate")
    yield from expect(valid, 28_809_340, "Valid votes")
    yield from expect(f"{valid / electorate:.1%}", "59.7%", "Turnout of valid votes")
    yield from expect(f"{(valid + invalid) / electorate:.1%}", "59.9%", "Ballot-box turnout")


def votes_add_up_to_valid_votes(raw: RawFiles) -> Problems:
    """On each ballot the candidates' votes make the valid votes, and these are within the electorate."""
    for summary, ballot in all_ballots(raw):
        total, valid = sum(int(row["Votes"]) for row in ballot), int(summary["Valid votes"])
        yield from expect(total, valid, f"{summary['Constituency name']}, sum of votes")
        if valid + int(summary["Invalid votes"]) > int(summary["Electorate"]):
            yield f"{summary['Constituency name']}: more votes than electors."


def votes_add_up_to_party_columns(raw: RawFiles) -> Problems:
    """Votes by party are those of the summary's columns, others included, but for a known misprint."""
    for summary, ballot in all_ballots(raw):
        votes: Counter[str] = Counter()
        for row in ballot:
            party = row["Party abbreviation"]
            votes[party if party in PARTY_COLUMNS else OTHERS_COLUMN] += int(row["Votes"])
        for column in (*PARTY_COLUMNS, OTHERS_COLUMN):
            yield from expect(*_against_summary(summary, column, votes[column]))


def _against_summary(summary: Row, column: str, counted: int) -> tuple[object, object, str]:
    name, printed = summary["Constituency name"], int(summary[column])
    by_election = "By-election date" in summary
    if by_election and (name, column) in MISPRINTS and counted != printed:
        return printed, MISPRINTS[name, column], f"{name}, by-election, misprint of {column}"
    return counted, printed, f"{name}, {column}"


def majorities_are_between_candidates(raw: RawFiles) -> Problems:
    """First, second, majority and an `other` winner's votes follow from candidates, not from parties."""
    for summary, ballot in all_ballots(raw):
        first, second = in_order(ballot)[:2]
        name = summary["Constituency name"]
        majority = int(first["Votes"]) - int(second["Votes"])
        yield from expect(*_against_summary(summary, "Majority", majority))
        yield from expect(first["Party abbreviation"], summary["First party"], f"{name}, first party")
        yield from expect(second["Party abbreviation"], summary["Second party"], f"{name}, second party")
        other = first["Votes"] if first["Party abbreviation"] not in PARTY_COLUMNS else "0"
        yield from expect(other, summary[OTHER_WINNER_COLUMN], f"{name}, votes of an other winner")


def misprints_are_still_misprinted(raw: RawFiles) -> Problems:
    """The two misprints are allowed for as long as they are printed: a corrected file needs no allowance."""
    for summary in raw.byelection_constituencies:
        for (name, column), printed in MISPRINTS.items():
            if summary["Constituency name"] == name:
                yield from expect(int(summary[column]), printed, f"{name}, by-election, misprint of {column}")


def winners_by_party_are_the_published_ones(raw: RawFiles) -> Problems:
    """Seats by party of the candidate with most votes; the Speaker counts for no party."""
    winners = Counter(in_order(ballot)[0]["Party abbreviation"] for ballot in ballots_of_2024(raw).values())
    yield from expect(dict(winners.most_common()), WINNERS_2024, "Seats by party")


def independents_are_contenders_of_their_own(raw: RawFiles) -> Problems:
    """100 constituencies have two independents or more, and adding them up makes two false winners."""
    several, false_winners = 0, []
    for ballot in ballots_of_2024(raw).values():
        independents = [
            int(row["Votes"]) for row in ballot if row["Party abbreviation"] == parties.INDEPENDENT
        ]
        first = in_order(ballot)[0]
        several += len(independents) >= 2
        if sum(independents) > int(first["Votes"]) and first["Party abbreviation"] != parties.INDEPENDENT:
            false_winners.append(first["Constituency name"])
    yield from expect(several, 100, "Constituencies with two independents or more")
    yield from expect(
        sorted(false_winners),
        ["Birmingham Hall Green and Moseley", "Bradford West"],
        "False winners if independents are added up",
    )


def labour_and_cooperative_is_labour(raw: RawFiles) -> Problems:
    """A Labour and Co-operative candidate is Labour's, and carries the other party's id beside Labour's."""
    joint = [row for row in raw.candidacies if row["Party name"] == "Labour and Co-operative"]
    yield from expect(len(joint), 49, "Labour and Co-operative candidates")
    for row in joint:
        if row["Party abbreviation"] != "Lab" or not row["Electoral Commission adjunct party ID"]:
            yield f"{row['Constituency name']}: a Labour and Co-operative candidate who is not Labour's."


def a_place_is_tied_in_birmingham_yardley(raw: RawFiles) -> Problems:
    """Two candidates have 3,634 votes each, in fourth place: order must not hang on a difference."""
    tied = [row for row in raw.candidacies if row["Constituency name"] == "Birmingham Yardley"]
    votes = [int(row["Votes"]) for row in in_order(tied)]
    yield from expect(votes[3:5], [3634, 3634], "Birmingham Yardley, fourth and fifth")


def absent_parties_are_absent(raw: RawFiles) -> Problems:
    """A party that did not stand has no candidate there, rather than one with no votes."""
    stood: dict[str, set[str]] = defaultdict(set)
    for row in raw.candidacies:
        stood[row["Party abbreviation"]].add(row["ONS ID"])
        if int(row["Votes"]) == 0:
            yield f"{row['Constituency name']}: a candidate of {row['Party name']} with no votes."
    for party, seats in SEATS_WITHOUT.items():
        yield from expect(650 - len(stood[party]), seats, f"Constituencies without {party}")


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
    yield from expect(len(seats), 6, "By-elections")
    for row in raw.byelection_constituencies:
        name = row["Constituency name"]
        yield from expect(name, names.get(row["ONS ID"]), f"By-election in {row['ONS ID']}, name")
        if not re.fullmatch(r"\d\d/\d\d/20\d\d", row["By-election date"]):
            yield f"{name}: {row['By-election date']!r} is not a date."
    ballots = {row["ONS ID"] for row in raw.byelection_candidacies}
    yield from expect(sorted(ballots), sorted(seats), "Constituencies with by-election candidates")


def shares_are_votes_by_valid_votes(raw: RawFiles) -> Problems:
    """`Share` is a fraction of the valid votes."""
    for summary, ballot in all_ballots(raw):
        tolerance = ROUGH_SHARE_TOLERANCE if "By-election date" in summary else SHARE_TOLERANCE
        for row in ballot:
            share = int(row["Votes"]) / int(summary["Valid votes"])
            if abs(share - float(row["Share"])) > tolerance:
                place = f"{summary['Constituency name']}, {row['Candidate surname']}"
                yield f"{place}: share {row['Share']}, not {share:.6f}."
