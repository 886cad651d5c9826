"""Markdown to HTML many times faster than Python-Markdown, the same byte for byte, or not at all.

What our pages and examples are made of is converted here: paragraphs, headings with an id, lists without space between
their items, lists of definitions, plain tables, links, emphasis, attributes, HTML. A text that holds anything that
could mean more than it seems to is left to Python-Markdown, which tests/unit/test_quick.py compares with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, strip_tags

import blocks
import raw
from spans import ATTRIBUTES, TAG_ATTRIBUTES, UnsureError, addressed, attributes, inline, listed

# Tabs, control characters, spaces other than the common ones, backslashes.
_UNSURE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\\]")
_DEFINITION = re.compile(r"^ *(?:[-:] +|[0-9]+\. +)?\[[^\[\]]*\]:", re.MULTILINE)  # of a link
_NO_REFERENCE = re.compile(r"&#(?![0-9]+;|x[0-9a-fA-F]+;)")
_HTML = re.compile(rf"<(?:(?<![^\n]<)(?:!--|(?:{raw.NAMES})(?=[ >]))|/(?:{raw.NAMES})>(?=\n|\Z))")
_COMMENT = re.compile(r"<!--(?:[^<>-]|-(?!-))*-->(?=\n|\Z)")
_START = re.compile(rf"<([a-z][a-z0-9]*)({TAG_ATTRIBUTES})>")
_END = re.compile(r"</([a-z]+)>(?=\n|\Z)")
_MARKED = ' markdown="block"'
_PARENTS = {"article", "aside", "div", "figure", "footer", "header", "li", "main", "nav", "ol", "section", "ul"}

_BLANK = re.compile(r"\n\n+")
_HEADING = re.compile(rf"(#{{1,6}}) ([^\s#{{}}](?:[^#{{}}\n]*[^\s#{{}}])?) ({ATTRIBUTES})(?:\n|\Z)")
_LINE = re.compile(r"\n(?:[ #>|=+:-]|\* |!!!|~~~|```)")  # what may begin a block, in any of its lines
_ADMONITION = re.compile(r'!!! ([a-z]+)(?: "([^"\n]+)")?((?:\n    [^\n]+)+)')
_LAST = re.compile(rf"\n({ATTRIBUTES})\Z")
_BEFORE = r'(?: [a-zA-Z][a-zA-Z0-9:-]*(?:="[^"]*")?)*?'  # attributes
_IDS = re.compile(rf'<[a-zA-Z][a-zA-Z0-9]*{_BEFORE} id="([^"]*)"')
_NAMES = re.compile(rf'<a{_BEFORE} name="([^"]*)"')


@dataclass(frozen=True)
class Converted:
    """A text as HTML, its headings as the extension toc of Python-Markdown gives them, and that which begins it."""

    html: str
    toc_tokens: Any
    title: str | None

    @property
    def anchors(self) -> set[str]:
        """What links may lead to."""
        return {unescape(name) for name in [*_IDS.findall(self.html), *_NAMES.findall(self.html)]}


def convert(text: str, address: Callable[[str], str] | None = None) -> Converted | None:
    """``text`` as Python-Markdown with the settings of mkdocs.yml converts it, or None where that is not sure.

    ``address`` says what the address of each link becomes; it is asked in the order of the text, and of no text that
    is not sure.
    """
    if _unsure(text):
        return None
    page = _Page()
    try:
        html = page.read(text).strip()
    except UnsureError:
        return None
    title = page.headings[0]["name"] if page.titled else None
    return Converted(addressed(html, address), nest_toc_tokens(page.headings), title)


def _unsure(text: str) -> bool:
    return bool(
        _UNSURE.search(text)
        or not text.strip()
        or text[0] == "\xa0"
        or text[-1] in " \xa0"
        or " \n" in text
        or "\xa0\n" in text
        or "\n\xa0" in text
        or "[TOC]" in text
        or ("]:" in text and _DEFINITION.search(text))
        or ("&#" in text and _NO_REFERENCE.search(text))
    )


@dataclass
class _Element:
    """An element whose text is Markdown, while it is read: its parts, and what the last of them is."""

    tag: str = ""
    start: str = ""
    parts: list[str] = field(default_factory=list)
    last: str = ""

    def add(self, tag: str, html: str) -> None:
        self.parts.append(html)
        self.last = tag


@dataclass
class _Page:
    headings: list[Any] = field(default_factory=list)
    open: list[_Element] = field(default_factory=lambda: [_Element()])
    titled: bool = False  # whether it begins with a heading of the first level

    def read(self, text: str) -> str:
        """The HTML of the page, in elements and the text between them."""
        at = 0
        while match := _HTML.search(text, at):
            self._text(text[at : match.start()])
            at = self._element(text, match.start())
        self._text(text[at:])
        if len(self.open) > 1:
            raise UnsureError("an element that does not end")
        return "\n".join(self.open[0].parts)

    # ---- HTML

    def _element(self, text: str, at: int) -> int:
        """Takes the tag or element at ``at``, and says where it ends."""
        if end := _END.match(text, at):
            self._close(end[1])
            return end.end()
        start = _START.match(text, at)
        if start and _MARKED in start[2]:
            return self._begin(start)
        if len(self.open) > 1:
            html, stop = raw.tidied(text, at)
            self.open[-1].add("p", html)
            return stop
        comment = _COMMENT.match(text, at)
        stop = comment.end() if comment else raw.closed(text, at)
        blank = f"{text[stop : stop + 2]}\n\n".startswith("\n\n")
        self.open[0].add("", text[at:stop] + ("\n" if blank else ""))
        return stop

    def _begin(self, start: re.Match[str]) -> int:
        attrs = start[2].replace(_MARKED, "", 1)
        if start[1] not in _PARENTS or " markdown" in attrs or start.string[start.end() : start.end() + 1] != "\n":
            raise UnsureError(start[0])
        self.open.append(_Element(start[1], f"<{start[1]}{raw.in_order(attrs)}>"))
        return start.end()

    def _close(self, tag: str) -> None:
        element = self.open.pop()
        if element.tag != tag or not element.parts:
            raise UnsureError(tag)
        self.open[-1].add(tag, "\n".join([element.start, *element.parts, f"</{tag}>"]))

    # ---- Markdown

    def _text(self, text: str) -> None:
        if text[-1:] in (" ", "\xa0"):  # before the end of an element
            raise UnsureError(text)
        for block in _BLANK.split(text.strip("\n")):
            while block:
                block = self._block(block)

    def _block(self, block: str) -> str:
        """Takes a block, and gives what is left of it."""
        if block[0] == "#":
            return self._heading(block)
        if block[0] == "|":
            self.open[-1].add("table", blocks.table(block))
        elif blocks.ITEM.match(block):
            self._list(block)
        elif block.startswith("!!! "):
            self._admonition(block)
        elif "\n:" in block:
            self._definitions(block)
        else:
            self._paragraph(block)
        return ""

    def _heading(self, block: str) -> str:
        match = _HEADING.match(block)
        if not match or "[" in match[2] or "://" in match[2]:
            raise UnsureError(block)
        level, html, ids = len(match[1]), inline(match[2]), [value for name, value in listed(match[3]) if name == "id"]
        if not ids:
            raise UnsureError("a heading without an id")
        if level <= 3:
            name = strip_tags(html) if "<" in html else " ".join(html.split())
            self.headings.append({"level": level, "id": ids[0], "name": name, "html": html, "data-toc-label": ""})
        self.titled = self.titled or (level == 1 and len(self.open) == 1 and not self.open[0].parts)
        self.open[-1].add("h", f"<h{level}{attributes(match[3])}>{html}</h{level}>")
        return block[match.end() :]

    def _paragraph(self, block: str) -> None:
        last = _LAST.search(block) if block[-1] == "}" else None
        text = block[: last.start()] if last else block
        if _LINE.search(f"\n{text}"):
            raise UnsureError(block)
        attrs = attributes(last[1]) if last else ""
        self.open[-1].add("p", f"<p{attrs}>{inline(text)}</p>")

    def _admonition(self, block: str) -> None:
        match = _ADMONITION.fullmatch(block)
        if not match:
            raise UnsureError(block)
        title = inline(match[2] or match[1].capitalize())
        self.open.append(_Element("div", f'<div class="admonition {match[1]}">'))
        self.open[-1].add("p", f'<p class="admonition-title">{title}</p>')
        self._text(match[3].replace("\n    ", "\n"))
        self._close("div")

    def _list(self, block: str) -> None:
        element = self.open[-1]
        if element.last in ("ol", "ul") or element.tag in ("ol", "ul"):
            raise UnsureError("a list that goes on")
        element.add(*blocks.listed(block))

    def _definitions(self, block: str) -> None:
        element, html = self.open[-1], blocks.defined(block)
        if element.last == "dl":
            html.insert(0, element.parts.pop().removesuffix("\n</dl>"))
        else:
            html.insert(0, "<dl>")
        element.add("dl", "\n".join([*html, "</dl>"]))
