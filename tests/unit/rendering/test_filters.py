"""The values and data of the filters, and the limit of cards on the page of examples."""

from __future__ import annotations

import json

import pytest

from guide.data.catalogue import STEPS
from guide.data.documents import LANGS
from guide.data.entries import Organisation, Period, Text
from guide.prose.markers import Marker
from guide.rendering import filters, page_scripts
from unit.entries import catalogue, example, parsed, region, renderer

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
    funding=Text("En miljon."),
    lesson=Text("Börja tidigt."),
)
REGIONS = (region("orebro", "Örebro"), region("skane", "Skåne"), region("aland", "Åland"), region("ange", "Änge"))


@pytest.fixture
def make(words):
    """Return a function that returns a renderer of the given examples."""
    return lambda *examples: renderer(words, catalogue(*examples, regions=REGIONS))


def page_of_examples(of, lang):
    marker = Marker("examples-by-step", {}, 1)
    return parsed(of.markers.render(marker, "examples/index.md", lang, lang, "").html)


@pytest.mark.parametrize(
    ("example", "values"),
    [
        (NORWAY, (("analysis",), (), (), ("NO",), (), ("evaluated",), ("unknown",), ())),
        (SWEDEN, (("analysis",), (), (), ("SE",), (), ("documented",), ("ended",), ())),
        (
            BOTH,
            (
                ("vision", "analysis"),
                (),
                ("skane",),
                ("SE", "DK", "NO"),
                ("region", "company"),
                ("documented",),
                ("planned",),
                ("funding", "lesson"),
            ),
        ),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_example_has_values_in_each_facet(make, example, values):
    assert make().filters.values(example) == values


def test_facets_count_examples_and_sort_in_swedish_order(make):
    facets = make(NORWAY, SWEDEN, BOTH).filters.facets("sv")
    assert tuple(facets) == ("step", "theme", "region", "country", "role", "evidence", "status", "describes")
    assert [(value.id, value.count) for value in facets["region"]] == [
        ("skane", 1),
        ("aland", 0),
        ("ange", 0),
        ("orebro", 0),
    ]
    assert [(value.name, value.count) for value in facets["country"]] == [("Danmark", 1), ("Norge", 2), ("Sverige", 2)]
    assert [value.count for value in facets["step"]] == [3, 0, 1, 0, 0, 0]


def test_form_disables_checkboxes_without_examples(make):
    page = page_of_examples(make(NORWAY, SWEDEN, BOTH), "en")
    boxes = {
        (box.get("name"), box.get("value")): (box.getparent().xpath("string(span[3])"), box.get("disabled") is not None)
        for box in page.xpath("//form//input[@type='checkbox']")
    }
    facets = make(NORWAY, SWEDEN, BOTH).filters.facets("en")
    assert boxes == {
        (facet, value.id): (str(value.count), value.count == 0) for facet, values in facets.items() for value in values
    }
    assert page.xpath("//form//span[@lang='sv']/text()") == ["Skåne", "Åland", "Änge", "Örebro"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("example", [NORWAY, SWEDEN, BOTH], ids=lambda example: example.id)
def test_script_shows_the_place_as_cards_do(make, example, lang):
    of = make(NORWAY, SWEDEN, BOTH)
    marker = Marker("examples", {"id": (example.id,)}, 1)
    (shown,) = parsed(of.markers.render(marker, "index.md", lang, lang, "").html).xpath("//p[@class='card-where']")
    evidence = of.words[lang].labels.evidence[example.evidence]
    ((_, script), _) = page_scripts.examples(of, lang)
    index = json.loads(script.partition(" = ")[2].removesuffix(";\n"))
    (where,) = (index["wheres"][at] for page, _, at, *_ in index["rows"] if page == example.id)
    assert shown.text_content() == f"{where} · {evidence}"


def test_scripts_have_facet_and_card_data(make):
    scripts = dict(page_scripts.examples(make(NORWAY, BOTH), "en"))
    assert list(scripts) == ["assets/data/examples.en.js", "assets/data/example-texts.en.js"]
    assert not any("</script" in text for text in scripts.values())
    index, texts = (json.loads(text.partition(" = ")[2].removesuffix(";\n")) for text in scripts.values())
    assert index["facets"]["country"] == ["DK", "NO", "SE"]
    assert index["wheres"] == ["Skåne, Denmark, Norway", "Viken, Norway"]
    company = index["facets"]["role"].index("company")
    assert index["rows"] == [
        ["norway", "text", 1, 7, [0], [], [], [1], [], [2], [3], []],
        ["both", "</script> titel", 0, 7, [2, 0], [], [1], [2, 0, 1], [0, company], [1], [0], [1, 3]],
    ]
    # the words of its other texts, each once
    assert texts == [
        ["text", "", "2026-11-21", "text"],
        ["text", "A; B; C", "2026-11-21", "text en miljon. börja tidigt."],
    ]


def test_page_links_scripts_with_relative_urls(make):
    page = page_of_examples(make(NORWAY), "en")
    assert page.xpath("//script/@src") == ["../../assets/js/finder.js"]
    assert page.xpath("//form/@data-index") == ["../../assets/data/examples.en.js"]
    assert page.xpath("//form/@data-texts") == ["../../assets/data/example-texts.en.js"]


def test_examples_page_limits_its_cards(make, words):
    many = [example(f"e{number}", steps=STEPS[:2], countries=("NO",)) for number in range(100)]
    page = page_of_examples(make(*many), "en")
    shown, folded = page.xpath("//h2[@id='analysis']/following-sibling::*[position() < 3]")
    assert len(shown.xpath("li")) == filters.FIRST
    assert len(folded.xpath("self::details/ul/li")) == filters.CARDS - filters.FIRST
    assert len(page.xpath("//a[@class='card-title']")) == filters.CARDS
    link_text = words["finder"]["whole_step"]["en"]
    assert [(link.text, link.get("href")) for link in page.xpath("//a[starts-with(@href, '?')]")] == [
        (link_text.format(step="Analysis", count=100), "?step=analysis"),
        (link_text.format(step="Governance", count=100), "?step=governance"),
    ]
    few = page_of_examples(make(*many[: filters.CARDS]), "en")
    assert len(few.xpath("//a[@class='card-title']")) == filters.CARDS
    assert few.xpath("//a[starts-with(@href, '?')]/@href") == ["?step=governance"]  # no example has it as its main step


def test_every_country_lists_its_examples(make):
    page = parsed(
        make(NORWAY, BOTH).fill("marker/examples-by-country.html", "examples/by-country.md", "sv", above="x").html
    )
    listed = [
        (heading.text, [href.removesuffix(".html") for href in heading.xpath("following::table[1]//th/div/a/@href")])
        for heading in page.xpath("//h2")
    ]
    assert listed == [("Danmark (1)", ["both"]), ("Norge (2)", ["norway", "both"]), ("Sverige (1)", ["both"])]
