"""One search index a language, and the words that find its entries."""

from __future__ import annotations

import re

import pytest

from entries import Forms, Term, Text
from search import SEPARATOR, Lexicon, american, fold, indexes, words

MANAGER = Term(
    "cluster-manager",
    1,
    Text("klusterledare", "cluster manager"),
    Text("Den som leder.", "Who leads."),
    inflections=Forms(sv=("klusterledarna",), en=("cluster managers",)),
)
CLUSTER = Term(
    "cluster",
    3,
    Text("kluster", "cluster"),
    Text("Företag.", "Firms."),
    inflections=Forms(sv=("klusters", "klustren"), en=("clusters",)),
)
SMART = Term(
    "smart-specialisation",
    2,
    Text("smart specialisering (S3)", "smart specialisation"),
    Text("Ett sätt.", "A way."),
    synonyms=Forms(sv=("intelligent specialisering",)),
    abbreviations=Forms(sv=("S3",), en=("RIS3",)),
)
INDEX = {
    "config": {"lang": ["sv", "en"], "fields": {"title": {"boost": 1000.0}}, "separator": " ", "pipeline": []},
    "docs": [
        {"location": "steg/analys.html", "title": "Analys", "text": "<p>Först.</p>"},
        {"location": "en/steps/analysis.html", "title": "Analysis", "text": ""},
        {"location": "en/steps/analysis.html#how", "title": "How to organise", "text": ""},
        {"location": "english.html", "title": "Engelska", "text": ""},
    ],
}


def entry(location: str, title: str = "", text: str = "") -> dict[str, str]:
    return {"location": location, "title": title, "text": text}


def split(docs: list[dict[str, str]] = INDEX["docs"], examples: tuple[str, ...] = ()) -> dict:
    return indexes({**INDEX, "docs": docs}, {"sv": "", "en": "en/"}, [MANAGER, SMART], examples)


def test_each_language_gets_its_own_entries_and_stemmer():
    parts = split()
    assert [doc["location"] for doc in parts["sv"]["docs"]] == ["steg/analys.html", "english.html"]
    assert [doc["location"] for doc in parts["en"]["docs"]] == ["steps/analysis.html", "steps/analysis.html#how"]
    for lang, part in parts.items():
        assert part["config"]["lang"] == [lang]
        assert part["config"]["pipeline"] == ["stopWordFilter", "stemmer"]
        assert set(part["config"]["fields"]) == {"title", "keywords"}


def test_an_entry_has_the_words_that_find_it_in_a_field_of_its_own_or_none():
    docs = split()["en"]["docs"]
    assert [doc.get("keywords") for doc in docs] == [None, "organize"]


@pytest.mark.parametrize(
    ("sections", "entries"),
    [
        # (title, text) of a page's entry and those of its sections; what they become
        ([("Vision", "<p>a</p>"), ("Syfte", "<p>b</p>")], [("Vision", "<p>a</p>"), ("Syfte", "<p>b</p>")]),
        ([("Skåne", "<p>Alla</p>"), ("Skåne", "<p>a</p>")], [("Skåne", "<p>a</p>")]),
        ([("Skåne", ""), ("Fakta", "Län 12"), ("Om", "<p>b</p>")], [("Skåne", "<p>Län 12</p>"), ("Om", "<p>b</p>")]),
    ],
)
def test_a_section_whose_heading_tells_nothing_is_one_with_its_page(sections, entries):
    page = [entry("a.html" + (f"#{n}" if n else ""), *section) for n, section in enumerate(sections)]
    others = [entry(f"other{n}.html#facts", "Fakta") for n in range(10)]  # a heading that many pages share
    docs = split(page + others)["sv"]["docs"]
    assert [(doc["title"], doc["text"]) for doc in docs if doc["location"].startswith("a.html")] == entries


def test_guidance_counts_more_than_examples_and_a_short_title_more_than_a_long():
    docs = [entry("kluster.html", "Kluster"), entry("roll.html", "Klustrens roll"), entry("exempel/a.html", "Kluster")]
    boosts = [doc["boost"] for doc in split(docs, examples=("exempel/a.html",))["sv"]["docs"]]
    assert boosts == sorted(boosts, reverse=True)
    assert len(set(boosts)) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RIS3-hjulet, S3:s", ["ris3", "hjulet", "s3", "s"]),
        ("<p>(Östergötland)</p> <li>EU’s", ["östergötland", "eu", "s"]),
    ],
)
def test_words_are_parted_as_the_search_parts_them(text, found):
    assert words(text) == found
    plain = re.sub("<.*?>", " ", text).lower()
    assert [part for part in re.split(SEPARATOR, plain) if part] == found


@pytest.mark.parametrize(
    ("word", "plain"), [("jämtland", "jamtland"), ("västra", "vastra"), ("idé", "ide"), ("vision", "vision")]
)
def test_a_word_without_dots_and_rings(word, plain):
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("british", "spelling"),
    [
        ("specialisation", "specialization"),
        ("organisations", "organizations"),
        ("prioritised", "prioritized"),
        ("organising", "organizing"),
        ("analysis", "analysis"),
        ("rise", "rise"),
    ],
)
def test_american_spelling(british, spelling):
    assert american(british) == spelling


@pytest.mark.parametrize(
    ("word", "tails"),
    [
        ("klusterledare", {"ledare"}),
        ("innovationssystem", {"system"}),  # with a joining s
        ("regionerna", set()),  # an ending is no word
        ("ledare", set()),
    ],
)
def test_the_last_parts_of_a_compound_are_words_of_the_index(word, tails):
    docs = [entry("a.html", "Ledare", "<p>kluster innovation system region klusterledare</p>")]
    assert Lexicon.of(docs, "sv", ()).tails(word) == tails


@pytest.mark.parametrize(
    ("lang", "title", "keywords"),
    [
        ("sv", "Jämtland Härjedalen", {"jamtland", "harjedalen"}),
        ("sv", "Vad klusterledarna gör", {"klusterledare", "cluster", "manager", "gor"}),  # found by an inflection
        ("sv", "Smart specialisering", {"intelligent", "s3", "ris3", "specialisation", "specialization"}),
        ("en", "Cluster managers", {"klusterledare", "manager", "kluster", "klustren"}),
        ("en", "RIS3", {"s3", "smart", "specialisering", "specialisation", "specialization", "intelligent"}),
        ("sv", "Kluster", {"cluster", "klustren"}),  # the stemmer knows klusters
        ("en", "Clusters", {"cluster", "kluster", "klustren"}),
        ("en", "Organisation", {"organization"}),
        ("en", "Managers", set()),  # half a term
    ],
)
def test_the_words_that_find_a_title(lang, title, keywords):
    assert Lexicon.of([entry("a.html", title)], lang, [MANAGER, SMART, CLUSTER]).keywords(title) == keywords
