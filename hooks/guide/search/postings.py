"""Which words are in which entries of the search, and the texts shown, packed for docs/assets/js/search-engine.js.

One digit says how many letters a word shares with the word above it; an entry's number is written as its distance
from the one before. Then gzip makes less than a byte of each. A text, which comes after them, has one sign for
each word that the engine knows by then to stand in its entry: it takes two thirds of what it would take in letters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import commonprefix

from guide.search.lexicon import WORD

# Printable signs that JSON and JavaScript leave as they are. The first of them end a number, the others go on.
_SIGNS = [chr(code) for code in range(ord("#"), ord("~")) if chr(code) != "\\"]
_ENDS = 76

# Signs for private use (unicode.org/faq/private_use.html), which no text has, for as many words in four forms each.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FIRST, _WORDS = 0xE000, 1600
_SPACED = re.compile(f"( ?)({WORD.pattern})")


def coded(entries: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return the words of ``entries``: as ``words`` and, in the same order, the ``entries`` that each is in.

    An entry that has a word twice is named twice. Between two words is a space, since JSON needs two signs for a line.
    """
    entries_of_word: dict[str, list[int]] = {}
    for number, words in enumerate(entries):
        for word in words:
            entries_of_word.setdefault(word, []).append(number)
    words = sorted(entries_of_word)
    return {"words": " ".join(_shortened(words)), "entries": " ".join(numbers(entries_of_word[word]) for word in words)}


def _shortened(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        shared = len(commonprefix([before[:9], word]))
        yield f"{shared}{word[shared:]}"
        before = word


def numbers(rising: Iterable[int]) -> str:
    """Return ``rising`` numbers from 0 up, packed: in one to three signs each, for numbers below 14,896."""
    text, before = "", 0
    for number in rising:
        rest, last = divmod(number - before, _ENDS)
        signs = _SIGNS[last]
        while rest:
            rest, more = divmod(rest, len(_SIGNS) - _ENDS)
            signs = _SIGNS[_ENDS + more] + signs
        text, before = text + signs, number
    return text


def spelled(text: str, known: Sequence[str]) -> str:
    """Return ``text`` with a sign for each ``known`` word: after a space or not, with a capital or not."""
    numbers = dict(zip(known, range(_WORDS), strict=False))

    def sign(match: re.Match[str]) -> str:
        space, word = match.groups()
        form = 0 if space else 1
        if word not in numbers:
            word, form = word[0].lower() + word[1:], form + 2
            if word not in numbers or word[0].upper() != match[2][0]:
                return match[0]
        return chr(_FIRST + numbers[word] + _WORDS * form)

    return _SPACED.sub(sign, _PRIVATE.sub("", text))
