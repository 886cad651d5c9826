"""Where hand-written pages show examples: by name ("used in"), and whether each is shown at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.data.entries import Example, Text
from guide.prose import markers

ALL = "examples-by-step"  # the marker that lists every example


@dataclass(frozen=True)
class Use:
    """A page, by its ``source`` and ``title``, that names an example."""

    source: str
    title: Text


def named(markdown: str) -> Iterator[str]:
    """Yield the ids of the examples that a page names in its text or shows by id, but not those in its lists."""
    for _, key in markers.citations(markdown):
        if key.startswith(markers.EXAMPLE):
            yield key.removeprefix(markers.EXAMPLE)
    for marker in markers.find_all(markdown):
        if marker.name == "examples":
            yield from marker.arguments.get("id", ())


def uses(pages: Mapping[str, Mapping[str, str]], titles: Mapping[str, Text]) -> Mapping[str, tuple[Use, ...]]:
    """Return the pages that name each example, by id; ``pages`` are by source and language, ``titles`` by source."""
    by_example: dict[str, dict[str, Use]] = {}
    for source, texts in sorted(pages.items()):
        use = Use(source, titles[source])
        for text in texts.values():
            for id_ in named(text):
                by_example.setdefault(id_, {})[source] = use
    return {id_: tuple(those.values()) for id_, those in by_example.items()}


def not_shown(
    examples: Iterable[Example], pages: Iterable[str], select: Callable[[markers.Marker], Iterable[Example]]
) -> list[Example]:
    """Return the examples on no page in ``pages`` and no region's page; ``select`` resolves an ``examples`` marker."""
    seen: set[str] = set()
    for page in pages:
        seen.update(named(page))
        for marker in markers.find_all(page):
            if marker.name == ALL:
                return []
            if marker.name == "examples":
                seen.update(example.id for example in select(marker))
    return [example for example in examples if not example.regions and example.id not in seen]
