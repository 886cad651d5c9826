"""Values with sentinels in place of their words, so that all that are alike are printed alike (shapes.py)."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Collection

import plain
from entries import Text
from languages import Addresses, relative
from shapes import Sentinels
from values import Shown, Values
from wording import attribute


class Letters(Values):
    """Values as ``Values`` prints them, with sentinels in place of their words, which are in ``kept``."""

    def __init__(self, source: str, lang: str, addresses: Addresses, sought: Collection[str]) -> None:
        """``sought`` are addresses that must stand in the text."""
        super().__init__(source, lang, lang, addresses)
        self._folder = posixpath.dirname(addresses.of(source, lang))
        self._sought = sought
        self.kept = Sentinels()

    def words(self, text: str) -> str:
        """A text that is still to be escaped."""
        return self.kept.unescaped(text)

    def markdown(self, text: Text) -> Shown:
        """A text in Markdown, as it is where it has an address that is sought."""
        shown, of = super().markdown(text)
        as_it_is = self._sought and any(url in shown for url in self._sought)
        return Shown(shown if as_it_is else self.kept.markdown(str(shown)), of)

    def link(self, target: str) -> str:
        """The page's address, as HTML says it and as the clean page does."""
        return self.href(target)

    def href(self, target: str) -> str:
        """The same."""
        source, hash_, anchor = target.partition("#")
        page = relative(self.addresses.of(source, self.lang), self._folder)
        return self.kept.put(page + hash_ + anchor, plain.beside(page) + hash_ + anchor)

    def url(self, url: str | None) -> str | None:
        """An address elsewhere."""
        return super().url(url) if url in self._sought else url and self.kept.url(url)

    def attribute(self, text: str) -> str:
        """A text within an attribute, escaped."""
        return self.kept.words(attribute(text))

    def verbatim(self, text: str) -> str:
        """A text within raw HTML, escaped."""
        return self.kept.raw(html.escape(text))
