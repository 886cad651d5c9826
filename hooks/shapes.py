"""Sections of pages made alike are converted once, with sentinels in place of the words, and filled in after that.

A template prints each value through ``Sentinels``, which keeps the plain words of it and puts a sentinel, a letter of
the Yi script, where they were. What is left, the *shape*, is the same for many pages, so Markdown, the search and the
clean page read it once. Only words, spaces and commonplace punctuation are kept so: to Markdown they are what a letter
is. Whatever could be read as markup stays in the shape, which then is converted by itself: slower, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from markupsafe import Markup

from entries import Example

_FIRST, _TEXT, _TEXT_END = 0xA000, "\ua481", "\ua482"
_SENTINEL = re.compile("[\ua000-\ua3ff]")
_BLOCK = re.compile("[\ua400-\ua43f]")
_RESERVED = re.compile("[\ua000-\ua48c]")
_MOST, _BLOCKS = 0x400, 0x40
_LABEL = 120  # letters of a text that may come again
_LETTERS = [chr(_FIRST + number) for number in range(_MOST)]
# Words in a row: letters, digits and signs that mean nothing to Markdown or HTML, from a letter to a letter or digit.
# A line break only before a letter: what else begins a line may be a list. Character references stay as they are.
_WORDS = re.compile(r"&#?\w+;|[^\W\d_](?:(?:[^\W_]|[,.;:()%?’'”“–/-]| (?! )|(?<! )\n(?=[^\W\d_]))*[^\W_])?")
# A whole value may also begin with a number or bracket and end in a full stop, bracket or the like.
_VALUE = re.compile(r"(?=\W?\d*[ ,–-]?[^\W\d_])[(“‘]?[^\W_](?:(?:[^\W_]|[,.;:()%?’'”“–/-]| (?! ))*[^\W_])?[.)?”’%]*")
_MARKUP = re.compile(r"[&<>`{}\\]|\S  |^ {0,3}\[[^\]]*\]:", re.MULTILINE)  # a text with these stays as it is
# In raw HTML anything in a line but its signs, and those by which the clean page knows what to leave out.
_RAW = re.compile(r"&#?\w+;|([^\W\d_](?:[^<>&\"'{}\[\]\\`~*_#|\n]*[^\W_])?)")
_SPACES = re.compile(r"\s{2,}|[^\S ]")  # which escaping makes one space
_PLAIN_URL = re.compile(r"(https?://)([A-Za-z0-9./%~?=,:;@_#+-]*[A-Za-z0-9/])")
_SECTION = re.compile(r'^(?=## |<div [^>\n]*markdown="block">)', re.MULTILINE)


class UnfitError(Exception):
    """The page cannot be made from shapes; it must be made by itself."""


@dataclass(frozen=True)
class Link:
    """The address of one of our pages: ``source`` as Markdown says it, and how the page and the clean one say it."""

    source: str
    html: str

    @property
    def plain(self) -> str:
        """The address of the clean page."""
        path, hash_, anchor = self.html.partition("#")
        return path.removesuffix(".html") + ".md" + hash_ + anchor

    def __str__(self) -> str:
        return self.source


class Sentinels:
    """What the sentinels of one page stand for: in ``html``, and in ``plain`` on the clean page."""

    def __init__(self) -> None:
        self.html: list[str] = []
        self.plain: list[str] = []

    def put(self, html: str, plain: str | None = None) -> str:
        """The sentinel that stands for a value."""
        if len(self.html) >= _MOST:
            raise UnfitError("too many values")
        self.html.append(html)
        self.plain.append(html if plain is None else plain)
        return _LETTERS[len(self.html) - 1]

    def words(self, text: str) -> Markup:
        """``text``, escaped or about to stand as it is in HTML, with sentinels for its words."""
        return Markup("".join(self.put(part) if kept else part for part, kept in _parts(text)))

    def raw(self, text: str) -> Markup:
        """An escaped text that Markdown does not read, with sentinels for all between its signs."""
        return Markup(_RAW.sub(lambda match: self.put(match[0]) if match[1] else match[0], _safe(text)))

    def unescaped(self, text: str) -> str:
        """A text that is still to be escaped, with sentinels for its words."""
        parts = _parts_of_line(text)
        if len(parts) == 1 and parts[0][1]:
            return self.put(parts[0][0])
        return "".join([self.put(part) if kept else part for part, kept in parts])

    def markdown(self, text: str) -> Markup:
        """A text in Markdown with sentinels for its words; as it is where it has more than the plainest markup."""
        if _MARKUP.search(text):
            if _RESERVED.search(text) or re.search(r"\S  \S|^ {0,3}\[[^\]]*\]:", text, re.MULTILINE):
                raise UnfitError("a text that stands for more than itself")
            return Markup(text)
        return self.words(text)

    def url(self, url: str) -> Markup:
        """An address with a sentinel for all but its scheme, by which Markdown knows it, where it is plain."""
        plain = _PLAIN_URL.fullmatch(url)
        return Markup(plain[1] + self.put(plain[2]) if plain else _safe(url))


def _safe(text: str) -> str:
    if _RESERVED.search(text):
        raise UnfitError("a letter of the sentinels' own")
    return text


def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    """``text`` in parts, each with whether a sentinel may stand for it; of a short one, which may come again, known."""
    return _parts_of_label(text) if len(text) < _LABEL else _parted(text)


def _parted(text: str) -> tuple[tuple[str, bool], ...]:
    if _VALUE.fullmatch(text):
        return ((text, True),)
    found, at = [], 0
    for match in _WORDS.finditer(_safe(text)):
        if match[0][0] != "&":
            found += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    return (*((part, kept) for part, kept in found if part), (text[at:], False))


@lru_cache(4096)
def _parts_of_label(text: str) -> tuple[tuple[str, bool], ...]:
    return _parted(text)


@lru_cache(4096)
def _parts_of_line(text: str) -> tuple[tuple[str, bool], ...]:
    """``_parts`` of a text on one line."""
    return _parted(_SPACES.sub(" ", text))


Block = tuple[str, str]  # its HTML, and its text on a clean page


@dataclass
class Blocks:
    """The cards and maps of a page, which glossary and search leave alone; a letter stands for a list of them.

    ``convert`` makes the card of an example on a page, ``inside`` what stands inside a figure in HTML.
    """

    convert: Callable[[Example, str], Block]
    inside: Callable[[str], Block]
    page: list[list[Block]] = field(default_factory=list)

    @property
    def free(self) -> bool:
        """Whether a letter is left on this page."""
        return len(self.page) < _BLOCKS

    def put(self, blocks: list[Block]) -> str:
        """The letter that stands for ``blocks``."""
        self.page.append(blocks)
        return _letter(len(self.page) - 1)


def _letter(number: int) -> str:
    return chr(0xA400 + number)


def unwrapped(html: str) -> str:
    """The HTML of a text with letters for blocks, which Markdown takes for paragraphs."""
    return re.sub(f"<p>({_BLOCK.pattern})</p>", r"\1", html)


def in_order(text: str, blocks: Sequence[list[Block]]) -> bool:
    """Whether just the letters of ``blocks`` stand in ``text``, each once."""
    return _BLOCK.findall(text) == [_letter(number) for number in range(len(blocks))]


def with_blocks(text: str, blocks: Sequence[list[Block]], clean: bool = False) -> str:
    """``text`` with the blocks that letters stand for: as HTML, or on a clean page."""
    for number, those in enumerate(blocks):
        made = "\n\n".join(block[1] for block in those) if clean else "\n".join(block[0] for block in those)
        text = text.replace(_letter(number), made)
    return text


# ---- shapes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pattern:
    """A text to fill: ``template`` has ``%s`` for the values at ``order``; where there are none, it is the text."""

    template: str
    order: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Pattern:
        """The pattern of a text with sentinels."""
        order = tuple(ord(sign) - _FIRST for sign in _SENTINEL.findall(text))
        return cls(_SENTINEL.sub("%s", text.replace("%", "%%")) if order else text, order)

    def fill(self, values: Sequence[str]) -> str:
        """The text with its ``values``."""
        return self.template % tuple([values[at] for at in self.order]) if self.order else self.template

    def placed(self, numbers: Sequence[int], values: Sequence[str], free: int) -> Pattern:
        """The pattern with the values at ``numbers``, of which those from ``free`` on are always these ``values``."""
        given = [_LETTERS[at] if at < free else values[at] for at in numbers]
        return Pattern.of(self.fill(given))


@dataclass(frozen=True)
class Found:
    """What the search knows of a section: its anchor, empty for that of the page itself, and texts."""

    anchor: Pattern
    title: Pattern
    text: Pattern


@dataclass(frozen=True)
class Heading:
    """A heading for the table of contents."""

    level: int
    id: Pattern
    name: Pattern


@dataclass(frozen=True)
class Shape:
    """A section once converted: ``html`` in pieces, each with whether glossary terms may be explained in it."""

    html: tuple[tuple[Pattern, bool], ...]
    plain: Pattern
    found: tuple[Found, ...]
    headings: tuple[Heading, ...]

    def placed(self, numbers: Sequence[int], kept: Sentinels, free: int, has_terms: Callable[[str], object]) -> Shape:
        """The shape as part of what ``kept`` was kept of, as ``Pattern.placed``; ``has_terms`` asks a text."""

        def at(pattern: Pattern) -> Pattern:
            return pattern.placed(numbers, kept.html, free)

        placed = [(at(pattern), explained) for pattern, explained in self.html]
        return Shape(
            tuple(_joined([(one, known and (one.order != () or has_terms(one.template))) for one, known in placed])),
            self.plain.placed(numbers, kept.plain, free),
            tuple(Found(at(one.anchor), at(one.title), at(one.text)) for one in self.found),
            tuple(Heading(one.level, at(one.id), at(one.name)) for one in self.headings),
        )


def _joined(html: Iterable[tuple[Pattern, object]]) -> Iterator[tuple[Pattern, bool]]:
    """The pieces of a page, those beside each other made one in which there are no terms to explain."""
    for explained, those in groupby(html, lambda piece: bool(piece[1])):
        if explained:
            yield from ((pattern, True) for pattern, _ in those)
        else:
            patterns = [pattern for pattern, _ in those]
            yield Pattern.of("".join(one.fill(_LETTERS) for one in patterns)), False


def sections(markdown: str) -> list[str]:
    """The page cut before each heading of the second level, and each element with Markdown, that stand in no other."""
    cuts, depth, at = [0], 0, 0
    for match in _SECTION.finditer(markdown):
        depth += _depth(markdown, at, match.start())
        at = match.start()
        if not depth:
            cuts.append(at)
    return [markdown[start:end] for start, end in pairwise([*cuts, len(markdown)])]


def _depth(text: str, start: int, end: int) -> int:
    return text.count("<div", start, end) - text.count("</div", start, end)


def local(section: str) -> tuple[str, list[int]]:
    """The section with its sentinels counted from the first, and the numbers that they had on the page."""
    numbers: dict[str, int] = {}

    def count(match: re.Match[str]) -> str:
        return _LETTERS[numbers.setdefault(match[0], len(numbers))]

    return _SENTINEL.sub(count, section), [ord(sign) - _FIRST for sign in numbers]


def pieces(
    html: str, each_text: Callable[[str, Callable[[str], str]], Iterable[str]]
) -> Iterator[tuple[Pattern, bool]]:
    """The HTML of a shape in pieces, by what ``each_text`` of the glossary says."""
    marked = "".join(each_text(html, lambda text: f"{_TEXT}{text}{_TEXT_END}" if text.strip() else text))
    for part in marked.split(_TEXT):
        text, end, rest = part.partition(_TEXT_END)
        if end:
            yield Pattern.of(text), True
            yield Pattern.of(rest), False
        else:
            yield Pattern.of(part), False
