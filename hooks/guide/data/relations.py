"""Related examples with the reason, an example's neighbours in a list, and the clusters it is about.

Related examples are those that the editors named, then those that share an organisation, a region or a step. Candidates
come from an index of what each example has, a bounded number from each entry, so the cost grows with the number of
examples and not with its square.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

from guide.data.entries import Cluster, Example, Organisation

MOST = 6  # how many related examples a page shows, given and computed together
LEAST = 2  # but so many computed ones at least, however many are given
_NEAR = 24  # how many of those that share one thing are looked at, the nearest in the file's order first

Key = tuple[str, ...]  # what examples can share: an organisation, a step, a region, a region and the main step
LISTS = ("step", "region")  # the kinds of keys that have a list with previous and next links


@dataclass(frozen=True, slots=True)
class Relation:
    """A related example and why: ``given`` by the editors, and the ids of regions, organisations and steps shared."""

    example: Example
    given: bool = False
    regions: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The examples before and after one in the list of ``kind`` (see ``LISTS``) and ``name``; ``None`` at its ends."""

    kind: str
    name: str
    previous: Example | None
    next: Example | None

    @property
    def list(self) -> str:
        """The list's name as addresses carry it, the same in every language: ``step:vision``."""
        return f"{self.kind}:{self.name}"


class _Traits(NamedTuple):
    """What others are compared by: the names of an example's organisations, its regions and its steps."""

    names: tuple[str, ...]
    partners: tuple[str, ...]  # the names but those of regions' authorities
    known: frozenset[str]
    regions: frozenset[str]
    steps: frozenset[str]
    main: str

    @classmethod
    def of(cls, example: Example) -> Self:
        """Return the traits of ``example``."""
        names = tuple(one.name.show("sv").casefold() for one in example.organisations)
        partners = tuple(name for name, one in zip(names, example.organisations, strict=True) if one.role != "region")
        regions, steps = frozenset(example.regions), frozenset(example.steps)
        return cls(names, partners, frozenset(names), regions, steps, example.steps[0])

    def weight(self, other: Self) -> int:
        """Return how much the example shares with ``other``."""
        regions = len(self.regions & other.regions)
        names = () if other.known.isdisjoint(self.names) else self.partners if regions else self.names
        organisations = len([name for name in names if name in other.known])
        return (
            4 * organisations
            + (3 * regions if regions < 2 else 6)
            + len(self.steps & other.steps)
            + (self.main == other.main)
        )


def _shared(traits: _Traits) -> Iterator[Key]:
    """Yield what an example can share with another, each as a key of the index."""
    yield from (("organisation", name) for name in traits.names)
    yield from (("region and step", region, traits.main) for region in traits.regions)
    yield from (("region", region) for region in traits.regions)
    yield from (("step", step) for step in traits.steps)


@dataclass(frozen=True)
class Relations:
    """The relations of ``examples``, in the order of their file. An example is identified by its place in it."""

    examples: tuple[Example, ...]

    @cached_property
    def _traits(self) -> Sequence[_Traits]:
        return tuple(map(_Traits.of, self.examples))

    @cached_property
    def _index(self) -> Mapping[Key, Sequence[int]]:
        index: dict[Key, list[int]] = {}
        for at, traits in enumerate(self._traits):
            for key in dict.fromkeys(_shared(traits)):
                index.setdefault(key, []).append(at)
        return index

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {example.id: at for at, example in enumerate(self.examples)}

    @cached_property
    def _given(self) -> Sequence[Iterable[int]]:
        """For each example those that it names as related, then those that name it."""
        given = [{self._order[id_]: None for id_ in example.related} for example in self.examples]
        for at, example in enumerate(self.examples):
            for id_ in example.related:
                given[self._order[id_]].setdefault(at)
        return given

    def of(self, example: Example) -> tuple[Relation, ...]:
        """Return the examples related to ``example``: those given, then the ones that share most with it."""
        own = self._order[example.id]
        given = [self._relation(own, at, given=True) for at in self._given[own]]
        return (*given, *(self._relation(own, at) for at in self._nearest[own]))

    @cached_property
    def _nearest(self) -> Sequence[Sequence[int]]:
        """For each example those that share most with it and are not given."""
        return [self._ranked(at, tuple(given)) for at, given in enumerate(self._given)]

    def _ranked(self, own: int, given: Sequence[int]) -> list[int]:
        candidates, traits = self._candidates(own).difference(given, (own,)), self._traits[own]
        ranked = sorted((-traits.weight(self._traits[at]), at) for at in candidates)
        return [at for _, at in ranked[: max(LEAST, MOST - len(given))]]

    def _candidates(self, own: int) -> set[int]:
        candidates = set[int]()
        for key in _shared(self._traits[own]):
            those = self._index[key]
            start = max(0, min(bisect_left(those, own) - _NEAR // 2, len(those) - _NEAR))
            candidates.update(those[start : start + _NEAR])
        return candidates

    def _relation(self, own: int, other: int, given: bool = False) -> Relation:
        example, traits, other_traits = self.examples[own], self._traits[own], self._traits[other]
        regions = tuple(region for region in example.regions if region in other_traits.regions)
        named = zip(traits.names, example.organisations, strict=True)
        return Relation(
            self.examples[other],
            given,
            regions,
            # that a shared region's own authority is shared too says nothing more
            tuple(one for name, one in named if name in other_traits.known and not (regions and one.role == "region")),
            tuple(step for step in example.steps if step in other_traits.steps),
        )

    def neighbours(self, example: Example) -> tuple[Neighbours, ...]:
        """Return the example's neighbours in the list of each of its steps, the main one first, and of each region."""
        lists = [("step", step) for step in example.steps] + [("region", region) for region in example.regions]
        return tuple(Neighbours(*key, *self._around[key][example.id]) for key in lists)

    @cached_property
    def _around(self) -> Mapping[Key, Mapping[str, tuple[Example | None, Example | None]]]:
        """What comes before and after each example in each list, where those whose main step it is come first."""
        around = {}
        for key in (key for key in self._index if key[0] in LISTS):
            those = [self.examples[at] for at in self._index[key]]
            if key[0] == "step":
                those.sort(key=lambda example: example.steps[0] != key[1])
            rows = zip(those, (None, *those), (*those[1:], None), strict=False)
            around[key] = {example.id: (before, after) for example, before, after in rows}
        return around

    def about(self, cluster: Cluster) -> tuple[Example, ...]:
        """Return the examples in which ``cluster`` takes part: an organisation has its name, or a former one."""
        names = [cluster.name.show("sv"), cluster.name.show("en"), *cluster.former_names]
        names += [re.sub(r" *\(.*\)$", "", name) for name in names]  # "Aerospace Cluster Sweden (ACS)"
        places = {at for name in names for at in self._index.get(("organisation", name.casefold()), ())}
        return tuple(self.examples[at] for at in sorted(places))
