"""The questions for a new entry, derived from its schema, and the parsing of the answers."""

from __future__ import annotations

import pytest

from guide.data.formats import invisible
from guide.editing import new_entry
from guide.editing.questions import Question, Questions, both, entry_of, in_order, slug, value, well_formed
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
    """Return the questions of a small schema by name."""
    return {question.name: question for question in Questions({}, WORDS, {}).of_entry(ENTRY)}


def test_questions_follow_the_schema_without_aliases(questions):
    assert list(questions) == ["id", "title-sv", "title-en", "period-start", "steps", "text-sv", "text-en", "links"]


def test_question_kind_depends_on_the_field(questions):
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
    assert [name for name, question in questions.items() if question.is_integer] == ["period-start"]


def test_only_swedish_is_required_of_bilingual_texts(questions):
    assert [name for name, question in questions.items() if question.required] == ["id", "title-sv"]
    assert questions["title-en"].label == {"sv": "title sv (engelska)", "en": "title en (English)"}
    assert questions["title-sv"].help["en"] == "The title."


def test_item_parts_list_mutually_exclusive_fields(questions):
    parts = {part.name: (part.either, part.only, part.required) for part in questions["links"].parts}
    one_of = ("read", "checked")
    assert parts == {"url": ((), False, True), "read": (one_of, True, False), "checked": (one_of, True, False)}


def test_title_precedes_id_and_dates_come_last():
    names = [question.name for question in in_order(new_entry.load(ROOT).questions)]
    assert names[:3] == ["title-sv", "title-en", "id"]
    assert names.index("sources") < names.index("links") < names.index("related") < names.index("reviewed")


NO_WORDS = {"sv": "", "en": ""}
STEPS = {"analysis": {"sv": "Analys", "en": "Analysis"}, "vision": {"sv": "Vision", "en": "Vision"}}
VALUES = [
    ("line", "  Two   words ", "Two words"),
    ("line", "", None),
    ("line", "e\u0301", "é"),  # decomposed, as on macOS
    ("text", "One.  \r\n\r\n\r\n\r\n- two\n", "One.\n\n- two"),
    # a table pasted from Word, left for the check to report
    ("text", "One.\n\n\tcode\nName\tRole", "One.\n\n    code\nName\tRole"),
    ("text", " \n", None),
    ("one", "2", "vision"),
    ("one", "analys", "analysis"),
    ("one", "Analys · Analysis", "analysis"),
    ("one", "3", "3"),  # not an option: left for the schema to report
    ("many", "vision, 1", ["vision", "analysis"]),
    ("many", " , ", None),
]
SLUGS = [
    ("Skåne prövar nya material i en gemensam testbädd", "skane-provar-nya-material-i-en-gemensam"),
    ("Visual Sweden", "visual-sweden-2"),
    ("!", "example"),
    ("x" * 90, "x" * 40),
]


@pytest.mark.parametrize(("kind", "text", "meant"), VALUES, ids=[f"{kind}-{text!r}" for kind, text, _ in VALUES])
def test_typed_text_is_parsed_by_kind(kind, text, meant):
    assert value(Question(("steps",), kind, NO_WORDS, NO_WORDS, options=STEPS), text) == meant


@pytest.mark.parametrize(("title", "expected"), SLUGS, ids=[expected[:20] for _, expected in SLUGS])
def test_slug_comes_from_the_title_and_is_free(title, expected):
    assert slug(title, lambda id_: id_ != "visual-sweden") == expected


def test_entry_fields_follow_the_questions_without_empty_ones():
    parts = (Question(("url",), "line", NO_WORDS, NO_WORDS), Question(("name", "sv"), "line", NO_WORDS, NO_WORDS))
    asked_for = [
        Question(("title", "sv"), "line", NO_WORDS, NO_WORDS),
        Question(("title", "en"), "line", NO_WORDS, NO_WORDS),
        Question(("period", "start"), "line", NO_WORDS, NO_WORDS, is_integer=True),
        Question(("links",), "items", NO_WORDS, NO_WORDS, parts=parts),
        Question(("related",), "many", NO_WORDS, NO_WORDS),
    ]
    answers = {
        ("links", 1, "url"): "https://b.se",
        ("links", 0, "name", "sv"): "A",
        ("period", "start"): "2024",
        ("title", "sv"): "Titel",
        ("related",): " ",
    }
    entry = entry_of(asked_for, answers)
    assert entry == {
        "title": {"sv": "Titel"},
        "period": {"start": 2024},
        "links": [{"name": {"sv": "A"}}, {"url": "https://b.se"}],
    }
    assert list(entry) == ["title", "period", "links"]


@pytest.mark.parametrize(
    ("words", "shown"), [({"sv": "Läst", "en": "Read"}, "Läst · Read"), ({"sv": "Id", "en": "Id"}, "Id")]
)
def test_identical_labels_are_shown_once(words, shown):
    assert both(words) == shown


@pytest.mark.parametrize(
    ("text", "read"),
    [("a\ud800b", "a\ufffdb"), ("\ude00", "\ufffd"), ("\ud83d\ude00", "\U0001f600"), ("å", "å"), ("", "")],
)
def test_lone_surrogate_becomes_a_replacement_character(text, read):
    assert well_formed(text) == read
    well_formed(text).encode()  # must not raise
    assert ("\ufffd" in read) == (invisible(read) == "U+FFFD")
