"""The filters on the page of examples, and all examples as compact data for their script.

The data are plain scripts that set a variable: browsers let a page read neither modules nor JSON from ``file://``.
There are two, and the hits wait only for the first: ``index`` has what filters and titles need, ``texts`` the
rest of what a card shows and what a reader can search for. docs/assets/js/finder.js reads both, when a reader first
turns to the filters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guide.data.catalogue import STEPS
from guide.data.entries import Example, Text
from guide.data.strings import alphabetic
from guide.rendering.page_scripts import address, compact

if TYPE_CHECKING:
    from guide.rendering.renderer import Renderer

FACETS = ("step", "theme", "region", "country", "role", "evidence", "status", "describes")
DESCRIBES = ("challenge", "funding", "results", "lesson")  # fields that not every example has
UNKNOWN = "unknown"  # the status of an example whose end is not known
FIRST, CARDS = 10, 24  # so many cards of each step are shown at once, and at most so many are in the page itself
_HOME = "examples/index.md"


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
    cards: int = CARDS
    first: int = FIRST

    def values(self, example: Example) -> tuple[tuple[str, ...], ...]:
        """Return the values that ``example`` has in each of ``FACETS``."""
        roles = tuple(dict.fromkeys(organisation.role for organisation in example.organisations))
        status = (example.period.status(self.renderer.today) if example.period else None) or UNKNOWN
        themes = self.renderer.themes.of_example(example)
        described = tuple(field for field in DESCRIBES if getattr(example, field))
        places = (example.regions, example.in_countries)
        return (example.steps, themes, *places, roles, (example.evidence,), (status,), described)

    @cached_property
    def _values(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        return {example.id: self.values(example) for example in self.renderer.catalogue.examples}

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, Text]]:
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

    def facets(self, lang: str) -> Mapping[str, list[Value]]:
        """Return the values of each facet as a reader of ``lang`` sees them; themes, regions and countries by name."""
        facets = {}
        for place, (facet, names) in enumerate(self._names.items()):
            has = [value for values in self._values.values() for value in values[place]]
            values = [Value(id_, name.show(lang), name.lang(lang), has.count(id_)) for id_, name in names.items()]
            by_name = facet in ("theme", "region", "country")
            facets[facet] = sorted(values, key=lambda value: alphabetic(value.name)) if by_name else values
        return facets

    def scripts(self, lang: str) -> Mapping[str, str]:
        """Return the data as scripts in ``lang``, by address."""
        wheres = sorted({self.where(example, lang) for example in self.renderer.catalogue.examples})
        place = {where: at for at, where in enumerate(wheres)}
        facets = {facet: list(names) for facet, names in self._names.items()}
        rows = _list(self._row(example, lang, place) for example in self.renderer.catalogue.examples)
        texts = _list(_texts(example, lang) for example in self.renderer.catalogue.examples)
        index = f'{{"facets":{compact(facets)},"wheres":{compact(wheres)},"rows":{rows}}}'
        return {
            address("examples", lang): f"var __examples = {index};\n",
            address("example-texts", lang): f"var __example_texts = {texts};\n",
        }

    def _row(self, example: Example, lang: str, wheres: Mapping[str, int]) -> list[Any]:
        """Encode an example as one row of facet indexes.

        Address, title, where, 1 for a title plus 2 for a summary in the other language plus 4 for themes that are
        inherited, and the values of each facet.
        """
        page = self.renderer.addresses.link(f"examples/{example.id}.md", _HOME, lang)
        foreign = (example.title.lang(lang) != lang) + 2 * (example.summary.lang(lang) != lang)
        marks = foreign + 4 * (not example.themes)
        places = [
            [self._place[facet][value] for value in values]
            for facet, values in zip(FACETS, self._values[example.id], strict=True)
        ]
        where = wheres[self.where(example, lang)]
        return [page.removesuffix(".html"), example.title.show(lang), where, marks, *places]

    @cached_property
    def _place(self) -> Mapping[str, Mapping[str, int]]:
        return {facet: {id_: place for place, id_ in enumerate(names)} for facet, names in self._names.items()}

    def where(self, example: Example, lang: str) -> str:
        """Return where an example takes place, in the words of the macro ``where``."""
        names = self.renderer.places(example, lang)
        if example.countries == ("SE",):
            return ", ".join(names[:-1]) + str(self.renderer.words[lang].cards.sweden)
        return ", ".join(names)


def _texts(example: Example, lang: str) -> list[str]:
    """Return the summary, the names of the organisations for searching, and the day of review."""
    names = "; ".join(one.name.show(lang) for one in example.organisations)
    return [example.summary.show(lang), names, example.reviewed]


def _list(entries: Iterable[object]) -> str:
    """Return ``entries`` as a JSON list, keeping one at a time in memory."""
    return f"[{','.join(map(compact, entries))}]"
