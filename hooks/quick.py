"""Markdown to HTML many times faster than Python-Markdown, the same byte for byte, or not at all.

What our pages and examples are made of is converted here: paragraphs, headings with an id, lists without space between
their items, lists of definitions, plain tables, admonitions, code, links, emphasis, attributes, HTML. A text with
anything that could mean more than it seems is left to Python-Markdown, which tests/unit/test_quick.py compares with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

from reader import Reader
from spans import UnsureError, addressed

# Tabs, control characters, spaces other than the common ones, backslashes.
_UNSURE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\\]")
_DEFINITION = re.compile(r"^ *(?:[-:] +|\d+\. +)?\[[^\[\]]*\]:", re.MULTILINE)  # of a link
_NO_REFERENCE = re.compile(r"&#(?![0-9]+;|x[0-9a-fA-F]+;)")
_BEFORE = r'(?: [a-zA-Z][a-zA-Z0-9:-]*(?:="[^"]*")?)*?'  # attributes
_IDS = re.compile(rf'<[a-zA-Z][a-zA-Z0-9]*{_BEFORE} id="([^"]*)"')
_NAMES = re.compile(rf'<a{_BEFORE} name="([^"]*)"')


@dataclass(frozen=True)
class Converted:
    """A text as HTML, its headings as the extension toc of Python-Markdown gives them, and that which begins it."""

    html: str
    toc_tokens: Any
    title: str | None

    @property
    def anchors(self) -> set[str]:
        """What links may lead to."""
        return {unescape(name) for name in [*_IDS.findall(self.html), *_NAMES.findall(self.html)]}


def convert(text: str, address: Callable[[str], str] | None = None) -> Converted | None:
    """``text`` as Python-Markdown with the settings of mkdocs.yml converts it, or None where that is not sure.

    ``address`` says what the address of each link becomes; it is asked in the order of the text, and of no text that
    is not sure.
    """
    if _unsure(text):
        return None
    page = Reader()
    try:
        html = page.read(text).strip()
    except UnsureError:
        return None
    title = page.headings[0]["name"] if page.titled else None
    return Converted(addressed(html, address), nest_toc_tokens(page.headings), title)


def _unsure(text: str) -> bool:
    return bool(
        _UNSURE.search(text)
        or not text.strip()
        or text[0] == "\xa0"
        or text[-1] in " \xa0"
        or " \n" in text
        or "\xa0\n" in text
        or "\n\xa0" in text
        or "[TOC]" in text
        or "~~~" in text
        or ("]:" in text and _DEFINITION.search(text))
        or ("&#" in text and _NO_REFERENCE.search(text))
    )
