"""The search index, one for each language.

What a reader may type beside the words in it is for docs/assets/js/search-engine.js, which finds words in any
inflection, without dots and rings, begun or misspelt; and for lexicon.py, which gives each entry keywords.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from guide.data.entries import Text
from guide.rendering.renderer import Renderer
from guide.search import postings
from guide.search.lexicon import Lexicon, plain, split, words

Entry = Mapping[str, Any]

_FIRST = re.compile("<p>(.*?)</p>", re.DOTALL)
_NOTE = re.compile(r"\[\d+\]")  # the number of a source

_SHARED = 10  # as many entries with the same heading: it tells them not apart
_SHOWN = 1000  # letters of a text that can be shown with a hit; of an example, its summary


class Passage(NamedTuple):
    """A page, or a section of one, as short as the index can be made of it: so many are held at a time.

    Its ``location`` is below the language's folder, its ``title`` HTML and its ``text`` plain; the first ``lead``
    letters of that are its first paragraph, if it begins with one.
    """

    location: str
    title: str
    text: str
    lead: int | None = None

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.location.partition("#")[0]


def of_pages(docs: Iterable[Entry], root: str) -> Iterator[Passage]:
    """The entries ``docs`` of one language, whose folder is ``root`` (``""`` for the default language).

    Each has ``location``, ``title`` and ``text``, the latter HTML, as MkDocs' search plugin writes them.
    """
    for doc in docs:
        source = _NOTE.sub("", doc["text"])
        first = _FIRST.match(source if "<" in source else f"<p>{source}</p>")
        lead = len(plain(first[1])) if first else None
        yield Passage(doc["location"].removeprefix(root), doc["title"], plain(source), lead)


def of_records(renderer: Renderer, lang: str) -> Iterator[Passage]:
    """Yield the entries of themes, examples, regions, clusters and terms, from the objects."""
    root, words = renderer.addresses.root(lang), renderer.words[lang]

    def at(source: str) -> str:
        page, hash_, anchor = source.partition("#")
        return renderer.addresses.of(page, lang).removeprefix(root) + hash_ + anchor

    def passage(source: str, title: Text, lead: str, *more: str) -> Passage:
        text = " ".join(filter(None, [lead, *more]))
        return Passage(at(source), escape(title.show(lang), quote=False), text, len(lead))

    def rich(text: Text | None) -> str:
        return plain(renderer.rich_text.html(text.show(lang).strip())) if text else ""

    def theme_names(ids: Iterable[str]) -> str:
        return ", ".join(renderer.catalogue.theme[id_].name.show(lang) for id_ in ids)

    for theme in renderer.catalogue.themes:
        choices = renderer.themes.choices(theme)
        chosen = (f"{one.region.name.show(lang)}: {part.name.show(lang)}" for one in choices for part in one.own)
        yield passage(f"themes/{theme.id}.md", theme.name, theme.definition.show(lang), "; ".join(chosen))
    for cluster in renderer.catalogue.clusters:
        names = ", ".join(renderer.catalogue.region[id_].name.show(lang) for id_ in cluster.regions)
        source = f"s3-pilot/clusters.md#{cluster.id}"
        more = (*cluster.former_names, theme_names(cluster.themes), rich(cluster.about))
        yield passage(source, cluster.name, cluster.field.show(lang), names, *more)
    for term in renderer.catalogue.glossary:
        also = " ".join(term.forms(lang)[1:])
        yield passage(f"glossary.md#{term.id}", term.term, term.explanation.show(lang), also)
    for region in renderer.catalogue.regions:
        about = renderer.about_region(region)
        shared = about["shared"].priorities if about["shared"] else ()
        areas = "; ".join(priority.name.show(lang) for priority in (*region.priorities, *shared))
        facts = f"{region.authority.show(lang)}, {region.county.show(lang)}, {region.nuts2.name.show(lang)}"
        strategy = region.strategy.title.show(lang) if region.strategy else ""
        clusters = ", ".join(cluster.name.show(lang) for cluster in about["clusters"])
        rest = (theme_names(renderer.themes.of_region(region)), strategy, clusters)
        yield passage(f"regions/{region.id}.md", region.name, rich(region.about), facts, areas, *rest)
    for example in renderer.catalogue.examples:
        about_it = [words.labels.steps[step] for step in example.steps] + renderer.places(example, lang)
        about_it += [organisation.name.show(lang) for organisation in example.organisations]
        about_it += [theme_names(example.themes)] if example.themes else []
        texts = [rich(text) for name, text in renderer.texts(example) if name != "gaps"]
        summary = " ".join(example.summary.show(lang).split())
        yield passage(f"examples/{example.id}.md", example.title, summary, ", ".join(about_it), *texts)


def index(passages: list[Passage], lang: str, renderer: Renderer, stop: str) -> dict[str, str | int]:
    """What ``search/index.js`` holds in ``lang``, from the ``passages`` of all its pages, section after section.

    The list is emptied, so that it is not held beside what becomes of it.

    ``stop`` are the words that say nothing.

    In the result a line of ``locations``, ``titles``, ``texts`` and ``keywords`` is an entry; those from number
    ``examples`` on are examples. A location that is an anchor belongs to the page above. ``words`` and ``entries``
    tell where the words stand that no text shows: see postings.py.
    """
    _gather(passages)
    root = renderer.addresses.root(lang)
    sources = (f"examples/{example.id}.md" for example in renderer.catalogue.examples)
    examples = {renderer.addresses.of(source, lang).removeprefix(root) for source in sources}
    entries = sorted(_joined(passages), key=lambda entry: entry.page in examples)
    first = sum(entry.page not in examples for entry in entries)
    texts = [_shown(entry, example=number >= first) for number, entry in enumerate(entries)]
    known: set[str] = set()
    coded = postings.coded(_hidden(entries, texts, stop, known))
    lexicon = Lexicon(lang, renderer.catalogue.glossary, frozenset(known))
    before = ["", *(entry.page for entry in entries)]
    locations = [entry.location.removeprefix(page) for entry, page in zip(entries, before, strict=False)]
    return {
        "lang": lang,
        "stop": stop,
        "examples": first,
        "locations": "\n".join(locations),
        "titles": "\n".join(plain(entry.title) for entry in entries),
        "texts": "\n".join(texts),
        "keywords": "\n".join(" ".join(sorted(lexicon.keywords(entry.title))) for entry in entries),
        **coded,
    }


def _gather(passages: list[Passage]) -> None:
    """Put the passages of a page together, in the place of its first: those of records may be on a page by hand."""
    places: dict[str, int] = {}
    for passage in passages:
        places.setdefault(passage.page, len(places))
    passages.sort(key=lambda passage: places[passage.page])


def _hidden(entries: Iterable[Passage], texts: Iterable[str], stop: str, known: set[str]) -> Iterator[set[str]]:
    """The words of each entry that its text does not show; every word of the index is added to ``known``."""
    silent = words(stop)
    for entry, text in zip(entries, texts, strict=True):
        title = plain(entry.title)
        found = set(split(f"{title} {entry.text}"))
        known |= found
        yield set() if text == entry.text else found.difference(split(f"{title} {text}"), silent)


def _shown(entry: Passage, *, example: bool) -> str:
    """The text that is shown with a hit, cut where it is longer than that."""
    text = entry.text[: entry.lead] if example else entry.text
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0]


def _drained(passages: list[Passage]) -> Iterator[Passage]:
    passages.reverse()
    while passages:
        yield passages.pop()


def _joined(passages: list[Passage]) -> Iterator[Passage]:
    """The entries, those of a page and of its sections made one where a section's heading says nothing of its own.

    Such is the page's own heading, which the theme takes for a section when a link back stands above it, and one that
    many pages share, such as "Results": a reader looks for the example, by all its words.
    """
    count = Counter(passage.title for passage in passages)
    for _, those in groupby(_drained(passages), lambda passage: passage.page):
        page, *sections = those
        parts, own = [page], []
        for section in sections:
            if section.title == page.title:
                parts = [section]
            elif count[section.title] >= _SHARED:
                parts.append(section)
            else:
                own.append(section)
        parts = [part for part in parts if part.text]
        lead = parts[0].lead if parts else None
        yield Passage(page.location, page.title, " ".join(part.text for part in parts), lead)
        yield from own
