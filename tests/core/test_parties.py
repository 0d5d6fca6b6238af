"""The order in which parties are offered to choose from."""

from __future__ import annotations

from ukvote_gui.core import dataset


def test_main_parties_come_first_and_the_others_by_votes() -> None:
    parties = dataset.load_election().parties
    main, others = dataset.main_first(parties)
    assert main[:3] == ["Lab", "Con", "RUK"]
    assert others == [party for party in parties if party in others]
    assert sorted([*main, *others]) == sorted(parties)


def test_who_is_in_no_list_is_among_the_others() -> None:
    assert dataset.main_first(("SDP", "SNP", "Nobody")) == (["SNP"], ["SDP", "Nobody"])
