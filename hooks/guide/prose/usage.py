"""Where hand-written pages show examples: by name ("used in"), and whether each is shown at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from guide.data.entries import Example
from guide.prose import markers
from guide.prose.review import Item

ALL = "examples-by-step"  # the marker that lists every example


def named(markdown: str) -> Iterator[str]:
    """Yield the ids of the examples that a page names in its text or shows by id, but not those in its lists."""
    for _, key in markers.citations(markdown):
        if key.startswith(markers.EXAMPLE):
            yield key.removeprefix(markers.EXAMPLE)
    for marker in markers.find_all(markdown):
        if marker.name == "examples":
            yield from marker.arguments.get("id", ())


def uses(pages: Mapping[str, Mapping[str, str]], items: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    """Return the pages that name each example, by id; ``pages`` are by source and language, as ``items`` too."""
    by_example: dict[str, dict[str, Item]] = {}
    for item in sorted(items, key=lambda item: item.source):
        for text in pages[item.source].values():
            for id_ in named(text):
                by_example.setdefault(id_, {})[item.source] = item
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
