"""Tables of fields, made from the schemas."""

import pytest

from guide.editing import field_tables
from unit.conftest import ROOT

WORDS = {
    "fields": {
        key: {"en": text}
        for key, text in {
            "name": "Field", "required": "Required", "meaning": "Meaning", "limits": "Limits", "yes": "yes", "no": "no",
            "x_any_of": "one of {names}", "list": "List.", "length": "Up to {limit}.", "values": "Of: {values}.",
            "same_as": "As {name}.", "not_required": "Not {names}.", "translated": "Both, {limit}.",
        }.items()
    },
    "labels": {"steps": {"analysis": {"en": "Analysis"}}},
}  # fmt: skip
NAME = {"type": "object", "required": ["sv"], "properties": {"sv": {"maxLength": 9}, "en": {"maxLength": 9}}}
LINK = {"required": ["lang"], "properties": {"lang": {"description": "Its language."}, "url": {"maxLength": 5}}}
TABLES = [
    ({"a": {"description": "One | two."}}, ["| `a` | no | One \\| two. |  |"]),
    ({"b": {"$ref": "common.json#/$defs/id", "description": "Ours."}}, ["| `b` | yes | Ours. | Small letters. Up to 60. |"]),
    ({"c": {"$ref": "common.json#/$defs/id"}}, ["| `c` | one of `c`, `d` | Small letters. | Up to 60. |"]),
    ({"e": NAME}, ["| `e` | no |  | Both, 9. |"]),
    ({"f": {"items": {"enum": ["analysis"], "x-labels": "steps"}}}, ["| `f` | no |  | List. Of: `analysis` (Analysis). |"]),
    (
        {"g": {"items": {"$ref": "common.json#/$defs/link", "required": ["url"]}}, "h": {"items": {"$ref": "common.json#/$defs/link"}}},
        ["| `g` | no |  | List. |", "| `g.lang` | yes | Its language. |  |", "| `g.url` | yes |  | Up to 5. |", "| `h` | no |  | List. As g. Not `url`. |"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "rows"), TABLES, ids=[next(iter(t[0])) for t in TABLES])
def test_field_becomes_a_row_with_those_of_its_parts_below(properties, rows):
    common = {"$defs": {"id": {"description": "Small letters.", "maxLength": 60}, "link": LINK}}
    entry = {"required": ["b"], "x-any-of": ["c", "d"], "properties": properties}
    table = field_tables.Fields({"x.json": {"items": entry}, "common.json": common}, WORDS, "en").table("x").split("\n")
    assert table == ["| Field | Required | Meaning | Limits |", "| --- | --- | --- | --- |", *rows]


def test_tables_in_the_guide_are_those_of_the_schemas():
    assert field_tables.current() == (ROOT / "CONTRIBUTING.md").read_text("utf-8"), (
        "CONTRIBUTING.md no longer says what data/schema does: run `make fields`"
    )


def test_tables_are_put_between_their_comments_and_nothing_else_changes():
    schema = {"x.json": {"items": {"properties": {"a": {"description": "One."}}}}}
    guide = "Before.\n\n<!-- fields x en -->\n\nold\n\n<!-- /fields -->\n\nAfter."
    assert field_tables.filled(guide, schema, WORDS) == (
        "Before.\n\n<!-- fields x en -->\n\n| Field | Required | Meaning | Limits |\n| --- | --- | --- | --- |\n"
        "| `a` | no | One. |  |\n\n<!-- /fields -->\n\nAfter."
    )
