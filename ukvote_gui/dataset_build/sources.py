"""Who published what, and under which licence: the attributions of dataset, About, exports and NOTICE."""

from dataclasses import asdict, dataclass

OPEN_PARLIAMENT = "Open Parliament Licence v3.0"


@dataclass(frozen=True)
class Source:
    """One publication that the dataset is made from."""

    title: str
    publisher: str
    licence: str
    url: str
    what: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


SOURCES = (
    Source(
        title="UK general election results, 4 July 2024, and by-elections since",
        publisher="UK Parliament (data repository ukparliament/psephology, commit 774c93e, 20 August 2026)",
        licence=OPEN_PARLIAMENT,
        url="https://github.com/ukparliament/psephology",
        what="Constituencies, candidates, votes, electorates, parties and their registrations; six "
        "by-elections. Contains Parliamentary information licensed under the Open Parliament Licence v3.0.",
    ),
    Source(
        title="Notional results of the 2019 general election on the 2024 boundaries",
        publisher="UK Parliament; estimates by Colin Rallings and Michael Thrasher for BBC News, ITN, Sky "
        "News and the Press Association",
        licence=OPEN_PARLIAMENT,
        url="https://github.com/ukparliament/psephology",
        what="Votes by party in 2019 in the constituencies of 2024: estimates, not counts.",
    ),
    Source(
        title="Demographic estimates for new parliamentary constituencies, version 3.0",
        publisher="House of Commons Library, from the censuses of the Office for National Statistics, "
        "the Northern Ireland Statistics and Research Agency and National Records of Scotland",
        licence=OPEN_PARLIAMENT,
        url="https://commonslibrary.parliament.uk/",
        what="Population, age, country of birth, ethnic group, religion and housing tenure, from Census 2021 "
        "(England and Wales, Northern Ireland) and Census 2022 (Scotland). England and Wales: "
        "best-fit estimates.",
    ),
    Source(
        title="Westminster Parliamentary Constituencies (July 2024) Boundaries UK BUC",
        publisher="Office for National Statistics, Open Geography Portal",
        licence="Open Government Licence v3.0",
        url="https://geoportal.statistics.gov.uk/",
        what="Boundaries, ultra generalised. Source: Office for National Statistics licensed under the Open "
        "Government Licence v3.0. Contains OS data © Crown copyright and database right 2024.",
    ),
    Source(
        title="UK constituencies hex cartogram, 2024",
        publisher="Open Innovations",
        licence="Free to use with attribution",
        url="https://constituencies.open-innovations.org/",
        what="Position of each constituency in the hex map.",
    ),
)

_NOTICE_HEAD = """\
UK Vote What-If
Attributions of the data that the program shows

The files under resources/data are the project's own normalised dataset. The build step
`python -m ukvote_gui.dataset_build` made them, and this notice, from the publications below; it
changed their form and not their facts. The program is not endorsed by any of the publishers.
"""


def notice_text() -> str:
    """The text of NOTICE: every source with its publisher, licence and address."""
    entries = (
        f"\n{source.title}\n"
        f"  Publisher: {source.publisher}\n"
        f"  Licence: {source.licence}\n"
        f"  Address: {source.url}\n"
        f"  Used for: {source.what}\n"
        for source in SOURCES
    )
    return _NOTICE_HEAD + "".join(entries)
