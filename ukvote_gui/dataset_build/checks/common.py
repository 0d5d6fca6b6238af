"""What several checks read, and how they say what is wrong."""

from collections import defaultdict
from collections.abc import Iterator

from ukvote_gui.dataset_build.raw import RawFiles, Row

Problems = Iterator[str]
"""A sentence for each fault."""

SHARE_TOLERANCE = 6e-7
ROUGH_SHARE_TOLERANCE = 2.5e-3
"""Six decimals rounded, and a little; the by-elections' are typed to three in places, up to 0.0023 off."""


def ballots_of_2024(raw: RawFiles) -> dict[str, list[Row]]:
    """The candidacies of 2024 by constituency."""
    ballots: dict[str, list[Row]] = defaultdict(list)
    for row in raw.candidacies:
        ballots[row["ONS ID"]].append(row)
    return ballots


def all_ballots(raw: RawFiles) -> Iterator[tuple[Row, list[Row]]]:
    """Every constituency's summary with its candidacies: the general election's, then the by-elections'."""
    for summaries, candidacies in (
        (raw.constituencies, raw.candidacies),
        (raw.byelection_constituencies, raw.byelection_candidacies),
    ):
        ballots: dict[str, list[Row]] = defaultdict(list)
        for row in candidacies:
            ballots[row["ONS ID"]].append(row)
        for summary in summaries:
            yield summary, ballots[summary["ONS ID"]]


def in_order(ballot: list[Row]) -> list[Row]:
    """The candidacies of one constituency in order."""
    return sorted(ballot, key=lambda row: -int(row["Votes"]))


def expect(found: object, expected: object, what: str) -> Problems:
    """A problem where what was found is not what is expected."""
    if found != expected:
        yield f"{what}: {found} where {expected} was published."


# Checks of the official files.
