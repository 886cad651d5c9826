"""Pages as clean Markdown, and the list of them."""

import pytest

from guide.exports import markdown_export
from guide.data.addresses import Addresses

ADDRESSES = Addresses({"steps": {"sv": "steg", "en": "steps"}, "analysis": {"sv": "analys", "en": "analysis"}})


def body(text):
    return markdown_export.markdown(text, {}, lambda target: target).removeprefix("---\n---\n\n").removesuffix("\n")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("## Heading { #heading .big }", "## Heading"),
        ("Text.\n{ .lead }\n\nMore.", "Text.\n\nMore."),
        ('[A](<https://a.se>){ .external title="a } b" } after', "[A](https://a.se) after"),
        ("[A](<https://a.se/a(b)>)", "[A](<https://a.se/a(b)>)"),
        ('Fact [[2]](#source-x){ .citation aria-label="Source 2: X" }.', "Fact[2].".replace("Fact", "Fact ")),
        ('<div class="facts" markdown="block">\n\nText\n\n</div>', "Text"),
        ("A <small>region</small>, <small>(read)</small>", "A (region), (read)"),
        ('<span class="a">A</span> <span class="b">B</span>', "A · B"),
        ('<p><a href="../a&#95;b.zip" download>Get</a></p>', "[Get](../a_b.zip)"),
        ("<svg><text>Step</text></svg>After", "After"),
        ("Three <!-- note --> words", "Three  words"),
        ("R&#38;D and &#60;b&#62; and &#42;", "R&D and \\<b\\> and \\*"),
        ("&#49;. item", "&#49;. item"),
        ('!!! note "Title"\n\n    Text\n    more\n\nAfter', "> **Title**\n>\n> Text\n> more\n\nAfter"),
        ("1.  One\n1.  Two", "1.  One\n2.  Two"),
        ("`{ .kept } <b>` { .gone }", "`{ .kept } <b>`"),
        ('```python\nx = { "a": 1 }  # <b>\n```', '```python\nx = { "a": 1 }  # <b>\n```'),
        ("A  \n\n\n\nB", "A\n\nB"),
        ("a < b and {x} stay", "a < b and {x} stay"),
    ],
)
def test_a_page_loses_what_is_not_text(text, clean):
    assert body(text) == clean


@pytest.mark.parametrize(
    ("target", "lang", "there"),
    [
        ("analysis.md", "sv", "analys.md"),
        ("../index.md#a", "sv", "../index.md#a"),
        ("../steps/analysis.md#why", "en", "analysis.md#why"),
        ("https://a.se/readme.md", "sv", "https://a.se/readme.md"),
        ("#here", "sv", "#here"),
        ("mailto:a@a.se", "sv", "mailto:a@a.se"),
        ("../data/examples.json", "en", "../data/examples.json"),
    ],
)
def test_a_link_leads_to_the_clean_page(target, lang, there):
    assert markdown_export.link(target, "steps/index.md", lang, ADDRESSES) == there


def test_the_head_can_be_read_back():
    front = {"title": 'A: "B"\n---', "url": "https://a.se/å.html"}
    assert markdown_export.front(markdown_export.markdown("Text", front, str)) == front


def test_llms_lists_pages_by_section():
    page = {"title": "Analysis", "url": "https://a.se/analysis.html", "description": "What it is."}
    assert markdown_export.llms("S3", "About S3.", "Notes.", {"Steps": [page]}) == (
        "# S3\n\n> About S3.\n\nNotes.\n\n## Steps\n\n- [Analysis](https://a.se/analysis.md): What it is.\n"
    )
