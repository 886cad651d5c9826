"""The filters' values and data, and a page of examples that does not grow with them."""

import datetime
import json
import re

import pytest

from guide.rendering import filters
from guide.rendering import renderer
from guide.data.catalogue import REGISTERS, STEPS, Catalogue
from guide.data.entries import Nuts2, Organisation, Period, Region, Text
from guide.data.documents import LANGS
from unit.test_catalogue import example

NORWAY = example("norway", countries=("NO",), place=Text("Viken"), evidence="evaluated")
SWEDEN = example("sweden", countries=("SE",), period=Period("2016", "2018"))
BOTH = example(
    "both",
    title=Text("</script> titel"),
    steps=("vision", "analysis"),
    regions=("skane",),
    countries=("DK", "NO"),
    organisations=tuple(
        Organisation(Text(name), role) for name, role in (("A", "region"), ("B", "company"), ("C", "region"))
    ),
    period=Period("2027"),
)


def region(id_, name):
    text = Text(name)
    return Region(id_, 1, text, text, text, "1", Nuts2("SE1", text), "SE1", "https://a.se", (), "2026-11-21", "sv")


REGIONS = (region("orebro", "Örebro"), region("skane", "Skåne"), region("aland", "Åland"), region("ange", "Änge"))


@pytest.fixture(scope="module")
def make(words):
    def make(*examples):
        data = Catalogue(**{**dict.fromkeys(REGISTERS, ()), "examples": examples, "regions": REGIONS})
        return renderer.Renderer(data, words, datetime.date(2026, 11, 21))

    return make


@pytest.mark.parametrize(
    ("example", "values"),
    [
        (NORWAY, (("analysis",), (), ("NO",), (), ("evaluated",), ("unknown",))),
        (SWEDEN, (("analysis",), (), ("SE",), (), ("documented",), ("ended",))),
        (
            BOTH,
            (
                ("vision", "analysis"),
                ("skane",),
                ("SE", "DK", "NO"),
                ("region", "company"),
                ("documented",),
                ("planned",),
            ),
        ),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_an_example_has_values_under_each_heading(make, example, values):
    assert make().finder.values(example) == values


def test_values_are_counted_and_places_sorted_as_swedish_does(make):
    facets = make(NORWAY, SWEDEN, BOTH).finder.facets("sv")
    assert tuple(facets) == filters.FACETS
    assert [(value.id, value.count) for value in facets["region"]] == [
        ("skane", 1),
        ("aland", 0),
        ("ange", 0),
        ("orebro", 0),
    ]
    assert [(value.name, value.count) for value in facets["country"]] == [("Danmark", 1), ("Norge", 2), ("Sverige", 2)]
    assert [value.count for value in facets["step"]] == [3, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("example", [NORWAY, SWEDEN, BOTH], ids=lambda example: example.id)
def test_the_place_is_worded_as_on_cards(make, example, lang):
    made = make(NORWAY, SWEDEN, BOTH)
    cards = made.page(f"<!-- examples id={example.id} -->", "index.md", lang)
    (shown,) = re.findall(r'card-where">(.*?)</span> <span class="step', cards)
    assert made.finder.where(example, lang) == re.sub(r"<[^>]+>", "", shown)


def test_the_scripts_hold_what_filters_and_cards_need(make):
    scripts = make(NORWAY, BOTH).finder.scripts("en")
    assert list(scripts) == ["assets/data/examples.en.js", "assets/data/example-texts.en.js"]
    index, texts = (json.loads(text.partition(" = ")[2].removesuffix(";\n")) for text in scripts.values())
    assert index["facets"]["country"] == ["DK", "NO", "SE"]
    assert index["wheres"] == ["Skåne, Denmark, Norway", "Viken, Norway"]
    assert index["rows"] == [
        ["norway", "text", 1, 3, [0], [], [1], [], [2], [3]],
        ["both", "</script> titel", 0, 3, [2, 0], [1], [2, 0, 1], [0, 4], [1], [0]],
    ]
    assert texts == [["text", ""], ["text", "A; B; C"]]


def test_the_page_of_examples_does_not_grow_without_bound(make):
    many = [example(f"e{number}", steps=STEPS[:2], countries=("NO",)) for number in range(100)]
    page = make(*many).page("<!-- examples-by-step -->", "examples/index.md", "en")
    assert page.count('<li class="card"') == filters.CARDS
    assert page.count("](e") == 2 * filters.CARDS  # as cards of the first step, as links of the second
    assert "[Analysis: all 100 examples](../steps/analysis.md#examples)" in page
    assert "[Governance: all 100 examples](../steps/governance.md#examples)" in page
    few = make(*many[:24]).page("<!-- examples-by-step -->", "examples/index.md", "en")
    assert few.count('<li class="card"') == 24
    assert "all 24 examples" not in few


def test_every_country_lists_its_examples(make):
    listed = [
        (country.name, [e.id for e in examples]) for country, examples in make(NORWAY, BOTH).finder.by_country("sv")
    ]
    assert listed == [("Danmark", ["both"]), ("Norge", ["norway", "both"]), ("Sverige", ["both"])]
