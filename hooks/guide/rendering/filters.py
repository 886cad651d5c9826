"""The filters on the page of examples: what they are called, and which examples have which values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guide.data.catalogue import STEPS
from guide.data.entries import Example, Text
from guide.data.strings import alphabetic

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

DESCRIBES = ("challenge", "funding", "results", "lesson")  # fields that not every example has
UNKNOWN = "unknown"  # the status of an example whose end is not known
FIRST, CARDS = 10, 24  # so many cards of each step are shown at once, and at most so many are in the page itself


@dataclass(frozen=True)
class Value:
    """A value to filter by: its id, its name and the language of that, and how many examples have it."""

    id: str
    name: str
    lang: str
    count: int


@dataclass(frozen=True)
class Filters:
    """The filters over the examples of ``renderer``."""

    renderer: "Renderer"

    def values(self, example: Example) -> tuple[tuple[str, ...], ...]:
        """Return the values that ``example`` has in each facet, in the order of ``facets``."""
        roles = tuple(dict.fromkeys(organisation.role for organisation in example.organisations))
        status = (example.period.status(self.renderer.today) if example.period else None) or UNKNOWN
        themes = self.renderer.themes.of_example(example)
        described = tuple(field for field in DESCRIBES if getattr(example, field))
        places = (example.regions, example.in_countries)
        return (example.steps, themes, *places, roles, (example.evidence,), (status,), described)

    @cached_property
    def _values(self) -> list[tuple[tuple[str, ...], ...]]:
        return [self.values(example) for example in self.renderer.catalogue.examples]

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, Text]]:
        """The values of each facet, with their names."""
        labels = {
            group: {id_: Text(**text) for id_, text in of.items()}
            for group, of in self.renderer.strings["labels"].items()
        }
        countries = {code for example in self.renderer.catalogue.examples for code in example.in_countries}
        return {
            "step": {step: labels["steps"][step] for step in STEPS},
            "theme": {theme.id: theme.name for theme in self.renderer.catalogue.themes},
            "region": {region.id: region.name for region in self.renderer.catalogue.regions},
            "country": {code: labels["countries"][code] for code in sorted(countries)},
            "role": labels["roles"],
            "evidence": labels["evidence"],
            "status": {**labels["status"], UNKNOWN: Text(**self.renderer.strings["finder"]["unknown"])},
            "describes": {field: Text(**self.renderer.strings["example"][field]) for field in DESCRIBES},
        }

    def positions(self, example: Example) -> list[list[int]]:
        """Return the positions of the values of ``example`` among those of each facet in ``names``."""
        pairs = zip(self.names.values(), self.values(example), strict=True)
        return [[list(names).index(value) for value in values] for names, values in pairs]

    def facets(self, lang: str) -> Mapping[str, list[Value]]:
        """Return the values of each facet as a reader of ``lang`` sees them; themes, regions and countries by name."""
        facets = {}
        for place, (facet, names) in enumerate(self.names.items()):
            has = [value for values in self._values for value in values[place]]
            values = [Value(id_, name.show(lang), name.lang(lang), has.count(id_)) for id_, name in names.items()]
            by_name = facet in ("theme", "region", "country")
            facets[facet] = sorted(values, key=lambda value: alphabetic(value.name)) if by_name else values
        return facets
