"""HTML of records: data is escaped and marked with its language, and links resolve."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator

import lxml.html
import pytest

from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.documents import LANGS
from guide.data.entries import Forms, Link, Moved, News, Nuts2, Organisation, Period, Priority, Strategy, Text, Theme
from guide.data.external_links import Links, LinkStatus
from guide.data.formats import invisible
from guide.prose import translations
from guide.prose.markers import Marker
from guide.prose.review import Item
from guide.rendering import citation
from guide.rendering.renderer import Heading, Renderer, UnknownAddressError
from hostile import TEXTS
from unit.conftest import ROOT
from unit.entries import TODAY, catalogue, cluster, example, parsed, reference, region, renderer, shared_area, term

HOSTILE = {kind: text for kind, text in TEXTS.items() if not invisible(text)}
PLAIN = "Zyx"  # has no special meaning anywhere, and is in no other text
SITE = {
    "source_url": "https://code.example.org/s3/blob/main",
    "site_url": "https://s3.example.org/",
    "publisher": {"name": "P", "contact": "p@example.org"},
}


@pytest.fixture
def make(words):
    """Return a function that returns a renderer of the given examples and other registers."""

    def make(*examples, site=SITE, **registers):
        return renderer(words, catalogue(*examples, **registers), **site)

    return make


# ---- every plain field --------------------------------------------------------------------------------------------


def registers_of(text: str) -> dict:
    """Return registers with ``text`` in every plain field that a page or marker shows."""
    value, own = Text(text, text), Text(text)  # the second is untranslated
    source = Link(text, "da", publisher=text, unverified="archived")
    linked = Link(text, "sv", url="https://a.se/x", publisher=text, read="2026-01-31")
    priorities = (Priority(value, themes=("th",)), Priority(own))
    theme = Theme("th", 1, value, value, ("r1",), "2026-11-21", "sv", platform="energy", partnerships=(value, own))
    return {
        "examples": (
            example(
                "one",
                title=value,
                summary=value,
                place=value,
                regions=("skane",),
                countries=("NO",),
                organisations=(Organisation(value, "region"), Organisation(own, "company", "https://a.se")),
                sources=(source, linked),
                links=(linked,),
                related=("two",),
                themes=("th",),
            ),
            example("two", title=own, summary=own, place=own, countries=("DK",), sources=(source,)),
        ),
        "regions": (
            region(
                "skane",
                value,
                nuts2=Nuts2("SE22", value),
                priorities=priorities,
                shared_area="east",
                strategies=(
                    Strategy(value, adopted="2020-11", start="2021", end="2027", by=value, url="https://a.se/s"),
                ),
                sources=(source, linked),
            ),
            region(
                "halland",
                own,
                strategies=(Strategy(own, under_way=True, expected="2027"), Strategy(own, id="old", end="2020")),
                sources=(source,),
            ),
        ),
        "shared_areas": (shared_area("east", own, priorities=priorities, sources=(source,)),),
        "clusters": (
            cluster("nod", own, "skane", field=value, former_names=(text,), themes=("th",), sources=(source,)),
        ),
        "glossary": (
            dataclasses.replace(term("t1", text, text), explanation=value, source="r1", related=("t2",)),
            dataclasses.replace(term("t2", text, text), explanation=value),
        ),
        "references": (
            reference("r0", text, authors=(text,), container=text, publisher=text, isbn="1", note=own, lang="sv"),
            reference("r1", text, publisher=text, url="https://a.se/r", note=value),
        ),
        "themes": (theme, dataclasses.replace(theme, id="other", name=own, partnerships=(), platform=None)),
        "news": (News("n", 1, "2026-11-21", own, "index.md"),),
    }


def pages_of(text: str, words: dict, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the HTML of every record page and marker with its name, with ``text`` in every plain field."""
    registers = registers_of(text)
    of = renderer(
        words,
        catalogue(*registers.pop("examples"), **registers),
        **{**SITE, "publisher": {"name": text, "contact": "p@example.org"}},
        uses={"one": (Item("pages", "index.md", Text(text), None, None),)},
        schemas=schemas.Schemas(ROOT / "data/schema").files,
    )
    no_terms = dataclasses.replace(of, catalogue=dataclasses.replace(of.catalogue, glossary=()))  # as PLAIN is a term
    for source, record in no_terms.records.items():
        yield source, record.render(lang).html
    for name in of.markers.allowed:
        if name != "staff":
            yield name, of.markers.render(Marker(name, {}, 1), "index.md", lang, lang, "above").html
    yield "page-end.html", of.page_end(["r0", "r1"], "index.md", lang).html


def flat(html: str, put: str = PLAIN) -> Iterator[tuple]:
    """Yield the tags, attributes and texts of ``html`` as a browser parses it, with ``put`` in place of ``PLAIN``.

    Citations to copy are left out, as their formats have their own escapes.
    """

    def text(value: str | None) -> str:
        return " ".join((value or "").replace(PLAIN, put.strip()).split())

    tree = parsed(html)
    for copied in tree.xpath("//*[@class='copied-text']"):
        copied.text = ""
    for element in tree.iter():
        attributes = {name: text(value) for name, value in element.attrib.items()}
        yield element.tag, attributes, text(element.text), text(element.tail)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_render_as_plain_text(words, text, lang):
    plain = dict(pages_of(PLAIN, words, lang))
    shown = 0
    for name, html in pages_of(text, words, lang):
        assert list(flat(html)) == list(flat(plain[name], text)), name
        shown += plain[name].count(PLAIN)
    assert shown > 150


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_titles_stay_text_in_citations(words, text):
    of = renderer(words, catalogue(example("one", title=Text(text, text), countries=("NO",))), **SITE)
    (one,) = of.catalogue.examples
    shown = [element.text_content() for element in parsed(of.page(one, "en").html).xpath("//*[@class='copied-text']")]
    works = {lang: citation.work(of, "examples/one.md", one.title, one.reviewed, lang) for lang in LANGS}
    assert shown == [
        citation.one_line(works["sv"]),
        *(entry for _, _, entry in citation.formats(of, works["en"])),
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_heading_names_are_html_without_tags(words, text):
    of = renderer(words, catalogue(clusters=(cluster("nod", Text(text)),)))
    (heading,) = of.markers.render(Marker("clusters", {}, 1), "index.md", "en", "en", "").headings
    assert "<" not in heading.name
    assert " ".join(parsed(heading.name).text_content().split()) == " ".join(text.split())


# ---- pages of examples --------------------------------------------------------------------------------------------


def test_untranslated_text_has_a_notice_and_lang(make):
    lone = example("lone", title=Text("Titel"), description=Text("Bara svenska."), regions=())
    page = parsed(make(lone).page(lone, "en").html)
    assert page.xpath("string(//div[@class='admonition note'])").strip() == "This text exists only in Swedish so far."
    assert page.xpath("//div[@lang='sv']/p/text()") == ["Bara svenska."]
    assert page.xpath("//h1/span[@lang='sv']/text()") == ["Titel"]
    swedish = parsed(make(lone).page(lone, "sv").html)
    assert swedish.xpath("//div[contains(@class, 'admonition')]") == []
    assert swedish.xpath("//*[@lang][not(@class='copied-text')]") == []


def test_suggest_links_to_the_line_of_the_entry(make):
    one, skane = dataclasses.replace(example("one"), line=7), dataclasses.replace(region("skane", "Skåne"), line=9)
    of = make(one, regions=(skane,))
    assert [of.suggest(record) for record in of.records.values()] == [
        "https://code.example.org/s3/blob/main/data/examples.yaml#L7",
        "https://code.example.org/s3/blob/main/data/regions.yaml#L9",
    ]
    without = make(one, site={**SITE, "source_url": None})
    assert [without.suggest(record) for record in without.records.values()] == [None]


def test_example_headings_match_the_page(make):
    text = Text("Text.", "Text.")
    one = example(
        "one",
        title=Text("R&D", "R&D"),
        challenge=text,
        funding=text,
        results=text,
        links=(Link("L", "sv", url="https://a.se", read="2026-01-31"),),
        sources=(Link("S", "sv", unverified="archived"),),
        related=("two",),
    )
    rendered = make(one, example("two")).page(one, "en")
    page = parsed(rendered.html)
    assert [heading.id for heading in rendered.headings] == [
        "example", "facts", "challenge", "description", "funding", "results", "sources", "related", "cite",
    ]  # fmt: skip
    assert rendered.headings[0] == Heading(1, "example", "R&amp;D")
    assert [heading.level for heading in rendered.headings[1:]] == [2] * 8
    assert page.xpath("//*[self::h1 or self::h2]/@id") == [heading.id for heading in rendered.headings]


def test_example_facts_link_to_steps_and_regions(make):
    one = example(
        "one",
        steps=("vision", "analysis"),
        regions=("skane",),
        organisations=(Organisation(Text("Firma"), "company", "https://a.se/f"), Organisation(Text("Lab"), "academia")),
        period=Period("2016", "2018"),
    )
    page = parsed(make(one, regions=(region("skane", "Skåne"),)).page(one, "en").html)
    facts = page.xpath("//div[@class='facts']")[0]
    assert [(link.text_content(), link.get("href")) for link in facts.xpath(".//a")] == [
        ("Vision", "../steps/vision.html"),
        ("Analysis", "../steps/analysis.html"),
        ("Skåne", "../regions/skane.html"),
        ("Firma", "https://a.se/f"),
    ]
    assert "2016–2018 ended" in " ".join(facts.text_content().split())


def test_sources_and_links_are_merged_without_duplicates(make):
    page, book = Link("Sida", "sv", url="https://a.se", read="2026-01-31"), Link("Bok", "sv", unverified="untried")
    one = example("one", links=(page,), sources=(book, page))
    tree = parsed(make(one).page(one, "sv").html)
    listed = tree.xpath("//h2[@id='sources']/following-sibling::ul[1]/li")
    assert [item.text_content() for item in listed] == ["Sida", "Bok"]


def test_stale_includes_pages_and_records(words):
    page, record = (translations.Item(name, "", "en", "stale", "2026-01-01") for name in ("a.md", "examples/b"))
    of = renderer(words, catalogue(), ledger=(page, record, translations.Item("c.md", "", "en", "fresh")))
    assert of.stale == {("a.md", "en"): "2026-01-01", ("examples/b.md", "en"): "2026-01-01"}


def test_example_lists_the_pages_that_use_it(words):
    uses = {"one": (Item("pages", "steps/vision.md", Text("Vision", "The vision"), None, None),)}
    of = renderer(words, catalogue(example("one")), uses=uses, **SITE)
    page = parsed(of.page(of.catalogue.examples[0], "en").html)
    links = page.xpath("//h2[@id='used-in']/following-sibling::ul[1]//a")
    assert [(link.text, link.get("href")) for link in links] == [("The vision", "../steps/vision.html")]


def test_example_shows_neighbours_in_each_list(make):
    one = example("one", steps=("vision",), regions=("skane",))
    two = example("two", title=Text("Två", "Two"), steps=("vision",), regions=("skane",))
    page = parsed(make(one, two, regions=(region("skane", "Skåne"),)).page(two, "en").html)
    lists = page.xpath("//nav[@class='neighbours']")
    assert [(nav.get("data-list"), nav.get("hidden") is not None) for nav in lists] == [
        ("step:vision", False),
        ("region:skane", True),
    ]
    assert [(link.get("rel"), link.get("href")) for link in lists[0].xpath("a")] == [("prev", "one.html")]
    assert lists[0].xpath("p/a/@href") == ["../steps/vision.html#examples"]


# ---- pages of regions ---------------------------------------------------------------------------------------------


def test_region_page_states_what_is_not_known(make):
    skane = region("skane", "Skåne", priorities=(Priority(Text("Mat")),), gaps=Text("Okänt.", "Unknown."))
    halland = region("halland", "Halland")
    of = make(example("one", regions=("skane",)), regions=(skane, halland), clusters=(cluster("nod", "Nod", "skane"),))
    ids = {one.id: [heading.id for heading in of.page(one, "en").headings] for one in (skane, halland)}
    assert ids == {
        "skane": ["region", "facts", "priorities", "strategy", "clusters", "examples", "gaps", "sources", "cite"],
        "halland": ["region", "facts", "priorities", "strategy", "examples", "sources", "cite"],
    }
    bare = " ".join(parsed(of.page(halland, "en").html).text_content().split())
    words = of.words["en"].region
    for sentence in (words.no_priorities, words.no_strategy, words.no_examples):
        assert sentence in bare
    cards = parsed(of.page(skane, "en").html).xpath("//ul[@class='cards']")
    assert [(one.get("data-list"), one.xpath("li//a/@href")) for one in cards] == [
        ("region:skane", ["../examples/one.html"])
    ]


def test_region_map_marks_the_region_and_links_to_all(make):
    regions = (region("skane", "Skåne"), region("halland", "Halland"))
    page = parsed(make(regions=regions).page(regions[0], "sv").html)
    links = page.xpath("//figure//svg[@aria-hidden]/a[@tabindex='-1']")  # keyboard users have the list
    assert [(link.get("href"), link.get("class")) for link in links] == [("skane.html", "here"), ("halland.html", None)]
    listed = page.xpath("//figure//ul[@class='map-list']/li/a")
    assert [(link.get("href"), link.get("aria-current")) for link in listed] == [
        ("halland.html", None),
        ("skane.html", "page"),
    ]


def test_region_shows_its_shared_area(make):
    area = shared_area("east", Text("Östra", "East"), priorities=(Priority(Text("Skog", "Forest")),))
    skane = region("skane", "Skåne", shared_area="east")
    page = parsed(make(regions=(skane,), shared_areas=(area,)).page(skane, "en").html)
    text = " ".join(page.text_content().split())
    assert "East" in text
    assert "Forest" in text
    assert page.xpath("//a[@href='index.html#shared-areas']")


# ---- links --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "source", "lang", "href"),
    [
        ("steps/vision.md", "index.md", "sv", "steg/vision.html"),
        ("steps/vision.md#how", "examples/one.md", "en", "../steps/vision.html#how"),
        ("examples/one.md", "examples/two.md", "sv", "one.html"),
        ("regions/skane.md#priorities", "index.md", "en", "regions/skane.html#priorities"),
    ],
)
def test_link_is_relative_and_in_the_readers_language(words, target, source, lang, href):
    pages = {"steps/vision.md": frozenset({"how"}), "index.md": frozenset()}
    of = renderer(words, catalogue(example("one"), regions=(region("skane", "Skåne"),)), page_ids=pages)
    assert of.href(target, source, lang) == href


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("steps/visoin.md", "docs/*/steps/visoin.md"),
        ("steps/vision.md#hwo", "docs/*/steps/vision.md { #hwo }"),
        ("examples/nowhere.md", "docs/*/examples/nowhere.md"),
    ],
)
def test_unknown_link_target_raises_an_error(words, target, expected):
    of = renderer(words, catalogue(example("one")), page_ids={"steps/vision.md": frozenset({"how"})})
    with pytest.raises(UnknownAddressError, match=re.escape(expected)):
        of.href(target, "index.md", "sv")


def test_links_in_data_texts_are_localised(make):
    text = "Se [visionen](steps/vision.md#how) och [sidan](https://a.se/readme.md)."
    of = make(example("one", description=Text(text, text)))
    for lang, address in (("sv", "../steg/vision.html#how"), ("en", "../steps/vision.html#how")):
        page = parsed(of.page(of.catalogue.examples[0], lang).html)
        links = page.xpath("//h2[@id='description']/following-sibling::p[1]/a/@href")
        assert links == [address, "https://a.se/readme.md"]


def test_dead_link_is_marked_once_in_each_place(words):
    dead = LinkStatus("https://a.se/x?a=b&c=d", "dead", "gone", "2026-11-07")
    link = Link("Sida", "sv", url=dead.url, read="2026-01-31")
    one = example(
        "one",
        description=Text(f"Se [sidan]({dead.url})."),
        organisations=(Organisation(Text("Firma"), "company", dead.url),),
        sources=(link, dataclasses.replace(link, url="https://a.se/y")),
    )
    links = Links("2026-11-21", (dead,), {dead.url: "https://old.se/x"})
    page = parsed(renderer(words, catalogue(one), links=links).page(one, "sv").html)
    marks = page.xpath("//small[@class='dead-link']")
    assert [mark.xpath("string(preceding-sibling::a[1]/@href)") for mark in marks] == [dead.url] * 3
    assert {mark.xpath("string(a/@href)") for mark in marks} == {"https://old.se/x"}
    assert words["links"]["dead"]["sv"].format(date="7 november 2026") in marks[0].text_content()


@pytest.mark.parametrize(
    ("link", "note"),
    [
        (Link("A", "sv", url="https://a.se", read="2026-01-31"), ""),
        (Link("A", "sv", unverified="archived"), ""),
        (Link("A", "da", url="https://a.se", read="2026-01-31"), "på danska"),
        (Link("A", "en", unverified="archived"), "på engelska"),
    ],
)
def test_source_note_names_the_language_if_it_differs(make, link, note):
    of = make()
    macros = of.templates.get_template("macros.html").make_module({"words": of.words["sv"]})
    assert macros.source_note(link, "sv") == note


# ---- sources, dates, words ----------------------------------------------------------------------------------------


def test_page_sources_keep_the_given_order(make):
    works = [
        reference(key, title, authors=(f"{key.upper()}, X.",)) for key, title in (("a", "Title a?"), ("b", "Title b"))
    ]
    rendered = make(references=tuple(works)).page_end(["b", "a"], "steps/vision.md", "sv")
    page = parsed(rendered.html)
    assert page.xpath("//ol/li/@id") == ["source-b", "source-a"]
    assert page.xpath("//ol/li/cite/text()") == ["Title b", "Title a?"]
    assert [cite.tail.strip() for cite in page.xpath("//ol/li/cite")] == [".", ""]
    assert [heading.id for heading in rendered.headings] == ["sources"]


def test_page_without_citations_has_no_sources_heading(make):
    rendered = make().page_end([], "steps/vision.md", "sv")
    assert (rendered.html, rendered.headings) == ("", ())


@pytest.mark.parametrize(
    ("start", "end", "sv", "en"),
    [
        ("2016", "2018", "2016–2018", "2016–2018"),
        ("2016", None, "från 2016", "from 2016"),
        (None, "2018", "till 2018", "until 2018"),
        ("2016-03", "2016-05", "mars–maj 2016", "March–May 2016"),
    ],
)
def test_period_is_localised(make, start, end, sv, en):
    of = make()
    assert (of.period(Period(start, end), "sv"), of.period(Period(start, end), "en")) == (sv, en)


@pytest.mark.parametrize(
    ("title", "start", "end", "years"),
    [
        ("A strategy", "2021", "2027", "2021–2027"),
        ("A strategy 2021–2027", "2021", "2027", ""),
        ("A strategy to 2027", None, "2027", ""),
        ("A strategy", None, "2027", "until 2027"),
        ("A strategy", None, None, ""),
    ],
)
def test_years_of_a_strategy_are_given_unless_its_title_has_them(make, title, start, end, years):
    assert make().years(Strategy(Text(en=title), start=start, end=end), "en") == years


def test_missing_word_raises_an_error(make):
    with pytest.raises(AttributeError, match=r"data/strings\.yaml has no nonsense"):
        _ = make().words["sv"].nonsense


def test_places_list_regions_then_place_then_countries(make):
    one = example("one", regions=("skane",), place=Text("Viken"), countries=("NO", "DK"))
    of = make(one, regions=(region("skane", "Skåne"),))
    assert of.where(one, "en") == ["Skåne", "Viken", "Norway", "Denmark"]


def test_terms_are_sorted_by_the_swedish_alphabet(make):
    terms = (term("o", "ö", "o"), term("a", "ä", "z"), term("b", "å", "b"), term("z", "z", "a"))
    of = make(glossary=terms)
    assert [[one.id for one in of.terms(lang)] for lang in LANGS] == [["z", "b", "a", "o"], ["z", "b", "o", "a"]]


def test_terms_are_explained_except_in_the_glossary(make):
    of = make(glossary=(term("cluster", "kluster", "cluster"),))
    html = "<p>Ett kluster.</p>"
    assert parsed(of.with_terms(html, "index.md", "sv", "sv")).xpath("//a/@href")[0] == "ordlista.html#cluster"
    assert of.with_terms(html, "glossary.md", "sv", "sv") == html


def test_used_term_has_one_explanation_with_glossary_link(make):
    cluster_ = dataclasses.replace(term("cluster", "kluster", "cluster"), explanation=Text("<Nära>.", "Near."))
    terms = (cluster_, term("rise", "RISE", "RISE"))
    page = make(glossary=terms).with_terms("<p>kluster, RISE, kluster</p>", "steps/vision.md", "sv", "sv")
    assert re.findall(r'popover id="term-([\w-]+)"', page) == ["cluster", "rise"]
    assert '<span id="note-cluster">&lt;Nära&gt;.</span>' in page
    assert parsed(page).xpath("//div[@id='term-cluster']/a/@href") == ["../ordlista.html#cluster"]


def test_page_without_terms_has_no_explanations(make):
    html = "<p>Hej</p>"
    assert make(glossary=(term("cluster", "kluster", "cluster"),)).with_terms(html, "index.md", "sv", "sv") == html


def test_terms_are_explained_once_in_record_texts_only(make):
    text = Text("Ett kluster. Klustret.", "A cluster.")
    terms = (term("cluster", "kluster", "cluster", inflections=Forms(sv=("klustret",))),)
    one = example("one", title=Text("Kluster"), summary=Text("Kort."), description=text, lesson=text)
    page = parsed(make(one, glossary=terms).page(one, "sv").html)
    (link,) = page.xpath("//a[@class='term']")
    assert (link.text, link.get("href")) == ("kluster", "../ordlista.html#cluster")
    assert page.xpath("//h2[@id='description']/following-sibling::p[1]/a") == [link]
    assert page.xpath("//div[@class='explanations']/div/@id") == ["term-cluster"]


def test_generated_parts_of_written_pages_are_not_indexed(make):
    of = make(example("one", regions=("skane",)), regions=(region("skane", "Skåne"),))
    values = {"examples": of.catalogue.examples, "of_list": None, "more": 0}
    listed = of.fill("marker/examples.html", "index.md", "sv", "sv", search=True, **values)
    assert parsed(listed.html).xpath("./ul/@data-search-exclude") == ["true"]
    assert "data-search-exclude" not in of.page(of.catalogue.regions[0], "sv").html


# ---- old addresses and the offline copy ---------------------------------------------------------------------------


def test_redirects_keep_the_language(make):
    moved = (Moved(1, "steg/implementering.html", "sv", "steps/policy-mix.md#how"),)
    of = make(example("new", aliases=("old",)), moved=moved)
    pages = {lang: dict(of.redirects(lang)) for lang in LANGS}
    assert {lang: list(of_lang) for lang, of_lang in pages.items()} == {
        "sv": ["exempel/old.html", "steg/implementering.html"],
        "en": ["en/examples/old.html"],
    }
    page = lxml.html.document_fromstring(pages["sv"]["steg/implementering.html"])
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=policymix.html#how"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://s3.example.org/steg/policymix.html"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//body//a/@href") == ["policymix.html#how"]


def test_offline_note_has_the_date(make):
    note = parsed(make().offline_note("en"))
    assert note.xpath("string(p[@class='offline'])") == "This is the offline copy of 21 November 2026."


# ---- the project's own data ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(words) -> Renderer:
    """Return a renderer of the project's own data."""
    docs, problems = schemas.load(ROOT / "data", REGISTERS)
    assert problems == []
    full = Catalogue.of({name: [(1, entry) for entry in docs[name].data] for name in REGISTERS})
    files = schemas.Schemas(ROOT / "data/schema").files
    return Renderer(full, words, datetime.date(2026, 11, 21), schemas=files, **SITE)


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_or_marker_shows_an_unfilled_placeholder(real, lang):
    pages = [(source, record.render(lang)) for source, record in real.records.items()]
    pages += [
        (name, real.markers.render(Marker(name, {}, 1), "index.md", lang, lang, ""))
        for name in real.markers.allowed
        if name != "staff"
    ]
    assert len(pages) > 100
    for name, rendered in pages:
        page = parsed(rendered.html)
        for code in page.xpath("//pre | //pre/code"):  # BibTeX and Markdown have braces
            code.text = ""
        shown = [page.text_content(), *page.xpath("//@*[not(starts-with(name(), 'data-'))]")]  # read by scripts only
        assert [text for text in shown if re.search(r"\{[^}]*\}|%\(", text)] == [], name


@pytest.mark.parametrize("lang", LANGS)
def test_record_pages_have_one_h1_and_unique_ids(real, lang):
    for source, record in real.records.items():
        rendered = record.render(lang)
        page = parsed(rendered.html)
        ids = page.xpath("//@id")
        assert len(page.xpath("//h1")) == 1, source
        assert len(ids) == len(set(ids)), source
        assert [heading.id for heading in rendered.headings] == page.xpath("//*[self::h1 or self::h2 or self::h3]/@id")


def test_status_depends_on_the_build_date_not_the_clock(words):
    ended = example("one", period=Period("2016", "2026-11-20"))
    shown = [
        renderer(words, catalogue(ended), today=day).page(ended, "en").html
        for day in (TODAY, TODAY - datetime.timedelta(days=1))
    ]
    statuses = [parsed(html).xpath("//div[@class='facts']//small/text()") for html in shown]
    assert (statuses[0][0], statuses[1][0]) == ("ended", "ongoing")


def test_emphasised_title_has_lang_if_it_differs(words):
    cited = reference("one", "Läget & länet", lang="sv")
    plan = Strategy(Text("Skåne 2030", "Skåne 2030"), "plan")
    named = region("skane", "Skåne", strategies=(plan,))
    of = renderer(words, catalogue(references=(cited,), regions=(named,)))
    html = "<em>Läget &amp; länet</em> <em>Skåne\n2030</em> <em>not a title</em>"
    assert of.with_languages(html, "sv") == html
    assert of.with_languages(html, "en") == (
        '<em lang="sv">Läget &amp; länet</em> <em lang="sv">Skåne\n2030</em> <em>not a title</em>'
    )


@pytest.mark.parametrize(
    ("title", "of", "lang", "marked"),
    [
        (Text("Plan för Skåne", "Plan för Skåne"), None, "en", "sv"),
        (Text("A plan", "A plan"), "en", "sv", "en"),
        (Text("En plan", "A plan"), "sv", "en", None),
        (Text("En plan", "A plan"), "en", "sv", None),
    ],
)
def test_untranslated_strategy_title_has_lang(words, title, of, lang, marked):
    named = region("skane", "Skåne", strategies=(Strategy(title, "plan", kind="s3", url="https://a.se", lang=of),))
    page = parsed(renderer(words, catalogue(regions=(named,))).page(named, lang).html)
    (link,) = page.xpath("//h2[@id='strategy']/following-sibling::p[1]/a")
    assert (link.text_content(), link.get("lang")) == (title.show(lang), marked)
