"""Which pages have an Atom feed of their own, and of which examples."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from guide.data.catalogue import STEPS
from guide.data.entries import Example

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer


def has_feed(source: str) -> bool:
    """Return whether the page ``source`` is that of a step, a region or a theme, each of which has a feed."""
    folder, _, name = source.removesuffix(".md").partition("/")
    return name in STEPS if folder == "steps" else folder in ("regions", "themes") and name not in ("index", "timeline")


def listed(renderer: "Renderer", lang: str) -> Iterator[tuple[str, str, Sequence[Example]]]:
    """Yield the feeds by step, region and theme: what each is about, the page that has it, its examples."""
    catalogue, labels = renderer.catalogue, renderer.words[lang].labels.steps
    for step in STEPS:
        yield labels[step], f"steps/{step}.md", catalogue.select(steps=[step])
    for region in catalogue.regions:
        yield region.name.show(lang), f"regions/{region.id}.md", catalogue.select(regions=[region.id])
    for theme in catalogue.themes:
        yield theme.name.show(lang), f"themes/{theme.id}.md", renderer.themes.examples(theme)
