"""Pages written by hand: from MkDocs' HTML with markers in it to the page's text."""

from __future__ import annotations

import html as html_
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from guide.data.documents import Document
from guide.data.formats import composed
from guide.mkdocs_site import menu
from guide.mkdocs_site.site import Site
from guide.prose import front_matter, markers, page_html, usage
from guide.prose.citations import Citations
from guide.rendering import tables
from guide.rendering.marker_content import is_searched
from guide.rendering.renderer import Heading, Rendered, Renderer

# What a citation is until it is numbered. No page can have such a link of its own: data/formats.py refuses the sign.
_SIGN = "\ue000"
_CITATION = re.compile(rf'<a class="citation" data-source="{_SIGN}([\w:-]+)">')
_PART = f"<!--{_SIGN}{{}}-->"  # what the search has no use for, until it has read the page
_UNSEARCHED = re.compile(rf"<!--{_SIGN}(\d+)-->")


def read_front_matter(page: Page) -> None:
    """Give the page its front matter as we read it: to MkDocs, which reads YAML 1.1, a title may be a number."""
    page.meta = dict(front_matter.of_page((page.file.content_string or "").replace("\r\n", "\n")))


def begin(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Return the Markdown of the page, and prepare for it what citations become, and title and description as HTML.

    The theme's templates print these as they are in some places and escaped in others; ``Markup`` suits both.
    """
    site = Site.of(config)
    file: Any = page.file
    for name in ("title", "description"):
        page.meta[name] = escape(composed(page.meta[name]))
    citations: Citations = config.extra["citations"]
    citations.cite = partial(_cited, site.renderer, file.norm_src_uri, file.locale, site.lang(config))
    return composed(markdown)


def _cited(renderer: Renderer, source: str, lang: str, site_lang: str, key: str) -> str:
    """Return the HTML of a citation on the page ``source``; that of a reference is numbered later, in order."""
    if not key.startswith(markers.EXAMPLE):
        return f'<a class="citation" data-source="{_SIGN}{key}">'
    example = renderer.catalogue.example[key.removeprefix(markers.EXAMPLE)]
    href = renderer.href(f"examples/{example.id}.md", source, site_lang)
    title, of = html_.escape(example.title.show(lang), quote=False), example.title.lang(lang)
    inner = title if of == lang else f'<span lang="{of}">{title}</span>'
    return f'<a class="example-link" href="{href}">{inner}</a>'


def _numbered(html: str, renderer: Renderer, lang: str, keys: list[str]) -> str:
    """Return ``html`` with its citations numbered in the order of the text; ``keys`` gets the references cited."""

    def number(match: re.Match[str]) -> str:
        key = match[1]
        if key not in keys:
            keys.append(key)
        at, by = keys.index(key) + 1, renderer.catalogue.reference[key].by
        label = html_.escape(renderer.words[lang].references.source.format(number=at, by=by))
        return f'<a class="citation" href="#source-{key}" aria-label="{label}">[{at}]</a>'

    return _CITATION.sub(number, html)


@dataclass
class _Text:
    """The text of a page as it is put together: pieces of HTML, and in their order the headings and ids in them.

    ``written`` are the headings of the page itself that are still to come, ``unsearched`` the pieces that the search
    has no use for: in ``html`` a comment stands for each.
    """

    written: list[Heading]
    html: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unsearched: list[str] = field(default_factory=list)

    @property
    def last(self) -> str:
        """The id of the last heading so far."""
        return self.headings[-1].id if self.headings else ""

    def add_written(self, html: str) -> None:
        """Add a piece of the page's own text."""
        self.html.append(html)
        while self.written and f'id="{self.written[0].id}"' in html:
            self.headings.append(self.written.pop(0))

    def add(self, rendered: Rendered, ids: Iterable[str] = (), *, searched: bool = False) -> None:
        """Add what a template made, with the ``ids`` in it beside those of its headings."""
        self.html.append(rendered.html if searched else _PART.format(len(self.unsearched)))
        self.unsearched += [] if searched else [rendered.html]
        self.headings += rendered.headings
        self.ids |= {*ids, *(heading.id for heading in rendered.headings)}


def finished(html: str, page: Page, config: MkDocsConfig) -> str:
    """Return the text of the page as the search is to have it: its markers filled in, its sources added.

    The ids and headings that come with these become part of the page, so that links to them are checked.
    """
    site, lang = Site.of(config), Site.lang(config)
    renderer, file = site.renderer, cast("Any", page.file)
    doc = Document("")
    page_html.check_converted(_CITATION.sub("", html), page.markdown or "", doc, renderer.page_html)
    if doc.problems:
        site.refused = True
        return ""
    source, locale = file.norm_src_uri, file.locale
    file.keys, file.named = [], set(usage.named(page.markdown or ""))
    html = _numbered(html, renderer, locale, file.keys)
    text = _Text([Heading(link.level, link.id, link.title) for link in _flat(page.toc)])
    at = 0
    for comment in markers.COMMENT.finditer(html):
        text.add_written(renderer.with_dead_links(html[at : comment.start()], locale))
        at = comment.end()
        if marker := markers.of_comment(comment, html):
            rendered = renderer.markers.render(marker, source, locale, lang, text.last, file.named)
            text.add(rendered, renderer.markers.ids(marker), searched=is_searched(marker))
    text.add_written(renderer.with_dead_links(html[at:], locale))
    text.html.append("\n")
    text.add(renderer.page_end(file.keys, source, locale))
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *text.ids}
    page.toc = menu.contents(text.headings)
    file.unsearched = text.unsearched
    return "".join(text.html)


def complete(page: Page, config: MkDocsConfig) -> None:
    """Give the page what the theme's search plugin need not read: long lists, explanations of terms, table headers."""
    file: Any = page.file
    html = _UNSEARCHED.sub(lambda match: file.unsearched[int(match[1])], page.content or "")
    terms = Site.of(config).renderer.with_terms(html, file.norm_src_uri, file.locale, Site.lang(config))
    page.content = tables.with_headers(terms)


def _flat(links: Any) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _flat(link.children)
