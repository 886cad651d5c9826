"""What stands around an example: related ones with the reason, its neighbours in a list, the clusters it is about.

Related examples are those that somebody named, then those that share an organisation, a region or a step. Candidates
come from an index of what each example has, a bounded number from each entry, so the cost grows with the number of
examples and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from entries import Cluster, Example, Organisation

MOST = 6  # how many related examples a page shows, given and computed together
LEAST = 2  # but so many computed ones at least, however many are given
_NEAR = 24  # how many of those that share one thing are looked at, the nearest in the file's order first

Key = tuple[str, str]
Index = Mapping[Hashable, tuple[Example, ...]]


@dataclass(frozen=True)
class Relation:
    """A related example and why: ``given`` by the editors, and the ids of regions, organisations and steps shared."""

    example: Example
    given: bool = False
    regions: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """An example's place in the list of ``kind`` (``step`` or ``region``) and ``name``: who comes before and after."""

    kind: str
    name: str
    previous: Example | None
    next: Example | None

    @property
    def list(self) -> str:
        """The list's name as addresses carry it, the same in every language: ``step:vision``."""
        return f"{self.kind}:{self.name}"


def _name(organisation: Organisation) -> str:
    return organisation.name.show("sv").casefold()


def _index(examples: Iterable[Example], keys: Callable[[Example], Iterable[Hashable]]) -> Index:
    found: dict[Hashable, list[Example]] = {}
    for example in examples:
        for key in dict.fromkeys(keys(example)):
            found.setdefault(key, []).append(example)
    return {key: tuple(those) for key, those in found.items()}


def _shared(example: Example) -> Iterator[Hashable]:
    """What an example can share with another, each as a key of the index."""
    yield from (("organisation", _name(organisation)) for organisation in example.organisations)
    yield from (("region", region, example.steps[0]) for region in example.regions)
    yield from (("region", region) for region in example.regions)
    yield from (("step", step) for step in example.steps)


@dataclass(frozen=True)
class Relations:
    """The relations of ``examples``, in the order of their file; ``given`` says whom each is named together with."""

    examples: tuple[Example, ...]
    given: Callable[[Example], Sequence[Example]]
    cache: dict[str, tuple[Relation, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def _index(self) -> Index:
        return _index(self.examples, _shared)

    @cached_property
    def _position(self) -> Mapping[Hashable, Mapping[str, int]]:
        return {key: {example.id: at for at, example in enumerate(those)} for key, those in self._index.items()}

    def of(self, example: Example) -> tuple[Relation, ...]:
        """The examples related to ``example``: those given, then the ones that share most with it."""
        if example.id not in self.cache:
            self.cache[example.id] = self._of(example)
        return self.cache[example.id]

    def _of(self, example: Example) -> tuple[Relation, ...]:
        given = self.given(example)
        relations = [self._relation(example, other, given=True) for other in given]
        known = {example.id, *(one.id for one in given)}
        found = {other.id: other for other in self._candidates(example)}
        computed = [self._relation(example, other) for other in found.values() if other.id not in known]
        computed.sort(key=lambda relation: (-_weight(example, relation), self._order[relation.example.id]))
        return (*relations, *computed[: max(LEAST, MOST - len(relations))])

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {example.id: at for at, example in enumerate(self.examples)}

    def _candidates(self, example: Example) -> Iterator[Example]:
        for key in dict.fromkeys(_shared(example)):
            those, at = self._index[key], self._position[key][example.id]
            start = max(0, min(at - _NEAR // 2, len(those) - _NEAR))
            yield from those[start : start + _NEAR]

    def _relation(self, example: Example, other: Example, given: bool = False) -> Relation:
        regions = tuple(region for region in example.regions if region in other.regions)
        theirs = {_name(organisation) for organisation in other.organisations}
        return Relation(
            other,
            given,
            regions,
            # that a shared region's own authority is shared too says nothing more
            tuple(o for o in example.organisations if _name(o) in theirs and not (regions and o.role == "region")),
            tuple(step for step in example.steps if step in other.steps),
        )

    def places(self, example: Example) -> tuple[Place, ...]:
        """The example's place in the list of each of its steps, the main one first, and of each of its regions."""
        lists = [("step", step) for step in example.steps] + [("region", region) for region in example.regions]
        return tuple(self._place(example, key) for key in lists)

    @cached_property
    def _lists(self) -> Index:
        """The lists as pages show them: those whose main step it is come first in a step's."""
        return {
            key: tuple(sorted(those, key=lambda one: one.steps[0] != key[1])) if key[0] == "step" else those
            for key, those in self._index.items()
            if isinstance(key, tuple) and len(key) == 2
        }

    @cached_property
    def _list_position(self) -> Mapping[Hashable, Mapping[str, int]]:
        return {key: {example.id: at for at, example in enumerate(those)} for key, those in self._lists.items()}

    def _place(self, example: Example, key: Key) -> Place:
        those, at = self._lists[key], self._list_position[key][example.id]
        return Place(*key, those[at - 1] if at else None, those[at + 1] if at + 1 < len(those) else None)

    @cached_property
    def _by_organisation(self) -> Index:
        return _index(self.examples, lambda example: (_name(organisation) for organisation in example.organisations))

    def about(self, cluster: Cluster) -> tuple[Example, ...]:
        """The examples in which ``cluster`` takes part: an organisation bears its name, or one it has had."""
        names = [cluster.name.show("sv"), cluster.name.show("en"), *cluster.former_names]
        names += [re.sub(r" *\(.*\)$", "", name) for name in names]  # "Aerospace Cluster Sweden (ACS)"
        found = {e.id: e for name in names for e in self._by_organisation.get(name.casefold(), ())}
        return tuple(sorted(found.values(), key=lambda e: self._order[e.id]))


def _weight(example: Example, relation: Relation) -> int:
    same_main = example.steps[0] == relation.example.steps[0]
    return 4 * len(relation.organisations) + 3 * min(2, len(relation.regions)) + len(relation.steps) + same_main
