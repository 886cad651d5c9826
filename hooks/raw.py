"""HTML in Markdown: where an element ends, and what Python-Markdown makes of one. Or ``UnsureError``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.util import BLOCK_LEVEL_ELEMENTS

from spans import TAG_ATTRIBUTES, UnsureError

BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
NAMES = "|".join(sorted(BLOCKS))


def _leaf(number: int, inner: str) -> str:
    """An element of a line, which is passed over as a whole."""
    name = rf"(?P<leaf{number}>(?!(?:{NAMES}|br|img|input|wbr)\b)[a-z][a-zA-Z0-9]*)"
    return rf"<{name}{TAG_ATTRIBUTES}+(?:/>|>{inner}</(?P=leaf{number})>)"


_LEAF = _leaf(0, "[^<]*+")
_LEAVES = rf"(?:{_leaf(1, f'(?:[^<]++|{_LEAF})*+')}[^<]*+)++"
_TAG = re.compile(
    rf"{_LEAVES}|<(?:/(?P<end>[a-z][a-zA-Z0-9]*)>"
    rf"|(?P<start>[a-z][a-zA-Z0-9]*)(?P<attrs>{TAG_ATTRIBUTES})(?P<alone>/?)>|(?P<odd>))"
)
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9:-]+)(="([^"]*)")?')
_VOID = frozenset({"br", "img", "input", "wbr"})
_APART = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "script", "style", "textarea"})
_AMBIGUOUS = re.compile(r"[{}]|<title[^>]*>[^<]*<[^/]|&(?!(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)|>[^<]*>")


def closed(text: str, at: int) -> int:
    """Where the element at ``at`` ends. Raises ``UnsureError`` where tags do not match, or more follows on the line."""
    for match, depth in _tags(text, at):
        if not depth:
            return match.end()
    raise UnsureError("an element that does not end")


def _tags(text: str, at: int) -> Iterator[tuple[re.Match[str], int]]:
    """The tags of the element at ``at``, each with how many elements are open behind it, to the end of the element."""
    open_: list[str] = []
    for match in _TAG.finditer(text, at):
        kind = match.lastgroup
        if kind == "end":
            if not open_ or open_.pop() != match["end"]:
                raise UnsureError(match[0])
            if not open_ and text[match.end() : match.end() + 1] not in ("", "\n"):
                raise UnsureError("more than an element")
        elif kind == "odd" or (kind == "alone" and " markdown" in match["attrs"]):
            raise UnsureError(match[0])
        elif kind == "alone" and not match["alone"] and match["start"] not in _VOID:
            open_.append(match["start"])
        yield match, len(open_)
        if not open_:
            return


def tidied(text: str, at: int) -> tuple[str, int]:
    """The element at ``at`` in one whose text is Markdown, and where it ends. Raises ``UnsureError``.

    Python-Markdown writes such an element anew: its blocks begin a line, their attributes are in order.
    """
    html: list[str] = []
    blocks: list[str] = []
    begin, ended = at, False  # ended: whether an element has ended since the last block began
    for match, depth in _tags(text, at):
        start, end = match["start"], match["end"]
        if (start or end) not in BLOCKS:
            continue
        gap, at = text[at : match.start()], match.end()
        if start:
            if start in _APART or match["alone"] or "p" in blocks or not _on_its_own(gap, blocks, ended):
                raise UnsureError(match[0])
            html += ["\n" if blocks and not gap.strip() else gap, f"<{start}{in_order(match['attrs'])}>"]
            blocks.append(start)
        else:
            blocks.pop()
            html += ["\n" if ended and not gap.strip() else gap, match[0]]
        ended = not start
        if not depth:
            break
    if blocks or _AMBIGUOUS.search(text, begin, at):
        raise UnsureError("HTML that is escaped anew")
    return "".join(html), at


def _on_its_own(gap: str, blocks: list[str], ended: bool) -> bool:
    """Whether the block behind ``gap`` is one to Python-Markdown too: on a new line, or straight behind its parent."""
    return not blocks or gap.endswith("\n") or not (gap or ended)


def in_order(attrs: str) -> str:
    """The attributes of a tag as Python-Markdown writes those of an element it has read. Raises ``UnsureError``."""
    found = _ATTRIBUTE.findall(attrs)
    names = {name for name, _, _ in found}
    if len(names) < len(found) or "&" in attrs or any(name != name.lower() for name in names):
        raise UnsureError(attrs)
    return "".join(f' {name}="{value if given else name}"' for name, given, value in sorted(found))
