"""Counts of examples by region and step, and the classes that shade the map and the table."""

import pytest

from guide.data.catalogue import STEPS
from guide.data.coverage import Coverage, Scale
from unit.entries import catalogue, example, region


def coverage(*examples):
    regions = (region("orebro", "Örebro län"), region("skane", "Skåne"), region("a", "Ängeln"), region("b", "Ånge"))
    return Coverage(catalogue(*examples, regions=regions))


@pytest.mark.parametrize(
    ("counts", "levels"),
    [
        ([], []),
        ([0], [(0, 0, 0)]),
        ([1], [(1, 1, 1)]),
        ([0, 3], [(0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 3)]),
        ([2, 5], [(1, 1, 2), (2, 3, 4), (3, 5, 5)]),
        ([2, 11], [(1, 1, 3), (2, 4, 6), (3, 7, 9), (4, 10, 11)]),
        ([0, 400], [(0, 0, 0), (1, 1, 100), (2, 101, 200), (3, 201, 300), (4, 301, 400)]),
    ],
)
def test_scale_has_at_most_four_levels_and_one_for_zero(counts, levels):
    assert [(level.number, level.least, level.most) for level in Scale.of(counts).levels] == levels


@pytest.mark.parametrize(("count", "level"), [(0, 0), (1, 1), (3, 1), (4, 2), (9, 3), (10, 4), (11, 4)])
def test_count_maps_to_its_level(count, level):
    assert Scale.of([0, 11]).level(count) == level


def test_example_counts_once_per_region_and_step():
    counted = coverage(
        example("one", regions=("skane", "orebro"), steps=("vision", "analysis")),
        example("two", regions=("skane",), steps=("vision",)),
        example("abroad", countries=("FI",), steps=("vision",)),
    )
    assert counted.regions == {"skane": 2, "orebro": 1, "a": 0, "b": 0}
    some = {("skane", "vision"): 2, ("skane", "analysis"): 1, ("orebro", "vision"): 1, ("orebro", "analysis"): 1}
    assert counted.cells == {(r, s): some.get((r, s), 0) for r in counted.regions for s in STEPS}


def test_scales_cover_region_and_cell_counts():
    counted = coverage(*(example(f"e{n}", regions=("skane",), steps=("vision", "analysis")) for n in range(5)))
    assert [level.most for level in counted.scale.levels] == [0, 2, 4, 5]
    assert [level.most for level in counted.cell_scale.levels] == [0, 2, 4, 5]


def test_regions_are_sorted_by_the_swedish_alphabet():
    assert [region.name.sv for region in coverage().catalogue.regions_by_name] == [
        "Skåne",
        "Ånge",
        "Ängeln",
        "Örebro län",
    ]
