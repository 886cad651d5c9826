"""Checks for term variants that the glossary advises against, and for the spacing of the per cent sign."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from blocks import Block
from corpus import Corpus
from guide.data.documents import LANGS

# Swedish has a no-break space before the sign, English none; in a block, all white space is a plain space.
_PERCENT = {"sv": re.compile(r"\d+(?:[,.]\d+)* ?%"), "en": re.compile(r"\d+(?:[,.]\d+)* %")}


def check(corpus: Corpus) -> None:
    """Report each variant in running text, with the term to use; names and titles of works may contain variants."""
    for block in corpus.blocks:
        for value in _PERCENT[block.lang].findall(block.text) if "%" in block.text and not _is_title(block) else ():
            if any(value in line for line in block.lines):
                corpus.add(block, "percent", block.line(value), value=value)
    glossary = corpus.project.docs["glossary"]
    if glossary.problems:  # already reported; its variants are unknown
        return
    known = {lang: variants(glossary.data, lang) for lang in LANGS}
    patterns = {lang: _any_of(known[lang]) for lang in LANGS if known[lang]}
    for block in corpus.blocks:
        if block.lang not in patterns or _is_title(block):
            continue
        for match in patterns[block.lang].finditer(block.text):
            of_lang, variant = known[block.lang], match[0]
            term = of_lang.get(variant) or of_lang[variant[0].lower() + variant[1:]]
            corpus.add(block, "term_variant", block.line(variant), value=variant, term=term)


def variants(glossary: Any, lang: str) -> dict[str, str]:
    """Return the term to use instead of each variant."""
    return {variant: entry["term"][lang] for entry in glossary for variant in entry.get("avoid", {}).get(lang, ())}


def _is_title(block: Block) -> bool:
    """Return whether ``block`` is the title of a work within an entry, such as a strategy's, not an entry's own."""
    return len(block.path) > 3 and block.path[-2] == "title"


def _any_of(known: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that matches whole words as written, or with a capital at the start of a sentence.

    A capital elsewhere is part of a name, and a hyphen part of another word.
    """
    written = sorted(known, key=len, reverse=True)
    words, begun = (
        "|".join(map(re.escape, forms)) for forms in (written, [one[0].upper() + one[1:] for one in written])
    )
    return re.compile(rf"(?<![\w-])(?:{words}|(?<![^.!?:] )(?:{begun}))(?![\w-])")
