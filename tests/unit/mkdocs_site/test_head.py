"""The template context of a page: alternates, metadata, linked data, breadcrumbs and notices."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import escape

from guide.data.addresses import other
from guide.data.entries import Text
from guide.data.strings import date
from guide.mkdocs_site import head
from guide.mkdocs_site.site import Site
from guide.prose.translations import Item
from unit.conftest import ROOT
from unit.entries import catalogue, example, parsed, region, renderer
from unit.mkdocs_site.navigation import navigation

ENV = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=False)  # noqa: S701  as MkDocs' own
ENV.filters["date"] = date
SITE_URL = "https://s3.example.org/"
MENU = (
    "index.md",
    ("Steps & stages", ["steps/index.md", "steps/vision.md"]),
    ("Examples", ["examples/index.md"]),
    "glossary.md",
)
ONE = example("one", title=Text("A & B"), regions=("skane",), countries=("NO",))


@pytest.fixture
def made(words):
    """Return a function that returns a page and its template context."""

    def made(source, lang="sv", written=("sv", "en"), locale=None, meta=None, ledger=()):
        data = catalogue(ONE, regions=(region("skane", "Skåne"),))
        of = renderer(
            words,
            data,
            publisher={"name": "The Agency"},
            site_url=SITE_URL,
            source_url="https://code.example.org/s3",
            ledger=ledger,
        )
        nav = navigation(of.addresses, *MENU)
        config = SimpleNamespace(
            extra={"site": Site(of, context={"nav": nav})},
            plugins={"i18n": SimpleNamespace(current_language=lang)},
            site_url=SITE_URL,
            site_name="S3",
        )
        alternates = {one: SimpleNamespace(url=of.addresses.of(source, one)) for one in ("sv", "en")}
        page = SimpleNamespace(
            title=escape("A"),  # the title in the menu
            meta={"title": escape("A & B"), "description": escape("On <b>"), **(meta or {})},
            canonical_url=SITE_URL + of.addresses.of(source, lang),
            url=of.addresses.of(source, lang),
            edit_url="https://code.example.org/edit/x.md",
            **_place(nav, source),
            file=SimpleNamespace(norm_src_uri=source, written=written, locale=locale or lang, alternates=alternates),
        )
        context = head.context(page, config, of)
        codes = {"code": lang, "other": other(lang), "words": words["page"]}
        shared, linked, notices = (
            ENV.get_template(f"partials/{name}.html").render(**context, **codes, page=page, config=config)
            for name in ("open_graph", "linked_data", "notices")
        )
        page.shared = {one.get("property"): one.get("content") for one in parsed(shared).xpath("//meta")}
        context["notices"] = parsed(f"<div>{notices}</div>").xpath("//p/text()")
        context["linked_data"] = json.loads(parsed(linked).xpath("string(//script)"))
        return page, context

    return made


def _place(nav, source):
    """Return the section and ancestors of a page in the menu; none for a page outside it."""
    found = [page for page in nav.pages if page.file.norm_src_uri == source]
    return {"parent": found[0].parent, "ancestors": found[0].ancestors} if found else {"parent": None, "ancestors": ()}


def thing(context):
    return context["linked_data"]["@graph"][0]


def test_every_version_of_a_page_is_linked_with_its_whole_address(made):
    _, context = made("steps/vision.md")
    assert [(one["lang"], one["link"]) for one in context["alternates"]] == [
        ("sv", f"{SITE_URL}steg/vision.html"),
        ("en", f"{SITE_URL}en/steps/vision.html"),
        ("x-default", f"{SITE_URL}steg/vision.html"),
    ]


def test_stand_in_is_canonical_at_its_original_and_says_so(made, words):
    page, context = made("steps/vision.md", "en", written=("sv",), locale="sv")
    assert page.canonical_url == f"{SITE_URL}steg/vision.html"
    assert context["notices"] == [words["page"]["fallback"]["en"]]
    assert context["text_lang"] == "sv"
    assert [one["lang"] for one in context["alternates"]] == ["sv", "x-default"]
    assert page.shared["og:locale:alternate"] == "sv_SE"
    assert page.shared["og:url"] == page.canonical_url


def test_page_in_the_readers_language_has_no_notice(made):
    page, context = made("steps/vision.md", written=("sv",))
    assert page.canonical_url == f"{SITE_URL}steg/vision.html"
    assert "og:locale:alternate" not in page.shared
    assert (context["notices"], context["text_lang"]) == ([], None)


def test_untranslated_record_says_so_in_its_own_text_only(made):
    assert made("examples/one.md", "en", written=("sv",))[1]["notices"] == []


@pytest.mark.parametrize(("checked", "said"), [("2026-01-02", " Checked on 2 January 2026."), (None, "")])
def test_stale_translation_says_when_it_was_checked(made, words, checked, said):
    ledger = (Item("steps/vision.md", "", "en", "stale", checked),)
    texts = words["page"]
    when = " " + texts["checked_on"]["en"].format(date="2 January 2026") if said else ""
    assert made("steps/vision.md", "en", ledger=ledger)[1]["notices"] == [texts["stale"]["en"] + when]
    assert made("steps/vision.md", "sv", ledger=ledger)[1]["notices"] == []


def test_title_is_escaped_once_where_the_page_is_shared(made):
    shared = made("steps/vision.md")[0].shared
    assert (shared["og:title"], shared["og:description"]) == ("A & B", "On <b>")
    assert (shared["og:locale"], shared["og:locale:alternate"]) == ("sv_SE", "en_GB")
    assert shared["og:image"] == f"{SITE_URL}assets/share-sv.png"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("source", "kind"), [("index.md", "website"), ("steps/index.md", "article")])
def test_front_page_is_a_website_and_the_others_are_articles(made, source, kind, lang):
    assert made(source, lang)[0].shared["og:type"] == kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("index.md", "CollectionPage"),
        ("steps/index.md", "CollectionPage"),
        ("glossary.md", "CollectionPage"),
        ("steps/vision.md", "Article"),
        ("examples/pack.md", "Article"),
        ("examples/one.md", "CreativeWork"),
    ],
)
def test_linked_data_says_what_kind_of_page_it_is(made, source, kind):
    assert thing(made(source)[1])["@type"] == kind


def test_linked_data_has_the_texts_as_written(made):
    page, context = made("examples/one.md", meta={"reviewed": "2026-11-21"})
    found = thing(context)
    assert (found["name"], found["description"]) == ("A & B", "On <b>")
    assert (found["url"], found["dateModified"]) == (page.canonical_url, "2026-11-21")
    assert found["publisher"]["name"] == "The Agency"
    assert [place["name"] for place in found["spatialCoverage"]] == ["Skåne", "Norge"]


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("glossary.md", [("index.md", "index.html"), ("A & B", "ordlista.html")]),
        (
            "steps/vision.md",
            [("index.md", "index.html"), ("Steps & stages", "steg/index.html"), ("A & B", "steg/vision.html")],
        ),
        (
            "examples/one.md",
            [("index.md", "index.html"), ("examples/index.md", "exempel/index.html"), ("A & B", "exempel/one.html")],
        ),
    ],
)
def test_breadcrumbs_lead_from_the_front_page_to_the_page(made, source, way):
    _, context = made(source)
    listed = context["linked_data"]["@graph"][1]["itemListElement"]
    assert [(one["name"], one["item"].removeprefix(SITE_URL)) for one in listed] == way
    assert [one["position"] for one in listed] == list(range(1, len(listed) + 1))
    assert [stop.title for stop in context["crumbs"]] == [name for name, _ in way[:-1]]


@pytest.mark.parametrize(
    ("source", "suggest"),
    [
        ("steps/vision.md", "https://code.example.org/edit/x.md"),
        ("examples/one.md", "https://code.example.org/s3/data/examples.yaml#L1"),
    ],
)
def test_change_is_suggested_where_the_text_is(made, source, suggest):
    assert made(source)[1]["suggest"] == suggest


@pytest.mark.parametrize(("lang", "said"), [("sv", "21 november 2026"), ("en", "21 November 2026")])
def test_day_of_review_is_written_as_each_language_does(made, lang, said):
    assert made("steps/vision.md", lang, meta={"reviewed": "2026-11-21"})[1]["reviewed"] == said
    assert made("steps/vision.md", lang)[1]["reviewed"] == ""


@pytest.mark.parametrize(
    ("site_url", "page"),
    [
        ("https://a.se/", '<link href="assets/a.css"><a href="//b.se/x"><script src="a.js">'),
        ("https://a.se/s3/", '<link href="/assets/a.css"><a href="//b.se/x"><script src="/a.js">'),
    ],
)
def test_404_page_has_links_without_the_path_of_the_site(site_url, page):
    given = '<link href="/assets/a.css"><a href="//b.se/x"><script src="/a.js">'
    config = SimpleNamespace(site_url=site_url, plugins={"i18n": SimpleNamespace(current_language="sv")})
    assert head.not_found(given, config) == page
    assert (
        head.not_found(
            given.replace("/a", "/s3/a"), SimpleNamespace(**{**vars(config), "site_url": "https://a.se/s3/"})
        ).count('"a')
        == 2
    )


def test_404_page_is_written_in_the_default_language_only():
    config = SimpleNamespace(site_url="https://a.se/", plugins={"i18n": SimpleNamespace(current_language="en")})
    assert head.not_found("<p>", config) == ""
