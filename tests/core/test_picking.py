"""What a person finds by typing."""

from __future__ import annotations

import pytest

from ukvote_gui.core import picking
from ukvote_gui.core.dataset import load_election


def texts(text: str) -> list[str]:
    choices = (
        *picking.blocs((("The greens", ()),)),
        *picking.parties(),
        *picking.candidates(load_election()),
    )
    return [choice.text for choice in picking.found(choices, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("gre", "Green"),
        ("corbyn", "Jeremy Corbyn"),
        ("reform", "RUK"),
        ("mohamad ilf", "Leanne Mohamad"),
        ("the gre", "“The greens”"),
        ("sinn fein", "SF"),
    ],
)
def test_the_first_found(text: str, first: str) -> None:
    assert texts(text)[0] == first


def test_nothing_typed_finds_the_blocs_and_the_main_parties_first() -> None:
    assert texts("")[:4] == ["“The greens”", "Lab", "Con", "RUK"]


def test_what_is_not_there_is_not_found() -> None:
    assert texts("xyzzy") == []


def test_a_person_is_there_once_and_has_a_place() -> None:
    choices = picking.candidates(load_election("ge2024+byelections"))
    values = [choice.value for choice in choices]
    assert len(values) == len(set(values))
    corbyn = next(choice for choice in choices if choice.text == "Jeremy Corbyn")
    assert (corbyn.detail, corbyn.party) == ("Ind, Islington North", "Ind")


def test_constituencies_are_found_without_accents_and_by_region() -> None:
    choices = picking.constituencies(load_election())
    assert [c.text for c in picking.found(choices, "ynys")] == ["Ynys Môn"]
    assert len(picking.found(choices, "scotland", most=100)) == 57
    assert picking.found(picking.names(("North East", "London")), "lon")[0].value == "London"


@pytest.mark.parametrize(
    "text",
    [
        "E14001300\nE14001063\n",
        "Ilford North\nAldershot",
        "ilford north, ALDERSHOT",
        "Ilford North\tAldershot\r\nE14001300",
        "E14001300;E14001063",
        " e14001300 ,, Aldershot ,",
    ],
)
def test_seats_are_read_from_a_list_of_ids_or_names(text: str) -> None:
    assert picking.seats_in(load_election(), text) == (["E14001300", "E14001063"], [])


def test_a_name_with_commas_is_one_seat() -> None:
    election = load_election()
    with_commas = [c for c in election.constituencies if "," in c.name]
    text = ", ".join(c.name for c in with_commas)
    assert len(with_commas) > 3
    assert picking.seats_in(election, text) == ([c.id for c in with_commas], [])
    everywhere = ",".join(c.name for c in election.constituencies)
    assert picking.seats_in(election, everywhere) == ([c.id for c in election.constituencies], [])


def test_what_is_no_seat_in_a_list_is_told() -> None:
    seats, unknown = picking.seats_in(load_election(), "Seat\tMajority\nIlford North\t1.13\nIlford")
    assert seats == ["E14001300"]
    assert unknown == ["Seat", "Majority", "1.13", "Ilford"]
