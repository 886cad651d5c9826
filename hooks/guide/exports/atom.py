"""An Atom feed of new and changed examples (https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only written here, never read
from collections.abc import Mapping
from typing import Any

from guide.data.catalogue import Catalogue
from guide.data.entries import Example
from guide.exports.open_data import Pages
from guide.exports.xml import LANG, add, document

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100  # a reader wants what is new, not the whole catalogue
ET.register_namespace("", ATOM)


def feed(
    catalogue: Catalogue, pages: Pages, lang: str, address: str, strings: Mapping[str, Any], publisher: str
) -> bytes:
    """The feed in ``lang`` that will lie at ``address``, below the site's root: the last reviewed example first.

    A day of review stands for its first moment; a page's address is its entry's id.
    """
    words = strings["opendata"]
    written = sorted((e for e in catalogue.examples if lang in e.written), key=lambda e: e.id)
    latest = sorted(written, key=lambda e: e.reviewed, reverse=True)[:MOST]  # stable: by id within a day
    root = ET.Element(f"{{{ATOM}}}feed", {LANG: lang})
    add(root, f"{{{ATOM}}}id", pages.site_url + address)
    add(root, f"{{{ATOM}}}title", words["feed_title"][lang])
    add(root, f"{{{ATOM}}}updated", _moment(max((e.reviewed for e in latest), default="1970-01-01")))
    add(root, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=pages.site_url + address)
    home = pages.site_url + pages.addresses.of("examples/index.md", lang)
    add(root, f"{{{ATOM}}}link", rel="alternate", type="text/html", hreflang=lang, href=home)
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
