"""Examples to export, and the addresses of their pages."""

from guide.data.addresses import Addresses
from guide.data.entries import Link, Organisation, Period, Text
from guide.exports import open_data
from unit.entries import example

WORDS = {
    "examples": {"sv": "exempel", "en": "examples"},
    "tools": {"sv": "verktyg", "en": "tools"},
    "assessment": {"sv": "nulage", "en": "where-we-stand"},
}
PAGES = open_data.Pages(Addresses(WORDS), "https://a.se/")
BOTH = Text("svenska", "English")
SOURCE = Link("Sidan", "sv", url="https://a.se/sida", read="2026-01-31")
FULL = example(
    "b",
    title=BOTH,
    summary=BOTH,
    description=BOTH,
    sources=(SOURCE,),
    countries=("NO",),
    place=Text("Viken"),
    period=Period("2016", "2018-06"),
    organisations=(Organisation(Text("Region Skåne"), "region"), Organisation(Text("Vinnova"), "agency")),
    gaps=Text("Okänt"),
    themes=("energy",),
)
SWEDISH = example("a", sources=(SOURCE,), countries=("SE",), themes_none="method")
