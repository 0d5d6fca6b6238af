from ukvote_gui.core import dataset
from ukvote_gui.core.formatting import majority_in_words

NAMES = {party.abbreviation: party.name for party in dataset.load_parties().values()}


def test_a_majority_is_named_with_what_it_rests_on() -> None:
    seats = {"Lab": 411, "Con": 121, "LD": 72, "SF": 7, "Ind": 6, "Spk": 1, "SNP": 32}
    assert majority_in_words(seats, NAMES) == (
        "Labour majority of 172",
        "411 of 650 seats; 326 needed; working majority 180",
    )


def test_short_of_a_majority_it_says_by_how_many() -> None:
    seats = {"Lab": 310, "Con": 300, "Ind": 39, "Spk": 1}
    assert majority_in_words(seats, NAMES) == (
        "No overall majority: Labour the largest party, 16 short",
        "310 of 650 seats; 326 needed",
    )


def test_a_working_majority_without_an_overall_one_is_said() -> None:
    # 322 of 642 who vote, against 320.
    seats = {"Con": 322, "Lab": 320, "SF": 7, "Spk": 1}
    assert majority_in_words(seats, NAMES) == (
        "No overall majority: Conservative the largest party, 4 short",
        "322 of 650 seats; 326 needed; a working majority of 2",
    )


def test_parties_that_are_level_are_both_named() -> None:
    seats = {"Lab": 300, "Con": 300, "LD": 49, "Spk": 1}
    assert majority_in_words(seats, NAMES) == (
        "No overall majority: Labour and Conservative level",
        "300 each of 650 seats; 326 needed",
    )


def test_independents_have_no_majority_however_many_they_are() -> None:
    assert majority_in_words({"Ind": 649, "Spk": 1}, NAMES)[0] == "No overall majority"
    assert majority_in_words({"Ind": 400, "Lab": 250}, NAMES)[0].startswith("No overall majority: Labour")
