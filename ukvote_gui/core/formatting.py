"""Numbers and results in words, the same in the window, on the clipboard and in exports."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from ukvote_gui.core import measures
from ukvote_gui.core.outcome import NOBODY, Outcome

MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
"""Stands where there is no figure."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""In English whatever the machine's own language is, as all other text is."""


def votes(count: float) -> str:
    """Return votes as a whole number with thousands: 15,647."""
    return f"{count:,.0f}".replace("-", MINUS)


def counted(count: float, noun: str) -> str:
    """Return a whole number of things: 1 vote, 528 votes."""
    return f"{votes(count)} {noun}" if round(count) == 1 else f"{votes(count)} {noun}s"


def ordinal(number: int) -> str:
    """Return a place in an order: 1st, 12th, 22nd."""
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def points(value: float, decimals: int = 1) -> str:
    """Return points of share: 33.4."""
    return NONE if math.isnan(value) else f"{value:.{decimals}f}".replace("-", MINUS)


def percent(fraction: float, decimals: int = 1) -> str:
    """Return a fraction as a percentage: 33.4%."""
    return NONE if math.isnan(fraction) else points(fraction * 100, decimals) + "%"


def percent_over(fraction: float, decimals: int = 1) -> str:
    """Return the least percentage of so many decimals that is over a fraction, or 0%: what is enough."""
    scale = 100 * 10.0**decimals
    steps = math.floor(fraction * scale + 1e-6) + 1 if fraction > 0 else 0
    return percent(min(steps / scale, 1.0), decimals)


def chance(fraction: float) -> str:
    """Return a chance in whole percent: 62%; never 0% or 100% for what is possible, or not certain."""
    if 0 < fraction < 0.01:
        return "<1%"
    return ">99%" if 0.99 < fraction < 1 else percent(fraction, 0)


def change_pp(value: float, decimals: int = 1) -> str:
    """Return a change in points with its sign: +1.2, or 0.0 where it rounds to nothing."""
    if math.isnan(value):
        return NONE
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text.replace("-", MINUS)


def change(count: float) -> str:
    """Return a change of a number with its sign: +3, -1, or 0."""
    return f"{count:+,.0f}".replace("-", MINUS) if round(count) else "0"


def flip_needs(outcome: Outcome, seat: int) -> str:
    """Return what would flip the constituency at position ``seat``, in a sentence.

    The majority in votes and in points of valid votes, and the fewest voters who would have to go over
    from the winner to the runner-up, which is just over half of it.
    """
    runner_up = int(outcome.runner_up[seat])
    if runner_up == NOBODY:
        return "Nobody else stands here, so nothing can flip the seat."
    candidates = outcome.election.candidates
    second = candidates[runner_up]
    majority = float(outcome.majority_votes[seat])
    share = float(outcome.majority_share[seat])
    if outcome.tie[seat]:
        first = candidates[int(outcome.winner[seat])]
        return f"{first.name} ({first.party}) and {second.name} ({second.party}) are tied: one vote decides."
    switchers = math.floor(majority / 2) + 1
    behind = f"{counted(majority, 'vote')}, {points(share * 100, 2)} points"
    return (
        f"{second.name} ({second.party}) is {behind} behind; "
        f"{counted(switchers, 'voter')} going over from the winner would flip the seat."
    )


def majority_in_words(seats: Mapping[str, int], names: Mapping[str, str]) -> tuple[str, str]:
    """Return who has a majority of the House and by how many, and the figures that it rests on.

    Two texts: ``Labour majority of 172`` and ``411 of 650 seats; 326 needed; working majority 180``.

    Args:
        seats: seats by party, by abbreviation.
        names: the parties' names by abbreviation.
    """
    largest = measures.largest_parties(seats)
    if not largest:
        return "No overall majority", "No party has won a seat."
    majority = measures.majority_of(seats, {largest[0]})
    figures = f"{majority.seats} of {majority.house} seats; {majority.needed} needed"
    named = " and ".join(names[party] for party in largest)
    if len(largest) > 1:
        return f"No overall majority: {named} level", figures.replace(" of ", " each of ")
    if majority.overall > 0:
        return f"{named} majority of {majority.overall}", f"{figures}; working majority {majority.working}"
    if majority.working > 0:
        figures += f"; a working majority of {majority.working}"
    return f"No overall majority: {named} the largest party, {majority.short} short", figures


def day_in_words(day: date) -> str:
    """Return a day: 4 July 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
