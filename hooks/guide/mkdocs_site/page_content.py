"""Hand-written pages: from MkDocs' HTML with markers in it to the page's text."""

import html as html_
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from guide.data.documents import Document
from guide.data.formats import composed
from guide.mkdocs_site import menu
from guide.mkdocs_site.site import Site, language
from guide.prose import front_matter, markers, page_html
from guide.prose.citations import Citations
from guide.rendering.renderer import Heading, Rendered, Renderer

# What a citation is until it is numbered. No page can have such a link of its own: data/formats.py refuses the sign.
_SIGN = "\ue000"
_FOR_SEARCH = re.compile(r'\s?data-search-\w+="[^"]+"')  # what Material's plugin reads, and no reader needs
_CITATION = re.compile(rf'<a class="citation" data-source="{_SIGN}([\w:-]+)">')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_FIRST_CELL = re.compile(r"(<tr>\s*)<td([^>]*)>(.*?)</td>", re.DOTALL)


def prepared(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Return the Markdown of the page, with its citations and its front matter prepared.

    Front matter is as we read it: in MkDocs' YAML 1.1, a title may be a number. The theme's templates print title
    and description as they are in some places and escaped in others; ``Markup`` suits both.
    """
    site = Site.of(config)
    file: Any = page.file
    page.meta = dict(front_matter.of_page((file.content_string or "").replace("\r\n", "\n")))
    for name in ("title", "description"):
        page.meta[name] = escape(composed(page.meta[name]))
    citations: Citations = config.extra["citations"]
    citations.cite = partial(_cited, site.renderer, file.norm_src_uri, file.locale, language(config))
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
    words = renderer.words[lang]

    def number(match: re.Match[str]) -> str:
        key = match[1]
        if key not in keys:
            keys.append(key)
        at, by = keys.index(key) + 1, renderer.catalogue.reference[key].by(words.link.others)
        label = html_.escape(words.references.source.format(number=at, by=by))
        return f'<a class="citation" href="#source-{key}" aria-label="{label}">[{at}]</a>'

    return _CITATION.sub(number, html)


def with_markers(html: str, page: Page, config: MkDocsConfig) -> str:
    """Return the text of the page as the search is to have it: its markers filled in, its sources added.

    The ids and headings that come with these become part of the page, so that links to them are checked.
    """
    site, file = Site.of(config), cast("Any", page.file)
    file.keys, file.full_html, doc = [], "", Document("")
    page_html.check_converted(_CITATION.sub("", html), page.markdown or "", doc, site.renderer.page_to_html)
    if doc.problems:
        site.refused = True
        return ""
    pieces = list(_pieces(_numbered(html, site.renderer, file.locale, file.keys), page, config))
    file.full_html = "".join(piece.html for piece in pieces)
    generated = [heading for piece in pieces for heading in piece.headings]
    ids = {*(heading.id for heading in generated), *(id_ for piece in pieces for id_ in piece.ids)}
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ids}
    headings = [*(Heading(link.level, link.id, link.title) for link in _flat(page.toc)), *generated]
    page.toc = menu.contents(sorted(headings, key=lambda heading: file.full_html.find(f' id="{heading.id}"')))
    return "".join(piece.html for piece in pieces if piece.is_searched)


def _pieces(html: str, page: Page, config: MkDocsConfig) -> Iterator[Rendered]:
    """Yield what is written on the page, what its markers become and its sources, in order."""
    renderer, lang = Site.of(config).renderer, language(config)
    file: Any = page.file
    source, locale, named = file.norm_src_uri, file.locale, set(markers.named(page.markdown or ""))
    at, ids = 0, [""]  # of the headings so far
    for comment in markers.COMMENT.finditer(html):
        written = renderer.with_dead_links(html[at : comment.start()], locale)
        yield Rendered(written, is_searched=True)
        at = comment.end()
        ids += page_html.HEADING_ID.findall(written)
        if marker := markers.of_comment(comment, html):
            rendered = renderer.markers.render(marker, source, locale, lang, ids[-1], named)
            ids += [heading.id for heading in rendered.headings]
            yield rendered
    yield Rendered(renderer.with_dead_links(html[at:], locale) + "\n", is_searched=True)
    yield renderer.page_end(file.keys, source, locale)


def finish(page: Page, config: MkDocsConfig) -> None:
    """Give the page what the theme's search plugin need not read: long lists, explanations of terms, table headers."""
    file: Any = page.file
    html, file.full_html = _FOR_SEARCH.sub("", file.full_html), ""
    terms = Site.of(config).renderer.with_terms(html, file.norm_src_uri, file.locale, language(config))
    page.content = with_headers(terms)


def with_headers(html: str) -> str:
    """Return ``html`` with column and row headers in Markdown tables, each named by the heading above it.

    WCAG 2.2, 1.3.1: https://www.w3.org/WAI/tutorials/tables/two-headers/. Markdown has no row headers and no captions.
    Each is in the theme's box to scroll sideways in.
    """

    def mended(match: re.Match[str]) -> str:
        above = page_html.HEADING_ID.findall(html, 0, match.start())
        table = match[0].replace("<th>", '<th scope="col">').replace("<th style", '<th scope="col" style')
        table = _FIRST_CELL.sub(r'\1<th scope="row"\2>\3</th>', table)
        table = table.replace("<table>", f'<table aria-labelledby="{above[-1]}">', 1) if above else table
        return f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{table}</div></div>'

    return _TABLE.sub(mended, html)


def _flat(links: Any) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _flat(link.children)
