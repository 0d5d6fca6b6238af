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
MINOR_LIGHT = "#858485"
MINOR_DARK = "#909292"


@dataclass(frozen=True)
class MainParty:
    """A party with a colour of its own. Colours are sRGB, for a white and for a near-black window."""

    name: str
    light: str
    dark: str


MAIN_PARTIES = {
    "Lab": MainParty("Labour", "#f11c56", "#f2225a"),
    "Con": MainParty("Conservative", "#117ace", "#4596db"),
    "RUK": MainParty("Reform UK", "#11a1ba", "#0ebfda"),
    "LD": MainParty("Liberal Democrats", "#d3800f", "#faa61a"),
    "Green": MainParty("Green Party", "#3a864f", "#88c676"),
    "SNP": MainParty("Scottish National Party", "#916e00", "#fdf38e"),
    "SF": MainParty("Sinn Féin", "#1e674d", "#2f8f67"),
    "PC": MainParty("Plaid Cymru", "#17693c", "#328265"),
    "DUP": MainParty("Democratic Unionist Party", "#c9472c", "#fc5a36"),
    "APNI": MainParty("Alliance Party of Northern Ireland", "#b88d08", "#f7cc2e"),
    "UUP": MainParty("Ulster Unionist Party", "#1298f8", "#64bcff"),
    "SDLP": MainParty("Social Democratic and Labour Party", "#5da363", "#6da15a"),
    "TUV": MainParty("Traditional Unionist Voice", "#0d3a6a", "#557399"),
    "WPB": MainParty("Workers Party of Britain", "#911955", "#bb4182"),
    SPEAKER: MainParty("Speaker", "#363636", "#f0f0f0"),
    INDEPENDENT: MainParty("Independent", "#8c6198", "#8d52d5"),
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
