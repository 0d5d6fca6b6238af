"""What colours the map: a colour for each constituency, and the legend that says what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from ukvote_gui.charts.map import signs
from ukvote_gui.charts.map.choice import Choice, Kind, Since, measure_of, party_label
from ukvote_gui.charts.map.signs import Sign
from ukvote_gui.core import colour_scales, dataset, formatting, seat_figures
from ukvote_gui.core.elections import Bools, Election, Floats, Ints
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.outcome import Outcome
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the legend: a colour and its meaning, with how many constituencies have it.

    Attributes:
        change: how many more that are than in the base.
        mark: letters that stand for the colour.
        sign: what stands for it where letters have no room.
        short: the label where there is little room, or nothing if it is the same.
    """

    colour: str
    label: str
    count: int
    change: int = 0
    mark: str = ""
    short: str = ""
    hatched: bool = False
    outlined: bool = False
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the legend; the colours of a ``scale`` follow one upon the other."""

    title: str
    rows: tuple[Row, ...]
    scale: bool = False


def _nothing_to_add(_seat: int) -> str:
    return ""


@dataclass(frozen=True, eq=False)
class Colouring:
    """Colours of all constituencies, and their meaning.

    Attributes:
        palette: the colours used.
        classes: position in ``palette`` of each constituency's colour, shape (constituencies,).
        missing: whether there is nothing to colour a constituency by, shape (constituencies,).
        legend: its sections.
        figure: what a constituency's colour stands for, in words; nothing where it is of the winner.
        mark: letters or figures that say the same as a constituency's colour.
        signs: what says the same where those have no room, of each in ``palette`` or of none.
    """

    palette: tuple[str, ...]
    classes: Ints
    missing: Bools
    legend: tuple[Section, ...]
    figure: Callable[[int], str] = field(default=_nothing_to_add)
    mark: Callable[[int], str] = field(default=_nothing_to_add)
    signs: tuple[Sign | None, ...] = ()


@lru_cache(maxsize=1)
def party_marks() -> dict[str, str]:
    """Return a mark for each party: for the main ones the first letter, or two where another has that."""
    marks: dict[str, str] = {}
    for party in dataset.load_parties().values():
        name = party.abbreviation
        choices = (name[:1], name[:2]) if party.main else ()
        marks[name] = next((mark for mark in choices if mark not in marks.values()), name)
    return marks


@dataclass(frozen=True, eq=False)
class Ground:
    """What a colouring is made from: the scenario's outcome, the base's, the choice, and the colours."""

    outcome: Outcome
    base: Outcome
    choice: Choice
    colours: Colours
    chances: Floats | None = None

    @property
    def election(self) -> Election:
        """The election of both outcomes."""
        return self.outcome.election

    @property
    def tokens(self) -> Tokens:
        """The colours of all but parties."""
        return self.colours.tokens


def colouring(ground: Ground) -> Colouring:
    """Return the colours and the legend for a choice."""
    return _KINDS[ground.choice.kind](ground)


# By party


def _winner(ground: Ground) -> Colouring:
    outcome = ground.outcome
    return Colouring(
        _party_palette(outcome.election.parties, ground.colours),
        outcome.winner_party,
        _nowhere(outcome),
        (Section("Winner", _party_rows(ground, outcome.party_seats, ground.base.party_seats)),),
        mark=_winner_mark(outcome),
        signs=_party_signs(outcome.election.parties),
    )


MAJORITY_BREAKS = (5.0, 10.0, 20.0, 30.0)
CHANCE_BREAKS = (50.0, 75.0, 90.0, 99.0)
_STRENGTHS = (0.28, 0.46, 0.64, 0.82, 1.0)


def _majority(ground: Ground) -> Colouring:
    majority = 100 * ground.outcome.majority_share
    return _by_strength(ground, majority, MAJORITY_BREAKS, "Majority, % of valid votes", _nothing_to_add)


def _chance(ground: Ground) -> Colouring:
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
    labels = _range_labels(breaks)
    greys = _strengths(ground.tokens.muted, ground.tokens.base)
    counts = np.bincount(strength, minlength=len(labels)).tolist()
    scale = [Row(*parts) for parts in zip(greys, labels, counts, strict=True)]
    return Colouring(
        _strength_palette(outcome.election.parties, ground.colours),
        outcome.winner_party * len(_STRENGTHS) + strength,
        _nowhere(outcome),
        (
            Section("Winner", _party_rows(ground, outcome.party_seats, ground.base.party_seats)),
            Section(title, tuple(reversed(scale)), scale=True),
        ),
        figure,
        _winner_mark(outcome),
        tuple(sign for sign in _party_signs(outcome.election.parties) for _ in _STRENGTHS),
    )


def _change(ground: Ground) -> Colouring:
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

    winner_mark = _winner_mark(outcome)
    return Colouring(
        (*_party_palette(election.parties, ground.colours), ground.tokens.track),
        np.where(changed, outcome.winner_party, grey),
        _nowhere(outcome),
        (Section(title, (*rows, held)),),
        figure,
        lambda seat: winner_mark(seat) if changed[seat] else "",
        (*_party_signs(election.parties), None),
    )


@lru_cache(maxsize=4)
def _notional_winner(election: Election) -> Ints:
    winner = dataset.load_notional().winner
    return np.array([election.party_index.get(winner[c.id], -1) for c in election.constituencies])


def _winner_mark(outcome: Outcome) -> Callable[[int], str]:
    marks, parties = party_marks(), outcome.election.parties

    def mark(seat: int) -> str:
        party = parties[int(outcome.winner_party[seat])]
        return marks.get(party, party)

    return mark


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


# By a figure


def _share(ground: Ground) -> Colouring:
    party = ground.choice.party
    name = party_label(party)
    share = 100 * seat_figures.party_share(ground.outcome, party)
    breaks = _share_breaks(ground.base, party)
    hue = colour_scales.hue(ground.colours.party(party).name())
    palette = colour_scales.sequential(len(breaks) + 1, hue, ground.tokens.dark)

    def figure(seat: int) -> str:
        known = not np.isnan(share[seat])
        return f"{name} {_percent(share[seat])} of valid votes" if known else f"{name} does not stand"

    return _by_class(ground, share, breaks, palette, f"{name}, % of valid votes", "Does not stand", figure)


@lru_cache(maxsize=16)
def _share_breaks(base: Outcome, party: str) -> tuple[float, ...]:
    """Return classes after the base, so that they stay while a person drags."""
    return colour_scales.class_breaks(100 * seat_figures.party_share(base, party))


CHANGE_BREAKS = (-20.0, -10.0, -5.0, -2.0, -0.5, 0.5, 2.0, 5.0, 10.0, 20.0)


def _share_change(ground: Ground) -> Colouring:
    party = ground.choice.party
    change = 100 * (seat_figures.party_share(ground.outcome, party) - _share_before(ground, party))
    title = f"{party_label(party)}, change of share {_since(ground)}, points"
    return _by_change(ground, change, title, f"{party_label(party)} {{}} points {_since(ground)}")


def _swing(ground: Ground) -> Colouring:
    parties = ground.choice.party, ground.choice.other
    first, second = parties
    swing = 100 * seat_figures.swing(
        (_share_before(ground, first), _share_before(ground, second)),
        (
            seat_figures.party_share(ground.outcome, first),
            seat_figures.party_share(ground.outcome, second),
        ),
    )
    title = f"Swing from {party_label(first)} to {party_label(second)} {_since(ground)}, points"
    return _by_change(ground, swing, title, f"Swing {first} to {second} {{}} points {_since(ground)}")


def _share_before(ground: Ground, party: str) -> Floats:
    if ground.choice.since is Since.BASE:
        return seat_figures.party_share(ground.base, party)
    return seat_figures.notional_party_share(ground.election, dataset.load_notional(), party)


def _since(ground: Ground) -> str:
    return "on the base" if ground.choice.since is Since.BASE else "since 2019 (notional)"


def _by_change(ground: Ground, values: Floats, title: str, sentence: str) -> Colouring:
    palette = colour_scales.diverging(len(CHANGE_BREAKS) + 1, ground.tokens.dark)
    missing = "Not standing both times"
    parties = (ground.choice.party, ground.choice.other)[: 2 if ground.choice.kind is Kind.SWING else 1]
    if ground.choice.since is Since.NOTIONAL and INDEPENDENT in parties:
        missing = "Independents are no party"

    def figure(seat: int) -> str:
        known = not np.isnan(values[seat])
        return sentence.format(formatting.change_pp(float(values[seat]))) if known else missing

    return _by_class(ground, values, CHANGE_BREAKS, palette, title, missing, figure, signed=True)


TURNOUT_HUE, CENSUS_HUE = 300.0, 265.0


def _turnout(ground: Ground) -> Colouring:
    turnout = 100 * ground.outcome.turnout
    breaks = _turnout_breaks(ground.base)
    palette = colour_scales.sequential(len(breaks) + 1, TURNOUT_HUE, ground.tokens.dark)

    def figure(seat: int) -> str:
        return f"Turnout {_percent(turnout[seat])}"

    title = "Turnout, valid votes as % of the electorate"
    return _by_class(ground, turnout, breaks, palette, title, "", figure)


@lru_cache(maxsize=4)
def _turnout_breaks(base: Outcome) -> tuple[float, ...]:
    return colour_scales.class_breaks(100 * base.turnout)


def _census(ground: Ground) -> Colouring:
    choice = ground.choice
    measure = measure_of(choice)
    values = _census_values(ground.election, choice.nation, choice.figure)
    breaks = _census_breaks(ground.election, choice.nation, choice.figure)
    palette = colour_scales.sequential(len(breaks) + 1, CENSUS_HUE, ground.tokens.dark)

    def figure(seat: int) -> str:
        value = float(values[seat])
        if np.isnan(value):
            return f"No comparable census figure: {measure.label}"
        if measure.unit.startswith("%"):
            return f"{measure.label} {_percent(value)}{measure.unit[1:]}"
        return f"{measure.label} {formatting.votes(value)}"

    title = f"{measure.label}, {measure.unit}"
    year = dataset.census_day(choice.nation).year
    title += f" ({choice.nation}, census of {year})"
    return _by_class(ground, values, breaks, palette, title, "Other census, not comparable", figure)


@lru_cache(maxsize=8)
def _census_values(election: Election, nation: str, figure: str) -> Floats:
    return seat_figures.census_figure(election, nation, figure)


@lru_cache(maxsize=8)
def _census_breaks(election: Election, nation: str, figure: str) -> tuple[float, ...]:
    return colour_scales.class_breaks(_census_values(election, nation, figure))


def _by_class(
    ground: Ground,
    values: Floats,
    breaks: tuple[float, ...],
    palette: tuple[str, ...],
    title: str,
    missing_label: str,
    figure: Callable[[int], str],
    *,
    signed: bool = False,
) -> Colouring:
    """Return colours by classes of a figure, with those that have none left out."""
    missing = np.isnan(values)
    classes = np.where(missing, len(palette), np.digitize(values, breaks))
    counts = np.bincount(classes, minlength=len(palette) + 1).tolist()
    labels = _range_labels(breaks, signed=signed)
    of_class = (signs.of_changes if signed else signs.of_classes)(len(palette))
    rows = [
        Row(colour, label, count, sign=sign)
        for colour, label, count, sign in zip(palette, labels, counts[:-1], of_class, strict=True)
    ]
    sections = [Section(title, tuple(reversed(rows)), scale=True)]
    if missing.any():
        left_out = Row(ground.tokens.window, missing_label, counts[-1], short="Left out", hatched=True)
        sections.append(Section("", (left_out,)))

    def mark(seat: int) -> str:
        value = float(values[seat])
        if np.isnan(value):
            return ""
        return formatting.change_pp(value, 0) if signed else formatting.points(value, 0)

    large = not signed and max(breaks, default=0.0) >= 1000
    return Colouring(
        (*palette, ground.tokens.window),
        classes,
        missing,
        tuple(sections),
        figure,
        (lambda seat: formatting.points(float(values[seat]) / 1000, 0) + "k") if large else mark,
        (*of_class, None),
    )


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


def _percent(value: float) -> str:
    return f"{formatting.points(float(value))}%"


def _range_labels(breaks: Sequence[float], *, signed: bool = False) -> list[str]:
    """Return what each class holds: under 5, 5 to 10, 10 and over."""

    def number(value: float) -> str:
        return (f"{value:+g}" if signed else f"{value:,.10g}").replace("-", formatting.MINUS)

    if not breaks:
        return ["All alike"]
    between = [f"{number(low)} to {number(high)}" for low, high in pairwise(breaks)]
    return [f"under {number(breaks[0])}", *between, f"{number(breaks[-1])} and over"]


_KINDS: dict[Kind, Callable[[Ground], Colouring]] = {
    Kind.WINNER: _winner,
    Kind.MAJORITY: _majority,
    Kind.CHANGE: _change,
    Kind.SHARE: _share,
    Kind.SHARE_CHANGE: _share_change,
    Kind.SWING: _swing,
    Kind.TURNOUT: _turnout,
    Kind.CENSUS: _census,
    Kind.CHANCE: _chance,
}
