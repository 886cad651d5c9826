"""The search index, one for each language, and the words that find an entry although it does not hold them.

These, its keywords, are the last parts of the compounds in its title, its American spelling, and the names in both
languages of the glossary terms in it. What else a reader may type is for docs/assets/js/search-engine.js, which finds
words in any inflection, without dots and rings, begun or misspelt.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import postings
from entries import Term
from records import LANGS

Entry = Mapping[str, Any]

_WORD = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]+")  # as WORD in docs/assets/js/search-engine.js
_SUMMARY = re.compile("<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"</?\w+>")
_NOTE = re.compile(r"\[\d+\]")  # the number of a source
_BRACKETS = re.compile(r"\(.*?\)")
_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ing|ations?)$)")

_SHARED = 10  # as many entries with the same heading: it tells them not apart
_SHOWN = 1000  # letters of a text that can be shown with a hit; of an example, its summary
_LEAST_HEAD, _LEAST_TAIL = 3, 4  # letters in the parts of a compound


def indexes(
    docs: Iterable[Entry],
    roots: Mapping[str, str],
    terms: Sequence[Term],
    examples: Collection[str],
    stop: Mapping[str, str],
) -> dict[str, dict[str, str | int]]:
    """What ``search/index.js`` holds in each language, from ``docs``, the entries of all pages in all languages.

    Each has ``location``, ``title`` and ``text``, the latter HTML, as MkDocs' search plugin writes them. ``roots``
    gives each language's folder (``""`` for the default language), to which the locations in the result are relative.
    ``terms`` are the glossary's, ``examples`` the addresses of all examples, ``stop`` the words that say nothing.

    In the result a line of ``locations``, ``titles``, ``texts`` and ``keywords`` is an entry; those from number
    ``examples`` on are examples. A location that is an anchor belongs to the page above. ``words`` and ``entries``
    tell where the words stand that no text shows: see postings.py.
    """
    parts: dict[str, dict[str, str | int]] = {}
    docs = list(docs)
    for lang, root in roots.items():
        others = [other for other in roots.values() if other and other != root]
        mine = {address.removeprefix(root) for address in examples}
        entries = sorted(_joined(list(_below(docs, root, others))), key=lambda doc: _page(doc) in mine)
        first = sum(_page(doc) not in mine for doc in entries)
        columns = _columns(entries, first, Lexicon.of(entries, lang, terms), stop[lang])
        parts[lang] = {"lang": lang, "stop": stop[lang], "examples": first, **columns}
    return parts


def _columns(entries: Sequence[Entry], first: int, lexicon: Lexicon, stop: str) -> dict[str, str]:
    texts = [_shown(doc, example=number >= first) for number, doc in enumerate(entries)]
    shown = [words(f"{doc['title']} {text}") for doc, text in zip(entries, texts, strict=True)]
    silent = words(stop)
    hidden = [found.difference(own, silent) for found, own in zip(lexicon.found, shown, strict=True)]
    before = [""] + [_page(doc) for doc in entries]
    return {
        "locations": "\n".join(doc["location"].removeprefix(page) for doc, page in zip(entries, before, strict=False)),
        "titles": "\n".join(plain(doc["title"]) for doc in entries),
        "texts": "\n".join(texts),
        "keywords": "\n".join(" ".join(sorted(lexicon.keywords(doc["title"]))) for doc in entries),
        **postings.coded(hidden),
    }


def _page(doc: Entry) -> str:
    return str(doc["location"]).partition("#")[0]


def _shown(doc: Entry, *, example: bool) -> str:
    """The text that is shown with a hit, cut where it is longer than that."""
    summary = _SUMMARY.match(doc["text"]) if example else None
    text = plain(summary[1] if summary else doc["text"])
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0]


def plain(text: str) -> str:
    """The text of a piece of HTML, in one line."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _below(docs: Iterable[Entry], root: str, others: Iterable[str]) -> Iterator[Entry]:
    for doc in docs:
        if doc["location"].startswith(root) and not doc["location"].startswith(tuple(others)):
            yield {**doc, "location": doc["location"].removeprefix(root), "text": _NOTE.sub("", doc["text"])}


def _joined(docs: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, those of a page and of its sections made one where a section's heading says nothing of its own.

    Such is the page's own heading, which the theme takes for a section when a link back stands above it, and one that
    many pages share, such as "Results": a reader looks for the example, by all its words.
    """
    count = Counter(doc["title"] for doc in docs)
    for _, entries in groupby(docs, lambda doc: doc["location"].partition("#")[0]):
        page, *sections = entries
        texts, own = [page["text"]], []
        for section in sections:
            if section["title"] == page["title"]:
                texts = [section["text"]]
            elif count[section["title"]] >= _SHARED:
                texts.append(section["text"])
            else:
                own.append(section)
        yield {**page, "text": " ".join(text if "<" in text else f"<p>{text}</p>" for text in texts if text)}
        yield from own


def words(text: str) -> list[str]:
    """The words of ``text``, which may have HTML tags, in small letters and in order."""
    return _WORD.findall(html.unescape(_TAG.sub(" ", text)).lower())


def american(word: str) -> str:
    """An English word with American spelling: ``specialization`` for ``specialisation``."""
    return _BRITISH.sub("iz", word)


def names(term: Term, lang: str) -> list[list[str]]:
    """What ``term`` is called in ``lang``, each as its words; of its inflections those that the stemmer does not know.

    It takes off endings only: ``klusters`` is ``kluster`` to it, but ``klustren`` is not.
    """
    name = _BRACKETS.sub("", term.term.show(lang)).strip()
    odd = (form for form in getattr(term.inflections, lang) if not form.lower().startswith(name[:-1].lower()))
    called = (name, *getattr(term.synonyms, lang), *getattr(term.abbreviations, lang), *odd)
    return [words(name) for name in called]


@dataclass(frozen=True)
class Lexicon:
    """What is known of the words of a language: those ``found`` in each entry, and the glossary's ``terms``."""

    lang: str
    terms: tuple[Term, ...]
    found: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, docs: Iterable[Entry], lang: str, terms: Iterable[Term]) -> Lexicon:
        """The lexicon of the entries ``docs``, all in ``lang``."""
        return cls(lang, tuple(terms), tuple(frozenset(words(f"{doc['title']} {doc['text']}")) for doc in docs))

    @cached_property
    def known(self) -> frozenset[str]:
        """All words of the index."""
        return frozenset().union(*self.found)

    def keywords(self, title: str) -> set[str]:
        """The words beside its own that find an entry with this ``title``."""
        own = words(title)
        found = self._of_terms(own)
        found |= set(map(american, own)) if self.lang == "en" else {tail for word in own for tail in self.tails(word)}
        return found - set(own)

    def tails(self, word: str) -> set[str]:
        """The last parts of a Swedish compound: ``ledare`` of ``klusterledare``.

        A part counts where both it and what stands before it, without a joining s, are words in the index.
        """
        cuts = range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1)
        return {
            word[cut:]
            for cut in cuts
            if word[cut:] in self.known and not self.known.isdisjoint((word[:cut], word[:cut].removesuffix("s")))
        }

    def _of_terms(self, own: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for at, word in enumerate(own):
            for form, others in self._by_first_word.get(word, ()):
                if own[at : at + len(form)] == form:
                    found |= others
        return found

    @cached_property
    def _by_first_word(self) -> Mapping[str, list[tuple[list[str], set[str]]]]:
        """Each form of each term in this language by its first word, with the words of all the term's names."""
        found: dict[str, list[tuple[list[str], set[str]]]] = {}
        for term in self.terms:
            others = {word for lang in LANGS for name in names(term, lang) for word in name}
            others |= {american(word) for name in names(term, "en") for word in name}
            for form in [*names(term, self.lang), *map(words, getattr(term.inflections, self.lang))]:
                found.setdefault(form[0], []).append((form, others))
        return found
