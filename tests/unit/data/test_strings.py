"""Dates, periods and sorting in each language, and the checks of data/strings.yaml."""

import json

import pytest

from guide.data import strings
from guide.data.yaml_reader import parse
from unit.conftest import ROOT

GIVEN = {"a.b": ["count", "name"]}
DIFFER = "data/strings.yaml:3: a: b: the words in braces must be the same in both languages; write {{ and }} for the braces themselves"
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


@pytest.mark.parametrize(("sv", "en", "messages"), BRACES)
def test_reports_invalid_format_fields(words, sv, en, messages):
    doc = parse(f"a:\n  b:\n    sv: {json.dumps(sv)}\n    en: {json.dumps(en)}\n".encode(), "data/strings.yaml")
    assert [problem.text(words, "en") for problem in strings.check(doc, GIVEN, {})] == messages


def test_reports_format_field_in_a_plain_text(words):
    doc = parse(b"a: {b: {sv: 'Ett {x}', en: One}}", "data/strings.yaml")
    assert [problem.text(words, "sv") for problem in strings.check(doc, {}, {})] == [
        "data/strings.yaml:1: a: b (sv): programmet fyller inte i något i den här texten; ta bort {x}"
    ]


def test_schema_lists_format_fields_of_existing_texts_only(words):
    given = json.loads((ROOT / "data/schema/strings.json").read_text("utf-8"))["x-filled-in"]
    texts = {".".join(path) for path, _ in strings._pairs(words)}
    assert given.keys() - texts == set()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a: {b: {sv: S, en: E}, c: {d: {sv: S, en: E}}}", []),
        ("a: {b: {sv: S, en: E}, c: {x: {sv: S, en: E}}}", ["a: c: the text d is missing, and the program needs it; add it again with sv and en"]),
        ("a: {b: {sv: S, en: E}}", ["a: c: the text d is missing, and the program needs it; add it again with sv and en"]),
        ("a: {bb: {sv: S, en: E}, c: {d: {sv: S, en: E}}}", ["a: the text b is missing, and the program does not know bb; rename it to b"]),
    ],
)  # fmt: skip
def test_reports_missing_text(words, text, messages):
    doc = parse(text.encode(), "data/strings.yaml")
    problems = strings.check(doc, {}, {"a": ["b"], "a.c": ["d"]})
    assert [problem.text(words, "en").split(": ", 1)[1] for problem in problems] == messages


def test_schema_lists_the_existing_texts(words):
    open_ = (
        "addresses",
        "labels",
        "reasons",
        "sections",
    )  # editors add to these, and other checks cover them
    groups: dict[str, list[str]] = {}
    for path, _ in strings._pairs({name: group for name, group in words.items() if name not in open_}):
        groups.setdefault(".".join(path[:-1]), []).append(path[-1])
    assert json.loads((ROOT / "data/schema/strings.json").read_text("utf-8"))["x-texts"] == groups


@pytest.mark.parametrize("sign", ["<b>", "a & b", '"x"', ">"])
def test_reports_html_character_with_its_line(words, sign):
    doc = parse(f"a:\n  b:\n    sv: Ett\n    en: {json.dumps(sign)}\n".encode(), "data/strings.yaml")
    first = next(character for character in sign if character in '<>&"')
    assert [problem.text(words, "en") for problem in strings.check(doc, {}, {})] == [
        f"data/strings.yaml:4: a: b (en): the text contains {first}; rewrite it without < > & and straight quotation marks"
    ]


def test_message_may_contain_html_characters():
    doc = parse(b"problems: {a: {sv: 'skriv &lt; f\xc3\xb6r <', en: 'write &lt; for <'}}", "data/strings.yaml")
    assert strings.check(doc, {}, {}) == []


# ---- dates, periods, the alphabet ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("2016", "2016", "2016"),
        ("2016-03", "mars 2016", "March 2016"),
        ("2016-03-01", "1 mars 2016", "1 March 2016"),
        ("2016-12-31", "31 december 2016", "31 December 2016"),
    ],
)
def test_date_is_localised(value, swedish, english):
    assert (strings.date(value, "sv"), strings.date(value, "en")) == (swedish, english)


PERIODS = [
    # years
    ("2016", "2018", "between", "2016–2018", "2016–2018"),
    ("2016", "2016", "between", "2016", "2016"),
    # months
    ("2016-03", "2016-05", "between", "mars–maj 2016", "March–May 2016"),
    ("2016-03", "2016-03", "between", "mars 2016", "March 2016"),
    ("2016-03", "2018-05", "between", "mars 2016 – maj 2018", "March 2016 – May 2018"),
    # days
    ("2016-03-01", "2016-03-09", "between", "1–9 mars 2016", "1–9 March 2016"),
    ("2016-03-01", "2016-03-01", "between", "1 mars 2016", "1 March 2016"),
    ("2016-03-31", "2016-05-01", "between", "31 mars – 1 maj 2016", "31 March – 1 May 2016"),
    ("2016-12-31", "2017-01-01", "between", "31 december 2016 – 1 januari 2017", "31 December 2016 – 1 January 2017"),
    ("2016-03-01", "2017-03-01", "between", "1 mars 2016 – 1 mars 2017", "1 March 2016 – 1 March 2017"),
    # of different lengths
    ("2016", "2018-06", "between", "2016 – juni 2018", "2016 – June 2018"),
    ("2016", "2016-06", "between", "2016 – juni 2016", "2016 – June 2016"),
    ("2016-06", "2018", "between", "juni 2016 – 2018", "June 2016 – 2018"),
    ("2016-06-01", "2016-07", "between", "1 juni 2016 – juli 2016", "1 June 2016 – July 2016"),
    # open-ended
    ("2016", None, "from", "2016", "2016"),
    ("2016-03-01", None, "from", "1 mars 2016", "1 March 2016"),
    (None, "2018-06", "until", "juni 2018", "June 2018"),
]


@pytest.mark.parametrize(("start", "end", "kind", "swedish", "english"), PERIODS)
def test_period_is_localised(start, end, kind, swedish, english):
    assert strings.period(start, end, "sv") == (kind, swedish)
    assert strings.period(start, end, "en") == (kind, english)


def test_swedish_letters_sort_last():
    names = ["Örebro", "Ängelholm", "Ånge", "Zinkgruvan", "arvika", "Uddevalla"]
    assert sorted(names, key=strings.alphabetic) == ["arvika", "Uddevalla", "Zinkgruvan", "Ånge", "Ängelholm", "Örebro"]


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": ""}, "sv"),
        ({"LANG": "en_GB", "LC_ALL": "sv_SE"}, "sv"),
    ],
)
def test_editor_language_follows_the_locale(environ, lang):
    assert strings.editor_language(environ) == lang


def test_words_select_one_language():
    group = {"a": {"b": {"sv": "Ett", "en": "One"}}, "c": {"sv": "Två", "en": "Two"}}
    swedish, english = strings.Words(group, "sv"), strings.Words(group, "en")
    assert (swedish.a.b, english.a.b, english["a"]["b"], swedish.c) == ("Ett", "One", "One", "Två")


def test_missing_word_raises_an_error_with_its_name():
    words = strings.Words({"a": {"b": {"sv": "Ett", "en": "One"}}}, "sv")
    with pytest.raises(AttributeError, match=r"data/strings\.yaml has no c"):
        _ = words.a.c
