"""HTML on hand-written pages: scripts, external content and hidden text are refused with their line."""

import functools
import random
import re

import lxml.html
import markdown
import pytest
from mkdocs.utils.yaml import yaml_load

from guide.data.documents import Document, Problem
from guide.prose import page_html
from hostile import PLACES, TEXTS
from unit.conftest import ROOT

RUNS = {"script", "iframe", "style", "base", "meta", "object", "embed", "link", "form", "svg"}


@functools.cache
def library() -> markdown.Markdown:
    """Return Python-Markdown as configured in mkdocs.yml."""
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        listed = yaml_load(file)["markdown_extensions"]
    extensions = {name: of for one in listed for name, of in (one.items() if isinstance(one, dict) else [(one, {})])}
    return markdown.Markdown(extensions=list(extensions), extension_configs=extensions)


def html_of(body: str) -> str:
    return library().reset().convert(body)


def complaints(body: str) -> list[Problem]:
    doc = Document("docs/sv/page.md")
    page_html.check("\n" * 10 + body, doc, html_of)
    return doc.problems


def expect_harmless(body: str) -> None:
    page = lxml.html.fragment_fromstring(html_of(body), create_parent="div")
    assert not {element.tag for element in page.iter() if isinstance(element.tag, str)} & RUNS
    assert page.xpath("//@*[starts-with(name(), 'on') or name() = 'style' or name() = 'srcdoc']") == []
    for address in page.xpath("//@href | //@src"):
        plain = re.sub(r"[\x00-\x20]", "", address).lower()
        assert not re.match(r"[a-z]+:(?<!https:)(?<!http:)(?<!mailto:)|//", plain), address


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_is_reported_or_harmless(words, text, place):
    body = f"First.\n\n{place.format(text)}\n\nLast."
    problems = complaints(body)
    for problem in problems:
        assert re.match(r"docs/sv/page\.md:1[1-9]: ", problem.text(words, "sv"))
    if not problems:
        expect_harmless(body)


REFUSED = [
    ("<script>alert(1)</script>", "13: HTML (<script) is not allowed here; write Markdown, or &lt; instead of <"),
    ("x{: onclick=alert(1) }", "13: {: onclick=alert(1) } is shown as typed; write attributes right after *the word* or the link, as in *ord*{: lang=sv }"),
    ("1. Text\n   <!-- examples step=vision -->\n2. Text", "14: the marker <!-- examples step=vision --> is not alone on its line; write <!-- examples step=vision --> on a line of its own, not indented and with an empty line above"),
    ("Two words\n---", "13: this becomes a heading for readers but is not written as one; write ## Heading { #id }, or \\# for the character itself"),
    ("## How to do it { #How }", "13: the id How has the wrong form; use lower-case letters a–z, digits and hyphens"),
    ("Words that tell you how.\n\n## Ways { #how_ }", "15: the id how_ has the wrong form; use lower-case letters a–z, digits and hyphens"),
    ("## Ways { # }", "13: the id # has the wrong form; use lower-case letters a–z, digits and hyphens"),
    ("## Ways { #how\n\nText", "13: { #how is shown as typed; write attributes right after *the word* or the link, as in *ord*{: lang=sv }"),
    ("<!-- examples step=vision\n\n**Text** { #x }\n\n<!-- regions -->\n\n- [x](javascript:alert(1))", "13: the comment <!-- examples step=vision never ends, so it hides all that follows; write <!-- examples step=vision -->"),
    ("Text <!-- think it over --!>\n\nText", "13: the comment <!-- think it over --!> never ends, so it hides all that follows; write <!-- # … -->"),
    ("Text.\n\n•\ta", "15: •   a does not become an item of a list; begin the line with a hyphen and a space, with an empty line above the list"),
    ("examples step=vision -->", "13: --> is shown as typed, as it belongs to another program; write it as plain text (as in m² and CO₂), or remove it"),
    ("!!! note\n    Text", '13: !!! note does not become a notice; write the paragraph as plain text (on pages !!! note "Title" works, with the next line indented by four spaces)'),
    ('!!! note "A"\nText', '13: !!! note "A" does not become a notice; write the paragraph as plain text (on pages !!! note "Title" works, with the next line indented by four spaces)'),
    ('!!! warning "A"\n    Text', '13: !!! warning "A" does not become a notice; write the paragraph as plain text (on pages !!! note "Title" works, with the next line indented by four spaces)'),
    ('!!! note "A"\n    Text', None),
    ("| a | b |\n|---|--:|\n| 1 | 2 |", "14: colons in the line of hyphens (-:) have no effect; write the line as | --- | --- |"),
    ("- # Two words", "13: this becomes a heading for readers but is not written as one; write ## Heading { #id }, or \\# for the character itself"),
    ("- A\n  - B", "14: - B is not indented in even steps; indent by four spaces for each level of the list"),
    ("```\n- A\n  - B\n```", None),
    ("*x*{: onclick=alert(1) }", "13: the attribute onclick is not allowed; remove it"),
    ("[x](javascript:alert(1))", "13: 'javascript:alert(1)' is not an allowed address; use a page of the site or an address that starts with https:// (pictures from the site only)"),
    ("![x](https://a.example/x.png)", "13: the picture https://a.example/x.png is on another site; upload it to the folder docs/assets, and give its path as seen from the page’s own folder, such as ../../assets/map.png"),
    ("# x { #__search }", "13: the id __search has the wrong form; use lower-case letters a–z, digits and hyphens"),
    ("Text&#8238;text", "13: the text contains the invisible character U+202E; remove it"),
    ("Text&zwj;text", "13: the text contains the invisible character U+200D; remove it"),
    ('[x](analysis.md "a&#x2066;b")', "13: the text contains the invisible character U+2066; remove it"),
    ("Text&shy;text&nbsp;text", None),
    ("<div>", "13: the tag <div has no start or no end; write both"),
    ("</div>", "13: the tag </div has no start or no end; write both"),
    ('<div class="x" markdown="block">\n\nText *here*.\n\n</div>', None),
    ("`<script>` and &lt;script&gt;", None),
    ("H<sub>2</sub>O, a <abbr title=\"x\">b</abbr><br>", None),
    ("[x](https://www.skane.se/a?b=c&d=e) and <https://www.skane.se>", None),
    ("<!-- examples step=vision -->", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), REFUSED)
def test_refuses_disallowed_html(words, text, complaint):
    problems = [problem.text(words, "en") for problem in complaints(f"First.\n\n{text}\n\nLast.")]
    assert problems == ([f"docs/sv/page.md:{complaint}"] if complaint else [])


NESTED = "docs/sv/page.md:11: lists and quotations are nested too deeply; write the text with fewer levels"


@pytest.mark.parametrize("text", ["- " * 9 + "x", "- " * 2000 + "x", "1. " * 1000 + "x", "> " * 9 + "x"])
def test_refuses_too_deep_nesting(words, text):
    problems = complaints(text)
    library.cache_clear()  # its conversion may have been interrupted
    assert [problem.text(words, "en") for problem in problems] == [NESTED]


def test_empty_page_has_no_problems():
    assert complaints("") == []


# Parts of random pages, for combinations that nobody would think of.
PARTS = ["a", " ", "    ", "\n", "\n\n", "# ", " { #id }", " { .x }", "{ lang=en }", "{: onclick=x }", "# T { #id }\n", "[", "]", "](a.md)", "](x:y)", "[x]: ", "![", "!!! note ", "`", "```\n", "~~~\n", "*", "__", "\n***\n", "- ", "1. ", "> ", ": ", "|--|--|\n", "| a | b |\n", "---\n", "===\n", "<!-- a b=c -->", "<!--", "-->", "&lt;", "&", "<", ">", "\\", "[@key]", "å", '"', "=", "<div markdown='1'>\n", "</div>", "<b", "<a href=", "javascript:x", "<![", "<!", "<?", "<script>", "</script>", "<pre>", "<svg/onload=x>"]  # fmt: skip


def test_accepted_pages_are_harmless(words):
    draw, accepted = random.Random(1), 0  # noqa: S311 - seeded, so that failures repeat
    for _ in range(2800):
        body = "".join(draw.choices(PARTS, k=draw.randrange(2, 12)))
        problems = complaints(body)
        assert all(problem.key in words["problems"] for problem in problems)
        if not problems and body.strip():
            accepted += 1
            expect_harmless(body)
    assert accepted > 400


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        ("> " * 9 + "x", True),
        ("- " * 8 + "x", False),
        (" " * 200 + "x", True),
        ('<div markdown="1">\n' * 50, True),
        ('<div markdown="1">\n' * 49 + "x" * 5000, False),  # counted fast, however many there are
    ],
)
def test_is_deep_detects_nesting_before_conversion(body, deep):
    assert page_html.is_deep(body) is deep
