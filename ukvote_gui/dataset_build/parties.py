"""Parties: full names, colours, places in lists and in the House, and who is whose successor.

Colours keep near the customary hue of each party (within 26 degrees of CIELAB hue, lightness free). They come
of a search for the least departure from custom at which any two that contest one country, and the grey of
the minor parties, are 10 apart by CIEDE2000 to normal, protanope, deuteranope and tritanope eyes (Machado and
others 2009), in either window. Parties that never meet on a ballot are told apart by normal eyes alone.

Seats in the House go from left to right as the press and the parties themselves commonly tell it. No survey
places all of these parties on one scale, so it is a convention, and nothing is computed from it. Parties of
Northern Ireland sit by the one they are nearest to: the SDLP by Labour and Alliance by the Liberal Democrats,
their sister parties; the UUP by the Conservatives, their allies of old; the TUV by Reform UK, its partner of
2024. Independents, minor parties and the Speaker sit in the middle, and are taken for no side.
"""

from dataclasses import dataclass

INDEPENDENT = "Ind"
SPEAKER = "Spk"
MINOR_LIGHT = "#80848a"
MINOR_DARK = "#8e9092"


@dataclass(frozen=True)
class MainParty:
    """A party with a colour of its own. Colours are sRGB, for a white and for a near-black window."""

    name: str
    light: str
    dark: str


MAIN_PARTIES = {
    "Lab": MainParty("Labour", "#ea1652", "#f03e59"),
    "Con": MainParty("Conservative", "#1275c9", "#479ce7"),
    "RUK": MainParty("Reform UK", "#0a9bb1", "#18c7e3"),
    "LD": MainParty("Liberal Democrats", "#c97c02", "#f9a515"),
    "Green": MainParty("Green Party", "#38814c", "#85c776"),
    "SNP": MainParty("Scottish National Party", "#826c01", "#fcf38e"),
    "SF": MainParty("Sinn Féin", "#236247", "#318364"),
    "PC": MainParty("Plaid Cymru", "#026336", "#00916e"),
    "DUP": MainParty("Democratic Unionist Party", "#c14326", "#e95f3e"),
    "APNI": MainParty("Alliance Party of Northern Ireland", "#b18702", "#f4cc32"),
    "UUP": MainParty("Ulster Unionist Party", "#0792ef", "#6bc6ff"),
    "SDLP": MainParty("Social Democratic and Labour Party", "#4d9e5e", "#57a060"),
    "TUV": MainParty("Traditional Unionist Voice", "#0c3a69", "#667da9"),
    "WPB": MainParty("Workers Party of Britain", "#902657", "#bd4b92"),
    SPEAKER: MainParty("Speaker", "#393939", "#efefef"),
    INDEPENDENT: MainParty("Independent", "#915395", "#8d59df"),
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
"""Abbreviations of parties of 2019 alone whose code, less its final V, is another party's in 2024."""

SAME_PARTY = {
    "182": "Yrks",  # published as "The Yorkshire Party (was Yorkshire First)", under the old registration
    "242": "PBPA",  # People Before Profit in Great Britain; 2024 has its Northern Irish registration
}
"""MNIS ids in 2019 of parties that stood in 2024 under another Electoral Commission registration."""

WRONG_MNIS_ID = {"ADVV": "1015"}
"""Party codes of the notional file that carry another party's MNIS id (Advance Together has that of TUSC)."""
