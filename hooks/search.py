"""The search index, one for each language, and the words that find an entry although it does not hold them.

The theme's script indexes every field that the index names and shows title and text only. ``keywords`` is ours. It
holds the title's words without dots and rings, the last parts of its compounds, its American spelling, and the names
in both languages of the glossary terms in it. What else a reader may type is for docs/assets/js/search.js.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from entries import Term
from records import LANGS

Entry = Mapping[str, Any]

# What parts words, as a JavaScript pattern. The theme parts at spaces and hyphens only and leaves it to its trimmer to
# take off full stops and brackets, but that takes the 3 of S3 too in Swedish, and a leading Ö in English.
SEPARATOR = "[^0-9A-Za-zÀ-ÖØ-öø-ɏ]+"
_WORD = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]+")
_TAG = re.compile(r"</?\w+>")
_BRACKETS = re.compile(r"\(.*?\)")
_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ing|ations?)$)")

_KEYWORDS = 950  # what a hit there counts, a little less than the theme's 1000 for one in the title
_EXAMPLE, _GUIDANCE = 1, 3  # a page of the guidance goes before an example found by the same word
_SHARED = 10  # as many entries with the same heading: it tells them not apart
_LEAST_HEAD, _LEAST_TAIL = 3, 4  # letters in the parts of a compound


def indexes(
    index: Mapping[str, Any], roots: Mapping[str, str], terms: Iterable[Term], examples: Collection[str]
) -> dict[str, dict[str, Any]]:
    """One index a language from ``index``, which holds the entries of all pages in all languages.

    ``roots`` gives each language's folder (``""`` for the default language). In each result the locations are relative
    to that folder and the stemmer is that language's alone. ``terms`` are the glossary's, ``examples`` the addresses
    of all examples.
    """
    config = {
        **index["config"],
        "fields": {**index["config"]["fields"], "keywords": {"boost": _KEYWORDS}},
        "pipeline": ["stopWordFilter", "stemmer"],
        "separator": SEPARATOR,
    }
    parts = {}
    for lang, root in roots.items():
        others = [other for other in roots.values() if other and other != root]
        mine = {address.removeprefix(root) for address in examples}
        docs = list(_joined(list(_below(index["docs"], root, others))))
        lexicon = Lexicon.of(docs, lang, terms)
        docs = [{**doc, **_weight(doc, mine), **lexicon.found_by(doc)} for doc in docs]
        parts[lang] = {**index, "config": {**config, "lang": [lang]}, "docs": docs}
    return parts


def _below(docs: Iterable[Entry], root: str, others: Iterable[str]) -> Iterator[Entry]:
    for doc in docs:
        if doc["location"].startswith(root) and not doc["location"].startswith(tuple(others)):
            yield {**doc, "location": doc["location"].removeprefix(root)}


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


def _weight(doc: Entry, examples: Collection[str]) -> dict[str, float]:
    """What the entry counts: guidance more than examples, and a short title, of which a word says more, than a long."""
    kind = _EXAMPLE if doc["location"].partition("#")[0] in examples else _GUIDANCE
    return {"boost": round(kind * (1 + 1 / max(1, len(words(doc["title"])))), 1)}


def words(text: str) -> list[str]:
    """The words of ``text``, which may have HTML tags, in small letters and in order."""
    return _WORD.findall(_TAG.sub(" ", text).lower())


def fold(word: str) -> str:
    """``word`` as it is written without å, ä, ö and é on the keyboard."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


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
    """What is known of the words of a language: all that its index holds, and the glossary's ``terms``."""

    lang: str
    terms: tuple[Term, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, docs: Iterable[Entry], lang: str, terms: Iterable[Term]) -> Lexicon:
        """The lexicon of the entries ``docs``, all in ``lang``."""
        return cls(
            lang, tuple(terms), frozenset(word for doc in docs for word in words(f"{doc['title']} {doc['text']}"))
        )

    def found_by(self, doc: Entry) -> dict[str, str]:
        """The field ``keywords`` of an entry, sorted; nothing where it would be empty."""
        keywords = self.keywords(doc["title"])
        return {"keywords": " ".join(sorted(keywords))} if keywords else {}

    def keywords(self, title: str) -> set[str]:
        """The words beside its own that find an entry with this ``title``."""
        own = words(title)
        found = self._of_terms(own) | {fold(word) for word in own}
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
