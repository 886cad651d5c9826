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
def render(words):
    """Return a function that returns a page and its template context."""

    def render(source, lang="sv", written=("sv", "en"), locale=None, meta=None, ledger=()):
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

    return render


def _place(nav, source):
    """Return the section and ancestors of a page in the menu; none for a page outside it."""
    result = [page for page in nav.pages if page.file.norm_src_uri == source]
    return (
        {"parent": result[0].parent, "ancestors": result[0].ancestors} if result else {"parent": None, "ancestors": ()}
    )


def thing(context):
    return context["linked_data"]["@graph"][0]


def test_alternates_are_absolute_urls_with_x_default(render):
    _, context = render("steps/vision.md")
    assert [(one["lang"], one["link"]) for one in context["alternates"]] == [
        ("sv", f"{SITE_URL}steg/vision.html"),
        ("en", f"{SITE_URL}en/steps/vision.html"),
        ("x-default", f"{SITE_URL}steg/vision.html"),
    ]


def test_fallback_page_has_notice_and_canonical_original(render, words):
    page, context = render("steps/vision.md", "en", written=("sv",), locale="sv")
    assert page.canonical_url == f"{SITE_URL}steg/vision.html"
    assert context["notices"] == [words["page"]["fallback"]["en"]]
    assert context["text_lang"] == "sv"
    assert [one["lang"] for one in context["alternates"]] == ["sv", "x-default"]
    assert page.shared["og:locale:alternate"] == "sv_SE"
    assert page.shared["og:url"] == page.canonical_url


def test_page_in_the_readers_language_has_no_notice(render):
    page, context = render("steps/vision.md", written=("sv",))
    assert page.canonical_url == f"{SITE_URL}steg/vision.html"
    assert "og:locale:alternate" not in page.shared
    assert (context["notices"], context["text_lang"]) == ([], None)


def test_untranslated_record_has_no_fallback_notice(render):
    assert render("examples/one.md", "en", written=("sv",))[1]["notices"] == []


@pytest.mark.parametrize(("checked", "expected"), [("2026-01-02", " Checked on 2 January 2026."), (None, "")])
def test_stale_translation_notice_has_the_check_date(render, words, checked, expected):
    ledger = (Item("steps/vision.md", "", "en", "stale", checked),)
    texts = words["page"]
    when = " " + texts["checked_on"]["en"].format(date="2 January 2026") if expected else ""
    assert render("steps/vision.md", "en", ledger=ledger)[1]["notices"] == [texts["stale"]["en"] + when]
    assert render("steps/vision.md", "sv", ledger=ledger)[1]["notices"] == []


def test_open_graph_texts_are_escaped_once(render):
    shared = render("steps/vision.md")[0].shared
    assert (shared["og:title"], shared["og:description"]) == ("A & B", "On <b>")
    assert (shared["og:locale"], shared["og:locale:alternate"]) == ("sv_SE", "en_GB")
    assert shared["og:image"] == f"{SITE_URL}assets/share-sv.png"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("source", "kind"), [("index.md", "website"), ("steps/index.md", "article")])
def test_open_graph_type_is_website_or_article(render, source, kind, lang):
    assert render(source, lang)[0].shared["og:type"] == kind


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
def test_linked_data_has_the_page_type(render, source, kind):
    assert thing(render(source)[1])["@type"] == kind


def test_linked_data_texts_are_unescaped(render):
    page, context = render("examples/one.md", meta={"reviewed": "2026-11-21"})
    result = thing(context)
    assert (result["name"], result["description"]) == ("A & B", "On <b>")
    assert (result["url"], result["dateModified"]) == (page.canonical_url, "2026-11-21")
    assert result["publisher"]["name"] == "The Agency"
    assert [place["name"] for place in result["spatialCoverage"]] == ["Skåne", "Norge"]


@pytest.mark.parametrize(
    ("source", "expected"),
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
def test_breadcrumbs_start_at_the_front_page(render, source, expected):
    _, context = render(source)
    listed = context["linked_data"]["@graph"][1]["itemListElement"]
    assert [(one["name"], one["item"].removeprefix(SITE_URL)) for one in listed] == expected
    assert [one["position"] for one in listed] == list(range(1, len(listed) + 1))
    assert [stop.title for stop in context["crumbs"]] == [name for name, _ in expected[:-1]]


@pytest.mark.parametrize(
    ("source", "suggest"),
    [
        ("steps/vision.md", "https://code.example.org/edit/x.md"),
        ("examples/one.md", "https://code.example.org/s3/data/examples.yaml#L1"),
    ],
)
def test_suggest_link_points_to_the_source(render, source, suggest):
    assert render(source)[1]["suggest"] == suggest


@pytest.mark.parametrize(("lang", "expected"), [("sv", "21 november 2026"), ("en", "21 November 2026")])
def test_review_date_is_localised(render, lang, expected):
    assert render("steps/vision.md", lang, meta={"reviewed": "2026-11-21"})[1]["reviewed"] == expected
    assert render("steps/vision.md", lang)[1]["reviewed"] == ""


@pytest.mark.parametrize(
    ("site_url", "page"),
    [
        ("https://a.se/", '<link href="assets/a.css"><a href="//b.se/x"><script src="a.js">'),
        ("https://a.se/s3/", '<link href="/assets/a.css"><a href="//b.se/x"><script src="/a.js">'),
    ],
)
def test_404_page_links_omit_the_site_path(site_url, page):
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
