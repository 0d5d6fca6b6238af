"""Colours of parties: those of the winners, plain, by strength, or where they have changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from ukvote_gui.charts.map import signs
from ukvote_gui.charts.map.choice import Since, party_label
from ukvote_gui.charts.map.colouring.classes import range_labels
from ukvote_gui.charts.map.colouring.ground import Ground
from ukvote_gui.charts.map.colouring.meaning import Colouring, Row, Section, nothing_to_add
from ukvote_gui.charts.map.signs import Sign
from ukvote_gui.core import colour_scales, dataset, formatting
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.theme.colours import Colours


@lru_cache(maxsize=1)
def party_marks() -> dict[str, str]:
    """Return a mark for each party: for the main ones the first letter, or two where another has that."""
    marks: dict[str, str] = {}
    for party in dataset.load_parties().values():
        name = party.abbreviation
        choices = (name[:1], name[:2]) if party.main else ()
        marks[name] = next((mark for mark in choices if mark not in marks.values()), name)
    return marks


def winner(ground: Ground) -> Colouring:
    """Return the winners' colours."""
    outcome = ground.outcome
    return Colouring(
        _party_palette(outcome.election.parties, ground.colours),
        outcome.winner_party,
        _nowhere(outcome),
        (_winners(ground),),
        mark=_winner_mark(outcome),
        signs=_party_signs(outcome.election.parties),
    )


MAJORITY_BREAKS = (5.0, 10.0, 20.0, 30.0)
CHANCE_BREAKS = (50.0, 75.0, 90.0, 99.0)
_STRENGTHS = (0.28, 0.46, 0.64, 0.82, 1.0)


def majority(ground: Ground) -> Colouring:
    """Return the winners' colours, the stronger the larger the majority."""
    points = 100 * ground.outcome.majority_share
    return _by_strength(ground, points, MAJORITY_BREAKS, "Majority, % of valid votes", nothing_to_add)


def chance(ground: Ground) -> Colouring:
    """Return the winners' colours, the stronger the more draws they win."""
    if ground.chances is None:
        return _nothing(ground, "Chance of winning", "No draws of this scenario were run")
    chances = 100 * ground.chances

    def figure(seat: int) -> str:
        return f"Wins in {formatting.points(float(chances[seat]))}% of the draws"

    return _by_strength(ground, chances, CHANCE_BREAKS, "Chance of this winner, % of draws", figure)


def _by_strength(
    ground: Ground, values: Floats, breaks: tuple[float, ...], title: str, figure: Callable[[int], str]
) -> Colouring:
    """Return the winners' colours, the stronger the higher the value."""
    outcome = ground.outcome
    strength = np.digitize(values, breaks)
    labels = range_labels(breaks)
    greys = _strengths(ground.tokens.muted, ground.tokens.base)
    counts = np.bincount(strength, minlength=len(labels)).tolist()
    scale = [Row(*parts) for parts in zip(greys, labels, counts, strict=True)]
    return Colouring(
        _strength_palette(outcome.election.parties, ground.colours),
        outcome.winner_party * len(_STRENGTHS) + strength,
        _nowhere(outcome),
        (
            _winners(ground),
            Section(title, tuple(reversed(scale)), scale=True),
        ),
        figure,
        _winner_mark(outcome),
        tuple(sign for sign in _party_signs(outcome.election.parties) for _ in _STRENGTHS),
    )


def change(ground: Ground) -> Colouring:
    """Return the winner's colour where it is another than before."""
    outcome, election = ground.outcome, ground.election
    if ground.choice.since is Since.BASE:
        changed = outcome.changed
        title, hold = "Winner changed by the scenario", "Same winner as in the base"
    else:
        changed = outcome.winner_party != _notional_winner(election)
        title, hold = "Gains on 2019 (notional)", "Same party as in 2019"
    grey = len(election.parties)
    seats = np.bincount(outcome.winner_party[changed], minlength=grey)
    rows = _party_rows(ground, seats, seats)
    held = Row(ground.tokens.track, hold, int((~changed).sum()), short="Same")

    def figure(seat: int) -> str:
        if ground.choice.since is Since.BASE:
            return ""
        before = dataset.load_notional().winner[election.constituencies[seat].id]
        name = party_label(before)
        return f"Gain from {name} since 2019 (notional)" if changed[seat] else f"{name} in 2019 (notional)"

    spare_rows = max(0, int(np.count_nonzero(ground.base.party_seats)) - len(rows))
    winner_mark = _winner_mark(outcome)
    return Colouring(
        (*_party_palette(election.parties, ground.colours), ground.tokens.track),
        np.where(changed, outcome.winner_party, grey),
        _nowhere(outcome),
        (Section(title, (*rows, held), spare_rows=spare_rows),),
        figure,
        lambda seat: winner_mark(seat) if changed[seat] else "",
        (*_party_signs(election.parties), None),
    )


@lru_cache(maxsize=4)
def _notional_winner(election: Election) -> Ints:
    before = dataset.load_notional().winner
    return np.array([election.party_index.get(before[c.id], -1) for c in election.constituencies])


def _winner_mark(outcome: Outcome) -> Callable[[int], str]:
    marks, parties = party_marks(), outcome.election.parties

    def mark(seat: int) -> str:
        party = parties[int(outcome.winner_party[seat])]
        return marks.get(party, party)

    return mark


def _winners(ground: Ground) -> Section:
    """Return the parties with their seats, and with room for one that has won none yet."""
    rows = _party_rows(ground, ground.outcome.party_seats, ground.base.party_seats)
    new = len(rows) - int(np.count_nonzero(ground.base.party_seats))
    return Section("Winner", rows, compared=True, spare_rows=max(0, 1 - new))


def _party_rows(ground: Ground, seats: Ints, before: Ints) -> tuple[Row, ...]:
    """Return a row for each party that has a seat or had one, most seats first."""
    marks, colours = party_marks(), ground.colours
    rows = [
        Row(
            colours.party(party).name(),
            party_label(party),
            now,
            now - then,
            marks.get(party, party),
            party,
            sign=signs.OF_PARTY.get(party),
        )
        for party, now, then in zip(ground.election.parties, seats.tolist(), before.tolist(), strict=True)
        if now or then
    ]
    return tuple(sorted(rows, key=lambda row: -row.count))


@lru_cache(maxsize=8)
def _party_palette(parties: tuple[str, ...], colours: Colours) -> tuple[str, ...]:
    return tuple(colours.party(party).name() for party in parties)


@lru_cache(maxsize=8)
def _party_signs(parties: tuple[str, ...]) -> tuple[Sign | None, ...]:
    return tuple(signs.OF_PARTY.get(party) for party in parties)


@lru_cache(maxsize=8)
def _strength_palette(parties: tuple[str, ...], colours: Colours) -> tuple[str, ...]:
    full = _party_palette(parties, colours)
    return tuple(shade for colour in full for shade in _strengths(colour, colours.tokens.base))


@lru_cache(maxsize=256)
def _strengths(colour: str, ground: str) -> tuple[str, ...]:
    return tuple(colour_scales.mixed(colour, ground, strength) for strength in _STRENGTHS)


def _nothing(ground: Ground, title: str, why: str) -> Colouring:
    seats = len(ground.election.constituencies)
    row = Row(ground.tokens.window, why, seats, hatched=True)
    return Colouring(
        (ground.tokens.window,),
        np.zeros(seats, dtype=np.intp),
        np.ones(seats, dtype=np.bool_),
        (Section(title, (row,)),),
        lambda _seat: why,
    )


def _nowhere(outcome: Outcome) -> Bools:
    return np.zeros(len(outcome.election.constituencies), dtype=np.bool_)
