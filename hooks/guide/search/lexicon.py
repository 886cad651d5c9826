"""The words of the search index, and those that find an entry although it does not have them: its keywords.

These are the last parts of the compounds in its title, and the names in both languages of the glossary terms in it.
"""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guide.data.documents import LANGS
from guide.data.entries import Term

WORD = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]+")  # as WORD in docs/assets/js/search-engine.js
_TAG = re.compile(r"</?\w+>")
_BRACKETS = re.compile(r"\(.*?\)")
_LEAST_HEAD, _LEAST_TAIL = 3, 4  # letters in the parts of a compound


def strip_tags(text: str) -> str:
    """Return the text of a piece of HTML, in one line."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def words(text: str) -> list[str]:
    """Return the words of ``text``, which may have HTML tags, in lower case and in order."""
    return split(strip_tags(text))


def split(text: str) -> list[str]:
    """Return the words of plain ``text``, in lower case and in order; letters with other shapes are made plain."""
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def names(term: Term, lang: str) -> list[list[str]]:
    """Return the names of ``term`` in ``lang``, each as its words, with inflections that the stemmer does not know.

    It takes off endings only: ``klusters`` is ``kluster`` to it, but ``klustren`` is not.
    """
    name = _BRACKETS.sub("", term.term.show(lang)).strip()
    odd = (form for form in getattr(term.inflections, lang) if not form.lower().startswith(name[:-1].lower()))
    called = (name, *getattr(term.synonyms, lang), *getattr(term.abbreviations, lang), *odd)
    return [words(name) for name in called]


@dataclass(frozen=True)
class Lexicon:
    """What is known of the words of a language: those ``known`` to the index, and the glossary's ``terms``."""

    lang: str
    terms: tuple[Term, ...]
    known: frozenset[str]

    def keywords(self, title: str) -> set[str]:
        """Return the words besides its own that find an entry with this ``title``."""
        own = words(title)
        tails = {tail for word in own for tail in self.tails(word)} if self.lang == "sv" else set()
        return (self._of_terms(own) | tails) - set(own)

    def tails(self, word: str) -> set[str]:
        """Return the last parts of a Swedish compound: ``ledare`` of ``klusterledare``.

        A part counts where both it and what comes before it, without a joining s, are words in the index.
        """
        cuts = range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1)
        return {
            word[cut:]
            for cut in cuts
            if word[cut:] in self.known and not self.known.isdisjoint((word[:cut], word[:cut].removesuffix("s")))
        }

    def _of_terms(self, own: Sequence[str]) -> set[str]:
        others_of_terms: set[str] = set()
        for at, word in enumerate(own):
            for form, others in self._by_first_word.get(word, ()):
                if own[at : at + len(form)] == form:
                    others_of_terms |= others
        return others_of_terms

    @cached_property
    def _by_first_word(self) -> Mapping[str, list[tuple[list[str], set[str]]]]:
        """Each form of each term in this language by its first word, with the words of all the term's names."""
        forms: dict[str, list[tuple[list[str], set[str]]]] = {}
        for term in self.terms:
            others = {word for lang in LANGS for name in names(term, lang) for word in name}
            for form in [*names(term, self.lang), *map(words, getattr(term.inflections, self.lang))]:
                forms.setdefault(form[0], []).append((form, others))
        return forms
