"""The theme's page made once for pages alike, with sentinels where they differ, and filled in for each of them.

The theme's markup may change: sentinels are looked for in what it prints, and how it escapes each is found out by
trying. A place where a sentinel was printed in a way that nobody knows raises ``UnfitError``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import markupsafe
from jinja2.utils import htmlsafe_json_dumps

from shapes import UnfitError

ID = "sentinel-of-the-id"  # an id is the same wherever it stands
# Texts that are HTML already, as titles of pages are, and show how they were escaped anew, between letters that are
# left over if none of the ways fits.
TITLE = markupsafe.Markup("\ua000 a &amp; b <i>c</i> \"d\" 'e' \\ f \ua001")
DESCRIPTION = markupsafe.Markup("\ua002 a &amp; b <i>c</i> \"d\" 'e' \\ f \ua003")
CONTENT = "<h1>\ua004</h1>"  # the theme adds a heading of its own to a text without one
DATA = "sentinel-of-the-data"  # linked data, whose letters JSON may write in two ways
_LEFT = re.compile("[\ua000-\ua48c]|\\\\ua[0-4]")
WAYS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: str(markupsafe.escape(text)),
    lambda text: html.escape(text, quote=False),
    lambda text: markupsafe.Markup(text).striptags(),
    lambda text: str(markupsafe.escape(markupsafe.Markup(text).striptags())),
    lambda text: str(htmlsafe_json_dumps(text)),
)


@dataclass(frozen=True)
class Skeleton:
    """A page to fill: ``template`` has ``%s`` for each of ``slots``, a value's name and how it is escaped."""

    template: str
    slots: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, page: str) -> Skeleton:
        """The skeleton of a page that the theme made of the sentinels."""
        slots = {ID: ("id", 0), CONTENT: ("content", 0), str(htmlsafe_json_dumps(DATA)): ("data", 0)}
        for name, sentinel in (("title", TITLE), ("description", DESCRIPTION)):
            for way, escaped in enumerate(WAYS):
                slots.setdefault(escaped(sentinel), (name, way))
        pattern = re.compile("|".join(map(re.escape, sorted(slots, key=len, reverse=True))))
        rest = pattern.sub("", page)
        if left := _LEFT.search(rest):
            raise UnfitError(f"a sentinel in an unknown form: {rest[max(0, left.start() - 60) : left.end() + 20]!r}")
        found = tuple(slots[text] for text in pattern.findall(page))
        if [name for name, _ in found].count("content") != 1:
            raise UnfitError("the text does not stand in the page once")
        return cls(pattern.sub("%s", page.replace("%", "%%")), found)

    def fill(self, values: Mapping[str, Any]) -> str:
        """The page with the ``values``: id, title, description, content, and linked data as JSON."""
        ways = {slot: WAYS[slot[1]](values[slot[0]]) for slot in set(self.slots)}
        return self.template % tuple([ways[slot] for slot in self.slots])
