"""Markdown inside a line, without looking for what cannot be there.

Python-Markdown looks for each of its patterns in each text, a good dozen times in a cell that is one word. What a
pattern of its own needs is known, so where a text lacks it the pattern is passed over; any other is looked for as ever.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import markdown
from markdown import inlinepatterns, treeprocessors
from markdown.extensions import Extension
from markdown.util import AtomicString

# Of each of the library's patterns the signs without any of which it matches nothing.
_NEEDS = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "[",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.LINE_BREAK_RE: "\n",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    r"\*|_": "*_",
    r"\*": "*",
    "_": "_",
}


class InlineProcessor(treeprocessors.InlineProcessor):
    """The library's own but for ``__handleInline``, which only a class of the same name can replace."""

    @cached_property
    def _needs(self) -> list[tuple[Any, str]]:
        return [(pattern, _NEEDS.get(getattr(pattern, "pattern", ""), "")) for pattern in self.inlinePatterns]

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803  the library's names
        if isinstance(data, AtomicString):
            return data
        for number, (pattern, needs) in enumerate(self._needs[patternIndex:], patternIndex):
            start, matched = 0, True
            while matched and (not needs or any(sign in data for sign in needs)):
                data, matched, start = self.__applyPattern(pattern, data, number, start)  # type: ignore[attr-defined]
        return data


class Inline(Extension):
    """Puts it in the place of the library's."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  the library's name
        """Let ``md`` pass over what cannot be there."""
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
