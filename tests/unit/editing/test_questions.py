"""What is asked for a new entry, worked out from its schema."""

from __future__ import annotations

import pytest

from guide.editing import new_entry
from guide.editing.questions import Question, Questions, asked
from unit.conftest import ROOT

WORDS = {
    "adding": {
        "fields": {name: {"sv": f"{name} sv", "en": f"{name} en"} for name in ("id", "title", "period-start", "steps", "links", "url", "read", "checked", "text")},
        "in_language": {"sv": {"sv": "{label} (svenska)", "en": "{label} (Swedish)"}, "en": {"sv": "{label} (engelska)", "en": "{label} (English)"}},
    },
    "labels": {"steps": {"vision": {"sv": "Vision", "en": "Vision"}}},
}  # fmt: skip
ITEM = {
    "type": "object",
    "x-one-of": ["read", "checked"],
    "required": ["url"],
    "properties": {"url": {"description": "Where."}, "read": {}, "checked": {}},
}
ENTRY = {
    "required": ["id", "title"],
    "properties": {
        "id": {},
        "aliases": {"items": {}},
        "title": {"type": "object", "description": "The title.", "properties": {"sv": {}, "en": {}}},
        "period": {"type": "object", "properties": {"start": {"type": ["integer", "string"]}}},
        "steps": {"items": {"enum": ["vision"], "x-labels": "steps"}},
        "text": {"type": "object", "properties": {lang: {"format": "markdown"} for lang in ("sv", "en")}},
        "links": {"items": ITEM},
    },
}


@pytest.fixture
def questions() -> dict[str, Question]:
    """The questions of a small schema, by name."""
    return {question.name: question for question in Questions({}, WORDS, {}).of_entry(ENTRY)}


def test_each_field_is_asked_in_the_order_of_the_schema_but_what_a_new_entry_cannot_have(questions):
    assert list(questions) == ["id", "title-sv", "title-en", "period-start", "steps", "text-sv", "text-en", "links"]


def test_kind_of_a_question_follows_from_the_field(questions):
    kinds = {name: question.kind for name, question in questions.items()}
    assert kinds == {
        "id": "line",
        "title-sv": "line",
        "title-en": "line",
        "period-start": "line",
        "steps": "many",
        "text-sv": "text",
        "text-en": "text",
        "links": "items",
    }
    assert questions["steps"].options == WORDS["labels"]["steps"]
    assert [name for name, question in questions.items() if question.whole] == ["period-start"]


def test_only_swedish_is_required_of_a_text_in_two_languages(questions):
    assert [name for name, question in questions.items() if question.required] == ["id", "title-sv"]
    assert questions["title-en"].label == {"sv": "title sv (engelska)", "en": "title en (English)"}
    assert questions["title-sv"].help["en"] == "The title."


def test_parts_of_an_item_know_of_which_only_one_is_to_be_answered(questions):
    parts = {part.name: (part.either, part.only, part.required) for part in questions["links"].parts}
    one_of = ("read", "checked")
    assert parts == {"url": ((), False, True), "read": (one_of, True, False), "checked": (one_of, True, False)}


def test_title_is_asked_before_the_id_that_is_made_from_it_and_dates_last():
    names = [question.name for question in asked(new_entry.load(ROOT).questions)]
    assert names[:3] == ["title-sv", "title-en", "id"]
    assert names.index("sources") < names.index("links") < names.index("related") < names.index("reviewed")
