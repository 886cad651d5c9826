"""The data of pages as classic scripts, which pages on disk can load too: browsers do not let those read JSON.

The page of examples has one for filters and titles, which is enough to list hits, and one for the rest of the cards.
The comparison has one with words, regions and titles; what is compared of the examples, and what else the workshop pack
shows of them, comes in parts of ``PART`` examples, so that a comparison costs a reader the same however many there are.
Each record has a cell for each field of its kind: a text, a list of pairs (what is compared, what is shown), or
paragraphs with their language; empty when nothing is known. The workshop pack has one script that lists what it can
contain; each other has the text of a page, of which docs/assets/js/pack.js takes what is for paper.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

PART = 32  # examples in a script
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PACK = "examples/pack.md"
# Lists, maps and tools, which are not for paper.
_LISTS = (
    "regions/index.md", "regions/timeline.md", "themes/index.md",
    "tools/index.md", "tools/assessment.md", "tools/priorities.md",
)  # fmt: skip
# Links and escaped signs, whose text stays; emphasis and code, whose marks go.
_MARKUP = re.compile(r"\[(?P<link>[^\]]*)\]\([^)]*\)|\\(?P<sign>[^\w\s])|\*+|`|(?<!\w)_|_(?!\w)")


def address(name: str, lang: str) -> str:
    """Return the address of the script with the data ``name`` in ``lang``."""
    return f"assets/data/{name}.{lang}.js"


def compact(value: object) -> str:
    """Return ``value`` as JSON for a script, which may be in HTML too."""
    return _ENCODER.encode(value).replace("</", "<\\/")


def _filled(renderer: "Renderer", template: str, lang: str, **values: Any) -> str:
    """Return the JSON that the template ``data/TEMPLATE.json`` makes of ``values``."""
    of = renderer.templates.get_template(f"data/{template}.json")
    return compact(json.loads(of.render(lang=lang, words=renderer.words[lang], part=PART, **values)))


def examples(renderer: "Renderer", lang: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts of the page of examples in ``lang``, each with its address."""
    yield address("examples", lang), f"var __examples = {_filled(renderer, 'examples', lang)};\n"
    yield address("example-texts", lang), f"var __example_texts = {_filled(renderer, 'example-texts', lang)};\n"


def comparison_addresses(lang: str, examples: int) -> Iterator[str]:
    """Yield the addresses of the scripts of the comparison in ``lang``, for that many ``examples``."""
    yield address("compare", lang)
    for number in range(-(-examples // PART)):
        yield address(f"compare-{number}", lang)


def comparison(renderer: "Renderer", lang: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts of the comparison in ``lang``, each with its address."""
    yield address("compare", lang), f"var __compare = {_filled(renderer, 'compare', lang)};\n"
    examples = renderer.catalogue.examples
    for number, start in enumerate(range(0, len(examples), PART)):
        part = _filled(renderer, "compared-examples", lang, examples=examples[start : start + PART])
        yield address(f"compare-{number}", lang), f"__compare.take({number},{part});\n"


def paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs and list items of a register's text, without their markup."""
    blocks = re.split(r"\n\s*\n|\n(?= *(?:[-*+]|\d+[.)]) )", markdown.strip())
    lines = (re.sub(r"^ *(?:[-*+]|\d+[.)]) +", "– ", block) for block in blocks)
    return [" ".join(_MARKUP.sub(lambda match: match["link"] or match["sign"] or "", line).split()) for line in lines]


def is_in_pack(source: str) -> bool:
    """Return whether the page ``source``, which is not an example's, can be put into the workshop pack."""
    folder = source.partition("/")[0]
    if "/" not in source:
        return source == "national-work.md"
    return folder not in ("about", "examples") and source not in _LISTS


def page_address(source: str, lang: str) -> str:
    """Return the address of the script with the text of the page ``source``."""
    return address(f"page-{source.removesuffix('.md').replace('/', '-')}", lang)


def page(source: str, html: str) -> str:
    """Return the script with the ``html`` of the page ``source``."""
    return f"__pages.take({compact(source.removesuffix('.md'))},{compact(html)});\n"


def pack(renderer: "Renderer", lang: str, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> str:
    """Return the script that lists all examples and the pages in ``groups``, each with id, title and address."""
    return f"var __pack = {_filled(renderer, 'pack', lang, groups=groups)};\n"
