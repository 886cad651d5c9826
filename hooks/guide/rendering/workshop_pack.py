"""The pages that the workshop pack can contain besides examples, as classic scripts, which pages on disk can load.

One script lists them and the examples; each other has the text of a page as it is on the site, of which
docs/assets/js/pack.js takes what is for paper. What the pack shows of examples is in the scripts of
``comparison.py``.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guide.rendering.comparison import PART
from guide.rendering.page_scripts import address, compact

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

PAGE = "examples/pack.md"

# Lists, maps and tools, which are not for paper.
_LISTS = (
    *("regions/index.md", "regions/timeline.md", "themes/index.md"),
    *("tools/index.md", "tools/assessment.md", "tools/priorities.md"),
)


def holds(source: str) -> bool:
    """Return whether the page ``source``, which is not an example's, can be put into the pack."""
    folder = source.partition("/")[0]
    if "/" not in source:
        return source == "national-work.md"
    return folder not in ("about", "examples") and source not in _LISTS


def page_name(source: str, lang: str) -> str:
    """Return the address of the script with the text of the page ``source``."""
    return address(f"page-{source.removesuffix('.md').replace('/', '-')}", lang)


def page(source: str, html: str) -> str:
    """Return the script with the ``html`` of the page ``source``."""
    return f"__pages.take({compact(source.removesuffix('.md'))},{compact(html)});\n"


def script(renderer: "Renderer", lang: str, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> str:
    """Return the script that lists all examples and the pages in ``groups``, each with id, title and address."""
    return f"var __pack = {renderer.data('pack', lang, groups=groups, part=PART)};\n"
