"""Atom feeds of examples (all; by step, region and theme) and of changes (https://www.rfc-editor.org/rfc/rfc4287)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from guide.data.entries import Example, Text
from guide.exports.template import document
from guide.rendering.changes import Row
from guide.rendering.renderer import Renderer

MOST = 100  # a reader wants what is new, not the whole catalogue


def feeds(renderer: Renderer, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of each feed in ``lang``."""
    root, words, feed_of = renderer.addresses.root(lang), renderer.words[lang], partial(feed, renderer, lang)
    title, newest_of = words.opendata.feed_title, partial(newest, renderer, lang)
    address = f"{root}atom.xml"
    yield address, feed_of(address, title, "examples/index.md", examples=newest_of(renderer.catalogue.examples))
    for name, source, listed in renderer.feeds(lang):
        address = renderer.addresses.feed(source, lang)
        yield address, feed_of(address, f"{title} – {name}", source, examples=newest_of(listed))
    address, changes = f"{root}changes.xml", renderer.latest_changes(lang)
    yield address, feed_of(address, words.changes.feed_title, "about/changes.md", changes=changes)


def newest(renderer: Renderer, lang: str, given: Iterable[Example]) -> list[tuple[str, Example]]:
    """Return the newest of those ``given`` that are in ``lang``, each after the day of its last change or review."""
    dated = []
    for one in sorted((one for one in given if lang in one.written), key=lambda one: one.id):
        changed = [row.date for row in renderer.changes.of(f"examples/{one.id}.md", lang)[:1]]
        dated.append((max([one.reviewed, *changed]), one))
    return sorted(dated, key=lambda entry: entry[0], reverse=True)[:MOST]  # stable: by id within a day


def feed(
    renderer: Renderer,
    lang: str,
    address: str,
    title: str,
    home: str,
    examples: Sequence[tuple[str, Example]] = (),
    changes: Sequence[tuple[str, str, Text, Row]] = (),
) -> bytes:
    """Return the feed in ``lang`` at ``address``, with the name ``title``, of what the page ``home`` shows.

    Its entries are ``examples``, as ``newest`` returns them, or ``changes``, as ``Renderer.latest_changes`` does.
    """
    updated = max([*(day for day, _ in examples), *(day for day, *_ in changes)], default="1970-01-01")
    about = {"address": renderer.site_url + address, "title": title, "home": home, "updated": updated}
    shown = {"examples": examples, "changes": changes, "words": renderer.words[lang]}
    return document("atom.xml", site=renderer, lang=lang, **about, **shown)
