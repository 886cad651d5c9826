"""Pages of records as targets of links, and in the page template."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.structure.files import Files

from guide.data.entries import Text
from guide.mkdocs_site.record_pages import RecordFile, pages
from guide.mkdocs_site.site import Site
from unit.entries import catalogue, cluster, example, parsed, region, renderer
from unit.mkdocs_site.navigation import navigation

SITE_URL = "https://s3.example.org/"
SHARED = """\
{% set menu %}menu {{ count() }} {{ nav.pages | selectattr("active") | map(attribute="title") | join }}{% endset %}
"""
TEMPLATE = """\
<title>{{ page.meta.title }}</title><base href="{{ base_url }}"><link href="{{ page.canonical_url }}">
<nav>{{ shared.menu }}</nav>{% for one in (page.toc | first).children %}<a href="{{ one.url }}">{{ one.title }}</a>{% endfor %}
<i>{{ given }}</i><article>{{ page.content }}</article>
"""


@pytest.fixture
def of(words):
    """Return a renderer of two examples, one of them untranslated, a region and a cluster."""
    both = Text("R&D <nu>", "R&D <now>")
    one = example("one", title=both, summary=both, description=both, regions=("skane",))
    clusters = (cluster("nod", Text("Nod & <b>"), "skane"),)
    data = catalogue(one, example("lone", regions=("skane",)), regions=(region("skane", "Skåne"),), clusters=clusters)
    return renderer(words, data, site_url=SITE_URL, publisher={"name": "P"})


@pytest.fixture
def render_pages(of):
    """Return a function that returns the pages in a language by source, and a list of the renderings of shared parts."""

    def render_pages(lang):
        rendered = []
        templates = DictLoader({"main.html": TEMPLATE, "partials/shared.html": SHARED})
        env = Environment(loader=templates, autoescape=False)  # noqa: S701  as MkDocs' own
        env.globals["count"] = lambda: rendered.append(1) or len(rendered)
        nav = navigation(of.addresses, "index.md", ("Examples", ["examples/index.md"]), "regions/index.md")
        site = Site(of, env=env, context={"given": "by MkDocs", "nav": nav})
        config = SimpleNamespace(
            extra={"site": site},
            plugins={"i18n": SimpleNamespace(current_language=lang)},
            site_url=SITE_URL,
            site_name="S3",
        )
        return {source: parsed(page) for source, page, *_ in pages(config)}, rendered

    return render_pages


def test_mkdocs_does_not_build_or_copy_record_files(of, tmp_path):
    file = RecordFile("examples/one.md", "en", of.records["examples/one.md"], of)
    assert not file.is_documentation_page()
    file.copy_file()
    assert list(tmp_path.iterdir()) == []
    assert list(Files([file]).documentation_pages()) == []


def test_links_resolve_to_the_file_and_its_heading_ids(of):
    file = RecordFile("examples/one.md", "en", of.records["examples/one.md"], of)
    assert Files([file]).get_file_from_path("en/examples/one.md") is file
    assert (file.url, file.dest_uri) == ("en/examples/one.html", "en/examples/one.html")
    assert file.page.present_anchor_ids == {"example", "facts", "description", "sources", "related", "cite"}


def test_record_has_an_alternate_in_each_language(of):
    file = RecordFile("examples/lone.md", "en", of.records["examples/lone.md"], of)
    assert {lang: one.url for lang, one in file.alternates.items()} == {
        "sv": "exempel/lone.html",
        "en": "en/examples/lone.html",
    }
    assert (file.written, file.locale, file.page.meta["reviewed"]) == (("sv",), "en", "2026-11-21")


def test_records_use_the_page_template_with_mkdocs_context(render_pages):
    pages, _ = render_pages("en")
    assert list(pages) == ["examples/one.md", "examples/lone.md", "regions/skane.md"]
    for page in pages.values():
        assert page.xpath("string(i)") == "by MkDocs"
        assert len(page.xpath("article//h1")) == 1


def test_title_is_escaped_and_base_url_is_relative(render_pages):
    page = render_pages("en")[0]["examples/one.md"]
    assert page.xpath("string(title)") == "R&D <now>"
    assert page.xpath("base/@href") == ["../.."]
    assert page.xpath("link/@href") == [f"{SITE_URL}en/examples/one.html"]
    assert render_pages("sv")[0]["examples/one.md"].xpath("base/@href") == [".."]


def test_untranslated_record_is_canonical_in_its_own_language(render_pages):
    assert render_pages("en")[0]["examples/lone.md"].xpath("link/@href") == [f"{SITE_URL}exempel/lone.html"]


def test_toc_lists_the_headings_of_the_page(render_pages, of):
    page = render_pages("sv")[0]["regions/skane.md"]
    rendered = of.page(of.catalogue.regions[0], "sv")
    assert page.xpath("a/@href") == [f"#{heading.id}" for heading in rendered.headings[1:]]
    assert page.xpath("a/text()")[0] == of.words["sv"].example.facts


def test_shared_partials_are_rendered_once_per_folder(render_pages):
    pages, rendered = render_pages("sv")
    assert len(rendered) == 2  # examples and regions
    assert [page.xpath("string(nav)") for page in pages.values()] == [
        "menu 1 examples/index.md",  # marks the list that the record is in
        "menu 1 examples/index.md",
        "menu 2 regions/index.md",
    ]
