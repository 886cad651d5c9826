"""Checks of readability: LIX for Swedish, Flesch reading ease for English, and the hardest sentences.

LIX is the words of a sentence plus the per cent of words over six letters; 40-50 is a newspaper, 50-60 official text
(C.-H. Björnsson, Läsbarhet, 1968). Flesch is 206.835 - 1.015 words of a sentence - 84.6 syllables of a word
(R. Flesch, 1948). Syllables are where the hyphenation dictionary would split the word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

import pyphen

from blocks import Block
from corpus import WORD, Corpus

MAX_LIX, MIN_FLESCH = 50, 40
# One hard paragraph hides in a page's mean, so each has a limit of its own.
_PARAGRAPH_LIX, _PARAGRAPH_FLESCH = MAX_LIX + 15, MIN_FLESCH - 20
_LEAST_WORDS, _LEAST_IN_PARAGRAPH, _LEAST_IN_SENTENCE = 60, 30, 8
_RUNNING = {"p", "li", "dd", "blockquote", "figcaption", "summary", "challenge", "description", "funding", "results",
            "lesson", "transfer", "gaps", "about", "explanation"}  # fmt: skip
_ABBREVIATION = re.compile(r"\b(t\.ex|bl\.a|m\.m|d\.v\.s|s\.k|e\.g|i\.e|etc|kl|ca|nr)\.")
_END = re.compile(r"(?<=[.!?:])\s+")


class Text:
    """A stretch of running text in one language, with its measurements."""

    def __init__(self, text: str, lang: str) -> None:
        self.lang = lang
        text = _ABBREVIATION.sub(r"\1", text.replace("…", ""))
        self.sentences = [sentence for sentence in _END.split(text) if WORD.search(sentence)]
        self.words = WORD.findall(text)

    @cached_property
    def value(self) -> float:
        """LIX, the higher the harder, or Flesch's ease, the lower the harder."""
        words, sentences = len(self.words) or 1, len(self.sentences) or 1
        if self.lang == "sv":
            return words / sentences + 100 * sum(len(word) > 6 for word in self.words) / words
        syllables = sum(len(_HYPHENS.positions(word)) + 1 for word in self.words)
        return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words

    def is_hard(self, lix: int, flesch: int) -> bool:
        """Return whether it is harder than the limit of its language."""
        return self.value > lix if self.lang == "sv" else self.value < flesch

    def hardest(self, count: int = 3) -> list[str]:
        """Return its ``count`` hardest sentences, the hardest first."""
        each = list(dict.fromkeys(self.sentences))
        long = [sentence for sentence in each if len(WORD.findall(sentence)) >= _LEAST_IN_SENTENCE] or each
        sign = -1 if self.lang == "sv" else 1
        return sorted(long, key=lambda sentence: sign * Text(sentence, self.lang).value)[:count]


_HYPHENS = pyphen.Pyphen(lang="en_GB")


def check(corpus: Corpus) -> None:
    """Report the pages and entries that are hard to read, and the hard paragraphs of the others."""
    # The strings of templates are not running text.
    running = [
        block
        for block in corpus.blocks
        if block.kind in _RUNNING and len(block.text.split()) >= 4 and isinstance((*block.path, 0)[0], int)
    ]
    running.sort(key=_unit)
    for _, group in groupby(running, key=_unit):
        blocks = list(group)
        text = Text("\n".join(_ended(block.text) for block in blocks), blocks[0].lang)
        if len(text.words) >= _LEAST_WORDS and text.is_hard(MAX_LIX, MIN_FLESCH):
            _report(corpus, blocks, text, "hard_text", (MAX_LIX, MIN_FLESCH))
            continue
        for block in blocks:
            text = Text(_ended(block.text), block.lang)
            if len(text.words) >= _LEAST_IN_PARAGRAPH and text.is_hard(_PARAGRAPH_LIX, _PARAGRAPH_FLESCH):
                _report(corpus, [block], text, "hard_paragraph", (_PARAGRAPH_LIX, _PARAGRAPH_FLESCH))


def _unit(block: Block) -> tuple[str, str, str]:
    """Return the key of the unit that is measured: a page, or an entry in one language."""
    return (block.file, block.lang, str(block.path[0]) if block.path else "")


def _ended(text: str) -> str:
    return text if text[-1] in ".!?:" else f"{text}."


def _report(corpus: Corpus, blocks: Sequence[Block], text: Text, key: str, bars: tuple[int, int]) -> None:
    hardest = text.hardest()
    block = next((block for block in blocks if hardest[0].rstrip(".") in block.text), blocks[0])
    measure, bar = ("LIX", bars[0]) if text.lang == "sv" else ("Flesch", bars[1])
    bound: Mapping[str, str] = {
        "sv": f"{'högst' if text.lang == 'sv' else 'minst'} {bar}",
        "en": f"{'at most' if text.lang == 'sv' else 'at least'} {bar}",
    }
    worst = " ".join(f"({number}) {sentence}" for number, sentence in enumerate(hardest, 1))
    corpus.add(block, key, block.line(hardest[0]), measure=measure, value=round(text.value), bound=bound, hardest=worst)
