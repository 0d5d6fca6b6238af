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
