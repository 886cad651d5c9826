"""Who shares what: the themes of regions, clusters and examples, and the regions, clusters and examples of themes.

A region has the themes of its own priority areas, and those of the areas that it shares with its neighbours. An example
that takes in all areas of its region (``themes_none: region``) has the region's themes, as inherited ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from guide.data.catalogue import STEPS, Catalogue
from guide.data.entries import Cluster, Example, Priority, Region, SharedArea, Theme

INHERITS = "region"  # the reason for having no theme that gives an example those of its region
TOGETHER = 5  # so many of the themes that are often chosen together are shown
LEAST_TOGETHER = 2  # regions that must have chosen both


@dataclass(frozen=True, slots=True)
class Choice:
    """A region that gives a theme priority: its own areas in that theme, then those it shares with neighbours."""

    region: Region
    own: tuple[Priority, ...]
    shared: tuple[Priority, ...]
    area: SharedArea | None

    @property
    def date(self) -> str | None:
        """The date of the region's own list, or else when its strategy was adopted or began; ``None``: not known.

        For an area that it only shares, nothing is known.
        """
        strategy = self.region.strategy
        if not self.own:
            return None
        return self.region.priorities_as_of or (strategy and (strategy.adopted or strategy.start)) or None


@dataclass(frozen=True)
class Themes:
    """The themes of all that is in ``catalogue``. Themes come in the order of their register."""

    catalogue: Catalogue

    def _ordered(self, ids: Iterable[str]) -> tuple[str, ...]:
        known = set(ids)
        return tuple(theme.id for theme in self.catalogue.themes if theme.id in known)

    def own(self, entry: Region | SharedArea) -> tuple[str, ...]:
        """Return the themes of the priority areas of a region or a shared area."""
        return self._ordered(theme for priority in entry.priorities for theme in priority.themes)

    def shared(self, region: Region) -> tuple[str, ...]:
        """Return the themes that a region has only through the areas it shares with its neighbours."""
        area = self.catalogue.shared_area.get(region.shared_area or "")
        return tuple(theme for theme in self.own(area) if theme not in self.own(region)) if area else ()

    def of_region(self, region: Region) -> tuple[str, ...]:
        """Return the themes of a region, its own and those it shares."""
        return self._ordered((*self.own(region), *self.shared(region)))

    def of_example(self, example: Example) -> tuple[str, ...]:
        """Return the themes of an example: its own, the most important first, or those that it inherits."""
        return example.themes or self.inherited(example)

    def inherited(self, example: Example) -> tuple[str, ...]:
        """Return the themes that an example has through its region.

        Those are the ones of a shared area where the example is about regions that share one, else the regions' own.
        """
        if example.themes_none != INHERITS:
            return ()
        regions = [self.catalogue.region[id_] for id_ in example.regions]
        areas = {region.shared_area for region in regions}
        (area,) = areas if len(areas) == 1 else (None,)
        if area and len(regions) > 1:
            return self.own(self.catalogue.shared_area[area])
        own = self._ordered(theme for region in regions for theme in self.own(region))
        return own or self._ordered(theme for region in regions for theme in self.shared(region))

    def choices(self, theme: Theme) -> tuple[Choice, ...]:
        """Return the regions that give ``theme`` priority, those with an area of their own first."""
        choices = []
        for region in self.catalogue.regions:
            area = self.catalogue.shared_area[region.shared_area] if region.shared_area else None
            own = tuple(priority for priority in region.priorities if theme.id in priority.themes)
            shared = tuple(priority for priority in area.priorities if theme.id in priority.themes) if area else ()
            if own or shared:
                choices.append(Choice(region, own, shared, area))
        return tuple(sorted(choices, key=lambda choice: not choice.own))

    def clusters(self, theme: Theme) -> tuple[Cluster, ...]:
        """Return the clusters that have ``theme``."""
        return tuple(cluster for cluster in self.catalogue.clusters if theme.id in cluster.themes)

    @cached_property
    def _examples(self) -> Mapping[str, tuple[Example, ...]]:
        examples: dict[str, list[Example]] = {theme.id: [] for theme in self.catalogue.themes}
        for example in self.catalogue.examples:
            for theme in self.of_example(example):
                examples[theme].append(example)
        return {theme: tuple(sorted(shown, key=lambda one: not one.themes)) for theme, shown in examples.items()}

    def examples(self, theme: Theme) -> tuple[Example, ...]:
        """Return the examples that have ``theme``, those that inherit it last."""
        return self._examples[theme.id]

    def by_step(self, theme: Theme) -> Iterator[tuple[str, tuple[Example, ...]]]:
        """Yield each step that examples of ``theme`` show first and foremost, with those examples."""
        for step in STEPS:
            if examples := tuple(example for example in self.examples(theme) if example.steps[0] == step):
                yield step, examples

    def together(self, theme: Theme) -> tuple[tuple[Theme, int], ...]:
        """Return the themes that most regions with ``theme`` have too, each with the number of those regions."""
        counts = Counter(
            other
            for region in self.catalogue.regions
            if theme.id in (themes := self.of_region(region))
            for other in themes
            if other != theme.id
        )
        known = [(one, counts[one.id]) for one in self.catalogue.themes if counts[one.id] >= LEAST_TOGETHER]
        return tuple(sorted(known, key=lambda pair: -pair[1])[:TOGETHER])

    def sharing(self, region: Region) -> list[tuple[Region, list[Theme]]]:
        """Return the other regions that have themes in common with ``region``, with those; most in common first."""
        mine, sharing = self.of_region(region), []
        for other in self.catalogue.regions:
            common = [self.catalogue.theme[id_] for id_ in self.of_region(other) if id_ in mine]
            if common and other is not region:
                sharing.append((other, common))
        return sorted(sharing, key=lambda pair: -len(pair[1]))
