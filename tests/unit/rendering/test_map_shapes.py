"""The outlines of the regions, which tests/map_shapes.py drew from official boundaries."""

import re

import jinja2
import pytest

from guide.data import schemas
from unit.conftest import ROOT

SHAPES = (
    jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "hooks/guide/rendering/templates"), autoescape=True)
    .get_template("map-shapes.html")
    .module.shapes
)


def test_regions_and_outlines_match():
    docs, _ = schemas.load(ROOT / "data", ("strings", "regions"))
    assert sorted(SHAPES) == sorted(region["id"] for region in docs["regions"].data)


def test_outlines_have_integers_and_lines_only():
    assert [name for name, (_, _, d) in SHAPES.items() if not re.fullmatch(r"(?:M\d+,\d+l[\d, -]+z)+", d)] == []


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("norrbotten", "vasterbotten"),
        ("vasterbotten", "vasternorrland"),
        ("vasternorrland", "gavleborg"),  # the source swaps the names of these two
        ("gavleborg", "vastmanland"),
        ("vastmanland", "sormland"),
        ("uppsala", "stockholm"),
        ("sormland", "ostergotland"),
        ("jonkoping", "kronoberg"),
        ("kronoberg", "blekinge"),
        ("halland", "skane"),
    ],
)
def test_outlines_are_in_geographic_order(north, south):
    assert SHAPES[north][1] < SHAPES[south][1]
