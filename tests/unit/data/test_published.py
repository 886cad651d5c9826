"""The published part of the registers, and the JSON Schemas that describe it."""

import json

import jsonschema_rs
import pytest

from guide.data import published, schemas
from guide.data.entries import Example, Region
from unit.conftest import ROOT

FILES = schemas.Schemas(ROOT / "data/schema").files
PAGE = {"sv": "https://a.se/exempel/one.html", "en": "https://a.se/en/examples/one.html"}
ENTRY = {
    "id": "one",
    "title": {"sv": "Titel"},
    "summary": {"sv": "Kort."},
    "description": {"sv": "*Text*."},
    "steps": ["vision"],
    "countries": ["NO"],
    "evidence": "documented",
    "period": {"start": "2016", "end": "2018-06"},
    "sources": [{"title": "Sidan", "lang": "sv", "url": "https://a.se", "read": "2026-01-31"}],
    "reviewed": "2026-11-21",
    "original_language": "sv",
    "themes_none": "method",
    "page": PAGE,
}


def nodes(schema):
    yield schema
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for part in parts:
        yield from nodes(part)


@pytest.mark.parametrize("of", [Example, Region])
def test_internal_fields_are_not_published(of):
    names = [name for name, _ in published.published(of)]
    assert names[0] == "id"
    assert not {"line", "owner"} & set(names)


def test_optional_field_has_its_default():
    defaults = dict(published.published(Example))
    assert (defaults["countries"], defaults["place"]) == ((), None)


@pytest.mark.parametrize("register", published.REGISTERS)
def test_schema_is_self_contained(register):
    schema = published.schema(FILES, register, "https://a.se/")
    jsonschema_rs.meta.validate(schema)
    keys = {key for node in nodes(schema) if isinstance(node, dict) for key in node}
    assert "$ref" not in keys
    assert {key for key in keys if key.startswith("x-")} == {"x-description-sv"}
    assert schema["$id"] == f"https://a.se/data/schema/{register}.json"
    assert ".yaml" not in json.dumps(schema)


def test_schema_has_exactly_the_published_fields():
    properties = published.schema(FILES, "examples")["items"]["properties"]
    assert set(properties) == {name for name, _ in published.published(Example)} | {"page"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"reviewed": "yesterday"}, ["reviewed"]),
        ({"steps": ["visions"]}, ["steps", 0]),
        ({"period": {"start": 2016}}, ["period", "start"]),
        ({"period": {"start": "2016-3"}}, ["period", "start"]),
        ({"page": {"sv": "https://a.se/b.html"}}, ["page"]),
        ({"more": 1}, []),
        ({"owner": "web"}, []),
    ],
)
def test_schema_rejects_invalid_entries(change, wrong):
    validator = jsonschema_rs.validator_for(published.schema(FILES, "examples"))
    errors = [list(error.instance_path) for error in validator.iter_errors([{**ENTRY, **change}])]
    assert errors == ([] if wrong is None else [[0, *wrong]])


@pytest.mark.parametrize("register", published.REGISTERS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_fields_are_described_in_each_language(register, lang):
    fields = list(published.field_rows(FILES, register, lang))
    assert [name for name, _, meaning, _ in fields if not meaning] == []
    assert {"id", "page"} <= {name for name, required, _, _ in fields if required}


def test_field_lists_its_values():
    values = {name: tuple(of) for name, _, _, of in published.field_rows(FILES, "examples", "en")}
    assert values["evidence"] == ("self-reported", "documented", "evaluated")
    assert values["steps"][:2] == ("analysis", "governance")
    assert values["title"] == ()
