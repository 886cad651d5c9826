"""The form for a new example on GitHub."""

from __future__ import annotations

import re

import pytest
import yaml

from guide.editing import entry_form, form_answers, new_entry
from unit.conftest import ROOT

FORM = yaml.safe_load(entry_form.PATH.read_text("utf-8"))
CONTROLS = {control["id"]: control for control in FORM["body"] if control["type"] != "markdown"}


@pytest.fixture(scope="module")
def context():
    """All that is needed to ask for an example of the project."""
    return new_entry.load(ROOT)


def test_form_in_the_repository_is_that_of_the_schemas(context):
    assert entry_form.PATH.read_text("utf-8") == entry_form.form(context), (
        "the form no longer says what data/schema does: run `make fields`"
    )


def test_form_keeps_the_rules_of_github():
    assert set(FORM) <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
    for keys in ([c["id"] for c in CONTROLS.values()], [c["attributes"]["label"] for c in CONTROLS.values()]):
        plain = [re.sub("[^a-z0-9]+", "-", key.casefold()) for key in keys]
        assert len(plain) == len(set(plain))  # GitHub takes labels for the same that differ in signs alone
    for control in CONTROLS.values():
        assert control["type"] in ("input", "textarea", "dropdown", "checkboxes")
        options = control["attributes"].get("options", ["x"])
        assert options == [option for option in options if option and option not in ("None", "none")]
        assert control["type"] == "checkboxes" or len(options) == len(set(options))
        assert not any("," in option for option in options if isinstance(option, str))  # they come with commas between


def in_order(register):
    return [entry["id"] for entry in yaml.safe_load((ROOT / f"data/{register}.yaml").read_text("utf-8"))]


def test_choices_are_the_values_that_the_schemas_allow(context):
    for name, control in CONTROLS.items():
        question = next(
            (question for question in context.questions if name in (question.name, f"{question.name}-first")), None
        )
        if control["type"] == "dropdown":
            schema = context.register.schemas.at("examples", (0, *question.path))
            allowed = context.register.schemas.at("examples", (0, *question.path, 0)) if "items" in schema else schema
            chosen = [form_answers.value(question, option) for option in control["attributes"]["options"]]
            values = [one for value in chosen for one in (value if "items" in schema else [value])]
            assert values == (allowed.get("enum") or in_order(allowed["x-register"]))


def test_label_is_the_one_that_starts_the_workflow():
    workflow = (ROOT / ".github/workflows/example.yml").read_text("utf-8")
    assert f"if: github.event.label.name == '{entry_form.LABEL}'" in workflow
    assert "labels" not in FORM  # else whoever opens an issue would start it
    assert re.findall(r"event\.issue\.(?!number\b)\w+|event\.comment", workflow) == []


def test_each_question_is_asked_once_but_the_first_step_by_itself(context):
    names = list(entry_form.controls(context.questions, context.strings["adding"]))
    assert names == [name for name in CONTROLS if name != entry_form.COMPARED]
    assert names[:2] == ["title-sv", "title-en"]
    assert names.count("steps-first") == names.count("steps") == 1


def test_required_answers_are_those_of_the_schema_that_nothing_works_out():
    required = {name for name, control in CONTROLS.items() if control.get("validations", {}).get("required")}
    assert required == {
        "title-sv",
        "summary-sv",
        "description-sv",
        "steps-first",
        "evidence",
        "sources",
        "original_language",
    }
