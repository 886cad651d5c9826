"""The search index, one for each language.

What a reader may type besides the words in it is for docs/assets/js/search-engine.js, which finds words in any
inflection, without dots and rings, begun or misspelt; and for lexicon.py, which gives each entry keywords.
"""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from guide.data.entries import Cluster, Example, Region, Term, Text, Theme
from guide.data.rich_text import to_html
from guide.rendering.renderer import Renderer
from guide.search import postings
from guide.search.lexicon import Lexicon, split, strip_tags

_FIRST = re.compile("<p>(.*?)</p>", re.DOTALL)
_NOTE = re.compile(r"\[\d+\]")  # the number of a source

_SHARED = 10  # so many entries with the same heading: it does not tell them apart
_SHOWN = 536  # letters of a text that can be shown with a hit; of an example, its summary


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


def of_pages(docs: Iterable[Mapping[str, Any]], root: str) -> Iterator[Passage]:
    """Yield the entries ``docs`` of one language, whose folder is ``root`` (``""`` for the default language).

    Each has ``location``, ``title`` and ``text``, the latter HTML, as MkDocs' search plugin writes them.
    """
    for doc in docs:
        source = _NOTE.sub("", doc["text"])
        first = _FIRST.match(source if "<" in source else f"<p>{source}</p>")
        lead = len(strip_tags(first[1])) if first else None
        yield Passage(doc["location"].removeprefix(root), doc["title"], strip_tags(source), lead)


def of_records(renderer: Renderer, lang: str) -> Iterator[Passage]:
    """Yield the entries of themes, clusters, terms, regions and examples, from the objects."""
    records, catalogue = _Records(renderer, lang), renderer.catalogue
    yield from map(records.theme, catalogue.themes)
    yield from map(records.cluster, catalogue.clusters)
    yield from map(records.term, catalogue.glossary)
    yield from map(records.region, catalogue.regions)
    yield from map(records.example, catalogue.examples)


@dataclass(frozen=True)
class _Records:
    """Makes entries of records for readers of ``lang``: what is shown with a hit comes first, then what finds it."""

    renderer: Renderer
    lang: str

    def theme(self, theme: Theme) -> Passage:
        lang, choices = self.lang, self.renderer.themes.choices(theme)
        chosen = (f"{one.region.name.show(lang)}: {part.name.show(lang)}" for one in choices for part in one.own)
        about = self.renderer.records[f"themes/{theme.id}.md"].description.show(lang)  # who works with it
        return self._passage(f"themes/{theme.id}.md", theme.name, theme.definition.show(lang), "; ".join(chosen), about)

    def cluster(self, cluster: Cluster) -> Passage:
        regions = ", ".join(self.renderer.catalogue.region[id_].name.show(self.lang) for id_ in cluster.regions)
        more = (regions, *cluster.former_names, self._themes(cluster.themes), self._rich(cluster.about))
        source = f"s3-pilot/clusters.md#{cluster.id}"
        return self._passage(source, cluster.name, cluster.field.show(self.lang), *more)

    def term(self, term: Term) -> Passage:
        also = " ".join(term.forms(self.lang)[1:])
        return self._passage(f"glossary.md#{term.id}", term.term, term.explanation.show(self.lang), also)

    def region(self, region: Region) -> Passage:
        catalogue, lang = self.renderer.catalogue, self.lang
        shared = catalogue.shared_area[region.shared_area].priorities if region.shared_area else ()
        more = (
            f"{region.authority.show(lang)}, {region.county.show(lang)}, {region.nuts2.name.show(lang)}",
            "; ".join(priority.name.show(lang) for priority in (*region.priorities, *shared)),
            self._themes(self.renderer.themes.of_region(region)),
            region.strategy.title.show(lang) if region.strategy else "",
            ", ".join(cluster.name.show(lang) for cluster in catalogue.clusters if region.id in cluster.regions),
        )
        return self._passage(f"regions/{region.id}.md", region.name, self._rich(region.about), *more)

    def example(self, example: Example) -> Passage:
        labels = self.renderer.words[self.lang].labels
        about = [labels.steps[step] for step in example.steps] + self.renderer.places(example, self.lang)
        about += [organisation.name.show(self.lang) for organisation in example.organisations]
        about += [self._themes(example.themes)] if example.themes else []
        texts = [self._rich(text) for name, text in self.renderer.texts(example) if name != "gaps"]
        summary = example.summary.show(self.lang)
        return self._passage(f"examples/{example.id}.md", example.title, summary, ", ".join(about), *texts)

    def _passage(self, source: str, title: Text, lead: str, *more: str) -> Passage:
        page, hash_, anchor = source.partition("#")
        addresses = self.renderer.addresses
        at = addresses.of(page, self.lang).removeprefix(addresses.root(self.lang)) + hash_ + anchor
        lead, *rest = (" ".join(text.split()) for text in (lead, *more))  # in one line, as the index has them
        text = " ".join(filter(None, [lead, *rest]))
        return Passage(at, escape(title.show(self.lang), quote=False), text, len(lead))

    def _themes(self, ids: Iterable[str]) -> str:
        return ", ".join(self.renderer.catalogue.theme[id_].name.show(self.lang) for id_ in ids)

    def _rich(self, text: Text | None) -> str:
        """Return the words of a text of the data, whose HTML has tags with attributes too."""
        return Markup(to_html(text.show(self.lang).strip())).striptags() if text else ""


def index(passages: list[Passage], lang: str, renderer: Renderer, stop: str) -> dict[str, dict[str, str | int]]:
    """Return the content of ``search/index.js`` and, under the name ``texts``, of ``search/texts.js``, in ``lang``.

    They are made of the ``passages`` of all its pages, section after section. ``stop`` are the words that say nothing.

    In the index ``glossary`` is the address of the page of terms. A line of ``locations``, ``titles``, ``keywords`` and
    of the texts is an entry; those from number ``examples`` on are examples. A location that is an anchor belongs to
    the page above. ``words`` and ``entries`` give the entries of each word: see postings.py. Texts of another
    ``version`` are not those of this index: a new site was put up while a reader had the old one.
    """
    entries, first = _ordered(passages, lang, renderer)
    silent, known, texts = dict.fromkeys(split(stop)), set[str](), list[str]()
    coded = postings.coded(_words(entries, first, silent, known, texts))
    lexicon = Lexicon(lang, renderer.catalogue.glossary, frozenset(known))
    pages = ["", *(entry.page for entry in entries)]  # of the entry before each
    joined_texts = "\n".join(texts)
    version = zlib.crc32(joined_texts.encode(), zlib.crc32("".join(coded.values()).encode()))
    values: dict[str, str | int] = {
        "lang": lang,
        "version": version,
        "stop": " ".join(silent),
        "examples": first,
        "glossary": renderer.addresses.of("glossary.md", lang).removeprefix(renderer.addresses.root(lang)),
        "locations": "\n".join(e.location.removeprefix(page) for e, page in zip(entries, pages, strict=False)),
        "titles": "\n".join(strip_tags(entry.title) for entry in entries),
        "keywords": "\n".join(" ".join(sorted(lexicon.keywords(entry.title))) for entry in entries),
        **coded,
    }
    return {"index": values, "texts": {"version": version, "texts": joined_texts}}


def _ordered(passages: list[Passage], lang: str, renderer: Renderer) -> tuple[list[Passage], int]:
    """Return the entries, those of examples last, and the number of the first of these."""
    root = renderer.addresses.root(lang)
    sources = (f"examples/{example.id}.md" for example in renderer.catalogue.examples)
    examples = {renderer.addresses.of(source, lang).removeprefix(root) for source in sources}
    first_of = {passage.page: at for at, passage in reversed(list(enumerate(passages)))}
    passages.sort(key=lambda passage: first_of[passage.page])  # clusters and terms to the pages that have them
    entries = sorted(_joined(passages), key=lambda entry: entry.page in examples)
    return entries, sum(entry.page not in examples for entry in entries)


def _words(
    entries: Iterable[Passage], first: int, silent: Collection[str], known: set[str], texts: list[str]
) -> Iterator[list[str]]:
    """Yield the words of each entry but the ``silent``: of the text shown each time they occur, of the rest once.

    Every word of the index is added to ``known``, and what is shown to ``texts``; ``first`` is the first example.
    """
    for number, entry in enumerate(entries):
        text = _shown(entry, example=number >= first)
        title, shown = split(strip_tags(entry.title)), split(text)
        every = set(shown if text == entry.text else split(entry.text))
        known.update(title, every)
        telling = sorted(word for word in (*shown, *every.difference(shown, title)) if word not in silent)
        texts.append(postings.spelled(text, (*silent, *dict.fromkeys(telling))))
        yield telling


def _shown(entry: Passage, *, example: bool) -> str:
    """Return the text that is shown with a hit, cut where it is longer than that."""
    text = entry.text[: entry.lead] if example else entry.text
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0]


def _joined(passages: list[Passage]) -> Iterator[Passage]:
    """Yield the entries, a page and its sections as one where a section's heading says nothing of its own.

    That is the page's own heading, which the theme takes for a section when a link back is above it, and one that
    many pages share, such as "Results": a reader looks for the example, by all its words.
    """
    count = Counter(passage.title for passage in passages)
    for _, those in groupby(passages, lambda passage: passage.page):
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
