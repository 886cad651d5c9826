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
def build_index(words):
    """Return a function that returns the index and texts of entries from the search plugin, with columns as lists."""

    def build_index(docs, lang="sv", *passages):
        of = renderer(words, catalogue(example("a"), glossary=TERMS))
        root = {"sv": "", "en": "en/"}[lang]
        parts = index([*of_pages(docs, root), *passages], lang, of, STOP[lang])
        assert parts["index"]["version"] == parts["texts"]["version"]
        result = parts["index"] | parts["texts"]
        lines = {name: result[name].split("\n") for name in ("locations", "titles", "keywords")}
        return result | lines | {"texts": texts(result)}

    return build_index


# ---- hand-written pages -------------------------------------------------------------------------------------------


def test_each_language_has_its_own_entries_with_examples_last(build_index):
    later = {"sv": (EXAMPLE, Passage("senare.html", "Senare", "")), "en": ()}
    parts = {lang: build_index(docs, lang, *later[lang]) for lang, docs in DOCS.items()}
    assert parts["sv"]["locations"] == ["steg/analys.html", "#how", "english.html", "senare.html", "exempel/a.html"]
    assert parts["en"]["locations"] == ["steps/analysis.html", "#how"]
    assert {lang: (part["lang"], part["examples"], part["stop"]) for lang, part in parts.items()} == {
        "sv": ("sv", 4, "det av"),
        "en": ("en", 2, "the of"),
    }
    assert parts["en"]["keywords"] == ["", ""]


def test_example_shows_its_summary_and_indexes_the_rest(build_index):
    swedish = build_index(DOCS["sv"], "sv", EXAMPLE)
    assert swedish["texts"] == ["Först & sist.", "", "", "Det korta."]
    result = dict(places(swedish))
    assert {word: result[word] for word in ("allt", "långa", "korta")} == {"allt": [3], "långa": [3], "korta": [3]}
    assert "kluster" not in result  # already in the title


def test_postings_count_words_except_stop_words(build_index):
    swedish = build_index([entry("a.html", text="<p>En sak av två, och en sak.</p>")])
    assert dict(places(swedish)) == {"en": [0, 0], "och": [0], "sak": [0, 0], "två": [0]}


def test_version_changes_with_the_texts(build_index):
    one, other = (build_index([entry("a.html", text=f"<p>{text}</p>")]) for text in ("Ett hus.", "Ett tak."))
    assert one["version"] != other["version"]


def test_long_text_is_truncated_at_a_word_boundary(build_index):
    swedish = build_index([entry("a.html", text="<p>" + "sju ord " * 200 + "slut</p>")])
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
def test_section_with_a_common_heading_is_merged_into_its_page(build_index, sections, entries):
    page = [entry("a.html" + (f"#{n}" if n else ""), *section) for n, section in enumerate(sections)]
    others = [entry(f"other{n}.html#facts", "Fakta") for n in range(10)]  # a heading that many pages share
    swedish = build_index(page + others)
    assert list(zip(swedish["titles"], swedish["texts"], strict=True))[: len(entries)] == entries


def test_later_sections_are_listed_below_their_page(build_index):
    pages = [entry("kluster.html", "Kluster", "<p>Alla</p>"), entry("ordlista.html", "Ordlista")]
    swedish = build_index(pages, "sv", Passage("kluster.html#nod", "Nod", "Om noden"))
    assert swedish["locations"] == ["kluster.html", "#nod", "ordlista.html"]


# ---- records ------------------------------------------------------------------------------------------------------


def records(words, lang, *examples, **registers):
    return list(of_records(renderer(words, catalogue(*examples, **registers)), lang))


def test_example_passage_has_all_texts_except_gaps(words):
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
    (result,) = (
        passage
        for passage in records(words, "sv", one, regions=(region("skane", "Skåne"),))
        if "exempel" in passage.page
    )
    assert result.location == "exempel/one.html"
    assert result.title == "R&amp;D &lt;nu&gt;"
    assert result.text == "Kort text. Vision, Skåne, Lunds universitet Se sidan och <b>. en punkt Lärdom."
    assert result.text[: result.lead] == "Kort text."


def test_region_passage_has_areas_clusters_and_strategy(words):
    skane = region(
        "skane",
        "Skåne",
        about=Text("Om Skåne."),
        priorities=(Priority(Text("Mat", "Food")),),
        shared_area="east",
        strategies=(Strategy(Text("Strategin", "The strategy")),),
    )
    area = shared_area("east", "East", priorities=(Priority(Text("Skog", "Forest")),))
    result = records(words, "en", regions=(skane,), shared_areas=(area,), clusters=(cluster("nod", "Nod", "skane"),))[
        -1
    ]
    assert result.location == "regions/skane.html"
    about = "Smart specialisation in Skåne: priority areas, strategy, clusters and examples, with sources."
    assert result.text == f"Om Skåne. Skåne, Skåne, Skåne Food; Forest The strategy Nod {about}"
    assert result.text[: result.lead] == "Om Skåne."


def test_clusters_and_terms_link_to_their_anchors(words):
    former = ("Gamla\nnoden",)  # would break the column, which has a line per entry
    nod = cluster("nod", "Nod", "skane", former_names=former, about=Text("Om *noden*."))
    terms = (term("goal", "mål", "goal", synonyms=Forms(sv=("syfte",))),)
    result = records(words, "sv", regions=(region("skane", "Skåne"),), clusters=(nod,), glossary=terms)
    assert result[:2] == [
        Passage("s3-piloten/kluster.html#nod", "Nod", "text Skåne Gamla noden Om noden.", 4),
        Passage("ordlista.html#goal", "mål", "Om mål. syfte", 7),
    ]


def test_every_record_is_in_the_index_of_both_languages(words):
    registers = {"regions": (region("skane", "Skåne"),), "clusters": (cluster("nod", "Nod", "skane"),)}
    counts = [len(records(words, lang, example("one"), glossary=TERMS, **registers)) for lang in ("sv", "en")]
    assert counts == [5, 5]
