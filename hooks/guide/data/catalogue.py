"""The registers as objects: examples, regions and what else the pages are made from, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from guide.data.entries import (
    Change,
    Classes,
    Cluster,
    Column,
    Example,
    Forms,
    Link,
    Moved,
    News,
    Nuts2,
    Organisation,
    Owner,
    Part,
    Period,
    Priority,
    Reference,
    Region,
    SharedArea,
    Statement,
    Strategy,
    Term,
    Text,
    Theme,
    Worksheet,
)

STEPS = ("analysis", "governance", "vision", "priority-setting", "policy-mix", "evaluation")
REGISTERS = (
    *("examples", "regions", "shared_areas", "clusters", "glossary", "references", "news", "moved", "owners"),
    *("themes", "assessment", "worksheets"),
)
# Where the page about an entry is: its source, and the place on it.
PLACES = {
    "examples": "examples/{}.md",
    "regions": "regions/{}.md",
    "shared_areas": "regions/index.md#{}",
    "themes": "themes/{}.md",
    "clusters": "s3-pilot/clusters.md#{}",
}
Record = Mapping[str, Any]


_PARTS: Mapping[str, type] = {
    "abbreviations": Forms,
    "avoid": Forms,
    "changes": Change,
    "classes": Classes,
    "columns": Column,
    "inflections": Forms,
    "levels": Forms,
    "links": Link,
    "nuts2": Nuts2,
    "organisations": Organisation,
    "parts": Part,
    "period": Period,
    "priorities": Priority,
    "sources": Link,
    "strategies": Strategy,
    "synonyms": Forms,
}

_LISTS = ("partnerships", "choices", "rows", "heads", "example")  # of texts, or of lists of texts


def _make(kind: type, record: Record, line: int | None = None) -> Any:
    """An object of ``kind`` from a checked record; lists become tuples, nested records objects of their own."""
    values = {name: _value(name, value) for name, value in record.items()}
    return kind(**values) if line is None else kind(line=line, **values)


def _value(name: str, value: Any) -> Any:
    if part := _PARTS.get(name):
        return tuple(_make(part, item) for item in value) if isinstance(value, list) else _make(part, value)
    if isinstance(value, Mapping):
        return Text(**value)
    if name in _LISTS:
        return tuple(_value(name, item) for item in value) if isinstance(value, list) else value
    if name in ("start", "end", "adopted", "expected", "priorities_as_of"):
        return str(value)
    return tuple(value) if isinstance(value, list) else value


_KINDS: Mapping[str, type] = dict(
    zip(
        REGISTERS,
        (Example, Region, SharedArea, Cluster, Term, Reference, News, Moved, Owner, Theme, Statement, Worksheet),
        strict=True,
    )
)


@dataclass(frozen=True)
class Catalogue:
    """All registers. Entries keep the order of their files."""

    examples: tuple[Example, ...]
    regions: tuple[Region, ...]
    shared_areas: tuple[SharedArea, ...]
    clusters: tuple[Cluster, ...]
    glossary: tuple[Term, ...]
    references: tuple[Reference, ...]
    news: tuple[News, ...]
    moved: tuple[Moved, ...]
    owners: tuple[Owner, ...]
    themes: tuple[Theme, ...] = ()
    assessment: tuple[Statement, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()

    @classmethod
    def of(cls, entries: Mapping[str, Iterable[tuple[int, Record]]]) -> Self:
        """Build from checked records, given by register name as pairs of line and record.

        Terms without an explanation are left out: they are for the check of terms (``checks/terms.py``) alone.
        """
        shown = {
            **entries,
            "glossary": [(line, record) for line, record in entries["glossary"] if "explanation" in record],
        }
        return cls(
            **{name: tuple(_make(_KINDS[name], record, line) for line, record in shown[name]) for name in REGISTERS}
        )

    @cached_property
    def region(self) -> Mapping[str, Region]:
        """Regions by id."""
        return {region.id: region for region in self.regions}

    @cached_property
    def example(self) -> Mapping[str, Example]:
        """Examples by id."""
        return {example.id: example for example in self.examples}

    @cached_property
    def term(self) -> Mapping[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.glossary}

    @cached_property
    def theme(self) -> Mapping[str, Theme]:
        """Themes by id."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def worksheet(self) -> Mapping[str, Worksheet]:
        """Work sheets by id."""
        return {sheet.id: sheet for sheet in self.worksheets}

    def owner(self, id_: str | None) -> Owner:
        """The role that answers for what names ``id_`` as its owner; the first role where it names none."""
        return next((owner for owner in self.owners if owner.id == id_), self.owners[0])

    @cached_property
    def shared_area(self) -> Mapping[str, SharedArea]:
        """Shared areas by id."""
        return {area.id: area for area in self.shared_areas}

    @cached_property
    def reference(self) -> Mapping[str, Reference]:
        """References by id."""
        return {reference.id: reference for reference in self.references}

    @cached_property
    def _related(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {example.id: list(example.related) for example in self.examples}
        for example in self.examples:
            for other in example.related:
                if example.id not in found[other]:
                    found[other].append(example.id)
        return {name: tuple(others) for name, others in found.items()}

    def related(self, example: Example) -> tuple[Example, ...]:
        """The examples that ``example`` names as related, then those that name it."""
        return tuple(self.example[name] for name in self._related[example.id])

    def select(
        self,
        *,
        steps: Iterable[str] = (),
        regions: Iterable[str] = (),
        countries: Iterable[str] = (),
        limit: int | None = None,
    ) -> tuple[Example, ...]:
        """Examples with one of the given values in each of the given fields; no values mean any."""
        wanted = (set(steps), set(regions), set(countries))
        asked = zip(wanted, self._having, strict=True)
        found = [set[int]().union(*(having.get(value, ()) for value in values)) for values, having in asked if values]
        hits = [self.examples[at] for at in sorted(set.intersection(*found))] if found else list(self.examples)
        if wanted[0]:  # those that show the step first and foremost come first
            hits.sort(key=lambda example: example.steps[0] not in wanted[0])
        return tuple(hits[:limit])

    @cached_property
    def _having(self) -> tuple[Mapping[str, Sequence[int]], ...]:
        """The places of the examples that have each step, each region and each country."""
        found: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        for at, example in enumerate(self.examples):
            for values, having in zip((example.steps, example.regions, example.in_countries), found, strict=True):
                for value in values:
                    having.setdefault(value, []).append(at)
        return found
