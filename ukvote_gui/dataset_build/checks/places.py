"""What has to be true of the hexes and the boundaries."""

from itertools import chain

from ukvote_gui.dataset_build.checks.common import Problems, expect
from ukvote_gui.dataset_build.normalise import (
    folded,
)
from ukvote_gui.dataset_build.raw import RawFiles


def hexes_match_constituencies(raw: RawFiles) -> Problems:
    """650 hexes, odd-r, one a constituency by id and by name, no two in one place."""
    yield from expect(raw.hexjson.get("layout"), "odd-r", "Hex layout")
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    hexes = raw.hexjson["hexes"]
    yield from expect(sorted(hexes), sorted(names), "Ids of hexes")
    places: dict[tuple[int, int], str] = {}
    for seat, cell in hexes.items():
        if folded(cell["n"]) != folded(names[seat]):
            yield f"The hex of {seat} is named {cell['n']!r}, and not {names[seat]!r}."
        twin = places.setdefault((cell["q"], cell["r"]), seat)
        if twin != seat:
            yield f"The hexes of {twin} and {seat} are in one place."


def boundaries_match_constituencies(raw: RawFiles) -> Problems:
    """650 boundaries of 13,525 points, one a constituency by id and name, of closed rings in the UK."""
    names = {row["ONS ID"]: row["Constituency name"] for row in raw.constituencies}
    features = raw.boundaries["features"]
    ids = [feature["properties"]["PCON24CD"] for feature in features]
    yield from expect(sorted(ids), sorted(names), "Ids of boundaries")
    points = 0
    for seat, feature in zip(ids, features, strict=True):
        name, geometry = feature["properties"]["PCON24NM"], feature["geometry"]
        if folded(name) != folded(names[seat]):
            yield f"The boundary of {seat} is named {name!r}, and not {names[seat]!r}."
        if geometry["type"] not in {"Polygon", "MultiPolygon"}:
            yield f"The boundary of {seat} is a {geometry['type']}."
            continue
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        for ring in chain.from_iterable(polygons):
            points += len(ring)
            if len(ring) < 4 or ring[0] != ring[-1]:
                yield f"The boundary of {seat} has a ring that is not closed."
            if not all(-9 < longitude < 2 and 49 < latitude < 61 for longitude, latitude in ring):
                yield f"The boundary of {seat} leaves the United Kingdom."
    yield from expect(points, 13_525, "Points of the boundaries")
