"""The tables of fields and the help in messages, both generated from the schemas."""

import pytest

from guide.data import field_tables
from unit.conftest import ENTRY

WORDS = {
    "fields": {
        key: {"en": text}
        for key, text in {
            "name": "Field", "required": "Required", "meaning": "Meaning", "limits": "Limits", "yes": "yes", "no": "no",
            "x_any_of": "one of {names}", "list": "List.", "length": "Up to {limit}.", "values": "Of: {values}.",
            "same_as": "As {name}.", "not_required": "Not {names}.", "translated": "Both, {limit}.",
            "translated_lists": "Lists, {limit}.",
        }.items()
    },
    "labels": {"steps": {"analysis": {"en": "Analysis"}}},
}  # fmt: skip
NAME = {"type": "object", "required": ["sv"], "properties": {"sv": {"maxLength": 9}, "en": {"maxLength": 9}}}
FORMS = {"type": "object", "properties": {lang: {"items": {"maxLength": 7}} for lang in ("sv", "en")}}
LINK = {"required": ["lang"], "properties": {"lang": {"description": "Its language."}, "url": {"maxLength": 5}}}
TABLES = [
    ({"a": {"description": "One | two."}}, ["| `a` | no | One \\| two. |  |"]),
    ({"b": {"$ref": "common.json#/$defs/id", "description": "Ours."}}, ["| `b` | yes | Ours. | Small letters. Up to 60. |"]),
    ({"c": {"$ref": "common.json#/$defs/id"}}, ["| `c` | one of `c`, `d` | Small letters. | Up to 60. |"]),
    ({"e": NAME}, ["| `e` | no |  | Both, 9. |"]),
    ({"i": FORMS}, ["| `i` | no |  | Lists, 7. |"]),
    ({"f": {"items": {"enum": ["analysis"], "x-labels": "steps"}}}, ["| `f` | no |  | List. Of: `analysis` (Analysis). |"]),
    (
        {"g": {"items": {"$ref": "common.json#/$defs/link", "required": ["url"]}}, "h": {"items": {"$ref": "common.json#/$defs/link"}}},
        ["| `g` | no |  | List. |", "| `g.lang` | yes | Its language. |  |", "| `g.url` | yes |  | Up to 5. |", "| `h` | no |  | List. As g. Not `url`. |"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "rows"), TABLES, ids=[next(iter(t[0])) for t in TABLES])
def test_subfields_are_rows_below_their_field(properties, rows):
    common = {"$defs": {"id": {"description": "Small letters.", "maxLength": 60}, "link": LINK}}
    entry = {"required": ["b"], "x-any-of": ["c", "d"], "properties": properties}
    table = field_tables.Fields({"x.json": {"items": entry}, "common.json": common}, WORDS, "en").table("x").split("\n")
    assert table == ["| Field | Required | Meaning | Limits |", "| --- | --- | --- | --- |", *rows]


HELP = [
    ("sv", "evidence: saknas; lägg till fältet. Hur väl det är belagt: aktörernas egen beskrivning,"),
    ("en", "evidence: missing; add the field. How well it is supported: the participants’ own account,"),
]


@pytest.mark.parametrize(("lang", "message"), HELP, ids=["sv", "en"])
def test_missing_field_is_explained_in_both_languages(complaints, lang, message):
    assert message in complaints(ENTRY.replace("  evidence: documented\n", ""), lang)[0]
