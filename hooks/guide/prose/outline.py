"""The outline of a page's Markdown, and what is wrong with it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice, zip_longest

from guide.data.documents import Document, line_at
from guide.data.leftovers import without_code

HEADING = re.compile(
    r"^(?P<marks>#{1,6})(?P<space> *)(?P<title>.*?)(?:[ \t]*\{ *#(?P<id>[\w-]+)[^}]*\})?[ \t]*$", re.MULTILINE
)
# Not "todo", a word in Spanish titles, and not what comes soon or is under construction in a sentence that goes on.
PLACEHOLDER = re.compile(
    r"(?i)\b(?:(?-i:TODO)|TBD|FIXME|XXX+|lorem ipsum)\b|\b(?:coming soon|kommer snart|(?-i:Under construction)"
    r"|(?:page|section|site|text) (?:is )?under construction)\b(?! *\n? *[\w,])"
)
LEAST_WORDS = 120


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its fixed id (``None`` when it has none) and its line."""

    level: int
    id: str | None
    line: int
    spaced: bool = True  # as GitHub wants it, between its signs and its words


def headings(markdown: str) -> list[Heading]:
    """Return the headings of a page."""
    return [
        Heading(len(match["marks"]), match["id"], line_at(markdown, match.start()), bool(match["space"]))
        for match in HEADING.finditer(without_code(markdown))
    ]


def check(markdown: str, doc: Document, generated: bool, taken: Collection[str] = ()) -> list[Heading]:
    """Return the headings of a page; ``doc`` gets the problems of them and of the page's words.

    That is ids, levels, empty sections, placeholders and too few words. ``generated`` pages (those with a marker) may
    have few words of their own. ``taken`` are the ids that the page gets from its sources and markers.
    """
    outline = headings(markdown)
    if [heading.level for heading in outline].count(1) != 1:
        doc.add("heading_one", line=1)
    level, ids = 0, set()
    for heading in outline:
        if not heading.spaced:
            doc.add("heading_form", line=heading.line)
        elif heading.id is None:
            doc.add("heading_id", line=heading.line)
        elif heading.id in ids:
            doc.add("heading_twice", line=heading.line, id=heading.id)
        elif heading.id in taken:
            doc.add("heading_taken", line=heading.line, id=heading.id)
        if heading.level > level + 1:
            doc.add("heading_jump", line=heading.line, level=heading.level, above=level)
        level = heading.level
        ids.add(heading.id)
    _check_sections(markdown, doc)
    for match in PLACEHOLDER.finditer(without_code(markdown)):
        doc.add("placeholder", line=line_at(markdown, match.start()), text=match[0])
    words = re.finditer(r"\w+", HEADING.sub("", markdown))
    if not generated and len(list(islice(words, LEAST_WORDS))) < LEAST_WORDS:
        doc.add("few_words", line=1, least=LEAST_WORDS)
    return outline


def _check_sections(markdown: str, doc: Document) -> None:
    matches = list(HEADING.finditer(without_code(markdown)))
    for match, after in zip_longest(matches, matches[1:]):
        text = markdown[match.end() : after.start() if after else None]
        if not text.strip() and not (after and len(after["marks"]) > len(match["marks"])):  # nor a deeper one below
            written = HEADING.match(markdown, match.start())  # with the code that may be in it
            doc.add("section_empty", line=line_at(markdown, match.start()), title=(written or match)["title"])


def compare(mine: list[Heading], theirs: list[Heading], doc: Document, other: str) -> None:
    """Report in ``doc`` the first heading that differs from the other language's page ``other``."""
    for here, there in zip(mine, theirs, strict=False):
        if None in (here.id, there.id):  # reported on its own page
            return
        if (here.level, here.id) != (there.level, there.id):
            doc.add("heading_differs", line=here.line, other=other, id=there.id, line_there=there.line)
            return
    if len(mine) != len(theirs):
        doc.add("heading_count", line=1, other=other, mine=len(mine), theirs=len(theirs))
