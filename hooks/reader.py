"""A text in Markdown read into HTML: code, elements, and the blocks between them. Or ``UnsureError``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown.extensions.toc import strip_tags

import blocks
import raw
from spans import ATTRIBUTES, TAG_ATTRIBUTES, UnsureError, attributes, inline, listed

_HTML = re.compile(rf"<(?:(?<![^\n]<)(?:!--|(?:{raw.NAMES})(?=[ >]))|/(?:{raw.NAMES})>(?=\n|\Z))")
_CODE = re.compile(r"(?<![^\n])```([a-z]*)\n(.*?)(?<=\n)```(?=\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:[^<>-]|-(?!-))*-->(?=\n|\Z)")
_START = re.compile(rf"<([a-z][a-z0-9]*)({TAG_ATTRIBUTES})>")
_END = re.compile(r"</([a-z]+)>(?=\n|\Z)")
_MARKED = ' markdown="block"'
_PARENTS = {"article", "aside", "div", "figure", "footer", "header", "li", "main", "nav", "ol", "section", "ul"}

_BLANK = re.compile(r"\n\n+")
_HEADING = re.compile(rf"(#{{1,6}}) ([^\s#{{}}](?:[^#{{}}\n]*[^\s#{{}}])?) ({ATTRIBUTES})(?:\n|\Z)")
_LINE = re.compile(r"\n(?:[ #>|=+:-]|\* |!!!)")  # what may begin a block, in any of its lines
_ADMONITION = re.compile(r'!!! ([a-z]+)(?: "([^"\n]+)")?((?:\n    \S[^\n]*)+)')
_LAST = re.compile(rf"\n({ATTRIBUTES})\Z")


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
class Reader:
    """Reads a text once: its HTML, before ``addressed``, and what its headings are."""

    headings: list[Any] = field(default_factory=list)
    open: list[_Element] = field(default_factory=lambda: [_Element()])
    titled: bool = False  # whether it begins with a heading of the first level

    def read(self, text: str) -> str:
        """The HTML of the page, in code, elements and the text between them."""
        at = 0
        for code in _CODE.finditer(text) if "```" in text else ():
            self._read(text[at : code.start()])
            kind = f' class="language-{code[1]}"' if code[1] else ""
            shown = escape(code[2], quote=False).replace('"', "&quot;")
            self._top().add("", f"<pre><code{kind}>{shown}</code></pre>")
            at = code.end()
        self._read(text[at:])
        return "\n".join(self._top().parts)

    def _top(self) -> _Element:
        if len(self.open) > 1:
            raise UnsureError("an element that does not end")
        return self.open[0]

    def _read(self, text: str) -> None:
        if "```" in text:
            raise UnsureError("code that begins or ends otherwise")
        at = 0
        while match := _HTML.search(text, at):
            self._text(text[at : match.start()])
            at = self._element(text, match.start())
        self._text(text[at:])

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
        if comment and "<" in text[:at].rpartition("\n\n")[2]:
            raise UnsureError("a comment that may stand in an element")
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
