"""The registers as objects: examples, regions and what else the pages are made from, and how they relate."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any, Self, TypeVar, get_args, get_type_hints

from guide.data import entries
from guide.data.entries import Example
from guide.data.strings import alphabetic

STEPS = ("analysis", "governance", "vision", "priority-setting", "policy-mix", "evaluation")
# Where the page about an entry is: its source, and the place on it.
PLACES = {
    "examples": "examples/{}.md",
    "regions": "regions/{}.md",
    "shared_areas": "regions/index.md#{}",
    "themes": "themes/{}.md",
    "clusters": "s3-pilot/clusters.md#{}",
}


@cache
def _field_types(kind: type) -> Mapping[str, type]:
    """Return the type of each field of a class: for a list that of its items, for several types the first."""

    def innermost(hint: Any) -> type:
        return innermost(get_args(hint)[0]) if get_args(hint) else hint

    return {name: innermost(hint) for name, hint in get_type_hints(kind).items()}


def _as_objects(kind: type, value: Any) -> Any:
    """Return ``value``, as checked, as objects of ``kind``; lists become tuples, and years text."""
    if isinstance(value, list):
        return tuple([_as_objects(kind, item) for item in value])
    if isinstance(value, dict):
        types = _field_types(kind)
        return kind(**{name: _as_objects(types[name], part) for name, part in value.items()})
    return str(value) if kind is str and value is not None else value


_Entry = TypeVar("_Entry", bound=entries.Entry)


def _by_id(register: Callable[["Catalogue"], tuple[_Entry, ...]]) -> cached_property[Mapping[str, _Entry]]:
    return cached_property(lambda catalogue: {entry.id: entry for entry in register(catalogue)})


@dataclass(frozen=True)
class Catalogue:
    """All registers. Entries keep the order of their files."""

    examples: tuple[Example, ...]
    regions: tuple[entries.Region, ...]
    shared_areas: tuple[entries.SharedArea, ...]
    clusters: tuple[entries.Cluster, ...]
    glossary: tuple[entries.Term, ...]
    references: tuple[entries.Reference, ...]
    news: tuple[entries.News, ...]
    moved: tuple[entries.Moved, ...]
    owners: tuple[entries.Owner, ...]
    themes: tuple[entries.Theme, ...] = ()
    assessment: tuple[entries.Statement, ...] = ()
    worksheets: tuple[entries.Worksheet, ...] = ()

    # Entries by their ids.
    region = _by_id(lambda catalogue: catalogue.regions)
    example = _by_id(lambda catalogue: catalogue.examples)
    term = _by_id(lambda catalogue: catalogue.glossary)
    theme = _by_id(lambda catalogue: catalogue.themes)
    worksheet = _by_id(lambda catalogue: catalogue.worksheets)
    shared_area = _by_id(lambda catalogue: catalogue.shared_areas)
    reference = _by_id(lambda catalogue: catalogue.references)

    @classmethod
    def of(cls, registers: Mapping[str, Iterable[tuple[int, Mapping[str, Any]]]]) -> Self:
        """Build from checked records, given by register name as pairs of line and record.

        Terms without an explanation are left out: they are for the check of terms (``checks/terms.py``) alone.
        """
        records = {name: [{"line": line, **record} for line, record in of] for name, of in registers.items()}
        records["glossary"] = [record for record in records["glossary"] if "explanation" in record]
        catalogue: Self = _as_objects(cls, records)
        return catalogue

    @cached_property
    def regions_by_name(self) -> tuple[entries.Region, ...]:
        """The regions as a Swedish reader looks them up."""
        return tuple(sorted(self.regions, key=lambda region: alphabetic(region.name.show("sv"))))

    def owner(self, id_: str | None) -> entries.Owner:
        """Return the role with the id ``id_``, the owner of an entry; the first role where an entry names none."""
        return next((owner for owner in self.owners if owner.id == id_), self.owners[0])

    def select(
        self, *, steps: Iterable[str] = (), regions: Iterable[str] = (), countries: Iterable[str] = ()
    ) -> tuple[Example, ...]:
        """Return the examples with one of the given values in each of the given fields; no values mean any."""
        hits, main = list(self.examples), set(steps)
        for field, values in (("steps", main), ("regions", set(regions)), ("in_countries", set(countries))):
            if values:
                hits = [example for example in hits if not values.isdisjoint(getattr(example, field))]
        if main:  # those that show the step first and foremost come first
            hits.sort(key=lambda example: example.steps[0] not in main)
        return tuple(hits)


REGISTERS = tuple(field.name for field in fields(Catalogue))
