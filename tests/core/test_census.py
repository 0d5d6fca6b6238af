import pytest

from ukvote_gui.core import census, dataset
from ukvote_gui.core.census import Figure, Profile


def profile_of(name: str) -> Profile:
    election = dataset.load_election()
    return census.profile(next(c for c in election.constituencies if c.name == name))


def figure(profile: Profile, topic: str, label: str) -> Figure:
    figures = next(t.figures for t in profile.topics if t.name == topic)
    return next(f for f in figures if f.label == label)


def test_a_figure_stands_beside_its_nations_own() -> None:
    assert figure(profile_of("Ilford North"), "Religion", "Muslim") == Figure("Muslim", "30.6%", "6.5%")
    assert figure(profile_of("Ynys Môn"), "Population", "Total population").value == "68,900"


def test_each_topic_names_its_unit() -> None:
    units = {topic.name: topic.unit for topic in profile_of("Ilford North").topics}
    assert units["Housing tenure"] == "% of households"
    assert units["Religion"] == "% of population"
    assert units["Population"] == "persons"


def test_of_the_country_of_birth_only_the_united_kingdom_is_shown() -> None:
    born = next(topic for topic in profile_of("Chorley").topics if topic.name == "Country of birth")
    assert [f.label for f in born.figures] == ["United Kingdom"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Ilford North", "Census of 21 March 2021, England and Wales; best-fit estimates by the"),
        ("Ynys Môn", "Census of 21 March 2021, England and Wales; best-fit estimates by the"),
        ("Belfast East", "Census of 21 March 2021, Northern Ireland; figures by the"),
        ("Glasgow South West", "Census of 20 March 2022, Scotland; figures by the"),
    ],
)
def test_the_source_names_census_and_nation(name: str, source: str) -> None:
    assert profile_of(name).source.startswith(source + " House of Commons Library.")


def test_scotland_says_what_it_has_no_figures_on() -> None:
    scottish = profile_of("East Renfrewshire")
    assert "Ethnic group" not in [topic.name for topic in scottish.topics]
    assert scottish.source.endswith("Library. For Scotland there are none on ethnic group or housing tenure.")


def test_glasgow_south_west_says_what_its_row_does_not_have() -> None:
    # The Library's workbook has no row of this name; what another row shares with it is left out.
    glasgow = profile_of("Glasgow South West")
    assert [topic.name for topic in glasgow.topics] == ["Population", "Age"]
    assert glasgow.source.endswith("For Glasgow South West there are none on religion or country of birth.")


def test_northern_ireland_keeps_its_own_categories() -> None:
    labels = [f.label for t in profile_of("Belfast East").topics if t.name == "Religion" for f in t.figures]
    assert "Christian: Catholic" in labels
    assert "Christian" not in labels


def test_every_other_constituency_has_figures_on_religion() -> None:
    constituencies = dataset.load_election().constituencies
    lacking = [c.name for c in constituencies if "Religion" not in {t.name for t in census.profile(c).topics}]
    assert lacking == ["Glasgow South West"]
