"""What a picture of the map is called where it stands alone: in a file, a report, a newspaper."""

from __future__ import annotations

from ukvote_gui.charts.map.choice import Choice, Kind, Since, measure_of, party_label
from ukvote_gui.core import dataset

_AFTER = ", after the scenario"


def heading(choice: Choice, *, of_scenario: bool) -> str:
    """Return a title for a map, of a scenario or of the election as it was.

    Raises:
        KeyError: the census of that nation has no such figure.
    """
    party, after = party_label(choice.party), _AFTER if of_scenario else ""
    since = "since 2019 (notional)"
    on_base = f"on the base, in points{after}"
    compared = f"{since}, in points{after}" if choice.since is Since.NOTIONAL else on_base
    match choice.kind:
        case Kind.WINNER:
            return f"Winner of each constituency{after}"
        case Kind.MAJORITY:
            return f"Winner of each constituency and the majority, % of valid votes{after}"
        case Kind.CHANGE if choice.since is Since.BASE:
            return "Constituencies where the scenario changes the winner"
        case Kind.CHANGE:
            return f"Constituencies won by another party than in 2019 (notional){after}"
        case Kind.SHARE:
            return f"{party}: share of each constituency’s valid votes, %{after}"
        case Kind.SHARE_CHANGE:
            return f"{party}: change of the share of each constituency’s votes {compared}"
        case Kind.SWING:
            return f"Swing from {party} to {party_label(choice.other)} in each constituency {compared}"
        case Kind.TURNOUT:
            return f"Turnout in each constituency, valid votes as % of the electorate{after}"
        case Kind.CENSUS:
            measure, year = measure_of(choice), dataset.census_day(choice.nation).year
            return f"{measure.label} by constituency, {measure.unit} ({choice.nation}, census of {year})"
        case Kind.CHANCE:
            return "Winner of each constituency and that winner’s chance, % of draws of the scenario"
