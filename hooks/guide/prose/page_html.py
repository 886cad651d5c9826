"""The HTML that a hand-written page may contain, from Markdown or as such: text, not what runs, loads or hides.

The page is rendered as the site will render it and every tag checked, since no reading of the Markdown itself finds
all the ways in which it can lead to a tag.
"""

import html as html_
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown.extensions.toc import slugify

from guide.data import leftovers
from guide.data.documents import Document, line_at
from guide.data.formats import invisible, is_url
from guide.data.leftovers import without_code
from guide.data.rich_text import VOID, Token, is_nested, tokens_as_written
from guide.prose import markers, outline
from guide.prose.front_matter import first_line
from guide.prose.page_targets import Link

_EVERYWHERE = frozenset({"id", "class", "lang", "title", "aria-label", "data-search-exclude"})
TAGS = {
    tag: frozenset(attributes)
    for tag, attributes in yaml.safe_load(Path(__file__).with_name("tags.yaml").read_text("utf-8")).items()
}
# Of each: what is written, and its state on pages and in texts of the data.
SAMPLES: Mapping[str, Sequence[str]] = yaml.safe_load(Path(__file__).with_name("samples.yaml").read_text("utf-8"))
HEADING_ID = re.compile('<h[1-6][^>]* id="([^"]*)"')
_REFERENCE = re.compile("&#?[0-9A-Za-z]+;?")
# A comment whose end no browser sees elsewhere than we do.
_COMMENT = re.compile(r"<!--(?!-?>)[^<>]*-->")
# Lists, quotations and HTML inside each other as Markdown may give up at, with no error that says where.
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[:*+-] |\d+\. )){9}|^[ \t]{200}", re.MULTILINE)
_NOTICE = re.compile(r'^!!! (?!note ".*"\s*\n {4}).*', re.MULTILINE)  # without a title, it has an English one
_SPACE = re.compile(r"[ \t]+")
_MANY = 50  # elements with Markdown in them, which may be inside each other
_ID = re.compile(r"[a-z0-9](?:[a-z0-9_:-]*[a-z0-9])?")  # two underscores before it are the theme's own


def _faults(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Return what is not allowed, each as the key of its message and the part of the page that has it."""
    faults: list[tuple[str, str]] = []
    is_open: list[str] = []
    for kind, name, attributes in tokens:
        if kind == "comment" or (kind == "text" and "<" in name):
            faults.append(("tag_name", name[name.index("<") :][:40]))
        elif kind == "start" and name not in TAGS:
            faults.append(("tag_name", f"<{name}"))
        elif kind == "start":
            is_open += [] if name in VOID else [name]
            faults += (fault for attribute in attributes if (fault := _attribute_fault(name, *attribute)))
        elif kind == "end" and name in TAGS and (not is_open or is_open.pop() != name):
            faults.append(("tag_open", f"</{name}"))
    return faults or [("tag_open", f"<{name}") for name in is_open]


def _attribute_fault(tag: str, name: str, value: str) -> tuple[str, str] | None:
    if name == "style" and "text-align" in value:  # of a table, which the content policy leaves out
        return "left_align", "-:" if "right" in value else ":-"
    if name not in _EVERYWHERE and name not in TAGS[tag]:
        return "tag_attribute", name
    if name in ("href", "src") and not _harmless(value, other_sites=name == "href"):
        return "picture_address" if name == "src" and is_url(value) else "tag_address", value or name
    if name == "id" and not _ID.fullmatch(value):
        return "tag_id", value or "#"
    return None


def _harmless(address: str, other_sites: bool) -> bool:
    """Return whether ``address`` is in the site or, with ``other_sites``, a whole one of http, https or mailto."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
        return other_sites and is_url(address)
    return not (address.startswith(("//", "\\")) or re.search(r"[\s\x00-\x1f\\]", address) or invisible(address))


@dataclass(frozen=True)
class Read:
    """The HTML of a page as read: the ``ids`` that can be linked to, and its ``links``."""

    ids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()


def check(body: str, doc: Document, render: Callable[[str], str]) -> Read:
    """Return what is in the page of the Markdown ``body``; ``doc`` gets what is not allowed."""
    try:
        html = render(body)
    except RecursionError:
        doc.add("nested", line=first_line(body))
        return Read()
    return check_converted(html, body, doc, render)


def check_converted(html: str, body: str, doc: Document, render: Callable[[str], str]) -> Read:
    """Do as ``check`` does, with the ``html`` that ``body`` has already become."""
    if is_nested(html):
        doc.add("nested", line=first_line(body))
        return Read()
    if unended := markers.UNENDED.search(without_code(body)):
        opening = unended[0].partition("\n")[0][:60]
        words = opening.strip("<!-> ")
        nearest = f"<!-- {words if markers.MARKER.match(words) else '# …'} -->"
        doc.add("marker_open", line=line_at(body, unended.start()), value=opening, nearest=nearest)
        return Read()
    shown = _COMMENT.sub("", html)
    tokens = tokens_as_written(shown)
    faults = _faults(tokens)
    references = (invisible(html_.unescape(reference)) for reference in _REFERENCE.findall(shown))
    faults += [("invisible", character) for character in references if character]
    faults += (("left_notice", notice[0][:40]) for notice in _NOTICE.finditer(without_code(body)))
    faults += (fault for fault in leftovers.find_all(html, body, render) if fault[0] != "left_citation")
    for key, excerpt in dict.fromkeys(faults):
        doc.add(key, line=_line(body, excerpt, key), excerpt=excerpt)
    _check_as_written(body, doc, html)
    attributes = [(tag, *pair) for kind, tag, pairs in tokens if kind == "start" and tag in TAGS for pair in pairs]
    links = (Link(value, tag == "img") for tag, name, value in attributes if name in ("href", "src"))
    return Read(frozenset(value for _, name, value in attributes if name == "id"), tuple(dict.fromkeys(links)))


def is_deep(body: str) -> bool:
    """Return whether a page's Markdown may be nested too deeply to be converted at all."""
    return body.count("markdown=") >= _MANY or _DEEP.search(body) is not None


def _check_as_written(body: str, doc: Document, html: str) -> None:
    """Report in ``doc`` markers that ``html`` has inside something else, and headings not written as ours."""
    text = without_code(body)
    alone = [comment["text"] for comment in markers.COMMENT.finditer(html)]
    for comment in markers.COMMENT.finditer(text):
        if comment["text"] not in alone:
            marker = f"<!-- {comment['text']} -->"
            doc.add("marker_place", line=line_at(text, comment.start()), value=marker[:60], nearest=marker)
    written = [heading.id for heading in outline.headings(body)]
    if len(written) < html.count("<h") - html.count("<hr"):
        first = next((id_ for id_ in HEADING_ID.findall(html) if id_ not in written), "")
        doc.add("heading_form", line=_heading_line(text, first))


def _heading_line(text: str, id_: str) -> int:
    """Return the line of what became the heading ``id_``, which Markdown made of its words."""
    lines = enumerate(text.split("\n"), 1)
    numbers = (n for n, line in lines if id_ and (slugify(line.strip("#>-*+ "), "-") == id_ or f"#{id_} }}" in line))
    return next(numbers, first_line(text))


def _line(body: str, excerpt: str, key: str) -> int:
    """Return the first line with ``excerpt``, whole or by its beginning; line 1 where Markdown has changed it."""
    if excerpt.startswith("U+"):  # written as a reference to the character
        lines = enumerate(body.split("\n"), 1)
        return next((number for number, line in lines if invisible(html_.unescape(line)) == excerpt), first_line(body))
    within = re.search(rf"[{{<][^{{}}<>]*(?<![\w-]){re.escape(excerpt)}(?![\w-])", body, re.IGNORECASE)
    if within and key in ("tag_id", "tag_attribute"):  # in braces or a tag, not where the text has the same word
        return line_at(body, within.end())
    text = _SPACE.sub(" ", body.lower())  # Markdown makes spaces of tabs
    for part in (excerpt, excerpt[:12], excerpt[:4], excerpt[:2]):
        if (at := text.find(_SPACE.sub(" ", part.lower()))) >= 0:
            return line_at(text, at)
    return first_line(body)
