"""How templates print values: escaped, or with sentinels in place of their words (shapes.py)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup

from shapes import Blocks, Link, Sentinels
from wording import attribute, escape


class Printer:
    """How templates print values; while a page is made with sentinels, these are put in place of the values' words.

    Its filters are the ways in which a value is printed that is not just escaped: as a text in Markdown, which was
    checked when it was read (schemas.markdown_fault), as an address, which was checked too, and inside an attribute.
    """

    def __init__(self, sought: Collection[str] = ()) -> None:
        """``sought`` are the addresses that are looked for in what was printed, and so must stand in it."""
        self.sought = sought
        self.kept: Sentinels | None = None
        self.blocks: Blocks | None = None
        self.links: Sentinels | None = None

    @contextmanager
    def keeping(
        self, kept: Sentinels | None, blocks: Blocks | None = None, links: Sentinels | None = None
    ) -> Iterator[None]:
        """What is printed meanwhile is kept in ``kept``, blocks in ``blocks``, and links to our pages in ``links``."""
        before = self.kept, self.blocks, self.links
        self.kept, self.blocks, self.links = kept, blocks, links
        try:
            yield
        finally:
            self.kept, self.blocks, self.links = before

    @property
    def links_kept(self) -> Sentinels | None:
        """Where links to our pages are kept."""
        return self.kept or self.links

    @property
    def finalize(self) -> Callable[..., object]:
        """Jinja's last step of printing. That it takes the context keeps constants from being printed too early."""

        @pass_context
        def finalize(_context: object, value: object) -> object:
            return value if isinstance(value, Markup) else self._printed(value)

        return finalize

    def _printed(self, value: object) -> Markup:
        if isinstance(value, Link) and (links := self.links_kept):
            return Markup(links.put(value.html, value.plain))
        return escape(value) if self.kept is None else self.kept.words(escape(value))

    @property
    def filters(self) -> Mapping[str, Callable[..., Markup]]:
        """The filters by name."""

        def markdown(text: str) -> Markup:
            if self.kept is None or any(url in text for url in self.sought):
                return Markup(text.strip())
            return self.kept.markdown(text.strip())

        def url(text: str) -> Markup:
            return self.kept.url(text) if self.kept and text not in self.sought else Markup(text)

        def within(text: str) -> Markup:
            return self.kept.words(attribute(text)) if self.kept else attribute(text)

        def short(text: Any, lang: str) -> Markup:
            """A short text inside a line, its language marked where it is not the page's."""
            of = text.lang(lang)
            before, after = ("", "") if of == lang else (f'<span lang="{of}">', "</span>")
            return Markup(f"{before}{self._printed(text.show(lang))}{after}")

        def examples(number: int, words: Any) -> Markup:
            return self._printed(words.map.one if number == 1 else words.map.many.format(count=number))

        # Jinja's own escape knows of HTML only, not of Markdown.
        return {
            "markdown": markdown,
            "url": url,
            "attribute": within,
            "short": short,
            "examples": examples,
            "escape": escape,
            "e": escape,
        }
