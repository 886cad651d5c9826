"""A page put together from sections: its text with glossary terms, its clean copy, and what the search knows of it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

import found
import glossary
import plain
from cache import Cache
from converter import Converter
from entries import Example, Term
from letters import Letters
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
from views import Part

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
class _Page:
    """A page as it grows, part by part."""

    used: dict[str, Term] = field(default_factory=dict)  # the glossary terms explained so far
    content: list[str] = field(default_factory=list)
    clean: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    found: list[list[str]] = field(default_factory=list)


@dataclass
class Assembler:
    """Makes pages in ``lang`` with the Markdown settings of ``config``, and remembers their parts in ``cache``."""

    renderer: Renderer
    config: MkDocsConfig
    lang: str
    cache: Cache
    shapes: dict[tuple[bool, tuple[str, str], str], Shape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        extensions: Any = self.config.markdown_extensions
        self._markdown = Converter(extensions, self.config.mdx_configs or {})
        self.blocks = Blocks(self._card, self._inside)
        self._cards: dict[object, tuple[Pattern, Pattern]] = {}
        self._parts: dict[object, list[Shape]] = {}
        self._link = partial(plain.link, source="", lang=self.lang, addresses=self.renderer.addresses)
        plugin: Any = self.config.plugins["material/search"]
        self._parser = sys.modules[type(plugin).__module__].Parser

    def made(self, source: str, page: Generated) -> Made:
        """The page ``source``. Raises ``UnfitError``."""
        return self._of_example(source, page, page.example) if page.example else self._of_text(source, page)

    def _of_example(self, source: str, page: Generated, example: Example) -> Made:
        to = Letters(source, self.lang, self.renderer.addresses, self.renderer.links.dead)
        parts: list[tuple[Part, Sentinels]] = []
        for part in self.renderer.views.parts(example, to):
            parts.append((part, to.kept))
            to.kept = Sentinels()
        made = _Page()
        terms = self.renderer.glossaries[self.lang]
        address = self.renderer.addresses.link("glossary.md", source, self.lang)
        for number, (part, kept) in enumerate(parts):
            after = parts[number + 1][0][0] if number + 1 < len(parts) else ""
            for shape in self._part(part, kept, source, not number, after):
                self._add(made, shape, kept, terms, address)
        meta = self.renderer.front(example, self.lang)
        return self._whole(made, source, page, meta, [], address)

    def _part(self, part: Part, kept: Sentinels, source: str, first: bool, after: str) -> list[Shape]:
        """The sections of a part of a page, of which just the values in ``kept`` are its own; ``after`` comes next."""
        key = (*part, first, after)
        if key not in self._parts:
            free, terms = len(kept.html), self.renderer.glossaries[self.lang]
            with self.renderer.printer.keeping(None, links=kept):
                text = self.renderer.part(*part, source, self.lang)
            texts = sections(text if after else f"{text}\n\n")
            shapes = []
            for number, section in enumerate(texts):
                same, numbers = local(section)
                element = after == "facts" and number + 1 == len(texts)
                shape = self._shape(same, first and not number, _ELEMENT if element else _HEADING)
                shapes.append(shape.placed(numbers, kept, free, terms.uses))
            self._parts[key] = shapes
        return self._parts[key]

    def _of_text(self, source: str, page: Generated) -> Made:
        """A page made of its whole text."""
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
        made = _Page()
        parts = sections(f"{body}\n\n")
        for number, section in enumerate(parts):
            same, numbers = local(section)
            element = number + 1 < len(parts) and parts[number + 1].startswith("<")
            shape = self._shape(same, not number, _ELEMENT if element else _HEADING)
            here = Sentinels()
            here.html, here.plain = [sentinels.html[at] for at in numbers], [sentinels.plain[at] for at in numbers]
            self._add(made, shape, here, self.renderer.glossaries[self.lang], address)
        return self._whole(made, source, page, meta, blocks, address)

    def _add(self, page: _Page, shape: Shape, kept: Sentinels, terms: glossary.Glossary, address: str) -> None:
        """Add a section to ``page``."""
        html = kept.html
        for pattern, explained in shape.html:
            piece = pattern.fill(html)
            page.content.append(terms.linked(piece, page.used, address) if explained and terms.terms else piece)
        page.clean.append(shape.plain.fill(kept.plain))
        page.headings += [
            (h.level, h.id.fill(html), h.name.fill(html) if h.level > 1 else _TITLE) for h in shape.headings
        ]
        if shape.found:
            words = [value.replace("\n", " ") for value in html]
            page.found += [
                [pattern.fill(words).strip() for pattern in (one.anchor, one.title, one.text)] for one in shape.found
            ]

    def _whole(
        self, page: _Page, source: str, of: Generated, meta: Mapping[str, str], blocks: list[list[Block]], address: str
    ) -> Made:
        terms = self.renderer.glossaries[self.lang]
        explanations = _FOR_SEARCH.sub("", terms.explanations(page.used.values(), address)) if page.used else ""
        return Made(
            meta,
            with_blocks("".join(page.content).strip(), blocks) + explanations,
            plain.below(
                self._front(meta, source, of.written),
                with_blocks("\n\n".join(filter(None, page.clean)), blocks, clean=True),
            ),
            tuple(page.headings),
            list(_entries(page.found, self.renderer.addresses.of(source, self.lang), str(escape(meta["title"])))),
        )

    def _card(self, example: Example, source: str) -> Block:
        """The card of ``example`` on the page ``source``, in which no terms are explained."""
        to = Letters(source, self.lang, self.renderer.addresses, self.renderer.links.dead)
        view = self.renderer.views.card(example, to)
        if view not in self._cards:
            with self.renderer.printer.keeping(None):
                text = self.renderer.card(view, source, to)
            self._cards[view] = Pattern.of(self._markdown.convert(text).html), Pattern.of(plain.body(text, self._link))
        whole, clean = self._cards[view]
        return whole.fill(to.kept.html), clean.fill(to.kept.plain)

    def _inside(self, text: str) -> Block:
        """HTML inside a figure in an element with Markdown. Raises ``UnfitError``."""
        start, end = "<div>\n<figure>\n", "\n</figure>\n</div>"
        converted = self._markdown.convert(f'<div markdown="block">\n<figure>\n{text}\n</figure>\n</div>').html
        if not (converted.startswith(start) and converted.endswith(end) and in_order(text, ())):
            raise UnfitError("a figure that is written anew")
        return converted[len(start) : -len(end)], plain.body(text, self._link)

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
        converted = self._markdown.convert(f"{section}{after[0]}\n")
        html = converted.html
        if not html.endswith(after[1]):
            raise UnfitError("a section that does not end where it ends")
        if "<table>" in html:
            raise UnfitError("a table, whose headers hang on the whole page")
        html = html.removesuffix(after[1])
        tokens = converted.toc_tokens
        return Shape(
            tuple(pieces(unwrapped(_FOR_SEARCH.sub("", html)), glossary.each_text)),
            Pattern.of(plain.body(section, self._link)),
            tuple(self._found(html, first)),
            tuple(_headings(tokens))[:-1] if after is _HEADING else tuple(_headings(tokens)),
        )

    def _found(self, html: str, first: bool) -> Iterator[Found]:
        """What the theme's search finds in the section. All but the first continue a page that has begun."""
        html = html if first else f'<h6 id="before"></h6>{html}'
        read = found.sections(html)
        if read is None:
            parser = self._parser()
            parser.feed(html)
            parser.close()
            read = parser.data
        before = [] if first else read[:2]
        if "".join(text for section in before for text in section.text).strip():
            raise UnfitError("a section that does not begin with its heading")
        for section in read[len(before) :]:
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
