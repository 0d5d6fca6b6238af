"""What has to be true of the notional results of 2019."""

from collections import Counter, defaultdict

from ukvote_gui.dataset_build import parties
from ukvote_gui.dataset_build.checks.common import Problems, expect
from ukvote_gui.dataset_build.normalise import (
    SUM_ROWS,
    folded,
    notional_on_2024_ids,
)
from ukvote_gui.dataset_build.raw import RawFiles, Row

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
FOLDED_NAME_DIFFERENCES = {("Ynys M√¥n", "Ynys Môn")}
"""A name that the notional file spells in the wrong character set, and what it stands for."""


def notional_sums_are_not_parties(raw: RawFiles) -> Problems:
    """Without the two kinds of sum the parties make up a constituency's valid votes; with them, more."""
    for seat, rows in _notional_by_seat(raw).items():
        place = f"{seat}, 2019 notional result"
        for column in ("electorate", "valid_votes", "majority"):
            yield from expect(len({row[column] for row in rows}), 1, f"{place}, values of {column}")
        counts = sorted(
            (int(row["votes"]) for row in rows if row["party_code"] not in SUM_ROWS), reverse=True
        )
        yield from expect(sum(counts), int(rows[0]["valid_votes"]), f"{place}, sum of votes")
        yield from expect(counts[0] - counts[1], int(rows[0]["majority"]), f"{place}, majority")
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
    yield from expect(dict(sorted(winners.items())), dict(sorted(NOTIONAL_WINNERS.items())), "Notional seats")
    won = Counter(row["First party"] for row in raw.constituencies)
    gains = {party: won[party] - winners[party] for party in NET_GAINS}
    yield from expect(gains, NET_GAINS, "Seats gained on the notional result")
