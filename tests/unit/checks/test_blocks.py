"""The running text of pages and records, block by block."""

from __future__ import annotations

import pytest

from blocks import Reader, clean
from guide.data.yaml_reader import parse

READER = Reader(["attr_list", "def_list", "md_in_html", "tables", "admonition"])
PAGE = """\
# Title { #title }

First line
second *line*.

- one `code`
- two [a page](a.md)

| A | B |
|---|---|
| x | y |

*English*{ lang=en } word.
"""


def test_blocks_have_their_kind_text_and_first_line():
    blocks = READER.blocks(PAGE, "docs/sv/a.md", "sv", skip=4)
    assert [(block.kind, block.text, block.first) for block in blocks] == [
        ("h1", "Title", 5),
        ("p", "First line second line.", 7),
        ("li", "one …", 10),
        ("li", "two a page", 11),
        ("th", "A", 13),
        ("th", "B", 13),
        ("td", "x", 15),
        ("td", "y", 15),
        ("p", "… word.", 17),
    ]


def test_finds_the_line_of_an_excerpt():
    paragraph = READER.blocks(PAGE, "docs/sv/a.md", "sv", skip=4)[1]
    assert paragraph.line("second line.") == 8
    assert paragraph.line("nowhere") == 7


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("Se [en sida](a.md#b).", [("en sida", "a.md#b", 1, False)]),
        ("Text.\n\n![Karta](b.png)", [("Karta", "b.png", 3, True)]),
        ('<div><a href="c.md">mer</a></div>', [("mer", "c.md", 1, False)]),
        ("[![Karta](b.png)](a.md)", [("Karta", "a.md", 1, False), ("", "b.png", 1, True)]),
        ("`[code](a.md)`", []),
    ],
)
def test_links_and_pictures_have_their_text_target_and_line(markdown, links):
    parsed = [link for block in READER.blocks(markdown, "a.md", "sv") for link in block.links]
    assert [(link.target, link.line, link.picture) for link in parsed] == [link[1:] for link in links]
    assert [link.text for link in parsed if not link.picture] == [text for text, *_, picture in links if not picture]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Se https://a.se/x och mer [@foray-2015].", "Se … och mer."),
        ("Se mer [@foray-2015, s. 4] och [@nothing", "Se mer och"),
        ("skriv till a@a.se", "skriv till …"),
        ("filen examples.json", "filen …"),
        ("två\n  rader", "två rader"),
    ],
)
def test_clean_text_has_no_citations_addresses_or_files(text, shown):
    assert clean(text) == shown


def test_record_field_has_place_language_and_lines():
    raw = "- id: a\n  about:\n    sv: |\n      Ett stycke.\n\n      [Länk](https://a.se).\n    en: One.\n"
    doc = parse(raw.encode(), "data/x.yaml")
    blocks = READER.field(doc, (0, "about", "sv"), doc.data[0]["about"]["sv"], raw.split("\n"))
    assert [(block.lang, block.text, block.path) for block in blocks] == [
        ("sv", "Ett stycke.", (0, "about", "sv")),
        ("sv", "Länk.", (0, "about", "sv")),
    ]
    assert blocks[1].line("Länk") == 6
    (link,) = blocks[1].links
    assert link.line == 6
    assert "One" not in "".join(blocks[0].lines)
