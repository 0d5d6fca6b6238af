"""Which constituencies are looked for: by words, and by what the outcome makes of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

import numpy as np

from ukvote_gui.core import dataset, formatting
from ukvote_gui.core.elections import Bools, Election
from ukvote_gui.core.outcome import Outcome

_LETTERS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {
    ord("'"): "",
    ord("."): "",
}
"""What an ASCII character is compared as; a table, because it takes a tenth of the time."""

_FRAGMENT = 4
"""Letters from which a word is looked for inside of a place's name too: ford in Bradford."""

_PLURAL = 5
"""Letters from which a word that ends in s may be a party's plural: greens, but not ls."""


def folded(text: str) -> str:
    """Return text as it is compared: small letters without accents, words one space apart.

    Apostrophes and full stops join what they divide (``O'Neill`` is ``oneill``); other punctuation parts it.
    """
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
        letters = (c for c in plain if not unicodedata.combining(c))
        text = "".join(c if c.isascii() or c.isalnum() else " " for c in letters)
    return " ".join(text.translate(_LETTERS).split())


@dataclass(frozen=True, eq=False)
class Term:
    """What one word looked for is found in.

    Attributes:
        seats: whether the place or a candidate is named so, shape (constituencies,).
        parties: whether the party is named so, shape (parties,).
    """

    seats: Bools
    parties: Bools


class SearchIndex:
    """The words of an election by which its constituencies are found.

    A constituency has the words of its name, region and country, and of all its candidates' names; a party
    those of its abbreviation and its full name.
    """

    def __init__(self, election: Election) -> None:
        places = [folded(c.name) for c in election.constituencies]
        self._places = places
        self._seats = [
            f" {place} {_words([c.region, c.country, *(election.candidates[row].name for row in rows)])}"
            for place, c, rows in zip(places, election.constituencies, election.rows, strict=True)
        ]
        known = dataset.load_parties()
        self._parties = [
            folded(f"{party} {known[party].name if party in known else ''} party").split()
            for party in election.parties
        ]

    def terms(self, text: str) -> tuple[Term, ...]:
        """Return what each word of ``text`` is found in, none where there is no word.

        A word is looked for where words begin, and inside of places' names where it is no mere snippet.
        """
        return tuple(self._term(word) for word in dict.fromkeys(folded(text).split()))

    def _term(self, word: str) -> Term:
        start = f" {word}"
        seats = np.array([start in words for words in self._seats], dtype=np.bool_)
        if len(word) >= _FRAGMENT:
            seats |= np.array([word in place for place in self._places], dtype=np.bool_)
        return Term(seats, np.array([_names(word, words) for words in self._parties], dtype=np.bool_))


def _words(names: list[str]) -> str:
    """Return the words of names; those of a name with an apostrophe both joined and apart."""
    text = "\n".join(names).replace("’", "'")
    return folded(text + " " + text.replace("'", " ") if "'" in text else text)


def _names(word: str, party: list[str]) -> bool:
    """Return whether a party's words have one that begins with ``word``, or whose plural it is."""
    singular = word[:-1] if len(word) >= _PLURAL and word.endswith("s") else word
    return any(own.startswith(word) or own == singular for own in party)


def found(terms: tuple[Term, ...], outcome: Outcome) -> Bools:
    """Return which constituencies have every term, shape (constituencies,).

    A party is found where it wins or comes second in the outcome: it stands nearly everywhere.
    """
    party_of = outcome.election.party_of
    winner = party_of.take(outcome.winner)
    # Where only one candidate stands, the runner-up's row is -1, and no party's.
    runner_up = np.where(outcome.runner_up >= 0, party_of.take(outcome.runner_up), -1)
    every = np.ones(len(winner), dtype=np.bool_)
    for term in terms:
        here = np.append(term.parties, False)
        every &= term.seats | here.take(winner) | here.take(runner_up)
    return every


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see of the constituencies; each condition that is given must hold.

    Attributes:
        text: words looked for, see :class:`SearchIndex`.
        changed: only where the scenario elects another person than the base.
        majority_pp_below: only where the majority is less, in points of valid votes.
        majority_votes_below: only where the majority is less, in votes.
        party: only where this party wins, by its abbreviation.
        country, region: only there, by name.
    """

    text: str = ""
    changed: bool = False
    majority_pp_below: float | None = None
    majority_votes_below: float | None = None
    party: str = ""
    country: str = ""
    region: str = ""

    def __bool__(self) -> bool:
        return replace(self, text=folded(self.text)) != Filter()

    def matches(self, outcome: Outcome, terms: tuple[Term, ...]) -> Bools:
        """Return which constituencies fulfil it, shape (constituencies,).

        ``terms`` are those of ``text`` in the outcome's election.
        """
        election = outcome.election
        matching = found(terms, outcome)
        if self.changed:
            matching &= outcome.changed
        if self.majority_pp_below is not None:
            matching &= outcome.majority_share * 100 < self.majority_pp_below
        if self.majority_votes_below is not None:
            matching &= outcome.majority_votes < self.majority_votes_below
        if self.party:
            matching &= outcome.winner_party == election.party_index.get(self.party, -1)
        if self.country:
            matching &= np.array([c.country == self.country for c in election.constituencies])
        if self.region:
            matching &= np.array([c.region == self.region for c in election.constituencies])
        return matching

    def why_empty(self) -> str:
        """Return a sentence that says what no constituency fulfils."""
        if self == Filter(changed=True):
            return "The scenario changes who wins in no constituency."
        conditions = []
        if folded(self.text):
            conditions.append(f"is found by “{self.text.strip()}”")
        if self.changed:
            conditions.append("changes hands in the scenario")
        if self.majority_pp_below is not None:
            conditions.append(f"has a majority under {formatting.points(self.majority_pp_below)} points")
        if self.majority_votes_below is not None:
            conditions.append(f"has a majority under {formatting.votes(self.majority_votes_below)} votes")
        if self.party:
            party = dataset.load_parties().get(self.party)
            conditions.append(f"is won by {f'{party.name} ({self.party})' if party else self.party}")
        if place := self.region or self.country:
            conditions.append(f"is in {place}")
        *others, last = conditions or ["is there"]
        return f"No constituency {', '.join(others)}{' and ' if others else ''}{last}."
