"""A page put together from sections: its text with glossary terms, its clean copy, and what the search knows of it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import markdown
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

import glossary
import plain
from entries import Term
from render import Generated, Renderer
from shapes import (
    Block,
    Blocks,
    Found,
    Heading,
    Pattern,
    Sentinels,
    Shape,
    UnfitError,
    in_order,
    local,
    pieces,
    sections,
    unwrapped,
    with_blocks,
)

# What stands after a section while it is converted, so that the space between sections is known, and its HTML.
_HEADING = ("## \ua490 { #after }", '<h2 id="after">\ua490</h2>')
_ELEMENT = ('<div markdown="block">\n\n\ua490\n\n</div>', "<div>\n<p>\ua490</p>\n</div>")
_FOR_SEARCH = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")  # taken out by the theme's search plugin once it has read it
_TITLE = "\ua006"  # in place of the page's heading among the headings


@dataclass(frozen=True)
class Made:
    """A page: what its front matter says, its text, clean copy, headings, and the entries of the search."""

    meta: Mapping[str, str]
    content: str
    plain: str
    headings: tuple[tuple[int, str, str], ...]
    found: list[Mapping[str, str]]


@dataclass
class Assembler:
    """Makes pages in ``lang`` with the Markdown settings of ``config``."""

    renderer: Renderer
    config: MkDocsConfig
    lang: str
    shapes: dict[tuple[bool, tuple[str, str], str], Shape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        extensions: Any = self.config.markdown_extensions
        self._markdown: Any = markdown.Markdown(extensions=extensions, extension_configs=self.config.mdx_configs or {})
        self.blocks = Blocks(self._block)
        self._patterns: dict[str, tuple[Pattern, Pattern]] = {}
        self._link = partial(plain.link, source="", lang=self.lang, addresses=self.renderer.addresses)
        plugin: Any = self.config.plugins["material/search"]
        self._parser = sys.modules[type(plugin).__module__].Parser

    def made(self, source: str, page: Generated) -> Made:
        """The page ``source``. Raises ``UnfitError``."""
        sentinels = Sentinels()
        blocks: list[list[Block]] = []
        self.blocks.page = blocks
        with self.renderer.printer.keeping(sentinels, self.blocks):
            text = page.markdown(self.lang)
        if not in_order(text, blocks):
            raise UnfitError("a letter of the blocks' own")
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        meta = {name: _value(Pattern.of(value), sentinels) for name, value in _lines(front)}
        address = self.renderer.addresses.link("glossary.md", source, self.lang)
        terms = self.renderer.glossaries[self.lang]
        used: dict[str, Term] = {}
        content, clean, headings = [], [], []
        found: list[list[str]] = []
        parts = sections(f"{body}\n\n")
        for number, section in enumerate(parts):
            same, numbers = local(section)
            element = number + 1 < len(parts) and parts[number + 1].startswith("<")
            shape = self._shape(same, not number, _ELEMENT if element else _HEADING)
            html = [sentinels.html[at] for at in numbers]
            for pattern, explained in shape.html:
                piece = pattern.fill(html)
                content.append(terms.linked(piece, used, address) if explained and terms.terms else piece)
            clean.append(shape.plain.fill([sentinels.plain[at] for at in numbers]))
            headings += [
                (h.level, h.id.fill(html), h.name.fill(html) if h.level > 1 else _TITLE) for h in shape.headings
            ]
            words = [value.replace("\n", " ") for value in html]
            found += [
                [pattern.fill(words).strip() for pattern in (one.anchor, one.title, one.text)] for one in shape.found
            ]
        explanations = _FOR_SEARCH.sub("", terms.explanations(used.values(), address)) if used else ""
        return Made(
            meta,
            with_blocks("".join(content).strip(), blocks) + explanations,
            plain.below(
                self._front(meta, source, page.written),
                with_blocks("\n\n".join(filter(None, clean)), blocks, clean=True),
            ),
            tuple(headings),
            list(_entries(found, self.renderer.addresses.of(source, self.lang), str(escape(meta["title"])))),
        )

    def _block(self, markdown: Callable[[], str]) -> Block:
        """A block, in which no terms are explained."""
        sentinels = Sentinels()
        with self.renderer.printer.keeping(sentinels):
            section, numbers = local(markdown())
        if section not in self._patterns:
            made = self._markdown.reset().convert(section)
            self._patterns[section] = Pattern.of(made), Pattern.of(plain.body(section, self._link))
        html, clean = self._patterns[section]
        return html.fill([sentinels.html[at] for at in numbers]), clean.fill([sentinels.plain[at] for at in numbers])

    def _front(self, meta: Mapping[str, str], source: str, written: Sequence[str]) -> dict[str, str]:
        """The head of the clean page, as files.write_plain says it."""
        of = self.lang if self.lang in written else written[0]
        url = self.renderer.site_url + self.renderer.addresses.of(source, of) if self.renderer.site_url else ""
        front = {"title": meta["title"], "description": meta["description"], "language": self.lang, "url": url}
        return {name: value for name, value in {**front, "reviewed": meta["reviewed"]}.items() if value}

    def _shape(self, section: str, first: bool, after: tuple[str, str]) -> Shape:
        key = (first, after, section)
        if key not in self.shapes:
            self.shapes[key] = self._converted(section, first, after)
        return self.shapes[key]

    def _converted(self, section: str, first: bool, after: tuple[str, str]) -> Shape:
        """The section as Markdown, the search and the clean page read it."""
        html = self._markdown.reset().convert(f"{section}{after[0]}\n")
        if not html.endswith(after[1]):
            raise UnfitError("a section that does not end where it ends")
        if "<table>" in html:
            raise UnfitError("a table, whose headers hang on the whole page")
        html = html.removesuffix(after[1])
        tokens: Any = self._markdown.toc_tokens
        return Shape(
            tuple(pieces(unwrapped(_FOR_SEARCH.sub("", html)), glossary.each_text)),
            Pattern.of(plain.body(section, self._link)),
            tuple(self._found(html, first)),
            tuple(_headings(tokens))[:-1] if after is _HEADING else tuple(_headings(tokens)),
        )

    def _found(self, html: str, first: bool) -> Iterator[Found]:
        """What the theme's search finds in the section. All but the first continue a page that has begun."""
        parser = self._parser()
        parser.feed(html if first else f"<h6 id=before></h6>{html}")
        parser.close()
        before = [] if first else parser.data[:2]
        if "".join(text for section in before for text in section.text).strip():
            raise UnfitError("a section that does not begin with its heading")
        for section in parser.data[len(before) :]:
            if not section.is_excluded():
                title, text = "".join(section.title), "".join(section.text)
                yield Found(Pattern.of(section.id or ""), Pattern.of(title), Pattern.of(text))


def _lines(front: str) -> Iterator[tuple[str, str]]:
    """The names and values of front matter, a line each."""
    for line in front.strip().split("\n"):
        name, _, value = line.partition(": ")
        yield name, value


def _value(pattern: Pattern, sentinels: Sentinels) -> str:
    value = pattern.fill(sentinels.html)
    return str(json.loads(value)) if value.startswith('"') else value


def _headings(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], Pattern.of(token["id"]), Pattern.of(token["name"]))
        yield from _headings(token["children"])


def _entries(found: list[list[str]], address: str, title: str) -> Iterator[Mapping[str, str]]:
    for anchor, heading, text in found:
        location = f"{address}#{anchor}" if anchor else address
        yield {"location": location, "title": heading or title.strip(), "text": text}
