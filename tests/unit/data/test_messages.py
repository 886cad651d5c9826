"""Messages on unknown values, list lengths and formats: suggestions, numbers and help."""

import json

import pytest

from guide.data import schemas
from guide.data.documents import Document
from guide.data.messages import add_near
from unit.conftest import ROOT


@pytest.mark.parametrize(
    ("word", "key", "nearest"),
    [
        ("analys", "unknown_value_near", "analysis"),
        ("Vision", "unknown_value_near", "vision"),
        ("hearsay", "unknown_value", ""),
        ("", "unknown_value", ""),
    ],
)
def test_nearest_word_is_proposed_if_one_is_near(word, key, nearest):
    doc = Document("data/x.yaml", data=[{"id": "one"}])
    add_near(doc, "unknown_value", (0, "steps"), word, ["analysis", "vision"], allowed="analysis, vision")
    (problem,) = doc.problems
    assert (problem.key, problem.values["value"], problem.values["nearest"]) == (key, word, nearest)
    assert (problem.entry, problem.field, problem.values["allowed"]) == ("one", "steps", "analysis, vision")


def test_long_value_is_not_repeated_whole():
    doc = Document("data/x.yaml", data=[{"id": "one"}])
    add_near(doc, "unknown_value", (0, "steps"), "x" * 100_000, ["analysis"], allowed="analysis")
    assert len(doc.problems[0].values["value"]) == 80


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        (["Ett", "Två", "Tre"], "x: levels: har 3 värden; minst 5"),
        (["Ett", "Två", "Tre", "Fyra", "Fem", "Sex"], "x: levels: har 6 värden; högst 5"),
        ([], "x: levels: är tomt; fyll i det eller ta bort fältet"),
    ],
)
def test_list_of_another_length_is_told_with_both_numbers(tmp_path, words, levels, told):
    rule = {"properties": {"levels": {"type": "array", "minItems": 5, "maxItems": 5}}}
    (tmp_path / "x.json").write_text(json.dumps({"items": rule}), "utf-8")
    doc = Document("data/x.yaml", data=[{"id": "x", "levels": levels}])
    schemas.check(doc, "x", schemas.Schemas(tmp_path), {})
    assert [problem.without_place(words, "sv") for problem in doc.problems] == [told]


HELPED = {
    "pattern",
    "const",
    "minimum",
    "maximum",
    "maxProperties",
}  # reported as wrong form, with the description in the schema


def rules(schema, place=""):
    """Yield each part of a schema that is reported as wrong form, with its place; conditions are left out."""
    told = isinstance(schema, dict) and place.rsplit("/", 1)[-1] not in ("properties", "$defs")
    if told and HELPED & schema.keys() and schema.get("pattern") not in (r"\S", r"^.*\S.*$"):  # reported as empty
        yield place, schema
    if isinstance(schema, dict | list):
        for step, part in schema.items() if isinstance(schema, dict) else enumerate(schema):
            if step not in ("contains", "if"):
                yield from rules(part, f"{place}/{step}")


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "data/schema").glob("*.json")))
def test_every_rule_of_form_says_in_both_languages_what_would_be_right(file):
    if file != "translations.json":  # generated: damage has a message of its own
        found = list(rules(schemas.Schemas(ROOT / "data/schema").files[file]))
        assert [place for place, rule in found if not {"description", "x-description-sv"} <= rule.keys()] == []
