"""Examples to export, and a renderer that knows the addresses of their pages."""

from guide.data import schemas
from guide.data.entries import Link, Organisation, Period, Text
from unit.conftest import ROOT
from unit.entries import catalogue, example, renderer

WORDS = {
    "examples": {"sv": "exempel", "en": "examples"},
    "tools": {"sv": "verktyg", "en": "tools"},
    "assessment": {"sv": "nulage", "en": "where-we-stand"},
}
SCHEMAS = schemas.Schemas(ROOT / "data/schema").files
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


def site(*examples, strings=None, **registers):
    """Return a renderer of a site at https://a.se/ that has ``examples`` and the entries of other ``registers``."""
    words = {"addresses": WORDS, "opendata": {"catalogue": {"title": {"en": "Title"}}}, **(strings or {})}
    return renderer(words, catalogue(*examples, **registers), site_url="https://a.se/", schemas=SCHEMAS)
