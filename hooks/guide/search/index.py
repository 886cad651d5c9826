"""The search index, one for each language.

What a reader may type besides the words in it is for docs/assets/js/search-engine.js, which finds words in any
inflection, without dots and rings, begun or misspelt; and for lexicon.py, which gives each entry keywords.
"""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from guide.data.catalogue import PLACES
from guide.data.rich_text import to_html
from guide.rendering.renderer import Renderer, environment
from guide.search import postings
from guide.search.lexicon import Lexicon, split, strip_tags

TEMPLATES = Path(__file__).parent / "templates"
_FIRST = re.compile("<p>(.*?)</p>", re.DOTALL)
_NOTE = re.compile(r"\[\d+\]")  # the number of a source

_SHARED = 10  # so many entries with the same heading: it does not tell them apart
_SHOWN = 536  # letters of a text that can be shown with a hit; of an example, its summary


class Passage(NamedTuple):
    """A page, or a section of one, as short as the index can be made of it: so many are held at a time.

    Its ``location`` is below the language's folder, its ``title`` HTML and its ``text`` plain; the first ``lead``
    letters of that are its first paragraph, if it begins with one. Of an example, no more than that is shown.
    """

    location: str
    title: str
    text: str
    lead: int | None = None
    is_example: bool = False

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
    """Yield the entries of themes, clusters, terms, regions and examples, from the objects.

    The template of each has its title, what is shown with a hit and, in further lines, what finds it besides.
    """
    templates = environment(TEMPLATES, finalize=lambda value: " ".join(str(value).split()))
    root = renderer.site_url + renderer.addresses.root(lang)
    shared = {**renderer.templates.globals, "words": renderer.words[lang], "lang": lang}
    shared["rich"] = lambda text: Markup(to_html(text.show(lang).strip())).striptags() if text else ""
    for register in ("themes", "clusters", "glossary", "regions", "examples"):
        template, place = templates.get_template(f"{register}.txt"), {**PLACES, "glossary": "glossary.md#{}"}[register]
        for one in getattr(renderer.catalogue, register):
            title, lead, *more = template.render(shared, one=one).split("\n")
            at = renderer.url(place.format(one.id), lang).removeprefix(root)
            text = " ".join(filter(None, [lead, *more]))
            yield Passage(at, escape(title, quote=False), text, len(lead), register == "examples")


def index(passages: list[Passage], lang: str, renderer: Renderer, stop: str) -> dict[str, dict[str, str | int]]:
    """Return the content of ``search/index.js`` and, under the name ``texts``, of ``search/texts.js``, in ``lang``.

    They are made of the ``passages`` of all its pages, section after section. ``stop`` are the words that say nothing.

    In the index ``glossary`` is the address of the page of terms. A line of ``locations``, ``titles``, ``keywords`` and
    of the texts is an entry; those from number ``examples`` on are examples. A location that is an anchor belongs to
    the page above. ``words`` and ``entries`` give the entries of each word: see postings.py. Texts of another
    ``version`` are not those of this index: a new site was put up while a reader had the old one.
    """
    first_of = {passage.page: at for at, passage in reversed(list(enumerate(passages)))}
    passages.sort(key=lambda passage: first_of[passage.page])  # clusters and terms to the pages that have them
    entries = sorted(_joined(passages), key=lambda entry: entry.is_example)
    silent, known, texts = dict.fromkeys(split(stop)), set[str](), list[str]()
    coded = postings.coded(_words(entries, silent, known, texts))
    lexicon = Lexicon(lang, renderer.catalogue.glossary, frozenset(known))
    pages = ["", *(entry.page for entry in entries)]  # of the entry before each
    joined_texts = "\n".join(texts)
    version = zlib.crc32(joined_texts.encode(), zlib.crc32("".join(coded.values()).encode()))
    values: dict[str, str | int] = {
        "lang": lang,
        "version": version,
        "stop": " ".join(silent),
        "examples": sum(not entry.is_example for entry in entries),
        "glossary": renderer.addresses.of("glossary.md", lang).removeprefix(renderer.addresses.root(lang)),
        "locations": "\n".join(e.location.removeprefix(page) for e, page in zip(entries, pages, strict=False)),
        "titles": "\n".join(strip_tags(entry.title) for entry in entries),
        "keywords": "\n".join(" ".join(sorted(lexicon.keywords(entry.title))) for entry in entries),
        **coded,
    }
    return {"index": values, "texts": {"version": version, "texts": joined_texts}}


def _words(
    entries: Iterable[Passage], silent: Collection[str], known: set[str], texts: list[str]
) -> Iterator[list[str]]:
    """Yield the words of each entry but the ``silent``: of the text shown each time they occur, of the rest once.

    Every word of the index is added to ``known``, and what is shown to ``texts``.
    """
    for entry in entries:
        text = _shown(entry)
        title, shown = split(strip_tags(entry.title)), split(text)
        every = set(shown if text == entry.text else split(entry.text))
        known.update(title, every)
        telling = sorted(word for word in (*shown, *every.difference(shown, title)) if word not in silent)
        texts.append(postings.spelled(text, (*silent, *dict.fromkeys(telling))))
        yield telling


def _shown(entry: Passage) -> str:
    """Return the text that is shown with a hit, cut where it is longer than that."""
    text = entry.text[: entry.lead] if entry.is_example else entry.text
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
        yield page._replace(text=" ".join(part.text for part in parts), lead=lead)
        yield from own
