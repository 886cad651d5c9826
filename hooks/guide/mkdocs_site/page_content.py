"""Pages written by hand: from MkDocs' HTML with markers in it to the page's text."""

from __future__ import annotations

import html as html_
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from guide.mkdocs_site.site import Site
from guide.prose import markers, usage
from guide.prose.citations import Citations
from guide.rendering import tables
from guide.rendering.renderer import Heading, Renderer

_CITATION = re.compile(r'<a class="citation" href="#source-([\w:-]+)">')


def begin(page: Page, config: MkDocsConfig) -> None:
    """Prepare the page for Markdown: what its citations become, and title and description as HTML."""
    site = Site.of(config)
    file: Any = page.file
    for name in ("title", "description"):  # the theme's templates print them as they are
        page.meta[name] = html_.escape(page.meta[name], quote=True)
    citations: Citations = config.extra["citations"]
    citations.cite = partial(_cited, site.renderer, file.norm_src_uri, file.locale, site.lang(config))


def _cited(renderer: Renderer, source: str, lang: str, site_lang: str, key: str) -> str:
    """Return the HTML of a citation on the page ``source``; that of a reference is numbered later, in order."""
    if not key.startswith(markers.EXAMPLE):
        return f'<a class="citation" href="#source-{key}">'
    example = renderer.catalogue.example[key.removeprefix(markers.EXAMPLE)]
    href = renderer.href(f"examples/{example.id}.md", source, site_lang)
    title, of = html_.escape(example.title.show(lang), quote=False), example.title.lang(lang)
    inner = title if of == lang else f'<span lang="{of}">{title}</span>'
    return f'<a class="example-link" href="{href}">{inner}</a>'


def _numbered(html: str, renderer: Renderer, lang: str, keys: list[str]) -> str:
    """Return ``html`` with its citations numbered in the order of the text; ``keys`` gets the references cited."""

    def number(match: re.Match[str]) -> str:
        if match[1] not in keys:
            keys.append(match[1])
        at = keys.index(match[1]) + 1
        label = renderer.words[lang].references.source.format(number=at, by=renderer.catalogue.reference[match[1]].by)
        return f'{match[0][:-1]} aria-label="{html_.escape(label)}">[{at}]</a>'

    return _CITATION.sub(number, html)


def finished(html: str, page: Page, config: MkDocsConfig) -> str:
    """Return the text of the page: its markers filled in, its sources added, terms explained, tables with headers.

    The ids and headings that come with these become part of the page, so that links to them are checked.
    """
    renderer, lang = Site.of(config).renderer, Site.of(config).lang(config)
    file: Any = page.file
    source, locale = file.norm_src_uri, file.locale
    file.keys, file.named = [], set(usage.named(page.markdown or ""))
    html = _numbered(html, renderer, locale, file.keys)
    written = [Heading(link.level, link.id, link.title) for link in _flat(page.toc)]
    parts, headings = list[str](), list[Heading]()

    def keep(text: str) -> None:
        parts.append(text)
        while written and f'id="{written[0].id}"' in text:
            headings.append(written.pop(0))

    ids: set[str] = set()
    at = 0
    for comment in markers.COMMENT.finditer(html):
        keep(html[at : comment.start()])
        at = comment.end()
        if marker := markers.of_comment(comment, html):
            above = headings[-1].id if headings else ""
            rendered = renderer.markers.render(marker, source, locale, lang, above, file.named)
            parts.append(rendered.html)
            headings += rendered.headings
            ids |= {*renderer.markers.ids(marker), *(heading.id for heading in rendered.headings)}
    keep(html[at:])
    headings += written
    reviewed = str(page.meta.get("reviewed", "") or "")
    end = renderer.page_end(file.keys, source, locale, reviewed)
    headings += end.headings
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ids, *(heading.id for heading in end.headings)}
    tokens: Any = [{"level": level, "id": id_, "name": html_.escape(name)} for level, id_, name in headings]
    page.toc = get_toc(nest_toc_tokens(tokens))
    text = renderer.with_dead_links("".join(parts), locale) + "\n" + end.html
    return tables.with_headers(renderer.with_terms(text, source, locale, lang))


def _flat(links: Any) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _flat(link.children)
