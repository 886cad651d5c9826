"""Checks for unknown words and for sentences in the wrong language, both with Hunspell dictionaries.

The dictionaries are those of LibreOffice and Firefox, from npm (``tests/package.json``). A language detector would
need a model of many megabytes; with only two languages, counting the words of each dictionary is enough.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import hunspell

from corpus import WORD, WORDS, Corpus
from guide.data.addresses import other
from guide.data.documents import LANGS, Document, read_bytes
from guide.data.yaml_reader import decoded

_FOLDER = Path(__file__).parents[1] / "tests/node_modules"
_DICTIONARIES = {"sv": "dictionary-sv", "en": "dictionary-en-gb"}
_ENDING = re.compile(r"(?:['’]s|['’]|:\w{1,3})$")
_GARBLED = re.compile("[ÂÃâ]")
_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")
_LEAST_FOREIGN = 2
_ALIKE = 0.75
MOST_GUESSES = 20  # in one run; each takes a tenth of a second


class Dictionaries:
    """The words of both languages, the project's ``own``, and ``names``."""

    def __init__(self, own: Iterable[str], names: Collection[str] = ()) -> None:
        self._hunspell = {
            lang: hunspell.Hunspell("index", hunspell_data_dir=str(_FOLDER / name), system_encoding="utf-8")
            for lang, name in _DICTIONARIES.items()
        }
        self._own = {word.lower() for word in own}
        self._names = names
        self._seen: dict[tuple[str, str], bool] = {}

    def has(self, word: str, lang: str) -> bool:
        """Return whether the dictionary of ``lang`` has ``word`` as it is written."""
        if (word, lang) not in self._seen:
            self._seen[word, lang] = bool(self._hunspell[lang].spell(word))
        return self._seen[word, lang]

    def knows(self, word: str, lang: str) -> bool:
        """Return whether ``word`` is in the dictionary of ``lang`` or in our list, is a name, or is made of these."""
        if len(word) == 1 or self.has(word, lang) or word.lower() in self._own or word in self._names:
            return True
        if (bare := _ENDING.sub("", word)) != word:
            return self.knows(bare, lang)
        if lang == "sv" and word[0].isupper() and word.endswith("s") and self.knows(word[:-1], lang):
            return True
        if "-" in word:
            return all(self.knows(part, lang) for part in word.split("-") if part)
        inner = word[1:].lower() != word[1:]  # an abbreviation, or a name like TechTank
        return inner or (word[0].isupper() and self.has(word, other(lang)))  # a name in the other language

    def nearest(self, word: str, lang: str) -> str:
        """Return the dictionary's suggestion closest to ``word``; empty if none is close."""
        return "".join(difflib.get_close_matches(word, self._hunspell[lang].suggest(word), n=1, cutoff=_ALIKE))

    def only(self, words: list[str], lang: str) -> int:
        """Return how many of ``words`` are words of ``lang`` and not of the other language."""
        return sum(self.has(word, lang) and not self.has(word, other(lang)) for word in words)


def check(corpus: Corpus) -> None:
    """Report every garbled or unknown word, and every sentence that is in the other language."""
    for file, lines in corpus.lines.items():
        for number, line in enumerate(lines, 1):
            for word, right in garbled(line):
                corpus.documents[file].add("garbled", line=number, value=word, nearest=right)
    doc = corpus.documents[WORDS]
    own = _own(corpus.root / WORDS, doc)
    if doc.problems:  # without the list, correct words would be reported
        return
    dictionaries = Dictionaries(own, corpus.names)
    guesses = 0
    for block in corpus.blocks:
        if block.lang not in LANGS:
            continue
        text = block.text
        for foreign in foreign_sentences(text, block.lang, dictionaries):
            corpus.add(block, f"language_in_{block.lang}", block.line(foreign), text=_short(foreign))
            text = text.replace(foreign, "")  # or each of its words would be reported as well
        for word in dict.fromkeys(WORD.findall(text)):
            unsure = not corpus.project.renderer and word[0].isupper()  # may be a name in an unreadable register
            if unsure or dictionaries.knows(word.replace("’", "'"), block.lang):
                continue
            guesses += 1
            near = dictionaries.nearest(word, block.lang) if guesses <= MOST_GUESSES else ""
            corpus.add(block, "spelling_near" if near else "spelling", block.line(word), value=word, nearest=near)


def garbled(line: str) -> Iterator[tuple[str, str]]:
    """Yield each word whose UTF-8 was read as Windows-1252, as Ã¥ for å, and the word that was meant."""
    for word in filter(_GARBLED.search, line.split()):
        with suppress(UnicodeError):
            yield word, word.encode("cp1252").decode()


def _own(path: Path, doc: Document) -> list[str]:
    """Return the project's own words, one a line or more; ``doc`` gets the reason why they cannot be read."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        doc.add("unreadable", line=1, reason=error.strerror)
        return []
    if not raw.strip():
        doc.add("file_empty", line=1)
    lines = [line for line in decoded(raw, doc).splitlines() if not line.startswith("#")]
    return " ".join(lines).replace(",", " ").split()


def foreign_sentences(text: str, lang: str, dictionaries: Dictionaries) -> Iterator[str]:
    """Yield the sentences of ``text`` that are in the other language.

    They have at least two words that only that language has, and at most half as many that only their own has.
    Capitalised words do not count: names and titles are in any language.
    """
    for sentence in _SENTENCE.split(text):
        words = [word for word in WORD.findall(sentence) if word.islower()]
        foreign = dictionaries.only(words, other(lang))
        if foreign >= max(_LEAST_FOREIGN, 2 * dictionaries.only(words, lang)):
            yield sentence


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"
