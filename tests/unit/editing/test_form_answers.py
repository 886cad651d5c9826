"""Answers in words, made into the entry that they stand for."""

from __future__ import annotations

import pytest

from guide.data.formats import invisible
from guide.editing import form_answers
from guide.editing.questions import Question

WORDS = {"sv": "", "en": ""}
STEPS = {"analysis": {"sv": "Analys", "en": "Analysis"}, "vision": {"sv": "Vision", "en": "Vision"}}
VALUES = [
    ("line", "  Two   words ", "Two words"),
    ("line", "", None),
    ("line", "e\u0301", "é"),  # as a Mac types it
    ("text", "One.  \r\n\r\n\r\n\r\n- two\n", "One.\n\n- two"),
    (
        "text",
        "One.\n\n\tcode\nName\tRole",
        "One.\n\n    code\nName\tRole",
    ),  # a table of Word, for the check to object to
    ("text", " \n", None),
    ("one", "2", "vision"),
    ("one", "analys", "analysis"),
    ("one", "Analys · Analysis", "analysis"),
    ("one", "3", "3"),  # no option: for the schema to object to
    ("many", "vision, 1", ["vision", "analysis"]),
    ("many", " , ", None),
]
SLUGS = [
    ("Skåne prövar nya material i en gemensam testbädd", "skane-provar-nya-material-i-en-gemensam"),
    ("Visual Sweden", "visual-sweden-2"),
    ("!", "example"),
    ("x" * 90, "x" * 40),
]


@pytest.mark.parametrize(("kind", "text", "value"), VALUES, ids=[f"{kind}-{text!r}" for kind, text, _ in VALUES])
def test_words_are_read_as_what_they_answer(kind, text, value):
    assert form_answers.value(Question(("steps",), kind, WORDS, WORDS, options=STEPS), text) == value


@pytest.mark.parametrize(("title", "made"), SLUGS, ids=[made[:20] for _, made in SLUGS])
def test_id_is_made_from_the_title_and_is_free(title, made):
    assert form_answers.slug(title, lambda id_: id_ != "visual-sweden") == made


def test_entry_has_its_fields_in_the_order_of_the_questions_and_none_without_an_answer():
    parts = (Question(("url",), "line", WORDS, WORDS), Question(("name", "sv"), "line", WORDS, WORDS))
    questions = [
        Question(("title", "sv"), "line", WORDS, WORDS),
        Question(("title", "en"), "line", WORDS, WORDS),
        Question(("period", "start"), "line", WORDS, WORDS, whole=True),
        Question(("links",), "items", WORDS, WORDS, parts=parts),
        Question(("related",), "many", WORDS, WORDS),
    ]
    answers = {
        ("links", 1, "url"): "https://b.se",
        ("links", 0, "name", "sv"): "A",
        ("period", "start"): "2024",
        ("title", "sv"): "Titel",
        ("related",): " ",
    }
    entry = form_answers.entry(questions, answers)
    assert entry == {
        "title": {"sv": "Titel"},
        "period": {"start": 2024},
        "links": [{"name": {"sv": "A"}}, {"url": "https://b.se"}],
    }
    assert list(entry) == ["title", "period", "links"]


@pytest.mark.parametrize(
    ("words", "both"), [({"sv": "Läst", "en": "Read"}, "Läst · Read"), ({"sv": "Id", "en": "Id"}, "Id")]
)
def test_words_of_both_languages_are_shown_once_where_they_are_the_same(words, both):
    assert form_answers.both(words) == both


@pytest.mark.parametrize(
    ("text", "read"),
    [("a\ud800b", "a\ufffdb"), ("\ude00", "\ufffd"), ("\ud83d\ude00", "\U0001f600"), ("å", "å"), ("", "")],
)
def test_half_of_a_character_is_replaced_by_a_sign_that_the_check_refuses(text, read):
    assert form_answers.well_formed(text) == read
    form_answers.well_formed(text).encode()  # raises nothing
    assert ("\ufffd" in read) == (invisible(read) == "U+FFFD")
