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
def test_suggests_the_nearest_word(word, key, nearest):
    doc = Document("data/x.yaml", data=[{"id": "one"}])
    add_near(doc, "unknown_value", (0, "steps"), word, ["analysis", "vision"], allowed="analysis, vision")
    (problem,) = doc.problems
    assert (problem.key, problem.values["value"], problem.values["nearest"]) == (key, word, nearest)
    assert (problem.entry, problem.field, problem.values["allowed"]) == ("one", "steps", "analysis, vision")


def test_truncates_a_long_value():
    doc = Document("data/x.yaml", data=[{"id": "one"}])
    add_near(doc, "unknown_value", (0, "steps"), "x" * 100_000, ["analysis"], allowed="analysis")
    assert len(doc.problems[0].values["value"]) == 80


@pytest.mark.parametrize(
    ("levels", "reported"),
    [
        (["Ett", "Två", "Tre"], "x: levels: har 3 värden; minst 5"),
        (["Ett", "Två", "Tre", "Fyra", "Fem", "Sex"], "x: levels: har 6 värden; högst 5"),
        ([], "x: levels: är tomt; fyll i det eller ta bort fältet"),
    ],
)
def test_reports_actual_and_required_list_length(tmp_path, words, levels, reported):
    rule = {"properties": {"levels": {"type": "array", "minItems": 5, "maxItems": 5}}}
    (tmp_path / "x.json").write_text(json.dumps({"items": rule}), "utf-8")
    doc = Document("data/x.yaml", data=[{"id": "x", "levels": levels}])
    schemas.check(doc, "x", schemas.Schemas(tmp_path), {})
    assert [problem.without_place(words, "sv") for problem in doc.problems] == [reported]


HELPED = {
    "pattern",
    "const",
    "minimum",
    "maximum",
    "maxProperties",
}  # reported as wrong form, with the description in the schema


def rules(schema, place=""):
    """Yield each part of a schema that is reported as wrong form, with its place; conditions are left out."""
    reported = isinstance(schema, dict) and place.rsplit("/", 1)[-1] not in ("properties", "$defs")
    if reported and HELPED & schema.keys() and schema.get("pattern") not in (r"\S", r"^.*\S.*$"):  # reported as empty
        yield place, schema
    if isinstance(schema, dict | list):
        for step, part in schema.items() if isinstance(schema, dict) else enumerate(schema):
            if step not in ("contains", "if"):
                yield from rules(part, f"{place}/{step}")


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "data/schema").glob("*.json")))
def test_format_rules_are_described_in_both_languages(file):
    if file != "translations.json":  # generated: damage has a message of its own
        all_rules = list(rules(schemas.Schemas(ROOT / "data/schema").files[file]))
        assert [place for place, rule in all_rules if not {"description", "x-description-sv"} <= rule.keys()] == []
