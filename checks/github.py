"""Markdown that GitHub renders differently from the site: lists, tables, code, emphasis and links, block by block.

The text is parsed by the site's converter and by markdown-it, which follows the specification of GitHub
(https://github.github.com/gfm/). Syntax of the site alone, such as notices and definition lists, is removed first.
Markup that stays unconverted is not covered here, as it already stops the build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple
from xml.etree import ElementTree

from markdown.util import HTML_PLACEHOLDER_RE
from markdown_it import MarkdownIt
from markdown_it.token import Token

from blocks import Reader
from corpus import Corpus
from guide.data.documents import texts
from guide.data.schemas import Schemas
from guide.prose import front_matter

_GITHUB = MarkdownIt("gfm-like", {"linkify": False})
_TAKEN_OUT = re.compile(
    r"^(?:!!! .*|[ ]*</?(?:div|p|figure|figcaption|details|summary|table|ul|ol|dl|blockquote)\b.*"
    r"|[ ]*</?[a-z]+(?:[ ][^<>]*)?>|[ ]*<!--.*-->|\{:.*\})$",
    re.MULTILINE,
)
_INDENTED = re.compile(r"(?m)^(?P<head>!!! .*|:[ ]+(?=\S))(?P<first>.*)\n?(?P<rest>(?:(?:[ ]{4}.*)?\n)*(?:[ ]{4}.*)?)")
_FENCED = re.compile(rf"\s*{HTML_PLACEHOLDER_RE.pattern}\s*")  # the placeholder of fenced code; HTML has been removed
_HOLDERS, _LEAVES = {"ul", "ol", "blockquote", "table"}, {"p", "li", "th", "td", "pre", "hr", "dt", "dd"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_INLINE = {"em": "em", "strong": "strong", "link": "a", "image": "img", "code_inline": "code", "s": "del"}


class RenderedBlock(NamedTuple):
    """A rendered block: its kind, its depth in lists and the markup in its text; ``line`` is for the report."""

    kind: str
    depth: int
    spans: Counter[str]
    line: int

    @property
    def shown(self) -> tuple[str, int, Counter[str]]:
        """The values that are equal when two blocks look the same."""
        return self.kind, self.depth, self.spans


def check(corpus: Corpus) -> None:
    """Report the first block of each page, and of each text of the data, that GitHub shows differently."""
    reported = {problem.file for problem in corpus.project.problems}
    for source, of in corpus.project.texts.items():
        for lang, text in of.items():
            file, body = f"docs/{lang}/{source}", front_matter.body(text)
            if file not in reported and (line := difference(body, corpus.reader)):
                corpus.documents[file].add("github_other", line=line)
    schemas = Schemas(corpus.root / "data/schema")
    for name, doc in ((name, doc) for name, doc in corpus.project.docs.items() if doc.file not in reported):
        written = ((path, text) for path, text in texts(doc.data) if any(sign in text for sign in "\n*[`_<#|"))
        for path, text in written:
            if schemas.at(name, path).get("format") == "markdown" and (line := difference(text, corpus.reader)):
                corpus.documents[doc.file].add("github_other", path, doc.line_within(path, line))


def difference(text: str, reader: Reader) -> int | None:
    """Return the line of ``text`` from which GitHub and the site differ; ``None`` where they do not."""
    common = _without_ours(text)
    for on_github, on_site in zip_longest(list(_of_github(common)), list(_of_site(reader.tree(common)))):
        if on_github is None or on_site is None or on_github.shown != on_site.shown:
            return (on_github or on_site).line
    return None


def _without_ours(text: str) -> str:
    """Return ``text`` without notices, definitions, HTML and attributes, which GitHub lacks; lines stay in place."""

    def outdented(match: re.Match[str]) -> str:
        rest = re.sub("(?m)^ {4}", "", match["rest"])
        return "\n".join([match["first"] if match["head"].startswith(":") else "", rest])

    return _TAKEN_OUT.sub("", _INDENTED.sub(outdented, text))


def _of_github(text: str) -> Iterator[RenderedBlock]:
    blocks: list[RenderedBlock] = []
    lists: list[str] = []
    line = 1
    for token in _GITHUB.parse(text):
        kind, line = token.tag, token.map[0] + 1 if token.map else line
        if kind in ("ul", "ol"):
            lists = [*lists, kind] if token.nesting > 0 else lists[:-1]
        if token.type == "inline":
            blocks[-1].spans.update(_spans(token))
        elif token.type in ("fence", "code_block"):
            blocks.append(RenderedBlock("pre", len(lists), Counter(), line))
        elif token.nesting >= 0 and _counts(kind, bool(lists)):
            blocks.append(RenderedBlock(kind, len(lists), Counter(), line))
    yield from blocks


def _counts(kind: str, is_listed: bool) -> bool:
    """Return whether a block of ``kind`` is compared; a paragraph in a list item counts as part of the item."""
    return kind in _HOLDERS | _LEAVES | _HEADINGS and not (kind == "p" and is_listed)


def _spans(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.nesting >= 0 and (span := _INLINE.get(child.type.removesuffix("_open"))):
            yield span


def _of_site(root: ElementTree.Element, lists: int = 0, above: RenderedBlock | None = None) -> Iterator[RenderedBlock]:
    for element in root:
        kind, depth = str(element.tag), lists + (element.tag in ("ul", "ol"))
        if kind in ("thead", "tbody", "tr", "div", "dl"):
            yield from _of_site(element, depth, above)
        elif kind in _HOLDERS | _LEAVES | _HEADINGS:
            kind = "pre" if _FENCED.fullmatch(element.text or "") else "p" if kind in ("dt", "dd") else kind
            block = RenderedBlock(kind, depth, Counter(), int(element.get("data-line", 0)) + 1)
            if not _counts(block.kind, bool(lists)):
                yield from _of_site(element, depth, above)
                continue
            yield block
            yield from () if kind == "pre" else _of_site(element, depth, block)
        elif above is not None:
            above.spans.update([kind] if kind in _INLINE.values() else [])
            yield from _of_site(element, depth, above)
