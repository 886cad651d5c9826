"""The search index of each language."""

from __future__ import annotations

import pytest

from guide.data.entries import Forms, Organisation, Priority, Strategy, Text
from guide.search.index import Passage, index, of_pages, of_records
from search_files import places, texts
from unit.entries import catalogue, cluster, example, region, renderer, shared_area, term

TERMS = (
    term("cluster-manager", "klusterledare", "cluster manager"),
    term("smart", "smart specialisering", "smart specialisation", abbreviations=Forms(sv=("S3",))),
)
DOCS = {
    "sv": [
        {"location": "steg/analys.html", "title": "Analys", "text": "<p>Först &amp; sist[1].</p>"},
        {"location": "steg/analys.html#how", "title": "Gör så", "text": ""},
        {"location": "english.html", "title": "Engelska", "text": ""},
    ],
    "en": [
        {"location": "en/steps/analysis.html", "title": "Analysis", "text": ""},
        {"location": "en/steps/analysis.html#how", "title": "How to organise", "text": ""},
    ],
}
STOP = {"sv": "det av", "en": "the of"}
EXAMPLE = Passage("exempel/a.html", "Kluster", "Det korta. Det långa av allt kluster.", 10, is_example=True)


def entry(location: str, title: str = "", text: str = "") -> dict[str, str]:
    return {"location": location, "title": title, "text": text}


@pytest.fixture
def indexed(words):
    """Return a function that returns the index and texts of entries from the search plugin, with columns as lists."""

    def indexed(docs, lang="sv", *passages):
        of = renderer(words, catalogue(example("a"), glossary=TERMS))
        root = {"sv": "", "en": "en/"}[lang]
        parts = index([*of_pages(docs, root), *passages], lang, of, STOP[lang])
        assert parts["index"]["version"] == parts["texts"]["version"]
        found = parts["index"] | parts["texts"]
        lines = {name: found[name].split("\n") for name in ("locations", "titles", "keywords")}
        return found | lines | {"texts": texts(found)}

    return indexed


# ---- hand-written pages -------------------------------------------------------------------------------------------


def test_each_language_gets_its_own_entries_the_examples_last(indexed):
    later = {"sv": (EXAMPLE, Passage("senare.html", "Senare", "")), "en": ()}
    parts = {lang: indexed(docs, lang, *later[lang]) for lang, docs in DOCS.items()}
    assert parts["sv"]["locations"] == ["steg/analys.html", "#how", "english.html", "senare.html", "exempel/a.html"]
    assert parts["en"]["locations"] == ["steps/analysis.html", "#how"]
    assert {lang: (part["lang"], part["examples"], part["stop"]) for lang, part in parts.items()} == {
        "sv": ("sv", 4, "det av"),
        "en": ("en", 2, "the of"),
    }
    assert parts["en"]["keywords"] == ["", ""]


def test_summary_of_an_example_is_shown_and_its_other_words_are_only_found(indexed):
    swedish = indexed(DOCS["sv"], "sv", EXAMPLE)
    assert swedish["texts"] == ["Först & sist.", "", "", "Det korta."]
    found = dict(places(swedish))
    assert {word: found[word] for word in ("allt", "långa", "korta")} == {"allt": [3], "långa": [3], "korta": [3]}
    assert "kluster" not in found  # already in the title


def test_a_word_counts_as_often_as_it_is_shown_but_one_that_says_nothing_not_at_all(indexed):
    swedish = indexed([entry("a.html", text="<p>En sak av två, och en sak.</p>")])
    assert dict(places(swedish)) == {"en": [0, 0], "och": [0], "sak": [0, 0], "två": [0]}


def test_texts_of_another_index_are_known_by_their_version(indexed):
    one, other = (indexed([entry("a.html", text=f"<p>{text}</p>")]) for text in ("Ett hus.", "Ett tak."))
    assert one["version"] != other["version"]


def test_long_text_is_shown_to_the_last_whole_word(indexed):
    swedish = indexed([entry("a.html", text="<p>" + "sju ord " * 200 + "slut</p>")])
    assert swedish["texts"] == [("sju ord " * 67).strip()]
    assert dict(places(swedish)) == {"ord": [0] * 67, "sju": [0] * 67, "slut": [0]}


@pytest.mark.parametrize(
    ("sections", "entries"),
    [
        # (title, text) of a page and of its sections, and the entries they become
        ([("Vision", "<p>a</p>"), ("Syfte", "<p>b</p>")], [("Vision", "a"), ("Syfte", "b")]),
        ([("Skåne", "<p>Alla</p>"), ("Skåne", "<p>a</p>")], [("Skåne", "a")]),
        ([("Skåne", ""), ("Fakta", "Län 12"), ("Om", "<p>b</p>")], [("Skåne", "Län 12"), ("Om", "b")]),
    ],
)
def test_section_whose_heading_tells_nothing_is_one_with_its_page(indexed, sections, entries):
    page = [entry("a.html" + (f"#{n}" if n else ""), *section) for n, section in enumerate(sections)]
    others = [entry(f"other{n}.html#facts", "Fakta") for n in range(10)]  # a heading that many pages share
    swedish = indexed(page + others)
    assert list(zip(swedish["titles"], swedish["texts"], strict=True))[: len(entries)] == entries


def test_sections_that_come_later_are_listed_below_their_page(indexed):
    pages = [entry("kluster.html", "Kluster", "<p>Alla</p>"), entry("ordlista.html", "Ordlista")]
    swedish = indexed(pages, "sv", Passage("kluster.html#nod", "Nod", "Om noden"))
    assert swedish["locations"] == ["kluster.html", "#nod", "ordlista.html"]


# ---- records ------------------------------------------------------------------------------------------------------


def records(words, lang, *examples, **registers):
    return list(of_records(renderer(words, catalogue(*examples, **registers)), lang))


def test_example_is_found_by_all_its_texts_but_what_is_not_known(words):
    one = example(
        "one",
        title=Text("R&D <nu>", "R&D <now>"),
        summary=Text("Kort\n  text."),
        description=Text("Se [sidan](https://a.se/hemlig) och `<b>`.\n\n- *en* punkt"),
        lesson=Text("Lärdom."),
        gaps=Text("Okänt."),
        steps=("vision",),
        regions=("skane",),
        organisations=(Organisation(Text("Lunds universitet"), "academia"),),
    )
    (found,) = (
        passage
        for passage in records(words, "sv", one, regions=(region("skane", "Skåne"),))
        if "exempel" in passage.page
    )
    assert found.location == "exempel/one.html"
    assert found.title == "R&amp;D &lt;nu&gt;"
    assert found.text == "Kort text. Vision, Skåne, Lunds universitet Se sidan och <b>. en punkt Lärdom."
    assert found.text[: found.lead] == "Kort text."


def test_region_is_found_by_its_areas_clusters_and_strategy(words):
    skane = region(
        "skane",
        "Skåne",
        about=Text("Om Skåne."),
        priorities=(Priority(Text("Mat", "Food")),),
        shared_area="east",
        strategies=(Strategy(Text("Strategin", "The strategy")),),
    )
    area = shared_area("east", "East", priorities=(Priority(Text("Skog", "Forest")),))
    found = records(words, "en", regions=(skane,), shared_areas=(area,), clusters=(cluster("nod", "Nod", "skane"),))[-1]
    assert found.location == "regions/skane.html"
    assert found.text == "Om Skåne. Skåne, Skåne, Skåne Food; Forest The strategy Nod"
    assert found.text[: found.lead] == "Om Skåne."


def test_clusters_and_terms_lead_to_their_place_on_a_page(words):
    former = ("Gamla\nnoden",)  # would break the column, which has a line per entry
    nod = cluster("nod", "Nod", "skane", former_names=former, about=Text("Om *noden*."))
    terms = (term("goal", "mål", "goal", synonyms=Forms(sv=("syfte",))),)
    found = records(words, "sv", regions=(region("skane", "Skåne"),), clusters=(nod,), glossary=terms)
    assert found[:2] == [
        Passage("s3-piloten/kluster.html#nod", "Nod", "text Skåne Gamla noden Om noden.", 4),
        Passage("ordlista.html#goal", "mål", "Om mål. syfte", 7),
    ]


def test_every_record_is_in_the_index_of_both_languages(words):
    registers = {"regions": (region("skane", "Skåne"),), "clusters": (cluster("nod", "Nod", "skane"),)}
    counts = [len(records(words, lang, example("one"), glossary=TERMS, **registers)) for lang in ("sv", "en")]
    assert counts == [5, 5]
