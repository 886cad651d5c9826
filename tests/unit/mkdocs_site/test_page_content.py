"""Hand-written pages, from Markdown through MkDocs' conversion to the final HTML."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import yaml
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from guide.data.entries import Link, Text
from guide.data.external_links import Links, LinkStatus
from guide.mkdocs_site import page_content
from guide.mkdocs_site.site import Site
from guide.prose.citations import Citations
from unit.conftest import ROOT
from unit.entries import catalogue, cluster, example, parsed, reference, region, renderer, term

SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:")[2].partition("\n\n")[0]
REGISTERS = {
    "references": (
        reference("a", "Title A", authors=("A, X.",)),
        reference("b", "Title B", authors=("B, X.",)),
        reference("c", "Title C", publisher='C & "D"'),
    ),
    "regions": (region("skane", "Skåne"),),
    "clusters": (cluster("one", "R&D", "skane"), cluster("two", Text("Två <b>"), "skane")),
    "glossary": (term("cluster", "kluster", "cluster"),),
}


@pytest.fixture
def render_page(words):
    """Return a function that renders the Markdown of a page, and returns the page with its ``text`` and ``tree``."""

    def render_page(
        markdown, *examples, source="steps/vision.md", lang="sv", locale=None, meta=None, registers=None, **more
    ):
        config = MkDocsConfig()
        extensions = yaml.safe_load(SETTINGS)
        config.load_dict(
            {"site_name": "S", "docs_dir": str(ROOT / "docs"), "markdown_extensions": extensions, "plugins": []}
        )
        assert config.validate() == ([], [])
        of = renderer(words, catalogue(*examples, **{**REGISTERS, **(registers or {})}), **more)
        config.extra.update(site=Site(of), citations=Citations())
        config.markdown_extensions.append(config.extra["citations"])
        config.plugins["i18n"] = SimpleNamespace(current_language=lang)
        file = File(f"{lang}/{source}", config.docs_dir, config.site_dir, use_directory_urls=False)
        file.norm_src_uri, file.locale = source, locale or lang
        page = Page(None, file, config)
        front_matter = {"title": "A & B", "description": "C", **(meta or {})}
        file.content_string = f"---\n{yaml.safe_dump(front_matter, allow_unicode=True)}---\n{markdown}"
        page.markdown = page_content.prepared(markdown, page, config)
        page.render(config, Files([file]))
        page.rendered = page.content
        page.searched = page.content = page_content.with_markers(page.content, page, config)
        page_content.finish(page, config)
        page.text, page.refused = page.content, config.extra["site"].refused
        page.tree = parsed(page.text)
        return page

    return render_page


def outline(page):
    """Return the table of contents as nested tuples of id, title and children."""

    def pairs(links):
        return [(link.id, link.title, pairs(link.children)) for link in links]

    return pairs(page.toc)


def test_letters_of_a_page_are_composed(render_page):
    page = render_page("Va\u0308stra o\ufb03ce.", meta={"title": "Go\u0308taland"})
    assert "Västra office." in page.text
    assert page.meta["title"] == "Götaland"


# ---- citations ----------------------------------------------------------------------------------------------------


def test_sources_are_numbered_and_listed_in_text_order(render_page):
    page = render_page("One [@b]. Two [@a; @b].")
    links = page.tree.xpath("//a[@class='citation']")
    assert [(link.text, link.get("href"), link.get("aria-label")) for link in links] == [
        ("[1]", "#source-b", "Källa 1: B"),
        ("[2]", "#source-a", "Källa 2: A"),
        ("[1]", "#source-b", "Källa 1: B"),
    ]
    assert page.tree.xpath("//div[@class='sources']/ol/li/@id") == ["source-b", "source-a"]
    assert page.file.keys == ["b", "a"]


def test_citation_numbers_follow_the_text_across_blocks(render_page):
    page = render_page(
        "| H | I [@b] |\n|---|---|\n| x [@a] | y |\n| z [@b] | [@c] |\n\n"
        '- one [@a]\n\n!!! note "N"\n\n    Text [@c].\n\n## Heading [@b] { #h }\n\nEnd [@a].'
    )
    assert page.tree.xpath("//a[@class='citation']/text()") == ["[1]", "[2]", "[1]", "[3]", "[2]", "[3]", "[1]", "[2]"]
    assert page.file.keys == ["b", "a", "c"]


def test_citation_number_has_no_space_before_it(render_page):
    assert parsed(render_page("One [@b], two.").text).xpath("string(//p)") == "One[1], two."


@pytest.mark.parametrize("code", ["`[@a]`", "    [@a]\n", "```\n[@a]\n```", "\\[@a]"])
def test_ignores_citation_in_code(render_page, code):
    page = render_page(f"Text.\n\n{code}")
    assert "[@a]" in page.tree.text_content()
    assert page.tree.xpath("//a") == []
    assert page.file.keys == []


def test_source_name_is_escaped_in_its_label(render_page):
    assert render_page("One [@c].").tree.xpath("//a[@class='citation']/@aria-label") == ['Källa 1: C & "D"']


@pytest.mark.parametrize(("lang", "title"), [("sv", "Ett <namn>"), ("en", "A name")])
def test_cited_example_is_a_link_and_not_a_source(render_page, lang, title):
    one = example("one", title=Text("Ett <namn>", "A name"))
    page = render_page("Läs [@example:one; @example:one] (se [@example:one]).", one, lang=lang)
    assert page.tree.xpath("string(//p)") == f"Läs {title}, {title} (se {title})."
    folder = {"sv": "../exempel", "en": "../examples"}[lang]
    assert page.tree.xpath("//a[@class='example-link']/@href") == [f"{folder}/one.html"] * 3
    assert page.tree.xpath("//h2 | //ol") == []


def test_untranslated_example_title_has_lang(render_page):
    page = render_page("See [@example:one].", example("one", title=Text("Ett")), lang="en")
    assert page.tree.xpath("//a[@class='example-link']/span[@lang='sv']/text()") == ["Ett"]


# ---- markers ------------------------------------------------------------------------------------------------------


def test_marker_is_replaced_after_markdown(render_page):
    page = render_page("Before.\n\n<!-- clusters -->\n\nAfter.")
    assert "<!-- clusters -->" in page.rendered
    assert "<!--" not in page.text
    before, after = page.tree.xpath("./p[text()='Before.' or text()='After.']")
    assert before.xpath("following-sibling::*[1][@class='table']")
    assert after.xpath("preceding-sibling::h2/@id") == ["one", "two"]


@pytest.mark.parametrize(
    "markdown",
    [
        "- item\n\n    <!-- examples -->",
        "> <!-- examples -->",
        '!!! note "N"\n\n    Text.\n\n    <!-- examples -->',
        '<div class="x" markdown="block">\n\n<!-- examples -->\n\n</div>',
        "Text\n<!-- examples -->\nmore",
    ],
)
def test_marker_is_replaced_in_any_block(render_page, markdown):
    assert render_page(markdown, example("one")).tree.xpath("//ul[@class='cards']/li//a/@href") == [
        "../exempel/one.html"
    ]


@pytest.mark.parametrize(
    "code", ["`<!-- examples -->`", "    <!-- examples -->\n    <!-- steps -->", "```\n<!-- examples -->\n```"]
)
def test_ignores_marker_in_code(render_page, code):
    page = render_page(f"Text.\n\n{code}", example("one"))
    assert "<!-- examples -->" in page.tree.xpath("string(//code)")
    assert page.tree.xpath("//li | //figure") == []


def test_cited_example_has_no_card(render_page):
    page = render_page("Se [@example:one].\n\n<!-- examples -->", example("one"), example("two"))
    assert page.tree.xpath("//a[@class='card-title']/@href") == ["../exempel/two.html"]


def test_editors_note_is_removed(render_page):
    assert render_page("A\n\n<!-- # check in May -->\n\nB").tree.text_content().split() == ["A", "B"]


def test_toc_includes_generated_headings_in_order(render_page):
    page = render_page(
        "# Sida { #page }\n\nText [@a].\n\n## Före & efter { #before }\n\n<!-- clusters -->\n\n## Sist { #last }\n\nText."
    )
    heading = page.tree.xpath("string(//h2[@id='sources'])")
    assert outline(page) == [
        (
            "page",
            "Sida",
            [
                ("before", "Före &amp; efter", []),
                ("one", "R&amp;D", []),
                ("two", "Två &lt;b&gt;", []),
                ("last", "Sist", []),
                ("sources", heading, []),
            ],
        )
    ]


def test_toc_titles_in_the_other_language_have_no_markup(render_page):
    (top,) = outline(render_page("# Page { #page }\n\n<!-- clusters -->", lang="en"))
    assert top[2] == [("one", "R&amp;D", []), ("two", "Två &lt;b&gt;", [])]


def test_generated_ids_are_valid_link_targets(render_page):
    page = render_page(
        "# Sida { #page }\n\nText [@a].\n\n<!-- clusters -->\n\n<!-- references -->\n\n<!-- glossary -->"
    )
    generated = {"one", "two", "a", "b", "c", "cluster", "sources"}
    assert page.present_anchor_ids == {"page", *generated}
    assert generated <= set(page.tree.xpath("//@id"))


def test_generated_table_is_labelled_by_the_heading_above(render_page):
    page = render_page("## Ett { #first }\n\nText.\n\n## Två { #second }\n\n<!-- regions -->")
    assert page.tree.xpath("//table/@aria-labelledby") == ["second"]


# ---- what else a page gets ----------------------------------------------------------------------------------------


def test_terms_are_explained_outside_generated_tables_only(render_page):
    page = render_page("Ett kluster.\n\n<!-- clusters -->")
    assert page.tree.xpath("//a[@class='term']/@href") == ["../ordlista.html#cluster"]
    assert page.tree.xpath("//a[@class='term']/ancestor::*[contains(@class, 'table')]") == []


def test_written_and_generated_tables_have_headers(render_page):
    page = render_page("## A { #a-heading }\n\n| H | I |\n|---|---|\n| x | y |\n\n<!-- regions -->")
    written, generated = page.tree.xpath("//table")
    assert (written.get("aria-labelledby"), generated.get("aria-labelledby")) == ("a-heading", "a-heading")
    assert written.xpath(".//th/@scope") == ["col", "col", "row"]
    assert generated.xpath("count(ancestor::div[@class='md-typeset__scrollwrap'])") == 1


def test_dead_link_is_marked_once_in_text_and_markers(render_page):
    dead = LinkStatus("https://a.se/x?a=b&c=d", "dead", "gone", "2026-11-07")
    source = Link("Sida", "sv", url=dead.url, read="2026-01-31")
    clusters = {"clusters": (cluster("one", "Nod", "skane", sources=(source,)),)}
    page = render_page(
        f"Se [sidan]({dead.url}).\n\n<!-- clusters -->", registers=clusters, links=Links("2026-11-21", (dead,))
    )
    marks = page.tree.xpath("//small[@class='dead-link']")
    assert len(marks) == 2
    assert [mark.xpath("string(preceding-sibling::a[1]/@href)") for mark in marks] == [dead.url] * 2


def test_fallback_page_keeps_its_language_with_site_links(render_page):
    one = example("one", title=Text("Ett", "One"))
    page = render_page("Only in English [@a]. [@example:one]", one, locale="en")
    assert page.tree.xpath("//a[@class='citation']/@aria-label") == ["Source 1: A"]
    (link,) = page.tree.xpath("//a[@class='example-link']")
    assert (link.text, link.get("href")) == ("One", "../exempel/one.html")


def test_title_and_description_are_escaped_for_templates(render_page):
    meta = render_page("Text.", meta={"title": 'A & "B"', "description": "<b>"}).meta
    assert (meta["title"], meta["description"]) == ("A &amp; &#34;B&#34;", "&lt;b&gt;")
    assert str(escape(meta["title"])) == meta["title"]  # some templates escape it again


# ---- the search ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["map", "examples", "regions", "clusters", "coverage", "glossary", "examples-by-step"])
def test_generated_lists_maps_and_tables_are_not_indexed(render_page, name):
    page = render_page(f"Text.\n\n<!-- {name} -->\n\nAfter.", example("one", regions=("skane",)))
    seen = parsed(page.searched)
    assert seen.xpath("//p/text()") == ["Text.", "After."]
    assert seen.xpath("//li | //td | //svg | //form | //h2") == []
    assert len(page.tree.xpath("//p")) > 2 or page.tree.xpath("//li | //td | //svg")


def test_explanations_and_sources_are_not_indexed(render_page):
    page = render_page("Ett kluster [@a].")
    assert (len(parsed(page.searched).xpath("//*[@popover] | //ol")), len(page.tree.xpath("//*[@popover] | //ol"))) == (
        0,
        2,
    )
    assert "data-search" not in page.text


def test_text_of_a_marker_is_indexed(render_page):
    assert "P" in parsed(render_page("Text.\n\n<!-- publisher -->", publisher={"name": "P"}).searched).text_content()


def test_page_with_disallowed_html_is_refused(render_page):
    assert not render_page("Text [@a].").refused
    page = render_page("Text.\n\n<script>x</script>")
    assert (page.refused, page.text) == (True, "")
