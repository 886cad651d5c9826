"""One search index a language, and the words that find its entries."""

from __future__ import annotations

import pytest

from guide.data.entries import Forms, Term, Text
from guide.search.lexicon import Lexicon, american, plain, words
from guide.search.index import index, passages

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
DOCS = {
    "sv": [
        {
            "location": "exempel/a.html",
            "title": "Kluster",
            "text": "<p>Det korta[1].</p> <p>Det långa av allt kluster.</p>",
        },
        {"location": "steg/analys.html", "title": "Analys", "text": "<p>Först &amp; sist.</p>"},
        {"location": "steg/analys.html#how", "title": "Gör så", "text": ""},
        {"location": "english.html", "title": "Engelska", "text": ""},
    ],
    "en": [
        {"location": "en/steps/analysis.html", "title": "Analysis", "text": ""},
        {"location": "en/steps/analysis.html#how", "title": "How to organise", "text": ""},
    ],
}


def entry(location: str, title: str = "", text: str = "") -> dict[str, str]:
    return {"location": location, "title": title, "text": text}


def indexed(docs: list[dict[str, str]], lang: str = "sv") -> dict:
    stop = {"sv": "det av", "en": "the of"}
    root = {"sv": "", "en": "en/"}[lang]
    part = index(list(passages(docs, root)), lang, [MANAGER, SMART], ["exempel/a.html"], stop[lang])
    columns = ("locations", "titles", "texts", "keywords", "words", "entries")
    return part | {name: part[name].split("\n") for name in columns}


def test_each_language_gets_its_own_entries_the_examples_last():
    parts = {lang: indexed(docs, lang) for lang, docs in DOCS.items()}
    assert parts["sv"]["locations"] == ["steg/analys.html", "#how", "english.html", "exempel/a.html"]
    assert parts["en"]["locations"] == ["steps/analysis.html", "#how"]
    assert {lang: (part["lang"], part["examples"], part["stop"]) for lang, part in parts.items()} == {
        "sv": ("sv", 3, "det av"),
        "en": ("en", 2, "the of"),
    }
    assert parts["en"]["keywords"] == ["", "organize"]


def test_the_summary_of_an_example_is_shown_and_its_other_words_are_only_found():
    swedish = indexed(DOCS["sv"])
    assert swedish["texts"] == ["Först & sist.", "", "", "Det korta."]
    assert (swedish["words"], swedish["entries"]) == (["0allt", "0långa"], ["&", "&"])  # & is the fourth entry


def test_a_long_text_is_shown_to_the_last_whole_word():
    swedish = indexed([entry("a.html", text="<p>" + "sju ord " * 200 + "slut</p>")])
    assert swedish["texts"] == [("sju ord " * 125).strip()]
    assert swedish["words"] == ["0slut"]


@pytest.mark.parametrize(
    ("sections", "entries"),
    [
        # (title, text) of a page's entry and those of its sections; what they become
        ([("Vision", "<p>a</p>"), ("Syfte", "<p>b</p>")], [("Vision", "a"), ("Syfte", "b")]),
        ([("Skåne", "<p>Alla</p>"), ("Skåne", "<p>a</p>")], [("Skåne", "a")]),
        ([("Skåne", ""), ("Fakta", "Län 12"), ("Om", "<p>b</p>")], [("Skåne", "Län 12"), ("Om", "b")]),
    ],
)
def test_a_section_whose_heading_tells_nothing_is_one_with_its_page(sections, entries):
    page = [entry("a.html" + (f"#{n}" if n else ""), *section) for n, section in enumerate(sections)]
    others = [entry(f"other{n}.html#facts", "Fakta") for n in range(10)]  # a heading that many pages share
    swedish = indexed(page + others)
    assert list(zip(swedish["titles"], swedish["texts"], strict=True))[: len(entries)] == entries


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RIS3-hjulet, S3:s", ["ris3", "hjulet", "s3", "s"]),
        ("<p>(Östergötland)</p> <li>EU’s", ["östergötland", "eu", "s"]),
    ],
)
def test_words_are_parted_as_the_search_parts_them(text, found):
    assert words(text) == found


def test_plain_text_has_neither_tags_nor_their_signs():
    assert plain("<ul>\n<li>Ett <b>två</b></li> <li>R&amp;D &lt; 3</li></ul>") == "Ett två R&D < 3"


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
    known = frozenset(("ledare", "kluster", "innovation", "system", "region", "klusterledare"))
    assert Lexicon("sv", (), known).tails(word) == tails


@pytest.mark.parametrize(
    ("lang", "title", "keywords"),
    [
        ("sv", "Jämtland Härjedalen", set()),
        ("sv", "Vad klusterledarna gör", {"klusterledare", "cluster", "manager"}),  # found by an inflection
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
    known = frozenset(words(title))
    assert Lexicon(lang, (MANAGER, SMART, CLUSTER), known).keywords(title) == keywords
