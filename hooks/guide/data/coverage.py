"""How many examples there are by region and step, and which class each number falls into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from guide.data.catalogue import STEPS, Catalogue

CLASSES = 4


@dataclass(frozen=True)
class Level:
    """A class of numbers, from ``least`` to ``most``. ``number`` 0 is the class of nothing, 1 the palest."""

    number: int
    least: int
    most: int


@dataclass(frozen=True)
class Scale:
    """The classes that a group of numbers falls into."""

    levels: tuple[Level, ...]

    @classmethod
    def of(cls, counts: Iterable[int]) -> Self:
        """Return at most four equally wide classes up to the highest of ``counts``, and one for 0 if it is there."""
        known = set(counts)
        highest = max(known, default=0)
        width = -(-highest // CLASSES) or 1
        starts = range(1, highest + 1, width)
        filled = [Level(n, least, min(least + width - 1, highest)) for n, least in enumerate(starts, start=1)]
        return cls((*([Level(0, 0, 0)] if 0 in known else []), *filled))

    def level(self, count: int) -> int:
        """Return the number of the class that ``count`` falls into."""
        return next(level.number for level in self.levels if level.least <= count <= level.most)


@dataclass(frozen=True)
class Coverage:
    """Counts the examples of ``catalogue``, once for each of their regions and each of their steps."""

    catalogue: Catalogue

    @cached_property
    def regions(self) -> Mapping[str, int]:
        """The number of examples of each region, by its id."""
        select = self.catalogue.select
        return {region.id: len(select(regions=[region.id])) for region in self.catalogue.regions}

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], int]:
        """The number of examples of each region and step, by their ids."""
        regions, select = self.catalogue.regions, self.catalogue.select
        return {(one.id, step): len(select(regions=[one.id], steps=[step])) for one in regions for step in STEPS}

    @cached_property
    def scale(self) -> Scale:
        """The classes of ``regions``."""
        return Scale.of(self.regions.values())

    @cached_property
    def cell_scale(self) -> Scale:
        """The classes of ``cells``."""
        return Scale.of(self.cells.values())
