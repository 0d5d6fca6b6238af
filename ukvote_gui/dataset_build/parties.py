"""Parties: full names, colours, places in lists and in the House, and who is whose successor."""

from dataclasses import dataclass

INDEPENDENT = "Ind"
SPEAKER = "Spk"
MINOR_LIGHT = "#767b83"
MINOR_DARK = "#9aa0a8"


@dataclass(frozen=True)
class MainParty:
    """A party with a colour of its own. Colours are sRGB, for a white and for a near-black window."""

    name: str
    light: str
    dark: str


MAIN_PARTIES = {
    "Lab": MainParty("Labour", "#d50000", "#ff5a4f"),
    "Con": MainParty("Conservative", "#0070c0", "#4da3ff"),
    "RUK": MainParty("Reform UK", "#00929e", "#21c3d1"),
    "LD": MainParty("Liberal Democrats", "#e07b00", "#ffa733"),
    "Green": MainParty("Green Party", "#4a8a00", "#7ccf3c"),
    "SNP": MainParty("Scottish National Party", "#a88600", "#ffe14d"),
    "SF": MainParty("Sinn Féin", "#1e6b43", "#35a56c"),
    "PC": MainParty("Plaid Cymru", "#00754a", "#3fbf8a"),
    "DUP": MainParty("Democratic Unionist Party", "#a32a4c", "#e06a8c"),
    "APNI": MainParty("Alliance Party of Northern Ireland", "#b98900", "#f6cb2f"),
    "UUP": MainParty("Ulster Unionist Party", "#3f6fd1", "#7aa0ff"),
    "SDLP": MainParty("Social Democratic and Labour Party", "#2f9e5a", "#66d98f"),
    "TUV": MainParty("Traditional Unionist Voice", "#0c3a6a", "#5f8fc4"),
    "WPB": MainParty("Workers Party of Britain", "#7a1f5c", "#c45fa3"),
    SPEAKER: MainParty("Speaker", "#4d4d4d", "#e6e6e6"),
    INDEPENDENT: MainParty("Independent", "#8a5fa8", "#d0a6ec"),
}

SEATING = (
    "WPB",
    "SF",
    "Green",
    "PC",
    "SNP",
    "SDLP",
    "Lab",
    INDEPENDENT,
    SPEAKER,
    "APNI",
    "LD",
    "UUP",
    "Con",
    "DUP",
    "TUV",
    "RUK",
)

NAMES = {
    "LNIN": "Lincolnshire Independents",  # published as "Linconshire"
    "MRLP": "Official Monster Raving Loony Party",
    "CANDI": "Chesterfield And North Derbyshire Independents",
}
"""Full names of minor parties where the published one is misspelt, repeats the abbreviation, or varies."""

ONLY_2019 = {"CFV": "CumF"}
"""Abbreviations of parties of 2019 alone whose published code, less its final V, is another party's in 2024."""

SAME_PARTY = {
    "182": "Yrks",  # published as "The Yorkshire Party (was Yorkshire First)", under the old registration
    "242": "PBPA",  # People Before Profit's registration in Great Britain; its candidates stood in Northern Ireland
}
"""MNIS ids of 2019 of a party that stood in 2024 under another registration with the Electoral Commission."""

WRONG_MNIS_ID = {"ADVV": "1015"}
"""Party codes of the notional file that carry another party's MNIS id (Advance Together has that of TUSC)."""
