"""What a page asks for in its Markdown: markers (``<!-- examples step=analysis -->``) and citations (``[@key]``).

A key is that of a reference or, as ``example:ID``, of an example, whose title and link are then put in the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guide.data.documents import Document, line_at
from guide.data.entries import Example
from guide.data.leftovers import without_code
from guide.data.messages import add_near, nearest
from guide.prose.review import Item

# A comment alone on its line is a marker; one that begins with "#" is a note between editors and is left out.
COMMENT = re.compile(r"^ {0,3}<!--[ \t]*(?P<text>.*?)[ \t]*-->[ \t]*$", re.MULTILINE)
MARKER = re.compile(r"(?P<name>[a-z-]+)(?P<arguments>(?: +[a-z]+=[\w,-]+)*)$")
# A comment in any other place, or one whose dashes a word processor has changed.
_NEARLY_MARKER = re.compile(r"<\s?!\s?(?:--?|[–—])(?P<text>[^<>]{0,200}?)(?:(?:--?|[–—])\s?>|\Z|(?=\n\s*\n|<|>))")
UNENDED = re.compile(r"<!--(?:(?!-->|<!--).)*(?=<!--|\Z)", re.DOTALL)
_NUMBER = re.compile("[1-9][0-9]{0,3}")
CITATION = re.compile(r"(?P<space>[ \t]?)\[(?P<keys>@[\w:-]+(?:; *@[\w:-]+)*)\]")
_CITED = re.compile(CITATION.pattern.partition("?)")[2])  # without the space, many times faster to look for
# A key with something else in its brackets, such as a page's number, or without them; a number; but no e-mail address.
NEARLY_CITED = re.compile(
    r"\[[^\[\]\n@]{0,40}(?<![\w.])@[^\[\]]{0,80}\]|\[@[\w:-]+|@\[[\w:-]+\]|\(@[\w:-]+\)"
    r"|(?<!\\)\[(?:[1-9][0-9]?|(?P<bare>(?<!\]\[)[a-z]\w*-[\w-]+))\](?![(\[:])"
    r"|(?<![\w.@/\[])@[a-z][\w:]*-[\w:-]+"
)
EXAMPLE = "example:"
EVERY = "examples-by-step"  # the marker that lists every example


@dataclass(frozen=True)
class Marker:
    """A marker of a page: its name, its arguments with one or more values each, and its line."""

    name: str
    arguments: Mapping[str, tuple[str, ...]]
    line: int


# What markers there are and what each argument may be: a sequence of words, or int for a number.
Allowed = Mapping[str, Mapping[str, Sequence[str] | type[int]]]


def check(markdown: str, doc: Document, allowed: Allowed, keys: Sequence[str]) -> list[Marker]:
    """Return the markers of a page; ``doc`` gets the problems of markers and citations that are not understood.

    ``keys`` are the known keys of references.
    """
    markers, text = [], without_code(markdown)
    for comment in COMMENT.finditer(text):
        if comment["text"].startswith("#"):
            continue
        if (marker := of_comment(comment, text)) is None:
            line, comment_text = line_at(text, comment.start()), comment["text"]
            doc.add("marker_form", line=line, value=comment_text[:60], nearest=_nearest_marker(comment_text, allowed))
        elif _is_valid(marker, doc, allowed):
            markers.append(marker)
    for line, key in citations(markdown):
        if key not in keys and key.startswith(EXAMPLE):
            ids = [other.removeprefix(EXAMPLE) for other in keys if other.startswith(EXAMPLE)]
            add_near(doc, "example_unknown", (), key.removeprefix(EXAMPLE), ids, line=line)
        elif key not in keys:
            add_near(doc, "citation_unknown", (), key, keys, line=line)
    _check_nearly(text, doc, allowed, keys)
    return markers


def _check_nearly(text: str, doc: Document, allowed: Allowed, keys: Sequence[str]) -> None:
    """Report what is nearly a marker or a citation, with the right way to write it."""
    text = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for match in _NEARLY_MARKER.finditer(text):
        if UNENDED.match(text, match.start()):
            continue  # found in the page's HTML, where it hides what follows
        excerpt, line = " ".join(match[0].split())[:60], line_at(text, match.start())
        doc.add("marker_place", line=line, value=excerpt, nearest=_nearest_marker(match["text"], allowed))
    text = _CITED.sub(lambda cited: " " * len(cited[0]), text)
    for match in NEARLY_CITED.finditer(text):
        if match["bare"] and not {match["bare"], EXAMPLE + match["bare"]} & {*keys}:
            continue
        excerpt, line = " ".join(match[0].split())[:60], line_at(text, match.start())
        doc.add("citation_form", line=line, value=excerpt, nearest=_nearest_citation(match[0], keys))


def _nearest_marker(text: str, allowed: Allowed) -> str:
    """Return the marker nearest to ``text``, which is in a comment, as it is written."""
    name, *others = re.sub(r"[\"'“”‘’]|\s+(?==)|(?<==)\s+", "", text.lower()).split() or ["examples"]
    arguments = [other for other in others if re.fullmatch("[a-z]+=[\\w,-]+", other)]
    close = nearest(name, allowed) or ("examples" if arguments else "")  # any other is a note
    marker = " ".join([close, *arguments]) if close and not name.startswith("#") else "# …"
    return f"<!-- {marker} -->"


def _nearest_citation(text: str, keys: Sequence[str]) -> str:
    """Return the citation nearest to ``text``, as it is written."""
    named = re.findall("[a-z0-9][\\w-]+", re.sub(r"example:\s*", "", text.lower()))
    close = [key for key in keys if key.removeprefix(EXAMPLE) in named] or [nearest(name, keys) for name in named[:1]]
    return f"[{'; '.join(f'@{key}' for key in close if key) or '@id'}]"


def find_all(markdown: str) -> Iterator[Marker]:
    """Yield the markers of a page, in the order of the text, whether or not they are understood."""
    for comment in COMMENT.finditer(text := without_code(markdown)):
        if marker := of_comment(comment, text):
            yield marker


def of_comment(comment: re.Match[str], text: str) -> Marker | None:
    """Return the marker that a comment found in ``text`` is; ``None`` where it is a note or no marker."""
    if not (match := MARKER.match(comment["text"])):
        return None
    pairs = (argument.split("=") for argument in match["arguments"].split())
    arguments = {name: tuple(value.split(",")) for name, value in pairs}
    return Marker(match["name"], arguments, line_at(text, comment.start()))


def _is_valid(marker: Marker, doc: Document, allowed: Allowed) -> bool:
    """Return whether name, arguments and values are known; ``doc`` gets those that are not."""
    before = len(doc.problems)
    if marker.name not in allowed:
        add_near(doc, "marker_unknown", (), marker.name, list(allowed), line=marker.line, allowed=", ".join(allowed))
        return False
    arguments = allowed[marker.name]
    for name, values in marker.arguments.items():
        words, value_text = arguments.get(name), ",".join(values)
        if words is None:
            listed = ", ".join(arguments) or "–"
            doc.add("marker_argument", line=marker.line, name=marker.name, value=name, allowed=listed)
        elif not isinstance(words, type):
            for value in (value for value in values if value not in words):
                listed = ", ".join(words)
                add_near(doc, "marker_value", (), value, words, line=marker.line, argument=name, allowed=listed)
        elif not _NUMBER.fullmatch(value_text):
            doc.add("marker_value", line=marker.line, value=value_text[:60], argument=name, allowed="1, 2, 3 …")
    return len(doc.problems) == before


def citations(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the keys that a page cites, in the order of the text, each with its line."""
    for match in _CITED.finditer(without_code(markdown)):
        for key in match["keys"].split(";"):
            yield line_at(markdown, match.start()), key.strip(" @")


def named(markdown: str) -> Iterator[str]:
    """Yield the ids of the examples that a page cites in its text or shows by id, not those a list happens to hold."""
    for _, key in citations(markdown):
        if key.startswith(EXAMPLE):
            yield key.removeprefix(EXAMPLE)
    for marker in find_all(markdown):
        if marker.name == "examples":
            yield from marker.arguments.get("id", ())


def uses(pages: Mapping[str, Mapping[str, str]], items: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    """Return the pages that name each example, by its id; ``pages`` are by source and language, ``items`` the same."""
    by_example: dict[str, dict[str, Item]] = {}
    for item in sorted(items, key=lambda item: item.source):
        for text in pages[item.source].values():
            for id_ in named(text):
                by_example.setdefault(id_, {})[item.source] = item
    return {id_: tuple(those.values()) for id_, those in by_example.items()}


def not_shown(
    examples: Iterable[Example], pages: Iterable[str], select: Callable[[Marker], Iterable[Example]]
) -> list[Example]:
    """Return the examples that neither ``pages`` nor a region's page show; ``select`` returns those of a marker."""
    seen: set[str] = set()
    for page in pages:
        seen.update(named(page))
        for marker in find_all(page):
            if marker.name == EVERY:
                return []
            if marker.name == "examples":
                seen.update(example.id for example in select(marker))
    return [example for example in examples if not example.regions and example.id not in seen]
