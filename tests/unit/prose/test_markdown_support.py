"""The table of supported Markdown on pages and in the data, computed by the converters."""

import re

import markdown
import pytest
from mkdocs.config import load_config

from guide.data.documents import Document
from guide.data.rich_text import refusals, to_html
from guide.prose import page_html
from guide.prose.citations import Citations
from unit.conftest import ROOT

# What the HTML of each sample has if it is understood.
UNDERSTOOD = {
    "emphasis": "<em>",
    "strong": "<strong>",
    "link": '<a href="https://www.scb.se/"',
    "language": '<em lang="en">',
    "list": "<ul>",
    "numbered": "<ol>",
    "nested": r"<li>A\s*<ul>",
    "quotation": "<blockquote>",
    "table": "<table>",
    "definitions": "<dd>",
    "rule": "<hr",
    "code": "<code>",
    "citation": "<p>text(?!.*@)",
    "marker": "<!-- examples",
    "heading": '<h2 id="text">',
    "picture": "<img",
    "notice": 'class="admonition',
    "subscript": "<sub>",
    "html": "<u>",
    "footnote": "footnote",
    "struck": "<del>",
    "tasks": "<input",
    "bare": "<a ",
    "emoji": "😄",
}


@pytest.fixture(scope="module")
def page():
    """A function that makes HTML of a page's Markdown."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    library = markdown.Markdown(
        extensions=[*config.markdown_extensions, Citations()], extension_configs=dict(config.mdx_configs)
    )
    return lambda text: library.reset().convert(text)


def _state(name, html, refused):
    return "error" if refused else "works" if re.search(UNDERSTOOD[name], html, re.DOTALL) else "typed"


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_sample_states_match_the_converters(page, name):
    text, in_pages, in_data = page_html.SAMPLES[name]
    doc = Document("")
    page_html.check(text, doc, page)
    assert in_pages == _state(name, page(text), bool(doc.problems))
    assert in_data == _state(name, to_html(text), any(refusals(text)))


def test_samples_and_states_have_names_in_both_languages(words):
    assert set(words["markdown"]["samples"]) == set(page_html.SAMPLES) == set(UNDERSTOOD)
    assert {"works", "typed", "error"} <= set(words["markdown"])
    assert {state for _, *states in page_html.SAMPLES.values() for state in states} <= {"works", "typed", "error"}
