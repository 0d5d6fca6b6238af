"""What a census says of a constituency, beside the nation whose categories it uses."""

from __future__ import annotations

from dataclasses import dataclass

from ukvote_gui.core import dataset, formatting
from ukvote_gui.core.dataset import Measure
from ukvote_gui.core.elections import Constituency

BIRTH = "Country of birth"
BORN_HERE = "born_uk"
"""The one figure on the country of birth that is shown: the others are in exports."""

TOPICS = ("Population", "Age", "Religion", "Ethnic group", "Housing tenure", BIRTH)
"""The topics shown, in this order."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words: of the constituency, and of the nation."""

    label: str
    value: str
    nation_value: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Figures of one topic, all in one unit."""

    name: str
    unit: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A constituency's census figures that matter to an election.

    Attributes:
        nation: whose census it is, and whose own figures stand beside the constituency's.
        topics: what there is, of :data:`TOPICS`.
        source: census, day and who made the figures, in a sentence; with what that census has no figures on.
    """

    nation: str
    topics: tuple[Topic, ...]
    source: str


def profile(constituency: Constituency) -> Profile:
    """Return the constituency's census figures."""
    nation = dataset.CENSUS_OF[constituency.country]
    of_nation = dataset.load_census(nation)
    by_topic: dict[str, list[tuple[Measure, float]]] = {}
    for measure, value in of_nation.figures(constituency.id):
        if measure.topic != BIRTH or measure.key == BORN_HERE:
            by_topic.setdefault(measure.topic, []).append((measure, value))
    day = formatting.day_in_words(dataset.census_day(nation))
    made = "best-fit estimates" if nation == "England and Wales" else "figures"
    source = f"Census of {day}, {nation}; {made} by the House of Commons Library."
    known = {measure.topic for measure in of_nation.measures}
    source += _none_on(nation, [name for name in TOPICS if name not in known])
    source += _none_on(constituency.name, [name for name in TOPICS if name in known - by_topic.keys()])
    return Profile(nation, tuple(_topic(name, by_topic[name]) for name in TOPICS if name in by_topic), source)


def _none_on(area: str, topics: list[str]) -> str:
    """Return a sentence that names what there are no figures on, or nothing where there are all."""
    names = " or ".join(name.lower() for name in topics)
    return f" For {area} there are none on {names}." if topics else ""


def _topic(name: str, figures: list[tuple[Measure, float]]) -> Topic:
    in_words = formatting.votes if name == "Population" else _percent
    return Topic(
        name,
        figures[0][0].unit,
        tuple(Figure(m.label, in_words(value), in_words(m.nation_value)) for m, value in figures),
    )


def _percent(value: float) -> str:
    return formatting.percent(value / 100)
