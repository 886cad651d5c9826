"""The data of the page that compares regions or examples, as classic scripts, which pages on disk can load too.

One script has the words, the regions and the titles of the examples. What is compared of the examples comes in parts of
``PART`` examples each, of which docs/assets/js/compare.js loads those that it needs, so that a comparison costs a
reader the same however many examples there are.

Each record has a cell for each field of its kind. A cell is a text, a list of pairs (what is compared, what is shown),
or paragraphs with their language; empty when nothing is known. What else the workshop pack shows of an example
is in the same scripts: see workshop_pack.py.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from guide.rendering.page_scripts import address

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

PART = 32  # examples in a script
# Links and escaped signs, whose text stays; emphasis and code, whose marks go.
_MARKUP = re.compile(r"\[(?P<link>[^\]]*)\]\([^)]*\)|\\(?P<sign>[^\w\s])|\*+|`|(?<!\w)_|_(?!\w)")


def names(lang: str, examples: int) -> Iterator[str]:
    """Yield the addresses of all scripts in ``lang``, for that many ``examples``."""
    yield address("compare", lang)
    for number in range(-(-examples // PART)):
        yield address(f"compare-{number}", lang)


def scripts(renderer: "Renderer", lang: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts in ``lang``, each with its address."""
    yield address("compare", lang), f"var __compare = {renderer.data('compare', lang, part=PART)};\n"
    examples = renderer.catalogue.examples
    for number, start in enumerate(range(0, len(examples), PART)):
        part = renderer.data("compared-examples", lang, examples=examples[start : start + PART])
        yield address(f"compare-{number}", lang), f"__compare.take({number},{part});\n"


def paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs and list items of a register's text, without their markup."""
    blocks = re.split(r"\n\s*\n|\n(?= *(?:[-*+]|\d+[.)]) )", markdown.strip())
    lines = (re.sub(r"^ *(?:[-*+]|\d+[.)]) +", "– ", block) for block in blocks)
    return [" ".join(_MARKUP.sub(lambda match: match["link"] or match["sign"] or "", line).split()) for line in lines]
