"""What is wrong with the texts of data/strings.yaml or missing there, and telling it although they are wrong."""

import json

import pytest

import report
from guide.data import strings
from guide.data.documents import Problem
from guide.data.yaml_reader import parse
from unit.conftest import ROOT

GIVEN = {"a.b": ["count", "name"]}
DIFFER = "data/strings.yaml:3: a: b: the words in braces must be the same in both languages; write {{ and }} for the signs themselves"
BRACES = [
    ("{count} av {name}", "{name}: {count}", []),
    ("{count}", "{count} {{x}}", []),
    ("utan", "without", []),
    ("{count}", "{name}", [DIFFER]),
    ("{count}", "{count", [DIFFER]),
    ("{count", "{count", [DIFFER]),
    ("{}", "{}", [DIFFER]),
    ("{count.real}", "{count.real}", [DIFFER]),
    ("{count:d}", "{count:d}", [DIFFER]),
    ("{count!r}", "{count!r}", [DIFFER]),
    ("{conut}", "{count}", ["data/strings.yaml:3: a: b (sv): the program has nothing to fill in for {conut}; did you mean {count}?"]),
    (
        "{x}",
        "{x}",
        [
            "data/strings.yaml:3: a: b (sv): the program has nothing to fill in for {x}; it can fill in: {count}, {name}",
            "data/strings.yaml:4: a: b (en): the program has nothing to fill in for {x}; it can fill in: {count}, {name}",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sv", "en", "told"), BRACES)
def test_words_in_braces_that_cannot_be_filled_in_are_told(words, sv, en, told):
    doc = parse(f"a:\n  b:\n    sv: {json.dumps(sv)}\n    en: {json.dumps(en)}\n".encode(), "data/strings.yaml")
    assert [problem.text(words, "en") for problem in strings.check(doc, GIVEN, {})] == told


def test_a_text_that_nothing_is_filled_into_has_no_braces(words):
    doc = parse(b"a: {b: {sv: 'Ett {x}', en: One}}", "data/strings.yaml")
    assert [problem.text(words, "sv") for problem in strings.check(doc, {}, {})] == [
        "data/strings.yaml:1: a: b (sv): programmet fyller inte i något i den här texten; skriv den utan {x}"
    ]


def test_what_can_be_filled_in_is_said_of_no_text_that_is_gone(words):
    given = json.loads((ROOT / "data/schema/strings.json").read_text("utf-8"))["x-filled-in"]
    texts = {".".join(path) for path, _ in strings._pairs(words)}
    assert given.keys() - texts == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: {b: {sv: S, en: E}, c: {d: {sv: S, en: E}}}", []),
        ("a: {b: {sv: S, en: E}, c: {x: {sv: S, en: E}}}", ["a: c: the text d is missing, and the program needs it; write it again with sv and en"]),
        ("a: {b: {sv: S, en: E}}", ["a: c: the text d is missing, and the program needs it; write it again with sv and en"]),
        ("a: {bb: {sv: S, en: E}, c: {d: {sv: S, en: E}}}", ["a: the text b is missing, and the program does not know bb; write b"]),
    ],
)  # fmt: skip
def test_a_text_that_is_gone_is_told(words, text, told):
    doc = parse(text.encode(), "data/strings.yaml")
    found = strings.check(doc, {}, {"a": ["b"], "a.c": ["d"]})
    assert [problem.text(words, "en").split(": ", 1)[1] for problem in found] == told


def test_the_schema_knows_the_texts_there_are(words):
    open_ = ("addresses", "labels", "sections")  # to which editors add, and for which there are checks of their own
    groups: dict[str, list[str]] = {}
    for path, _ in strings._pairs({name: group for name, group in words.items() if name not in open_}):
        groups.setdefault(".".join(path[:-1]), []).append(path[-1])
    assert json.loads((ROOT / "data/schema/strings.json").read_text("utf-8"))["x-texts"] == groups


@pytest.mark.parametrize("text", ["{x}", "{", "{}", "{value.x}", "{value:d}"])
def test_a_mistake_is_told_also_in_words_that_cannot_be_filled_in(text):
    strings = {"problems": {"empty": {"sv": text}}, "check": {"more": {"sv": text}}}
    problem = Problem("a.md", 3, "", "", None, "empty", {"value": "v"})
    assert problem.text(strings, "sv") == "a.md:3: empty {'value': 'v'}"
    assert "more" in report.Report([problem], strings, "sv").text()
