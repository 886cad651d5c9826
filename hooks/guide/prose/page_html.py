"""What a page written by hand may hold of HTML, through Markdown or written out: text, not what runs, loads or hides.

The page is rendered as the site will render it and every tag looked at, for no reading of the Markdown itself finds
all the ways in which it can come to a tag.
"""

from __future__ import annotations

import html as html_
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown.extensions.toc import slugify

from guide.data import leftovers
from guide.data.documents import Document, line_at
from guide.data.formats import invisible, is_url
from guide.data.leftovers import without_code
from guide.data.rich_text import is_nested
from guide.prose import markers, outline
from guide.prose.front_matter import first_line
from guide.prose.page_targets import Link

_EVERYWHERE = frozenset({"id", "class", "lang", "title", "aria-label", "data-search-exclude"})
# The tags that Markdown makes and a few more, with what they may have beside the above.
TAGS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "blockquote", "pre", "hr", "br"), frozenset()
    ),
    **dict.fromkeys(("ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "figure"), frozenset()),
    **dict.fromkeys(("code", "em", "strong", "abbr", "cite", "kbd", "small", "sub", "sup"), frozenset()),
    **dict.fromkeys(("figcaption", "details", "summary"), frozenset()),
    **dict.fromkeys(("th", "td"), frozenset({"scope", "colspan", "rowspan"})),
    "a": frozenset({"href", "hreflang", "rel"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
}
_HEADING = re.compile('<h[1-6][^>]* id="([^"]*)"')
_VOID = frozenset({"br", "hr", "img"})
# A comment whose end no browser sees elsewhere than we do.
_COMMENT = re.compile(r"<!--(?!-?>)[^<>]*-->")
# Lists, quotations and HTML inside each other as Markdown may give up at, with no error that says where.
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[:*+-] |\d+\. )){9}|^[ \t]{200}", re.MULTILINE)
_MANY = 50  # elements with Markdown in them, which may be inside each other
_ID = re.compile(r"[a-z0-9](?:[a-z0-9_:-]*[a-z0-9])?")  # two underscores before it are the theme's own


class _Reader(HTMLParser):
    """Finds what does not belong, each as the key of its message and the part of the page that has it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.links: list[Link] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(("tag_name", f"<{tag}"))
            return
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.ids.update([value or ""] if name == "id" else ())
            self.links += [Link(html_.unescape(value or ""), tag == "img")] if name in ("href", "src") else ()
            if name not in _EVERYWHERE and name not in TAGS[tag]:
                self.faults.append(("tag_attribute", name))
            elif name in ("href", "src") and not _harmless(value or "", other_sites=name == "href"):
                self.faults.append(("tag_address", value or name))
            elif character := invisible(value or ""):
                self.faults.append(("invisible", character))
            elif name == "id" and not _ID.fullmatch(value or ""):
                self.faults.append(("tag_id", value or name))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in TAGS:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(("tag_open", f"</{tag}"))

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.faults.append(("tag_name", data[data.index("<") :][:40]))

    def handle_entityref(self, name: str) -> None:
        if character := invisible(html_.unescape(f"&{name};")):
            self.faults.append(("invisible", character))

    def handle_charref(self, name: str) -> None:
        self.handle_entityref(f"#{name}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(("tag_name", f"<!--{data[:40]}"))

    def handle_decl(self, decl: str) -> None:
        self.faults.append(("tag_name", f"<!{decl[:40]}"))

    def unknown_decl(self, data: str) -> None:
        self.faults.append(("tag_name", f"<![{data[:40]}"))

    def handle_pi(self, data: str) -> None:
        self.faults.append(("tag_name", f"<?{data[:40]}"))


def _harmless(address: str, other_sites: bool) -> bool:
    """True for an address within the site and, with ``other_sites``, for a whole one of http, https or mailto."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
        return other_sites and is_url(address)
    return not (address.startswith(("//", "\\")) or re.search(r"[\s\x00-\x1f\\]", address) or invisible(address))


@dataclass(frozen=True)
class Read:
    """What is in the HTML of a page: the ``ids`` that can be linked to, and its ``links``."""

    ids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()


def check(body: str, doc: Document, render: Callable[[str], str]) -> Read:
    """Return what is in the page whose Markdown is ``body``; ``doc`` gets what it may not hold.

    ``render`` makes HTML of it, as the site will.
    """
    try:
        html = render(body)
    except RecursionError:
        doc.add("nested", line=first_line(body))
        return Read()
    return check_converted(html, body, doc, render)


def check_converted(html: str, body: str, doc: Document, render: Callable[[str], str]) -> Read:
    """Do what ``check`` does with the ``html`` that was made of ``body`` already."""
    if is_nested(html):
        doc.add("nested", line=first_line(body))
        return Read()
    reader = _Reader()
    try:
        reader.feed(_COMMENT.sub("", html))
        reader.close()
    except AssertionError:  # what Python's parser, but no browser, stops at, such as <![x
        reader.faults.append(("tag_name", "<!["))
    reader.faults += [("tag_open", f"<{tag}") for tag in reader.open] if not reader.faults else []
    reader.faults += (fault for fault in leftovers.found(html, body, render) if fault[0] != "left_citation")
    for key, excerpt in dict.fromkeys(reader.faults):
        doc.add(key, line=_line(body, excerpt), excerpt=excerpt)
    _check_as_written(body, doc, html)
    return Read(frozenset(reader.ids), tuple(dict.fromkeys(reader.links)))


def is_deep(body: str) -> bool:
    """Return whether a page's Markdown may be nested too deeply to be converted at all."""
    return body.count("markdown=") >= _MANY or _DEEP.search(body) is not None


def _check_as_written(body: str, doc: Document, html: str) -> None:
    """Note in ``doc`` the markers that ``html`` has within something else, and headings not written as ours."""
    text = without_code(body)
    alone = [comment["text"] for comment in markers.COMMENT.finditer(html)]
    for comment in markers.COMMENT.finditer(text):
        if comment["text"] not in alone:
            said = f"<!-- {comment['text']} -->"
            doc.add("marker_place", line=line_at(text, comment.start()), value=said[:60], nearest=said)
    written = [heading.id for heading in outline.headings(body)]
    if len(written) < html.count("<h") - html.count("<hr"):
        first = next((id_ for id_ in _HEADING.findall(html) if id_ not in written), "")
        doc.add("heading_form", line=_heading_line(text, first))


def _heading_line(text: str, id_: str) -> int:
    """The line of what became the heading ``id_``, which Markdown made of its words."""
    lines = enumerate(text.split("\n"), 1)
    found = (number for number, line in lines if id_ and slugify(line.strip("#>-*+ "), "-") == id_)
    return next(found, first_line(text))


def _line(body: str, excerpt: str) -> int:
    """Where ``excerpt`` first stands, whole or by its beginning; the first line where Markdown wrote it otherwise."""
    if excerpt.startswith("U+"):  # written as a reference to the character
        lines = enumerate(body.split("\n"), 1)
        return next((number for number, line in lines if invisible(html_.unescape(line)) == excerpt), first_line(body))
    for part in (excerpt, excerpt[:12], excerpt[:4], excerpt[:2]):
        if (at := body.lower().find(part.lower())) >= 0:
            return line_at(body, at)
    return first_line(body)
