"""What a page asks for in its Markdown: markers (``<!-- examples step=analysis -->``) and citations (``[@key]``).

A key is that of a reference or, as ``example:ID``, of an example, whose title and link then stand in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guide.data.documents import Document
from guide.data.messages import add_near

# A comment alone on its line is a marker; one that begins with "#" is a note between editors and is left out.
COMMENT = re.compile(r"^[ \t]*<!--[ \t]*(?P<text>.*?)[ \t]*-->[ \t]*$", re.MULTILINE)
MARKER = re.compile(r"(?P<name>[a-z-]+)(?P<arguments>(?: +[a-z]+=[\w,-]+)*)$")
CITATION = re.compile(r"(?P<space>[ \t]?)\[(?P<keys>@[\w:-]+(?:; *@[\w:-]+)*)\]")
_CITED = re.compile(CITATION.pattern.partition("?)")[2])  # without the space, many times faster to look for
EXAMPLE = "example:"
# Fenced code, and code in a line, whose end has as many backticks as its beginning: there a citation is left alone.
CODE = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[ \t]*$|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Marker:
    """A marker of a page: its name, its arguments with one or more values each, and the line it stands on."""

    name: str
    arguments: Mapping[str, tuple[str, ...]]
    line: int


# What markers there are and what each argument may be: a sequence of words, or int for a number.
Allowed = Mapping[str, Mapping[str, Sequence[str] | type[int]]]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _parse(text: str, line: int) -> Marker | None:
    match = MARKER.match(text)
    if not match:
        return None
    pairs = (argument.split("=") for argument in match["arguments"].split())
    return Marker(match["name"], {name: tuple(value.split(",")) for name, value in pairs}, line)


def check(markdown: str, doc: Document, allowed: Allowed, keys: Sequence[str], skip: int = 0) -> list[Marker]:
    """The markers of a page; ``doc`` gets the problems of those, and of citations, that nobody understands.

    ``keys`` are the known keys of references; ``skip`` is the number of lines before ``markdown`` in its file.
    """
    markers = []
    for comment in COMMENT.finditer(markdown):
        if comment["text"].startswith("#"):
            continue
        line = _line(markdown, comment.start()) + skip
        marker = _parse(comment["text"], line)
        if marker is None:
            doc.add("marker_form", line=line, text=comment["text"])
        elif _understood(marker, doc, allowed):
            markers.append(marker)
    for line, key in citations(markdown):
        if key not in keys and key.startswith(EXAMPLE):
            ids = [other.removeprefix(EXAMPLE) for other in keys if other.startswith(EXAMPLE)]
            add_near(doc, "example_unknown", (), key.removeprefix(EXAMPLE), ids, line=line + skip)
        elif key not in keys:
            add_near(doc, "citation_unknown", (), key, keys, line=line + skip)
    return markers


def found(markdown: str) -> Iterator[Marker]:
    """Yield the markers of a page, in the order of the text, whether or not anybody understands them."""
    for comment in COMMENT.finditer(markdown):
        if marker := of_comment(comment, markdown):
            yield marker


def of_comment(comment: re.Match[str], text: str) -> Marker | None:
    """Return the marker that a comment found in ``text`` is; ``None`` for a note between editors."""
    return None if comment["text"].startswith("#") else _parse(comment["text"], _line(text, comment.start()))


def _understood(marker: Marker, doc: Document, allowed: Allowed) -> bool:
    before = len(doc.problems)
    if marker.name not in allowed:
        doc.add("marker_unknown", line=marker.line, name=marker.name, allowed=", ".join(allowed))
        return False
    arguments = allowed[marker.name]
    for name, values in marker.arguments.items():
        if name not in arguments:
            listed = ", ".join(arguments) or "–"
            doc.add("marker_argument", line=marker.line, name=marker.name, value=name, allowed=listed)
            continue
        words = arguments[name]
        for value in values:
            if value.isdigit() if isinstance(words, type) else value in words:
                continue
            listed = "1, 2, 3 …" if isinstance(words, type) else ", ".join(words)
            doc.add("marker_value", line=marker.line, value=value, argument=name, allowed=listed)
    return len(doc.problems) == before


def without_code(markdown: str) -> str:
    """Return ``markdown`` with spaces in place of its code, so that all else is at the same place as before."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), markdown)


def citations(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the keys that a page cites, in the order of the text, each with its line."""
    for match in _CITED.finditer(without_code(markdown)):
        for key in match["keys"].split(";"):
            yield _line(markdown, match.start()), key.strip(" @")
