"""What the theme's search finds in a page, many times faster than it does: the same sections, or none.

It mirrors ``Parser`` of Material's search plugin, which reads with the library's HTML parser, with all that it does to
elements that are not closed or that stand in another; tests/unit/test_found.py compares the two. HTML that has anything
but whole tags, quoted attributes and text is left to Material.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from math import inf

# Capitals stand in names such as viewBox only, so that data-search-exclude can be looked for in just these letters.
_NAME = "[a-z]++(?:[A-Z][a-zA-Z]*+|[a-z0-9_:-]*+)"
# A tag and the text after it; a < that begins no such tag has no name.
_TAG = re.compile(rf'<(?:(/?)([a-z][a-z0-9-]*+)((?:[ \n]++{_NAME}(?:="[^"]*+")?+)*+)[ \n]*+(/?)>([^<]*+))?')
_ATTRIBUTE = re.compile(r'[ \n]+([^ \n=]+)((?:="[^"]*")?)')
_REFERENCE = re.compile('="[^"]*&')  # in an attribute, which may then be any
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# What parsers read as text, some more of it from one Python to the next.
_UNSURE = re.compile(
    "<(?:script|style|textarea|iframe|noembed|noframes|noscript|xmp|plaintext|title(?!>[^<]*</title>))"
)


class _UnsureError(Exception):
    """The HTML holds something that only the library is sure of."""


@dataclass
class Section:
    """A heading and what follows it, in the pieces that Material's own is made of."""

    tag: str = "hx"  # of what stands before the first heading
    depth: float = 0
    id: str | None = None
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def is_excluded(self) -> bool:
        """Whether the search is not to know it."""
        return self.excluded


def sections(html: str) -> list[Section] | None:
    """The sections of ``html`` as the theme's search tells them apart, or None where that is not sure."""
    if _UNSURE.search(html):
        return None
    page = _Page(_is_telling(html))
    begin = html.find("<")
    try:
        if text := html if begin < 0 else html[:begin]:
            page.data(text)
        for closing, tag, attributes, alone, text in _TAG.findall(html):
            if not tag or (closing and (attributes or alone)):
                return None
            if tag not in _VOID:
                if not closing:
                    page.start(tag, attributes)
                if closing or alone:
                    page.end(tag)
            if text:
                page.data(text)
    except (_UnsureError, ValueError):  # the latter, of an element that was hidden when it began, is Material's too
        return None
    return page.sections


class _Page:
    """A page as it is read; elements are known by their tags alone, as Material knows them."""

    def __init__(self, telling: bool) -> None:
        self.sections: list[Section] = []
        self._telling = telling
        self._open: list[str] = []
        self._skipped = {"object", "script", "style"}
        self._permalink = 0  # how deep it is
        # Whether an open element is one that is skipped, one whose spaces count, or the heading of the section.
        self._hidden = self._verbatim = self._titled = False

    def start(self, tag: str, attributes: str) -> None:
        """An element begins."""
        self._open.append(tag)
        heading = tag in _HEADINGS
        read = heading or (attributes and self._telling and _is_telling(attributes))
        told = _told(attributes) if read else {}
        if heading and "id" in told:
            self._begin(tag, told)
        elif not self.sections:
            self._add(Section())
        if heading:
            self._titled = self._section.tag in self._open
        elif tag == "pre":
            self._verbatim = True
        if told:
            self._heed(tag, told)
        if tag in self._skipped:
            self._hidden = True
        elif tag in _KEPT and not self._hidden:
            (self._section.title if self._titled else self._section.text).append(f"<{tag}>")

    def end(self, tag: str) -> None:
        """An element ends, if it is the last that began. Raises ``ValueError`` as Material does."""
        if not self._open or self._open[-1] != tag:
            return
        if self._section.depth > len(self._open):
            self._leave()
        self._open.pop()
        if self._permalink > len(self._open):
            self._permalink = 0
        if tag in _HEADINGS:
            self._titled = self._section.tag in self._open
        elif tag == "pre":
            self._verbatim = tag in self._open
        if not self._hidden:
            if tag in _KEPT:
                _close(self._section.title if self._titled else self._section.text, tag)
        else:
            self._show(tag)

    def data(self, text: str) -> None:
        """Text, as it stands in the HTML."""
        if self._hidden:
            return
        if "&" in text:
            text = unescape(text)
        space = text.isspace()
        if not self._verbatim:
            text = " " if space else text.replace("\n", " ")
        if not self.sections:
            self._add(Section())
        if self._titled:
            if not self._permalink:
                self._section.title.append(escape(text, quote=False))
        elif not space:
            self._section.text.append(escape(text, quote=False))
        elif self._verbatim or not (pieces := self._section.text) or not pieces[-1].isspace():
            self._section.text.append(text)

    def _heed(self, tag: str, told: dict[str, str]) -> None:
        """Know from its attributes an element that is not for the search."""
        if tag == "a" and told.get("class") == "headerlink" and not self._permalink:
            self._permalink = len(self._open)
        if "data-search-exclude" in told or told.get("class") == "linenodiv":
            self._skipped.add(tag)

    def _show(self, tag: str) -> None:
        """The end of an element that is skipped, or that stands in one, which may be the end of the skipping."""
        skipped = tag in self._skipped
        if skipped and tag != "object":
            self._skipped.remove(tag)
        self._hidden = not self._skipped.isdisjoint(self._open)
        if tag in _KEPT and not skipped and not self._hidden:
            _close(self._section.title if self._titled else self._section.text, tag)

    def _begin(self, tag: str, told: dict[str, str]) -> None:
        """A heading with an id begins a section, which has the id unless it begins the page."""
        depth = len(self._open)
        if tag != "h1" and not self.sections:
            self._add(Section(depth=depth))
        self._add(Section(tag, depth, told["id"] if self.sections else None, "data-search-exclude" in told))

    def _add(self, section: Section) -> None:
        self._section = section
        self.sections.append(section)

    def _leave(self) -> None:
        """The element that the heading stands in ends, and so does the section: one before it goes on."""
        for section in reversed(self.sections):
            if section.depth <= len(self._open):
                self._section.depth = inf
                self._section = section
                self._titled = section.tag in self._open
                break


def _close(pieces: list[str], tag: str) -> None:
    """Close the element in ``pieces``, or take it out if there is just space in it."""
    begin = pieces.index(f"<{tag}>")
    if all(map(str.isspace, pieces[begin + 1 :])):
        del pieces[begin:]
    else:
        pieces.append(f"</{tag}>")


def _is_telling(html: str) -> bool:
    """Whether ``html`` may have attributes that matter, other than the ids of headings."""
    words = "data-search-exclude" in html or "linenodiv" in html or "headerlink" in html
    return words or _REFERENCE.search(html) is not None


def _told(attributes: str) -> dict[str, str]:
    """Attributes by their names. Raises ``_UnsureError`` if the id has no value."""
    told = {name.lower(): value for name, value in _ATTRIBUTE.findall(attributes)}
    if told.get("id") == "":
        raise _UnsureError
    return {name: unescape(value[2:-1]) for name, value in told.items()}
