"""Markdown read without looking for what cannot be there is what the library makes of it."""

from itertools import product

import markdown
import pytest
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

import inline

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
SIGNS = ["a", " ", "*", "**", "_", "`", "\\", "[b](c)", "![", "<i>", "<https://d.e>", "&amp;", "&", "  \n"]


def both(text):
    """What the library makes of ``text``, and what comes of it here."""
    return [markdown.markdown(text, extensions=[*EXTENSIONS, *own]).split("\n") for own in ([], [inline.Inline()])]


def test_signs_in_any_order_are_the_same():
    texts = ["".join(signs) + "b" for signs in product(SIGNS, repeat=3)]
    theirs, ours = both("\n\n".join(texts))
    assert ours == theirs


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("one  \ntwo **three**", "<p>one<br />\ntwo <strong>three</strong></p>"),
        ("| a | *b* |\n|---|---|\n| `c` | [d](e) |", None),
        ("*a **b `c` [d *e*](f)** g*", None),
        ("# A [b] { #c }\n\n[b]: d", None),
        ("[a][b]\n\n[b]: https://c.d 'e'", None),
        ("1 < 2 & 3 &gt; 2 \\*", "<p>1 &lt; 2 &amp; 3 &gt; 2 *</p>"),
        ("100 %", "<p>100 %</p>"),
    ],
)
def test_texts_are_the_same(text, html):
    theirs, ours = both(text)
    assert ours == theirs
    assert html is None or "\n".join(ours) == html


def test_a_pattern_that_is_not_the_librarys_is_looked_for():
    found = []

    class Pattern(InlineProcessor):
        def handleMatch(self, m, data):  # noqa: N802, ARG002
            found.append(m[0])
            return "", m.start(0), m.end(0)

    class Own(Extension):
        def extendMarkdown(self, md):  # noqa: N802
            md.inlinePatterns.register(Pattern("%"), "own", 185)

    assert markdown.markdown("100 %", extensions=[Own(), inline.Inline()]) == "<p>100 </p>"
    assert found == ["%"]
