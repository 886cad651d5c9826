"""From records to Markdown: what is data stays data."""

import dataclasses
import datetime
import re
from html import unescape

import markdown
import pytest

from guide.prose import markers
from guide.rendering import renderer
from guide.data import schemas
from guide.data import strings
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.entries import Link, Organisation, Reference, Text
from guide.data.documents import LANGS
from unit.conftest import ROOT
from unit.test_catalogue import example

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</span><b>x",
    "[x](javascript:alert(1))",
    "![x](https://a.se/x.png)",
    "x{ onclick=alert(1) }",
    "{% raw %}{{ 7*7 }}",
    "`code` *em* __strong__ \\*",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    '" onmouseover="alert(1)',
    "<!-- examples -->",
    "&lt;b&gt; &amp; & Co",
    "a | b | c",
]
EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "admonition", "toc"]


@pytest.fixture(scope="module")
def make(words):
    def make(*examples, references=()):
        data = Catalogue(**{**dict.fromkeys(REGISTERS, ()), "examples": examples, "references": tuple(references)})
        return renderer.Renderer(data, words, datetime.date(2026, 11, 21), "https://code.example.org/s3/blob/main")

    return make


def html_of(page):
    return markdown.markdown(re.sub(r"\A.*?---.*?\n---\n", "", page, flags=re.DOTALL), extensions=EXTENSIONS)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_shown_as_it_is_written(value):
    html = markdown.markdown(f"{strings.escape(value)}", extensions=EXTENSIONS)
    text = re.sub(r"<[^>]+>", "", html)
    assert re.findall(r"<(\w+)", html) == ["p"]
    assert unescape(text).strip() == " ".join(value.split())


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_in_an_example_becomes_markup(make, value, lang):
    text = Text(value, value)
    bad = example(
        "bad",
        title=text,
        summary=text,
        place=text,
        countries=("NO",),
        organisations=(Organisation(text, "region"),),
        sources=(Link(title=value, lang="da", publisher=value, unverified="archived"),),
    )
    html = html_of(make(bad).example_page(bad, lang))
    for forbidden in ("<script", "<img", "onerror=alert", "javascript:alert", "onclick=alert(1)>", "<b>", "<em>"):
        assert forbidden not in re.sub(r">[^<]*<", "><", html)
    assert unescape(re.sub(r"<[^>]+>", "", html)).count(" ".join(value.split())) >= 4


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [("2016", "2016", "2016"), ("2016-03", "mars 2016", "March 2016"), ("2016-03-01", "1 mars 2016", "1 March 2016")],
)
def test_dates_are_written_as_each_language_does(value, sv, en):
    assert (strings.date(value, "sv"), strings.date(value, "en")) == (sv, en)


def test_a_text_that_lacks_the_language_says_so_and_is_marked(make):
    lone = example("lone", title=Text("Titel"), description=Text("Bara svenska."))
    page = make(lone).example_page(lone, "en")
    assert "This text exists only in Swedish so far." in page
    assert '<div lang="sv" markdown="block">\n\nBara svenska.' in page
    assert "exists only" not in make(lone).example_page(lone, "sv")


def test_the_suggestion_leads_to_the_line_of_the_entry(make):
    one = example("one")
    assert "https://code.example.org/s3/blob/main/data/examples.yaml#L1" in make(one).example_page(one, "sv")


def test_sources_are_numbered_in_the_order_of_the_text_and_listed_below(make):
    references = [
        Reference(key, 1, f"Title {key}", "book", "en", "checked", authors=(f"{key.upper()}, X.",))
        for key in ("a", "b")
    ]
    page = make(references=references).page("One [@b]. Two [@a; @b].", "steps/vision.md", "sv")
    assert re.findall(r"\[\[(\d)\]\]\(#source-(\w)\)", page) == [("1", "b"), ("2", "a"), ("1", "b")]
    assert page.index('id="source-b"') < page.index('id="source-a"')
    assert 'aria-label="Källa 1: B"' in page


def test_a_missing_word_is_an_error_and_not_a_blank(words):
    with pytest.raises(AttributeError, match=r"data/strings\.yaml has no nonsense"):
        _ = strings.Words(words, "sv").nonsense


@pytest.fixture(scope="module")
def real(words):
    """The renderer of the project's own data, and of the same without examples."""
    docs, problems = schemas.load(ROOT / "data", REGISTERS)
    assert problems == []
    full = Catalogue.of({name: [(1, entry) for entry in docs[name].data] for name in REGISTERS})
    known = schemas.Schemas(ROOT / "data/schema").files
    return [
        renderer.Renderer(
            data, words, datetime.date(2026, 11, 21), publisher={"name": "P", "contact": "p@example.org"}, schemas=known
        )
        for data in (full, dataclasses.replace(full, examples=()))
    ]


def test_markers_that_are_not_said_to_tell_of_examples_do_not(real):
    full, empty = real
    told = markers.OF_PAGES | markers.OF_EXAMPLES | {"examples"}
    plain = [marker for marker in full.allowed_markers if marker not in told]
    assert len(plain) > 5
    for marker in plain:
        for lang in LANGS:
            page = f"<!-- {marker} -->", f"about/{marker}.md", lang, None, lang
            assert full.page(*page) == empty.page(*page), marker


def test_a_page_asks_for_the_examples_of_its_markers_and_citations(real):
    full, _ = real
    one, two = full.catalogue.examples[:2]
    text = f"<!-- examples id={one.id} -->\n\nAs in [@example:{two.id}] and [@example:{one.id}]. <!-- # examples -->"
    asked = full.asked(text)
    assert asked == (
        *full.asked(f"<!-- examples id={one.id} -->"),
        *full.asked(f"[@example:{two.id}; @example:{one.id}]"),
    )
    assert (len(set(asked)), asked[0]) == (2, asked[2])
    assert len(full.asked("<!-- examples step=vision -->")) == len(full.catalogue.select(steps=["vision"]))
