"""What the founding documents say of the election, found in the committed dataset (numbers are theirs)."""

import csv
import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "resources" / "data"


@cache
def records(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def seat_id(name: str) -> str:
    (seat,) = (row["id"] for row in records("constituencies.csv") if row["name"] == name)
    return seat


def ballot(name: str) -> list[tuple[str, str, int]]:
    """Candidates of a constituency as (name, party, votes), most votes first, as they stand in the file."""
    seat = seat_id(name)
    return [
        (row["name"], row["party"], int(row["votes"]))
        for row in records("candidates.csv")
        if row["seat"] == seat
    ]


def votes_of(constituency: str, surname: str) -> int:
    (votes,) = (votes for name, _party, votes in ballot(constituency) if name.endswith(surname))
    return votes


def margin(name: str) -> int:
    (_first, _party, votes), (_second, _other, runner_up_votes), *_ = ballot(name)
    return votes - runner_up_votes


def notional(name: str) -> list[tuple[str, int]]:
    seat = seat_id(name)
    return [(row["party"], int(row["votes"])) for row in records("notional-2019.csv") if row["seat"] == seat]


def winners(file: str) -> dict[str, str]:
    first: dict[str, str] = {}
    for row in records(file):
        first.setdefault(row["seat"], row["party"])
    return first


def census(file: str, key: str) -> dict[str, float]:
    return {row["id"]: float(row[key]) for row in records(file) if row[key]}


def test_row_2_ilford_north() -> None:
    first, second, *_ = ballot("Ilford North")
    assert first == ("Wes Streeting", "Lab", 15_647)
    assert second == ("Leanne Mohamad", "Ind", 15_119)
    assert votes_of("Ilford North", "Collinson") == 1_794
    assert margin("Ilford North") == 528


def test_row_3_bethnal_green_and_stepney() -> None:
    assert ballot("Bethnal Green and Stepney")[1][0].endswith("Masroor")
    assert margin("Bethnal Green and Stepney") == 1_689
    assert votes_of("Bethnal Green and Stepney", "Phoebe Gill") == 6_391


def test_row_7_seats_won_and_lost() -> None:
    now, before = (Counter(winners(file).values()) for file in ("candidates.csv", "notional-2019.csv"))
    assert (now["Lab"], now["Spk"], now["Con"]) == (411, 1, 121)
    assert (before["Con"], before["Lab"]) == (372, 200)
    assert (now["Lab"] - before["Lab"], now["Con"] - before["Con"]) == (211, -251)


def test_row_8_islington_north() -> None:
    first, second, *_ = ballot("Islington North")
    assert (first, second[2]) == (("Jeremy Corbyn", "Ind", 24_120), 16_873)
    cast = sum(votes for _name, _party, votes in ballot("Islington North"))
    assert [round(100 * votes / cast, 1) for votes in (first[2], second[2])] == [49.2, 34.4]


def test_row_9_blackburn() -> None:
    assert ballot("Blackburn")[0][:2] == ("Adnan Hussain", "Ind")
    assert margin("Blackburn") == 132


def test_row_10_leicester_south() -> None:
    assert votes_of("Leicester South", "Adam") == 14_739
    assert votes_of("Leicester South", "Ashworth") == 13_760


def test_row_11_dewsbury_and_batley() -> None:
    assert votes_of("Dewsbury and Batley", "Mohamed") == 15_641
    assert votes_of("Dewsbury and Batley", "Iqbal") == 8_707
    assert margin("Dewsbury and Batley") == 6_934
    muslim = census("census-england-and-wales.csv", "religion_muslim")[seat_id("Dewsbury and Batley")]
    assert round(muslim, 1) == 43.7


def test_row_12_holborn_and_st_pancras() -> None:
    assert votes_of("Holborn and St Pancras", "Starmer") == 18_884
    assert votes_of("Holborn and St Pancras", "Feinstein") == 7_312
    assert dict(notional("Holborn and St Pancras"))["Lab"] == 29_537


def test_row_13_birmingham_yardley() -> None:
    assert ballot("Birmingham Yardley")[0][0] == "Jess Phillips"
    assert margin("Birmingham Yardley") == 693


@pytest.mark.parametrize(
    ("name", "majority"), [("Ilford North", 9_030), ("Bethnal Green and Stepney", 31_655)]
)
def test_row_15_majorities_before(name: str, majority: int) -> None:
    (party, votes), (_second, runner_up_votes), *_ = notional(name)
    assert (party, votes - runner_up_votes) == ("Lab", majority)


def test_row_18_seats_over_a_fifth_muslim() -> None:
    assert (
        sum(share > 20 for share in census("census-england-and-wales.csv", "religion_muslim").values()) == 37
    )


def test_table_20_candidates_stand_under_the_names_that_are_printed() -> None:
    for name, votes in (("Andrew Feinstein", 7_312), ("Faiza Shaheen", 12_445), ("Jabu Nala-Hartley", 600)):
        assert [int(row["votes"]) for row in records("candidates.csv") if row["name"] == name] == [votes]


def test_electorates_and_votes_add_up_to_the_country() -> None:
    rows = records("constituencies.csv")
    assert len(rows) == 650
    assert sum(int(row["electorate"]) for row in rows) == 48_253_193
    assert sum(int(row["valid_votes"]) for row in rows) == 28_809_340
    assert (
        len(records("candidates.csv")) == len({row["person"] for row in records("candidates.csv")}) == 4_515
    )


def test_independents_of_2019_keep_a_row_each() -> None:
    rows = Counter((row["seat"], row["party"]) for row in records("notional-2019.csv"))
    assert {party for (_seat, party), n in rows.items() if n > 1} == {"Ind"}
    assert sum(party == "Ind" for _seat, party in rows.elements()) == 258


@pytest.mark.parametrize(
    ("minor", "count"), [("RUK", 336), ("Yrks", 31), ("PBPA", 7), ("SG", 4), ("ADV", 5), ("TUSC", 0)]
)
def test_parties_of_2019_have_the_abbreviation_of_the_same_party(minor: str, count: int) -> None:
    assert sum(row["party"] == minor for row in records("notional-2019.csv")) == count


def test_every_constituency_has_a_census_population_a_hex_and_a_boundary() -> None:
    ids = {row["id"] for row in records("constituencies.csv")}
    counted: dict[str, float] = {}
    for nation in ("england-and-wales", "scotland", "northern-ireland"):
        counted |= census(f"census-{nation}.csv", "population")
    assert counted.keys() == ids
    assert counted[seat_id("Glasgow South")] == 91_400
    assert counted[seat_id("Glasgow South West")] == 96_200
    assert {row["id"] for row in records("hexes.csv")} == ids
    boundaries = json.loads((DATA / "boundaries.json").read_text(encoding="utf-8"))["constituencies"]
    assert boundaries.keys() == ids
    rings = [ring for shape in boundaries.values() for polygon in shape for ring in polygon]
    assert sum(len(ring) for ring in rings) == 2 * 13_525


def test_only_what_was_copied_is_blank_in_the_census() -> None:
    blank: dict[str, list[str]] = defaultdict(list)
    for nation in ("england-and-wales", "scotland", "northern-ireland"):
        for row in records(f"census-{nation}.csv"):
            blank[row["id"]] += [key for key, value in row.items() if not value]
    blank = defaultdict(list, {seat: keys for seat, keys in blank.items() if keys})
    assert list(blank) == [seat_id("Glasgow South West")]
    kinds = {key.partition("_")[0] for key in blank[seat_id("Glasgow South West")]}
    assert kinds == {"households", "born", "religion"}


def test_measures_describe_the_columns_of_the_census() -> None:
    described = defaultdict(list)
    for row in records("census-measures.csv"):
        described[row["nation"]].append(row["key"])
        assert row["unit"] in {"persons", "households", "% of population", "% of households"}
        assert float(row["nation_value"]) >= 0
    for nation, keys in described.items():
        file = f"census-{nation.lower().replace(' ', '-')}.csv"
        assert list(records(file)[0]) == ["id", *keys]
        assert "religion_muslim" in keys
    assert [row["label"] for row in records("census-measures.csv") if row["key"] == "religion_muslim"] == [
        "Muslim"
    ] * 3


def test_shares_are_points_as_they_were_published() -> None:
    aldershot = next(
        row for row in records("census-england-and-wales.csv") if row["id"] == seat_id("Aldershot")
    )
    assert aldershot["age_0_15"] == "18.5430801842219"
    assert aldershot["religion_jewish"] == "0.0698216992217435"
    for file in ("census-england-and-wales.csv", "census-scotland.csv", "census-northern-ireland.csv"):
        for row in records(file):
            religions = [float(row[key]) for key in row if key.startswith("religion_") and row[key]]
            assert not religions or sum(religions) == pytest.approx(100, abs=0.05)


def test_order_and_seating_of_parties() -> None:
    rows = records("parties.csv")
    names = [row["abbreviation"] for row in rows]
    assert names[:6] == ["Lab", "Con", "RUK", "LD", "Green", "SNP"]
    assert names[13:16] == ["Ind", "Spk", "WPB"]
    assert [int(row["order"]) for row in rows] == list(range(len(rows)))
    seating = sorted((int(row["seating"]), row["abbreviation"]) for row in rows if row["main"] == "1")
    left_to_right = [abbreviation for _place, abbreviation in seating]
    assert [left_to_right.index(party) for party in ("Green", "Lab", "LD", "Con", "RUK")] == sorted(
        left_to_right.index(party) for party in ("Green", "Lab", "LD", "Con", "RUK")
    )
    full = {row["abbreviation"]: row["name"] for row in rows}
    assert (full["Lab"], full["SF"], full["Green"], full["Spk"]) == (
        "Labour",
        "Sinn Féin",
        "Green Party",
        "Speaker",
    )


def test_the_six_byelections_have_ballots_of_their_own() -> None:
    dates = {row["id"]: row["date"] for row in records("byelections.csv")}
    assert dates == {
        seat_id("Runcorn and Helsby"): "2025-05-01",
        seat_id("Gorton and Denton"): "2026-02-26",
        seat_id("Aberdeen South"): "2026-06-18",
        seat_id("Arbroath and Broughty Ferry"): "2026-06-18",
        seat_id("Makerfield"): "2026-06-18",
        seat_id("Clacton"): "2026-08-13",
    }
    valid = {row["id"]: int(row["valid_votes"]) for row in records("byelections.csv")}
    cast: Counter[str] = Counter()
    for row in records("byelection-candidates.csv"):
        cast[row["seat"]] += int(row["votes"])
    assert dict(cast) == valid
    assert winners("byelection-candidates.csv")[seat_id("Runcorn and Helsby")] == "RUK"
