"""How many examples there are of what, and the classes that the map and the table shade by."""

import re
from pathlib import Path

import jinja2
import pytest

from guide.data import schemas
from guide.data.catalogue import REGISTERS, STEPS, Catalogue
from guide.data.coverage import Coverage, Scale
from guide.data.entries import Nuts2, Region, Text
from unit.conftest import ROOT
from unit.test_catalogue import example


def region(id_, name):
    text = Text(name)
    return Region(id_, 1, text, text, text, "00", Nuts2("SE00", text), "SE000", "https://a.se", (), "2026-11-21", "sv")


def coverage(*examples):
    regions = (region("orebro", "Örebro län"), region("skane", "Skåne"), region("a", "Ängeln"), region("b", "Ånge"))
    return Coverage(Catalogue(**{**dict.fromkeys(REGISTERS, ()), "regions": regions, "examples": examples}))


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
def test_numbers_fall_in_at_most_four_classes_and_one_for_none(counts, levels):
    assert [(level.number, level.least, level.most) for level in Scale.of(counts).levels] == levels


@pytest.mark.parametrize(("count", "level"), [(0, 0), (1, 1), (3, 1), (4, 2), (9, 3), (10, 4), (11, 4)])
def test_a_number_has_the_class_it_lies_in(count, level):
    assert Scale.of([0, 11]).level(count) == level


def test_an_example_counts_once_for_each_of_its_regions_and_steps():
    counted = coverage(
        example("one", regions=("skane", "orebro"), steps=("vision", "analysis")),
        example("two", regions=("skane",), steps=("vision",)),
        example("abroad", countries=("FI",), steps=("vision",)),
    )
    assert counted.regions == {"skane": 2, "orebro": 1, "a": 0, "b": 0}
    some = {("skane", "vision"): 2, ("skane", "analysis"): 1, ("orebro", "vision"): 1, ("orebro", "analysis"): 1}
    assert counted.cells == {(r, s): some.get((r, s), 0) for r in counted.regions for s in STEPS}


def test_regions_are_looked_up_in_the_order_of_the_swedish_alphabet():
    assert [region.name.sv for region in coverage().by_name] == ["Skåne", "Ånge", "Ängeln", "Örebro län"]


# ---- the outlines ---------------------------------------------------------------------------------------------------

SHAPES = (
    jinja2.Environment(loader=jinja2.FileSystemLoader(Path(ROOT, "hooks/templates")), autoescape=True)
    .get_template("map-shapes.md")
    .module.shapes
)


def test_every_region_has_an_outline_and_every_outline_a_region():
    docs, _ = schemas.load(ROOT / "data", ("strings", "regions"))
    assert sorted(SHAPES) == sorted(region["id"] for region in docs["regions"].data)


def test_outlines_hold_nothing_but_whole_numbers_and_lines():
    assert [name for name, (_, _, d) in SHAPES.items() if not re.fullmatch(r"(?:M\d+,\d+l[\d, -]+z)+", d)] == []


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("norrbotten", "vasterbotten"),
        ("vasterbotten", "vasternorrland"),
        ("vasternorrland", "gavleborg"),  # the source has these two names
        ("gavleborg", "vastmanland"),  # the wrong way round
        ("vastmanland", "sormland"),
        ("uppsala", "stockholm"),
        ("sormland", "ostergotland"),
        ("jonkoping", "kronoberg"),
        ("kronoberg", "blekinge"),
        ("halland", "skane"),
    ],
)
def test_a_region_lies_where_it_lies_in_sweden(north, south):
    assert SHAPES[north][1] < SHAPES[south][1]
