"""Citations in a page's text: ``[@key]`` becomes the number of a source, ``[@example:id]`` a link to an example.

An inline processor of Python-Markdown finds them, so that code is left alone
(https://python-markdown.github.io/extensions/api/#inlineprocessors).
"""

import re
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from guide.prose.markers import CITATION, EXAMPLE

_PRIORITY = 175  # after code (190) and escaped characters (180), before links and references (170 and below)


class _Processor(InlineProcessor):
    def __init__(self, extension: "Citations", md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)
        self._extension = extension

    def handleMatch(self, match: re.Match[str], _data: str) -> Any:  # type: ignore[override]  # noqa: N802
        keys = [key.strip(" @") for key in match["keys"].split(";")]
        cited = list(map(self._extension.cite, keys))
        if keys[0].startswith(EXAMPLE):  # a title keeps its space; a number is close to the word before it
            html, start = ", ".join(cited), match.start() + len(match["space"])
        else:
            html, start = "".join(cited), match.start()
        return self.md.htmlStash.store(html), start, match.end()


class Citations(Extension):
    """Replaces each key with the HTML that ``cite`` returns for it; set ``cite`` before each page."""

    def __init__(self) -> None:
        super().__init__()
        self.cite: Callable[[str], str] = str

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processor."""
        md.inlinePatterns.register(_Processor(self, md), "citation", _PRIORITY)
