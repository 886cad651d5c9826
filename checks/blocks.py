"""The running text of pages and records, block by block, each with its file, its language and its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from guide.data.documents import Document, Place
from guide.data.formats import CROWDED
from guide.prose import markers

BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "div"}
_HOLDERS = BLOCKS | {"ul", "ol", "dl", "table"}
_SKIPPED = {"code", "pre", "script", "style"}
# Malformed ones too, and those of ChatGPT, which are reported elsewhere.
_CITED = re.compile(rf"{markers.CITATION.pattern}|\[@[^\]]*\]?|{markers.NEARLY_CITED.pattern}|【[^】]*】")
_ADDRESS = re.compile(
    r"(?:https?://|mailto:|www\.)\S+|\S+@\S+\.\S+|\S+\.(?:md|html|ya?ml|json|csv|xml|rdf|zip|com|eu|org|se)\b"
)


@dataclass(frozen=True)
class Link:
    """A link or a picture: its text or alternative text, its target, and its line."""

    text: str
    target: str
    line: int
    picture: bool = False


@dataclass(frozen=True)
class Block:
    """A unit of running text: a paragraph, a heading, a list item, a table cell, or a field of a record.

    ``text`` is without markup, code, citations and addresses; ``lines`` are its lines in the source, with
    the number of the first; ``path`` leads to the field of a record, and is empty in a page.
    """

    file: str
    lang: str
    kind: str
    text: str
    lines: Sequence[str]
    first: int
    path: Place = ()
    links: tuple[Link, ...] = ()

    def line(self, excerpt: str) -> int:
        """Return the line on which ``excerpt`` begins, found by its first words; the block's first if not found."""
        words = excerpt.split()
        for size in (4, 2, 1):
            start = " ".join(words[:size])
            for number, line in enumerate(self.lines):
                if start and start in line:
                    return self.first + number
        return self.first


class _Lines(Treeprocessor):
    """Marks each block of the tree with the line of the source where it begins, while its text is still raw."""

    source: Sequence[str] = ()

    def run(self, root: ElementTree.Element) -> None:
        at = 0
        for element in root.iter():
            raw = (element.text or "").strip().split("\n")[0].strip()
            if raw and element.tag not in _SKIPPED:
                at = next((number for number in range(at, len(self.source)) if raw in self.source[number]), at)
                element.set("data-line", str(at))


class _Tree(Treeprocessor):
    """Stores the converted tree, so that it need not be serialised and parsed again."""

    root = ElementTree.Element("div")

    def run(self, root: ElementTree.Element) -> None:
        self.root = root


class _Html(HTMLParser):
    """The links and pictures of raw HTML, as elements of the tree."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[ElementTree.Element] = []
        self._link: ElementTree.Element | None = None
        self.feed(html)
        if self._link is not None:  # a tag within a paragraph is stored alone, without the text of its link
            self._link.text = self._link.get("href")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "img"):
            self.elements.append(ElementTree.Element(tag, {name: value or "" for name, value in attrs}))
            if tag == "a":
                self._link = self.elements[-1]
            else:
                self.handle_data(self.elements[-1].get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link.text = (self._link.text or "") + data


@dataclass
class Reader:
    """Reads Markdown as the site does: ``extensions`` and their ``settings`` are those of ``mkdocs.yml``."""

    extensions: Sequence[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=list(self.extensions), extension_configs=dict(self.settings))
        self._lines, self._tree = _Lines(), _Tree()
        self._markdown.treeprocessors.register(self._lines, "lines", 25)  # before inline, which is at 20
        self._markdown.treeprocessors.register(self._tree, "tree", -1)

    def tree(self, text: str) -> ElementTree.Element:
        """Return the tree of ``text``; each block's ``data-line`` is the line it begins on, counted from 0."""
        self._markdown.reset()
        self._lines.source = text.split("\n")
        self._tree.root = ElementTree.Element("div")
        if not CROWDED.search(text):  # too slow to convert, and stops the build anyway
            self._markdown.convert(text)
        return self._tree.root

    def blocks(self, text: str, file: str, lang: str, skip: int = 0) -> list[Block]:
        """Return the blocks of a page; ``skip`` is the number of lines before ``text`` in its file."""
        source = text.split("\n")
        starts = [(el, int(el.get("data-line", 0))) for el in self.tree(text).iter() if el.tag in BLOCKS]
        blocks = []
        for number, (element, start) in enumerate(starts):
            end = next((later for _, later in starts[number + 1 :] if later > start), len(source))
            lines, first = source[start:end], start + skip + 1
            words, links = text_of(element), tuple(_links(element, first, lines))
            if words or links:
                blocks.append(Block(file, element.get("lang", lang), str(element.tag), words, lines, first, (), links))
        for raw in self._markdown.htmlStash.rawHtmlBlocks:
            html = ElementTree.Element("html")
            html.extend(_Html(str(raw)).elements)
            if links := tuple(_links(html, skip + 1, source)):
                blocks.append(Block(file, lang, "html", "", source, skip + 1, (), links))
        return blocks

    def field(self, doc: Document, path: Place, text: str, raw: Sequence[str]) -> list[Block]:
        """Return the blocks of a text in a record, whose ``path`` ends in its language; ``raw`` are its lines."""
        first, lang = doc.line(path), str(path[-1])
        last = next((number for number in range(first, len(raw)) if _ends(raw[first - 1], raw[number])), len(raw))
        lines = raw[first - 1 : last]
        if not any(sign in text for sign in "\n*[`_<&"):
            return [Block(doc.file, lang, str(path[-2]), clean(text), lines, first, path)]
        blocks = []
        for block in self.blocks(text, doc.file, lang):
            links = [replace(link, line=_where(link.target, first, lines)) for link in block.links]
            blocks.append(Block(doc.file, lang, block.kind, block.text, lines, first, path, tuple(links)))
        return blocks


def _ends(start: str, line: str) -> bool:
    """Return whether ``line`` of a YAML file is no longer part of the value whose first line is ``start``."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) <= len(start) - len(start.lstrip(" -"))


def clean(text: str) -> str:
    """Return ``text`` without citations, addresses and placeholders, and with runs of white space as one space."""
    for pattern, instead in ((HTML_PLACEHOLDER_RE, " "), (_CITED, ""), (_ADDRESS, " … ")):
        text = pattern.sub(instead, text)
    return " ".join(text.replace(AMP_SUBSTITUTE, "&").split())


def text_of(element: ElementTree.Element) -> str:
    """Return the text of a block, without nested blocks, code and text in another language."""
    return clean("".join(_texts(element)))


def _texts(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SKIPPED or child.get("lang"):
            yield " … "
        elif child.tag not in _HOLDERS:
            yield from _texts(child)
        yield child.tail or ""


def _where(target: str, first: int, lines: Sequence[str]) -> int:
    """Return the number of the line that contains ``target``, or ``first`` if none does."""
    return next((number for number, line in enumerate(lines, first) if target and target in line), first)


def _links(element: ElementTree.Element, first: int, lines: Sequence[str]) -> Iterator[Link]:
    for child in element:
        if child.tag in _HOLDERS:
            continue
        if child.tag in ("a", "img"):
            target = child.get("href") or child.get("src") or ""
            text = " ".join(["".join(child.itertext()), *(picture.get("alt", "") for picture in child.iter("img"))])
            yield Link(" ".join(text.split()), target, _where(target, first, lines), child.tag == "img")
        yield from _links(child, first, lines)
