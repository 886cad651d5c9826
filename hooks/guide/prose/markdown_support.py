"""What of Markdown works in pages and in texts of the data, found out by converting a sample of each."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from guide.data.documents import Document
from guide.data.rich_text import RichText
from guide.prose import page_html

STATES = ("works", "typed", "error")  # it becomes what it is in Markdown; it is shown as typed; the check reports it


# A piece of Markdown, and what its HTML has if it is understood: by the key of its name in data/strings.yaml, in the
# order of the table.
SAMPLES: Mapping[str, tuple[str, str]] = {
    "emphasis": ("*text*", "<em>"),
    "strong": ("**text**", "<strong>"),
    "link": ("[text](https://www.scb.se/)", '<a href="https://www.scb.se/"'),
    "language": ("*text*{ lang=en }", '<em lang="en">'),
    "list": ("- A\n- B", "<ul>"),
    "numbered": ("1. A\n2. B", "<ol>"),
    "nested": ("- A\n    - B", r"<li>A\s*<ul>"),
    "quotation": ("> text", "<blockquote>"),
    "table": ("| A | B |\n|---|---|\n| 1 | 2 |", "<table>"),
    "definitions": ("A\n:   text", "<dd>"),
    "rule": ("***", "<hr"),
    "code": ("`text`", "<code>"),
    "citation": ("text [@key]", "<p>text(?!.*@)"),
    "marker": ("<!-- examples step=vision -->", "<!-- examples"),
    "heading": ("## Text { #text }", '<h2 id="text">'),
    "picture": ("![text](../../assets/a.png)", "<img"),
    "notice": ("!!! note\n    text", 'class="admonition'),
    "subscript": ("H<sub>2</sub>O", "<sub>"),
    "html": ("<u>text</u>", "<u>"),
    "footnote": ("text[^1]\n\n[^1]: A note.", "footnote"),
    "struck": ("~~text~~", "<del>"),
    "tasks": ("- [ ] text", "<input"),
    "bare": ("https://www.scb.se/", "<a "),
    "emoji": (":smile:", "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}"),
}


class Support(NamedTuple):
    """The name of a sample, the sample, and its state in pages and in texts of the data."""

    name: str
    sample: str
    pages: str
    data: str


def support(page: Callable[[str], str], rich_text: RichText) -> Iterator[Support]:
    """Yield what becomes of each sample; ``page`` makes HTML of a page's Markdown, ``rich_text`` of the data's."""
    for name, (text, html) in SAMPLES.items():
        doc = Document("")
        page_html.check(text, doc, page)
        in_data = _state(html, rich_text.html(text), is_refused=any(rich_text.refusals(text)))
        yield Support(name, text, _state(html, page(text), is_refused=bool(doc.problems)), in_data)


def _state(wanted: str, html: str, *, is_refused: bool) -> str:
    if is_refused:
        return "error"
    return "works" if re.search(wanted, html, re.DOTALL) else "typed"
