"""Which words stand in which entries of the search, written short for docs/assets/js/search-engine.js.

A word says by one digit how many letters it shares with the word above it; an entry's number is written as how far it
lies from the one before. Then gzip makes less than a byte of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile

# Printable signs that JSON and JavaScript leave as they are. The first half ends a number, the second half goes on.
_SIGNS = [chr(code) for code in range(ord("#"), ord("~")) if chr(code) != "\\"]
_HALF = len(_SIGNS) // 2


def coded(hidden: Iterable[Collection[str]]) -> dict[str, str]:
    """The words of each entry in ``hidden``: as ``words`` and, line by line, the ``entries`` that each stands in."""
    found: dict[str, list[int]] = {}
    for number, words in enumerate(hidden):
        for word in words:
            found.setdefault(word, []).append(number)
    words = sorted(found)
    return {"words": "\n".join(_shortened(words)), "entries": "\n".join(numbers(found[word]) for word in words)}


def _shortened(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        pairs = zip(before[:9], word, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        yield f"{shared}{word[shared:]}"
        before = word


def numbers(rising: Iterable[int]) -> str:
    """Numbers, each greater than the one before and none below 0, in one to three signs each for all below 91,125."""
    text, before = "", -1
    for number in rising:
        rest, last = divmod(number - before - 1, _HALF)
        signs = _SIGNS[last]
        while rest:
            rest, more = divmod(rest, _HALF)
            signs = _SIGNS[_HALF + more] + signs
        text, before = text + signs, number
    return text
