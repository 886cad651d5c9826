"""Atom feeds of new and changed examples: of all, and by step, region and theme (https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only written here, never read
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from guide.data.entries import Example
from guide.exports.open_data import Pages
from guide.exports.xml import LANG, add, document
from guide.rendering import marker_links
from guide.rendering.renderer import Renderer

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100  # a reader wants what is new, not the whole catalogue
ET.register_namespace("", ATOM)


def feeds(renderer: Renderer, pages: Pages, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds in ``lang``, each with its address below the site's root."""
    all_, more = f"{renderer.addresses.root(lang)}atom.xml", partial(feed, renderer.strings, renderer.publisher["name"])
    yield all_, more(renderer.catalogue.examples, pages, lang, all_)
    for name, source, examples in marker_links.feeds(renderer, lang):
        address = renderer.addresses.feed(source, lang)
        yield address, more(examples, pages, lang, address, name, source)


def feed(
    strings: Mapping[str, Any],
    publisher: str,
    examples: Iterable[Example],
    pages: Pages,
    lang: str,
    address: str,
    name: str = "",
    home: str = "examples/index.md",
) -> bytes:
    """Return the feed of ``examples`` in ``lang`` that will lie at ``address``: the last reviewed example first.

    ``name`` says what it is about if it is not of all, and ``home`` is the page that has it. A day of review stands for
    its first moment; a page's address is its entry's id.
    """
    words = strings["opendata"]
    title = words["feed_title"][lang] + (f" – {name}" if name else "")
    written = sorted((e for e in examples if lang in e.written), key=lambda e: e.id)
    latest = sorted(written, key=lambda e: e.reviewed, reverse=True)[:MOST]  # stable: by id within a day
    root = ET.Element(f"{{{ATOM}}}feed", {LANG: lang})
    add(root, f"{{{ATOM}}}id", pages.site_url + address)
    add(root, f"{{{ATOM}}}title", title)
    add(root, f"{{{ATOM}}}updated", _moment(max((e.reviewed for e in latest), default="1970-01-01")))
    add(root, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=pages.site_url + address)
    html = pages.site_url + pages.addresses.of(home, lang)
    add(root, f"{{{ATOM}}}link", rel="alternate", type="text/html", hreflang=lang, href=html)
    add(add(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", publisher)
    for example in latest:
        _entry(add(root, f"{{{ATOM}}}entry"), example, pages.of("examples", example.id, lang), lang, strings["labels"])
    return document(root)


def _entry(entry: ET.Element, example: Example, page: str, lang: str, labels: Mapping[str, Any]) -> None:
    add(entry, f"{{{ATOM}}}id", page)
    add(entry, f"{{{ATOM}}}title", example.title.show(lang))
    add(entry, f"{{{ATOM}}}updated", _moment(example.reviewed))
    add(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", hreflang=lang, href=page)
    for step in example.steps:
        add(entry, f"{{{ATOM}}}category", term=step, label=labels["steps"][step][lang])
    add(entry, f"{{{ATOM}}}summary", example.summary.show(lang))


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
