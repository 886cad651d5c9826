"""The registers as JSON, and the schemas that describe it."""

import json

import jsonschema_rs
import pytest

from guide.data import published
from guide.exports import open_data
from unit.entries import region, shared_area, statement
from unit.exports.samples import FULL, SCHEMAS, SOURCE, SWEDISH, site


def test_entry_has_both_languages_and_no_empty_fields():
    first, second = open_data.entries("examples", site(FULL, SWEDISH))
    assert (first["id"], second["id"]) == ("a", "b")
    assert second["title"] == {"sv": "svenska", "en": "English"}
    assert second["period"] == {"start": "2016", "end": "2018-06"}
    assert second["organisations"][0] == {"name": {"sv": "Region Skåne"}, "role": "region"}
    assert second["page"] == {"sv": "https://a.se/exempel/b.html", "en": "https://a.se/en/examples/b.html"}
    assert {"line", "challenge", "links"} & second.keys() == set()


@pytest.mark.parametrize(
    "data",
    [
        [],
        ["å"],
        [{}, [], None, True, 1, 1.5],
        [
            {"title": {"sv": '"Å"\n\\ \x00\u2028', "en": "🙂"}, "steps": ["a", "b"], "links": [{"url": []}, {"": {}}]},
            {"a": 2},
        ],
    ],
)
def test_json_matches_the_standard_library(data):
    expected = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    assert (open_data.as_json(data), open_data.listed(data)) == (expected, expected)


@pytest.mark.parametrize("entry", [FULL, SWEDISH], ids=lambda entry: entry.id)
def test_example_matches_its_published_schema(entry):
    data = list(open_data.entries("examples", site(entry)))
    assert list(jsonschema_rs.validator_for(published.schema(SCHEMAS, "examples")).iter_errors(data)) == []


def test_region_matches_its_published_schema():
    skane = region("skane", "Skåne", sources=(SOURCE,))
    data = list(open_data.entries("regions", site(regions=(skane,))))
    assert data[0]["page"]["sv"] == "https://a.se/regions/skane.html"
    assert jsonschema_rs.validator_for(published.schema(SCHEMAS, "regions")).is_valid(data)


def test_json_does_not_depend_on_file_order():
    one, other = (list(open_data.entries("examples", of)) for of in (site(FULL, SWEDISH), site(SWEDISH, FULL)))
    assert one == other


def test_shared_area_links_to_its_anchor_on_the_regions_page():
    (entry,) = open_data.entries("shared_areas", site(shared_areas=(shared_area("east", "Östra"),)))
    assert entry["page"]["en"] == "https://a.se/en/regions/index.html#east"


def test_statement_has_levels_criterion_and_form_link():
    (entry,) = open_data.entries("assessment", site(assessment=(statement("x", criterion=2),)))
    assert entry["levels"]["en"] == [f"level {one}" for one in "abcde"]
    assert entry["criterion"] == 2
    assert entry["page"]["en"] == "https://a.se/en/tools/where-we-stand.html#x"
