"""Atom feeds of examples (all; by step, region and theme) and of changes (https://www.rfc-editor.org/rfc/rfc4287)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from guide.data.entries import Example
from guide.exports.template import document
from guide.rendering.renderer import Renderer

MOST = 100  # a reader wants what is new, not the whole catalogue


class Entry(NamedTuple):
    """An entry of a feed; ``day`` is when it last changed, ``categories`` are pairs of term and label."""

    id: str
    title: str
    day: str
    page: str
    summary: str
    categories: Sequence[tuple[str, str]] = ()


def feeds(renderer: Renderer, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds in ``lang``, each with its address below the site's root."""
    root, words, feed_of = renderer.addresses.root(lang), renderer.words[lang], partial(feed, renderer, lang)
    title, entries_of = words.opendata.feed_title, partial(examples, renderer, lang)
    address = f"{root}atom.xml"
    yield address, feed_of(address, title, "examples/index.md", entries_of(renderer.catalogue.examples))
    for name, source, listed in renderer.feeds(lang):
        address = renderer.addresses.feed(source, lang)
        yield address, feed_of(address, f"{title} – {name}", source, entries_of(listed))
    address = f"{root}changes.xml"
    yield address, feed_of(address, words.changes.feed_title, "about/changes.md", changes(renderer, lang))


def examples(renderer: Renderer, lang: str, given: Iterable[Example]) -> list[Entry]:
    """Return those ``given`` that are in ``lang``, the last changed or reviewed first; the address is the id."""
    labels = renderer.words[lang].labels.steps
    entries = []
    for one in sorted((one for one in given if lang in one.written), key=lambda one: one.id):
        source = f"examples/{one.id}.md"
        page = renderer.url(source, lang)
        day = max([one.reviewed, *(row.date for row in renderer.changes.of(source, lang)[:1])])
        steps = [(step, labels[step]) for step in one.steps]
        entries.append(Entry(page, one.title.show(lang), day, page, one.summary.show(lang), steps))
    return sorted(entries, key=lambda entry: entry.day, reverse=True)  # stable: by id within a day


def changes(renderer: Renderer, lang: str) -> Iterator[Entry]:
    """Yield the last changes of pages in ``lang``; the day distinguishes those of a page."""
    for day, source, title, row in renderer.latest_changes(lang):
        page, hash_, anchor = renderer.url(source, lang).partition("#")
        summary = "; ".join(row.texts) or renderer.words[lang].changes.text
        yield Entry(f"{page}?changed={day}{hash_}{anchor}", title.show(lang), day, page + hash_ + anchor, summary)


def feed(renderer: Renderer, lang: str, address: str, title: str, home: str, entries: Iterable[Entry]) -> bytes:
    """Return the feed in ``lang`` for ``address``, of what the page ``home`` shows, the newest entry first.

    A day is written as its first moment.
    """
    latest = list(islice(entries, MOST))
    return document(
        "atom.xml",
        lang=lang,
        address=renderer.site_url + address,
        title=title,
        home=renderer.url(home, lang),
        updated=max((entry.day for entry in latest), default="1970-01-01"),
        publisher=renderer.publisher_names[lang],
        entries=latest,
    )
