"""Hostile texts in every field of every register and in pages: refused with the line, or allowed as text."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict

import lxml.html
import markdown
import pytest
import yaml

from guide.data import formats
from guide.prose import front_matter
from guide.data import documents
from guide.data import schemas
from guide.data import yaml_reader
from guide.prose import page_html
from guide.data import strings
from guide.data.catalogue import REGISTERS
from hostile import TEXTS, Register
from unit.conftest import ROOT

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "fenced_code"]
FREE = {"script", "handler", "title that ends", "link", "Jinja", "format", "formula", "path", "marker"}
HIDDEN = {"bidi", "bidi isolate", "zero width", "byte order mark", "variation", "tags", "line separator", "control"}


@pytest.mark.parametrize("name", REGISTERS)
def test_every_text_is_refused_with_its_line_or_allowed_where_texts_are_free(words, name):
    register = Register(name)
    for (path, text), problems in register.told.items():
        said = [problem.text(words, lang) for problem in problems for lang in documents.LANGS]
        assert all(re.match(rf"data/{name}\.yaml:\d+: ", line) for line in said), (path, text, said)
        assert not [problem.key for problem in problems if problem.key not in words["problems"]]
    kinds = {text: kind for kind, text in TEXTS.items()}
    allowed: dict[tuple, set[str]] = {}
    for path, text in register.tried:
        if (path, text) not in register.told:
            allowed.setdefault(path, set()).add(kinds[text])
    # A field takes any text, only what Markdown makes nothing of, or none of these at all.
    markdown_ = {path for path, of in allowed.items() if not {"script", "link", "Jinja"} & of}
    assert not [path for path, of in allowed.items() if of & HIDDEN]
    assert [path for path, of in allowed.items() if path not in markdown_ and not of >= FREE] == []
    assert [path for path in markdown_ if path[0] not in _markdown_fields(register)] == []


def _markdown_fields(register: Register) -> set[str]:
    item = register.known.at(register.name, (0,))["properties"]
    return {field for field in item if "markdown" in json.dumps(register.known.at(register.name, (0, field)))}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_word_of_a_template_is_refused_or_can_be_filled_in(text):
    doc = yaml_reader.parse(yaml.safe_dump({"labels": {"x": {"sv": text, "en": text}}}).encode(), "data/strings.yaml")
    schemas.check(doc, "strings", schemas.Schemas(ROOT / "data/schema"), {})
    strings.check(doc, {}, {})
    if not doc.problems:
        assert not set('<>"&') & set(text)
        assert text.format_map(defaultdict(str)) is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Text, 1 > 0: *and* `more` [@key]!\n\n- a -- b\n-- c", None),
        ("a [b](https://a.example/#c?d=e)", None),
        ("a\n[b]: https://a.example", None),
        ("a <b", "html"),
        ("a {:b}", "attribute_list"),
        ("![a]", "image"),
        ("a\n # b", "heading"),
        ("a\n=", "heading"),
        ("a\n---", "heading"),
        ("a\n--8<-- b", "template"),
        ("${a", "template"),
        ("[a](b)", "link"),
        ("[a]: b", "link"),
    ],
)
def test_markdown_of_the_registers_may_hold_links_and_little_else(text, kind):
    assert (formats.markdown_fault(text) or (None,))[0] == kind


# ---- pages written by hand ----------------------------------------------------------------------------------------

PLACES = {
    "paragraph": "{}",
    "heading": "## {} {{ #heading }}",
    "item": "- {}",
    "quotation": "> {}",
    "cell": "| a | b |\n|---|---|\n| {} | c |",
    "link text": "[{}](analysis.md)",
    "link": "[x]({})",
    "link in brackets": "[x](<{}>)",
    "link title": '[x](analysis.md "{}")',
    "reference": "[x][1]\n\n[1]: {}",
    "image": "![x]({})",
    "attributes": "x\n{{ {} }}",
    "class": '<div class="{}" markdown="block">\n\nx\n\n</div>',
    "address in HTML": '<a href="{}">x</a>',
    "admonition": '!!! note "{}"\n\n    x',
    "definition": "a\n:   {}",
}
RUNS = {"script", "iframe", "style", "base", "meta", "object", "embed", "link", "form", "svg"}


def complaints(body: str) -> list[documents.Problem]:
    doc = documents.Document("docs/sv/page.md")
    page_html.check(body, 10, doc, lambda text: markdown.markdown(text, extensions=EXTENSIONS))
    return doc.problems


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_a_page_is_allowed_to_hold_does_nothing(words, text, place):
    body = f"First.\n\n{place.format(text)}\n\nLast."
    found = complaints(body)
    assert not (found and page_html.harmless(body))
    for problem in found:
        assert re.match(r"docs/sv/page\.md:1[1-9]: ", problem.text(words, "sv"))
    if found:
        return
    html = markdown.markdown(body, extensions=EXTENSIONS)
    page = lxml.html.fromstring(f"<div>{html}</div>")
    assert not {element.tag for element in page.iter() if isinstance(element.tag, str)} & RUNS
    assert page.xpath("//@*[starts-with(name(), 'on') or name() = 'style' or name() = 'srcdoc']") == []
    for address in page.xpath("//@href | //@src"):
        plain = re.sub(r"[\x00-\x20]", "", address).lower()
        assert not re.match(r"[a-z]+:(?<!https:)(?<!http:)(?<!mailto:)|//", plain), address


REFUSED = [
    ("<script>alert(1)</script>", "13: HTML (<script) is not allowed here; write Markdown, or &lt; for the sign <"),
    ("x{: onclick=alert(1) }", None),
    ("*x*{: onclick=alert(1) }", "13: the attribute onclick is not allowed; remove it"),
    ("[x](javascript:alert(1))", "13: 'javascript:alert(1)' is not an allowed address; write a page of the site or an address that starts with https:// (pictures from the site only)"),
    ("![x](https://a.example/x.png)", "13: 'https://a.example/x.png' is not an allowed address; write a page of the site or an address that starts with https:// (pictures from the site only)"),
    ("# x { #__search }", "13: the id __search has the wrong form; write small letters a–z, digits and hyphens"),
    ("<div>", "13: the tag <div lacks its beginning or its end; write both"),
    ("</div>", "13: the tag </div lacks its beginning or its end; write both"),
    ('<div class="x" markdown="block">\n\nText *here*.\n\n</div>', None),
    ("`<script>` and &lt;script&gt;", None),
    ("H<sub>2</sub>O, a <abbr title=\"x\">b</abbr><br>", None),
    ("[x](https://www.skane.se/a?b=c&d=e) and <https://www.skane.se>", None),
    ("<!-- examples step=vision -->", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), REFUSED)
def test_html_in_a_page_is_refused_in_words(words, text, complaint):
    found = [problem.text(words, "en") for problem in complaints(f"First.\n\n{text}\n\nLast.")]
    assert found == ([f"docs/sv/page.md:{complaint}"] if complaint else [])


@pytest.mark.parametrize(
    ("body", "harmless"),
    [
        ("# A { #a }\n\nText *here*{ lang=en } [@key]: [x](a.md#b), [y](https://a.example/)\n{ .lead }", True),
        ("<!-- examples step=vision -->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n1. x\n\n    - `y`", True),
        ("a <!-- b -->", False),
        ("    <!-- *b* -->", False),
        ("# A", False),
        ("# A{ #a }", False),
        ("# *A*{ lang=en } { #a }", False),
        ("- # A { #a }", False),
        ("__A__\n===", False),
        ("> - A\n>   ---", False),
        ("[x](//a.example)", False),
        ("[x](data:a)", False),
        ("[x](a.md 'b')", False),
        ("![x](a.md)", False),
        ("> [x]: a.md", False),
        ("a | b\n:-- | --", False),
        ("[x]\x02(javascript:a)", False),
    ],
)
def test_what_needs_no_rendering_has_nothing_that_markup_begins_with(body, harmless):
    assert page_html.harmless(body) == harmless
    assert not (harmless and complaints(body))


# What the parts of a page begin and end with, for pages that nobody would think of.
PARTS = ['a', ' ', '    ', '\n', '\n\n', '# ', '## ', ' { #id }', ' { .x }', '{ lang=en }', '# T { #id }\n', '[', ']', '](a.md)', '](x:y)', '[x]: ', '![', '!!! note ', '`', '```\n', '~~~\n', '*', '__', '\n***\n', '- ', '1. ', '> ', ': ', ':   ', '|--|--|\n', '| a | b |\n', '---\n', '===\n', ':-', '<!-- a b=c -->', '\n<!-- a b=c -->\n', '&lt;', '&', '<', '\\', '[@key]:', '[^1]', '_a', 'å', '"', '=']  # fmt: skip


def test_no_page_that_needs_no_rendering_would_be_complained_of():
    chance = random.Random(1)  # noqa: S311 - the same ones each time
    bodies = {"".join(chance.choices(PARTS, k=chance.randrange(2, 12))) for _ in range(4000)}
    harmless = [body for body in bodies if page_html.harmless(body)]
    assert len(harmless) > 500
    assert [body for body in harmless if complaints(body)] == []


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ("title: A\ndescription: B", None),
        ("title: A\ndescription: B\ntemplate: 404.html", "4: unknown field; allowed fields: "),
        (
            "title: A\ndescription: B\nhide: ['<script>']\nrobots: '\"><script>'",
            "5: robots has the value '\"><script>'",
        ),
        ("title: [A]\ndescription: B", "2: title must be a text; put it in quotation marks"),
        ("title: A\ndescription: B\n...", "4: the line is not YAML"),
    ],
)
def test_the_front_matter_has_known_fields_and_texts(words, head, complaint):
    doc = documents.Document("docs/sv/page.md")
    front_matter.check(f"---\n{head}\n---\nText.", doc)
    found = [problem.text(words, "en") for problem in doc.problems]
    assert len(found) == bool(complaint)
    assert not complaint or found[0].startswith(f"docs/sv/page.md:{complaint}")
