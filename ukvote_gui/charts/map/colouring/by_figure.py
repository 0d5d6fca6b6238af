"""Colours of a figure: a party's share, a change or a swing, turnout, or the census."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ukvote_gui.charts.map.choice import Kind, Since, measure_of, party_label
from ukvote_gui.charts.map.colouring.classes import by_class
from ukvote_gui.charts.map.colouring.ground import Ground
from ukvote_gui.charts.map.colouring.meaning import Colouring
from ukvote_gui.core import colour_scales, dataset, formatting, seat_figures
from ukvote_gui.core.elections import Election, Floats
from ukvote_gui.core.measures import INDEPENDENT
from ukvote_gui.core.outcome import Outcome


def share(ground: Ground) -> Colouring:
    """Return shades of a party's colour, the stronger the higher its share."""
    party = ground.choice.party
    name = party_label(party)
    shares = 100 * seat_figures.party_share(ground.outcome, party)
    breaks = _share_breaks(ground.base, party)
    hue = colour_scales.hue(ground.colours.party(party).name())
    palette = colour_scales.sequential(len(breaks) + 1, hue, ground.tokens.dark)

    def figure(seat: int) -> str:
        known = not np.isnan(shares[seat])
        return f"{name} {_percent(shares[seat])} of valid votes" if known else f"{name} does not stand"

    return by_class(ground, shares, breaks, palette, f"{name}, % of valid votes", "Does not stand", figure)


@lru_cache(maxsize=16)
def _share_breaks(base: Outcome, party: str) -> tuple[float, ...]:
    """Return classes after the base, so that they stay while a person drags."""
    return colour_scales.class_breaks(100 * seat_figures.party_share(base, party))


CHANGE_BREAKS = (-20.0, -10.0, -5.0, -2.0, -0.5, 0.5, 2.0, 5.0, 10.0, 20.0)


def share_change(ground: Ground) -> Colouring:
    """Return one hue for gains of a party's share, another for losses."""
    party = ground.choice.party
    change = 100 * (seat_figures.party_share(ground.outcome, party) - _share_before(ground, party))
    title = f"{party_label(party)}, change of share {_since(ground)}, points"
    return _by_change(ground, change, title, f"{party_label(party)} {{}} points {_since(ground)}")


def swing(ground: Ground) -> Colouring:
    """Return one hue for swings from a party to another, another for those the other way."""
    parties = ground.choice.party, ground.choice.other
    first, second = parties
    swings = 100 * seat_figures.swing(
        (_share_before(ground, first), _share_before(ground, second)),
        (
            seat_figures.party_share(ground.outcome, first),
            seat_figures.party_share(ground.outcome, second),
        ),
    )
    title = f"Swing from {party_label(first)} to {party_label(second)} {_since(ground)}, points"
    return _by_change(ground, swings, title, f"Swing {first} to {second} {{}} points {_since(ground)}")


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

    return by_class(ground, values, CHANGE_BREAKS, palette, title, missing, figure, signed=True)


TURNOUT_HUE, CENSUS_HUE = 300.0, 265.0


def turnout(ground: Ground) -> Colouring:
    """Return a scale of turnout, the same as for the base."""
    turnouts = 100 * ground.outcome.turnout
    breaks = _turnout_breaks(ground.base)
    palette = colour_scales.sequential(len(breaks) + 1, TURNOUT_HUE, ground.tokens.dark)

    def figure(seat: int) -> str:
        return f"Turnout {_percent(turnouts[seat])}"

    title = "Turnout, valid votes as % of the electorate"
    return by_class(ground, turnouts, breaks, palette, title, "", figure)


@lru_cache(maxsize=4)
def _turnout_breaks(base: Outcome) -> tuple[float, ...]:
    return colour_scales.class_breaks(100 * base.turnout)


def census(ground: Ground) -> Colouring:
    """Return a scale of a census figure, with other nations' constituencies left out."""
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
    return by_class(ground, values, breaks, palette, title, "Other census, not comparable", figure)


@lru_cache(maxsize=8)
def _census_values(election: Election, nation: str, figure: str) -> Floats:
    return seat_figures.census_figure(election, nation, figure)


@lru_cache(maxsize=8)
def _census_breaks(election: Election, nation: str, figure: str) -> tuple[float, ...]:
    return colour_scales.class_breaks(_census_values(election, nation, figure))


def _percent(value: float) -> str:
    return f"{formatting.points(float(value))}%"
